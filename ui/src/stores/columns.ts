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

/** With a clip in its place among the newest; the same columns when it is there already as it is. */
export function withClip(columns: Columns, { id, placed_at, film }: Pick<Clip, 'id' | 'placed_at' | 'film'>): Columns {
  const { width, height } = film;
  const ratio = Math.fround(width > 0 && height > 0 ? Math.round((width / height) * 1000) / 1000 : 0);
  const known = indexOfId(columns, id);
  if (known >= 0) {
    if (columns.ratios[known] === ratio) return columns;
    return { ...columns, ratios: columns.ratios.with(known, ratio) };
  }
  const at = insertion(columns, { id, placed_at });
  const wider = columnsOf(columns.ids.length + 1);
  for (const [to, from, value] of [
    [wider.ids, columns.ids, id],
    [wider.ratios, columns.ratios, ratio],
    [wider.placed_at, columns.placed_at, placed_at],
  ] as const) {
    to.set(from.subarray(0, at));
    to[at] = value;
    to.set(from.subarray(at), at + 1);
  }
  return wider;
}

/** Without these; the same columns when none of them is there. */
export function withoutClips(columns: Columns, gone: ReadonlySet<ClipId>): Columns {
  const { ids, ratios, placed_at } = columns;
  if (!ids.some((id) => gone.has(id))) return columns;
  const stays = (_: number, at: number): boolean => !gone.has(ids[at] ?? 0);
  return { ids: ids.filter(stays), ratios: ratios.filter(stays), placed_at: placed_at.filter(stays) };
}
