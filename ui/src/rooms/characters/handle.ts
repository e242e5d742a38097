/** A handle from a name, as the core takes them. Pure. */

const LONGEST = 40;

/** Letters and digits of any script; what stands between words becomes a dash. `taken`: the others, in any case. */
export function handleFrom(name: string, taken: readonly string[]): string {
  const parts = name.toLowerCase().match(/[\p{Alphabetic}\p{N}_]+/gu) ?? [];
  const wanted = Array.from(parts.join('-')).slice(0, LONGEST).join('').replace(/-+$/, '');
  const others = new Set(taken.map((handle) => handle.toLowerCase()));
  if (wanted === '' || !others.has(wanted)) return wanted;
  for (let n = 2; ; n += 1) {
    if (!others.has(`${wanted}${n}`)) return `${wanted}${n}`;
  }
}

/** `a, b，c` as a list, each once. */
export function tagsFrom(text: string): string[] {
  return [...new Set(text.split(/[,，、;]/).map((tag) => tag.trim()))].filter((tag) => tag !== '');
}
