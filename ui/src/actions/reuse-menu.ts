/** The parts of a made request that can be put back into the composer, as a menu. */
import type { Clip } from '../backend/backend';
import type { Texts } from '../i18n/en';
import type { IconName } from '../parts/icons';
import type { MenuItem } from '../parts/menu';
import type { ClipActions } from './clip-actions';
import { reusable, type Reusable } from '../domain/reuse';

const ICONS: Record<Reusable, IconName> = {
  everything: 'sliders',
  prompt: 'text',
  pictures: 'image',
  characters: 'at',
};

export function reuseMenu(clip: Clip, actions: ClipActions, t: Texts['gallery']['actions']): MenuItem[] {
  return reusable(clip.generation).map((part) => ({
    label: t.reuse_parts[part],
    icon: ICONS[part],
    run: () => actions.reuse(clip, part),
  }));
}
