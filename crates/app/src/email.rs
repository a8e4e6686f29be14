//! Information assumed from an email (S53-S58): what it would fill in, beside what is there.

pub(crate) mod failing;
pub mod import;
pub mod mailbox;
pub mod page;
pub(crate) mod participants;
pub mod reader;
pub(crate) mod sender;
pub(crate) mod visit;

use domain::contact::ContactType;
use domain::id::CustomerId;
use domain::limits::NOTES_CHARS_MAX;
use domain::refusal::Reason;
use store::blobs::sha256;

use crate::attachments::PickedFile;
use crate::book::Book;
use crate::clock;
use crate::contacts::{AssumedEmail, SaveContact};
use crate::email::participants::Parties;
use crate::email::visit::VISIT;
use crate::error::{AppError, ErrorCode};
use crate::wire;
use crate::wire::read::{clock_text, optional_id};
use crate::work::Work;

/// Cleaning a large email takes a while, and nothing else should wait for it.
async fn blocking<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let failed = |error| AppError::new(ErrorCode::Internal).with_detail(error);
    tokio::task::spawn_blocking(read).await.map_err(failed)?
}

/// Reads an email as `mail show` prints it; needs no profile.
pub async fn show(bytes: &[u8]) -> Result<wire::MailFile, AppError> {
    let email = reader::read(bytes).await?;
    let format = match email.format {
        mail::Format::Eml => "eml",
        mail::Format::Msg => "msg",
        mail::Format::Tnef => "tnef",
    };
    Ok(wire::MailFile { format, email: view(&email) })
}

impl Book {
    /// What the email would fill in, field by field. Nothing typed is overwritten unasked: a field is ticked when
    /// it is empty or holds what a new form holds.
    pub async fn propose_email(
        &self,
        file: &PickedFile,
        draft: &wire::ContactDraft,
    ) -> Result<wire::EmailProposal, AppError> {
        self.propose_email_to(None, file, draft).await
    }

    /// The same to a saved contact, which may hold the email already.
    pub async fn propose_email_to(
        &self,
        contact: Option<&str>,
        file: &PickedFile,
        draft: &wire::ContactDraft,
    ) -> Result<wire::EmailProposal, AppError> {
        let email = file.email().await?;
        let of = draft.customer.as_deref().and_then(|id| id.parse::<CustomerId>().ok());
        let parties = self.parties(email, of).await?;
        let customer = of.or(parties.customer.map(|(id, _)| id));
        let mut fields = self.when_fields(email, draft).await?;
        fields.extend(self.user_field(&parties, draft).await?);
        fields.extend(self.person_field(&parties, draft).await?);
        if email.from.is_some() || email.sender.is_some() {
            let (current, proposed) =
                (direction(draft.direction.unwrap_or(wire::Direction::Us)), direction(parties.direction));
            fields.push(field("direction", Some(current.clone()), proposed, current == "us"));
        }
        fields.extend(self.previous_field(email, customer, draft).await?);
        let notes = notes_of(email);
        if !notes.is_empty() {
            let current = Some(draft.notes.clone()).filter(|notes| !notes.trim().is_empty());
            fields.push(field("notes", current.clone(), notes, current.is_none()));
        }
        let failed = self.failed_addresses(email).await?;
        // Of a file that holds several, the first is what is shown and stored.
        let file = mailbox::first_message(file.clone(), email);
        let hash = sha256(&file.bytes);
        let duplicate = self.store.contact_with_email(&email.message_id, &hash).await?;
        let already_here = match optional_id("id", contact)? {
            Some(contact) => self.store.holds_email(contact, &email.message_id, &hash).await?,
            None => false,
        };
        let found_by = parties.customer.map(|(_, by)| by);
        let customer = match parties.customer {
            Some((id, _)) => self.customer_hit(id).await?,
            None => None,
        };
        Ok(wire::EmailProposal {
            file_name: file.name,
            size: u32::try_from(file.bytes.len()).unwrap_or(u32::MAX),
            email: view(email),
            fields,
            new_person: parties.new_person,
            customer,
            found_by,
            tax_id: parties.tax_id,
            duplicate: duplicate.map(|id| id.to_string()),
            already_here,
            sender_doubt: parties.doubt,
            failed,
        })
    }

    /// `hilo contact assume`: applies what is ticked to a saved contact, and answers the two questions.
    pub async fn assume_email(
        &self,
        id: &str,
        file: PickedFile,
        answers: Answers,
    ) -> Result<(wire::EmailProposal, wire::Contact), AppError> {
        let (mut draft, revision) = self.contact_draft(id, None).await?;
        // S53: only when the type is Email.
        if draft.contact_type.as_deref() != Some(ContactType::EMAIL) {
            return Err(AppError::invalid("contact_type", Reason::NotEmailType));
        }
        let mut proposal = self.propose_email_to(Some(id), &file, &draft).await?;
        // What a saved contact follows was decided when it was made.
        proposal.fields.retain(|field| field.field != "previous");
        if answers.preview {
            return Ok((proposal, self.contact(id).await?));
        }
        let (mut new_person, zone) = (None, self.time_zone().await?);
        for field in &mut proposal.fields {
            if field.field == "person" && field.value.is_none() {
                field.applied = field.applied && answers.new_person;
                new_person = proposal.new_person.clone().filter(|_| field.applied);
            } else if field.applied {
                apply(&mut draft, field, &zone);
            }
        }
        let attach = answers.attach && (answers.again || !proposal.already_here);
        let email = Some(AssumedEmail { file, attach, associate: answers.associate });
        let failing = proposal.failed.iter().filter(|_| answers.mark_failing);
        let failing = failing
            .map(|one| wire::FailingMark { person: one.person.clone(), address: one.address.clone() })
            .collect();
        let save = SaveContact {
            failing,
            id: Some(id.to_owned()),
            draft,
            base: Some(revision),
            email,
            new_person,
            ..SaveContact::default()
        };
        Ok((proposal, self.save_contact(save).await?.contact))
    }

    /// A stored email as text, from its original bytes.
    pub async fn stored_email(&self, attachment: &str) -> Result<wire::EmailView, AppError> {
        Ok(view(&self.read_stored(attachment).await?))
    }

    /// A stored email as a page that can be shown.
    pub async fn email_page(&self, attachment: &str) -> Result<wire::EmailPage, AppError> {
        let email = self.read_stored(attachment).await?;
        blocking(move || Ok(page::page(&email))).await
    }

    /// The same with the pictures that the email wants from outside: whoever sent it may learn that it was read.
    pub async fn email_page_with_images(
        &self,
        attachment: &str,
        work: &Work,
    ) -> Result<wire::EmailPage, AppError> {
        let email = self.read_stored(attachment).await?;
        let work = work.clone();
        blocking(move || Ok(page::page_with_images(&email, &work))).await
    }

    /// Where a link of a stored email leads, by its number in the page.
    pub async fn email_link(&self, attachment: &str, number: u32) -> Result<String, AppError> {
        let email = self.read_stored(attachment).await?;
        blocking(move || page::link_address(&email, number)).await
    }

    async fn read_stored(&self, attachment: &str) -> Result<mail::Email, AppError> {
        reader::read(&self.attachment_bytes(attachment).await?.bytes).await
    }

    pub(crate) async fn customer_hit(&self, id: CustomerId) -> Result<Option<wire::CustomerHit>, AppError> {
        Ok(self.store.customer(id).await?.map(|shown| wire::CustomerHit {
            id: shown.id.to_string(),
            name: shown.name,
            code: shown.code,
            tax_id: shown.tax_id,
        }))
    }

    /// When it was sent; of an invitation when the meeting is, and that it is a visit.
    async fn when_fields(
        &self,
        email: &mail::Email,
        draft: &wire::ContactDraft,
    ) -> Result<Vec<wire::ProposedField>, AppError> {
        let visit = self.visit(email).await?;
        let (day, time) = match (visit, email.date) {
            (Some(visit), _) => (visit.date, visit.time),
            (None, Some(date)) => {
                let (day, time) = self.wall(date).await?;
                (day, Some(time))
            }
            (None, None) => return Ok(Vec::new()),
        };
        let today = self.today().await?.to_string();
        let current = draft.date.clone().filter(|date| !date.is_empty());
        let is_default = current.as_ref().is_none_or(|date| *date == today);
        let mut fields = vec![field("date", current, day.to_string(), is_default)];
        if let Some(time) = time {
            let current = draft.time.clone().filter(|time| !time.is_empty());
            fields.push(field("time", current.clone(), clock_text(time), current.is_none()));
        }
        let Some(visit) = visit else { return Ok(fields) };
        if let Some(minutes) = visit.minutes {
            let current = draft.duration_minutes.map(|minutes| minutes.to_string());
            fields.push(field("duration_minutes", current.clone(), minutes.to_string(), current.is_none()));
        }
        // Email is what a form says that an email is assumed in, and nothing that somebody says of a visit.
        let current = draft.contact_type.clone().filter(|key| !key.is_empty());
        let is_default = current.as_deref().is_none_or(|key| key == ContactType::EMAIL);
        fields.push(field("contact_type", current, VISIT.to_owned(), is_default));
        Ok(fields)
    }

    /// Which of us sent it.
    async fn user_field(
        &self,
        parties: &Parties,
        draft: &wire::ContactDraft,
    ) -> Result<Option<wire::ProposedField>, AppError> {
        let Some((id, name)) = &parties.user else { return Ok(None) };
        let chosen = draft.user.as_deref().filter(|id| !id.is_empty()).and_then(|id| id.parse().ok());
        let current = chosen.unwrap_or(self.identity.user);
        Ok(Some(wire::ProposedField {
            field: "user".to_owned(),
            current: self.store.user(current).await?.map(|user| user.name),
            proposed: Some(name.clone()),
            value: Some(id.to_string()),
            // A new form holds the current user.
            applied: current == self.identity.user || current == *id,
        }))
    }

    /// The contact whose conversation the email goes on with.
    async fn previous_field(
        &self,
        email: &mail::Email,
        customer: Option<CustomerId>,
        draft: &wire::ContactDraft,
    ) -> Result<Option<wire::ProposedField>, AppError> {
        let Some(customer) = customer.filter(|_| draft.previous.is_none()) else { return Ok(None) };
        Ok(self.conversation(email, customer).await?.map(|last| wire::ProposedField {
            field: "previous".to_owned(),
            current: None,
            proposed: Some(last.date),
            value: Some(last.id),
            applied: true,
        }))
    }

    async fn person_field(
        &self,
        parties: &Parties,
        draft: &wire::ContactDraft,
    ) -> Result<Option<wire::ProposedField>, AppError> {
        let (proposed, value) = match (&parties.person, &parties.new_person) {
            (Some(person), _) => (person.name.clone(), Some(person.id.clone())),
            (None, Some(person)) => (person.name.clone(), None),
            (None, None) => return Ok(None),
        };
        let current = match draft.person.as_deref().filter(|id| !id.is_empty()) {
            Some(id) => Some(self.person(id).await?.name),
            None => None,
        };
        Ok(Some(wire::ProposedField {
            field: "person".to_owned(),
            // Whoever it is when nobody knows whom it is from, somebody looks first.
            applied: current.is_none()
                && !matches!(
                    parties.doubt,
                    Some(wire::SenderDoubt::NoAddress | wire::SenderDoubt::TwoAddresses)
                ),
            current,
            proposed: Some(proposed),
            value,
        }))
    }
}

/// What `hilo contact assume` was told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Answers {
    pub preview: bool,
    pub attach: bool,
    /// Attach it even where the contact holds it already.
    pub again: bool,
    pub associate: bool,
    pub new_person: bool,
    /// Mark the addresses that a report says were not reached.
    pub mark_failing: bool,
}

fn field(name: &str, current: Option<String>, proposed: String, is_free: bool) -> wire::ProposedField {
    wire::ProposedField {
        field: name.to_owned(),
        applied: is_free || current.as_ref() == Some(&proposed),
        current,
        proposed: Some(proposed.clone()),
        value: Some(proposed),
    }
}

fn apply(draft: &mut wire::ContactDraft, field: &wire::ProposedField, zone: &str) {
    let value = field.value.clone();
    match field.field.as_str() {
        "date" => draft.date = value,
        "time" => (draft.time, draft.time_zone) = (value, Some(zone.to_owned())),
        "duration_minutes" => draft.duration_minutes = value.and_then(|minutes| minutes.parse().ok()),
        "contact_type" => draft.contact_type = value,
        "user" => draft.user = value,
        "person" => draft.person = value,
        "previous" => draft.previous = value,
        "direction" if value.as_deref() == Some("them") => draft.direction = Some(wire::Direction::Them),
        "direction" => draft.direction = Some(wire::Direction::Us),
        "notes" => draft.notes = value.unwrap_or_default(),
        _ => {}
    }
}

/// Notes are subject and text (S53); of an invitation the place too, where the text does not say it.
pub(crate) fn notes_of(email: &mail::Email) -> String {
    let (subject, text) = (email.subject.trim(), email.text.trim());
    let place = visit::place(email).filter(|place| !subject.contains(place) && !text.contains(place));
    let parts = [subject, place.unwrap_or_default(), text];
    let notes = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    notes.chars().take(NOTES_CHARS_MAX).collect()
}

fn direction(direction: wire::Direction) -> String {
    match direction {
        wire::Direction::Us => "us".to_owned(),
        wire::Direction::Them => "them".to_owned(),
    }
}

pub(crate) fn mail_address(address: &mail::Address) -> wire::MailAddress {
    wire::MailAddress { name: address.name.clone(), address: address.address.clone() }
}

pub(crate) fn addresses(all: &[mail::Address]) -> Vec<wire::MailAddress> {
    all.iter().map(mail_address).collect()
}

fn view(email: &mail::Email) -> wire::EmailView {
    wire::EmailView {
        subject: email.subject.clone(),
        from: email.from.as_ref().map(mail_address),
        sender: email.sender.as_ref().map(mail_address),
        to: addresses(&email.to),
        cc: addresses(&email.cc),
        bcc: addresses(&email.bcc),
        date: email.date.map(|date| clock::instant(date.timestamp())),
        message_id: email.message_id.clone(),
        text: email.text.clone(),
        has_html: email.html.is_some(),
        attachments: email
            .attachments
            .iter()
            .map(|attachment| wire::MailAttachment {
                name: attachment.name.clone(),
                size: u32::try_from(attachment.bytes.len()).unwrap_or(u32::MAX),
                sha256: sha256(&attachment.bytes),
                kind: match attachment.kind {
                    mail::AttachmentKind::File => "file".to_owned(),
                    mail::AttachmentKind::Message => "message".to_owned(),
                },
                inline: attachment.inline,
            })
            .collect(),
        warnings: email.warnings.iter().map(|warning| warning.code().to_owned()).collect(),
        item: item_of(&email.kind),
    }
}

fn item_of(kind: &mail::ItemKind) -> Option<wire::MailItem> {
    let at = |date: &Option<chrono::DateTime<chrono::Utc>>| date.map(|date| clock::instant(date.timestamp()));
    Some(match kind {
        mail::ItemKind::Email => return None,
        mail::ItemKind::Report(item) => wire::MailItem::Report {
            recipients: item.recipients.iter().map(reported).collect(),
            message_id: item.message_id.clone(),
        },
        mail::ItemKind::Appointment(item) => wire::MailItem::Appointment {
            start: at(&item.start),
            end: at(&item.end),
            is_all_day: item.is_all_day,
            place: item.place.clone(),
            organiser: item.organiser.clone(),
            meeting: match item.meeting {
                mail::Meeting::Invitation => "invitation".to_owned(),
                mail::Meeting::Answer => "answer".to_owned(),
                mail::Meeting::Cancellation => "cancellation".to_owned(),
            },
        },
        mail::ItemKind::Task(item) => {
            wire::MailItem::Task { start: at(&item.start), due: at(&item.due), is_done: item.is_done }
        }
        mail::ItemKind::Contact(item) => wire::MailItem::Contact {
            name: item.name.clone(),
            company: item.company.clone(),
            job_title: item.job_title.clone(),
            addresses: item.addresses.clone(),
            phones: item.phones.clone(),
        },
    })
}

fn reported(recipient: &mail::Reported) -> wire::ReportedRecipient {
    let outcome = match recipient.outcome {
        mail::Outcome::Failed => "failed",
        mail::Outcome::Delayed => "delayed",
        mail::Outcome::Delivered => "delivered",
        mail::Outcome::Read => "read",
        mail::Outcome::Deleted => "deleted",
    };
    wire::ReportedRecipient {
        address: recipient.address.clone(),
        outcome: outcome.to_owned(),
        status: recipient.status.clone(),
        reason: recipient.reason.clone(),
    }
}
