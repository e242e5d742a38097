/**
 * Draws a film that the program cannot decode, by the page's own player: one frame as a poster, and ten side by side. The
 * sizes are the program's own.
 */

export type FilmPictures = { poster: string; strip: string };

const FRAMES = 10;
const POSTER_EDGE = 640;
const STRIP_EDGE = 240;
/** Each step may take this long. */
const STEP_MS = 20_000;
const QUALITY = 0.9;
const JPEG_URL = 'data:image/jpeg;base64,';
/** Frames are weighed at this size. */
const SAMPLE_EDGE = 32;
/** An earlier frame that shows this much of what the best one shows is taken. */
const ENOUGH_OF_BEST = 0.8;

/** The moments that the strip shows: the middle of each tenth. */
export function moments(duration: number): number[] {
  return Array.from({ length: FRAMES }, (_, cell) => (duration * (2 * cell + 1)) / (2 * FRAMES));
}

/** No edge longer than `edge`, never enlarged, never thinner than a pixel. */
export function fit(width: number, height: number, edge: number): [number, number] {
  const scale = Math.min(1, edge / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** The first that shows nearly as much as the best; fades and black show little. */
export function chooseFrame(details: readonly number[]): number {
  const best = Math.max(...details);
  return details.findIndex((detail) => detail >= best * ENOUGH_OF_BEST);
}

/** Standard deviation of luma. */
export function detail(pixels: ArrayLike<number>): number {
  const lumas: number[] = [];
  for (let at = 0; at + 2 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]];
    lumas.push(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  }
  const mean = lumas.reduce((sum, luma) => sum + luma, 0) / Math.max(1, lumas.length);
  return Math.sqrt(lumas.reduce((sum, luma) => sum + (luma - mean) ** 2, 0) / Math.max(1, lumas.length));
}

/** Rejects when the player cannot play it, or takes too long. */
export async function drawFilm(url: string): Promise<FilmPictures> {
  const video = document.createElement('video');
  // Without it the canvas could not be read.
  video.crossOrigin = 'anonymous';
  video.muted = true;
  video.preload = 'auto';
  try {
    const loaded = reached(video, 'loadeddata');
    video.src = url;
    await loaded;
    return await drawFrames(video);
  } finally {
    // Gives the decoder back: a film without a source that is not loaded again keeps it.
    video.removeAttribute('src');
    video.load();
  }
}

async function drawFrames(video: HTMLVideoElement): Promise<FilmPictures> {
  const { videoWidth, videoHeight, duration } = video;
  if (videoWidth === 0 || videoHeight === 0) throw new Error('no picture');
  const [width, height] = fit(videoWidth, videoHeight, STRIP_EDGE);
  const strip = canvas(width * FRAMES, height);
  const first = frame(video);
  const shots = [first];
  for (const [cell, moment] of moments(Number.isFinite(duration) ? duration : 0).entries()) {
    await seek(video, moment);
    strip.drawImage(video, cell * width, 0, width, height);
    if (cell % 2 === 0) shots.push(frame(video));
  }
  const poster = shots[chooseFrame(shots.map(weigh))] ?? first;
  return { poster: encode(poster), strip: encode(strip) };
}

function frame(video: HTMLVideoElement): CanvasRenderingContext2D {
  const [width, height] = fit(video.videoWidth, video.videoHeight, POSTER_EDGE);
  const context = canvas(width, height);
  context.drawImage(video, 0, 0, width, height);
  return context;
}

function weigh({ canvas: source }: CanvasRenderingContext2D): number {
  const sample = canvas(SAMPLE_EDGE, SAMPLE_EDGE);
  sample.drawImage(source, 0, 0, SAMPLE_EDGE, SAMPLE_EDGE);
  return detail(sample.getImageData(0, 0, SAMPLE_EDGE, SAMPLE_EDGE).data);
}

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = width;
  element.height = height;
  const context = element.getContext('2d', { alpha: false });
  if (!context) throw new Error('no canvas');
  return context;
}

async function seek(video: HTMLVideoElement, moment: number): Promise<void> {
  if (Math.abs(video.currentTime - moment) < 1e-3) return;
  const sought = reached(video, 'seeked');
  video.currentTime = moment;
  await sought;
}

/** Resolves at an event of the player; rejects at its error, and when it takes too long. */
function reached(video: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      stop.abort();
      settle();
    };
    const timer = setTimeout(
      end(() => reject(new Error('too slow'))),
      STEP_MS,
    );
    video.addEventListener(event, end(resolve), { signal: stop.signal });
    video.addEventListener(
      'error',
      end(() => reject(new Error(video.error?.message ?? 'cannot be played'))),
      { signal: stop.signal },
    );
  });
}

/** JPEG in Base64. */
function encode({ canvas: element }: CanvasRenderingContext2D): string {
  const url = element.toDataURL('image/jpeg', QUALITY);
  if (!url.startsWith(JPEG_URL)) throw new Error('no JPEG');
  return url.slice(JPEG_URL.length);
}
