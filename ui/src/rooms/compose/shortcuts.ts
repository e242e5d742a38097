/** The keys of the composer. What they do needs its elements, so that the components run them. */
import { shortcutsOf, type Keyed, type Shortcut } from '../../actions/registry';

export const composerKeys = {
  generate: { keys: ['Mod+Enter'], shortcut: 'generate' },
} as const satisfies Record<string, Keyed>;

/** With the keys that the system and the pictures handle themselves. */
export const composerShortcuts: readonly Shortcut[] = [
  ...shortcutsOf(composerKeys),
  { keys: 'Mod+V', text: 'paste' },
  { keys: 'Alt+ArrowRight', text: 'reorder' },
];
