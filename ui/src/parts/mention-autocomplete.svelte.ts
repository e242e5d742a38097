/** Autocomplete of a name typed after `@`: the query, the suggestions and the highlighted one. It touches no element. */
import { asked, suggest, type Asked, type Person } from './mention';

/** What is read of a text field. */
type Field = Pick<HTMLTextAreaElement, 'value' | 'selectionStart' | 'selectionEnd'>;

export class MentionAutocomplete {
  readonly #people: () => readonly Person[];
  #ask = $state.raw<Asked | null>(null);
  active = $state(0);

  readonly offered: readonly Person[] = $derived.by(() => (this.#ask ? suggest(this.#people(), this.#ask.query) : []));
  readonly isOpen = $derived(this.offered.length > 0);

  constructor(people: () => readonly Person[]) {
    this.#people = people;
  }

  /** Where the name begins; `null`: none is typed. */
  get start(): number | null {
    return this.#ask?.start ?? null;
  }

  /** Which name is typed now; to be asked at every letter, but not while an input method is at work. */
  look({ value, selectionStart, selectionEnd }: Field): void {
    const next = selectionStart === selectionEnd ? asked(value, selectionStart) : null;
    if (next?.query !== this.#ask?.query || next?.start !== this.#ask?.start) this.active = 0;
    this.#ask = next;
  }

  /** The caret was moved: away from the name, the list goes; it never opens by that. */
  follow({ value, selectionStart }: Field): void {
    if (this.#ask && asked(value, selectionStart)?.start !== this.#ask.start) this.#ask = null;
  }

  end(): void {
    this.#ask = null;
  }

  /** What a key does while the list is open: the person that it takes, `true` where it did something else, or nothing. */
  steer(key: string): Person | boolean {
    const last = this.offered.length - 1;
    const to = {
      ArrowDown: this.active < last ? this.active + 1 : 0,
      ArrowUp: this.active > 0 ? this.active - 1 : last,
      Home: 0,
      End: last,
    }[key];
    if (to !== undefined) this.active = to;
    else if (key === 'Enter' || key === 'Tab') return this.offered[this.active] ?? false;
    else if (key === 'Escape') this.end();
    else return false;
    return true;
  }
}
