/** Which clips the user wants to export: what is asked of the export's dialog. */
import type { ClipId } from '../backend/backend';

export class Exporting {
  /** `null`: it is closed. */
  ids = $state.raw<readonly ClipId[] | null>(null);

  open(ids: readonly ClipId[]): void {
    this.ids = [...ids];
  }

  close(): void {
    this.ids = null;
  }
}
