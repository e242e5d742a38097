/** Days as a date field writes them, `2026-03-01`, and the local midnights that they begin at. Pure. */

/** The midnight of the day so many days after; null for what is no day. */
export function dayOf(text: string, days = 0): number | null {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim()) ?? []).map(Number);
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
