/** What the clips of a day cost together. Pure. */
import type { Clip, ClipId, Job } from '../backend/backend';

/** Days of more clips than this are not added up: it would be done at every clip that comes into view. */
const MOST = 400;

type Known = { clip: (id: ClipId) => Clip | undefined; jobs: readonly Job[] };

/** Millionths of a dollar; null while a clip is not known yet, and where no price is. `keys`: clips, and jobs made negative. */
export function spent(keys: Float64Array, { clip, jobs }: Known): number | null {
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
