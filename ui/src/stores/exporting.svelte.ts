/** Which clips are to be exported: somebody asks for it here, a dialog does it. */
import type { ClipId } from '../backend/backend';

export class Exporting {
  /** The clips that the dialog is open for; `null`: it is closed. */
  ids = $state.raw<readonly ClipId[] | null>(null);

  open(ids: readonly ClipId[]): void {
    if (ids.length > 0) this.ids = ids;
  }

  close(): void {
    this.ids = null;
  }
}
