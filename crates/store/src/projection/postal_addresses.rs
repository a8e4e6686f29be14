//! Postal addresses as rows.

use domain::postal_address::PostalAddress;
use domain::province::Province;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::delete;
use crate::error::StoreError;
use crate::fold;
use crate::landing::ROWS_A_STATEMENT;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub(crate) struct PostalAddressRow {
    pub(crate) rid: i64,
    pub(crate) position: i64,
    pub(crate) id: Uuid,
    pub(crate) street: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) town: Option<String>,
    pub(crate) province: Option<String>,
    pub(crate) province_key: String,
    pub(crate) country: Option<String>,
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

pub(crate) async fn write_postal_addresses(
    tx: &mut Write,
    rids: &[i64],
    rows: &[PostalAddressRow],
) -> Result<(), StoreError> {
    delete(tx, "DELETE FROM postal_address WHERE rid", rids).await?;
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new(
            "INSERT INTO postal_address (rid, position, id, street, postal_code, town, province, province_key, country) ",
        );
        query.push_values(chunk, |mut values, row| {
            values
                .push_bind(row.rid)
                .push_bind(row.position)
                .push_bind(row.id)
                .push_bind(row.street.as_deref())
                .push_bind(row.postal_code.as_deref())
                .push_bind(row.town.as_deref())
                .push_bind(row.province.as_deref())
                .push_bind(row.province_key.as_str())
                .push_bind(row.country.as_deref());
        });
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}
