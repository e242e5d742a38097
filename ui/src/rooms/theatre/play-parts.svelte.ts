/** Plays the parts of a film one after the other. To be created while a component is, because it uses `$effect`. */
import type { ClipId } from '../../backend/backend';
import type { Player } from './player.svelte';

interface Given {
  readonly id: () => ClipId;
  readonly parts: () => readonly ClipId[];
  readonly show: (id: ClipId) => void;
}

export class PlayParts {
  isOn = $state(true);

  constructor(player: Player, { id, parts, show }: Given) {
    $effect(() => {
      const next = this.isOn ? partAfter(id(), parts(), player.loop) : null;
      player.setGoOn(next === null ? null : () => show(next));
    });
  }
}

/** What is played after a part; after the last one the first where it loops. */
export function partAfter(id: ClipId, parts: readonly ClipId[], loops: boolean): ClipId | null {
  const at = parts.indexOf(id);
  if (at < 0 || parts.length < 2) return null;
  return parts[at + 1] ?? (loops ? (parts[0] ?? null) : null);
}
