/** The shortcuts that exist, for the cheat sheet. Each is obeyed where it belongs: this list only tells of them. */
import type { Texts } from '../i18n/en';

type ShortcutTexts = Omit<Texts['shell']['shortcuts'], 'title' | 'groups'>;
export type ShortcutGroup = keyof Texts['shell']['shortcuts']['groups'];
export type Shortcut = { keys: string; text: keyof ShortcutTexts };

export const shortcuts: { group: ShortcutGroup; list: Shortcut[] }[] = [
  {
    group: 'anywhere',
    list: [
      { keys: 'Mod+1', text: 'gallery' },
      { keys: 'Mod+2', text: 'storyboards' },
      { keys: 'Mod+3', text: 'characters' },
      { keys: 'Mod+4', text: 'activity' },
      { keys: 'Mod+,', text: 'settings' },
      { keys: 'Mod+O', text: 'import' },
      { keys: 'Escape', text: 'close' },
      { keys: '?', text: 'cheat_sheet' },
    ],
  },
  {
    group: 'gallery',
    list: [
      { keys: '/', text: 'search' },
      { keys: 'ArrowRight', text: 'move' },
      { keys: 'Enter', text: 'open' },
      { keys: ' ', text: 'preview' },
      { keys: 'Shift+ArrowRight', text: 'select_range' },
      { keys: 'Ctrl+ArrowRight', text: 'move_focus' },
      { keys: 'Ctrl+Space', text: 'select_focused' },
      { keys: 'Mod+A', text: 'select_all' },
      { keys: 'B', text: 'favourite' },
      { keys: 'T', text: 'tags' },
      { keys: 'Delete', text: 'trash' },
      { keys: 'Mod+Z', text: 'undo' },
      { keys: 'Shift+F10', text: 'menu' },
      { keys: 'Alt+ArrowLeft', text: 'arrange' },
      { keys: 'I', text: 'inspector' },
    ],
  },
  {
    group: 'composer',
    list: [
      { keys: 'Mod+Enter', text: 'generate' },
      { keys: 'Mod+V', text: 'paste' },
      { keys: 'Alt+ArrowRight', text: 'reorder' },
    ],
  },
  {
    group: 'theatre',
    list: [
      { keys: ' ', text: 'play' },
      { keys: 'ArrowRight', text: 'frame' },
      { keys: 'L', text: 'shuttle' },
      { keys: 'Shift+ArrowRight', text: 'second' },
      { keys: 'Home', text: 'ends' },
      { keys: 'ArrowDown', text: 'next' },
      { keys: 'F', text: 'full_screen' },
      { keys: ']', text: 'shot' },
      { keys: 'P', text: 'loop' },
      { keys: 'I', text: 'marks' },
      { keys: 'Shift+X', text: 'clear_marks' },
      { keys: '>', text: 'faster' },
      { keys: 'M', text: 'mute' },
    ],
  },
  {
    group: 'theatre_clip',
    list: [
      { keys: 'B', text: 'favourite' },
      { keys: 'T', text: 'family' },
      { keys: 'X', text: 'compare' },
      { keys: 'R', text: 'remix' },
      { keys: 'N', text: 'go_on' },
      { keys: 'C', text: 'character' },
      { keys: 'S', text: 'start' },
      { keys: 'G', text: 'again' },
      { keys: 'U', text: 'reuse' },
      { keys: 'E', text: 'export' },
      { keys: 'Shift+O', text: 'reveal' },
      { keys: 'Shift+C', text: 'copy_frame' },
      { keys: 'Shift+S', text: 'save_frame' },
      { keys: 'Shift+U', text: 'use_frame' },
    ],
  },
  {
    group: 'compare',
    list: [
      { keys: ' ', text: 'play' },
      { keys: 'ArrowRight', text: 'frame' },
      { keys: 'Shift+ArrowRight', text: 'second' },
      { keys: 'Home', text: 'ends' },
      { keys: 'P', text: 'loop' },
      { keys: 'A', text: 'sound_of' },
      { keys: 'M', text: 'mute' },
      { keys: '1', text: 'compare_mode' },
      { keys: 'X', text: 'other_clip' },
      { keys: 'O', text: 'only_differences' },
    ],
  },
];
