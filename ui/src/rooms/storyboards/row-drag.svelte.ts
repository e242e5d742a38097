/** A drag along a row: follows the pointer, and tells where what is dragged would go. The row itself is its owner's to change. */
import { shiftOf, targetOf, type Box } from './drag-geometry';

/** Less is a click. */
const BEGINS_PX = 4;

interface Drag {
  readonly from: number;
  readonly to: number;
  readonly dx: number;
}

export class Reordering {
  #boxes: Box[] = [];
  #from = 0;
  #x = 0;
  #held: { element: HTMLElement; pointer: number } | null = null;

  drag = $state.raw<Drag | null>(null);

  /** `items`: the row, in its order. */
  begin(event: PointerEvent & { currentTarget: HTMLElement }, items: readonly HTMLElement[], from: number): void {
    if (event.button !== 0) return;
    this.#boxes = items.map((item) => item.getBoundingClientRect());
    this.#from = from;
    this.#x = event.clientX;
    this.#held = { element: event.currentTarget, pointer: event.pointerId };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  follow(event: PointerEvent): void {
    if (event.pointerId !== this.#held?.pointer) return;
    const dx = event.clientX - this.#x;
    if (this.drag === null && Math.abs(dx) < BEGINS_PX) return;
    this.drag = { from: this.#from, to: targetOf(this.#boxes, this.#from, dx), dx };
  }

  /** Where it was dropped; null when it was only pressed. */
  drop(): Drag | null {
    const { drag } = this;
    this.cancel();
    return drag;
  }

  cancel(): void {
    if (this.#held?.element.hasPointerCapture(this.#held.pointer)) {
      this.#held.element.releasePointerCapture(this.#held.pointer);
    }
    this.#held = null;
    this.drag = null;
  }

  /** How far the one at this place is moved, in pixels. */
  shift(at: number): number {
    return this.drag ? shiftOf(this.#boxes, at, this.drag) : 0;
  }
}
