//! The contact list in the order of any of its columns, and ranges of it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use domain::contact::{ContactType, Outcome};
use domain::id::ContactId;
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::contacts::{From, Line, read_lines, select_lines};
use crate::criteria::{Criteria, Source, Window, select};
use crate::error::StoreError;
use crate::fold;
use crate::ranking::{Column, Key, Order};
use crate::store::Store;

/// Of the windows that start before this place the contacts are found without sorting all of them.
const AT_ONCE_MAX: u32 = 1_000;

/// The places of so many contacts are counted one by one; of more, the list is sorted and looked through once.
const COUNTED_MAX: usize = 8;

/// The contacts of those in a table whose names lie between two.
macro_rules! named {
    ($table:literal) => {
        concat!(
            "SELECT c.rid FROM ",
            $table,
            " n JOIN contact c ON c.",
            $table,
            " = n.id WHERE n.sort_name >= ? AND n.sort_name < ? AND c.presence <> 1"
        )
    };
}

impl Store {
    /// At most `limit` lines from `offset` on, in an order.
    pub async fn contacts_in_order(
        &self,
        criteria: &Criteria,
        order: Order,
        offset: u32,
        limit: u32,
        excerpt_chars: u32,
    ) -> Result<Vec<Line>, StoreError> {
        if order == Order::NEWEST_FIRST {
            return self.contacts(criteria, Some(From::Offset(offset)), limit, excerpt_chars).await;
        }
        if order.column == Column::Date {
            // The same walk from its other end.
            let count = self.contact_counts(criteria).await?.of(criteria.done);
            let end = count.saturating_sub(offset);
            let start = end.saturating_sub(limit);
            let newest_first = Some(From::Offset(start));
            let mut lines = self.contacts(criteria, newest_first, end - start, excerpt_chars).await?;
            lines.reverse();
            return Ok(lines);
        }
        let key = self.key(criteria, order).await?;
        if let Some(ranking) = self.ranking.kept(&key) {
            return self.lines(slice(&ranking, offset, limit), excerpt_chars).await;
        }
        let end = offset.saturating_add(limit);
        if end > AT_ONCE_MAX {
            let ranking = self.ranking(criteria, order).await?;
            return self.lines(slice(&ranking, offset, limit), excerpt_chars).await;
        }
        // The first windows are found by themselves, and shown, while the whole list is sorted.
        let first = self.rank(criteria, order, Some(end)).await?;
        let lines = self.lines(slice(&first, offset, limit), excerpt_chars).await?;
        let (store, criteria) = (self.clone(), criteria.clone());
        // What goes wrong there goes wrong again, and is told, when the list is scrolled.
        tokio::spawn(async move { store.ranking(&criteria, order).await.map(|_| ()) });
        Ok(lines)
    }

    /// The contacts at some ranges of the list, without their notes.
    pub async fn contacts_at(
        &self,
        criteria: &Criteria,
        order: Order,
        ranges: &[Range<u32>],
    ) -> Result<Vec<Line>, StoreError> {
        let mut lines = Vec::new();
        for range in ranges {
            lines.extend(self.contacts_in_order(criteria, order, range.start, range.len() as u32, 0).await?);
        }
        Ok(lines)
    }

    /// The place of a contact in the list; none when the list does not hold it.
    pub async fn place_of(
        &self,
        criteria: &Criteria,
        order: Order,
        id: ContactId,
    ) -> Result<Option<u32>, StoreError> {
        let Some(source) = Source::of(criteria) else { return Ok(None) };
        let found: Option<(i64, i64)> = sqlx::query_as("SELECT rid, slot FROM contact WHERE id = ?")
            .bind(id.0)
            .fetch_optional(&self.reader)
            .await?;
        let Some((rid, slot)) = found else { return Ok(None) };
        if order.column != Column::Date {
            let ranking = self.ranking(criteria, order).await?;
            return Ok(ranking.iter().position(|place| *place == rid).map(|place| place as u32));
        }
        // As many as stand before it.
        let mut query = QueryBuilder::new("");
        select(&mut query, "SELECT count(*)", &source, criteria, Window::default());
        query.push(" AND (c.slot, c.id) ").push(if order.descending { "> (" } else { "< (" });
        query.push_bind(slot).push(", ").push_bind(id.0).push(")");
        let place: u32 = query.build_query_scalar().fetch_one(&self.reader).await?;
        let there = self.contacts_in_order(criteria, order, place, 1, 0).await?;
        Ok(there.first().filter(|line| line.id == id).map(|_| place))
    }

    /// The places of several, as `place_of` gives them.
    pub async fn places_of(
        &self,
        criteria: &Criteria,
        order: Order,
        ids: &[ContactId],
    ) -> Result<Vec<Option<u32>>, StoreError> {
        let mut places = Vec::with_capacity(ids.len());
        if ids.len() <= COUNTED_MAX {
            for id in ids {
                places.push(self.place_of(criteria, order, *id).await?);
            }
            return Ok(places);
        }
        let ranking = self.ranking(criteria, order).await?;
        let rows = self.rows_of(ids).await?;
        let wanted: HashSet<i64> = rows.values().copied().collect();
        let at = ranking.iter().enumerate().filter(|(_, rid)| wanted.contains(rid));
        let at: HashMap<i64, u32> = at.map(|(place, rid)| (*rid, place as u32)).collect();
        Ok(ids.iter().map(|id| rows.get(id).and_then(|rid| at.get(rid)).copied()).collect())
    }

    /// The lines of those of some contacts that are not deleted, without their notes, in the order of the ids.
    pub async fn contacts_named(&self, ids: &[ContactId]) -> Result<Vec<Line>, StoreError> {
        let rows = self.rows_of(ids).await?;
        let places: Vec<i64> = ids.iter().filter_map(|id| rows.get(id).copied()).collect();
        match places.is_empty() {
            true => Ok(Vec::new()),
            false => self.lines(&places, 0).await,
        }
    }

    /// Which rows some contacts that are not deleted have.
    async fn rows_of(&self, ids: &[ContactId]) -> Result<HashMap<ContactId, i64>, StoreError> {
        let mut query = QueryBuilder::new("SELECT id, rid FROM contact WHERE presence <> 1 AND id IN (");
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(id.0);
        }
        query.push(")");
        let rows: Vec<(Uuid, i64)> = query.build_query_as().fetch_all(&self.reader).await?;
        Ok(rows.into_iter().map(|(id, rid)| (ContactId(id), rid)).collect())
    }

    /// The place of the next contact after `after` whose name begins so, around the end; of the customer, or of
    /// whom the list is sorted by.
    pub async fn seek(
        &self,
        criteria: &Criteria,
        order: Order,
        beginning: &str,
        after: Option<u32>,
    ) -> Result<Option<u32>, StoreError> {
        let beginning = fold::sort_name(beginning);
        if beginning.is_empty() {
            return Ok(None);
        }
        let ranking = self.ranking(criteria, order).await?;
        let found: Vec<i64> = sqlx::query_scalar(match order.column {
            Column::Person => named!("person"),
            Column::User => named!("user"),
            _ => named!("customer"),
        })
        .bind(&beginning)
        // No name goes on with the last of all characters.
        .bind(format!("{beginning}\u{10ffff}"))
        .fetch_all(&self.reader)
        .await?;
        let found: HashSet<i64> = found.into_iter().collect();
        let start = after.map_or(0, |after| after as usize + 1).min(ranking.len());
        let places = (start..ranking.len()).chain(0..start);
        Ok(places.into_iter().find(|place| found.contains(&ranking[*place])).map(|place| place as u32))
    }

    /// The lines at some places, in the order of the places.
    async fn lines(&self, places: &[i64], excerpt_chars: u32) -> Result<Vec<Line>, StoreError> {
        let mut query = QueryBuilder::new("");
        select_lines(&mut query, excerpt_chars);
        let mut list = query.separated(", ");
        for place in places {
            list.push_bind(*place);
        }
        query.push(")");
        let at: HashMap<i64, usize> = places.iter().enumerate().map(|(at, place)| (*place, at)).collect();
        let mut lines = read_lines(query, &self.reader).await?;
        lines.sort_by_key(|line| at.get(&line.rid).copied());
        Ok(lines)
    }

    async fn ranking(&self, criteria: &Criteria, order: Order) -> Result<Arc<Vec<i64>>, StoreError> {
        // One at a time: a second window of the same list waits for the first one's work.
        let _turn = self.ranking.turn.lock().await;
        // Asked for first: what is committed while the list is sorted makes it old at once.
        let key = self.key(criteria, order).await?;
        if let Some(places) = self.ranking.kept(&key) {
            return Ok(places);
        }
        let places = Arc::new(self.rank(criteria, order, None).await?);
        self.ranking.keep(key, places.clone());
        Ok(places)
    }

    async fn key(&self, criteria: &Criteria, order: Order) -> Result<Key, StoreError> {
        Ok(Key { criteria: criteria.clone(), order, version: self.version().await? })
    }

    /// The places of all, or of the first so many.
    async fn rank(
        &self,
        criteria: &Criteria,
        order: Order,
        first: Option<u32>,
    ) -> Result<Vec<i64>, StoreError> {
        let Some(source) = Source::of(criteria) else { return Ok(Vec::new()) };
        let mut query = QueryBuilder::new("");
        // Names are ranked first, so that contacts are sorted by numbers.
        query.push(match order.column {
            Column::Customer => ranked_names("customer"),
            Column::Person => ranked_names("person"),
            Column::User => ranked_names("user"),
            _ => String::new(),
        });
        select(&mut query, "SELECT c.rid", &source, criteria, Window::default());
        let key = match order.column {
            Column::Customer => "(SELECT rank FROM names WHERE id = c.customer)".to_owned(),
            Column::Person => "(SELECT rank FROM names WHERE id = c.person)".to_owned(),
            Column::User => "(SELECT rank FROM names WHERE id = c.user)".to_owned(),
            Column::Type => place_in("c.contact_type", &ContactType::BUILT_IN),
            Column::Result => place_in("c.result", &Outcome::ALL),
            // Among the contacts of a day the same as everywhere: their slots hold day, hour and making.
            Column::Date => "c.slot".to_owned(),
            Column::Closing => "c.closing_date".to_owned(),
            Column::Next => "c.next_date".to_owned(),
            Column::Duration => "c.duration_minutes".to_owned(),
        };
        let direction = if order.descending { "DESC" } else { "ASC" };
        // By date the list turns around as a whole; by another column what is equal stays newest first.
        let rest = if order.column == Column::Date { direction } else { "DESC" };
        query.push(format!(" ORDER BY {key} {direction} NULLS LAST, c.slot {rest}, c.id {rest}"));
        if let Some(first) = first {
            query.push(" LIMIT ").push_bind(first);
        }
        Ok(query.build_query_scalar().fetch_all(&self.reader).await?)
    }
}

fn slice(places: &[i64], offset: u32, limit: u32) -> &[i64] {
    let start = (offset as usize).min(places.len());
    let end = (start + limit as usize).min(places.len());
    &places[start..end]
}

/// `table` is one of our own names, never input.
fn ranked_names(table: &'static str) -> String {
    format!(
        "WITH names AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY sort_name, id) AS rank FROM {table}) "
    )
}

/// A catalogue's own order; a key that it does not know comes after all that it does. The keys are constants.
fn place_in(column: &'static str, keys: &[&'static str]) -> String {
    let cases: String =
        keys.iter().enumerate().map(|(place, key)| format!(" WHEN '{key}' THEN {place}")).collect();
    format!("CASE {column}{cases} ELSE iif({column} IS NULL, NULL, {}) END", keys.len())
}
