/** What can be done with a clip, from wherever it is shown. Each says what came of it in a toast. */
import type { Clip, ClipId, Job } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import { OrganizeActions } from './organize-actions';
import { isMade, reusable, type Reusable } from '../domain/reuse';
import type { Studio } from '../state/studio';

export class ClipActions {
  readonly #studio: Studio;
  /** What is done with clips rather than made of them. */
  readonly keep: OrganizeActions;

  constructor(studio: Studio) {
    this.#studio = studio;
    this.keep = new OrganizeActions(studio);
  }

  /** The same request in the composer, ready to be sent: what it costs stands beside Generate, which has the focus. */
  again({ generation }: Clip): void {
    if (!isMade(generation)) {
      this.#tellUnmade();
      return;
    }
    this.#studio.navigation.go({ room: 'gallery' });
    void this.#replacing(() => this.#studio.draft.again(generation));
  }

  /** Its request, or a part of it, into the composer. */
  reuse({ generation }: Pick<Clip, 'generation'>, part: Reusable = 'everything'): void {
    if (reusable(generation).length === 0) {
      this.#tellUnmade();
      return;
    }
    this.#studio.navigation.go({ room: 'gallery' });
    void this.#replacing(() => this.#studio.draft.reuse(generation, part));
  }

  /** The same by another way than the relay's remix, which refused this job. */
  async remixOtherwise({ generation }: Pick<Job, 'generation'>): Promise<void> {
    const { remix_of, prompt } = generation;
    if (remix_of) await this.remix({ id: remix_of.clip_id, generation }, prompt);
  }

  /** Another version of it into the composer, which tells by which way it is made. */
  async remix({ id, generation }: Pick<Clip, 'id' | 'generation'>, prompt?: string): Promise<void> {
    const { backend, connections, draft, navigation } = this.#studio;
    if (!connections.current) {
      this.#tellUnconnected();
      return;
    }
    const plan = await withErrorToast(backend.call('plan_remix', { id, connection_id: connections.current.id }));
    if (!plan) return;
    navigation.go({ room: 'gallery' });
    void this.#replacing(() => draft.remix(id, plan, generation.model, prompt));
  }

  /** Its last frame into the composer, as what the next clip begins with. */
  async goOn(clip: Clip): Promise<void> {
    const { draft } = this.#studio;
    const begun = await this.#replacing(() => withErrorToast(draft.continueFrom(clip).then(() => true)));
    if (begun) this.#studio.navigation.go({ room: 'gallery' });
  }

  makeCharacter({ id }: Clip): void {
    this.#studio.navigation.go({ room: 'characters', from_clip: id });
  }

  /** A still into the composer, as what the next clip begins with. */
  async start(id: ClipId): Promise<void> {
    const begun = await withErrorToast(this.#studio.draft.startFrom(id).then(() => true));
    if (!begun) return;
    this.#studio.navigation.go({ room: 'gallery' });
    toasts.show({ text: i18n.t.gallery.told.started });
  }

  async reveal(id: ClipId): Promise<void> {
    await withErrorToast(this.#studio.backend.call('reveal_clip', { id }));
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

  /** Words that were not sent yet and are replaced can be taken back. */
  #replacing<T>(replace: () => T): T {
    const { draft } = this.#studio;
    const before = { generation: draft.generation, variations: draft.variations };
    const replaced = replace();
    void Promise.resolve(replaced).then(() => {
      const lost = before.generation.prompt.trim();
      if (lost === '' || lost === draft.generation.prompt.trim() || draft.isSent(lost)) return;
      const undo = { label: i18n.t.common.undo, run: () => draft.restore(before) };
      toasts.show({ text: i18n.t.gallery.told.replaced, action: undo });
    });
    return replaced;
  }

  #tellUnmade(): void {
    toasts.show({ text: i18n.t.give.import.unmade });
  }

  #tellUnconnected(): void {
    toasts.show({ text: i18n.t.gallery.told.no_connection, tone: 'danger' });
  }
}
