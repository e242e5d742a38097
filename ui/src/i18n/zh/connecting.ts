import { number } from '../format';
import type { Texts } from '../en';

export const connecting: Texts['connecting'] = {
  address: '地址',
  address_example: 'https://api.example.com',
  key: '密钥',
  key_hint: '保存在系统钥匙串中，只发送到此地址。',
  test: '测试',
  test_hint: '免费：只询问模型列表。',
  testing: '正在询问中转站…',
  works: '连接正常。',
  models: (n) => `提供 ${number('zh', n)} 个模型`,
  failed: '还不能用。',
  proxy: '代理',
  proxies: { system: '跟随系统', direct: '不用代理', through: '通过代理…' },
  proxy_address: '代理地址',
  proxy_example: 'socks5://127.0.0.1:1080',
  proxy_hint: '支持 http、https 或 socks5。这台电脑上的中转站始终直接连接。',
  plain_http: {
    warning:
      '此地址以 http:// 开头，发往那里的内容都没有加密。途中的任何人（例如同一 Wi-Fi 中的人）都能看到密钥、提示词和视频，并花掉您的余额。',
    allow: '仍然不加密地发送我的密钥',
    allow_now: '为这个中转站允许',
    refused: '在您允许之前，不会向那里发送任何内容。',
    allowed: '未加密。您已为这个中转站允许。',
    badge: '未加密',
  },
  keychain: {
    title: '密钥存放在哪里？',
    no_keychain: '此系统没有 Dailies 可用的钥匙串，密钥无法安全地保存在磁盘上。',
    keychain_locked: '系统钥匙串已锁定。请解锁后重试，或者暂不使用钥匙串。',
    session: '仅在本次使用期间保留：只存在内存里，Dailies 关闭后即清除，下次会再向您询问。',
    keep: '仅本次保留',
    retry: '再试一次钥匙串',
  },
};
