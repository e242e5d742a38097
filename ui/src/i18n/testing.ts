/** Helpers of the tests of the texts: every text with its path. */

export type Leaf = { path: string; value: unknown };

/** Returns every text under `value`, each with its path. */
export function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

/** A text with its gaps filled in. `[2]` passes for a number, a text and a list alike. */
export function filled(value: unknown): string {
  if (typeof value !== 'function') return String(value);
  const text: unknown = Reflect.apply(value, undefined, [[2], [2], [2], [2]]);
  return String(text);
}
