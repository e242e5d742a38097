/** Texts about the composer's draft, beside those of `text/draft-messages.ts` that hold for every draft. Pure. */
import type { DraftCheck, Exclusion, Generation, ModelOption } from '../../backend/backend';
import type { Texts } from '../../i18n/en';
import type { IconName } from '../../parts/icons';
import { isToggle, settingText } from '../../text/draft-messages';
import type { Loss } from './picker';

export {
  estimate,
  fieldName,
  fieldOf,
  movedText,
  problemsOf,
  problemText,
  settingText,
  usualTime,
  valueOf,
  warningText,
  type Estimate,
} from '../../text/draft-messages';

export type Mode = 'text' | 'picture' | 'video' | 'remix' | 'still' | 'sound';

export const MODE_ICONS: Record<Mode, IconName> = {
  text: 'text',
  picture: 'image',
  video: 'film',
  remix: 'remix',
  still: 'image',
  sound: 'vol',
};

/** What is attached decides, as in the API. */
export function modeOf({ remix_of, videos, pictures }: Generation, model: ModelOption | null): Mode {
  if (model && model.makes !== 'film') return model.makes;
  if (remix_of) return 'remix';
  if (videos.length > 0) return 'video';
  return pictures.length > 0 ? 'picture' : 'text';
}

export function lossText({ part, was, now }: Loss, t: Texts): string {
  if (part === 'characters') return was;
  if (part === 'pictures') return now === null ? t.picker.lost.pictures : t.picker.some_pictures(now, was);
  const words: Partial<Record<string, string>> = t.picker.lost;
  return words[part] ?? settingText(part, was, t.compose);
}

/** What does not go together, and what a choice does about it: `25 s has no HD.` */
export function exclusionText({ all_of }: Exclusion, t: Texts): { rule: string; does: string | null } {
  const toggles = all_of.filter(([field, value]) => isToggle(field) && value === 'true');
  const others = all_of.filter((pair) => !toggles.includes(pair));
  const text = ([field, value]: [string, string]): string => settingText(field, value, t.compose);
  const [other, toggle] = [others[0], toggles[0]];
  if (all_of.length === 2 && other && toggle) {
    return { rule: t.compose.has_no(text(other), text(toggle)), does: t.picker.switches_off(text(toggle)) };
  }
  return { rule: t.compose.not_together(all_of.map(text)), does: null };
}

/** What the button does, for those who do not see the estimate beside it; null where its own word says it all. */
export function sendLabel(
  { count, cost_micros }: DraftCheck,
  t: Texts['compose'],
  money: (micros: number) => string,
): string | null {
  if (count < 2) return null;
  return t.generate_many(t.clips(count), cost_micros === null ? null : money(cost_micros * count));
}

/** Where an address leads, for a place too small for all of it. */
export function hostOf(address: string): string {
  return /^\w+:\/\/([^/?#]+)/.exec(address)?.[1] ?? address;
}
