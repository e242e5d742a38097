import { describe, expect, it } from 'vitest';
import { en } from './en';
import { filled, leaves } from './testing';
import { zh } from './zh';

/** One word for one thing: what each language says, and the other words for it that must not come back. */
const CHINESE: [word: string, instead: RegExp][] = [
  ['收藏', /最爱|收藏夹/],
  ['再创作', /重制|改编/],
  ['尾帧', /末帧|最后一帧/],
  ['对话模型', /聊天/],
  ['Unified', /统一格式/],
  ['静态图', /生成图片/],
  ['素材库', /资料库|片段库|片库/],
  ['写作辅助', /写作帮助/],
  ['优化', /润色|优化提示词/],
  ['您', /你/],
  ['钥匙串', /密钥串/],
  ['接续', /续写/],
  ['常用语', /片语/],
  ['视频生视频', /视频转视频/],
  ['免费', /不花钱/],
  ['删除、清除', /忘记|遗忘/],
  ['详情栏', /检查器/],
  ['视频、片段', /影片|片子/],
  ['已列出，暂无说明', /无人描述|没有描述|没有人描述|描述一个模型/],
  ['查询状态', /下落/],
  ['此连接没有密钥', /手头/],
];

const ENGLISH: [word: string, instead: RegExp][] = [
  ['clip, video', /\bfilms?\b/i],
  ['Location', /\b(where it lies|may the key lie|library lies)\b/i],
  ['Enter key', /\bput (it )?in (key|again)\b|put the key in/i],
  ['resumes automatically', /goes on where/i],
  ['automatically', /by itself/i],
  ['Favourite', /no favourite|\bkeep clip\b|off the favourites/i],
  ['Most expensive', /dearest/i],
  ['Remove', /take out of|take off/i],
  ['No character named', /nobody/i],
  ['plain text', /plain words/i],
  ['System', /as the system/i],
  ['Default', /first on offer/i],
  ['Recent', /used lately/i],
  ['Can’t send yet', /before it can be sent/i],
  ['Paused', /\brests\b/i],
  ['Stop checking after', /watch (a job|each) for/i],
  ['deleted', /\bforg[eo]t/i],
];

describe.each([
  ['Chinese', zh, CHINESE],
  ['English', en, ENGLISH],
] as const)('%s', (_, texts, glossary) => {
  it.each(glossary)('says %s', (_word, instead) => {
    expect(leaves(texts).filter(({ value }) => instead.test(filled(value)))).toEqual([]);
  });
});
