//! Why bytes are refused as an email.

use serde::{Deserialize, Serialize};

/// Why nothing could be read. Its text holds no content of the email.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum MailError {
    /// There are no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file or its header block is over a limit.
    #[error("{bytes} bytes is more than the limit of {limit}")]
    TooLarge {
        /// How much there is.
        bytes: usize,
        /// How much is read at most.
        limit: usize,
    },
    /// The bytes are something else: no mail header, or a compound file that holds no Outlook item.
    #[error("the file is not an email")]
    NotAnEmail,
    /// It is an Outlook item or TNEF, but broken beyond reading. The text says where.
    #[error("the email is damaged: {0}")]
    Damaged(String),
}
