/** What is known of a clip, as labelled lines: one list for the inspector, another for the theatre. Pure but for the language in use. */
import type { Clip, ClipId, Generation, Job, JobRecord, RemixSource, Toggle } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Shown in the code face, with a button that copies it. */
  readonly copy?: boolean;
  /** It names something that can be shown: its picture, and the way to it. */
  readonly link?: { readonly image: string | null; readonly open: () => void };
}

/** The clips that are here, and the way to one. */
export interface Known {
  readonly clip: (id: ClipId) => Clip | undefined;
  readonly poster: (id: ClipId) => string;
  readonly open: (id: ClipId) => void;
}

/** The model's name for people; the wire name where the catalogue has none. */
export type Label = (model: string) => string;

/** `16:9 · 1280 × 720`; a sound has none. */
export function formatOf(clip: Clip): string {
  if (clip.medium === 'sound') return '';
  const { width, height } = clip.film;
  const pixels = width > 0 && height > 0 ? `${width} × ${height}` : null;
  return [clip.generation.aspect_ratio, pixels].filter(Boolean).join(' · ');
}

/** `15 s · 30 fps · sound`; of a sound only how long it is, of a still nothing. */
export function lengthOf({ medium, film }: Clip): string {
  const t = i18n.t.gallery;
  if (medium === 'still' || film.duration_ms === 0) return '';
  if (medium === 'sound') return i18n.duration(film.duration_ms);
  const rate = film.fps === null ? null : t.fps(String(Math.round(film.fps * 100) / 100));
  return [i18n.duration(film.duration_ms), rate, film.has_audio ? t.sound : t.no_sound].filter(Boolean).join(' · ');
}

/** What came of it, and after that all that was asked for. */
export function parameters(clip: Clip, label: Label, known: Known): Fact[] {
  const t = i18n.t.gallery.facts;
  const { container, video_codec, bytes } = clip.film;
  return present([
    { label: t.model, value: clip.generation.model === '' ? '' : label(clip.generation.model) },
    { label: t.format, value: formatOf(clip) },
    { label: t.length, value: lengthOf(clip) },
    ...asSent(clip.generation, known),
    { label: t.codec, value: [container.toUpperCase(), video_codec, i18n.bytes(bytes)].filter(Boolean).join(' · ') },
  ]);
}

/** The settings that were sent beside prompt, aspect and length: only those that were set. */
export function asSent(generation: Generation, known: Known): Fact[] {
  const t = i18n.t.gallery.facts;
  const { toggle_names } = i18n.t.settings.models;
  const { resolution, toggles, pictures, videos, cameo, remix_of, seed, notify_hook } = generation;
  const switched = Object.entries(toggles).map(([toggle, on]) => ({
    label: isToggle(toggle, toggle_names) ? toggle_names[toggle] : toggle,
    value: on ? t.on : t.off,
  }));
  return present([
    { label: t.resolution, value: resolution ?? '' },
    ...switched,
    { label: t.pictures, value: pictures.length > 0 ? i18n.number(pictures.length) : '' },
    { label: t.videos, value: videos.length > 0 ? i18n.number(videos.length) : '' },
    { label: t.cameo, value: cameo?.url ?? '' },
    ...(remix_of ? [remixed(remix_of, known)] : []),
    { label: t.seed, value: seed ?? '', copy: true },
    { label: t.notify_hook, value: notify_hook ?? '' },
  ]);
}

/** By its words and its picture; by the relay's name for it where it is not here any more. */
function remixed({ clip_id, remote_id }: RemixSource, { clip, poster, open }: Known): Fact {
  const label = i18n.t.gallery.facts.remix_of;
  const source = clip(clip_id);
  if (!source) return { label, value: remote_id, copy: true };
  const image = source.has_pictures && source.medium !== 'sound' ? poster(clip_id) : null;
  return { label, value: nameOf(source), link: { image, open: () => open(clip_id) } };
}

/** `job`: the one it came from, or its record, where the page knows it; it tells what was expected and how it was sent. */
export function source(clip: Clip, now: number, job?: Job | JobRecord): Fact[] {
  const t = i18n.t.gallery.facts;
  const { took_ms, cost_micros } = clip;
  const expected = job?.expected_ms ?? null;
  const format = job && ('route' in job ? job.route.format : job.format);
  const took = took_ms === null ? '' : i18n.duration(took_ms);
  return present([
    { label: t.file_name, value: clip.file_name ?? '' },
    { label: t.cost, value: cost_micros === null ? '' : i18n.money(cost_micros) },
    { label: t.took, value: took && expected !== null ? t.took_of(took, i18n.duration(expected)) : took },
    { label: t.created, value: i18n.moment(clip.created_at, now) },
    { label: t.connection, value: clip.connection_name ?? '' },
    { label: i18n.t.give.import.imported, value: clip.file_name ?? '' },
    { label: t.sent_as, value: format ? i18n.t.settings.connections.format_names[format] : '' },
    { label: t.source, value: clip.remote_id ?? '', copy: true },
  ]);
}

/** A prompt in a line of words; of a storyboard its scenes, without what a relay needs around them. */
export function headlineOf({ prompt }: Pick<Generation, 'prompt'>): string {
  if (!prompt.startsWith('Shot 1:')) return prompt;
  const scenes = prompt.split('\n').flatMap((line) => /^Scene: (.*)$/.exec(line)?.[1] ?? []);
  return scenes.join(' ') || prompt;
}

/** What a clip is called in a line: by its prompt, by the file it was brought in from, or by its number. */
export function nameOf({ id, generation, file_name }: Pick<Clip, 'id' | 'generation' | 'file_name'>): string {
  return headlineOf(generation).trim() || (file_name ?? i18n.t.gallery.clip_plain(id));
}

/** What a job is called in words: its prompt, or the character that it makes. */
export function titleOf({ character, generation }: Pick<Job, 'character' | 'generation'>): string {
  const t = i18n.t.characters.making;
  return character === null ? headlineOf(generation) : t.label(character.name || t.unnamed);
}

/** What was asked for: `16:9 · 10 s · $0.80`, for a job that has no film yet. */
export function asked({ generation, cost_micros }: Pick<Job, 'generation' | 'cost_micros'>): string {
  const { aspect_ratio, duration_s, resolution, toggles } = generation;
  const length = duration_s === null ? null : i18n.t.job.seconds(duration_s);
  const hd = toggles.hd ? i18n.t.settings.abilities.hd : null;
  const cost = cost_micros === null ? null : i18n.money(cost_micros);
  return [aspect_ratio, length, resolution, hd, cost].filter(Boolean).join(' · ');
}

/** A recent moment by its time alone, an older one with its day. */
export function when(at_ms: number, now: number): string {
  return now - at_ms < 12 * 3_600_000 ? i18n.time(at_ms) : i18n.moment(at_ms, now);
}

function present(facts: Fact[]): Fact[] {
  return facts.filter(({ value }) => value !== '');
}

function isToggle(name: string, names: Record<Toggle, string>): name is Toggle {
  return name in names;
}
