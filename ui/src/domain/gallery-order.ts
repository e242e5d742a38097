/**
 * The order of the gallery: the jobs in their places among the clips. A job's tile has its number made negative for a
 * key, a clip its own, so that one column of numbers names them all. Pure.
 */
import type { ClipId, JobId } from '../backend/backend';
import { indexOfId, type Columns } from './clip-columns';
import { ratioOf } from './constraints';
import type { JobTile } from './job';
import type { Days } from './gallery-query';

/** The same columns that the grid lays out. */
export interface GalleryOrder {
  readonly keys: Float64Array;
  readonly ratios: Float32Array;
  readonly times: Float64Array;
  readonly days: Days;
}

export const keyOfJob = (id: JobId): number => -id;
export const jobOfKey = (key: number): JobId | null => (key < 0 ? -key : null);
export const clipOfKey = (key: number): ClipId | null => (key > 0 ? key : null);

interface Place {
  readonly key: number;
  readonly ratio: number;
  readonly placed_at: number;
}

/**
 * `tiles` are newest first, and so are the clips where there are any. A clip that took the place of a job stands there and
 * not at its own; a job whose clip is not among the clips any more (it was trashed) has no place.
 */
export function galleryOrder(columns: Columns, tiles: readonly JobTile[], days: Days): GalleryOrder {
  const places: Place[] = [];
  const held = new Set<ClipId>();
  for (const { job, placed_at, clip_id } of tiles) {
    if (clip_id === null) {
      places.push({ key: keyOfJob(job.id), ratio: ratioOf(job.generation.aspect_ratio), placed_at });
      continue;
    }
    const at = indexOfId(columns, clip_id);
    if (at < 0) continue;
    held.add(clip_id);
    places.push({ key: clip_id, ratio: columns.ratios[at] ?? 0, placed_at });
  }
  const { ids: keys, ratios, placed_at: times } = places.length === 0 ? columns : merged(columns, places, held);
  return { keys, ratios, times: days === 'none' ? times : steady(times, days), days };
}

function merged(columns: Columns, places: readonly Place[], held: ReadonlySet<ClipId>): Columns {
  const count = columns.ids.length - held.size + places.length;
  const ids = new Float64Array(count);
  const ratios = new Float32Array(count);
  const times = new Float64Array(count);
  let next = 0;
  let to = 0;
  const put = (key: number, ratio: number, time: number): void => {
    ids[to] = key;
    ratios[to] = ratio;
    times[to] = time;
    to += 1;
  };
  for (let at = 0; at < columns.ids.length; at += 1) {
    const id = columns.ids[at] ?? 0;
    if (held.has(id)) continue;
    const time = columns.placed_at[at] ?? 0;
    for (let place = places[next]; place && place.placed_at >= time; place = places[next]) {
      put(place.key, place.ratio, place.placed_at);
      next += 1;
    }
    put(id, columns.ratios[at] ?? 0, time);
  }
  for (const place of places.slice(next)) put(place.key, place.ratio, place.placed_at);
  return { ids, ratios, placed_at: times };
}

/** Days must never turn back: a clock that was set back must not split one. The same column when none does. */
function steady(times: Float64Array, days: Exclude<Days, 'none'>): Float64Array {
  const further = days.endsWith('fall') ? Math.min : Math.max;
  let reached = times[0] ?? 0;
  let steadied: Float64Array | null = null;
  for (let at = 0; at < times.length; at += 1) {
    const time = times[at] ?? 0;
    reached = further(reached, time);
    if (reached !== time) (steadied ??= times.slice())[at] = reached;
  }
  return steadied ?? times;
}
