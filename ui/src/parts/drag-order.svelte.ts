/**
 * Reorders what stands in a list by dragging: what is dragged takes the place of what it is dragged onto, at once. Items are
 * found by their `data-index`. A press that does not move stays a click.
 */
export class DragOrder {
  readonly #move: (from: number, to: number) => void;
  #press: { x: number; y: number; index: number; pointer: number } | null = null;

  /** The place of what is being dragged. */
  dragged = $state<number | null>(null);

  constructor(move: (from: number, to: number) => void) {
    this.#move = move;
  }

  /** An attachment for the list. */
  readonly attach = (list: HTMLElement): (() => void) => {
    const on: [keyof HTMLElementEventMap, (event: Event) => void][] = [
      ['pointerdown', (event) => event instanceof PointerEvent && this.#down(event)],
      ['pointermove', (event) => event instanceof PointerEvent && this.#follow(event, list)],
      ['pointerup', () => this.#end(list)],
      ['pointercancel', () => this.#end(list)],
    ];
    for (const [name, listener] of on) list.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of on) list.removeEventListener(name, listener);
    };
  };

  #down(event: PointerEvent): void {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const isHandle = event.target instanceof Element && event.target.closest('[data-grip]') !== null;
    if (event.button !== 0 || !item || !isHandle) return;
    const { clientX: x, clientY: y, pointerId: pointer } = event;
    this.#press = { x, y, index: Number(item.dataset['index']), pointer };
  }

  #follow(event: PointerEvent, list: HTMLElement): void {
    const press = this.#press;
    if (!press || press.pointer !== event.pointerId) return;
    if (this.dragged === null) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < START_PX) return;
      this.dragged = press.index;
      list.setPointerCapture(event.pointerId);
    }
    const over = indexAt(list, event.clientX, event.clientY);
    if (over === null || over === this.dragged) return;
    this.#move(this.dragged, over);
    this.dragged = over;
  }

  /** The click that ends a drag opens nothing. */
  #end(list: HTMLElement): void {
    this.#press = null;
    if (this.dragged === null) return;
    this.dragged = null;
    const swallow = (event: Event): void => event.stopPropagation();
    list.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => list.removeEventListener('click', swallow, { capture: true }), 0);
  }
}

/** Further than a hand trembles. */
const START_PX = 5;

function indexAt(list: HTMLElement, x: number, y: number): number | null {
  for (const item of list.querySelectorAll<HTMLElement>('[data-index]')) {
    const { left, right, top, bottom } = item.getBoundingClientRect();
    if (x >= left && x <= right && y >= top && y <= bottom) return Number(item.dataset['index']);
  }
  return null;
}
