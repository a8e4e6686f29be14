//! The lines of contacts as rows.

use domain::action::ActionLine;
use uuid::Uuid;

use super::table::table;

table! {
    /// A line of a contact.
    #[derive(Eq, PartialOrd, Ord)]
    "action_line" LineRow {
        position: i64,
        id: Uuid,
        action: Option<Uuid>,
        text: String,
        done: bool,
    }
}

pub(crate) fn line_rows(rid: i64, lines: &[ActionLine]) -> Vec<LineRow> {
    let row = |(position, line): (usize, &ActionLine)| LineRow {
        rid,
        position: position as i64,
        id: line.id.0,
        action: line.action.map(|id| id.0),
        text: line.text.clone(),
        done: line.is_done,
    };
    lines.iter().enumerate().map(row).collect()
}
