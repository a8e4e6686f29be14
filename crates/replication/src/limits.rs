//! How much a segment may hold; beyond it nothing is read, however it came to be there.

/// Bytes of one segment on the carrier.
pub const SEGMENT_BYTES_MAX: usize = 4 << 20;
/// Bytes of its frames, unpacked.
pub const PLAIN_BYTES_MAX: usize = 32 << 20;
/// Installations that a frontier names.
pub const FRONTIER_MAX: usize = 1_000;
/// Documents that one segment speaks of.
pub const FRAMES_MAX: usize = 100_000;
