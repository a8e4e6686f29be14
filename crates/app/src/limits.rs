//! Every limit of a question or an answer.

/// Characters of the notes in a line of the list.
pub const EXCERPT_CHARS_MAX: u32 = 160;
/// Lines of one page of a list.
pub const PAGE_MAX: u32 = 1_000;
/// Contacts that one command changes.
pub const SELECTED_MAX: u32 = 5_000;
/// Hits of a type-ahead or of the search, of each kind.
pub const HITS_MAX: u32 = 10_000;
/// Bytes of a draft that a form keeps.
pub const DRAFT_BYTES_MAX: usize = 2_000_000;
/// Documents in memory at a time: some 20 kB each.
pub const DOCUMENTS_AT_ONCE: u32 = 500;
/// Contacts that `sample` makes at the most.
pub const SAMPLE_CONTACTS_MAX: u32 = 5_000_000;
