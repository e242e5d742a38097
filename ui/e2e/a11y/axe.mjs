/** axe-core on a page: the rules of WCAG 2.2 A and AA that a screen breaks, and where. */
import { AxeBuilder } from '@axe-core/playwright';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules that depend on colours: of all rules only these can differ between the themes. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Waits until nothing moves any more: a colour in transition is not the one that stays. */
async function settle(page) {
  await page.evaluate(async () => {
    const endless = (animation) => animation.effect?.getComputedTiming().endTime === Infinity;
    const moving = () => document.getAnimations().filter((animation) => !endless(animation));
    await Promise.allSettled(moving().map(({ finished }) => finished));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}

/** The violations of the page as it is, one line each: rule, screen, selector and what axe says of it. */
async function violationsOf(page, screen, narrowed) {
  await settle(page);
  // Legacy mode: everything in this page. The other mode opens a page of its own to join the results of frames.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await narrowed(builder).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id} | ${screen} | ${target.join(' ')} | ${why}`;
    }),
  );
}

/** Every violation of the page as it is. */
export const audit = (page, screen) => violationsOf(page, screen, (axe) => axe.withTags(TAGS));

/** The violations of the page that depend on its colours. */
export const auditColours = (page, screen) => violationsOf(page, screen, (axe) => axe.withRules(COLOUR_RULES));
