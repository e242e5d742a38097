/** What a model can, in a few words with an icon, for a row of the picker; and all of it, for its page. Pure. */
import type { ModelOption, PictureRules } from '../../backend/backend';
import type { Texts } from '../../i18n/en';
import type { IconName } from '../../parts/icons';
import { can } from './picker';

export interface Ability {
  readonly icon: IconName;
  readonly text: string;
}

/** Those that tell models apart, most telling first. */
export function abilities(model: ModelOption, { ability }: Texts['picker']): Ability[] {
  const { controls } = model;
  const roles = controls.pictures?.roles ?? [];
  const pictures = roles.includes('last')
    ? ability.first_last
    : roles.includes('reference')
      ? ability.pictures
      : ability.first;
  const all: [boolean, IconName, string][] = [
    [model.makes === 'still', 'image', ability.still],
    [model.makes === 'sound', 'vol', ability.audio],
    [controls.takes_characters || controls.takes_cameo, 'at', ability.characters],
    [roles.length > 0, 'image', pictures],
    [controls.toggles.includes('return_last_frame'), 'cont', ability.last_frame],
    [model.makes === 'film' && can(model, 'sound'), 'vol', ability.sound],
    [can(model, 'fine'), 'max', ability.fine],
    [controls.videos > 0, 'film', ability.video],
    [model.is_english_only, 'lang', ability.english],
  ];
  return all.filter(([has]) => has).map(([, icon, text]) => ({ icon, text }));
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Every fact that is known of a model; what it has not is left out where that is no surprise. */
export function facts(model: ModelOption, t: Texts, money: (micros: number) => string): Fact[] {
  const { facts: label, fact } = t.picker;
  const { controls } = model;
  const list: [string, string | null][] = [
    [label.aspect, fact.list(controls.aspect_ratios) || fact.by_model],
    [label.length, lengths(model, t)],
    [label.pictures, controls.pictures ? picturesText(controls.pictures, t) : fact.no],
    [label.characters, characters(model, t)],
    [label.hd, controls.toggles.includes('hd') ? fact.optional : null],
    [label.resolution, resolutions(model, t)],
    [label.sound, model.makes === 'film' ? sound(model, t) : null],
    [label.remix, controls.remix ? fact.own_clips : null],
    [label.format, t.picker.formats[model.format]],
    [label.price, model.price_micros === null ? fact.unknown : fact.from_price(money(model.price_micros))],
    [label.made, fact.clips(model.made)],
  ];
  return list.flatMap(([name, value]) => (value === null ? [] : [{ label: name, value }]));
}

function lengths({ makes, controls }: ModelOption, t: Texts): string | null {
  if (controls.durations_s.length > 0) return t.compose.lengths(controls.durations_s);
  return makes === 'still' ? null : t.picker.fact.by_model;
}

function picturesText({ max, max_is_guess, roles }: PictureRules, { picker: { fact } }: Texts): string {
  if (!roles.includes('reference')) return fact.list(roles.map((role) => fact.roles[role]));
  const count = max_is_guess || max > 10 ? fact.several : max === 1 ? fact.one : fact.up_to(max);
  return fact.as(count, fact.list(roles.map((role) => fact.roles[role])));
}

function characters({ controls }: ModelOption, { picker: { fact } }: Texts): string | null {
  if (controls.takes_characters && controls.takes_cameo) return fact.by_both;
  if (controls.takes_characters) return fact.by_name;
  return controls.takes_cameo ? fact.by_url : null;
}

function resolutions({ controls }: ModelOption, t: Texts): string | null {
  const all = [...controls.resolutions, ...(controls.toggles.includes('upsample') ? [t.compose.fields.upsample] : [])];
  return all.length > 0 ? t.picker.fact.list(all) : null;
}

function sound({ has_sound, controls }: ModelOption, { picker: { fact } }: Texts): string {
  if (controls.toggles.includes('sound')) return fact.optional;
  return has_sound ? fact.yes : fact.no;
}
