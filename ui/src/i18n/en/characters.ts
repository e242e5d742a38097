export const characters = {
  title: 'Characters',
  kinds: { pack: 'Reference pack' },
};
