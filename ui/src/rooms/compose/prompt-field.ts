import { TextHistory } from '../../parts/text-history';

/** The composer's field as it stands on screen, for tools that write at its caret, and the history of its text. */
export const promptField: { current: HTMLTextAreaElement | null; readonly history: TextHistory } = {
  current: null,
  history: new TextHistory(),
};
