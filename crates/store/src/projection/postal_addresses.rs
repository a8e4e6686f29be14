//! Postal addresses as rows.

use domain::postal_address::PostalAddress;
use domain::province::Province;
use uuid::Uuid;

use super::table::table;
use crate::fold;

table! {
    #[derive(Eq, PartialOrd, Ord)]
    "postal_address" PostalAddressRow {
        position: i64,
        id: Uuid,
        street: Option<String>,
        postal_code: Option<String>,
        town: Option<String>,
        province: Option<String>,
        province_key: String,
        country: Option<String>,
    }
}

/// What two provinces are compared by: one is one by each of its names.
pub(crate) fn province_key(text: &str) -> String {
    match Province::named(text) {
        Some(known) => fold::words(known.name()),
        None => fold::words(text),
    }
}

pub(crate) fn postal_address_rows(rid: i64, addresses: &[PostalAddress]) -> Vec<PostalAddressRow> {
    let row = |(position, address): (usize, &PostalAddress)| PostalAddressRow {
        rid,
        position: position as i64,
        id: address.id.0,
        street: address.street.clone(),
        postal_code: address.postal_code.clone(),
        town: address.town.clone(),
        province: address.province.clone(),
        province_key: province_key(address.province.as_deref().unwrap_or_default()),
        country: address.country.clone(),
    };
    addresses.iter().enumerate().map(row).collect()
}
