//! The index against a plain look at every row: random clips, random edits, random questions.

use std::sync::{Arc, Mutex};

use dailies_core::{
    library::{Library, LibraryError},
    model::{DateSpan, Facet, Filter, ModelId, Query, Shelf, SortOrder, Timestamp},
    search::{Clock, Index, Labels},
};
use proptest::prelude::*;
use rusqlite::{Connection, Transaction};

mod edit;
mod random_query;
mod scan;
mod symbols;

use edit::{Edit, edit};
use random_query::{Asked, asked};
use scan::Scan;

/// 22 November 2026, 20:00 in Shanghai: the 326th day of the year.
const NOW: Timestamp = Timestamp(1_795_348_800_000);
const DAY: i64 = 86_400_000;
/// Midnight of that day, there.
const MIDNIGHT: i64 = NOW.0 - 20 * 3_600_000;

fn clock() -> Clock {
    Clock { now: NOW, zone: jiff::tz::TimeZone::get("Asia/Shanghai").unwrap() }
}

/// What the models are called.
fn labels() -> Labels {
    let called =
        |id: &str, names: &[&str]| (ModelId(id.to_owned()), names.iter().map(|name| (*name).to_owned()).collect());
    Labels::from([called("veo3.1", &["Veo 3.1", "海 Lantern"]), called("sora-2", &["Sora 2"])])
}

fn build(library: &Library) -> Index {
    library.read(|db| Index::build(db, labels(), || {})).unwrap()
}

/// A library whose index follows it, as the studio's does.
struct Followed {
    library: Library,
    index: Arc<Mutex<Index>>,
    _folder: tempfile::TempDir,
}

impl Followed {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let index = Arc::new(Mutex::new(build(&library)));
        let follower = index.clone();
        library.on_touch(move |db, touched| follower.lock().unwrap().follow(db, touched).unwrap());
        library.write::<_, LibraryError>(|tx| Ok(edit::furnish(tx)?)).unwrap();
        Self { library, index, _folder: folder }
    }

    fn edit(&self, edit: &Edit) {
        self.library.write::<_, LibraryError>(|tx| Ok(edit.make(tx)?)).unwrap();
    }

    fn scan(&self) -> Scan {
        self.library.read(|db| Ok(Scan::of(db)?)).unwrap()
    }

    fn facets(&self, query: &Query) -> Vec<Facet> {
        self.index.lock().unwrap().facets(query, &clock())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_a_look_at_every_row_finds_whatever_was_edited(
        steps in prop::collection::vec((prop::collection::vec(edit(), 1..5), prop::collection::vec(asked(), 1..5)), 1..12)
    ) {
        let followed = Followed::open();
        for (edits, questions) in &steps {
            edits.iter().for_each(|edit| followed.edit(edit));
            let scan = followed.scan();
            for asked in questions {
                let found = followed.index.lock().unwrap().find(&asked.query, 0, u32::MAX, &clock());
                prop_assert_eq!(&found.ids, &scan.find(asked), "{:?}", asked);
                prop_assert_eq!(found.count as usize, found.ids.len());
                let looks: Vec<_> = found.ids.iter().map(|id| scan.look(*id, asked.query.shelf)).collect();
                prop_assert_eq!(found.ratios.into_iter().zip(found.placed_at).collect::<Vec<_>>(), looks);
                prop_assert_eq!(followed.index.lock().unwrap().count(&asked.query, &clock()), found.count);
            }
        }
        let anew = build(&followed.library);
        for asked in steps.iter().flat_map(|(_, questions)| questions) {
            let found = anew.find(&asked.query, 0, u32::MAX, &clock());
            prop_assert_eq!(found.ids, followed.scan().find(asked), "built anew: {:?}", asked);
        }
    }

    #[test]
    fn facets_count_what_each_filter_would_leave(
        edits in prop::collection::vec(edit(), 5..40),
        questions in prop::collection::vec(asked(), 1..4),
    ) {
        let followed = Followed::open();
        edits.iter().for_each(|edit| followed.edit(edit));
        let scan = followed.scan();
        for asked in &questions {
            let facets = followed.facets(&asked.query);
            for facet in &facets {
                prop_assert_eq!(facet.count as usize, scan.count_with(asked, &facet.filter), "{:?} {:?}", facet, asked);
                prop_assert!(facet.count > 0);
            }
            for filter in random_query::every_filter() {
                let count = scan.count_with(asked, &filter);
                let is_offered = facets.iter().any(|facet| facet.filter == filter);
                prop_assert_eq!(is_offered, count > 0, "{:?} leaves {} of {:?}", filter, count, asked);
            }
        }
    }
}
