/** The rooms in Chinese: other words, other widths, another font. The last screens of a studio, which stays in Chinese. */
import { ROOM_KEYS, goTo } from './screens.mjs';

export const inChinese = Object.keys(ROOM_KEYS).map((room, at) => ({
  name: `${room}, in Chinese`,
  narrow: true,
  open: async ({ page, call }) => {
    if (at === 0) {
      const { settings } = await call('get_session');
      await call('save_settings', { settings: { ...settings, language: 'zh' } });
      await page.reload();
      await page.locator(':root[lang^="zh"]').waitFor();
    }
    await goTo(page, room);
    await page.locator('main button').first().waitFor();
  },
}));
