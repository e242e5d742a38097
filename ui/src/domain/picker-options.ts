/** The options of a tag or collection picker for a typed word: matching ones, those of the clips first, and a new one. Pure. */
import type { Share } from '../backend/backend';

/** How many of the clips have it. */
export type Extent = 'all' | 'some' | 'none';

export type Offer<T> =
  | { readonly kind: 'known'; readonly item: T; readonly has: number; readonly extent: Extent }
  | { readonly kind: 'new'; readonly name: string };

interface Named {
  readonly id: number;
  readonly name: string;
}

export function offers<T extends Named>(
  all: readonly T[],
  shares: readonly Share<number>[],
  clips: number,
  typed: string,
): Offer<T>[] {
  const name = typed.trim().replace(/\s+/g, ' ');
  const wanted = name.toLocaleLowerCase();
  const counts = new Map(shares.map((share) => [share.id, share.clips]));
  const known = all
    .filter((item) => item.name.toLocaleLowerCase().includes(wanted))
    .map((item): Offer<T> & { kind: 'known' } => {
      const has = counts.get(item.id) ?? 0;
      return { kind: 'known', item, has, extent: extentOf(has, clips) };
    });
  known.sort((a, b) => rank(b, wanted) - rank(a, wanted));
  const isThere = all.some((item) => item.name.toLocaleLowerCase() === wanted);
  return name === '' || isThere ? known : [...known, { kind: 'new', name }];
}

export function extentOf(has: number, clips: number): Extent {
  if (has === 0) return 'none';
  return has < clips ? 'some' : 'all';
}

/** What is typed comes first where it is one of them, then what begins so, then what the clips have already. */
function rank({ item, has }: { item: Named; has: number }, wanted: string): number {
  const name = item.name.toLocaleLowerCase();
  if (wanted === '') return has > 0 ? 1 : 0;
  if (name === wanted) return 3;
  return name.startsWith(wanted) ? 2 : 1;
}

export const keyOf = (offer: Offer<Named>): string => (offer.kind === 'new' ? 'new' : String(offer.item.id));
