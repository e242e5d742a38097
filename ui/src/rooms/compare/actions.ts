/** The actions of the comparison. */
import { shortcutsOf, type Actions } from '../../actions/registry';
import type { Mode } from './modes';
import type { SyncPlayer } from './sync-player.svelte';

export interface CompareContext {
  readonly player: SyncPlayer;
  /** Hears the clip at this place, from 0. */
  readonly hear: (index: number) => void;
  readonly mute: () => void;
  readonly setMode: (mode: Mode) => void;
  readonly showNext: () => void;
  readonly toggleOnly: () => void;
  readonly leave: () => void;
}

export const compareActions = {
  toggle: { keys: [' ', 'K'], shortcut: 'play', run: ({ player }) => player.toggle() },
  frame_forward: { keys: ['ArrowRight', '.'], repeats: true, shortcut: 'frame', run: ({ player }) => player.step(1) },
  frame_back: { keys: ['ArrowLeft', ','], repeats: true, run: ({ player }) => player.step(-1) },
  second_forward: {
    keys: ['Shift+ArrowRight'],
    repeats: true,
    shortcut: 'second',
    run: ({ player }) => player.jump(1),
  },
  second_back: { keys: ['Shift+ArrowLeft'], repeats: true, run: ({ player }) => player.jump(-1) },
  start: { keys: ['Home'], shortcut: 'ends', run: ({ player }) => player.seekFrame(0) },
  end: { keys: ['End'], run: ({ player }) => player.seekFrame(player.frames - 1) },
  loop: { keys: ['P'], shortcut: 'loop', run: ({ player }) => (player.loop = !player.loop) },
  sound_a: { keys: ['A'], shortcut: 'sound_of', run: ({ hear }) => hear(0) },
  sound_b: { keys: ['B'], run: ({ hear }) => hear(1) },
  sound_c: { keys: ['C'], run: ({ hear }) => hear(2) },
  sound_d: { keys: ['D'], run: ({ hear }) => hear(3) },
  mute: { keys: ['M'], shortcut: 'mute', run: ({ mute }) => mute() },
  side: { keys: ['1'], shortcut: 'compare_mode', run: ({ setMode }) => setMode('side') },
  wipe: { keys: ['2'], run: ({ setMode }) => setMode('wipe') },
  switch: { keys: ['3'], run: ({ setMode }) => setMode('switch') },
  other: { keys: ['X'], repeats: true, shortcut: 'other_clip', run: ({ showNext }) => showNext() },
  only: { keys: ['O'], shortcut: 'only_differences', run: ({ toggleOnly }) => toggleOnly() },
  leave: { keys: ['Escape'], run: ({ leave }) => leave() },
} as const satisfies Actions<CompareContext>;

export const compareShortcuts = shortcutsOf(compareActions);
