export const characters = {
  title: '角色',
};
