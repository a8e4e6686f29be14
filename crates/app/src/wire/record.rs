//! What every record has: users, history, undo, the bin, the search.

use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct User {
    pub id: String,
    pub revision: String,
    pub name: String,
    pub emails: Vec<String>,
    pub deleted: bool,
    pub conflicts: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct UserDraft {
    pub name: String,
    pub emails: Vec<String>,
}

/// One field of one change (S14), oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HistoryEntry {
    pub at: String,
    pub user: Option<String>,
    pub user_name: Option<String>,
    pub device: Option<String>,
    pub batch: Option<String>,
    /// `add`, `edit`, `delete`, `restore`, `assume`, `undo`, `redo`, `attach`, `detach`.
    pub command: String,
    pub field: String,
    /// What the team calls it, of a field of its own.
    pub field_name: Option<String>,
    /// What `restore_value` takes: the change, and the field as the document has it; null for what has a way back
    /// of its own.
    pub change: String,
    pub key: Option<String>,
    pub old: Option<String>,
    pub new: Option<String>,
    /// What a person calls the record that `old` is the id of.
    pub old_name: Option<String>,
    pub new_name: Option<String>,
}

/// What an undo or a redo came to; `skipped` were changed since and stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Undone {
    pub batch: String,
    /// The command that was undone.
    pub command: UndoneCommand,
    /// What that command was about; null where none of its records is here any more.
    pub about: Option<About>,
    pub restored: Vec<String>,
    pub skipped: Vec<String>,
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Examined {
    pub ok: bool,
    pub problems: Vec<String>,
    /// Colleagues' files that have not come yet: nothing is wrong with them.
    pub on_their_way: Vec<AwaitedFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AwaitedFile {
    pub id: String,
    pub name: String,
    pub sha256: String,
}

/// A command that undo can take back: the window has words for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum UndoneCommand {
    Add,
    Edit,
    /// Many contacts at once.
    Change,
    Delete,
    Restore,
    Assume,
    Attach,
    Detach,
    NoAnswer,
}

/// The records of a command that people would name it by: of a contact and its new person, the contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct About {
    pub kind: RecordKind,
    pub count: u32,
    /// Of one record alone; of a contact its customer's, of a built-in type its key.
    pub name: Option<String>,
    /// Of one contact.
    pub date: Option<String>,
}

macro_rules! record_kind {
    ($($kind:ident($record:ty) $key:literal many $many:literal $code:literal since $since:literal in_bin $bin:literal;)*) => {
        /// `domain::record_kind`, as it is written.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
        pub enum RecordKind {
            $(#[serde(rename = $key)] $kind,)*
        }

        impl From<domain::record_kind::RecordKind> for RecordKind {
            fn from(kind: domain::record_kind::RecordKind) -> Self {
                match kind {
                    $(domain::record_kind::RecordKind::$kind => RecordKind::$kind,)*
                }
            }
        }

        impl From<RecordKind> for domain::record_kind::RecordKind {
            fn from(kind: RecordKind) -> Self {
                match kind {
                    $(RecordKind::$kind => domain::record_kind::RecordKind::$kind,)*
                }
            }
        }
    };
}

domain::with_record_kinds!(record_kind);

/// A line of the bin, the last deleted first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BinRow {
    pub id: String,
    pub kind: RecordKind,
    /// Of a contact, its customer's.
    pub name: String,
    /// Of a person, the customer's name; of a contact, the beginning of its notes.
    pub detail: Option<String>,
    /// Of a contact.
    pub date: Option<String>,
    pub contact_type: Option<String>,
    pub deleted_at: String,
    /// The name of whoever deleted it, where it is known here.
    pub deleted_by: Option<String>,
}

/// One hit of the full-text search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SearchHit {
    /// `customer`, `person`, `email`, `contact` or `file`.
    pub kind: String,
    pub id: String,
    pub title: String,
    pub excerpt: String,
}

/// All hits of one kind: how many there are, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SearchGroup {
    /// As of its hits.
    pub kind: String,
    /// Counted up to a thousand.
    pub count: u32,
    /// There are more than were counted.
    pub is_more: bool,
    pub hits: Vec<SearchHit>,
}
