//! Actions as rows: the catalogue's, and the lines of contacts.

use domain::action::{Action, ActionLine};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Of, delete, rids};
use crate::error::StoreError;
use crate::fold;
use crate::landing::ROWS_A_STATEMENT;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub(crate) struct ActionRow {
    pub(crate) rid: i64,
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) sort_name: String,
    pub(crate) presence: i32,
    pub(crate) conflicts: String,
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
    if actions.is_empty() {
        return Ok(());
    }
    delete(tx, "DELETE FROM action WHERE rid", &rids(actions)).await?;
    let mut query = QueryBuilder::new("INSERT INTO action (rid, id, name, sort_name, presence, conflicts) ");
    query.push_values(actions.iter().map(ActionRow::of), |mut values, row| {
        values
            .push_bind(row.rid)
            .push_bind(row.id)
            .push_bind(row.name)
            .push_bind(row.sort_name)
            .push_bind(row.presence)
            .push_bind(row.conflicts);
    });
    query.build().execute(&mut **tx).await?;
    Ok(())
}

/// A line of a contact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub(crate) struct LineRow {
    pub(crate) rid: i64,
    pub(crate) position: i64,
    pub(crate) id: Uuid,
    pub(crate) action: Option<Uuid>,
    pub(crate) text: String,
    pub(crate) done: bool,
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

pub(crate) async fn write_lines(tx: &mut Write, rids: &[i64], rows: &[LineRow]) -> Result<(), StoreError> {
    delete(tx, "DELETE FROM action_line WHERE rid", rids).await?;
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("INSERT INTO action_line (rid, position, id, action, text, done) ");
        query.push_values(chunk, |mut values, row| {
            values
                .push_bind(row.rid)
                .push_bind(row.position)
                .push_bind(row.id)
                .push_bind(row.action)
                .push_bind(row.text.as_str())
                .push_bind(row.done);
        });
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}
