//! The customer in its document; and the lists of addresses that customers, people and users share.

use domain::customer::Customer;
use domain::postal_address::PostalAddress;
use domain::text::entry_key;

use crate::custom_field::{self, CUSTOM_FIELDS};
use crate::error::DocumentError;
use crate::fields::{Fields, NOTES, Reader, Record, Schema, Writer};
use crate::product::{self, INTERESTS};
use crate::unit;

impl Record for Customer {
    const SCHEMA: Schema = Schema {
        kind: "customer",
        registers: &[
            "code",
            "name",
            "legal_name",
            "tax_id",
            "web",
            "customer_kind",
            "zone",
            "sector",
            "owner",
        ],
        units: &[],
        entries: &["emails", "phones", "addresses", INTERESTS, "attachments", CUSTOM_FIELDS],
    };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields
            .text("code", self.code.as_ref())
            .text("name", Some(&self.name))
            .text("legal_name", self.legal_name.as_ref())
            .text("tax_id", self.tax_id.as_ref())
            .text("web", self.web.as_ref())
            .text("customer_kind", self.kind)
            .text("zone", self.zone)
            .text("sector", self.sector)
            .text("owner", self.owner)
            .text(NOTES, (!self.notes.is_empty()).then_some(&self.notes))
            .entries("emails", addresses(&self.emails))
            .entries("phones", addresses(&self.phones))
            .entries("addresses", postal_addresses(&self.addresses))
            .entries(CUSTOM_FIELDS, custom_field::values(&self.custom_fields))
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
            addresses: read_postal_addresses(read),
            kind: read.parsed("customer_kind"),
            zone: read.parsed("zone"),
            sector: read.parsed("sector"),
            owner: read.parsed("owner"),
            notes: read.owned(NOTES).unwrap_or_default(),
            interests: product::read_interests(read),
            attachments: read
                .entries("attachments")
                .into_iter()
                .filter_map(|(id, _)| id.parse().ok())
                .collect(),
            custom_fields: custom_field::read_values(read),
        })
    }
}

/// A postal address is one unit: half of one and half of another is nowhere.
fn postal_addresses(addresses: &[PostalAddress]) -> impl Iterator<Item = (String, String)> {
    addresses.iter().map(|address| {
        let members = [
            ("country", address.country.clone()),
            ("postal_code", address.postal_code.clone()),
            ("province", address.province.clone()),
            ("street", address.street.clone()),
            ("town", address.town.clone()),
        ];
        (address.id.to_string(), unit::unit(members))
    })
}

fn read_postal_addresses(read: Reader<'_>) -> Vec<PostalAddress> {
    let address = |(id, value): (&str, &str)| {
        let members = unit::members(value);
        let part = |name| unit::text(&members, name).map(str::to_owned);
        Some(PostalAddress {
            id: id.parse().ok()?,
            street: part("street"),
            postal_code: part("postal_code"),
            town: part("town"),
            province: part("province"),
            country: part("country"),
        })
    };
    read.entries("addresses").into_iter().filter_map(address).collect()
}

/// Addresses are entries under what they are compared by: the same one added twice is one.
pub(crate) fn addresses(texts: &[String]) -> impl Iterator<Item = (String, String)> {
    texts.iter().map(|text| (entry_key(text), unit::unit([("text", Some(text.clone()))])))
}

pub(crate) fn read_addresses(read: Reader<'_>, prefix: &str) -> Vec<String> {
    let text = |(_, value)| unit::text(&unit::members(value), "text").map(str::to_owned);
    read.entries(prefix).into_iter().filter_map(text).collect()
}
