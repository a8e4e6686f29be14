//! Customers as rows.

use domain::customer::Customer;
use domain::{tax_id, writing};
use uuid::Uuid;

use super::custom_fields::custom_value_rows;
use super::postal_addresses::postal_address_rows;
use super::products::interest_rows;
use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::addresses::address_rows;
use crate::projection::attached::attached_rows;
use crate::projection::found_by;
use crate::projection::item::{Kind, Of, rids};
use crate::record::Presence;

table! {
    "customer" CustomerRow {
        id: Uuid,
        code: Option<String>,
        name: String,
        sort_name: String,
        legal_name: Option<String>,
        tax_id: Option<String>,
        web: Option<String>,
        kind: Option<Uuid>,
        zone: Option<Uuid>,
        sector: Option<Uuid>,
        owner: Option<Uuid>,
        notes: String,
        presence: i32,
        conflicts: String,
        tax_key: String,
        code_key: String,
        name_key: String,
        legal_name_key: String,
    }
}

/// What two customers' names are compared by.
pub(crate) fn name_key(name: &str) -> String {
    writing::name_key(&fold::words(name))
}

/// What two customers' tax numbers are compared by.
pub(crate) fn tax_key(number: &str) -> String {
    tax_id::plain(number)
}

impl Kind for Customer {
    type Row = CustomerRow;

    fn row((rid, id, customer, projected): &Of<'_, Self>) -> CustomerRow {
        CustomerRow {
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

    async fn write(tx: &mut Write, customers: &[Of<'_, Self>]) -> Result<(), StoreError> {
        if customers.is_empty() {
            return Ok(());
        }
        let rids = rids(customers);
        let rows: Vec<_> = customers.iter().map(Self::row).collect();
        replace(tx, &rids, &rows).await?;

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
        replace(tx, &rids, &addresses).await?;
        replace(tx, &rids, &attached).await?;
        replace(tx, &rids, &interests).await?;
        replace(tx, &rids, &places).await?;
        replace(tx, &rids, &values).await?;
        found_by::write(tx, &rids, &words).await
    }
}
