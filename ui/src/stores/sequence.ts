/**
 * The order of the gallery: the jobs in their places among the clips, newest first. A job's tile has its number made
 * negative for a key, a clip its own, so that one column of numbers names them all. Pure.
 */
import type { Clip, ClipId, GalleryIndex, JobId } from '../backend/backend';
import { ratioOf } from './fit';
import type { JobTile } from './jobs.svelte';

/** The same columns that the grid lays out. */
export interface Sequence {
  readonly keys: Float64Array;
  readonly ratios: Float32Array;
  readonly times: Float64Array;
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
 * `index` and `tiles` are newest first. A clip that took the place of a job stands there and not at its own; a job whose
 * clip is not in the index any more (it was trashed) has no place.
 */
export function sequence(index: GalleryIndex, tiles: readonly JobTile[]): Sequence {
  const places: Place[] = [];
  const held = new Set<ClipId>();
  for (const { job, placed_at, clip_id } of tiles) {
    if (clip_id === null) {
      places.push({ key: keyOfJob(job.id), ratio: ratioOf(job.generation.aspect_ratio), placed_at });
      continue;
    }
    const at = indexOfId(index.ids, clip_id);
    if (at < 0) continue;
    held.add(clip_id);
    places.push({ key: clip_id, ratio: (index.ratios[at] ?? 0) / 1000, placed_at });
  }
  return merge(index, places, held);
}

function merge(index: GalleryIndex, places: readonly Place[], held: ReadonlySet<ClipId>): Sequence {
  const count = index.ids.length - held.size + places.length;
  const keys = new Float64Array(count);
  const ratios = new Float32Array(count);
  const times = new Float64Array(count);
  let next = 0;
  let to = 0;
  /** Days must never rise: a clock that was set back must not split one. */
  let latest = Infinity;
  const put = (key: number, ratio: number, time: number): void => {
    latest = Math.min(latest, time);
    keys[to] = key;
    ratios[to] = ratio;
    times[to] = latest;
    to += 1;
  };
  for (let at = 0; at < index.ids.length; at += 1) {
    const id = index.ids[at] ?? 0;
    if (held.has(id)) continue;
    const time = index.placed_at[at] ?? 0;
    for (let place = places[next]; place && place.placed_at >= time; place = places[next]) {
      put(place.key, place.ratio, place.placed_at);
      next += 1;
    }
    put(id, (index.ratios[at] ?? 0) / 1000, time);
  }
  for (const place of places.slice(next)) put(place.key, place.ratio, place.placed_at);
  return { keys, ratios, times };
}

/** -1 when it is not there. Parts of a film stand together, so that ids do not always fall. */
export function indexOfId(ids: readonly ClipId[], id: ClipId): number {
  return ids.indexOf(id);
}

/** Where a clip would stand: newest first, and of the same time the one made last. By bisection. */
export function insertion({ ids, placed_at }: GalleryIndex, clip: Pick<Clip, 'id' | 'placed_at'>): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const later = (placed_at[middle] ?? 0) - clip.placed_at || (ids[middle] ?? 0) - clip.id;
    if (later > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
