/**
 * Whom a text names with `@`: where the names stand, which one is being typed, and who could be meant. Pure. The core has the
 * last word when a prompt is sent; this follows the same rule, so that what is painted is what will be sent.
 */

/** Somebody who can be named with `@` in a text. */
export interface Person {
  /** What stands after the `@`. */
  readonly handle: string;
  readonly name: string;
  /** The address of a picture. */
  readonly image: string | null;
  /** A few more words, such as where it lives. */
  readonly note?: string;
}

/** A name in a text. */
export interface Mention {
  /** Where its `@` stands. */
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  /** `null`: nobody has this name. */
  readonly person: Person | null;
}

/** A name that is being typed: from its `@` to the caret. */
export interface Asked {
  readonly start: number;
  /** What stands behind the `@` so far. */
  readonly query: string;
}

const WORD = /[A-Za-z0-9_]/;
/** The handle goes on behind this place. */
const GOES_ON = /^(?:[A-Za-z0-9_]|[.-][A-Za-z0-9_])/;
const ASCII_NAME = /^[A-Za-z0-9_.-]+/;
const OTHER_NAME = /^(?:(?![A-Za-z0-9])[\p{Alphabetic}\p{N}]){1,20}/u;
/** What a name begins with; the full-width one is what Chinese and Japanese input methods type. */
const SIGNS = /[@＠]/g;
const LONGEST_HANDLE = 40;
const TYPED = /[@＠]([^\s@＠]{0,40})$/;
const LONGEST_TYPED = 1 + LONGEST_HANDLE;

/** In the order of the text. */
export function mentions(text: string, people: readonly Person[]): Mention[] {
  const found: Mention[] = [];
  const known = byHandle(people);
  for (const { index: start } of text.matchAll(SIGNS)) {
    const last = found.at(-1);
    const follows = last?.person && last.end === start;
    if (!begins(text, start) && !follows) continue;
    const rest = text.slice(start + 1);
    const person = longest(rest, known);
    const length = person?.handle.length ?? unknownLength(rest);
    if (length > 0) found.push({ start, end: start + 1 + length, person });
  }
  return found;
}

/** The name that the caret stands behind or in, if there is one. */
export function asked(text: string, caret: number): Asked | null {
  const from = Math.max(0, caret - LONGEST_TYPED);
  const match = TYPED.exec(text.slice(from, caret));
  const start = from + (match?.index ?? 0);
  return match && begins(text, start) ? { start, query: match[1] ?? '' } : null;
}

/** Who could be meant: those whose handle or name begins so, then those that hold it. Nobody when the name is whole. */
export function suggest(people: readonly Person[], query: string): Person[] {
  const wanted = query.toLowerCase();
  const rank = ({ handle, name }: Person): number => {
    const texts = [handle.toLowerCase(), name.toLowerCase()];
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  const ranked = people.map((person) => ({ person, rank: rank(person) })).filter((each) => each.rank < 2);
  const able = ranked.sort((a, b) => a.rank - b.rank).map(({ person }) => person);
  return able.length === 1 && able[0]?.handle.toLowerCase() === wanted ? [] : able;
}

/** A stretch of a text: a name, or what stands between two. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  /** `undefined`: it names nobody. */
  readonly mention?: Mention;
}

/** The whole text, cut at its names. */
export function pieces(text: string, found: readonly Mention[]): Piece[] {
  const cut: Piece[] = [];
  let from = 0;
  for (const mention of found) {
    const { start, end } = mention;
    if (start > from) cut.push({ text: text.slice(from, start), start: from });
    cut.push({ text: text.slice(start, end), start, mention });
    from = end;
  }
  if (from < text.length) cut.push({ text: text.slice(from), start: from });
  return cut;
}

/** A text with a name at its end, apart from what stands before it. */
export function withName(text: string, handle: string): string {
  return `${text}${text === '' || /\s$/.test(text) ? '' : ' '}@${handle} `;
}

function begins(text: string, at: number): boolean {
  return at === 0 || !WORD.test(text.charAt(at - 1));
}

/** People by their handles, whose lengths are told longest first: the work does not grow with their number. */
interface Handles {
  readonly people: ReadonlyMap<string, Person>;
  readonly lengths: readonly number[];
}

function byHandle(people: readonly Person[]): Handles {
  const map = new Map<string, Person>();
  for (const person of people) {
    const handle = lower(person.handle);
    if (handle !== '' && !map.has(handle)) map.set(handle, person);
  }
  return { people: map, lengths: [...new Set([...map.keys()].map(({ length }) => length))].sort((a, b) => b - a) };
}

function longest(rest: string, { people, lengths }: Handles): Person | null {
  for (const length of lengths) {
    const person = people.get(lower(rest.slice(0, length)));
    if (person && ends(rest, length)) return person;
  }
  return null;
}

/** Whether a handle of this length is all of the name. */
function ends(rest: string, length: number): boolean {
  return !WORD.test(rest.charAt(length - 1)) || !GOES_ON.test(rest.slice(length, length + 2));
}

function unknownLength(rest: string): number {
  const ascii = ASCII_NAME.exec(rest)?.[0].replace(/[.-]+$/, '') ?? '';
  return ascii.length || (OTHER_NAME.exec(rest)?.[0].length ?? 0);
}

/** Only ASCII letters lose their case. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
