import { describe, expect, it } from 'vitest';
import { TextHistory } from './text-history';

/** As if typed at the end, a character at a time. */
function type(history: TextHistory, from: string, words: string): string {
  let text = from;
  for (const character of words) {
    text += character;
    history.note(text, text.length);
  }
  return text;
}

describe('the history of a text', () => {
  it('takes back what was accepted as one step, to the exact former text', () => {
    const history = new TextHistory();
    history.note('', 0);
    const own = type(history, '', 'my own words');
    history.note('a prompt of the history', 23);
    expect(history.undo()?.text).toBe(own);
    expect(history.redo()?.text).toBe('a prompt of the history');
    expect(history.undo()?.text).toBe(own);
    expect(history.undo()?.text).toBe('my own ');
  });

  it('makes a step of each word, and of each stretch that is erased', () => {
    const history = new TextHistory();
    history.note('', 0);
    type(history, '', 'wet quay');
    for (const text of ['wet qua', 'wet qu', 'wet q']) history.note(text, text.length);
    expect(history.undo()?.text).toBe('wet quay');
    expect(history.undo()?.text).toBe('wet ');
    expect(history.undo()?.text).toBe('');
    expect(history.undo()).toBeNull();
    expect(history.redo()?.text).toBe('wet ');
  });

  it('makes a step of a word that is typed elsewhere in the text', () => {
    const history = new TextHistory();
    history.note('a b', 3);
    history.note('a bc', 4);
    history.note('xa bc', 1);
    expect(history.undo()?.text).toBe('a bc');
  });

  it('forgets what was taken back once something else is written', () => {
    const history = new TextHistory();
    history.note('one', 3);
    history.note('another text', 12);
    history.undo();
    history.note('something else', 14);
    expect(history.redo()).toBeNull();
    expect(history.undo()?.text).toBe('one');
  });

  it('does not take back what the text began with', () => {
    const history = new TextHistory();
    history.note('a saved draft', 13);
    expect(history.undo()).toBeNull();
  });

  it('makes one step of many where that is wanted', () => {
    const history = new TextHistory();
    history.note('', 0);
    type(history, '', 'wet');
    const mark = history.mark();
    for (const text of ['wet. a', 'wet. a robot', 'wet. a robot. dusk']) history.note(text, text.length);
    history.collapse(mark);
    expect(history.undo()?.text).toBe('wet');
    expect(history.redo()?.text).toBe('wet. a robot. dusk');
  });

  it('keeps pairs of code units together', () => {
    const history = new TextHistory();
    history.note('', 0);
    type(history, '', '雨🐈');
    expect(history.undo()?.text).toBe('');
  });

  it('is bounded', () => {
    const history = new TextHistory();
    for (let n = 0; n < 1_000; n += 1) history.note(`text ${'x'.repeat(n % 7)} ${n}`, 0);
    let steps = 0;
    while (history.undo()) steps += 1;
    expect(steps).toBe(199);
  });
});
