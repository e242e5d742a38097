import { describe, expect, it } from 'vitest';
import { frameAt, frameCount, minuteClock, tenths, timecode, timeOfFrame } from './timecode';

describe('clocks', () => {
  it('write lengths', () => {
    expect(minuteClock(15_400)).toBe('00:15');
    expect(tenths(5_790)).toBe('05.7');
    expect(tenths(-3)).toBe('00.0');
  });
});

describe('time codes', () => {
  it('write minutes, seconds and frames', () => {
    expect(timecode(0, 30)).toBe('00:00.00');
    expect(timecode(187, 30)).toBe('00:06.07');
    expect(timecode(450, 30)).toBe('00:15.00');
    expect(timecode(24 * 61 + 5, 24)).toBe('01:01.05');
  });

  it.each([23.976, 24, 25, 29.97, 30, 60])('rise frame by frame without a gap at %f fps', (fps) => {
    let before = '';
    for (let frame = 0; frame < 10 * fps; frame += 1) {
      const code = timecode(frame, fps);
      if (code <= before || Number(code.slice(-2)) >= Math.ceil(fps)) expect.fail(`${code} after ${before}`);
      before = code;
    }
    expect(before).toMatch(/^00:09/);
  });

  it.each([23.976, 24, 25, 29.97, 30, 60])('find a frame again by its time at %f fps', (fps) => {
    for (let frame = 0; frame < 2_000; frame += 7) {
      expect(frameAt(timeOfFrame(frame, fps), fps)).toBe(frame);
      expect(frameAt(frame / fps, fps)).toBe(frame);
    }
  });

  it('count frames', () => {
    expect(frameCount(15, 24)).toBe(360);
    expect(frameCount(0, 24)).toBe(1);
  });
});
