import { describe, expect, it } from 'vitest';
import {
  COMPRESSED_HEIGHT,
  positionAt,
  restingScroll,
  scrolled,
  scrollHeight,
  toContent,
  toScroll,
  type Extent,
} from './scroll';

const SHORT: Extent = { content: 5_000_000, page: 700 };
const TALL: Extent = { content: 60_000_000, page: 700 };

describe('short content', () => {
  it('is scrolled as it is', () => {
    expect(scrollHeight(SHORT)).toBe(5_000_000);
    expect(scrolled({ scroll: 0, content: 0 }, 4_321, SHORT)).toEqual({ scroll: 4_321, content: 4_321 });
    expect(restingScroll({ scroll: 4_321, content: 4_321 }, SHORT)).toBe(4_321);
  });

  it('that fits does not scroll', () => {
    expect(positionAt(50, { content: 300, page: 700 })).toEqual({ scroll: 0, content: 0 });
  });
});

describe('tall content', () => {
  it('stays under the engines cap, ends meeting ends', () => {
    expect(scrollHeight(TALL)).toBe(COMPRESSED_HEIGHT);
    expect(toContent(0, TALL)).toBe(0);
    expect(toContent(COMPRESSED_HEIGHT - 700, TALL)).toBe(60_000_000 - 700);
  });

  it('maps there and back', () => {
    for (let content = 0; content <= TALL.content - TALL.page; content += 777_777) {
      expect(toContent(toScroll(content, TALL), TALL)).toBeCloseTo(content, 3);
    }
  });

  it('moves a step by its own pixels and a leap in proportion', () => {
    const from = positionAt(30_000_000, TALL);
    expect(scrolled(from, from.scroll + 120, TALL).content).toBeCloseTo(30_000_120, 3);
    expect(scrolled(from, 100_000, TALL).content).toBeCloseTo(toContent(100_000, TALL), 3);
  });

  it('reaches both ends by the bar', () => {
    const near = positionAt(900, TALL);
    expect(scrolled(near, 0, TALL).content).toBe(0);
    expect(scrolled(positionAt(59_999_000, TALL), COMPRESSED_HEIGHT - 700, TALL).content).toBe(60_000_000 - 700);
  });

  it('sets the bar right at rest without moving what is shown', () => {
    let position = positionAt(30_000_000, TALL);
    for (let step = 0; step < 500; step += 1) position = scrolled(position, position.scroll + 100, TALL);
    const resting = restingScroll(position, TALL);
    expect(resting).not.toBe(position.scroll);
    expect(toContent(resting, TALL)).toBeCloseTo(position.content, 3);
  });
});
