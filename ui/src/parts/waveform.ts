/** The bars of a drawn wave: swells out of slow sines, the same for the same seed. Pure. */

/** `count` heights from 6 to 96 percent, low at both ends. */
export function waveform(seed: number, count: number): number[] {
  const phase = (seed * 2.399963) % (2 * Math.PI);
  return Array.from({ length: count }, (_, index) => {
    const at = index / Math.max(1, count - 1);
    const swell = Math.abs(Math.sin(at * 9.4 + phase) * 0.6 + Math.sin(at * 23.1 + phase * 3.1) * 0.4);
    const detail = Math.abs(Math.sin(index * 12.9898 + phase * 78.233)) * 0.35 + 0.65;
    const ends = Math.sin(Math.PI * (0.06 + at * 0.88));
    return Math.round(6 + 90 * swell * detail * ends);
  });
}
