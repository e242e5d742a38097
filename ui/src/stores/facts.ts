/** What is known of a clip, as labelled lines: one list for the inspector, another for the theatre. Pure but for the language in use. */
import type { Clip, Generation } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Shown in the code face, with a button that copies it. */
  readonly copy?: boolean;
}

/** The model's name for people; the wire name where the catalogue has none. */
export type Label = (model: string) => string;

/** `16:9 · 1280 × 720`. */
export function formatOf(clip: Clip): string {
  const { width, height } = clip.film;
  const pixels = width > 0 && height > 0 ? `${width} × ${height}` : null;
  return [clip.generation.aspect_ratio, pixels].filter(Boolean).join(' · ') || '–';
}

/** `15 s · 30 fps · sound`. */
export function lengthOf(clip: Clip): string {
  const { duration_ms, fps, has_audio } = clip.film;
  const t = i18n.t.gallery;
  const rate = fps === null ? null : t.fps(String(Math.round(fps * 100) / 100));
  return [i18n.duration(duration_ms), rate, has_audio ? t.sound : t.no_sound].filter(Boolean).join(' · ');
}

export function parameters(clip: Clip, label: Label): Fact[] {
  const t = i18n.t.gallery.facts;
  return [
    { label: t.model, value: label(clip.generation.model) },
    { label: t.format, value: formatOf(clip) },
    { label: t.length, value: lengthOf(clip) },
    { label: t.codec, value: [clip.film.video_codec, i18n.bytes(clip.film.bytes)].filter(Boolean).join(' · ') },
  ];
}

export function source(clip: Clip, now: number): Fact[] {
  const t = i18n.t.gallery.facts;
  const facts: (Fact | null)[] = [
    clip.took_ms === null ? null : { label: t.took, value: i18n.duration(clip.took_ms) },
    { label: t.created, value: i18n.moment(clip.created_at, now) },
    clip.connection_name === null ? null : { label: t.connection, value: clip.connection_name },
    clip.remote_id === null ? null : { label: t.source, value: clip.remote_id, copy: true },
  ];
  return facts.filter((fact) => fact !== null);
}

/** What was asked for: `16:9 · 10 s`, for a job that has no film yet. */
export function asked({ aspect_ratio, duration_s }: Generation): string {
  const length = duration_s === null ? null : i18n.t.job.seconds(duration_s);
  return [aspect_ratio, length].filter(Boolean).join(' · ');
}

/** A recent moment by its time alone, an older one with its day. */
export function when(at_ms: number, now: number): string {
  return now - at_ms < 12 * 3_600_000 ? i18n.time(at_ms) : i18n.moment(at_ms, now);
}
