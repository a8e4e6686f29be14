//! The user in its document.

use domain::user::User;

use crate::customer::{addresses, read_addresses};
use crate::error::DocumentError;
use crate::fields::{Fields, Reader, Record, Schema, Writer};

impl Record for User {
    const SCHEMA: Schema = Schema { kind: "user", registers: &["name"], units: &[], entries: &["emails"] };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields.text("name", Some(&self.name)).entries("emails", addresses(&self.emails));
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        Ok(Self { name: read.required("name")?, emails: read_addresses(read, "emails") })
    }
}
