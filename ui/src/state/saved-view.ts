/** The gallery's view (query and position) as it is saved for the next start: read once, written shortly after a change. */
import type { Backend, GalleryView } from '../backend/backend';

const SAVE_MS = 500;

export class SavedView {
  readonly #backend: Backend;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Null when it cannot be read: the gallery opens without it. */
  load(): Promise<GalleryView | null> {
    return this.#backend.call('get_view', {}).catch(() => null);
  }

  save(view: GalleryView): void {
    clearTimeout(this.#timer);
    // What is lost is a place on a page: nobody has to be told.
    this.#timer = setTimeout(() => void this.#backend.call('save_view', { view }).catch(() => undefined), SAVE_MS);
  }
}
