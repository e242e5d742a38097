//! A character that a relay is to make: checked, and handed to the queue as a job.

use dailies_model::{
    Change, CharacterCheck, CharacterCreation, CharacterDraft, CharacterOrder, CharacterProblem, Clip, ClipId,
    ConnectionKind, FilmSource, FilmWay, Format, Generation, Job, KeyState, Medium, ModelId, Proxy, Route,
};
use url::Url;

use crate::{
    api::{ApiError, Studio},
    download::Source,
    library::{
        LibraryError, clips,
        connections::{self, ConnectionRow},
        jobs::{self, NewJob},
    },
};

/// What stands for a model in the list of jobs: no relay wants one for this.
const MODEL: &str = "character";
/// The answer is the character; only the relay's own work on the film takes its time.
const EXPECTED_MS: i64 = 20_000;
/// How long a range may be, in ms (reference section 6).
const RANGE_MS: std::ops::RangeInclusive<i64> = 1_000..=3_000;

pub(in crate::api) async fn check_character(
    studio: &Studio,
    draft: CharacterDraft,
) -> Result<CharacterCheck, ApiError> {
    Ok(judge(studio, &draft).await?.0)
}

/// Returns the check of a draft, with the connection by which it was made.
async fn judge(studio: &Studio, draft: &CharacterDraft) -> Result<(CharacterCheck, Option<ConnectionRow>), ApiError> {
    let connection = connection(studio, draft).await?;
    let mut problems = of_connection(studio, connection.as_ref());
    let mut check = CharacterCheck { way: None, problems: Vec::new(), is_silent: false, cost_micros: None };
    let mut length_ms = None;
    match &draft.source {
        FilmSource::Url { url } => {
            check.way = web_address(url).map(|_| FilmWay::Url);
            problems.extend(check.way.is_none().then_some(CharacterProblem::NoUrl));
        }
        FilmSource::Clip { clip_id } => {
            let id = *clip_id;
            let clip = studio.read(move |db| clips::get(db, id)).await?;
            (check.way, check.is_silent) = (way(studio, &clip, connection.as_ref()).await?, !clip.film.has_audio);
            length_ms = Some(clip.film.duration_ms).filter(|length| *length > 0);
            problems.extend(out_of_reach(&clip, &check));
        }
    }
    problems.extend(of_range(draft, length_ms));
    Ok((CharacterCheck { problems, ..check }, connection))
}

pub(in crate::api) async fn create_character(
    studio: &Studio,
    draft: CharacterDraft,
) -> Result<CharacterCreation, ApiError> {
    loop {
        let (CharacterCheck { way, problems, .. }, connection) = judge(studio, &draft).await?;
        let (Some(way), Some(connection), []) = (way, connection, problems.as_slice()) else {
            return Ok(CharacterCreation::Refused { problems });
        };
        if let Some(job) = insert(studio, new_job(draft.clone(), way, connection)).await? {
            studio.publish(Change::Job { job: Box::new(job.clone()) });
            studio.wake_queue();
            return Ok(CharacterCreation::Created { job: Box::new(job) });
        }
    }
}

/// Inserts a job; `None` when its connection was given another address or key since it was judged, which takes a request to
/// the film's server. The way to the film holds for the judged address only.
async fn insert(studio: &Studio, new: NewJob) -> Result<Option<Job>, ApiError> {
    let now = studio.now();
    studio
        .write::<_, LibraryError>(move |tx| {
            let is_judged = |row: &ConnectionRow| {
                let key_ref = row.key.as_ref().map(|key| &key.key_ref);
                row.id == new.route.connection_id
                    && row.base_url == new.route.base_url
                    && key_ref == new.route.key_ref.as_ref()
            };
            if !connections::list(tx)?.iter().any(is_judged) {
                return Ok(None);
            }
            Ok(jobs::insert_batch(tx, &[new], now)?.into_iter().next())
        })
        .await
}

async fn connection(studio: &Studio, draft: &CharacterDraft) -> Result<Option<ConnectionRow>, ApiError> {
    let Some(id) = draft.connection_id else { return Ok(None) };
    studio.read(move |db| Ok(connections::list(db)?.into_iter().find(|row| row.id == id))).await
}

fn of_connection(studio: &Studio, connection: Option<&ConnectionRow>) -> Vec<CharacterProblem> {
    let Some(row) = connection else { return vec![CharacterProblem::NoConnection] };
    let shown = studio.shown(row.clone());
    let has_key = matches!(shown.key, KeyState::Keychain { .. } | KeyState::Session { .. });
    let needs_key = shown.kind == ConnectionKind::Relay && !has_key;
    needs_key.then_some(CharacterProblem::NeedsKey).into_iter().collect()
}

/// How this relay would get at a clip: its own it knows by the job's name; any other it has to fetch, for as long as its
/// address lives.
async fn way(studio: &Studio, clip: &Clip, connection: Option<&ConnectionRow>) -> Result<Option<FilmWay>, ApiError> {
    let id: ClipId = clip.id;
    let film = studio.read(move |db| clips::remote_film(db, id)).await?;
    let is_own = connection.is_some_and(|row| Some(&row.base_url) == film.base_url.as_ref());
    if is_own && film.id.is_some() {
        return Ok(Some(FilmWay::Task));
    }
    let Some(url) = film.url else { return Ok(None) };
    let source = Source {
        url,
        medium: Medium::Film,
        own_origin: match film.base_url {
            Some(base_url) => studio.relay().resolve(&base_url).await,
            None => None,
        },
        key: None,
        secret: None,
        proxy: connection.map_or(Proxy::System, |row| row.proxy.clone()),
    };
    Ok(studio.downloader().probe(&source).await.is_ok().then_some(FilmWay::Url))
}

fn out_of_reach(clip: &Clip, check: &CharacterCheck) -> Option<CharacterProblem> {
    match () {
        () if clip.medium != Medium::Film => Some(CharacterProblem::NoFilm),
        () if check.way.is_none() => Some(CharacterProblem::OutOfReach),
        () => None,
    }
}

fn of_range(draft: &CharacterDraft, length_ms: Option<i64>) -> Vec<CharacterProblem> {
    let is_legal = RANGE_MS.contains(&draft.end_ms.saturating_sub(draft.start_ms));
    let is_outside = draft.start_ms < 0 || length_ms.is_some_and(|length| draft.end_ms > length);
    let broken = [(CharacterProblem::RangeLength, !is_legal), (CharacterProblem::RangeOutside, is_outside)].into_iter();
    broken.filter_map(|(problem, is)| is.then_some(problem)).collect()
}

fn new_job(draft: CharacterDraft, way: FilmWay, connection: ConnectionRow) -> NewJob {
    let CharacterDraft { name, source, start_ms, end_ms, .. } = draft;
    let name = name.trim().to_owned();
    let route = Route {
        connection_id: connection.id,
        connection_name: connection.name,
        base_url: connection.base_url,
        format: Format::Unified,
        medium: Medium::Film,
        proxy: connection.proxy,
        key_ref: connection.key.map(|key| key.key_ref),
    };
    NewJob {
        generation: Generation::of(ModelId(MODEL.to_owned()), name.clone()),
        route,
        expected_ms: Some(EXPECTED_MS),
        cost_micros: None,
        character: Some(CharacterOrder { name, source, way, start_ms, end_ms }),
    }
}

/// An http or https address with a host.
pub(super) fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok().filter(|_| text.trim() == text)?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_one_to_three_seconds_of_the_film() {
        let broken = |start_ms, end_ms| {
            let source = FilmSource::Url { url: String::new() };
            let draft = CharacterDraft { connection_id: None, name: String::new(), source, start_ms, end_ms };
            of_range(&draft, Some(10_000))
        };
        use CharacterProblem::{RangeLength, RangeOutside};
        for (range, expected) in [
            ((0, 1_000), vec![]),
            ((7_000, 10_000), vec![]),
            ((0, 999), vec![RangeLength]),
            ((0, 3_001), vec![RangeLength]),
            ((5_000, 3_000), vec![RangeLength]),
            ((-100, 2_000), vec![RangeOutside]),
            ((8_000, 10_001), vec![RangeOutside]),
            ((i64::MIN, i64::MAX), vec![RangeLength, RangeOutside]),
        ] {
            assert_eq!(broken(range.0, range.1), expected, "{range:?}");
        }
    }

    #[test]
    fn only_web_addresses_are_fetched_or_opened() {
        for good in ["https://a.example/v.mp4", "http://127.0.0.1:9/x"] {
            assert!(web_address(good).is_some(), "{good}");
        }
        for bad in
            ["", "a.example", "file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.example", " https://a.example"]
        {
            assert!(web_address(bad).is_none(), "{bad}");
        }
    }
}
