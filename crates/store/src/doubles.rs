//! Customers that share what should be one's own: found by indexes, so that it can be asked while somebody types.

use std::collections::HashSet;

use domain::customer::Customer;
use domain::id::CustomerId;
use domain::{phone, text};
use uuid::Uuid;

use crate::error::StoreError;
use crate::fold;
use crate::projection::customers::{name_key, tax_key};
use crate::store::Store;

/// Another customer that may be the same one.
#[derive(Debug, Clone)]
pub struct Double {
    pub id: CustomerId,
    pub name: String,
    pub shares: Shares,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shares {
    TaxId,
    Code,
    /// Alike without accents, company form and order of words.
    Name,
    Phone,
    Email,
}

/// Doubles that are told for each reason; more are no help.
const DOUBLES_MAX: usize = 3;
/// Rows that are read to find them among those that are in the bin or of another country.
const ROWS_MAX: u32 = 50;

impl Store {
    /// Live customers but `but` that share a tax number, a code, a name, a phone or an email address with this one, by themselves or
    /// through one of their people.
    pub async fn doubles(&self, of: &Customer, but: Option<CustomerId>) -> Result<Vec<Double>, StoreError> {
        let mut doubles = self.customers_by_tax_id(of.tax_id.as_deref(), but).await?;
        let code = of.code.as_deref().map(fold::compact).unwrap_or_default();
        let rows = self.customers_where("code_key = ?1 AND code_key <> \'\'", &code).await?;
        tell(&mut doubles, rows, Shares::Code, but);
        let mut alike = Vec::new();
        for name in std::iter::once(&of.name).chain(&of.legal_name) {
            let key = name_key(name);
            alike.extend(self.customers_where("name_key = ?1 AND name_key <> \'\'", &key).await?);
            alike.extend(self.customers_where("legal_name_key = ?1 AND legal_name_key <> \'\'", &key).await?);
        }
        tell(&mut doubles, alike, Shares::Name, but);
        let mut reached = Vec::new();
        for typed in &of.phones {
            let Some(key) = phone::key(typed) else { continue };
            let rows = self.customers_reached("phone", &key).await?;
            reached.extend(rows.into_iter().filter(|(.., held)| phone::may_be_same(typed, held)));
        }
        tell(&mut doubles, named(reached), Shares::Phone, but);
        let mut written = Vec::new();
        for typed in &of.emails {
            written.extend(self.customers_reached("email", &text::entry_key(typed)).await?);
        }
        tell(&mut doubles, named(written), Shares::Email, but);
        Ok(doubles)
    }

    /// Live customers with this tax number, however it is written.
    pub async fn customers_by_tax_id(
        &self,
        number: Option<&str>,
        but: Option<CustomerId>,
    ) -> Result<Vec<Double>, StoreError> {
        let key = number.map(tax_key).unwrap_or_default();
        let mut doubles = Vec::new();
        tell(
            &mut doubles,
            self.customers_where("tax_key = ?1 AND tax_key <> \'\'", &key).await?,
            Shares::TaxId,
            but,
        );
        Ok(doubles)
    }

    async fn customers_where(&self, is: &'static str, key: &str) -> Result<Vec<(Uuid, String)>, StoreError> {
        if key.is_empty() {
            return Ok(Vec::new());
        }
        let query = format!("SELECT id, name FROM customer WHERE {is} AND presence <> 1 LIMIT ?2");
        // The conditions are ours.
        Ok(sqlx::query_as(sqlx::AssertSqlSafe(query))
            .bind(key)
            .bind(ROWS_MAX)
            .fetch_all(&self.reader)
            .await?)
    }

    /// Customers that have this phone or address, or one of whose people has it, with how it is written there.
    async fn customers_reached(
        &self,
        kind: &'static str,
        key: &str,
    ) -> Result<Vec<(Uuid, String, String)>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT c.id, c.name, a.text FROM address a LEFT JOIN person p ON p.rid = a.rid AND p.presence <> 1 \
             JOIN customer c ON c.rid = a.rid OR c.id = p.customer \
             WHERE a.key = ? AND a.kind = ? AND c.presence <> 1 LIMIT ?",
        )
        .bind(key)
        .bind(kind)
        .bind(ROWS_MAX)
        .fetch_all(&self.reader)
        .await?)
    }
}

fn named(rows: Vec<(Uuid, String, String)>) -> Vec<(Uuid, String)> {
    rows.into_iter().map(|(id, name, _)| (id, name)).collect()
}

fn tell(doubles: &mut Vec<Double>, rows: Vec<(Uuid, String)>, shares: Shares, but: Option<CustomerId>) {
    let mut known = HashSet::new();
    let others = rows.into_iter().filter(|(id, _)| Some(CustomerId(*id)) != but && known.insert(*id));
    doubles.extend(others.take(DOUBLES_MAX).map(|(id, name)| Double { id: CustomerId(id), name, shares }));
}
