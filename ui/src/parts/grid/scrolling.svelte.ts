/** Keeps a grid's view and the element that is scrolled for it in step, and knows when the user has come to rest. */
import type { GridView } from './view.svelte';

const REST_MS = 160;
const GLIDE_MS = 260;

export class Scrolling {
  readonly #view: GridView;
  readonly #onrest: () => void;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #glide: ReturnType<typeof setTimeout> | undefined;
  /** Tiles move to their new places instead of jumping there. */
  gliding = $state(false);

  constructor(view: GridView, onrest: () => void) {
    this.#view = view;
    this.#onrest = onrest;
  }

  /** Attached to the scrolled element. */
  readonly attach = (viewport: HTMLElement): (() => void) => {
    const scrolled = (): void => this.#scrolled(viewport.scrollTop);
    viewport.addEventListener('scroll', scrolled);
    $effect(() => {
      const { scroll } = this.#view.position;
      if (Math.abs(viewport.scrollTop - scroll) >= 1) viewport.scrollTop = scroll;
    });
    return () => {
      viewport.removeEventListener('scroll', scrolled);
      clearTimeout(this.#rest);
      clearTimeout(this.#glide);
    };
  };

  /** To be called before a changed layout is rendered. */
  settle(): void {
    if (!this.#view.settle()) return;
    this.gliding = true;
    clearTimeout(this.#glide);
    this.#glide = setTimeout(() => (this.gliding = false), GLIDE_MS);
  }

  #scrolled(top: number): void {
    this.#view.scrolledTo(top);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#view.rest();
      this.#onrest();
    }, REST_MS);
  }
}
