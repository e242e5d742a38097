/** What a measurement says: a line of JSON for each line of the table, appended to the file that `DAILIES_FIGURES` names. */
import { appendFile } from 'node:fs/promises';

export async function say(line, ours, theirs, unit, note = '') {
  const text = JSON.stringify({ line, ours, theirs, unit, note });
  if (process.env.DAILIES_FIGURES) await appendFile(process.env.DAILIES_FIGURES, `${text}\n`);
  else console.log(text);
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values, ofHundred) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(((sorted.length - 1) * ofHundred) / 100)] ?? NaN;
}

export function median(values) {
  return percentile(values, 50);
}

/** The median and where the middle half of the values lies. */
export function spread(values) {
  return [25, 75].map((ofHundred) => percentile(values, ofHundred).toFixed(1)).join(' to ');
}
