//! What can go wrong, as codes that a user interface acts on; the sentences are the interface's.

use documents::error::DocumentError;
use domain::refusal::{Reason, Refusal};
use serde::Serialize;
use specta::Type;
use store::error::StoreError;

/// A refusal or a failure as it crosses the border. Nothing was changed, and what was typed is still with the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, thiserror::Error)]
#[error("{code:?} {field:?} {detail:?}")]
pub struct AppError {
    pub code: ErrorCode,
    /// The field that is refused.
    pub field: Option<String>,
    /// For `invalid` the reason (`domain::refusal::Reason`), for `disk_full` the bytes that are needed, for
    /// `newer_version` the version to install, as far as they are known; for others what the log says.
    pub detail: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    Invalid,
    NotFound,
    ProfileMissing,
    ProfileExists,
    ProfileInUse,
    NewerVersion,
    ForeignDatabase,
    Damaged,
    DiskFull,
    ReadOnly,
    NotAnEmail,
    EmailDamaged,
    /// Reading it took more time or memory than an email is given, or ended the process that reads.
    EmailTooComplex,
    FileEmpty,
    FileTooLarge,
    FileUnreadable,
    /// The system has nothing that opens it.
    NoProgram,
    NothingToUndo,
    /// There is no team yet.
    NoTeam,
    /// There is one already.
    TeamExists,
    /// Sample data is not for teams.
    SampleInTeam,
    /// The device was taken out of the team.
    NotMember,
    FolderMissing,
    /// Another team's folder.
    FolderForeign,
    /// The folder is there, and does not let itself be read or written.
    FolderRefused,
    InviteExpired,
    InviteUsed,
    /// The words of both screens differ.
    CodeMismatch,
    /// The system has no keychain, and no passphrase was given.
    PassphraseNeeded,
    PassphraseWrong,
    /// A colleague's file that has not come yet.
    OnItsWay,
    /// It may run something: it can be saved, and is not opened (R20).
    NotOpened,
    /// The user stopped it; nothing was changed.
    Stopped,
    Internal,
}

impl AppError {
    pub fn new(code: ErrorCode) -> Self {
        Self { code, field: None, detail: None }
    }

    pub fn invalid(field: &str, reason: Reason) -> Self {
        Self {
            code: ErrorCode::Invalid,
            field: Some(field.to_owned()),
            detail: Some(reason.code().to_owned()),
        }
    }

    pub fn with_detail(self, detail: impl ToString) -> Self {
        Self { detail: Some(detail.to_string()), ..self }
    }

    /// A failure after everything was saved must not sound as if nothing was.
    pub(crate) fn after_saving(self) -> Self {
        Self::new(ErrorCode::Internal).with_detail(format!("saved, but not read again: {self}"))
    }

    /// The code as it is written.
    pub fn code_text(&self) -> String {
        serde_json::to_value(self.code)
            .ok()
            .and_then(|code| code.as_str().map(str::to_owned))
            .unwrap_or_default()
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::invalid(refusal.field, refusal.reason)
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::Missing => ErrorCode::ProfileMissing,
            StoreError::Exists => ErrorCode::ProfileExists,
            StoreError::Foreign => ErrorCode::ForeignDatabase,
            StoreError::Newer { .. } => ErrorCode::NewerVersion,
            StoreError::Damaged(_) | StoreError::DerivedDamaged(_) => ErrorCode::Damaged,
            StoreError::DiskFull { .. } => ErrorCode::DiskFull,
            StoreError::InUse => ErrorCode::ProfileInUse,
            StoreError::ReadOnly => ErrorCode::ReadOnly,
            StoreError::TooMany(_) | StoreError::OldSqlite(_) | StoreError::Io(_) | StoreError::Sql(_) => {
                ErrorCode::Internal
            }
        };
        if code == ErrorCode::Internal {
            tracing::error!(%error, "the store failed");
            // R8: what SQLite says quotes its statements, and is for the log.
            return Self::new(code).with_detail(kind_of(&error));
        }
        let detail = match &error {
            StoreError::DiskFull { needed } => needed.map(|bytes| bytes.to_string()),
            StoreError::Newer { program, .. } => program.clone(),
            error => Some(error.to_string()),
        };
        Self { code, field: None, detail }
    }
}

fn kind_of(error: &StoreError) -> String {
    match error {
        StoreError::Io(error) => error.kind().to_string(),
        StoreError::Sql(_) => "database".into(),
        error => error.to_string(),
    }
}

impl From<DocumentError> for AppError {
    fn from(error: DocumentError) -> Self {
        let code = match &error {
            DocumentError::Empty | DocumentError::Unreadable(_) | DocumentError::Malformed(_) => {
                ErrorCode::Damaged
            }
            DocumentError::Incomplete => ErrorCode::NotFound,
            DocumentError::UnknownRevision => return Self::invalid("base", Reason::Unknown),
        };
        Self::new(code).with_detail(error)
    }
}

impl From<mail::MailError> for AppError {
    fn from(error: mail::MailError) -> Self {
        let code = match &error {
            mail::MailError::Empty => ErrorCode::FileEmpty,
            mail::MailError::TooLarge { .. } => ErrorCode::FileTooLarge,
            mail::MailError::NotAnEmail => ErrorCode::NotAnEmail,
            _ => ErrorCode::EmailDamaged,
        };
        Self::new(code).with_detail(error)
    }
}

/// Reads an id that came from outside; one that is none is unknown.
pub(crate) fn parse_id<T: std::str::FromStr>(field: &str, text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_| AppError::invalid(field, Reason::Unknown))
}
