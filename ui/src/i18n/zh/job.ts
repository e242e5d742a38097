import type { job as en } from '../en/job';
import { bytes, duration } from '../format';

const MINUTE = 60_000;

export const job: typeof en = {
  standing: {
    ready: '等待中',
    part_before: '等待前一段',
    sending: '发送中',
    accepted: '中转站排队中',
    running: '生成中',
    started: '刚开始',
    finishing: '即将完成',
    downloading: '下载中',
    retrying: '正在重试',
  },
  states: {
    ready: '等待中',
    sending: '发送中',
    unknown: '结果未知',
    accepted: '排队中',
    running: '生成中',
    downloading: '下载中',
    done: '已完成',
    failed: '失败',
    stopped: '已停止',
  },
  left: (ms) =>
    ms < 55_000
      ? `约剩 ${Math.max(10, Math.ceil(ms / 10_000) * 10)} 秒`
      : `约剩 ${duration('zh', Math.max(1, Math.round(ms / MINUTE)) * MINUTE)}${ms < 60 * MINUTE ? '钟' : ''}`,
  overdue: '马上就好',
  received: (received, total) =>
    total === null ? bytes('zh', received) : `${bytes('zh', received)} / ${bytes('zh', total)}`,
  progress: (percent) => (percent === null ? '进度未知' : `${percent} %`),
  quote: (prompt) => `“${prompt}”`,
  again: {
    label: '重新发送',
    title: '重新发送这条提示词？',
    title_character: '重新发送这个角色？',
    risk: (relay) => `第一次发送的任务可能正在 ${relay} 运行。若是如此，重新发送会再付一次费。`,
    check: '此中转站没有可供 Dailies 查询的任务列表，请查看它自己的用量页面：如果列出了该任务，就说明已经扣费。',
    check_first: '此中转站有任务列表。可以先“查询”，免费。',
    not_listed: '中转站的任务列表里没有它，重新发送很可能是安全的。',
  },
  told: {
    sent: (n) => (n === 1 ? '已发送' : `已发送 ${n} 个片段`),
    no_price: '价格未知',
    unsent: '发送之前已停止，没有扣费。',
    ended: '它已经结束。',
  },
  check: {
    label: '查询',
    found: '找到了：中转站已接受它，现在继续跟进，没有重新发送。',
    not_listed: '中转站的列表里没有它。',
    no_answer: '仍然未知：中转站的列表没能确定结果。',
  },
  keep_open: '现在关闭 Dailies 可能会丢失它',
  cost: '费用',
  connection_open: '连接',
  balance_open: '余额',
  edit_prompt: '修改提示词',
  details: '详情',
  dismiss: '移除',
  resume: '继续',
  send: '发送',
  stop: '停止',
  relay_words: '中转站原话',
  inspector: '任务',
  prompt: '提示词',
  connection: '连接',
  model: '模型',
  format: '画面',
  length: '时长',
  created: '创建于',
  sent: '发送于',
  accepted: '接受于',
  ended: '结束于',
  source: '来源任务',
  seconds: (s) => `${s} 秒`,
  announce: {
    done: (prompt) => `片段已完成：${prompt}`,
    made: (character) => `已完成：${character}`,
    failed: (prompt, why) => `任务失败，${why}：${prompt}`,
    unknown: (prompt) => `结果未知：${prompt}`,
    stopped: (prompt) => `任务已停止：${prompt}`,
  },
};
