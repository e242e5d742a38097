import { describe, expect, it } from 'vitest';
import { en } from '../../i18n/en';
import { generation, job, NOON, picture } from '../../backend/testing/fixtures';
import { progressOf } from './progress';

const say = (given: Parameters<typeof job>[1]) => progressOf(job(1, given), NOON, en.job, () => '14:05');

describe('a running tile', () => {
  it('tells percent, time left and standing', () => {
    expect(say({ state: 'running', progress: 50, accepted_at: NOON - 60_000, expected_ms: 120_000 })).toEqual({
      percent: 50,
      left: 'about 1 min left',
      standing: 'rendering',
    });
    expect(say({ state: 'running', progress: 8, accepted_at: NOON })).toMatchObject({ standing: 'just started' });
    const nearly = { state: 'running', progress: 92, accepted_at: NOON - 110_000, expected_ms: 180_000 } as const;
    expect(say(nearly)).toMatchObject({ left: 'about 10 s left', standing: 'nearly there' });
  });

  it('shows a streamed answer like a running job, and says what closing would do', () => {
    const route = { ...job(1).route, format: 'chat' } as const;
    expect(say({ state: 'sending', progress: 37, route })).toEqual({
      percent: 37,
      left: 'closing Dailies now may lose it',
      standing: 'rendering',
    });
    expect(say({ state: 'sending' })).toMatchObject({ percent: null, left: null, standing: 'sending' });
    const part = generation({ pictures: [picture('first', { from: 'part_before' })] });
    expect(say({ state: 'ready', generation: part }).standing).toBe('waits for the part before');
  });

  it('tells no percent that it does not know', () => {
    expect(say({ state: 'accepted', accepted_at: NOON, expected_ms: null })).toEqual({
      percent: null,
      left: null,
      standing: 'queued at the relay',
    });
    expect(say({ state: 'ready' })).toMatchObject({ percent: null, standing: 'waiting for its turn' });
  });

  it('promises nothing of what is queued at the relay', () => {
    for (const progress of [0, null]) {
      expect(say({ state: 'accepted', accepted_at: NOON - 900_000, progress })).toEqual({
        percent: null,
        left: null,
        standing: 'queued at the relay',
      });
    }
  });

  it('tells when it is tried again, and who wants the wait', () => {
    const at = NOON + 300_000;
    const waiting = (is_asked: boolean) => say({ state: 'running', progress: 40, next_try: { at, is_asked } });
    expect(waiting(true)).toEqual({ percent: 40, left: 'next try at 14:05', standing: 'the relay asks to wait' });
    expect(waiting(false).standing).toBe('trying again');
    expect(say({ state: 'running', progress: 40, next_try: { at: NOON, is_asked: true } }).left).toBeNull();
  });

  it('says so when it is overdue or tried again', () => {
    const late = { accepted_at: NOON - 900_000 };
    const done = say({ state: 'running', progress: 100, ...late });
    expect(done).toMatchObject({ left: 'any moment now', standing: 'rendering' });
    expect(say({ state: 'running', progress: 0, ...late })).toMatchObject({ left: 'longer than usual' });
    const failure = { meaning: 'rate', charged: 'no', words: null, words_zh: null } as const;
    expect(say({ state: 'ready', failure })).toMatchObject({ standing: 'trying again' });
  });

  it('counts bytes while it downloads', () => {
    const transfer = { received_bytes: 1_000_000, total_bytes: 4_000_000 };
    expect(say({ state: 'downloading', transfer })).toEqual({
      percent: 25,
      left: '1 MB of 4 MB',
      standing: 'downloading',
    });
    expect(say({ state: 'downloading', transfer: { ...transfer, total_bytes: null } })).toMatchObject({
      percent: null,
    });
  });
});
