import type { Locale } from '../locale';

export const locale: Locale = {
  name: '简体中文',
  tag: 'zh-CN',
  formats: 'zh-CN',
  month: 'long',
  day_and_time: ' ',
  list: '、',
  unit: { hour: ' 小时', minute: ' 分', second: ' 秒', ms: ' 毫秒' },
  now: '刚刚',
  ago: { minute: ' 分钟前', hour: ' 小时前' },
};
