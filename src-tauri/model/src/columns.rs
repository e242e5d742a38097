//! Conversions of ids and times to SQLite columns.

use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef},
};

use super::{
    BatchId, CharacterId, ClipId, CollectionId, ConnectionId, JobId, KeyRef, ModelId, PictureId, RemoteId, SnippetId,
    StoryboardId, TagId, Timestamp,
};

macro_rules! transparent {
    ($($name:ident)*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                FromSql::column_result(value).map(Self)
            }
        }
    )*};
}

transparent! {
    BatchId CharacterId ClipId CollectionId ConnectionId JobId KeyRef ModelId PictureId RemoteId SnippetId StoryboardId
    TagId Timestamp
}
