//! The only door from outside: every command, what it takes, what it replies, and how it fails.
//!
//! A command is declared once, in the list below. The window's `call`, the browser bridge's `/call`, the page's types and
//! COMMANDS.md all follow from it. No command takes a path or replies with a key.

mod account;
mod balance;
mod catalogue;
mod characters;
mod clips;
mod codegen;
mod connection_route;
mod connections;
mod drafts;
mod error;
mod estimate;
mod exports;
mod gallery;
mod generate_request;
mod imports;
mod jobs;
mod organize;
mod pictures;
mod prompts;
mod remix;
mod resolve_mentions;
mod session;
mod storyboards;
mod studio;
mod trash;
mod undecodable;
mod undo_stack;
mod writing;

pub use codegen::{bindings, commands_table};
pub use error::{ApiError, ErrorCode};
pub use studio::{OpenError, Options, Studio};

use dailies_model::*;

/// Declares the commands: `room { /// doc  name(argument: Type, ..) -> Reply; }`, each performed by `room::name`.
macro_rules! commands {
    ($($room:ident { $($(#[doc = $doc:literal])* $name:ident($($arg:ident: $ty:ty),*) -> $reply:ty;)* })*) => {
        /// Performs one command. `args` is an object with the command's arguments by name.
        ///
        /// # Errors
        /// `bad_request` for a command that does not exist or arguments that do not fit; else as the command says.
        pub(crate) async fn dispatch(
            studio: &Studio,
            command: &str,
            args: serde_json::Value,
        ) -> Result<serde_json::Value, ApiError> {
            match command {
                $($(stringify!($name) => {
                    #[derive(serde::Deserialize)]
                    #[serde(deny_unknown_fields)]
                    struct Args { $($arg: $ty),* }
                    let Args { $($arg),* } = serde_json::from_value(args).map_err(|error| ApiError::bad_request(&error))?;
                    let reply: $reply = $room::$name(studio $(, $arg)*).await?;
                    serde_json::to_value(reply).map_err(|error| ApiError::internal(&error))
                })*)*
                _ => Err(ApiError::bad_request(&format_args!("there is no command `{command}`"))),
            }
        }

        /// Every command, in the order in which they are declared.
        fn list(page: &mut codegen::TypeScriptTypes) -> Vec<codegen::Command> {
            vec![$($(codegen::Command {
                room: stringify!($room),
                name: stringify!($name),
                doc: concat!($($doc, "\n"),*),
                args: vec![$((stringify!($arg), page.name::<$ty>())),*],
                reply: page.name::<$reply>(),
            }),*),*]
        }
    };
}

commands! {
    session {
        /// What a page needs to know before it shows anything.
        get_session() -> Session;
        /// Keeps the settings; replies with them as they are kept, with numbers brought into their range.
        save_settings(settings: Settings) -> Settings;
    }
    connections {
        /// Every connection, oldest first.
        list_connections() -> Vec<Connection>;
        /// Opens the built-in demo relay: makes its connection if there is none, and makes it the one in use.
        open_demo() -> Connection;
        /// Keeps a relay's address and key, and makes it the one in use. `no_keychain` and `keychain_locked` leave
        /// nothing behind: ask the user whether to keep the key for this session only. So does `plain_http`, for an address
        /// that is not encrypted, unless the user allowed that; and `bad_address`, `bad_key`.
        create_connection(name: String, base_url: String, key: Option<String>, place: KeyPlace, plain_http: Option<PlainHttp>) -> Connection;
        /// Renames or readdresses. A new origin forgets the key: it was given for the old one. Fails with `bad_address` and
        /// `plain_http`.
        update_connection(id: ConnectionId, name: String, base_url: String, plain_http: Option<PlainHttp>) -> Connection;
        /// Notes that the user allows to speak to the connection's present address without encryption. Jobs that the relay has
        /// and that waited for it go on.
        allow_plain_http(id: ConnectionId) -> Connection;
        /// Sets the way to a relay and the formats it is spoken to in; jobs that were made keep theirs. Fails with `bad_proxy`.
        set_connection_route(id: ConnectionId, proxy: Proxy, formats: Formats) -> Connection;
        /// Sets below which balance, in millionths of a US dollar, the user is warned; `null` never warns.
        set_balance_warning(id: ConnectionId, below_micros: Option<i64>) -> Connection;
        /// Removes a connection and its key. Its clips stay; its running jobs are watched to their end.
        remove_connection(id: ConnectionId) -> ();
        /// Keeps a key. It is never given out again. Fails with `bad_key`.
        set_key(id: ConnectionId, key: String, place: KeyPlace) -> Connection;
        /// Forgets a connection's key.
        remove_key(id: ConnectionId) -> Connection;
    }
    account {
        /// Tries an address and a key without keeping either. Fails with `bad_address`, `bad_key`, `bad_proxy` and `plain_http`.
        try_connection(base_url: String, key: String, proxy: Proxy, plain_http: Option<PlainHttp>) -> TestResult;
        /// Asks the relay for its models, prices and balance, and whether it lists jobs; notes the result. Costs nothing.
        test_connection(id: ConnectionId) -> Connection;
        /// Asks the relay what is left on the account; a relay that does not tell leaves it open.
        refresh_balance(id: ConnectionId) -> Connection;
        /// The models that a connection's composer shows, offered ones first; last those that the relay lists and nobody
        /// described.
        list_models(id: ConnectionId) -> Vec<ModelOption>;
    }
    catalogue {
        /// The user's own part of the catalogue, and what is wrong with it.
        get_catalogue() -> CatalogueFile;
        /// Keeps the user's part and takes it into use, unless there is a mistake in it: then it is replied, and nothing is kept.
        save_catalogue(text: String) -> CatalogueFile;
        /// The form of a model: as the user described it, else as it ships, else as any other model.
        get_model_form(id: ModelId) -> ModelForm;
        /// Writes a form into the user's part, which keeps its comments and all that the form does not show.
        save_model(form: ModelForm) -> CatalogueFile;
        /// Takes a model out of the user's part; one that ships is then as it shipped.
        remove_model(id: ModelId) -> CatalogueFile;
        /// Shows the user's file in the system's file manager, made if there is none. Fails with `no_desktop`.
        reveal_catalogue() -> ();
    }
    pictures {
        /// Asks for picture files and keeps those that can be sent; nothing when the user thought better of it. Fails with
        /// `no_desktop`.
        pick_pictures() -> Vec<Intake>;
        /// Keeps what the clipboard holds: a picture, or picture files; nothing when it holds neither. Fails with `no_desktop`.
        paste_pictures() -> Vec<Intake>;
        /// Keeps a still of the gallery.
        keep_still(id: ClipId) -> StoredPicture;
        /// Keeps the first or the last frame of a film of the gallery. Fails with `no_frame` when it cannot be decoded.
        keep_frame(id: ClipId, moment: Moment) -> StoredPicture;
        /// The pictures that were taken in or sent last, newest first; at most sixty.
        list_pictures() -> Vec<StoredPicture>;
        /// The pictures of these ids that there are.
        get_pictures(ids: Vec<PictureId>) -> Vec<StoredPicture>;
        /// Takes a picture off that list, until it is used again. Its file stays.
        hide_picture(id: PictureId) -> ();
        /// Makes a stored picture of a draft exactly as it would be sent. Fails with `picture_refused`.
        prepare_picture(draft: Draft, index: u32) -> PreparedPicture;
    }
    remix {
        /// How another version of a clip would be made on this connection: by its relay's own remix, else from the clip as a
        /// video, else from its last frame. Sends nothing that costs. Fails with `no_frame`.
        plan_remix(id: ClipId, connection_id: ConnectionId) -> RemixPlan;
    }
    storyboards {
        /// Every storyboard, those in the trash too; last changed first.
        list_storyboards() -> Vec<Storyboard>;
        /// Makes a storyboard of these shots, to be made as the composer's draft would be. Fails with `too_long`.
        create_storyboard(name: String, shots: Vec<Shot>) -> Storyboard;
        /// Keeps a storyboard as it is edited. Fails with `too_long`.
        save_storyboard(id: StoryboardId, name: String, shots: Vec<Shot>, draft: Draft) -> Storyboard;
        /// Makes another one of the same shots.
        duplicate_storyboard(id: StoryboardId, name: String) -> Storyboard;
        /// Puts a storyboard in the trash. Its clips stay.
        trash_storyboard(id: StoryboardId) -> Storyboard;
        /// Takes it out of the trash.
        restore_storyboard(id: StoryboardId) -> Storyboard;
        /// The shots of a text such as is sent for a storyboard, however it is spaced; none when it is no such text. Fails
        /// with `too_long`.
        read_shots(text: String) -> Vec<Shot>;
        /// A shot for each row of a table, as spreadsheets copy it, or for each line of a text. Fails with `too_long`.
        read_rows(text: String) -> Vec<Shot>;
        /// What is known of a storyboard before it is sent, and its text as it is sent.
        check_storyboard(shots: Vec<Shot>, draft: Draft) -> StoryboardCheck;
        /// Makes its jobs and starts them: one clip of all shots, or one a shot. Makes none when it breaks a rule.
        create_storyboard_jobs(id: StoryboardId) -> JobCreation;
    }
    characters {
        /// Every character, last made first.
        list_characters() -> Vec<Character>;
        /// What is known of a character before it is sent.
        check_character(draft: CharacterDraft) -> CharacterCheck;
        /// Makes the job that has a relay make a character, and starts it; it costs money. Makes none when the draft
        /// breaks a rule.
        create_character(draft: CharacterDraft) -> CharacterCreation;
        /// Makes a reference pack. Fails with `handle_taken` and `bad_handle`.
        create_pack(form: CharacterForm) -> Character;
        /// Keeps what the user says of a character. Fails with `handle_taken` and `bad_handle`.
        save_character(id: CharacterId, form: CharacterForm) -> Character;
        /// Removes a character here; a relay goes on knowing it. Its clips stay.
        remove_character(id: CharacterId) -> ();
        /// Takes that back.
        restore_character(id: CharacterId) -> Character;
        /// The clips of the gallery that it is in, newest first.
        list_clips_with(id: CharacterId) -> Vec<ClipId>;
        /// Opens the page that the relay gave it in the system's browser. Fails with `no_desktop`.
        open_character_page(id: CharacterId) -> ();
    }
    prompts {
        /// The prompts that were sent and hold all of these words, last used first; at most two hundred.
        list_prompts(query: String) -> Vec<PastPrompt>;
        /// Takes a prompt out of that list. Its clips keep it.
        forget_prompt(text: String) -> ();
        /// Every snippet, by name.
        list_snippets() -> Vec<Snippet>;
        /// Keeps a text under a name, in place of what had that name. Fails with `too_long`.
        save_snippet(name: String, text: String) -> Snippet;
        /// Removes a snippet.
        remove_snippet(id: SnippetId) -> ();
    }
    writing {
        /// The chat models that a connection offers.
        list_writing_models(id: ConnectionId) -> Vec<WritingModel>;
        /// Asks a chat model for help; its answer comes as `writing` changes.
        start_writing(request: WritingRequest) -> WritingId;
        /// Stops it: nothing more comes.
        stop_writing(id: WritingId) -> ();
    }
    drafts {
        /// The composer's draft: the last one saved, or a first one.
        get_draft() -> Draft;
        /// Keeps the composer's draft. Fails with `too_long`.
        save_draft(draft: Draft) -> ();
        /// What is known of a draft before it is sent: every rule that it breaks, how long it takes, what it costs.
        check_draft(draft: Draft) -> DraftCheck;
        /// The drafts that were being checked when the program ended without warning, oldest first. They are not checked
        /// again by themselves, and were taken out of the composer's draft.
        list_held_drafts() -> Vec<HeldDraft>;
        /// Removes one of them.
        remove_held_draft(id: u32) -> ();
        /// The prompt that stands for exactly this text, whatever wildcards seem to be in it.
        escape_prompt(text: String) -> String;
    }
    jobs {
        /// Makes one job for each combination of the prompt's wildcards and each variation, and starts them. Makes none when
        /// one of them breaks a rule.
        create_jobs(draft: Draft) -> JobCreation;
        /// The jobs that are neither in the gallery nor put away, and the newest hundred that are done; newest first.
        list_jobs() -> Vec<Job>;
        /// Does not send a job, or stops watching it. What the relay has, it goes on with.
        stop_job(id: JobId) -> Job;
        /// Goes on with a stopped job: watches what the relay has, sends only what it never had. One whose result is missing is
        /// asked for again.
        resume_job(id: JobId) -> Job;
        /// Sends a job of unknown outcome again. It may have been paid for already.
        send_job_again(id: JobId) -> Job;
        /// Looks for a job of unknown outcome in the relay's list, where its format has one: it is `accepted` then, or stays
        /// unknown with what was found. Never sends anything.
        check_job(id: JobId) -> Job;
        /// Fetches the clip of a job from `/v1/videos/{id}/content` of its relay, where some keep it though they do not say so;
        /// when it is not there, the job is as it was. For an accepted job that is stopped or whose result is missing.
        fetch_content(id: JobId) -> Job;
        /// Fetches the clip of a job from a link that the user found; when that does not work, the job is as it was. Fails with
        /// `bad_link`.
        set_result_link(id: JobId, url: String) -> Job;
        /// Puts away a job that is unknown, failed or stopped, or whose result is missing.
        dismiss_job(id: JobId) -> Job;
    }
    clips {
        /// The clips of these ids that there are.
        get_clips(ids: Vec<ClipId>) -> Vec<Clip>;
        /// What a clip came from, and what came of it.
        get_family(id: ClipId) -> Family;
        /// Everything that hangs together with a clip; at most five hundred.
        get_family_tree(id: ClipId) -> FamilyTree;
        /// What happened to a clip's job.
        get_job_record(id: JobId) -> JobRecord;
        /// Shows a clip's file in the system's file manager. Fails with `no_desktop`.
        reveal_clip(id: ClipId) -> ();
    }
    gallery {
        /// A stretch of what a question finds: `most` clips from the one at `from` on. Counts are exact.
        find_clips(query: Query, from: u32, most: u32) -> Found;
        /// The filters that would leave something of what a question finds, with exact counts; of each kind the commonest first.
        /// With words, of the tags, collections, characters, storyboards, connections and models alone that are called so.
        get_facets(query: Query, words: Option<String>) -> Vec<Facet>;
        /// How many clips each question finds.
        count_clips(queries: Vec<Query>) -> Vec<u32>;
        /// Where the user was.
        get_view() -> GalleryView;
        /// Keeps where the user is.
        save_view(view: GalleryView) -> ();
    }
    organize {
        /// Makes clips favourites.
        favorite_clips(ids: Vec<ClipId>) -> Receipt;
        /// Makes them favourites no more.
        unfavorite_clips(ids: Vec<ClipId>) -> Receipt;
        /// Every tag, by name.
        list_tags() -> Vec<Tag>;
        /// Gives clips a tag, made if there is none of that name. Fails with `bad_name`.
        tag_clips(ids: Vec<ClipId>, name: String) -> Receipt;
        /// Takes a tag off clips; one that no clip has goes.
        untag_clips(ids: Vec<ClipId>, tag_id: TagId) -> Receipt;
        /// Fails with `bad_name`, and with `name_taken` where `merge_tags` would do.
        rename_tag(id: TagId, name: String) -> Receipt;
        /// Gives the clips of one tag another, and removes the first.
        merge_tags(id: TagId, into: TagId) -> Receipt;
        /// Removes a tag; its clips stay.
        remove_tag(id: TagId) -> Receipt;
        /// Every collection, in the user's order.
        list_collections() -> Vec<Collection>;
        /// Puts clips together under a name, or keeps a question. Fails with `bad_name`.
        create_collection(name: String, query: Option<Query>, ids: Vec<ClipId>) -> NewCollection;
        /// Fails with `bad_name`.
        rename_collection(id: CollectionId, name: String) -> Receipt;
        /// Keeps another question for a smart collection.
        save_collection_query(id: CollectionId, query: Query) -> Receipt;
        /// Puts a collection before another one; `null`: last.
        move_collection(id: CollectionId, before: Option<CollectionId>) -> Receipt;
        /// Removes a collection; its clips stay.
        remove_collection(id: CollectionId) -> Receipt;
        /// Puts clips into a collection, or elsewhere in it: in this order, before a clip of it; `null`: last.
        collect_clips(id: CollectionId, ids: Vec<ClipId>, before: Option<ClipId>) -> Receipt;
        /// Takes clips out of a collection.
        uncollect_clips(id: CollectionId, ids: Vec<ClipId>) -> Receipt;
        /// What some or all of these clips have.
        get_selection_state(ids: Vec<ClipId>) -> SelectionState;
        /// Puts clips in the trash. Their files stay.
        trash_clips(ids: Vec<ClipId>) -> Receipt;
        /// Takes clips out of the trash.
        restore_clips(ids: Vec<ClipId>) -> Receipt;
        /// Deletes clips of the trash and their files, for good: ask first. Replies how many; those not in the trash stay.
        delete_clips(ids: Vec<ClipId>) -> u32;
        /// Deletes all that is in the trash, for good: ask first. Replies how many.
        empty_trash() -> u32;
        /// Takes a change back, whatever came after it; what another change touched since stays as that left it. Fails with
        /// `not_found` when it is too long ago.
        undo(id: UndoId) -> ();
    }
    exports {
        /// The form as it was used last.
        get_export_form() -> ExportForm;
        /// What an export would make.
        plan_export(ids: Vec<ClipId>, form: ExportForm) -> ExportPlan;
        /// Asks for the folder that exports go to, and keeps it; `null` when the user thought better of it. Fails with
        /// `no_desktop`.
        choose_export_folder() -> Option<String>;
        /// Writes clips into that folder, asking for it where there is none; `null` when the user thought better of it. Never
        /// writes over a file. Progress comes as `exporting` changes. Fails with `bad_request` for a word in braces that means
        /// nothing.
        export_clips(ids: Vec<ClipId>, form: ExportForm) -> Option<ExportReport>;
        /// Shows that folder in the system's file manager.
        reveal_exports() -> ();
        /// Asks for a place and writes a contact sheet of these clips, at most two hundred, there as PNG; `false` when the user
        /// thought better of it.
        export_contact_sheet(ids: Vec<ClipId>) -> bool;
        /// Asks for a place and writes a frame there, as PNG; `false` when the user thought better of it. Fails with `no_frame`.
        export_frame(id: ClipId, moment: Moment) -> bool;
        /// Puts a frame on the clipboard. Fails with `no_frame`.
        copy_frame(id: ClipId, moment: Moment) -> ();
        /// Lets the user drag clips' files out of the window, while a button of the mouse is down. Fails with `no_desktop`.
        drag_clips(ids: Vec<ClipId>) -> ();
    }
    imports {
        /// Asks for films and recipes and brings them in; nothing when the user thought better of it. Fails with `no_desktop`.
        import_films() -> Vec<Import>;
    }
    undecodable {
        /// Films that the program cannot decode and that have no pictures, newest first, at most fifty; without those that the
        /// page gave up lately.
        list_undrawn_films() -> Vec<ClipId>;
        /// Takes pictures of such a film that the page's player drew, JPEG or PNG in Base64, at most a megabyte each: a frame,
        /// and ten frames side by side. Fails with `not_found` when it has pictures, with `bad_request` when these are none.
        save_film_pictures(id: ClipId, poster: String, strip: String) -> Clip;
        /// The page's player cannot draw it either: it is not listed again for a month.
        give_up_film_pictures(id: ClipId) -> ();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_documented() {
        for command in list(&mut codegen::TypeScriptTypes::default()) {
            assert!(!command.doc.trim().is_empty(), "{}", command.name);
        }
    }
}
