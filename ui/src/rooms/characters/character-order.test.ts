import { beforeEach, expect, it, vi } from 'vitest';
import type { CharacterCheck, CharacterCreation } from '../../backend/backend';
import { clip, job, TestBackend } from '../../backend/testing/fixtures';
import { Characters } from '../../state/characters.svelte';
import { Session } from '../../state/session.svelte';
import { CharacterOrder } from './character-order.svelte';

const GOOD: CharacterCheck = { way: 'url', problems: [], is_silent: false, cost_micros: null };

beforeEach(() => void vi.useFakeTimers());

it('says why nothing was sent, and can be sent when the reason has passed', async () => {
  const refused: CharacterCreation = { outcome: 'refused', problems: ['out_of_reach'] };
  const answers: CharacterCreation[] = [refused, { outcome: 'created', job: job(1) }];
  const backend = new TestBackend({
    check_character: () => GOOD,
    create_character: () => answers.shift() ?? refused,
  });
  const order = new CharacterOrder(new Characters(backend, new Session(backend)), () => 1);
  order.choose(clip(1));
  order.lookSoon();
  await vi.runAllTimersAsync();
  expect(order.ready).toBe(true);
  expect(await order.send()).toBeNull();
  expect(order.has('out_of_reach')).toBe('out_of_reach');
  await vi.runAllTimersAsync();
  expect(order.ready).toBe(true);
  expect((await order.send())?.id).toBe(1);
});
