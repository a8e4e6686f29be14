//! The limits of every reader: input is refused or cut here, never trusted to be reasonable.

/// Largest file that is read at all.
pub const FILE_BYTES_MAX: usize = 100 << 20;
/// Bytes that all properties, bodies and attachments of one email may decode to.
pub const DECODED_BYTES_MAX: usize = 200 << 20;
/// Largest header block of an internet mail, and of the copy Outlook keeps of it.
pub const HEADER_BYTES_MAX: usize = 4 << 20;
/// Header fields looked at in one block.
pub const HEADERS_MAX: usize = 10_000;
/// Largest HTML body that is kept.
pub const HTML_BYTES_MAX: usize = 2 << 20;
/// Largest plain text that is kept.
pub const TEXT_BYTES_MAX: usize = 8 << 20;
/// Largest text that compressed RTF may expand to.
pub const RTF_BYTES_MAX: usize = 32 << 20;
/// How much larger than its compressed form RTF may be: LZFu copies at most 17 bytes for two and a flag bit.
pub const RTF_RATIO_MAX: usize = 9;
/// Open groups of RTF; deeper ones share the state of the last.
pub const RTF_DEPTH_MAX: usize = 2_000;
/// Wrappers inside wrappers, and wrappers in one email: signatures and `winmail.dat`, of which mail has one or two.
pub const WRAPPERS_MAX: usize = 8;
/// Messages inside messages, and storages inside storages.
pub const NESTING_MAX: usize = 32;
/// Parts of an internet mail, and attachments of an Outlook item.
pub const PARTS_MAX: usize = 2_000;
/// Recipients of each kind.
pub const RECIPIENTS_MAX: usize = 5_000;
/// Longest calendar of an invitation that is read.
pub const CALENDAR_BYTES_MAX: usize = 1 << 20;
/// Lines that may stand before a calendar.
pub const CALENDAR_LINES_BEFORE: usize = 1_000;
/// Messages that are looked for in one file.
pub const MESSAGES_MAX: usize = 50_000;
/// Words and marks looked at in one field of addresses.
pub const ADDRESS_TOKENS_MAX: usize = 100_000;
/// Message ids that one field may name: a long thread names some dozens.
pub const MESSAGE_IDS_MAX: usize = 1_000;
/// Properties of one Outlook object.
pub const PROPERTIES_MAX: usize = 10_000;
/// Streams and storages in one compound file.
pub const ENTRIES_MAX: usize = 100_000;
/// Streams and storages that are copied for the messages inside one file, all together.
pub const COPIED_ENTRIES_MAX: usize = 100_000;
/// Longest encoded word of a header, RFC 2047, which allows 75 bytes; senders ignore that.
pub const ENCODED_WORD_BYTES_MAX: usize = 1 << 10;
/// Longest subject, name, address or message id.
pub const FIELD_BYTES_MAX: usize = 64 << 10;
/// Longest attachment name that is shown, in characters.
pub const NAME_CHARS_MAX: usize = 1_020;
/// Longest name of a file, in bytes; every file system takes 255.
pub const FILE_NAME_BYTES_MAX: usize = 150;

/// Cuts at the last character boundary within `limit` bytes; tells whether anything was cut.
pub(crate) fn cut(text: &mut String, limit: usize) -> bool {
    if text.len() <= limit {
        return false;
    }
    text.truncate(text.floor_char_boundary(limit));
    true
}
