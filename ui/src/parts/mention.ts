/** Somebody who can be named with `@` in a text. */
export interface Person {
  /** What stands after the `@`. */
  readonly handle: string;
  readonly name: string;
  /** The address of a picture. */
  readonly image: string | null;
  /** A few more words, such as where it lives. */
  readonly note?: string;
}
