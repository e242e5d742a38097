/** Everything that can be done with a clip, as a menu. */
import type { Clip } from '../../backend/backend';
import type { Texts } from '../../i18n/en';
import type { MenuItem } from '../../parts/menu';
import type { ClipActions } from '../../stores/clip-actions';

export function clipMenu(
  clip: Clip,
  actions: ClipActions,
  open: () => void,
  t: Texts['gallery']['actions'],
): MenuItem[][] {
  const start: MenuItem[] =
    clip.medium === 'still' ? [{ label: t.start, icon: 'film', run: () => void actions.start(clip.id) }] : [];
  return [
    [{ label: t.open, icon: 'max', kbd: 'Enter', run: open }],
    [
      ...start,
      { label: t.again_long, icon: 'redo', run: () => void actions.again(clip) },
      { label: t.reuse_long, icon: 'pen', run: () => actions.reuse(clip) },
      { label: t.copy, icon: 'copy', run: () => void actions.copy(clip.generation.prompt) },
    ],
    [
      { label: t.reveal, icon: 'folder', run: () => void actions.reveal(clip.id) },
      { label: t.export_as(clip.film.container), icon: 'download', run: () => void actions.export(clip.id) },
    ],
    [{ label: t.trash, icon: 'trash', kbd: 'Delete', danger: true, run: () => void actions.trash(clip.id) }],
  ];
}
