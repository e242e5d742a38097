/** What can be done with clips that are kept, one or many, as menu groups. Pure but for what the items run. */
import type { ClipId, Collection } from '../../backend/backend';
import type { Texts } from '../../i18n/en';
import type { MenuItem } from '../../parts/menu';
import type { OrganizeActions } from '../../actions/organize-actions';

export interface About {
  readonly ids: readonly ClipId[];
  readonly areFavourites: boolean;
  /** The collection that is shown, if one is and it is not a smart one. */
  readonly inCollection: Collection | null;
  readonly keep: OrganizeActions;
  readonly ask: (what: 'tags' | 'collections' | 'delete') => void;
  readonly onexport: () => void;
  readonly t: Texts['keep']['actions'];
}

/** How many clips can be compared. */
export const comparable = (n: number): boolean => n >= 2 && n <= 4;

const MOST_ON_SHEET = 200;

/** Why these cannot be put on one contact sheet; undefined where they can. */
export function sheetRefused(n: number, t: About['t']): string | undefined {
  return n > MOST_ON_SHEET ? t.sheet_why(MOST_ON_SHEET) : undefined;
}

export function keepItems({ ids, areFavourites, inCollection, keep, ask, t }: About): MenuItem[] {
  const out: MenuItem[] = inCollection
    ? [{ label: t.uncollect, icon: 'minus', run: () => void keep.uncollect(inCollection, ids) }]
    : [];
  return [
    { label: areFavourites ? t.unfavour : t.favour, icon: 'star', kbd: 'B', run: () => void keep.favour(ids) },
    { label: t.tags, icon: 'tag', kbd: 'T', run: () => ask('tags') },
    { label: t.collect, icon: 'folder', run: () => ask('collections') },
    ...out,
  ];
}

/** Of several clips. */
export function bulkMenu(about: About): MenuItem[][] {
  const { ids, keep, onexport, t } = about;
  const refused = sheetRefused(ids.length, t);
  return [
    keepItems(about),
    [
      {
        label: t.compare,
        icon: 'compare',
        disabled: !comparable(ids.length),
        ...(comparable(ids.length) ? {} : { detail: t.compare_why }),
        run: () => keep.compare(ids),
      },
      { label: t.export, icon: 'download', run: onexport },
      {
        label: t.sheet,
        icon: 'gallery',
        disabled: refused !== undefined,
        ...(refused === undefined ? {} : { detail: refused }),
        run: () => void keep.contactSheet(ids),
      },
    ],
    [{ label: t.trash, icon: 'trash', kbd: 'Delete', danger: true, run: () => void keep.trash(ids) }],
  ];
}

/** Of clips in the trash, one or several. */
export function trashMenu({ ids, keep, ask, t }: Pick<About, 'ids' | 'keep' | 'ask' | 't'>): MenuItem[][] {
  return [
    [{ label: t.restore, icon: 'redo', run: () => void keep.restore(ids) }],
    [{ label: t.delete, icon: 'trash', kbd: 'Delete', danger: true, run: () => ask('delete') }],
  ];
}
