/** Marks the words of each prompt that the other prompts do not have. Pure. */
import { diff, type Piece } from '../../parts/diff';

export interface Stretch {
  readonly text: string;
  /** Not so in the others. */
  readonly differs: boolean;
}

/** Each text against the first one; the first against all others. */
export function differing(texts: readonly string[]): Stretch[][] {
  const [first = '', ...others] = texts;
  const diffs = others.map((other) => diff(first, other));
  return [againstAll(first, diffs), ...diffs.map((pieces) => stretches(pieces, 'added'))];
}

function stretches(pieces: readonly Piece[], own: 'added' | 'removed'): Stretch[] {
  return pieces
    .filter(({ kind }) => kind === 'same' || kind === own)
    .map(({ kind, text }) => ({ text, differs: kind === own }));
}

/** A letter differs where it does from any of the others. */
function againstAll(text: string, diffs: readonly (readonly Piece[])[]): Stretch[] {
  const marks = new Uint8Array(text.length);
  for (const pieces of diffs) {
    let at = 0;
    for (const { text: part, differs } of stretches(pieces, 'removed')) {
      if (differs) marks.fill(1, at, at + part.length);
      at += part.length;
    }
  }
  const found: Stretch[] = [];
  for (let at = 0; at < text.length;) {
    let to = at + 1;
    while (to < text.length && marks[to] === marks[at]) to += 1;
    found.push({ text: text.slice(at, to), differs: marks[at] === 1 });
    at = to;
  }
  return found;
}

/** Letters left of a long stretch that is the same, on each side of what differs. */
const AROUND = 44;

/** Long stretches that are the same are cut to what stands around the differences. */
export function shortened(list: readonly Stretch[]): Stretch[] {
  if (list.every(({ differs }) => !differs)) return [...list];
  return list.map((stretch, index) => {
    if (stretch.differs) return stretch;
    const [isFirst, isLast] = [index === 0, index === list.length - 1];
    const { text } = stretch;
    const room = isFirst || isLast ? AROUND : AROUND * 2;
    if (text.length <= room + 12) return stretch;
    const head = isFirst ? '' : cut(text.slice(0, AROUND), 'end');
    const tail = isLast ? '' : cut(text.slice(-AROUND), 'start');
    return { text: `${head}…${tail}`, differs: false };
  });
}

/** At a space, where there is one. */
function cut(text: string, side: 'start' | 'end'): string {
  const at = side === 'end' ? text.lastIndexOf(' ') : text.indexOf(' ');
  if (at < 0) return text;
  return side === 'end' ? text.slice(0, at + 1) : text.slice(at);
}
