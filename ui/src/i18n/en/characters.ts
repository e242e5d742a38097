export const characters = {
  title: 'Characters',
};
