/** The jobs as the activity room tells of them: in groups, what needs the user first. Pure. */
import type { Job } from '../backend/backend';

export const GROUPS = ['needs_you', 'running', 'downloading', 'waiting', 'failed', 'done'] as const;
export type GroupId = (typeof GROUPS)[number];
export type Groups = Record<GroupId, Job[]>;

/** Keeps the order in each group, but for those that wait, in the order in which they will be sent, and those done, last first. */
export function groupJobs(jobs: readonly Job[]): Groups {
  const groups: Groups = { needs_you: [], running: [], downloading: [], waiting: [], failed: [], done: [] };
  for (const job of jobs) {
    if (job.dismissed_at === null) groups[groupOf(job)].push(job);
  }
  groups.needs_you.sort((a, b) => Number(b.state === 'unknown') - Number(a.state === 'unknown'));
  groups.waiting.sort((a, b) => a.id - b.id);
  groups.done.sort((a, b) => (b.ended_at ?? 0) - (a.ended_at ?? 0));
  return groups;
}

function groupOf({ state }: Job): GroupId {
  switch (state) {
    case 'unknown':
    case 'stopped':
      return 'needs_you';
    case 'sending':
    case 'accepted':
    case 'running':
      return 'running';
    case 'ready':
      return 'waiting';
    default:
      return state;
  }
}
