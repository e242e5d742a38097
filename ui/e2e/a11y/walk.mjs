/** A walk through a screen by the Tab key: what it reaches, whether the focus is seen there, and whether it ever comes round. */

/** Runs in the page: names every control that Tab should reach, and notes how each looks while it has no focus. */
function noteControls() {
  const CONTROLS = 'a[href], button, input, textarea, select, summary, [tabindex]';
  const LOOKS = ['boxShadow', 'outlineStyle', 'outlineColor', 'backgroundColor', 'borderColor', 'color', 'opacity'];
  const isReached = (element) =>
    element.tabIndex >= 0 &&
    !element.disabled &&
    !element.closest('[inert]') &&
    element.checkVisibility() &&
    isOneOfRadios(element);
  /** Of native radio buttons of one name Tab reaches one. */
  const isOneOfRadios = (element) => {
    if (element.type !== 'radio') return true;
    const all = [...document.querySelectorAll(`input[type="radio"][name="${CSS.escape(element.name)}"]`)];
    return element === (all.find(({ checked }) => checked) ?? all[0]);
  };
  const lookOf = (element) =>
    [null, '::before', '::after'].map((part) => {
      const style = getComputedStyle(element, part);
      return LOOKS.map((property) => style[property]).join();
    });
  /** The control, what it lies in and what lies in it: the focus is shown on any of them. */
  const around = (control) => {
    const outer = [];
    for (let at = control; at && outer.length < 6; at = at.parentElement) outer.push(at);
    return [...outer, ...[...control.querySelectorAll('*')].slice(0, 60)];
  };
  const top = [...document.querySelectorAll('[aria-modal="true"]')].at(-1) ?? document;
  const controls = [...top.querySelectorAll(CONTROLS)].filter(isReached);
  const nameOf = (element) => {
    const words = element.ariaLabel ?? element.labels?.[0]?.innerText ?? element.innerText ?? '';
    return `${element.role ?? element.localName} ${words.trim().slice(0, 40)}`;
  };
  const plain = new Map(controls.map((control) => [control, around(control).map(lookOf).join()]));
  window.walked = {
    controls,
    plain,
    reached: new Set(),
    unseen: [],
    nameOf,
    look: (one) => around(one).map(lookOf).join(),
  };
  return controls.length;
}

/** Runs in the page: notes what has the focus now; `false` when it was there before. */
function noteFocus() {
  const { reached, plain, unseen, nameOf, look } = window.walked;
  const focused = document.activeElement;
  if (reached.has(focused)) return false;
  reached.add(focused);
  // A text field shows its caret, and the thumb of a native slider cannot be asked.
  const isShownByItself = focused.matches('body, textarea, input:not([type="checkbox"], [type="radio"])');
  if (!isShownByItself && plain.get(focused) === look(focused)) unseen.push(nameOf(focused));
  return true;
}

const ENOUGH = 2;

/** Walks through a screen once: the controls that Tab did not reach and those where the focus is not seen, one line each. */
export async function walk(page, screen) {
  // From the beginning, so that every control is met without the focus first.
  await page.evaluate(() => document.activeElement?.blur());
  const count = await page.evaluate(noteControls);
  for (let again = 0, left = 2 * count + 4; again < ENOUGH && left > 0; left -= 1) {
    await page.keyboard.press('Tab');
    again = (await page.evaluate(noteFocus)) ? 0 : again + 1;
  }
  const { missed, unseen } = await page.evaluate(() => {
    const { controls, reached, unseen, nameOf } = window.walked;
    const isThere = (control) => control.isConnected && control.checkVisibility() && control.tabIndex >= 0;
    return { missed: controls.filter((one) => isThere(one) && !reached.has(one)).map(nameOf), unseen };
  });
  return [
    ...missed.map((name) => `Tab does not reach it | ${screen} | ${name}`),
    ...unseen.map((name) => `focus is not seen | ${screen} | ${name}`),
  ];
}
