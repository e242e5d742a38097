/** What a tile is called by a screen reader. Pure but for the language in use. */
import { i18n } from '../../i18n/i18n.svelte';
import { explainJob } from '../../text/failure';
import { nameOf } from '../../text/clip-facts';
import { isMade } from '../../domain/reuse';
import { jobOfKey } from '../../domain/gallery-order';
import type { Studio } from '../../state/studio';

type Known = Pick<Studio, 'clips' | 'jobs' | 'draft'>;

export function tileName(key: number, { clips, jobs, draft }: Known, now: number): string {
  const t = i18n.t.gallery;
  const job = jobs.get(jobOfKey(key) ?? 0);
  if (job) {
    const rests = explainJob(job, i18n.t, i18n.language, i18n.time);
    return t.job_name(rests?.title ?? i18n.t.job.states[job.state], job.generation.prompt);
  }
  const clip = clips.get(key);
  if (!clip) return t.clip_plain(key);
  const when = i18n.moment(clip.created_at, now);
  const length = clip.medium === 'still' ? t.still : i18n.duration(clip.film.duration_ms);
  const kind = clip.medium === 'sound' ? `${t.media.sound}, ${length}` : length;
  const words = nameOf(clip);
  if (!isMade(clip.generation)) return i18n.t.give.import.clip_name(words, kind, when);
  return t.clip_name(words, draft.labelOf(clip.generation.model), kind, when);
}
