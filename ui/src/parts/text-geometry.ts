/** Measures rendered text: the box of a character, the name at a point. */

/** The box of the letter at an offset into the whole text. */
export function rectAt(painted: Node, offset: number): DOMRect {
  const range = document.createRange();
  let left = offset;
  const walker = document.createTreeWalker(painted, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node.textContent ?? '';
    if (left < length) {
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      break;
    }
    left -= length;
  }
  return range.getBoundingClientRect();
}

/** The `data-name` of what is painted at a point of the window. */
export function nameAt(painted: Element, x: number, y: number): string | null {
  const under = [...painted.querySelectorAll<HTMLElement>('[data-name]')].find((name) =>
    [...name.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom),
  );
  return under?.dataset['name'] ?? null;
}
