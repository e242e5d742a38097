export const prompts = {
  history: '历史',
};
