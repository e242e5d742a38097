/**
 * The prompts that a prompt with wildcards stands for, as the studio expands them: `a {red|blue} boat`. Choices may hold further
 * ones and may be empty; braces without a `|`, and braces that do not close, are text. Only to show them: the studio's count is
 * the one that counts. Pure.
 */

/** In reading order, the last choice turns fastest; at most `most`. */
export function expand(prompt: string, most: number): string[] {
  let prompts = [''];
  let rest = prompt;
  for (let found = nextChoices(rest); found; found = nextChoices(rest)) {
    const { before, choices, after } = found;
    const ends = choices.flatMap((choice) => expand(choice, most)).slice(0, most);
    prompts = prompts.flatMap((start) => ends.map((end) => start + before + end)).slice(0, Math.max(1, most));
    rest = after;
  }
  return prompts.map((start) => start + rest);
}

interface Choices {
  readonly before: string;
  readonly choices: readonly string[];
  readonly after: string;
}

/** The first braces that hold choices. */
function nextChoices(text: string): Choices | null {
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
    const inside = text.slice(open + 1);
    const close = closing(inside);
    if (close === null) continue;
    const choices = split(inside.slice(0, close));
    if (choices.length > 1) return { before: text.slice(0, open), choices, after: inside.slice(close + 1) };
  }
  return null;
}

/** Where the brace closes whose inside begins here. */
function closing(inside: string): number | null {
  let depth = 0;
  for (let at = 0; at < inside.length; at += 1) {
    if (inside[at] === '{') depth += 1;
    if (inside[at] !== '}') continue;
    if (depth === 0) return at;
    depth -= 1;
  }
  return null;
}

/** At every `|` that lies in no further braces; the full-width one counts too. */
function split(inside: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < inside.length; at += 1) {
    const c = inside[at];
    if (c === '{') depth += 1;
    else if (c === '}') depth = Math.max(0, depth - 1);
    else if ((c === '|' || c === '｜') && depth === 0) {
      parts.push(inside.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, inside.slice(from)];
}
