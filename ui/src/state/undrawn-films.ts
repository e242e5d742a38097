/**
 * Films that the program cannot decode get their pictures from the page's player: one at a time, while nothing else is to be
 * done. One that cannot be drawn is told to the program, which does not name it again for a month.
 */
import { CallError, type Backend, type Change, type ClipId } from '../backend/backend';
import { drawFilm, type FilmPictures } from './draw-film';

/** After the page was opened, and between two films. */
const PAUSE_MS = 2_000;

export class UndrawnFilms {
  #waiting: ClipId[] = [];
  /** Seen since the page was opened: none is tried twice. */
  readonly #seen = new Set<ClipId>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isDrawing = false;

  constructor(
    private readonly backend: Backend,
    private readonly film: (id: ClipId) => string,
    private readonly draw: (url: string) => Promise<FilmPictures> = drawFilm,
  ) {}

  /** Asks which films there are. */
  async load(): Promise<void> {
    try {
      const ids = await this.backend.call('list_undrawn_films', {});
      ids.forEach((id) => this.#add(id));
    } catch {
      // Clips without a picture are shown without one; it is asked again when the page is next opened.
    }
  }

  apply(change: Change): void {
    if (change.kind !== 'clip') return;
    const { id, medium, has_pictures } = change.clip;
    if (medium === 'film' && !has_pictures) this.#add(id);
  }

  #add(id: ClipId): void {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    this.#waiting.push(id);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isDrawing || this.#waiting.length === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#next();
    }, PAUSE_MS);
  }

  async #next(): Promise<void> {
    const id = this.#waiting.shift();
    if (id === undefined) return;
    this.#isDrawing = true;
    await this.#save(id);
    this.#isDrawing = false;
    this.#schedule();
  }

  async #save(id: ClipId): Promise<void> {
    try {
      const pictures = await this.draw(this.film(id)).catch(() => null);
      if (pictures) await this.backend.call('save_film_pictures', { id, ...pictures });
      else await this.backend.call('give_up_film_pictures', { id });
    } catch (thrown) {
      // It went meanwhile, or has pictures. Whatever else: what cannot be kept once is not tried again and again.
      if (CallError.from(thrown).code !== 'bad_request') return;
      await this.backend.call('give_up_film_pictures', { id }).catch(() => null);
    }
  }
}
