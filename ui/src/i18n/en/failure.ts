import type { Meaning } from '../../backend/backend';

/** A failure in plain words: a name, what happened, and what the user can do. */
type Words = { title: string; happened: string; helps: string };

const meanings: Record<Meaning, Words> = {
  key: {
    title: 'Key not accepted',
    happened: 'The relay does not know this key, or it is no longer valid.',
    helps: 'Check the key at your provider and enter it again under Connections.',
  },
  no_key: {
    title: 'No key',
    happened: 'This connection has no key, so nothing was sent.',
    helps: 'Enter the key under Connections.',
  },
  plain_http: {
    title: 'Not encrypted',
    happened:
      'This relay’s address begins with http://, so whoever is in between can read the key, the prompts and the videos. Nothing was sent.',
    helps: 'Use its https address, or allow it for this relay under Connections.',
  },
  permission: {
    title: 'Not allowed with this key',
    happened: 'The key is valid, but it may not use this model or this service.',
    helps: 'Choose another model, or ask your provider to open it for this key.',
  },
  balance: {
    title: 'Out of credit',
    happened: 'The account behind the key has too little credit for this clip.',
    helps: 'It is not retried automatically. Top up at your provider, then generate it again.',
  },
  rate: {
    title: 'Too many requests',
    happened: 'The relay asked to slow down and did not take this job.',
    helps: 'Wait a little, or let fewer jobs run at once in Settings.',
  },
  moderation: {
    title: 'Blocked by moderation',
    happened:
      'The relay’s check refused the job. Whether the prompt, a picture or the finished clip was the reason, it does not say.',
    helps:
      'Sending it again as it is will hardly help. Leave out real people, brands and protected characters, in words and pictures.',
  },
  moderation_picture: {
    title: 'Picture blocked by moderation',
    happened: 'The relay’s check refused a picture before anything was made.',
    helps: 'Use a picture without real people, brands or protected characters.',
  },
  moderation_prompt: {
    title: 'Prompt blocked by moderation',
    happened: 'The relay’s check refused the words before anything was made.',
    helps: 'Leave out real people, brands and protected characters, and soften what may read as violence or nudity.',
  },
  moderation_result: {
    title: 'Clip blocked by moderation',
    happened: 'The model made the clip, then the last check refused it.',
    helps:
      'It may have seen a real or protected face. Say that a figure is drawn or made of clay, or show it from behind.',
  },
  picture: {
    title: 'Picture not usable',
    happened: 'The relay could not use a picture: too large, of the wrong size, or of a kind it does not read.',
    helps: 'Use a smaller JPEG or PNG, cropped to the shape of the clip.',
  },
  not_offered: {
    title: 'Model not on offer',
    happened: 'The relay has no such model for this key at the moment.',
    helps: 'Choose another model, or try later. A test of the connection shows what it offers.',
  },
  invalid: {
    title: 'Request refused',
    happened: 'The relay did not accept one of the settings.',
    helps: 'Its words may name the setting. Change it and generate again.',
  },
  gone: {
    title: 'Job gone at the relay',
    happened: 'The relay no longer knows this job, so its clip cannot be fetched.',
    helps: 'Ask your provider with the job’s number if you paid for it, or generate it again.',
  },
  no_remix: {
    title: 'No remix at this relay',
    happened: 'The relay refused to remix this clip. It is not asked again for a while.',
    helps: 'Make the new version another way: its price is shown before anything is sent.',
  },
  server: {
    title: 'Fault at the relay',
    happened: 'The relay, or the model behind it, broke down.',
    helps: 'This usually passes. Try again in a few minutes, or with another model.',
  },
  network: {
    title: 'Relay not reached',
    happened: 'There was no connection to the relay.',
    helps: 'Check the internet connection, a proxy if you use one, and the address under Connections.',
  },
  unreadable: {
    title: 'Answer not understood',
    happened: 'Something answered that is not a relay, or not in a format that Dailies reads.',
    helps: 'Check the address under Connections. Behind a hotel or office sign-in page, sign in first.',
  },
  generation: {
    title: 'The model gave up',
    happened: 'The model began the clip and did not finish it.',
    helps: 'Generate it again as it is. If it fails again, make the prompt shorter or simpler.',
  },
  rejected: {
    title: 'Turned down at the relay',
    happened: 'The relay took the job and then turned it down.',
    helps: 'Its words may say why. Change what they name before you generate it again.',
  },
  timed_out: {
    title: 'Timed out at the relay',
    happened: 'The model took longer than the relay waits, so the relay ended the job.',
    helps: 'Try again when there is less traffic, or make a shorter or smaller clip.',
  },
  cancelled: {
    title: 'Cancelled at the relay',
    happened: 'The job was broken off at the relay, not by Dailies.',
    helps: 'Ask your provider why if you did not do it yourself, or generate it again.',
  },
  expired: {
    title: 'Expired at the relay',
    happened: 'The relay did not keep the job any longer, and ended it without a clip.',
    helps: 'Ask your provider with the job’s number if it was charged, or generate it again.',
  },
  no_result: {
    title: 'Finished without a clip',
    happened: 'The relay says that it is done, but no file of the clip could be found.',
    helps: 'Ask the relay again, or look for the clip on its own page.',
  },
  not_listed: {
    title: 'Not in the relay’s list',
    happened: 'The relay’s list of jobs does not show this one, so it was most likely never taken.',
    helps: 'Look again in a minute if you want to be sure. After that, sending it again will hardly be charged twice.',
  },
  several_listed: {
    title: 'Several could be this one',
    happened: 'The relay’s list holds jobs like this one, and does not tell which of them it is.',
    helps: 'Look at the relay’s own page before you send it again: it may have been charged already.',
  },
  result_expired: {
    title: 'Expired before it came in',
    happened: 'The relay no longer serves the video. Results are kept for a short time only.',
    helps: 'Ask your provider with the job’s number, or generate it again.',
  },
  part_before: {
    title: 'The part before it is missing',
    happened:
      'This part was to begin with the last frame of the one before, which did not become a clip. Nothing was sent.',
    helps: 'Make the part before again from its storyboard; this one cost nothing.',
  },
  source_gone: {
    title: 'The video is no longer reachable',
    happened: 'The relay’s address of the video no longer works, so nothing was sent.',
    helps: 'Use a clip that this relay made, a newer one, or an address of your own.',
  },
  unsafe_address: {
    title: 'Video at an unsafe address',
    happened: 'The relay named a video that is not on https, or is inside a private network. It was not downloaded.',
    helps: 'Ask your provider why. If the relay is your own, let it serve videos over https.',
  },
  bad_file: {
    title: 'Not a complete video',
    happened: 'What came in is not a complete video file. Nothing of it went into the gallery.',
    helps: 'Fetching it once more may help. If it does not, tell your provider.',
  },
  cut_off: {
    title: 'Cut off',
    happened: 'What came in ends before the video does. Nothing of it went into the gallery.',
    helps:
      'It is fetched again automatically a few times. If it still ends early, fetch it again later or ask your provider.',
  },
  disk_full: {
    title: 'Disk full',
    happened: 'There is no room left for the clip on the library’s disk.',
    helps: 'Make some room. The clip is still at the relay for a while.',
  },
  disk: {
    title: 'Disk trouble',
    happened: 'The clip could not be written to the library’s folder.',
    helps: 'Check the disk and the folder’s permissions. The clip is still at the relay for a while.',
  },
};

export const failure = {
  meanings,
  /** Whole sentences, one after the other. */
  sentences: (...each: string[]) => each.filter(Boolean).join(' '),
  what_happened: 'What happened',
  what_helps: 'What helps',
  relays_words: 'The relay’s words',
  no_words: 'None.',
  charged_title: 'Charged?',
  charged: { no: 'No.', yes: 'Yes.', unknown: 'Not known. Check your provider’s bill.' },
  /** Short, for a tile. */
  charged_short: { no: 'Not charged.', yes: 'It was charged.', unknown: 'It may have been charged.' },
  /** Sent, and the answer was lost. */
  unknown: {
    title: 'Unknown outcome',
    happened: (time: string) => `Sent at ${time}, but the answer was lost. It may have been charged.`,
    helps: 'Look at your provider’s list of jobs. If this one is not there, sending it again is safe.',
    helps_check:
      'Check looks in the relay’s list of jobs, at once and at no cost. Dailies also checks automatically a few times.',
    not_listed: (time: string) =>
      `Sent at ${time}, but the answer was lost. The relay’s list of jobs does not show it.`,
  },
  /** The relay is done, and the clip is not here. */
  missing: {
    title: 'Finished at the relay, video not found',
    helps: 'Ask again costs nothing. If you see the video on the relay’s own page, paste its link here.',
    helps_link: 'If you see the video in the relay’s answer or on its own page, paste its link here.',
  },
  stopped: {
    user: {
      title: 'Stopped by you',
      unsent: 'You stopped it before it was sent.',
      sent: 'Stopped tracking. The relay may still finish and charge for it.',
    },
    restart: {
      title: 'Not sent yet',
      unsent: 'Dailies was closed before this was sent.',
      sent: 'Dailies was closed while this was at the relay.',
    },
    watch_limit: {
      title: 'Past your time limit',
      unsent: 'It waited longer than your limit.',
      sent: 'Past your limit. Still running at the relay.',
    },
    trouble: {
      title: 'Paused after repeated errors',
      unsent: 'Sending failed repeatedly. It was never accepted.',
      sent: 'Checking on it failed repeatedly. The relay may still have it.',
    },
    resume_sends: 'Resume sends it now.',
    resume_follows: 'Resume tracks it again. Nothing is sent or paid a second time.',
  },
  /** What a test of a connection found, where the words for a job do not fit. */
  test: {
    key: 'The relay answered, but does not accept this key. Copy it again, without spaces around it.',
    no_key: 'There is no key to test with.',
    permission: 'The relay knows this key, but it may not list models. Ask your provider what the key is for.',
    balance: 'The key works, but the account behind it is out of credit.',
    rate: 'The relay is there, but asks to slow down. Try again in a minute.',
    gone: 'Something answered there, but not a relay: it has no list of models at this address.',
    not_offered: 'The relay is there, but offers no model to this key.',
    invalid: 'Something answered there, but did not understand the question. Check the address.',
    server: 'The relay is there, but has a fault at the moment. Try again in a few minutes.',
    network:
      'Nothing answered at this address. Check its spelling, the internet connection and a proxy if you use one.',
    unreadable: 'Something answered there, but not a relay. Check the address; behind a sign-in page, sign in first.',
    unsafe_address: 'The address led somewhere else, and the key was not sent along.',
  } satisfies Partial<Record<Meaning, string>>,
};
