/**
 * The day it is, read by what says "Today". It goes on at the local midnight, and it is looked at again when the window is seen
 * again and once a minute: no timer counts while a machine sleeps.
 */
import { createSubscriber } from 'svelte/reactivity';

const LOOK_MS = 60_000;

const midnight = (at_ms: number, days = 0): number => {
  const date = new Date(at_ms);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
};

const subscribe = createSubscriber((update) => {
  let day = midnight(Date.now());
  let timer: ReturnType<typeof setTimeout>;
  const look = (): void => {
    const now = Date.now();
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(LOOK_MS, midnight(now, 1) - now));
    if (midnight(now) === day) return;
    day = midnight(now);
    update();
  };
  look();
  window.addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('focus', look);
    document.removeEventListener('visibilitychange', look);
  };
});

export const today = {
  /** The local midnight that it began at, in ms UTC. */
  get start(): number {
    subscribe();
    return midnight(Date.now());
  },
};
