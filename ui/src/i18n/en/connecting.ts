import { number, plural } from '../format';

export const connecting = {
  address: 'Address',
  address_example: 'https://api.example.com',
  key: 'Key',
  key_hint: 'Kept in the system keychain, sent to this address only.',
  test: 'Test',
  test_hint: 'Costs nothing: it asks for the list of models.',
  testing: 'Asking the relay…',
  works: 'It works.',
  models: (n: number) => plural('en', n, { one: '1 model on offer', other: `${number('en', n)} models on offer` }),
  failed: 'It does not work yet.',
  proxy: 'Proxy',
  proxies: { system: 'System', direct: 'None', through: 'Through…' },
  proxy_address: 'Proxy address',
  proxy_example: 'socks5://127.0.0.1:1080',
  proxy_hint: 'http, https or socks5. A relay on this computer is always reached directly.',
  plain_http: {
    warning:
      'This address begins with http://: nothing sent there is encrypted. Whoever is in between, in the same Wi-Fi for example, can read the key, the prompts and the videos, and spend your credit.',
    allow: 'Send my key there without encryption all the same',
    allow_now: 'Allow it for this relay',
    refused: 'Nothing is sent there until you allow it.',
    allowed: 'Not encrypted. You allowed this for this relay.',
    badge: 'Not encrypted',
  },
  keychain: {
    title: 'Where should the key be stored?',
    no_keychain: 'This system has no keychain that Dailies can reach, so the key cannot be kept safely on disk.',
    keychain_locked: 'The system keychain is locked. Unlock it and try again, or go on without it.',
    session:
      'Keep it for this session only: it stays in memory and is cleared when Dailies closes. You will be asked for it next time.',
    keep: 'Keep for this session',
    retry: 'Try the keychain again',
  },
};
