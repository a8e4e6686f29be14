//! The verbs of customers, people and users.

use std::process::ExitCode;

use app::book::Book;
use app::error::{AppError, ErrorCode};
use app::patch::Patch;
use app::wire;

use crate::args::{TypeVerb, Verb};
use crate::output::{Output, read_json};

pub(crate) async fn customer(book: &Book, verb: &Verb, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        Verb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::CustomerDraft::default())?;
            output.print(&book.add_customer(draft).await?)
        }
        Verb::Edit { id, json_in } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let (draft, base) = book.customer_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            output.print(&book.edit_customer(id, draft, Some(&base)).await?)
        }
        Verb::Show { id } => output.print(&book.customer(id).await?),
        Verb::List { text, limit, .. } => {
            let mut customers = Vec::new();
            for hit in book.customers(text, *limit).await? {
                customers.push(book.customer(&hit.id).await?);
            }
            output.print(&customers)
        }
        Verb::Delete { id } => output.print(&book.delete_customer(id).await?),
        Verb::Restore { id } => output.print(&book.restore_customer(id).await?),
    }
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
        Verb::List { .. } => output.print(&book.users().await?),
        // Our people leave with the team's settings, which come with a team.
        Verb::Delete { .. } | Verb::Restore { .. } => Err(AppError::new(ErrorCode::NotFound)),
    }
}

pub(crate) async fn action(book: &Book, verb: &Verb, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        Verb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::ActionDraft::default())?;
            output.print(&book.add_action(draft).await?)
        }
        Verb::Edit { id, json_in } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let (draft, base) = book.action_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            output.print(&book.edit_action(id, draft, Some(&base)).await?)
        }
        Verb::Show { id } => output.print(&book.action(id).await?),
        Verb::List { text, limit, .. } => output.print(&book.actions(text, *limit).await?),
        Verb::Delete { id } => output.print(&book.delete_action(id).await?),
        Verb::Restore { id } => output.print(&book.restore_action(id).await?),
    }
}

pub(crate) async fn product(book: &Book, verb: &Verb, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        Verb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::ProductDraft::default())?;
            output.print(&book.add_product(draft).await?)
        }
        Verb::Edit { id, json_in } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let (draft, base) = book.product_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            output.print(&book.edit_product(id, draft, Some(&base)).await?)
        }
        Verb::Show { id } => output.print(&book.product(id).await?),
        Verb::List { text, limit, .. } => output.print(&book.products(text, *limit).await?),
        Verb::Delete { id } => output.print(&book.delete_product(id).await?),
        Verb::Restore { id } => output.print(&book.restore_product(id).await?),
    }
}

pub(crate) async fn contact_type(book: &Book, verb: &TypeVerb, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        TypeVerb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::ContactTypeDraft::default())?;
            output.print(&book.add_contact_type(draft).await?)
        }
        TypeVerb::Edit { key, json_in } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let seen = book.contact_type(key).await?;
            let base = patch.base.clone().or(seen.revision);
            let draft = patch.onto(&wire::ContactTypeDraft { name: seen.name, hidden: seen.hidden })?;
            output.print(&book.edit_contact_type(key, draft, base.as_deref()).await?)
        }
    }
}
