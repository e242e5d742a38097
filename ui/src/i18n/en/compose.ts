import { duration, number } from '../format';

const MINUTE = 60_000;
const span = (least: number, most: number): string => {
  if (most < MINUTE) return `${Math.round(least / 1000)}–${Math.round(most / 1000)} s`;
  const [from, to] = [Math.max(1, Math.round(least / MINUTE)), Math.round(most / MINUTE)];
  return from === to ? duration('en', to * MINUTE) : `${from}–${to} min`;
};

export const compose = {
  label: 'Composer',
  prompt: 'Prompt',
  placeholder: 'Describe the shot: subject and action, place, camera, light…',
  mode: 'Text to video',
  generate: 'Generate',
  sending: 'Sending…',
  aspect: 'Aspect',
  length: 'Length',
  seconds: (s: number) => `${s} s`,
  lengths: (seconds: readonly number[]) => `${seconds.join(', ')} s`,
  auto: 'Auto',
  variations: 'Variations',
  times: (n: number) => `×${n}`,
  span,
  each: 'each',
  clips: (n: number) => (n === 1 ? '1 clip' : `${number('en', n)} clips`),
  no_estimate: 'time not known',
  demo_time: 'a few seconds',
  characters: (n: number) => `${number('en', n)} characters`,
  moved: {
    aspect_ratio: (value: string | null) => (value === null ? 'This model sets the aspect' : `Aspect is now ${value}`),
    duration_s: (value: number | null) => (value === null ? 'This model sets the length' : `Length is now ${value} s`),
  },
  moved_line: (moves: readonly string[]) => `${moves.join(', ')}: what this model takes`,
  model: {
    choose: 'Model',
    none: 'Choose a model',
    search: 'Search models',
    list: 'Models',
    offered: 'Offered',
    offered_by: (relay: string) => `Offered by ${relay}`,
    unasked: 'Not known whether it is offered',
    not_offered: 'Not offered',
    not_offered_by: (relay: string) => `Known, not offered by ${relay}`,
    known: 'Models',
    time: 'Time',
    none_found: (query: string) => `No model matches “${query}”.`,
    wire_name: 'Name at the relay',
    aspect: 'Aspect',
    length: 'Length',
    expected: 'Usually takes',
    fixed: 'set by the model',
    unknown_time: 'not known',
    loading: 'Asking for the models…',
    failed: 'The list of models could not be read.',
    retry: 'Try again',
    unknown_note: 'The catalogue does not know this model: aspect and length are left to it.',
    not_offered_note: 'The connection did not list this model when it was last tested. It will probably refuse it.',
  },
  /** Why Generate is disabled, and what is wrong at a control. */
  problem: {
    no_connection: 'Connect a relay first',
    no_prompt: 'Write a prompt first',
    no_model: 'Choose a model first',
    required: {
      prompt: 'Write a prompt first',
      model: 'Choose a model first',
      connection_id: 'Choose a connection first',
      aspect_ratio: 'Choose an aspect',
      duration_s: 'Choose a length',
      variations: 'Choose how many',
    },
    required_other: 'Something is missing',
    one_of: (field: string, values: string) => `${field}: this model takes ${values}`,
    between: (field: string, min: number, max: number) =>
      `${field}: between ${number('en', min)} and ${number('en', max)}`,
    not_offered: 'The connection does not offer this model',
    needs_key: 'The connection has no key: add it in Settings',
    fields: {
      prompt: 'Prompt',
      model: 'Model',
      connection_id: 'Connection',
      aspect_ratio: 'Aspect',
      duration_s: 'Length',
      variations: 'Variations',
    },
    field_other: 'Setting',
  },
  refused: 'Nothing was sent.',
};
