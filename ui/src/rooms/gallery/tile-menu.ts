/** The menus of the gallery's tiles, as the selection and the shelf stand now. */
import type { Clip, ClipId } from '../../backend/backend';
import { ClipActions } from '../../actions/clip-actions';
import { clipCommands, isKnown, type ClipContext } from '../../actions/clip-commands';
import { menuItem, menuOf, type Action } from '../../actions/registry';
import { collectionOf } from '../../domain/gallery-query';
import { i18n } from '../../i18n/i18n.svelte';
import type { MenuItem } from '../../parts/menu';
import type { Studio } from '../../state/studio';
import { clipsActions, galleryKeys, type ClipsContext } from './actions';

const { favourite, tags, collect, uncollect, compare, export: exportClips, sheet, trash } = clipsActions;
const ORGANIZE = [favourite, tags, collect, uncollect];

/** Of one clip, or of the whole selection when the clip is in it. */
export function menuFor(studio: Studio, id: ClipId, open: () => void): MenuItem[][] {
  const { selection, clips, gallery } = studio;
  const context = clipsContext(studio, selection.about(id));
  if (gallery.query.shelf === 'trash') return trashMenu(context);
  const clip = clips.get(id);
  if (context.ids.length > 1) return bulkMenu(context);
  return clip ? clipMenu(clip, new ClipActions(studio), context, open) : [];
}

export function clipsContext(studio: Studio, ids: readonly ClipId[]): ClipsContext {
  const { clips, gallery, organizer, exporting } = studio;
  const shown = collectionOf(gallery.query);
  const collection = shown === null ? undefined : organizer.collection(shown);
  return {
    ids,
    areFavourites: ids.every((id) => typeof clips.get(id)?.favourite_at === 'number'),
    inCollection: collection && collection.query === null ? collection : null,
    keep: new ClipActions(studio).keep,
    ask: (what) => organizer.ask(what, ids),
    onexport: () => exporting.open(ids),
  };
}

/** Of several clips. */
export function bulkMenu(context: ClipsContext): MenuItem[][] {
  return menuOf([ORGANIZE, [compare, exportClips, sheet], [trash]], context, i18n.t);
}

/** Of clips in the trash, one or several. */
function trashMenu(context: ClipsContext): MenuItem[][] {
  return menuOf([[clipsActions.restore], [clipsActions.delete]], context, i18n.t);
}

/** In the gallery a clip that cannot be made again says why. */
const again: Action<ClipContext> = {
  ...clipCommands.again,
  when: () => true,
  refusal: (t, context) => (isKnown(context) ? undefined : t.give.import.unmade),
};
const copy: Action<ClipContext> = {
  label: (t) => t.gallery.actions.copy,
  icon: 'copy',
  when: ({ clip }) => clip.generation.prompt.trim() !== '',
  run: ({ clip, actions }) => actions.copy(clip.generation.prompt),
};
/** Opens the choices, and is there as long as there is one. */
const reuse: Action<ClipContext> = {
  ...clipCommands.reuse,
  label: (t) => t.gallery.actions.reuse,
  when: (context) => clipCommands.reuse.items(i18n.t, context).length > 0,
};
const exportClip: Action<ClipContext> = {
  ...clipCommands.export,
  label: (t, { clip }) => t.gallery.actions.export_as(clip.film.container),
};

function clipMenu(clip: Clip, actions: ClipActions, organized: ClipsContext, open: () => void): MenuItem[][] {
  const { remix, go_on, character, start, reveal, trash } = clipCommands;
  const next = [remix, go_on, character, start, reuse, again, copy];
  const groups = menuOf([next, [reveal, exportClip], [trash]], { clip, actions }, i18n.t);
  const opens: Action<unknown> = { ...galleryKeys.open, label: (t) => t.gallery.actions.open, icon: 'max', run: open };
  return [[menuItem(opens, null, i18n.t)], ...menuOf([ORGANIZE], organized, i18n.t), ...groups];
}
