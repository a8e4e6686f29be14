//! Several emails at once: each becomes a contact after one preview, all of them in one command with one undo.

use domain::record_kind::RecordKind;
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
use uuid::Uuid;

use crate::attachments::record_of;
use crate::book::Book;
use crate::book::batch::Batch;
use crate::contacts::store_email;
use crate::email::mailbox::{Mailbox, Message};
use crate::email::participants::messages_before;
use crate::email::visit::{VISIT, Visit};
use crate::email::{addresses, mail_address, notes_of};
use crate::error::{AppError, ErrorCode};
use crate::limits::{EMAILS_AT_ONCE, EXCERPT_CHARS_MAX, RECIPIENTS_SHOWN};
use crate::people::read_person;
use crate::wire;
use crate::wire::read::clock_text;
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
    /// What each of the messages in the files would become; one that cannot be read says why, and the others go on.
    ///
    /// # Errors
    /// `invalid` for too many at once, `stopped`.
    pub async fn propose_emails(
        &self,
        files: &[PathBuf],
        work: &Work,
    ) -> Result<wire::ProposedEmails, AppError> {
        if files.len() > EMAILS_AT_ONCE {
            return Err(AppError::invalid("files", Reason::TooMany));
        }
        work.expect(files.len());
        let mut emails: Vec<wire::ImportedEmail> = Vec::with_capacity(files.len());
        let (mut known, mut left_out) = (Known::default(), 0);
        for ((file, path), later) in (0..).zip(files).zip((0..files.len()).rev()) {
            let name = path.file_name().map(|name| domain::attachment::safe_name(&name.to_string_lossy()));
            let name = name.unwrap_or_default();
            let mailbox = match Mailbox::read(path).await {
                Ok(mailbox) => mailbox,
                Err(error) => {
                    let place = number(emails.len());
                    emails.push(wire::ImportedEmail { place, file, file_name: name, ..unread(error) });
                    work.step(1)?;
                    continue;
                }
            };
            // Each of the files after this one has room for one message at least. Programs for mail add the newest at the end.
            let room = EMAILS_AT_ONCE.saturating_sub(emails.len() + later);
            let first = mailbox.count().saturating_sub(room);
            left_out += first;
            work.expect(mailbox.count() - first - 1);
            for part in first..mailbox.count() {
                let place = number(emails.len());
                let one = match mailbox.message(part).await {
                    Ok(message) => self.propose_one(message, &mut known, place).await,
                    Err(error) => Err(error),
                };
                let one = one.unwrap_or_else(unread);
                let (part, parts, file_name) = (number(part), number(mailbox.count()), name.clone());
                emails.push(wire::ImportedEmail { place, file, part, parts, file_name, ..one });
                work.step(1)?;
            }
        }
        Ok(wire::ProposedEmails { emails, left_out: number(left_out) })
    }

    async fn propose_one(
        &self,
        message: Message,
        known: &mut Known,
        place: u32,
    ) -> Result<wire::ImportedEmail, AppError> {
        let Message { file, sha256: hash, email } = message;
        let parties = self.parties(&email, None).await?;
        let earlier = known.earlier(&email.message_id, &hash, place);
        let stored = self.store.contact_with_email(&email.message_id, &hash).await?;
        let previous = match parties.customer {
            Some((customer, _)) => self.conversation(&email, customer).await?.map(|contact| contact.id),
            None => None,
        };
        let customer = match parties.customer {
            Some((id, _)) => self.customer_hit(id).await?,
            None => None,
        };
        let when = self.when(&email).await?;
        let failed = self.failed_addresses(&email).await?;
        let files = email.attachments.iter().filter(|file| !file.inline).count();
        let excerpt = email.text.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(wire::ImportedEmail {
            size: number(file.bytes.len()),
            sha256: hash,
            problem: None,
            from: email.from.as_ref().map(mail_address),
            to: addresses(&email.to[..email.to.len().min(RECIPIENTS_SHOWN)]),
            other: parties.other,
            date: when.date.map(|day| day.to_string()),
            time: when.time.map(clock_text),
            duration_minutes: when.minutes,
            contact_type: when.contact_type.to_owned(),
            excerpt: excerpt.chars().take(EXCERPT_CHARS_MAX as usize).collect(),
            files: number(files),
            warnings: email.warnings.iter().map(|warning| warning.code().to_owned()).collect(),
            direction: parties.direction,
            user: parties.user.map(|(id, name)| wire::UserHit { id: id.to_string(), name }),
            sender_doubt: parties.doubt,
            // Where nobody knows whom it is from, nobody is chosen unseen.
            person: parties.person.filter(|_| parties.doubt != Some(wire::SenderDoubt::NoAddress)),
            new_person: parties.new_person,
            customer,
            found_by: parties.customer.map(|(_, by)| by),
            tax_id: parties.tax_id,
            duplicate: (stored.is_some() || earlier.is_some())
                .then(|| wire::EmailDuplicate { contact: stored.map(|id| id.to_string()), place: earlier }),
            previous,
            failed,
            subject: email.subject,
            ..unread(AppError::new(ErrorCode::Internal))
        })
    }

    /// The chosen ones become contacts of type Email, an invitation one of type Visit, in the order of their dates: all of them, or none.
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
        let mut chosen = chosen;
        // A file with many messages is read once.
        chosen.sort_by_key(|choice| (choice.file, choice.part));
        let mut prepared = Vec::with_capacity(chosen.len());
        let mut open: Option<(u32, Mailbox)> = None;
        for choice in chosen {
            let place = choice.place;
            let ready = self.prepare(files, &mut open, choice).await;
            prepared.push(ready.map_err(|error| of_email(place, error))?);
            work.step(1)?;
        }
        prepared.sort_by_key(|one| one.at);
        let new_customers = self.customers_to_make(&prepared).await?;
        let mut batch = self.batch(Command::Assume).await?;
        batch.work = work.clone();
        let mut made = Made::default();
        for (key, customer) in new_customers {
            let id = CustomerId(Uuid::now_v7());
            batch.add(RecordKind::Customer, id.0, &customer).await?;
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
        Ok(wire::EmailsSaved {
            contacts,
            new_people: number(made.people.len()),
            new_customers: number(made.customers.len()),
        })
    }

    async fn prepare(
        &self,
        files: &[PathBuf],
        open: &mut Option<(u32, Mailbox)>,
        choice: wire::EmailChoice,
    ) -> Result<Prepared, AppError> {
        let Message { file, sha256, email } = message(files, open, &choice).await?;
        if sha256 != choice.sha256 {
            return Err(AppError::new(ErrorCode::FileUnreadable).with_detail("it changed since it was shown"));
        }
        let when = self.when(&email).await?;
        let draft = wire::ContactDraft {
            customer: choice.customer.clone().or_else(|| Some(CustomerId(Uuid::nil()).to_string())),
            contact_type: Some(when.contact_type.to_owned()),
            person: choice.person.clone(),
            user: choice.user.clone(),
            direction: Some(choice.direction),
            notes: notes_of(&email),
            date: when.date.map(|day| day.to_string()),
            time: when.time.map(clock_text),
            duration_minutes: when.minutes,
            ..wire::ContactDraft::default()
        };
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

    /// When it was sent, where the user is; a slip of somebody's clock is no date. Of an invitation when the meeting is.
    async fn when(&self, email: &mail::Email) -> Result<When, AppError> {
        if let Some(Visit { date, time, minutes }) = self.visit(email).await? {
            return Ok(When { date: Some(date), time, minutes, contact_type: VISIT });
        }
        let wall = match email.date {
            Some(date) => Some(self.wall(date).await?).filter(|(day, _)| YEARS.contains(&day.year())),
            None => None,
        };
        let (date, time) = wall.unzip();
        Ok(When { date, time, minutes: None, contact_type: ContactType::EMAIL })
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
        batch.mark_failing(&choice.failing).await?;
        store_email(batch, &mut contact, file, choice.attach, choice.associate).await?;
        let id = crate::contacts::add(batch, contact.clone()).await?;
        made.remember(id, &contact, message_id);
        Ok(id)
    }
}

/// What the contact of an email says of its time and type.
struct When {
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    minutes: Option<u32>,
    contact_type: &'static str,
}

/// The messages of one proposal so far, by their ids and by their bytes.
#[derive(Default)]
struct Known {
    messages: HashMap<String, u32>,
    hashes: HashMap<String, u32>,
}

impl Known {
    /// Where the same message was before; from now on this one is known.
    fn earlier(&mut self, message_id: &str, hash: &str, place: u32) -> Option<u32> {
        let earlier = self.messages.get(message_id).or(self.hashes.get(hash)).copied();
        if !message_id.is_empty() {
            self.messages.entry(message_id.to_owned()).or_insert(place);
        }
        self.hashes.entry(hash.to_owned()).or_insert(place);
        earlier
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
        batch.add(RecordKind::Person, id.0, &read_person(draft, customer)?).await?;
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
    let contact: Result<Contact, AppError> = batch.read(RecordKind::Contact, end.0).await;
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

/// The message that was chosen; its file stays open for the next.
async fn message(
    files: &[PathBuf],
    open: &mut Option<(u32, Mailbox)>,
    choice: &wire::EmailChoice,
) -> Result<Message, AppError> {
    let mailbox = match open.take() {
        Some((file, mailbox)) if file == choice.file => mailbox,
        // The one before is let go of first: each may be large.
        _ => {
            let path = usize::try_from(choice.file).ok().and_then(|file| files.get(file));
            Mailbox::read(path.ok_or(AppError::invalid("file", Reason::Unknown))?).await?
        }
    };
    let message = mailbox.message(usize::try_from(choice.part).unwrap_or(usize::MAX)).await;
    *open = Some((choice.file, mailbox));
    message
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn name_key(draft: &wire::CustomerDraft) -> String {
    domain::text::entry_key(&draft.name)
}

fn unread(problem: AppError) -> wire::ImportedEmail {
    wire::ImportedEmail {
        place: 0,
        file: 0,
        part: 0,
        parts: 1,
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
        duration_minutes: None,
        contact_type: ContactType::EMAIL.to_owned(),
        excerpt: String::new(),
        files: 0,
        warnings: Vec::new(),
        direction: wire::Direction::Them,
        user: None,
        sender_doubt: None,
        person: None,
        new_person: None,
        customer: None,
        found_by: None,
        tax_id: None,
        duplicate: None,
        previous: None,
        failed: Vec::new(),
    }
}
