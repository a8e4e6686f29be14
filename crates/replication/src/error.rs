//! Why bytes are refused as a segment.

use thiserror::Error;

/// Why bytes are no segment that can be read here. None of them says that anything is lost: the file stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SegmentError {
    /// Another kind of file.
    #[error("not a segment")]
    Foreign,
    /// It begins like one and ends too soon: still on its way, or cut off.
    #[error("a segment that ends too soon")]
    Incomplete,
    #[error("a segment of a newer format")]
    Newer,
    #[error("larger than a segment may be")]
    TooLarge,
    #[error("a segment that contradicts itself")]
    Malformed,
    #[error("the bytes are not those that were signed")]
    Damaged,
    #[error("signed by somebody else")]
    WrongSigner,
    /// Its epoch's key does not open it.
    #[error("not sealed with this key")]
    WrongKey,
}
