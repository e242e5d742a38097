/** Moves the theatre from the clip that it shows to another clip, or back to the gallery. */
import type { ClipId } from '../../backend/backend';
import type { ClipActions } from '../../actions/clip-actions';
import type { Studio } from '../../state/studio';

export class ClipNavigation {
  readonly #studio: Studio;
  readonly #actions: ClipActions;
  readonly #id: () => ClipId;

  constructor(studio: Studio, actions: ClipActions, id: () => ClipId) {
    this.#studio = studio;
    this.#actions = actions;
    this.#id = id;
  }

  readonly show = (id: ClipId): void => this.#studio.navigation.go({ room: 'theatre', clip_id: id });
  readonly leave = (): void => this.#studio.navigation.go({ room: 'gallery' });

  /** To the clip beside it in the gallery's order, where there is one. */
  readonly step = (step: 1 | -1): void => {
    const next = this.#studio.gallery.beside(this.#id(), step);
    if (next !== null) this.show(next);
  };

  /** Goes on first: the clip must not be seen to vanish. */
  readonly trash = async (): Promise<void> => {
    const { gallery } = this.#studio;
    const id = this.#id();
    const next = gallery.beside(id, 1) ?? gallery.beside(id, -1);
    if (next === null) this.leave();
    else this.show(next);
    if (!(await this.#actions.trash(id))) this.show(id);
  };
}
