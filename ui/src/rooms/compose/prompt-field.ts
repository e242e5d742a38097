/** The composer's prompt field, for the tools beside it that write at its caret. */
export const promptField: { current: HTMLTextAreaElement | null } = { current: null };
