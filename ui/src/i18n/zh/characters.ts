import type { Texts } from '../en';

export const characters: Texts['characters'] = {
  title: '角色',
  kinds: { pack: '参考图包' },
};
