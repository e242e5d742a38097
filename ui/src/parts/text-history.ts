/**
 * The undo history of a text that both its user and the program write. A field's own history knows only what was typed into it
 * and garbles what was put there otherwise; this one restores exact texts. Pure: the keys and the field are its owner's.
 */

/** A text as it stood, and where the caret was. */
export interface TextState {
  readonly text: string;
  readonly caret: number;
}

type Change = 'typed' | 'erased' | 'replaced';

const MOST_STEPS = 200;
/** The longest insertion that is a keystroke: one character, which may be a pair of code units. */
const KEYSTROKE = 2;

export class TextHistory {
  #states: TextState[] = [];
  #at = 0;
  #last: Change = 'replaced';

  /** The text is this now; at first, what it begins with. Words that are typed are one step each, all else by itself. */
  note(text: string, caret: number): void {
    const before = this.#states[this.#at];
    if (text === before?.text) return;
    if (!before) return void this.#states.push({ text, caret });
    const change = changeOf(before.text, text);
    const goes_on = this.#at > 0 && change === this.#last && change !== 'replaced' && !beginsWord(before, text, change);
    this.#states.length = this.#at + 1;
    if (goes_on) this.#states[this.#at] = { text, caret };
    else this.#states.push({ text, caret });
    if (this.#states.length > MOST_STEPS) this.#states.shift();
    this.#at = this.#states.length - 1;
    this.#last = change;
  }

  /** The state as it is now, for `collapse`. What comes next is a step of its own. */
  mark(): TextState | null {
    this.#last = 'replaced';
    return this.#states[this.#at] ?? null;
  }

  /** Makes one step of all that came after a marked state. */
  collapse(mark: TextState | null): void {
    const from = mark ? this.#states.indexOf(mark) : -1;
    if (from < 0 || from >= this.#at) return;
    this.#states.splice(from + 1, this.#at - from - 1);
    this.#at = from + 1;
    this.#last = 'replaced';
  }

  /** The state before the last step; `null` when there is none. */
  undo(): TextState | null {
    return this.#go(this.#at - 1);
  }

  /** The state after a step that was taken back. */
  redo(): TextState | null {
    return this.#go(this.#at + 1);
  }

  #go(to: number): TextState | null {
    const state = this.#states[to];
    if (!state) return null;
    this.#at = to;
    this.#last = 'replaced';
    return state;
  }
}

function changeOf(before: string, after: string): Change {
  const grown = after.length - before.length;
  if (Math.abs(grown) > KEYSTROKE || grown === 0) return 'replaced';
  const [short, long] = grown > 0 ? [before, after] : [after, before];
  const kept = commonStart(short, long);
  const isOneStretch = short.slice(kept) === long.slice(kept + Math.abs(grown));
  if (!isOneStretch) return 'replaced';
  return grown > 0 ? 'typed' : 'erased';
}

/** Whether what is typed begins another word than what stands before the caret. */
function beginsWord(before: TextState, text: string, change: Change): boolean {
  if (change !== 'typed') return false;
  const at = commonStart(before.text, text);
  const isElsewhere = at < before.caret || at > before.caret + text.length - before.text.length;
  return isElsewhere || (/\s/.test(text.charAt(at - 1)) && !/\s/.test(text.charAt(at)));
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}
