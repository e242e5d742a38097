//! How a task goes on with time. Pure: `now` comes in, the moment comes out.

use crate::tag::{Tag, has};
use crate::task::{JobRequest, Media, Task};

/// The steps of a task, by the names of the unified format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    NotStart,
    Submitted,
    Queued,
    InProgress,
    Success,
    /// Refused or broken; why.
    Failure(Failure),
}

/// Why a task failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    Moderation,
    Error,
}

/// A task at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) step: Step,
    pub(crate) percent: u8,
    /// Milliseconds UTC; `None` before work began.
    pub(crate) started_at: Option<i64>,
    /// Milliseconds UTC; `None` before the end.
    pub(crate) finished_at: Option<i64>,
}

impl Moment {
    /// That of a task just accepted.
    pub(crate) const FIRST: Self = Self { step: Step::NotStart, percent: 0, started_at: None, finished_at: None };
}

const STARTS: f64 = 0.12;
const MODERATED: f64 = 0.94;
const BREAKS: f64 = 0.6;

impl Failure {
    /// The relay's words for it, in English and Chinese.
    pub(crate) fn reason(self) -> (&'static str, &'static str) {
        match self {
            Self::Moderation => (
                "the finished video did not pass moderation: it may show real people or protected content",
                "生成的视频未通过内容审核，可能包含真人或受版权保护的内容，请修改提示词后重试",
            ),
            Self::Error => {
                ("the generation failed upstream, try again later", "视频生成失败，上游服务异常，请稍后重试")
            }
        }
    }

    /// The relay's code for it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Moderation => "moderation_blocked",
            Self::Error => "generation_failed",
        }
    }
}

/// The expected time in milliseconds at speed 1 (reference, section 2); that of stills and sounds is a guess.
fn expected_ms(order: &JobRequest) -> f64 {
    let slow = if has(&order.prompt, Tag::Slow) { 5.0 } else { 1.0 };
    let seconds = match order.media {
        Media::Film => film_s(order),
        Media::Still => 15.0,
        Media::Sound => 20.0,
        Media::Avatar => 0.0,
    };
    seconds * slow * 1000.0
}

fn film_s(order: &JobRequest) -> f64 {
    let sora = order.model.starts_with("sora");
    let base = match (sora, order.seconds) {
        (true, ..=10) => 90.0,
        (true, ..=15) => 210.0,
        (true, _) => 300.0,
        (false, _) if order.model.contains("fast") => 60.0,
        (false, _) if order.model.contains("pro") => 120.0,
        (false, _) => 90.0,
    };
    let fine = match (order.fine, sora) {
        (true, true) if order.seconds < 25 => 480.0,
        (true, false) => 30.0,
        _ => 0.0,
    };
    base + fine
}

/// The moment of `task` at `now`; it never succeeds before its clip is `rendered`.
pub(crate) fn moment(task: &Task, now: i64, speed: f64, rendered: bool) -> Moment {
    let total = (expected_ms(&task.order) / speed.max(f64::MIN_POSITIVE)).max(1.0);
    let done = ((now - task.submitted_at) as f64 / total).max(0.0);
    let at = |share: f64| task.submitted_at.saturating_add((total * share) as i64);
    let (step, share) = step(&task.order.prompt, done, rendered);
    let ended = matches!(step, Step::Success | Step::Failure(_));
    Moment {
        step,
        percent: percent(share, step),
        started_at: (share >= STARTS).then(|| at(STARTS)),
        finished_at: ended.then(|| at(share)),
    }
}

fn step(prompt: &str, done: f64, rendered: bool) -> (Step, f64) {
    let fails = [(Tag::FailModeration, MODERATED, Failure::Moderation), (Tag::FailError, BREAKS, Failure::Error)];
    if let Some((_, share, why)) = fails.into_iter().find(|(tag, share, _)| has(prompt, *tag) && done >= *share) {
        return (Step::Failure(why), share);
    }
    match done {
        ..0.02 => (Step::NotStart, done),
        ..0.05 => (Step::Submitted, done),
        ..STARTS => (Step::Queued, done),
        1.0.. if rendered => (Step::Success, 1.0),
        _ => (Step::InProgress, done.min(0.99)),
    }
}

fn percent(share: f64, step: Step) -> u8 {
    match step {
        Step::NotStart | Step::Submitted | Step::Queued => 0,
        _ => (share * 100.0).round() as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::TaskId;
    use serde_json::Value;

    fn task(prompt: &str, model: &str, seconds: u32) -> Task {
        let order = JobRequest { model: model.into(), prompt: prompt.into(), seconds, ..JobRequest::default() };
        Task { id: TaskId("t".into()), number: 1, submitted_at: 1000, order, body: Value::Null, deleted: false }
    }

    fn steps(task: &Task, rendered: bool) -> Vec<(Step, u8)> {
        [0, 3, 8, 30, 89, 90]
            .map(|s| moment(task, 1000 + s * 1000, 1.0, rendered))
            .map(|m| (m.step, m.percent))
            .to_vec()
    }

    #[test]
    fn the_steps_follow_each_other() {
        let expected = [
            (Step::NotStart, 0),
            (Step::Submitted, 0),
            (Step::Queued, 0),
            (Step::InProgress, 33),
            (Step::InProgress, 99),
            (Step::Success, 100),
        ];
        assert_eq!(steps(&task("sea", "sora-2", 10), true), expected);
    }

    #[test]
    fn it_waits_for_the_clip() {
        assert_eq!(steps(&task("sea", "sora-2", 10), false)[5], (Step::InProgress, 99));
    }

    #[test]
    fn moderation_strikes_at_94_percent_and_needs_no_clip() {
        let task = task("sea [fail: moderation]", "sora-2", 10);
        assert_eq!(moment(&task, 1000 + 83_000, 1.0, false).step, Step::InProgress);
        let end = moment(&task, 1000 + 85_000, 1.0, false);
        assert_eq!((end.step, end.percent), (Step::Failure(Failure::Moderation), 94));
        assert_eq!(end.finished_at, Some(1000 + 84_600));
    }

    #[test]
    fn expected_times_are_the_references() {
        let seconds = |model, clip, fine| {
            let mut order = task("x", model, clip).order;
            order.fine = fine;
            expected_ms(&order) / 1000.0
        };
        assert_eq!(seconds("sora-2", 10, false), 90.0);
        assert_eq!(seconds("sora-2", 15, false), 210.0);
        assert_eq!(seconds("sora-2-pro", 15, true), 690.0);
        assert_eq!(seconds("sora-2-pro", 25, true), 300.0, "hd has no effect on 25 s");
        assert_eq!(seconds("veo3-fast", 8, false), 60.0);
        assert_eq!(expected_ms(&task("[slow]", "veo3", 8).order), 450_000.0);
    }

    #[test]
    fn speed_divides() {
        assert_eq!(moment(&task("sea", "sora-2", 10), 1000 + 1800, 50.0, true).step, Step::Success);
        assert_eq!(moment(&task("sea", "sora-2", 10), 1000 + 1700, 50.0, true).step, Step::InProgress);
    }
}
