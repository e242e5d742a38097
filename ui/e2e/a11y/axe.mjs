/** axe-core on a page: the rules of WCAG 2.2 A and AA that a screen breaks, and where. */
import axe from 'axe-core';

/** The rules of WCAG 2.2 A and AA. */
const ALL_RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

/** The rules that depend on colours: of all rules only these can differ between the themes. */
const COLOUR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Waits until nothing moves any more: a colour in transition is not the one that stays. */
async function settle(page) {
  await page.evaluate(async () => {
    const endless = (animation) => animation.effect?.getComputedTiming().endTime === Infinity;
    const moving = () => document.getAnimations().filter((animation) => !endless(animation));
    await Promise.allSettled(moving().map(({ finished }) => finished));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}

/** Loads axe into the page, unless it is there already: parsing it takes as long as checking a screen. */
async function load(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
}

/**
 * Runs in the page. While a dialog or menu is open, it and the buttons that are expanded are checked, and that what is behind it
 * takes no focus: the room itself is a screen of its own.
 */
async function run(runOnly) {
  const popups = [...document.querySelectorAll('[role="dialog"], [role="menu"]')].filter((one) =>
    one.checkVisibility(),
  );
  const opened = popups.at(-1);
  const context = opened ? { include: [opened, ...document.querySelectorAll('[aria-expanded="true"]')] } : document;
  const options = { resultTypes: ['violations'], preload: false };
  const { violations } = await window.axe.run(context, { ...options, runOnly });
  if (!opened || runOnly.type === 'rule') return violations;
  // What is behind it must not take the focus.
  const behind = await window.axe.run(document, { ...options, runOnly: ['aria-hidden-focus'] });
  return [...violations, ...behind.violations];
}

/** The violations of the page as it is, one line each: rule, screen, selector and what axe says of it. */
async function violationsOf(page, screen, rules) {
  await settle(page);
  await load(page);
  const violations = await page.evaluate(run, rules);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id} | ${screen} | ${target.join(' ')} | ${why}`;
    }),
  );
}

/** Every violation of the page as it is. */
export const audit = (page, screen) => violationsOf(page, screen, ALL_RULES);

/** The violations of the page that depend on its colours. */
export const auditColours = (page, screen) => violationsOf(page, screen, COLOUR_RULES);
