/** Functions that run inside the page: each is sent there as text, so it stands alone. */

/** The first element of a role that can be seen and used, and whose accessible name contains these words, or null. */
export function findByRole(role, name) {
  const tags = {
    button: 'button',
    textbox: 'textarea, input:not([type]), input[type=text]',
    gridcell: '',
    dialog: 'dialog',
  };
  const candidates = [...document.querySelectorAll([`[role=${role}]`, tags[role]].filter(Boolean).join(','))];
  const nameOf = (element) => {
    const labelled = element.getAttribute('aria-labelledby');
    return [
      element.getAttribute('aria-label'),
      labelled && document.getElementById(labelled)?.textContent,
      element.labels?.[0]?.textContent,
      element.textContent,
      element.getAttribute('placeholder'),
    ].find((text) => text && text.trim() !== '');
  };
  const isUsable = (element) =>
    element.getClientRects().length > 0 && !element.matches(':disabled, [aria-disabled=true]');
  return candidates.find((element) => nameOf(element)?.includes(name) && isUsable(element)) ?? null;
}

/** The accessible names of the gallery's tiles, in order. */
export function tileNames() {
  return [...document.querySelectorAll('[role=gridcell]')].map((cell) => cell.getAttribute('aria-label') ?? '');
}

/** How many of the gallery's posters are there to be seen. */
export function posterCount() {
  const pictures = [...document.querySelectorAll('[role=gridcell] img')];
  return pictures.filter((picture) => picture.complete && picture.naturalWidth > 0).length;
}

/** What the theatre's film does; null without one. */
export function film() {
  const video = document.querySelector('video');
  if (!video) return null;
  const { currentTime, duration, videoWidth, videoHeight, paused, error } = video;
  return { currentTime, duration, videoWidth, videoHeight, paused, error: error?.message ?? null };
}

/** Waits until what was changed is drawn, and what moves to its place has arrived there. */
export async function drawn() {
  const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
  await frame();
  await frame();
  const ends = (animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime ?? 0);
  await Promise.allSettled(
    document
      .getAnimations()
      .filter(ends)
      .map((animation) => animation.finished),
  );
  await frame();
}
