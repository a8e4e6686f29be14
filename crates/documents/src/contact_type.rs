//! An entry of the catalogue of types in its document.

use domain::contact_type::TypeEntry;

use crate::error::DocumentError;
use crate::fields::{Fields, Reader, Record, Schema, Writer};

impl Record for TypeEntry {
    const SCHEMA: Schema =
        Schema { kind: "contact_type", registers: &["key", "name", "hidden"], units: &[], entries: &[] };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields
            .text("key", Some(&self.key))
            .text("name", self.name.as_ref())
            .number("hidden", self.is_hidden.then_some(1));
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        Ok(Self {
            key: read.required("key")?,
            name: read.owned("name"),
            is_hidden: read.number("hidden") == Some(1),
        })
    }
}
