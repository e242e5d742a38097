/** What the keys of the theatre do with the player and with the clip that is shown; where to go next, the theatre itself knows. */
import type { Clip, ClipId, Moment } from '../../backend/backend';
import { ClipActions } from '../../actions/clip-actions';
import { isMade } from '../../domain/reuse';
import { FrameActions, momentAt } from '../../actions/frame-actions';
import type { Studio } from '../../state/studio';
import type { Command } from './keys';
import { marked, NO_MARKS, type Mark } from './marks';
import type { Player } from './player.svelte';
import { shotBeside, type ShotMark } from './shots';

type Commands = Partial<Record<Command, () => void>>;

export function playerCommands(player: Player, shots: () => readonly ShotMark[]) {
  const mark = (which: Mark): void => {
    if (player.duration > 0) player.setMarks(marked(player.marks, which, player.frame));
  };
  const goShot = (step: 1 | -1): void => {
    const share = player.frame / Math.max(1, player.frames - 1);
    const to = shotBeside(shots(), share, step, player.duration);
    if (to !== null) player.seekFrame(Math.round(to * (player.frames - 1)));
  };
  return {
    toggle: () => player.toggle(),
    run_back: () => player.run(-1),
    run_on: () => player.run(1),
    slower: () => player.changeRate(-1),
    faster: () => player.changeRate(1),
    second_back: () => player.jump(-1),
    second_forward: () => player.jump(1),
    frame_back: () => player.step(-1),
    frame_forward: () => player.step(1),
    start: () => player.seekFrame(0),
    end: () => player.seekFrame(player.frames - 1),
    shot_back: () => goShot(-1),
    shot_forward: () => goShot(1),
    mark_in: () => mark('in'),
    mark_out: () => mark('out'),
    clear_marks: () => player.setMarks(NO_MARKS),
    mute: () => player.setMuted(!player.muted),
    loop: () => player.setLoop(!player.loop),
  } satisfies Commands;
}

/** A clip that a command is not for is left alone. */
export function clipCommands(studio: Studio, player: Player, clip: () => Clip | undefined) {
  const actions = new ClipActions(studio);
  const look = new FrameActions(studio);
  const any = (run: (clip: Clip) => unknown) => (): void => {
    const shown = clip();
    if (shown) run(shown);
  };
  const of = (medium: Clip['medium'], run: (clip: Clip) => unknown) =>
    any((shown) => shown.medium === medium && run(shown));
  const known = (run: (clip: Clip) => unknown) => any((shown) => isMade(shown.generation) && run(shown));
  const frame = (run: (id: ClipId, moment: Moment) => Promise<void>) =>
    of('film', ({ id }) => {
      player.pause();
      void run(id, momentAt(player.time));
    });
  return {
    favourite: any((shown) => look.toggleFavourite(shown)),
    compare: of('film', ({ id }) => studio.navigation.go({ room: 'compare', clip_ids: [id] })),
    copy_frame: frame((id, moment) => look.copyFrame(id, moment)),
    save_frame: frame((id, moment) => look.saveFrame(id, moment)),
    use_frame: frame((id, moment) => look.useFrame(id, moment)),
    remix: of('film', (shown) => actions.remix(shown)),
    go_on: of('film', (shown) => actions.goOn(shown)),
    character: of('film', (shown) => actions.makeCharacter(shown)),
    start_clip: of('still', ({ id }) => actions.start(id)),
    again: known((shown) => actions.again(shown)),
    reuse: known((shown) => actions.reuse(shown)),
    export: any(({ id }) => studio.exporting.open([id])),
    reveal: any(({ id }) => actions.reveal(id)),
  } satisfies Commands;
}
