/**
 * What changed between two texts, for the eye: by words where there are spaces, by characters in Chinese, Japanese and
 * Korean. Joined again, the pieces that are not inserted give the one text and those not removed the other. Pure.
 */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

const CJK = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]`;
const TOKEN = new RegExp(String.raw`${CJK}|(?:(?!${CJK})[\p{L}\p{M}\p{N}_'’@-])+|\s+|.`, 'gsu');

/** Runs of letters, single characters of CJK, runs of spaces, and every sign by itself. */
export function tokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** Above this many pairs the middle is shown as replaced as a whole. */
const MOST_PAIRS = 4_000_000;

export function diff(before: string, after: string): Piece[] {
  const [a, b] = [tokens(before), tokens(after)];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - from && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middle = replaced(a.slice(from, a.length - tail), b.slice(from, b.length - tail));
  const same = (list: readonly string[]): Piece[] => list.map((text) => ({ kind: 'same', text }));
  return joined([...same(a.slice(0, from)), ...middle, ...same(a.slice(a.length - tail))]);
}

function replaced(a: readonly string[], b: readonly string[]): Piece[] {
  if (a.length * b.length > MOST_PAIRS) {
    return [
      ...a.map((text): Piece => ({ kind: 'removed', text })),
      ...b.map((text): Piece => ({ kind: 'added', text })),
    ];
  }
  const lengths = common(a, b);
  const width = b.length + 1;
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [old = '', fresh = ''] = [a[i], b[j]];
    if (i < a.length && j < b.length && old === fresh) {
      pieces.push({ kind: 'same', text: old });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'removed', text: old });
      i += 1;
    } else {
      pieces.push({ kind: 'added', text: fresh });
      j += 1;
    }
  }
  return pieces;
}

/** The length of the longest common part of the rests from `i` and `j` on. Spaces alone do not hold two texts together. */
function common(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const down = lengths[(i + 1) * width + j] ?? 0;
      const right = lengths[i * width + j + 1] ?? 0;
      const both = a[i] === b[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + weight(a[i] ?? '') : 0;
      lengths[i * width + j] = Math.max(down, right, both);
    }
  }
  return lengths;
}

const weight = (token: string): number => (/^\s/.test(token) ? 1 : 4);

/** Neighbours of one kind become one piece; within a change what goes stands before what comes. */
function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  let [removed, added] = ['', ''];
  const close = (): void => {
    if (removed) whole.push({ kind: 'removed', text: removed });
    if (added) whole.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const [index, { kind, text }] of pieces.entries()) {
    const between = kind === 'same' && /^\s+$/.test(text) && removed !== '' && added !== '';
    const next = pieces[index + 1];
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (between && next && next.kind !== 'same') {
      // A space between two changes belongs to both: one long change is easier to read than many short ones.
      removed += text;
      added += text;
    } else {
      close();
      const last = whole.at(-1);
      if (last?.kind === 'same') whole[whole.length - 1] = { kind, text: last.text + text };
      else whole.push({ kind, text });
    }
  }
  close();
  return whole;
}

/** How many words were added and removed, without the spaces and the signs. */
export function counted(pieces: readonly Piece[]): { added: number; removed: number } {
  const words = (kind: Piece['kind']): number =>
    pieces
      .filter((piece) => piece.kind === kind)
      .flatMap(({ text }) => tokens(text))
      .filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
  return { added: words('added'), removed: words('removed') };
}
