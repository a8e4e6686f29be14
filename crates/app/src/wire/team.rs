//! The team, its devices, and how far each is (`docs/formats/json.md`).

use serde::{Deserialize, Serialize};
use specta::Type;

use super::record::RecordKind;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TeamCreated {
    pub team: String,
    pub device: String,
}

/// An invitation: a secret, to be sent by a way that is trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Invitation {
    pub link: String,
    pub expires: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct JoinRequested {
    pub request: String,
    /// Four words, which whoever approves sees too.
    pub code: String,
    pub state: SyncState,
}

/// Somebody who asks to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct JoinRequest {
    pub request: String,
    pub name: String,
    pub device_name: String,
    pub code: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Member {
    pub device: String,
    pub user: String,
    pub name: String,
    pub device_name: String,
    pub role: Role,
    pub state: MemberState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Member,
    Admin,
    Owner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    Active,
    Removed,
    Retired,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// Nobody has let this device in yet.
    Pending,
    Done,
    /// The carrier did not take or give everything: it is kept here, and tried again.
    Partial,
}

/// What one exchange came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Synced {
    pub state: SyncState,
    /// Segments written, and read back.
    pub published: u32,
    pub applied: u32,
    /// Somebody has seen it, and it is not here yet.
    pub pending: u32,
    pub quarantined: u32,
    pub conflicts: u32,
    pub blobs_missing: u32,
}

/// How this device stands to the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SyncStatus {
    /// Everything of ours was written to a carrier and read back.
    pub all_shared: bool,
    /// Changes that are saved here, and not shared yet.
    pub unpublished: u32,
    pub devices: Vec<DeviceStatus>,
    pub team: Option<TeamStatus>,
    pub folders: Vec<FolderStatus>,
    pub quarantine: Vec<Quarantined>,
    pub conflicts: u32,
    /// A passphrase is needed before anything can be exchanged.
    pub is_locked: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TeamStatus {
    pub id: String,
    pub name: String,
    pub state: SyncState,
    /// While nobody has let this device in: the words to compare.
    pub code: Option<String>,
    pub can_invite: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DeviceStatus {
    pub device: String,
    pub user: String,
    pub name: String,
    pub device_name: String,
    pub is_this: bool,
    pub last_seen: Option<String>,
    /// Segments that it has published or seen, and that are not here.
    pub ahead: u32,
    /// Changes that are here, and that it has not seen.
    pub behind: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FolderStatus {
    pub folder: u32,
    pub place: String,
    pub is_paused: bool,
    pub last_exchange: Option<String>,
    /// The code of what went wrong last.
    pub trouble: Option<String>,
}

/// A file, or changes, that were not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Quarantined {
    pub what: QuarantineKind,
    /// A file's name in the folder.
    pub name: Option<String>,
    /// Who published it, as far as that is known.
    pub device_name: Option<String>,
    pub count: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineKind {
    /// It ends too soon: on its way, or cut off.
    Incomplete,
    Damaged,
    WrongSigner,
    WrongTeam,
    Malformed,
    TooLarge,
    /// It needs a newer version of Hilo.
    Newer,
    /// Its author had left the team.
    Removed,
    /// It waits for changes that it builds on.
    Waiting,
    /// A clone wrote it; its owner says it again.
    Doubled,
    /// A device wrote in the name of somebody else.
    Forged,
}

/// What a look at a shared folder found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FolderCheck {
    pub is_readable: bool,
    pub is_writable: bool,
    /// Two files of one name do not write over each other.
    pub keeps_both: bool,
    pub milliseconds: u32,
    pub files: u32,
}

/// A conflict of one field of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Conflict {
    pub id: String,
    pub record: String,
    pub kind: RecordKind,
    /// What people call the record.
    pub title: String,
    pub field: String,
    pub values: Vec<ConflictValue>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConflictValue {
    pub key: String,
    /// As the document holds it, of a unit its JSON; none where the field was emptied.
    pub value: Option<String>,
    /// The same for people, of a unit each member.
    pub parts: Vec<ConflictPart>,
    pub user: Option<String>,
    pub user_name: Option<String>,
    pub device: Option<String>,
    pub device_name: Option<String>,
    pub at: String,
    /// It is what is shown until somebody chooses.
    pub is_shown: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConflictPart {
    pub field: String,
    pub value: Option<String>,
    /// Of a record that the value refers to.
    pub name: Option<String>,
}

/// How a conflict is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ConflictChoice {
    pub id: String,
    pub keep: String,
}
