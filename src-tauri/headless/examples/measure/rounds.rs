//! Two things done in turns, so that what else the machine does falls on both; and what is said of many times.

use std::time::Instant;

use super::{Done, Failure};

/// The times of both, in ms, in the order in which they were taken.
pub(crate) struct Turns {
    pub(crate) ours: Vec<f64>,
    pub(crate) theirs: Vec<f64>,
}

/// Does both once without looking, then so many times in turns.
pub(crate) async fn in_turns(
    rounds: usize,
    ours: impl AsyncFnMut() -> Done,
    theirs: impl AsyncFnMut() -> Done,
) -> Result<Turns, Failure> {
    in_turns_after(rounds, || Ok(()), ours, theirs).await
}

/// The same, with something before each that is not timed.
pub(crate) async fn in_turns_after(
    rounds: usize,
    prepare: impl Fn() -> Done,
    mut ours: impl AsyncFnMut() -> Done,
    mut theirs: impl AsyncFnMut() -> Done,
) -> Result<Turns, Failure> {
    ours().await?;
    theirs().await?;
    let mut turns = Turns { ours: Vec::new(), theirs: Vec::new() };
    for _ in 0..rounds {
        prepare()?;
        turns.ours.push(timed(&mut ours).await?);
        prepare()?;
        turns.theirs.push(timed(&mut theirs).await?);
    }
    Ok(turns)
}

/// How long it takes, in ms.
pub(crate) async fn timed(act: &mut impl AsyncFnMut() -> Done) -> Result<f64, Failure> {
    let began = Instant::now();
    act().await?;
    Ok(began.elapsed().as_secs_f64() * 1e3)
}

/// The one in the middle.
pub(crate) fn median(times: &[f64]) -> f64 {
    percentile(times, 50)
}

/// The time that so many of a hundred do not exceed.
pub(crate) fn percentile(times: &[f64], of_hundred: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted.get(last * of_hundred / 100).copied().unwrap_or(f64::NAN)
}

/// The median and how far the middle half of the times spreads.
pub(crate) fn spread(times: &[f64]) -> String {
    format!("{:.2} to {:.2}", percentile(times, 25), percentile(times, 75))
}
