import { bytes, duration } from '../format';

const MINUTE = 60_000;

export const job = {
  /** How a job stands, beside its percentage. */
  standing: {
    ready: 'waiting for its turn',
    part_before: 'waits for the part before',
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
    result_missing: 'Finished, video not found',
    done: 'Done',
    failed: 'Failed',
    stopped: 'Stopped',
  },
  left: (ms: number) =>
    ms < 55_000
      ? `about ${Math.max(10, Math.ceil(ms / 10_000) * 10)} s left`
      : `about ${duration('en', Math.max(1, Math.round(ms / MINUTE)) * MINUTE)} left`,
  overdue: 'any moment now',
  late: 'longer than usual',
  /** When a job is tried again, and who wants the wait. */
  next_try: {
    at: (time: string) => `next try at ${time}`,
    asked: 'the relay asks to wait',
    own: 'trying again',
  },
  received: (received: number, total: number | null) =>
    total === null ? bytes('en', received) : `${bytes('en', received)} of ${bytes('en', total)}`,
  progress: (percent: number | null) => (percent === null ? 'Progress not known' : `${percent}%`),
  quote: (prompt: string) => `“${prompt}”`,
  again: {
    label: 'Send again',
    title: 'Send this prompt again?',
    title_character: 'Send this character again?',
    risk: (relay: string) => `The first one may be running at ${relay}. If it is, sending again pays a second time.`,
    check:
      'This relay keeps no list that Dailies could ask. Check its own usage page: if the job is listed there, it was charged.',
    check_first: 'This relay keeps a list of jobs. Check looks there first, and costs nothing.',
    not_listed: 'The relay’s list of jobs did not show it, so this is most likely safe.',
  },
  /** After a press that sent something. */
  told: {
    sent: (n: number) => (n === 1 ? 'Sent' : `Sent ${n} clips`),
    no_price: 'price not known',
    unsent: 'Stopped before it was sent. Nothing was charged.',
    ended: 'It has ended already.',
  },
  check: {
    label: 'Check',
    found: 'Found: the relay has it. Tracking it again; nothing was sent.',
    not_listed: 'The relay’s list does not show it.',
    no_answer: 'Still unknown: the relay’s list did not settle it.',
  },
  /** A clip that was made but did not come in. */
  missing: {
    ask: 'Ask again',
    paste: 'Paste the link',
    by_hand: 'Fetch the clip by hand',
    link: 'Link to the video',
    link_hint: 'From the relay’s own page or its answer: an https address, or one of the relay itself.',
    fetch: 'Fetch',
    content: 'Try the content address',
    content_hint: 'Some relays keep the video at /v1/videos/…/content, though their answers do not say so.',
  },
  /** Without a task id at the relay an answer that stops coming is lost. */
  keep_open: 'closing Dailies now may lose it',
  cost: 'Cost',
  connection_open: 'Connection',
  balance_open: 'Balance',
  edit_prompt: 'Edit prompt',
  other_way: 'Make it another way',
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
    made: (character: string) => `Ready: ${character}`,
    failed: (prompt: string, why: string) => `Job failed, ${why}: ${prompt}`,
    result_missing: (prompt: string) => `Finished at the relay, video not found: ${prompt}`,
    unknown: (prompt: string) => `Outcome unknown: ${prompt}`,
    stopped: (prompt: string) => `Job stopped: ${prompt}`,
  },
};
