//! The verbs of the catalogues, and the lists to choose from.

use std::process::ExitCode;

use app::book::Book;
use app::error::AppError;
use app::wire::patch::Patch;
use app::wire::{self, RecordKind};
use clap::Subcommand;
use serde_json::json;

use crate::output::{Output, read_json, unknown};
use crate::verb::{TypeVerb, Verb, not_taken};

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Types of contact
    #[command(subcommand)]
    Type(TypeVerb),
    /// Actions of the catalogue
    #[command(subcommand)]
    Action(Verb),
    /// Products of the catalogue
    #[command(subcommand)]
    Product(Verb),
    /// Kinds of customer
    #[command(subcommand)]
    Kind(Verb),
    /// Zones that customers are in
    #[command(subcommand)]
    Zone(Verb),
    /// Sectors that customers are of
    #[command(subcommand)]
    Sector(Verb),
    /// Fields that the team defines for contacts and customers
    #[command(subcommand)]
    CustomField(Verb),
    /// Lists to choose from: `type`, `result`, `action`, `product`, `kind`, `zone`, `sector`, `custom-field`
    #[command(subcommand)]
    Catalogue(Catalogue),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Catalogue {
    List { kind: String },
}

/// A catalogue's draft, and the names under which `Book` does what the verbs say.
macro_rules! entries {
    (($book:ident, $verb:ident, $output:ident) $draft:ident:
     $many:ident $one:ident $add:ident $edit:ident $draft_of:ident $delete:ident $restore:ident) => {
        match $verb {
            Verb::Add { json_in } => {
                let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::$draft::default())?;
                $output.print(&$book.$add(draft).await?)
            }
            Verb::Edit { id, json_in } => {
                let patch = Patch::parse(&read_json(json_in)?)?;
                let (draft, base) = $book.$draft_of(id, patch.base.as_deref()).await?;
                $output.print(&$book.$edit(id, patch.onto(&draft)?, Some(&base)).await?)
            }
            Verb::Show { id } => $output.print(&$book.$one(id).await?),
            Verb::List { customer: None, text, limit } => $output.print(&$book.$many(text, *limit).await?),
            Verb::List { .. } => Err(not_taken($verb)),
            Verb::Delete { id } => $output.print(&$book.$delete(id).await?),
            Verb::Restore { id } => $output.print(&$book.$restore(id).await?),
        }
    };
}

pub(crate) async fn run(
    book: &Book,
    command: &CatalogueCommand,
    output: Output,
) -> Result<ExitCode, AppError> {
    match command {
        CatalogueCommand::Type(verb) => contact_type(book, verb, output).await,
        CatalogueCommand::Action(verb) => entries! {
            (book, verb, output) ActionDraft:
            actions action add_action edit_action action_draft delete_action restore_action
        },
        CatalogueCommand::Product(verb) => entries! {
            (book, verb, output) ProductDraft:
            products product add_product edit_product product_draft delete_product restore_product
        },
        CatalogueCommand::Kind(verb) => customer_group(book, wire::Grouping::Kind, verb, output).await,
        CatalogueCommand::Zone(verb) => customer_group(book, wire::Grouping::Zone, verb, output).await,
        CatalogueCommand::Sector(verb) => customer_group(book, wire::Grouping::Sector, verb, output).await,
        CatalogueCommand::CustomField(verb) => custom_field(book, verb, output).await,
        CatalogueCommand::Catalogue(Catalogue::List { kind }) => list(book, kind, output).await,
    }
}

/// A catalogue's record as its own verb shows it; of any other what is known of all.
pub(crate) async fn show(
    book: &Book,
    kind: RecordKind,
    id: &str,
    output: Output,
) -> Result<ExitCode, AppError> {
    match kind {
        RecordKind::Action => output.print(&book.action(id).await?),
        RecordKind::Product => output.print(&book.product(id).await?),
        RecordKind::CustomField => output.print(&book.custom_field(id).await?),
        _ => output.print(&json!({"id": id, "kind": kind})),
    }
}

async fn customer_group(
    book: &Book,
    grouping: wire::Grouping,
    verb: &Verb,
    output: Output,
) -> Result<ExitCode, AppError> {
    match verb {
        Verb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::CustomerGroupDraft::default())?;
            output.print(&book.add_customer_group(grouping, draft).await?)
        }
        Verb::Edit { id, json_in } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let (draft, base) = book.customer_group_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            output.print(&book.edit_customer_group(grouping, id, draft, Some(&base)).await?)
        }
        Verb::Show { id } => output.print(&book.customer_group(grouping, id).await?),
        Verb::List { customer: None, text, limit } => {
            output.print(&book.customer_groups(grouping, text, *limit).await?)
        }
        Verb::List { .. } => Err(not_taken(verb)),
        Verb::Delete { id } => {
            book.delete_customer_group(id).await?;
            output.print(&book.customer_group(grouping, id).await?)
        }
        Verb::Restore { id } => {
            book.restore_customer_group(id).await?;
            output.print(&book.customer_group(grouping, id).await?)
        }
    }
}

async fn custom_field(book: &Book, verb: &Verb, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        Verb::Add { json_in } => {
            let draft = Patch::parse(&read_json(json_in)?)?.onto(&wire::CustomFieldDraft::default())?;
            output.print(&book.add_custom_field(draft).await?)
        }
        Verb::Edit { id, json_in } => {
            let patch = Patch::parse(&read_json(json_in)?)?;
            let (draft, base) = book.custom_field_draft(id, patch.base.as_deref()).await?;
            let draft = patch.onto(&draft)?;
            output.print(&book.edit_custom_field(id, draft, Some(&base)).await?)
        }
        Verb::Show { id } => output.print(&book.custom_field(id).await?),
        Verb::List { customer: None, text, .. } if text.is_empty() => {
            output.print(&book.custom_fields().await?)
        }
        Verb::List { .. } => Err(not_taken(verb)),
        Verb::Delete { id } => output.print(&book.delete_custom_field(id).await?),
        Verb::Restore { id } => output.print(&book.restore_custom_field(id).await?),
    }
}

async fn contact_type(book: &Book, verb: &TypeVerb, output: Output) -> Result<ExitCode, AppError> {
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

async fn list(book: &Book, kind: &str, output: Output) -> Result<ExitCode, AppError> {
    match kind {
        "type" | "contact_type" => return output.print(&book.contact_types().await?),
        "action" => return output.print(&book.actions("", app::limits::HITS_MAX).await?),
        "product" => return output.print(&book.products("", app::limits::HITS_MAX).await?),
        "kind" | "zone" | "sector" => {
            let grouping = match kind {
                "kind" => wire::Grouping::Kind,
                "zone" => wire::Grouping::Zone,
                _ => wire::Grouping::Sector,
            };
            return output.print(&book.customer_groups(grouping, "", app::limits::HITS_MAX).await?);
        }
        "custom-field" | "custom_field" => return output.print(&book.custom_fields().await?),
        _ => {}
    }
    match app::contacts::built_in(kind) {
        Some(keys) => output
            .print(&keys.into_iter().map(|key| json!({"key": key, "built_in": true})).collect::<Vec<_>>()),
        None => Err(unknown("kind")),
    }
}
