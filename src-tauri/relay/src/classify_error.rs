//! Classifies errors by text and HTTP status (reference section 8). The phrases are ones that relays were seen to send, in
//! English and Chinese; a text without a known phrase is classified by its status alone.

mod phrases;

use dailies_model::Meaning;

use phrases::{
    ADVICE, MEANINGS, MODERATION, NO_MODERATION, NOT_REFUNDED, OF_PICTURE, OF_PROMPT, OF_RESULT, REFUNDED, TIMEOUT,
    VIOLATED, VIOLATION,
};

/// Classifies a text; `None` if it has no known phrase. Moderation is divided by stage: pictures, prompt, result.
pub(super) fn by_text(text: &str) -> Option<Meaning> {
    let text = text.to_lowercase();
    let told = MEANINGS.iter().find(|(_, marks)| holds(&text, marks)).map(|(meaning, _)| *meaning);
    match told {
        // Money and models come first: what they say cannot be about content.
        Some(Meaning::Balance | Meaning::NotOffered) => told,
        _ if is_moderation(&text) => moderation_stage(&text).or(Some(Meaning::Moderation)),
        told => told,
    }
}

fn is_moderation(text: &str) -> bool {
    let text = &without(text, NO_MODERATION);
    holds(text, MODERATION) || (holds(text, VIOLATION) && holds(text, VIOLATED))
}

fn without(text: &str, phrases: &[&str]) -> String {
    phrases.iter().fold(text.to_owned(), |text, phrase| text.replace(phrase, " "))
}

/// Whether a text says that it took too long.
pub(super) fn is_timeout(text: &str) -> bool {
    holds(&text.to_lowercase(), TIMEOUT)
}

/// Classifies an HTTP status, for an error whose text says nothing.
pub(super) fn by_status(status: u16) -> Meaning {
    match status {
        401 => Meaning::Key,
        402 => Meaning::Balance,
        403 => Meaning::Permission,
        404 | 410 => Meaning::Gone,
        413 => Meaning::Picture,
        429 => Meaning::Rate,
        500.. => Meaning::Server,
        _ => Meaning::Invalid,
    }
}

/// Classifies an error by status and text together. A 401 is about the key unless the text shows that the key is known; a
/// 413 is about a picture whatever the text says.
pub(super) fn by_status_and_text(status: u16, text: &str) -> Meaning {
    let told = by_text(text);
    match (status, told) {
        (401, Some(Meaning::Balance | Meaning::Permission)) => told.unwrap_or(Meaning::Key),
        (401, _) => Meaning::Key,
        (413, _) => Meaning::Picture,
        (429, Some(Meaning::Balance)) => Meaning::Balance,
        (429, _) => Meaning::Rate,
        (_, told) => told.unwrap_or_else(|| by_status(status)),
    }
}

/// Returns the stage that a text about moderation names; `None` if it names none or several ("the prompt or the output").
pub(super) fn moderation_stage(text: &str) -> Option<Meaning> {
    let text = without(&text.to_lowercase(), ADVICE);
    match (holds(&text, OF_RESULT), holds(&text, OF_PICTURE), holds(&text, OF_PROMPT)) {
        (true, false, false) => Some(Meaning::ModerationResult),
        (false, true, false) => Some(Meaning::ModerationPicture),
        (false, false, true) => Some(Meaning::ModerationPrompt),
        _ => None,
    }
}

/// Whether a text says that the money is back.
pub(super) fn is_refunded(text: &str) -> bool {
    holds(&without(&text.to_lowercase(), NOT_REFUNDED), REFUNDED)
}

fn holds(text: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests;
