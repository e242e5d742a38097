//! Finding clips: an index in memory that follows from the library, and is made anew whenever the program starts.
//!
//! ```text
//! text -> words, symbols -> terms   what is typed
//! entry -> lexicon, sequences, facts   what is found: by whom, in which order of words, how it is sorted
//! query -> matching -> order -> found  facets
//! ```
//! A clip's number is its place everywhere. Nothing here is written to disk, and nothing ranks: what matches is shown in
//! the order that the user chose.

mod dates;
mod facet_values;
mod facets;
mod forward_index;
mod index;
mod index_service;
mod matching;
mod postings;
mod query_parser;
mod result_cache;
mod sort_keys;
mod sort_orders;
mod symbols;
mod tokenizer;

pub use dates::Clock;
pub use index::{Index, Labels};
pub use index_service::{IndexBuildError, IndexService};
pub use tokenizer::is_named;

/// Reads what is typed into the search field, for the test that drives every reader of texts.
#[cfg(test)]
pub(crate) fn read_terms(text: &str) {
    std::hint::black_box(query_parser::terms(text));
}
