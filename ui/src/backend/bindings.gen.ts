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
 * Aspect ratio, width to height, such as `16:9`.
 */
export type AspectRatio = string;

/**
 * The balance of an account (reference section 7), in millionths of a US dollar.
 */
export type Balance = { 
/**
 * The remaining amount; `None` when there is no limit.
 */
left_micros: number | null, 
/**
 * The total amount; `None` when there is no limit.
 */
limit_micros: number | null, 
/**
 * When the balance was requested.
 */
checked_at: Timestamp, };

/**
 * The jobs of one click on Generate.
 */
export type BatchId = number;

/**
 * One to three seconds of a video that show a person.
 */
export type Cameo = { 
/**
 * The video's URL; empty for a clip of the gallery, whose URL is looked up when it is sent.
 */
url: string, 
/**
 * The clip of the gallery that is the video, as long as its relay's URL works.
 */
clip_id?: ClipId, 
/**
 * Start of the range, in ms.
 */
start_ms: number, 
/**
 * End of the range, in ms.
 */
end_ms: number, };

/**
 * A mentioned character, as it was when the prompt was sent.
 */
export type CastMember = { 
/**
 * The character in the library; it may have been deleted since.
 */
character_id: CharacterId, 
/**
 * The name after the `@`.
 */
handle: string, 
/**
 * What is sent for it.
 */
part: CastPart, };

/**
 * What is sent in place of a mention.
 */
export type CastPart = { "by": "relay", 
/**
 * The base URL of the only relay that knows the character.
 */
base_url: string, } | { "by": "pack", 
/**
 * The character's name.
 */
name: string, 
/**
 * Its description; may be empty.
 */
description: string, 
/**
 * Its pictures.
 */
pictures: Array<PictureId>, };

/**
 * The user's own catalogue file.
 */
export type CatalogueFile = { 
/**
 * Its path, for display.
 */
path: string, 
/**
 * Its text; empty if there is no file yet.
 */
text: string, 
/**
 * Its mistakes. Entries without a mistake are used.
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
 * Line number, from 1.
 */
line: number, 
/**
 * Character in that line, from 1.
 */
column: number, 
/**
 * Description, in English.
 */
message: string, };

/**
 * One change. The page's stores merge it by id. Contains no key, path or signed URL.
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
 * The clips.
 */
ids: Array<ClipId>, } | { "kind": "keeping" } | { "kind": "exporting", 
/**
 * Clips processed, whether successful or not.
 */
done: number, 
/**
 * Total number of clips.
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
 * The character.
 */
id: CharacterId, } | { "kind": "drag_over", 
/**
 * Whether files are over the window.
 */
is_over: boolean, } | { "kind": "dropped", 
/**
 * The result for each picture.
 */
intakes: Array<Intake>, 
/**
 * The result for each film and each recipe.
 */
imports: Array<Import>, } | { "kind": "connection", 
/**
 * The connection.
 */
connection: Connection, } | { "kind": "connection_removed", 
/**
 * The connection.
 */
id: ConnectionId, } | { "kind": "settings", 
/**
 * The settings.
 */
settings: Settings, } | { "kind": "catalogue" } | { "kind": "writing", 
/**
 * The request.
 */
id: WritingId, 
/**
 * Its new state.
 */
step: WritingStep, } | { "kind": "resync" };

/**
 * A person or thing that prompts can mention with `@`.
 */
export type Character = { 
/**
 * Id.
 */
id: CharacterId, 
/**
 * The user's name for it.
 */
name: string, 
/**
 * The name after the `@`: the relay's username, or chosen by the user for a pack.
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
 * Where the character is defined.
 */
home: CharacterHome, 
/**
 * Its picture in the library; `None` while there is none.
 */
avatar: PictureId | null, 
/**
 * Number of clips in the gallery that show it.
 */
used: number, 
/**
 * Time of creation.
 */
created_at: Timestamp, };

/**
 * Result of checking a character draft before it is sent.
 */
export type CharacterCheck = { 
/**
 * How the relay would access the film; `None` if it cannot.
 */
way: FilmWay | null, 
/**
 * Why it cannot be sent; empty if it can.
 */
problems: Array<CharacterProblem>, 
/**
 * Whether the film is known to have no sound, so that the character will have no voice.
 */
is_silent: boolean, 
/**
 * The price in millionths of a US dollar, if the relay lists one.
 */
cost_micros: number | null, };

/**
 * The result of ordering a character.
 */
export type CharacterCreation = { "outcome": "created", 
/**
 * The job that makes the character; it starts at once.
 */
job: Job, } | { "outcome": "refused", 
/**
 * The reasons; never empty.
 */
problems: Array<CharacterProblem>, };

/**
 * A character to be made by a relay.
 */
export type CharacterDraft = { 
/**
 * The connection to use; `None` before the first connection.
 */
connection_id: ConnectionId | null, 
/**
 * The user's name for it; empty to use the relay's name.
 */
name: string, 
/**
 * The film that shows it.
 */
source: FilmSource, 
/**
 * Start of the range, in ms, in steps of a tenth of a second.
 */
start_ms: number, 
/**
 * End of the range, in ms; one to three seconds after the start.
 */
end_ms: number, };

/**
 * What the user can edit of a character.
 */
export type CharacterForm = { 
/**
 * The name; not empty.
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
 * The pack's content; `None` for a relay's character.
 */
pack: PackForm | null, };

/**
 * Where a character is defined.
 */
export type CharacterHome = { "at": "relay", 
/**
 * The connection it was made with; it may have been deleted since.
 */
connection_id: ConnectionId, 
/**
 * The connection's name at that time.
 */
connection_name: string, 
/**
 * The film that it was made from.
 */
source: FilmSource, 
/**
 * Start of the range, in ms.
 */
start_ms: number, 
/**
 * End of the range, in ms.
 */
end_ms: number, 
/**
 * Whether the relay has a page for it, which `open_character_page` shows.
 */
has_page: boolean, } | { "at": "pack", 
/**
 * The description that is sent.
 */
description: string, 
/**
 * Its pictures, the most characteristic first.
 */
pictures: Array<PictureId>, };

/**
 * A person or thing that prompts can mention with `@`.
 */
export type CharacterId = number;

/**
 * The character that a job is to make, as ordered.
 */
export type CharacterOrder = { 
/**
 * The user's name for it; empty to use the relay's name.
 */
name: string, 
/**
 * The film that shows it.
 */
source: FilmSource, 
/**
 * How the relay accesses the film.
 */
way: FilmWay, 
/**
 * Start of the range, in ms.
 */
start_ms: number, 
/**
 * End of the range, in ms.
 */
end_ms: number, };

/**
 * Why a character cannot be sent.
 */
export type CharacterProblem = "no_connection" | "needs_key" | "no_url" | "range_length" | "range_outside" | "no_film" | "out_of_reach";

/**
 * Whether a failed attempt cost money.
 */
export type Charged = "no" | "yes" | "unknown";

/**
 * A film, a still or a sound in the gallery. Its file is complete and on disk.
 */
export type Clip = { 
/**
 * Id; newer clips have higher ones.
 */
id: ClipId, 
/**
 * The job it came from.
 */
job_id: JobId | null, 
/**
 * The batch that it belongs to.
 */
batch_id: BatchId | null, 
/**
 * The request that it was made from.
 */
generation: Generation, 
/**
 * The connection it was made with; it may have been deleted since.
 */
connection_id: ConnectionId | null, 
/**
 * The connection's name at that time.
 */
connection_name: string | null, 
/**
 * The relay's task id.
 */
remote_id: RemoteId | null, 
/**
 * The kind of clip.
 */
medium: Medium, 
/**
 * Properties of the file.
 */
film: Film, 
/**
 * Whether it has a poster and, if it is a film, a strip.
 */
has_pictures: boolean, 
/**
 * Time from acceptance to completion at the relay, in ms.
 */
took_ms: number | null, 
/**
 * Its cost by the price known at submission, in millionths of a US dollar.
 */
cost_micros: number | null, 
/**
 * Its shots, if its prompt is a storyboard.
 */
shots: Array<Shot>, 
/**
 * When it was added to the gallery.
 */
created_at: Timestamp, 
/**
 * Sort key for the order by time: `created_at`, or that of the first part of the film that it belongs to.
 */
placed_at: Timestamp, 
/**
 * When it was moved to the trash.
 */
trashed_at: Timestamp | null, 
/**
 * When it was marked as a favourite.
 */
favourite_at: Timestamp | null, 
/**
 * The user's tags, sorted by name.
 */
tags: Array<TagId>, 
/**
 * Name of the file that it was imported from.
 */
file_name: string | null, };

/**
 * A film, a still or a sound in the gallery.
 */
export type ClipId = number;

/**
 * A set of clips, or a saved search.
 */
export type Collection = { 
/**
 * Id.
 */
id: CollectionId, 
/**
 * The user's name for it.
 */
name: string, 
/**
 * The saved search of a smart collection; `None` if the user chose the clips.
 */
query: Query | null, 
/**
 * Number of its clips in the gallery; for a smart collection see `count_clips`.
 */
clips: number, 
/**
 * Its first clip, whose poster represents it.
 */
cover: ClipId | null, };

/**
 * A set of clips, or a saved search.
 */
export type CollectionId = number;

/**
 * A relay that the user connected, or the built-in one.
 */
export type Connection = { 
/**
 * Id.
 */
id: ConnectionId, 
/**
 * The user's name for it.
 */
name: string, 
/**
 * The built-in relay, or one with an address.
 */
kind: ConnectionKind, 
/**
 * Scheme, host and port, without `/v1` and without a trailing slash; `demo:` for the built-in relay.
 */
base_url: string, 
/**
 * Whether the user allowed unencrypted requests to this address; `None` if the address does not need this.
 */
plain_http: PlainHttp | null, 
/**
 * Where its key is stored.
 */
key: KeyState, 
/**
 * The proxy to use.
 */
proxy: Proxy, 
/**
 * The wire formats to use.
 */
formats: Formats, 
/**
 * Result of the last test.
 */
last_test: ConnectionTest | null, 
/**
 * The balance when it was last requested.
 */
balance: Balance | null, 
/**
 * Warns the user when the balance is below this, in millionths of a US dollar; `None` never warns.
 */
warn_below_micros: number | null, 
/**
 * Time of creation.
 */
created_at: Timestamp, };

/**
 * A relay that the user connected, or the built-in demo relay.
 */
export type ConnectionId = number;

/**
 * The kind of a connection.
 */
export type ConnectionKind = "demo" | "relay";

/**
 * Result of testing a connection with free requests only (reference section 7).
 */
export type ConnectionTest = { 
/**
 * When it was tested.
 */
tested_at: Timestamp, 
/**
 * The result.
 */
result: TestResult, };

/**
 * A file format that a clip can have. Its name in text, in JSON and on disk is its file extension.
 */
export type Container = "mp4" | "mov" | "webm" | "mkv" | "png" | "jpg" | "webp" | "gif" | "mp3" | "wav" | "m4a" | "ogg" | "flac" | "aac";

/**
 * The settings of a model in one wire format. An empty list means that the setting is not available.
 */
export type Controls = { 
/**
 * Aspect ratios, width to height.
 */
aspect_ratios: Array<AspectRatio>, 
/**
 * Lengths, in seconds.
 */
durations_s: Array<number>, 
/**
 * The length of a clip if none is chosen, in seconds.
 */
usual_duration_s: number | null, 
/**
 * Resolutions, by the model's own names.
 */
resolutions: Array<string>, 
/**
 * Whether any other resolution can be sent as the user wrote it.
 */
takes_any_resolution: boolean, 
/**
 * Whether a free-text size can be sent.
 */
takes_size: boolean, 
/**
 * Available toggles.
 */
toggles: Array<Toggle>, 
/**
 * The state that is sent for a toggle that the user left open, in formats that require the field. For other
 * toggles nothing is sent.
 */
sent_when_open: { [key in Toggle]?: boolean }, 
/**
 * Limits of pictures; `None` if the model takes none.
 */
pictures: PictureRules | null, 
/**
 * The usual maximum of videos to transform; 0 if the model takes none.
 */
videos: number, 
/**
 * Whether a person from another video can appear.
 */
takes_cameo: boolean, 
/**
 * Whether characters can be mentioned with `@`.
 */
takes_characters: boolean, 
/**
 * Whether a prompt of several shots makes one clip.
 */
takes_storyboard: boolean, 
/**
 * The settings of a remix of its clips; `None` if there are none. Whether a relay offers remixes is found out by
 * trying.
 */
remix: RemixControls | null, 
/**
 * Whether it takes a seed.
 */
takes_seed: boolean, 
/**
 * Whether it takes a notification URL.
 */
takes_notify_hook: boolean, 
/**
 * Settings that exclude each other.
 */
exclusions: Array<Exclusion>, };

/**
 * A rectangle of a picture, in pixels of the picture as shown: upright, from its top left corner.
 */
export type Crop = { 
/**
 * Position of the left edge.
 */
x: number, 
/**
 * Position of the top edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

/**
 * A time range, in the user's time zone.
 */
export type DateSpan = { "span": "today" } | { "span": "week" } | { "span": "month" } | { "span": "year" } | { "span": "between", 
/**
 * Start, inclusive.
 */
from: Timestamp | null, 
/**
 * End, exclusive.
 */
to: Timestamp | null, };

/**
 * The level of detail at which a model reads a picture (reference section 5). More detail costs more tokens.
 */
export type Detail = "low" | "high" | "auto";

/**
 * The composer's content, saved as it is typed.
 */
export type Draft = { 
/**
 * The connection to use; `None` before the first connection.
 */
connection_id: ConnectionId | null, 
/**
 * The request.
 */
generation: Generation, 
/**
 * Number of jobs per click on Generate, 1 to 4.
 */
variations: number, 
/**
 * How the shots of a storyboard are sent, if the user chose it; else the model's default.
 */
shots_as?: ShotsAs, };

/**
 * Result of checking a draft before it is sent.
 */
export type DraftCheck = { 
/**
 * Why it cannot be sent; empty if it can.
 */
problems: Array<Problem>, 
/**
 * Broken rules that a relay may not enforce: shown to the user, who may still send the draft.
 */
warnings: Array<Problem>, 
/**
 * Possible surprises, which do not keep it from being sent.
 */
hints: Array<Hint>, 
/**
 * Minimum and maximum duration of one clip's job, in ms.
 */
expected_ms: [number, number] | null, 
/**
 * Whether `expected_ms` is based on the user's own clips.
 */
is_learned: boolean, 
/**
 * Price of one clip in millionths of a US dollar, if known.
 */
cost_micros: number | null, 
/**
 * Number of clips per click on Generate: the wildcards' combinations times the variations.
 */
count: number, 
/**
 * The `@names` of the prompt that match no character.
 */
unknown_names: Array<string>, 
/**
 * The expansion of its wildcards; `None` without wildcards.
 */
wildcards: Wildcards | null, };

/**
 * The kinds of failure that the page acts on.
 */
export type ErrorCode = "bad_request" | "not_found" | "conflict" | "too_long" | "picture_refused" | "no_frame" | "handle_taken" | "bad_handle" | "bad_name" | "name_taken" | "bad_address" | "bad_link" | "bad_proxy" | "plain_http" | "bad_key" | "no_keychain" | "keychain_locked" | "no_desktop" | "disk_full" | "disk" | "internal";

/**
 * Settings that exclude each other: a draft that has all of them is rejected.
 */
export type Exclusion = { 
/**
 * Fields and their values as shown to the user, such as `duration_s` and `25`, `hd` and `true`.
 */
all_of: Array<[string, string]>, };

/**
 * Something that is exported with each file.
 */
export type ExportExtra = "poster" | "recipe_file" | "recipe_in_film" | "relay";

/**
 * A clip that was not exported.
 */
export type ExportFailure = { 
/**
 * The clip.
 */
clip_id: ClipId, 
/**
 * The reason, in English.
 */
detail: string, };

/**
 * Options of an export; saved for the next one.
 */
export type ExportForm = { 
/**
 * Template of the file names without extension, of text and `{prompt}`, `{model}`, `{date}`, `{time}`, `{number}`
 * (the clip's id), `{count}` (its position in this export), `{aspect}`, `{length}`, `{tags}`, `{collection}`; `/`
 * creates folders.
 */
template: string, 
/**
 * What is exported with each file.
 */
extras: Array<ExportExtra>, };

/**
 * The current export options and a preview of the result.
 */
export type ExportPlan = { 
/**
 * The folder, for display; `None` if none was chosen yet.
 */
folder: string | null, 
/**
 * The first file names, with their folders and extensions.
 */
names: Array<string>, 
/**
 * The unknown placeholder of the template, if there is one.
 */
unknown: string | null, 
/**
 * Total size of all films, in bytes.
 */
bytes: number, 
/**
 * Number of clips whose file cannot hold a recipe, if recipes are to be embedded: only MP4 and MOV can.
 */
without_recipe: number, };

/**
 * The result of an export.
 */
export type ExportReport = { 
/**
 * Number of clips written.
 */
clips: number, 
/**
 * The folder, for display.
 */
folder: string, 
/**
 * The clips that were not written, each with the reason.
 */
failed: Array<ExportFailure>, 
/**
 * Number of written clips whose file lacks the recipe that it was to hold.
 */
without_recipe: number, };

/**
 * A filter that could be added, and the number of results it would leave.
 */
export type Facet = { 
/**
 * The filter.
 */
filter: Filter, 
/**
 * Number of clips that match both the rest of the query and this filter.
 */
count: number, };

/**
 * A failure as shown to the user: its meaning, which the page has text for, and the relay's message.
 */
export type Failure = { 
/**
 * The kind of failure.
 */
meaning: Meaning, 
/**
 * Whether the attempt cost money.
 */
charged: Charged, 
/**
 * The relay's message, if any; plain text, at most 2,000 characters.
 */
words: string | null, 
/**
 * The message in Chinese, if the relay gave both languages.
 */
words_zh: string | null, };

/**
 * The clips that a clip came from and those made from it, without the trash.
 */
export type Family = { 
/**
 * The clips that it came from.
 */
from: Array<Kin>, 
/**
 * The clips that were made from it, oldest first.
 */
led_to: Array<Kin>, 
/**
 * All parts of the film that the clip is a part of, in order; empty if it is not a part.
 */
parts: Array<ClipId>, };

/**
 * All relatives of a clip, oldest first, without the trash except for the clip itself. A large family is limited to
 * the nearest relatives.
 */
export type FamilyTree = { 
/**
 * The members.
 */
members: Array<Member>, 
/**
 * Number of relatives that are not in `members`.
 */
more: number, };

/**
 * Properties of a file. A still has width and height but no length; a sound has a length but no width and height.
 */
export type Film = { 
/**
 * Width in pixels, as shown; 0 when unknown.
 */
width: number, 
/**
 * Height in pixels, as shown; 0 when unknown.
 */
height: number, 
/**
 * Length in ms; 0 when unknown.
 */
duration_ms: number, 
/**
 * Frames per second.
 */
fps: number | null, 
/**
 * File format, named by its extension: `mp4`, `png`, `mp3`.
 */
container: Container, 
/**
 * Video codec, such as `h264`.
 */
video_codec: string | null, 
/**
 * Whether it has sound.
 */
has_audio: boolean, 
/**
 * Size of the file in bytes.
 */
bytes: number, };

/**
 * The film that a character is made from.
 */
export type FilmSource = { "from": "clip", 
/**
 * The clip.
 */
clip_id: ClipId, } | { "from": "url", 
/**
 * The http or https URL.
 */
url: string, };

/**
 * How a relay accesses a film.
 */
export type FilmWay = "task" | "url";

/**
 * A condition on a clip.
 */
export type Filter = { "by": "model", 
/**
 * The model.
 */
id: ModelId, } | { "by": "aspect", 
/**
 * The nearest of the usual aspect ratios.
 */
ratio: AspectRatio, } | { "by": "length", 
/**
 * Minimum, inclusive.
 */
from_ms: number | null, 
/**
 * Maximum, exclusive.
 */
to_ms: number | null, } | { "by": "connection", 
/**
 * The connection.
 */
id: ConnectionId, } | { "by": "date", 
/**
 * The range.
 */
span: DateSpan, } | { "by": "medium", 
/**
 * The medium.
 */
medium: Medium, } | { "by": "sound" } | { "by": "favourite" } | { "by": "tag", 
/**
 * The tag.
 */
id: TagId, } | { "by": "collection", 
/**
 * The collection; for a smart collection its saved search is used instead.
 */
id: CollectionId, } | { "by": "character", 
/**
 * The character.
 */
id: CharacterId, } | { "by": "storyboard", 
/**
 * The storyboard.
 */
id: StoryboardId, } | { "by": "family" } | { "by": "imported" };

/**
 * A picture format that is recognised by its first bytes but cannot be decoded here.
 */
export type ForeignPicture = "heic" | "avif" | "tiff" | "bmp" | "jxl";

/**
 * A wire format of the reference.
 */
export type Format = "unified" | "create" | "openai" | "chat";

/**
 * The user's choice of wire formats, which overrides the catalogue.
 */
export type Formats = { 
/**
 * The format for every model that it reaches; `None` uses the catalogue's order.
 */
preferred: Format | null, 
/**
 * The format for single models; overrides `preferred` and the catalogue.
 */
of_models: { [key in ModelId]: Format }, };

/**
 * A page of results, as columns of equal length: enough to lay out the gallery and to load posters.
 */
export type Found = { 
/**
 * Exact total number of results.
 */
count: number, 
/**
 * A version of the result list. Unchanged as long as the same clips are in the same order, so that the layout can
 * be kept.
 */
stamp: number, 
/**
 * The clips' ids.
 */
ids: Array<ClipId>, 
/**
 * Aspect ratios, width over height, in thousandths.
 */
ratios: Array<number>, 
/**
 * The times used for sorting; in the trash, the times of deletion.
 */
placed_at: Array<Timestamp>, };

/**
 * The user's view of the gallery, restored after a restart.
 */
export type GalleryView = { 
/**
 * The query.
 */
query: Query, 
/**
 * The clip at the top of the window; `None` at the very top.
 */
clip_id: ClipId | null, 
/**
 * How far the clip's row begins above the top of the window, in CSS pixels.
 */
offset: number, 
/**
 * The selected clip.
 */
selected: ClipId | null, };

/**
 * A request for one clip. The catalogue decides which values are valid; what is not set is left to the model.
 */
export type Generation = { 
/**
 * The model.
 */
model: ModelId, 
/**
 * The prompt.
 */
prompt: string, 
/**
 * Aspect ratio, width to height.
 */
aspect_ratio: AspectRatio | null, 
/**
 * Length in whole seconds.
 */
duration_s: number | null, 
/**
 * Resolution by the model's own names, such as `720P`.
 */
resolution: string | null, 
/**
 * Toggles that are on or off; those not listed are left to the model.
 */
toggles: { [key in Toggle]?: boolean }, 
/**
 * Pictures: first frame, last frame or references.
 */
pictures: Array<Picture>, 
/**
 * Videos to transform.
 */
videos: Array<VideoSource>, 
/**
 * A person from another video, for this clip only (reference section 2, inline cameo).
 */
cameo: Cameo | null, 
/**
 * The finished clip to make another version of (reference section 4, remix).
 */
remix_of: RemixSource | null, 
/**
 * Seed, for models that take one: the same number gives nearly the same clip.
 */
seed: Seed | null, 
/**
 * Free-text size, such as `1280x720`, for models without a catalogue entry.
 */
size?: string, 
/**
 * Notification URL that the relay calls when the job is done.
 */
notify_hook: string | null, 
/**
 * The mentioned characters as they were when the prompt was sent; empty in a draft.
 */
cast: Array<CastMember>, 
/**
 * The storyboard that the request belongs to.
 */
storyboard: StoryboardPart | null, };

/**
 * A draft that was being checked when the program crashed. It is kept as text and not checked again automatically.
 */
export type HeldDraft = { 
/**
 * Id.
 */
id: number, 
/**
 * The draft.
 */
draft: Draft, };

/**
 * A possible surprise about a draft.
 */
export type Hint = "will_be_translated" | "english_only" | "undescribed" | "names_not_taken" | "foreign_character" | "pack_pictures_left_out" | "prompt_decides" | "slow_host";

/**
 * The result of importing a file.
 */
export type Import = { "outcome": "filed", 
/**
 * The new clip.
 */
clip_id: ClipId, 
/**
 * The recipe embedded in it.
 */
recipe: Recipe | null, } | { "outcome": "known", 
/**
 * The existing clip.
 */
clip_id: ClipId, 
/**
 * The recipe embedded in it.
 */
recipe: Recipe | null, } | { "outcome": "recipe", 
/**
 * The recipe.
 */
recipe: Recipe, } | { "outcome": "refused", 
/**
 * The file's name.
 */
name: string, 
/**
 * The reason.
 */
reason: ImportRefusal, };

/**
 * Why a file was not imported.
 */
export type ImportRefusal = "not_a_film" | "broken" | "unreadable" | "not_a_file" | "still_written" | "too_long";

/**
 * The result of importing a picture file.
 */
export type Intake = { "outcome": "kept", 
/**
 * The picture.
 */
picture: StoredPicture, } | { "outcome": "refused", 
/**
 * The file's name; empty for pixels from the clipboard.
 */
name: string, 
/**
 * The reason.
 */
reason: PictureRejection, };

/**
 * One paid attempt at one clip, or at one character. Only `queue::state_machine` decides how it changes.
 */
export type Job = { 
/**
 * Id.
 */
id: JobId, 
/**
 * The batch that it belongs to.
 */
batch_id: BatchId, 
/**
 * The request.
 */
generation: Generation, 
/**
 * Where it is sent, fixed at creation.
 */
route: Route, 
/**
 * Current state.
 */
state: JobState, 
/**
 * Why the job is paused, in state `Stopped`.
 */
stop_reason: StopReason | null, 
/**
 * The failure: the reason in `Failed` and `Unknown`, sometimes in `Stopped`; the last error while a step is
 * retried.
 */
failure: Failure | null, 
/**
 * The relay's task id. Once set, it is never removed.
 */
remote_id: RemoteId | null, 
/**
 * Progress in percent, as reported by the relay.
 */
progress: number | null, 
/**
 * Progress of the download.
 */
transfer: Transfer | null, 
/**
 * When the next automatic retry happens, while a step is failing.
 */
next_try: NextTry | null, 
/**
 * Expected duration of the job, in ms.
 */
expected_ms: number | null, 
/**
 * Its cost by the price known at creation, in millionths of a US dollar.
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
 * When it came to rest: finished, failed, stopped, or waiting for the user.
 */
ended_at: Timestamp | null, 
/**
 * The resulting clip.
 */
clip_id: ClipId | null, 
/**
 * The previous job of a chain: this one is sent when that clip has arrived, and begins with its last frame.
 */
after: JobId | null, 
/**
 * The character to make instead of a clip.
 */
character: CharacterOrder | null, 
/**
 * The resulting character.
 */
character_id: CharacterId | null, 
/**
 * When the user dismissed it; it stays in the history.
 */
dismissed_at: Timestamp | null, };

/**
 * The result of a click on Generate.
 */
export type JobCreation = { "outcome": "created", 
/**
 * The jobs, which start at once.
 */
jobs: Array<Job>, } | { "outcome": "refused", 
/**
 * The rules that the draft breaks; never empty.
 */
problems: Array<Problem>, };

/**
 * One paid attempt at one clip.
 */
export type JobId = number;

/**
 * The history of a job.
 */
export type JobRecord = { 
/**
 * The job.
 */
id: JobId, 
/**
 * The wire format.
 */
format: Format, 
/**
 * Time of creation.
 */
created_at: Timestamp, 
/**
 * Time of the last submit.
 */
sent_at: Timestamp | null, 
/**
 * When the relay accepted it.
 */
accepted_at: Timestamp | null, 
/**
 * When it ended.
 */
ended_at: Timestamp | null, 
/**
 * The expected duration, in ms.
 */
expected_ms: number | null, 
/**
 * Number of submits.
 */
submits: number, 
/**
 * Number of polls.
 */
polls: number, 
/**
 * The relay's last answer as JSON, with keys and URL signatures removed; at most 64 KiB.
 */
answer: string | null, };

/**
 * The state of a job.
 */
export type JobState = "ready" | "sending" | "unknown" | "accepted" | "running" | "downloading" | "result_missing" | "done" | "failed" | "stopped";

/**
 * Where the user wants a key to be stored.
 */
export type KeyPlace = "keychain" | "session";

/**
 * Where a key is stored, and its last four characters. No more of it is ever shown.
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
 * A related clip, and the relation.
 */
export type Kin = { 
/**
 * The other clip.
 */
clip_id: ClipId, 
/**
 * The relation.
 */
kinship: Kinship, };

/**
 * How a clip was made from another one.
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
 * The kind of a failure.
 */
export type Meaning = "key" | "no_key" | "plain_http" | "permission" | "balance" | "rate" | "moderation" | "moderation_picture" | "moderation_prompt" | "moderation_result" | "picture" | "not_offered" | "invalid" | "gone" | "no_remix" | "server" | "network" | "unreadable" | "generation" | "rejected" | "timed_out" | "cancelled" | "expired" | "no_result" | "not_listed" | "several_listed" | "result_expired" | "part_before" | "source_gone" | "unsafe_address" | "bad_file" | "cut_off" | "disk_full" | "disk";

/**
 * The kind of media (reference section 2: the scopes `videos`, `images` and `audio`).
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
 * The members that it was made from.
 */
from: Array<Kin>, 
/**
 * Its batch; clips of the same batch are variations of each other, unless they are parts of one film.
 */
batch_id: BatchId | null, 
/**
 * When it was added to the gallery.
 */
created_at: Timestamp, };

/**
 * The entry of one model as the form in Settings edits it, for a single format. Values that the form does not show are
 * kept as they are in the file.
 */
export type ModelForm = { 
/**
 * The model's name on the wire.
 */
id: ModelId, 
/**
 * Display name.
 */
label: Label, 
/**
 * The maker's family.
 */
family: string, 
/**
 * The medium it makes.
 */
makes: Medium, 
/**
 * The wire format that reaches it.
 */
format: Format, 
/**
 * Aspect ratios, width to height.
 */
aspect_ratios: Array<AspectRatio>, 
/**
 * Lengths, in seconds.
 */
durations_s: Array<number>, 
/**
 * Whether a length is sent as a string, `"10"`.
 */
duration_as_text: boolean, 
/**
 * Resolutions.
 */
resolutions: Array<string>, 
/**
 * Toggles that can be set.
 */
toggles: Array<Toggle>, 
/**
 * The maximum number of pictures; 0 for none.
 */
max_pictures: number, 
/**
 * Roles that pictures can have.
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
 * Minimum and maximum duration of a job, in seconds.
 */
expected_s: [number, number] | null, 
/**
 * Price of one clip, in millionths of a US dollar.
 */
price_micros: number | null, };

/**
 * A model's name as relays know it, such as `sora-2-pro`.
 */
export type ModelId = string;

/**
 * A model as an option of the composer.
 */
export type ModelOption = { 
/**
 * The model's name on the wire.
 */
id: ModelId, 
/**
 * Display name.
 */
label: Label, 
/**
 * One sentence on what it is good for.
 */
about: Label | null, 
/**
 * Its maker's family, such as `sora` or `veo`; `other` when the catalogue does not know it.
 */
family: string, 
/**
 * The medium it makes.
 */
makes: Medium, 
/**
 * Who described the model.
 */
origin: Origin, 
/**
 * The source of the description.
 */
source: string, 
/**
 * Whether somebody ran the model with this description.
 */
is_verified: boolean, 
/**
 * The wire format that this connection uses for it.
 */
format: Format, 
/**
 * All formats that reach it.
 */
formats: Array<Format>, 
/**
 * The settings available in that format.
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
 * Minimum and maximum of the usual duration of a job over all lengths, in ms.
 */
expected_ms: [number, number] | null, 
/**
 * Lowest price of one clip in millionths of a US dollar, if known.
 */
price_micros: number | null, 
/**
 * Whether the connection offers it; `None` if it has never been asked.
 */
offered: boolean | null, 
/**
 * Number of clips of the gallery that it made.
 */
made: number, };

/**
 * A relay's price of one clip of a model, in millionths of a US dollar (reference section 7).
 */
export type ModelPrice = { 
/**
 * The model.
 */
model: ModelId, 
/**
 * The price.
 */
micros: number, };

/**
 * The position of a frame in a film.
 */
export type Moment = "first" | "last" | { "at": { 
/**
 * Time from the beginning, in ms.
 */
ms: number, } };

/**
 * A new collection, and its undo id.
 */
export type NewCollection = { 
/**
 * The collection.
 */
collection: Collection, 
/**
 * The receipt, with the id that undoes the creation.
 */
receipt: Receipt, };

/**
 * When a step is retried.
 */
export type NextTry = { 
/**
 * The time of the retry.
 */
at: Timestamp, 
/**
 * Whether the relay asked for this delay (`Retry-After`).
 */
is_asked: boolean, };

/**
 * Why the relay's own remix cannot be used for a clip.
 */
export type NoRemix = "refused" | "private" | "other_relay" | "no_task";

/**
 * Who described a model.
 */
export type Origin = "shipped" | "user" | "nobody";

/**
 * The content of a reference pack.
 */
export type PackForm = { 
/**
 * The name after the `@`: letters and digits of any script, `_`, `-` and `.`; unique.
 */
handle: string, 
/**
 * The description that is sent.
 */
description: string, 
/**
 * Its pictures, the most characteristic first.
 */
pictures: Array<PictureId>, };

/**
 * A prompt that was sent, as written, with its wildcards.
 */
export type PastPrompt = { 
/**
 * The full text, which also identifies it.
 */
text: string, 
/**
 * The model that it was last sent to.
 */
model: ModelId, 
/**
 * How many times Generate was clicked with it.
 */
used: number, 
/**
 * When it was last sent.
 */
used_at: Timestamp, };

/**
 * A picture that is sent with a prompt.
 */
export type Picture = { 
/**
 * Its role.
 */
role: PictureRole, 
/**
 * Its source.
 */
source: PictureSource, 
/**
 * The part that is sent; `None` sends the whole, or the middle where the model requires the clip's aspect ratio.
 */
crop: Crop | null, 
/**
 * The clip that it is a frame of.
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
 * The role of a picture.
 */
export type PictureRole = "first" | "last" | "reference";

/**
 * The pictures that a model takes.
 */
export type PictureRules = { 
/**
 * Minimum number.
 */
min: number, 
/**
 * Maximum number.
 */
max: number, 
/**
 * Whether no source states the maximum, so that more can be sent.
 */
max_is_guess: boolean, 
/**
 * The roles, in the order in which pictures are sent.
 */
roles: Array<PictureRole>, 
/**
 * Whether the relay can download them from URLs.
 */
takes_urls: boolean, 
/**
 * Whether they must have the clip's pixel size.
 */
must_match_size: boolean, 
/**
 * Maximum file size, in bytes.
 */
max_bytes: number, };

/**
 * The source of a picture.
 */
export type PictureSource = { "from": "url", 
/**
 * The http or https URL.
 */
url: string, } | { "from": "stored", 
/**
 * Its id.
 */
id: PictureId, } | { "from": "part_before" };

/**
 * Whether requests to a relay may be unencrypted. Key, prompts and films are then readable on the network.
 */
export type PlainHttp = "refuse" | "allow";

/**
 * A picture exactly as it is sent. Its file is served by its key.
 */
export type PreparedPicture = { 
/**
 * The file's name.
 */
key: string, 
/**
 * File format.
 */
container: Container, 
/**
 * Width in pixels.
 */
width: number, 
/**
 * Height in pixels.
 */
height: number, 
/**
 * Size of the file in bytes.
 */
bytes: number, };

/**
 * A rule that a draft breaks, and the field. The page has the text for it.
 */
export type Problem = { 
/**
 * The draft's field, such as `duration_s`; toggles by their own name, such as `hd`.
 */
field: string, 
/**
 * The broken rule.
 */
rule: Rule, };

/**
 * How a relay and the files it names are reached. A relay on this computer is always reached directly.
 */
export type Proxy = { "way": "system" } | { "way": "direct" } | { "way": "through", 
/**
 * The proxy's URL.
 */
url: string, };

/**
 * A query of the gallery. What is left at its default restricts nothing.
 */
export type Query = { 
/**
 * What is searched.
 */
shelf: Shelf, 
/**
 * The search text: words (each matches as a prefix), `"phrases"`, Chinese from one character; all must match.
 */
text: string, 
/**
 * The filters. Those of the same kind are alternatives (except tags, which must all match); different kinds must
 * all match.
 */
filters: Array<Filter>, 
/**
 * The order of the results.
 */
order: SortOrder, };

/**
 * The result of a change to clips, and its undo id.
 */
export type Receipt = { 
/**
 * Id for `undo`, valid until the program ends; the last hundred are kept.
 */
undo: UndoId, 
/**
 * Number of changed clips.
 */
clips: number, };

/**
 * How a clip was made, complete enough to make it again. Holds no key; a relay's URL only if the user asked for it.
 */
export type Recipe = { 
/**
 * The request; its stored pictures come with it.
 */
generation: Generation, 
/**
 * When the clip was added to the gallery.
 */
created_at: Timestamp, 
/**
 * The user's tags.
 */
tags: Array<string>, 
/**
 * Connection name, relay URL and task id, if the user asked for them.
 */
relay: RecipeRelay | null, };

/**
 * The relay that made a clip.
 */
export type RecipeRelay = { 
/**
 * The user's name for the connection.
 */
connection: string | null, 
/**
 * The relay's base URL.
 */
base_url: string | null, 
/**
 * The task id.
 */
remote_id: string | null, };

/**
 * The settings of a remix besides the prompt.
 */
export type RemixControls = { 
/**
 * Aspect ratios, width to height.
 */
aspect_ratios: Array<AspectRatio>, 
/**
 * Available toggles.
 */
toggles: Array<Toggle>, };

/**
 * How a new version of a clip would be made.
 */
export type RemixPlan = { 
/**
 * The method.
 */
way: RemixWay, 
/**
 * Why the relay's own remix cannot be used; `None` if it can.
 */
no_remix: NoRemix | null, 
/**
 * The price in millionths of a US dollar, if known.
 */
cost_micros: number | null, 
/**
 * The request; not sent yet.
 */
generation: Generation, };

/**
 * A clip and the task id under which its relay knows it.
 */
export type RemixSource = { 
/**
 * The clip in the gallery.
 */
clip_id: ClipId, 
/**
 * The task id of the job that made it.
 */
remote_id: RemoteId, };

/**
 * A method to make another version of a clip.
 */
export type RemixWay = "remix" | "video" | "last_frame";

/**
 * A relay's task id of an accepted job.
 */
export type RemoteId = string;

/**
 * Where a job is sent. A later change of the connection does not affect a job that was sent (reference section 9).
 */
export type Route = { 
/**
 * The connection it was made with; it may have been deleted since.
 */
connection_id: ConnectionId, 
/**
 * The connection's name at that time.
 */
connection_name: string, 
/**
 * The relay's base URL at that time; `demo:` for the built-in relay, whose port differs in every run.
 */
base_url: string, 
/**
 * The wire format.
 */
format: Format, 
/**
 * The kind of result.
 */
medium: Medium, 
/**
 * The proxy to use.
 */
proxy: Proxy, };

/**
 * A rule of the catalogue or of the draft itself.
 */
export type Rule = { "rule": "required" } | { "rule": "not_taken" } | { "rule": "one_of", 
/**
 * The allowed values, as shown to the user.
 */
values: Array<string>, } | { "rule": "between", 
/**
 * Minimum.
 */
min: number, 
/**
 * Maximum.
 */
max: number, } | { "rule": "at_most", 
/**
 * Maximum.
 */
max: number, } | { "rule": "at_least", 
/**
 * Minimum.
 */
min: number, } | { "rule": "not_with", 
/**
 * The other field.
 */
field: string, 
/**
 * The other field's value, as shown to the user.
 */
value: string, } | { "rule": "no_url" } | { "rule": "no_picture_url" } | { "rule": "shots_sum", 
/**
 * Sum of the shots, in ms.
 */
shots_ms: number, 
/**
 * The clip's length, in ms.
 */
clip_ms: number, 
/**
 * The model's length nearest to the sum, in seconds; `None` if the clip has that length already.
 */
fit_s: number | null, } | { "rule": "too_many_clips", 
/**
 * Maximum.
 */
most: number, 
/**
 * The number of clips; `u32::MAX` means that or more.
 */
count: number, } | { "rule": "too_long", 
/**
 * Maximum, in characters.
 */
most: number, } | { "rule": "too_deep", 
/**
 * Maximum depth.
 */
most: number, } | { "rule": "not_offered" } | { "rule": "needs_key" };

/**
 * A seed from 0 to `u64::MAX`.
 */
export type Seed = string;

/**
 * The tags, collections and favourites that the clips of a selection have.
 */
export type SelectionState = { 
/**
 * Number of selected clips that exist.
 */
clips: number, 
/**
 * Number of favourites among them.
 */
favourites: number, 
/**
 * Each tag that at least one of them has, with the number of clips; sorted by name.
 */
tags: Array<Share<TagId>>, 
/**
 * Each collection with at least one of them, with the number of clips; in the collections' order.
 */
collections: Array<Share<CollectionId>>, };

/**
 * The result of the page's first command.
 */
export type Session = { 
/**
 * The program's version.
 */
version: string, 
/**
 * Base URL of media files: `{media_url}/clips/{id}/film|poster|strip`. Contains this run's access token.
 */
media_url: string, 
/**
 * The library's folder, for display.
 */
data_dir: string, 
/**
 * Whether a demo relay is built in.
 */
has_demo: boolean, 
/**
 * Whether there is a desktop that can open folders and dialogs.
 */
has_desktop: boolean, 
/**
 * The user's settings.
 */
settings: Settings, };

/**
 * The user's settings. Every field has a default, so that an older library can be opened.
 */
export type Settings = { 
/**
 * The language; `None` follows the system.
 */
language: Language | null, 
/**
 * The theme.
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
 * The chat model for writing help; `None` uses the first that the connection offers.
 */
writing_model: ModelId | null, 
/**
 * Maximum number of jobs at the relay at the same time, 1 to 16.
 */
max_running: number, 
/**
 * How long a job is watched before the user is asked, in minutes.
 */
watch_limit_min: number, 
/**
 * Days in the trash after which a clip is deleted; 0 never deletes.
 */
trash_days: number, 
/**
 * Whether the user has dismissed the explanation of moderation.
 */
has_read_moderation: boolean, };

/**
 * The number of clips of a selection that have a tag or are in a collection.
 */
export type Share<T> = { 
/**
 * The tag or collection.
 */
id: T, 
/**
 * Number of clips.
 */
clips: number, };

/**
 * What is searched.
 */
export type Shelf = "gallery" | "failed" | "trash";

/**
 * One shot of a storyboard.
 */
export type Shot = { 
/**
 * What is shown. One line.
 */
scene: string, 
/**
 * Its length in ms; `None` if the prompt has none that can be parsed.
 */
duration_ms: number | null, };

/**
 * How the shots of a storyboard are sent.
 */
export type ShotsAs = "one_clip" | "clip_per_shot";

/**
 * A piece of a prompt, saved under a name.
 */
export type Snippet = { 
/**
 * Id.
 */
id: SnippetId, 
/**
 * The user's name for it; unique.
 */
name: string, 
/**
 * The text that is inserted into the prompt.
 */
text: string, };

/**
 * A piece of text that is saved under a name.
 */
export type SnippetId = number;

/**
 * The order of the results. Equal ones are sorted newest first.
 */
export type SortOrder = "newest" | "oldest" | "longest" | "dearest" | "favourites" | "arranged";

/**
 * Why a job is paused.
 */
export type StopReason = "user" | "restart" | "watch_limit" | "trouble";

/**
 * An original picture that is stored in the library. Its file is served by its id.
 */
export type StoredPicture = { 
/**
 * The SHA-256 of its file. The same picture is stored once.
 */
id: PictureId, 
/**
 * File format: `png`, `jpg`, `webp`, `gif`.
 */
container: Container, 
/**
 * Width in pixels, as shown.
 */
width: number, 
/**
 * Height in pixels, as shown.
 */
height: number, 
/**
 * Size of the file in bytes.
 */
bytes: number, 
/**
 * The original file name, if known.
 */
name: string | null, 
/**
 * The clip that it is a frame of.
 */
from_clip: ClipId | null, 
/**
 * When it was last imported or sent.
 */
used_at: Timestamp, };

/**
 * Shots that are arranged into one film. Saved as it is edited.
 */
export type Storyboard = { 
/**
 * Id.
 */
id: StoryboardId, 
/**
 * The user's name for it.
 */
name: string, 
/**
 * Its shots, in their order.
 */
shots: Array<Shot>, 
/**
 * The draft for all other settings; its prompt is not used.
 */
draft: Draft, 
/**
 * The clips made when it was last sent: one of all shots, or one per shot in their order.
 */
clips: Array<ClipId>, 
/**
 * Time of creation.
 */
created_at: Timestamp, 
/**
 * Time of the last change.
 */
saved_at: Timestamp, 
/**
 * When it was moved to the trash.
 */
trashed_at: Timestamp | null, };

/**
 * Result of checking a storyboard before it is sent.
 */
export type StoryboardCheck = { 
/**
 * Its shots as text, exactly as they are sent if the model takes them as one clip.
 */
text: string, 
/**
 * How the model takes the shots.
 */
way: StoryboardWay, 
/**
 * Sum of the shots' lengths, in ms.
 */
shots_ms: number, 
/**
 * The clip's length in ms, if it is one clip and its length is known.
 */
clip_ms: number | null, 
/**
 * The check of its draft. With one clip per shot, it has the problems of all clips.
 */
check: DraftCheck, };

/**
 * Shots that are arranged into one film.
 */
export type StoryboardId = number;

/**
 * The part of a storyboard that a generation makes.
 */
export type StoryboardPart = { 
/**
 * The storyboard; it may have been deleted since.
 */
id: StoryboardId, 
/**
 * The number of the shot, from 1; `None` for all shots.
 */
shot: number | null, };

/**
 * How a model takes the shots of a storyboard.
 */
export type StoryboardWay = { "way": "one_clip" } | { "way": "clip_per_shot", 
/**
 * Length of each clip in seconds: the model's length that is nearest to the shot's.
 */
lengths_s: Array<number | null>, 
/**
 * Whether each clip begins with the last frame of the previous one.
 */
is_chained: boolean, };

/**
 * A word that the user attached to clips.
 */
export type Tag = { 
/**
 * Id.
 */
id: TagId, 
/**
 * The word; no two tags differ by case alone.
 */
name: string, 
/**
 * Number of clips in the gallery that have it.
 */
used: number, };

/**
 * A word that the user attached to clips.
 */
export type TagId = number;

/**
 * The result of a test.
 */
export type TestResult = { "outcome": "works", 
/**
 * Latency of the answer, in ms.
 */
latency_ms: number, 
/**
 * Number of models it offers, of every kind.
 */
model_count: number, 
/**
 * The models that it offers. Not sent to the page, which requests a connection's options instead.
 */
models: Array<ModelId>, 
/**
 * Their prices; `None` if the relay lists none. Empty for the page.
 */
prices: Array<ModelPrice> | null, 
/**
 * Whether the relay lists its jobs (`GET /v1/videos`), so that a job with a lost answer can be looked up.
 */
lists_jobs: boolean, } | { "outcome": "failed", 
/**
 * The reason.
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
 * A setting that is on, off, or left to the model.
 */
export type Toggle = "hd" | "watermark" | "private" | "enhance_prompt" | "upsample" | "sound" | "fixed_camera" | "return_last_frame";

/**
 * Progress of a download.
 */
export type Transfer = { 
/**
 * Bytes received so far.
 */
received_bytes: number, 
/**
 * Total bytes, if the server sent the size.
 */
total_bytes: number | null, };

/**
 * A change that can be undone.
 */
export type UndoId = number;

/**
 * A video to transform.
 */
export type VideoSource = string | { 
/**
 * The clip.
 */
clip_id: ClipId, };

/**
 * The prompts that a prompt with wildcards expands to.
 */
export type Wildcards = { 
/**
 * Their number; `u32::MAX` means that or more.
 */
combinations: number, 
/**
 * The first of them, in reading order; long ones are truncated.
 */
prompts: Array<string>, 
/**
 * Start and end of the outermost groups, in UTF-16 code units.
 */
groups: Array<[number, number]>, };

/**
 * A writing request in progress.
 */
export type WritingId = number;

/**
 * A chat model that a connection offers.
 */
export type WritingModel = { 
/**
 * The model's name on the wire.
 */
id: ModelId, 
/**
 * Whether it is known to read pictures.
 */
sees_pictures: boolean, };

/**
 * A request to a chat model. Sent only when the user clicks a button.
 */
export type WritingRequest = { 
/**
 * The connection to use.
 */
connection_id: ConnectionId, 
/**
 * The chat model.
 */
model: ModelId, 
/**
 * The task.
 */
task: WritingTask, };

/**
 * Progress of an answer.
 */
export type WritingStep = { "step": "text", 
/**
 * The text so far.
 */
text: string, } | { "step": "done", 
/**
 * The full text.
 */
text: string, 
/**
 * Total number of input and output tokens, if the relay reports it.
 */
tokens: number | null, } | { "step": "failed", 
/**
 * The reason.
 */
failure: Failure, };

/**
 * A task for a chat model.
 */
export type WritingTask = { "task": "improve", 
/**
 * The current prompt.
 */
prompt: string, } | { "task": "translate", 
/**
 * The current prompt.
 */
prompt: string, } | { "task": "describe", 
/**
 * The pictures, at most eight.
 */
pictures: Array<PictureSource>, 
/**
 * The level of detail at which the model reads them.
 */
detail: Detail, 
/**
 * The user's notes on them; may be empty.
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
