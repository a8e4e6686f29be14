//! Emails and phones of customers, people and users.

use crate::projection::table::table;

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
