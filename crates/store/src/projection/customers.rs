//! Customers as rows.

use domain::customer::Customer;
use domain::{tax_id, writing};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::custom_fields::{custom_value_rows, write_custom_values};
use super::postal_addresses::{postal_address_rows, write_postal_addresses};
use super::products::{interest_rows, write_interests};
use super::{Of, address_rows, attached_rows, delete, found_by, rids, write_addresses, write_attached};
use crate::error::StoreError;
use crate::fold;
use crate::landing::Presence;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub(crate) struct CustomerRow {
    pub(crate) rid: i64,
    pub(crate) id: Uuid,
    pub(crate) code: Option<String>,
    pub(crate) name: String,
    pub(crate) sort_name: String,
    pub(crate) legal_name: Option<String>,
    pub(crate) tax_id: Option<String>,
    pub(crate) web: Option<String>,
    pub(crate) kind: Option<Uuid>,
    pub(crate) zone: Option<Uuid>,
    pub(crate) sector: Option<Uuid>,
    pub(crate) owner: Option<Uuid>,
    pub(crate) notes: String,
    pub(crate) presence: i32,
    pub(crate) conflicts: String,
    pub(crate) tax_key: String,
    pub(crate) code_key: String,
    pub(crate) name_key: String,
    pub(crate) legal_name_key: String,
}

/// What two customers' names are compared by.
pub(crate) fn name_key(name: &str) -> String {
    writing::name_key(&fold::words(name))
}

/// What two customers' tax numbers are compared by.
pub(crate) fn tax_key(number: &str) -> String {
    tax_id::plain(number)
}

impl CustomerRow {
    pub(crate) fn of((rid, id, customer, projected): &Of<'_, Customer>) -> Self {
        Self {
            rid: *rid,
            id: *id,
            code: customer.code.clone(),
            name: customer.name.clone(),
            sort_name: fold::sort_name(&customer.name),
            legal_name: customer.legal_name.clone(),
            tax_id: customer.tax_id.clone(),
            web: customer.web.clone(),
            kind: customer.kind.map(|id| id.0),
            zone: customer.zone.map(|id| id.0),
            sector: customer.sector.map(|id| id.0),
            owner: customer.owner.map(|id| id.0),
            notes: customer.notes.clone(),
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
            tax_key: customer.tax_id.as_deref().map(tax_key).unwrap_or_default(),
            code_key: customer.code.as_deref().map(fold::compact).unwrap_or_default(),
            name_key: name_key(&customer.name),
            legal_name_key: customer.legal_name.as_deref().map(name_key).unwrap_or_default(),
        }
    }
}

pub(crate) async fn write(tx: &mut Write, customers: &[Of<'_, Customer>]) -> Result<(), StoreError> {
    if customers.is_empty() {
        return Ok(());
    }
    let rids = rids(customers);
    delete(tx, "DELETE FROM customer WHERE rid", &rids).await?;
    let mut query = QueryBuilder::new(
        "INSERT INTO customer (rid, id, code, name, sort_name, legal_name, tax_id, web, kind, zone, sector, owner, notes, \
         presence, conflicts, tax_key, code_key, name_key, legal_name_key) ",
    );
    query.push_values(customers.iter().map(CustomerRow::of), |mut values, row| {
        values
            .push_bind(row.rid)
            .push_bind(row.id)
            .push_bind(row.code)
            .push_bind(row.name)
            .push_bind(row.sort_name)
            .push_bind(row.legal_name)
            .push_bind(row.tax_id)
            .push_bind(row.web)
            .push_bind(row.kind)
            .push_bind(row.zone)
            .push_bind(row.sector)
            .push_bind(row.owner)
            .push_bind(row.notes)
            .push_bind(row.presence)
            .push_bind(row.conflicts)
            .push_bind(row.tax_key)
            .push_bind(row.code_key)
            .push_bind(row.name_key)
            .push_bind(row.legal_name_key);
    });
    query.build().execute(&mut **tx).await?;

    let mut addresses = Vec::new();
    let mut attached = Vec::new();
    let mut interests = Vec::new();
    let mut places = Vec::new();
    let mut values = Vec::new();
    let mut words = Vec::new();
    for (rid, _, customer, projected) in customers {
        addresses.extend(address_rows(*rid, "email", &customer.emails));
        addresses.extend(address_rows(*rid, "phone", &customer.phones));
        attached.extend(attached_rows(*rid, &customer.attachments));
        interests.extend(interest_rows(*rid, &customer.interests));
        places.extend(postal_address_rows(*rid, &customer.addresses));
        values.extend(custom_value_rows(*rid, &customer.custom_fields));
        if projected.presence != Presence::Deleted {
            words.push((*rid, found_by::customer(customer)));
        }
    }
    write_addresses(tx, &rids, &addresses).await?;
    write_attached(tx, &rids, &attached).await?;
    write_interests(tx, &rids, &interests).await?;
    write_postal_addresses(tx, &rids, &places).await?;
    write_custom_values(tx, &rids, &values).await?;
    found_by::write(tx, &rids, &words).await
}
