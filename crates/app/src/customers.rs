//! Customers: found, shown, added, edited, deleted and restored.

use documents::provenance::Command;
use domain::customer::Customer;
use domain::id::CustomerId;
use store::customers::{Hit, Listed};
use store::landing::Kind;
use uuid::Uuid;

use crate::book::Book;
use crate::contact_lists::{check_interests, drafted_interest, interest, read_interests};
use crate::contacts::required_base;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::limits::{HITS_MAX, PAGE_MAX};
use crate::wire;

impl Book {
    /// S17: by name, code, NIF, phone or email as it is typed; without a text the first by name.
    pub async fn customers(&self, text: &str, limit: u32) -> Result<Vec<wire::CustomerHit>, AppError> {
        let hits = self.with_words(|store| store.customers(text, limit.min(HITS_MAX))).await?;
        Ok(hits.into_iter().map(hit).collect())
    }

    /// The list of customers: those that `text` finds, as Spanish sorts them.
    pub async fn customers_page(
        &self,
        text: &str,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<wire::CustomerRow>, AppError> {
        let rows = self.store.customers_page(text, offset, limit.min(PAGE_MAX)).await?;
        Ok(rows.into_iter().map(row).collect())
    }

    pub async fn customers_count(&self, text: &str) -> Result<u32, AppError> {
        Ok(self.store.customers_count(text).await?)
    }

    /// S47: the contacts of a customer, newest first; `offset` and `limit` are of rows.
    pub async fn customer_thread(
        &self,
        id: &str,
        offset: u32,
        limit: u32,
    ) -> Result<wire::CustomerThread, AppError> {
        let criteria =
            wire::ContactCriteria { customer: Some(id.to_owned()), ..wire::ContactCriteria::default() };
        Ok(wire::CustomerThread {
            rows: self.contacts(&criteria, wire::StateFilter::All, offset, limit).await?,
            total: self.contact_counts(&criteria).await?.all,
        })
    }

    pub async fn customer(&self, id: &str) -> Result<wire::Customer, AppError> {
        let shown =
            self.store.customer(parse_id("id", id)?).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        Ok(wire::Customer {
            id: shown.id.to_string(),
            revision: shown.revision,
            code: shown.code,
            name: shown.name,
            legal_name: shown.legal_name,
            tax_id: shown.tax_id,
            emails: shown.emails,
            phones: shown.phones,
            web: shown.web,
            notes: shown.notes,
            interests: shown.interests.into_iter().map(interest).collect(),
            attachments: self.attachments(&shown.attachments).await?,
            deleted: shown.is_deleted,
            conflicts: shown.conflicts,
        })
    }

    pub async fn add_customer(&self, draft: wire::CustomerDraft) -> Result<wire::Customer, AppError> {
        let customer = self.read_customer(draft).await?.check()?;
        let id = CustomerId(Uuid::now_v7());
        let mut batch = self.batch(Command::Add).await?;
        check_interests(&mut batch, &customer.interests, &[]).await?;
        batch.add(Kind::Customer, id.0, &customer).await?;
        batch.commit().await?;
        self.customer(&id.to_string()).await.map_err(AppError::after_saving)
    }

    pub async fn edit_customer(
        &self,
        id: &str,
        draft: wire::CustomerDraft,
        base: Option<&str>,
    ) -> Result<wire::Customer, AppError> {
        let wanted = self.read_customer(draft).await?.check()?;
        let (key, base) = (parse_id::<CustomerId>("id", id)?.0, required_base(base)?);
        let (seen, _): (Customer, String) = self.record(Kind::Customer, key, Some(base)).await?;
        let mut batch = self.batch(Command::Edit).await?;
        check_interests(&mut batch, &wanted.interests, &seen.interests).await?;
        let change = async |seen: Customer| Ok(Customer { attachments: seen.attachments, ..wanted });
        batch.edit(Kind::Customer, key, Some(base), change).await?;
        batch.commit().await?;
        self.customer(id).await.map_err(AppError::after_saving)
    }

    /// A saved customer as a form would hold it, as it was at `base`, with that revision: what is made of it is based on it.
    pub async fn customer_draft(
        &self,
        id: &str,
        base: Option<&str>,
    ) -> Result<(wire::CustomerDraft, String), AppError> {
        let (seen, revision): (Customer, String) =
            self.record(Kind::Customer, parse_id::<CustomerId>("id", id)?.0, base).await?;
        let draft = wire::CustomerDraft {
            code: seen.code,
            name: seen.name,
            legal_name: seen.legal_name,
            tax_id: seen.tax_id,
            emails: seen.emails,
            phones: seen.phones,
            web: seen.web,
            notes: seen.notes,
            interests: seen.interests.iter().map(drafted_interest).collect(),
        };
        Ok((draft, revision))
    }

    /// To the bin; its contacts stay as they are.
    pub async fn delete_customer(&self, id: &str) -> Result<wire::Customer, AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        batch.delete(Kind::Customer, parse_id::<CustomerId>("id", id)?.0).await?;
        batch.commit().await?;
        self.customer(id).await.map_err(AppError::after_saving)
    }

    pub async fn restore_customer(&self, id: &str) -> Result<wire::Customer, AppError> {
        let mut batch = self.batch(Command::Restore).await?;
        batch.restore(Kind::Customer, parse_id::<CustomerId>("id", id)?.0).await?;
        batch.commit().await?;
        self.customer(id).await.map_err(AppError::after_saving)
    }

    async fn read_customer(&self, draft: wire::CustomerDraft) -> Result<Customer, AppError> {
        Ok(Customer {
            code: draft.code,
            name: draft.name,
            legal_name: draft.legal_name,
            tax_id: draft.tax_id,
            emails: draft.emails,
            phones: draft.phones,
            web: draft.web,
            notes: draft.notes,
            interests: read_interests(&draft.interests, self.today().await?)?,
            attachments: Vec::new(),
        })
    }
}

pub(crate) fn hit(hit: Hit) -> wire::CustomerHit {
    wire::CustomerHit { id: hit.id.to_string(), name: hit.name, code: hit.code, tax_id: hit.tax_id }
}

fn row(listed: Listed) -> wire::CustomerRow {
    wire::CustomerRow {
        id: listed.id.to_string(),
        name: listed.name,
        legal_name: listed.legal_name,
        code: listed.code,
        tax_id: listed.tax_id,
        phone: listed.phone,
        email: listed.email,
        contacts: listed.contacts,
        last_contact: listed.last_contact.map(|date| date.to_string()),
    }
}
