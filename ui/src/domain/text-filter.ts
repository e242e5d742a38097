/** What the user types to find something that is here already, by its words. Pure; clips are found by the core. */

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Whether a text has all of the words that are typed, in any order and case; what stands in quotes is one. */
export function containsWords(text: string, typed: string): boolean {
  const within = folded(text);
  const words = folded(typed).match(/"[^"]*"|\S+/g) ?? [];
  return words.every((word) => within.includes(word.replaceAll('"', '')));
}
