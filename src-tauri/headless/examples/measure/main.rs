//! Measures the studio against something else in the same run: `measure ROW ARGUMENTS`, one module a row.
//!
//! ```text
//! measure page LIBRARY ROUNDS                measure loopback LIBRARY POSTERS ROUNDS
//! measure search LIBRARY ROUNDS              measure download FOLDER BYTES ROUNDS
//! measure poster PROGRAM FILM ROUNDS         measure serve FOLDER
//! measure strip PROGRAM FILM ROUNDS
//! ```
//! `PROGRAM` is the shell, whose media child is measured. What comes out are lines of JSON, as [`figure::Figure`] says. `serve` is
//! the file server of `download`, in a process of its own. Not here: targets and tables, which are `cargo xtask bench`'s.

mod download;
mod figure;
mod loopback;
mod page;
mod pictures;
mod process;
mod rounds;
mod search;

use dailies_core::{http, media};

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Done = Result<(), Failure>;

#[tokio::main]
async fn main() -> Done {
    media::run_if_child();
    http::install_tls();
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["page", library, rounds] => page::measure(library.as_ref(), rounds.parse()?).await,
        ["search", library, rounds] => search::measure(library.as_ref(), rounds.parse()?).await,
        ["poster", program, film, rounds] => pictures::poster(program.as_ref(), film.as_ref(), rounds.parse()?).await,
        ["strip", program, film, rounds] => pictures::strip(program.as_ref(), film.as_ref(), rounds.parse()?).await,
        ["loopback", library, posters, rounds] => {
            loopback::measure(library.as_ref(), posters.parse()?, rounds.parse()?).await
        }
        ["download", folder, bytes, rounds] => {
            download::measure(folder.as_ref(), bytes.parse()?, rounds.parse()?).await
        }
        ["serve", folder] => download::serve(folder.as_ref()).await,
        _ => Err(format!("unknown: measure {}", words.join(" ")).into()),
    }
}
