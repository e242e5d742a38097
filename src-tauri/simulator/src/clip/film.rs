//! A film: shots in their order, each a scene, graded; opening on a given picture where there is one.

use super::Spec;
use super::canvas::Canvas;
use super::grade::{Grade, Picture};
use super::scene::{self, Scene};
use super::seed::Seed;
use super::sound::Ambience;
use super::start_frame::StartFrame;
use super::storyboard::{Shot, shots};

/// A scene with its place in time.
struct Take {
    start: f32,
    scene: Box<dyn Scene>,
}

pub(super) struct Film {
    takes: Vec<Take>,
    seconds: f32,
    fps: f32,
    canvas: Canvas,
    grade: Grade,
    opening: Option<StartFrame>,
}

impl Film {
    pub(super) fn new(spec: &Spec) -> Self {
        let (width, height) = spec.quality.size(spec.shape);
        let mut start = 0.0;
        let shots = shots(&spec.prompt, spec.seconds as f32);
        let takes = shots.iter().enumerate().map(|(index, shot)| {
            let take = Take { start, scene: scene_of(shot, spec, index) };
            start += shot.seconds;
            take
        });
        Self {
            takes: takes.collect(),
            seconds: spec.seconds as f32,
            fps: spec.quality.fps() as f32,
            canvas: Canvas::new(width, height),
            grade: Grade::new(width, height),
            opening: spec.opening.as_deref().and_then(|bytes| StartFrame::read(bytes, width, height)),
        }
    }

    /// The frame of this number, shown at `at` seconds.
    pub(super) fn picture(&mut self, at: f32, number: u32) -> Picture {
        let take = self.takes.iter().rev().find(|take| take.start <= at + 1e-3).or(self.takes.first());
        if let Some(take) = take {
            take.scene.paint(&mut self.canvas, at - take.start);
        }
        let mut picture = self.grade.develop(&self.canvas, number);
        if let Some(opening) = &self.opening {
            opening.lay_over(&mut picture, at);
        }
        picture
    }

    /// Whether a new shot begins with this frame.
    pub(super) fn is_cut(&self, number: u32) -> bool {
        self.takes.iter().skip(1).any(|take| (take.start * self.fps).round() as u32 == number)
    }

    /// What is heard, and from when to when in seconds.
    pub(super) fn ambiences(&self) -> Vec<(f32, f32, Ambience)> {
        let ends = self.takes.iter().skip(1).map(|take| take.start).chain([self.seconds]);
        self.takes.iter().zip(ends).map(|(take, end)| (take.start, end, take.scene.ambience())).collect()
    }
}

fn scene_of(shot: &Shot, spec: &Spec, index: usize) -> Box<dyn Scene> {
    let kind = scene::kind_of(&shot.text);
    let seed = Seed::of(&[&shot.text, &spec.number.to_string(), &index.to_string()]);
    let (width, height) = spec.quality.size(spec.shape);
    scene::build(kind, &shot.text, seed, width as f32 / height as f32)
}
