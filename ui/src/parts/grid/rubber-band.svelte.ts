/**
 * A rectangle drawn from an empty place of a grid, which selects what it touches. It is kept in content pixels, so that
 * it grows with the scrolling that it does itself at the edges.
 */
import { keysTouching, scrollPull, spanned } from './band';
import type { Box } from './geometry';
import type { GridView } from './view.svelte';

interface Given {
  readonly view: GridView;
  readonly inset: number;
  /** Of the page, covered at its foot. */
  readonly foot: () => number;
  /** What it touches now, and whether it adds to what was selected before. */
  readonly onband: (keys: readonly number[], adding: boolean) => void;
  /** It was let go, or only pressed. */
  readonly onend: (drawn: boolean) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Less is a click. */
const BEGINS_PX = 4;

export class RubberBand {
  readonly #given: Given;
  #viewport: HTMLElement | null = null;
  #start: Point | null = null;
  #pointer: Point = { x: 0, y: 0 };
  #adding = false;
  #frame = 0;
  /** As it is drawn over the viewport. */
  box = $state.raw<Box | null>(null);

  constructor(given: Given) {
    this.#given = given;
  }

  /** Attached to the viewport. A press on something in it is not for the band. */
  readonly attach = (viewport: HTMLElement): (() => void) => {
    this.#viewport = viewport;
    const down = (event: PointerEvent): void => this.#down(event);
    const move = (event: PointerEvent): void => this.#move(event);
    const up = (): void => this.#end();
    viewport.addEventListener('pointerdown', down);
    viewport.addEventListener('pointermove', move);
    viewport.addEventListener('pointerup', up);
    viewport.addEventListener('pointercancel', up);
    return () => {
      this.#end();
      viewport.removeEventListener('pointerdown', down);
      viewport.removeEventListener('pointermove', move);
      viewport.removeEventListener('pointerup', up);
      viewport.removeEventListener('pointercancel', up);
    };
  };

  #down(event: PointerEvent): void {
    const viewport = this.#viewport;
    const target = event.target instanceof Element ? event.target : null;
    if (!viewport || event.button !== 0 || event.pointerType === 'touch') return;
    if (target?.closest('[role="gridcell"], button, a, input')) return;
    this.#pointer = this.#inViewport(event, viewport);
    if (this.#pointer.x > viewport.clientWidth) return;
    this.#start = this.#inContent();
    this.#adding = event.ctrlKey || event.metaKey || event.shiftKey;
    viewport.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  #move(event: PointerEvent): void {
    if (!this.#start || !this.#viewport) return;
    this.#pointer = this.#inViewport(event, this.#viewport);
    const { width, height } = spanned(this.#start, this.#inContent());
    if (this.box === null && Math.hypot(width, height) < BEGINS_PX) return;
    this.#draw();
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#scroll());
  }

  /** As long as the pointer rests at an edge. */
  #scroll(): void {
    this.#frame = 0;
    const viewport = this.#viewport;
    if (!this.#start || !viewport) return;
    const by = scrollPull(this.#pointer.y, viewport.clientHeight, this.#given.foot());
    if (by === 0) return;
    viewport.scrollTop += by;
    this.#draw();
    this.#frame = requestAnimationFrame(() => this.#scroll());
  }

  #draw(): void {
    if (!this.#start) return;
    const { view, inset, onband } = this.#given;
    const box = spanned(this.#start, this.#inContent());
    this.box = { ...box, x: box.x + inset, y: box.y - view.position.content };
    onband(keysTouching(view.layout, box), this.#adding);
  }

  #end(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#start) return;
    const drawn = this.box !== null;
    this.#start = null;
    this.box = null;
    this.#given.onend(drawn);
  }

  #inViewport(event: PointerEvent, viewport: HTMLElement): Point {
    const { left, top } = viewport.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #inContent(): Point {
    const { view, inset } = this.#given;
    return { x: this.#pointer.x - inset, y: this.#pointer.y + view.position.content };
  }
}
