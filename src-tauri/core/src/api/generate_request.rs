//! Expands one click on Generate into jobs: one for each combination of wildcards and each variation, or those of a storyboard.
//! All are checked and created in one transaction, or none is.

use std::{collections::BTreeSet, ops::Range};

use dailies_model::{
    Change, Connection, ConnectionId, Draft, DraftCheck, Generation, Hint, Job, JobCreation, LONGEST_PROMPT, Problem,
    Route, Rule, Timestamp, Wildcards, cast,
    wildcard::{self, Template, TemplateError},
};
use rusqlite::Connection as Db;

use super::{ApiError, Studio, estimate, resolve_mentions};
use crate::{
    catalogue::{self, Catalogue, Entry},
    library::{
        LibraryError,
        connections::{self, ConnectionRow},
        jobs::{self, NewJob},
        pictures, prompts,
    },
    secret::Secrets,
};

/// The most jobs that one press makes.
const MOST_JOBS: u32 = 64;
/// The most prompts that are shown before they are sent, and the most characters of each.
const MOST_SHOWN: usize = 50;
const MOST_SHOWN_CHARS: usize = 400;

/// Everything that one click on Generate asks for.
#[derive(Debug)]
pub(super) struct GenerateRequest {
    /// Where it goes.
    connection_id: Option<ConnectionId>,
    /// One for each clip, variations aside; never empty.
    generations: Vec<Generation>,
    /// How many there would be without the bound on one press.
    combinations: u64,
    /// How many clips of each.
    variations: u8,
    /// What the history keeps.
    prompt: String,
    order: JobOrder,
    wildcards: Option<Wildcards>,
    /// Why its text cannot be read; nothing else of it is looked at then.
    unread: Option<Problem>,
}

/// Whether the jobs run independently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JobOrder {
    /// Independent jobs.
    Together,
    /// Each job starts with the last frame of the previous one.
    Chained,
}

impl GenerateRequest {
    /// The composer's draft, its wildcards spelled out.
    pub(super) fn of_draft(draft: &Draft) -> Self {
        let generation = &draft.generation;
        let template = match Template::parse(&generation.prompt) {
            Ok(template) => template,
            Err(error) => {
                let request = Self::of_parts(draft, vec![generation.clone()], JobOrder::Together);
                return Self { unread: Some(unread(error)), ..request };
            }
        };
        let prompts = template.prompts(MOST_JOBS as usize);
        let wildcards = shown(&template, &generation.prompt, &prompts);
        let spelled = |prompt| Generation { prompt, ..generation.clone() };
        Self {
            combinations: template.count(),
            prompt: generation.prompt.clone(),
            wildcards,
            ..Self::of_parts(draft, prompts.into_iter().map(spelled).collect(), JobOrder::Together)
        }
    }

    /// These clips, which the draft's own prompt says nothing about.
    pub(super) fn of_parts(draft: &Draft, generations: Vec<Generation>, order: JobOrder) -> Self {
        let too_long = generations.iter().find_map(|part| part.check_length().err());
        Self {
            connection_id: draft.connection_id,
            combinations: generations.len() as u64,
            generations,
            variations: draft.variations,
            prompt: String::new(),
            order,
            wildcards: None,
            unread: too_long.map(|error| unread(error.into())),
        }
    }

    /// With whom the prompts name, as they are now.
    fn cast(mut self, db: &Db) -> Result<Self, LibraryError> {
        for generation in &mut self.generations {
            resolve_mentions::resolve_mentions(db, generation)?;
        }
        Ok(self)
    }

    /// How many clips it makes.
    fn count(&self) -> u32 {
        u32::try_from(self.combinations.saturating_mul(self.variations.into())).unwrap_or(u32::MAX)
    }

    fn too_many(&self) -> Option<Problem> {
        let is_broken = self.combinations > 1 && self.count() > MOST_JOBS;
        is_broken.then(|| Problem {
            field: "variations".to_owned(),
            rule: Rule::TooManyClips { most: MOST_JOBS, count: self.count() },
        })
    }
}

fn unread(error: TemplateError) -> Problem {
    let rule = match error {
        TemplateError::TooLong(_) => Rule::TooLong { most: LONGEST_PROMPT as u32 },
        TemplateError::TooDeep => Rule::TooDeep { most: wildcard::DEEPEST },
    };
    Problem { field: "prompt".to_owned(), rule }
}

/// What is shown of a prompt with wildcards.
fn shown(template: &Template, prompt: &str, prompts: &[String]) -> Option<Wildcards> {
    let cut = |prompt: &String| match prompt.char_indices().nth(MOST_SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &prompt[..end]),
        None => prompt.clone(),
    };
    (template.count() > 1).then(|| Wildcards {
        combinations: u32::try_from(template.count()).unwrap_or(u32::MAX),
        prompts: prompts.iter().take(MOST_SHOWN).map(cut).collect(),
        groups: utf16(prompt, template.groups()),
    })
}

/// Ranges in UTF-16 code units, as the page counts. The ranges are in order and do not overlap.
fn utf16(text: &str, ranges: &[Range<usize>]) -> Vec<(u32, u32)> {
    let (mut from, mut units) = (0, 0);
    let mut position = |at: usize| {
        units += text[from..at].encode_utf16().count() as u32;
        from = at;
        units
    };
    ranges.iter().map(|range| (position(range.start), position(range.end))).collect()
}

/// What is known of it before it is sent.
pub(super) async fn check(studio: &Studio, request: GenerateRequest) -> Result<DraftCheck, ApiError> {
    let (catalogue, secrets) = (studio.catalogue().now(), studio.secrets().clone());
    Ok(studio.read(move |db| Judge { db, catalogue: &catalogue, secrets: &secrets }.assess(request)).await?.check)
}

/// Makes the jobs of the request that `build` reads from the library, which start at once; or none, when anything is wrong with
/// one of them. The request is read, judged and inserted in one transaction: nothing can change in between.
pub(super) async fn create(
    studio: &Studio,
    build: impl FnOnce(&Db, &Catalogue) -> Result<GenerateRequest, LibraryError> + Send + 'static,
) -> Result<JobCreation, ApiError> {
    let (catalogue, secrets, now) = (studio.catalogue().now(), studio.secrets().clone(), studio.now());
    let creation = studio
        .write::<_, LibraryError>(move |tx| {
            let judge = Judge { db: tx, catalogue: &catalogue, secrets: &secrets };
            let Assessed { request, connection, check } = judge.assess(build(tx, &catalogue)?)?;
            match connection {
                Some(connection) if check.problems.is_empty() => {
                    Ok(JobCreation::Created { jobs: insert(tx, &catalogue, &request, &connection, now)? })
                }
                _ => Ok(JobCreation::Refused { problems: check.problems }),
            }
        })
        .await?;
    if let JobCreation::Created { jobs } = &creation {
        jobs.iter().for_each(|job| studio.publish(Change::Job { job: Box::new(job.clone()) }));
        studio.wake_queue();
    }
    Ok(creation)
}

/// What a request is judged by, at one moment.
struct Judge<'a> {
    db: &'a Db,
    catalogue: &'a Catalogue,
    secrets: &'a Secrets,
}

/// A request that was judged.
struct Assessed {
    /// The request, with the characters that its prompts mention.
    request: GenerateRequest,
    /// Where it goes; `None` when there is no such connection, which is a problem of the check too.
    connection: Option<ConnectionRow>,
    check: DraftCheck,
}

impl Judge<'_> {
    fn assess(&self, request: GenerateRequest) -> Result<Assessed, LibraryError> {
        if let Some(problem) = request.unread.clone() {
            return Ok(Assessed { request, connection: None, check: DraftCheck::refused(problem) });
        }
        let request = request.cast(self.db)?;
        let connection = connections::list(self.db)?.into_iter().find(|row| Some(row.id) == request.connection_id);
        let check = self.check(&request, connection.as_ref())?;
        Ok(Assessed { request, connection, check })
    }

    fn check(&self, request: &GenerateRequest, row: Option<&ConnectionRow>) -> Result<DraftCheck, LibraryError> {
        let connection = row.map(|row| row.clone().shown(|key_ref| self.secrets.holds(key_ref)));
        let parts = &request.generations;
        let times = parts.iter().map(|part| estimate::time(self.db, &self.catalogue.entry(&part.model), part));
        let times = times.collect::<Result<Vec<_>, _>>()?;
        let cost = |part: &Generation| estimate::cost(row?, &self.catalogue.entry(&part.model), part);
        let costs: Option<Vec<i64>> = parts.iter().map(cost).collect();
        let judged: Vec<_> = parts.iter().map(|part| self.judge(request, part, connection.as_ref())).collect();
        let broken = judged.iter().find(|judged| !judged.problems.is_empty());
        let worst = broken.or_else(|| judged.iter().find(|judged| !judged.warnings.is_empty())).or(judged.first());
        let CheckedGeneration { problems, warnings, hints } = worst.cloned().unwrap_or_default();
        Ok(DraftCheck {
            problems: problems.into_iter().chain(request.too_many()).collect(),
            warnings,
            hints,
            expected_ms: times.iter().filter_map(|time| time.ms).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
            is_learned: times.iter().all(|time| time.is_learned),
            cost_micros: costs.map(|costs| costs.iter().sum::<i64>() / i64::try_from(costs.len()).unwrap_or(1)),
            count: request.count(),
            unknown_names: parts.iter().flat_map(unknown_names).collect::<BTreeSet<_>>().into_iter().collect(),
            wildcards: request.wildcards.clone(),
        })
    }

    /// What the catalogue says of one generation.
    fn judge(
        &self,
        request: &GenerateRequest,
        generation: &Generation,
        connection: Option<&Connection>,
    ) -> CheckedGeneration {
        let entry = self.catalogue.entry(&generation.model);
        let (connection_id, variations) = (request.connection_id, request.variations);
        let draft = Draft { connection_id, generation: generation.clone(), variations, shots_as: None };
        CheckedGeneration {
            problems: catalogue::check(&draft, &entry, connection),
            warnings: catalogue::warnings(&draft, &entry, connection),
            hints: catalogue::hints(&draft, &entry, connection),
        }
    }
}

/// What the catalogue says of one generation.
#[derive(Debug, Clone, Default)]
struct CheckedGeneration {
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
    hints: Vec<Hint>,
}

fn unknown_names(generation: &Generation) -> Vec<String> {
    cast::unknown_names(&generation.prompt, &generation.cast)
}

/// Inserts the jobs of a request, and notes its prompt and pictures as used.
fn insert(
    tx: &Db,
    catalogue: &Catalogue,
    request: &GenerateRequest,
    connection: &ConnectionRow,
    now: Timestamp,
) -> Result<Vec<Job>, LibraryError> {
    let parts = &request.generations;
    let new = parts.iter().map(|part| new_job(tx, part.clone(), &catalogue.entry(&part.model), connection));
    let new = new.collect::<Result<Vec<_>, _>>()?;
    if let (Some(first), false) = (parts.first(), request.prompt.is_empty()) {
        prompts::note(tx, &request.prompt, &first.model, now)?;
    }
    for part in parts {
        pictures::touch(tx, &part.pictures, now)?;
    }
    insert_ordered(tx, request, &new, now)
}

/// Every variation of a chain is a film of its own.
fn insert_ordered(
    db: &Db,
    request: &GenerateRequest,
    new: &[NewJob],
    now: Timestamp,
) -> Result<Vec<Job>, LibraryError> {
    let times = usize::from(request.variations);
    match request.order {
        JobOrder::Together => {
            let each: Vec<_> = new.iter().flat_map(|new| std::iter::repeat_n(new.clone(), times)).collect();
            jobs::insert_batch(db, &each, now)
        }
        JobOrder::Chained => {
            let films = (0..times).map(|_| jobs::insert_chain(db, new, now));
            Ok(films.collect::<Result<Vec<_>, _>>()?.concat())
        }
    }
}

fn new_job(db: &Db, generation: Generation, entry: &Entry, connection: &ConnectionRow) -> Result<NewJob, LibraryError> {
    let expected_ms = estimate::time(db, entry, &generation)?.ms.map(|(_, most)| most);
    let cost_micros = estimate::cost(connection, entry, &generation);
    let route = Route {
        connection_id: connection.id,
        connection_name: connection.name.clone(),
        base_url: connection.base_url.clone(),
        format: entry.choose_format(&connection.formats, Some(&generation)),
        medium: entry.makes,
        proxy: connection.proxy.clone(),
        key_ref: connection.key.as_ref().map(|key| key.key_ref.clone()),
    };
    Ok(NewJob { generation, route, expected_ms, cost_micros, character: None })
}
