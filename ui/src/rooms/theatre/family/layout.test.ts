import { describe, expect, it } from 'vitest';
import type { Kinship, Member } from '../../../backend/backend';
import { layOut, neighbour, NODE } from './layout';

function member(clip_id: number, from: Record<number, Kinship> = {}, batch_id: number | null = null): Member {
  const kin = Object.entries(from).map(([id, kinship]) => ({ clip_id: Number(id), kinship }));
  return { clip_id, from: kin, batch_id, created_at: clip_id };
}

const places = (members: Member[]) => new Map(layOut(members).nodes.map((node) => [node.id, node]));

describe('a family tree', () => {
  it('has a column for each generation, the longest way from a beginning', () => {
    const at = places([member(1), member(2, { 1: 'remix' }), member(3, { 1: 'picture', 2: 'continuation' })]);
    expect([1, 2, 3].map((id) => at.get(id)?.column)).toEqual([0, 1, 2]);
    expect(at.get(3)?.parent).toBe(2);
    expect(at.get(3)?.kinships).toEqual(['picture', 'continuation']);
  });

  it('has what came of a clip around it, and no two clips in one place', () => {
    const members = [
      member(1),
      member(2, { 1: 'remix' }),
      member(3, { 1: 'remix' }),
      member(4, { 2: 'remix' }),
      member(5, { 2: 'remix' }),
      member(6),
    ];
    const at = places(members);
    expect(at.get(2)?.y).toBe(((at.get(4)?.y ?? 0) + (at.get(5)?.y ?? 0)) / 2);
    const { nodes } = layOut(members);
    for (const one of nodes)
      for (const other of nodes)
        if (one !== other && one.column === other.column)
          expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(NODE.height);
  });

  it('keeps variations together, whatever came between them', () => {
    const { groups, nodes } = layOut([
      member(1),
      member(2, { 1: 'remix' }, 7),
      member(3, { 1: 'continuation' }, 8),
      member(4, { 1: 'remix' }, 7),
    ]);
    expect(groups.map(({ ids }) => ids)).toEqual([[2, 4]]);
    const rows = [2, 4, 3].map((id) => nodes.find((node) => node.id === id)?.y ?? 0);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
  });

  it('leaves out what is no member and what came later', () => {
    const { edges } = layOut([member(1, { 9: 'remix', 2: 'remix' }), member(2, { 1: 'remix' })]);
    expect(edges.map(({ from, to }) => [from, to])).toEqual([[1, 2]]);
  });

  it('lays five hundred out, in a chain or side by side', () => {
    const chain = Array.from({ length: 500 }, (_, at) => member(at + 1, at > 0 ? { [at]: 'continuation' } : {}));
    expect(layOut(chain).nodes.at(-1)?.column).toBe(499);
    expect(new Set(layOut(chain).nodes.map(({ y }) => y)).size).toBe(1);
    const star = Array.from({ length: 500 }, (_, at) => member(at + 1, at > 0 ? { 1: 'remix' } : {}));
    expect(new Set(layOut(star).nodes.map(({ x, y }) => `${x}/${y}`)).size).toBe(500);
  });

  it('is walked with the arrow keys', () => {
    const layout = layOut([member(1), member(2, { 1: 'remix' }), member(3, { 1: 'remix' }), member(4, { 3: 'remix' })]);
    expect(neighbour(layout, 1, 'right')).toBe(2);
    expect(neighbour(layout, 2, 'down')).toBe(3);
    expect(neighbour(layout, 3, 'right')).toBe(4);
    expect(neighbour(layout, 4, 'left')).toBe(3);
    expect(neighbour(layout, 2, 'up')).toBeNull();
    expect(neighbour(layout, 1, 'left')).toBeNull();
    expect(neighbour(layout, 4, 'first')).toBe(1);
  });

  it('is nothing where there is nobody', () => {
    expect(layOut([]).nodes).toEqual([]);
  });
});
