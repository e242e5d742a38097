/** The videos of the gallery to choose from, newest first, loaded in batches as the list or the search needs them. */
import type { Backend, Clip, Query } from '../../backend/backend';
import { PLAIN } from '../../domain/gallery-query';

const BATCH = 100;
const FILMS: Query = { ...PLAIN, filters: [{ by: 'medium', medium: 'film' }] };

export class FilmSearch {
  readonly #backend: Backend;
  #read = 0;
  #reading = false;
  #films = $state.raw<readonly Clip[]>([]);

  query = $state('');
  /** Whether all there are were read. */
  whole = $state(false);
  readonly found = $derived.by(() => {
    const words = this.query.toLowerCase().split(/\s+/);
    return this.#films.filter(({ generation: { prompt, model } }) => {
      const text = `${prompt} ${model}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  });

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Reads on until so many are found, or there are no more. */
  async want(count: number): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.found.length < count && !this.whole) {
        const { ids, count: all } = await this.#backend.call('find_clips', {
          query: FILMS,
          from: this.#read,
          most: BATCH,
        });
        const clips = await this.#backend.call('get_clips', { ids });
        const byId = new Map(clips.map((clip) => [clip.id, clip]));
        const films = ids.map((id) => byId.get(id)).filter((clip) => clip !== undefined);
        this.#films = [...this.#films, ...films];
        this.#read += ids.length;
        this.whole = this.#read >= all || ids.length === 0;
      }
    } catch {
      // What was read so far can be chosen; the next letter or scroll tries again.
    } finally {
      this.#reading = false;
    }
  }
}
