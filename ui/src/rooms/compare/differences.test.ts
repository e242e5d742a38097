import { describe, expect, it } from 'vitest';
import { clip, generation } from '../../backend/testing/fixtures';
import { option } from '../../backend/testing/options';
import { differences, rowsOf } from './differences';

const label = (model: string): string => model.toUpperCase();
const nobody = (): null => null;
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
    nobody,
  );

  it('tell the prompt first, then what differs', () => {
    expect(rows.map(({ key }) => key).slice(0, 3)).toEqual(['prompt', 'model', 'hd']);
    expect(of(rows, 'prompt')?.words?.[1]?.find(({ differs }) => differs)?.text).toBe('blue');
    expect(differences(rows)).toBe(3);
  });

  it('show what a model was left to choose as nothing', () => {
    expect(of(rows, 'hd')?.values).toEqual(['On', '']);
  });

  it('tell where a model has no such setting, and nothing of a model that nobody knows', () => {
    const made = (id: number, model: string, given = {}) => clip(id, { generation: generation({ model, ...given }) });
    const clips = [made(1, 'pro', { toggles: { hd: true }, seed: 7 }), made(2, 'plain'), made(3, 'odd'), made(4, '')];
    const models = [
      option('pro', { toggles: ['hd'], takes_seed: true }),
      option('plain', { takes_seed: true }),
      option('odd', {}, { origin: 'nobody' }),
    ];
    const told = rowsOf(clips, label, (id) => models.find((model) => model.id === id) ?? null);
    expect(of(told, 'hd')).toMatchObject({ values: ['On', '', '', ''], lacking: [false, true, false, false] });
    expect(of(told, 'seed')?.lacking).toEqual([false, false, false, false]);
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
      of(rowsOf([clip(1, { film: film(10_000) }), clip(2, { film: film(10_042) })], label, nobody), 'length')?.differs,
    ).toBe(false);
  });

  it('count an imported clip, of which only the film is known', () => {
    const imported = clip(3, {
      generation: generation({ model: '', prompt: '' }),
      file_name: 'quay.mp4',
      job_id: null,
    });
    expect(of(rowsOf([clip(1), imported], label, nobody), 'prompt')?.values[1]).toBe('quay.mp4');
  });
});
