import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tag } from '../backend/backend';
import { Organizer } from './organizer.svelte';
import { TestBackend } from '../backend/testing/fixtures';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tag = (name: string): Tag => ({ id: 1, name, used: 1 });

describe('tags and collections', () => {
  it('are asked for once for changes that come together', async () => {
    const backend = new TestBackend({ list_tags: () => [tag('dusk')], list_collections: () => [] });
    const organizer = new Organizer(backend);
    for (let change = 0; change < 5; change += 1) organizer.apply({ kind: 'keeping' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(organizer.tags).toEqual([tag('dusk')]);
    expect(backend.asked('list_tags')).toHaveLength(1);
    organizer.apply({ kind: 'keeping' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(backend.asked('list_tags')).toHaveLength(2);
  });

  it('are never those of an older answer that came late', async () => {
    const answers: ((tags: Tag[]) => void)[] = [];
    const backend = new TestBackend({
      list_tags: () => new Promise<Tag[]>((answer) => answers.push(answer)),
      list_collections: () => [],
    });
    const organizer = new Organizer(backend);
    const loads = [organizer.load(), organizer.load()];
    answers[1]?.([tag('new')]);
    await loads[1];
    answers[0]?.([tag('old')]);
    await loads[0];
    expect(organizer.tags).toEqual([tag('new')]);
  });
});
