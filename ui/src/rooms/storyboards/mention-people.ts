/** The characters as a text field offers them. Pure. */
import type { Character } from '../../backend/backend';
import type { Person } from '../../parts/mention';

export function peopleOf(characters: readonly Character[], media_url: string): Person[] {
  return characters.map(({ handle, name, avatar, home }) => ({
    handle,
    name,
    image: avatar === null ? null : `${media_url}/pictures/${avatar}`,
    ...(home.at === 'relay' ? { note: home.connection_name } : {}),
  }));
}
