//! What customers are sorted by: the catalogues of kinds, zones and sectors.

use crate::refusal::{Reason, Refusal, refuse};
use crate::text;

/// The key of one of the three catalogues; another one may come from a newer version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Grouping(String);

impl Grouping {
    pub const KIND: &str = "kind";
    pub const ZONE: &str = "zone";
    pub const SECTOR: &str = "sector";
    pub const ALL: [&str; 3] = [Self::KIND, Self::ZONE, Self::SECTOR];

    /// A catalogue that a form or a command may choose.
    pub fn parse(key: &str) -> Result<Self, Refusal> {
        match Self::ALL.contains(&key) {
            true => Ok(Self(key.to_owned())),
            false => refuse("grouping", Reason::Unknown),
        }
    }

    /// One found in a document, known here or not.
    pub fn from_document(key: &str) -> Self {
        Self(key.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An entry of one of them, as "Zona Norte".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerGroup {
    pub grouping: Grouping,
    pub name: String,
}

impl CustomerGroup {
    /// Refuses what no entry may be and cleans what was typed.
    pub fn check(self) -> Result<Self, Refusal> {
        Ok(Self { name: text::required_line("name", &self.name)?, ..self })
    }
}
