//! Search: an index in memory that is built from the library at each start and follows its changes.
//!
//! ```text
//! text  -> tokenizer, symbols -> query_parser              the typed text
//! clip  -> postings, forward_index, sort_keys              the index
//! query -> matching -> sort_orders -> result_cache; facets the results
//! ```
//! Clip ids index all columns directly. Nothing here is written to disk, and nothing is ranked: results have the order that
//! the user chose.

mod dates;
mod facet_values;
mod facets;
mod forward_index;
mod index;
mod index_service;
mod matching;
mod name_match;
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
pub use name_match::is_named;

/// Reads what is typed into the search field, for the test that drives every reader of texts.
#[cfg(test)]
pub(crate) fn read_terms(text: &str) {
    std::hint::black_box(query_parser::terms(text));
}
