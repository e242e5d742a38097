/** Seeds as they are typed: whole numbers of 64 bits, kept as text because a JavaScript number loses digits above 2^53. Pure. */

const MOST = 2n ** 64n - 1n;

/** The seed that these digits are, without zeros before it; `null` for none, `undefined` for what is no seed. */
export function seedOf(typed: string): string | null | undefined {
  const digits = typed.trim();
  if (digits === '') return null;
  if (!/^[0-9]{1,40}$/.test(digits)) return undefined;
  const seed = BigInt(digits);
  return seed > MOST ? undefined : seed.toString();
}
