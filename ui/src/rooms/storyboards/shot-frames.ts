/** Which picture shows a shot, of the clips that a storyboard became. Pure. */
import type { Clip, ClipId, Film, Shot } from '../../backend/backend';

/** A moment of a clip; without a share it is its poster. */
export interface Frame {
  readonly clip_id: ClipId;
  /** How far through the clip, 0 to 1. */
  readonly share: number | null;
  /** Width over height. */
  readonly ratio: number;
}

/** Frames in a clip's strip, side by side. */
const STRIP = 10;

/** Where a strip must be moved to, in percent, so that the nearest of its frames shows. */
export function stripPosition(share: number): number {
  return (Math.min(STRIP - 1, Math.floor(share * STRIP)) / (STRIP - 1)) * 100;
}

/** The frame of each shot; null where no clip shows it. A shot is known again by its scene, wherever it was moved since. */
export function framesOf(shots: readonly Shot[], clips: readonly (Clip | undefined)[]): (Frame | null)[] {
  const shown = moments(clips);
  const claimed = new Set(shots.map(({ scene }) => text(scene)));
  return shots.map(({ scene }, at) => {
    const same = shown.find((one) => one.scene === text(scene));
    const place = shown[at];
    // Rewritten since, at the same place: its old picture still tells more than none.
    const found = same ?? (place && !claimed.has(place.scene) ? place : undefined);
    return found ? found.frame : null;
  });
}

interface Moment {
  readonly scene: string;
  readonly frame: Frame | null;
}

/** What the clips show, shot by shot. */
function moments(clips: readonly (Clip | undefined)[]): Moment[] {
  const films = clips.filter((clip): clip is Clip => clip?.medium === 'film' && clip.has_pictures);
  const whole = films.find(({ generation }) => (generation.storyboard?.shot ?? null) === null);
  if (whole) return momentsOf(whole);
  const parts: (Moment | undefined)[] = [];
  for (const { id, generation, film } of films) {
    const at = (generation.storyboard?.shot ?? 1) - 1;
    parts[at] ??= { scene: text(generation.prompt), frame: { clip_id: id, share: null, ratio: ratioOf(film) } };
  }
  return Array.from(parts, (part) => part ?? { scene: '', frame: null });
}

function momentsOf({ id, shots, film }: Clip): Moment[] {
  const all = shots.reduce((sum, { duration_ms }) => sum + (duration_ms ?? 0), 0);
  let before = 0;
  return shots.map(({ scene, duration_ms }) => {
    const middle = before + (duration_ms ?? 0) / 2;
    before += duration_ms ?? 0;
    return { scene: text(scene), frame: { clip_id: id, share: all > 0 ? middle / all : null, ratio: ratioOf(film) } };
  });
}

const ratioOf = ({ width, height }: Film): number => (width > 0 && height > 0 ? width / height : 16 / 9);
const text = (scene: string): string => scene.split(/\s+/).filter(Boolean).join(' ');
