import { describe, expect, it } from 'vitest';
import type { CastMember } from '../backend/backend';
import { reusable, reused } from './reuse';
import { isFrom } from './draft-origin';
import { generation, picture } from '../backend/testing/fixtures';

const pip: CastMember = { character_id: 1, handle: 'pip', part: { by: 'relay', base_url: 'https://relay.example' } };
const made = generation({
  prompt: 'a pier with @pip',
  duration_s: 15,
  pictures: [picture('first', { from: 'stored', id: 'ab' })],
  cast: [pip],
  storyboard: { id: 3, shot: null },
});
const now = generation({ prompt: 'a quay' });

describe('reuse', () => {
  it('offers what there is', () => {
    expect(reusable(made)).toEqual(['everything', 'prompt', 'pictures', 'characters']);
    expect(reusable(generation())).toEqual(['everything', 'prompt']);
  });

  it('offers nothing of a film that was brought in without a recipe', () => {
    expect(reusable(generation({ model: '', prompt: '' }))).toEqual([]);
  });

  it('puts everything back as a draft, which names nobody yet and is of no storyboard', () => {
    expect(reused(now, made, 'everything')).toEqual({ ...made, cast: [], storyboard: null });
  });

  it('takes one part and leaves the rest', () => {
    expect(reused(now, made, 'prompt')).toEqual({ ...now, prompt: made.prompt });
    expect(reused(now, made, 'pictures')).toEqual({ ...now, pictures: made.pictures });
  });

  it('names the characters once', () => {
    expect(reused(now, made, 'characters').prompt).toBe('a quay @pip');
    const named = generation({ prompt: '@pip on a quay' });
    expect(reused(named, made, 'characters').prompt).toBe('@pip on a quay');
  });
});

describe('where a draft comes from', () => {
  const from = (way: 'remix' | 'video' | 'last_frame') => ({
    way,
    clip_id: 7,
    no_remix: null,
    cost_micros: null,
    instead_of: null,
  });

  it('is told as long as what was put in for it is there', () => {
    expect(isFrom(generation({ remix_of: { clip_id: 7, remote_id: 'r' } }), from('remix'))).toBe(true);
    expect(isFrom(generation({ videos: ['https://x.example', { clip_id: 7 }] }), from('video'))).toBe(true);
    expect(isFrom(generation({ videos: ['https://x.example'] }), from('video'))).toBe(false);
    const still = { ...picture('first', { from: 'stored', id: 'ab' }), from_clip: 7 };
    expect(isFrom(generation({ pictures: [still] }), from('last_frame'))).toBe(true);
    expect(isFrom(generation(), from('last_frame'))).toBe(false);
  });
});
