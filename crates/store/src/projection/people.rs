//! People as rows.

use domain::person::Person;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Of, address_rows, delete, found_by, rids, write_addresses};
use crate::error::StoreError;
use crate::fold;
use crate::landing::Presence;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub(crate) struct PersonRow {
    pub(crate) rid: i64,
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    pub(crate) name: String,
    pub(crate) sort_name: String,
    pub(crate) position: Option<String>,
    pub(crate) notes: String,
    pub(crate) presence: i32,
    pub(crate) conflicts: String,
}

impl PersonRow {
    pub(crate) fn of((rid, id, person, projected): &Of<'_, Person>) -> Self {
        Self {
            rid: *rid,
            id: *id,
            customer: person.customer.0,
            name: person.name.clone(),
            sort_name: fold::sort_name(&person.name),
            position: person.position.clone(),
            notes: person.notes.clone(),
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }
}

pub(crate) async fn write(tx: &mut Write, people: &[Of<'_, Person>]) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let rids = rids(people);
    delete(tx, "DELETE FROM person WHERE rid", &rids).await?;
    let mut query = QueryBuilder::new(
        "INSERT INTO person (rid, id, customer, name, sort_name, position, notes, presence, conflicts) ",
    );
    query.push_values(people.iter().map(PersonRow::of), |mut values, row| {
        values
            .push_bind(row.rid)
            .push_bind(row.id)
            .push_bind(row.customer)
            .push_bind(row.name)
            .push_bind(row.sort_name)
            .push_bind(row.position)
            .push_bind(row.notes)
            .push_bind(row.presence)
            .push_bind(row.conflicts);
    });
    query.build().execute(&mut **tx).await?;

    let mut addresses = Vec::new();
    let mut words = Vec::new();
    for (rid, _, person, projected) in people {
        addresses.extend(address_rows(*rid, "email", &person.emails));
        addresses.extend(address_rows(*rid, "phone", &person.phones));
        if projected.presence != Presence::Deleted {
            words.push((*rid, found_by::person(person)));
        }
    }
    write_addresses(tx, &rids, &addresses).await?;
    found_by::write(tx, &rids, &words).await
}
