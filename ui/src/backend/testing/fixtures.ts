/** Jobs, clips and a `Backend` for tests. Never imported by the program. */
import type {
  Args,
  Backend,
  Change,
  Clip,
  Command,
  Connection,
  Draft,
  Found,
  Generation,
  Job,
  JobCreation,
  Picture,
  PictureRole,
  PictureSource,
  Problem,
  Reply,
  StoredPicture,
} from '../backend';

export const NOON = new Date(2026, 10, 22, 12).getTime();

export function generation(given: Partial<Generation> = {}): Generation {
  return {
    model: 'sora-2',
    prompt: 'a quay',
    aspect_ratio: '16:9',
    duration_s: 10,
    resolution: null,
    toggles: {},
    pictures: [],
    videos: [],
    cameo: null,
    remix_of: null,
    seed: null,
    notify_hook: null,
    cast: [],
    storyboard: null,
    ...given,
  };
}

export function picture(role: PictureRole, source: PictureSource): Picture {
  return { role, source, crop: null, from_clip: null };
}

export function storedPicture(id: string): StoredPicture {
  return {
    id,
    container: 'png',
    width: 1280,
    height: 720,
    bytes: 9_000,
    name: null,
    from_clip: null,
    used_at: NOON,
  };
}

export function connection(id: number, given: Partial<Connection> = {}): Connection {
  return {
    id,
    name: 'Harbor',
    kind: 'relay',
    base_url: 'https://relay.example',
    plain_http: null,
    key: { place: 'keychain', last_four: '4f2a' },
    proxy: { way: 'system' },
    formats: { preferred: null, of_models: {} },
    last_test: null,
    balance: null,
    warn_below_micros: null,
    created_at: NOON,
    ...given,
  };
}

export function job(id: number, given: Partial<Job> = {}): Job {
  return {
    id,
    batch_id: id,
    generation: generation({ prompt: `prompt ${id}` }),
    route: {
      connection_id: 1,
      connection_name: 'Harbor',
      base_url: 'https://relay.example',
      format: 'unified',
      medium: 'film',
      proxy: { way: 'system' },
    },
    state: 'ready',
    stop_reason: null,
    failure: null,
    remote_id: null,
    progress: null,
    transfer: null,
    next_try: null,
    expected_ms: 60_000,
    cost_micros: null,
    created_at: NOON + id * 1_000,
    sent_at: null,
    accepted_at: null,
    ended_at: null,
    clip_id: null,
    after: null,
    character: null,
    character_id: null,
    dismissed_at: null,
    ...given,
  };
}

/** The answer to a press of Generate that made these jobs. */
export function created(...jobs: Job[]): JobCreation {
  return { outcome: 'created', jobs };
}

/** The answer to a press of Generate that made none. */
export function refused(...problems: Problem[]): JobCreation {
  return { outcome: 'refused', problems };
}

export function clip(id: number, given: Partial<Clip> = {}): Clip {
  return {
    id,
    job_id: null,
    batch_id: null,
    generation: generation({ prompt: `prompt ${id}` }),
    connection_id: 1,
    connection_name: 'Harbor',
    remote_id: `task_${id}`,
    medium: 'film',
    film: {
      width: 640,
      height: 360,
      duration_ms: 10_000,
      fps: 24,
      container: 'mp4',
      video_codec: 'h264',
      has_audio: true,
      bytes: 1,
    },
    has_pictures: true,
    took_ms: 60_000,
    cost_micros: null,
    shots: [],
    created_at: NOON + id * 1_000,
    placed_at: NOON + id * 1_000,
    trashed_at: null,
    favourite_at: null,
    tags: [],
    file_name: null,
    ...given,
  };
}

export const DRAFT: Draft = {
  connection_id: 1,
  generation: generation(),
  variations: 1,
};

type Answers = { [C in Command]?: (args: Args<C>) => Reply<C> | Promise<Reply<C>> };

/** Answers what it was given answers for, and remembers what it was asked. */
export class TestBackend implements Backend {
  readonly calls: { command: Command; args: unknown }[] = [];

  constructor(readonly answers: Answers) {}

  async call<C extends Command>(command: C, args: Args<C>): Promise<Reply<C>> {
    this.calls.push({ command, args });
    const answer = this.answers[command];
    if (!answer) throw new Error(`no answer to ${command}`);
    return answer(args);
  }

  onChange(): () => void {
    return () => undefined;
  }

  asked(command: Command): unknown[] {
    return this.calls.filter((call) => call.command === command).map((call) => call.args);
  }
}

/** A stretch of these clips, each a second older than the one of the next number. */
export function found(ids: readonly number[], { from = 0, most = ids.length } = {}, stamp = ids.length): Found {
  const stretch = ids.slice(from, from + most);
  return {
    count: ids.length,
    stamp,
    ids: stretch,
    ratios: stretch.map(() => 1778),
    placed_at: stretch.map((id) => NOON + id * 1_000),
  };
}

export const told = (given: Job): Change => ({ kind: 'job', job: given });
