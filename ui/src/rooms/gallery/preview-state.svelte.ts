/** Whether the selected clip plays over the gallery: it goes with the selection, and never on under another room. */
import type { ClipId } from '../../backend/backend';
import type { Gallery } from '../../state/gallery.svelte';
import type { Navigation } from '../../state/navigation.svelte';

export class PreviewState {
  readonly #gallery: Gallery;
  readonly #navigation: Navigation;
  #isOn = $state(false);

  /** What plays. */
  readonly clip: ClipId | null = $derived.by(() => {
    const isHere = this.#navigation.place.room === 'gallery';
    return this.#isOn && isHere ? this.#gallery.selectedClip : null;
  });

  constructor({ gallery, navigation }: { gallery: Gallery; navigation: Navigation }) {
    this.#gallery = gallery;
    this.#navigation = navigation;
  }

  toggle(): void {
    this.#isOn = this.clip === null && this.#gallery.selectedClip !== null;
  }

  close(): void {
    this.#isOn = false;
  }

  /** It does not begin again by itself. Reactive; to be called whenever it changed. */
  settle(): void {
    if (this.clip === null) this.close();
  }
}
