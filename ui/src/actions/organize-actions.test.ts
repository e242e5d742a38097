import { beforeEach, describe, expect, it } from 'vitest';
import { CallError } from '../backend/backend';
import { toasts } from '../state/toasts.svelte';
import { ClipActions } from './clip-actions';
import { Studio } from '../state/studio';
import { clip, NOON, TestBackend } from '../backend/testing/fixtures';

beforeEach(() => {
  for (const { id } of [...toasts.all]) toasts.dismiss(id);
});

async function opened(answers: TestBackend['answers'] = {}) {
  let undo = 0;
  const receipt = ({ ids }: { ids: number[] }) => ({ undo: ++undo, clips: ids.length });
  const ids = [5, 4, 3, 2, 1];
  const backend = new TestBackend({
    find_clips: () => ({ count: 5, stamp: 1, ids, ratios: ids.map(() => 1778), placed_at: ids.map((id) => NOON + id) }),
    trash_clips: receipt,
    restore_clips: receipt,
    favorite_clips: receipt,
    unfavorite_clips: receipt,
    tag_clips: receipt,
    undo: () => null,
    ...answers,
  });
  const studio = new Studio(backend);
  await studio.gallery.load();
  return { backend, studio, keep: new ClipActions(studio).keep };
}

const told = () => toasts.all.map(({ text }) => text);

describe('keeping clips', () => {
  it('tells a change with the way back, which is gone when it is taken', async () => {
    const { backend, keep, studio } = await opened();
    await keep.tag([5, 4], 'dusk');
    expect(told()).toEqual(['“dusk” added to 2 clips.']);
    toasts.all[0]?.action?.run();
    await Promise.resolve();
    expect(backend.asked('undo')).toEqual([{ id: 1 }]);
    expect(studio.organizer.canUndo).toBe(false);
  });

  it('tells nothing of a change that changed no clip, and has no way back from it', async () => {
    const { keep, studio } = await opened({ trash_clips: () => ({ undo: 9, clips: 0 }) });
    await keep.tag([5], 'dusk');
    await keep.trash([5]);
    expect(told()).toEqual(['“dusk” added to 1 clip.']);
    expect(studio.organizer.last?.undo).toBe(1);
  });

  it('tells a change of names, which changes no clip', async () => {
    const { keep, studio } = await opened({ rename_tag: () => ({ undo: 9, clips: 0 }) });
    await keep.renameTag({ id: 1, name: 'dusk', used: 0 }, 'dawn');
    expect(told()).toHaveLength(1);
    expect(studio.organizer.last?.undo).toBe(9);
  });

  it('says what is true again when a deletion is taken back', async () => {
    const { keep } = await opened();
    await keep.trash([5]);
    await keep.undoLast();
    expect(told()).toEqual(['Clip restored.']);
  });

  it('takes back the newest first and says what it was', async () => {
    const { backend, keep } = await opened();
    await keep.tag([5], 'dusk');
    await keep.tag([4], 'dawn');
    await keep.undoLast();
    await keep.undoLast();
    await keep.undoLast();
    expect(backend.asked('undo')).toEqual([{ id: 2 }, { id: 1 }]);
    expect(told()).toEqual(['Undone: “dawn” added to 1 clip.', 'Undone: “dusk” added to 1 clip.', 'Nothing to undo.']);
  });

  it('goes on to the neighbour of what went, and selects what came back', async () => {
    const { keep, studio } = await opened();
    studio.selection.set([4, 3]);
    await keep.trash([4, 3]);
    expect(studio.gallery.selected).toBe(2);
    expect(Array.from(studio.gallery.clips)).toEqual([5, 2, 1]);
    await keep.undoLast();
    for (const id of [4, 3]) studio.gallery.apply({ kind: 'clip', clip: clip(id, { placed_at: NOON + id }) });
    expect(studio.selection.ids).toEqual([4, 3]);
    expect(studio.gallery.awaited).toBe(4);
    studio.selection.pick(2);
    expect(studio.gallery.awaited).toBeNull();
  });

  it('takes clips away before the core has answered, and brings them back selected where it refuses', async () => {
    let refuse: (error: Error) => void = () => undefined;
    const { keep, studio } = await opened({ trash_clips: () => new Promise((_, no) => (refuse = no)) });
    studio.selection.set([4, 3]);
    const done = keep.trash([4, 3]);
    expect(Array.from(studio.gallery.clips)).toEqual([5, 2, 1]);
    expect(studio.gallery.selected).toBe(2);
    await Promise.resolve();
    refuse(new CallError('disk', 'x'));
    expect(await done).toBe(false);
    expect(Array.from(studio.gallery.clips)).toEqual([5, 4, 3, 2, 1]);
    expect(studio.selection.ids).toEqual([4, 3]);
  });

  it('leaves a lead alone that stays', async () => {
    const { keep, studio } = await opened();
    studio.selection.pick(5);
    await keep.trash([1]);
    expect(studio.gallery.selected).toBe(5);
  });

  it('makes favourites unless all of them are', async () => {
    const { backend, keep, studio } = await opened();
    studio.clips.apply({ kind: 'clip', clip: clip(5, { favourite_at: NOON }) });
    studio.clips.apply({ kind: 'clip', clip: clip(4) });
    await keep.favour([5, 4]);
    await keep.favour([5]);
    expect(backend.asked('favorite_clips')).toEqual([{ ids: [5, 4] }]);
    expect(backend.asked('unfavorite_clips')).toEqual([{ ids: [5] }]);
  });

  it('asks the core about clips that are not here', async () => {
    const kept = { clips: 2, favourites: 2, tags: [], collections: [] };
    const { backend, keep } = await opened({ get_selection_state: () => kept });
    await keep.favour([5, 4]);
    expect(backend.asked('unfavorite_clips')).toEqual([{ ids: [5, 4] }]);
  });

  it('says why something could not be done', async () => {
    const { keep, studio } = await opened({
      trash_clips: () => Promise.reject(new CallError('disk', 'x')),
    });
    expect(await keep.trash([5])).toBe(false);
    expect(toasts.all[0]?.tone).toBe('danger');
    expect(studio.organizer.canUndo).toBe(false);
  });
});
