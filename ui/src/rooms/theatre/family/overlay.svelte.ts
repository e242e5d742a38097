/**
 * The whole family shown in the film's place. The film stays where it is meanwhile, with all that was marked in it, and stands
 * still, whatever would start it. Made while a component is.
 */
import type { Player } from '../player.svelte';

export class FamilyOverlay {
  readonly #player: Player;
  #wasPlaying = false;
  #isOn = $state(false);

  constructor(player: Player) {
    this.#player = player;
    $effect(() => {
      if (this.#isOn && player.playing) player.pause();
    });
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  begin(): void {
    this.#wasPlaying = this.#player.playing;
    this.#isOn = true;
  }

  /** The film goes on where it was. */
  end(): void {
    this.#isOn = false;
    if (this.#wasPlaying) void this.#player.play();
  }

  toggle(): void {
    if (this.#isOn) this.end();
    else this.begin();
  }
}
