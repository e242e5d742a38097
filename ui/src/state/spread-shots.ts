/** The shots of a prompt, brought to a clip's length. */
import type { Backend, Draft } from '../backend/backend';
import { filled, spread } from '../domain/shots';

/** The draft's prompt with its shots sharing the clip evenly, as the core writes it; null where it has no shots. */
export async function spreadPrompt(backend: Backend, draft: Draft, clip_ms: number): Promise<string | null> {
  const shots = await backend.call('read_shots', { text: draft.generation.prompt });
  if (shots.length === 0) return null;
  const even = spread(filled(shots, clip_ms), clip_ms);
  const { text } = await backend.call('check_storyboard', { shots: [...even], draft });
  return text;
}
