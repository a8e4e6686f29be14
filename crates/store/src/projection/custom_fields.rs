//! A team's own fields as rows, and the values that records hold of them.

use chrono::NaiveDate;
use domain::custom_field::{CustomField, CustomValue, FieldOption, FieldValue};
use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::item::{Kind, Of, rids};
use crate::slot;

table! {
    "custom_field" CustomFieldRow {
        id: Uuid,
        belongs_to: String,
        kind: String,
        label: String,
        sort_name: String,
        required: bool,
        initial: Option<String>,
        rank: i64,
        active: bool,
        presence: i32,
        conflicts: String,
    }
}

impl Kind for CustomField {
    type Row = CustomFieldRow;
    const TOLD: (&'static str, &'static str) = ("r.label", "NULL");

    fn row((rid, id, field, projected): &Of<'_, Self>) -> CustomFieldRow {
        CustomFieldRow {
            rid: *rid,
            id: *id,
            belongs_to: field.of.code().to_owned(),
            kind: field.kind.code().to_owned(),
            label: field.label.clone(),
            sort_name: fold::sort_name(&field.label),
            required: field.is_required,
            initial: field.default.as_ref().map(written),
            rank: field.rank,
            active: field.is_active,
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }

    async fn write(tx: &mut Write, fields: &[Of<'_, Self>]) -> Result<(), StoreError> {
        if fields.is_empty() {
            return Ok(());
        }
        let rids = rids(fields);
        let rows: Vec<_> = fields.iter().map(Self::row).collect();
        replace(tx, &rids, &rows).await?;
        let options: Vec<_> =
            fields.iter().flat_map(|(rid, _, field, _)| custom_option_rows(*rid, &field.options)).collect();
        replace(tx, &rids, &options).await
    }
}

table! {
    #[derive(Eq, PartialOrd, Ord)]
    "custom_option" CustomOptionRow {
        position: i64,
        key: String,
        label: String,
        hidden: bool,
    }
}

pub(crate) fn custom_option_rows(rid: i64, options: &[FieldOption]) -> Vec<CustomOptionRow> {
    let row = |(position, option): (usize, &FieldOption)| CustomOptionRow {
        rid,
        position: position as i64,
        key: option.key.clone(),
        label: option.label.clone(),
        hidden: option.is_hidden,
    };
    options.iter().enumerate().map(row).collect()
}

table! {
    "custom_value" CustomValueRow {
        field: Uuid,
        part: i64,
        value: String,
        folded: String,
        number: Option<f64>,
    }
}

// Numbers come from texts that hold no NaN.
impl Eq for CustomValueRow {}

impl PartialOrd for CustomValueRow {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CustomValueRow {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.rid, self.field, self.part, &self.value).cmp(&(
            other.rid,
            other.field,
            other.part,
            &other.value,
        ))
    }
}

/// They tell by themselves what they are compared by: the field's own document may arrive later.
pub(crate) fn custom_value_rows(rid: i64, values: &[CustomValue]) -> Vec<CustomValueRow> {
    let mut rows = Vec::new();
    for held in values {
        let mut push = |part: i64, value: &FieldValue| {
            rows.push(CustomValueRow {
                rid,
                field: held.field.0,
                part,
                value: written(value),
                folded: folded(value),
                number: number_of(value),
            });
        };
        match &held.value {
            FieldValue::Options(keys) => {
                keys.iter()
                    .enumerate()
                    .for_each(|(part, key)| push(part as i64, &FieldValue::Text(key.clone())));
            }
            value => push(-1, value),
        }
    }
    rows
}

/// A value in one column: what it is, a colon, and how it reads.
pub(crate) fn written(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => format!("text:{text}"),
        FieldValue::Whole(number) => format!("whole:{number}"),
        FieldValue::Flag(flag) => format!("flag:{flag}"),
        FieldValue::Options(keys) => format!("options:{}", keys.join(KEY_END)),
    }
}

pub(crate) fn read(text: &str) -> Option<FieldValue> {
    Some(match text.split_once(':')? {
        ("text", text) => FieldValue::Text(text.to_owned()),
        ("whole", number) => FieldValue::Whole(number.parse().ok()?),
        ("flag", flag) => FieldValue::Flag(flag.parse().ok()?),
        ("options", keys) => FieldValue::Options(keys.split(KEY_END).map(str::to_owned).collect()),
        _ => return None,
    })
}

/// No key of an option holds a control character.
const KEY_END: &str = "\u{1f}";

/// The words that a value is found by.
pub(crate) fn folded(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => fold::words(text),
        FieldValue::Whole(number) => number.to_string(),
        FieldValue::Flag(flag) => flag.to_string(),
        FieldValue::Options(_) => String::new(),
    }
}

/// A number, a day, yes or no; none for another text.
fn number_of(value: &FieldValue) -> Option<f64> {
    match value {
        FieldValue::Whole(number) => Some(*number as f64),
        FieldValue::Flag(flag) => Some(f64::from(u8::from(*flag))),
        FieldValue::Text(text) => match text.parse::<NaiveDate>() {
            Ok(date) => Some(slot::day(date) as f64),
            Err(_) => text.parse::<f64>().ok().filter(|number| number.is_finite()),
        },
        FieldValue::Options(_) => None,
    }
}
