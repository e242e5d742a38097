//! For looking at what the simulator draws: `look stills DIR [PROMPT...]` writes stills as PNG, `look film FILE SECONDS SHAPE PROMPT` one MP4.

use dailies_simulator::{Quality, Shape, Spec, render, still};
use std::error::Error;
use std::path::Path;
use std::sync::atomic::AtomicBool;

const PROMPTS: [&str; 10] = [
    "dusk over the sea",
    "neon rain in the city",
    "aurora over the hills",
    "dunes in the desert",
    "jellyfish in deep water underwater",
    "ink in water",
    "mountain ridges at dawn",
    "a planet from orbit",
    "paper lanterns at night",
    "light in a forest",
];

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["stills", dir] => stills(Path::new(dir), &PROMPTS),
        ["stills", dir, prompts @ ..] => stills(Path::new(dir), prompts),
        ["film", file, seconds, shape, prompt] => {
            let shape = if *shape == "portrait" { Shape::Portrait } else { Shape::Landscape };
            let mp4 = render(&spec(prompt, shape, seconds.parse()?, 1), &AtomicBool::new(false))?;
            Ok(std::fs::write(file, mp4)?)
        }
        _ => Err("look stills DIR [PROMPT...] | look film FILE SECONDS landscape|portrait PROMPT".into()),
    }
}

fn spec(prompt: &str, shape: Shape, seconds: u32, number: u64) -> Spec {
    Spec { prompt: prompt.into(), seconds, shape, number, opening: None, quality: Quality::Demo }
}

/// Three takes of every prompt in both shapes, each at its third second.
fn stills(dir: &Path, prompts: &[&str]) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(dir)?;
    for (index, prompt) in prompts.iter().enumerate() {
        for (shape, name) in [(Shape::Landscape, "l"), (Shape::Portrait, "p")] {
            for number in 1..=3 {
                let (width, height, rgb) = still(&spec(prompt, shape, 10, number), 3.0);
                let path = dir.join(format!("{index}-{name}{number}.png"));
                image::save_buffer(path, &rgb, width as u32, height as u32, image::ColorType::Rgb8)?;
            }
        }
    }
    Ok(())
}
