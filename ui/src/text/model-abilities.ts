/** What a model can do, in a few words for a list. Pure. */
import type { ModelOption } from '../backend/backend';
import type { Texts } from '../i18n/en';

export function abilities(
  { makes, controls, origin, has_sound }: ModelOption,
  t: Texts['settings']['abilities'],
): string {
  if (origin === 'nobody') return t.unknown;
  const { pictures, toggles } = controls;
  const roles = pictures?.roles ?? [];
  const words = [
    makes === 'still' && t.still,
    makes === 'sound' && t.sound_only,
    (pictures?.min ?? 0) === 0 && t.text,
    roles.includes('last') ? t.first_last : roles.includes('first') && !roles.includes('reference') && t.first,
    roles.includes('reference') && t.pictures,
    controls.videos > 0 && t.videos,
    (controls.takes_characters || controls.takes_cameo) && t.characters,
    controls.remix !== null && t.remix,
    toggles.includes('hd') && t.hd,
    toggles.includes('upsample') && t.upsample,
    makes === 'film' && has_sound && t.sound,
    controls.takes_seed && t.seed,
  ];
  return t.list(words.filter((word) => word !== false));
}
