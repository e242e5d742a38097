//! Symbols that are typed find those symbols, and nothing that only looks near to them.

use super::*;

const PROMPTS: [&str; 10] = [
    "a plain prompt",
    "★ a star",
    "a book about C++, open",
    "take #3 of the quay",
    "take #34 of the quay",
    "100% cotton, 黄昏是80%的",
    "dusk → dawn",
    "🎬 a clapper 👩\u{200d}💻",
    "Really?! don't stop; C and D",
    "café cafe\u{301}",
];

fn found(index: &Index, text: &str) -> Vec<i64> {
    let query = Query { text: text.to_owned(), ..Query::default() };
    (0..PROMPTS.len() as i64)
        .filter(|clip| {
            let only = Query { text: format!("{text} marker{clip}end"), ..query.clone() };
            index.count(&only, &clock()) == 1
        })
        .collect()
}

#[test]
fn symbols_find_those_symbols() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    library
        .write::<_, LibraryError>(|tx| {
            for (clip, prompt) in PROMPTS.iter().enumerate() {
                tx.execute(
                    "INSERT INTO clips (folder, model, prompt, generation, width, height, duration_ms, has_audio, bytes,
                                        has_pictures, created_at)
                     VALUES (?1, '', ?2, '{}', 1, 1, 1, 0, 1, 0, 0)",
                    (clip as i64, format!("{prompt} marker{clip}end")),
                )?;
            }
            Ok(())
        })
        .unwrap();
    let index = build(&library);
    let expected: [(&str, &[i64]); 22] = [
        ("★", &[1]),
        ("☆", &[]),
        ("C++", &[2]),
        ("c+", &[2]),
        ("c", &[2, 5, 7, 8, 9]),
        ("#3", &[3, 4]),
        ("#34", &[4]),
        ("#", &[3, 4]),
        ("100%", &[5]),
        ("80%", &[5]),
        ("%", &[5]),
        ("00%", &[]),
        ("→", &[6]),
        ("dusk → dawn", &[6]),
        ("dusk→dawn", &[]),
        ("🎬", &[7]),
        ("👩\u{200d}💻", &[7]),
        ("💻", &[7]),
        ("?", &[8]),
        ("?!", &[8]),
        ("don't", &[8]),
        ("caf\u{e9}", &[9]),
    ];
    for (text, clips) in expected {
        assert_eq!(found(&index, text), clips, "{text}");
    }
    let everything = Query::default();
    assert_eq!(index.count(&everything, &clock()), PROMPTS.len() as u32);
}
