/** Which jobs stand among what was found. Pure. */
import type { Job, JobState, Query } from '../backend/backend';
import type { Columns } from './clip-columns';
import type { JobTile } from './job';
import { isPlain } from './gallery-query';
import { containsWords } from './text-filter';

interface Shown {
  readonly query: Query;
  readonly columns: Columns;
  readonly isWhole: boolean;
}

/**
 * Jobs stand among the clips where nothing was asked; where the failures were asked for, those do that say what is looked
 * for, and nothing else. One that is older than the clips known so far waits for its neighbours.
 */
export function tilesFor({ query, columns, isWhole }: Shown, tiles: readonly JobTile[]): readonly JobTile[] {
  if (query.shelf === 'failed') return failures(tiles).filter(({ job }) => containsWords(wordsOf(job), query.text));
  if (!isPlain(query)) return [];
  const oldest = columns.placed_at.at(-1) ?? Infinity;
  const folded = new Set(foldedOf(tiles));
  return tiles.filter((tile) => !folded.has(tile) && (isWhole || tile.placed_at >= oldest));
}

/** So many jobs that came to rest without a clip stand among the clips, the newest ones. */
const RESTING_SHOWN = 2;

/** Older ones that failed or were stopped: told in one row instead of a tile each. What may have been charged is never among them. */
export function foldedOf(tiles: readonly JobTile[]): readonly JobTile[] {
  const resting = tiles.filter(({ job: { state } }) => state === 'failed' || state === 'stopped');
  return resting.slice(RESTING_SHOWN);
}

const FAILURES: readonly JobState[] = ['failed', 'unknown', 'result_missing'];

/** Those of the failed shelf, whatever is asked of it. */
export function failures(tiles: readonly JobTile[]): readonly JobTile[] {
  return tiles.filter(({ job: { state } }) => FAILURES.includes(state));
}

/** What a job is found by: what was asked for, of whom, and what the relay said. */
function wordsOf({ generation, route, failure }: Job): string {
  const said = [failure?.words, failure?.words_zh].map((words) => words ?? '');
  return [generation.prompt, generation.model, route.connection_name, ...said].join('\n');
}
