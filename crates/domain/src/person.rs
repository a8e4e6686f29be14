//! The contact person: someone who works at a customer.

use crate::id::CustomerId;
use crate::refusal::Refusal;
use crate::text;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub customer: CustomerId,
    pub name: String,
    /// What they do at the customer.
    pub position: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub notes: String,
}

impl Person {
    /// Refuses what no person may be and cleans what was typed.
    pub fn check(self) -> Result<Self, Refusal> {
        Ok(Self {
            customer: self.customer,
            name: text::required_line("name", &self.name)?,
            position: text::line("position", self.position.as_deref().unwrap_or_default())?,
            emails: text::emails("emails", &self.emails)?,
            phones: text::phones("phones", &self.phones)?,
            notes: text::notes("notes", &self.notes)?,
        })
    }
}
