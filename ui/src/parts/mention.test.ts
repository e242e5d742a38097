import { describe, expect, it } from 'vitest';
import { asked, mentions, pieces, suggest, withName, type Person } from './mention';

const person = (handle: string, name = handle): Person => ({ handle, name, image: null });
const PEOPLE = [person('pip', 'Pip'), person('pip.night', 'Night watch'), person('Moss'), person('小林', 'Kobayashi')];

/** Known names as they stand in the text, unknown ones with a question mark. */
const found = (text: string) =>
  mentions(text, PEOPLE).map(({ start, end, person: who }) => text.slice(start, end) + (who ? '' : '?'));

describe('mentions', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['@', []],
    ['@pip', ['@pip']],
    ['A robot @pip walks', ['@pip']],
    ['(@pip)', ['@pip']],
    ['@PIP and @moss', ['@PIP', '@moss']],
    ['@pip.night', ['@pip.night']],
    ['@pip. Night', ['@pip']],
    ['@pip, then', ['@pip']],
    ['@pippa', ['@pippa?']],
    ['@pip_2', ['@pip_2?']],
    ['@pip-2', ['@pip-2?']],
    ['@pip.nightly', ['@pip.nightly?']],
    ['@pip走', ['@pip']],
    ['看@pip走', ['@pip']],
    ['@小林走过', ['@小林']],
    ['@大海,', ['@大海?']],
    ['＠pip，＠小林走 ＠大海', ['＠pip', '＠小林', '＠大海?']],
    ['me＠pip.io @pip＠moss', ['@pip', '＠moss']],
    ['@nobody.', ['@nobody?']],
    ['@..', []],
    ['mail me@pip.io', []],
    ['me_@pip', []],
    ['@pip@moss', ['@pip', '@moss']],
    ['@nobody@moss', ['@nobody?']],
    ['@@pip', ['@pip']],
    ['@ pip', []],
    ['@李李李李李李李李李李李李李李李李李李李李李', ['@李李李李李李李李李李李李李李李李李李李李?']],
  ])('of %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('the name that is typed', () => {
  it.each<[string, ReturnType<typeof asked>]>([
    ['@|', { start: 0, query: '' }],
    ['A robot @pi|', { start: 8, query: 'pi' }],
    ['A robot @pi|p walks', { start: 8, query: 'pi' }],
    ['看@小|', { start: 1, query: '小' }],
    ['看＠小|', { start: 1, query: '小' }],
    [`${'x'.repeat(100)} @pi|`, { start: 101, query: 'pi' }],
    ['@pip |', null],
    ['me@pi|', null],
    ['|@pip', null],
  ])('of %j', (marked, expected) => {
    expect(asked(marked.replace('|', ''), marked.indexOf('|'))).toEqual(expected);
  });
});

it('suggests everybody at first, and those that begin so before those that hold it', () => {
  const handles = (query: string) => suggest(PEOPLE, query).map(({ handle }) => handle);
  expect(handles('')).toEqual(['pip', 'pip.night', 'Moss', '小林']);
  expect(handles('ni')).toEqual(['pip.night']);
  expect(handles('O')).toEqual(['Moss', '小林']);
  expect(handles('koba')).toEqual(['小林']);
  expect(handles('p')).toEqual(['pip', 'pip.night']);
  expect(handles('pip')).toEqual(['pip', 'pip.night']);
  expect(handles('moss')).toEqual([]);
  expect(handles('x')).toEqual([]);
});

it('cuts a text at its names, and loses nothing of it', () => {
  const text = '@pip, then @nobody\nand @小林';
  const cut = pieces(text, mentions(text, PEOPLE));
  expect(cut.map((piece) => piece.text)).toEqual(['@pip', ', then ', '@nobody', '\nand ', '@小林']);
  expect(cut.map(({ mention }) => mention && mention.person !== null)).toEqual([
    true,
    undefined,
    false,
    undefined,
    true,
  ]);
  for (const piece of cut) expect(text.startsWith(piece.text, piece.start)).toBe(true);
});

it('keeps a name apart from what stands before it', () => {
  expect(withName('', 'pip')).toBe('@pip ');
  expect(withName('A quay', 'pip')).toBe('A quay @pip ');
  expect(withName('A quay\n', 'pip')).toBe('A quay\n@pip ');
});
