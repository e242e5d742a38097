/** The list of shortcuts, gathered from the actions of each room. */
import { appShortcuts } from '../actions/app-actions';
import type { Shortcut } from '../actions/registry';
import type { Texts } from '../i18n/en';
import { compareShortcuts } from '../rooms/compare/actions';
import { composerShortcuts } from '../rooms/compose/shortcuts';
import { galleryShortcuts } from '../rooms/gallery/actions';
import { theatreClipShortcuts, theatreShortcuts } from '../rooms/theatre/actions';

interface ShortcutGroup {
  readonly group: keyof Texts['shell']['shortcuts']['groups'];
  readonly list: readonly Shortcut[];
}

export const shortcuts: readonly ShortcutGroup[] = [
  { group: 'anywhere', list: appShortcuts },
  { group: 'gallery', list: galleryShortcuts },
  { group: 'composer', list: composerShortcuts },
  { group: 'theatre', list: theatreShortcuts },
  { group: 'theatre_clip', list: theatreClipShortcuts },
  { group: 'compare', list: compareShortcuts },
];
