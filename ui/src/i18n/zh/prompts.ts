import type { Texts } from '../en';
import { number } from '../format';

export const prompts: Texts['prompts'] = {
  mention: {
    list: '角色',
    unknown: (name) => `没有叫 ${name} 的角色：将按普通文字发送。`,
    offered: (n) => `${number('zh', n)} 个角色`,
  },
  history: '历史',
};
