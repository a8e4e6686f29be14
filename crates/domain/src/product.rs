//! Products: the catalogue, and the interest of a customer in one (S33-S35).

use chrono::NaiveDate;

use crate::id::{PersonId, ProductId};
use crate::limits;
use crate::refusal::{Reason, Refusal, refuse};
use crate::text;

/// What we sell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Product {
    pub code: Option<String>,
    pub name: String,
    pub notes: String,
}

impl Product {
    /// Refuses what no product may be and cleans what was typed.
    pub fn check(self) -> Result<Self, Refusal> {
        Ok(Self {
            code: text::line("code", self.code.as_deref().unwrap_or_default())?,
            name: text::required_line("name", &self.name)?,
            notes: text::notes("notes", &self.notes)?,
        })
    }
}

/// A product that a customer showed interest in: who of them, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    pub product: ProductId,
    pub person: Option<PersonId>,
    pub since: NaiveDate,
}

/// A product is of interest or not: named twice it counts once.
pub(crate) fn check_interests(interests: Vec<Interest>) -> Result<Vec<Interest>, Refusal> {
    let mut clean: Vec<Interest> = Vec::new();
    for interest in interests {
        if !clean.iter().any(|known| known.product == interest.product) {
            clean.push(interest);
        }
    }
    match clean.len() > limits::INTERESTS_MAX {
        true => refuse("interests", Reason::TooMany),
        false => Ok(clean),
    }
}
