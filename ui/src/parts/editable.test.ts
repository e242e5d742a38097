// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { isEditable } from './editable';

function made(html: string): Element | null {
  document.body.innerHTML = html;
  return document.body.querySelector('.it');
}

it.each([
  '<input class="it">',
  '<textarea class="it"></textarea>',
  '<p contenteditable="true"><b class="it">a</b></p>',
])('leaves the system’s menu to %s', (html) => expect(isEditable(made(html))).toBe(true));

it.each([
  '<p class="it">a</p>',
  '<button class="it">a</button>',
  '<input type="range" class="it">',
  '<video class="it"></video>',
  '<a href="/" class="it">a</a>',
])('takes it from %s', (html) => expect(isEditable(made(html))).toBe(false));

it('takes it from nothing at all', () => expect(isEditable(null)).toBe(false));
