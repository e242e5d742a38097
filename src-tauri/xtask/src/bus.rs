//! A D-Bus session with a real, unlocked keychain in a home folder of its own: what is run there cannot touch the user's secrets.

use crate::place;
use crate::process::{name, run_as};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The daemons' chatter goes to a file of its own; the command keeps the stderr that it was given.
const SESSION: &str = r#"exec 9>&2 2>"$BUS_LOG"; exec dbus-run-session -- "$@""#;

/// Unlocks a new keyring with an empty password, then becomes the command.
const UNLOCKED: &str =
    r#"printf '\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@" 2>&9 9>&-"#;

/// The home folder of such sessions; it goes when the value does.
pub(crate) struct Session {
    home: PathBuf,
}

impl Session {
    pub(crate) fn new() -> Result<Self> {
        let home = env::temp_dir().join(format!("dailies-home-{}", std::process::id()));
        fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
        Ok(Self { home })
    }

    /// Runs a command to its end, in a session of its own.
    pub(crate) fn run(&self, command: &Command) -> Result<()> {
        run_as(&name(command), &mut self.wrap(command))
    }

    /// Where there is no D-Bus, as on macOS, the command stays as it is.
    fn wrap(&self, command: &Command) -> Command {
        if !cfg!(target_os = "linux") {
            return copy(command, Command::new(command.get_program()));
        }
        let mut bus = Command::new("bash");
        bus.args(["-c", SESSION, "bash", "bash", "-c", UNLOCKED, "bash"]).arg(command.get_program());
        let mut bus = copy(command, bus);
        bus.env("HOME", &self.home).env("BUS_LOG", place::target().join("bus.log"));
        for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
            bus.env_remove(variable);
        }
        // Cargo's own folders stay where they were.
        for (variable, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
            if let (None, Some(home)) = (env::var_os(variable), env::var_os("HOME")) {
                bus.env(variable, Path::new(&home).join(folder));
            }
        }
        bus
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.home);
    }
}

/// Adds the arguments, the variables and the folder of one command to another.
fn copy(from: &Command, mut to: Command) -> Command {
    to.args(from.get_args());
    for (name, value) in from.get_envs() {
        match value {
            Some(value) => to.env(name, value),
            None => to.env_remove(name),
        };
    }
    if let Some(folder) = from.get_current_dir() {
        to.current_dir(folder);
    }
    to
}
