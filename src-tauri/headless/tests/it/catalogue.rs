//! Every model of the catalogue in every format: what it allows is a body that the contract knows, and what it does not
//! allow is refused at its field.
//!
//! The contract is the simulator's copy of the relays' documents, made strict: a field that it does not name is a mistake.
//! Where the documents are silent a list is lifted, and `contract` says which and why.

mod allowed;
mod contract;
mod forbidden;

use std::collections::HashMap;

use bytes::Bytes;
use contract::Contract;
use dailies_core::{
    catalogue::{Catalogue, Entry, Rules, check},
    model::{
        Connection, ConnectionId, ConnectionKind, Draft, Format, Formats, Generation, KeyState, ModelId, PictureRole,
        PictureSource, Problem, Proxy, Timestamp, Toggle,
    },
    relay::{Attachment, Request, SubmitParams, submit_request},
};

/// One model in one format.
struct Case<'a> {
    entry: &'a Entry,
    format: Format,
    rules: &'a Rules,
    connection: Connection,
}

impl<'a> Case<'a> {
    fn new(entry: &'a Entry, format: Format) -> Self {
        let formats = Formats { preferred: None, of_models: [(entry.id.clone(), format)].into() };
        let connection = Connection {
            plain_http: None,
            id: ConnectionId(1),
            name: "Harbor".to_owned(),
            kind: ConnectionKind::Demo,
            base_url: "demo:".to_owned(),
            key: KeyState::None,
            proxy: Proxy::System,
            formats,
            last_test: None,
            balance: None,
            warn_below_micros: None,
            created_at: Timestamp(0),
        };
        Self { entry, format, rules: entry.rules(format).unwrap(), connection }
    }

    /// The least that the model takes in this format.
    fn plain(&self) -> Generation {
        let mut generation = Generation::of(self.entry.id.clone(), "a quay in the rain".to_owned());
        if let Some(pictures) = &self.rules.pictures {
            generation.pictures = allowed::pictures(&pictures.roles[..1].repeat(pictures.min as usize), false);
        }
        generation
    }

    fn problems(&self, generation: &Generation) -> Vec<Problem> {
        let draft = Draft {
            connection_id: Some(ConnectionId(1)),
            generation: generation.clone(),
            variations: 1,
            shots_as: None,
        };
        check(&draft, self.entry, Some(&self.connection))
    }

    fn request(&self, generation: &Generation) -> Request {
        let attachments: Vec<_> = generation.pictures.iter().map(|picture| attachment(&picture.source)).collect();
        let format = self.entry.choose_format(&self.connection.formats, Some(generation));
        let (medium, rules) = (self.entry.makes, self.entry.rules_of(format, generation));
        submit_request(&SubmitParams { format, medium, generation, rules: &rules, pictures: &attachments })
    }

    /// What the body must tell apart: the generation with what the rules write anyway, without what no field is for.
    fn told(&self, generation: &Generation) -> String {
        let mut told = generation.clone();
        if told.remix_of.is_some() {
            return format!("{told:?}");
        }
        let default = |choice: &Option<dailies_core::catalogue::Choice>| choice.as_ref()?.default.clone();
        told.aspect_ratio = told.aspect_ratio.or_else(|| default(&self.rules.aspect)?.parse().ok());
        told.duration_s = told.duration_s.or(self.rules.duration.as_ref().and_then(|duration| duration.default));
        for (toggle, switch) in &self.rules.toggles {
            if let Some(default) = switch.default {
                told.toggles.entry(*toggle).or_insert(default);
            }
        }
        if self.format == Format::Chat {
            let in_name = |field: Option<&str>| field.is_some_and(|field| field != "prompt");
            let named = in_name(self.rules.aspect.as_ref().map(|aspect| aspect.field.as_str()));
            told.aspect_ratio = told.aspect_ratio.filter(|_| !named);
            let named = in_name(self.rules.duration.as_ref().map(|duration| duration.field.as_str()));
            told.duration_s = told.duration_s.filter(|_| !named);
        }
        if self.format == Format::Chat || !self.rules.sizes.is_empty() {
            told.toggles.retain(|toggle, on| *toggle != Toggle::Hd || *on);
        }
        if !self.rules.sizes.is_empty() && (told.is_on(Toggle::Hd) || !told.pictures.is_empty()) {
            told.aspect_ratio = told.aspect_ratio.or(Some(self.rules.sizes[0].aspect));
        }
        for picture in &mut told.pictures {
            picture.role = PictureRole::Reference;
        }
        format!("{told:?}")
    }
}

fn attachment(source: &PictureSource) -> Attachment {
    match source {
        PictureSource::Url { url } => Attachment::Url(url.clone()),
        PictureSource::Stored { id } => {
            Attachment::File { media_type: "image/png", bytes: Bytes::copy_from_slice(id.as_str().as_bytes()) }
        }
        PictureSource::PartBefore => unreachable!("no case has one"),
    }
}

/// The shipped models, and some that nobody described.
fn entries() -> Vec<Entry> {
    let unknown = ["sora-9", "veo9", "mystery", "flux-9-image", "speech-9"];
    let general = unknown.map(|id| Entry::fallback(ModelId(id.to_owned())));
    Catalogue::shipped().entries().iter().cloned().chain(general).collect()
}

fn each_case(mut look: impl FnMut(&Case<'_>)) -> (usize, usize) {
    let entries = entries();
    let mut formats = 0;
    for entry in &entries {
        for format in entry.formats() {
            formats += 1;
            look(&Case::new(entry, format));
        }
    }
    (entries.len(), formats)
}

#[test]
fn what_a_model_allows_is_what_the_contract_knows() {
    let contract = Contract::read();
    let mut allowed = 0;
    let (models, formats) = each_case(|case| {
        let name = format!("{} in {:?}", case.entry.id, case.format);
        let validator = contract.of(case);
        let mut told = HashMap::new();
        for generation in allowed::generations(case) {
            assert_eq!(case.problems(&generation), [], "{name}: {generation:?}");
            let request = case.request(&generation);
            validator.validate(&request).unwrap_or_else(|error| panic!("{name}: {error}\n{generation:?}\n{request:?}"));
            let says = case.told(&generation);
            let before = told.entry(format!("{} {:?}", request.path, request.body)).or_insert_with(|| says.clone());
            assert_eq!(*before, says, "{name}: two generations, one body");
            allowed += 1;
        }
    });
    println!("{models} models, {formats} model formats, {allowed} allowed combinations");
    assert!(models >= 37 && formats >= 64 && allowed >= 39_000, "{models} {formats} {allowed}");
}

#[test]
fn what_a_model_does_not_allow_is_refused_at_its_field() {
    let mut refused = 0;
    each_case(|case| {
        assert_eq!(case.problems(&case.plain()), []);
        for (field, generation) in forbidden::generations(case) {
            let problems = case.problems(&generation);
            let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
            let is_there = !fields.is_empty() && fields.iter().all(|found| *found == field);
            assert!(is_there, "{} in {:?}: {field}, not {fields:?}: {generation:?}", case.entry.id, case.format);
            refused += 1;
        }
    });
    println!("{refused} forbidden combinations refused");
    assert!(refused >= 12_900, "{refused}");
}
