/** The actions that every room offers: to go to another room, and to import. */
import type { Studio } from '../state/studio';
import { ImportActions } from './import-actions';
import { shortcutsOf, type Actions, type Shortcut } from './registry';

export const appActions = {
  gallery: { keys: ['Mod+1'], shortcut: 'gallery', run: ({ navigation }) => navigation.go({ room: 'gallery' }) },
  storyboards: {
    keys: ['Mod+2'],
    shortcut: 'storyboards',
    run: ({ navigation }) => navigation.go({ room: 'storyboards' }),
  },
  characters: {
    keys: ['Mod+3'],
    shortcut: 'characters',
    run: ({ navigation }) => navigation.go({ room: 'characters' }),
  },
  activity: { keys: ['Mod+4'], shortcut: 'activity', run: ({ navigation }) => navigation.go({ room: 'activity' }) },
  settings: { keys: ['Mod+,'], shortcut: 'settings', run: ({ navigation }) => navigation.settings() },
  import: {
    label: (t) => t.give.import.action,
    icon: 'import',
    keys: ['Mod+O'],
    shortcut: 'import',
    run: (studio) => new ImportActions(studio).pick(),
  },
} as const satisfies Actions<Studio>;

/** Opens the list of shortcuts. */
export const SHORTCUTS_KEY = '?';

export const appShortcuts: readonly Shortcut[] = [
  ...shortcutsOf(appActions),
  { keys: 'Escape', text: 'close' },
  { keys: SHORTCUTS_KEY, text: 'cheat_sheet' },
];
