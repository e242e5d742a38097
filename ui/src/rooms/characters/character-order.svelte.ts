/** A character that is being ordered from a relay: of which film, which range, and what is known of it before it is sent. */
import { CallError, type CharacterCheck, type CharacterDraft, type CharacterProblem } from '../../backend/backend';
import type { Clip, ConnectionId, FilmSource, Job } from '../../backend/backend';
import type { Characters } from '../../state/characters.svelte';
import { firstRange, type Range } from './range';
import { LatestQuery } from '../../state/latest-query';

const CHECK_MS = 150;
/** Nobody knows how long a film elsewhere is. */
export const ANY_LENGTH_MS = 36_000_000;

export class CharacterOrder {
  readonly #characters: Characters;
  readonly #connection: () => ConnectionId | null;
  readonly #query = new LatestQuery(CHECK_MS);

  from = $state<'clip' | 'url'>('clip');
  name = $state('');
  clip = $state.raw<Clip | null>(null);
  /** `null`: the clip is too short. */
  range = $state.raw<Range | null>(null);
  url = $state('');
  urlRange = $state.raw<Range>({ start_ms: 0, end_ms: 2_000 });
  check = $state.raw<CharacterCheck | null>(null);
  sending = $state(false);
  error = $state.raw<CallError | null>(null);

  readonly source = $derived.by<FilmSource | null>(() => {
    if (this.from === 'clip') return this.clip && { from: 'clip', clip_id: this.clip.id };
    return this.url.trim() === '' ? null : { from: 'url', url: this.url.trim() };
  });
  /** `null`: something is lacking. */
  readonly draft = $derived.by<CharacterDraft | null>(() => {
    const range = this.from === 'clip' ? this.range : this.urlRange;
    const { source } = this;
    if (!source || !range) return null;
    return { connection_id: this.#connection(), name: this.name.trim(), source, ...range };
  });
  readonly ready = $derived(
    this.draft !== null && this.check !== null && this.check.problems.length === 0 && !this.sending,
  );

  constructor(characters: Characters, connection: () => ConnectionId | null) {
    this.#characters = characters;
    this.#connection = connection;
  }

  choose(clip: Clip): void {
    this.clip = clip;
    this.range = firstRange(clip.film.duration_ms);
  }

  has(...problems: CharacterProblem[]): CharacterProblem | undefined {
    return problems.find((problem) => this.check?.problems.includes(problem));
  }

  /** Asks the core a moment after the last edit; an answer to an older question is dropped. */
  lookSoon(): () => void {
    const { draft } = this;
    const isLatest = this.#query.begin();
    if (!draft) this.check = null;
    else this.#query.soon(() => void this.#look(draft, isLatest));
    return () => this.#query.cancel();
  }

  /** Returns the job that makes it; null when nothing was sent: then `check` or `error` say why. */
  async send(): Promise<Job | null> {
    const { draft } = this;
    if (!draft || !this.ready) return null;
    this.sending = true;
    this.error = null;
    try {
      const creation = await this.#characters.create(draft);
      if (creation.outcome === 'created') return creation.job;
      if (this.check) this.check = { ...this.check, problems: creation.problems };
      // A passing reason must not stay: what is the draft by now is asked about again.
      this.lookSoon();
      return null;
    } catch (thrown) {
      this.error = CallError.from(thrown);
      return null;
    } finally {
      this.sending = false;
    }
  }

  async #look(draft: CharacterDraft, isLatest: () => boolean): Promise<void> {
    try {
      const check = await this.#characters.check(draft);
      if (isLatest()) this.check = check;
    } catch (thrown) {
      if (isLatest()) this.error = CallError.from(thrown);
    }
  }
}
