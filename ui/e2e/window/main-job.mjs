/** The main job as a user does it: from the welcome to a film that plays. Each step waits for what it names. */
import { until } from './driver.mjs';
import { film, posterCount, tileNames } from './page.mjs';

export const PROMPT =
  'A lighthouse at dusk on a low headland, its beam turning slowly through sea haze. Low sun, calm water, long lens.';

/** How the name of a clip's tile begins; before that it is a job's tile, which begins with the job's state. */
export const CLIP = PROMPT.slice(0, 40);

/** A clip is rendered for real, perhaps on a busy machine. */
const CLIP_PATIENCE_MS = 180_000;
const ENTER = '\uE007';

/** Does it in a window with an empty library; calls `look` with the name of each thing worth seeing. */
export async function doMainJob(window, look = () => Promise.resolve()) {
  await window.find('button', 'Start with the demo');
  await look('welcome');

  await window.click('button', 'Start with the demo');
  await window.type('textbox', 'Prompt', PROMPT);
  await look('composer');

  await window.click('button', 'Generate');
  const isRunning = (names) => names.some((name) => /^(Rendering|Downloading): /.test(name));
  await until('a tile of the running job', () => window.read(tileNames).then(isRunning));
  await look('running');

  await until('the clip', () => window.read(tileNames).then(hasClip), CLIP_PATIENCE_MS);
  await until('its poster', () => window.read(posterCount).then((count) => count > 0));
  await look('clip');

  await openTheatre(window);
  await look('theatre');
}

/** Opens the clip and waits until its film has played for a moment. */
export async function openTheatre(window) {
  await window.click('gridcell', CLIP);
  await window.press(ENTER);
  await until('the film to play', () => window.read(film).then((film) => film !== null && film.currentTime > 0.5));
}

function hasClip(names) {
  const ended = names.find((name) => /^(Failed|Stopped|Unknown outcome): /.test(name));
  if (ended) throw new Error(`the job ended without a clip: ${ended}`);
  return names.some((name) => name.startsWith(CLIP));
}
