//! Attachments in the folder: encrypted pieces under names that say nothing, found by whoever knows the content's hash.

use crate::bytes::{Putter, Taker};
use crate::keys::{self, EpochKey};
use crate::limits::CHUNK_BYTES_MAX;

const MAGIC: &[u8; 8] = b"HILOBLOB";
const FORMAT: u16 = 1;
const TAG: usize = 16;
const HEAD: usize = 8 + 2 + 16 + 4 + 16 + 24;

/// How many pieces a content of this size is in.
pub fn count(size: u64) -> u32 {
    u32::try_from(size.div_ceil(CHUNK_BYTES_MAX as u64).max(1)).unwrap_or(u32::MAX)
}

/// Bytes of each file that a content of this size is in.
pub fn sizes(size: u64) -> impl Iterator<Item = u64> {
    let piece = CHUNK_BYTES_MAX as u64;
    (0..u64::from(count(size))).map(move |at| (size - at * piece).min(piece) + (HEAD + TAG) as u64)
}

/// The name of a piece. All devices make the same: from the team's first key, which every member is given.
pub fn name(first: &EpochKey, sha256: &[u8; 32], index: u32) -> [u8; 16] {
    let key = first.of_thing(b"hilo chunk name 1", &[&sha256[..], &index.to_le_bytes()].concat());
    let mut name = [0; 16];
    name.copy_from_slice(&key[..16]);
    name
}

/// Seals the piece of this name.
pub fn seal(
    team: &[u8; 16],
    epoch: u32,
    name: &[u8; 16],
    nonce: [u8; 24],
    plain: &[u8],
    key: &EpochKey,
) -> Option<Vec<u8>> {
    let mut head = Putter::default();
    head.put(MAGIC).u16(FORMAT).put(team).u32(epoch).put(name).put(&nonce);
    let sealed = keys::sealed(&key.of_thing(b"hilo chunk 1", name), &nonce, plain, &head.0)?;
    Some([head.0, sealed].concat())
}

/// Opens the piece of this name; none for anything else, cut or touched.
pub fn open(
    bytes: &[u8],
    team: &[u8; 16],
    name: &[u8; 16],
    keys_of: impl Fn(u32) -> Vec<EpochKey>,
) -> Option<Vec<u8>> {
    let (head, sealed) = bytes.split_at_checked(HEAD)?;
    let mut rest = Taker(head);
    let is_ours = rest.take(8)? == MAGIC && rest.u16()? == FORMAT && rest.array()? == *team;
    let epoch = rest.u32()?;
    if !is_ours || rest.array()? != *name || sealed.len() > CHUNK_BYTES_MAX + 16 {
        return None;
    }
    let nonce = rest.array()?;
    keys_of(epoch)
        .iter()
        .find_map(|key| keys::opened(&key.of_thing(b"hilo chunk 1", name), &nonce, sealed, head))
}
