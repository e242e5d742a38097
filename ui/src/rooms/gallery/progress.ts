/** What a running job's tile says. Pure. */
import type { Job, NextTry } from '../../backend/backend';
import type { Texts } from '../../i18n/en';
import { timeLeft } from '../../domain/time-left';
import { isStreamed } from '../../domain/job';

export interface Progress {
  /** 0 to 100; null where nobody knows. */
  readonly percent: number | null;
  /** The line above: the time left, or how much came in. */
  readonly left: string | null;
  readonly standing: string;
}

const JUST_STARTED = 12;
const NEARLY_THERE = 90;

/** `time` formats a moment of today. */
export function progressOf(job: Job, now: number, t: Texts['job'], time: (at_ms: number) => string): Progress {
  if (job.next_try && job.next_try.at > now) return waiting(job, job.next_try, t, time);
  if (job.state === 'downloading') return downloading(job, t);
  const ms = timeLeft(job, now);
  const left = ms === null ? null : ms === 0 ? overdue(job, t) : t.left(ms);
  const percent = job.state === 'running' || job.state === 'sending' ? job.progress : null;
  if (isStreamed(job)) return { percent, left: t.keep_open, standing: standing({ ...job, state: 'running' }, t) };
  // That it is nearly there is not said twice.
  if (left === t.overdue) return { percent, left, standing: t.standing.running };
  return { percent, left, standing: standing(job, t) };
}

/** The time is up: that it comes at any moment is said only where nothing speaks against it. */
function overdue({ state, progress }: Job, t: Texts['job']): string {
  return state === 'running' && (progress ?? 100) >= NEARLY_THERE ? t.overdue : t.late;
}

/** Something stands in the way until then. */
function waiting(
  { progress }: Job,
  { at, is_asked }: NextTry,
  t: Texts['job'],
  time: (at_ms: number) => string,
): Progress {
  return { percent: progress || null, left: t.next_try.at(time(at)), standing: t.next_try[is_asked ? 'asked' : 'own'] };
}

function downloading({ transfer }: Job, t: Texts['job']): Progress {
  const total = transfer?.total_bytes ?? 0;
  const percent = transfer && total > 0 ? Math.floor((transfer.received_bytes / total) * 100) : null;
  const left = transfer ? t.received(transfer.received_bytes, transfer.total_bytes) : null;
  return { percent, left, standing: t.standing.downloading };
}

function standing({ state, progress, failure, generation }: Job, t: Texts['job']): string {
  if (state === 'ready' && generation.pictures.some(({ source }) => source.from === 'part_before'))
    return t.standing.part_before;
  if (failure && (state === 'ready' || state === 'sending')) return t.standing.retrying;
  if (state === 'running' && (progress ?? 50) < JUST_STARTED) return t.standing.started;
  if (state === 'running' && (progress ?? 50) >= NEARLY_THERE) return t.standing.finishing;
  if (state === 'ready' || state === 'sending' || state === 'accepted') return t.standing[state];
  return t.standing.running;
}
