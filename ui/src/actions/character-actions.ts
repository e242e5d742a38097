/** What can be done with a character, from wherever it is shown. */
import type { Character } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { withName } from '../parts/mention';
import type { MenuItem } from '../parts/menu';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import { ClipActions } from './clip-actions';
import type { Studio } from '../state/studio';

export class CharacterActions {
  readonly #studio: Studio;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Names it in the composer's prompt. */
  use({ handle }: Character): void {
    const { draft, navigation } = this.#studio;
    draft.edit({ prompt: withName(draft.generation.prompt, handle) });
    navigation.go({ room: 'gallery' });
    draft.wantsFocus = 'prompt';
  }

  /** Removes it here, with a way back. Tells whether it went. */
  async remove({ id, name, home }: Character): Promise<boolean> {
    const { characters } = this.#studio;
    const gone = await withErrorToast(characters.remove(id).then(() => true));
    if (!gone) return false;
    const t = i18n.t.characters.detail;
    const undo = { label: i18n.t.common.undo, run: () => void withErrorToast(characters.restore(id)) };
    toasts.show({ text: home.at === 'pack' ? t.removed_pack(name) : t.removed(name), action: undo });
    return true;
  }

  /** All of it as a menu; `open` shows its page. */
  menu(character: Character, open: () => void): MenuItem[][] {
    const { characters } = this.#studio;
    const t = i18n.t.characters.detail;
    const copy = (): void => void new ClipActions(this.#studio).copy(`@${character.handle}`);
    const page: MenuItem = {
      label: t.page,
      icon: 'globe',
      run: () => void withErrorToast(characters.openPage(character.id)),
    };
    return [
      [
        { label: i18n.t.storyboards.open, icon: 'max', kbd: 'Enter', run: open },
        { label: t.use, icon: 'at', run: () => this.use(character) },
      ],
      [
        { label: t.copy_handle, icon: 'copy', detail: `@${character.handle}`, run: copy },
        ...(character.home.at === 'relay' && character.home.has_page ? [page] : []),
      ],
      [
        {
          label: i18n.t.common.remove,
          icon: 'trash',
          danger: true,
          run: () => void this.remove(character),
        },
      ],
    ];
  }
}
