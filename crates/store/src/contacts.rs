//! The contact list: criteria, pages, counts; and one contact with what is derived from it.

use chrono::{NaiveDate, NaiveTime};
use domain::custom_field::CustomValue;
use domain::id::{AttachmentId, ContactId, CustomerId, PersonId, UserId};
use sqlx::{QueryBuilder, Sqlite, SqlitePool};
use uuid::Uuid;

use crate::catalogues;
use crate::criteria::{Criteria, Cursor, Source, Window, select};
use crate::custom_fields;
use crate::error::StoreError;
use crate::projection::contacts::ContactRow;
use crate::row::{Revised, split};
use crate::slot::{date_of, date_of_place, places_of, time_of};
use crate::store::Store;

/// Where a page starts.
#[derive(Debug, Clone, Copy)]
pub enum From {
    /// So many contacts are passed over: for a window anywhere in a long list.
    Offset(u32),
    /// After the last one seen: what arrives meanwhile shifts nothing.
    After(Cursor),
}

/// One line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    pub(crate) rid: i64,
    pub id: ContactId,
    pub cursor: Cursor,
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    pub customer: CustomerId,
    /// Empty while the customer has not arrived.
    pub customer_name: String,
    pub person_name: Option<String>,
    pub user: UserId,
    pub user_name: String,
    pub contact_type: String,
    pub direction: String,
    /// The start of the notes, with "…" where they go on.
    pub excerpt: String,
    pub result: Option<String>,
    pub closing_date: Option<NaiveDate>,
    pub next_date: Option<NaiveDate>,
    pub next_time: Option<NaiveTime>,
    pub duration_minutes: Option<u32>,
    pub done: bool,
    pub has_attachments: bool,
    pub has_previous: bool,
    pub has_follow_up: bool,
    pub has_conflicts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub done: u32,
    pub open: u32,
}

impl Counts {
    /// How many there are in a state; none is all of them.
    pub fn of(self, done: Option<bool>) -> u32 {
        match done {
            None => self.done + self.open,
            Some(true) => self.done,
            Some(false) => self.open,
        }
    }
}

/// A contact as its row has it.
#[derive(Debug, Clone)]
pub struct Shown {
    pub row: ShownRow,
    pub follow_up: Option<ContactId>,
    pub attachments: Vec<AttachmentId>,
    pub actions: Vec<catalogues::Line>,
    pub interests: Vec<catalogues::Interest>,
    pub custom_fields: Vec<CustomValue>,
    pub revision: String,
}

/// The scalar part of a shown contact.
#[derive(Debug, Clone)]
pub struct ShownRow {
    pub id: ContactId,
    pub customer: CustomerId,
    pub person: Option<PersonId>,
    pub user: UserId,
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    pub time_zone: Option<String>,
    pub duration_minutes: Option<u32>,
    pub contact_type: String,
    pub email: Option<AttachmentId>,
    pub direction: String,
    pub notes: String,
    pub next: Option<(NaiveDate, Option<NaiveTime>)>,
    pub closing_date: Option<NaiveDate>,
    pub result: Option<String>,
    pub done: bool,
    pub previous: Option<ContactId>,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    rid: i64,
    id: Uuid,
    slot: i64,
    date: i64,
    minute: i32,
    customer: Uuid,
    customer_name: Option<String>,
    person_name: Option<String>,
    user: Uuid,
    user_name: Option<String>,
    contact_type: String,
    direction: String,
    excerpt: String,
    result: Option<String>,
    closing_date: Option<i64>,
    next_date: Option<i64>,
    next_minute: Option<i32>,
    duration_minutes: Option<i64>,
    done: bool,
    attachments: i64,
    has_previous: bool,
    has_follow_up: bool,
    conflicts: String,
}

impl Store {
    /// At most `limit` lines, newest first; the first page without a `from`.
    pub async fn contacts(
        &self,
        criteria: &Criteria,
        from: Option<From>,
        limit: u32,
        excerpt_chars: u32,
    ) -> Result<Vec<Line>, StoreError> {
        let Some(source) = Source::of(criteria) else { return Ok(Vec::new()) };
        let (window, offset) = match &source {
            Source::All => match from {
                Some(From::Offset(offset)) => (Window::default(), offset),
                Some(From::After(cursor)) => (Window { after: Some(cursor), ..Window::default() }, 0),
                None => (Window::default(), 0),
            },
            Source::Words(_) => match self.window(&source, criteria, from, limit).await? {
                Some(window) => window,
                None => return Ok(Vec::new()),
            },
        };
        let mut query = QueryBuilder::new("");
        select_lines(&mut query, excerpt_chars);
        // The inner query passes over rows in an index alone; only the page's rows are read.
        select(&mut query, "SELECT c.rid", &source, criteria, window);
        query
            .push(" ORDER BY c.slot DESC, c.id DESC LIMIT ")
            .push_bind(limit)
            .push(" OFFSET ")
            .push_bind(offset);
        query.push(") ORDER BY c.slot DESC, c.id DESC");
        read_lines(query, &self.reader).await
    }

    /// The days that a page of found contacts lies in, and how many of its first day are passed over. The full
    /// text is walked in the order of days, which is as fast for a common word as for a rare one; only the
    /// page's days are sorted.
    async fn window(
        &self,
        source: &Source,
        criteria: &Criteria,
        from: Option<From>,
        limit: u32,
    ) -> Result<Option<(Window, u32)>, StoreError> {
        let (after, offset) = match from {
            Some(From::After(cursor)) => (Some(cursor), 0),
            Some(From::Offset(offset)) => (None, offset),
            None => (None, 0),
        };
        let start = Window { after, ..Window::default() };
        let Some(first) = self.nth_place(source, criteria, start, offset).await? else { return Ok(None) };
        let newest = date_of_place(first);
        let last =
            self.nth_place(source, criteria, start, offset.saturating_add(limit.saturating_sub(1))).await?;
        let window = Window { after, newest: Some(newest), oldest: last.map(date_of_place) };
        let mut passed = 0;
        if offset > 0 {
            let mut query = QueryBuilder::new("");
            select(&mut query, "SELECT count(*)", source, criteria, start);
            query.push(" AND w.rowid > ").push_bind(*places_of(newest).end());
            (passed,) = query.build_query_as().fetch_one(&self.reader).await?;
        }
        // What arrived between the two questions may have pushed others down.
        Ok(Some((window, offset.saturating_sub(passed))))
    }

    async fn nth_place(
        &self,
        source: &Source,
        criteria: &Criteria,
        window: Window,
        nth: u32,
    ) -> Result<Option<i64>, StoreError> {
        let mut query = QueryBuilder::new("");
        select(&mut query, "SELECT w.rowid", source, criteria, window);
        query.push(" ORDER BY w.rowid DESC LIMIT 1 OFFSET ").push_bind(nth);
        let row: Option<(i64,)> = query.build_query_as().fetch_optional(&self.reader).await?;
        Ok(row.map(|(place,)| place))
    }

    /// How many there are of each state, whatever `criteria.done` says.
    pub async fn contact_counts(&self, criteria: &Criteria) -> Result<Counts, StoreError> {
        let criteria = Criteria { done: None, ..criteria.clone() };
        let Some(source) = Source::of(&criteria) else { return Ok(Counts { done: 0, open: 0 }) };
        let mut query = QueryBuilder::new("");
        // Not grouped: a sum needs no sorting.
        let columns = "SELECT count(*), coalesce(sum(c.done), 0)";
        select(&mut query, columns, &source, &criteria, Window::default());
        let (all, done): (u32, u32) = query.build_query_as().fetch_one(&self.reader).await?;
        Ok(Counts { done, open: all.saturating_sub(done) })
    }

    /// The minutes of all that meet the criteria, together.
    pub async fn contact_minutes(&self, criteria: &Criteria) -> Result<u64, StoreError> {
        let Some(source) = Source::of(criteria) else { return Ok(0) };
        let mut query = QueryBuilder::new("");
        select(
            &mut query,
            "SELECT coalesce(sum(c.duration_minutes), 0)",
            &source,
            criteria,
            Window::default(),
        );
        let minutes: i64 = query.build_query_scalar().fetch_one(&self.reader).await?;
        Ok(minutes.try_into().unwrap_or(0))
    }

    /// A contact with what is derived from it, also from the bin.
    pub async fn contact(&self, id: ContactId) -> Result<Option<Shown>, StoreError> {
        let mut tx = self.reader.begin().await?;
        let found: Option<Revised<ContactRow>> = sqlx::query_as(
            "SELECT c.*, d.revision FROM contact c JOIN document d ON d.rid = c.rid WHERE c.id = ?",
        )
        .bind(id.0)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(Revised { row, revision }) = found else { return Ok(None) };
        // Two machines may have opened one each before they met: the one that stands first is shown.
        let follow_up: Option<(Uuid,)> = sqlx::query_as(
            "SELECT id FROM contact WHERE previous = ? AND presence <> 1 ORDER BY slot, id LIMIT 1",
        )
        .bind(id.0)
        .fetch_optional(&mut *tx)
        .await?;
        let attachments: Vec<(Uuid,)> =
            sqlx::query_as("SELECT attachment FROM attached WHERE rid = ? ORDER BY position")
                .bind(row.rid)
                .fetch_all(&mut *tx)
                .await?;
        let actions = catalogues::lines(&mut tx, row.rid).await?;
        let of = (id, CustomerId(row.customer));
        let interests = catalogues::interests(&mut tx, row.rid, Some(of)).await?;
        let custom_fields = custom_fields::values(&mut tx, row.rid).await?;
        Ok(Some(Shown {
            actions,
            custom_fields,
            interests,
            row: shown(row),
            follow_up: follow_up.map(|(id,)| ContactId(id)),
            attachments: attachments.into_iter().map(|(id,)| AttachmentId(id)).collect(),
            revision,
        }))
    }
}

/// Appends the SELECT for list rows, ending in an open `IN (`; the caller appends the row ids and `)`.
pub(crate) fn select_lines(query: &mut QueryBuilder<Sqlite>, excerpt_chars: u32) {
    query.push(
        "SELECT c.rid, c.id, c.slot, c.date, c.minute, c.customer, cu.name AS customer_name, \
         p.name AS person_name, c.user, u.name AS user_name, c.contact_type, c.direction, CASE WHEN length(c.notes) > ",
    );
    // What is cut says so.
    query.push_bind(excerpt_chars).push(" THEN substr(c.notes, 1, ").push_bind(excerpt_chars);
    query.push(
        ") || '…' ELSE c.notes END AS excerpt, c.result, c.closing_date, c.next_date, c.next_minute, c.duration_minutes, c.done, c.attachments, \
         c.previous IS NOT NULL AS has_previous, \
         EXISTS (SELECT 1 FROM contact f WHERE f.previous = c.id AND f.presence <> 1) AS has_follow_up, \
         c.conflicts FROM contact c LEFT JOIN customer cu ON cu.id = c.customer \
         LEFT JOIN person p ON p.id = c.person LEFT JOIN user u ON u.id = c.user WHERE c.rid IN (",
    );
}

pub(crate) async fn read_lines(
    mut query: QueryBuilder<Sqlite>,
    reader: &SqlitePool,
) -> Result<Vec<Line>, StoreError> {
    let rows: Vec<LineRow> = query.build_query_as().fetch_all(reader).await?;
    Ok(rows.into_iter().map(line).collect())
}

fn line(row: LineRow) -> Line {
    Line {
        rid: row.rid,
        id: ContactId(row.id),
        cursor: Cursor { slot: row.slot, id: row.id },
        date: date_of(row.date),
        time: time_of(row.minute),
        customer: CustomerId(row.customer),
        customer_name: row.customer_name.unwrap_or_default(),
        person_name: row.person_name,
        user: UserId(row.user),
        user_name: row.user_name.unwrap_or_default(),
        contact_type: row.contact_type,
        direction: row.direction,
        excerpt: row.excerpt.split_whitespace().collect::<Vec<_>>().join(" "),
        result: row.result,
        closing_date: row.closing_date.map(date_of),
        next_date: row.next_date.map(date_of),
        next_time: row.next_minute.and_then(time_of),
        duration_minutes: row.duration_minutes.and_then(|minutes| minutes.try_into().ok()),
        done: row.done,
        has_attachments: row.attachments > 0,
        has_previous: row.has_previous,
        has_follow_up: row.has_follow_up,
        has_conflicts: !row.conflicts.is_empty(),
    }
}

fn shown(row: ContactRow) -> ShownRow {
    ShownRow {
        id: ContactId(row.id),
        customer: CustomerId(row.customer),
        person: row.person.map(PersonId),
        user: UserId(row.user),
        date: date_of(row.date),
        time: time_of(row.minute),
        time_zone: row.time_zone,
        duration_minutes: row.duration_minutes.and_then(|minutes| minutes.try_into().ok()),
        contact_type: row.contact_type,
        email: row.email.map(AttachmentId),
        direction: row.direction,
        notes: row.notes,
        next: row.next_date.map(|date| (date_of(date), row.next_minute.and_then(time_of))),
        closing_date: row.closing_date.map(date_of),
        result: row.result,
        done: row.done,
        previous: row.previous.map(ContactId),
        is_deleted: row.presence == 1,
        conflicts: split(&row.conflicts),
    }
}
