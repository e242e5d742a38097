/**
 * Where the clips of a family stand: a column for each generation from left to right, every clip between the ones that came of
 * it. Sizes in CSS pixels. Pure: it knows no pictures and draws nothing.
 */
import type { ClipId, Kinship, Member } from '../../../backend/backend';

export const NODE = { width: 132, height: 94 };
export const GAP = { x: 116, y: 38 };
/** Around the whole. */
export const MARGIN = 28;
/** Around the variations of one press of Generate. */
const FRAME = { x: 10, top: 24, bottom: 6 };

export interface Node {
  readonly id: ClipId;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  /** What it is to what it came from, without repeats; empty for a beginning. */
  readonly kinships: readonly Kinship[];
  /** Where it hangs in the drawing; null for a beginning. */
  readonly parent: ClipId | null;
}

export interface Edge {
  readonly from: ClipId;
  readonly to: ClipId;
  /** An SVG path. */
  readonly path: string;
}

/** Variations: made by one press of Generate, from the same. */
export interface Group {
  readonly ids: readonly ClipId[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly groups: readonly Group[];
  readonly width: number;
  readonly height: number;
}

/** `members` oldest first, as they are told. What a member came from stands before it; anything else is left out. */
export function layOut(members: readonly Member[]): Layout {
  const at = new Map(members.map(({ clip_id }, index) => [clip_id, index]));
  const sources = members.map(({ from }, index) => from.filter(({ clip_id }) => (at.get(clip_id) ?? index) < index));
  const columns: number[] = [];
  for (const [index, from] of sources.entries())
    columns[index] = Math.max(0, ...from.map(({ clip_id }) => (columns[at.get(clip_id) ?? 0] ?? 0) + 1));
  const parents = sources.map((from, index) =>
    primary(
      from.map(({ clip_id }) => at.get(clip_id) ?? 0),
      index,
      columns,
    ),
  );
  const rows = rowsOf(members, parents);
  const nodes = members.map(({ clip_id }, index): Node => {
    const parent = parents[index] ?? null;
    return {
      id: clip_id,
      column: columns[index] ?? 0,
      x: MARGIN + (columns[index] ?? 0) * (NODE.width + GAP.x),
      y: MARGIN + (rows[index] ?? 0) * (NODE.height + GAP.y),
      kinships: [...new Set((sources[index] ?? []).map(({ kinship }) => kinship))],
      parent: parent === null ? null : (members[parent]?.clip_id ?? null),
    };
  });
  const edges = sources.flatMap((from, index) =>
    from.flatMap(({ clip_id }) => edge(nodes[at.get(clip_id) ?? -1], nodes[index])),
  );
  const groups = groupsOf(members, nodes);
  return {
    nodes,
    edges,
    groups,
    width: Math.max(0, ...nodes.map(({ x }) => x + NODE.width)) + MARGIN,
    height: Math.max(0, ...nodes.map(({ y }) => y + NODE.height)) + MARGIN,
  };
}

/** It hangs at the source that is nearest in generations, the first of those. */
function primary(sources: readonly number[], index: number, columns: readonly number[]): number | null {
  const near = sources.find((source) => columns[source] === (columns[index] ?? 0) - 1);
  return near ?? sources[0] ?? null;
}

/** Leaves take a row each, in order; whatever has children stands in the middle of them. Variations stand together. */
function rowsOf(members: readonly Member[], parents: readonly (number | null)[]): number[] {
  const children = new Map<number | null, number[]>();
  for (const [index, parent] of parents.entries()) children.set(parent, [...(children.get(parent) ?? []), index]);
  const inOrder = (parent: number | null): number[] => together(children.get(parent) ?? [], members);
  const rows: number[] = [];
  let next = 0;
  // Not by recursion: a chain may be as long as a family.
  const open = inOrder(null).toReversed();
  const path: number[] = [];
  while (open.length > 0) {
    const index = open[open.length - 1] ?? 0;
    const own = inOrder(index);
    if (own.length > 0 && path[path.length - 1] !== index) {
      path.push(index);
      open.push(...own.toReversed());
      continue;
    }
    open.pop();
    if (own.length > 0) path.pop();
    const [first, last] = [rows[own[0] ?? -1], rows[own[own.length - 1] ?? -1]];
    rows[index] = first === undefined || last === undefined ? next++ : (first + last) / 2;
  }
  return rows;
}

/** In the order that they came, those of one press of Generate beside its first. */
function together(indices: readonly number[], members: readonly Member[]): number[] {
  const byBatch = new Map<string, number[]>();
  for (const index of indices) {
    const batch = members[index]?.batch_id ?? null;
    const key = batch === null ? `alone ${index}` : `batch ${batch}`;
    byBatch.set(key, [...(byBatch.get(key) ?? []), index]);
  }
  return [...byBatch.values()].flat();
}

function edge(from: Node | undefined, to: Node | undefined): Edge[] {
  if (!from || !to) return [];
  const [x1, y1] = [from.x + NODE.width, from.y + MIDDLE];
  const [x2, y2] = [to.x, to.y + MIDDLE];
  const bend = x2 - GAP.x;
  const path =
    y1 === y2
      ? `M${x1} ${y1}H${x2}`
      : `M${x1} ${y1}H${bend}C${bend + 34} ${y1} ${bend + 8} ${y2} ${bend + 42} ${y2}H${x2}`;
  return [{ from: from.id, to: to.id, path }];
}

/** Where the picture of a node has its middle, below the node's top. */
const MIDDLE = 37;

function groupsOf(members: readonly Member[], nodes: readonly Node[]): Group[] {
  const sets = new Map<string, Node[]>();
  for (const [index, { batch_id }] of members.entries()) {
    const node = nodes[index];
    if (batch_id === null || !node) continue;
    const key = `${batch_id} ${node.parent ?? ''} ${node.column}`;
    sets.set(key, [...(sets.get(key) ?? []), node]);
  }
  return [...sets.values()]
    .filter((set) => set.length > 1)
    .map((set) => {
      const tops = set.map(({ y }) => y);
      const top = Math.min(...tops) - FRAME.top;
      return {
        ids: set.map(({ id }) => id),
        x: (set[0]?.x ?? 0) - FRAME.x,
        y: top,
        width: NODE.width + 2 * FRAME.x,
        height: Math.max(...tops) + NODE.height + FRAME.bottom - top,
      };
    });
}

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** Where an arrow key leads to: to what it came from, to the nearest that came of it, to the neighbours of its generation. */
export function neighbour({ nodes }: Layout, id: ClipId, direction: Direction): ClipId | null {
  const here = nodes.find((node) => node.id === id);
  if (!here) return nodes[0]?.id ?? null;
  if (direction === 'first' || direction === 'last')
    return nodes[direction === 'first' ? 0 : nodes.length - 1]?.id ?? null;
  if (direction === 'left') return here.parent;
  const far = (node: Node): number => Math.abs(node.y - here.y);
  const nearest = (list: readonly Node[]): ClipId | null =>
    list.reduce<Node | null>((best, node) => (best === null || far(node) < far(best) ? node : best), null)?.id ?? null;
  if (direction === 'right') return nearest(nodes.filter(({ parent }) => parent === id));
  const side = direction === 'down' ? 1 : -1;
  return nearest(nodes.filter(({ column, y }) => column === here.column && (y - here.y) * side > 0));
}
