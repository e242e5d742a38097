// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import SearchList from './SearchList.svelte';

const NAMES = ['Aurora', 'Dunes', 'Quay'];
const text = (tag: string, words: (name: string) => string) =>
  createRawSnippet<[string]>((name) => ({ render: () => `<${tag}>${words(name())}</${tag}>` }));

function show(given: { query?: string; action?: boolean; items?: string[] } = {}) {
  const calls = { onpick: vi.fn(), onquery: vi.fn(), ondelete: vi.fn() };
  render(SearchList<string>, {
    label: 'Places',
    items: given.items ?? NAMES,
    keyOf: (name: string) => name,
    row: text('span', (name) => name),
    query: given.query ?? '',
    empty: 'No place.',
    ...(given.action ? { action: text('button', (name) => `Delete ${name}`) } : {}),
    ...calls,
  });
  const field = screen.getByRole('combobox', { name: 'Places' });
  const pointed = () => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent.trim();
  const press = (...keys: string[]) => Promise.all(keys.map((key) => fireEvent.keyDown(field, { key })));
  return { ...calls, field, pointed, press };
}

beforeAll(() => (Element.prototype.scrollIntoView = () => undefined));
afterEach(cleanup);

// The first query by role takes long on a busy computer.
describe('a list that is searched', { timeout: 60_000 }, () => {
  it('is pointed into with the keys and goes round', async () => {
    const { pointed, press } = show();
    expect(pointed()).toBe('Aurora');
    await press('ArrowDown');
    expect(pointed()).toBe('Dunes');
    await press('End');
    expect(pointed()).toBe('Quay');
    await press('ArrowDown');
    expect(pointed()).toBe('Aurora');
    await press('ArrowUp');
    expect(pointed()).toBe('Quay');
  });

  it('picks what Enter finds pointed at, and nothing while an input method composes', async () => {
    const { field, onpick, press } = show();
    await press('ArrowDown');
    await fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(onpick).not.toHaveBeenCalled();
    await press('Enter');
    expect(onpick).toHaveBeenCalledExactlyOnceWith('Dunes');
  });

  it('deletes an item by key only while no text is searched with', async () => {
    const searched = show({ query: 'a' });
    await searched.press('Delete', 'Home');
    expect(searched.ondelete).not.toHaveBeenCalled();
    cleanup();
    const { ondelete, press, pointed } = show();
    await press('Delete');
    expect(ondelete).toHaveBeenCalledExactlyOnceWith('Aurora');
    expect(pointed()).toBe('Dunes');
  });

  it('is a list box of options, and a grid where its rows have a button', () => {
    show();
    expect(screen.getAllByRole('option')).toHaveLength(3);
    cleanup();
    const { field } = show({ action: true });
    expect(field.getAttribute('aria-haspopup')).toBe('grid');
    expect(screen.getByRole('grid', { name: 'Places' })).toBeTruthy();
    expect(screen.getAllByRole('row')).toHaveLength(3);
    expect(screen.getByRole('button', { name: 'Delete Quay' }).closest('[role="gridcell"]')).not.toBeNull();
    expect(screen.queryAllByRole('option')).toHaveLength(0);
  });

  it('says so where nothing is found', () => {
    const { field } = show({ items: [] });
    expect(screen.getByRole('status').textContent).toBe('No place.');
    expect(field.hasAttribute('aria-activedescendant')).toBe(false);
  });
});
