/** Days as a date field writes them, `2026-03-01`, and the local midnights that they begin at. Pure. */

/** `2026-3-1`, with any mark between, and `20260301`. */
const DAY = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})(\d{2}))$/;

/** The midnight of the day so many days after; null for what is no day. */
export function dayOf(text: string, days = 0): number | null {
  const parts = DAY.exec(text.trim()) ?? [];
  const year = Number(parts[1] ?? 0);
  const month = Number(parts[2] ?? parts[4] ?? 0);
  const day = Number(parts[3] ?? parts[5] ?? 0);
  if (year === 0) return null;
  const date = new Date(year, month - 1, day);
  if (date.getMonth() !== month - 1 || date.getDate() !== day) return null;
  return new Date(year, month - 1, day + days).getTime();
}

/** Of the day so many days after; empty for none. */
export function dayText(at: number | null, days = 0): string {
  if (at === null) return '';
  const date = new Date(at);
  date.setDate(date.getDate() + days);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
