//! What is done with many contacts at once: changes with their preview, and exports (S12).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::list::{ContactCriteria, ContactOrder, StateFilter};

/// The list as it is shown: its columns with their titles, and the words of its keys, as the window has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ContactsExport {
    pub criteria: ContactCriteria,
    pub state: StateFilter,
    pub order: ContactOrder,
    /// What the sheet of a workbook is called.
    pub title: String,
    pub columns: Vec<ExportColumn>,
    /// By `type.visit`, `result.sale`, `direction.us`, `state.done`.
    pub words: BTreeMap<String, String>,
}

/// How many contacts were written, and of how many the notes did not fit whole into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct ContactsExported {
    pub rows: u32,
    pub cut: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExportColumn {
    pub field: ExportField,
    pub title: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ExportField {
    State,
    Date,
    Time,
    Customer,
    Person,
    Type,
    Direction,
    Notes,
    Result,
    Closing,
    Next,
    Duration,
    User,
}

/// What is done to every selected contact (S10-S13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ContactsChange {
    SetDate {
        field: DateField,
        date: String,
    },
    /// Back or forth; of working days weekends and national holidays are none.
    MoveDate {
        field: DateField,
        days: i32,
        working: bool,
    },
    Close {
        date: String,
        result: String,
    },
    Reassign {
        user: String,
    },
    Retype {
        contact_type: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DateField {
    Date,
    NextContact,
}

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ChangePreview {
    pub changed: u32,
    /// The first `limits::PREVIEW_LINES_MAX` of them.
    pub lines: Vec<ChangeLine>,
    pub skipped: Vec<SkippedContacts>,
    pub warnings: Vec<CountedWarning>,
}

/// A date, an id or a key before and after; of a closing the date and the result, parted by a blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ChangeLine {
    pub id: String,
    pub date: String,
    pub customer_name: String,
    pub old: Option<String>,
    pub new: String,
}

/// `done`, `unchanged`, `no_next_contact`, `next_before_date`, `before_previous` or `out_of_range`, and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SkippedContacts {
    pub reason: String,
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactsChanged {
    pub changed: u32,
    pub skipped: Vec<SkippedContacts>,
    pub warnings: Vec<CountedWarning>,
}

/// `promise_differs` and `follow_up_differs`: a promise and its follow-up come to lie on two days, unless both are moved;
/// `closing_before_date`, `closing_far_ahead`. And of how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CountedWarning {
    pub code: String,
    pub count: u32,
}
