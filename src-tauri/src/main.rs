//! The program: either a child of itself that decodes one film, or the window.

use std::process::ExitCode;

fn main() -> ExitCode {
    dailies_core::media::run_if_child();
    dailies::run()
}
