//! A team's own field in its document, and the values that contacts and customers hold of such fields.

use domain::custom_field::{CustomField, CustomValue, FieldKind, FieldOf, FieldOption, FieldValue};
use serde_json::{Map, Value as Json};

use crate::error::DocumentError;
use crate::fields::{Fields, Reader, Record, Schema, Writer};
use crate::unit;

impl Record for CustomField {
    const SCHEMA: Schema = Schema {
        kind: "custom_field",
        registers: &["of", "field_kind", "label", "required", "rank", "inactive"],
        units: &["default"],
        entries: &["options"],
    };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields
            .text("of", Some(self.of.code()))
            .text("field_kind", Some(self.kind.code()))
            .text("label", Some(&self.label))
            .number("required", self.is_required.then_some(1))
            .text("default", self.default.as_ref().map(value))
            .number("rank", (self.rank != 0).then_some(self.rank))
            .number("inactive", (!self.is_active).then_some(1))
            .entries("options", self.options.iter().enumerate().map(option));
        fields.0
    }

    /// A field of a kind or a record that a newer version knows is one that has not arrived yet.
    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        let mut options: Vec<(i64, FieldOption)> =
            read.entries("options").into_iter().filter_map(read_option).collect();
        options.sort_by_key(|(rank, _)| *rank);
        Ok(Self {
            of: read.text("of").and_then(FieldOf::parse).ok_or(DocumentError::Incomplete)?,
            kind: read.text("field_kind").and_then(FieldKind::parse).ok_or(DocumentError::Incomplete)?,
            label: read.required("label")?,
            is_required: read.number("required") == Some(1),
            default: read.text("default").and_then(read_value),
            rank: read.number("rank").unwrap_or(0),
            is_active: read.number("inactive") != Some(1),
            options: options.into_iter().map(|(_, option)| option).collect(),
        })
    }
}

/// Under what it was called first: the same option made on two machines is one.
fn option((place, option): (usize, &FieldOption)) -> (String, String) {
    let members = [
        ("hidden", option.is_hidden.then(|| "true".to_owned())),
        ("label", Some(option.label.clone())),
        ("rank", Some(place.to_string())),
    ];
    (option.key.clone(), unit::unit(members))
}

fn read_option((key, text): (&str, &str)) -> Option<(i64, FieldOption)> {
    let members = unit::members(text);
    let label = unit::text(&members, "label")?.to_owned();
    let is_hidden = unit::text(&members, "hidden").is_some();
    let rank = unit::parsed(&members, "rank").unwrap_or(i64::MAX);
    Some((rank, FieldOption { key: key.to_owned(), label, is_hidden }))
}

/// Under the field's identity, whatever it is called by then (S44).
pub(crate) fn values(values: &[CustomValue]) -> impl Iterator<Item = (String, String)> {
    values.iter().map(|held| (held.field.to_string(), value(&held.value)))
}

pub(crate) fn read_values(read: Reader<'_>) -> Vec<CustomValue> {
    let held = |(field, text): (&str, &str)| {
        Some(CustomValue { field: field.parse().ok()?, value: read_value(text)? })
    };
    let mut values: Vec<CustomValue> = read.entries(CUSTOM_FIELDS).into_iter().filter_map(held).collect();
    values.sort_by_key(|held| held.field);
    values
}

pub(crate) const CUSTOM_FIELDS: &str = "custom_fields";

fn value(value: &FieldValue) -> String {
    let json = match value {
        FieldValue::Text(text) => Json::from(text.as_str()),
        FieldValue::Whole(number) => Json::from(*number),
        FieldValue::Flag(flag) => Json::from(*flag),
        FieldValue::Options(keys) => Json::from(keys.clone()),
    };
    unit::canonical(Map::from_iter([("value".to_owned(), json)]))
}

fn read_value(text: &str) -> Option<FieldValue> {
    Some(match unit::members(text).remove("value")? {
        Json::String(text) => FieldValue::Text(text),
        Json::Number(number) => FieldValue::Whole(number.as_i64()?),
        Json::Bool(flag) => FieldValue::Flag(flag),
        Json::Array(keys) => FieldValue::Options(
            keys.iter().map(|key| key.as_str().map(str::to_owned)).collect::<Option<_>>()?,
        ),
        Json::Null | Json::Object(_) => return None,
    })
}
