//! The media child as a program of its own, beside `dailies`: the window's libraries, which it does not need, take longer to
//! load than a poster takes to draw.

use std::process::ExitCode;

/// The code of a program that was not called as it must be.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    dailies_media::run_if_child();
    ExitCode::from(MISUSED)
}
