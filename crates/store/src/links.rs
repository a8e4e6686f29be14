//! The contact before each of some contacts, and the one after it: what they promise, and when they are.

use chrono::{NaiveDate, NaiveTime};
use domain::id::ContactId;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use uuid::Uuid;

use crate::error::StoreError;
use crate::slot::{date_of, time_of};
use crate::store::Store;

/// A contact with its neighbours in the thread, as far as they are here and not in the bin.
#[derive(Debug, Clone)]
pub struct Linked {
    pub id: ContactId,
    pub previous: Option<Other>,
    pub follow_up: Option<Other>,
}

#[derive(Debug, Clone)]
pub struct Other {
    pub id: ContactId,
    pub customer: Uuid,
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    pub next: Option<(NaiveDate, Option<NaiveTime>)>,
    pub is_done: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    of: Uuid,
    is_after: bool,
    id: Uuid,
    customer: Uuid,
    date: i64,
    minute: i32,
    next_date: Option<i64>,
    next_minute: Option<i32>,
    done: bool,
}

/// Contacts asked for in one statement.
const AT_ONCE: usize = 400;

/// Of those that have a neighbour. Of two follow-ups the one that stands first counts, as everywhere.
pub async fn linked(tx: &mut SqliteConnection, ids: &[ContactId]) -> Result<Vec<Linked>, StoreError> {
    let mut linked: Vec<Linked> = Vec::new();
    for ids in ids.chunks(AT_ONCE) {
        let mut query = QueryBuilder::new(
            "SELECT c.id AS \"of\", 0 AS is_after, o.id, o.customer, o.date, o.minute, o.next_date, o.next_minute, o.done, \
             o.slot FROM contact c JOIN contact o ON o.id = c.previous WHERE o.presence <> 1 AND c.id IN (",
        );
        push_ids(&mut query, ids);
        query.push(
            ") UNION ALL SELECT f.previous, 1, f.id, f.customer, f.date, f.minute, f.next_date, f.next_minute, f.done, \
             f.slot FROM contact f WHERE f.presence <> 1 AND f.previous IN (",
        );
        push_ids(&mut query, ids);
        query.push(") ORDER BY 1, 2, 10 DESC, 3 DESC");
        for row in query.build_query_as::<Row>().fetch_all(&mut *tx).await? {
            if linked.last().is_none_or(|last| last.id.0 != row.of) {
                linked.push(Linked { id: ContactId(row.of), previous: None, follow_up: None });
            }
            let Some(last) = linked.last_mut() else { continue };
            match row.is_after {
                true => last.follow_up = Some(other(row)),
                false => last.previous = Some(other(row)),
            }
        }
    }
    Ok(linked)
}

fn push_ids(query: &mut QueryBuilder<Sqlite>, ids: &[ContactId]) {
    let mut list = query.separated(", ");
    ids.iter().for_each(|id| {
        list.push_bind(id.0);
    });
}

fn other(row: Row) -> Other {
    Other {
        id: ContactId(row.id),
        customer: row.customer,
        date: date_of(row.date),
        time: time_of(row.minute),
        next: row.next_date.map(|date| (date_of(date), row.next_minute.and_then(time_of))),
        is_done: row.done,
    }
}

impl Store {
    /// The same where nothing is being written.
    pub async fn linked(&self, ids: &[ContactId]) -> Result<Vec<Linked>, StoreError> {
        let mut reader = self.reader.acquire().await?;
        linked(&mut reader, ids).await
    }
}
