//! Products in documents: the catalogue's, and the interest that contacts and customers have in them.

use domain::product::{Interest, Product};

use crate::error::DocumentError;
use crate::fields::{Fields, NOTES, Reader, Record, Schema, Writer};
use crate::unit;

impl Record for Product {
    const SCHEMA: Schema = Schema { kind: "product", registers: &["code", "name"], units: &[], entries: &[] };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields
            .text("code", self.code.as_ref())
            .text("name", Some(&self.name))
            .text(NOTES, (!self.notes.is_empty()).then_some(&self.notes));
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        Ok(Self {
            code: read.owned("code"),
            name: read.required("name")?,
            notes: read.owned(NOTES).unwrap_or_default(),
        })
    }
}

/// Under the product's identity: the same interest noted on two machines is one.
pub(crate) fn interests(interests: &[Interest]) -> impl Iterator<Item = (String, String)> {
    interests.iter().map(|interest| {
        let person = interest.person.map(|id| id.to_string());
        let unit = unit::unit([("person", person), ("since", Some(interest.since.to_string()))]);
        (interest.product.to_string(), unit)
    })
}

pub(crate) fn read_interests(read: Reader<'_>) -> Vec<Interest> {
    let interest = |(product, value): (&str, &str)| {
        let members = unit::members(value);
        Some(Interest {
            product: product.parse().ok()?,
            person: unit::parsed(&members, "person"),
            since: unit::parsed(&members, "since")?,
        })
    };
    read.entries(INTERESTS).into_iter().filter_map(interest).collect()
}

pub(crate) const INTERESTS: &str = "interests";
