//! People: looked up among a customer's own, or by the address of an email.

use domain::id::{CustomerId, PersonId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::customers::addresses;
use crate::error::StoreError;
use crate::projection::people::PersonRow;
use crate::row::{Revised, split};
use crate::sought::{Sought, in_names};
use crate::store::Store;

/// A person as the type-ahead shows it.
#[derive(Debug, Clone)]
pub struct Hit {
    pub id: PersonId,
    pub customer: CustomerId,
    pub name: String,
    pub position: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Shown {
    pub id: PersonId,
    pub customer: CustomerId,
    pub name: String,
    pub position: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub notes: String,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

type HitRow = (Uuid, Uuid, String, Option<String>, Option<String>, Option<String>);

const HIT: &str = "SELECT p.id, p.customer, p.name, p.position, \
    (SELECT a.text FROM address a WHERE a.rid = p.rid AND a.kind = 'phone' ORDER BY a.position LIMIT 1), \
    (SELECT a.text FROM address a WHERE a.rid = p.rid AND a.kind = 'email' ORDER BY a.position LIMIT 1) ";

impl Store {
    /// S18: the people of `customer` (of all without one), by name, phone or email as it is typed; where none is called so, by what else
    /// stands on the card.
    pub async fn people(
        &self,
        customer: Option<CustomerId>,
        text: &str,
        limit: u32,
    ) -> Result<Vec<Hit>, StoreError> {
        match Sought::of(text) {
            Sought::Everything => self.people_of(customer, None, limit).await,
            Sought::Nothing => Ok(Vec::new()),
            Sought::Words(words) => {
                let named = self.people_of(customer, Some(&in_names(&words)), limit).await?;
                // Who is not called so may have it on the card.
                if named.is_empty() { self.people_of(customer, Some(&words), limit).await } else { Ok(named) }
            }
        }
    }

    async fn people_of(
        &self,
        customer: Option<CustomerId>,
        words: Option<&str>,
        limit: u32,
    ) -> Result<Vec<Hit>, StoreError> {
        let mut query = QueryBuilder::new(HIT);
        match words {
            Some(words) => {
                query.push("FROM record_words w JOIN person p ON p.rid = w.rowid WHERE record_words MATCH ");
                query.push_bind(words);
            }
            None => {
                query.push("FROM person p WHERE p.presence <> 1");
            }
        }
        if let Some(customer) = customer {
            query.push(" AND p.customer = ").push_bind(customer.0);
        }
        query.push(" ORDER BY p.sort_name, p.id LIMIT ").push_bind(limit);
        let rows: Vec<HitRow> = query.build_query_as().fetch_all(&self.reader).await?;
        Ok(rows.into_iter().map(hit).collect())
    }

    pub async fn person(&self, id: PersonId) -> Result<Option<Shown>, StoreError> {
        let mut tx = self.reader.begin().await?;
        let found: Option<Revised<PersonRow>> = sqlx::query_as(
            "SELECT r.*, d.revision FROM person r JOIN document d ON d.rid = r.rid WHERE r.id = ?",
        )
        .bind(id.0)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(Revised { row, revision }) = found else { return Ok(None) };
        Ok(Some(Shown {
            id: PersonId(row.id),
            customer: CustomerId(row.customer),
            emails: addresses(&mut tx, row.rid, "email").await?,
            phones: addresses(&mut tx, row.rid, "phone").await?,
            revision,
            name: row.name,
            position: row.position,
            notes: row.notes,
            is_deleted: row.presence == 1,
            conflicts: split(&row.conflicts),
        }))
    }

    /// The live people who have this email address.
    pub async fn people_by_address(&self, address: &str) -> Result<Vec<Hit>, StoreError> {
        let mut query = QueryBuilder::new(HIT);
        query.push(
            "FROM address k JOIN person p ON p.rid = k.rid JOIN customer c ON c.id = p.customer \
             WHERE p.presence <> 1 AND c.presence <> 1 AND k.kind = 'email' AND k.key = ",
        );
        query.push_bind(domain::text::entry_key(address));
        query.push(" ORDER BY p.sort_name, p.id");
        let rows: Vec<HitRow> = query.build_query_as().fetch_all(&self.reader).await?;
        Ok(rows.into_iter().map(hit).collect())
    }

    /// The live customers that have this email address themselves.
    pub async fn customers_by_address(&self, address: &str) -> Result<Vec<CustomerId>, StoreError> {
        let rows: Vec<(Uuid,)> = sqlx::query_as(
            "SELECT c.id FROM address k JOIN customer c ON c.rid = k.rid \
             WHERE c.presence <> 1 AND k.kind = 'email' AND k.key = ? ORDER BY c.sort_name, c.id",
        )
        .bind(domain::text::entry_key(address))
        .fetch_all(&self.reader)
        .await?;
        Ok(rows.into_iter().map(|(id,)| CustomerId(id)).collect())
    }
}

fn hit((id, customer, name, position, phone, email): HitRow) -> Hit {
    Hit { id: PersonId(id), customer: CustomerId(customer), name, position, phone, email }
}
