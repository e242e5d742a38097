//! Writing help: streams a chat model's answer to the page until it is complete or cancelled.

use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use dailies_model::{
    Change, ConnectionId, LONGEST_PROMPT, ModelId, PictureSource, TestResult, WritingId, WritingModel, WritingRequest,
    WritingStep, WritingTask,
};
use tokio::task::AbortHandle;

use super::{ApiError, Studio, pictures};
use crate::{
    catalogue::{self, ModelKind},
    http::Target,
    library::connections,
    relay::{Attachment, WritingInput, WritingOutput},
};

/// The most pictures that one request shows: each of them costs tokens.
const MOST_PICTURES: usize = 8;

/// The writing tasks that are running.
#[derive(Debug, Default)]
pub(super) struct WritingSessions {
    last: AtomicI64,
    busy: Mutex<HashMap<WritingId, AbortHandle>>,
}

impl WritingSessions {
    fn busy(&self) -> MutexGuard<'_, HashMap<WritingId, AbortHandle>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) async fn list_writing_models(studio: &Studio, id: ConnectionId) -> Result<Vec<WritingModel>, ApiError> {
    let row = studio.read(move |db| connections::get(db, id)).await?;
    let Some(TestResult::Works { models, .. }) = row.last_test.map(|test| test.result) else { return Ok(Vec::new()) };
    Ok(models.into_iter().filter_map(writing_model).collect())
}

fn writing_model(id: ModelId) -> Option<WritingModel> {
    match catalogue::kind(id.as_str()) {
        ModelKind::Chat { sees } => Some(WritingModel { id, sees_pictures: sees }),
        _ => None,
    }
}

pub(super) async fn start_writing(studio: &Studio, request: WritingRequest) -> Result<WritingId, ApiError> {
    let id = WritingId(studio.desk().last.fetch_add(1, Ordering::Relaxed) + 1);
    let target = target(studio, request.connection_id).await?;
    let pictures = match &request.task {
        WritingTask::Describe { pictures, .. } => attached(studio, pictures).await?,
        _ => Vec::new(),
    };
    let studio_of_task = studio.shared()?;
    let task = tokio::spawn(async move {
        write(&studio_of_task, id, &target, &request, &pictures).await;
        studio_of_task.desk().busy().remove(&id);
    });
    studio.desk().busy().insert(id, task.abort_handle());
    Ok(id)
}

pub(super) async fn stop_writing(studio: &Studio, id: WritingId) -> Result<(), ApiError> {
    if let Some(task) = studio.desk().busy().remove(&id) {
        task.abort();
    }
    Ok(())
}

async fn write(studio: &Studio, id: WritingId, target: &Target, request: &WritingRequest, pictures: &[Attachment]) {
    let tell = |step| studio.publish(Change::Writing { id, step });
    let mut growth = UpdateThrottle::default();
    let on_text = |text: &str| {
        if growth.is_worth_telling(text.len()) {
            tell(WritingStep::Text { text: text.to_owned() });
        }
    };
    match studio.relay().write(target, &request.model, task(&request.task, pictures), on_text).await {
        Ok(WritingOutput { text, tokens }) => tell(WritingStep::Done { text, tokens }),
        Err(failure) => tell(WritingStep::Failed { failure }),
    }
}

/// How much of a text was told. Each telling repeats all of it, so that the next one waits until it has grown by a part of
/// itself: what is told in all stays in proportion to the text.
#[derive(Debug, Default)]
struct UpdateThrottle {
    told: usize,
}

impl UpdateThrottle {
    /// The next telling comes when a text has grown by this part of itself.
    const PART: usize = 32;

    /// Whether a text of this many bytes is to be told. None is that is longer than a prompt can be: it comes to nothing.
    fn is_worth_telling(&mut self, bytes: usize) -> bool {
        let is_worth = bytes > self.told + self.told / Self::PART && bytes <= 4 * LONGEST_PROMPT;
        if is_worth {
            self.told = bytes;
        }
        is_worth
    }
}

fn task<'a>(task: &'a WritingTask, pictures: &'a [Attachment]) -> WritingInput<'a> {
    match task {
        WritingTask::Improve { prompt } => WritingInput::Improve(prompt),
        WritingTask::Translate { prompt } => WritingInput::Translate(prompt),
        WritingTask::Describe { detail, text, .. } => WritingInput::Describe { pictures, detail: *detail, text },
    }
}

async fn target(studio: &Studio, id: ConnectionId) -> Result<Target, ApiError> {
    let row = studio.read(move |db| connections::get(db, id)).await?;
    super::account::target(studio, &row).await
}

async fn attached(studio: &Studio, sources: &[PictureSource]) -> Result<Vec<Attachment>, ApiError> {
    if !(1..=MOST_PICTURES).contains(&sources.len()) {
        return Err(ApiError::bad_request(&"one to eight pictures can be described"));
    }
    let mut attached = Vec::new();
    for source in sources {
        attached.push(match source {
            PictureSource::Url { url } => Attachment::Url(url.clone()),
            PictureSource::Stored { id } => pictures::attached(studio, id.clone()).await?,
            PictureSource::PartBefore => return Err(ApiError::bad_request(&"there is no such picture yet")),
        });
    }
    Ok(attached)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes told of a text of this length that comes byte by byte.
    fn told(length: usize) -> usize {
        let mut growth = UpdateThrottle::default();
        (1..=length).filter(|bytes| growth.is_worth_telling(*bytes)).sum()
    }

    #[test]
    fn what_is_told_in_all_grows_in_proportion_to_the_text() {
        assert!(told(100_000) <= 2 * told(50_000) + 100_000, "{} {}", told(50_000), told(100_000));
        assert!(told(100_000) <= 40 * 100_000);
        assert_eq!(told(30), (1..=30).sum::<usize>());
        assert!(told(10_000_000) <= 40 * 4 * LONGEST_PROMPT);
    }
}
