import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, type Shot, type Storyboard, type StoryboardCheck } from '../backend/backend';
import { DRAFT, NOON, TestBackend, created, generation, job, refused } from '../backend/testing/fixtures';
import { option } from '../backend/testing/options';
import { Jobs } from './jobs.svelte';
import { Models } from './models.svelte';
import { Storyboards } from './storyboards.svelte';

const shots = (...seconds: number[]): Shot[] =>
  seconds.map((length, at) => ({ scene: `scene ${at + 1}`, duration_ms: length * 1000 }));

const BOARD: Storyboard = {
  id: 3,
  name: 'Night quay',
  shots: shots(4, 3),
  draft: { ...DRAFT, generation: generation({ model: 'boards', duration_s: 15 }) },
  clips: [],
  created_at: NOON,
  saved_at: NOON,
  trashed_at: null,
};
const CHECK: StoryboardCheck = {
  text: 'Shot 1:',
  way: { way: 'one_clip' },
  shots_ms: 7_000,
  clip_ms: 15_000,
  check: {
    problems: [],
    warnings: [],
    hints: [],
    expected_ms: null,
    is_learned: false,
    cost_micros: null,
    count: 1,
    unknown_names: [],
    wildcards: null,
  },
};
const MODELS = [
  option('boards', { takes_storyboard: true, durations_s: [10, 15], toggles: ['hd'] }),
  option('singles', { durations_s: [4, 8] }),
];

async function opened(answers: ConstructorParameters<typeof TestBackend>[0] = {}, board = BOARD) {
  const backend = new TestBackend({
    list_models: () => MODELS,
    check_storyboard: () => CHECK,
    save_storyboard: ({ id, ...saved }) => ({ ...BOARD, ...saved, id }),
    create_storyboard_jobs: () => created(job(1)),
    ...answers,
  });
  const models = new Models(backend);
  await models.use(1);
  const boards = new Storyboards(backend, new Jobs(backend), models);
  const { editor } = boards;
  editor.use({ id: 1 });
  editor.open(board);
  const lengths = () => editor.cards.map(({ duration_ms }) => (duration_ms ?? 0) / 1000);
  const scenes = () => editor.cards.map(({ scene }) => scene);
  return { backend, boards, editor, lengths, scenes };
}

beforeEach(() => void vi.useFakeTimers({ now: NOON }));

describe('an edit', () => {
  it('can be taken back and done again', async () => {
    const { editor, lengths, scenes } = await opened();
    editor.move(0, 1);
    editor.spread();
    expect(lengths()).toEqual([7, 8]);
    editor.undo();
    expect(scenes()).toEqual(['scene 2', 'scene 1']);
    editor.undo();
    expect(editor.canUndo).toBe(false);
    editor.redo();
    editor.redo();
    expect(lengths()).toEqual([7, 8]);
    expect(editor.canRedo).toBe(false);
  });

  it('that goes on is one step: a text as it is typed, one drag', async () => {
    const { editor, lengths, scenes } = await opened();
    for (const text of ['R', 'Ra', 'Rain']) editor.describe(0, text);
    for (const ms of [3_900, 3_800, 3_700]) editor.resize(0, ms, 'drag 1');
    editor.resize(0, 3_600, 'drag 2');
    editor.undo();
    expect(lengths()).toEqual([3.7, 3]);
    editor.undo();
    expect(lengths()).toEqual([4, 3]);
    editor.undo();
    expect(scenes()[0]).toBe('scene 1');
  });

  it('keeps the selection on a shot that is there', async () => {
    const { editor } = await opened();
    editor.selected = 1;
    editor.remove(1);
    expect(editor.selected).toBe(0);
    editor.add();
    expect(editor.selected).toBe(1);
    editor.undo();
    expect(editor.selected).toBe(0);
  });

  it('keeps each shot the same one where it is moved', async () => {
    const { editor } = await opened();
    const [first, second] = editor.cards;
    editor.move(0, 1);
    expect(editor.cards.map(({ key }) => key)).toEqual([second?.key, first?.key]);
  });
});

describe('saving', () => {
  it('follows an edit within half a second, once, with the newest', async () => {
    const { editor, backend } = await opened();
    editor.describe(0, 'Rain');
    editor.describe(0, 'Rain on tin');
    await vi.advanceTimersByTimeAsync(400);
    const saves = backend.asked('save_storyboard');
    expect(saves).toHaveLength(1);
    expect(saves[0]).toMatchObject({ id: 3, shots: [{ scene: 'Rain on tin', duration_ms: 4_000 }, {}] });
    expect(editor.isSaved).toBe(true);
  });

  it('happens at once when another one is opened or the room is left', async () => {
    const { editor, backend } = await opened();
    editor.rename('Quay');
    editor.open({ ...BOARD, id: 4 });
    await vi.advanceTimersByTimeAsync(0);
    expect(backend.asked('save_storyboard')).toMatchObject([{ id: 3, name: 'Quay' }]);
    editor.describe(0, 'Rain');
    await editor.flush();
    expect(backend.asked('save_storyboard')).toMatchObject([{ id: 3 }, { id: 4 }]);
  });

  it('that failed is told, and tried again with the next edit', async () => {
    let full = true;
    const { editor } = await opened({
      save_storyboard: ({ id, ...saved }) => {
        if (full) throw new CallError('disk_full', '');
        return { ...BOARD, ...saved, id };
      },
    });
    editor.describe(0, 'Rain');
    await vi.advanceTimersByTimeAsync(400);
    expect(editor.saveError?.code).toBe('disk_full');
    expect(editor.isSaved).toBe(false);
    full = false;
    await editor.flush();
    expect(editor.saveError).toBeNull();
    expect(editor.isSaved).toBe(true);
  });

  it('of opening alone does not happen', async () => {
    const { backend } = await opened({}, { ...BOARD, shots: [{ scene: 'a', duration_ms: null }] });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(backend.asked('save_storyboard')).toEqual([]);
  });
});

it('asks for the text a moment after an edit, with the newest', async () => {
  const { editor, backend } = await opened();
  await vi.advanceTimersByTimeAsync(200);
  const before = backend.asked('check_storyboard').length;
  editor.describe(0, 'Rain');
  editor.describe(0, 'Rain on tin');
  await vi.advanceTimersByTimeAsync(150);
  const asked = backend.asked('check_storyboard').slice(before);
  expect(asked).toMatchObject([{ shots: [{ scene: 'Rain on tin' }, {}], draft: { connection_id: 1 } }]);
});

it('knows no clip’s length where each shot is a clip', async () => {
  const { editor, lengths } = await opened();
  expect(editor.clip_ms).toBe(15_000);
  editor.choose('singles');
  expect(editor.moved).toMatchObject([{ part: 'duration_s', was: '15', now: '8' }]);
  expect(editor.clip_ms).toBeNull();
  editor.spread();
  expect(lengths()).toEqual([4, 3]);
});

it('fills in lengths that a pasted text does not tell', async () => {
  const { editor, lengths } = await opened();
  editor.take([{ scene: 'a', duration_ms: null }], 'after');
  expect(lengths()).toEqual([4, 3, 8]);
  editor.take([{ scene: 'b', duration_ms: 2_000 }], 'instead');
  expect(lengths()).toEqual([2]);
  editor.undo();
  expect(lengths()).toEqual([4, 3, 8]);
});

describe('sending', () => {
  it('saves first, and tells the jobs', async () => {
    const { editor, backend } = await opened();
    editor.describe(0, 'Rain');
    expect((await editor.send())?.map(({ id }) => id)).toEqual([1]);
    const order = backend.calls.map(({ command }) => command);
    expect(order.indexOf('save_storyboard')).toBeLessThan(order.indexOf('create_storyboard_jobs'));
  });

  it('sends nothing where something is wrong, and goes to the control', async () => {
    const wrong = { field: 'duration_s', rule: { rule: 'not_taken' } } as const;
    let problems: (typeof wrong)[] = [];
    const { editor } = await opened({
      check_storyboard: () => ({ ...CHECK, check: { ...CHECK.check, problems } }),
      create_storyboard_jobs: () => {
        problems = [wrong];
        return refused(wrong);
      },
    });
    expect(await editor.send()).toBeNull();
    await vi.waitFor(() => expect(editor.problems).toEqual([wrong]));
    expect(editor.wantsFocus).toBe('duration_s');
    expect(editor.refusal).toBeNull();
  });

  it('sends shots that do not fill the clip: that is only a warning', async () => {
    const rule = { rule: 'shots_sum', shots_ms: 7_000, clip_ms: 15_000, fit_s: 10 } as const;
    const { editor } = await opened({
      check_storyboard: () => ({ ...CHECK, check: { ...CHECK.check, warnings: [{ field: 'prompt', rule }] } }),
    });
    expect(await editor.send()).not.toBeNull();
    expect(editor.fit_s).toBe(10);
  });

  it('makes one clip of all shots unless the user wants one a shot', async () => {
    const { editor, backend } = await opened();
    const asked = () => JSON.stringify(backend.asked('save_storyboard').at(-1));
    editor.sendAs('clip_per_shot');
    expect(editor.clip_ms).toBeNull();
    await editor.flush();
    expect(asked()).toContain('"shots_as":"clip_per_shot"');
    editor.undo();
    await editor.flush();
    expect(asked()).not.toContain('shots_as');
  });

  it('tells why nothing could be sent', async () => {
    const { editor } = await opened({
      create_storyboard_jobs: () => {
        throw new CallError('disk_full', '');
      },
    });
    expect(await editor.send()).toBeNull();
    expect(editor.refusal?.code).toBe('disk_full');
    editor.describe(0, 'Rain');
    expect(editor.refusal).toBeNull();
  });
});

it('renames the open one through the editor, so that neither overwrites the other', async () => {
  const { boards, editor, backend } = await opened();
  editor.describe(0, 'Rain');
  await boards.rename(BOARD, 'Quay');
  await editor.flush();
  expect(backend.asked('save_storyboard')).toMatchObject([{ name: 'Quay', shots: [{ scene: 'Rain' }, {}] }]);
});
