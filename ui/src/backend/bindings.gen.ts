// Generated from src-tauri/core/src/api by `cargo xtask bindings`. Do not edit.

/**
 * A failed command.
 */
export type ApiError = { 
/**
 * What the page acts on.
 */
code: ErrorCode, 
/**
 * What happened, in English, for a report; holds no key and no signed address.
 */
detail: string, };

/**
 * Width to height, such as `16:9`.
 */
export type AspectRatio = string;

/**
 * The jobs that one press of Generate made.
 */
export type BatchId = number;

/**
 * One change. The page's stores take each in by id; none of them holds a key, a path or a signed address.
 */
export type Change = { "kind": "job", 
/**
 * The job.
 */
job: Job, } | { "kind": "clip", 
/**
 * The clip.
 */
clip: Clip, } | { "kind": "clips_trashed", 
/**
 * Which.
 */
ids: Array<ClipId>, } | { "kind": "connection", 
/**
 * The connection.
 */
connection: Connection, } | { "kind": "connection_removed", 
/**
 * Which.
 */
id: ConnectionId, } | { "kind": "settings", 
/**
 * The settings.
 */
settings: Settings, } | { "kind": "resync" };

/**
 * Whether a failure cost money.
 */
export type Charged = "no" | "yes" | "unknown";

/**
 * A film in the gallery. Its file is whole and on disk.
 */
export type Clip = { 
/**
 * Its number; newer clips have higher ones.
 */
id: ClipId, 
/**
 * The job it came from.
 */
job_id: JobId | null, 
/**
 * What was asked for.
 */
generation: Generation, 
/**
 * The connection it was made with; it may be gone since.
 */
connection_id: ConnectionId | null, 
/**
 * That connection's name when it was made.
 */
connection_name: string | null, 
/**
 * The relay's name for the job.
 */
remote_id: RemoteId | null, 
/**
 * What the file holds.
 */
film: Film, 
/**
 * Whether a poster and a strip could be made of it.
 */
has_pictures: boolean, 
/**
 * From acceptance to the finished job, in ms.
 */
took_ms: number | null, 
/**
 * When it came in.
 */
created_at: Timestamp, 
/**
 * When it was put in the trash.
 */
trashed_at: Timestamp | null, };

/**
 * A film in the gallery.
 */
export type ClipId = number;

/**
 * A relay that the user connected, or the built-in one.
 */
export type Connection = { 
/**
 * Its number.
 */
id: ConnectionId, 
/**
 * What the user calls it.
 */
name: string, 
/**
 * The built-in relay, or one with an address.
 */
kind: ConnectionKind, 
/**
 * Scheme, host and port, without `/v1` and without a slash at the end; `demo:` for the built-in relay.
 */
base_url: string, 
/**
 * Where its key lies.
 */
key: KeyState, 
/**
 * What the last test said.
 */
last_test: ConnectionTest | null, 
/**
 * When it was made.
 */
created_at: Timestamp, };

/**
 * A relay that the user connected, or the built-in demo relay.
 */
export type ConnectionId = number;

/**
 * What stands behind a connection.
 */
export type ConnectionKind = "demo" | "relay";

/**
 * A test of a connection: `GET /v1/models` with the key.
 */
export type ConnectionTest = { 
/**
 * When it was made.
 */
tested_at: Timestamp, 
/**
 * What came of it.
 */
result: TestResult, };

/**
 * The composer's state: kept on disk as it is typed.
 */
export type Draft = { 
/**
 * Where it would be sent; `None` before the first connection.
 */
connection_id: ConnectionId | null, 
/**
 * What would be asked for.
 */
generation: Generation, 
/**
 * How many jobs one press of Generate makes, 1 to 4.
 */
variations: number, };

/**
 * The kinds of failure that the page acts on.
 */
export type ErrorCode = "bad_request" | "not_found" | "conflict" | "draft_refused" | "bad_address" | "no_keychain" | "keychain_locked" | "no_desktop" | "disk_full" | "disk" | "internal";

/**
 * A failure as the user sees it: a meaning that the page has words for, and the relay's own words.
 */
export type Failure = { 
/**
 * What it comes down to.
 */
meaning: Meaning, 
/**
 * Whether it cost money.
 */
charged: Charged, 
/**
 * The relay's own words, if it had any; plain text, at most 2,000 characters.
 */
words: string | null, 
/**
 * The same in Chinese, where the relay gave both.
 */
words_zh: string | null, };

/**
 * What a film file holds.
 */
export type Film = { 
/**
 * Pixels across, as shown; 0 when unknown.
 */
width: number, 
/**
 * Pixels down, as shown; 0 when unknown.
 */
height: number, 
/**
 * Length in ms; 0 when unknown.
 */
duration_ms: number, 
/**
 * Frames a second.
 */
fps: number | null, 
/**
 * Such as `h264`.
 */
video_codec: string | null, 
/**
 * Whether it has sound.
 */
has_audio: boolean, 
/**
 * Size of the file.
 */
bytes: number, };

/**
 * A wire format of the reference.
 */
export type Format = "unified";

/**
 * Every clip of the gallery, newest first, as columns of one length: enough to lay out and to fetch posters.
 */
export type GalleryIndex = { 
/**
 * The clips' numbers.
 */
ids: Array<ClipId>, 
/**
 * Width over height, in thousandths.
 */
ratios: Array<number>, 
/**
 * When each came in.
 */
created_at: Array<Timestamp>, };

/**
 * One request for one clip. What a field may hold is the catalogue's matter.
 */
export type Generation = { 
/**
 * The model that is to make it.
 */
model: ModelId, 
/**
 * What it should show.
 */
prompt: string, 
/**
 * `None` leaves it to the model.
 */
aspect_ratio: AspectRatio | null, 
/**
 * Whole seconds; `None` leaves it to the model.
 */
duration_s: number | null, };

/**
 * One paid attempt at one clip. `queue::step` alone decides how it changes.
 */
export type Job = { 
/**
 * Its number.
 */
id: JobId, 
/**
 * The press of Generate that made it.
 */
batch_id: BatchId, 
/**
 * What is asked for.
 */
generation: Generation, 
/**
 * Where it goes, fixed when it was made.
 */
route: Route, 
/**
 * Where it stands.
 */
state: JobState, 
/**
 * Why it rests, in `Stopped`.
 */
stop_reason: StopReason | null, 
/**
 * What went wrong: the reason in `Failed` and `Unknown`, sometimes in `Stopped`, the last hitch while it is retried.
 */
failure: Failure | null, 
/**
 * The name that the relay gave it. Once here it is never lost.
 */
remote_id: RemoteId | null, 
/**
 * Percent, as the relay tells it.
 */
progress: number | null, 
/**
 * Bytes of the clip fetched so far.
 */
transfer: Transfer | null, 
/**
 * How long the model usually takes, in ms.
 */
expected_ms: number | null, 
/**
 * When Generate was pressed.
 */
created_at: Timestamp, 
/**
 * When the last submit began.
 */
sent_at: Timestamp | null, 
/**
 * When the relay accepted it.
 */
accepted_at: Timestamp | null, 
/**
 * When it came to rest.
 */
ended_at: Timestamp | null, 
/**
 * The clip that it became.
 */
clip_id: ClipId | null, 
/**
 * When the user put it away; it stays in the history.
 */
dismissed_at: Timestamp | null, };

/**
 * One paid attempt at one clip.
 */
export type JobId = number;

/**
 * Where a job stands.
 */
export type JobState = "ready" | "sending" | "unknown" | "accepted" | "running" | "downloading" | "done" | "failed" | "stopped";

/**
 * Where the user wants a key to be kept.
 */
export type KeyPlace = "keychain" | "session";

/**
 * Where a key lies, and its last four characters, which is all that is ever shown of it.
 */
export type KeyState = { "place": "none" } | { "place": "keychain", 
/**
 * The last four characters; empty for a short key.
 */
last_four: string, } | { "place": "session", 
/**
 * The last four characters; empty for a short key.
 */
last_four: string, } | { "place": "lost", 
/**
 * The last four characters; empty for a short key.
 */
last_four: string, };

/**
 * A language of the page.
 */
export type Language = "en" | "zh";

/**
 * What a failure comes down to.
 */
export type Meaning = "key" | "no_key" | "permission" | "balance" | "rate" | "moderation_picture" | "moderation_prompt" | "moderation_result" | "picture" | "not_offered" | "invalid" | "gone" | "server" | "network" | "unreadable" | "generation" | "no_result" | "result_expired" | "unsafe_address" | "bad_file" | "disk_full" | "disk";

/**
 * A model's name as relays know it, such as `sora-2-pro`.
 */
export type ModelId = string;

/**
 * A model as the composer offers it.
 */
export type ModelOption = { 
/**
 * Its name on the wire.
 */
id: ModelId, 
/**
 * Its name for people.
 */
label: string, 
/**
 * Its maker's family, such as `sora` or `veo`; `other` when the catalogue does not know it.
 */
family: string, 
/**
 * The aspect ratios that it takes; empty when it takes none.
 */
aspect_ratios: Array<AspectRatio>, 
/**
 * The lengths that it takes, in seconds; empty when it takes none.
 */
durations_s: Array<number>, 
/**
 * How long it usually takes at least and at most, in ms, where that is known.
 */
expected_ms: [number, number] | null, 
/**
 * Whether the connection offers it; `None` when it was never asked.
 */
offered: boolean | null, };

/**
 * Why a draft cannot be sent: the field, and the rule it breaks. The words for it are the page's.
 */
export type Problem = { 
/**
 * The draft's field, such as `duration_s`.
 */
field: string, 
/**
 * The rule that it breaks.
 */
rule: Rule, };

/**
 * The name that a relay gave to an accepted job.
 */
export type RemoteId = string;

/**
 * Where a job goes. A later change of the connection does not move a job that was sent (reference section 9).
 */
export type Route = { 
/**
 * The connection it was made with; the connection may be gone since.
 */
connection_id: ConnectionId, 
/**
 * Its name at that time.
 */
connection_name: string, 
/**
 * The relay's base URL at that time, or `demo:` for the built-in relay, whose port changes with every run.
 */
base_url: string, 
/**
 * The wire format.
 */
format: Format, };

/**
 * A rule of the catalogue or of the draft itself.
 */
export type Rule = { "rule": "required" } | { "rule": "one_of", 
/**
 * The values that the model takes, as they are shown.
 */
values: Array<string>, } | { "rule": "between", 
/**
 * The least.
 */
min: number, 
/**
 * The most.
 */
max: number, } | { "rule": "not_offered" } | { "rule": "needs_key" };

/**
 * The first thing that a page asks for.
 */
export type Session = { 
/**
 * The program's version.
 */
version: string, 
/**
 * Where pictures and films are fetched: `{media_url}/clips/{id}/film|poster|strip`. Holds this run's token.
 */
media_url: string, 
/**
 * The folder that holds the library, to be shown to the user.
 */
data_dir: string, 
/**
 * Whether a demo relay is built in.
 */
has_demo: boolean, 
/**
 * Whether there is a desktop to open folders and dialogs on.
 */
has_desktop: boolean, 
/**
 * The user's settings.
 */
settings: Settings, };

/**
 * What the user set. Every field has a default, so that an older library opens.
 */
export type Settings = { 
/**
 * `None` follows the system.
 */
language: Language | null, 
/**
 * Dark, light, or as the system is.
 */
theme: Theme, 
/**
 * Height of a gallery row, in CSS pixels.
 */
row_height: number, 
/**
 * Whether the inspector is open.
 */
inspector: boolean, 
/**
 * The connection that new drafts use.
 */
connection_id: ConnectionId | null, 
/**
 * Jobs that are with the relay at once, 1 to 16.
 */
max_running: number, 
/**
 * How long a job is watched before the user is asked, in minutes.
 */
watch_limit_min: number, };

/**
 * Why a job rests.
 */
export type StopReason = "user" | "restart" | "watch_limit" | "trouble";

/**
 * What came of a test.
 */
export type TestResult = { "outcome": "works", 
/**
 * How long the answer took.
 */
latency_ms: number, 
/**
 * Every model that it offers, video or not.
 */
models: Array<ModelId>, } | { "outcome": "failed", 
/**
 * Why.
 */
failure: Failure, };

/**
 * A theme of the page.
 */
export type Theme = "system" | "dark" | "light";

/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
export type Timestamp = number;

/**
 * Bytes of a download.
 */
export type Transfer = { 
/**
 * Fetched so far.
 */
received_bytes: number, 
/**
 * In all, when the server says.
 */
total_bytes: number | null, };

/** Every command: its arguments and its reply. */
export interface Commands {
  /** What a page needs to know before it shows anything. */
  get_session: { args: Record<string, never>; reply: Session };
  /** Keeps the settings; replies with them as they are kept, with numbers brought into their range. */
  save_settings: { args: { settings: Settings }; reply: Settings };
  /** Every connection, oldest first. */
  list_connections: { args: Record<string, never>; reply: Array<Connection> };
  /** Opens the built-in demo relay: makes its connection if there is none, and makes it the one in use. */
  open_demo: { args: Record<string, never>; reply: Connection };
  /** Tries an address and a key without keeping either. Fails with `bad_address`. */
  try_connection: { args: { base_url: string; key: string }; reply: TestResult };
  /** Keeps a relay's address and key, and makes it the one in use. `no_keychain` and `keychain_locked` leave nothing behind: ask the user whether to keep the key for this session only. */
  create_connection: { args: { name: string; base_url: string; key: string | null; place: KeyPlace }; reply: Connection };
  /** Renames or readdresses. A new origin forgets the key: it was given for the old one. */
  update_connection: { args: { id: ConnectionId; name: string; base_url: string }; reply: Connection };
  /** Removes a connection and its key. Its clips stay; its running jobs are watched to their end. */
  remove_connection: { args: { id: ConnectionId }; reply: null };
  /** Keeps a key. It is never given out again. */
  set_key: { args: { id: ConnectionId; key: string; place: KeyPlace }; reply: Connection };
  /** Forgets a connection's key. */
  remove_key: { args: { id: ConnectionId }; reply: Connection };
  /** Asks the relay for its models and notes the result. */
  test_connection: { args: { id: ConnectionId }; reply: Connection };
  /** The models that a connection's composer shows, offered ones first. */
  list_models: { args: { id: ConnectionId }; reply: Array<ModelOption> };
  /** The composer's draft: the last one saved, or a first one. */
  get_draft: { args: Record<string, never>; reply: Draft };
  /** Keeps the composer's draft. */
  save_draft: { args: { draft: Draft }; reply: null };
  /** Every rule that a draft breaks; empty when it may be sent. */
  check_draft: { args: { draft: Draft }; reply: Array<Problem> };
  /** Makes one job a variation and starts them. Fails with `draft_refused` before anything is made. */
  create_jobs: { args: { draft: Draft }; reply: Array<Job> };
  /** The jobs that are neither in the gallery nor put away, and the newest hundred that are done; newest first. */
  list_jobs: { args: Record<string, never>; reply: Array<Job> };
  /** Does not send a job, or stops watching it. What the relay has, it goes on with. */
  stop_job: { args: { id: JobId }; reply: Job };
  /** Goes on with a stopped job: watches what the relay has, sends only what it never had. */
  resume_job: { args: { id: JobId }; reply: Job };
  /** Sends a job of unknown outcome again. It may have been paid for already. */
  send_job_again: { args: { id: JobId }; reply: Job };
  /** Puts an unknown, failed or stopped job away. */
  dismiss_job: { args: { id: JobId }; reply: Job };
  /** The whole gallery as columns, newest first. */
  get_gallery: { args: Record<string, never>; reply: GalleryIndex };
  /** The clips of these ids that there are. */
  get_clips: { args: { ids: Array<ClipId> }; reply: Array<Clip> };
  /** Puts clips in the trash. Their files stay. */
  trash_clips: { args: { ids: Array<ClipId> }; reply: null };
  /** Takes clips out of the trash. */
  restore_clips: { args: { ids: Array<ClipId> }; reply: null };
  /** Shows a clip's file in the system's file manager. Fails with `no_desktop`. */
  reveal_clip: { args: { id: ClipId }; reply: null };
  /** Asks for a place and copies the clip's file there; `false` when the user thought better of it. */
  export_clip: { args: { id: ClipId }; reply: boolean };
}
