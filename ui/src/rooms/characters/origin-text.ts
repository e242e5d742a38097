/** Where a character comes from and where it is kept, as texts. Pure. */
import type { CharacterHome, Clip, ClipId, FilmSource } from '../../backend/backend';
import type { Texts } from '../../i18n/en';
import { nameOf } from '../../text/clip-facts';

const LONGEST = 56;

type Known = (id: ClipId) => Clip | undefined;

export function sourceText(source: FilmSource, clip: Known, t: Texts['characters']): string {
  if (source.from === 'url') return t.from_url;
  const made = clip(source.clip_id);
  return made === undefined ? t.from_clip_gone : t.from_clip(short(nameOf(made)));
}

export function originText(home: CharacterHome, clip: Known, t: Texts['characters']): string {
  if (home.at === 'relay') return sourceText(home.source, clip, t);
  return home.pictures.length > 0 ? t.from_pictures(home.pictures.length) : t.from_words;
}

export function kindText(home: CharacterHome, t: Texts['characters']): string {
  return home.at === 'relay' ? t.kinds.relay(home.connection_name) : t.kinds.pack;
}

/** The beginning of a prompt, whole words of it where it has any. */
function short(prompt: string): string {
  if (prompt.length <= LONGEST) return prompt;
  return `${prompt.slice(0, LONGEST).replace(/\s+\S*$/, '')}…`;
}
