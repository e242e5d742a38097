import { describe, expect, it } from 'vitest';
import { shotAt, shotBeside, shotMarks } from './shots';

const shots = (...lengths: (number | null)[]) =>
  lengths.map((duration_ms, at) => ({ scene: `scene ${at + 1}`, duration_ms }));

describe('shots on a film', () => {
  it('stand where their lengths say', () => {
    const marks = shotMarks(shots(7_500, 2_500), 10_000);
    expect(marks.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.75],
      [0.75, 1],
    ]);
  });

  it('fill a film that became longer or shorter', () => {
    expect(shotMarks(shots(5_000, 5_000), 12_000)[1]?.from).toBe(0.5);
    expect(shotMarks(shots(5_000, 5_000), 0)[1]?.from).toBe(0.5);
  });

  it('share what is left where a length is not known', () => {
    const marks = shotMarks(shots(4_000, null, null), 10_000);
    expect(marks.map(({ from }) => from)).toEqual([0, 0.4, 0.7]);
    expect(shotMarks(shots(null, null), 10_000)[1]?.from).toBe(0.5);
  });

  it('are found by the place of the playhead', () => {
    const marks = shotMarks(shots(5_000, 5_000), 10_000);
    expect(shotAt(marks, 0.49)?.number).toBe(1);
    expect(shotAt(marks, 0.5)?.number).toBe(2);
    expect(shotAt([], 0.5)).toBeNull();
  });

  it('are jumped to in both directions, first to the beginning of the one that runs', () => {
    const marks = shotMarks(shots(4_000, 3_000, 3_000), 10_000);
    expect(shotBeside(marks, 0.1, 1, 10)).toBe(0.4);
    expect(shotBeside(marks, 0.9, 1, 10)).toBeNull();
    expect(shotBeside(marks, 0.6, -1, 10)).toBe(0.4);
    expect(shotBeside(marks, 0.42, -1, 10)).toBe(0);
    expect(shotBeside([], 0.5, -1, 10)).toBeNull();
  });
});
