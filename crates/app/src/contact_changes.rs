//! One change of many contacts: dates moved or set, closed, reassigned, retyped, with a preview and one undo (S10-S13).

use std::collections::BTreeMap;

use documents::provenance::Command;
use domain::change::{Change, Changeable, Skipped, Which};
use domain::contact::{Closing, Contact, ContactType, NextContact, Outcome};
use domain::id::{ContactId, UserId};
use domain::refusal::Reason;
use domain::user::User;
use store::contacts::Line;
use store::landing::Kind;

use crate::book::Book;
use crate::contact_types::check_type;
use crate::contacts::read_date;
use crate::error::{AppError, parse_id};
use crate::limits::{PREVIEW_LINES_MAX, SELECTED_MAX};
use crate::wire;
use crate::work::Work;

/// What became of each contact.
#[derive(Debug, Default)]
pub struct Changes {
    /// None: nothing was written.
    pub batch: Option<String>,
    pub changes: Vec<Changed>,
    pub skipped: Vec<(String, Skipped)>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Changed {
    pub id: String,
    pub old: Option<String>,
    pub new: String,
}

impl Book {
    /// What the change would do to a selection. Writes nothing, and reads only what the list holds.
    pub async fn preview_change(
        &self,
        selection: &wire::ContactSelection,
        change: &wire::ContactsChange,
        include_done: bool,
    ) -> Result<wire::ChangePreview, AppError> {
        let change = self.read_change(change).await?;
        let mut preview = wire::ChangePreview { changed: 0, lines: Vec::new(), skipped: Vec::new() };
        let mut skipped = BTreeMap::new();
        for line in self.selected_lines(selection).await? {
            let seen = changeable(&line);
            match seen.changed(&change, include_done) {
                Ok(new) => {
                    preview.changed += 1;
                    if preview.lines.len() < PREVIEW_LINES_MAX {
                        let (old, new) = (value(&seen, &change), value(&new, &change));
                        preview.lines.push(wire::ChangeLine {
                            id: line.id.to_string(),
                            date: line.date.to_string(),
                            customer_name: line.customer_name,
                            old,
                            new: new.unwrap_or_default(),
                        });
                    }
                }
                Err(reason) => *skipped.entry(reason).or_insert(0) += 1,
            }
        }
        preview.skipped = counted(skipped);
        Ok(preview)
    }

    /// Changes a selection: one batch of the history, one undo.
    pub async fn change_contacts(
        &self,
        selection: &wire::ContactSelection,
        change: &wire::ContactsChange,
        include_done: bool,
        work: &Work,
    ) -> Result<wire::ContactsChanged, AppError> {
        let change = self.read_change(change).await?;
        let ids: Vec<ContactId> = self.selected_lines(selection).await?.iter().map(|line| line.id).collect();
        let done = self.change_all(&ids, &change, include_done, false, work).await?;
        let mut skipped = BTreeMap::new();
        for (_, reason) in &done.skipped {
            *skipped.entry(*reason).or_insert(0) += 1;
        }
        Ok(wire::ContactsChanged {
            changed: u32::try_from(done.changes.len()).unwrap_or(u32::MAX),
            skipped: counted(skipped),
        })
    }

    /// The same for contacts that are named (`hilo contact dates`).
    pub async fn change_contacts_named(
        &self,
        ids: &[String],
        change: &wire::ContactsChange,
        include_done: bool,
        is_preview: bool,
    ) -> Result<Changes, AppError> {
        if ids.len() > SELECTED_MAX as usize {
            return Err(AppError::invalid("ids", Reason::TooMany));
        }
        let mut parsed: Vec<ContactId> = Vec::with_capacity(ids.len());
        for id in ids {
            let id = parse_id("ids", id)?;
            // Named twice it is moved once.
            if !parsed.contains(&id) {
                parsed.push(id);
            }
        }
        let change = self.read_change(change).await?;
        self.change_all(&parsed, &change, include_done, is_preview, &Work::default()).await
    }

    async fn change_all(
        &self,
        ids: &[ContactId],
        change: &Change,
        include_done: bool,
        is_preview: bool,
        work: &Work,
    ) -> Result<Changes, AppError> {
        let mut batch = self.batch(Command::Change).await?;
        batch.work = work.clone();
        work.expect(ids.len());
        if let Change::Reassign(user) = change {
            let unknown = |_| AppError::invalid("user", Reason::Unknown);
            batch.read::<User>(Kind::User, user.0).await.map_err(unknown)?;
        }
        if let Change::Retype(contact_type) = change {
            check_type(&mut batch, contact_type).await?;
        }
        let mut done = Changes::default();
        for id in ids {
            // As it is now, under the lock: not as the list showed it.
            let changed = async |mut contact: Contact| {
                let seen = Changeable::of(&contact);
                match seen.changed(change, include_done) {
                    Ok(new) => {
                        let (old, value_new) =
                            (value(&seen, change), value(&new, change).unwrap_or_default());
                        done.changes.push(Changed { id: id.to_string(), old, new: value_new });
                        if is_preview {
                            return Ok(None);
                        }
                        new.put_into(&mut contact);
                        Ok(Some(contact.check()?.0))
                    }
                    Err(reason) => {
                        done.skipped.push((id.to_string(), reason));
                        Ok(None)
                    }
                }
            };
            batch.edit_some(Kind::Contact, id.0, None, changed).await?;
            work.step(1)?;
        }
        if !is_preview && !done.changes.is_empty() {
            done.batch = Some(batch.author.batch.to_string());
            batch.commit().await?;
        }
        Ok(done)
    }

    async fn read_change(&self, change: &wire::ContactsChange) -> Result<Change, AppError> {
        let which = |field: &wire::DateField| match field {
            wire::DateField::Date => Which::Date,
            wire::DateField::NextContact => Which::NextContact,
        };
        Ok(match change {
            wire::ContactsChange::SetDate { field, date } => {
                Change::SetDate { which: which(field), date: read_date("date", date)? }
            }
            wire::ContactsChange::MoveDate { field, days, working } => {
                Change::MoveDate { which: which(field), days: *days, working: *working }
            }
            wire::ContactsChange::Close { date, result } => Change::Close {
                date: read_date("date", date)?,
                result: Outcome::parse(result).map_err(|_| AppError::invalid("result", Reason::Unknown))?,
            },
            wire::ContactsChange::Reassign { user } => Change::Reassign(parse_id::<UserId>("user", user)?),
            wire::ContactsChange::Retype { contact_type } => {
                Change::Retype(ContactType::asked(contact_type)?)
            }
        })
    }
}

fn changeable(line: &Line) -> Changeable {
    let has_closing = line.closing_date.is_some() || line.result.is_some();
    Changeable {
        date: line.date,
        time: line.time,
        next_contact: line.next_date.map(|date| NextContact { date, time: line.next_time }),
        closing: has_closing.then(|| Closing {
            date: line.closing_date,
            result: line.result.as_deref().map(Outcome::from_document),
        }),
        user: line.user,
        contact_type: ContactType::from_document(&line.contact_type),
    }
}

/// What the change is about, as it stands in one contact: a date, an id, a key; of a closing its date and result.
fn value(contact: &Changeable, change: &Change) -> Option<String> {
    match change {
        Change::SetDate { which: Which::Date, .. } | Change::MoveDate { which: Which::Date, .. } => {
            Some(contact.date.to_string())
        }
        Change::SetDate { .. } | Change::MoveDate { .. } => {
            contact.next_contact.as_ref().map(|next| next.date.to_string())
        }
        Change::Close { .. } => contact.closing.as_ref().map(|closing| {
            let date = closing.date.map(|date| date.to_string());
            let result = closing.result.as_ref().map(|result| result.as_str().to_owned());
            [date, result].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }),
        Change::Reassign(_) => Some(contact.user.to_string()),
        Change::Retype(_) => Some(contact.contact_type.as_str().to_owned()),
    }
}

fn counted(skipped: BTreeMap<Skipped, u32>) -> Vec<wire::SkippedContacts> {
    let counted =
        |(reason, count): (Skipped, u32)| wire::SkippedContacts { reason: reason.code().to_owned(), count };
    skipped.into_iter().map(counted).collect()
}
