/** What clips and jobs cost together, where their prices are known. Pure. */
import type { Clip, ClipId, ConnectionId, Job, ModelId, Timestamp } from '../backend/backend';
import { isActive } from './job';

/** Days of more clips than this are not added up: it would be done at every clip that comes into view. */
const MOST = 400;

type Known = { clip: (id: ClipId) => Clip | undefined; jobs: readonly Job[] };

/** Millionths of a dollar; null while a clip is not known yet, and where no price is. `keys`: clips, and jobs made negative. */
export function clipCosts(keys: Float64Array, { clip, jobs }: Known): number | null {
  if (keys.length > MOST) return null;
  const costs = new Map(jobs.map(({ clip_id, cost_micros }) => [clip_id, cost_micros]));
  let sum = 0;
  let priced = false;
  for (const key of keys) {
    if (key < 0) continue;
    const cost = clip(key)?.cost_micros ?? costs.get(key);
    if (cost === undefined && !clip(key)) return null;
    sum += cost ?? 0;
    priced ||= cost !== undefined && cost !== null;
  }
  return priced ? sum : null;
}

export type Spending = { micros: number; models: { model: ModelId; clips: number; micros: number }[] };

/** What was done since a moment, the dearest model first. */
export function spending(jobs: readonly Job[], since: Timestamp): Spending {
  const models = new Map<ModelId, Spending['models'][number]>();
  for (const { state, ended_at, cost_micros, generation } of jobs) {
    if (state !== 'done' || cost_micros === null || (ended_at ?? 0) < since) continue;
    const { model } = generation;
    const before = models.get(model) ?? { model, clips: 0, micros: 0 };
    models.set(model, { model, clips: before.clips + 1, micros: before.micros + cost_micros });
  }
  const list = [...models.values()].sort((a, b) => b.micros - a.micros);
  return { micros: list.reduce((sum, { micros }) => sum + micros, 0), models: list };
}

/** What the jobs that run or wait with a connection will cost. */
export function held(jobs: readonly Job[], id: ConnectionId): number {
  const running = jobs.filter((job) => isActive(job) && job.route.connection_id === id);
  return running.reduce((sum, { cost_micros }) => sum + (cost_micros ?? 0), 0);
}
