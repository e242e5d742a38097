/** Ways to bring films in. Each says in a toast what came of every file, and offers the recipes that came along. */
import type { ClipId, Generation, Import, Recipe } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import { recipesOf } from '../state/importing.svelte';
import { PLAIN } from '../domain/gallery-query';
import type { Studio } from '../state/studio';

/** Refusals that are told one by one; of more only the number. */
const TOLD = 2;
const REFUSED_STAYS_MS = 9_000;
const OFFER_STAYS_MS = 20_000;

export class ImportActions {
  readonly #studio: Studio;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  async pick(): Promise<void> {
    const imports = await withErrorToast(this.#studio.importing.pick());
    if (imports) await this.#tell(imports, 'offer');
  }

  /** One recipe that was dropped goes into an empty composer at once; else it is offered. */
  async take(imports: readonly Import[]): Promise<void> {
    const { draft, pictures } = this.#studio;
    const free = draft.loaded && isEmpty(draft.generation) && !pictures.areClaimed;
    await this.#tell(imports, free && recipesOf(imports).length === 1 ? 'use' : 'offer');
  }

  /** Prompt, settings and pictures into the composer, with a way back to what stood there. */
  use({ generation }: Recipe): void {
    const { draft, importing, navigation } = this.#studio;
    const before = { generation: draft.generation, variations: draft.variations };
    importing.offered = [];
    navigation.go({ room: 'gallery' });
    void draft.reuse(generation);
    const missing = this.#missing(generation);
    toasts.show({
      text: missing === null ? i18n.t.give.recipe.restored : `${i18n.t.give.recipe.restored} ${missing}`,
      action: { label: i18n.t.common.undo, run: () => draft.restore(before) },
      ...(missing === null ? {} : { stay_ms: OFFER_STAYS_MS }),
    });
  }

  /** In the whole gallery, where what was asked for does not hold it. */
  show(id: ClipId): void {
    const { gallery, navigation } = this.#studio;
    navigation.go({ room: 'gallery' });
    if (!gallery.has(id)) gallery.show(PLAIN);
    gallery.goTo(id);
  }

  /** At most three toasts stand at once: what needs an answer comes last. */
  async #tell(imports: readonly Import[], recipes: 'use' | 'offer'): Promise<void> {
    const trashed = await this.#trashed(imports);
    this.#tellCame(imports, trashed);
    this.#tellTrashed(trashed);
    this.#tellRefused(imports);
    const [first, ...more] = recipesOf(imports);
    if (!first) return;
    if (recipes === 'use') this.use(first);
    else this.#offer([first, ...more], imports);
  }

  #tellCame(imports: readonly Import[], trashed: readonly ClipId[]): void {
    const t = i18n.t.give.import;
    const filed = idsOf(imports, 'filed');
    const known = idsOf(imports, 'known').filter((id) => !trashed.includes(id));
    const [first] = [...filed, ...known];
    if (first === undefined) return;
    const text = [filed.length > 0 ? t.filed(filed.length) : '', known.length > 0 ? t.known(known.length) : ''];
    toasts.show({
      text: text.filter(Boolean).join(' '),
      action: { label: i18n.t.common.show, run: () => this.show(first) },
    });
  }

  #tellTrashed(trashed: readonly ClipId[]): void {
    const [first] = trashed;
    if (first === undefined) return;
    const t = i18n.t.give.import;
    toasts.show({
      text: t.trashed(trashed.length),
      action: { label: t.restore, run: () => void this.#restore(trashed, first) },
    });
  }

  async #restore(trashed: readonly ClipId[], first: ClipId): Promise<void> {
    if (await withErrorToast(this.#studio.organizer.restore(trashed))) this.show(first);
  }

  #tellRefused(imports: readonly Import[]): void {
    const t = i18n.t.give.import;
    const refused = imports.filter((one) => one.outcome === 'refused');
    if (refused.length === 0) return;
    const told = refused.slice(0, TOLD).map(({ name, reason }) => t.refused(name, t.reasons[reason]));
    const more = refused.length > TOLD ? [t.refused_more(refused.length - TOLD)] : [];
    toasts.show({ text: [...told, ...more].join(' '), tone: 'danger', stay_ms: REFUSED_STAYS_MS });
  }

  #offer(recipes: readonly [Recipe, ...Recipe[]], imports: readonly Import[]): void {
    const { importing } = this.#studio;
    const t = i18n.t.give.recipe;
    const [first] = recipes;
    const one = imports.some(({ outcome }) => outcome === 'recipe') ? t.file : t.one;
    toasts.show({
      text: recipes.length === 1 ? one : t.many(recipes.length),
      stay_ms: OFFER_STAYS_MS,
      action:
        recipes.length === 1
          ? { label: t.use, run: () => this.use(first) }
          : { label: t.choose, run: () => (importing.offered = recipes) },
    });
  }

  /** Those that the gallery has in its trash. */
  async #trashed(imports: readonly Import[]): Promise<ClipId[]> {
    const known = idsOf(imports, 'known');
    if (known.length === 0) return [];
    const clips = (await withErrorToast(this.#studio.backend.call('get_clips', { ids: known }))) ?? [];
    return clips.filter(({ trashed_at }) => trashed_at !== null).map(({ id }) => id);
  }

  /** Why it cannot be sent as it is: nobody here offers its model. */
  #missing({ model }: Generation): string | null {
    const { connections, draft, models } = this.#studio;
    if (model === '' || models.all === null) return null;
    const option = models.get(model);
    if (option && option.offered !== false) return null;
    const t = i18n.t.give.recipe;
    const name = draft.labelOf(model);
    return connections.current ? t.not_offered(connections.current.name, name) : t.no_connection(name);
  }
}

/** Nothing stands in it that somebody would miss; settings are not missed. */
export function isEmpty({ prompt, pictures, videos, cameo, remix_of }: Generation): boolean {
  return prompt.trim() === '' && pictures.length + videos.length === 0 && cameo === null && remix_of === null;
}

/** Each once. */
function idsOf(imports: readonly Import[], outcome: 'filed' | 'known'): ClipId[] {
  return [...new Set(imports.flatMap((one) => (one.outcome === outcome ? [one.clip_id] : [])))];
}
