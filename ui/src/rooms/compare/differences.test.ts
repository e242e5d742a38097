import { describe, expect, it } from 'vitest';
import { clip, generation } from '../../stores/testing/fixtures';
import { differences, rowsOf } from './differences';

const label = (model: string): string => model.toUpperCase();
const of = (rows: ReturnType<typeof rowsOf>, key: string) => rows.find((row) => row.key === key);

describe('clips beside each other', () => {
  const rows = rowsOf(
    [
      clip(1, {
        generation: generation({ prompt: 'a red quay', toggles: { hd: true } }),
        cost_micros: 800_000,
        took_ms: 708_000,
      }),
      clip(2, {
        generation: generation({ prompt: 'a blue quay', model: 'veo' }),
        cost_micros: 800_000,
        took_ms: 151_000,
      }),
    ],
    label,
  );

  it('tell the prompt first, then what differs', () => {
    expect(rows.map(({ key }) => key).slice(0, 3)).toEqual(['prompt', 'model', 'hd']);
    expect(of(rows, 'prompt')?.words?.[1]?.find(({ differs }) => differs)?.text).toBe('blue');
    expect(differences(rows)).toBe(3);
  });

  it('show what a model was left to choose as nothing', () => {
    expect(of(rows, 'hd')?.values).toEqual(['On', '']);
  });

  it('do not differ by how long they took', () => {
    expect(of(rows, 'cost')).toMatchObject({
      differs: false,
      values: ['$0.80, took 11 min 48 s', '$0.80, took 2 min 31 s'],
    });
  });

  it('leave out what none of them tells', () => {
    expect(of(rows, 'seed')).toBeUndefined();
    expect(of(rows, 'cameo')).toBeUndefined();
  });

  it('do not differ by a frame more or less', () => {
    const film = (duration_ms: number) => ({ ...clip(1).film, duration_ms });
    expect(
      of(rowsOf([clip(1, { film: film(10_000) }), clip(2, { film: film(10_042) })], label), 'length')?.differs,
    ).toBe(false);
  });

  it('count an imported clip, of which only the film is known', () => {
    const imported = clip(3, {
      generation: generation({ model: '', prompt: '' }),
      file_name: 'quay.mp4',
      job_id: null,
    });
    expect(of(rowsOf([clip(1), imported], label), 'prompt')?.values[1]).toBe('quay.mp4');
  });
});
