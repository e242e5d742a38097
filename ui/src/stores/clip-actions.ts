/** What can be done with a clip, from wherever it is shown. Each says what came of it in a toast. */
import type { Clip, ClipId } from '../backend/backend';
import { CallError } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../parts/toasts.svelte';
import { attempt } from './attempt';
import { KeepActions } from './keep-actions';
import { isMade, reusable, type Reusable } from './reuse';
import type { Studio } from './studio';

const DOUBLE_CLICK_MS = 700;

export class ClipActions {
  readonly #studio: Studio;
  #paused = false;
  /** What is done with clips rather than made of them. */
  readonly keep: KeepActions;

  constructor(studio: Studio) {
    this.#studio = studio;
    this.keep = new KeepActions(studio);
  }

  /** The same request, once more, to the connection in use. A double click is one wish. */
  async again({ generation }: Clip): Promise<void> {
    if (this.#paused) return;
    if (!isMade(generation)) {
      this.#tellUnmade();
      return;
    }
    this.#paused = true;
    setTimeout(() => (this.#paused = false), DOUBLE_CLICK_MS);
    const { connections, jobs } = this.#studio;
    const t = i18n.t.gallery.told;
    if (!connections.current) {
      this.#tellUnconnected();
      return;
    }
    try {
      await jobs.create({ connection_id: connections.current.id, generation, variations: 1 });
      toasts.show({ text: t.again });
    } catch (thrown) {
      const { code } = CallError.from(thrown);
      if (code === 'draft_refused') this.reuse({ generation });
      const text = code === 'draft_refused' ? t.again_refused : i18n.t.common.errors[code];
      toasts.show({ text, tone: 'danger' });
    }
  }

  /** Its request, or a part of it, into the composer. */
  reuse({ generation }: Pick<Clip, 'generation'>, part: Reusable = 'everything'): void {
    if (reusable(generation).length === 0) {
      this.#tellUnmade();
      return;
    }
    this.#studio.navigation.go({ room: 'gallery' });
    this.#studio.draft.reuse(generation, part);
  }

  /** Another version of it into the composer, which tells by which way it is made. */
  async remix({ id, generation }: Clip): Promise<void> {
    const { backend, connections, draft, navigation } = this.#studio;
    if (!connections.current) {
      this.#tellUnconnected();
      return;
    }
    const plan = await attempt(backend.call('plan_remix', { id, connection_id: connections.current.id }));
    if (!plan) return;
    navigation.go({ room: 'gallery' });
    draft.remix(id, plan, generation.model);
  }

  /** Its last frame into the composer, as what the next clip begins with. */
  async goOn(clip: Clip): Promise<void> {
    const begun = await attempt(this.#studio.draft.continueFrom(clip).then(() => true));
    if (begun) this.#studio.navigation.go({ room: 'gallery' });
  }

  makeCharacter({ id }: Clip): void {
    this.#studio.navigation.go({ room: 'characters', from_clip: id });
  }

  /** A still into the composer, as what the next clip begins with. */
  async start(id: ClipId): Promise<void> {
    const begun = await attempt(this.#studio.draft.startFrom(id).then(() => true));
    if (!begun) return;
    this.#studio.navigation.go({ room: 'gallery' });
    toasts.show({ text: i18n.t.gallery.told.started });
  }

  async reveal(id: ClipId): Promise<void> {
    await attempt(this.#studio.backend.call('reveal_clip', { id }));
  }

  /** Asks how, for one clip. */
  export(id: ClipId): void {
    this.#studio.exporting.open([id]);
  }

  /** Into the trash, with a way back. Tells whether it went. */
  trash(id: ClipId): Promise<boolean> {
    return this.keep.trash([id]);
  }

  async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      toasts.show({ text: i18n.t.gallery.told.copied, stay_ms: 2_000 });
    } catch {
      toasts.show({ text: i18n.t.gallery.told.no_clipboard, tone: 'danger' });
    }
  }

  #tellUnmade(): void {
    toasts.show({ text: i18n.t.give.import.unmade });
  }

  #tellUnconnected(): void {
    toasts.show({ text: i18n.t.gallery.told.no_connection, tone: 'danger' });
  }
}
