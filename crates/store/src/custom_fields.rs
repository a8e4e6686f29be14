//! The fields that a team defined, and the values of one record.

use std::collections::HashMap;

use domain::custom_field::{CustomField, CustomValue, FieldKind, FieldOf, FieldOption, FieldValue};
use domain::id::CustomFieldId;
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::error::StoreError;
use crate::projection::custom_fields::{CustomFieldRow, CustomOptionRow, read};
use crate::row::{Revised, split};
use crate::store::Store;

/// A field as it is stored.
#[derive(Debug, Clone)]
pub struct Shown {
    pub id: CustomFieldId,
    pub field: CustomField,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

impl Store {
    /// Live fields in their order, those that are not active among them.
    pub async fn custom_fields(&self) -> Result<Vec<Shown>, StoreError> {
        self.fields("WHERE r.presence <> 1").await
    }

    /// One field, also from the bin.
    pub async fn custom_field(&self, id: CustomFieldId) -> Result<Option<Shown>, StoreError> {
        Ok(self.fields("").await?.into_iter().find(|shown| shown.id == id))
    }

    /// They are few, and read whole; as in `catalogues`, the join starts from them.
    async fn fields(&self, which: &'static str) -> Result<Vec<Shown>, StoreError> {
        let mut tx = self.reader.begin().await?;
        let query = format!(
            "SELECT r.*, d.revision FROM custom_field r CROSS JOIN document d ON d.rid = r.rid {which} ORDER BY r.rank, r.id"
        );
        let rows: Vec<Revised<CustomFieldRow>> =
            sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_all(&mut *tx).await?;
        let options: Vec<CustomOptionRow> =
            sqlx::query_as("SELECT * FROM custom_option ORDER BY rid, position").fetch_all(&mut *tx).await?;
        let mut options_of: HashMap<i64, Vec<FieldOption>> = HashMap::new();
        for row in options {
            let option = FieldOption { key: row.key, label: row.label, is_hidden: row.hidden };
            options_of.entry(row.rid).or_default().push(option);
        }
        let shown = |Revised { row, revision }: Revised<CustomFieldRow>| {
            Some(Shown {
                id: CustomFieldId(row.id),
                field: CustomField {
                    of: FieldOf::parse(&row.belongs_to)?,
                    kind: FieldKind::parse(&row.kind)?,
                    label: row.label,
                    is_required: row.required,
                    default: row.initial.as_deref().and_then(read),
                    rank: row.rank,
                    is_active: row.active,
                    options: options_of.remove(&row.rid).unwrap_or_default(),
                },
                is_deleted: row.presence == 1,
                conflicts: split(&row.conflicts),
                revision,
            })
        };
        Ok(rows.into_iter().filter_map(shown).collect())
    }
}

/// What the record in row `rid` holds.
pub(crate) async fn values(tx: &mut SqliteConnection, rid: i64) -> Result<Vec<CustomValue>, StoreError> {
    let rows: Vec<(Uuid, i64, String)> =
        sqlx::query_as("SELECT field, part, value FROM custom_value WHERE rid = ? ORDER BY field, part")
            .bind(rid)
            .fetch_all(tx)
            .await?;
    let mut values: Vec<CustomValue> = Vec::new();
    for (field, part, text) in rows {
        let Some(value) = read(&text) else { continue };
        let field = CustomFieldId(field);
        match (part, value, values.last_mut()) {
            (
                0..,
                FieldValue::Text(key),
                Some(CustomValue { field: last, value: FieldValue::Options(keys) }),
            ) if *last == field => {
                keys.push(key);
            }
            (0.., FieldValue::Text(key), _) => {
                values.push(CustomValue { field, value: FieldValue::Options(vec![key]) });
            }
            (_, value, _) => values.push(CustomValue { field, value }),
        }
    }
    Ok(values)
}
