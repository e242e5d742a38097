export const storyboards = {
  title: '分镜',
};
