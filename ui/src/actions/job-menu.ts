/** Everything that can be done about a job, as a menu: the same as its buttons do. */
import type { Job } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import type { MenuItem } from '../parts/menu';
import { withErrorToast } from '../state/error-toast';
import { lookUpJob } from './look-up-job';
import { ClipActions } from './clip-actions';
import { isActive, canCheck, canResume, mayLieAtRelay } from '../domain/job';
import { remedy } from '../text/failure';
import { isUnsent, PaidActions, withPrice } from './paid-actions';
import type { Studio } from '../state/studio';

/** In groups: what to do next, where to look, what to copy, and how to be rid of it. */
export function jobMenu(studio: Studio, job: Job): MenuItem[][] {
  return [next(studio, job), places(studio, job), copies(studio, job), endings(studio, job)].filter(
    (group) => group.length > 0,
  );
}

function next(studio: Studio, job: Job): MenuItem[] {
  const { jobs, navigation } = studio;
  const t = i18n.t.job;
  const paid = new PaidActions(studio);
  const items: MenuItem[] = [];
  if (canCheck(job)) items.push({ label: t.check.label, icon: 'search', run: () => void lookUpJob(jobs, job) });
  if (job.state === 'unknown')
    items.push({ label: `${t.again.label}…`, icon: 'send', run: () => void (jobs.asked = job.id) });
  if (job.state === 'result_missing' && canResume(job))
    items.push({ label: t.missing.ask, icon: 'search', run: () => void withErrorToast(jobs.resume(job.id)) });
  if (mayLieAtRelay(job) && job.remote_id !== null)
    items.push({
      label: t.missing.content,
      icon: 'download',
      run: () => void withErrorToast(jobs.fetchContent(job.id)),
    });
  if (job.state === 'stopped')
    items.push(
      isUnsent(job)
        ? { label: withPrice(t.send, job), icon: 'send', run: () => void paid.resume(job) }
        : { label: t.resume, icon: 'play', run: () => void paid.resume(job) },
    );
  const way = remedy(job.failure);
  if (job.state === 'failed' && way !== 'edit') {
    const label = way === 'balance' ? t.balance_open : t.connection_open;
    items.push({ label, icon: 'plug', run: () => navigation.connection(job.route.connection_id) });
  }
  if (job.character === null)
    items.push({ label: t.edit_prompt, icon: 'pen', run: () => new ClipActions(studio).reuse(job) });
  return items;
}

function places(studio: Studio, job: Job): MenuItem[] {
  const { navigation } = studio;
  const show = job.character === null ? i18n.t.activity.show : i18n.t.characters.making.show;
  return [
    { label: show, icon: 'eye', run: () => new PaidActions(studio).show(job) },
    {
      label: i18n.t.job.details,
      icon: 'activity',
      run: () => navigation.go({ room: 'activity', job_id: job.id }),
    },
  ];
}

function copies(studio: Studio, { character, generation, remote_id }: Job): MenuItem[] {
  const t = i18n.t.activity;
  const actions = new ClipActions(studio);
  const copy = (label: string, text: string, icon: MenuItem['icon'] & string, detail?: string): MenuItem => ({
    label,
    icon,
    ...(detail === undefined ? {} : { detail }),
    run: () => void actions.copy(text),
  });
  return [
    ...(character === null ? [copy(t.copy_prompt, generation.prompt, 'copy')] : []),
    ...(remote_id === null ? [] : [copy(t.copy_number, remote_id, 'tag', remote_id)]),
  ];
}

function endings({ jobs }: Studio, job: Job): MenuItem[] {
  const t = i18n.t.job;
  if (isActive(job) && job.state !== 'sending')
    return [{ label: t.stop, icon: 'stop', run: () => void withErrorToast(jobs.stop(job.id)) }];
  if (isActive(job)) return [];
  return [{ label: t.dismiss, icon: 'x', run: () => void withErrorToast(jobs.dismiss(job.id)) }];
}
