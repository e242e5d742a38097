/** What a language needs beside its texts: its name, how numbers and dates are written, and words for units. */
export type Locale = {
  /** What the language calls itself. */
  readonly name: string;
  /** Its tag (BCP 47), as the page's `lang`. */
  readonly tag: string;
  /** The tag by which `Intl` writes numbers and dates; a region may differ from `tag`. */
  readonly formats: string;
  /** How a month stands in a date without a year. */
  readonly month: 'short' | 'long';
  /** Between a day and a time. */
  readonly day_and_time: string;
  /** Between the items of a list. */
  readonly list: string;
  /** After a number, with the space that the language puts there. */
  readonly unit: { readonly hour: string; readonly minute: string; readonly second: string; readonly ms: string };
  readonly now: string;
  /** After a number: how long ago. */
  readonly ago: { readonly minute: string; readonly hour: string };
};
