/** Matches texts against typed search words, for lists that the page holds itself; the core searches clips. Pure. */

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Whether a text has all of the words that are typed, in any order and case; what stands in quotes is one. */
export function containsWords(text: string, typed: string): boolean {
  const within = folded(text);
  const words = folded(typed).match(/"[^"]*"|\S+/g) ?? [];
  return words.every((word) => within.includes(word.replaceAll('"', '')));
}
