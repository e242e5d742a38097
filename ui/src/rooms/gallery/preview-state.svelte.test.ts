// @vitest-environment jsdom
import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { OrganizeActions } from '../../actions/organize-actions';
import { Studio } from '../../state/studio';
import { found, TestBackend } from '../../backend/testing/fixtures';
import { PreviewState } from './preview-state.svelte';

async function opened() {
  const studio = new Studio(
    new TestBackend({ find_clips: () => found([3, 2, 1]), trash_clips: () => ({ undo: 1, clips: 1 }) }),
  );
  await studio.gallery.load();
  studio.selection.pick(3);
  const preview = new PreviewState(studio);
  const stop = $effect.root(() => {
    $effect(() => preview.settle());
  });
  preview.toggle();
  flushSync();
  return { studio, preview, stop };
}

it('plays what is selected: what went to the trash plays no more', async () => {
  const { studio, preview, stop } = await opened();
  expect(preview.clip).toBe(3);
  await new OrganizeActions(studio).trash([3]);
  flushSync();
  expect(preview.clip).toBe(2);
  stop();
});

it('ends with the last clip, and where a job is selected', async () => {
  const { studio, preview, stop } = await opened();
  studio.gallery.select(-7);
  flushSync();
  studio.gallery.select(2);
  expect(preview.clip).toBeNull();
  studio.gallery.select(-7);
  preview.toggle();
  studio.gallery.select(2);
  expect(preview.clip).toBeNull();
  stop();
});

it('ends where another room opens, and does not go on when the user comes back', async () => {
  const { studio, preview, stop } = await opened();
  studio.navigation.go({ room: 'theatre', clip_id: 3 });
  expect(preview.clip).toBeNull();
  flushSync();
  studio.navigation.go({ room: 'gallery' });
  expect(preview.clip).toBeNull();
  stop();
});
