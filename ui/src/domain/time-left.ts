/** How long a job still takes, judged from what the relay tells and from what the model usually takes. Pure. */
import type { Job } from '../backend/backend';

/** Within these the relay's percentage tells the speed; above them the end is near, however long it has taken. */
const TELLING = { from: 5, to: 98 };
/** The built-in relay takes seconds, whatever the model usually takes. */
const DEMO_URL = 'demo:';

/**
 * Milliseconds left of a job that the relay works on: what its progress says, and before there is any what is usual.
 * `null` when neither is known or the relay does not work on it: nobody knows how long it is queued there. 0 when it may
 * come at any moment.
 */
export function timeLeft(job: Job, now: number): number | null {
  if (job.accepted_at === null || job.state !== 'running') return null;
  const elapsed = Math.max(0, now - job.accepted_at);
  const percent = job.progress ?? 0;
  if (percent > TELLING.to) return 0;
  if (percent >= TELLING.from) return (elapsed * (100 - percent)) / percent;
  if (job.expected_ms === null || job.route.base_url === DEMO_URL) return null;
  return Math.max(0, job.expected_ms - elapsed);
}
