/** What of a made request can be put back into the composer, and what the draft is then. */
import type { Generation } from '../backend/backend';

export type Reusable = 'everything' | 'prompt' | 'pictures' | 'characters';

/** Whether it is known how it was made: of a film that was brought in without a recipe it is not. */
export function isMade({ model }: Pick<Generation, 'model'>): boolean {
  return model !== '';
}

/** The parts that it has. */
export function reusable({ model, prompt, pictures, cast }: Generation): Reusable[] {
  const has: [Reusable, boolean][] = [
    ['everything', isMade({ model })],
    ['prompt', prompt.trim() !== ''],
    ['pictures', pictures.length > 0],
    ['characters', cast.length > 0],
  ];
  return has.filter(([, there]) => there).map(([part]) => part);
}

/** A draft names nobody yet and is of no storyboard: whom the prompt names is found out when it is sent. */
export function unsent(made: Generation): Generation {
  return { ...made, cast: [], storyboard: null };
}

/** Whether nothing in a prompt could be taken for choices. */
export function isPlain({ prompt }: Pick<Generation, 'prompt'>): boolean {
  return !/[{|｜}\\]/.test(prompt);
}

export function reused(now: Generation, made: Generation, part: Reusable): Generation {
  switch (part) {
    case 'everything':
      return unsent(made);
    case 'prompt':
      return { ...now, prompt: made.prompt };
    case 'pictures':
      return { ...now, pictures: made.pictures, remix_of: null };
    case 'characters':
      return { ...now, prompt: naming(now.prompt, made) };
  }
}

/** The prompt with those at its end whom it does not name. */
function naming(prompt: string, { cast }: Generation): string {
  const names = cast.map(({ handle }) => `@${handle}`).filter((name) => !prompt.split(/\s+/).includes(name));
  return [prompt.trimEnd(), ...names].filter(Boolean).join(' ');
}
