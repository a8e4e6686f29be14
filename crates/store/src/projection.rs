//! Rows from records: what lists, forms and searches read. All of it can be dropped and made again.

pub(crate) mod actions;
pub(crate) mod addresses;
pub(crate) mod attached;
pub(crate) mod attachments;
pub(crate) mod bin;
pub(crate) mod contacts;
pub(crate) mod custom_fields;
pub(crate) mod customer_groups;
pub(crate) mod customers;
pub(crate) mod found_by;
pub(crate) mod item;
pub(crate) mod people;
pub(crate) mod postal_addresses;
pub(crate) mod products;
pub(crate) mod table;
pub(crate) mod types;
pub(crate) mod users;

use domain::record_kind::RecordKind;

use self::item::Item;
use crate::connection::Write;
use crate::error::StoreError;
use crate::record::Record;

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
