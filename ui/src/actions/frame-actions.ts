/** What can be done with a clip while it is looked at: with the frame that stands still, and whether it is kept. */
import type { Clip, ClipId, Moment } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import { PictureActions } from './picture-actions';
import type { Studio } from '../state/studio';

/** The frame that shows at a second. */
export const momentAt = (seconds: number): Moment => ({ at: { ms: Math.round(seconds * 1000) } });

export class FrameActions {
  readonly #studio: Studio;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  async copyFrame(id: ClipId, moment: Moment): Promise<void> {
    const copied = await withErrorToast(this.#studio.backend.call('copy_frame', { id, moment }).then(() => true));
    if (copied) toasts.show({ text: i18n.t.look.frame.copied, stay_ms: 2_000 });
  }

  async saveFrame(id: ClipId, moment: Moment): Promise<void> {
    if (await withErrorToast(this.#studio.backend.call('export_frame', { id, moment })))
      toasts.show({ text: i18n.t.look.frame.saved, stay_ms: 3_000 });
  }

  /** Among the composer's pictures, as far as the model takes one more. */
  async useFrame(id: ClipId, moment: Moment): Promise<void> {
    const { pictures, draft } = this.#studio;
    const kept = await withErrorToast(pictures.keepFrame(id, moment));
    if (!kept) return;
    const before = draft.generation.pictures.length;
    new PictureActions(this.#studio).add([kept], id);
    if (draft.generation.pictures.length > before) toasts.show({ text: i18n.t.look.frame.used });
  }

  async toggleFavourite({ id, favourite_at }: Pick<Clip, 'id' | 'favourite_at'>): Promise<void> {
    const { organizer } = this.#studio;
    await withErrorToast(favourite_at === null ? organizer.favour([id]) : organizer.unfavour([id]));
  }
}
