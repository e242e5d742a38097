import { expect, it } from 'vitest';
import { en } from '../../i18n/en';
import { generation, picture } from '../../backend/testing/fixtures';
import { obstacle, taskOf, tasksFor } from './writing-help';

const t = en.writing;
const BLIND = [{ id: 'chat', sees_pictures: false }];
const SEEING = [...BLIND, { id: 'eyes', sees_pictures: true }];
const source = { from: 'stored', id: 'ab' } as const;
const pictured = generation({ prompt: '', pictures: [picture('first', source)] });

it('offers to describe only what there is', () => {
  expect(tasksFor(generation())).toEqual(['improve', 'translate']);
  expect(tasksFor(pictured)).toEqual(['describe', 'improve', 'translate']);
  expect(taskOf('describe', pictured)).toEqual({ task: 'describe', pictures: [source], detail: 'auto', text: '' });
  const many = generation({ pictures: Array.from({ length: 9 }, () => picture('reference', source)) });
  const task = taskOf('describe', many, { detail: 'low', text: 'a chase' });
  expect(task).toMatchObject({ detail: 'low', text: 'a chase' });
  expect(task?.task === 'describe' && task.pictures.length).toBe(8);
  expect(taskOf('describe', generation())).toBeNull();
});

it('says why something cannot be asked for', () => {
  expect(obstacle('improve', generation(), null, t)).toBe(t.asking);
  expect(obstacle('improve', generation(), [], t)).toBe(t.no_model);
  expect(obstacle('improve', generation({ prompt: '  ' }), BLIND, t)).toBe(t.no_prompt);
  expect(obstacle('improve', generation(), BLIND, t)).toBeNull();
  expect(obstacle('describe', pictured, BLIND, t)).toBe(t.no_eyes);
  expect(obstacle('describe', pictured, SEEING, t)).toBeNull();
});
