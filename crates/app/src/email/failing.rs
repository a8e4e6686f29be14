//! Addresses that mail does not reach: what a report says of a person's, and the mark that somebody who reads it sets.

use domain::record_kind::RecordKind;
use std::collections::HashMap;

use domain::id::PersonId;
use domain::person::Person;
use domain::text::entry_key;
use mail::{Email, ItemKind, Outcome};

use crate::book::Book;
use crate::book::batch::Batch;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::limits::ADDRESSES_LOOKED_UP;
use crate::wire::{FailedAddress, FailingMark};

impl Book {
    /// The addresses of people that an email did not reach, as its report says; without those that are marked already.
    pub(crate) async fn failed_addresses(&self, email: &Email) -> Result<Vec<FailedAddress>, AppError> {
        let ItemKind::Report(report) = &email.kind else { return Ok(Vec::new()) };
        let mut failed: Vec<FailedAddress> = Vec::new();
        let lost = report.recipients.iter().filter(|one| one.outcome == Outcome::Failed);
        for one in lost.filter(|one| !one.address.is_empty()).take(ADDRESSES_LOOKED_UP) {
            for hit in self.store.people_by_address(&one.address).await? {
                let person = self.person(&hit.id.to_string()).await?;
                let is_same = |email: &&String| entry_key(email) == entry_key(&one.address);
                let Some(address) = person.emails.iter().find(is_same) else { continue };
                let is_known = failed.iter().any(|it| it.person == person.id && it.address == *address);
                if !is_known && !person.failing_emails.contains(address) {
                    failed.push(FailedAddress {
                        address: address.clone(),
                        person: person.id,
                        person_name: person.name,
                        status: one.status.clone(),
                        reason: one.reason.clone(),
                    });
                }
            }
        }
        Ok(failed)
    }
}

impl Batch {
    /// A person who is gone meanwhile, or whose address it is no more, is left as they are.
    pub(crate) async fn mark_failing(&mut self, marks: &[FailingMark]) -> Result<(), AppError> {
        let mut by_person: HashMap<PersonId, Vec<&str>> = HashMap::new();
        for mark in marks {
            by_person.entry(parse_id("person", &mark.person)?).or_default().push(&mark.address);
        }
        for (id, addresses) in by_person {
            let marked = async |mut person: Person| {
                person.failing_emails.extend(addresses.into_iter().map(str::to_owned));
                Ok(person.check()?)
            };
            match self.edit(RecordKind::Person, id.0, None, marked).await {
                Err(error) if error.code == ErrorCode::NotFound => {}
                done => done?,
            }
        }
        Ok(())
    }
}
