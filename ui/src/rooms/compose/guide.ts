/** The guide: the parts that a prompt tells, each a sentence in it. What it wrote itself it writes over; the rest it leaves alone. Pure. */

/** In the order in which they stand in a prompt. */
export const PARTS = ['subject', 'gestures', 'look', 'background', 'camera', 'light', 'changes'] as const;
export type Part = (typeof PARTS)[number];

/** The sentences that the guide wrote. */
export type Written = Readonly<Partial<Record<Part, string>>>;

/** Longer prompts are followed less closely. */
export const MOST_WORDS = 200;

/** How many words a text has; of Chinese, how many characters. */
export function wordCount(text: string): number {
  return text.match(/\p{sc=Han}|(?:(?!\p{sc=Han})[\p{L}\p{N}'’-])+/gu)?.length ?? 0;
}

const ENDED = /[.!?…。！？]["”’」]?$/;
const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}。！？，、；：」”]$/u;

/** What was typed, as a sentence: a capital in front, a full stop behind. */
export function sentence(typed: string): string {
  const words = typed.trim().replace(/\s+/g, ' ');
  if (words === '') return '';
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return ENDED.test(begun) ? begun : begun + (WIDE.test(begun) ? '。' : '.');
}

/** The prompt with a part in it, in place of what the guide wrote for it before, or at its place among the others. */
export function write(
  prompt: string,
  written: Written,
  part: Part,
  typed: string,
): { prompt: string; written: Written } {
  const next = sentence(typed);
  const before = written[part];
  const at = before ? prompt.indexOf(before) : -1;
  const [head, tail] =
    before && at >= 0 ? [prompt.slice(0, at), prompt.slice(at + before.length)] : cut(prompt, written, part);
  return { prompt: join(join(head, next), tail), written: { ...written, [part]: next } };
}

/** Behind the nearest part before it, else in front of the nearest behind it, else at the end. */
function cut(prompt: string, written: Written, part: Part): [string, string] {
  const index = PARTS.indexOf(part);
  const there = (each: Part): string | undefined => {
    const text = written[each];
    return text && prompt.includes(text) ? text : undefined;
  };
  const before = PARTS.slice(0, index).toReversed().map(there).find(Boolean);
  const behind = PARTS.slice(index + 1)
    .map(there)
    .find(Boolean);
  const at = before ? prompt.indexOf(before) + before.length : behind ? prompt.indexOf(behind) : prompt.length;
  return [prompt.slice(0, at), prompt.slice(at)];
}

/** With one space between, where the language has one. */
function join(head: string, tail: string): string {
  if (head === '' || tail === '') return tail === '' ? head.replace(/ +$/, '') : head + tail.replace(/^ +/, '');
  if (/\s$/.test(head) && /^\s/.test(tail)) return head + tail.replace(/^ +/, '');
  const gap = /\s$/.test(head) || /^\s/.test(tail) || WIDE.test(head) ? '' : ' ';
  return head + gap + tail;
}
