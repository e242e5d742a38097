/** Where the user is. A room is reached by `go`; the shell shows what `place` says. */
import type { CharacterId, ClipId, ConnectionId, JobId, StoryboardId } from '../backend/backend';

export type SettingsSection = 'general' | 'appearance' | 'connections' | 'models' | 'writing' | 'library' | 'about';

export type Place =
  | { room: 'gallery' }
  | { room: 'theatre'; clip_id: ClipId }
  | { room: 'compare'; clip_ids: ClipId[] }
  | { room: 'storyboards'; storyboard_id?: StoryboardId }
  | { room: 'characters'; character_id?: CharacterId; from_clip?: ClipId }
  | { room: 'activity'; job_id?: JobId }
  | { room: 'settings'; section: SettingsSection; connection_id?: ConnectionId };

/** Clips remembered as looked at. */
const SEEN = 12;

export class Navigation {
  place = $state.raw<Place>({ room: 'gallery' });
  /** The clips that were looked at large, last first. */
  seen = $state.raw<readonly ClipId[]>([]);
  #last_settings: SettingsSection = 'general';
  /** Where a comparison was opened from. */
  #compared_from: Place = { room: 'gallery' };

  go(place: Place): void {
    if (place.room === 'settings') this.#last_settings = place.section;
    if (place.room === 'compare' && this.place.room !== 'compare') this.#compared_from = this.place;
    if (place.room === 'theatre')
      this.seen = [place.clip_id, ...this.seen.filter((id) => id !== place.clip_id)].slice(0, SEEN);
    this.place = place;
  }

  /** Out of a comparison, to where it was opened from. */
  leaveCompare(): void {
    this.go(this.#compared_from);
  }

  /** A connection's page, or all of them. */
  connection(connection_id: ConnectionId | null): void {
    this.go({ room: 'settings', section: 'connections', ...(connection_id === null ? {} : { connection_id }) });
  }

  /** The settings where they were left. */
  settings(): void {
    this.go({ room: 'settings', section: this.#last_settings });
  }
}
