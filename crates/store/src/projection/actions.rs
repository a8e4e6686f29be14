//! Actions as rows: the catalogue's, and the lines of contacts.

use domain::action::{Action, ActionLine};
use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::item::{Of, rids};

table! {
    "action" ActionRow {
        id: Uuid,
        name: String,
        sort_name: String,
        presence: i32,
        conflicts: String,
    }
}

impl ActionRow {
    pub(crate) fn of((rid, id, action, projected): &Of<'_, Action>) -> Self {
        Self {
            rid: *rid,
            id: *id,
            name: action.name.clone(),
            sort_name: fold::sort_name(&action.name),
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }
}

pub(crate) async fn write(tx: &mut Write, actions: &[Of<'_, Action>]) -> Result<(), StoreError> {
    let rows: Vec<_> = actions.iter().map(ActionRow::of).collect();
    replace(tx, &rids(actions), &rows).await
}

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
