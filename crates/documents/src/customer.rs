//! The customer in its document; and the lists of addresses that customers, people and users share.

use domain::customer::Customer;
use domain::text::entry_key;

use crate::error::DocumentError;
use crate::fields::{Fields, NOTES, Reader, Record, Schema, Writer};
use crate::product::{self, INTERESTS};
use crate::unit;

impl Record for Customer {
    const SCHEMA: Schema = Schema {
        kind: "customer",
        registers: &["code", "name", "legal_name", "tax_id", "web"],
        units: &[],
        entries: &["emails", "phones", INTERESTS, "attachments"],
    };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields
            .text("code", self.code.as_ref())
            .text("name", Some(&self.name))
            .text("legal_name", self.legal_name.as_ref())
            .text("tax_id", self.tax_id.as_ref())
            .text("web", self.web.as_ref())
            .text(NOTES, (!self.notes.is_empty()).then_some(&self.notes))
            .entries("emails", addresses(&self.emails))
            .entries("phones", addresses(&self.phones))
            .entries(INTERESTS, product::interests(&self.interests))
            .entries("attachments", self.attachments.iter().map(|id| (id.to_string(), "{}".to_owned())));
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        Ok(Self {
            code: read.owned("code"),
            name: read.required("name")?,
            legal_name: read.owned("legal_name"),
            tax_id: read.owned("tax_id"),
            emails: read_addresses(read, "emails"),
            phones: read_addresses(read, "phones"),
            web: read.owned("web"),
            notes: read.owned(NOTES).unwrap_or_default(),
            interests: product::read_interests(read),
            attachments: read
                .entries("attachments")
                .into_iter()
                .filter_map(|(id, _)| id.parse().ok())
                .collect(),
        })
    }
}

/// Addresses are entries under what they are compared by: the same one added twice is one.
pub(crate) fn addresses(texts: &[String]) -> impl Iterator<Item = (String, String)> {
    texts.iter().map(|text| (entry_key(text), unit::unit([("text", Some(text.clone()))])))
}

pub(crate) fn read_addresses(read: Reader<'_>, prefix: &str) -> Vec<String> {
    let text = |(_, value)| unit::text(&unit::members(value), "text").map(str::to_owned);
    read.entries(prefix).into_iter().filter_map(text).collect()
}
