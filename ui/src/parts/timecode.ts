/** Writes positions in a film: clocks, time codes, frame numbers. Pure; the same in every language. */

/** Assumed where a file does not tell its rate. */
export const USUAL_FPS = 24;

const two = (value: number) => String(value).padStart(2, '0');

/** `00:15`: minutes and seconds, both of two digits. */
export function minuteClock(ms: number): string {
  const total = Math.floor(Math.max(0, ms) / 1000);
  return `${two(Math.floor(total / 60))}:${two(total % 60)}`;
}

/** `05.7`: the place under a scrubbing pointer. */
export function tenths(ms: number): string {
  const total = Math.floor(Math.max(0, ms) / 100);
  return `${two(Math.floor(total / 10))}.${total % 10}`;
}

/** The frame that shows at a time; 0 is the first. A hair is added, because players round down. */
export function frameAt(seconds: number, fps: number): number {
  return Math.max(0, Math.floor(seconds * fps + 0.01));
}

/** How many frames a film has; at least one. */
export function frameCount(seconds: number, fps: number): number {
  return Math.max(1, Math.round(seconds * fps));
}

/** The middle of a frame: a seek to its edge may land on the one before. */
export function timeOfFrame(frame: number, fps: number): number {
  return (frame + 0.5) / fps;
}

/** `00:06.07`: minutes, seconds, and the frame within the second. */
export function timecode(frame: number, fps: number): string {
  const seconds = Math.floor((frame + 0.001) / fps);
  const rest = frame - Math.ceil(seconds * fps - 0.001);
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}.${two(rest)}`;
}
