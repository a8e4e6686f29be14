//! The lists that a contact holds: actions to take (S30-S32), and products of interest, which enter the customer's (S33-S35).

use chrono::NaiveDate;
use documents::deletion::Presence;
use domain::action::ActionLine;
use domain::contact::Contact;
use domain::customer::Customer;
use domain::id::{ActionLineId, ProductId};
use domain::product::Interest;
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use store::catalogues;
use uuid::Uuid;

use crate::book::Book;
use crate::book::batch::Batch;
use crate::error::{AppError, parse_id};
use crate::wire;
use crate::wire::read::{optional_date, optional_id};

impl Book {
    /// The lines of a form. Out of the catalogue without a text, one says what the catalogue says; known ones keep
    /// their place beside what `seen` held.
    pub(crate) async fn read_actions(
        &self,
        lines: &[wire::ActionLine],
        seen: Option<&Contact>,
    ) -> Result<Vec<ActionLine>, AppError> {
        let mut read: Vec<ActionLine> = Vec::with_capacity(lines.len());
        for line in lines {
            let id = optional_id::<ActionLineId>("actions", line.id.as_deref())?;
            let known = seen.into_iter().flat_map(|seen| &seen.actions).find(|known| Some(known.id) == id);
            let action = optional_id("actions", line.action.as_deref())?;
            let mut text = line.text.clone();
            if let (Some(action), true) = (action, text.trim().is_empty())
                && let Some(found) = self.store.action(action).await?
            {
                text = found.name;
            }
            let id = id.unwrap_or_else(|| ActionLineId(Uuid::now_v7()));
            if read.iter().any(|other| other.id == id) {
                return Err(AppError::invalid("actions", Reason::Malformed));
            }
            let rank = known.map_or(0, |known| known.rank);
            read.push(ActionLine { id, action, text, is_done: line.done, rank });
        }
        Ok(read)
    }
}

/// `day` is since when, where nobody said it.
pub(crate) fn read_interests(
    interests: &[wire::Interest],
    day: NaiveDate,
) -> Result<Vec<Interest>, AppError> {
    let read = |interest: &wire::Interest| {
        Ok(Interest {
            product: parse_id("interests", &interest.product)?,
            person: optional_id("interests", interest.person.as_deref())?,
            since: optional_date("interests", interest.since.as_deref())?.unwrap_or(day),
        })
    };
    interests.iter().map(read).collect()
}

/// What was chosen is in its catalogue, or was there when the form was opened.
pub(crate) async fn check_catalogues(
    batch: &mut Batch,
    contact: &Contact,
    seen: Option<&Contact>,
) -> Result<(), AppError> {
    for line in &contact.actions {
        let is_known = |seen: &Contact| seen.actions.iter().any(|known| known.action == line.action);
        if let Some(action) = line.action
            && !seen.is_some_and(is_known)
        {
            batch.chosen("actions", RecordKind::Action, action.0).await?;
        }
    }
    let known = seen.map(|seen| seen.interests.as_slice()).unwrap_or_default();
    check_interests(batch, &contact.interests, known).await
}

pub(crate) async fn check_interests(
    batch: &mut Batch,
    interests: &[Interest],
    known: &[Interest],
) -> Result<(), AppError> {
    for interest in interests.iter().filter(|interest| !known.contains(interest)) {
        let is_seen = known.iter().any(|known| known.product == interest.product);
        if !is_seen {
            batch.chosen("interests", RecordKind::Product, interest.product.0).await?;
        }
        if let Some(person) = interest.person {
            batch.require(RecordKind::Person, person.0).await.map_err(|_| unknown_interest())?;
        }
    }
    Ok(())
}

fn unknown_interest() -> AppError {
    AppError::invalid("interests", Reason::Unknown)
}

/// S35: what this contact adds enters its customer's interests, with person and day; what the user said to forget
/// leaves them. Interests of a customer that is in the bin stay as they are.
pub(crate) async fn pass_on_interests(
    batch: &mut Batch,
    contact: &Contact,
    seen: Option<&Contact>,
    forgotten: &[String],
) -> Result<(), AppError> {
    let before = seen.filter(|seen| seen.customer == contact.customer);
    let is_new = |interest: &&Interest| {
        before.is_none_or(|seen| !seen.interests.iter().any(|known| known.product == interest.product))
    };
    let added: Vec<Interest> = contact.interests.iter().filter(is_new).cloned().collect();
    let forgotten: Vec<ProductId> =
        forgotten.iter().map(|id| parse_id("interests", id)).collect::<Result<_, _>>()?;
    let stays = |product: ProductId| {
        !forgotten.contains(&product) || contact.interests.iter().any(|interest| interest.product == product)
    };
    if added.is_empty() && forgotten.is_empty() {
        return Ok(());
    }
    match batch.stored(contact.customer.0).await? {
        Some((RecordKind::Customer, document)) if document.presence()? != Presence::Deleted => {}
        _ => return Ok(()),
    }
    let change = async |mut customer: Customer| {
        customer.interests.retain(|interest| stays(interest.product));
        for interest in added {
            if !customer.interests.iter().any(|known| known.product == interest.product) {
                customer.interests.push(interest);
            }
        }
        Ok(customer)
    };
    batch.edit(RecordKind::Customer, contact.customer.0, None, change).await
}

pub(crate) fn action_line(line: catalogues::Line) -> wire::ActionLine {
    wire::ActionLine {
        id: Some(line.id.to_string()),
        action: line.action.map(|id| id.to_string()),
        text: line.text,
        done: line.is_done,
    }
}

pub(crate) fn interest(interest: catalogues::Interest) -> wire::Interest {
    wire::Interest {
        product: interest.product.to_string(),
        product_name: Some(interest.product_name),
        person: interest.person.map(|id| id.to_string()),
        person_name: interest.person_name,
        since: Some(interest.since.to_string()),
        only_source: interest.is_only_source,
    }
}

pub(crate) fn drafted_line(line: &ActionLine) -> wire::ActionLine {
    wire::ActionLine {
        id: Some(line.id.to_string()),
        action: line.action.map(|id| id.to_string()),
        text: line.text.clone(),
        done: line.is_done,
    }
}

pub(crate) fn drafted_interest(interest: &Interest) -> wire::Interest {
    wire::Interest {
        product: interest.product.to_string(),
        person: interest.person.map(|id| id.to_string()),
        since: Some(interest.since.to_string()),
        ..wire::Interest::default()
    }
}
