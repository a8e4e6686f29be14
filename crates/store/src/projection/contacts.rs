//! Contacts as rows, and their words in the full text.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::contact::Contact;
use domain::custom_field::CustomValue;
use domain::id::CustomFieldId;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::actions::line_rows;
use super::custom_fields::{custom_value_rows, read};
use super::found_by::custom_words;
use super::products::interest_rows;
use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::attached::attached_rows;
use crate::projection::item::{Kind, Of, rids};
use crate::projection::table::ROWS_A_STATEMENT;
use crate::record::Presence;
use crate::slot;

table! {
    "contact" ContactRow {
        id: Uuid,
        slot: i64,
        place: i64,
        customer: Uuid,
        person: Option<Uuid>,
        user: Uuid,
        date: i64,
        minute: i32,
        time_zone: Option<String>,
        duration_minutes: Option<i64>,
        contact_type: String,
        email: Option<Uuid>,
        direction: String,
        notes: String,
        next_date: Option<i64>,
        next_minute: Option<i32>,
        closing_date: Option<i64>,
        result: Option<String>,
        done: bool,
        previous: Option<Uuid>,
        attachments: i64,
        open_actions: i64,
        presence: i32,
        conflicts: String,
    }
}

impl ContactRow {
    fn of((rid, id, contact, projected): &Of<'_, Contact>, place: i64) -> Self {
        let next = contact.next_contact.as_ref();
        let closing = contact.closing.as_ref();
        Self {
            rid: *rid,
            id: *id,
            slot: slot::slot(contact.date, contact.hour.as_ref().map(|hour| hour.time), *id),
            place,
            customer: contact.customer.0,
            person: contact.person.map(|id| id.0),
            user: contact.user.0,
            date: slot::day(contact.date),
            minute: slot::minute(contact.hour.as_ref().map(|hour| hour.time)),
            time_zone: contact.hour.as_ref().map(|hour| hour.zone.clone()),
            duration_minutes: contact.duration_minutes.map(i64::from),
            contact_type: contact.channel.contact_type.as_str().to_owned(),
            email: contact.channel.email.map(|id| id.0),
            direction: contact.direction.as_str().to_owned(),
            notes: contact.notes.clone(),
            next_date: next.map(|next| slot::day(next.date)),
            next_minute: next.map(|next| slot::minute(next.time)),
            closing_date: closing.and_then(|closing| closing.date).map(slot::day),
            result: closing
                .and_then(|closing| closing.result.as_ref())
                .map(|result| result.as_str().to_owned()),
            done: contact.is_done(),
            previous: contact.previous.map(|id| id.0),
            attachments: contact.attachments.len() as i64,
            open_actions: contact.actions.iter().filter(|line| !line.is_done).count() as i64,
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }
}

impl Kind for Contact {
    type Row = ContactRow;
    const TOLD: (&'static str, &'static str) =
        ("(SELECT name FROM customer WHERE id = r.customer)", "substr(r.notes, 1, ?1)");

    fn row(of: &Of<'_, Self>) -> ContactRow {
        ContactRow::of(of, 0)
    }

    fn expected(of: &Of<'_, Self>, found: Option<&ContactRow>) -> ContactRow {
        ContactRow::of(of, found.map_or(0, |found| found.place))
    }

    async fn write(tx: &mut Write, contacts: &[Of<'_, Self>]) -> Result<(), StoreError> {
        if contacts.is_empty() {
            return Ok(());
        }
        let rids = rids(contacts);
        forget_words(tx, &rids).await?;
        let places = places(tx, contacts, &rids).await?;
        let rows: Vec<ContactRow> =
            contacts.iter().zip(&places).map(|(contact, place)| ContactRow::of(contact, *place)).collect();
        replace(tx, &rids, &rows).await?;
        let attached: Vec<_> = contacts
            .iter()
            .flat_map(|(rid, _, contact, _)| attached_rows(*rid, &contact.attachments))
            .collect();
        replace(tx, &rids, &attached).await?;
        let lines: Vec<_> =
            contacts.iter().flat_map(|(rid, _, contact, _)| line_rows(*rid, &contact.actions)).collect();
        replace(tx, &rids, &lines).await?;
        let interests: Vec<_> = contacts
            .iter()
            .flat_map(|(rid, _, contact, _)| interest_rows(*rid, &contact.interests))
            .collect();
        replace(tx, &rids, &interests).await?;
        let values: Vec<_> = contacts
            .iter()
            .flat_map(|(rid, _, contact, _)| custom_value_rows(*rid, &contact.custom_fields))
            .collect();
        replace(tx, &rids, &values).await?;
        write_words(tx, &rows).await
    }
}

/// An attachment's text is found under the contacts that hold it, whichever of the two arrives first.
pub(crate) async fn refresh_mail(tx: &mut Write, attachments: &[Uuid]) -> Result<(), StoreError> {
    for id in attachments {
        let rows: Vec<ContactRow> = sqlx::query_as(
            "SELECT c.* FROM attached a JOIN contact c ON c.rid = a.rid WHERE a.attachment = ? GROUP BY c.rid",
        )
        .bind(id)
        .fetch_all(&mut **tx)
        .await?;
        let rids: Vec<i64> = rows.iter().map(|row| row.rid).collect();
        forget_words(tx, &rids).await?;
        write_words(tx, &rows).await?;
    }
    Ok(())
}

async fn forget_words(tx: &mut Write, rids: &[i64]) -> Result<(), StoreError> {
    let mut query = QueryBuilder::new(
        "DELETE FROM contact_words WHERE rowid IN (SELECT place FROM contact WHERE rid IN (",
    );
    let mut list = query.separated(", ");
    rids.iter().for_each(|rid| {
        list.push_bind(*rid);
    });
    query.push("))");
    query.build().execute(&mut **tx).await?;
    Ok(())
}

/// The rows of these contacts in the full text: one of its day stays, another gets the next of its day.
async fn places(tx: &mut Write, contacts: &[Of<'_, Contact>], rids: &[i64]) -> Result<Vec<i64>, StoreError> {
    let mut query = QueryBuilder::new("SELECT rid, place FROM contact WHERE rid IN (");
    let mut list = query.separated(", ");
    rids.iter().for_each(|rid| {
        list.push_bind(*rid);
    });
    query.push(")");
    let old: Vec<(i64, i64)> = query.build_query_as().fetch_all(&mut **tx).await?;
    let old: HashMap<i64, i64> = old.into_iter().collect();
    let mut last_of_day: HashMap<NaiveDate, i64> = HashMap::new();
    let mut places = Vec::with_capacity(contacts.len());
    for (rid, _, contact, _) in contacts {
        if let Some(place) = old.get(rid).filter(|place| is_well_placed(contact, **place)) {
            places.push(*place);
            continue;
        }
        let day = slot::places_of(contact.date);
        let last = match last_of_day.get(&contact.date) {
            Some(last) => *last,
            None => {
                let (last,): (Option<i64>,) =
                    sqlx::query_as("SELECT max(place) FROM contact WHERE place BETWEEN ? AND ?")
                        .bind(day.start())
                        .bind(day.end())
                        .fetch_one(&mut **tx)
                        .await?;
                last.unwrap_or(day.start() - 1)
            }
        };
        let place = last + 1;
        if !day.contains(&place) {
            return Err(StoreError::TooMany("contacts of one day"));
        }
        last_of_day.insert(contact.date, place);
        places.push(place);
    }
    Ok(places)
}

/// Whether a row of the full text belongs to the contact's day.
pub(crate) fn is_well_placed(contact: &Contact, place: i64) -> bool {
    slot::places_of(contact.date).contains(&place)
}

/// What a contact is found by: its notes, actions and own fields, and the files and emails attached to it.
async fn write_words(tx: &mut Write, rows: &[ContactRow]) -> Result<(), StoreError> {
    let live: Vec<&ContactRow> = rows.iter().filter(|row| row.presence != Presence::Deleted.code()).collect();
    let mail = mail_of(tx, &live).await?;
    let actions = actions_of(tx, &live).await?;
    let custom = custom_of(tx, &live).await?;
    for chunk in live.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("INSERT INTO contact_words (rowid, notes, mail) ");
        query.push_values(chunk, |mut values, row| {
            values
                .push_bind(row.place)
                .push_bind(own_words(
                    &row.notes,
                    actions.get(&row.rid).into_iter().flatten().map(String::as_str),
                    &custom.get(&row.rid).map(|values| custom_words(values)).unwrap_or_default(),
                ))
                .push_bind(mail.get(&row.rid).cloned().unwrap_or_default());
        });
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}

async fn mail_of(tx: &mut Write, rows: &[&ContactRow]) -> Result<HashMap<i64, String>, StoreError> {
    let mut mail: HashMap<i64, String> = HashMap::new();
    let with_files: Vec<i64> = rows.iter().filter(|row| row.attachments > 0).map(|row| row.rid).collect();
    for rid in with_files {
        let texts: Vec<(String,)> = sqlx::query_as(
            "SELECT t.name || ' ' || coalesce(t.description, '') || ' ' || t.subject || ' ' || t.text || ' ' || t.files \
             FROM attached a JOIN attachment t ON t.id = a.attachment \
             WHERE a.rid = ? AND t.presence <> 1 ORDER BY a.position",
        )
        .bind(rid)
        .fetch_all(&mut **tx)
        .await?;
        mail.insert(rid, mail_words(&texts));
    }
    Ok(mail)
}

/// The texts of the actions of these contacts.
async fn actions_of(tx: &mut Write, rows: &[&ContactRow]) -> Result<HashMap<i64, Vec<String>>, StoreError> {
    let mut actions: HashMap<i64, Vec<String>> = HashMap::new();
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("SELECT rid, text FROM action_line WHERE rid IN (");
        let mut list = query.separated(", ");
        chunk.iter().for_each(|row| {
            list.push_bind(row.rid);
        });
        query.push(") ORDER BY rid, position");
        let texts: Vec<(i64, String)> = query.build_query_as().fetch_all(&mut **tx).await?;
        texts.into_iter().for_each(|(rid, text)| actions.entry(rid).or_default().push(text));
    }
    Ok(actions)
}

/// The values that these contacts hold of a team's own fields, in the order of their rows.
async fn custom_of(
    tx: &mut Write,
    rows: &[&ContactRow],
) -> Result<HashMap<i64, Vec<CustomValue>>, StoreError> {
    let mut values: HashMap<i64, Vec<CustomValue>> = HashMap::new();
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("SELECT rid, field, value FROM custom_value WHERE rid IN (");
        let mut list = query.separated(", ");
        chunk.iter().for_each(|row| {
            list.push_bind(row.rid);
        });
        query.push(") ORDER BY rid, field, part");
        let held: Vec<(i64, Uuid, String)> = query.build_query_as().fetch_all(&mut **tx).await?;
        for (rid, field, value) in held {
            let value = read(&value).map(|value| CustomValue { field: CustomFieldId(field), value });
            values.entry(rid).or_default().extend(value);
        }
    }
    Ok(values)
}

/// What people wrote in a contact: its notes, and its actions and own fields after them.
pub(crate) fn own_words<'a>(notes: &str, actions: impl Iterator<Item = &'a str>, custom: &str) -> String {
    let mut words = fold::indexed(notes);
    for action in actions {
        words.push(' ');
        words.push_str(&fold::indexed(action));
    }
    words.push(' ');
    words.push_str(custom);
    words.trim().to_owned()
}

/// Of each attachment all that it is found by.
pub(crate) fn mail_words(attachments: &[(String,)]) -> String {
    let words: Vec<String> = attachments.iter().map(|(text,)| fold::indexed(text)).collect();
    words.join(" ").trim().to_owned()
}
