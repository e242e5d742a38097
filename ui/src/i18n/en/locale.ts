import type { Locale } from '../locale';

export const locale: Locale = {
  name: 'English',
  tag: 'en',
  formats: 'en-GB',
  month: 'short',
  day_and_time: ', ',
  list: ', ',
  unit: { hour: ' h', minute: ' min', second: ' s', ms: ' ms' },
  now: 'just now',
  ago: { minute: ' min ago', hour: ' h ago' },
};
