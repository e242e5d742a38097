/** Everything that can be done with a clip, as a menu. */
import type { Clip } from '../../backend/backend';
import type { Texts } from '../../i18n/en';
import type { MenuItem } from '../../parts/menu';
import type { ClipActions } from '../../stores/clip-actions';
import { reuseMenu } from '../../stores/reuse-menu';

export function clipMenu(
  clip: Clip,
  actions: ClipActions,
  open: () => void,
  t: Texts['gallery']['actions'],
): MenuItem[][] {
  const next: Record<Clip['medium'], MenuItem[]> = {
    film: [
      { label: t.remix, icon: 'remix', run: () => void actions.remix(clip) },
      { label: t.go_on_long, icon: 'cont', run: () => void actions.goOn(clip) },
      { label: t.character_long, icon: 'userplus', run: () => actions.makeCharacter(clip) },
    ],
    still: [{ label: t.start, icon: 'film', run: () => void actions.start(clip.id) }],
    sound: [],
  };
  return [
    [{ label: t.open, icon: 'max', kbd: 'Enter', run: open }],
    [
      ...next[clip.medium],
      { label: t.reuse, icon: 'pen', items: reuseMenu(clip, actions, t) },
      { label: t.again_long, icon: 'redo', run: () => void actions.again(clip) },
      { label: t.copy, icon: 'copy', run: () => void actions.copy(clip.generation.prompt) },
    ],
    [
      { label: t.reveal, icon: 'folder', run: () => void actions.reveal(clip.id) },
      { label: t.export_as(clip.film.container), icon: 'download', run: () => actions.export(clip.id) },
    ],
    [{ label: t.trash, icon: 'trash', kbd: 'Delete', danger: true, run: () => void actions.trash(clip.id) }],
  ];
}
