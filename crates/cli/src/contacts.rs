//! The verbs of contacts.

use std::process::ExitCode;

use app::attachments::PickedFile;
use app::book::Book;
use app::contacts::SaveContact;
use app::contacts::changes::Meant;
use app::email::Answers;
use app::error::AppError;
use app::wire;
use app::wire::patch::Patch;
use domain_words::{read_direction, read_field, read_state};
use serde_json::json;

use crate::args::{ContactList, ContactVerb, DatesChange};
use crate::output::{self, Output, read_json};

pub(crate) async fn run(book: &Book, verb: &ContactVerb, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        ContactVerb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::ContactDraft::default())?;
            let saved = book.save_contact(SaveContact { draft, ..SaveContact::default() }).await?;
            output.print(&with_warnings(&saved)?)
        }
        ContactVerb::Edit { id, json_in, with_linked } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let (draft, base) = book.contact_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            let save = SaveContact {
                id: Some(id.clone()),
                draft,
                base: Some(base),
                move_linked: *with_linked,
                ..SaveContact::default()
            };
            output.print(&with_warnings(&book.save_contact(save).await?)?)
        }
        ContactVerb::Show { id } => output.print(&book.contact(id).await?),
        ContactVerb::List(list) => self::list(book, list, output).await,
        ContactVerb::Delete { id } => output.print(&book.delete_contact(id).await?),
        ContactVerb::Restore { id } => output.print(&book.restore_contact(id).await?),
        ContactVerb::Dates(dates) => self::dates(book, dates, output).await,
        ContactVerb::NoAnswer { id } => output.print(&book.no_answer(id, output::language()).await?),
        ContactVerb::Assume { id, file, preview, attach, again, associate, new_person, mark_failing } => {
            let answers = Answers {
                preview: *preview,
                attach: *attach,
                again: *again,
                associate: *associate,
                new_person: *new_person,
                mark_failing: *mark_failing,
            };
            let (proposal, contact) = book.assume_email(id, PickedFile::read(file)?, answers).await?;
            output.print(&json!({
                "fields": proposal.fields,
                "new_person": proposal.new_person,
                "sender_doubt": proposal.sender_doubt,
                "failed": proposal.failed,
                "already_here": proposal.already_here,
                "contact": contact,
            }))
        }
    }
}

async fn list(book: &Book, list: &ContactList, output: Output) -> Result<ExitCode, AppError> {
    let criteria = wire::ContactCriteria {
        customer: list.customer.clone(),
        person: list.person.clone(),
        contact_type: list.contact_type.clone(),
        user: list.user.clone(),
        direction: list.direction.as_deref().map(read_direction).transpose()?,
        from: list.from.clone(),
        to: list.to.clone(),
        next_from: list.next_from.clone(),
        next_to: list.next_to.clone(),
        closed_from: list.closed_from.clone(),
        closed_to: list.closed_to.clone(),
        result: list.result.clone(),
        text: list.text.clone(),
        has_attachments: list.has_attachments,
        action: list.action.clone(),
        has_open_actions: list.has_open_actions,
        product: list.product.clone(),
        lacks_follow_up: list.lacks_follow_up,
        customer_kind: list.kind.clone(),
        customer_zone: list.zone.clone(),
        customer_sector: list.sector.clone(),
        province: list.province.clone(),
        customer_data: (!list.customer_data.is_empty()).then(|| list.customer_data.join(",")),
        custom_fields: list.fields.iter().map(|text| read_field(text)).collect::<Result<_, _>>()?,
    };
    book.refuse_unknown(&criteria).await?;
    let state = read_state(&list.state)?;
    if list.count {
        return output.print(&book.contact_counts(&criteria).await?);
    }
    let page = book.contacts_after(&criteria, state, list.after.as_deref(), list.limit).await?;
    let mut items = Vec::with_capacity(page.rows.len());
    for row in page.rows {
        items.push(book.contact(&row.id).await?);
    }
    output.print(&json!({"items": items, "next": page.next}))
}

async fn dates(book: &Book, dates: &DatesChange, output: Output) -> Result<ExitCode, AppError> {
    let field = match dates.field.as_str() {
        "next_contact" => wire::DateField::NextContact,
        _ => wire::DateField::Date,
    };
    let change = match (&dates.set, dates.move_days) {
        (Some(date), _) => wire::ContactsChange::SetDate { field, date: date.clone() },
        (None, days) => {
            wire::ContactsChange::MoveDate { field, days: days.unwrap_or_default(), working: dates.working }
        }
    };
    let meant =
        Meant { include_done: dates.include_done, move_linked: dates.with_linked, is_preview: dates.preview };
    let done = book.change_contacts_named(&dates.ids, &change, meant).await?;
    let skipped: Vec<_> = done.skipped.iter().map(|(id, _)| id).collect();
    output.print(&json!({
        "batch": done.batch, "changes": done.changes, "skipped": skipped, "warnings": done.warnings,
    }))
}

/// The record, and beside it what was accepted with a warning.
fn with_warnings(saved: &wire::SavedContact) -> Result<serde_json::Value, AppError> {
    let mut record = serde_json::to_value(&saved.contact)
        .map_err(|error| AppError::new(app::error::ErrorCode::Internal).with_detail(error))?;
    record["warnings"] = json!(saved.warnings);
    Ok(record)
}

/// Words of criteria that are typed.
mod domain_words {
    use app::error::AppError;
    use app::wire::{CustomCriterion, Direction, StateFilter};

    use crate::output::unknown;

    pub(super) fn read_direction(text: &str) -> Result<Direction, AppError> {
        match text {
            "us" => Ok(Direction::Us),
            "them" => Ok(Direction::Them),
            _ => Err(unknown("direction")),
        }
    }

    pub(super) fn read_state(text: &str) -> Result<StateFilter, AppError> {
        match text {
            "all" => Ok(StateFilter::All),
            "done" => Ok(StateFilter::Done),
            "open" => Ok(StateFilter::Open),
            _ => Err(unknown("state")),
        }
    }

    /// `ID=VALUE` or `ID=FROM..TO`, of which one may be missing.
    pub(super) fn read_field(text: &str) -> Result<CustomCriterion, AppError> {
        let (field, value) = text.split_once('=').ok_or_else(|| unknown("field"))?;
        let field = field.to_owned();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Ok(match value.split_once("..") {
            Some((from, to)) => CustomCriterion { field, text: None, from: some(from), to: some(to) },
            None => CustomCriterion { field, text: some(value), ..CustomCriterion::default() },
        })
    }
}
