/** The actions of the theatre: those of its player, those of the clip that is shown, and the ways to leave the clip. */
import type { ClipId, Moment } from '../../backend/backend';
import { clipCommands, isFilm, type ClipContext } from '../../actions/clip-commands';
import { FrameActions, momentAt } from '../../actions/frame-actions';
import { shortcutsOf, type Actions } from '../../actions/registry';
import type { Studio } from '../../state/studio';
import { marked, NO_MARKS, type Mark } from './marks';
import type { Player } from './player.svelte';
import { shotBeside, type ShotMark } from './shots';

export interface TheatreContext {
  readonly player: Player;
  readonly shots: readonly ShotMark[];
  /** Whether the family is shown in the film's place. The player's keys do nothing then. */
  readonly showsFamily: boolean;
  readonly step: (step: 1 | -1) => void;
  readonly leave: () => void;
  readonly trash: () => void;
  readonly toggleFull: () => void;
  readonly toggleFamily: () => void;
}

const isVisible = ({ showsFamily }: TheatreContext): boolean => !showsFamily;

/** An action of the player. */
const plays = (run: (player: Player, context: TheatreContext) => void) => ({
  when: isVisible,
  run: (context: TheatreContext) => run(context.player, context),
});

const mark = (which: Mark) =>
  plays((player) => {
    if (player.duration > 0) player.setMarks(marked(player.marks, which, player.frame));
  });

const goShot = (step: 1 | -1) =>
  plays((player, { shots }) => {
    const share = player.frame / Math.max(1, player.frames - 1);
    const to = shotBeside(shots, share, step, player.duration);
    if (to !== null) player.seekFrame(Math.round(to * (player.frames - 1)));
  });

export const theatreActions = {
  toggle: { keys: [' ', 'K'], shortcut: 'play', ...plays((player) => player.toggle()) },
  frame_forward: { keys: ['ArrowRight', '.'], repeats: true, shortcut: 'frame', ...plays((player) => player.step(1)) },
  frame_back: { keys: ['ArrowLeft', ','], repeats: true, ...plays((player) => player.step(-1)) },
  run_on: { keys: ['L'], shortcut: 'shuttle', ...plays((player) => player.run(1)) },
  run_back: { keys: ['J'], ...plays((player) => player.run(-1)) },
  second_forward: {
    keys: ['Shift+ArrowRight'],
    repeats: true,
    shortcut: 'second',
    ...plays((player) => player.jump(1)),
  },
  second_back: { keys: ['Shift+ArrowLeft'], repeats: true, ...plays((player) => player.jump(-1)) },
  start: { keys: ['Home'], shortcut: 'ends', ...plays((player) => player.seekFrame(0)) },
  end: { keys: ['End'], ...plays((player) => player.seekFrame(player.frames - 1)) },
  next: { keys: ['ArrowDown'], repeats: true, shortcut: 'next', run: ({ step }) => step(1) },
  previous: { keys: ['ArrowUp'], repeats: true, run: ({ step }) => step(-1) },
  full_screen: { keys: ['F'], shortcut: 'full_screen', run: ({ toggleFull }) => toggleFull() },
  shot_forward: { keys: [']'], repeats: true, shortcut: 'shot', ...goShot(1) },
  shot_back: { keys: ['['], repeats: true, ...goShot(-1) },
  loop: { keys: ['P'], shortcut: 'loop', ...plays((player) => player.setLoop(!player.loop)) },
  mark_in: { keys: ['I'], shortcut: 'marks', ...mark('in') },
  mark_out: { keys: ['O'], ...mark('out') },
  clear_marks: { keys: ['Shift+X'], shortcut: 'clear_marks', ...plays((player) => player.setMarks(NO_MARKS)) },
  faster: { keys: ['>'], shortcut: 'faster', ...plays((player) => player.changeRate(1)) },
  slower: { keys: ['<'], ...plays((player) => player.changeRate(-1)) },
  mute: { keys: ['M'], shortcut: 'mute', ...plays((player) => player.setMuted(!player.muted)) },
  family: { keys: ['T'], run: ({ toggleFamily }) => toggleFamily() },
  leave: { keys: ['Escape'], run: ({ leave }) => leave() },
  trash: { ...clipCommands.trash, run: ({ trash }) => trash() },
} as const satisfies Actions<TheatreContext>;

export interface TheatreClipContext extends ClipContext {
  readonly studio: Studio;
  readonly player: Player;
}

/** An action on the frame that is shown. The film stands still for it. */
const onFrame = (act: (frames: FrameActions, id: ClipId, moment: Moment) => Promise<void>) => ({
  when: isFilm,
  run: ({ studio, player, clip }: TheatreClipContext) => {
    player.pause();
    return act(new FrameActions(studio), clip.id, momentAt(player.time));
  },
});

export const theatreClipActions = {
  favourite: {
    keys: ['B'],
    shortcut: 'favourite',
    run: ({ studio, clip }) => new FrameActions(studio).toggleFavourite(clip),
  },
  compare: {
    label: (t) => t.look.compare_with,
    icon: 'compare',
    keys: ['X'],
    shortcut: 'compare',
    when: isFilm,
    run: ({ studio, clip }) => studio.navigation.go({ room: 'compare', clip_ids: [clip.id] }),
  },
  remix: { ...clipCommands.remix, keys: ['R'], shortcut: 'remix' },
  go_on: { ...clipCommands.go_on, keys: ['N'], shortcut: 'go_on' },
  character: { ...clipCommands.character, keys: ['C'], shortcut: 'character' },
  start_clip: { ...clipCommands.start, keys: ['S'], shortcut: 'start' },
  again: { ...clipCommands.again, keys: ['G'], shortcut: 'again' },
  reuse: { ...clipCommands.reuse, keys: ['U'], shortcut: 'reuse' },
  export: { ...clipCommands.export, keys: ['E'], shortcut: 'export' },
  reveal: { ...clipCommands.reveal, keys: ['Shift+O'], shortcut: 'reveal' },
  copy_frame: {
    label: (t) => t.look.frame.copy,
    icon: 'copy',
    keys: ['Shift+C'],
    shortcut: 'copy_frame',
    ...onFrame((frames, id, moment) => frames.copyFrame(id, moment)),
  },
  save_frame: {
    label: (t) => t.look.frame.save,
    icon: 'download',
    keys: ['Shift+S'],
    shortcut: 'save_frame',
    ...onFrame((frames, id, moment) => frames.saveFrame(id, moment)),
  },
  use_frame: {
    label: (t) => t.look.frame.use,
    icon: 'plus',
    keys: ['Shift+U'],
    shortcut: 'use_frame',
    ...onFrame((frames, id, moment) => frames.useFrame(id, moment)),
  },
} as const satisfies Actions<TheatreClipContext>;

export const theatreShortcuts = shortcutsOf(theatreActions);

const { favourite, ...others } = theatreClipActions;
export const theatreClipShortcuts = shortcutsOf({
  favourite,
  family: { ...theatreActions.family, shortcut: 'family' },
  ...others,
});
