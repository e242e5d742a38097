/** Escapes the prompt of a sent request, so that a draft of it means the same. */
import type { Backend, Generation } from '../backend/backend';
import { isPlain } from '../domain/reuse';

/**
 * Returns the request with its prompt escaped: a sent prompt holds no wildcards, whatever looks like one in it. Rejects with
 * the `CallError` of `escape_prompt`.
 */
export async function withEscapedPrompt(backend: Backend, made: Generation): Promise<Generation> {
  if (isPlain(made)) return made;
  return { ...made, prompt: await backend.call('escape_prompt', { text: made.prompt }) };
}
