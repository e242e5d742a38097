/**
 * Which item of a grid the keyboard is at: the one that leads the selection, until the focus is moved on without selecting.
 * It touches no element.
 */
import type { Step } from './geometry';
import type { Items } from './justified';
import type { GridView } from './view.svelte';

interface Given {
  readonly items: () => Items;
  /** The one that leads the selection. */
  readonly lead: () => number | null;
}

const VERTICAL: readonly Step[] = ['up', 'down', 'page_up', 'page_down'];

export class Cursor {
  readonly #given: Given;
  /** Moved away from this lead; from another one it comes back to it. */
  #away = $state.raw<{ readonly key: number; readonly lead: number | null } | null>(null);
  /** The x that a run of steps up and down keeps to. */
  #column: number | null = null;

  /** It may be one that is not shown, where that leads. */
  readonly key: number | null = $derived.by(() => {
    const { keys } = this.#given.items();
    const lead = this.#given.lead();
    const away = this.#away;
    if (away && away.lead === lead && keys.includes(away.key)) return away.key;
    return lead ?? keys[0] ?? null;
  });

  constructor(given: Given) {
    this.#given = given;
  }

  /** Stands at an item, selected or not. */
  put(key: number): void {
    this.#away = { key, lead: this.#given.lead() };
  }

  /** Back to the lead. */
  home(): void {
    this.#away = null;
  }

  /** Where a step from an item leads. */
  step(view: GridView, from: number | null, step: Step): number | null {
    const index = view.indexOf(from);
    this.#column = VERTICAL.includes(step) ? (this.#column ?? view.columnOf(index)) : null;
    return view.keyAt(view.step(index, step, this.#column));
  }

  /** A click begins another run. */
  forgetColumn(): void {
    this.#column = null;
  }
}
