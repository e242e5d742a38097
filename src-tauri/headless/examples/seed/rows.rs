//! The rows of a seeded library, written as the studio writes them, newest last; and the clips' folders.

use std::{fs, io, path::Path};

use dailies_core::{
    library::{
        ClipFolder, Library, LibraryError,
        characters::{self, NewCharacter},
        clips::{self, NewClip},
        connections,
    },
    model::{
        AspectRatio, BatchId, CastMember, CastPart, CharacterHome, ClipId, ConnectionId, ConnectionKind, Generation,
        Medium, ModelId, RemixSource, RemoteId, Timestamp,
    },
};
use rand::{Rng as _, SeedableRng as _, rngs::StdRng, seq::IndexedRandom as _};
use rusqlite::{Transaction, params};

use super::{Failure, Files, films::Shared, prompts};

/// Clips a transaction.
const AT_ONCE: u32 = 5_000;
/// Three years, in ms: the longest time that a library is made in.
const SPAN_MS: i64 = 3 * 365 * 24 * 3_600_000;
/// Clips that are made in one sitting.
const SITTING: u32 = 24;
/// From one sitting to the next where there are few, and between two clips of one, in ms.
const APART_MS: i64 = 36 * 3_600_000;
const TRIES_APART_MS: i64 = 4 * 60_000;
/// The newest clip's time when there is no clock to be asked: the same library every time.
const NEWEST: i64 = 1_795_300_000_000;

/// Writes so many clips.
pub(crate) fn fill(library: &Library, pool: &[[Shared; 3]], clips: u32, files: Files) -> Result<(), Failure> {
    let mut seeder = Seeder { pool, clips, rng: StdRng::seed_from_u64(7), cast: Vec::new(), connections: Vec::new() };
    library.write::<_, LibraryError>(|tx| seeder.open(tx))?;
    let mut from = 0;
    while from < clips {
        let to = clips.min(from + AT_ONCE);
        let folders: Vec<Placed<'_>> =
            library.write::<_, LibraryError>(|tx| (from..to).map(|at| seeder.clip(tx, at)).collect())?;
        if files == Files::Linked {
            link_all(library, &folders)?;
        }
        from = to;
    }
    Ok(())
}

struct Seeder<'a> {
    pool: &'a [[Shared; 3]],
    clips: u32,
    rng: StdRng,
    cast: Vec<CastMember>,
    connections: Vec<(ConnectionId, &'static str)>,
}

type Placed<'a> = (ClipFolder, &'a Shared);

impl<'a> Seeder<'a> {
    /// What clips refer to.
    fn open(&mut self, tx: &Transaction<'_>) -> Result<(), LibraryError> {
        let now = Timestamp(NEWEST - SPAN_MS);
        for (name, url) in [("Harbor", "https://harbor.example"), ("Northlight", "https://northlight.example")] {
            self.connections.push((connections::insert(tx, name, ConnectionKind::Relay, url, now)?, name));
        }
        for (name, handle) in prompts::CAST {
            let new = NewCharacter {
                name: (*name).to_owned(),
                handle: (*handle).to_owned(),
                notes: String::new(),
                tags: Vec::new(),
                home: CharacterHome::Pack { pictures: Vec::new(), description: (*name).to_owned() },
                avatar: None,
                remote: None,
            };
            let character_id = characters::insert(tx, &new, now)?;
            let part = CastPart::Pack { name: (*name).to_owned(), description: String::new(), pictures: Vec::new() };
            self.cast.push(CastMember { character_id, handle: (*handle).to_owned(), part });
        }
        for (id, name) in (1_i64..).zip(prompts::TAGS) {
            tx.execute("INSERT INTO tags (id, name) VALUES (?1, ?2)", params![id, name])?;
        }
        for (id, name) in (1_i64..).zip(prompts::COLLECTIONS) {
            tx.execute("INSERT INTO collections (id, name, position) VALUES (?1, ?2, ?1)", params![id, name])?;
        }
        Ok(())
    }

    /// One clip, and all that is said of it.
    fn clip(&mut self, tx: &Transaction<'_>, at: u32) -> Result<Placed<'a>, LibraryError> {
        let scene_at = self.rng.random_range(0..self.pool.len());
        let shape_at = *[0, 0, 0, 1, 1, 2].choose(&mut self.rng).unwrap_or(&0);
        let shared = &self.pool[scene_at][shape_at];
        let new = self.new_clip(at, &prompts::SCENES[scene_at], shared);
        let made_at = made_at(at, self.clips);
        let id = clips::insert(tx, &new, made_at)?;
        self.keep(tx, id, made_at)?;
        Ok((new.folder, shared))
    }

    fn new_clip(&mut self, at: u32, scene: &prompts::Scene, shared: &Shared) -> NewClip {
        let mut generation = Generation::of(
            ModelId((*prompts::MODELS.choose(&mut self.rng).unwrap_or(&"sora-2")).to_owned()),
            prompts::prompt(scene, &mut self.rng),
        );
        generation.aspect_ratio = ["16:9", "9:16", "1:1"].iter().find_map(|ratio| near(shared, ratio));
        generation.duration_s = u32::try_from((shared.film.duration_ms + 500) / 1000).ok();
        if self.rng.random_bool(0.1)
            && let Some(member) = self.cast.choose(&mut self.rng)
        {
            generation.prompt = format!("@{} {}", member.handle, generation.prompt);
            generation.cast = vec![member.clone()];
        }
        if at > 20 && self.rng.random_bool(0.08) {
            let clip_id = ClipId(i64::from(at) - self.rng.random_range(0..20));
            generation.remix_of = Some(RemixSource { clip_id, remote_id: RemoteId(format!("video_{clip_id:?}")) });
        }
        let connection = self.connections.choose(&mut self.rng);
        NewClip {
            folder: folder(at),
            job_id: None,
            batch_id: self.rng.random_bool(0.2).then(|| BatchId(i64::from(at / 4) + 1)),
            generation,
            connection_id: connection.map(|(id, _)| *id),
            connection_name: connection.map(|(_, name)| (*name).to_owned()),
            remote_id: Some(RemoteId(format!("task_{at:08}"))),
            medium: Medium::Film,
            film: shared.film.clone(),
            sha256: Some(shared.sha256.clone()),
            has_pictures: true,
            lacks_pictures: false,
            took_ms: Some(self.rng.random_range(40_000..400_000)),
            cost_micros: self.rng.random_bool(0.9).then(|| self.rng.random_range(5..120) * 10_000),
            remote_url: None,
            file_name: None,
        }
    }

    /// What the user did with it.
    fn keep(&mut self, tx: &Transaction<'_>, id: ClipId, made_at: Timestamp) -> Result<(), LibraryError> {
        if self.rng.random_bool(0.05) {
            tx.prepare_cached("UPDATE clips SET favourite_at = ?2 WHERE id = ?1")?.execute(params![id, made_at])?;
        }
        for _ in 0..*[0, 0, 1, 1, 2, 3].choose(&mut self.rng).unwrap_or(&0) {
            let tag = self.rng.random_range(1..=prompts::TAGS.len());
            let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO clip_tags (tag_id, clip_id) VALUES (?1, ?2)")?;
            insert.execute(params![i64::try_from(tag).unwrap_or(1), id])?;
        }
        if self.rng.random_bool(0.03) {
            let collection = i64::try_from(self.rng.random_range(1..=prompts::COLLECTIONS.len())).unwrap_or(1);
            let mut insert = tx.prepare_cached(
                "INSERT INTO collection_clips (collection_id, clip_id, position) VALUES (?1, ?2, ?2)",
            )?;
            insert.execute(params![collection, id])?;
        }
        Ok(())
    }
}

/// The ratio, if the film has it.
/// When a clip was made: by sittings, as people work, the last one at the newest time.
fn made_at(at: u32, clips: u32) -> Timestamp {
    let sittings = i64::from(clips.div_ceil(SITTING).max(1));
    let apart = APART_MS.min(SPAN_MS / sittings);
    let ago = i64::from((clips - 1 - at) / SITTING);
    let tries_apart = TRIES_APART_MS.min(apart / i64::from(SITTING));
    Timestamp(NEWEST - apart * ago - tries_apart * i64::from((clips - 1 - at) % SITTING))
}

fn near(shared: &Shared, ratio: &str) -> Option<AspectRatio> {
    let ratio: AspectRatio = ratio.parse().ok()?;
    let (width, height) = (f64::from(shared.film.width), f64::from(shared.film.height));
    let wanted = f64::from(ratio.width) / f64::from(ratio.height);
    ((width / height - wanted).abs() < 0.05).then_some(ratio)
}

/// A folder's name that is always the same for the same clip, and spreads over the 256 shelves.
fn folder(at: u32) -> ClipFolder {
    let name = format!("{:08x}{at:024x}", at.wrapping_mul(0x9e37_79b1));
    ClipFolder::parse(&name).unwrap_or_else(ClipFolder::random)
}

fn link_all(library: &Library, folders: &[Placed<'_>]) -> io::Result<()> {
    for (folder, shared) in folders {
        let to = library.files().folder(folder);
        fs::create_dir_all(&to)?;
        for name in ["film.mp4", "poster.jpg", "strip.jpg"] {
            link(&shared.folder.join(name), &to.join(name))?;
        }
    }
    Ok(())
}

/// A file has only so many links (65,000 on ext4): then it gets a copy, and a few clips share that.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}
