/**
 * Every press that sends jobs which cost money, and what is said after it: how many, for how much, and the way to see and
 * to stop them. Where a press begins the price stands beside it; that is for each room to show, by `priceOf`.
 */
import type { Job } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import { isActive, resumesFree } from '../domain/job';
import { isPlain } from '../domain/gallery-query';
import { keyOfJob } from '../domain/gallery-order';
import type { Studio } from '../state/studio';

export class PaidActions {
  readonly #studio: Studio;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Sends the composer's draft. Tells whether it went. */
  async generate(): Promise<boolean> {
    const jobs = await this.#studio.draft.send();
    if (!jobs) return false;
    this.#follow(jobs);
    this.tellSent(jobs);
    return true;
  }

  /** Sends the storyboard that is open. */
  async generateStoryboard(): Promise<void> {
    const jobs = await this.#studio.storyboards.editor.send();
    if (jobs) this.tellSent(jobs);
  }

  /** Goes on with a stopped job: one that was never sent is sent now, and may cost. */
  async resume(job: Job): Promise<void> {
    const { jobs } = this.#studio;
    const sends = isUnsent(job);
    const resumed = await withErrorToast(jobs.resume(job.id).then(() => true));
    if (resumed && sends) this.tellSent([jobs.get(job.id) ?? job]);
  }

  /** Goes on with several, one after the other; the first that cannot be ends it. What was sent until then is told. */
  async resumeAll(stopped: readonly Job[]): Promise<void> {
    const { jobs } = this.#studio;
    const sent: Job[] = [];
    for (const job of stopped) {
      const resumed = await withErrorToast(jobs.resume(job.id).then(() => true));
      if (!resumed) break;
      if (isUnsent(job)) sent.push(jobs.get(job.id) ?? job);
    }
    this.tellSent(sent);
  }

  /** Sends a job of unknown outcome once more: the user was told that it may be paid twice. */
  async sendAgain(id: Job['id']): Promise<void> {
    const { jobs } = this.#studio;
    const sent = await withErrorToast(jobs.sendAgain(id).then(() => true));
    const job = jobs.get(id);
    if (sent && job) this.tellSent([job]);
  }

  /** Says what was sent and what it costs, with the way to see it and to stop it. `what`: instead of how many clips. */
  tellSent(jobs: readonly Job[], what = i18n.t.job.told.sent(jobs.length)): void {
    const first = leading(jobs);
    if (!first) return;
    const price = this.#isFree(first) ? '' : this.#priceOfAll(jobs);
    toasts.show({
      text: [what, price].filter(Boolean).join(' · '),
      action: { label: i18n.t.common.show, run: () => this.show(first) },
      other: { label: i18n.t.job.stop, run: () => void this.stop(jobs) },
    });
  }

  /** Shows a job, or what became of it, wherever the user is and whatever is looked for. */
  show({ id, clip_id, character, character_id }: Job): void {
    const { gallery, jobs, navigation } = this.#studio;
    if (character !== null) {
      navigation.go({ room: 'characters', ...(character_id === null ? {} : { character_id }) });
      return;
    }
    if (gallery.folded.some((job) => job.id === id)) {
      navigation.go({ room: 'activity', job_id: id });
      return;
    }
    navigation.go({ room: 'gallery' });
    gallery.reveal(jobs.get(id)?.clip_id ?? clip_id ?? keyOfJob(id));
  }

  /** Stops those that still run, and says whether they may cost all the same. */
  async stop(sent: readonly Job[]): Promise<void> {
    const { jobs } = this.#studio;
    const running = sent.flatMap(({ id }) => jobs.get(id) ?? []).filter(isActive);
    const stopped = await withErrorToast(Promise.all(running.map(({ id }) => jobs.stop(id))));
    if (!stopped) return;
    const t = i18n.t.job.told;
    const may_cost = running.some(({ id }) => typeof jobs.get(id)?.sent_at === 'number');
    toasts.show({ text: running.length === 0 ? t.ended : may_cost ? i18n.t.activity.stopped : t.unsent });
  }

  /** The new tiles come into view where they stand among the clips; several selected clips stay selected. */
  #follow(jobs: readonly Job[]): void {
    const first = leading(jobs);
    const { gallery, navigation, selection } = this.#studio;
    const isShown = navigation.place.room === 'gallery' && isPlain(gallery.query);
    if (first && isShown && !selection.isSeveral) gallery.goTo(keyOfJob(first.id));
  }

  #isFree({ route }: Job): boolean {
    return this.#studio.connections.all.find(({ id }) => id === route.connection_id)?.kind === 'demo';
  }

  #priceOfAll(jobs: readonly Job[]): string {
    const known = jobs.flatMap(({ cost_micros }) => cost_micros ?? []);
    if (known.length < jobs.length) return i18n.t.job.told.no_price;
    return i18n.money(known.reduce((sum, micros) => sum + micros, 0));
  }
}

/** The one whose tile stands first: of the shots of one film the first, else the one that was made last. */
function leading(jobs: readonly Job[]): Job | undefined {
  return jobs.find(({ generation }) => (generation.storyboard?.shot ?? null) !== null) ?? jobs.at(-1);
}

/** Whether going on with it sends it, which may cost; what was sent is only followed again. */
export function isUnsent(job: Job): boolean {
  return !resumesFree(job);
}

/** A press that may cost, with its price where it is known. */
export function withPrice(label: string, { cost_micros }: Pick<Job, 'cost_micros'>): string {
  return cost_micros === null ? label : `${label} · ${i18n.money(cost_micros)}`;
}
