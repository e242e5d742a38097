/**
 * Tiles that are carried by the pointer: from a press on one that moves, to what they are let go on. Targets are found by
 * `data-drop`; what a drop means is its owner's matter. Carried out of the window, they are handed to the system.
 */
import type { ClipId } from '../../backend/backend';
import { i18n } from '../../i18n/i18n.svelte';
import { toasts } from '../../state/toasts.svelte';

/** A place to let go: something with a name, or a gap in an arrangement, before this clip (`null`: last). */
export type Target = { readonly on: string } | { readonly before: ClipId | null; readonly mark: Mark };

export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

interface Given {
  /** Which clips go with the one that was pressed; none where it cannot be carried. */
  readonly take: (key: number) => readonly ClipId[];
  /** The gap under a point, where clips can be moved. */
  readonly gap: (x: number, y: number) => { readonly before: ClipId | null; readonly mark: Mark } | null;
  readonly drop: (ids: readonly ClipId[], target: Target) => void;
  readonly leave: (ids: readonly ClipId[]) => void;
}

interface Carried {
  readonly ids: readonly ClipId[];
  readonly x: number;
  readonly y: number;
}

/** Less is a click. */
const BEGINS_PX = 6;
/** As many files as the system is handed at once. */
export const MOST_OUT = 200;

export class TileDrag {
  readonly #given: Given;
  #stop: AbortController | null = null;
  carried = $state.raw<Carried | null>(null);
  target = $state.raw<Target | null>(null);

  constructor(given: Given) {
    this.#given = given;
  }

  /** A press on a tile, which a movement makes a drag of. */
  press(event: PointerEvent, key: number): void {
    if (event.button !== 0 || event.pointerType === 'touch' || event.ctrlKey || event.shiftKey || event.metaKey) return;
    if (event.target instanceof Element && event.target.closest('button')) return;
    this.cancel();
    const stop = new AbortController();
    const { signal } = stop;
    this.#stop = stop;
    const from = { x: event.clientX, y: event.clientY };
    window.addEventListener('pointermove', (moved) => this.#move(moved, key, from), { signal });
    window.addEventListener('pointerup', () => this.#drop(), { signal });
    window.addEventListener('pointercancel', () => this.cancel(), { signal });
    window.addEventListener('blur', () => this.cancel(), { signal });
    window.addEventListener('keydown', (pressed) => this.#key(pressed), { signal, capture: true });
  }

  cancel(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.carried = this.target = null;
  }

  #move({ clientX: x, clientY: y }: PointerEvent, key: number, from: { x: number; y: number }): void {
    if (!this.carried) {
      if (Math.hypot(x - from.x, y - from.y) < BEGINS_PX) return;
      const ids = this.#given.take(key);
      if (ids.length === 0) {
        this.cancel();
        return;
      }
      this.carried = { ids, x, y };
    }
    const { ids } = this.carried;
    if (isOutside(x, y)) {
      this.cancel();
      if (ids.length <= MOST_OUT) this.#given.leave(ids);
      else toasts.show({ text: i18n.t.keep.told.too_many_dragged(MOST_OUT), tone: 'danger' });
      return;
    }
    this.carried = { ids, x, y };
    this.target = this.#at(x, y);
  }

  #at(x: number, y: number): Target | null {
    const element = document.elementFromPoint(x, y);
    const on = element?.closest<HTMLElement>('[data-drop]')?.dataset['drop'];
    if (on !== undefined) return { on };
    return element?.closest('[data-dock]') ? null : this.#given.gap(x, y);
  }

  /** The click that ends a drag selects nothing. */
  #drop(): void {
    const { carried, target } = this;
    this.cancel();
    if (!carried) return;
    const swallow = (event: Event): void => event.stopPropagation();
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
    if (target) this.#given.drop(carried.ids, target);
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.carried) return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  }
}

function isOutside(x: number, y: number): boolean {
  return x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight;
}
