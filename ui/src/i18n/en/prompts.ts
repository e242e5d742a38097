import { number, plural } from '../format';

/** Tools for writing a prompt: names in it, the guide, prompts that were sent, and snippets. */
export const prompts = {
  mention: {
    list: 'Characters',
    unknown: (name: string) => `Nobody is called ${name}: it is sent as plain words.`,
    offered: (n: number) => plural(n, { one: '1 character', other: `${number('en', n)} characters` }),
  },
  history: 'History',
};
