/** Clips as columns of numbers: a hundred thousand of them are three arrays, not a hundred thousand objects. Pure. */
import type { Clip, ClipId, Found } from '../backend/backend';

export interface Columns {
  readonly ids: Float64Array;
  /** Width over height; 0 where it is not known. */
  readonly ratios: Float32Array;
  /** Where each stands among the newest, in ms UTC. */
  readonly placed_at: Float64Array;
}

export function columnsOf(count: number): Columns {
  return { ids: new Float64Array(count), ratios: new Float32Array(count), placed_at: new Float64Array(count) };
}

/** Writes what was found into columns that have room for it. */
export function fill(columns: Columns, from: number, { ids, ratios, placed_at }: Found): void {
  columns.ids.set(ids, from);
  columns.placed_at.set(placed_at, from);
  for (let at = 0; at < ratios.length; at += 1) columns.ratios[from + at] = (ratios[at] ?? 0) / 1000;
}

/** The first so many, of the same memory. */
export function firstOf({ ids, ratios, placed_at }: Columns, count: number): Columns {
  return { ids: ids.subarray(0, count), ratios: ratios.subarray(0, count), placed_at: placed_at.subarray(0, count) };
}

/** -1 when it is not there. */
export function indexOfId({ ids }: Columns, id: ClipId): number {
  return ids.indexOf(id);
}

/** Where a clip would stand: newest first, and of the same time the one made last. By bisection. */
export function insertion({ ids, placed_at }: Columns, clip: Pick<Clip, 'id' | 'placed_at'>): number {
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

/** With a stretch put behind them. The memory is shared, as long as there is room in it for all that were found. */
export function extended(columns: Columns, found: Found): Columns {
  const from = columns.ids.length;
  const to = from + found.ids.length;
  const all = roomy(columns, Math.max(found.count, to));
  fill(all, from, found);
  return firstOf(all, to);
}

function roomy(columns: Columns, count: number): Columns {
  const { ids, ratios, placed_at } = columns;
  if (ids.byteOffset === 0 && ids.buffer.byteLength >= count * ids.BYTES_PER_ELEMENT) {
    return {
      ids: new Float64Array(ids.buffer, 0, count),
      ratios: new Float32Array(ratios.buffer, 0, count),
      placed_at: new Float64Array(placed_at.buffer, 0, count),
    };
  }
  const all = columnsOf(count);
  all.ids.set(ids);
  all.ratios.set(ratios);
  all.placed_at.set(placed_at);
  return all;
}

type Placed = Pick<Clip, 'id' | 'placed_at' | 'film'>;

function ratioOf({ film: { width, height } }: Placed): number {
  return Math.fround(width > 0 && height > 0 ? Math.round((width / height) * 1000) / 1000 : 0);
}

/** With clips in their places among the newest; the same columns when they are there already as they are. */
export function withClips(columns: Columns, clips: readonly Placed[]): Columns {
  const fresh: Placed[] = [];
  let { ratios } = columns;
  for (const clip of clips) {
    const known = indexOfId(columns, clip.id);
    if (known < 0) fresh.push(clip);
    else if (ratios[known] !== ratioOf(clip)) ratios = ratios.with(known, ratioOf(clip));
  }
  const shaped = ratios === columns.ratios ? columns : { ...columns, ratios };
  if (fresh.length === 0) return shaped;
  fresh.sort((a, b) => b.placed_at - a.placed_at || b.id - a.id);
  return merged(shaped, fresh);
}

function merged(columns: Columns, fresh: readonly Placed[]): Columns {
  const wider = columnsOf(columns.ids.length + fresh.length);
  let from = 0;
  const copy = (until: number, shift: number): void => {
    wider.ids.set(columns.ids.subarray(from, until), from + shift);
    wider.ratios.set(columns.ratios.subarray(from, until), from + shift);
    wider.placed_at.set(columns.placed_at.subarray(from, until), from + shift);
    from = until;
  };
  fresh.forEach((clip, shift) => {
    const at = insertion(columns, clip);
    copy(at, shift);
    wider.ids[at + shift] = clip.id;
    wider.ratios[at + shift] = ratioOf(clip);
    wider.placed_at[at + shift] = clip.placed_at;
  });
  copy(columns.ids.length, fresh.length);
  return wider;
}

/** Without these; the same columns when none of them is there. */
export function withoutClips(columns: Columns, gone: ReadonlySet<ClipId>): Columns {
  const { ids, ratios, placed_at } = columns;
  if (!ids.some((id) => gone.has(id))) return columns;
  const stays = (_: number, at: number): boolean => !gone.has(ids[at] ?? 0);
  return { ids: ids.filter(stays), ratios: ratios.filter(stays), placed_at: placed_at.filter(stays) };
}
