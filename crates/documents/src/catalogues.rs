//! Entries of catalogues in their documents, where they are fields and nothing else.

use domain::contact_type::TypeEntry;
use domain::customer_group::{CustomerGroup, Grouping};

use crate::error::DocumentError;
use crate::fields::{Fields, Reader, Record, Schema, Writer};

impl Record for CustomerGroup {
    const SCHEMA: Schema =
        Schema { kind: "customer_group", registers: &["grouping", "name"], units: &[], entries: &[] };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields.text("grouping", Some(self.grouping.as_str())).text("name", Some(&self.name));
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        let grouping = read.text("grouping").ok_or(DocumentError::Incomplete)?;
        Ok(Self { grouping: Grouping::from_document(grouping), name: read.required("name")? })
    }
}

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
