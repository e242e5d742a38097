import { expect, it, vi } from 'vitest';
import { en } from '../../i18n/en';
import { OrganizeActions } from '../../actions/organize-actions';
import { Studio } from '../../state/studio';
import { TestBackend } from '../../backend/testing/fixtures';
import { bulkMenu } from './tile-menu';

function sheetOf(count: number) {
  const t = en.keep.actions;
  const ids = Array.from({ length: count }, (_, at) => at + 1);
  const keep = new OrganizeActions(new Studio(new TestBackend({})));
  const about = { ids, areFavourites: false, inCollection: null, keep, ask: vi.fn(), onexport: vi.fn() };
  return bulkMenu(about)
    .flat()
    .find(({ label }) => label === t.sheet);
}

it('a contact sheet is made of as many clips as it holds, and says why not of more', () => {
  expect(sheetOf(200)).toMatchObject({ disabled: false });
  expect(sheetOf(200)).not.toHaveProperty('detail');
  expect(sheetOf(201)).toMatchObject({ disabled: true, detail: 'A contact sheet has up to 200 clips' });
});
