//! What stands before and after a contact in its thread: a promise and its follow-up, and where the two have come apart.

use domain::record_kind::RecordKind;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use documents::provenance::Command;
use domain::change::Changeable;
use domain::contact::{Contact, Hour, NextContact};
use domain::id::ContactId;
use domain::refusal::Reason;
use store::links::{self, Linked, Other};

use crate::book::Book;
use crate::book::batch::Batch;
use crate::error::{AppError, parse_id};
use crate::limits::THREAD_LINKS_MAX;
use crate::wire;

/// What a contact follows is there, is the same customer's, and does not follow it in turn.
pub(crate) async fn check_previous(
    batch: &mut Batch,
    own: Option<ContactId>,
    contact: &Contact,
    seen: Option<&Contact>,
) -> Result<(), AppError> {
    let Some(previous) =
        contact.previous.filter(|_| seen.is_none_or(|seen| seen.previous != contact.previous))
    else {
        return Ok(());
    };
    let before: Contact = batch.chosen("previous", RecordKind::Contact, previous.0).await?.read()?;
    if before.customer != contact.customer {
        return Err(AppError::invalid("previous", Reason::WrongCustomer));
    }
    // A follow-up that comes back from the bin may still be followed by others.
    let own = own.unwrap_or_else(|| ContactId::follow_up(previous));
    let mut at = Some(previous);
    for _ in 0..THREAD_LINKS_MAX {
        let Some(id) = at else { return Ok(()) };
        if id == own {
            return Err(AppError::invalid("previous", Reason::Itself));
        }
        // One that has not arrived ends what can be looked at.
        at = batch.read::<Contact>(RecordKind::Contact, id.0).await.ok().and_then(|contact| contact.previous);
    }
    Ok(())
}

/// What contacts are before a change, and after it.
pub(crate) type Becoming = BTreeMap<ContactId, (Changeable, Changeable)>;

/// Something that a change leaves where it was, while what it belongs to moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Apart {
    pub(crate) which: Which,
    /// The contact that would have to change too.
    pub(crate) other: ContactId,
    day: NextContact,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Which {
    /// The contact before this one promised it for another day.
    Promise,
    /// The follow-up of this one is on another day than it promises.
    FollowUp,
}

impl Which {
    pub(crate) const ALL: [Which; 2] = [Which::Promise, Which::FollowUp];

    pub(crate) fn code(self) -> &'static str {
        match self {
            Which::Promise => "promise_differs",
            Which::FollowUp => "follow_up_differs",
        }
    }
}

/// What comes apart by contacts becoming what they become.
pub(crate) fn apart(linked: &[Linked], becoming: &Becoming) -> Vec<Apart> {
    let mut found = Vec::new();
    for link in linked {
        let Some((old, new)) = becoming.get(&link.id) else { continue };
        if (old.date, old.time) != (new.date, new.time)
            && let Some(before) = &link.previous
            && let Some(promise) = next_of(before, becoming)
            && !is_on(&promise, new.date, new.time)
        {
            let time = promise.time.and(new.time);
            let day = NextContact { date: new.date, time };
            found.push(Apart { which: Which::Promise, other: before.id, day });
        }
        if old.next_contact != new.next_contact
            && let Some(promise) = &new.next_contact
            && let Some(after) = link.follow_up.as_ref().filter(|after| !after.is_done)
        {
            let (date, time) = match becoming.get(&after.id) {
                Some((_, new)) => (new.date, new.time),
                None => (after.date, after.time),
            };
            if !is_on(promise, date, time) {
                found.push(Apart { which: Which::FollowUp, other: after.id, day: promise.clone() });
            }
        }
    }
    found
}

/// Whether it would lie before the contact that it follows, which `becoming` may move too.
pub(crate) fn is_before_previous(link: &Linked, new: &Changeable, becoming: &Becoming) -> bool {
    link.previous.as_ref().is_some_and(|before| {
        let date = becoming.get(&before.id).map_or(before.date, |(_, moved)| moved.date);
        new.date < date
    })
}

fn next_of(other: &Other, becoming: &Becoming) -> Option<NextContact> {
    match becoming.get(&other.id) {
        Some((_, new)) => new.next_contact.clone(),
        None => other.next.map(|(date, time)| NextContact { date, time }),
    }
}

fn is_on(promise: &NextContact, date: chrono::NaiveDate, time: Option<chrono::NaiveTime>) -> bool {
    promise.date == date && (promise.time.is_none() || promise.time == time)
}

/// Moves what has come apart; what would then lie before the contact that promised it stays, and is returned.
pub(crate) async fn bring_together(batch: &mut Batch, all: Vec<Apart>) -> Result<Vec<Apart>, AppError> {
    let mut left = Vec::new();
    for apart in all {
        if !is_moved(batch, &apart).await? {
            left.push(apart);
        }
    }
    Ok(left)
}

async fn is_moved(batch: &mut Batch, apart: &Apart) -> Result<bool, AppError> {
    let mut contact: Contact = match batch.chosen("previous", RecordKind::Contact, apart.other.0).await {
        Ok(document) => document.read()?,
        Err(_) => return Ok(false),
    };
    match apart.which {
        Which::Promise => contact.next_contact = Some(apart.day.clone()),
        Which::FollowUp => {
            contact.date = apart.day.date;
            if let Some(time) = apart.day.time {
                let zone = contact.hour.map(|hour| hour.zone).unwrap_or_default();
                contact.hour = Some(Hour { time, zone });
            }
        }
    }
    let Ok((contact, _)) = contact.check() else { return Ok(false) };
    batch.edit(RecordKind::Contact, apart.other.0, None, async |_: Contact| Ok(contact)).await?;
    Ok(true)
}

/// What is worth saying of the neighbours of a contact that is saved.
#[derive(Debug, Default)]
pub(crate) struct LinkWarnings {
    pub(crate) apart: Vec<Apart>,
    codes: Vec<&'static str>,
}

impl LinkWarnings {
    pub(crate) fn codes(self) -> impl Iterator<Item = &'static str> {
        self.apart.into_iter().map(|apart| apart.which.code()).chain(self.codes)
    }
}

pub(crate) async fn warnings(
    batch: &mut Batch,
    own: Option<ContactId>,
    contact: &Contact,
    seen: Option<&Contact>,
) -> Result<LinkWarnings, AppError> {
    let (Some(id), Some(seen)) = (own, seen) else { return Ok(LinkWarnings::default()) };
    let becoming = Becoming::from([(id, (Changeable::of(seen), Changeable::of(contact)))]);
    let linked = links::linked(&mut batch.tx, &[id]).await?;
    let mut codes = Vec::new();
    for link in &linked {
        let others = link.previous.iter().chain(&link.follow_up);
        if seen.customer != contact.customer
            && others.clone().any(|other| other.customer != contact.customer.0)
        {
            codes.push("customer_differs");
        }
        if seen.date != contact.date
            && link.previous.as_ref().is_some_and(|before| contact.date < before.date)
        {
            codes.push("before_previous");
        }
    }
    Ok(LinkWarnings { apart: apart(&linked, &becoming), codes })
}

impl Book {
    /// Moves the promise that a follow-up was made for to the follow-up's day, and the follow-up of a contact to the day
    /// that it promises: what saving a contact said had come apart (one batch, one undo).
    pub async fn move_linked(&self, id: &str) -> Result<wire::Contact, AppError> {
        let key: ContactId = parse_id("id", id)?;
        let mut batch = self.batch(Command::Edit).await?;
        let contact: Contact = batch.live(RecordKind::Contact, key.0).await?;
        let new = Changeable::of(&contact);
        // As if it had just got its days.
        let old = Changeable { date: NaiveDate::MIN, next_contact: None, ..new.clone() };
        let linked = links::linked(&mut batch.tx, &[key]).await?;
        let apart = apart(&linked, &Becoming::from([(key, (old, new))]));
        bring_together(&mut batch, apart).await?;
        batch.commit().await?;
        self.contact(id).await.map_err(AppError::after_saving)
    }
}
