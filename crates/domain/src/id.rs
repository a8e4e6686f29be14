//! Identities of records: UUIDv7, or UUIDv5 where what a record is says who it is (records.md 1).

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

macro_rules! record_id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

record_id! {
    /// A communication with a customer.
    ContactId
    /// A company or private individual.
    CustomerId
    /// Someone who works at a customer.
    PersonId
    /// One of our people.
    UserId
    /// A stored file or email.
    AttachmentId
    /// An action of the catalogue.
    ActionId
    /// One line of a contact's actions.
    ActionLineId
    /// An entry of the catalogue of types.
    ContactTypeId
    /// A product of the catalogue.
    ProductId
    /// A kind, a zone or a sector.
    CustomerGroupId
    /// One of a customer's postal addresses.
    PostalAddressId
    /// A field that the team defined.
    CustomFieldId
}

/// The name space of the identities that follow from what a record is.
const NAMESPACE: Uuid = Uuid::from_u128(0x7b9c_5a52_3f0e_4d0b_9d4e_0f2f_9a41_c7d1);

impl ContactTypeId {
    /// The entry of a built-in type: two machines that hide it hide the same one (records.md 1).
    pub fn built_in(key: &str) -> ContactTypeId {
        ContactTypeId(Uuid::new_v5(&NAMESPACE, format!("contact-type:{key}").as_bytes()))
    }
}

impl ContactId {
    /// The contact that follows this one: two machines that open it open the same one (records.md 1, S36).
    pub fn follow_up(self) -> ContactId {
        ContactId(Uuid::new_v5(&NAMESPACE, format!("follow-up:{self}").as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s38_a_follow_up_has_one_identity_wherever_it_is_opened() {
        let contact = ContactId(Uuid::from_u128(1));
        assert_eq!(contact.follow_up(), ContactId(Uuid::from_u128(1)).follow_up());
        assert_ne!(contact.follow_up(), contact.follow_up().follow_up());
    }
}
