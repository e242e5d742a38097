//! Converts an entry to the form in Settings, and writes the form back to the user's file.
//!
//! Only values that the form changed are written: comments, order and keys that the form does not show are kept. Values
//! that a format requires beyond the form are taken from the fallback entry.

mod table;
mod write;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use super::{Catalogue, Entry, Language, Per, SHIPPED, parse, rules::name};
use dailies_model::{CatalogueMistake, Format, Medium, ModelForm, ModelId};

/// Returns the form of a model, filled from its entry or from the fallback entry.
pub fn form_of(catalogue: &Catalogue, id: &ModelId) -> ModelForm {
    let entry = catalogue.entry(id);
    form_in(&entry, entry.formats().first().copied().unwrap_or(Format::Unified))
}

/// Returns the form of an entry for one format.
fn form_in(entry: &Entry, format: Format) -> ModelForm {
    let rules = entry.rules_or_fallback(format);
    let least = entry.expected.iter().map(|expected| expected.seconds.0).min();
    let most = entry.expected.iter().map(|expected| expected.seconds.1).max();
    let of_clip = entry.price.is_none_or(|price| price.per == Per::Clip);
    ModelForm {
        id: entry.id.clone(),
        label: entry.label.clone(),
        family: entry.family.clone(),
        makes: entry.makes,
        format,
        aspect_ratios: rules.aspects(),
        durations_s: rules.lengths().to_vec(),
        duration_as_text: rules.duration.as_ref().is_some_and(|lengths| lengths.as_ == super::NumberAs::Text),
        resolutions: rules.resolutions().to_vec(),
        toggles: rules.switches(),
        max_pictures: rules.pictures.as_ref().map_or(0, |pictures| pictures.max),
        picture_roles: rules.pictures.as_ref().map(|pictures| pictures.roles.clone()).unwrap_or_default(),
        is_english_only: entry.prompt.language == Language::English,
        has_sound: entry.sound,
        expected_s: least.zip(most),
        price_micros: entry.price_micros(None).filter(|_| of_clip),
    }
}

/// Returns the user's file with the form's values written to it. A shipped model is first copied into the file.
///
/// # Errors
/// The mistakes that the file has already; if there are none, those that the form would add.
pub fn with_model(text: &str, form: &ModelForm) -> Result<String, Vec<CatalogueMistake>> {
    let (_, mistakes) = parse::read(text);
    let Some((mut file, mut models)) = parsed(text).filter(|_| mistakes.is_empty()) else { return Err(mistakes) };
    let place = match position(&models, &form.id) {
        Some(place) => place,
        None => {
            let mut model = started(&form.id);
            // Text at the end of the file must stay before a table that is appended.
            let end = file.trailing().as_str().unwrap_or_default().to_owned();
            model.decor_mut().set_prefix(if text.trim().is_empty() { String::new() } else { end + "\n" });
            file.set_trailing("");
            models.push(model);
            models.len() - 1
        }
    };
    if let Some(model) = models.get_mut(place) {
        write::write(model, &entry_of(model, form), form);
    }
    file.insert("model", Item::ArrayOfTables(models));
    let text = file.to_string();
    let (_, mistakes) = parse::read(&text);
    if mistakes.is_empty() { Ok(text) } else { Err(mistakes) }
}

/// Returns the user's file without a model. A file that cannot be parsed is returned unchanged.
pub fn without_model(text: &str, id: &ModelId) -> String {
    let Some((mut file, mut models)) = parsed(text) else { return text.to_owned() };
    let Some(place) = position(&models, id) else { return text.to_owned() };
    models.remove(place);
    if models.is_empty() {
        file.remove("model");
    } else {
        file.insert("model", Item::ArrayOfTables(models));
    }
    file.to_string()
}

/// Parses a file and takes its models out of it.
fn parsed(text: &str) -> Option<(DocumentMut, ArrayOfTables)> {
    let mut file: DocumentMut = text.parse().ok()?;
    let models = file.get_mut("model").map(std::mem::take).and_then(|models| models.into_array_of_tables().ok());
    Some((file, models.unwrap_or_default()))
}

fn position(models: &ArrayOfTables, id: &ModelId) -> Option<usize> {
    models.iter().position(|model| model.get("id").and_then(Item::as_str) == Some(id.as_str()))
}

/// Returns a new entry for the file: a copy of the shipped one, or a minimal one.
fn started(id: &ModelId) -> Table {
    let shipped: DocumentMut = SHIPPED.parse().unwrap_or_default();
    let models = shipped.get("model").and_then(Item::as_array_of_tables);
    let model = models.and_then(|models| models.get(position(models, id)?));
    let mut model = model.cloned().unwrap_or_else(|| write::beginning(id));
    // Removes the position in the shipped file, so that the table is written where it is inserted.
    table::unplace(&mut model);
    model
}

/// Parses a table of the file as an entry; a new table, which cannot be parsed yet, gives [`begun`].
fn entry_of(model: &Table, form: &ModelForm) -> Entry {
    let mut file = DocumentMut::new();
    let mut models = ArrayOfTables::new();
    models.push(model.clone());
    file.insert("model", Item::ArrayOfTables(models));
    let entry = parse::read(&file.to_string()).0.into_iter().next();
    entry.unwrap_or_else(|| begun(&form.id))
}

/// Returns the entry that `write::beginning` describes. It has no format yet, so it cannot be parsed as an entry.
fn begun(id: &ModelId) -> Entry {
    let none = Entry { unified: None, create: None, openai: None, chat: None, ..Entry::fallback(id.clone()) };
    Entry { family: "other".to_owned(), makes: Medium::Film, sound: false, ..none }
}

/// Returns the key of a format's table.
fn key(format: Format) -> String {
    name(format)
}

#[cfg(test)]
mod tests;
