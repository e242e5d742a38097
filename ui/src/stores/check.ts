/** Looks up a job of unknown outcome at its relay, and says in a toast what came of it. */
import type { Job } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../parts/toasts.svelte';
import { attempt } from './attempt';
import type { Jobs } from './jobs.svelte';

export async function check(jobs: Jobs, { id }: Pick<Job, 'id'>): Promise<void> {
  if (jobs.checking.has(id)) return;
  const job = await attempt(jobs.check(id));
  if (!job) return;
  const t = i18n.t.job.check;
  if (job.state !== 'unknown') toasts.show({ text: t.found });
  else toasts.show({ text: job.failure?.meaning === 'not_listed' ? t.not_listed : t.no_answer });
}
