/** The clips that are offered to compare with: of the family, those looked at last, and the newest. Each once. */
import type { Backend, ClipId, Query } from '../../backend/backend';

export type Source = 'family' | 'shown' | 'newest' | 'found';

export interface Candidates {
  readonly source: Source;
  readonly ids: readonly ClipId[];
}

/** Of each source. */
const MOST = 24;

const NEWEST: Query = { shelf: 'gallery', text: '', filters: [{ by: 'medium', medium: 'film' }], order: 'newest' };

/** A source that cannot be read offers nothing. */
export async function findCandidates(
  backend: Backend,
  compared: readonly ClipId[],
  seen: readonly ClipId[],
): Promise<Candidates[]> {
  const [first] = compared;
  const family = first === undefined ? [] : backend.call('get_family_tree', { id: first }).then(membersOf);
  const newest = backend.call('find_clips', { query: NEWEST, from: 0, most: MOST }).then(({ ids }) => ids);
  const [kin, latest] = await Promise.all([orNone(family), orNone(newest)]);
  return offered(compared, [
    { source: 'family', ids: kin },
    { source: 'shown', ids: seen },
    { source: 'newest', ids: latest },
  ]);
}

/** The clips that say what is looked for, the newest first. Rejects with the `CallError` of the search. */
export async function searchCandidates(
  backend: Backend,
  compared: readonly ClipId[],
  text: string,
): Promise<Candidates[]> {
  const { ids } = await backend.call('find_clips', { query: { ...NEWEST, text }, from: 0, most: MOST });
  return offered(compared, [{ source: 'found', ids }]);
}

/** Without those that are compared already, and none twice. */
export function offered(compared: readonly ClipId[], sources: readonly Candidates[]): Candidates[] {
  const taken = new Set(compared);
  return sources.map(({ source, ids }) => {
    const fresh = ids.filter((id) => !taken.has(id) && taken.add(id)).slice(0, MOST);
    return { source, ids: fresh };
  });
}

const membersOf = ({ members }: { members: readonly { clip_id: ClipId }[] }): ClipId[] =>
  members.map(({ clip_id }) => clip_id).toReversed();

async function orNone(ids: readonly ClipId[] | Promise<readonly ClipId[]>): Promise<readonly ClipId[]> {
  try {
    return await ids;
  } catch {
    return [];
  }
}
