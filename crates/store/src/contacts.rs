//! The contact list: criteria, pages, counts; and one contact with what is derived from it.

use chrono::{NaiveDate, NaiveTime};
use domain::contact::{Direction, Outcome};
use domain::id::{AttachmentId, ContactId, CustomerId, PersonId, UserId};
use sqlx::{QueryBuilder, Sqlite};
use uuid::Uuid;

use crate::error::StoreError;
use crate::fold;
use crate::place::{date_of, day, first_of, last_of, time_of};
use crate::projection::contacts::ContactRow;
use crate::store::Store;

/// S4: combined with AND, ranges inclusive, none is no restriction.
#[derive(Debug, Clone, Default)]
pub struct Criteria {
    pub customer: Option<CustomerId>,
    pub person: Option<PersonId>,
    pub contact_type: Option<String>,
    pub user: Option<UserId>,
    pub direction: Option<Direction>,
    pub date: Range,
    pub next: Range,
    pub closed: Range,
    pub result: Option<Outcome>,
    /// Words of the notes and of attached emails.
    pub text: Option<String>,
    pub has_attachments: bool,
    /// S9; none is Todos.
    pub done: Option<bool>,
}

/// Days from and to, both included.
#[derive(Debug, Clone, Copy, Default)]
pub struct Range {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// Where a page starts.
#[derive(Debug, Clone, Copy)]
pub enum From {
    /// So many contacts are passed over: for a window anywhere in a long list.
    Offset(u32),
    /// After the place of the last one seen: what arrives meanwhile shifts nothing.
    Place(i64),
}

/// One line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: ContactId,
    pub place: i64,
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    pub customer: CustomerId,
    /// Empty while the customer has not arrived.
    pub customer_name: String,
    pub person_name: Option<String>,
    pub user_name: String,
    pub contact_type: String,
    pub direction: String,
    /// The start of the notes.
    pub excerpt: String,
    pub result: Option<String>,
    pub closing_date: Option<NaiveDate>,
    pub next_date: Option<NaiveDate>,
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

/// A contact as its row has it.
#[derive(Debug, Clone)]
pub struct Shown {
    pub row: ShownRow,
    pub follow_up: Option<ContactId>,
    pub attachments: Vec<AttachmentId>,
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
    id: Uuid,
    place: i64,
    date: i64,
    minute: i32,
    customer: Uuid,
    customer_name: Option<String>,
    person_name: Option<String>,
    user_name: Option<String>,
    contact_type: String,
    direction: String,
    excerpt: String,
    result: Option<String>,
    closing_date: Option<i64>,
    next_date: Option<i64>,
    duration_minutes: Option<i64>,
    done: bool,
    attachments: i64,
    has_previous: bool,
    has_follow_up: bool,
    conflicts: String,
}

impl Store {
    /// At most `limit` lines, newest first.
    pub async fn contacts(
        &self,
        criteria: &Criteria,
        from: From,
        limit: u32,
        excerpt_chars: u32,
    ) -> Result<Vec<Line>, StoreError> {
        let mut query = QueryBuilder::new(
            "SELECT c.id, c.place, c.date, c.minute, c.customer, cu.name AS customer_name, p.name AS person_name, \
             u.name AS user_name, c.contact_type, c.direction, substr(c.notes, 1, ",
        );
        query.push_bind(excerpt_chars);
        query.push(
            ") AS excerpt, c.result, c.closing_date, c.next_date, c.duration_minutes, c.done, c.attachments, \
             c.previous IS NOT NULL AS has_previous, \
             EXISTS (SELECT 1 FROM contact f WHERE f.previous = c.id AND f.presence <> 1) AS has_follow_up, \
             c.conflicts FROM contact c LEFT JOIN customer cu ON cu.id = c.customer \
             LEFT JOIN person p ON p.id = c.person LEFT JOIN user u ON u.id = c.user WHERE c.place IN (",
        );
        // The inner query passes over rows in an index alone; only the page's rows are read.
        if !select(&mut query, "SELECT c.place", criteria, from_place(from)) {
            return Ok(Vec::new());
        }
        query.push(" ORDER BY c.place DESC LIMIT ").push_bind(limit);
        if let From::Offset(offset) = from {
            query.push(" OFFSET ").push_bind(offset);
        }
        query.push(") ORDER BY c.place DESC");
        let rows: Vec<LineRow> = query.build_query_as().fetch_all(&self.reader).await?;
        Ok(rows.into_iter().map(line).collect())
    }

    /// How many there are of each state, whatever `criteria.done` says.
    pub async fn contact_counts(&self, criteria: &Criteria) -> Result<Counts, StoreError> {
        let criteria = Criteria { done: None, ..criteria.clone() };
        let mut query = QueryBuilder::new("");
        if !select(&mut query, "SELECT c.done, count(*)", &criteria, None) {
            return Ok(Counts { done: 0, open: 0 });
        }
        query.push(" GROUP BY c.done");
        let rows: Vec<(bool, u32)> = query.build_query_as().fetch_all(&self.reader).await?;
        let of = |state: bool| rows.iter().find(|(done, _)| *done == state).map_or(0, |(_, count)| *count);
        Ok(Counts { done: of(true), open: of(false) })
    }

    /// A contact with what is derived from it, also from the bin.
    pub async fn contact(&self, id: ContactId) -> Result<Option<Shown>, StoreError> {
        let row: Option<ContactRow> = sqlx::query_as("SELECT * FROM contact WHERE id = ?")
            .bind(id.0)
            .fetch_optional(&self.reader)
            .await?;
        let Some(row) = row else { return Ok(None) };
        // Two machines may have opened one each before they met: the one that stands first is shown.
        let follow_up: Option<(Uuid,)> = sqlx::query_as(
            "SELECT id FROM contact WHERE previous = ? AND presence <> 1 ORDER BY place LIMIT 1",
        )
        .bind(id.0)
        .fetch_optional(&self.reader)
        .await?;
        let attachments: Vec<(Uuid,)> =
            sqlx::query_as("SELECT attachment FROM attached WHERE rid = ? ORDER BY position")
                .bind(row.rid)
                .fetch_all(&self.reader)
                .await?;
        let (revision,): (String,) = sqlx::query_as("SELECT revision FROM document WHERE rid = ?")
            .bind(row.rid)
            .fetch_one(&self.reader)
            .await?;
        Ok(Some(Shown {
            row: shown(row),
            follow_up: follow_up.map(|(id,)| ContactId(id)),
            attachments: attachments.into_iter().map(|(id,)| AttachmentId(id)).collect(),
            revision,
        }))
    }
}

fn from_place(from: From) -> Option<i64> {
    match from {
        From::Place(place) => Some(place),
        From::Offset(_) => None,
    }
}

/// Pushes the query of the contacts that meet the criteria; false when nothing can meet them.
fn select(
    query: &mut QueryBuilder<Sqlite>,
    columns: &'static str,
    criteria: &Criteria,
    before: Option<i64>,
) -> bool {
    query.push(columns);
    match criteria.text.as_deref().map(fold::query) {
        // A walk of the full text in the order of places: a common word is as fast as a rare one.
        Some(Some(words)) => {
            query.push(
                " FROM contact_words w CROSS JOIN contact c ON c.place = w.rowid WHERE contact_words MATCH ",
            );
            query.push_bind(words);
            query.push(" AND c.presence <> 1");
        }
        // Something was typed that holds no word.
        Some(None) if criteria.text.as_deref().is_some_and(|text| !text.trim().is_empty()) => {
            return false;
        }
        _ => {
            query.push(" FROM contact c WHERE c.presence <> 1");
        }
    }
    restrict_places(query, criteria, before);
    restrict_values(query, criteria);
    true
}

fn restrict_places(query: &mut QueryBuilder<Sqlite>, criteria: &Criteria, before: Option<i64>) {
    let column = match criteria.text.as_deref().and_then(fold::query) {
        Some(_) => " AND w.rowid",
        None => " AND c.place",
    };
    if let Some(from) = criteria.date.from {
        query.push(column).push(" >= ").push_bind(first_of(from));
    }
    if let Some(to) = criteria.date.to {
        query.push(column).push(" <= ").push_bind(last_of(to));
    }
    if let Some(before) = before {
        query.push(column).push(" < ").push_bind(before);
    }
}

fn restrict_values(query: &mut QueryBuilder<Sqlite>, criteria: &Criteria) {
    if let Some(customer) = criteria.customer {
        query.push(" AND c.customer = ").push_bind(customer.0);
    }
    if let Some(person) = criteria.person {
        query.push(" AND c.person = ").push_bind(person.0);
    }
    if let Some(user) = criteria.user {
        query.push(" AND c.user = ").push_bind(user.0);
    }
    if let Some(contact_type) = &criteria.contact_type {
        query.push(" AND c.contact_type = ").push_bind(contact_type.clone());
    }
    if let Some(direction) = criteria.direction {
        query.push(" AND c.direction = ").push_bind(direction.as_str());
    }
    if let Some(result) = criteria.result {
        query.push(" AND c.result = ").push_bind(result.as_str());
    }
    if let Some(done) = criteria.done {
        query.push(" AND c.done = ").push_bind(done);
    }
    if criteria.has_attachments {
        query.push(" AND c.attachments > 0");
    }
    for (column, range) in [(" AND c.next_date", criteria.next), (" AND c.closing_date", criteria.closed)] {
        if let Some(from) = range.from {
            query.push(column).push(" >= ").push_bind(day(from));
        }
        if let Some(to) = range.to {
            query.push(column).push(" <= ").push_bind(day(to));
        }
    }
}

fn line(row: LineRow) -> Line {
    Line {
        id: ContactId(row.id),
        place: row.place,
        date: date_of(row.date),
        time: time_of(row.minute),
        customer: CustomerId(row.customer),
        customer_name: row.customer_name.unwrap_or_default(),
        person_name: row.person_name,
        user_name: row.user_name.unwrap_or_default(),
        contact_type: row.contact_type,
        direction: row.direction,
        excerpt: row.excerpt.split_whitespace().collect::<Vec<_>>().join(" "),
        result: row.result,
        closing_date: row.closing_date.map(date_of),
        next_date: row.next_date.map(date_of),
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

/// Field names from one column.
pub(crate) fn split(conflicts: &str) -> Vec<String> {
    conflicts.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
