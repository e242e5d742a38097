/** A family as pictures in a row: from where, this one, what it led to; and the parts of a film. Pure. */
import type { Clip, ClipId, Family, Kin } from '../backend/backend';
import type { Texts } from '../i18n/en';
import type { Thumb } from '../parts/thumb';
import { nameOf } from './clip-facts';

type T = Texts['gallery'];

interface Known {
  clip: (id: ClipId) => Clip | undefined;
  poster: (id: ClipId) => string;
  t: T;
}

/** Every clip that a family names. */
export function membersOf({ from, led_to, parts }: Family): ClipId[] {
  return [...from.map(({ clip_id }) => clip_id), ...led_to.map(({ clip_id }) => clip_id), ...parts];
}

/** Empty where the clip has none. */
export function familyRow(id: ClipId, { from, led_to }: Family, known: Known): Thumb[][] {
  if (from.length + led_to.length === 0) return [];
  const { t } = known;
  const kin =
    (short: T['family']['from'], long: T['family']['from_long']) =>
    ({ clip_id, kinship }: Kin): Thumb =>
      thumb(clip_id, short[kinship], long[kinship], known);
  const itself: Thumb = { ...thumb(id, t.family.this, t.family.this, known), current: true };
  return [
    from.map(kin(t.family.from, t.family.from_long)),
    [itself],
    led_to.map(kin(t.family.led_to, t.family.led_to_long)),
  ].filter((group) => group.length > 0);
}

/** Empty where it is whole. */
export function partsRow(id: ClipId, { parts }: Family, known: Known): Thumb[] {
  if (parts.length < 2) return [];
  return parts.map((part, at) => {
    const name = known.t.parts.part(at + 1);
    return { ...thumb(part, name, name, known), current: part === id };
  });
}

function thumb(id: ClipId, caption: string, kind: string, { clip, poster, t }: Known): Thumb {
  const known = clip(id);
  const hasPicture = known === undefined || (known.has_pictures && known.medium !== 'sound');
  return {
    key: id,
    image: hasPicture ? poster(id) : null,
    caption,
    label: known ? t.family.item(kind, nameOf(known)) : kind,
    current: false,
  };
}
