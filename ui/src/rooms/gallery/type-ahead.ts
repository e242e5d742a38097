/** Which keys, pressed among the clips, begin a search. */
import { isChord } from '../../parts/chords';
import { appShortcuts } from '../../actions/app-actions';
import { galleryShortcuts } from './actions';

const TAKEN = [...appShortcuts, ...galleryShortcuts];
/** An input method takes the key: what it is will be known when a field has the focus. */
const INPUT_METHOD = 'Process';

/** A letter or a digit of any script. */
export function isLetter(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.key === INPUT_METHOD || /^[\p{L}\p{N}]$/u.test(event.key);
}

/** One that no shortcut of the gallery is. */
export function beginsSearch(event: KeyboardEvent): boolean {
  return isLetter(event) && !TAKEN.some(({ keys }) => isChord(event, keys));
}
