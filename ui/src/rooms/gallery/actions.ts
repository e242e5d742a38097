/** The actions of the gallery: those of the room, and those on the clips that are selected, one or several. */
import type { ClipId, Collection } from '../../backend/backend';
import type { OrganizeActions } from '../../actions/organize-actions';
import { shortcutsOf, type Actions, type Keyed, type Shortcut } from '../../actions/registry';
import type { Texts } from '../../i18n/en';

/** The keys of the room. What they do needs its elements, so that the components run them. */
export const galleryKeys = {
  search: { keys: ['/'], shortcut: 'search' },
  find: { keys: ['Mod+F'] },
  open: { keys: ['Enter'], shortcut: 'open' },
  preview: { keys: [' '], shortcut: 'preview' },
  select_all: { keys: ['Mod+A'], shortcut: 'select_all' },
  undo: { keys: ['Mod+Z'], shortcut: 'undo' },
  inspector: { keys: ['I'], shortcut: 'inspector' },
} as const satisfies Record<string, Keyed>;

/** What the actions on clips are run with. */
export interface ClipsContext {
  readonly ids: readonly ClipId[];
  readonly areFavourites: boolean;
  /** The collection that is shown; null where none is, or a smart one. */
  readonly inCollection: Collection | null;
  readonly keep: OrganizeActions;
  /** Opens the dialog for these clips. */
  readonly ask: (what: 'tags' | 'collections' | 'delete') => void;
  readonly onexport: () => void;
}

/** How many clips can be compared. */
export const comparable = (n: number): boolean => n >= 2 && n <= 4;

const MOST_ON_SHEET = 200;

/** Why so many clips cannot be put on one contact sheet; undefined where they can. */
export function sheetRefused(n: number, t: Texts['keep']['actions']): string | undefined {
  return n > MOST_ON_SHEET ? t.sheet_why(MOST_ON_SHEET) : undefined;
}

export const clipsActions = {
  favourite: {
    label: ({ keep: { actions: t } }, { areFavourites }) => (areFavourites ? t.unfavour : t.favour),
    icon: 'star',
    keys: ['B'],
    shortcut: 'favourite',
    run: ({ keep, ids }) => keep.favour(ids),
  },
  tags: {
    label: (t) => t.keep.actions.tags,
    icon: 'tag',
    keys: ['T'],
    shortcut: 'tags',
    run: ({ ask }) => ask('tags'),
  },
  collect: { label: (t) => t.keep.actions.collect, icon: 'folder', run: ({ ask }) => ask('collections') },
  uncollect: {
    label: (t) => t.keep.actions.uncollect,
    icon: 'minus',
    when: ({ inCollection }) => inCollection !== null,
    run: ({ keep, inCollection, ids }) => inCollection && keep.uncollect(inCollection, ids),
  },
  compare: {
    label: (t) => t.keep.actions.compare,
    icon: 'compare',
    refusal: (t, { ids }) => (comparable(ids.length) ? undefined : t.keep.actions.compare_why),
    run: ({ keep, ids }) => keep.compare(ids),
  },
  export: { label: (t) => t.keep.actions.export, icon: 'download', run: ({ onexport }) => onexport() },
  sheet: {
    label: (t) => t.keep.actions.sheet,
    icon: 'gallery',
    refusal: (t, { ids }) => sheetRefused(ids.length, t.keep.actions),
    run: ({ keep, ids }) => keep.contactSheet(ids),
  },
  trash: {
    label: (t) => t.keep.actions.trash,
    icon: 'trash',
    keys: ['Delete'],
    shortcut: 'trash',
    danger: true,
    run: ({ keep, ids }) => keep.trash(ids),
  },
  restore: { label: (t) => t.keep.actions.restore, icon: 'redo', run: ({ keep, ids }) => keep.restore(ids) },
  delete: {
    label: (t) => t.keep.actions.delete,
    icon: 'trash',
    keys: ['Delete'],
    danger: true,
    run: ({ ask }) => ask('delete'),
  },
} as const satisfies Actions<ClipsContext>;

const { search, open, preview, select_all, undo, inspector } = galleryKeys;
const { favourite, tags, trash } = clipsActions;

/** With the keys that the grid handles itself. */
export const galleryShortcuts: readonly Shortcut[] = [
  ...shortcutsOf({ search }),
  { keys: 'ArrowRight', text: 'move' },
  ...shortcutsOf({ open, preview }),
  { keys: 'Shift+ArrowRight', text: 'select_range' },
  { keys: 'Ctrl+ArrowRight', text: 'move_focus' },
  { keys: 'Ctrl+Space', text: 'select_focused' },
  ...shortcutsOf({ select_all, favourite, tags, trash, undo }),
  { keys: 'Shift+F10', text: 'menu' },
  { keys: 'Alt+ArrowLeft', text: 'arrange' },
  ...shortcutsOf({ inspector }),
];
