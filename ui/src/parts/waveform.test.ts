import { expect, it } from 'vitest';
import { waveform } from './waveform';

it('a drawn wave is the same for the same seed and stays in its frame', () => {
  expect(waveform(7, 48)).toEqual(waveform(7, 48));
  expect(waveform(7, 48)).not.toEqual(waveform(8, 48));
  for (const height of waveform(3, 200)) expect(height >= 6 && height <= 96).toBe(true);
  expect(waveform(1, 1)).toHaveLength(1);
});
