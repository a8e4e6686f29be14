//! The contact person in its document.

use domain::person::Person;

use crate::customer::{addresses, read_addresses};
use crate::error::DocumentError;
use crate::fields::{Fields, NOTES, Reader, Record, Schema, Writer};

impl Record for Person {
    const SCHEMA: Schema = Schema {
        kind: "person",
        registers: &["customer", "name", "position"],
        units: &[],
        entries: &["emails", "phones"],
    };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields
            .text("customer", Some(self.customer))
            .text("name", Some(&self.name))
            .text("position", self.position.as_ref())
            .text(NOTES, (!self.notes.is_empty()).then_some(&self.notes))
            .entries("emails", addresses(&self.emails))
            .entries("phones", addresses(&self.phones));
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        Ok(Self {
            customer: read.required("customer")?,
            name: read.required("name")?,
            position: read.owned("position"),
            emails: read_addresses(read, "emails"),
            phones: read_addresses(read, "phones"),
            notes: read.owned(NOTES).unwrap_or_default(),
        })
    }
}
