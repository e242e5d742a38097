/** Looks up a job of unknown outcome at its relay, and says in a toast what came of it. */
import type { Job } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import type { Jobs } from '../state/jobs.svelte';

export async function lookUpJob(jobs: Jobs, { id }: Pick<Job, 'id'>): Promise<void> {
  if (jobs.checking.has(id)) return;
  const job = await withErrorToast(jobs.check(id));
  if (!job) return;
  const t = i18n.t.job.check;
  toasts.show({ text: job.state === 'unknown' ? missing(job) : t.found });
}

function missing({ failure }: Job): string {
  const { not_listed, no_answer } = i18n.t.job.check;
  if (failure?.meaning === 'several_listed') return i18n.t.failure.meanings.several_listed.happened;
  return failure?.meaning === 'not_listed' ? not_listed : no_answer;
}
