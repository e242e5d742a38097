/**
 * Adjusts a draft to a model's constraints: to the nearest allowed value, or to none. The core checks the catalogue's rules; this
 * keeps the controls legal and reports what was changed. Pure.
 */
import type {
  AspectRatio,
  Controls,
  Exclusion,
  Generation,
  ModelOption,
  Picture,
  PictureRole,
  PictureRules,
  Toggle,
} from '../backend/backend';

/** A part of a generation that fitting may move or drop. */
export type Part = Toggle | Exclude<keyof Generation, 'model' | 'prompt' | 'toggles'>;

/** What fitting did: the value as it was, and as it is now; null when it was dropped or is left to the model. */
export interface Moved {
  readonly part: Part;
  readonly was: string;
  readonly now: string | null;
}

export interface Fitted {
  readonly generation: Generation;
  readonly moved: readonly Moved[];
}

/** Width over height of `16:9`; 16 to 9 where there is none or it cannot be read. */
export function ratioOf(aspect: AspectRatio | null): number {
  const [width = 0, height = 0] = (aspect ?? '').split(':').map(Number);
  return width > 0 && height > 0 ? width / height : 16 / 9;
}

function nearest<T>(values: readonly T[], distance: (value: T) => number): T | null {
  let best: T | null = null;
  for (const value of values) {
    if (best === null || distance(value) < distance(best)) best = value;
  }
  return best;
}

export function nearestAspect(wanted: AspectRatio | null, offered: readonly AspectRatio[]): AspectRatio | null {
  if (wanted !== null && offered.includes(wanted)) return wanted;
  if (wanted === null) return offered[0] ?? null;
  const target = Math.log(ratioOf(wanted));
  return nearest(offered, (aspect) => Math.abs(Math.log(ratioOf(aspect)) - target));
}

/** The shorter of two that are as near: it costs less. Where none is wanted, the one that a clip usually has. */
export function nearestDuration(
  wanted: number | null,
  offered: readonly number[],
  usual: number | null = null,
): number | null {
  const rising = [...offered].sort((a, b) => a - b);
  if (wanted === null) return usual !== null && offered.includes(usual) ? usual : (rising[0] ?? null);
  return nearest(rising, (seconds) => Math.abs(seconds - wanted));
}

/** By the lines that a name such as `720P` or `4K` tells; what was left to the model stays so. */
export function nearestResolution(wanted: string | null, offered: readonly string[]): string | null {
  if (wanted === null || offered.includes(wanted)) return wanted;
  const lines = linesOf(wanted);
  return nearest(offered, (name) => Math.abs(linesOf(name) - lines));
}

function linesOf(resolution: string): number {
  const value = Number.parseFloat(resolution) || 0;
  return /k$/i.test(resolution) ? value * 540 : value;
}

/** The role that the next picture takes; null when every role is taken. Only references may be several. */
export function freeRole(pictures: readonly Picture[], rules: PictureRules): PictureRole | null {
  const { roles } = rules;
  if (isFull(pictures, rules)) return null;
  return roles.find((role) => role === 'reference' || !pictures.some((picture) => picture.role === role)) ?? null;
}

/** Whether one more would be refused; more than a guess says is only a warning. */
function isFull(pictures: readonly Picture[], { max, max_is_guess }: PictureRules): boolean {
  return !max_is_guess && pictures.length >= max;
}

/** In the order in which the model takes roles; what is to end a clip begins it where nothing else does. */
export function arranged(pictures: readonly Picture[], { roles }: PictureRules): Picture[] {
  const begins = roles.includes('first') && !pictures.some(({ role }) => role === 'first');
  const last = begins ? pictures.find(({ role }) => role === 'last') : undefined;
  const place = ({ role }: Picture): number => roles.indexOf(role);
  return pictures
    .map((picture): Picture => (picture === last ? { ...picture, role: 'first' } : picture))
    .sort((a, b) => place(a) - place(b));
}

/** One of them in another place. What comes first is first whatever it is: the roles stay, the pictures move. */
export function movedPicture(pictures: readonly Picture[], from: number, to: number): Picture[] {
  const taken = pictures[from];
  if (!taken || to < 0 || to >= pictures.length) return [...pictures];
  const order = pictures.toSpliced(from, 1).toSpliced(to, 0, taken);
  return order.map((picture, at) => ({ ...picture, role: pictures[at]?.role ?? picture.role }));
}

/** The pictures that a model takes, each in a role that it knows. */
export function fitPictures(pictures: readonly Picture[], rules: PictureRules | null): Picture[] {
  const fitted: Picture[] = [];
  for (const picture of pictures) {
    if (!rules || isFull(fitted, rules) || (picture.source.from === 'url' && !rules.takes_urls)) continue;
    const taken = picture.role !== 'reference' && fitted.some(({ role }) => role === picture.role);
    const role = rules.roles.includes(picture.role) && !taken ? picture.role : freeRole(fitted, rules);
    if (role) fitted.push({ ...picture, role });
  }
  return rules ? arranged(fitted, rules) : fitted;
}

/** The model with what it takes for this: of a remix a prompt and a size, nothing else (reference section 4). */
export function taking(model: ModelOption, { remix_of, model: asked }: Generation): ModelOption {
  const { remix } = model.controls;
  if (remix_of === null || remix === null || asked !== model.id) return model;
  const controls: Controls = {
    aspect_ratios: remix.aspect_ratios,
    durations_s: [],
    usual_duration_s: null,
    resolutions: [],
    takes_any_resolution: false,
    takes_size: false,
    toggles: remix.toggles,
    sent_when_open: {},
    pictures: null,
    videos: 0,
    takes_cameo: false,
    takes_characters: false,
    takes_storyboard: false,
    remix,
    takes_seed: false,
    takes_notify_hook: false,
    exclusions: [],
  };
  return { ...model, controls };
}

/**
 * Everything of `generation` as `model` takes it. What is moved is told only where the user had set something else. Settings that
 * do not go together are parted by the choice of another model only: with the same one they are the user's, and the check tells.
 */
export function fit(generation: Generation, option: ModelOption): Fitted {
  const model = taking(option, generation);
  const { controls } = model;
  const { size, ...others } = generation;
  const fitted: Generation = {
    ...others,
    ...(controls.takes_size && size !== undefined ? { size } : {}),
    model: model.id,
    aspect_ratio: nearestAspect(generation.aspect_ratio, controls.aspect_ratios),
    duration_s: nearestDuration(generation.duration_s, controls.durations_s, controls.usual_duration_s),
    resolution: controls.takes_any_resolution
      ? generation.resolution
      : nearestResolution(generation.resolution, controls.resolutions),
    toggles: only(generation.toggles, controls.toggles),
    pictures: fitPictures(generation.pictures, controls.pictures),
    videos: controls.videos > 0 ? generation.videos : [],
    cameo: controls.takes_cameo ? generation.cameo : null,
    // A remix names no model: another choice would change nothing.
    remix_of: model.id === generation.model ? generation.remix_of : null,
    seed: controls.takes_seed ? generation.seed : null,
    notify_hook: controls.takes_notify_hook ? generation.notify_hook : null,
  };
  const legal = dropExcluded(fitted, controls, () => model.id !== generation.model);
  return { generation: legal, moved: difference(generation, legal) };
}

/** The draft after an edit: what does not go with the new value is switched off. What was just set stays as it was set. */
export function settle(before: Generation, patch: Partial<Generation>, model: ModelOption | null): Fitted {
  const edited = { ...before, ...patch };
  const rules = model?.controls.pictures;
  if (rules && patch.pictures) edited.pictures = arranged(patch.pictures, rules);
  if (!model || 'toggles' in patch) return { generation: edited, moved: [] };
  const settled = dropExcluded(edited, model.controls, ({ all_of }) => all_of.some(([field]) => field in patch));
  return { generation: settled, moved: difference(edited, settled) };
}

/** Whether a generation has all the settings that do not go together. */
export function holds({ all_of }: Exclusion, generation: Generation): boolean {
  return all_of.length > 0 && all_of.every(([field, value]) => shown(generation, field) === value);
}

function dropExcluded(
  generation: Generation,
  controls: Controls,
  asked: (exclusion: Exclusion) => boolean,
): Generation {
  let toggles = generation.toggles;
  for (const exclusion of controls.exclusions) {
    if (!asked(exclusion) || !holds(exclusion, { ...generation, toggles })) continue;
    const on = controls.toggles.filter((toggle) => exclusion.all_of.some(([field]) => field === toggle));
    toggles = only(
      toggles,
      controls.toggles.filter((toggle) => !on.includes(toggle)),
    );
  }
  return { ...generation, toggles };
}

function only(toggles: Generation['toggles'], taken: readonly Toggle[]): Generation['toggles'] {
  return Object.fromEntries(taken.filter((name) => toggles[name] !== undefined).map((name) => [name, toggles[name]]));
}

/** A field's value as the catalogue shows it. */
function shown(generation: Generation, field: string): string | null {
  if (field === 'aspect_ratio') return generation.aspect_ratio;
  if (field === 'resolution') return generation.resolution;
  if (field === 'duration_s') return generation.duration_s === null ? null : String(generation.duration_s);
  const toggle = Object.entries(generation.toggles).find(([name]) => name === field);
  return toggle ? String(toggle[1]) : null;
}

const TOGGLES: Record<Toggle, true> = {
  hd: true,
  upsample: true,
  sound: true,
  watermark: true,
  private: true,
  enhance_prompt: true,
  fixed_camera: true,
  return_last_frame: true,
};

/** Every toggle there is, those first that matter most. */
export const ALL_TOGGLES = Object.keys(TOGGLES).filter((name): name is Toggle => name in TOGGLES);

const count = (list: readonly unknown[]): string | null => (list.length > 0 ? String(list.length) : null);
const text = (value: number | null): string | null => (value === null ? null : String(value));

/** Each part as a text that is null where nothing is set. */
function parts(generation: Generation): [Part, string | null][] {
  return [
    ['pictures', count(generation.pictures)],
    ['videos', count(generation.videos)],
    ['cameo', generation.cameo ? String(generation.cameo.clip_id ?? generation.cameo.url) : null],
    ['remix_of', generation.remix_of?.remote_id ?? null],
    ['aspect_ratio', generation.aspect_ratio],
    ['duration_s', text(generation.duration_s)],
    ['resolution', generation.resolution],
    ['size', generation.size ?? null],
    ...ALL_TOGGLES.map((name): [Part, string | null] => [name, generation.toggles[name]?.toString() ?? null]),
    ['seed', generation.seed],
    ['notify_hook', generation.notify_hook],
  ];
}

function difference(before: Generation, after: Generation): Moved[] {
  const now = new Map(parts(after));
  return parts(before).flatMap(([part, was]) => {
    const is = now.get(part) ?? null;
    return was === null || was === is ? [] : [{ part, was, now: is }];
  });
}

export const MOST_VARIATIONS = 4;

export function clampVariations(variations: number): number {
  return Math.min(MOST_VARIATIONS, Math.max(1, Math.round(variations) || 1));
}
