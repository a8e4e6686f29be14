//! Rows from records: what lists, forms and searches read. All of it can be dropped and made again.

pub(crate) mod actions;
pub(crate) mod attachments;
pub(crate) mod bin;
pub(crate) mod contacts;
pub(crate) mod custom_fields;
pub(crate) mod customer_groups;
pub(crate) mod customers;
pub(crate) mod found_by;
pub(crate) mod people;
pub(crate) mod postal_addresses;
pub(crate) mod products;
pub(crate) mod table;
pub(crate) mod types;
pub(crate) mod users;

use domain::record_kind::RecordKind;
use uuid::Uuid;

use self::table::table;
use crate::error::StoreError;
use crate::landing::{Projected, Record};
use crate::store::Write;

/// The tables of rows that follow from documents, many or none to each.
pub(crate) const LISTS: [&str; 8] = [
    "address",
    "attached",
    "bin",
    "action_line",
    "interest",
    "postal_address",
    "custom_option",
    "custom_value",
];

/// Every table of rows that follow from documents: one for each kind of record, and the lists.
pub(crate) fn tables() -> impl Iterator<Item = &'static str> {
    RecordKind::ALL.iter().map(|kind| kind.key()).chain(LISTS)
}

/// A record with its row and identity.
pub(crate) type Item<'a> = (i64, Uuid, &'a Projected);

/// Writes the rows of at most `ROWS_A_STATEMENT` records.
pub(crate) async fn write(tx: &mut Write, items: &[Item<'_>]) -> Result<(), StoreError> {
    let mut contacts = Vec::new();
    let mut customers = Vec::new();
    let mut people = Vec::new();
    let mut users = Vec::new();
    let mut attachments = Vec::new();
    let mut actions = Vec::new();
    let mut products = Vec::new();
    let mut types = Vec::new();
    let mut groups = Vec::new();
    let mut fields = Vec::new();
    for (rid, id, projected) in items {
        match &projected.record {
            Record::Contact(contact) => contacts.push((*rid, *id, contact, *projected)),
            Record::Customer(customer) => customers.push((*rid, *id, customer, *projected)),
            Record::Person(person) => people.push((*rid, *id, person, *projected)),
            Record::User(user) => users.push((*rid, *id, user, *projected)),
            Record::Attachment(attachment) => attachments.push((*rid, *id, attachment, *projected)),
            Record::Action(action) => actions.push((*rid, *id, action, *projected)),
            Record::ContactType(entry) => types.push((*rid, *id, entry, *projected)),
            Record::CustomerGroup(group) => groups.push((*rid, *id, group, *projected)),
            Record::CustomField(field) => fields.push((*rid, *id, field, *projected)),
            Record::Product(product) => products.push((*rid, *id, product, *projected)),
            Record::Incomplete(_) => {}
        }
    }
    bin::write(tx, items).await?;
    customers::write(tx, &customers).await?;
    people::write(tx, &people).await?;
    users::write(tx, &users).await?;
    actions::write(tx, &actions).await?;
    products::write(tx, &products).await?;
    types::write(tx, &types).await?;
    customer_groups::write(tx, &groups).await?;
    custom_fields::write(tx, &fields).await?;
    // Before contacts: the text of an attached email is found under its contact.
    attachments::write(tx, &attachments).await?;
    contacts::write(tx, &contacts).await?;
    contacts::refresh_mail(tx, &attachments).await
}

pub(crate) async fn drop_all(tx: &mut Write) -> Result<(), StoreError> {
    for table in tables() {
        // The names are ours; sqlx wants to be told so.
        sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM \"{table}\""))).execute(&mut **tx).await?;
    }
    for words in ["contact_words", "record_words"] {
        // Not emptied but made anew: what is damaged in it would be in the way.
        let (create,): (String,) = sqlx::query_as("SELECT sql FROM sqlite_schema WHERE name = ?")
            .bind(words)
            .fetch_one(&mut **tx)
            .await?;
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP TABLE {words}"))).execute(&mut **tx).await?;
        sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut **tx).await?;
    }
    Ok(())
}

/// A record of one kind with everything that its rows are made from.
pub(crate) type Of<'a, R> = (i64, Uuid, &'a R, &'a Projected);

pub(crate) fn rids<R>(items: &[Of<'_, R>]) -> Vec<i64> {
    items.iter().map(|(rid, ..)| *rid).collect()
}

table! {
    /// One address row: what two are compared by stands beside what was typed.
    #[derive(Eq, PartialOrd, Ord)]
    "address" AddressRow {
        kind: String,
        position: i64,
        text: String,
        key: String,
    }
}

pub(crate) fn address_rows(rid: i64, kind: &str, texts: &[String]) -> Vec<AddressRow> {
    let row = |(position, text): (usize, &String)| AddressRow {
        rid,
        kind: kind.to_owned(),
        position: position as i64,
        text: text.clone(),
        key: match kind {
            "phone" => domain::phone::key(text).unwrap_or_default(),
            _ => domain::text::entry_key(text),
        },
    };
    texts.iter().enumerate().map(row).collect()
}

table! {
    /// Which attachments a record holds, in order.
    #[derive(Eq, PartialOrd, Ord)]
    "attached" AttachedRow {
        position: i64,
        attachment: Uuid,
    }
}

pub(crate) fn attached_rows(rid: i64, ids: &[domain::id::AttachmentId]) -> Vec<AttachedRow> {
    let row = |(position, id): (usize, &domain::id::AttachmentId)| AttachedRow {
        rid,
        position: position as i64,
        attachment: id.0,
    };
    ids.iter().enumerate().map(row).collect()
}
