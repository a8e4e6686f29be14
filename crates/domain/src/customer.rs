//! The customer: a company or private individual we deal with.

use crate::custom_field::CustomValue;
use crate::id::{AttachmentId, CustomerGroupId, UserId};
use crate::postal_address::{self, PostalAddress};
use crate::product::{self, Interest};
use crate::refusal::Refusal;
use crate::text;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customer {
    pub code: Option<String>,
    /// The trade name: what lists show.
    pub name: String,
    pub legal_name: Option<String>,
    /// NIF, CIF or NIE.
    pub tax_id: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub web: Option<String>,
    /// In the order they were added: the first is shown.
    pub addresses: Vec<PostalAddress>,
    pub kind: Option<CustomerGroupId>,
    pub zone: Option<CustomerGroupId>,
    pub sector: Option<CustomerGroupId>,
    /// Who of us looks after them.
    pub owner: Option<UserId>,
    pub notes: String,
    /// What their contacts were interested in, and what was noted here (S35).
    pub interests: Vec<Interest>,
    /// Files associated with the customer itself (S57).
    pub attachments: Vec<AttachmentId>,
    pub custom_fields: Vec<CustomValue>,
}

impl Customer {
    /// Refuses what no customer may be and cleans what was typed.
    pub fn check(self) -> Result<Self, Refusal> {
        let line = |field, value: &Option<String>| text::line(field, value.as_deref().unwrap_or_default());
        Ok(Self {
            code: line("code", &self.code)?,
            name: text::required_line("name", &self.name)?,
            legal_name: line("legal_name", &self.legal_name)?,
            tax_id: line("tax_id", &self.tax_id)?,
            emails: text::emails("emails", &self.emails)?,
            phones: text::phones("phones", &self.phones)?,
            web: line("web", &self.web)?,
            addresses: postal_address::check(self.addresses)?,
            notes: text::notes("notes", &self.notes)?,
            interests: product::check_interests(self.interests)?,
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Reason;

    #[test]
    fn s17_a_customer_needs_a_name() {
        let refused = Customer { name: "  ".into(), ..Customer::default() }.check().unwrap_err();
        assert_eq!(refused, Refusal { field: "name", reason: Reason::Required });
    }
}
