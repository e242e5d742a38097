//! Makes a realistic library to try the gallery on: `seed --clips N --data DIR [--films DIR] [--rows-only]`.
//!
//! Prompts in both languages, tags, favourites, collections, characters, storyboards, families and variations over three years.
//! The films are few and real; every clip has its own folder with one of them, its poster and its strip, by hard links, so
//! that a hundred thousand clips take seconds and little room; `--films` keeps them for the next library, on the same disk.
//! `--rows-only` leaves the folders out. The same number gives
//! the same library. Not here: jobs and relays; nothing was ever paid for.

mod films;
mod prompts;
mod rows;

use std::path::PathBuf;

use dailies_core::{library::Library, media};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const USAGE: &str = "seed --clips N --data DIR [--films DIR] [--rows-only]";

/// What the command line says.
struct Arguments {
    clips: u32,
    data_dir: PathBuf,
    films: PathBuf,
    files: Files,
}

/// Whether clips get their files.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Files {
    Linked,
    None,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    media::run_if_child();
    let arguments = parse(std::env::args().skip(1))?;
    if arguments.data_dir.join("library.sqlite").exists() {
        return Err(format!("{} holds a library already", arguments.data_dir.display()).into());
    }
    let library = Library::open(&arguments.data_dir)?;
    let pool = films::make(&arguments.films).await?;
    rows::fill(&library, &pool, arguments.clips, arguments.files)?;
    tell(arguments.clips, &arguments.data_dir);
    Ok(())
}

fn parse(mut words: impl Iterator<Item = String>) -> Result<Arguments, Failure> {
    let (mut clips, mut data_dir, mut films, mut files) = (None, None, None, Files::Linked);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value; usage: {USAGE}"));
        match word.as_str() {
            "--clips" => clips = Some(value()?.replace(['_', ','], "").parse()?),
            "--data" => data_dir = Some(PathBuf::from(value()?)),
            "--films" => films = Some(PathBuf::from(value()?)),
            "--rows-only" => files = Files::None,
            _ => return Err(format!("{word} is not known; usage: {USAGE}").into()),
        }
    }
    match (clips, data_dir) {
        (Some(clips), Some(data_dir)) => {
            let films = films.unwrap_or_else(|| data_dir.join("seed-films"));
            Ok(Arguments { clips, data_dir, films, files })
        }
        _ => Err(format!("usage: {USAGE}").into()),
    }
}

#[expect(clippy::print_stdout, reason = "it is for the person who typed the command")]
fn tell(clips: u32, data_dir: &std::path::Path) {
    println!("{clips} clips in {}", data_dir.display());
}
