//! The commands of the README: `cargo xtask run`, `dev`, `test`, `audit`, `seed`, `bench`, `pictures`, `bindings` and `package`. Each does its own set-up first.
//!
//! It knows how the house is built and checked, and nothing of what the program does.
#![expect(clippy::print_stdout, reason = "its output is for the person who typed the command")]

mod bench;
mod bus;
mod cargo;
mod deny;
mod dev;
mod display;
mod node;
mod package;
mod pictures;
mod place;
mod process;
mod run;
mod seed;
mod setup;
mod stages;
mod system;
mod test;
mod tools;
mod tour;
mod ui;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask <command>

  run       build Dailies and start it; without a display: show a tour of the real window
  dev       show the window with hot reload of the page; --browser: serve the page to any browser
  test      run every check, stage by stage
  audit     check the dependencies: licences, sources, bans, known faults
  seed      make a realistic library to try the gallery on: --clips N --data DIR [--rows-only]
  bench     measure what is promised against other programs, and write BENCH.md: [--small] [NAME..]
  pictures  take the README's pictures of the real window, dark and light
  bindings  write what follows from the list of commands: the page's types and COMMANDS.md
  package   build the .deb

Each command but `seed` and `bindings` first installs what is missing (packages with apt, as root or by sudo without a password).";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run"] => run::run(),
        ["dev"] => dev::window(),
        ["dev", "--browser"] => dev::browser(),
        ["test"] => test::test(),
        ["audit"] => deny::audit(),
        ["seed", ref words @ ..] => seed::seed(words),
        ["bench", ref words @ ..] => bench::bench(words),
        ["bindings"] => {
            process::run(&mut cargo::cargo(&["run", "--quiet", "-p", "dailies-core", "--example", "bindings"]))
        }
        ["pictures"] => pictures::pictures(),
        ["package"] => package::package(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => {
            eprintln!("unknown: cargo xtask {}\n\n{USAGE}", arguments.join(" "));
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
