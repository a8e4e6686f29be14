//! The user: one of our people, owner of contacts.

use crate::refusal::Refusal;
use crate::text;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct User {
    pub name: String,
    /// What a sender is compared with (S25).
    pub emails: Vec<String>,
}

impl User {
    /// Refuses what no user may be and cleans what was typed.
    pub fn check(self) -> Result<Self, Refusal> {
        Ok(Self {
            name: text::required_line("name", &self.name)?,
            emails: text::emails("emails", &self.emails)?,
        })
    }
}
