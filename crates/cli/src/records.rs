//! The verbs of customers, people and users.

use std::process::ExitCode;

use app::book::Book;
use app::error::{AppError, ErrorCode};
use app::wire::patch::Patch;
use app::wire::{self, RecordKind};

use crate::catalogues;
use crate::output::{Output, read_json, unknown};
use crate::verb::{Verb, not_taken};

pub(crate) async fn customer(book: &Book, verb: &Verb, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        Verb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::CustomerDraft::default())?;
            let saved = book.add_customer(draft.clone()).await?;
            output.print(&with_warnings(book, &saved, &draft).await?)
        }
        Verb::Edit { id, json_in } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let (draft, base) = book.customer_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            let saved = book.edit_customer(id, draft.clone(), Some(&base)).await?;
            output.print(&with_warnings(book, &saved, &draft).await?)
        }
        Verb::Show { id } => output.print(&book.customer(id).await?),
        Verb::List { customer: None, text, limit } => {
            let mut customers = Vec::new();
            for hit in book.customers(text, *limit).await? {
                customers.push(book.customer(&hit.id).await?);
            }
            output.print(&customers)
        }
        Verb::List { .. } => Err(not_taken(verb)),
        Verb::Delete { id } => output.print(&book.delete_customer(id).await?),
        Verb::Restore { id } => output.print(&book.restore_customer(id).await?),
    }
}

/// The record, and beside it what is odd about it and was accepted.
async fn with_warnings(
    book: &Book,
    saved: &wire::Customer,
    draft: &wire::CustomerDraft,
) -> Result<serde_json::Value, AppError> {
    let warnings = book.customer_warnings(Some(&saved.id), draft).await?;
    let mut record =
        serde_json::to_value(saved).map_err(|error| AppError::new(ErrorCode::Internal).with_detail(error))?;
    record["warnings"] = warnings.into_iter().map(|warning| warning.code).collect();
    Ok(record)
}

pub(crate) async fn person(book: &Book, verb: &Verb, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        Verb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::PersonDraft::default())?;
            output.print(&book.add_person(draft).await?)
        }
        Verb::Edit { id, json_in } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let (draft, base) = book.person_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            output.print(&book.edit_person(id, draft, Some(&base)).await?)
        }
        Verb::Show { id } => output.print(&book.person(id).await?),
        Verb::List { text, customer, limit } => {
            if let Some(id) = customer {
                book.customer(id).await.map_err(|_| unknown("customer"))?;
            }
            let mut people = Vec::new();
            for hit in book.people(customer.as_deref(), text, *limit).await? {
                people.push(book.person(&hit.id).await?);
            }
            output.print(&people)
        }
        Verb::Delete { id } => output.print(&book.delete_person(id).await?),
        Verb::Restore { id } => output.print(&book.restore_person(id).await?),
    }
}

pub(crate) async fn user(book: &Book, verb: &Verb, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        Verb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::UserDraft::default())?;
            output.print(&book.add_user(draft).await?)
        }
        Verb::Edit { id, json_in } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let (draft, base) = book.user_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            output.print(&book.edit_user(id, draft, Some(&base)).await?)
        }
        Verb::Show { id } => output.print(&book.user(id).await?),
        Verb::List { customer: None, text, .. } if text.is_empty() => output.print(&book.users().await?),
        Verb::List { .. } => Err(not_taken(verb)),
        // Our people leave with the team's settings, which come with a team.
        Verb::Delete { .. } | Verb::Restore { .. } => Err(AppError::new(ErrorCode::NotFound)),
    }
}

/// A record of any kind, as its own verb shows it.
pub(crate) async fn show(
    book: &Book,
    kind: RecordKind,
    id: &str,
    output: Output,
) -> Result<ExitCode, AppError> {
    match kind {
        RecordKind::Contact => output.print(&book.contact(id).await?),
        RecordKind::Customer => output.print(&book.customer(id).await?),
        RecordKind::Person => output.print(&book.person(id).await?),
        RecordKind::User => output.print(&book.user(id).await?),
        kind => catalogues::show(book, kind, id, output).await,
    }
}

/// A partial edit of a record that may hold a conflict.
pub(crate) async fn edit(book: &Book, kind: RecordKind, id: &str, patch: Patch) -> Result<(), AppError> {
    match kind {
        RecordKind::Contact => {
            let (draft, base) = book.contact_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            let save = app::contacts::SaveContact {
                id: Some(id.to_owned()),
                draft,
                base: Some(base),
                ..app::contacts::SaveContact::default()
            };
            book.save_contact(save).await.map(drop)
        }
        RecordKind::Customer => {
            let (draft, base) = book.customer_draft(id, patch.base.as_deref()).await?;
            book.edit_customer(id, patch.onto(&draft)?, Some(&base)).await.map(drop)
        }
        RecordKind::Person => {
            let (draft, base) = book.person_draft(id, patch.base.as_deref()).await?;
            book.edit_person(id, patch.onto(&draft)?, Some(&base)).await.map(drop)
        }
        RecordKind::User => {
            let (draft, base) = book.user_draft(id, patch.base.as_deref()).await?;
            book.edit_user(id, patch.onto(&draft)?, Some(&base)).await.map(drop)
        }
        _ => Err(AppError::new(ErrorCode::Invalid).with_detail("this kind is settled with --keep")),
    }
}
