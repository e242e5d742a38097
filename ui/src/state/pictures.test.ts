import { describe, expect, it } from 'vitest';
import { CallError, type Intake } from '../backend/backend';
import { Pictures } from './pictures.svelte';
import { storedPicture, TestBackend } from '../backend/testing/fixtures';

const kept = (id: string): Intake => ({ outcome: 'kept', picture: storedPicture(id) });

describe('Pictures', () => {
  it('asks once for a picture, even for one that is not there', async () => {
    const backend = new TestBackend({ get_pictures: () => [storedPicture('a')] });
    const pictures = new Pictures(backend);
    await pictures.want(['a', 'gone']);
    await pictures.want(['a', 'gone']);
    expect(backend.asked('get_pictures')).toEqual([{ ids: ['a', 'gone'] }]);
    expect(pictures.get('a')?.width).toBe(1280);
  });

  it('holds what was dropped until it is taken, and knows it by then', () => {
    const pictures = new Pictures(new TestBackend({}));
    pictures.apply({ kind: 'drag_over', is_over: true });
    expect(pictures.isOver).toBe(true);
    pictures.apply({ kind: 'dropped', intakes: [kept('a')], imports: [] });
    pictures.apply({
      kind: 'dropped',
      intakes: [{ outcome: 'refused', name: 'b.txt', reason: 'not_a_picture' }],
      imports: [],
    });
    expect(pictures.isOver).toBe(false);
    expect(pictures.get('a')).toBeDefined();
    expect(pictures.takeDropped()).toHaveLength(2);
    expect(pictures.takeDropped()).toHaveLength(0);
  });

  it('brings a picture back into the list where hiding it failed', async () => {
    const backend = new TestBackend({
      list_pictures: () => [storedPicture('a'), storedPicture('b')],
      hide_picture: ({ id }) => (id === 'b' ? Promise.reject(new CallError('disk', 'full')) : null),
    });
    const pictures = new Pictures(backend);
    await pictures.loadRecent();
    await pictures.hide('a');
    expect(pictures.recent.map(({ id }) => id)).toEqual(['b']);
    await expect(pictures.hide('b')).rejects.toMatchObject({ code: 'disk' });
    expect(pictures.recent.map(({ id }) => id)).toEqual(['b']);
  });
});
