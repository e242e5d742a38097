//! How the model's types are stored in columns: words as text, nested values as JSON. Ids and times are the model's own part.

use std::rc::Rc;

use dailies_model::ClipId;
use rusqlite::{
    Row,
    types::{FromSql, FromSqlError, FromSqlResult, Value, ValueRef},
};
use serde::{Serialize, de::DeserializeOwned};

use super::LibraryError;

/// Clips for `IN rarray(?)`, as many as there are.
pub(super) fn array(ids: &[ClipId]) -> Rc<Vec<Value>> {
    Rc::new(ids.iter().map(|id| Value::from(id.0)).collect())
}

/// A value as JSON text.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String, LibraryError> {
    Ok(serde_json::to_string(value)?)
}

/// A column of JSON text.
pub(super) fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, Json<T>>(column).map(|json| json.0)
}

/// A word of an enum as text, without JSON's quotes.
pub(super) fn word<T: Serialize>(value: &T) -> Result<String, LibraryError> {
    Ok(serde_json::to_string(value)?.trim_matches('"').to_owned())
}

/// A column that holds a word of an enum.
pub(super) fn from_word<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, Word<T>>(column).map(|word| word.0)
}

struct Json<T>(T);

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Self).map_err(|error| FromSqlError::Other(error.into()))
    }
}

struct Word<T>(T);

impl<T: DeserializeOwned> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = serde_json::Value::from(value.as_str()?);
        serde_json::from_value(word).map(Self).map_err(|error| FromSqlError::Other(error.into()))
    }
}
