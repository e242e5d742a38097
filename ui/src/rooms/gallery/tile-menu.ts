/** The menus of the gallery's tiles, as the selection and the shelf stand now. */
import type { ClipId } from '../../backend/backend';
import { i18n } from '../../i18n/i18n.svelte';
import type { MenuItem } from '../../parts/menu';
import { ClipActions } from '../../actions/clip-actions';
import { collectionOf } from '../../domain/gallery-query';
import type { Studio } from '../../state/studio';
import { bulkMenu, keepItems, trashMenu, type About } from './bulk-menu';
import { clipMenu } from './clip-menu';

/** Of one clip, or of the whole selection when the clip is in it. */
export function menuFor(studio: Studio, id: ClipId, open: () => void): MenuItem[][] {
  const { selection, clips, gallery } = studio;
  const about = aboutClips(studio, selection.about(id));
  if (gallery.query.shelf === 'trash') return trashMenu(about);
  const clip = clips.get(id);
  if (about.ids.length > 1) return bulkMenu(about);
  return clip ? clipMenu(clip, new ClipActions(studio), keepItems(about), open, i18n.t.gallery.actions) : [];
}

export function aboutClips(studio: Studio, ids: readonly ClipId[]): About {
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
    t: i18n.t.keep.actions,
  };
}
