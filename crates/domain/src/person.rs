//! The contact person: someone who works at a customer.

use std::collections::BTreeSet;

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
    /// Those of `emails` that mail does not reach: a report said so, and somebody took note of it.
    pub failing_emails: Vec<String>,
    pub phones: Vec<String>,
    pub notes: String,
}

impl Person {
    /// Refuses what no person may be and cleans what was typed.
    pub fn check(self) -> Result<Self, Refusal> {
        let emails = text::emails("emails", &self.emails)?;
        Ok(Self {
            failing_emails: failing_among(&emails, &self.failing_emails),
            customer: self.customer,
            name: text::required_line("name", &self.name)?,
            position: text::line("position", self.position.as_deref().unwrap_or_default())?,
            emails,
            phones: text::phones("phones", &self.phones)?,
            notes: text::notes("notes", &self.notes)?,
        })
    }
}

/// The mark goes with its address: one that was removed or written otherwise is another address.
pub fn failing_among(emails: &[String], failing: &[String]) -> Vec<String> {
    let failing: BTreeSet<String> = failing.iter().map(|email| text::entry_key(email)).collect();
    emails.iter().filter(|email| failing.contains(&text::entry_key(email))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn m05_a_mark_goes_with_its_address() {
        let ana = Person {
            customer: CustomerId(Uuid::from_u128(1)),
            name: "Ana".into(),
            position: None,
            emails: vec!["Ana@bodega.example".into(), "ana.gil@bodega.example".into()],
            failing_emails: vec!["ana@BODEGA.example".into(), "gone@bodega.example".into()],
            phones: Vec::new(),
            notes: String::new(),
        };
        let ana = ana.check().unwrap();
        assert_eq!(ana.failing_emails, ["Ana@bodega.example"], "as it is written, and none that nobody has");
        let corrected = Person { emails: vec!["ana1@bodega.example".into()], ..ana }.check().unwrap();
        assert!(corrected.failing_emails.is_empty(), "a corrected address has not failed");
    }
}
