import type { Texts } from '../en';

export const welcome: Texts['welcome'] = {
  title: '欢迎使用 Dailies',
  lead: '生成视频，查看样片，留下好镜头。',
  lead_2: '所有片段都保存在这台电脑上。',
  demo: {
    title: '先试试看',
    about: '内置演示中转站，几秒出片。无需密钥，免费。',
    picture: '演示画面三幅：黄昏灯塔、极光、沙丘',
    start: '从演示开始',
    fine: '之后随时可以连接中转站。',
  },
  relay: {
    title: '连接中转站',
    about: '填写服务商给您的地址和密钥。',
    connect: '连接并打开',
    connect_anyway: '仍然连接',
    fine: '适用于支持 Unified、Create、OpenAI 或 Chat 格式的中转站。',
  },
};
