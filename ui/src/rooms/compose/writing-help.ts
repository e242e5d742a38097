/** Which help with the prompt can be asked for, and if not, why not. Pure. */
import type { Generation, PictureSource, WritingModel, WritingTask } from '../../backend/backend';
import type { Texts } from '../../i18n/en';

export type TaskName = WritingTask['task'];

/** The picture that would be described: the first one. */
function pictureOf({ pictures }: Generation): PictureSource | null {
  return pictures[0]?.source ?? null;
}

/** Those that make sense here: without a picture there is none to describe. */
export function tasksFor(generation: Generation): TaskName[] {
  return pictureOf(generation) ? ['describe', 'improve', 'translate'] : ['improve', 'translate'];
}

export function taskOf(name: TaskName, generation: Generation): WritingTask | null {
  const picture = pictureOf(generation);
  if (name === 'describe') return picture && { task: name, picture };
  return generation.prompt.trim() === '' ? null : { task: name, prompt: generation.prompt };
}

/** Why a task cannot be asked for; null when it can. */
export function obstacle(
  name: TaskName,
  generation: Generation,
  models: readonly WritingModel[] | null,
  t: Texts['writing'],
): string | null {
  if (models === null) return t.asking;
  if (models.length === 0) return t.no_model;
  if (name === 'describe' && !models.some(({ sees_pictures }) => sees_pictures)) return t.no_eyes;
  return taskOf(name, generation) === null ? t.no_prompt : null;
}
