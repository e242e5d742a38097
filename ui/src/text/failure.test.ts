import { describe, expect, it } from 'vitest';
import type { Charged, Failure, Job, Language, Meaning, StopReason } from '../backend/backend';
import type { Texts } from '../i18n/en';
import { en } from '../i18n/en';
import { zh } from '../i18n/zh';
import { explainFailure, explainJob, remedy, testWords } from './failure';
import { job } from '../backend/testing/fixtures';

/** A type error here when the core gets a new meaning. */
const MEANINGS: Record<Meaning, true> = {
  key: true,
  no_key: true,
  plain_http: true,
  permission: true,
  balance: true,
  rate: true,
  moderation: true,
  moderation_picture: true,
  moderation_prompt: true,
  moderation_result: true,
  picture: true,
  not_offered: true,
  invalid: true,
  gone: true,
  no_remix: true,
  server: true,
  network: true,
  unreadable: true,
  generation: true,
  rejected: true,
  timed_out: true,
  cancelled: true,
  expired: true,
  no_result: true,
  not_listed: true,
  several_listed: true,
  result_expired: true,
  part_before: true,
  source_gone: true,
  unsafe_address: true,
  bad_file: true,
  cut_off: true,
  disk_full: true,
  disk: true,
};
const meanings = Object.keys(MEANINGS) as Meaning[];
const languages: [Language, Texts][] = [
  ['en', en],
  ['zh', zh],
];
const failure = (meaning: Meaning, charged: Charged = 'no', words: string | null = null): Failure => ({
  meaning,
  charged,
  words,
  words_zh: null,
});
const at = (): string => '14:02';

describe.each(languages)('failures in %s', (language, t) => {
  it('have words of their own for every meaning', () => {
    expect(Object.keys(t.failure.meanings).sort()).toEqual([...meanings].sort());
    const titles = meanings.map((meaning) => explainFailure(failure(meaning), t, language).title);
    expect(new Set(titles).size).toBe(meanings.length);
  });

  it.each(meanings)('%s: what happened, what helps, and the money', (meaning) => {
    for (const charged of ['no', 'yes', 'unknown'] as const) {
      const told = explainFailure(failure(meaning, charged), t, language);
      expect(told.happened.length).toBeGreaterThan(5);
      expect(told.helps.length).toBeGreaterThan(5);
      expect(told.charged).toBe(t.failure.charged[charged]);
    }
  });

  it.each(meanings)('%s: words for a test of a connection', (meaning) => {
    expect(testWords(failure(meaning), t).length).toBeGreaterThan(5);
  });

  it.each<StopReason>(['user', 'restart', 'watch_limit', 'trouble'])('stopped, %s: resuming is explained', (reason) => {
    const unsent = explainJob(job(1, { state: 'stopped', stop_reason: reason }), t, language, at);
    const sent = explainJob(job(1, { state: 'stopped', stop_reason: reason, remote_id: 'task_1' }), t, language, at);
    expect(unsent?.helps).toContain(t.failure.stopped.resume_sends);
    expect(unsent?.charged).toBe(t.failure.charged.no);
    expect(sent?.helps).toContain(t.failure.stopped.resume_follows);
    expect(sent?.charged).toBe(t.failure.charged.unknown);
  });

  it('say of an unknown outcome when it was sent and that it may have cost money', () => {
    const told = explainJob(job(1, { state: 'unknown', sent_at: 5 }), t, language, at);
    expect(told?.happened).toBe(t.failure.unknown.happened('14:02'));
    expect(told?.charged).toBe(t.failure.charged.unknown);
  });
});

describe('an unknown outcome', () => {
  const lost = (given: Partial<Job>) => explainJob(job(1, { state: 'unknown', sent_at: 5, ...given }), en, 'en', at);
  const openai = { ...job(1).route, format: 'openai' } as const;

  it('can be checked where the format has a list of jobs', () => {
    expect(lost({})?.helps).toBe(en.failure.unknown.helps);
    expect(lost({ route: openai })?.helps).toBe(en.failure.unknown.helps_check);
  });

  it('says so after a check that found nothing', () => {
    const told = lost({ route: openai, failure: failure('not_listed', 'unknown') });
    expect(told?.happened).toBe(en.failure.unknown.not_listed('14:02'));
    expect(told?.helps).toBe(en.failure.meanings.not_listed.helps);
  });
});

describe('a result that is missing', () => {
  const missing = (given: Partial<Job>) => explainJob(job(1, { state: 'result_missing', ...given }), en, 'en', at);

  it('is neither a failure nor asked for without end: why, and what is free', () => {
    const told = missing({ remote_id: 'a', failure: failure('result_expired', 'yes') });
    expect(told?.title).toBe('Finished at the relay, video not found');
    expect(told?.happened).toBe(en.failure.meanings.result_expired.happened);
    expect(told?.helps).toBe(en.failure.missing.helps);
    expect(told?.charged).toBe(en.failure.charged.yes);
  });

  it('that the relay cannot be asked for again needs its link', () => {
    expect(missing({ failure: failure('no_result', 'yes') })?.helps).toBe(en.failure.missing.helps_link);
  });
});

describe('an explanation', () => {
  it('of trouble tells the trouble', () => {
    const stopped = job(1, { state: 'stopped', stop_reason: 'trouble', failure: failure('no_key') });
    const told = explainJob(stopped, en, 'en', at);
    expect(told?.title).toBe('No key');
    expect(told?.helps).toBe('Enter the key under Connections. Resume sends it now.');
  });

  it('puts the relay’s words in the user’s language first and never repeats them', () => {
    const both = { ...failure('server', 'no', 'busy'), words_zh: '繁忙' };
    expect(explainFailure(both, en, 'en').words).toEqual(['busy', '繁忙']);
    expect(explainFailure(both, zh, 'zh').words).toEqual(['繁忙', 'busy']);
    expect(explainFailure({ ...both, words_zh: 'busy' }, en, 'en').words).toEqual(['busy']);
    expect(explainFailure(failure('server'), en, 'en').words).toEqual([]);
  });

  it('is given for what failed, rests or is unknown, and for nothing else', () => {
    expect(explainJob(job(1, { state: 'failed', failure: failure('key') }), en, 'en', at)?.title).toBe(
      'Key not accepted',
    );
    for (const state of ['ready', 'sending', 'accepted', 'running', 'downloading', 'done'] as const) {
      expect(explainJob(job(1, { state, failure: failure('network') }), en, 'en', at)).toBeNull();
    }
  });

  it('leads to the connection where the connection is at fault', () => {
    expect(remedy(failure('key'))).toBe('connection');
    expect(remedy(failure('balance'))).toBe('balance');
    expect(remedy(failure('moderation_prompt'))).toBe('edit');
    expect(remedy(failure('no_remix'))).toBe('other_way');
    expect(remedy(null)).toBe('edit');
  });
});
