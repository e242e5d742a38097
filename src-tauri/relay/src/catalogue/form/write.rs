//! Writes the changes of a form into the TOML table of its model.

use std::collections::BTreeMap;

use dailies_model::{AspectRatio, Format, ModelForm, ModelId, Toggle};
use serde_json::Value as Json;
use toml_edit::{InlineTable, Item, Table, TableLike, Value};

use super::{
    form_in, key,
    table::{inner, list, retain, set, set_or_remove},
};
use crate::catalogue::{
    Choice, Entry, Pictures, Rules, Size, Switch,
    fallback::{pixels, switch},
    rules::name,
};

/// Returns the minimal table of a new entry.
pub(super) fn beginning(id: &ModelId) -> Table {
    let mut model = Table::new();
    set(&mut model, "id", id.as_str());
    let label = inner(&mut model, "label");
    if let Some(label) = label {
        set(label, "en", id.as_str());
        set(label, "zh", id.as_str());
    }
    set(&mut model, "family", "other");
    set(&mut model, "source", "my own");
    model
}

/// Writes the form into the model's table; `entry` is the table's present content. If the form has another format, the
/// tables of the other formats are removed.
pub(super) fn write(model: &mut Table, entry: &Entry, form: &ModelForm) {
    let shown = form_in(entry, entry.formats().first().copied().unwrap_or(form.format));
    whole(model, entry, &shown, form);
    if shown.format != form.format {
        for other in Format::ALL.into_iter().filter(|format| *format != form.format) {
            model.remove(&key(other));
        }
    }
    if !model.contains_key(&key(form.format)) {
        model.insert(&key(form.format), Item::Table(Table::new()));
    }
    let now = entry.rules(form.format).cloned().unwrap_or_default();
    if let Some(table) = model.get_mut(&key(form.format)).and_then(Item::as_table_like_mut) {
        rules(table, &now, form);
    }
}

fn whole(model: &mut Table, entry: &Entry, shown: &ModelForm, form: &ModelForm) {
    if form.label != entry.label
        && let Some(label) = inner(model, "label")
    {
        set(label, "en", form.label.en.as_str());
        set(label, "zh", form.label.zh.as_str());
    }
    if form.family != shown.family {
        set(model, "family", form.family.as_str());
    }
    if form.makes != shown.makes {
        set(model, "makes", name(form.makes));
    }
    if form.has_sound != shown.has_sound {
        set(model, "sound", form.has_sound);
    }
    if form.is_english_only != shown.is_english_only
        && let Some(prompt) = inner(model, "prompt")
    {
        set_or_remove(prompt, "language", form.is_english_only.then_some("english"));
    }
    if form.expected_s != shown.expected_s {
        let row = |(least, most): (u32, u32)| {
            let mut row = InlineTable::new();
            set(&mut row, "seconds", list([i64::from(least), i64::from(most)]));
            list([row])
        };
        set_or_remove(model, "expected", form.expected_s.map(row));
    }
    if form.price_micros != shown.price_micros {
        #[expect(clippy::cast_precision_loss, reason = "prices are dollars, not fortunes")]
        let usd = |micros: i64| {
            let mut price = InlineTable::new();
            set(&mut price, "usd", micros as f64 / 1e6);
            price
        };
        set_or_remove(model, "price", form.price_micros.map(usd));
    }
}

fn rules(table: &mut dyn TableLike, now: &Rules, form: &ModelForm) {
    let general = Rules::fallback(form.format, form.makes);
    aspects(table, now, &general, form);
    if form.durations_s != now.lengths() || form.duration_as_text != is_text(now) {
        lengths(table, now, &general, form);
    }
    if form.resolutions != now.resolutions() {
        choice(table, "resolution", now.resolution.as_ref(), general.resolution.as_ref(), &form.resolutions);
    }
    toggles(table, now, form);
    pictures(table, now.pictures.as_ref(), general.pictures.as_ref(), form);
    exclusions(table, form);
}

fn is_text(rules: &Rules) -> bool {
    rules.duration.as_ref().is_some_and(|lengths| lengths.as_ == crate::catalogue::NumberAs::Text)
}

/// Writes the aspect ratios: as pixel sizes where the format or the model uses them, else by name. Beside pixel sizes,
/// those that the table has by name stay there.
fn aspects(table: &mut dyn TableLike, now: &Rules, general: &Rules, form: &ModelForm) {
    let by_pixels = !now.sizes.is_empty() || (now.aspect.is_none() && !general.sizes.is_empty());
    let in_pixels = now.sizes.iter().any(|size| size.hd) || !now.toggles.contains_key(&Toggle::Hd);
    let hd = form.toggles.contains(&Toggle::Hd) && in_pixels;
    if by_pixels {
        let named = now.aspect.iter().flat_map(|aspect| &aspect.values);
        let named: Vec<_> = named
            .filter(|value| form.aspect_ratios.iter().any(|ratio| ratio.to_string() == **value))
            .cloned()
            .collect();
        if let Some(aspect) = now.aspect.as_ref().filter(|aspect| aspect.values != named) {
            choice(table, "aspect", Some(aspect), None, &named);
        }
        let unnamed = form.aspect_ratios.iter().filter(|ratio| !named.contains(&ratio.to_string()));
        let sizes = sizes(&unnamed.copied().collect::<Vec<_>>(), hd, now);
        if sizes != now.sizes {
            set_or_remove(table, "sizes", (!sizes.is_empty()).then(|| list(sizes.iter().map(size_row))));
        }
    } else if form.aspect_ratios != now.aspects() {
        let values: Vec<_> = form.aspect_ratios.iter().map(ToString::to_string).collect();
        choice(table, "aspect", now.aspect.as_ref(), general.aspect.as_ref(), &values);
    }
}

/// Returns the pixel sizes of these aspect ratios, known or computed, in the order of the form; HD sizes come last.
fn sizes(aspects: &[AspectRatio], hd: bool, now: &Rules) -> Vec<Size> {
    let known = |aspect, hd| now.sizes.iter().find(|size| (size.aspect, size.hd) == (aspect, hd)).cloned();
    let had_hd = now.sizes.iter().any(|size| size.hd);
    let of = |hd: bool| {
        aspects.iter().filter_map(move |aspect| match known(*aspect, hd) {
            // An aspect ratio that had a size but no HD size, although others had one, gets no HD size.
            None if hd && had_hd && known(*aspect, false).is_some() => None,
            size => Some(size.unwrap_or_else(|| pixels(*aspect, hd))),
        })
    };
    of(false).chain(of(true).filter(|_| hd)).collect()
}

fn size_row(size: &Size) -> InlineTable {
    let mut row = InlineTable::new();
    set(&mut row, "aspect", size.aspect.to_string());
    if size.hd {
        set(&mut row, "hd", true);
    }
    set(&mut row, "size", size.size.as_str());
    row
}

/// Writes the values of a choice, or removes it if there are none. Wire values of removed values are removed too, and a
/// default that was removed is replaced by the first value. A new choice is modelled on `general`.
fn choice(table: &mut dyn TableLike, key: &str, now: Option<&Choice>, general: Option<&Choice>, values: &[String]) {
    if values.is_empty() {
        table.remove(key);
        return;
    }
    let like = now.or(general);
    let Some(choice) = inner(table, key) else { return };
    if now.is_none() {
        set(choice, "field", like.map_or(default_field(key), |like| like.field.as_str()));
    }
    set(choice, "values", list(values.iter().map(String::as_str)));
    let Some(like) = like else { return };
    let wire: BTreeMap<_, _> = like.wire.iter().filter(|(shown, _)| values.contains(shown)).collect();
    if now.is_none() || wire.len() < like.wire.len() {
        set_or_remove(choice, "wire", table_of(&wire));
    }
    if let Some(default) = &like.default {
        set(choice, "default", if values.contains(default) { default.as_str() } else { values[0].as_str() });
    }
}

fn default_field(key: &str) -> &str {
    if key == "aspect" { "aspect_ratio" } else { key }
}

fn table_of(words: &BTreeMap<&String, &Json>) -> Option<InlineTable> {
    let mut table = InlineTable::new();
    for (shown, word) in words {
        set(&mut table, shown, toml_value(word)?);
    }
    (!table.is_empty()).then_some(table)
}

/// Converts a wire value (text, number or boolean) to TOML.
fn toml_value(word: &Json) -> Option<Value> {
    match word {
        Json::String(text) => Some(text.as_str().into()),
        Json::Bool(on) => Some((*on).into()),
        Json::Number(number) => number.as_i64().map(Value::from).or_else(|| number.as_f64().map(Value::from)),
        _ => None,
    }
}

fn lengths(table: &mut dyn TableLike, now: &Rules, general: &Rules, form: &ModelForm) {
    if form.durations_s.is_empty() {
        table.remove("duration");
        return;
    }
    let like = now.duration.as_ref().or(general.duration.as_ref());
    let Some(lengths) = inner(table, "duration") else { return };
    if now.duration.is_none() {
        set(lengths, "field", like.map_or("duration", |like| like.field.as_str()));
    }
    set(lengths, "values", list(form.durations_s.iter().map(|seconds| i64::from(*seconds))));
    if form.duration_as_text != is_text(now) {
        set_or_remove(lengths, "as", form.duration_as_text.then_some("text"));
    }
    if let Some(default) = like.and_then(|like| like.default) {
        let kept = if form.durations_s.contains(&default) { default } else { form.durations_s[0] };
        set(lengths, "default", i64::from(kept));
    }
}

/// Writes the toggles. HD that is expressed by pixel sizes is written by `aspects`.
fn toggles(table: &mut dyn TableLike, now: &Rules, form: &ModelForm) {
    let gone: Vec<_> = now.toggles.keys().filter(|toggle| !form.toggles.contains(toggle)).collect();
    let by_pixels = |toggle: &Toggle| *toggle == Toggle::Hd && table_has_hd(now, form);
    let new: Vec<_> =
        form.toggles.iter().filter(|toggle| !now.toggles.contains_key(toggle) && !by_pixels(toggle)).collect();
    if gone.is_empty() && new.is_empty() {
        return;
    }
    let Some(toggles) = inner(table, "toggles") else { return };
    for toggle in gone {
        toggles.remove(&name(toggle));
    }
    for toggle in new {
        toggles.insert(&name(toggle), Item::Value(Value::InlineTable(switch_row(&switch(form.format, *toggle)))));
    }
    if toggles.is_empty() {
        table.remove("toggles");
    }
}

/// Returns whether the entry has, or will get, HD pixel sizes.
fn table_has_hd(now: &Rules, form: &ModelForm) -> bool {
    let general = Rules::fallback(form.format, form.makes);
    let by_pixels = !now.sizes.is_empty() || (now.aspect.is_none() && !general.sizes.is_empty());
    by_pixels && !form.aspect_ratios.is_empty()
}

fn switch_row(switch: &Switch) -> InlineTable {
    let mut row = InlineTable::new();
    set(&mut row, "field", switch.field.as_str());
    for (key, value) in [("on", &switch.on), ("off", &switch.off)] {
        if let Some(value) = value.as_ref().and_then(toml_value) {
            set(&mut row, key, value);
        }
    }
    if let Some(default) = switch.default {
        set(&mut row, "default", default);
    }
    row
}

fn pictures(table: &mut dyn TableLike, now: Option<&Pictures>, general: Option<&Pictures>, form: &ModelForm) {
    if form.max_pictures == 0 {
        table.remove("pictures");
        return;
    }
    let same = |now: &Pictures| now.max == form.max_pictures && now.roles == form.picture_roles;
    if now.is_some_and(same) {
        return;
    }
    let Some(pictures) = inner(table, "pictures") else { return };
    if now.is_none() {
        set(pictures, "field", general.map_or("images", |general| general.field.as_str()));
        if let Some(general) = general.filter(|general| general.match_size) {
            set(pictures, "by", list(general.by.iter().map(name)));
            set(pictures, "match_size", true);
        }
    }
    if now.is_some_and(|now| now.min > form.max_pictures) {
        set(pictures, "min", i64::from(form.max_pictures));
    }
    set(pictures, "max", i64::from(form.max_pictures));
    set(pictures, "roles", list(form.picture_roles.iter().map(name)));
}

/// Removes exclusions that name a setting, or a value of one, that the form no longer has.
fn exclusions(table: &mut dyn TableLike, form: &ModelForm) {
    retain(table, "exclude", |row| {
        row.iter().all(|(field, item)| item.as_value().is_some_and(|value| is_setting(field, value, form)))
    });
}

fn is_setting(field: &str, value: &Value, form: &ModelForm) -> bool {
    let text = value.as_str().unwrap_or_default();
    match field {
        "aspect_ratio" => form.aspect_ratios.iter().any(|ratio| ratio.to_string() == text),
        "duration_s" => {
            value.as_integer().is_some_and(|length| form.durations_s.iter().any(|s| i64::from(*s) == length))
        }
        "resolution" => form.resolutions.iter().any(|resolution| resolution == text),
        _ => form.toggles.iter().any(|toggle| name(toggle) == field),
    }
}
