//! Actions and products: their catalogues, and what contacts and customers hold of them.

use serde::{Deserialize, Serialize};
use specta::Type;

/// An action of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Action {
    pub id: String,
    pub revision: String,
    pub name: String,
    pub deleted: bool,
    pub conflicts: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct ActionDraft {
    pub name: String,
}

/// A product of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Product {
    pub id: String,
    pub revision: String,
    pub code: Option<String>,
    pub name: String,
    pub notes: String,
    pub deleted: bool,
    pub conflicts: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct ProductDraft {
    pub code: Option<String>,
    pub name: String,
    pub notes: String,
}

/// The catalogues that customers are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    Kind,
    Zone,
    Sector,
}

/// A kind, a zone or a sector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CustomerGroup {
    pub id: String,
    pub revision: String,
    pub grouping: Grouping,
    pub name: String,
    pub deleted: bool,
    pub conflicts: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerGroupDraft {
    pub name: String,
}

/// A type of contact (S23, S24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactType {
    /// What contacts hold.
    pub key: String,
    /// Null while nobody has said anything of a built-in one.
    pub revision: Option<String>,
    /// A team's own; the built-in ones are called as the language calls them.
    pub name: Option<String>,
    /// Nobody chooses it any more; contacts that have it keep it.
    pub hidden: bool,
    pub built_in: bool,
    pub conflicts: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct ContactTypeDraft {
    pub name: Option<String>,
    pub hidden: bool,
}

/// One action of a contact (S30-S32), in the order in which they are to be taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct ActionLine {
    /// Null for a line that is new.
    pub id: Option<String>,
    /// The catalogue's; null for one typed by hand.
    pub action: Option<String>,
    /// What this contact says, whatever the catalogue says later; empty for what it says now.
    pub text: String,
    pub done: bool,
}

/// A product that a contact or a customer is interested in (S33-S35).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct Interest {
    pub product: String,
    /// Derived, as is `person_name`: not read.
    pub product_name: Option<String>,
    /// Who of the customer; for a new one the contact's person.
    pub person: Option<String>,
    pub person_name: Option<String>,
    /// For a new one the contact's day.
    pub since: Option<String>,
    /// Derived: the customer has this interest from this contact alone, so that removing it may end it.
    pub only_source: bool,
}
