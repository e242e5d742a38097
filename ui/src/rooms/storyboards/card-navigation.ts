/** Finds the card of a grid that an arrow key moves to. Pure. */

type Box = Pick<DOMRect, 'left' | 'top'>;

/** Up and down go to the same column of the next row; null when the key is no such key, or there is nothing there. */
export function neighbour(boxes: readonly Box[], at: number, key: string): number | null {
  const columns = boxes.filter(({ top }) => Math.abs(top - (boxes[0]?.top ?? 0)) < 1).length;
  const last = boxes.length - 1;
  const to = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns <= last ? at + columns : null,
    ArrowUp: at - columns,
    Home: 0,
    End: last,
  }[key];
  return to === undefined || to === null || to < 0 || to > last ? null : to;
}
