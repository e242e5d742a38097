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
 * What is left on an account (reference section 7), in millionths of a US dollar.
 */
export type Balance = { 
/**
 * What is left; `None` when there is no limit.
 */
left_micros: number | null, 
/**
 * What there was in all; `None` when there is no limit.
 */
limit_micros: number | null, 
/**
 * When the relay was asked.
 */
checked_at: Timestamp, };

/**
 * The jobs that one press of Generate made.
 */
export type BatchId = number;

/**
 * One to three seconds of a video that show who is to appear.
 */
export type Cameo = { 
/**
 * The video's address; empty for a clip of the gallery, whose address is looked up when it is sent.
 */
url: string, 
/**
 * The clip of the gallery that the video is, for as long as the address that its relay gave it works.
 */
clip_id?: ClipId, 
/**
 * Where the range begins, in ms.
 */
start_ms: number, 
/**
 * Where it ends, in ms.
 */
end_ms: number, };

/**
 * Somebody whom a prompt names, as the name stood for when the prompt was sent.
 */
export type CastMember = { 
/**
 * The character of the library; it may be gone since.
 */
character_id: CharacterId, 
/**
 * What stands after the `@`.
 */
handle: string, 
/**
 * What is sent.
 */
part: CastPart, };

/**
 * What is sent in place of a name.
 */
export type CastPart = { "by": "relay", 
/**
 * The base URL of that relay, and of no other.
 */
base_url: string, } | { "by": "pack", 
/**
 * The name in words.
 */
name: string, 
/**
 * What to look for; may be empty.
 */
description: string, 
/**
 * What they look like.
 */
pictures: Array<PictureId>, };

/**
 * The user's own catalogue file.
 */
export type CatalogueFile = { 
/**
 * Where it lies, to be shown.
 */
path: string, 
/**
 * What it says; empty when there is none yet.
 */
text: string, 
/**
 * What is wrong with it. The entries that are sound are used all the same.
 */
mistakes: Array<CatalogueMistake>, 
/**
 * The models that it describes.
 */
models: Array<ModelId>, };

/**
 * A mistake in a catalogue file.
 */
export type CatalogueMistake = { 
/**
 * The line, from 1.
 */
line: number, 
/**
 * The character in that line, from 1.
 */
column: number, 
/**
 * What is wrong, in English.
 */
message: string, };

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
clip: Clip, } | { "kind": "clips", 
/**
 * Which.
 */
ids: Array<ClipId>, } | { "kind": "keeping" } | { "kind": "exporting", 
/**
 * Clips that are through, written or not.
 */
done: number, 
/**
 * Of how many.
 */
of: number, } | { "kind": "storyboard", 
/**
 * The storyboard.
 */
storyboard: Storyboard, } | { "kind": "character", 
/**
 * The character.
 */
character: Character, } | { "kind": "character_removed", 
/**
 * Which.
 */
id: CharacterId, } | { "kind": "drag_over", 
/**
 * Whether they are.
 */
is_over: boolean, } | { "kind": "dropped", 
/**
 * What came of each picture.
 */
intakes: Array<Intake>, 
/**
 * What came of each film and each recipe.
 */
imports: Array<Import>, } | { "kind": "connection", 
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
settings: Settings, } | { "kind": "catalogue" } | { "kind": "writing", 
/**
 * Which.
 */
id: WritingId, 
/**
 * How.
 */
step: WritingStep, } | { "kind": "resync" };

/**
 * Somebody who can be named with `@`.
 */
export type Character = { 
/**
 * Its number.
 */
id: CharacterId, 
/**
 * What the user calls it.
 */
name: string, 
/**
 * What stands after the `@`: the relay's username, or what the user chose for a pack.
 */
handle: string, 
/**
 * The user's own notes.
 */
notes: string, 
/**
 * The user's own tags.
 */
tags: Array<string>, 
/**
 * Where it lives.
 */
home: CharacterHome, 
/**
 * Its picture, kept in the library; `None` while there is none.
 */
avatar: PictureId | null, 
/**
 * How many clips of the gallery it is in.
 */
used: number, 
/**
 * When it was made.
 */
created_at: Timestamp, };

/**
 * What is known of a character before it is sent.
 */
export type CharacterCheck = { 
/**
 * How the relay would get at the film; `None` when it cannot.
 */
way: FilmWay | null, 
/**
 * Why it cannot be sent; empty when it can.
 */
problems: Array<CharacterProblem>, 
/**
 * Whether the film is known to have no sound: the character will have no voice.
 */
is_silent: boolean, 
/**
 * What it costs, in millionths of a US dollar, where the relay lists a price.
 */
cost_micros: number | null, };

/**
 * What became of the wish for a character.
 */
export type CharacterCreation = { "outcome": "created", 
/**
 * It starts at once.
 */
job: Job, } | { "outcome": "refused", 
/**
 * Why; never empty.
 */
problems: Array<CharacterProblem>, };

/**
 * A character that is to be made at a relay.
 */
export type CharacterDraft = { 
/**
 * Where it would be made; `None` before the first connection.
 */
connection_id: ConnectionId | null, 
/**
 * What the user calls it; empty: as the relay will.
 */
name: string, 
/**
 * The film that shows it.
 */
source: FilmSource, 
/**
 * Where the range begins, in ms: a tenth of a second is the least step.
 */
start_ms: number, 
/**
 * Where it ends, in ms, one to three seconds later.
 */
end_ms: number, };

/**
 * What the user says of a character.
 */
export type CharacterForm = { 
/**
 * What the user calls it; not empty.
 */
name: string, 
/**
 * The user's own notes.
 */
notes: string, 
/**
 * The user's own tags.
 */
tags: Array<string>, 
/**
 * Of a pack, what is sent for it; of a relay's character, `None`.
 */
pack: PackForm | null, };

/**
 * Where a character lives.
 */
export type CharacterHome = { "at": "relay", 
/**
 * The connection it was made with; it may be gone since.
 */
connection_id: ConnectionId, 
/**
 * That connection's name at that time.
 */
connection_name: string, 
/**
 * The film that it was made of.
 */
source: FilmSource, 
/**
 * Where the range begins, in ms.
 */
start_ms: number, 
/**
 * Where it ends, in ms.
 */
end_ms: number, 
/**
 * Whether the relay gave it a page, which `open_character_page` shows.
 */
has_page: boolean, } | { "at": "pack", 
/**
 * What to look for, as it is sent.
 */
description: string, 
/**
 * What it looks like, most telling first.
 */
pictures: Array<PictureId>, };

/**
 * Somebody who can be named with `@` in a prompt.
 */
export type CharacterId = number;

/**
 * A character that a job is to make, as it was ordered.
 */
export type CharacterOrder = { 
/**
 * What the user calls it; empty: as the relay will.
 */
name: string, 
/**
 * The film that shows it.
 */
source: FilmSource, 
/**
 * How the relay gets at it.
 */
way: FilmWay, 
/**
 * Where the range begins, in ms.
 */
start_ms: number, 
/**
 * Where it ends, in ms.
 */
end_ms: number, };

/**
 * Why a character cannot be sent.
 */
export type CharacterProblem = "no_connection" | "needs_key" | "no_url" | "range_length" | "range_outside" | "no_film" | "out_of_reach";

/**
 * Whether a failure cost money.
 */
export type Charged = "no" | "yes" | "unknown";

/**
 * A film, a still or a sound in the gallery. Its file is whole and on disk.
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
 * The press of Generate that made it.
 */
batch_id: BatchId | null, 
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
 * What it is.
 */
medium: Medium, 
/**
 * What the file holds.
 */
film: Film, 
/**
 * Whether a poster could be made of it, and of a film a strip.
 */
has_pictures: boolean, 
/**
 * From acceptance to the finished job, in ms.
 */
took_ms: number | null, 
/**
 * What it cost by the price known when it was sent, in millionths of a US dollar.
 */
cost_micros: number | null, 
/**
 * Its shots, where its prompt is a storyboard.
 */
shots: Array<Shot>, 
/**
 * When it came in.
 */
created_at: Timestamp, 
/**
 * Where it stands among the newest: when it came in, or with the first of the parts that it belongs to.
 */
placed_at: Timestamp, 
/**
 * When it was put in the trash.
 */
trashed_at: Timestamp | null, 
/**
 * When it was made a favourite.
 */
favourite_at: Timestamp | null, 
/**
 * The user's tags, by name.
 */
tags: Array<TagId>, 
/**
 * The name of the file that it was brought in from.
 */
file_name: string | null, };

/**
 * A film, a still or a sound in the gallery.
 */
export type ClipId = number;

/**
 * Clips that the user put together, or a question that is kept.
 */
export type Collection = { 
/**
 * Its number.
 */
id: CollectionId, 
/**
 * What the user calls it.
 */
name: string, 
/**
 * Of a smart collection, its question; `None`: the user chose the clips.
 */
query: Query | null, 
/**
 * How many clips of the gallery are in it; of a smart collection see `count_clips`.
 */
clips: number, 
/**
 * Its first clip, to show it by.
 */
cover: ClipId | null, };

/**
 * Clips that were put together, or a question that is kept.
 */
export type CollectionId = number;

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
 * Whether the user allowed to speak to this address without encryption; `None` of one that is spoken to otherwise.
 */
plain_http: PlainHttp | null, 
/**
 * Where its key lies.
 */
key: KeyState, 
/**
 * The way there.
 */
proxy: Proxy, 
/**
 * Which wire formats are spoken to it.
 */
formats: Formats, 
/**
 * What the last test said.
 */
last_test: ConnectionTest | null, 
/**
 * What was left when it was last asked for.
 */
balance: Balance | null, 
/**
 * The user is warned when less than this is left, in millionths of a US dollar; `None` never warns.
 */
warn_below_micros: number | null, 
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
 * A test of a connection: whatever can be asked without cost (reference section 7).
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
 * A kind of file that a clip may be. Its name is its file extension: in text, in JSON and on disk.
 */
export type Container = "mp4" | "mov" | "webm" | "mkv" | "png" | "jpg" | "webp" | "gif" | "mp3" | "wav" | "m4a" | "ogg" | "flac" | "aac";

/**
 * What can be set for a model in one wire format. An empty list: it cannot be set.
 */
export type Controls = { 
/**
 * Width to height.
 */
aspect_ratios: Array<AspectRatio>, 
/**
 * Lengths, in seconds.
 */
durations_s: Array<number>, 
/**
 * The length that a clip has where none is chosen, in seconds.
 */
usual_duration_s: number | null, 
/**
 * Resolutions, by the model's own names.
 */
resolutions: Array<string>, 
/**
 * Whether any other resolution is sent as the user wrote it.
 */
takes_any_resolution: boolean, 
/**
 * Whether a size is sent as the user wrote it.
 */
takes_size: boolean, 
/**
 * What can be switched.
 */
toggles: Array<Toggle>, 
/**
 * What is sent of a switch that is left open, in formats that want the field anyway. Of any other nothing is sent.
 */
sent_when_open: { [key in Toggle]?: boolean }, 
/**
 * Pictures; `None` when it takes none.
 */
pictures: PictureRules | null, 
/**
 * How many videos are usual to be made into another one; 0 when it takes none.
 */
videos: number, 
/**
 * Whether somebody out of another video can appear.
 */
takes_cameo: boolean, 
/**
 * Whether characters can be named with `@`.
 */
takes_characters: boolean, 
/**
 * Whether a prompt of shots is one clip of shots.
 */
takes_storyboard: boolean, 
/**
 * What a remix of its clips takes; `None` where there are none. Whether a relay remixes is known by asking it.
 */
remix: RemixControls | null, 
/**
 * Whether it takes a seed.
 */
takes_seed: boolean, 
/**
 * Whether it takes an address to tell when it is done.
 */
takes_notify_hook: boolean, 
/**
 * Settings that do not go together.
 */
exclusions: Array<Exclusion>, };

/**
 * A part of a picture, in pixels of the picture as shown: upright, from its top left corner.
 */
export type Crop = { 
/**
 * Columns left out on the left.
 */
x: number, 
/**
 * Rows left out at the top.
 */
y: number, 
/**
 * Columns kept.
 */
width: number, 
/**
 * Rows kept.
 */
height: number, };

/**
 * A stretch of time, by the user's own calendar.
 */
export type DateSpan = { "span": "today" } | { "span": "week" } | { "span": "month" } | { "span": "year" } | { "span": "between", 
/**
 * From this on.
 */
from: Timestamp | null, 
/**
 * To before this.
 */
to: Timestamp | null, };

/**
 * How closely a model looks at a picture (reference section 5): the closer, the more tokens.
 */
export type Detail = "low" | "high" | "auto";

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
variations: number, 
/**
 * How the shots of a storyboard are sent, where the user chose it; else as the model takes them.
 */
shots_as?: ShotsAs, };

/**
 * What is known of a draft before it is sent.
 */
export type DraftCheck = { 
/**
 * Why it cannot be sent; empty when it can.
 */
problems: Array<Problem>, 
/**
 * What it breaks of rules that a relay may not have: told, and sent all the same if the user wants it.
 */
warnings: Array<Problem>, 
/**
 * What may surprise, without keeping it from being sent.
 */
hints: Array<Hint>, 
/**
 * How long one clip takes at least and at most, in ms.
 */
expected_ms: [number, number] | null, 
/**
 * Whether that is learned from the user's own clips.
 */
is_learned: boolean, 
/**
 * What one clip costs, in millionths of a US dollar, where the price is known.
 */
cost_micros: number | null, 
/**
 * How many clips one press of Generate makes: its wildcards' combinations, times the variations.
 */
count: number, 
/**
 * The `@names` of the prompt that are nobody's.
 */
unknown_names: Array<string>, 
/**
 * What its prompt stands for; `None` without wildcards.
 */
wildcards: Wildcards | null, };

/**
 * The kinds of failure that the page acts on.
 */
export type ErrorCode = "bad_request" | "not_found" | "conflict" | "too_long" | "picture_refused" | "no_frame" | "handle_taken" | "bad_handle" | "bad_name" | "name_taken" | "bad_address" | "bad_link" | "bad_proxy" | "plain_http" | "bad_key" | "no_keychain" | "keychain_locked" | "no_desktop" | "disk_full" | "disk" | "internal";

/**
 * Settings that do not go together: a draft that has all of them is refused.
 */
export type Exclusion = { 
/**
 * Fields and their values as they are shown, such as `duration_s` and `25`, `hd` and `true`.
 */
all_of: Array<[string, string]>, };

/**
 * What goes with an exported file.
 */
export type ExportExtra = "poster" | "recipe_file" | "recipe_in_film" | "relay";

/**
 * A clip that was not exported.
 */
export type ExportFailure = { 
/**
 * Which.
 */
clip_id: ClipId, 
/**
 * Why, in English.
 */
detail: string, };

/**
 * How clips are exported; kept from one export to the next.
 */
export type ExportForm = { 
/**
 * The files' names without their ending, of words and `{prompt}`, `{model}`, `{date}`, `{time}`, `{number}` (the clip's
 * own), `{count}` (its place in this export), `{aspect}`, `{length}`, `{tags}`, `{collection}`; `/` makes folders.
 */
template: string, 
/**
 * What goes with each file.
 */
extras: Array<ExportExtra>, };

/**
 * The form as it stands, and what it would make.
 */
export type ExportPlan = { 
/**
 * The folder, as people name it; `None`: none was chosen yet.
 */
folder: string | null, 
/**
 * The first names that it would make, with their folders and endings.
 */
names: Array<string>, 
/**
 * What is wrong with the template, where something is: the word in braces that means nothing.
 */
unknown: string | null, 
/**
 * Size of all films together.
 */
bytes: number, 
/**
 * Of how many clips the file cannot hold a recipe, where it is to hold one: only MP4 and MOV can.
 */
without_recipe: number, };

/**
 * What came of an export.
 */
export type ExportReport = { 
/**
 * How many clips were written.
 */
clips: number, 
/**
 * The folder, as people name it.
 */
folder: string, 
/**
 * The clips that were not, and why, in English.
 */
failed: Array<ExportFailure>, 
/**
 * Of how many written clips the file does not hold the recipe that it was to hold.
 */
without_recipe: number, };

/**
 * A filter that could be added, and how many clips would be left.
 */
export type Facet = { 
/**
 * The filter.
 */
filter: Filter, 
/**
 * Clips that the rest of the question finds, and it holds of.
 */
count: number, };

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
 * What a clip came from and what came of it, the trash left out.
 */
export type Family = { 
/**
 * What it came from.
 */
from: Array<Kin>, 
/**
 * What came of it, oldest first.
 */
led_to: Array<Kin>, 
/**
 * The parts of the film that it belongs to, itself among them, in their order; empty where it is whole.
 */
parts: Array<ClipId>, };

/**
 * Everything that hangs together with a clip: oldest first, the trash left out but for the clip itself. Of a large family
 * those nearest to the clip.
 */
export type FamilyTree = { 
/**
 * The members.
 */
members: Array<Member>, 
/**
 * How many more there are than are told.
 */
more: number, };

/**
 * What a file holds: for a still the sizes, for a sound the length.
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
 * How the file is wrapped, as its name ends: `mp4`, `png`, `mp3`.
 */
container: Container, 
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
 * The film that a character is made of.
 */
export type FilmSource = { "from": "clip", 
/**
 * Which.
 */
clip_id: ClipId, } | { "from": "url", 
/**
 * http or https.
 */
url: string, };

/**
 * How a relay gets at a film.
 */
export type FilmWay = "task" | "url";

/**
 * One thing that has to hold of a clip.
 */
export type Filter = { "by": "model", 
/**
 * Which.
 */
id: ModelId, } | { "by": "aspect", 
/**
 * The nearest of the usual ones.
 */
ratio: AspectRatio, } | { "by": "length", 
/**
 * At least.
 */
from_ms: number | null, 
/**
 * Less than.
 */
to_ms: number | null, } | { "by": "connection", 
/**
 * Which.
 */
id: ConnectionId, } | { "by": "date", 
/**
 * Which.
 */
span: DateSpan, } | { "by": "medium", 
/**
 * Which.
 */
medium: Medium, } | { "by": "sound" } | { "by": "favourite" } | { "by": "tag", 
/**
 * Which.
 */
id: TagId, } | { "by": "collection", 
/**
 * Which; one with a question of its own is asked by that question instead.
 */
id: CollectionId, } | { "by": "character", 
/**
 * Who.
 */
id: CharacterId, } | { "by": "storyboard", 
/**
 * Which.
 */
id: StoryboardId, } | { "by": "family" } | { "by": "imported" };

/**
 * A kind of picture that is known by its first bytes and cannot be read here.
 */
export type ForeignPicture = "heic" | "avif" | "tiff" | "bmp" | "jxl";

/**
 * A wire format of the reference.
 */
export type Format = "unified" | "create" | "openai" | "chat";

/**
 * Which wire formats a connection is spoken to in, where the user knows better than the catalogue.
 */
export type Formats = { 
/**
 * For every model that is reached by it; `None` takes the catalogue's order.
 */
preferred: Format | null, 
/**
 * For single models, whatever the catalogue says.
 */
of_models: { [key in ModelId]: Format }, };

/**
 * A stretch of what was found, as columns of one length: enough to lay out and to fetch posters.
 */
export type Found = { 
/**
 * How many were found, exactly.
 */
count: number, 
/**
 * The same as before, as long as the same clips stand in the same order: then nothing needs to be laid out anew.
 */
stamp: number, 
/**
 * The clips' numbers.
 */
ids: Array<ClipId>, 
/**
 * Width over height, in thousandths.
 */
ratios: Array<number>, 
/**
 * Where each stands among the newest; in the trash, when it came there.
 */
placed_at: Array<Timestamp>, };

/**
 * Where the user was in the gallery, kept over a restart.
 */
export type GalleryView = { 
/**
 * What was shown.
 */
query: Query, 
/**
 * The clip at the top; `None` at the very top.
 */
clip_id: ClipId | null, 
/**
 * How far its row lies above the top of the window, in CSS pixels.
 */
offset: number, 
/**
 * The clip that was selected.
 */
selected: ClipId | null, };

/**
 * One request for one clip. What a field may hold is the catalogue's matter; what is not set is left to the model.
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
 * Width to height.
 */
aspect_ratio: AspectRatio | null, 
/**
 * Whole seconds.
 */
duration_s: number | null, 
/**
 * Such as `720P`, by the model's own names.
 */
resolution: string | null, 
/**
 * What is switched on or off; what is not named is left to the model.
 */
toggles: { [key in Toggle]?: boolean }, 
/**
 * Pictures to begin with, to end with, or to go by.
 */
pictures: Array<Picture>, 
/**
 * Videos to be made into another one.
 */
videos: Array<VideoSource>, 
/**
 * Somebody out of another video, for this clip only (reference section 2, inline cameo).
 */
cameo: Cameo | null, 
/**
 * The finished clip that this is to be another version of (reference section 4, remix).
 */
remix_of: RemixSource | null, 
/**
 * The same number gives nearly the same clip, on models that take one.
 */
seed: Seed | null, 
/**
 * The size of the clip as the relay is to read it, such as `1280x720`, for models that nobody described.
 */
size?: string, 
/**
 * Where the relay is to tell that it is done.
 */
notify_hook: string | null, 
/**
 * Who the prompt names with `@`, as they were when it was sent; of a draft, nobody yet.
 */
cast: Array<CastMember>, 
/**
 * The storyboard that it is made of.
 */
storyboard: StoryboardPart | null, };

/**
 * A draft that was being checked when the program ended without warning. It is kept as text, and not checked again by itself.
 */
export type HeldDraft = { 
/**
 * Its number.
 */
id: number, 
/**
 * The draft.
 */
draft: Draft, };

/**
 * What may surprise about a draft.
 */
export type Hint = "will_be_translated" | "english_only" | "undescribed" | "names_not_taken" | "foreign_character" | "pack_pictures_left_out" | "prompt_decides" | "slow_host";

/**
 * What came of bringing a file in.
 */
export type Import = { "outcome": "filed", 
/**
 * As this clip.
 */
clip_id: ClipId, 
/**
 * The recipe that it carried.
 */
recipe: Recipe | null, } | { "outcome": "known", 
/**
 * As this clip.
 */
clip_id: ClipId, 
/**
 * The recipe that it carried.
 */
recipe: Recipe | null, } | { "outcome": "recipe", 
/**
 * What it says.
 */
recipe: Recipe, } | { "outcome": "refused", 
/**
 * The file's name.
 */
name: string, 
/**
 * Why.
 */
reason: ImportRefusal, };

/**
 * Why a file was not brought in.
 */
export type ImportRefusal = "not_a_film" | "broken" | "unreadable" | "not_a_file" | "still_written" | "too_long";

/**
 * What came of taking a file in.
 */
export type Intake = { "outcome": "kept", 
/**
 * The picture.
 */
picture: StoredPicture, } | { "outcome": "refused", 
/**
 * The file's name; empty for pixels of the clipboard.
 */
name: string, 
/**
 * Why.
 */
reason: PictureRejection, };

/**
 * One paid attempt at one clip, or at one character. `queue::state_machine` alone decides how it changes.
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
 * When it is tried again by itself, while something stands in the way.
 */
next_try: NextTry | null, 
/**
 * How long the model usually takes, in ms.
 */
expected_ms: number | null, 
/**
 * What it costs by the price that was known when it was made, in millionths of a US dollar.
 */
cost_micros: number | null, 
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
 * The job before it in a chain: it is sent when that one's clip is in, and begins with its last frame.
 */
after: JobId | null, 
/**
 * The character that it is to make, in place of a clip.
 */
character: CharacterOrder | null, 
/**
 * The character that it became.
 */
character_id: CharacterId | null, 
/**
 * When the user put it away; it stays in the history.
 */
dismissed_at: Timestamp | null, };

/**
 * What became of a press of Generate.
 */
export type JobCreation = { "outcome": "created", 
/**
 * They start at once.
 */
jobs: Array<Job>, } | { "outcome": "refused", 
/**
 * The rules that it breaks; never empty.
 */
problems: Array<Problem>, };

/**
 * One paid attempt at one clip.
 */
export type JobId = number;

/**
 * What happened to a job.
 */
export type JobRecord = { 
/**
 * Which.
 */
id: JobId, 
/**
 * How it was spoken of with its relay.
 */
format: Format, 
/**
 * When it was made.
 */
created_at: Timestamp, 
/**
 * When it was sent last.
 */
sent_at: Timestamp | null, 
/**
 * When the relay took it.
 */
accepted_at: Timestamp | null, 
/**
 * When it ended.
 */
ended_at: Timestamp | null, 
/**
 * How long it was expected to take, in ms.
 */
expected_ms: number | null, 
/**
 * How often it was sent.
 */
submits: number, 
/**
 * How often it was asked after.
 */
polls: number, 
/**
 * The relay's last answer as JSON, keys and what signs addresses taken out; at most 64 KiB.
 */
answer: string | null, };

/**
 * Where a job stands.
 */
export type JobState = "ready" | "sending" | "unknown" | "accepted" | "running" | "downloading" | "result_missing" | "done" | "failed" | "stopped";

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
 * A clip that another one comes from, or led to.
 */
export type Kin = { 
/**
 * The other clip.
 */
clip_id: ClipId, 
/**
 * How the two hang together.
 */
kinship: Kinship, };

/**
 * How a clip comes from another one.
 */
export type Kinship = "remix" | "continuation" | "picture" | "video";

/**
 * A name in both languages.
 */
export type Label = { 
/**
 * English.
 */
en: string, 
/**
 * Simplified Chinese.
 */
zh: string, };

/**
 * A language of the page.
 */
export type Language = "en" | "zh";

/**
 * What a failure comes down to.
 */
export type Meaning = "key" | "no_key" | "plain_http" | "permission" | "balance" | "rate" | "moderation" | "moderation_picture" | "moderation_prompt" | "moderation_result" | "picture" | "not_offered" | "invalid" | "gone" | "no_remix" | "server" | "network" | "unreadable" | "generation" | "rejected" | "timed_out" | "cancelled" | "expired" | "no_result" | "not_listed" | "several_listed" | "result_expired" | "part_before" | "source_gone" | "unsafe_address" | "bad_file" | "cut_off" | "disk_full" | "disk";

/**
 * What a model makes (reference section 2: the scopes `videos`, `images` and `audio`), and what a clip therefore is.
 */
export type Medium = "film" | "still" | "sound";

/**
 * One clip of a family.
 */
export type Member = { 
/**
 * The clip.
 */
clip_id: ClipId, 
/**
 * What it came from, among the members.
 */
from: Array<Kin>, 
/**
 * The press of Generate that made it: those of one are variations of each other.
 */
batch_id: BatchId | null, 
/**
 * When it came in.
 */
created_at: Timestamp, };

/**
 * The entry of one model, as the form in Settings edits it: the one format it is reached by, and what it takes.
 * What the form does not show is kept as the file has it.
 */
export type ModelForm = { 
/**
 * Its name on the wire.
 */
id: ModelId, 
/**
 * Its name for people.
 */
label: Label, 
/**
 * Its maker's family.
 */
family: string, 
/**
 * What it makes.
 */
makes: Medium, 
/**
 * The format that it is reached by.
 */
format: Format, 
/**
 * Width to height.
 */
aspect_ratios: Array<AspectRatio>, 
/**
 * Lengths, in seconds.
 */
durations_s: Array<number>, 
/**
 * Whether a length is written as a text, `"10"`.
 */
duration_as_text: boolean, 
/**
 * Resolutions.
 */
resolutions: Array<string>, 
/**
 * What can be switched.
 */
toggles: Array<Toggle>, 
/**
 * The most pictures; 0 for none.
 */
max_pictures: number, 
/**
 * What pictures may be for.
 */
picture_roles: Array<PictureRole>, 
/**
 * Whether it reads English only.
 */
is_english_only: boolean, 
/**
 * Whether its films have sound.
 */
has_sound: boolean, 
/**
 * How long it takes, at least and at most, in seconds.
 */
expected_s: [number, number] | null, 
/**
 * What one clip costs, in millionths of a US dollar.
 */
price_micros: number | null, };

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
label: Label, 
/**
 * What it is good for, in a sentence.
 */
about: Label | null, 
/**
 * Its maker's family, such as `sora` or `veo`; `other` when the catalogue does not know it.
 */
family: string, 
/**
 * What it makes.
 */
makes: Medium, 
/**
 * Who described it.
 */
origin: Origin, 
/**
 * Where its data comes from.
 */
source: string, 
/**
 * Whether somebody ran it with this data.
 */
is_verified: boolean, 
/**
 * The wire format that this connection uses for it.
 */
format: Format, 
/**
 * Every format that reaches it.
 */
formats: Array<Format>, 
/**
 * What can be set, in that format.
 */
controls: Controls, 
/**
 * Whether it reads English only.
 */
is_english_only: boolean, 
/**
 * The longest prompt, in characters.
 */
prompt_limit: number | null, 
/**
 * Whether its films have sound.
 */
has_sound: boolean, 
/**
 * How long it usually takes at least and at most, over all lengths, in ms.
 */
expected_ms: [number, number] | null, 
/**
 * What one clip costs at least, in millionths of a US dollar, where that is known.
 */
price_micros: number | null, 
/**
 * Whether the connection offers it; `None` when it was never asked.
 */
offered: boolean | null, 
/**
 * How many clips of the gallery it made.
 */
made: number, };

/**
 * What a model costs on a relay, for one clip, in millionths of a US dollar (reference section 7).
 */
export type ModelPrice = { 
/**
 * The model.
 */
model: ModelId, 
/**
 * Its price.
 */
micros: number, };

/**
 * Which frame of a film.
 */
export type Moment = "first" | "last" | { "at": { 
/**
 * From the beginning, in ms.
 */
ms: number, } };

/**
 * A collection that was made, and the way back.
 */
export type NewCollection = { 
/**
 * The collection.
 */
collection: Collection, 
/**
 * The way back.
 */
receipt: Receipt, };

/**
 * When a job is tried again.
 */
export type NextTry = { 
/**
 * The time of it.
 */
at: Timestamp, 
/**
 * Whether the relay asked for the wait (`Retry-After`).
 */
is_asked: boolean, };

/**
 * Why a relay is not asked to remix a clip.
 */
export type NoRemix = "refused" | "private" | "other_relay" | "no_task";

/**
 * Who described a model.
 */
export type Origin = "shipped" | "user" | "nobody";

/**
 * What is sent for a reference pack.
 */
export type PackForm = { 
/**
 * What stands after the `@`: letters and digits of any script, `_`, `-` and `.`; nobody else's.
 */
handle: string, 
/**
 * What to look for.
 */
description: string, 
/**
 * What it looks like, most telling first.
 */
pictures: Array<PictureId>, };

/**
 * A prompt that was sent, as it was written: with its wildcards.
 */
export type PastPrompt = { 
/**
 * The whole of it, which is also its name.
 */
text: string, 
/**
 * The model that it last went to.
 */
model: ModelId, 
/**
 * How many times Generate was pressed on it.
 */
used: number, 
/**
 * When that was last.
 */
used_at: Timestamp, };

/**
 * A picture that goes with a prompt.
 */
export type Picture = { 
/**
 * What it is for.
 */
role: PictureRole, 
/**
 * Where it comes from.
 */
source: PictureSource, 
/**
 * The part of it that is sent; `None`: the whole, or the middle where the model wants the clip's own shape.
 */
crop: Crop | null, 
/**
 * The clip that it was taken from.
 */
from_clip: ClipId | null, };

/**
 * A picture of the library, named by the SHA-256 of its file in hex.
 */
export type PictureId = string;

/**
 * Why a picture cannot be sent.
 */
export type PictureRejection = "animated" | { "unsupported": ForeignPicture } | "not_a_picture" | "not_a_file" | "still_written" | "unreadable" | "too_large" | "broken" | "crop_outside" | "size_impossible" | "too_heavy";

/**
 * What a picture is for.
 */
export type PictureRole = "first" | "last" | "reference";

/**
 * What pictures a model takes.
 */
export type PictureRules = { 
/**
 * The fewest.
 */
min: number, 
/**
 * The most.
 */
max: number, 
/**
 * Whether no source states the most, so that more can be sent.
 */
max_is_guess: boolean, 
/**
 * What they may be for, in the order in which they are taken.
 */
roles: Array<PictureRole>, 
/**
 * Whether the relay fetches them from addresses.
 */
takes_urls: boolean, 
/**
 * Whether they must have the clip's own pixels.
 */
must_match_size: boolean, 
/**
 * The heaviest, in bytes.
 */
max_bytes: number, };

/**
 * Where a picture comes from.
 */
export type PictureSource = { "from": "url", 
/**
 * Its address, http or https.
 */
url: string, } | { "from": "stored", 
/**
 * Its name.
 */
id: PictureId, } | { "from": "part_before" };

/**
 * Whether a relay may be spoken to without encryption: whoever is in between then reads the key, the prompts and the films.
 */
export type PlainHttp = "refuse" | "allow";

/**
 * A picture exactly as it is sent; its file is served by its key.
 */
export type PreparedPicture = { 
/**
 * The name of its file.
 */
key: string, 
/**
 * How it is wrapped.
 */
container: Container, 
/**
 * Pixels across.
 */
width: number, 
/**
 * Pixels down.
 */
height: number, 
/**
 * Size of the file.
 */
bytes: number, };

/**
 * A rule that a draft breaks, and the field. The words for it are the page's.
 */
export type Problem = { 
/**
 * The draft's field, such as `duration_s`; a toggle by its own name, such as `hd`.
 */
field: string, 
/**
 * The rule that it breaks.
 */
rule: Rule, };

/**
 * The way to a relay and to the files it names. A relay on this computer is always reached directly.
 */
export type Proxy = { "way": "system" } | { "way": "direct" } | { "way": "through", 
/**
 * Its address.
 */
url: string, };

/**
 * A question to the gallery. What it leaves open holds for every clip.
 */
export type Query = { 
/**
 * Where is looked.
 */
shelf: Shelf, 
/**
 * As typed: words (each may be the beginning of one), `"phrases"`, Chinese from one character; all have to be there.
 */
text: string, 
/**
 * Filters of one kind are alternatives (tags: all of them have to be there); different kinds have to hold together.
 */
filters: Array<Filter>, 
/**
 * The order of what is found.
 */
order: SortOrder, };

/**
 * What a change to clips came to, and the way back.
 */
export type Receipt = { 
/**
 * Takes it back by `undo`, until the program ends; the last hundred are kept.
 */
undo: UndoId, 
/**
 * How many clips it changed.
 */
clips: number, };

/**
 * How a clip was made: enough to make it again. Holds no key; an address of a relay only where the user asked for it.
 */
export type Recipe = { 
/**
 * What was asked for; its stored pictures come with it.
 */
generation: Generation, 
/**
 * When the clip came in.
 */
created_at: Timestamp, 
/**
 * The user's tags.
 */
tags: Array<string>, 
/**
 * The connection's name and address and the relay's name for the job, where the user asked for them.
 */
relay: RecipeRelay | null, };

/**
 * Who made a clip.
 */
export type RecipeRelay = { 
/**
 * What the user called the connection.
 */
connection: string | null, 
/**
 * The relay's base URL.
 */
base_url: string | null, 
/**
 * Its name for the job.
 */
remote_id: string | null, };

/**
 * What a remix takes beside a prompt.
 */
export type RemixControls = { 
/**
 * Width to height.
 */
aspect_ratios: Array<AspectRatio>, 
/**
 * What can be switched.
 */
toggles: Array<Toggle>, };

/**
 * How another version of a clip would be made.
 */
export type RemixPlan = { 
/**
 * By which way.
 */
way: RemixWay, 
/**
 * Why it is not the relay's own remix; `None` when it is.
 */
no_remix: NoRemix | null, 
/**
 * What it costs, in millionths of a US dollar, where the price is known.
 */
cost_micros: number | null, 
/**
 * What would be asked for; not yet sent.
 */
generation: Generation, };

/**
 * A clip as the relay that made it knows it.
 */
export type RemixSource = { 
/**
 * The clip in the gallery.
 */
clip_id: ClipId, 
/**
 * The relay's name for the job that made it.
 */
remote_id: RemoteId, };

/**
 * A way to make another version of a clip.
 */
export type RemixWay = "remix" | "video" | "last_frame";

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
format: Format, 
/**
 * What comes of it.
 */
medium: Medium, 
/**
 * The way there.
 */
proxy: Proxy, };

/**
 * A rule of the catalogue or of the draft itself.
 */
export type Rule = { "rule": "required" } | { "rule": "not_taken" } | { "rule": "one_of", 
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
max: number, } | { "rule": "at_most", 
/**
 * The most.
 */
max: number, } | { "rule": "at_least", 
/**
 * The least.
 */
min: number, } | { "rule": "not_with", 
/**
 * The other field.
 */
field: string, 
/**
 * Its value, as it is shown.
 */
value: string, } | { "rule": "no_url" } | { "rule": "no_picture_url" } | { "rule": "shots_sum", 
/**
 * What the shots add up to, in ms.
 */
shots_ms: number, 
/**
 * The clip's length, in ms.
 */
clip_ms: number, 
/**
 * Of the lengths that the model makes, the one that is nearest to the shots' sum, in seconds; `None` where the
 * clip has it already.
 */
fit_s: number | null, } | { "rule": "too_many_clips", 
/**
 * The most.
 */
most: number, 
/**
 * How many it would make; at most `u32::MAX`, which stands for more as well.
 */
count: number, } | { "rule": "too_long", 
/**
 * The most characters.
 */
most: number, } | { "rule": "too_deep", 
/**
 * The deepest.
 */
most: number, } | { "rule": "not_offered" } | { "rule": "needs_key" };

/**
 * A seed from 0 to `u64::MAX`.
 */
export type Seed = string;

/**
 * How a selection is kept: what some or all of its clips have.
 */
export type SelectionState = { 
/**
 * How many clips were asked about and are there.
 */
clips: number, 
/**
 * How many of them are favourites.
 */
favourites: number, 
/**
 * Each tag that some have, and how many do; by name.
 */
tags: Array<Share<TagId>>, 
/**
 * Each collection that some are in, and how many are; in the collections' order.
 */
collections: Array<Share<CollectionId>>, };

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
 * The chat model that helps with writing; `None` takes the first that the connection offers.
 */
writing_model: ModelId | null, 
/**
 * Jobs that are with the relay at once, 1 to 16.
 */
max_running: number, 
/**
 * How long a job is watched before the user is asked, in minutes.
 */
watch_limit_min: number, 
/**
 * After how many days in the trash a clip is deleted; 0 never deletes.
 */
trash_days: number, 
/**
 * Whether the user has read, and put away, what moderation looks at.
 */
has_read_moderation: boolean, };

/**
 * How many clips of a selection share something.
 */
export type Share<T> = { 
/**
 * What.
 */
id: T, 
/**
 * How many.
 */
clips: number, };

/**
 * Where is looked.
 */
export type Shelf = "gallery" | "failed" | "trash";

/**
 * One shot of a storyboard.
 */
export type Shot = { 
/**
 * What is to be seen. One line.
 */
scene: string, 
/**
 * Its length in ms; `None` where the prompt does not say it in a way that can be read.
 */
duration_ms: number | null, };

/**
 * How the shots of a storyboard are sent.
 */
export type ShotsAs = "one_clip" | "clip_per_shot";

/**
 * A piece of a prompt, kept under a name.
 */
export type Snippet = { 
/**
 * Its number.
 */
id: SnippetId, 
/**
 * What the user calls it; no two have the same.
 */
name: string, 
/**
 * What is put into the prompt.
 */
text: string, };

/**
 * A piece of text that is kept under a name.
 */
export type SnippetId = number;

/**
 * The order of what is found. What is equal stands newest first.
 */
export type SortOrder = "newest" | "oldest" | "longest" | "dearest" | "favourites" | "arranged";

/**
 * Why a job rests.
 */
export type StopReason = "user" | "restart" | "watch_limit" | "trouble";

/**
 * A picture that is kept in the library: the original, as it came. Its file is served by its id.
 */
export type StoredPicture = { 
/**
 * Its name: the SHA-256 of its file. The same picture is kept once.
 */
id: PictureId, 
/**
 * How it is wrapped: `png`, `jpg`, `webp`, `gif`.
 */
container: Container, 
/**
 * Pixels across, as shown.
 */
width: number, 
/**
 * Pixels down, as shown.
 */
height: number, 
/**
 * Size of the file.
 */
bytes: number, 
/**
 * The name that its file had, where it had one.
 */
name: string | null, 
/**
 * The clip that it was taken from.
 */
from_clip: ClipId | null, 
/**
 * When it was last taken in or sent.
 */
used_at: Timestamp, };

/**
 * Shots that are arranged to become one film. Kept on disk as it is edited.
 */
export type Storyboard = { 
/**
 * Its number.
 */
id: StoryboardId, 
/**
 * What the user calls it.
 */
name: string, 
/**
 * Its shots, in their order.
 */
shots: Array<Shot>, 
/**
 * Everything else that would be asked for; its prompt is not used.
 */
draft: Draft, 
/**
 * The clips that its newest sending made: one of all shots, or one a shot in their order.
 */
clips: Array<ClipId>, 
/**
 * When it was made.
 */
created_at: Timestamp, 
/**
 * When it was last changed.
 */
saved_at: Timestamp, 
/**
 * When it was put in the trash.
 */
trashed_at: Timestamp | null, };

/**
 * What is known of a storyboard before it is sent.
 */
export type StoryboardCheck = { 
/**
 * Its shots as text, exactly as they are sent where the model takes them as one clip.
 */
text: string, 
/**
 * How the model takes it.
 */
way: StoryboardWay, 
/**
 * What the shots add up to, in ms.
 */
shots_ms: number, 
/**
 * The clip's length in ms, where it is one clip and its length is known.
 */
clip_ms: number | null, 
/**
 * What is known of it as a draft. Of one clip a shot, the problems of all of them.
 */
check: DraftCheck, };

/**
 * Shots that are arranged to become one film.
 */
export type StoryboardId = number;

/**
 * What a generation is of a storyboard.
 */
export type StoryboardPart = { 
/**
 * The storyboard; it may be gone since.
 */
id: StoryboardId, 
/**
 * The one shot that it is, from 1; `None`: all of them.
 */
shot: number | null, };

/**
 * How a model takes a storyboard.
 */
export type StoryboardWay = { "way": "one_clip" } | { "way": "clip_per_shot", 
/**
 * The length of each clip in seconds: of those that the model makes, the nearest to the shot's.
 */
lengths_s: Array<number | null>, 
/**
 * Whether each begins with the last frame of the one before.
 */
is_chained: boolean, };

/**
 * A word that the user gave to clips.
 */
export type Tag = { 
/**
 * Its number.
 */
id: TagId, 
/**
 * The word; no two differ by case alone.
 */
name: string, 
/**
 * How many clips of the gallery have it.
 */
used: number, };

/**
 * A word that the user gave to clips.
 */
export type TagId = number;

/**
 * What came of a test.
 */
export type TestResult = { "outcome": "works", 
/**
 * How long the answer took.
 */
latency_ms: number, 
/**
 * How many models it offers, video or not.
 */
model_count: number, 
/**
 * The models that it offers; the page is not told them, it asks for a connection's options.
 */
models: Array<ModelId>, 
/**
 * What these cost, where the relay tells prices; `None` when it tells none. Empty for the page.
 */
prices: Array<ModelPrice> | null, 
/**
 * Whether it lists its jobs (`GET /v1/videos`), so that a lost answer can be looked up.
 */
lists_jobs: boolean, } | { "outcome": "failed", 
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
 * Something of a generation that is on, off, or left to the model.
 */
export type Toggle = "hd" | "watermark" | "private" | "enhance_prompt" | "upsample" | "sound" | "fixed_camera" | "return_last_frame";

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

/**
 * The way back from one change.
 */
export type UndoId = number;

/**
 * A video that is to be made into another one.
 */
export type VideoSource = string | { 
/**
 * Which.
 */
clip_id: ClipId, };

/**
 * The prompts that one with wildcards stands for.
 */
export type Wildcards = { 
/**
 * How many; at most `u32::MAX`, which stands for more as well.
 */
combinations: number, 
/**
 * The first of them, in reading order; long ones are cut off.
 */
prompts: Array<string>, 
/**
 * Where the outermost groups of choices begin and end, in UTF-16 code units.
 */
groups: Array<[number, number]>, };

/**
 * One piece of writing help under way.
 */
export type WritingId = number;

/**
 * A chat model that a connection offers.
 */
export type WritingModel = { 
/**
 * Its name on the wire.
 */
id: ModelId, 
/**
 * Whether it is known to read pictures.
 */
sees_pictures: boolean, };

/**
 * What is asked of a chat model. Nothing is sent without a press of a button.
 */
export type WritingRequest = { 
/**
 * Through which connection.
 */
connection_id: ConnectionId, 
/**
 * The chat model.
 */
model: ModelId, 
/**
 * What it is to do.
 */
task: WritingTask, };

/**
 * How an answer goes on.
 */
export type WritingStep = { "step": "text", 
/**
 * It.
 */
text: string, } | { "step": "done", 
/**
 * All of it.
 */
text: string, 
/**
 * How many tokens were read and written in all, where the relay tells it.
 */
tokens: number | null, } | { "step": "failed", 
/**
 * Why.
 */
failure: Failure, };

/**
 * What a chat model is to do.
 */
export type WritingTask = { "task": "improve", 
/**
 * The prompt as it is.
 */
prompt: string, } | { "task": "translate", 
/**
 * The prompt as it is.
 */
prompt: string, } | { "task": "describe", 
/**
 * The pictures, at most eight.
 */
pictures: Array<PictureSource>, 
/**
 * How closely the model looks at them.
 */
detail: Detail, 
/**
 * What the user says of them; may be empty.
 */
text: string, };

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
  /** Keeps a relay's address and key, and makes it the one in use. `no_keychain` and `keychain_locked` leave nothing behind: ask the user whether to keep the key for this session only. So does `plain_http`, for an address that is not encrypted, unless the user allowed that; and `bad_address`, `bad_key`. */
  create_connection: { args: { name: string; base_url: string; key?: string | null; place: KeyPlace; plain_http?: PlainHttp | null }; reply: Connection };
  /** Renames or readdresses. A new origin forgets the key: it was given for the old one. Fails with `bad_address` and `plain_http`. */
  update_connection: { args: { id: ConnectionId; name: string; base_url: string; plain_http?: PlainHttp | null }; reply: Connection };
  /** Notes that the user allows to speak to the connection's present address without encryption. Jobs that the relay has and that waited for it go on. */
  allow_plain_http: { args: { id: ConnectionId }; reply: Connection };
  /** Sets the way to a relay and the formats it is spoken to in; jobs that were made keep theirs. Fails with `bad_proxy`. */
  set_connection_route: { args: { id: ConnectionId; proxy: Proxy; formats: Formats }; reply: Connection };
  /** Sets below which balance, in millionths of a US dollar, the user is warned; `null` never warns. */
  set_balance_warning: { args: { id: ConnectionId; below_micros?: number | null }; reply: Connection };
  /** Removes a connection and its key. Its clips stay; its running jobs are watched to their end. */
  remove_connection: { args: { id: ConnectionId }; reply: null };
  /** Keeps a key. It is never given out again. Fails with `bad_key`. */
  set_key: { args: { id: ConnectionId; key: string; place: KeyPlace }; reply: Connection };
  /** Forgets a connection's key. */
  remove_key: { args: { id: ConnectionId }; reply: Connection };
  /** Tries an address and a key without keeping either. Fails with `bad_address`, `bad_key`, `bad_proxy` and `plain_http`. */
  try_connection: { args: { base_url: string; key: string; proxy: Proxy; plain_http?: PlainHttp | null }; reply: TestResult };
  /** Asks the relay for its models, prices and balance, and whether it lists jobs; notes the result. Costs nothing. */
  test_connection: { args: { id: ConnectionId }; reply: Connection };
  /** Asks the relay what is left on the account; a relay that does not tell leaves it open. */
  refresh_balance: { args: { id: ConnectionId }; reply: Connection };
  /** The models that a connection's composer shows, offered ones first; last those that the relay lists and nobody described. */
  list_models: { args: { id: ConnectionId }; reply: Array<ModelOption> };
  /** The user's own part of the catalogue, and what is wrong with it. */
  get_catalogue: { args: Record<string, never>; reply: CatalogueFile };
  /** Keeps the user's part and takes it into use, unless there is a mistake in it: then it is replied, and nothing is kept. */
  save_catalogue: { args: { text: string }; reply: CatalogueFile };
  /** The form of a model: as the user described it, else as it ships, else as any other model. */
  get_model_form: { args: { id: ModelId }; reply: ModelForm };
  /** Writes a form into the user's part, which keeps its comments and all that the form does not show. */
  save_model: { args: { form: ModelForm }; reply: CatalogueFile };
  /** Takes a model out of the user's part; one that ships is then as it shipped. */
  remove_model: { args: { id: ModelId }; reply: CatalogueFile };
  /** Shows the user's file in the system's file manager, made if there is none. Fails with `no_desktop`. */
  reveal_catalogue: { args: Record<string, never>; reply: null };
  /** Asks for picture files and keeps those that can be sent; nothing when the user thought better of it. Fails with `no_desktop`. */
  pick_pictures: { args: Record<string, never>; reply: Array<Intake> };
  /** Keeps what the clipboard holds: a picture, or picture files; nothing when it holds neither. Fails with `no_desktop`. */
  paste_pictures: { args: Record<string, never>; reply: Array<Intake> };
  /** Keeps a still of the gallery. */
  keep_still: { args: { id: ClipId }; reply: StoredPicture };
  /** Keeps the first or the last frame of a film of the gallery. Fails with `no_frame` when it cannot be decoded. */
  keep_frame: { args: { id: ClipId; moment: Moment }; reply: StoredPicture };
  /** The pictures that were taken in or sent last, newest first; at most sixty. */
  list_pictures: { args: Record<string, never>; reply: Array<StoredPicture> };
  /** The pictures of these ids that there are. */
  get_pictures: { args: { ids: Array<PictureId> }; reply: Array<StoredPicture> };
  /** Takes a picture off that list, until it is used again. Its file stays. */
  hide_picture: { args: { id: PictureId }; reply: null };
  /** Makes a stored picture of a draft exactly as it would be sent. Fails with `picture_refused`. */
  prepare_picture: { args: { draft: Draft; index: number }; reply: PreparedPicture };
  /** How another version of a clip would be made on this connection: by its relay's own remix, else from the clip as a video, else from its last frame. Sends nothing that costs. Fails with `no_frame`. */
  plan_remix: { args: { id: ClipId; connection_id: ConnectionId }; reply: RemixPlan };
  /** Every storyboard, those in the trash too; last changed first. */
  list_storyboards: { args: Record<string, never>; reply: Array<Storyboard> };
  /** Makes a storyboard of these shots, to be made as the composer's draft would be. Fails with `too_long`. */
  create_storyboard: { args: { name: string; shots: Array<Shot> }; reply: Storyboard };
  /** Keeps a storyboard as it is edited. Fails with `too_long`. */
  save_storyboard: { args: { id: StoryboardId; name: string; shots: Array<Shot>; draft: Draft }; reply: Storyboard };
  /** Makes another one of the same shots. */
  duplicate_storyboard: { args: { id: StoryboardId; name: string }; reply: Storyboard };
  /** Puts a storyboard in the trash. Its clips stay. */
  trash_storyboard: { args: { id: StoryboardId }; reply: Storyboard };
  /** Takes it out of the trash. */
  restore_storyboard: { args: { id: StoryboardId }; reply: Storyboard };
  /** The shots of a text such as is sent for a storyboard, however it is spaced; none when it is no such text. Fails with `too_long`. */
  read_shots: { args: { text: string }; reply: Array<Shot> };
  /** A shot for each row of a table, as spreadsheets copy it, or for each line of a text. Fails with `too_long`. */
  read_rows: { args: { text: string }; reply: Array<Shot> };
  /** What is known of a storyboard before it is sent, and its text as it is sent. */
  check_storyboard: { args: { shots: Array<Shot>; draft: Draft }; reply: StoryboardCheck };
  /** Makes its jobs and starts them: one clip of all shots, or one a shot. Makes none when it breaks a rule. */
  create_storyboard_jobs: { args: { id: StoryboardId }; reply: JobCreation };
  /** Every character, last made first. */
  list_characters: { args: Record<string, never>; reply: Array<Character> };
  /** What is known of a character before it is sent. */
  check_character: { args: { draft: CharacterDraft }; reply: CharacterCheck };
  /** Makes the job that has a relay make a character, and starts it; it costs money. Makes none when the draft breaks a rule. */
  create_character: { args: { draft: CharacterDraft }; reply: CharacterCreation };
  /** Makes a reference pack. Fails with `handle_taken` and `bad_handle`. */
  create_pack: { args: { form: CharacterForm }; reply: Character };
  /** Keeps what the user says of a character. Fails with `handle_taken` and `bad_handle`. */
  save_character: { args: { id: CharacterId; form: CharacterForm }; reply: Character };
  /** Removes a character here; a relay goes on knowing it. Its clips stay. */
  remove_character: { args: { id: CharacterId }; reply: null };
  /** Takes that back. */
  restore_character: { args: { id: CharacterId }; reply: Character };
  /** The clips of the gallery that it is in, newest first. */
  list_clips_with: { args: { id: CharacterId }; reply: Array<ClipId> };
  /** Opens the page that the relay gave it in the system's browser. Fails with `no_desktop`. */
  open_character_page: { args: { id: CharacterId }; reply: null };
  /** The prompts that were sent and hold all of these words, last used first; at most two hundred. */
  list_prompts: { args: { query: string }; reply: Array<PastPrompt> };
  /** Takes a prompt out of that list. Its clips keep it. */
  forget_prompt: { args: { text: string }; reply: null };
  /** Every snippet, by name. */
  list_snippets: { args: Record<string, never>; reply: Array<Snippet> };
  /** Keeps a text under a name, in place of what had that name. Fails with `too_long`. */
  save_snippet: { args: { name: string; text: string }; reply: Snippet };
  /** Removes a snippet. */
  remove_snippet: { args: { id: SnippetId }; reply: null };
  /** The chat models that a connection offers. */
  list_writing_models: { args: { id: ConnectionId }; reply: Array<WritingModel> };
  /** Asks a chat model for help; its answer comes as `writing` changes. */
  start_writing: { args: { request: WritingRequest }; reply: WritingId };
  /** Stops it: nothing more comes. */
  stop_writing: { args: { id: WritingId }; reply: null };
  /** The composer's draft: the last one saved, or a first one. */
  get_draft: { args: Record<string, never>; reply: Draft };
  /** Keeps the composer's draft. Fails with `too_long`. */
  save_draft: { args: { draft: Draft }; reply: null };
  /** What is known of a draft before it is sent: every rule that it breaks, how long it takes, what it costs. */
  check_draft: { args: { draft: Draft }; reply: DraftCheck };
  /** The drafts that were being checked when the program ended without warning, oldest first. They are not checked again by themselves, and were taken out of the composer's draft. */
  list_held_drafts: { args: Record<string, never>; reply: Array<HeldDraft> };
  /** Removes one of them. */
  remove_held_draft: { args: { id: number }; reply: null };
  /** The prompt that stands for exactly this text, whatever wildcards seem to be in it. */
  escape_prompt: { args: { text: string }; reply: string };
  /** Makes one job for each combination of the prompt's wildcards and each variation, and starts them. Makes none when one of them breaks a rule. */
  create_jobs: { args: { draft: Draft }; reply: JobCreation };
  /** The jobs that are neither in the gallery nor put away, and the newest hundred that are done; newest first. */
  list_jobs: { args: Record<string, never>; reply: Array<Job> };
  /** Does not send a job, or stops watching it. What the relay has, it goes on with. */
  stop_job: { args: { id: JobId }; reply: Job };
  /** Goes on with a stopped job: watches what the relay has, sends only what it never had. One whose result is missing is asked for again. */
  resume_job: { args: { id: JobId }; reply: Job };
  /** Sends a job of unknown outcome again. It may have been paid for already. */
  send_job_again: { args: { id: JobId }; reply: Job };
  /** Looks for a job of unknown outcome in the relay's list, where its format has one: it is `accepted` then, or stays unknown with what was found. Never sends anything. */
  check_job: { args: { id: JobId }; reply: Job };
  /** Fetches the clip of a job from `/v1/videos/{id}/content` of its relay, where some keep it though they do not say so; when it is not there, the job is as it was. For an accepted job that is stopped or whose result is missing. */
  fetch_content: { args: { id: JobId }; reply: Job };
  /** Fetches the clip of a job from a link that the user found; when that does not work, the job is as it was. Fails with `bad_link`. */
  set_result_link: { args: { id: JobId; url: string }; reply: Job };
  /** Puts away a job that is unknown, failed or stopped, or whose result is missing. */
  dismiss_job: { args: { id: JobId }; reply: Job };
  /** The clips of these ids that there are. */
  get_clips: { args: { ids: Array<ClipId> }; reply: Array<Clip> };
  /** What a clip came from, and what came of it. */
  get_family: { args: { id: ClipId }; reply: Family };
  /** Everything that hangs together with a clip; at most five hundred. */
  get_family_tree: { args: { id: ClipId }; reply: FamilyTree };
  /** What happened to a clip's job. */
  get_job_record: { args: { id: JobId }; reply: JobRecord };
  /** Shows a clip's file in the system's file manager. Fails with `no_desktop`. */
  reveal_clip: { args: { id: ClipId }; reply: null };
  /** A stretch of what a question finds: `most` clips from the one at `from` on. Counts are exact. */
  find_clips: { args: { query: Query; from: number; most: number }; reply: Found };
  /** The filters that would leave something of what a question finds, with exact counts; of each kind the commonest first. With words, of the tags, collections, characters, storyboards, connections and models alone that are called so. */
  get_facets: { args: { query: Query; words?: string | null }; reply: Array<Facet> };
  /** How many clips each question finds. */
  count_clips: { args: { queries: Array<Query> }; reply: Array<number> };
  /** Where the user was. */
  get_view: { args: Record<string, never>; reply: GalleryView };
  /** Keeps where the user is. */
  save_view: { args: { view: GalleryView }; reply: null };
  /** Makes clips favourites. */
  favorite_clips: { args: { ids: Array<ClipId> }; reply: Receipt };
  /** Makes them favourites no more. */
  unfavorite_clips: { args: { ids: Array<ClipId> }; reply: Receipt };
  /** Every tag, by name. */
  list_tags: { args: Record<string, never>; reply: Array<Tag> };
  /** Gives clips a tag, made if there is none of that name. Fails with `bad_name`. */
  tag_clips: { args: { ids: Array<ClipId>; name: string }; reply: Receipt };
  /** Takes a tag off clips; one that no clip has goes. */
  untag_clips: { args: { ids: Array<ClipId>; tag_id: TagId }; reply: Receipt };
  /** Fails with `bad_name`, and with `name_taken` where `merge_tags` would do. */
  rename_tag: { args: { id: TagId; name: string }; reply: Receipt };
  /** Gives the clips of one tag another, and removes the first. */
  merge_tags: { args: { id: TagId; into: TagId }; reply: Receipt };
  /** Removes a tag; its clips stay. */
  remove_tag: { args: { id: TagId }; reply: Receipt };
  /** Every collection, in the user's order. */
  list_collections: { args: Record<string, never>; reply: Array<Collection> };
  /** Puts clips together under a name, or keeps a question. Fails with `bad_name`. */
  create_collection: { args: { name: string; query?: Query | null; ids: Array<ClipId> }; reply: NewCollection };
  /** Fails with `bad_name`. */
  rename_collection: { args: { id: CollectionId; name: string }; reply: Receipt };
  /** Keeps another question for a smart collection. */
  save_collection_query: { args: { id: CollectionId; query: Query }; reply: Receipt };
  /** Puts a collection before another one; `null`: last. */
  move_collection: { args: { id: CollectionId; before?: CollectionId | null }; reply: Receipt };
  /** Removes a collection; its clips stay. */
  remove_collection: { args: { id: CollectionId }; reply: Receipt };
  /** Puts clips into a collection, or elsewhere in it: in this order, before a clip of it; `null`: last. */
  collect_clips: { args: { id: CollectionId; ids: Array<ClipId>; before?: ClipId | null }; reply: Receipt };
  /** Takes clips out of a collection. */
  uncollect_clips: { args: { id: CollectionId; ids: Array<ClipId> }; reply: Receipt };
  /** What some or all of these clips have. */
  get_selection_state: { args: { ids: Array<ClipId> }; reply: SelectionState };
  /** Puts clips in the trash. Their files stay. */
  trash_clips: { args: { ids: Array<ClipId> }; reply: Receipt };
  /** Takes clips out of the trash. */
  restore_clips: { args: { ids: Array<ClipId> }; reply: Receipt };
  /** Deletes clips of the trash and their files, for good: ask first. Replies how many; those not in the trash stay. */
  delete_clips: { args: { ids: Array<ClipId> }; reply: number };
  /** Deletes all that is in the trash, for good: ask first. Replies how many. */
  empty_trash: { args: Record<string, never>; reply: number };
  /** Takes a change back, whatever came after it; what another change touched since stays as that left it. Fails with `not_found` when it is too long ago. */
  undo: { args: { id: UndoId }; reply: null };
  /** The form as it was used last. */
  get_export_form: { args: Record<string, never>; reply: ExportForm };
  /** What an export would make. */
  plan_export: { args: { ids: Array<ClipId>; form: ExportForm }; reply: ExportPlan };
  /** Asks for the folder that exports go to, and keeps it; `null` when the user thought better of it. Fails with `no_desktop`. */
  choose_export_folder: { args: Record<string, never>; reply: string | null };
  /** Writes clips into that folder, asking for it where there is none; `null` when the user thought better of it. Never writes over a file. Progress comes as `exporting` changes. Fails with `bad_request` for a word in braces that means nothing. */
  export_clips: { args: { ids: Array<ClipId>; form: ExportForm }; reply: ExportReport | null };
  /** Shows that folder in the system's file manager. */
  reveal_exports: { args: Record<string, never>; reply: null };
  /** Asks for a place and writes a contact sheet of these clips, at most two hundred, there as PNG; `false` when the user thought better of it. */
  export_contact_sheet: { args: { ids: Array<ClipId> }; reply: boolean };
  /** Asks for a place and writes a frame there, as PNG; `false` when the user thought better of it. Fails with `no_frame`. */
  export_frame: { args: { id: ClipId; moment: Moment }; reply: boolean };
  /** Puts a frame on the clipboard. Fails with `no_frame`. */
  copy_frame: { args: { id: ClipId; moment: Moment }; reply: null };
  /** Lets the user drag clips' files out of the window, while a button of the mouse is down. Fails with `no_desktop`. */
  drag_clips: { args: { ids: Array<ClipId> }; reply: null };
  /** Asks for films and recipes and brings them in; nothing when the user thought better of it. Fails with `no_desktop`. */
  import_films: { args: Record<string, never>; reply: Array<Import> };
  /** Films that the program cannot decode and that have no pictures, newest first, at most fifty; without those that the page gave up lately. */
  list_undrawn_films: { args: Record<string, never>; reply: Array<ClipId> };
  /** Takes pictures of such a film that the page's player drew, JPEG or PNG in Base64, at most a megabyte each: a frame, and ten frames side by side. Fails with `not_found` when it has pictures, with `bad_request` when these are none. */
  save_film_pictures: { args: { id: ClipId; poster: string; strip: string }; reply: Clip };
  /** The page's player cannot draw it either: it is not listed again for a month. */
  give_up_film_pictures: { args: { id: ClipId }; reply: null };
}
