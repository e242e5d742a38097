import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Generation, Import, Recipe } from '../backend/backend';
import { toasts } from '../state/toasts.svelte';
import { ImportActions, isEmpty } from './import-actions';
import { Importing, recipesOf } from '../state/importing.svelte';
import { PLAIN } from '../domain/gallery-query';
import type { Studio } from '../state/studio';
import { clip, generation, NOON, picture, TestBackend } from '../backend/testing/fixtures';

const recipe = (given: Partial<Generation> = {}): Recipe => ({
  generation: generation({ prompt: 'a paper boat', ...given }),
  created_at: NOON,
  tags: [],
  relay: null,
});
const filed = (clip_id: number, of: Recipe | null = null): Import => ({ outcome: 'filed', clip_id, recipe: of });
const known = (clip_id: number): Import => ({ outcome: 'known', clip_id, recipe: null });
const refused = (name: string): Import => ({ outcome: 'refused', name, reason: 'broken' });

/** As much of a studio as brings films in, with a composer that holds `now`. */
function studio(now: Partial<Generation>, answers: TestBackend['answers'] = {}) {
  const backend = new TestBackend(answers);
  const importing = new Importing(backend);
  const draft = {
    loaded: true,
    generation: generation(now),
    labelOf: (id: string) => id,
    reuse(made: Generation) {
      draft.generation = made;
    },
    restore(before: { generation: Generation }) {
      draft.generation = before.generation;
    },
  };
  const models = {
    all: [{ id: 'sora-2', offered: true }],
    get: (id: string) => models.all.find((one) => one.id === id),
  };
  const stores = {
    backend,
    importing,
    draft,
    models,
    pictures: { areClaimed: false },
    connections: { current: { id: 1, name: 'Harbor' } },
    organizer: { restore: vi.fn(() => Promise.resolve({ undo: 1 })) },
    gallery: { has: (id: number) => id !== 4, show: vi.fn(), goTo: vi.fn() },
    navigation: { go: vi.fn() },
  };
  return { ...stores, actions: new ImportActions(stores as unknown as Studio) };
}

const told = (): string[] => toasts.all.map(({ text }) => text);
const press = (label: string): void => toasts.all.find(({ action }) => action?.label === label)?.action?.run();

describe('what comes in', () => {
  beforeEach(() => {
    for (const { id } of [...toasts.all]) toasts.dismiss(id);
  });

  it('waits until it was told of', () => {
    const importing = new Importing(new TestBackend({}));
    importing.apply({ kind: 'dropped', intakes: [], imports: [filed(1)] });
    importing.apply({ kind: 'dropped', intakes: [], imports: [filed(2)] });
    expect(importing.takeDropped()).toHaveLength(2);
    expect(importing.takeDropped()).toHaveLength(0);
  });

  it('finds the recipes of films, known or not, and of files', () => {
    const imports: Import[] = [filed(1), filed(2, recipe()), { outcome: 'recipe', recipe: recipe() }, refused('a')];
    expect(recipesOf(imports)).toHaveLength(2);
  });

  it('calls a composer empty when nothing in it would be missed', () => {
    expect(isEmpty(generation({ prompt: ' \n', seed: '4' }))).toBe(true);
    expect(isEmpty(generation({ prompt: 'a' }))).toBe(false);
    expect(isEmpty(generation({ prompt: '', pictures: [picture('first', { from: 'stored', id: 'p' })] }))).toBe(false);
  });

  it('puts one recipe into an empty composer at once, and takes it back', async () => {
    const { actions, draft, navigation } = studio({ prompt: '' });
    await actions.take([filed(1, recipe())]);
    expect(draft.generation.prompt).toBe('a paper boat');
    expect(navigation.go).toHaveBeenCalledWith({ room: 'gallery' });
    press('Undo');
    expect(draft.generation.prompt).toBe('');
  });

  it('offers it where something stands in the composer', async () => {
    const { actions, draft } = studio({ prompt: 'mine' });
    await actions.take([filed(1, recipe())]);
    expect(draft.generation.prompt).toBe('mine');
    expect(told()).toEqual(['Imported.', 'This video carries its recipe.']);
    press('Use it');
    expect(draft.generation.prompt).toBe('a paper boat');
    press('Undo');
    expect(draft.generation.prompt).toBe('mine');
  });

  it('lets the user choose among several', async () => {
    const { actions, draft, importing } = studio({ prompt: '' });
    await actions.take([filed(1, recipe()), { outcome: 'recipe', recipe: recipe({ prompt: 'another' }) }]);
    expect(draft.generation.prompt).toBe('');
    press('Choose…');
    expect(importing.offered).toHaveLength(2);
    actions.use(recipe({ prompt: 'another' }));
    expect(importing.offered).toHaveLength(0);
  });

  it('says that nobody here offers its model', async () => {
    const { actions, draft } = studio({ prompt: '' });
    await actions.take([{ outcome: 'recipe', recipe: recipe({ model: 'veo-9' }) }]);
    expect(draft.generation.model).toBe('veo-9');
    expect(told()[0]).toContain('Harbor does not offer veo-9');
  });

  it('offers to restore what is in the trash, and shows it', async () => {
    const { actions, organizer, gallery } = studio({}, { get_clips: () => [clip(4, { trashed_at: NOON }), clip(5)] });
    await actions.take([known(4), known(5)]);
    expect(told()).toEqual([
      'The gallery has this video already.',
      'The gallery has this video already: it is in the trash.',
    ]);
    press('Restore');
    expect(organizer.restore).toHaveBeenCalledWith([4]);
    await vi.waitFor(() => expect(gallery.goTo).toHaveBeenCalledWith(4));
    expect(gallery.show).toHaveBeenCalledWith(PLAIN);
  });

  it('names what was refused and why, and counts the rest', async () => {
    const { actions } = studio({});
    await actions.take(['a', 'b', 'c', 'd'].map(refused));
    const why = 'The video is cut off or damaged.';
    expect(told()).toEqual([`a: ${why} b: ${why} 2 more files were not taken.`]);
  });
});
