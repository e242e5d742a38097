export const prompts = {
  history: 'History',
};
