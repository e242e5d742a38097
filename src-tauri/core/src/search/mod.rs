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
mod facets;
mod facts;
mod found;
mod index;
mod lexicon;
mod live;
mod matching;
mod order;
mod sequences;
mod symbols;
mod terms;
mod values;
mod words;

pub use dates::Clock;
pub use index::{Index, Labels};
pub use live::{Live, Unbuilt};
pub use words::is_named;

/// Reads what is typed into the search field, for the test that drives every reader of texts.
#[cfg(test)]
pub(crate) fn read_terms(text: &str) {
    std::hint::black_box(terms::terms(text));
}
