//! Every wire format over real HTTP: its whole path, its tags and faults, its own refusals.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod chat;
mod create;
mod openai;
mod relay;
