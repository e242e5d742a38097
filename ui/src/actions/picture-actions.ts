/** Ways to bring pictures into the composer. Each says in a toast what was refused and why, and what the model takes no more. */
import type { ClipId, Intake, Moment, PictureId, PictureRejection, StoredPicture } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import type { Texts } from '../i18n/en';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import type { Studio } from '../state/studio';

/** Refusals that are told one by one; of more only the number. */
const TOLD = 2;

export class PictureActions {
  readonly #studio: Studio;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  async pick(): Promise<void> {
    const intakes = await withErrorToast(this.#studio.pictures.pick());
    if (intakes) this.take(intakes);
  }

  /** `quiet`: nothing is said where the clipboard holds no picture. Tells how many files it held, `null` where that failed. */
  async paste(told: 'told' | 'quiet' = 'told'): Promise<number | null> {
    const intakes = await withErrorToast(this.#studio.pictures.paste());
    if (intakes?.length === 0 && told === 'told')
      toasts.show({ text: i18n.t.compose.pictures.told.nothing_pasted, stay_ms: 3_000 });
    if (intakes) this.take(intakes);
    return intakes?.length ?? null;
  }

  /** The first or the last frame of a film, or a still as it is. */
  async fromClip(id: ClipId, which: Moment | 'still'): Promise<void> {
    const { pictures } = this.#studio;
    const kept = await withErrorToast(which === 'still' ? pictures.keepStill(id) : pictures.keepFrame(id, which));
    if (kept) this.add([kept], id);
  }

  /** What came of files: the pictures go into the composer, as far as the model takes them. */
  take(intakes: readonly Intake[]): void {
    this.add(intakes.flatMap((intake) => (intake.outcome === 'kept' ? [intake.picture] : [])));
    this.#tellRefused(intakes);
  }

  add(stored: readonly StoredPicture[], from_clip?: ClipId): void {
    const { draft } = this.#studio;
    const t = i18n.t.compose.pictures.told;
    const left = stored.filter(
      ({ id, from_clip: of }) => !draft.addPicture({ from: 'stored', id }, { from_clip: from_clip ?? of }),
    );
    if (left.length === 0) return;
    const rules = draft.model?.controls.pictures;
    const text = draft.generation.remix_of ? t.not_with_remix : rules ? t.no_more(rules.max) : t.takes_none;
    toasts.show({ text: `${text} ${t.kept(left.length)}` });
  }

  async hide(id: PictureId): Promise<void> {
    await withErrorToast(this.#studio.pictures.hide(id));
  }

  #tellRefused(intakes: readonly Intake[]): void {
    const refused = intakes.filter((intake) => intake.outcome === 'refused');
    const t = i18n.t.compose.pictures;
    for (const { name, reason } of refused.slice(0, TOLD))
      toasts.show({ text: t.told.refused(name, refusalText(reason, t)), tone: 'danger', stay_ms: 9_000 });
    if (refused.length > TOLD)
      toasts.show({ text: t.told.refused_more(refused.length - TOLD), tone: 'danger', stay_ms: 9_000 });
  }
}

/** Why a picture cannot be taken, in plain words. */
export function refusalText(reason: PictureRejection, t: Texts['compose']['pictures']): string {
  return typeof reason === 'string' ? t.refusals[reason] : t.unsupported(t.foreign[reason.unsupported]);
}
