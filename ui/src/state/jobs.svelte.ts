/**
 * Every job that the page knows of. Changes are the truth; a command's reply only fills in what no change has told yet,
 * because the two may cross.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type {
  Backend,
  BatchId,
  Change,
  Clip,
  ClipId,
  Draft,
  Job,
  JobCreation,
  JobId,
  JobRecord,
  StoryboardId,
  Timestamp,
} from '../backend/backend';
import { isActive, type JobTile } from '../domain/job';

export class Jobs {
  readonly #backend: Backend;
  readonly #now: () => Timestamp;
  readonly #byId = new SvelteMap<JobId, Job>();
  readonly #clipOf = new SvelteMap<JobId, ClipId>();
  readonly #placed = new Map<JobId, Timestamp>();
  /** Told by a change while a load was under way: newer than what the load brings. */
  readonly #fresh = new Set<JobId>();

  /** Whether the first load is through. */
  loaded = $state(false);
  /** The job that came to rest last, for those who announce it. */
  ended = $state.raw<Job | null>(null);

  /** Those that are being looked up at their relay. */
  readonly checking = new SvelteSet<JobId>();
  /** The one that is to be sent again, while the user is asked whether it may be paid twice. */
  asked = $state<JobId | null>(null);

  /** Newest first. */
  readonly all = $derived([...this.#byId.values()].sort(newestFirst));
  /** Those that go on by themselves, newest first. */
  readonly active = $derived(this.all.filter(isActive));
  /** Those that wait for the user's word, newest first. */
  readonly unknown = $derived(this.all.filter((job) => job.state === 'unknown' && job.dismissed_at === null));
  /** Those that belong into the gallery, newest first. */
  readonly tiles = $derived(this.#tiles());

  constructor(backend: Backend, now: () => Timestamp = Date.now) {
    this.#backend = backend;
    this.#now = now;
  }

  get(id: JobId): Job | undefined {
    return this.#byId.get(id);
  }

  async load(): Promise<void> {
    this.#fresh.clear();
    const jobs = await this.#backend.call('list_jobs', {});
    const listed = new Set(jobs.map((job) => job.id));
    for (const id of this.#byId.keys()) {
      if (!listed.has(id) && !this.#fresh.has(id)) this.#byId.delete(id);
    }
    const now = this.#now();
    for (const job of jobs) {
      if (!this.#fresh.has(job.id)) this.#put(job, now);
    }
    this.loaded = true;
  }

  apply(change: Change): void {
    if (change.kind === 'clip') this.#claim(change.clip);
    if (change.kind !== 'job') return;
    const before = this.#byId.get(change.job.id);
    this.#fresh.add(change.job.id);
    this.#put(change.job);
    if (before && isActive(before) && !isActive(change.job)) this.ended = change.job;
  }

  /** One press of Generate: its jobs, or the rules that it breaks and nothing sent. */
  async create(draft: Draft): Promise<JobCreation> {
    return this.#created(await this.#backend.call('create_jobs', { draft }));
  }

  /** The jobs of a storyboard as it is saved, or the rules that it breaks and nothing sent. */
  async createOf(id: StoryboardId): Promise<JobCreation> {
    return this.#created(await this.#backend.call('create_storyboard_jobs', { id }));
  }

  async stop(id: JobId): Promise<void> {
    this.#adopt([await this.#backend.call('stop_job', { id })]);
  }

  async resume(id: JobId): Promise<void> {
    this.#adopt([await this.#backend.call('resume_job', { id })]);
  }

  /** Looks it up in the relay's list, and tells how it stands after that; never sends anything. */
  async check(id: JobId): Promise<Job> {
    this.checking.add(id);
    try {
      return await this.#backend.call('check_job', { id });
    } catch (thrown) {
      // It was looked up by itself in the same moment.
      const job = this.get(id);
      if (job && job.state !== 'unknown') return job;
      throw thrown;
    } finally {
      this.checking.delete(id);
    }
  }

  /** May be paid twice: set `asked`, and this when the user agreed. */
  async sendAgain(id: JobId): Promise<void> {
    this.#adopt([await this.#backend.call('send_job_again', { id })]);
  }

  /** Fetches the clip from where some relays keep it; the job is as it was when it is not there. */
  async fetchContent(id: JobId): Promise<void> {
    this.#adopt([await this.#backend.call('fetch_content', { id })]);
  }

  /** Fetches the clip from a link; rejects with `bad_link`. */
  async setResultLink(id: JobId, url: string): Promise<void> {
    this.#adopt([await this.#backend.call('set_result_link', { id, url })]);
  }

  /** What happened to a job, with the relay's last answer. */
  async record(id: JobId): Promise<JobRecord> {
    return this.#backend.call('get_job_record', { id });
  }

  async dismiss(id: JobId): Promise<void> {
    this.#adopt([await this.#backend.call('dismiss_job', { id })]);
  }

  #created(creation: JobCreation): JobCreation {
    if (creation.outcome === 'created') this.#adopt(creation.jobs);
    return creation;
  }

  #adopt(jobs: readonly Job[]): void {
    for (const job of jobs) {
      if (!this.#byId.has(job.id)) this.#put(job);
    }
  }

  #put(job: Job, now = this.#now()): void {
    if (!this.#placed.has(job.id) && job.state !== 'done') this.#placed.set(job.id, placeOf(job, now));
    this.#byId.set(job.id, job);
  }

  /** The clip may arrive before the job says that it is done. */
  #claim(clip: Clip): void {
    if (clip.job_id !== null && this.#placed.has(clip.job_id)) this.#clipOf.set(clip.job_id, clip.id);
  }

  #tiles(): readonly JobTile[] {
    const tiles: JobTile[] = [];
    for (const job of this.all) {
      const placed_at = this.#placed.get(job.id);
      // What becomes a character stands among the characters.
      if (placed_at === undefined || job.dismissed_at !== null || job.character !== null) continue;
      const clip_id = job.clip_id ?? this.#clipOf.get(job.id) ?? null;
      if (clip_id !== null || job.state !== 'done') tiles.push({ job, placed_at, clip_id });
    }
    return together(tiles).sort((a, b) => b.placed_at - a.placed_at || besides(a.job, b.job));
  }
}

/** The batch of a job that is one shot of a film; null of any other. */
function filmOf({ batch_id, generation }: Job): BatchId | null {
  return (generation.storyboard?.shot ?? null) === null ? null : batch_id;
}

/** The shots of one film stand where its first one does. */
function together(tiles: readonly JobTile[]): JobTile[] {
  const first = new Map<BatchId, Timestamp>();
  for (const { job, placed_at } of tiles) {
    const film = filmOf(job);
    if (film !== null) first.set(film, Math.min(placed_at, first.get(film) ?? Infinity));
  }
  return tiles.map((tile) => ({ ...tile, placed_at: first.get(filmOf(tile.job) ?? 0) ?? tile.placed_at }));
}

/** Of the same time the one made last comes first; shots of one film in their order, each chain of them by itself. */
function besides(a: Job, b: Job): number {
  const film = filmOf(a);
  if (film === null || film !== filmOf(b)) return b.id - a.id;
  const chain = (job: Job): number => job.id - (job.generation.storyboard?.shot ?? 0);
  return chain(a) - chain(b) || a.id - b.id;
}

/** What runs or needs the user stands before the clips that came in while the page was closed. */
function placeOf(job: Job, now: Timestamp): Timestamp {
  const needsYou = job.state === 'unknown' || job.state === 'result_missing';
  return isActive(job) || needsYou ? Math.max(job.created_at, now) : job.created_at;
}

function newestFirst(a: Job, b: Job): number {
  return b.created_at - a.created_at || b.id - a.id;
}
