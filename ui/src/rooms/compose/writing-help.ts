/** Which help with the prompt can be asked for, and if not, why not. Pure. */
import type { Detail, Generation, PictureSource, WritingModel, WritingTask } from '../../backend/backend';
import type { Texts } from '../../i18n/en';

export type TaskName = WritingTask['task'];

/** The most pictures that one request shows. */
const MOST_PICTURES = 8;

/** How pictures are to be described. */
export interface Look {
  readonly detail: Detail;
  readonly text: string;
}

/** The pictures that would be described: all of them, as far as one request takes them. */
export function picturesOf({ pictures }: Generation): PictureSource[] {
  return pictures.map(({ source }) => source).slice(0, MOST_PICTURES);
}

/** Those that make sense here: without a picture there is none to describe. */
export function tasksFor(generation: Generation): TaskName[] {
  return picturesOf(generation).length > 0 ? ['describe', 'improve', 'translate'] : ['improve', 'translate'];
}

export function taskOf(
  name: TaskName,
  generation: Generation,
  look: Look = { detail: 'auto', text: '' },
): WritingTask | null {
  const pictures = picturesOf(generation);
  if (name === 'describe') return pictures.length > 0 ? { task: name, pictures, ...look } : null;
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
