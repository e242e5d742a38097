export const storyboards = {
  title: 'Storyboards',
};
