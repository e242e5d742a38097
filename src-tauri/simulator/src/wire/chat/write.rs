//! Writing help: streamed in small pieces, as a chat model does.

use super::request::Asked;
use super::stream::{ChatAnswer, Stream, usage};
use crate::clock::now_ms;
use crate::connection::Cut;
use crate::state::Relay;
use crate::tag::{Tag, has};
use crate::wire::{ApiError, accept_job};
use crate::writing::{Seen, answer};
use axum::response::Response;
use std::sync::Arc;

/// Letters in a piece.
const PIECE: usize = 6;
/// Between two pieces: at speed 1, and at most, in milliseconds.
const PAUSE_MS: (f64, f64) = (1500.0, 60.0);

pub(super) async fn write(relay: &Arc<Relay>, cut: &Cut, asked: &Asked) -> Result<Response, ApiError> {
    let drops = has(&asked.text, Tag::DropAfter);
    if has(&asked.text, Tag::DropBefore) || (drops && !asked.stream) {
        return Ok(cut.now());
    }
    accept_job::refuse(&asked.text, "image_url")?;
    let seen = match asked.pictures.first() {
        None => Seen::Nothing,
        Some(None) => Seen::Unfetched,
        Some(Some(data)) => Seen::Picture(data),
    };
    let text = answer(&asked.system, &asked.text, seen);
    let talk = ChatAnswer::new(asked.model.id, now_ms());
    if !asked.stream {
        return Ok(talk.whole(&asked.text, &text));
    }
    let (stream, response) = talk.stream();
    let usage = asked.counts.then(|| usage(&asked.text, &text));
    let (relay, slow) = (Arc::clone(relay), has(&asked.text, Tag::Slow));
    tokio::spawn(async move {
        let pieces = pieces(&text);
        let spoken = if drops { pieces.len() / 2 } else { pieces.len() };
        speak(&relay, &stream, &pieces[..spoken], slow).await;
        if drops { stream.cut() } else { stream.end(usage) }
    });
    Ok(response)
}

async fn speak(relay: &Relay, stream: &Stream, pieces: &[String], slow: bool) {
    let times = if slow { 5.0 } else { 1.0 };
    for piece in pieces {
        if stream.is_closed() {
            return;
        }
        stream.say(piece);
        tokio::time::sleep(relay.pause(PAUSE_MS.0 * times, PAUSE_MS.1 * times)).await;
    }
}

fn pieces(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(PIECE).map(|piece| piece.iter().collect()).collect()
}
