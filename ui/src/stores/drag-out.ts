/** Clips dragged out of the window: the system takes over from the page, while a button of the mouse is down. */
import type { ClipId } from '../backend/backend';
import { attempt } from './attempt';
import type { Studio } from './studio';

/** Call it when a drag leaves the tiles; the pointer's events stop coming after it. Tells whether the system took the files. */
export async function startDragOut({ backend }: Pick<Studio, 'backend'>, ids: readonly ClipId[]): Promise<boolean> {
  if (ids.length === 0) return false;
  return (await attempt(backend.call('drag_clips', { ids: [...ids] }).then(() => true))) ?? false;
}
