import { bytes, duration } from '../format';

const MINUTE = 60_000;

export const job = {
  /** How a job stands, beside its percentage. */
  standing: {
    ready: 'waiting for its turn',
    sending: 'sending',
    accepted: 'queued at the relay',
    running: 'rendering',
    started: 'just started',
    finishing: 'nearly there',
    downloading: 'downloading',
    retrying: 'trying again',
  },
  states: {
    ready: 'Waiting',
    sending: 'Sending',
    unknown: 'Unknown outcome',
    accepted: 'Queued',
    running: 'Rendering',
    downloading: 'Downloading',
    done: 'Done',
    failed: 'Failed',
    stopped: 'Stopped',
  },
  left: (ms: number) =>
    ms < 55_000
      ? `about ${Math.max(10, Math.ceil(ms / 10_000) * 10)} s left`
      : `about ${duration('en', Math.max(1, Math.round(ms / MINUTE)) * MINUTE)} left`,
  overdue: 'any moment now',
  received: (received: number, total: number | null) =>
    total === null ? bytes('en', received) : `${bytes('en', received)} of ${bytes('en', total)}`,
  progress: (percent: number | null) => (percent === null ? 'Progress not known' : `${percent} %`),
  quote: (prompt: string) => `“${prompt}”`,
  again: {
    label: 'Send again',
    title: 'Send this prompt again?',
    risk: (relay: string) =>
      `The first one may be running at ${relay}. If it is, sending again pays for the clip a second time.`,
    check:
      'This relay keeps no list that Dailies could ask. Its own usage page tells: if the job is listed there, it was charged.',
  },
  edit_prompt: 'Edit prompt',
  details: 'Details',
  dismiss: 'Dismiss',
  resume: 'Resume',
  send: 'Send',
  stop: 'Stop',
  relay_words: 'The relay says',
  inspector: 'Job',
  prompt: 'Prompt',
  connection: 'Connection',
  model: 'Model',
  format: 'Format',
  length: 'Length',
  created: 'Created',
  sent: 'Sent',
  accepted: 'Accepted',
  ended: 'Ended',
  source: 'Source job',
  seconds: (s: number) => `${s} s`,
  announce: {
    done: (prompt: string) => `Clip ready: ${prompt}`,
    failed: (prompt: string, why: string) => `Job failed, ${why}: ${prompt}`,
    unknown: (prompt: string) => `Outcome unknown: ${prompt}`,
    stopped: (prompt: string) => `Job stopped: ${prompt}`,
  },
};
