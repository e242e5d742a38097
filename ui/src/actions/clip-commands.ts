/** The actions on one clip that every room offers alike. A room adds the keys that run them there. */
import type { Clip } from '../backend/backend';
import { isMade } from '../domain/reuse';
import type { ClipActions } from './clip-actions';
import type { Actions } from './registry';
import { reuseMenu } from './reuse-menu';

export interface ClipContext {
  readonly clip: Clip;
  readonly actions: ClipActions;
}

export const isFilm = ({ clip }: ClipContext): boolean => clip.medium === 'film';

/** Whether it is known how the clip was made, so that it can be made again. */
export const isKnown = ({ clip }: ClipContext): boolean => isMade(clip.generation);

export const clipCommands = {
  remix: {
    label: (t) => t.gallery.actions.remix,
    icon: 'remix',
    when: isFilm,
    run: ({ clip, actions }) => actions.remix(clip),
  },
  go_on: {
    label: (t) => t.gallery.actions.go_on_long,
    icon: 'cont',
    when: isFilm,
    run: ({ clip, actions }) => actions.goOn(clip),
  },
  character: {
    label: (t) => t.gallery.actions.character_long,
    icon: 'userplus',
    when: isFilm,
    run: ({ clip, actions }) => actions.makeCharacter(clip),
  },
  start: {
    label: (t) => t.gallery.actions.start,
    icon: 'film',
    when: ({ clip }) => clip.medium === 'still',
    run: ({ clip, actions }) => actions.start(clip.id),
  },
  reuse: {
    label: (t) => t.gallery.actions.reuse_long,
    icon: 'pen',
    when: isKnown,
    items: (t, { clip, actions }) => reuseMenu(clip, actions, t.gallery.actions),
    run: ({ clip, actions }) => actions.reuse(clip),
  },
  again: {
    label: (t) => t.gallery.actions.again_long,
    icon: 'redo',
    when: isKnown,
    run: ({ clip, actions }) => actions.again(clip),
  },
  export: {
    label: (t) => t.look.export,
    icon: 'download',
    run: ({ clip, actions }) => actions.export(clip.id),
  },
  reveal: {
    label: (t) => t.gallery.actions.reveal,
    icon: 'folder',
    run: ({ clip, actions }) => actions.reveal(clip.id),
  },
  trash: {
    label: (t) => t.gallery.actions.trash,
    icon: 'trash',
    keys: ['Delete', 'Backspace'],
    danger: true,
    run: ({ clip, actions }) => actions.trash(clip.id),
  },
} as const satisfies Actions<ClipContext>;
