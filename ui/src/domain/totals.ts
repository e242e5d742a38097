/** What several clips come to together. Pure. */
import type { Clip } from '../backend/backend';

export interface Totals {
  readonly duration_ms: number;
  readonly bytes: number;
  /** Of those whose price is known; `null` when none is. */
  readonly cost_micros: number | null;
}

export function totalsOf(clips: readonly Clip[]): Totals {
  const costs = clips.flatMap(({ cost_micros }) => cost_micros ?? []);
  return {
    duration_ms: total(clips.map(({ film, medium }) => (medium === 'still' ? 0 : film.duration_ms))),
    bytes: total(clips.map(({ film }) => film.bytes)),
    cost_micros: costs.length === 0 ? null : total(costs),
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
