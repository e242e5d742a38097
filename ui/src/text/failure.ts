/**
 * Turns what the core tells of a job that failed, rests or is unknown into words for people. Pure; the texts are
 * in the i18n section `failure`, the relay's own words are passed on untouched.
 */
import type { Failure, Job, Language, Meaning } from '../backend/backend';
import type { Texts } from '../i18n/en';
import type { IconName } from '../parts/icons';
import { canCheck, canResume, resumesFree } from '../domain/job';

export type Explanation = {
  icon: IconName;
  title: string;
  happened: string;
  helps: string;
  /** The relay's own words, those in the user's language first. */
  words: string[];
  charged: string;
};

/** What a click can do about a failure. */
export type Remedy = 'edit' | 'connection' | 'balance' | 'other_way';

const ICONS: Partial<Record<Meaning, IconName>> = {
  key: 'key',
  no_key: 'key',
  plain_http: 'alert',
  permission: 'lock',
  balance: 'wallet',
  rate: 'hourglass',
  moderation: 'shieldx',
  moderation_picture: 'shieldx',
  moderation_prompt: 'shieldx',
  moderation_result: 'shieldx',
  picture: 'image',
  server: 'server',
  no_remix: 'remix',
  network: 'cloudoff',
  not_listed: 'help',
  several_listed: 'help',
  rejected: 'alert',
  timed_out: 'hourglass',
  expired: 'hourglass',
  result_expired: 'hourglass',
  part_before: 'film',
  source_gone: 'link',
  disk: 'disk',
  disk_full: 'disk',
};

export function explainFailure(failure: Failure, t: Texts, language: Language): Explanation {
  return {
    icon: ICONS[failure.meaning] ?? 'alert',
    ...t.failure.meanings[failure.meaning],
    words: words(failure, language),
    charged: t.failure.charged[failure.charged],
  };
}

/** For a job that is `unknown`, `failed` or `stopped`, or whose result is missing; null for one that goes on or is done. `time` formats a moment of today. */
export function explainJob(
  job: Job,
  t: Texts,
  language: Language,
  time: (at_ms: number) => string,
): Explanation | null {
  if (job.state === 'unknown') return explainUnknown(job, t, language, time);
  if (job.state === 'stopped') return explainStop(job, t, language);
  if (job.state === 'result_missing') return explainMissing(job, t, language);
  if (job.state === 'failed' && job.failure) return explainFailure(job.failure, t, language);
  return null;
}

export function remedy(failure: Failure | null): Remedy {
  if (failure?.meaning === 'balance') return 'balance';
  if (failure?.meaning === 'no_remix') return 'other_way';
  const connection: Meaning[] = ['key', 'no_key', 'plain_http', 'network', 'unreadable'];
  return failure && connection.includes(failure.meaning) ? 'connection' : 'edit';
}

/** One or two sentences about a connection that did not pass its test. */
export function testWords(failure: Failure, t: Texts): string {
  const special: Partial<Record<Meaning, string>> = t.failure.test;
  const { happened, helps } = t.failure.meanings[failure.meaning];
  return special[failure.meaning] ?? t.failure.sentences(happened, helps);
}

function explainUnknown(job: Job, t: Texts, language: Language, time: (at_ms: number) => string): Explanation {
  const sent = time(job.sent_at ?? job.created_at);
  const { unknown, meanings } = t.failure;
  const looked = { not_listed: unknown.not_listed(sent), several_listed: meanings.several_listed.happened };
  const meaning = job.failure?.meaning;
  const found = meaning === 'not_listed' || meaning === 'several_listed' ? meaning : null;
  const helps = canCheck(job) ? unknown.helps_check : unknown.helps;
  return {
    icon: 'help',
    title: unknown.title,
    happened: found ? looked[found] : unknown.happened(sent),
    helps: found ? meanings[found].helps : helps,
    words: job.failure ? words(job.failure, language) : [],
    charged: t.failure.charged.unknown,
  };
}

/** The relay is done; what is told is why its clip is not here, and that asking for it costs nothing. */
function explainMissing(job: Job, t: Texts, language: Language): Explanation {
  const { missing, meanings, charged } = t.failure;
  return {
    icon: 'search',
    title: missing.title,
    happened: meanings[job.failure?.meaning ?? 'no_result'].happened,
    helps: canResume(job) ? missing.helps : missing.helps_link,
    words: job.failure ? words(job.failure, language) : [],
    charged: charged[job.failure?.charged ?? 'yes'],
  };
}

/** Trouble has a reason of its own; the other stops only say why the job rests. All of them say what resuming does. */
function explainStop(job: Job, t: Texts, language: Language): Explanation {
  const sent = resumesFree(job);
  const resume = sent ? t.failure.stopped.resume_follows : t.failure.stopped.resume_sends;
  const charged = t.failure.charged[sent ? 'unknown' : 'no'];
  if (job.stop_reason === 'trouble' && job.failure) {
    const trouble = explainFailure(job.failure, t, language);
    return { ...trouble, helps: t.failure.sentences(trouble.helps, resume), charged: sent ? charged : trouble.charged };
  }
  const stop = t.failure.stopped[job.stop_reason ?? 'user'];
  return {
    icon: 'pause',
    title: stop.title,
    happened: sent ? stop.sent : stop.unsent,
    helps: resume,
    words: job.failure ? words(job.failure, language) : [],
    charged,
  };
}

function words({ words: english, words_zh: chinese }: Failure, language: Language): string[] {
  const ordered = language === 'zh' ? [chinese, english] : [english, chinese];
  return [...new Set(ordered.filter((text) => text !== null && text !== ''))].filter((text) => text !== null);
}
