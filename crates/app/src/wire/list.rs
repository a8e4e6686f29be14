//! The list of contacts: what is asked, what is selected, what a line shows (S4-S11).

use serde::{Deserialize, Serialize};
use specta::Type;

use super::contact::Direction;
use super::custom_field::CustomCriterion;

/// S4. Empty means no restriction; ranges are inclusive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct ContactCriteria {
    pub customer: Option<String>,
    pub person: Option<String>,
    pub contact_type: Option<String>,
    pub user: Option<String>,
    pub direction: Option<Direction>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub next_from: Option<String>,
    pub next_to: Option<String>,
    pub closed_from: Option<String>,
    pub closed_to: Option<String>,
    pub result: Option<String>,
    /// An action of the catalogue that is to be taken or was (S30).
    pub action: Option<String>,
    /// An action is still to be taken.
    pub has_open_actions: bool,
    /// A product of interest (S33).
    pub product: Option<String>,
    /// Of the contact's customer: kind, zone and sector by id, the province of any address by name.
    pub customer_kind: Option<String>,
    pub customer_zone: Option<String>,
    pub customer_sector: Option<String>,
    pub province: Option<String>,
    /// Names, codes, tax numbers, phones or email addresses of the customer or its people, parted by commas: any of them.
    pub customer_data: Option<String>,
    /// Of the fields that the team defined.
    pub custom_fields: Vec<CustomCriterion>,
    /// Words of the notes, the actions and of attached emails; accents and case do not matter.
    pub text: Option<String>,
    pub has_attachments: bool,
    /// A next contact was promised, and nobody has made it (S38).
    pub lacks_follow_up: bool,
}

/// What the list is sorted by; contacts that are equal in it stand newest first, empty ones last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ContactOrder {
    pub column: ContactColumn,
    pub descending: bool,
}

impl Default for ContactOrder {
    fn default() -> Self {
        Self { column: ContactColumn::Date, descending: true }
    }
}

/// The columns that have an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ContactColumn {
    Date,
    Customer,
    Person,
    User,
    Type,
    Result,
    Closing,
    Next,
    Duration,
}

/// Selected contacts: themselves, or as places in a list, where a million of them are one range and not a million ids.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
pub struct ContactSelection {
    /// When there are any, they are what is selected, wherever they stand now; those that were deleted since are left out.
    pub ids: Vec<String>,
    pub criteria: ContactCriteria,
    pub state: StateFilter,
    pub order: ContactOrder,
    /// Apart from each other and in order.
    pub ranges: Vec<SelectedRange>,
}

/// From and to, both included.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct SelectedRange {
    pub from: u32,
    pub to: u32,
    /// The contacts seen at its two ends: when others stand there now, the list has moved since.
    pub first: Option<String>,
    pub last: Option<String>,
}

/// Todos / No realizados / Realizados (S9).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum StateFilter {
    #[default]
    All,
    Done,
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct ContactCounts {
    pub all: u32,
    pub done: u32,
    pub open: u32,
}

/// One line of the list, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactRow {
    pub id: String,
    pub date: String,
    pub time: Option<String>,
    pub customer: String,
    pub customer_name: String,
    pub person_name: Option<String>,
    pub user_name: String,
    pub contact_type: String,
    pub direction: Direction,
    /// The first `limits::EXCERPT_CHARS_MAX` characters of the notes, on one line; with "…" where they go on.
    pub excerpt: String,
    pub result: Option<String>,
    pub closing_date: Option<String>,
    pub next_date: Option<String>,
    pub duration_minutes: Option<u32>,
    pub done: bool,
    pub has_attachments: bool,
    pub has_previous: bool,
    pub has_follow_up: bool,
    pub has_conflicts: bool,
}
