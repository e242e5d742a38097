/** How long a job still takes, judged from what the model usually takes and from what the relay tells. Pure. */
import type { Job, JobState, ModelOption } from '../backend/backend';

const ACTIVE: readonly JobState[] = ['ready', 'sending', 'accepted', 'running', 'downloading'];

/** Whether a job goes on by itself. */
export function isActive(job: Job): boolean {
  return ACTIVE.includes(job.state);
}

/** Below this share the relay's percentage says little about the speed. */
const TRUSTED_PERCENT = 10;

/**
 * Milliseconds left of a job that the relay works on: what is usual at first, more and more what the progress so far says.
 * `null` when neither is known or the job is not with the relay; 0 when it is overdue.
 */
export function timeLeft(job: Job, now: number): number | null {
  if (job.accepted_at === null || (job.state !== 'accepted' && job.state !== 'running')) return null;
  const elapsed = Math.max(0, now - job.accepted_at);
  const usual = job.expected_ms === null ? null : Math.max(0, job.expected_ms - elapsed);
  const percent = job.progress ?? 0;
  if (percent < TRUSTED_PERCENT) return usual;
  const measured = (elapsed * (100 - percent)) / percent;
  const trust = usual === null ? 1 : percent / 100;
  return trust * measured + (1 - trust) * (usual ?? 0);
}

/** From least to most, in ms, for a press of Generate; variations run beside each other. */
export function expected(model: ModelOption | null): readonly [number, number] | null {
  return model?.expected_ms ?? null;
}
