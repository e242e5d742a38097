//! The jobs: every paid attempt, kept for good.

use rusqlite::{Connection, Row, named_params, params};

use super::{
    LibraryError,
    columns::{from_json, from_word, json, word},
};
use dailies_model::{
    BatchId, CharacterOrder, ConnectionId, Generation, Job, JobId, JobRecord, JobState, RemoteId, Route, StopReason,
    Timestamp, Watch,
};

pub(super) const CREATE: &str = "
    CREATE TABLE jobs (
        id              INTEGER PRIMARY KEY AUTOINCREMENT,
        batch_id        INTEGER NOT NULL,
        model           TEXT NOT NULL,
        prompt          TEXT NOT NULL,
        generation      TEXT NOT NULL,
        connection_id   INTEGER NOT NULL,
        connection_name TEXT NOT NULL,
        base_url        TEXT NOT NULL,
        format          TEXT NOT NULL,
        key_ref         TEXT,
        state           TEXT NOT NULL,
        stop_reason     TEXT,
        failure         TEXT,
        remote_id       TEXT,
        progress        INTEGER,
        expected_ms     INTEGER,
        watch           TEXT NOT NULL,
        due_at          INTEGER,
        created_at      INTEGER NOT NULL,
        sent_at         INTEGER,
        accepted_at     INTEGER,
        ended_at        INTEGER,
        clip_id         INTEGER REFERENCES clips (id),
        dismissed_at    INTEGER
    ) STRICT;
    CREATE INDEX jobs_due ON jobs (due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX jobs_open ON jobs (state) WHERE state <> 'done' AND dismissed_at IS NULL;
    CREATE INDEX jobs_batch ON jobs (batch_id);";

/// What a job makes, the way it goes, and what it costs.
pub(super) const ADD_WAYS: &str = "
    ALTER TABLE jobs ADD COLUMN medium TEXT NOT NULL DEFAULT 'film';
    ALTER TABLE jobs ADD COLUMN proxy TEXT NOT NULL DEFAULT '{\"way\":\"system\"}';
    ALTER TABLE jobs ADD COLUMN cost_micros INTEGER;";

/// The relay's last answer, with nothing in it that is secret.
pub(super) const ADD_ANSWER: &str = "ALTER TABLE jobs ADD COLUMN answer TEXT;";

/// What a job waits for, and the character that it makes in place of a clip.
pub(super) const ADD_CHAINS: &str = "
    ALTER TABLE jobs ADD COLUMN after_id INTEGER REFERENCES jobs (id);
    ALTER TABLE jobs ADD COLUMN character TEXT;
    ALTER TABLE jobs ADD COLUMN character_id INTEGER;
    CREATE INDEX jobs_after ON jobs (after_id) WHERE after_id IS NOT NULL;";

/// When a job is tried again, and the clips of jobs that make several. What rested with an address that does not work rests
/// as a result that is missing.
pub(super) const ADD_RESULTS: &str = "
    ALTER TABLE jobs ADD COLUMN next_try TEXT;
    CREATE TABLE job_clips (
        job_id   INTEGER NOT NULL REFERENCES jobs (id),
        position INTEGER NOT NULL,
        clip_id  INTEGER NOT NULL UNIQUE REFERENCES clips (id),
        PRIMARY KEY (job_id, position)
    ) STRICT, WITHOUT ROWID;
    UPDATE jobs SET watch = json_set(watch, '$.results', json_array(
            json_object('url', watch ->> '$.result_url', 'folder', watch ->> '$.folder', 'clip_id', NULL)))
        WHERE watch ->> '$.result_url' IS NOT NULL AND watch ->> '$.folder' IS NOT NULL;
    UPDATE jobs SET state = 'result_missing', stop_reason = NULL
        WHERE state = 'stopped' AND stop_reason = 'trouble' AND (remote_id IS NOT NULL OR accepted_at IS NOT NULL)
            AND failure ->> '$.meaning' IN ('no_result', 'result_expired', 'bad_file', 'unsafe_address');";

/// How many jobs that came to rest are shown with the open ones.
const SHOWN_ENDED: u32 = 100;

/// A job that is to be made.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What is asked for.
    pub generation: Generation,
    /// Where it goes.
    pub route: Route,
    /// How long the model usually takes.
    pub expected_ms: Option<i64>,
    /// What it costs by the price known now.
    pub cost_micros: Option<i64>,
    /// The character that it is to make in place of a clip.
    pub character: Option<CharacterOrder>,
}

/// Makes the jobs of one press of Generate, ready to be sent at once.
///
/// # Errors
/// Those of the database.
pub fn insert_batch(db: &Connection, new: &[NewJob], now: Timestamp) -> Result<Vec<Job>, LibraryError> {
    let batch_id = next_batch(db)?;
    new.iter().map(|new| insert(db, new, batch_id, None, now)).collect()
}

/// Makes the jobs of one film of several parts: each waits for the one before it.
///
/// # Errors
/// Those of the database.
pub fn insert_chain(db: &Connection, new: &[NewJob], now: Timestamp) -> Result<Vec<Job>, LibraryError> {
    let batch_id = next_batch(db)?;
    let mut after = None;
    let parts = new.iter().map(|new| {
        let job = insert(db, new, batch_id, after, now)?;
        after = Some(job.id);
        Ok(job)
    });
    parts.collect()
}

fn next_batch(db: &Connection) -> Result<BatchId, LibraryError> {
    let last: Option<i64> = db.query_row(
        "SELECT max(last) FROM (SELECT max(batch_id) AS last FROM jobs UNION ALL SELECT max(batch_id) FROM clips)",
        [],
        |row| row.get(0),
    )?;
    Ok(BatchId(last.unwrap_or(0) + 1))
}

/// What waits for another job is not due until that one's clip is in.
fn insert(
    db: &Connection,
    new: &NewJob,
    batch_id: BatchId,
    after: Option<JobId>,
    now: Timestamp,
) -> Result<Job, LibraryError> {
    let watch = Watch { due_at: after.is_none().then_some(now), ..Watch::default() };
    db.execute(
        "INSERT INTO jobs (batch_id, model, prompt, generation, connection_id, connection_name, base_url, format, medium,
                           proxy, key_ref, state, expected_ms, cost_micros, watch, due_at, created_at, after_id, character)
         VALUES (:batch_id, :model, :prompt, :generation, :connection_id, :connection_name, :base_url, :format, :medium,
                 :proxy, :key_ref, :state, :expected_ms, :cost_micros, :watch, :due_at, :created_at, :after_id, :character)",
        named_params! {
            ":batch_id": batch_id,
            ":model": new.generation.model,
            ":prompt": new.generation.prompt,
            ":generation": json(&new.generation)?,
            ":connection_id": new.route.connection_id,
            ":connection_name": new.route.connection_name,
            ":base_url": new.route.base_url,
            ":format": word(&new.route.format)?,
            ":medium": word(&new.route.medium)?,
            ":proxy": json(&new.route.proxy)?,
            ":key_ref": new.route.key_ref,
            ":state": word(&JobState::Ready)?,
            ":expected_ms": new.expected_ms,
            ":cost_micros": new.cost_micros,
            ":watch": json(&watch)?,
            ":due_at": watch.due_at,
            ":created_at": now,
            ":after_id": after,
            ":character": new.character.as_ref().map(json).transpose()?,
        },
    )?;
    get(db, JobId(db.last_insert_rowid()))
}

/// One job.
///
/// # Errors
/// `NotFound` when there is none.
pub fn get(db: &Connection, id: JobId) -> Result<Job, LibraryError> {
    let mut query = db.prepare_cached("SELECT * FROM jobs WHERE id = ?1")?;
    Ok(query.query_row([id], read)?)
}

/// Writes down how a job stands. What it was made of never changes, but for the key it is watched with.
///
/// # Errors
/// Those of the database.
pub fn save(db: &Connection, job: &Job) -> Result<(), LibraryError> {
    let mut update = db.prepare_cached(
        "UPDATE jobs SET key_ref = :key_ref, state = :state, stop_reason = :stop_reason, failure = :failure,
             remote_id = :remote_id, progress = :progress, next_try = :next_try, watch = :watch, due_at = :due_at,
             sent_at = :sent_at,
             accepted_at = :accepted_at, ended_at = :ended_at, clip_id = :clip_id, character_id = :character_id, dismissed_at = :dismissed_at
         WHERE id = :id",
    )?;
    update.execute(named_params! {
        ":id": job.id,
        ":key_ref": job.route.key_ref,
        ":state": word(&job.state)?,
        ":stop_reason": job.stop_reason.map(|reason| word(&reason)).transpose()?,
        ":failure": job.failure.as_ref().map(json).transpose()?,
        ":remote_id": job.remote_id,
        ":progress": job.progress,
        ":next_try": job.next_try.as_ref().map(json).transpose()?,
        ":watch": json(&job.watch)?,
        ":due_at": job.watch.due_at,
        ":sent_at": job.sent_at,
        ":accepted_at": job.accepted_at,
        ":ended_at": job.ended_at,
        ":clip_id": job.clip_id,
        ":character_id": job.character_id,
        ":dismissed_at": job.dismissed_at,
    })?;
    Ok(())
}

/// Writes down what the relay answered last.
///
/// # Errors
/// Those of the database.
pub fn save_answer(db: &Connection, id: JobId, answer: &str) -> Result<(), LibraryError> {
    db.prepare_cached("UPDATE jobs SET answer = ?2 WHERE id = ?1")?.execute(params![id, answer])?;
    Ok(())
}

/// What happened to a job.
///
/// # Errors
/// `NotFound` when there is none.
pub fn record(db: &Connection, id: JobId) -> Result<JobRecord, LibraryError> {
    let job = get(db, id)?;
    let answer = db.query_row("SELECT answer FROM jobs WHERE id = ?1", [id], |row| row.get(0))?;
    Ok(JobRecord {
        id,
        format: job.route.format,
        created_at: job.created_at,
        sent_at: job.sent_at,
        accepted_at: job.accepted_at,
        ended_at: job.ended_at,
        expected_ms: job.expected_ms,
        submits: job.watch.submits,
        polls: job.watch.polls,
        answer,
    })
}

/// Writes down what a job asks for, before it is sent: a part of a film learns with which picture it begins.
///
/// # Errors
/// Those of the database.
pub fn save_generation(db: &Connection, id: JobId, generation: &Generation) -> Result<(), LibraryError> {
    db.execute("UPDATE jobs SET generation = ?2 WHERE id = ?1 AND state = 'ready'", params![id, json(generation)?])?;
    Ok(())
}

/// The jobs that wait for this one to become a clip.
///
/// # Errors
/// Those of the database.
pub fn list_after(db: &Connection, id: JobId) -> Result<Vec<Job>, LibraryError> {
    let mut query = db.prepare_cached("SELECT * FROM jobs WHERE after_id = ?1 AND state = 'ready'")?;
    let rows = query.query_map([id], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the page shows: every job that is not in the gallery and not put away, and the newest of the others.
///
/// # Errors
/// Those of the database.
pub fn list_shown(db: &Connection) -> Result<Vec<Job>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT * FROM jobs
         WHERE (state <> 'done' AND dismissed_at IS NULL)
            OR id IN (SELECT id FROM jobs WHERE state = 'done' ORDER BY id DESC LIMIT ?1)
         ORDER BY id DESC",
    )?;
    let rows = query.query_map([SHOWN_ENDED], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The jobs that are to be acted on by `now`. Of those that wait to be sent, only as many of each connection as
/// `max_running` leaves room for, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list_due(db: &Connection, now: Timestamp, max_running: u32) -> Result<Vec<JobId>, LibraryError> {
    let mut query = db.prepare_cached(
        "WITH running AS (
             SELECT connection_id, count(*) AS jobs FROM jobs
             WHERE state IN ('sending', 'accepted', 'running') GROUP BY connection_id
         ), waiting AS (
             SELECT id, connection_id, row_number() OVER (PARTITION BY connection_id ORDER BY id) AS place FROM jobs
             WHERE due_at <= ?1 AND state = 'ready'
         )
         SELECT id FROM jobs WHERE due_at <= ?1 AND state <> 'ready'
         UNION ALL
         SELECT id FROM waiting LEFT JOIN running USING (connection_id) WHERE place + coalesce(jobs, 0) <= ?2",
    )?;
    let rows = query.query_map(params![now, max_running], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The names that this relay gave to jobs of ours.
///
/// # Errors
/// Those of the database.
pub fn remote_ids(db: &Connection, base_url: &str) -> Result<Vec<RemoteId>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT remote_id FROM jobs WHERE base_url = ?1 AND remote_id IS NOT NULL ORDER BY id DESC LIMIT 10000",
    )?;
    let rows = query.query_map([base_url], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the next job is due, or `None` when all rest. Says nothing of jobs that are due already.
///
/// # Errors
/// Those of the database.
pub fn next_due_after(db: &Connection, now: Timestamp) -> Result<Option<Timestamp>, LibraryError> {
    Ok(db.query_row("SELECT min(due_at) FROM jobs WHERE due_at > ?1", [now], |row| row.get(0))?)
}

/// Makes everything due that waits for a later time.
///
/// # Errors
/// Those of the database.
pub fn make_due(db: &Connection, now: Timestamp) -> Result<(), LibraryError> {
    db.execute("UPDATE jobs SET due_at = ?1, watch = json_set(watch, '$.due_at', ?1) WHERE due_at > ?1", [now])?;
    Ok(())
}

/// The jobs of a connection that rest, but are not at their end.
///
/// # Errors
/// Those of the database.
pub fn list_resting(db: &Connection, connection: ConnectionId) -> Result<Vec<Job>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT * FROM jobs
         WHERE state IN ('unknown', 'stopped') AND connection_id = ?1 AND dismissed_at IS NULL ORDER BY id",
    )?;
    let rows = query.query_map([connection], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The jobs that an earlier run left on their way, or resting.
///
/// # Errors
/// Those of the database.
pub fn list_unfinished(db: &Connection) -> Result<Vec<Job>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT * FROM jobs WHERE state NOT IN ('done', 'failed') AND dismissed_at IS NULL ORDER BY id",
    )?;
    let rows = query.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Job> {
    let failure = row.get::<_, Option<String>>("failure")?;
    let character = row.get::<_, Option<String>>("character")?;
    let next_try = row.get::<_, Option<String>>("next_try")?;
    Ok(Job {
        id: row.get("id")?,
        batch_id: row.get("batch_id")?,
        generation: from_json(row, "generation")?,
        route: Route {
            connection_id: row.get("connection_id")?,
            connection_name: row.get("connection_name")?,
            base_url: row.get("base_url")?,
            format: from_word(row, "format")?,
            medium: from_word(row, "medium")?,
            proxy: from_json(row, "proxy")?,
            key_ref: row.get("key_ref")?,
        },
        state: from_word(row, "state")?,
        stop_reason: stop_reason(row)?,
        failure: failure.and_then(|failure| serde_json::from_str(&failure).ok()),
        remote_id: row.get("remote_id")?,
        progress: row.get("progress")?,
        transfer: None,
        next_try: next_try.and_then(|next| serde_json::from_str(&next).ok()),
        expected_ms: row.get("expected_ms")?,
        cost_micros: row.get("cost_micros")?,
        created_at: row.get("created_at")?,
        sent_at: row.get("sent_at")?,
        accepted_at: row.get("accepted_at")?,
        ended_at: row.get("ended_at")?,
        clip_id: row.get("clip_id")?,
        after: row.get("after_id")?,
        character: character.and_then(|order| serde_json::from_str(&order).ok()),
        character_id: row.get("character_id")?,
        dismissed_at: row.get("dismissed_at")?,
        watch: from_json(row, "watch")?,
    })
}

fn stop_reason(row: &Row<'_>) -> rusqlite::Result<Option<StopReason>> {
    if row.get_ref("stop_reason")? == rusqlite::types::ValueRef::Null {
        return Ok(None);
    }
    from_word(row, "stop_reason").map(Some)
}

#[cfg(test)]
mod tests;
