//! The child alone, as a program: what the tests of this crate start. The program that ships is the shell's `dailies-media`.

use std::process::ExitCode;

fn main() -> ExitCode {
    dailies_media::run_if_child();
    ExitCode::FAILURE
}
