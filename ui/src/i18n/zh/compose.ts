import type { compose as en } from '../en/compose';
import { number } from '../format';

const MINUTE = 60_000;
const span = (least: number, most: number): string => {
  if (most < MINUTE) return `${Math.round(least / 1000)}–${Math.round(most / 1000)} 秒`;
  const [from, to] = [Math.max(1, Math.round(least / MINUTE)), Math.round(most / MINUTE)];
  return from === to ? `${to} 分钟` : `${from}–${to} 分钟`;
};

export const compose: typeof en = {
  label: '创作栏',
  prompt: '提示词',
  placeholder: '描述这个镜头：主体与动作、场景、运镜、光线……',
  mode: '文生视频',
  generate: '生成',
  sending: '发送中…',
  aspect: '画幅',
  length: '时长',
  seconds: (s) => `${s} 秒`,
  lengths: (seconds) => `${seconds.join('、')} 秒`,
  auto: '自动',
  variations: '数量',
  times: (n) => `×${n}`,
  span,
  each: '每个',
  clips: (n) => `${number('zh', n)} 个片段`,
  no_estimate: '耗时未知',
  demo_time: '几秒钟',
  characters: (n) => `${number('zh', n)} 字`,
  moved: {
    aspect_ratio: (value) => (value === null ? '画幅由模型决定' : `画幅已改为 ${value}`),
    duration_s: (value) => (value === null ? '时长由模型决定' : `时长已改为 ${value} 秒`),
  },
  moved_line: (moves) => `${moves.join('，')}，以符合该模型`,
  model: {
    choose: '模型',
    none: '选择模型',
    search: '搜索模型',
    list: '模型',
    offered: '可用',
    offered_by: (relay) => `${relay} 提供`,
    unasked: '尚不清楚是否提供',
    not_offered: '不可用',
    not_offered_by: (relay) => `已知，但 ${relay} 不提供`,
    known: '模型',
    time: '耗时',
    none_found: (query) => `没有匹配“${query}”的模型。`,
    wire_name: '接口名称',
    aspect: '画幅',
    length: '时长',
    expected: '通常耗时',
    fixed: '由模型决定',
    unknown_time: '未知',
    loading: '正在获取模型…',
    failed: '无法读取模型列表。',
    retry: '重试',
    unknown_note: '目录中没有这个模型：画幅和时长由它自己决定。',
    not_offered_note: '上次测试连接时没有列出这个模型，很可能会被拒绝。',
  },
  problem: {
    no_connection: '请先连接中转站',
    no_prompt: '请先写提示词',
    no_model: '请先选择模型',
    required: {
      prompt: '请先写提示词',
      model: '请先选择模型',
      connection_id: '请先选择连接',
      aspect_ratio: '请选择画幅',
      duration_s: '请选择时长',
      variations: '请选择数量',
    },
    required_other: '还缺少一项',
    one_of: (field, values) => `${field}：该模型支持 ${values}`,
    between: (field, min, max) => `${field}：须在 ${number('zh', min)} 到 ${number('zh', max)} 之间`,
    not_offered: '此连接不提供该模型',
    needs_key: '此连接没有密钥：请在设置中添加',
    fields: {
      prompt: '提示词',
      model: '模型',
      connection_id: '连接',
      aspect_ratio: '画幅',
      duration_s: '时长',
      variations: '数量',
    },
    field_other: '设置项',
  },
  refused: '没有发送任何内容。',
};
