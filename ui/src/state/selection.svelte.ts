/**
 * Which clips are selected, over the order that the gallery shows. The lead is the gallery's `selected`: one alone is just
 * that; several are a set of keys that the lead is in. Whoever selects something else from outside ends the set.
 */
import type { ClipId } from '../backend/backend';
import type { Gallery } from './gallery.svelte';

const NONE: ReadonlySet<number> = new Set();

export class Selection {
  readonly #gallery: Gallery;
  #several = $state.raw<ReadonlySet<number>>(NONE);
  /** Where a range begins; `null`: at the lead. */
  #anchor: number | null = null;
  /** The question that was settled last. */
  #subject: number;

  readonly #set = $derived.by<ReadonlySet<number>>(() => {
    const lead = this.#gallery.selected;
    return lead !== null && this.#several.has(lead) ? this.#several : NONE;
  });
  /** The selected clips, in the order shown; what went from the gallery is not among them. One pass when it changes. */
  readonly ids = $derived.by<readonly ClipId[]>(() => {
    const set = this.#set;
    const lead = this.#gallery.selectedClip;
    if (set.size > 1) return Array.from(this.#gallery.sequence.keys.filter((key) => key > 0 && set.has(key)));
    return lead === null ? [] : [lead];
  });
  readonly isSeveral = $derived(this.ids.length > 1);

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
    this.#subject = gallery.subject;
  }

  has(key: number): boolean {
    return this.#set.size > 1 ? this.#set.has(key) : this.#gallery.selected === key;
  }

  /** What an action on this clip is about: the whole selection when it is in it, else the clip. */
  about(id: ClipId): readonly ClipId[] {
    return this.isSeveral && this.has(id) ? this.ids : [id];
  }

  /** This one alone. */
  pick(key: number): void {
    this.#several = NONE;
    this.#anchor = key;
    this.#gallery.select(key);
  }

  /** Takes a clip in or out. The last one stays; where the lead is taken out, another leads. */
  toggle(key: number): void {
    if (key < 0) {
      this.pick(key);
      return;
    }
    const keys = new Set(this.#set.size > 1 ? this.#set : this.ids);
    if (!keys.has(key)) keys.add(key);
    else if (keys.size > 1) keys.delete(key);
    this.#anchor = key;
    this.#several = keys;
    const lead = this.#gallery.selected;
    if (keys.has(key)) this.#gallery.select(key);
    else if (lead === null || !keys.has(lead)) this.#gallery.select([...keys].at(-1) ?? null);
  }

  /** Every clip from the anchor to this one; the range replaces what was selected. */
  extend(key: number): void {
    const { keys } = this.#gallery.sequence;
    const to = keys.indexOf(key);
    const from = keys.indexOf(this.#anchor ?? this.#gallery.selected ?? key);
    if (to < 0 || from < 0) {
      this.pick(key);
      return;
    }
    this.#anchor = keys[from] ?? key;
    const range = keys.subarray(Math.min(from, to), Math.max(from, to) + 1);
    this.#several = new Set(range.filter((other) => other > 0 || other === key));
    this.#gallery.select(key);
  }

  /** All that is shown. */
  all(): void {
    const clips = this.#gallery.sequence.keys.filter((key) => key > 0);
    const lead = this.#gallery.selected;
    const [first] = clips;
    if (first === undefined) return;
    this.#several = new Set(clips);
    if (lead === null || !this.#several.has(lead)) this.#gallery.select(first);
  }

  /** Exactly these. The lead stays where it can. */
  set(ids: Iterable<ClipId>): void {
    const keys = new Set(ids);
    const [first] = keys;
    if (first === undefined) {
      this.one();
      return;
    }
    const lead = this.#gallery.selected;
    this.#several = keys;
    if (lead === null || !keys.has(lead)) {
      this.#anchor = first;
      this.#gallery.select(first);
    }
  }

  /** Back to the lead alone. */
  one(): void {
    this.#several = NONE;
    this.#anchor = null;
  }

  /**
   * Forgets several whose lead was taken away from outside, and what the question that is shown now does not find: what is
   * done with a selection is done with what is seen. Reactive; to be called whenever it changed.
   */
  settle(): void {
    const { subject, isWhole } = this.#gallery;
    if (isWhole && subject !== this.#subject) {
      this.#subject = subject;
      this.#keepShown();
    }
    if (this.#several.size > 0 && this.#set.size === 0) this.one();
  }

  #keepShown(): void {
    const { keys } = this.#gallery.sequence;
    const set = this.#set;
    const lead = this.#gallery.selected;
    const kept = set.size > 0 ? keys.filter((key) => set.has(key)) : [];
    this.#several = kept.length > 1 ? new Set(kept) : NONE;
    if (this.#anchor !== null && !keys.includes(this.#anchor)) this.#anchor = null;
    if (lead !== null && !keys.includes(lead)) this.#gallery.select(kept.at(-1) ?? null);
  }

  /** Where the lead goes when these go: the next clip that stays, else the one before. */
  after(gone: readonly ClipId[]): number | null {
    const out = new Set(gone);
    const { keys } = this.#gallery.sequence;
    const at = keys.indexOf(this.#gallery.selected ?? 0);
    const stays = (key: number): boolean => key > 0 && !out.has(key);
    return keys.subarray(at + 1).find(stays) ?? keys.subarray(0, Math.max(0, at)).findLast(stays) ?? null;
  }
}
