/** What can be done with a storyboard, from wherever it is shown. Each says what came of it. */
import type { Shot, Storyboard } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import type { Studio } from '../state/studio';

/** What a new storyboard begins with. */
const FIRST: Shot = { scene: '', duration_ms: 5_000 };

export class StoryboardActions {
  readonly #studio: Studio;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  open({ id }: Pick<Storyboard, 'id'>): void {
    this.#studio.navigation.go({ room: 'storyboards', storyboard_id: id });
  }

  /** Makes one and opens it. */
  async create(shots: readonly Shot[] = [FIRST]): Promise<void> {
    const { storyboards } = this.#studio;
    const name = i18n.t.storyboards.untitled(storyboards.present.length + 1);
    const made = await withErrorToast(storyboards.create(name, [...shots]));
    if (made) this.open(made);
  }

  async duplicate(board: Storyboard): Promise<void> {
    await withErrorToast(this.#studio.storyboards.duplicate(board, i18n.t.storyboards.copy_of(board.name)));
  }

  async rename(board: Storyboard, name: string): Promise<void> {
    if (name.trim() !== '' && name.trim() !== board.name)
      await withErrorToast(this.#studio.storyboards.rename(board, name.trim()));
  }

  /** Into the trash, with a way back. Tells whether it went. */
  async trash({ id, name }: Storyboard): Promise<boolean> {
    const { storyboards } = this.#studio;
    const gone = await withErrorToast(storyboards.trash(id).then(() => true));
    if (!gone) return false;
    const undo = { label: i18n.t.common.undo, run: () => void withErrorToast(storyboards.restore(id)) };
    toasts.show({ text: i18n.t.storyboards.trashed(name), action: undo });
    return true;
  }

  async restore({ id, name }: Storyboard): Promise<void> {
    const back = await withErrorToast(this.#studio.storyboards.restore(id).then(() => true));
    if (back) toasts.show({ text: i18n.t.storyboards.restored(name) });
  }

  /** The shots of a storyboard's text, or of the rows of a spreadsheet; none when it is neither. `null`: it cannot be read. */
  async read(text: string): Promise<readonly Shot[] | null> {
    const shots = await withErrorToast(this.#studio.backend.call('read_shots', { text }));
    return shots?.length === 0 && text.trim().includes('\t') ? this.readRows(text) : shots;
  }

  /** A shot for each line or row of a text. `null`: it cannot be read. */
  async readRows(text: string): Promise<readonly Shot[] | null> {
    return withErrorToast(this.#studio.backend.call('read_rows', { text }));
  }

  /** A text that was pasted on a room becomes shots at once; one that tells none is offered as a shot a line. */
  async paste(text: string, take: (shots: readonly Shot[]) => void): Promise<void> {
    const shots = await this.read(text);
    if (shots === null) return;
    if (shots.length > 0) {
      take(shots);
      return;
    }
    const t = i18n.t.storyboards.paste_dialog;
    const each = async (): Promise<void> => {
      const rows = await this.readRows(text);
      if (rows && rows.length > 0) take(rows);
    };
    toasts.show({ text: t.none, action: { label: t.each_line, run: () => void each() }, stay_ms: 12_000 });
  }
}
