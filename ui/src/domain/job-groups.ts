/** The jobs as the activity room tells of them: in groups, what needs the user first. Pure. */
import type { Job } from '../backend/backend';
import { canResume, resumesFree } from './job';

export const GROUPS = ['needs_you', 'running', 'downloading', 'waiting', 'stopped', 'failed', 'done'] as const;
export type GroupId = (typeof GROUPS)[number];
export type Groups = Record<GroupId, Job[]>;

/** Keeps the order in each group, but for those that wait, in the order in which they will be sent, and those done, last first. */
export function groupJobs(jobs: readonly Job[]): Groups {
  const groups: Groups = {
    needs_you: [],
    running: [],
    downloading: [],
    waiting: [],
    stopped: [],
    failed: [],
    done: [],
  };
  for (const job of jobs) {
    if (job.dismissed_at === null) groups[groupOf(job)].push(job);
  }
  groups.needs_you.sort((a, b) => Number(b.state === 'unknown') - Number(a.state === 'unknown'));
  groups.waiting.sort((a, b) => a.id - b.id);
  groups.done.sort((a, b) => (b.ended_at ?? 0) - (a.ended_at ?? 0));
  return groups;
}

/** What the user stopped rests as the user wanted it. */
function groupOf({ state, stop_reason }: Job): GroupId {
  switch (state) {
    case 'unknown':
    case 'result_missing':
      return 'needs_you';
    case 'stopped':
      return stop_reason === 'user' ? 'stopped' : 'needs_you';
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

/** How many jobs of its connection are sent before a waiting one, itself counted: each connection has a line of its own. */
export function placeInLine(job: Job, waiting: readonly Job[]): number {
  return waiting.filter(({ id, route }) => route.connection_id === job.route.connection_id && id <= job.id).length;
}

/** What can be done with all jobs of a group at once. */
export interface Bulk {
  readonly resume: readonly Job[];
  /** Those of them that are sent by it, which costs. */
  readonly sends: readonly Job[];
  /** What these cost together, in millionths of a dollar; null where a price is not known. */
  readonly cost_micros: number | null;
  readonly dismiss: readonly Job[];
}

/** What may have been paid for and is not here yet is put away one by one only. */
export function bulkOf(id: GroupId, jobs: readonly Job[]): Bulk {
  const resume = jobs.filter(canResume);
  const dismiss = id === 'failed' || id === 'stopped' ? jobs : [];
  const sends = resume.filter((job) => !resumesFree(job));
  const prices = sends.flatMap(({ cost_micros }) => cost_micros ?? []);
  const cost_micros = prices.length < sends.length ? null : prices.reduce((sum, micros) => sum + micros, 0);
  return { resume, sends, cost_micros, dismiss };
}
