import { describe, expect, it } from 'vitest';
import type { Family } from '../backend/backend';
import { en } from '../i18n/en';
import { familyRow, membersOf, partsRow } from './lineage';
import { clip } from '../backend/testing/fixtures';

const FAMILY: Family = {
  from: [{ clip_id: 3, kinship: 'continuation' }],
  led_to: [{ clip_id: 8, kinship: 'remix' }],
  parts: [5, 6],
};
const known = {
  clip: (id: number) => (id === 8 ? undefined : clip(id, { medium: id === 3 ? 'sound' : 'film' })),
  poster: (id: number) => `/${id}`,
  t: en.gallery,
};

describe('a family in a row', () => {
  it('stands from left to right as it came about, the clip itself between', () => {
    expect(familyRow(5, FAMILY, known).map((group) => group.map(({ key }) => key))).toEqual([[3], [5], [8]]);
    expect(
      familyRow(5, FAMILY, known)
        .flat()
        .map(({ current }) => current),
    ).toEqual([false, true, false]);
  });

  it('says of each what it is, and shows no picture of a sound', () => {
    const [before, , remix] = familyRow(5, FAMILY, known).flat();
    expect(before).toMatchObject({
      image: null,
      caption: 'Before',
      label: 'This clip begins with its last frame: prompt 3',
    });
    expect(remix).toMatchObject({ image: '/8', caption: 'Remix', label: 'Another version of this clip' });
  });

  it('is none for a clip that stands alone', () => {
    expect(familyRow(5, { from: [], led_to: [], parts: [] }, known)).toEqual([]);
    expect(partsRow(5, { from: [], led_to: [], parts: [] }, known)).toEqual([]);
  });

  it('counts the parts, and names everybody', () => {
    expect(partsRow(6, FAMILY, known).map(({ caption, current }) => [caption, current])).toEqual([
      ['Part 1', false],
      ['Part 2', true],
    ]);
    expect(membersOf(FAMILY)).toEqual([3, 8, 5, 6]);
  });
});
