/**
 * What holds for the whole run: the program, where media are served, and the user's settings. A setting is
 * shown at once and saved behind it; if saving fails the old one comes back.
 */
import {
  CallError,
  type Backend,
  type Change,
  type ClipId,
  type PictureId,
  type Session as SessionInfo,
  type Settings,
} from '../backend/backend';

export class Session {
  info = $state.raw<SessionInfo>(EMPTY);
  settings = $state.raw<Settings>(EMPTY.settings);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    this.info = await this.#backend.call('get_session', {});
    this.settings = this.info.settings;
  }

  apply(change: Change): void {
    if (change.kind === 'settings') this.settings = change.settings;
  }

  /** Rejects with the `CallError` of the save. */
  async set(changed: Partial<Settings>): Promise<void> {
    const before = this.settings;
    const wanted = { ...before, ...changed };
    this.settings = wanted;
    try {
      const saved = await this.#backend.call('save_settings', { settings: wanted });
      if (this.settings === wanted) this.settings = saved;
    } catch (thrown) {
      if (this.settings === wanted) this.settings = before;
      throw CallError.from(thrown);
    }
  }

  poster = (id: ClipId): string => `${this.info.media_url}/clips/${id}/poster`;
  strip = (id: ClipId): string => `${this.info.media_url}/clips/${id}/strip`;
  film = (id: ClipId): string => `${this.info.media_url}/clips/${id}/film`;
  picture = (id: PictureId): string => `${this.info.media_url}/pictures/${id}`;
  prepared = (key: string): string => `${this.info.media_url}/prepared/${key}`;
}

/** What stands until the first answer: the defaults of a new library. */
const EMPTY: SessionInfo = {
  version: '',
  media_url: '',
  data_dir: '',
  has_demo: false,
  has_desktop: false,
  settings: {
    language: null,
    theme: 'system',
    row_height: 180,
    inspector: true,
    connection_id: null,
    writing_model: null,
    max_running: 3,
    watch_limit_min: 30,
    trash_days: 30,
    has_read_moderation: false,
  },
};
