//! The clips that a storyboard becomes: one of all shots where the model knows storyboards or the user wants that, else one
//! a shot, each beginning with the last frame of the one before where the model takes pictures. Pure.

use super::super::generate_request::JobOrder;
use dailies_model::{
    Draft, Generation, Picture, PictureRole, PictureSource, Shot, ShotsAs, StoryboardId, StoryboardPart, StoryboardWay,
    storyboard,
};

use crate::catalogue::{Rules, nearest_length};

/// The clips that a storyboard becomes.
pub(super) struct Plan {
    pub(super) way: StoryboardWay,
    pub(super) clips: Vec<Generation>,
    pub(super) sequence: JobOrder,
}

impl Plan {
    /// For a model that takes what `rules` say. `id` is the storyboard's, where it has one already.
    pub(super) fn of(shots: &[Shot], draft: &Draft, rules: &Rules, id: Option<StoryboardId>) -> Self {
        let shots_as = draft.shots_as.unwrap_or(if rules.storyboard { ShotsAs::OneClip } else { ShotsAs::ClipPerShot });
        if shots_as == ShotsAs::OneClip || shots.is_empty() {
            return Self::one_clip(shots, &draft.generation, id);
        }
        let is_chained = rules.begins_with_a_file();
        let sequence = if is_chained { JobOrder::Chained } else { JobOrder::Together };
        let clip = |(index, shot)| Generation {
            prompt: Shot::clone(shot).scene,
            duration_s: length(shot, rules).or(draft.generation.duration_s),
            pictures: pictures(&draft.generation.pictures, ShotPosition { index, count: shots.len() }, rules, sequence),
            storyboard: id.map(|id| StoryboardPart { id, shot: u32::try_from(index + 1).ok() }),
            ..draft.generation.clone()
        };
        let clips: Vec<_> = shots.iter().enumerate().map(clip).collect();
        let lengths_s = clips.iter().map(|clip| clip.duration_s).collect();
        Self { way: StoryboardWay::ClipPerShot { lengths_s, is_chained }, clips, sequence }
    }

    fn one_clip(shots: &[Shot], generation: &Generation, id: Option<StoryboardId>) -> Self {
        let clip = Generation {
            prompt: storyboard::prompt(shots),
            storyboard: id.map(|id| StoryboardPart { id, shot: None }),
            ..generation.clone()
        };
        Self { way: StoryboardWay::OneClip, clips: vec![clip], sequence: JobOrder::Together }
    }
}

/// Where a shot stands, from 0.
#[derive(Clone, Copy)]
struct ShotPosition {
    index: usize,
    count: usize,
}

/// Of the lengths that the model makes, the one that is nearest to a shot's.
fn length(shot: &Shot, rules: &Rules) -> Option<u32> {
    nearest_length(rules.lengths(), shot.duration_ms?)
}

/// The film begins and ends with the pictures that are for that; references go with every shot, as far as there is room.
fn pictures(given: &[Picture], place: ShotPosition, rules: &Rules, sequence: JobOrder) -> Vec<Picture> {
    let is_first = place.index == 0;
    let is_chained = !is_first && sequence == JobOrder::Chained;
    let before = is_chained.then(|| Picture::new(PictureRole::First, PictureSource::PartBefore));
    let belongs = |picture: &&Picture| match picture.role {
        PictureRole::First => is_first,
        PictureRole::Last => place.index + 1 == place.count,
        PictureRole::Reference => true,
    };
    let room = rules.pictures.as_ref().map_or(0, |rules| rules.max as usize);
    before.into_iter().chain(given.iter().filter(belongs).cloned()).take(room.max(given.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use dailies_model::{Format, ModelId, PictureId};

    fn shot(scene: &str, duration_ms: i64) -> Shot {
        Shot { scene: scene.to_owned(), duration_ms: Some(duration_ms) }
    }

    fn plan(model: &str, pictures: Vec<Picture>) -> Plan {
        plan_as(model, Format::Unified, None, pictures)
    }

    fn plan_as(model: &str, format: Format, shots_as: Option<ShotsAs>, pictures: Vec<Picture>) -> Plan {
        let model = ModelId(model.to_owned());
        let catalogue = Catalogue::shipped();
        let rules = catalogue.entry(&model).rules_or_fallback(format).into_owned();
        let generation = Generation { pictures, ..Generation::of(model, String::new()) };
        let draft = Draft { connection_id: None, generation, variations: 1, shots_as };
        let shots = [shot("a quay", 3_400), shot("a lantern", 7_000), shot("the sea", 9_900)];
        Plan::of(&shots, &draft, &rules, Some(StoryboardId(7)))
    }

    fn stored(role: PictureRole) -> Picture {
        Picture::new(role, PictureSource::Stored { id: PictureId("ab".to_owned()) })
    }

    #[test]
    fn a_model_of_storyboards_makes_one_clip() {
        let plan = plan("sora-2", vec![]);
        assert_eq!((plan.way, plan.clips.len()), (StoryboardWay::OneClip, 1));
        assert_eq!(storyboard::shots(&plan.clips[0].prompt).len(), 3);
        assert_eq!(plan.clips[0].storyboard, Some(StoryboardPart { id: StoryboardId(7), shot: None }));
    }

    #[test]
    fn one_paid_clip_a_shot_in_the_openai_format_is_the_users_choice() {
        let of = |shots_as| plan_as("sora-2", Format::Openai, shots_as, vec![]).clips.len();
        assert_eq!(of(None), 1);
        assert_eq!(of(Some(ShotsAs::ClipPerShot)), 3);
        assert_eq!(plan_as("grok-video-3", Format::Unified, Some(ShotsAs::OneClip), vec![]).clips.len(), 1);
    }

    #[test]
    fn any_other_makes_one_a_shot_of_the_nearest_length() {
        let plan = plan("grok-video-3", vec![]);
        let StoryboardWay::ClipPerShot { lengths_s, is_chained } = plan.way else { panic!("{:?}", plan.way) };
        assert_eq!((lengths_s, is_chained), (vec![Some(6), Some(6), Some(10)], true));
        let prompts: Vec<_> = plan.clips.iter().map(|clip| clip.prompt.as_str()).collect();
        assert_eq!(prompts, ["a quay", "a lantern", "the sea"]);
        let shots: Vec<_> = plan.clips.iter().filter_map(|clip| clip.storyboard?.shot).collect();
        assert_eq!(shots, [1, 2, 3]);
    }

    #[test]
    fn each_part_begins_where_the_one_before_ended() {
        let plan = plan("veo3.1", vec![stored(PictureRole::First), stored(PictureRole::Last)]);
        let roles: Vec<Vec<_>> = plan.clips.iter().map(|clip| clip.pictures.iter().map(|p| p.role).collect()).collect();
        assert_eq!(
            roles,
            [vec![PictureRole::First], vec![PictureRole::First], vec![PictureRole::First, PictureRole::Last]]
        );
        let links: Vec<_> =
            plan.clips.iter().map(|clip| clip.pictures[0].source == PictureSource::PartBefore).collect();
        assert_eq!(links, [false, true, true]);
    }

    #[test]
    fn a_length_as_near_as_another_is_the_longer() {
        assert_eq!(nearest_length(&[4, 8], 6_000), Some(8));
        assert_eq!(nearest_length(&[], 1), None);
    }
}
