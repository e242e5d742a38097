/** A grid's state: its layout, where it is scrolled to, and which items that shows. It touches no element. */
import { untrack } from 'svelte';
import {
  anchorAt,
  boxOf,
  columnOf,
  indexOfKey,
  stepFrom,
  topForAnchor,
  topToShow,
  visibleRange,
  visibleSections,
} from './geometry';
import type { Anchor, Box, Step } from './geometry';
import { holdOf, layOut, type Frame, type Hold, type Items, type Layout, type Section } from './justified';
import { positionAt, restingScroll, scrolled, scrollHeight, type Extent, type Position } from './scroll';

/** Rendered above and below what is visible, in px: what a quick scroll shows before the next frame. */
const OVERSCAN = 320;
/** Tiles stand relative to the last multiple of this, so that no coordinate grows with the content. */
const BASE = 1_000_000;

/** An item as it is to be placed. */
export interface Cell {
  readonly key: number;
  readonly index: number;
  /** Relative to the layer. */
  readonly box: Box;
}

/** A row with its cells' keys, for assistive technology. */
export interface Row {
  readonly index: number;
  readonly keys: readonly number[];
}

export interface Heading extends Section {
  /** Relative to the layer. */
  readonly y: number;
}

interface Given {
  readonly items: () => Items;
  readonly frame: () => Frame;
  /** Kept free under the last row, in px: nothing is laid out anew for it. */
  readonly foot: () => number;
  readonly page: () => number;
  /** Rendered even when it is scrolled away, so that the focus is not lost with it. */
  readonly active: () => number | null;
  /** What the items are about: when it becomes another, nothing of what was looked at is held on to. */
  readonly subject: () => number;
  /** What to show first of a subject. */
  readonly start: () => Anchor | null;
}

export class GridView {
  readonly #given: Given;
  #shown: Layout | null = null;
  #subject: number | null = null;
  position = $state.raw<Position>({ scroll: 0, content: 0 });

  readonly layout: Layout = $derived.by(() => layOut(this.#given.items(), this.#given.frame(), this.#hold()));
  readonly extent: Extent = $derived.by(() => ({
    content: this.layout.height + this.foot,
    page: this.#given.page(),
  }));
  readonly scrollHeight = $derived.by(() => scrollHeight(this.extent));
  readonly #range = $derived.by(() => {
    const top = this.position.content;
    return visibleRange(this.layout, top - OVERSCAN, top + this.#given.page() + OVERSCAN);
  });
  /** Numbers compare equal where ranges do not: cells change when a row comes or goes, not with every pixel. */
  readonly #firstRow = $derived(this.#range.firstRow);
  readonly #endRow = $derived(this.#range.endRow);
  readonly #base = $derived(Math.floor(this.position.content / BASE) * BASE);
  /** Where the layer of tiles stands in the scrolled element. */
  readonly layerTop = $derived(this.position.scroll - this.position.content + this.#base);
  readonly headings: readonly Heading[] = $derived.by(() =>
    visibleSections(this.layout, this.#firstRow, this.#endRow).map((section) => ({
      ...section,
      y: section.top - this.#base,
    })),
  );
  /** Made anew with the layout: a cell that stays in sight stays the same object. */
  readonly #made = $derived.by(() => {
    void this.layout;
    void this.#base;
    return new Map<number, Cell>();
  });
  readonly cells: readonly Cell[] = $derived.by(() => this.#cells());
  readonly rows: readonly Row[] = $derived.by(() => this.#rows());
  /** The keys of the rendered range, in order. */
  readonly keys: readonly number[] = $derived(this.cells.map((cell) => cell.key));

  constructor(given: Given) {
    this.#given = given;
  }

  /**
   * To be called before a changed layout is rendered: what the user looks at stays where it is. Tells whether tiles may
   * glide to their new places, which they may not under a scroll position that was moved with them.
   */
  settle(): boolean {
    const { layout } = this;
    const subject = this.#given.subject();
    const before = subject === this.#subject ? this.#shown : null;
    if (layout === before || this.#given.page() === 0) return false;
    this.#shown = layout;
    this.#subject = subject;
    return untrack(() => {
      const anchor = before ? anchorAt(before, this.position.content) : this.#given.start();
      const kept = anchor && (topForAnchor(layout, anchor) ?? this.#insteadOf(before, anchor));
      this.position = positionAt(kept ?? (before ? this.position.content : 0), this.extent);
      return (
        anchor === null &&
        before?.frame.width === layout.frame.width &&
        before.frame.rowHeight === layout.frame.rowHeight
      );
    });
  }

  get foot(): number {
    return this.#given.foot();
  }

  scrolledTo(scroll: number): void {
    this.position = scrolled(this.position, scroll, this.extent);
  }

  /** While the user is further down, what comes in moves nothing of what they look at; at the top it is to be seen to come. */
  #hold(): Hold | null {
    const before = this.#shown;
    return untrack(() => {
      if (!before || this.#given.subject() !== this.#subject) return null;
      return anchorAt(before, this.position.content) && holdOf(before);
    });
  }

  /** The bar's right place for what is shown. */
  rest(): void {
    this.position = { ...this.position, scroll: restingScroll(this.position, this.extent) };
  }

  /** What to come back to; `null` for the top. */
  get anchor(): Anchor | null {
    return this.#shown ? anchorAt(this.#shown, this.position.content) : this.#given.start();
  }

  /** Shows a pixel of the content at the top. */
  goTo(content: number): void {
    this.position = positionAt(content, this.extent);
  }

  show(index: number): void {
    const { content } = this.position;
    const top = topToShow(this.layout, index, content, this.extent.page, this.foot);
    if (top !== content) this.goTo(top);
  }

  indexOf(key: number | null): number {
    return key === null ? -1 : indexOfKey(this.layout, key);
  }

  keyAt(index: number): number | null {
    return this.layout.items.keys[index] ?? null;
  }

  step(index: number, step: Step, column: number | null): number {
    const page = Math.max(1, this.extent.page - this.foot);
    return stepFrom(this.layout, index, step, column ?? columnOf(this.layout, index), page);
  }

  columnOf(index: number): number {
    return columnOf(this.layout, index);
  }

  /** The anchor went: hold on to the next that is still here. */
  #insteadOf(before: Layout | null, anchor: Anchor): number | null {
    if (!before) return null;
    const from = indexOfKey(before, anchor.key);
    for (const key of before.items.keys.subarray(from + 1, from + 50)) {
      const top = topForAnchor(this.layout, { key, offset: anchor.offset });
      if (top !== null) return top;
    }
    return null;
  }

  #cell(index: number): Cell {
    const known = this.#made.get(index);
    if (known) return known;
    const box = boxOf(this.layout, index);
    const cell = { key: this.keyAt(index) ?? 0, index, box: { ...box, y: box.y - this.#base } };
    this.#made.set(index, cell);
    return cell;
  }

  #cells(): Cell[] {
    const { rowFirst } = this.layout;
    const firstItem = rowFirst[this.#firstRow] ?? 0;
    const endItem = rowFirst[this.#endRow] ?? 0;
    const cells = Array.from({ length: endItem - firstItem }, (_, at) => this.#cell(firstItem + at));
    const active = this.indexOf(this.#given.active());
    if (active >= 0 && active < firstItem) cells.unshift(this.#cell(active));
    if (active >= endItem) cells.push(this.#cell(active));
    return cells;
  }

  #rows(): Row[] {
    const rows = new Map<number, number[]>();
    for (const { key, index } of this.cells) {
      const row = this.layout.itemRow[index] ?? 0;
      const keys = rows.get(row);
      if (keys) keys.push(key);
      else rows.set(row, [key]);
    }
    return [...rows].map(([index, keys]) => ({ index, keys }));
  }

  columnIndexOf(cell: Cell): number {
    return cell.index - (this.layout.rowFirst[this.layout.itemRow[cell.index] ?? 0] ?? 0);
  }
}
