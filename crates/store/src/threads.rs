//! Threads: a contact with those before and after it, promises that nobody kept, customers that nobody speaks to.

use chrono::NaiveDate;
use domain::id::ContactId;
use sqlx::{QueryBuilder, Sqlite};
use uuid::Uuid;

use crate::contacts::{Line, read_lines, select_lines};
use crate::customers::{Listed, read_listed, select_listed};
use crate::error::StoreError;
use crate::slot::{day, first_slot};
use crate::store::Store;

/// Links of one thread that are followed in each direction; a merge may close one to a ring.
const LINKS_MAX: u32 = 100;

/// Of what is counted for an alarm, this many are enough to say "many".
const COUNTED_MAX: u32 = 100;

impl Store {
    /// The contact, those that it follows and those that follow it, oldest first.
    pub async fn chain(&self, id: ContactId, excerpt_chars: u32) -> Result<Vec<Line>, StoreError> {
        let mut query = QueryBuilder::new(
            "WITH RECURSIVE before (id, previous, links) AS (SELECT id, previous, 0 FROM contact WHERE id = ",
        );
        query.push_bind(id.0);
        query.push(
            " UNION SELECT c.id, c.previous, links + 1 FROM before b JOIN contact c ON c.id = b.previous \
             WHERE c.presence <> 1 AND links < ",
        );
        query.push_bind(LINKS_MAX);
        query.push("), after (id, links) AS (SELECT id, 0 FROM contact WHERE id = ").push_bind(id.0);
        query.push(
            " UNION SELECT c.id, links + 1 FROM after a JOIN contact c ON c.previous = a.id \
             WHERE c.presence <> 1 AND links < ",
        );
        query.push_bind(LINKS_MAX).push(") ");
        select_lines(&mut query, excerpt_chars);
        query.push(
            "SELECT rid FROM contact WHERE id IN (SELECT id FROM before UNION SELECT id FROM after)) \
             ORDER BY c.slot, c.id",
        );
        read_lines(query, &self.reader).await
    }

    /// Promises that fell due from `since` to `today` and that nobody kept; counted up to a hundred.
    pub async fn broken_promises(&self, since: NaiveDate, today: NaiveDate) -> Result<u32, StoreError> {
        let count = sqlx::query_scalar(
            "SELECT count(*) FROM (SELECT 1 FROM contact c WHERE c.presence <> 1 AND c.next_date IS NOT NULL \
             AND c.next_date BETWEEN ? AND ? \
             AND NOT EXISTS (SELECT 1 FROM contact f WHERE f.previous = c.id AND f.presence <> 1) LIMIT ?)",
        );
        Ok(count.bind(day(since)).bind(day(today)).bind(COUNTED_MAX).fetch_one(&self.reader).await?)
    }

    /// Open contacts from `since` on whose day is before `today`; counted up to a hundred.
    pub async fn overdue(&self, since: NaiveDate, today: NaiveDate) -> Result<u32, StoreError> {
        let count = sqlx::query_scalar(
            "SELECT count(*) FROM (SELECT 1 FROM contact WHERE presence <> 1 AND done = 0 AND slot >= ? AND slot < ? \
             LIMIT ?)",
        );
        Ok(count
            .bind(first_slot(since))
            .bind(first_slot(today))
            .bind(COUNTED_MAX)
            .fetch_one(&self.reader)
            .await?)
    }

    /// Customers with contacts, none of them on `since` or later; the longest silent first.
    pub async fn silent_customers(
        &self,
        since: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let mut query = QueryBuilder::new("");
        // All of theirs lie before that day.
        select_listed(&mut query, since);
        push_silent(&mut query, "SELECT r.*", since);
        query.push(") c ORDER BY last_slot, c.id LIMIT ").push_bind(limit);
        query.push(" OFFSET ").push_bind(offset);
        read_listed(query, &self.reader).await
    }

    /// The same customers in the same order, by their ids alone.
    pub async fn silent_in_order(&self, since: NaiveDate) -> Result<Vec<Uuid>, StoreError> {
        let mut query = QueryBuilder::new("SELECT id FROM (");
        select_listed(&mut query, since);
        push_silent(&mut query, "SELECT r.*", since);
        query.push(") c ORDER BY last_slot, c.id)");
        Ok(query.build_query_scalar().fetch_all(&self.reader).await?)
    }

    pub async fn silent_count(&self, since: NaiveDate) -> Result<u32, StoreError> {
        let mut query = QueryBuilder::new("");
        push_silent(&mut query, "SELECT count(*)", since);
        Ok(query.build_query_scalar().fetch_one(&self.reader).await?)
    }
}

fn push_silent(query: &mut QueryBuilder<Sqlite>, select: &str, since: NaiveDate) {
    query.push(select);
    query.push(
        " FROM customer r WHERE r.presence <> 1 \
         AND EXISTS (SELECT 1 FROM contact k WHERE k.customer = r.id AND k.presence <> 1) \
         AND NOT EXISTS (SELECT 1 FROM contact k WHERE k.customer = r.id AND k.presence <> 1 AND k.slot >= ",
    );
    query.push_bind(first_slot(since)).push(")");
}
