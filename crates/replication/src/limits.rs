//! How much a segment may hold; beyond it nothing is read, however it came to be there.

/// Bytes of one segment on the carrier.
pub const SEGMENT_BYTES_MAX: usize = 4 << 20;
/// Bytes of its frames, unpacked.
pub const PLAIN_BYTES_MAX: usize = 32 << 20;
/// Installations that a frontier names.
pub const FRONTIER_MAX: usize = 1_000;
/// Documents that one segment speaks of.
pub const FRAMES_MAX: usize = 100_000;
/// Bytes of one entry of the team's log.
pub const ENTRY_BYTES_MAX: usize = 256 << 10;
/// Entries of a team's log that are read.
pub const ENTRIES_MAX: usize = 10_000;
/// Entries that one names as seen.
pub const PARENTS_MAX: usize = 64;
/// Devices of a team, those that left included.
pub const MEMBERS_MAX: usize = 500;
/// Bytes of the name of a team, a person or a device.
pub const NAME_BYTES_MAX: usize = 200;
/// Actors under which a device wrote before it was in the team.
pub const EARLIER_MAX: usize = 1_000;
/// Bytes of an attachment in one file.
pub const CHUNK_BYTES_MAX: usize = 8 << 20;
/// Bytes of a request to join.
pub const REQUEST_BYTES_MAX: usize = 64 << 10;
/// Requests to join that are read.
pub const REQUESTS_MAX: usize = 200;
/// Files that are read and kept together.
pub const READ_AT_ONCE: usize = 64;
/// Bytes of them.
pub const READ_BYTES_AT_ONCE: u64 = 256 << 10;
/// Segments of others that one exchange puts back.
pub const HEAL_AT_ONCE: usize = 500;
/// Bytes that segments which are kept together unpack to.
pub const UNPACKED_BYTES_AT_ONCE: usize = 8 << 20;
/// Bytes of an attachment that is carried.
pub const BLOB_BYTES_MAX: u64 = 1 << 30;
/// Bad files that are read again in one exchange.
pub const BAD_FILES_AT_ONCE: usize = 200;
/// Segments of one life.
pub const SEQ_MAX: u64 = 1 << 40;
/// After this long others' segments that a carrier never had are written there.
pub const OTHERS_AFTER_SECONDS: u64 = 3_600;
/// A device says that it was here this often, and at once what it has newly seen.
pub const HEAD_EVERY_SECONDS: u64 = 300;
