//! One contact: the form, the bin (S1-S3, S6-S8, S15-S26, S36-S46).

pub mod changes;
pub mod export;
pub(crate) mod lines;
pub(crate) mod links;
pub mod list;
pub(crate) mod no_answer;
pub mod threads;

use chrono_tz::Tz;
use documents::provenance::Command;
use domain::attachment::Attachment;
use domain::contact::{
    Channel, Closing, Contact, ContactType, Direction, Hour, NextContact, Outcome, Warning,
};
use domain::custom_field::FieldOf;
use domain::id::{AttachmentId, ContactId, PersonId};
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use uuid::Uuid;

use crate::attachments::{PickedFile, added_by, emails_among, record_of};
use crate::book::Book;
use crate::catalogues::contact_types::check_type;
use crate::catalogues::custom_fields::{drafted_values, wire_values};
use crate::clock;
use crate::contacts::lines::{
    action_line, check_catalogues, drafted_interest, drafted_line, interest, pass_on_interests,
    read_interests,
};
use crate::contacts::links::check_previous;
use crate::email::mailbox::first_message;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::wire;
use crate::wire::read::{
    clock_text, direction, optional_date, optional_id, read_date, read_time, read_zone, required_base,
};

/// Everything that Aceptar hands in at once.
#[derive(Debug, Default)]
pub struct SaveContact {
    /// The contact that is edited; none adds one.
    pub id: Option<String>,
    pub draft: wire::ContactDraft,
    /// The revision that the form was opened on; an edit needs it, or it would take back what came meanwhile.
    pub base: Option<String>,
    /// The email whose information was assumed, and the two answers (S56, S57).
    pub email: Option<AssumedEmail>,
    /// A person to make and to put into the contact.
    pub new_person: Option<wire::PersonDraft>,
    /// Addresses of people that a report says were not reached, and that the user said are to be marked.
    pub failing: Vec<wire::FailingMark>,
    /// Products that were removed from the contact and are to leave its customer's interests too (S35).
    pub forget_interests: Vec<String>,
    /// Files picked before there was a contact to hold them (S27).
    pub files: Vec<PickedFile>,
    /// A promise moves with the follow-up that was made for it, and the follow-up with its promise.
    pub move_linked: bool,
    /// The key of the form's draft: it goes with what was made of it, or a crash between the two would offer
    /// again what is saved already.
    pub form: Option<String>,
}

#[derive(Debug)]
pub struct AssumedEmail {
    pub file: PickedFile,
    pub attach: bool,
    pub associate: bool,
}

impl Book {
    /// One contact, also from the bin. Writes nothing (S7).
    pub async fn contact(&self, id: &str) -> Result<wire::Contact, AppError> {
        let shown =
            self.store.contact(parse_id("id", id)?).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        let row = shown.row;
        let closing = (row.closing_date.is_some() || row.result.is_some()).then(|| wire::Closing {
            date: row.closing_date.map(|date| date.to_string()),
            result: row.result,
        });
        Ok(wire::Contact {
            id: row.id.to_string(),
            revision: shown.revision,
            customer: row.customer.to_string(),
            person: row.person.map(|id| id.to_string()),
            user: row.user.to_string(),
            date: row.date.to_string(),
            time: row.time.map(clock_text),
            time_zone: row.time_zone.filter(|zone| !zone.is_empty()),
            duration_minutes: row.duration_minutes,
            contact_type: row.contact_type,
            direction: direction(&row.direction),
            notes: row.notes,
            actions: shown.actions.into_iter().map(action_line).collect(),
            interests: shown.interests.into_iter().map(interest).collect(),
            next_contact: row
                .next
                .map(|(date, time)| wire::NextContact { date: date.to_string(), time: time.map(clock_text) }),
            follow_up: shown.follow_up.map(|id| id.to_string()),
            previous: row.previous.map(|id| id.to_string()),
            closing,
            done: row.done,
            email: row.email.map(|id| id.to_string()),
            attachments: self.attachments(&shown.attachments).await?,
            custom_fields: wire_values(shown.custom_fields),
            deleted: row.is_deleted,
            conflicts: row.conflicts,
        })
    }

    /// Aceptar (S45): adds or edits a contact, with what was assumed from an email, all or nothing.
    pub async fn save_contact(&self, save: SaveContact) -> Result<wire::SavedContact, AppError> {
        let (seen, opened): (Option<Contact>, _) = match &save.id {
            Some(id) => {
                let (id, base) = (parse_id::<ContactId>("id", id)?, required_base(save.base.as_deref())?);
                let (seen, opened) = self.open_to_edit(RecordKind::Contact, id.0, base).await?;
                (Some(seen), Some(opened))
            }
            None => (None, None),
        };
        let mut read = self.read_draft(&save.draft, self.zone().await?)?;
        read.actions = self.read_actions(&save.draft.actions, seen.as_ref()).await?;
        let held = seen.as_ref().map(|seen| seen.custom_fields.as_slice());
        read.custom_fields =
            self.read_custom_values(FieldOf::Contact, &save.draft.custom_fields, held).await?;
        let (contact, mut warnings) = read.check()?;
        let email = match &save.email {
            Some(email) => Some(self.read_assumed(email).await?),
            None => None,
        };
        let command = match (&save.id, &email) {
            (_, Some(_)) => Command::Assume,
            (Some(_), None) => Command::Edit,
            (None, None) => Command::Add,
        };
        let new_person = match save.new_person {
            Some(draft) => Some(self.checked_person(draft).await?),
            None => None,
        };
        let emails = emails_among(&save.files).await;
        let mut batch = self.batch(command).await?;
        opened.into_iter().for_each(|opened| batch.take(opened));
        let mut contact = contact;
        if let Some(person) = new_person {
            contact.person = Some(add_person(&mut batch, &person).await?);
        }
        name_persons(&mut contact, seen.as_ref());
        self.check_choices(&mut batch, &contact, seen.as_ref()).await?;
        if let Some((message, file, email)) = &email {
            batch.chosen("customer", RecordKind::Customer, contact.customer.0).await?;
            let file = record_of(file, Some(message), None);
            store_email(&mut batch, &mut contact, file, email.attach, email.associate).await?;
        }
        let own = save.id.as_deref().map(|id| parse_id::<ContactId>("id", id)).transpose()?;
        check_previous(&mut batch, own, &contact, seen.as_ref()).await?;
        for (file, email) in save.files.iter().zip(&emails) {
            contact.attachments.push(self.store_file(&mut batch, file, *email)?);
        }
        batch.mark_failing(&save.failing).await?;
        pass_on_interests(&mut batch, &contact, seen.as_ref(), &save.forget_interests).await?;
        let mut linked = links::warnings(&mut batch, own, &contact, seen.as_ref()).await?;
        if contact.is_closed_far_ahead(self.today().await?) {
            warnings.push(Warning::ClosingFarAhead);
        }
        let id = match &save.id {
            Some(id) => edit(&mut batch, id, save.base.as_deref(), contact).await?,
            None => add(&mut batch, contact).await?,
        };
        if save.move_linked {
            linked.apart = links::bring_together(&mut batch, linked.apart).await?;
        }
        if let Some(form) = &save.form {
            store::local::drop_draft(&mut batch.tx, form).await?;
        }
        batch.commit().await?;
        let codes = warnings.into_iter().map(Warning::code).chain(linked.codes());
        self.saved(id, codes.map(str::to_owned).collect()).await
    }

    async fn saved(&self, id: ContactId, mut warnings: Vec<String>) -> Result<wire::SavedContact, AppError> {
        let contact = self.contact(&id.to_string()).await.map_err(AppError::after_saving)?;
        warnings.dedup();
        let follow_up_due = contact.next_contact.is_some() && contact.follow_up.is_none();
        Ok(wire::SavedContact { follow_up_due, contact, warnings })
    }

    /// The email, and the file that stands for it on disk before anything refers to it.
    async fn read_assumed<'a>(
        &self,
        email: &'a AssumedEmail,
    ) -> Result<(&'a mail::Email, PickedFile, &'a AssumedEmail), AppError> {
        let message = email.file.email().await?;
        let file = first_message(email.file.clone(), message);
        if email.attach || email.associate {
            self.blobs.put(&file.bytes)?;
        }
        Ok((message, file, email))
    }

    /// To the bin (S8): the customer stays, the thread's links are derived and mend themselves.
    pub async fn delete_contact(&self, id: &str) -> Result<wire::Contact, AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        batch.delete(RecordKind::Contact, parse_id::<ContactId>("id", id)?.0).await?;
        batch.commit().await?;
        self.contact(id).await.map_err(AppError::after_saving)
    }

    pub async fn restore_contact(&self, id: &str) -> Result<wire::Contact, AppError> {
        let mut batch = self.batch(Command::Restore).await?;
        batch.restore(RecordKind::Contact, parse_id::<ContactId>("id", id)?.0).await?;
        batch.commit().await?;
        self.contact(id).await.map_err(AppError::after_saving)
    }

    /// What the form of the promised contact opens with (S36). The existing follow-up is opened instead of it.
    pub async fn follow_up_draft(&self, id: &str) -> Result<wire::ContactDraft, AppError> {
        let id: ContactId = parse_id("id", id)?;
        let (contact, _): (Contact, String) = self.record(RecordKind::Contact, id.0, None).await?;
        let draft = contact.follow_up(id).ok_or(AppError::invalid("next_contact", Reason::Required))?;
        Ok(draft_of(&draft))
    }

    /// A saved contact as a form would hold it, as it was at `base`, with that revision: what is made of it is based on it.
    pub async fn contact_draft(
        &self,
        id: &str,
        base: Option<&str>,
    ) -> Result<(wire::ContactDraft, String), AppError> {
        let (seen, revision): (Contact, String) =
            self.record(RecordKind::Contact, parse_id::<ContactId>("id", id)?.0, base).await?;
        Ok((draft_of(&seen), revision))
    }

    /// The record that a draft stands for, as far as the draft alone can tell.
    pub(crate) fn read_draft(&self, draft: &wire::ContactDraft, zone: Tz) -> Result<Contact, AppError> {
        let customer = draft.customer.as_deref().filter(|id| !id.is_empty());
        let customer = customer.ok_or(AppError::invalid("customer", Reason::Required))?;
        let contact_type = draft.contact_type.as_deref().filter(|key| !key.is_empty());
        let contact_type = contact_type.ok_or(AppError::invalid("contact_type", Reason::Required))?;
        let date = match draft.date.as_deref().filter(|date| !date.is_empty()) {
            Some(date) => read_date("date", date)?,
            None => clock::today(zone),
        };
        // Without an hour it has none, and one that does not exist is refused all the same.
        let zone = read_zone(draft.time_zone.as_deref(), zone)?;
        let hour = match draft.time.as_deref().filter(|time| !time.is_empty()) {
            Some(time) => Some(Hour { time: read_time("time", time)?, zone }),
            None => None,
        };
        Ok(Contact {
            customer: parse_id("customer", customer)?,
            person: optional_id("person", draft.person.as_deref())?,
            user: optional_id("user", draft.user.as_deref())?.unwrap_or(self.identity.user),
            date,
            hour,
            duration_minutes: draft.duration_minutes,
            channel: Channel {
                contact_type: ContactType::from_document(contact_type),
                email: optional_id("email", draft.email.as_deref())?,
            },
            direction: match draft.direction.unwrap_or(wire::Direction::Us) {
                wire::Direction::Us => Direction::Us,
                wire::Direction::Them => Direction::Them,
            },
            notes: draft.notes.clone(),
            actions: Vec::new(),
            interests: read_interests(&draft.interests, date)?,
            next_contact: draft.next_contact.as_ref().map(read_next).transpose()?,
            closing: draft.closing.as_ref().map(read_closing).transpose()?,
            previous: optional_id("previous", draft.previous.as_deref())?,
            attachments: Vec::new(),
            custom_fields: Vec::new(),
        })
    }

    /// S17, S18: what was chosen is there, and the person is the customer's. What stands as it was seen is not
    /// looked up: its record may not have arrived yet, its key may come from a newer version.
    pub(crate) async fn check_choices(
        &self,
        batch: &mut crate::book::batch::Batch,
        contact: &Contact,
        seen: Option<&Contact>,
    ) -> Result<(), AppError> {
        if seen.is_none_or(|seen| seen.channel.contact_type != contact.channel.contact_type) {
            check_type(batch, &contact.channel.contact_type).await?;
        }
        let result_of =
            |contact: &Contact| contact.closing.as_ref().and_then(|closing| closing.result.clone());
        if let Some(result) = result_of(contact)
            && seen.and_then(result_of).as_ref() != Some(&result)
        {
            Outcome::parse(result.as_str())?;
        }
        if seen.is_none_or(|seen| seen.customer != contact.customer) {
            batch.chosen("customer", RecordKind::Customer, contact.customer.0).await?;
        }
        if seen.is_none_or(|seen| seen.user != contact.user) {
            batch.chosen("user", RecordKind::User, contact.user.0).await?;
        }
        if let Some(person) = contact.person
            && seen.is_none_or(|seen| (seen.person, seen.customer) != (contact.person, contact.customer))
        {
            let person: domain::person::Person =
                batch.chosen("person", RecordKind::Person, person.0).await?.read()?;
            if person.customer != contact.customer {
                return Err(AppError::invalid("person", Reason::WrongCustomer));
            }
        }
        if let Some(email) = contact.channel.email
            && seen.is_none_or(|seen| seen.channel.email != Some(email))
        {
            batch.chosen("email", RecordKind::Attachment, email.0).await?;
        }
        check_catalogues(batch, contact, seen).await
    }
}

async fn add_person(
    batch: &mut crate::book::batch::Batch,
    person: &domain::person::Person,
) -> Result<PersonId, AppError> {
    let id = PersonId(Uuid::now_v7());
    batch.chosen("customer", RecordKind::Customer, person.customer.0).await?;
    batch.add(RecordKind::Person, id.0, person).await?;
    Ok(id)
}

/// A product that this contact names first is its person's interest (S34).
fn name_persons(contact: &mut Contact, seen: Option<&Contact>) {
    for interest in &mut contact.interests {
        let is_known = |seen: &Contact| seen.interests.iter().any(|known| known.product == interest.product);
        if !seen.is_some_and(is_known) {
            interest.person = interest.person.or(contact.person);
        }
    }
}

/// The keys that every profile has, of `type` or `result`; none for a catalogue that does not exist.
pub fn built_in(catalogue: &str) -> Option<Vec<&'static str>> {
    match catalogue {
        "type" | "contact_type" => Some(ContactType::BUILT_IN.to_vec()),
        "result" => Some(Outcome::ALL.to_vec()),
        _ => None,
    }
}

pub(crate) async fn add(
    batch: &mut crate::book::batch::Batch,
    contact: Contact,
) -> Result<ContactId, AppError> {
    // The follow-up of a contact is one, wherever and however often it is made (S38).
    let id = contact.previous.map_or_else(|| ContactId(Uuid::now_v7()), ContactId::follow_up);
    batch.add(RecordKind::Contact, id.0, &contact).await?;
    Ok(id)
}

async fn edit(
    batch: &mut crate::book::batch::Batch,
    id: &str,
    base: Option<&str>,
    contact: Contact,
) -> Result<ContactId, AppError> {
    let id: ContactId = parse_id("id", id)?;
    let keeping_attachments = async |seen: Contact| {
        let mut attachments = seen.attachments;
        attachments.extend(
            contact.attachments.iter().filter(|id| !attachments.contains(id)).copied().collect::<Vec<_>>(),
        );
        Ok(Contact { attachments, ..contact })
    };
    batch.edit(RecordKind::Contact, id.0, base, keeping_attachments).await?;
    Ok(id)
}

/// S56, S57: the email becomes an attachment of the contact, of the customer, of both or of none.
pub(crate) async fn store_email(
    batch: &mut crate::book::batch::Batch,
    contact: &mut Contact,
    file: Attachment,
    attach: bool,
    associate: bool,
) -> Result<(), AppError> {
    if !attach && !associate {
        return Ok(());
    }
    let id = AttachmentId(Uuid::now_v7());
    let file = Attachment { added: Some(added_by(&batch.author)), ..file };
    batch.add_new(RecordKind::Attachment, id.0, &file)?;
    if attach {
        contact.attachments.push(id);
        // A visit keeps the invitation that it was made of as a file (records.md, units).
        contact.channel.email = Some(id).filter(|_| contact.channel.contact_type.is_email());
    }
    if associate {
        let hold = async |mut customer: domain::customer::Customer| {
            customer.attachments.push(id);
            Ok(customer)
        };
        batch.edit(RecordKind::Customer, contact.customer.0, None, hold).await?;
    }
    Ok(())
}

fn read_next(next: &wire::NextContact) -> Result<NextContact, AppError> {
    let time = next.time.as_deref().filter(|time| !time.is_empty());
    Ok(NextContact {
        date: read_date("next_contact", &next.date)?,
        time: time.map(|time| read_time("next_contact", time)).transpose()?,
    })
}

fn read_closing(closing: &wire::Closing) -> Result<Closing, AppError> {
    let result = closing.result.as_deref().filter(|key| !key.is_empty()).map(Outcome::from_document);
    Ok(Closing { date: optional_date("closing", closing.date.as_deref())?, result })
}

pub(crate) fn draft_of(contact: &Contact) -> wire::ContactDraft {
    wire::ContactDraft {
        customer: Some(contact.customer.to_string()),
        person: contact.person.map(|id| id.to_string()),
        user: Some(contact.user.to_string()),
        date: Some(contact.date.to_string()),
        time: contact.hour.as_ref().map(|hour| clock_text(hour.time)),
        time_zone: contact.hour.as_ref().map(|hour| hour.zone.clone()).filter(|zone| !zone.is_empty()),
        duration_minutes: contact.duration_minutes,
        contact_type: Some(contact.channel.contact_type.as_str().to_owned()),
        direction: Some(direction(contact.direction.as_str())),
        notes: contact.notes.clone(),
        actions: contact.actions.iter().map(drafted_line).collect(),
        interests: contact.interests.iter().map(drafted_interest).collect(),
        next_contact: contact
            .next_contact
            .as_ref()
            .map(|next| wire::NextContact { date: next.date.to_string(), time: next.time.map(clock_text) }),
        previous: contact.previous.map(|id| id.to_string()),
        closing: contact.closing.as_ref().map(|closing| wire::Closing {
            date: closing.date.map(|date| date.to_string()),
            result: closing.result.as_ref().map(|result| result.as_str().to_owned()),
        }),
        email: contact.channel.email.map(|id| id.to_string()),
        custom_fields: drafted_values(&contact.custom_fields),
    }
}
