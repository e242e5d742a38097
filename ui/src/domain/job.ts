/** What a job's state allows. Pure. */
import type { ClipId, Job, JobState, Timestamp } from '../backend/backend';

const ACTIVE: readonly JobState[] = ['ready', 'sending', 'accepted', 'running', 'downloading'];

/** Whether a job goes on by itself. */
export function isActive(job: Job): boolean {
  return ACTIVE.includes(job.state);
}

/** A job as a tile of the gallery: it keeps its place while it runs, fails, or becomes a clip. */
export interface JobTile {
  readonly job: Job;
  /** Where it stands among the clips, in ms UTC. */
  readonly placed_at: Timestamp;
  /** The clip that took its place. */
  readonly clip_id: ClipId | null;
}

/** Whether its relay can be asked what became of it: only the OpenAI format has a list of jobs. */
export function canCheck({ state, route }: Job): boolean {
  return state === 'unknown' && route.format === 'openai';
}

/** Whether the relay has it, so that to go on with it sends nothing. */
export function resumesFree({ remote_id, accepted_at }: Job): boolean {
  return remote_id !== null || accepted_at !== null;
}

/** Whether it can go on: what rests, and what the relay can be asked for again. */
export function canResume({ state, remote_id, failure }: Job): boolean {
  if (state === 'result_missing') return remote_id !== null || failure?.meaning !== 'no_result';
  return state === 'stopped';
}

/** Whether its clip may lie at the relay although it did not come in: then the user may find it there. */
export function mayLieAtRelay(job: Job): boolean {
  if (job.character !== null) return false;
  const { state, remote_id } = job;
  if (state === 'failed') return remote_id !== null;
  return state === 'unknown' || state === 'result_missing' || (state === 'stopped' && resumesFree(job));
}

/** Whether it is made while its submit is still being answered: it has no name at the relay yet, so it cannot be found again. */
export function isStreamed({ state, route }: Job): boolean {
  return state === 'sending' && route.format === 'chat';
}
