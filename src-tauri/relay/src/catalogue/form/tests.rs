use super::*;
use dailies_model::{AspectRatio, Origin, PictureRole, Toggle};

fn id(name: &str) -> ModelId {
    ModelId(name.to_owned())
}

fn loaded(text: &str) -> Catalogue {
    let (catalogue, mistakes) = Catalogue::load(text);
    assert_eq!(mistakes, [], "{text}");
    catalogue
}

fn written(text: &str, form: &ModelForm) -> String {
    with_model(text, form).unwrap_or_else(|mistakes| panic!("{}: {mistakes:?}", form.id))
}

/// Returns the form of the only model in a file.
fn own_form(text: &str) -> ModelForm {
    let (entries, mistakes) = parse::read(text);
    assert_eq!(mistakes, [], "{text}");
    form_in(&entries[0], entries[0].formats()[0])
}

/// Returns forms that each differ from this one in one field.
fn changed(form: &ModelForm) -> Vec<ModelForm> {
    let of = |change: &dyn Fn(&mut ModelForm)| {
        let mut form = form.clone();
        change(&mut form);
        form
    };
    let square = AspectRatio { width: 1, height: 1 };
    vec![
        of(&|form| form.label.zh = "我的".to_owned()),
        of(&|form| form.family = "mine".to_owned()),
        of(&|form| form.has_sound = !form.has_sound),
        of(&|form| form.is_english_only = !form.is_english_only),
        of(&|form| form.expected_s = Some((7, 8))),
        of(&|form| form.expected_s = None),
        of(&|form| form.price_micros = Some(250_000)),
        of(&|form| form.aspect_ratios = vec![square]),
        of(&|form| form.aspect_ratios.clear()),
        of(&|form| form.aspect_ratios.extend([AspectRatio { width: 5, height: 4 }])),
        of(&|form| form.durations_s = vec![7]),
        of(&|form| (form.durations_s, form.duration_as_text) = (Vec::new(), false)),
        of(&|form| (form.durations_s, form.duration_as_text) = (vec![3, 9], true)),
        of(&|form| form.resolutions = vec!["480P".to_owned(), "4K".to_owned()]),
        of(&|form| form.toggles = vec![Toggle::Hd, Toggle::Sound]),
        of(&|form| form.toggles.clear()),
        of(&|form| (form.max_pictures, form.picture_roles) = (2, vec![PictureRole::First, PictureRole::Last])),
        of(&|form| (form.max_pictures, form.picture_roles) = (0, Vec::new())),
        of(&|form| form.format = Format::Openai),
        of(&|form| form.format = Format::Create),
    ]
}

#[test]
fn every_form_survives_the_file() {
    let shipped = Catalogue::shipped();
    let unknown = [id("kling-v9"), id("mystery"), id("flux-9-image"), id("tts-9")];
    for id in shipped.entries().iter().map(|entry| entry.id.clone()).chain(unknown) {
        let form = form_of(&shipped, &id);
        let text = written("", &form);
        assert_eq!(form_of(&loaded(&text), &id), form);
        assert_eq!(loaded(&text).entry(&id).origin, Origin::User);
        for other in changed(&form) {
            let changed = written(&text, &other);
            assert_eq!(own_form(&changed), other, "{changed}");
            assert_eq!(own_form(&written(&changed, &form)), form, "and back:\n{changed}");
        }
    }
}

#[test]
fn what_the_form_does_not_show_is_kept() {
    let shipped = Catalogue::shipped();
    let pro = id("sora-2-pro");
    let mut form = form_of(&shipped, &pro);
    form.durations_s = vec![10, 15];
    let text = written("# mine\n", &form);
    assert!(text.starts_with("# mine\n") && text.contains("# A private clip cannot be remixed later."), "{text}");
    let (own, known) = (loaded(&text), shipped.entry(&pro));
    let entry = own.entry(&pro);
    assert_eq!(entry.formats(), known.formats());
    assert_eq!(entry.expected, known.expected);
    let unified = entry.unified.as_ref().unwrap();
    assert!(unified.cameo && unified.storyboard && unified.exclude.is_empty(), "25 s is gone, and so is its exclusion");
    assert_eq!(entry.openai.as_ref().unwrap().exclude.len(), 1);
}

const OWN: &str = r#"# my models
[[model]] # the first
id = "one" # its name
label = { en = "One", zh = "一" }
family = "other"
source = "me"

[model.unified]
# lengths as I saw them
duration = { field = "length", values = [5, 6] } # seconds
always = { mode = "pro" }

# the second
[[model]]
id = "two"
label.en = "Two"
label.zh = "二"
family = "other"
source = "me"
unified = {}
# the end
"#;

#[test]
fn comments_order_and_fields_stay() {
    let mut form = form_of(&loaded(OWN), &id("one"));
    assert_eq!(written(OWN, &form), OWN);
    form.durations_s = vec![5, 8];
    assert_eq!(written(OWN, &form), OWN.replace("[5, 6]", "[5, 8]"));
    form.label.en = "Uno".to_owned();
    assert_eq!(written(OWN, &form), OWN.replace("[5, 6]", "[5, 8]").replace("\"One\"", "\"Uno\""));
}

#[test]
fn a_model_is_taken_out_with_its_own_lines_only() {
    let without = without_model(OWN, &id("two"));
    assert_eq!(without, OWN[..OWN.find("\n# the second").unwrap()].to_owned() + "# the end\n");
    assert!(!without_model(OWN, &id("one")).contains("length"));
    assert_eq!(without_model(OWN, &id("three")), OWN);
    assert_eq!(loaded(&without_model(&without, &id("one"))).entries().len(), Catalogue::shipped().entries().len());
    assert_eq!(without_model("oops =", &id("one")), "oops =");
}

#[test]
fn models_in_a_list_on_one_line_are_edited_too() {
    let text =
        "model = [{ id = \"a\", label = { en = \"A\", zh = \"A\" }, family = \"f\", source = \"s\", chat = {} }]\n";
    let mut form = form_of(&loaded(text), &id("a"));
    form.max_pictures = 1;
    form.picture_roles = vec![PictureRole::First];
    assert_eq!(form_of(&loaded(&written(text, &form)), &id("a")), form);
}

#[test]
fn a_form_with_a_mistake_is_refused_and_so_is_a_file_with_one() {
    let shipped = Catalogue::shipped();
    let form = form_of(&shipped, &id("mystery"));
    let upside_down = ModelForm { expected_s: Some((9, 3)), ..form.clone() };
    assert_eq!(with_model("", &upside_down).unwrap_err().len(), 1);
    assert!(with_model("", &ModelForm { id: id(" "), ..form.clone() }).is_err());
    let mistakes = with_model("# mine\noops =", &form).unwrap_err();
    assert_eq!(mistakes[0].line, 2);
}

#[test]
fn a_new_model_is_written_as_a_person_would() {
    let form = form_of(&Catalogue::shipped(), &id("kling-v9"));
    insta::assert_snapshot!(written("", &form), @r#"
    [[model]]
    id = "kling-v9"
    label = { en = "kling-v9", zh = "kling-v9" }
    family = "kling"
    source = "my own"

    [model.unified]
    aspect = { field = "aspect_ratio", values = ["16:9", "9:16", "1:1"] }
    duration = { field = "duration", values = [5, 6, 8, 10, 15] }
    resolution = { field = "resolution", values = ["720P", "780P", "1080P"] }
    toggles = { watermark = { field = "watermark" } }
    pictures = { field = "images", max = 3, roles = ["first", "reference"] }
    "#);
}
