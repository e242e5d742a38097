//! Every wire format over real HTTP: its whole path, its tags and faults, its own refusals, and what the contract says of it.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod account;
mod characters;
mod chat;
mod contract;
mod create;
mod misbehaviour;
mod openai;
mod relay;
mod unified;
