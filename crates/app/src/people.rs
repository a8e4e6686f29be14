//! Contact people: looked up among their customer's, added in place.

use documents::provenance::Command;
use domain::id::{CustomerId, PersonId};
use domain::person::Person;
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use store::people::Hit;
use uuid::Uuid;

use crate::book::Book;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::limits::HITS_MAX;
use crate::wire;
use crate::wire::read::required_base;

impl Book {
    /// S18: the people of a customer (of all without one), by name as it is typed.
    pub async fn people(
        &self,
        customer: Option<&str>,
        text: &str,
        limit: u32,
    ) -> Result<Vec<wire::PersonHit>, AppError> {
        let customer = customer.map(|id| parse_id("customer", id)).transpose()?;
        let hits = self.with_words(|store| store.people(customer, text, limit.min(HITS_MAX))).await?;
        let mut shown = Vec::with_capacity(hits.len());
        for hit in hits {
            shown.push(self.person_hit(hit).await?);
        }
        Ok(shown)
    }

    pub async fn person(&self, id: &str) -> Result<wire::Person, AppError> {
        let shown =
            self.store.person(parse_id("id", id)?).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        Ok(wire::Person {
            id: shown.id.to_string(),
            revision: shown.revision,
            customer: shown.customer.to_string(),
            name: shown.name,
            position: shown.position,
            failing_emails: self.failing_emails(shown.id).await?,
            emails: shown.emails,
            phones: shown.phones,
            notes: shown.notes,
            deleted: shown.is_deleted,
            conflicts: shown.conflicts,
        })
    }

    pub async fn add_person(&self, draft: wire::PersonDraft) -> Result<wire::Person, AppError> {
        let person = self.checked_person(draft).await?;
        let id = PersonId(Uuid::now_v7());
        let mut batch = self.batch(Command::Add).await?;
        batch.chosen("customer", RecordKind::Customer, person.customer.0).await?;
        batch.add(RecordKind::Person, id.0, &person).await?;
        batch.commit().await?;
        self.person(&id.to_string()).await.map_err(AppError::after_saving)
    }

    pub async fn edit_person(
        &self,
        id: &str,
        draft: wire::PersonDraft,
        base: Option<&str>,
    ) -> Result<wire::Person, AppError> {
        let person = self.checked_person(draft).await?;
        let (key, base) = (parse_id::<PersonId>("id", id)?.0, required_base(base)?);
        let (seen, opened): (Person, _) = self.open_to_edit(RecordKind::Person, key, base).await?;
        let mut batch = self.batch(Command::Edit).await?;
        batch.take(opened);
        if seen.customer != person.customer {
            batch.chosen("customer", RecordKind::Customer, person.customer.0).await?;
        }
        batch.edit(RecordKind::Person, key, Some(base), async |_: Person| Ok(person)).await?;
        batch.commit().await?;
        self.person(id).await.map_err(AppError::after_saving)
    }

    /// A saved person as a form would hold it, as it was at `base`, with that revision: what is made of it is based on it.
    pub async fn person_draft(
        &self,
        id: &str,
        base: Option<&str>,
    ) -> Result<(wire::PersonDraft, String), AppError> {
        let (seen, revision): (Person, String) =
            self.record(RecordKind::Person, parse_id::<PersonId>("id", id)?.0, base).await?;
        let draft = wire::PersonDraft {
            customer: Some(seen.customer.to_string()),
            name: seen.name,
            position: seen.position,
            emails: seen.emails,
            failing_emails: seen.failing_emails,
            phones: seen.phones,
            notes: seen.notes,
        };
        Ok((draft, revision))
    }

    pub async fn delete_person(&self, id: &str) -> Result<wire::Person, AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        batch.delete(RecordKind::Person, parse_id::<PersonId>("id", id)?.0).await?;
        batch.commit().await?;
        self.person(id).await.map_err(AppError::after_saving)
    }

    pub async fn restore_person(&self, id: &str) -> Result<wire::Person, AppError> {
        let mut batch = self.batch(Command::Restore).await?;
        batch.restore(RecordKind::Person, parse_id::<PersonId>("id", id)?.0).await?;
        batch.commit().await?;
        self.person(id).await.map_err(AppError::after_saving)
    }

    pub(crate) async fn person_hit(&self, hit: Hit) -> Result<wire::PersonHit, AppError> {
        let email_fails = match &hit.email {
            Some(email) => self.failing_emails(hit.id).await?.contains(email),
            None => false,
        };
        Ok(wire::PersonHit {
            id: hit.id.to_string(),
            customer: hit.customer.to_string(),
            name: hit.name,
            position: hit.position,
            phone: hit.phone,
            email: hit.email,
            email_fails,
        })
    }

    /// Nothing is looked up by them, so they are no rows: they are read from the document. One that is damaged says nothing.
    async fn failing_emails(&self, id: PersonId) -> Result<Vec<String>, AppError> {
        match self.record::<Person>(RecordKind::Person, id.0, None).await {
            Ok((person, _)) => Ok(person.failing_emails),
            Err(error) if error.code == ErrorCode::Damaged => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// A person that may be stored: their customer exists.
    pub(crate) async fn checked_person(&self, draft: wire::PersonDraft) -> Result<Person, AppError> {
        let customer = draft.customer.as_deref().ok_or(AppError::invalid("customer", Reason::Required))?;
        let customer = parse_id("customer", customer)?;
        let found = self.store.customer(customer).await?;
        found.ok_or(AppError::invalid("customer", Reason::Unknown))?;
        read_person(draft, customer)
    }
}

/// The person that a draft stands for, of this customer.
pub(crate) fn read_person(draft: wire::PersonDraft, customer: CustomerId) -> Result<Person, AppError> {
    let person = Person {
        customer,
        name: draft.name,
        position: draft.position,
        emails: draft.emails,
        failing_emails: draft.failing_emails,
        phones: draft.phones,
        notes: draft.notes,
    };
    Ok(person.check()?)
}
