/** Where something in a row goes while it is dragged along it, and how the others make room. Pure. */

export interface Box {
  readonly left: number;
  readonly width: number;
}

/** The place that it would have if it were dropped: it passes a neighbour when its edge passes the neighbour's middle. */
export function targetOf(boxes: readonly Box[], from: number, dx: number): number {
  const own = boxes[from];
  if (!own) return from;
  const left = own.left + dx;
  const right = left + own.width;
  const middle = ({ left: start, width }: Box): number => start + width / 2;
  const after = boxes.filter((box, at) => at > from && right > middle(box)).length;
  const before = boxes.filter((box, at) => at < from && left < middle(box)).length;
  return from + after - before;
}

/** How far each is moved aside, in pixels; the dragged one follows the pointer. */
export function shiftOf(boxes: readonly Box[], at: number, drag: { from: number; to: number; dx: number }): number {
  const { from, to, dx } = drag;
  if (at === from) return dx;
  const [own, next, previous] = [boxes[from], boxes[from + 1], boxes[from - 1]];
  if (!own) return 0;
  const gap = next ? next.left - own.left - own.width : previous ? own.left - previous.left - previous.width : 0;
  const room = own.width + gap;
  if (at > from && at <= to) return -room;
  return at >= to && at < from ? room : 0;
}
