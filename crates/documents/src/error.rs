//! Why a document cannot be read or changed.

use thiserror::Error;

#[derive(Debug, Error)]
pub enum DocumentError {
    /// No bytes: Automerge would take them for an empty document.
    #[error("a document of no bytes")]
    Empty,
    #[error("the document cannot be read: {0}")]
    Unreadable(#[from] automerge::AutomergeError),
    /// The first change of its record has not arrived: there is nothing to show yet.
    #[error("the record is not here yet")]
    Incomplete,
    #[error("the field {0} holds something else")]
    Malformed(String),
    /// The heads that an edit was based on are not of this document.
    #[error("not a revision of this record")]
    UnknownRevision,
}
