//! The contact person in its document.

use domain::person::{Person, failing_among};
use domain::text::entry_key;

use crate::customer::{addresses, read_addresses};
use crate::error::DocumentError;
use crate::fields::{Fields, NOTES, Reader, Record, Schema, Writer};

impl Record for Person {
    const SCHEMA: Schema = Schema {
        kind: "person",
        registers: &["customer", "name", "position"],
        units: &[],
        entries: &["emails", FAILING, "phones"],
    };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields
            .text("customer", Some(self.customer))
            .text("name", Some(&self.name))
            .text("position", self.position.as_ref())
            .text(NOTES, (!self.notes.is_empty()).then_some(&self.notes))
            .entries("emails", addresses(&self.emails))
            .entries(FAILING, self.failing_emails.iter().map(|email| (entry_key(email), "{}".to_owned())))
            .entries("phones", addresses(&self.phones));
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        let emails = read_addresses(read, "emails");
        let failing: Vec<String> = read.entries(FAILING).into_iter().map(|(key, _)| key.to_owned()).collect();
        Ok(Self {
            customer: read.required("customer")?,
            name: read.required("name")?,
            position: read.owned("position"),
            failing_emails: failing_among(&emails, &failing),
            emails,
            phones: read_addresses(read, "phones"),
            notes: read.owned(NOTES).unwrap_or_default(),
        })
    }
}

/// The addresses that mail does not reach, by what they are compared by. An entry of its own, so that whoever marks an address
/// and whoever writes it otherwise do not meet; of a mark and its removal elsewhere the mark stays.
const FAILING: &str = "failing_emails";
