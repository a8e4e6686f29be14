//! Why a value is refused: which field, and what is the matter with it.

use thiserror::Error;

/// What is the matter with one field; the names are the `detail` of the code `invalid` (json.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Required,
    NotADate,
    NotATime,
    NotANumber,
    /// Of the web.
    NotAnAddress,
    /// It stands there already.
    Twice,
    TooLong,
    TooMany,
    TooLarge,
    /// S43: the next contact would lie before this one.
    NextBeforeDate,
    /// Not one of the values there are.
    Unknown,
    NotAnEmailAddress,
    /// The person works at another customer (S18).
    WrongCustomer,
    /// Information of an email goes into a contact of type Email (S53).
    NotEmailType,
    /// A contact cannot follow itself.
    Itself,
    /// The input is not what the field holds.
    Malformed,
    /// It does not change once it is there.
    Fixed,
    /// What was chosen in a list stands elsewhere now.
    Moved,
    /// What was chosen lies in the bin, and can be restored.
    InBin,
}

impl Reason {
    /// The word that crosses the border.
    pub fn code(self) -> &'static str {
        match self {
            Reason::Required => "required",
            Reason::NotADate => "not_a_date",
            Reason::NotATime => "not_a_time",
            Reason::NotANumber => "not_a_number",
            Reason::NotAnAddress => "not_an_address",
            Reason::Twice => "twice",
            Reason::TooLong => "too_long",
            Reason::TooMany => "too_many",
            Reason::TooLarge => "too_large",
            Reason::NextBeforeDate => "next_before_date",
            Reason::Unknown => "unknown",
            Reason::NotAnEmailAddress => "not_an_email_address",
            Reason::WrongCustomer => "wrong_customer",
            Reason::NotEmailType => "not_email_type",
            Reason::Itself => "itself",
            Reason::Malformed => "malformed",
            Reason::Fixed => "fixed",
            Reason::Moved => "moved",
            Reason::InBin => "in_bin",
        }
    }
}

/// A field that holds what it must not; the record is left as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{field}: {}", .reason.code())]
pub struct Refusal {
    pub field: &'static str,
    pub reason: Reason,
}

/// The refusal of `field`.
pub fn refuse<T>(field: &'static str, reason: Reason) -> Result<T, Refusal> {
    Err(Refusal { field, reason })
}
