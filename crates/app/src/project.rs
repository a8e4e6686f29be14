//! From a document of any kind to what its rows are made from.

use documents::deletion::Presence;
use documents::document::Document;
use documents::error::DocumentError;
use documents::fields::Record;
use domain::action::Action;
use domain::attachment::Attachment;
use domain::contact::Contact;
use domain::contact_type::TypeEntry;
use domain::custom_field::CustomField;
use domain::customer::Customer;
use domain::customer_group::CustomerGroup;
use domain::person::Person;
use domain::product::Product;
use domain::user::User;
use store::landing::{self, Kind, Projected};

use crate::error::AppError;

/// Reads a stored document, which knows its kind only here.
pub(crate) fn load(kind: Kind, bytes: &[u8]) -> Result<Document, DocumentError> {
    match kind {
        Kind::Contact => Document::load::<Contact>(bytes),
        Kind::Customer => Document::load::<Customer>(bytes),
        Kind::Person => Document::load::<Person>(bytes),
        Kind::User => Document::load::<User>(bytes),
        Kind::Attachment => Document::load::<Attachment>(bytes),
        Kind::Action => Document::load::<Action>(bytes),
        Kind::Product => Document::load::<Product>(bytes),
        Kind::ContactType => Document::load::<TypeEntry>(bytes),
        Kind::CustomerGroup => Document::load::<CustomerGroup>(bytes),
        Kind::CustomField => Document::load::<CustomField>(bytes),
    }
}

/// A record's document before its first change.
pub(crate) fn genesis(kind: Kind) -> Document {
    match kind {
        Kind::Contact => Document::genesis::<Contact>(),
        Kind::Customer => Document::genesis::<Customer>(),
        Kind::Person => Document::genesis::<Person>(),
        Kind::User => Document::genesis::<User>(),
        Kind::Attachment => Document::genesis::<Attachment>(),
        Kind::Action => Document::genesis::<Action>(),
        Kind::Product => Document::genesis::<Product>(),
        Kind::ContactType => Document::genesis::<TypeEntry>(),
        Kind::CustomerGroup => Document::genesis::<CustomerGroup>(),
        Kind::CustomField => Document::genesis::<CustomField>(),
    }
}

pub(crate) fn project(kind: Kind, document: &Document) -> Result<Projected, AppError> {
    let record = match kind {
        Kind::Contact => read(document, landing::Record::Contact),
        Kind::Customer => read(document, landing::Record::Customer),
        Kind::Person => read(document, landing::Record::Person),
        Kind::User => read(document, landing::Record::User),
        Kind::Attachment => read(document, landing::Record::Attachment),
        Kind::Action => read(document, landing::Record::Action),
        Kind::Product => read(document, landing::Record::Product),
        Kind::ContactType => read(document, landing::Record::ContactType),
        Kind::CustomerGroup => read(document, landing::Record::CustomerGroup),
        Kind::CustomField => read(document, landing::Record::CustomField),
    };
    let record = match record {
        // What nobody can read is a document all the same: it has no row, here and everywhere.
        Err(DocumentError::Incomplete | DocumentError::Malformed(_)) => landing::Record::Incomplete(kind),
        record => record?,
    };
    let presence = match document.presence()? {
        Presence::Live => landing::Presence::Live,
        Presence::Deleted => landing::Presence::Deleted,
        Presence::Returned => landing::Presence::Returned,
    };
    let mut conflicts: Vec<String> =
        document.conflicts()?.into_iter().map(|conflict| shown_name(conflict.field)).collect();
    conflicts.dedup();
    let deletion =
        document.deletion()?.map(|deletion| landing::Deletion { at: deletion.at, by: deletion.by });
    Ok(Projected { record, presence, deletion, conflicts })
}

/// Units are called as the field that people know them by, entries as their list.
pub(crate) fn shown_name(field: String) -> String {
    match field.as_str() {
        "customer_kind" | "field_kind" => "kind".to_owned(),
        "channel" => "contact_type".to_owned(),
        "hour" => "time".to_owned(),
        _ => field.split_once('.').map_or(field.clone(), |(list, _)| list.to_owned()),
    }
}

fn read<R: Record>(
    document: &Document,
    wrap: impl Fn(R) -> landing::Record,
) -> Result<landing::Record, DocumentError> {
    document.read().map(wrap)
}
