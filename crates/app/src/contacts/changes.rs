//! One change of many contacts: dates moved or set, closed, reassigned, retyped, with a preview and one undo (S10-S13).

use domain::record_kind::RecordKind;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use documents::provenance::Command;
use domain::change::{self, Change, Changeable, Skipped};
use domain::contact::{Closing, Contact, ContactType, NextContact, Outcome, Warning};
use domain::id::{ContactId, UserId};
use domain::refusal::Reason;
use domain::user::User;
use store::contacts::Line;
use store::links::{self, Linked};

use crate::book::Book;
use crate::catalogues::contact_types::check_type;
use crate::contacts::links::{Apart, Becoming, Which, apart, bring_together, is_before_previous};
use crate::error::{AppError, parse_id};
use crate::limits::{PREVIEW_LINES_MAX, SELECTED_MAX};
use crate::wire;
use crate::wire::read::read_date;
use crate::work::Work;

/// What became of each contact.
#[derive(Debug, Default)]
pub struct Changes {
    /// None: nothing was written.
    pub batch: Option<String>,
    pub changes: Vec<Changed>,
    pub skipped: Vec<(String, Skipped)>,
    /// What is odd about the outcome, and of how many.
    pub warnings: Vec<wire::CountedWarning>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Changed {
    pub id: String,
    pub old: Option<String>,
    pub new: String,
}

/// How a change is meant.
#[derive(Debug, Clone, Copy, Default)]
pub struct Meant {
    pub include_done: bool,
    /// The promise that a follow-up was made for moves with it, and the follow-up with its promise.
    pub move_linked: bool,
    pub is_preview: bool,
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
        let lines = self.selected_lines(selection).await?;
        let mut plan = Plan::default();
        for line in &lines {
            plan.add(line.id, changeable(line), &change, include_done);
        }
        let linked = self.store.linked(&plan.ids()).await?;
        plan.keep_order(&linked);
        let mut preview = wire::ChangePreview {
            changed: u32::try_from(plan.becoming.len()).unwrap_or(u32::MAX),
            lines: Vec::new(),
            skipped: counted(plan.skipped.iter().map(|(_, reason)| *reason)),
            warnings: plan.warnings(&linked, self.today().await?),
        };
        let changed = lines.into_iter().filter_map(|line| Some((plan.becoming.get(&line.id)?, line)));
        for ((seen, new), line) in changed.take(PREVIEW_LINES_MAX) {
            preview.lines.push(wire::ChangeLine {
                id: line.id.to_string(),
                date: line.date.to_string(),
                customer_name: line.customer_name,
                old: value(seen, &change),
                new: value(new, &change).unwrap_or_default(),
            });
        }
        Ok(preview)
    }

    /// Changes a selection: one batch of the history, one undo.
    pub async fn change_contacts(
        &self,
        selection: &wire::ContactSelection,
        change: &wire::ContactsChange,
        meant: Meant,
        work: &Work,
    ) -> Result<wire::ContactsChanged, AppError> {
        let change = self.read_change(change).await?;
        let ids: Vec<ContactId> = self.selected_lines(selection).await?.iter().map(|line| line.id).collect();
        let done = self.change_all(&ids, &change, meant, work).await?;
        Ok(wire::ContactsChanged {
            changed: u32::try_from(done.changes.len()).unwrap_or(u32::MAX),
            skipped: counted(done.skipped.iter().map(|(_, reason)| *reason)),
            warnings: done.warnings,
        })
    }

    /// The same for contacts that are named (`hilo contact dates`).
    pub async fn change_contacts_named(
        &self,
        ids: &[String],
        change: &wire::ContactsChange,
        meant: Meant,
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
        self.change_all(&parsed, &change, meant, &Work::default()).await
    }

    async fn change_all(
        &self,
        ids: &[ContactId],
        change: &Change,
        meant: Meant,
        work: &Work,
    ) -> Result<Changes, AppError> {
        let today = self.today().await?;
        let mut batch = self.batch(Command::Change).await?;
        batch.work = work.clone();
        work.expect(ids.len());
        if let Change::Reassign(user) = change {
            let unknown = |_| AppError::invalid("user", Reason::Unknown);
            batch.read::<User>(RecordKind::User, user.0).await.map_err(unknown)?;
        }
        if let Change::Retype(contact_type) = change {
            check_type(&mut batch, contact_type).await?;
        }
        let mut plan = Plan::default();
        for id in ids {
            // As it is now, under the lock: not as the list showed it.
            let contact: Contact = batch.live(RecordKind::Contact, id.0).await?;
            plan.add(*id, Changeable::of(&contact), change, meant.include_done);
            work.step(1)?;
        }
        let linked = links::linked(&mut batch.tx, &plan.ids()).await?;
        plan.keep_order(&linked);
        let mut done = Changes { warnings: plan.warnings(&linked, today), ..Changes::default() };
        for id in ids {
            let Some((seen, new)) = plan.becoming.get(id) else { continue };
            let (old, value_new) = (value(seen, change), value(new, change).unwrap_or_default());
            done.changes.push(Changed { id: id.to_string(), old, new: value_new });
            if !meant.is_preview {
                let changed = async |mut contact: Contact| {
                    new.clone().put_into(&mut contact);
                    Ok(contact.check()?.0)
                };
                batch.edit(RecordKind::Contact, id.0, None, changed).await?;
            }
        }
        let apart = apart(&linked, &plan.becoming);
        done.skipped = plan.skipped.into_iter().map(|(id, reason)| (id.to_string(), reason)).collect();
        if meant.is_preview || done.changes.is_empty() {
            return Ok(done);
        }
        if meant.move_linked {
            let left = bring_together(&mut batch, apart).await?;
            done.warnings.retain(|warning| !Which::ALL.iter().any(|which| which.code() == warning.code));
            done.warnings.extend(counted_apart(&left));
        }
        done.batch = Some(batch.author.batch.to_string());
        batch.commit().await?;
        Ok(done)
    }

    async fn read_change(&self, change: &wire::ContactsChange) -> Result<Change, AppError> {
        let which = |field: &wire::DateField| match field {
            wire::DateField::Date => change::Which::Date,
            wire::DateField::NextContact => change::Which::NextContact,
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
        Change::SetDate { which: change::Which::Date, .. }
        | Change::MoveDate { which: change::Which::Date, .. } => Some(contact.date.to_string()),
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

/// What becomes of each contact, before anything is written.
#[derive(Debug, Default)]
struct Plan {
    becoming: Becoming,
    skipped: Vec<(ContactId, Skipped)>,
}

impl Plan {
    fn add(&mut self, id: ContactId, seen: Changeable, change: &Change, include_done: bool) {
        match seen.changed(change, include_done) {
            Ok(new) => drop(self.becoming.insert(id, (seen, new))),
            Err(reason) => self.skipped.push((id, reason)),
        }
    }

    fn ids(&self) -> Vec<ContactId> {
        self.becoming.keys().copied().collect()
    }

    /// A follow-up is not moved to before the contact that it follows.
    fn keep_order(&mut self, linked: &[Linked]) {
        for link in linked {
            let Some((seen, new)) = self.becoming.get(&link.id) else { continue };
            if new.date < seen.date && is_before_previous(link, new, &self.becoming) {
                self.becoming.remove(&link.id);
                self.skipped.push((link.id, Skipped::BeforePrevious));
            }
        }
    }

    fn warnings(&self, linked: &[Linked], today: NaiveDate) -> Vec<wire::CountedWarning> {
        let mut warnings = counted_apart(&apart(linked, &self.becoming));
        let mut count = |warning: Warning, is_so: &dyn Fn(&Changeable) -> bool| {
            let count = self.becoming.values().filter(|(seen, new)| is_so(new) && !is_so(seen)).count();
            if count > 0 {
                warnings.push(warning_of(warning.code(), count));
            }
        };
        count(Warning::ClosingBeforeDate, &Changeable::is_closed_before);
        count(Warning::ClosingFarAhead, &|contact| contact.is_closed_far_ahead(today));
        warnings
    }
}

fn counted_apart(apart: &[Apart]) -> Vec<wire::CountedWarning> {
    let count = |which: Which| (which, apart.iter().filter(|one| one.which == which).count());
    let counts = Which::ALL.into_iter().map(count).filter(|(_, count)| *count > 0);
    counts.map(|(which, count)| warning_of(which.code(), count)).collect()
}

fn warning_of(code: &str, count: usize) -> wire::CountedWarning {
    wire::CountedWarning { code: code.to_owned(), count: u32::try_from(count).unwrap_or(u32::MAX) }
}

fn counted(reasons: impl Iterator<Item = Skipped>) -> Vec<wire::SkippedContacts> {
    let mut counts = BTreeMap::new();
    reasons.for_each(|reason| *counts.entry(reason).or_insert(0) += 1);
    let counted =
        |(reason, count): (Skipped, u32)| wire::SkippedContacts { reason: reason.code().to_owned(), count };
    counts.into_iter().map(counted).collect()
}
