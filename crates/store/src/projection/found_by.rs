//! What customers, people and attachments are found by: their names, and everything else that stands on their card.

use domain::attachment::Attachment;
use domain::custom_field::{CustomValue, FieldValue};
use domain::customer::Customer;
use domain::person::Person;
use domain::province::Province;
use domain::{phone, tax_id};
use sqlx::QueryBuilder;

use super::table::delete;
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::table::ROWS_A_STATEMENT;

/// The two columns of a row of the full text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FoundBy {
    /// What pickers look up: names, codes, tax numbers, phones and email addresses.
    pub(crate) names: String,
    /// Notes, places, web, a team's own fields; of an email its text.
    pub(crate) card: String,
}

/// Digits of a phone that are worth typing.
const DIGITS_MIN: usize = 4;

pub(crate) fn customer(customer: &Customer) -> FoundBy {
    let mut found_by = FoundBy::default();
    let FoundBy { names, card } = &mut found_by;
    let texts = [
        Some(&customer.name),
        customer.legal_name.as_ref(),
        customer.code.as_ref(),
        customer.tax_id.as_ref(),
    ];
    texts.into_iter().flatten().chain(&customer.emails).for_each(|text| push(names, &fold::indexed(text)));
    push_codes(names, customer);
    customer.phones.iter().for_each(|phone| push_phone(names, phone));
    push(card, &fold::indexed(customer.web.as_deref().unwrap_or_default()));
    for address in &customer.addresses {
        for text in
            [&address.street, &address.postal_code, &address.town, &address.country].into_iter().flatten()
        {
            push(card, &fold::indexed(text));
        }
        let province = address.province.as_deref().unwrap_or_default();
        match Province::named(province) {
            Some(known) => known.names().iter().for_each(|name| push(card, &fold::words(name))),
            None => push(card, &fold::indexed(province)),
        }
    }
    push(card, &fold::indexed(&customer.notes));
    push(card, &custom_words(&customer.custom_fields));
    found_by
}

pub(crate) fn person(person: &Person) -> FoundBy {
    let mut found_by = FoundBy::default();
    let FoundBy { names, card } = &mut found_by;
    let texts = [Some(&person.name), person.position.as_ref()];
    texts.into_iter().flatten().chain(&person.emails).for_each(|text| push(names, &fold::indexed(text)));
    person.phones.iter().for_each(|phone| push_phone(names, phone));
    push(card, &fold::indexed(&person.notes));
    found_by
}

pub(crate) fn attachment(attachment: &Attachment) -> FoundBy {
    let mut found_by = FoundBy::default();
    let FoundBy { names, card } = &mut found_by;
    push(names, &fold::indexed(&attachment.name));
    push(names, &fold::indexed(attachment.description.as_deref().unwrap_or_default()));
    if let Some(email) = &attachment.email {
        for text in [&email.subject, &email.from_name, &email.from_address] {
            push(names, &fold::indexed(text));
        }
        push(card, &fold::indexed(&email.text));
        email.files.iter().for_each(|file| push(card, &fold::indexed(file)));
    }
    found_by
}

/// The texts and numbers of a team's own fields, in the order of their rows.
pub(crate) fn custom_words(values: &[CustomValue]) -> String {
    let mut values: Vec<&CustomValue> = values.iter().collect();
    values.sort_by_key(|held| held.field.0);
    let mut words = String::new();
    values.iter().for_each(|held| push(&mut words, &value_words(&held.value)));
    words
}

/// Yes and no are found by nothing.
fn value_words(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => fold::indexed(text),
        FieldValue::Whole(number) => number.to_string(),
        FieldValue::Flag(_) => String::new(),
        FieldValue::Options(keys) => keys.iter().map(|key| fold::indexed(key)).collect::<Vec<_>>().join(" "),
    }
}

/// The code and the tax number without what parts them, and without what may be left out before.
fn push_codes(words: &mut String, customer: &Customer) {
    if let Some(code) = &customer.code {
        let compact = fold::compact(code);
        let digits = compact.trim_start_matches(|c: char| !c.is_ascii_digit());
        let letters = &compact[..compact.len() - digits.len()];
        push(words, &compact);
        push(words, &format!("{letters}{}", digits.trim_start_matches('0')));
    }
    if let Some(number) = &customer.tax_id {
        let plain = fold::compact(&tax_id::plain(number));
        push(words, &plain);
        push(words, plain.trim_start_matches(|c: char| c.is_ascii_alphabetic()));
    }
}

/// A phone is found by any of its digits on, however they are grouped: by its end, and without its country.
fn push_phone(words: &mut String, text: &str) {
    push(words, &fold::words(text));
    for phone in phone::numbers(text) {
        let digits = phone.digits();
        push(words, &digits);
        (1..digits.len().saturating_sub(DIGITS_MIN - 1)).for_each(|from| push(words, &digits[from..]));
    }
}

fn push(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push(' ');
    }
    words.push_str(more);
}

/// Replaces what these records are found by; a record in the bin is found by nothing.
pub(crate) async fn write(tx: &mut Write, rids: &[i64], rows: &[(i64, FoundBy)]) -> Result<(), StoreError> {
    delete(tx, "record_words WHERE rowid".to_owned(), rids).await?;
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("INSERT INTO record_words (rowid, words, card) ");
        query.push_values(chunk, |mut values, (rid, found_by)| {
            values.push_bind(*rid).push_bind(found_by.names.as_str()).push_bind(found_by.card.as_str());
        });
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}
