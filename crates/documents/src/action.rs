//! Actions in documents: the catalogue's, and a contact's lines.

use std::collections::BTreeSet;

use domain::action::{Action, ActionLine};

use crate::error::DocumentError;
use crate::fields::{Fields, Reader, Record, Schema, Writer};
use crate::unit;

impl Record for Action {
    const SCHEMA: Schema = Schema { kind: "action", registers: &["name"], units: &[], entries: &[] };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields.text("name", Some(&self.name));
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        Ok(Self { name: Reader(fields).required("name")? })
    }
}

/// A line's text and place are one entry, its tick another: whoever ticks a line and whoever writes on it do not
/// meet, and of a tick and its removal the tick stays.
pub(crate) fn write_lines(fields: &mut Writer, lines: &[ActionLine]) {
    let entry = |line: &ActionLine| {
        let members = [
            ("action", line.action.map(|id| id.to_string())),
            ("rank", Some(line.rank.to_string())),
            ("text", Some(line.text.clone())),
        ];
        (line.id.to_string(), unit::unit(members))
    };
    let ticked = lines.iter().filter(|line| line.is_done);
    fields
        .entries(LINES, lines.iter().map(entry))
        .entries(TICKED, ticked.map(|line| (line.id.to_string(), "{}".to_owned())));
}

pub(crate) fn read_lines(read: Reader<'_>) -> Vec<ActionLine> {
    let ticked: BTreeSet<&str> = read.entries(TICKED).into_iter().map(|(id, _)| id).collect();
    let line = |(id, value): (&str, &str)| {
        let members = unit::members(value);
        Some(ActionLine {
            id: id.parse().ok()?,
            action: unit::parsed(&members, "action"),
            text: unit::text(&members, "text")?.to_owned(),
            is_done: ticked.contains(id),
            rank: unit::parsed(&members, "rank").unwrap_or(0),
        })
    };
    let mut lines: Vec<ActionLine> = read.entries(LINES).into_iter().filter_map(line).collect();
    lines.sort_by_key(|line| line.rank);
    lines
}

pub(crate) const LINES: &str = "actions";
/// The lines that are done.
pub(crate) const TICKED: &str = "ticked";
