//! Edits TOML tables while keeping comments and formatting.

use toml_edit::{Array, Item, Table, TableLike, Value};

/// Sets a value and keeps the comment after the replaced one.
pub(super) fn set(table: &mut dyn TableLike, key: &str, value: impl Into<Value>) {
    let mut value = value.into();
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    table.insert(key, Item::Value(value));
}

/// Sets a value, or removes it.
pub(super) fn set_or_remove(table: &mut dyn TableLike, key: &str, value: Option<impl Into<Value>>) {
    match value {
        Some(value) => set(table, key, value),
        None => drop(table.remove(key)),
    }
}

/// Returns an array on one line.
pub(super) fn list<T: Into<Value>>(values: impl IntoIterator<Item = T>) -> Array {
    values.into_iter().map(Into::into).collect()
}

/// Returns the table with this name, inline or with a header; inserts an inline one if there is none.
pub(super) fn inner<'a>(table: &'a mut dyn TableLike, key: &str) -> Option<&'a mut dyn TableLike> {
    if table.get(key).is_none_or(|item| !item.is_table_like()) {
        table.insert(key, Item::Value(Value::InlineTable(toml_edit::InlineTable::new())));
    }
    table.get_mut(key)?.as_table_like_mut()
}

/// Removes the tables that `keep` rejects from an array of tables, inline or with headers; removes the array too when
/// it becomes empty.
pub(super) fn retain(table: &mut dyn TableLike, key: &str, keep: impl Fn(&dyn TableLike) -> bool) {
    let left = match table.get_mut(key) {
        Some(Item::ArrayOfTables(rows)) => {
            rows.retain(|row| keep(row));
            rows.len()
        }
        Some(Item::Value(Value::Array(rows))) => {
            rows.retain(|row| row.as_inline_table().is_none_or(|row| keep(row)));
            rows.len()
        }
        _ => return,
    };
    if left == 0 {
        table.remove(key);
    }
}

/// Removes a table's position in its file.
pub(super) fn unplace(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => unplace(inner),
            Item::ArrayOfTables(rows) => rows.iter_mut().for_each(unplace),
            _ => {}
        }
    }
}
