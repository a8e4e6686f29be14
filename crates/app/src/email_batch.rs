//! Several emails at once: each becomes a contact after one preview, all of them in one command with one undo.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate, NaiveTime};
use documents::provenance::Command;
use domain::attachment::Attachment;
use domain::contact::{Contact, ContactType};
use domain::custom_field::FieldOf;
use domain::id::{ContactId, CustomerId, PersonId};
use domain::limits::YEARS;
use domain::refusal::Reason;
use store::blobs::sha256;
use store::landing::Kind;
use uuid::Uuid;

use crate::attachments::{PickedFile, record_of};
use crate::batch::Batch;
use crate::book::Book;
use crate::contacts::{clock_text, store_email};
use crate::email::{addresses, mail_address, notes_of};
use crate::error::{AppError, ErrorCode};
use crate::limits::{EMAILS_AT_ONCE, EXCERPT_CHARS_MAX, RECIPIENTS_SHOWN};
use crate::mail_reader;
use crate::parties::{Parties, messages_before};
use crate::people::read_person;
use crate::wire;
use crate::work::Work;

/// One email, ready to be written down.
struct Prepared {
    choice: wire::EmailChoice,
    contact: Contact,
    file: Attachment,
    /// Seconds since 1970; what has no date comes last.
    at: i64,
    message_id: String,
    answers: Vec<String>,
    /// The contact that it goes on from, of those that were here.
    previous: Option<ContactId>,
}

impl Book {
    /// What each of the files would become; one that cannot be read says why, and the others go on.
    ///
    /// # Errors
    /// `invalid` for too many at once, `stopped`.
    pub async fn propose_emails(
        &self,
        files: &[PathBuf],
        work: &Work,
    ) -> Result<Vec<wire::BatchedEmail>, AppError> {
        if files.len() > EMAILS_AT_ONCE {
            return Err(AppError::invalid("files", Reason::TooMany));
        }
        work.expect(files.len());
        let mut proposed: Vec<wire::BatchedEmail> = Vec::with_capacity(files.len());
        let (mut messages, mut hashes) = (HashMap::new(), HashMap::new());
        for (place, path) in (0..).zip(files) {
            let name = path.file_name().map(|name| domain::attachment::safe_name(&name.to_string_lossy()));
            let mut one = match self.propose_one(path, &mut messages, &mut hashes, place).await {
                Ok(one) => one,
                Err(error) => unread(error),
            };
            (one.place, one.file_name) = (place, name.unwrap_or_default());
            proposed.push(one);
            work.step(1)?;
        }
        Ok(proposed)
    }

    async fn propose_one(
        &self,
        path: &std::path::Path,
        messages: &mut HashMap<String, u32>,
        hashes: &mut HashMap<String, u32>,
        place: u32,
    ) -> Result<wire::BatchedEmail, AppError> {
        let (file, hash, email) = read(path).await?;
        let Parties { direction, person, new_person, customer, other, tax_id } =
            self.parties(&email, None).await?;
        let earlier = messages.get(&email.message_id).or(hashes.get(&hash)).copied();
        if !email.message_id.is_empty() {
            messages.entry(email.message_id.clone()).or_insert(place);
        }
        hashes.entry(hash.clone()).or_insert(place);
        let stored = self.store.contact_with_email(&email.message_id, &hash).await?;
        let previous = match customer {
            Some((customer, _)) => self.conversation(&email, customer).await?.map(|contact| contact.id),
            None => None,
        };
        let found_by = customer.map(|(_, by)| by);
        let customer = match customer {
            Some((id, _)) => self.customer_hit(id).await?,
            None => None,
        };
        let wall = self.wall_within_years(&email).await?;
        let files = email.attachments.iter().filter(|file| !file.inline).count();
        Ok(wire::BatchedEmail {
            size: u32::try_from(file.bytes.len()).unwrap_or(u32::MAX),
            sha256: hash,
            from: email.from.as_ref().map(mail_address),
            to: addresses(&email.to[..email.to.len().min(RECIPIENTS_SHOWN)]),
            other,
            date: wall.map(|(day, _)| day.to_string()),
            time: wall.map(|(_, time)| clock_text(time)),
            excerpt: email
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .chars()
                .take(EXCERPT_CHARS_MAX as usize)
                .collect(),
            files: u32::try_from(files).unwrap_or(u32::MAX),
            warnings: email.warnings.iter().map(|warning| warning.code().to_owned()).collect(),
            direction,
            person,
            new_person,
            customer,
            found_by,
            tax_id,
            duplicate: (stored.is_some() || earlier.is_some())
                .then(|| wire::EmailDuplicate { contact: stored.map(|id| id.to_string()), place: earlier }),
            previous,
            subject: email.subject,
            ..unread(AppError::new(ErrorCode::Internal))
        })
        .map(|one| wire::BatchedEmail { problem: None, ..one })
    }

    /// The chosen ones become contacts of type Email, in the order of their dates: all of them, or none.
    ///
    /// # Errors
    /// What saving each as a contact would be refused for; `file_unreadable` where a file is not what was shown any more;
    /// `stopped`. Nothing was saved.
    pub async fn save_emails(
        &self,
        files: &[PathBuf],
        chosen: Vec<wire::EmailChoice>,
        work: &Work,
    ) -> Result<wire::EmailsSaved, AppError> {
        if chosen.len() > EMAILS_AT_ONCE {
            return Err(AppError::invalid("files", Reason::TooMany));
        }
        work.expect(2 * chosen.len());
        let mut prepared = Vec::with_capacity(chosen.len());
        for choice in chosen {
            let place = usize::try_from(choice.place).unwrap_or(usize::MAX);
            let path = files.get(place).ok_or(AppError::invalid("place", Reason::Unknown))?;
            let place = choice.place;
            prepared.push(self.prepare(path, choice).await.map_err(|error| of_email(place, error))?);
            work.step(1)?;
        }
        prepared.sort_by_key(|one| one.at);
        let new_customers = self.customers_to_make(&prepared).await?;
        let mut batch = self.batch(Command::Assume).await?;
        batch.work = work.clone();
        let mut made = Made::default();
        for (key, customer) in new_customers {
            let id = CustomerId(Uuid::now_v7());
            batch.add(Kind::Customer, id.0, &customer).await?;
            made.customers.insert(key, id);
        }
        let mut contacts = Vec::with_capacity(prepared.len());
        for one in prepared {
            let place = one.choice.place;
            let made = self.write_down(&mut batch, &mut made, one).await;
            contacts.push(made.map_err(|error| of_email(place, error))?.to_string());
            work.step(1)?;
        }
        batch.commit().await?;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(wire::EmailsSaved {
            contacts,
            new_people: count(made.people.len()),
            new_customers: count(made.customers.len()),
        })
    }

    async fn prepare(&self, path: &std::path::Path, choice: wire::EmailChoice) -> Result<Prepared, AppError> {
        let (file, hash, email) = read(path).await?;
        if hash != choice.sha256 {
            return Err(AppError::new(ErrorCode::FileUnreadable).with_detail("it changed since it was shown"));
        }
        let mut draft = wire::ContactDraft {
            customer: choice.customer.clone().or_else(|| Some(CustomerId(Uuid::nil()).to_string())),
            contact_type: Some(ContactType::EMAIL.to_owned()),
            person: choice.person.clone(),
            direction: Some(choice.direction),
            notes: notes_of(&email),
            ..wire::ContactDraft::default()
        };
        if let Some((day, time)) = self.wall_within_years(&email).await? {
            (draft.date, draft.time) = (Some(day.to_string()), Some(clock_text(time)));
        }
        if choice.customer.is_none() && choice.new_customer.is_none() {
            return Err(AppError::invalid("customer", Reason::Required));
        }
        let mut contact = self.read_draft(&draft, self.zone().await?)?;
        contact.custom_fields = self.default_custom_values(FieldOf::Contact).await?;
        let (contact, _) = contact.check()?;
        if choice.attach || choice.associate {
            // On disk before anything refers to it.
            self.blobs.put(&file.bytes)?;
        }
        let previous = match choice.customer {
            Some(_) => {
                self.conversation(&email, contact.customer).await?.and_then(|last| last.id.parse().ok())
            }
            None => None,
        };
        Ok(Prepared {
            file: record_of(&file, Some(&email), None),
            at: email.date.map_or(i64::MAX, |date| date.timestamp()),
            answers: messages_before(&email),
            message_id: email.message_id,
            choice,
            contact,
            previous,
        })
    }

    /// When it was sent, where the user is; a slip of somebody's clock is no date.
    async fn wall_within_years(
        &self,
        email: &mail::Email,
    ) -> Result<Option<(NaiveDate, NaiveTime)>, AppError> {
        let Some(date) = email.date else { return Ok(None) };
        Ok(Some(self.wall(date).await?).filter(|(day, _)| YEARS.contains(&day.year())))
    }

    async fn customers_to_make(
        &self,
        prepared: &[Prepared],
    ) -> Result<Vec<(String, domain::customer::Customer)>, AppError> {
        let mut customers: Vec<(String, _)> = Vec::new();
        let drafts = prepared.iter().filter(|one| one.choice.customer.is_none());
        for draft in drafts.filter_map(|one| one.choice.new_customer.clone()) {
            let key = name_key(&draft);
            if !customers.iter().any(|(known, _)| *known == key) {
                customers.push((key, self.checked_customer(draft).await?));
            }
        }
        Ok(customers)
    }

    async fn write_down(
        &self,
        batch: &mut Batch,
        made: &mut Made,
        one: Prepared,
    ) -> Result<ContactId, AppError> {
        let Prepared { choice, mut contact, file, message_id, answers, previous, .. } = one;
        if choice.customer.is_none()
            && let Some(draft) = &choice.new_customer
        {
            let known = made.customers.get(&name_key(draft));
            contact.customer = *known.ok_or(AppError::invalid("customer", Reason::Required))?;
        }
        if choice.person.is_none()
            && let Some(draft) = choice.new_person
        {
            contact.person = Some(made.person(batch, contact.customer, draft).await?);
        }
        contact.previous = match made.end_of(&answers, previous, contact.customer) {
            Some(end) if goes_on(batch, end).await? => Some(end),
            _ => None,
        };
        self.check_choices(batch, &contact, None).await?;
        store_email(batch, &mut contact, file, choice.attach, choice.associate).await?;
        let id = crate::contacts::add(batch, contact.clone()).await?;
        made.remember(id, &contact, message_id);
        Ok(id)
    }
}

/// What one command has made so far.
#[derive(Default)]
struct Made {
    customers: HashMap<String, CustomerId>,
    people: HashMap<(CustomerId, String), PersonId>,
    /// By its message id, the contact that was made of an email, and whose it is.
    messages: HashMap<String, (ContactId, CustomerId)>,
    /// What goes on from a contact: each goes on once (S38).
    followed: HashMap<ContactId, ContactId>,
}

impl Made {
    /// The person of an address, made once.
    async fn person(
        &mut self,
        batch: &mut Batch,
        customer: CustomerId,
        draft: wire::PersonDraft,
    ) -> Result<PersonId, AppError> {
        let named = draft.emails.first().unwrap_or(&draft.name);
        let key = (customer, domain::text::entry_key(named));
        if let Some(known) = self.people.get(&key) {
            return Ok(*known);
        }
        let id = PersonId(Uuid::now_v7());
        batch.add(Kind::Person, id.0, &read_person(draft, customer)?).await?;
        self.people.insert(key, id);
        Ok(id)
    }

    /// Where the conversation ends by now.
    fn end_of(
        &self,
        answers: &[String],
        stored: Option<ContactId>,
        customer: CustomerId,
    ) -> Option<ContactId> {
        let here = answers.iter().rev().find_map(|message| self.messages.get(message));
        let here = here.filter(|(_, whose)| *whose == customer).map(|(id, _)| *id);
        let (mut end, mut seen) = (here.or(stored)?, HashSet::new());
        while let Some(next) = self.followed.get(&end).filter(|_| seen.insert(end)) {
            end = *next;
        }
        Some(end)
    }

    fn remember(&mut self, id: ContactId, contact: &Contact, message_id: String) {
        if !message_id.is_empty() {
            self.messages.insert(message_id, (id, contact.customer));
        }
        if let Some(previous) = contact.previous {
            self.followed.insert(previous, id);
        }
    }
}

/// Whether a contact may still be followed. It was looked at before the files were read, and a colleague's change may have
/// come since: what was promised, followed or deleted meanwhile is left alone (decision 0021).
async fn goes_on(batch: &mut Batch, end: ContactId) -> Result<bool, AppError> {
    if batch.stored(ContactId::follow_up(end).0).await?.is_some() {
        return Ok(false);
    }
    let contact: Result<Contact, AppError> = batch.read(Kind::Contact, end.0).await;
    Ok(contact.is_ok_and(|contact| contact.next_contact.is_none()))
}

/// Which of the emails it is that cannot be saved.
fn of_email(place: u32, error: AppError) -> AppError {
    if error.code == ErrorCode::Stopped {
        return error;
    }
    let field =
        error.field.map_or_else(|| format!("emails.{place}"), |field| format!("emails.{place}.{field}"));
    AppError { field: Some(field), ..error }
}

async fn read(path: &std::path::Path) -> Result<(PickedFile, String, mail::Email), AppError> {
    let path = path.to_owned();
    let failed = |error| AppError::new(ErrorCode::Internal).with_detail(error);
    let (file, hash) = tokio::task::spawn_blocking(move || {
        let file = PickedFile::read(&path)?;
        let hash = sha256(&file.bytes);
        Ok::<_, AppError>((file, hash))
    })
    .await
    .map_err(failed)??;
    let email = mail_reader::read(&file.bytes).await?;
    Ok((file, hash, email))
}

fn name_key(draft: &wire::CustomerDraft) -> String {
    domain::text::entry_key(&draft.name)
}

fn unread(problem: AppError) -> wire::BatchedEmail {
    wire::BatchedEmail {
        place: 0,
        file_name: String::new(),
        size: 0,
        sha256: String::new(),
        problem: Some(problem),
        subject: String::new(),
        from: None,
        to: Vec::new(),
        other: None,
        date: None,
        time: None,
        excerpt: String::new(),
        files: 0,
        warnings: Vec::new(),
        direction: wire::Direction::Them,
        person: None,
        new_person: None,
        customer: None,
        found_by: None,
        tax_id: None,
        duplicate: None,
        previous: None,
    }
}
