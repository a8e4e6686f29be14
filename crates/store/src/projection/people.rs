//! People as rows.

use domain::person::Person;
use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::addresses::address_rows;
use crate::projection::found_by;
use crate::projection::item::{Kind, Of, rids};
use crate::record::Presence;

table! {
    "person" PersonRow {
        id: Uuid,
        customer: Uuid,
        name: String,
        sort_name: String,
        position: Option<String>,
        notes: String,
        presence: i32,
        conflicts: String,
    }
}

impl Kind for Person {
    type Row = PersonRow;
    const TOLD: (&'static str, &'static str) =
        ("r.name", "(SELECT name FROM customer WHERE id = r.customer)");

    fn row((rid, id, person, projected): &Of<'_, Self>) -> PersonRow {
        PersonRow {
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

    async fn write(tx: &mut Write, people: &[Of<'_, Self>]) -> Result<(), StoreError> {
        if people.is_empty() {
            return Ok(());
        }
        let rids = rids(people);
        let rows: Vec<_> = people.iter().map(Self::row).collect();
        replace(tx, &rids, &rows).await?;

        let mut addresses = Vec::new();
        let mut words = Vec::new();
        for (rid, _, person, projected) in people {
            addresses.extend(address_rows(*rid, "email", &person.emails));
            addresses.extend(address_rows(*rid, "phone", &person.phones));
            if projected.presence != Presence::Deleted {
                words.push((*rid, found_by::person(person)));
            }
        }
        replace(tx, &rids, &addresses).await?;
        found_by::write(tx, &rids, &words).await
    }
}
