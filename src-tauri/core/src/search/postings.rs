//! Posting lists: the number of each term (word, prefix or facet value), and the clips that have it.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use roaring::{MultiOps, RoaringBitmap};

use super::{forward_index::GAP, tokenizer::is_sign};
use dailies_model::Filter;

/// Prefixes up to this length have bitmaps of their own, because too many words share them to join their postings in time.
const LETTERS: usize = 2;

/// The posting lists of words, prefixes and values, in one sequence of numbers.
#[derive(Debug)]
pub(super) struct PostingLists {
    words: HashMap<Arc<str>, u32>,
    sorted: BTreeMap<Arc<str>, u32>,
    beginnings: HashMap<Box<str>, u32>,
    values: HashMap<Filter, u32>,
    postings: Vec<Posting>,
    none: RoaringBitmap,
}

#[derive(Debug, Default)]
struct Posting {
    clips: RoaringBitmap,
    /// The numbers of a word's prefixes.
    beginnings: [u32; LETTERS],
}

impl Default for PostingLists {
    fn default() -> Self {
        Self {
            words: HashMap::new(),
            sorted: BTreeMap::new(),
            beginnings: HashMap::new(),
            values: HashMap::new(),
            postings: vec![Posting::default()],
            none: RoaringBitmap::new(),
        }
    }
}

impl PostingLists {
    /// Returns the number of a word, assigning one if it is new.
    pub(super) fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let beginnings = std::array::from_fn(|letters| self.beginning_of(word, letters + 1));
        let number = self.add(Posting { beginnings, ..Posting::default() });
        let word: Arc<str> = word.into();
        self.words.insert(word.clone(), number);
        self.sorted.insert(word, number);
        number
    }

    /// Returns the number of a value, assigning one if it is new.
    pub(super) fn value(&mut self, value: &Filter) -> u32 {
        if let Some(number) = self.values.get(value) {
            return *number;
        }
        let number = self.add(Posting::default());
        self.values.insert(value.clone(), number);
        number
    }

    /// Returns the number of a word; `None` if no clip ever had it.
    pub(super) fn number(&self, word: &str) -> Option<u32> {
        self.words.get(word).copied()
    }

    /// Adds a clip to the posting lists of these terms.
    pub(super) fn insert(&mut self, numbers: impl Iterator<Item = u32>, clip: u32) {
        self.each_posting(numbers, |clips| {
            clips.insert(clip);
        });
    }

    /// Removes a clip from the posting lists of these terms.
    pub(super) fn remove(&mut self, numbers: impl Iterator<Item = u32>, clip: u32) {
        self.each_posting(numbers, |clips| {
            clips.remove(clip);
        });
    }

    /// Returns the clips that have exactly this word.
    pub(super) fn with_word(&self, word: &str) -> &RoaringBitmap {
        self.number(word).map_or(&self.none, |number| self.clips(number))
    }

    /// Returns the clips that have a word with this prefix.
    pub(super) fn with_beginning(&self, beginning: &str) -> Cow<'_, RoaringBitmap> {
        if beginning.chars().count() <= LETTERS {
            let number = self.beginnings.get(beginning);
            return Cow::Borrowed(number.map_or(&self.none, |number| self.clips(*number)));
        }
        Cow::Owned(self.words_from(beginning).map(|number| self.clips(number)).union())
    }

    /// Returns the numbers of the words with this prefix.
    pub(super) fn beginning(&self, beginning: &str) -> RoaringBitmap {
        self.words_from(beginning).collect()
    }

    fn words_from<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = u32> + 'a {
        let from = (std::ops::Bound::Included(beginning), std::ops::Bound::Unbounded);
        let words = self.sorted.range::<str, _>(from).take_while(move |(word, _)| word.starts_with(beginning));
        words.map(|(_, number)| *number)
    }

    /// Returns the clips that have a value.
    pub(super) fn with_value(&self, value: &Filter) -> &RoaringBitmap {
        self.values.get(value).map_or(&self.none, |number| self.clips(*number))
    }

    /// Every value that ever held of a clip, the one that was seen first coming first.
    pub(super) fn values(&self) -> Vec<(&Filter, &RoaringBitmap)> {
        let mut values: Vec<_> = self.values.iter().collect();
        values.sort_unstable_by_key(|(_, number)| **number);
        values.into_iter().map(|(value, number)| (value, self.clips(*number))).collect()
    }

    fn clips(&self, number: u32) -> &RoaringBitmap {
        &self.postings[number as usize].clips
    }

    fn each_posting(&mut self, numbers: impl Iterator<Item = u32>, mut change: impl FnMut(&mut RoaringBitmap)) {
        for number in numbers.filter(|number| *number != GAP) {
            let posting = &mut self.postings[number as usize];
            change(&mut posting.clips);
            for beginning in posting.beginnings.into_iter().filter(|number| *number != GAP) {
                change(&mut self.postings[beginning as usize].clips);
            }
        }
    }

    /// The number of a word's first letters; `GAP` where it has fewer, or is a character that no word begins with.
    fn beginning_of(&mut self, word: &str, letters: usize) -> u32 {
        let nth = word.char_indices().nth(letters - 1);
        let Some((last, c)) = nth.filter(|_| !is_sign(word)) else { return GAP };
        let beginning = &word[..last + c.len_utf8()];
        if let Some(number) = self.beginnings.get(beginning) {
            return *number;
        }
        let number = self.add(Posting::default());
        self.beginnings.insert(beginning.into(), number);
        number
    }

    fn add(&mut self, posting: Posting) -> u32 {
        self.postings.push(posting);
        u32::try_from(self.postings.len() - 1).unwrap_or(GAP)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dailies_model::TagId;

    fn lexicon(clips: &[(u32, &[&str])]) -> PostingLists {
        let mut lexicon = PostingLists::default();
        for (clip, words) in clips {
            let numbers: Vec<_> = words.iter().map(|word| lexicon.word(word)).collect();
            lexicon.insert(numbers.into_iter(), *clip);
        }
        lexicon
    }

    fn beginning(lexicon: &PostingLists, beginning: &str) -> Vec<u32> {
        lexicon.with_beginning(beginning).iter().collect()
    }

    #[test]
    fn words_are_found_by_each_of_their_beginnings() {
        let lexicon = lexicon(&[(1, &["lantern", "sea"]), (2, &["lamp"]), (3, &["la", "été"]), (4, &["l", "land"])]);
        assert_eq!(beginning(&lexicon, "l"), [1, 2, 3, 4]);
        assert_eq!(beginning(&lexicon, "la"), [1, 2, 3, 4]);
        assert_eq!(beginning(&lexicon, "lan"), [1, 4]);
        assert_eq!(beginning(&lexicon, "lantern"), [1]);
        assert_eq!(beginning(&lexicon, "ét"), [3]);
        assert_eq!(beginning(&lexicon, "lanterns"), [0; 0]);
        assert_eq!(lexicon.with_word("la").iter().collect::<Vec<_>>(), [3]);
        assert!(lexicon.with_word("lan").is_empty());
    }

    #[test]
    fn a_clip_that_is_taken_out_is_found_by_nothing_and_the_others_still_are() {
        let mut lexicon = lexicon(&[(1, &["lantern"]), (2, &["lamp", "海"])]);
        let tag = Filter::Tag { id: TagId(1) };
        let numbers = [lexicon.word("lamp"), lexicon.word("海"), GAP, lexicon.value(&tag)];
        lexicon.insert(numbers.into_iter(), 2);
        assert_eq!(lexicon.with_value(&tag).len(), 1);
        lexicon.remove(numbers.into_iter(), 2);
        assert_eq!(beginning(&lexicon, "la"), [1]);
        assert!(lexicon.with_word("海").is_empty() && lexicon.with_value(&tag).is_empty());
        assert!(lexicon.with_beginning("lam").is_empty());
    }
}
