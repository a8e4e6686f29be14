//! "No contesta": a call that nobody took is logged, and what was promised moves to the next working day.

use chrono::Utc;
use documents::provenance::Command;
use domain::change::next_working_day;
use domain::contact::{Channel, Closing, Contact, ContactType, Direction, Hour, NextContact, Outcome};
use domain::custom_field::FieldOf;
use domain::id::ContactId;
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use store::links;
use uuid::Uuid;

use crate::book::Book;
use crate::book::batch::Batch;
use crate::book::preferences::Language;
use crate::clock;
use crate::error::{AppError, parse_id};
use crate::limits::{CHAIN_MAX, THREAD_LINKS_MAX};
use crate::wire;

/// What a call was meant to keep.
enum Meant {
    /// A promise that has no contact yet.
    Promise(NextContact),
    /// A contact that was opened for it, or planned by itself.
    Planned(ContactId),
}

impl Book {
    /// Logs the try between the promise and its follow-up: it is done, it follows what promised it, and promises again.
    /// A contact that was planned for the call moves to that day, and follows the try. One batch, one undo.
    ///
    /// # Errors
    /// `invalid` with `next_contact` `required` where nothing is promised or planned any more.
    pub async fn no_answer(&self, id: &str, language: Language) -> Result<wire::NoAnswer, AppError> {
        let zone = self.zone().await?;
        let (today, time) = clock::wall(Utc::now(), zone);
        let custom_fields = self.default_custom_values(FieldOf::Contact).await?;
        let mut batch = self.batch(Command::NoAnswer).await?;
        let (of, meant) = meant(&mut batch, parse_id("id", id)?).await?;
        let mut seen: Contact = batch.live(RecordKind::Contact, of.0).await?;
        let (previous, day, hour) = match &meant {
            Meant::Promise(promise) => (Some(of), promise.date, promise.time),
            Meant::Planned(_) => (seen.previous, seen.date, seen.hour.as_ref().map(|hour| hour.time)),
        };
        let tries = 1 + tries_before(&mut batch, previous).await?;
        let out_of_range = || AppError::invalid("next_contact", Reason::NotADate);
        let next =
            NextContact { date: day.max(next_working_day(today).ok_or_else(out_of_range)?), time: hour };
        let made = ContactId(Uuid::now_v7());
        let call = Contact {
            customer: seen.customer,
            person: seen.person,
            user: self.identity.user,
            date: today,
            hour: Some(Hour { time, zone: zone.name().to_owned() }),
            duration_minutes: None,
            channel: Channel { contact_type: ContactType::from_document(ContactType::PHONE), email: None },
            direction: Direction::Us,
            notes: words(language, tries),
            actions: Vec::new(),
            interests: Vec::new(),
            next_contact: Some(next.clone()),
            closing: Some(Closing {
                date: Some(today),
                result: Some(Outcome::from_document(Outcome::FOLLOW_UP)),
            }),
            previous,
            attachments: Vec::new(),
            custom_fields,
        };
        batch.chosen("customer", RecordKind::Customer, call.customer.0).await?;
        batch.add_new(RecordKind::Contact, made.0, &call.check()?.0)?;
        let moved = match meant {
            Meant::Promise(_) => None,
            Meant::Planned(planned) => {
                (seen.date, seen.previous) = (next.date, Some(made));
                let (seen, _) = seen.check()?;
                batch.edit(RecordKind::Contact, planned.0, None, async |_: Contact| Ok(seen)).await?;
                Some(planned.to_string())
            }
        };
        batch.commit().await?;
        let contact = self.contact(&made.to_string()).await.map_err(AppError::after_saving)?;
        Ok(wire::NoAnswer { contact, tries, moved })
    }
}

/// From the contact that was pointed at to the end of its thread: the promise that is open there, or the contact.
async fn meant(batch: &mut Batch, id: ContactId) -> Result<(ContactId, Meant), AppError> {
    let mut at = id;
    for _ in 0..CHAIN_MAX {
        let contact: Contact = batch.live(RecordKind::Contact, at.0).await?;
        let follow_up = links::linked(&mut batch.tx, &[at]).await?.pop().and_then(|link| link.follow_up);
        match (contact.next_contact.clone(), follow_up) {
            (Some(_), Some(after)) => at = after.id,
            (Some(promise), None) => return Ok((at, Meant::Promise(promise))),
            (None, _) if !contact.is_done() => return Ok((at, Meant::Planned(at))),
            (None, _) => break,
        }
    }
    Err(AppError::invalid("next_contact", Reason::Required))
}

/// Tries without an answer that stand right before, one after another. Each knows what made it, whatever its notes
/// say by now.
async fn tries_before(batch: &mut Batch, previous: Option<ContactId>) -> Result<u32, AppError> {
    let (mut tries, mut at) = (0, previous);
    while let Some(id) = at.filter(|_| tries < THREAD_LINKS_MAX as u32) {
        let Ok(document) = batch.chosen("previous", RecordKind::Contact, id.0).await else { break };
        if document.added_by_command().as_deref() != Some(Command::NoAnswer.as_str()) {
            break;
        }
        tries += 1;
        at = document.read::<Contact>()?.previous;
    }
    Ok(tries)
}

fn words(language: Language, tries: u32) -> String {
    match language {
        Language::Es => {
            let ending = if matches!(tries % 10, 1 | 3) && tries != 11 { "er" } else { "º" };
            format!("No contesta ({tries}.{ending} intento)")
        }
        Language::En => {
            let ending = match (tries % 10, tries % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("No answer ({tries}{ending} try)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_counted_as_each_language_counts() {
        let spanish = |tries| words(Language::Es, tries);
        assert_eq!(spanish(1), "No contesta (1.er intento)");
        assert_eq!(spanish(2), "No contesta (2.º intento)");
        assert_eq!(spanish(3), "No contesta (3.er intento)");
        assert_eq!(spanish(11), "No contesta (11.º intento)");
        let english = |tries| words(Language::En, tries);
        assert_eq!(english(1), "No answer (1st try)");
        assert_eq!(english(12), "No answer (12th try)");
        assert_eq!(english(22), "No answer (22nd try)");
    }
}
