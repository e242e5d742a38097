//! `cargo xtask seed`: a realistic library of any size, by the example of that name.

use crate::cargo::{ALL, cargo};
use crate::place::{self, Build};
use crate::process::{command, run};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

pub(crate) fn seed(words: &[&str]) -> Result<()> {
    let wish = Wish::read(words)?;
    run(cargo(&["build", "--quiet", "--example", "seed"]).args(ALL))?;
    make(Build::Debug, &wish)
}

/// The library that is wanted.
pub(crate) struct Wish {
    pub(crate) clips: u32,
    pub(crate) data: PathBuf,
    pub(crate) files: Files,
}

/// Whether clips get their files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Files {
    Linked,
    None,
}

/// Makes it with this build of the example.
pub(crate) fn make(build: Build, wish: &Wish) -> Result<()> {
    let mut seed = command(place::built(build, "examples/seed"));
    seed.arg("--clips").arg(wish.clips.to_string()).arg("--data").arg(&wish.data).arg("--films").arg(place::films());
    if wish.files == Files::None {
        seed.arg("--rows-only");
    }
    run(&mut seed)
}

impl Wish {
    fn read(words: &[&str]) -> Result<Self> {
        let (mut clips, mut data, mut files) = (None, None, Files::Linked);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().with_context(|| format!("{word} needs a value"));
            match *word {
                "--clips" => clips = Some(value()?.replace(['_', ','], "").parse().context("how many clips?")?),
                "--data" => data = Some(std::path::absolute(value()?)?),
                "--rows-only" => files = Files::None,
                _ => bail!("{word} is not known"),
            }
        }
        let (Some(clips), Some(data)) = (clips, data) else {
            bail!("usage: cargo xtask seed --clips N --data DIR [--rows-only]");
        };
        Ok(Self { clips, data, files })
    }
}

#[cfg(test)]
mod tests {
    use super::{Files, Wish};

    #[test]
    fn reads_what_is_wanted() {
        let wish = Wish::read(&["--clips", "100,000", "--data", "/lib", "--rows-only"]).ok();
        let wish = wish.map(|wish| (wish.clips, wish.data, wish.files == Files::None));
        assert_eq!(wish, Some((100_000, "/lib".into(), true)));
        assert!(Wish::read(&["--clips", "5"]).is_err());
        assert!(Wish::read(&["--clips", "5", "--data", "/lib", "--quick"]).is_err());
    }
}
