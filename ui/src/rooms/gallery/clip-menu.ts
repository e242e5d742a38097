/** Everything that can be done with a clip, as a menu. */
import type { Clip } from '../../backend/backend';
import { i18n } from '../../i18n/i18n.svelte';
import type { Texts } from '../../i18n/en';
import type { MenuItem } from '../../parts/menu';
import type { ClipActions } from '../../actions/clip-actions';
import { isMade } from '../../domain/reuse';
import { reuseMenu } from '../../actions/reuse-menu';

export function clipMenu(
  clip: Clip,
  actions: ClipActions,
  /** What is done to keep it, as it is for several clips. */
  kept: MenuItem[],
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
  const reuse = reuseMenu(clip, actions, t);
  const unmade = isMade(clip.generation) ? {} : { disabled: true, detail: i18n.t.give.import.unmade };
  const copy: MenuItem = { label: t.copy, icon: 'copy', run: () => void actions.copy(clip.generation.prompt) };
  return [
    [{ label: t.open, icon: 'max', kbd: 'Enter', run: open }],
    kept,
    [
      ...next[clip.medium],
      ...(reuse.length > 0 ? [{ label: t.reuse, icon: 'pen' as const, items: reuse }] : []),
      { label: t.again_long, icon: 'redo', ...unmade, run: () => actions.again(clip) },
      ...(clip.generation.prompt.trim() === '' ? [] : [copy]),
    ],
    [
      { label: t.reveal, icon: 'folder', run: () => void actions.reveal(clip.id) },
      { label: t.export_as(clip.film.container), icon: 'download', run: () => actions.export(clip.id) },
    ],
    [{ label: t.trash, icon: 'trash', kbd: 'Delete', danger: true, run: () => void actions.trash(clip.id) }],
  ];
}
