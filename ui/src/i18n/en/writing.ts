import { number } from '../format';

/** Help with the prompt through a chat model of the connection. */
export const writing = {
  bar: 'Writing help',
  tasks: { improve: 'Improve', translate: 'Translate', describe: 'Describe' },
  translate_long: 'Translate to English',
  /** What a press does and costs, for the tooltip. */
  asks: {
    improve: (model: string) => `${model} expands the prompt, for a small chat charge. You decide whether to take it.`,
    translate: (model: string) =>
      `${model} translates the prompt to English, for a small chat charge. You decide whether to take it.`,
    describe: (model: string) =>
      `${model} writes a prompt from the pictures, for a small chat charge. You decide whether to take it.`,
  },
  no_model: 'This connection offers no chat model.',
  no_eyes: 'No chat model of this connection sees pictures.',
  no_prompt: 'Write something first.',
  asking: 'Asking for the chat models…',
  title: {
    improve: 'Improved prompt',
    translate: 'Prompt in English',
    describe: 'Prompt from the pictures',
  },
  by: (model: string) => `by ${model}`,
  tokens: (n: number) => `${number('en', n)} tokens`,
  describe: {
    title: (n: number) => (n === 1 ? 'Describe the picture' : `Describe ${number('en', n)} pictures`),
    text: 'What is the clip about?',
    text_example: 'a chase through the market, comic',
    text_note: 'Optional. Sent with the pictures.',
    detail: 'Look at them',
    details: { auto: 'Auto', low: 'Roughly', high: 'Closely' },
    cost: {
      auto: () => 'The model decides, and the tokens with it.',
      low: (n: number) => `About ${number('en', 85 * n)} tokens with GPT-4o; other models count differently.`,
      high: (n: number) =>
        `About ${number('en', 255 * n)} to ${number('en', 1445 * n)} tokens with GPT-4o; other models count differently.`,
    },
  },
  waiting: 'Waiting for the first words…',
  phase: { writing: 'Writing', done: 'Ready', stopped: 'Stopped', failed: 'Failed' },
  /** Read out at the start and at the end, not for every piece. */
  told: {
    writing: 'The chat model is writing.',
    done: 'The suggestion is ready.',
    stopped: 'Stopped.',
    failed: 'The chat model did not finish.',
  },
  diff: 'Changes',
  text: 'Text',
  view: 'Show',
  removed: 'removed:',
  added: 'added:',
  end: 'end.',
  same: 'Nothing would change.',
  nothing: 'Nothing came in.',
  suggestion: 'Suggested prompt, editable',
  count: (added: number, removed: number) => `+${number('en', added)} −${number('en', removed)}`,
  accept: 'Use it',
  accept_part: 'Use what came',
  discard: 'Discard',
  again: 'Try again',
  stop: 'Stop',
  accepted: 'Prompt replaced.',
  stopped_note: 'Chat is charged by what was written: it may have cost a little.',
  failed_note: 'Chat is charged by what was written: it may have cost something.',
  unsent_note: 'Nothing was sent.',
};
