/** One of a row of small pictures. */
export interface Thumb {
  readonly key: number;
  /** Its address; a mark stands where there is none. */
  readonly image: string | null;
  /** A word under it. */
  readonly caption: string;
  /** A quieter one after that. */
  readonly detail?: string;
  /** All that there is to say of it, for the tooltip and the screen reader. */
  readonly label: string;
  /** Whether it is the one that is shown already. */
  readonly current: boolean;
}
