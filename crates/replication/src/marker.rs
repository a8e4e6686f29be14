//! `team.v1`: which team a folder belongs to.

use crate::bytes::{Putter, Taker};

const MAGIC: &[u8; 8] = b"HILOTEAM";
const END: &[u8; 4] = b"HILO";

/// What the file holds: the team's id, which is a part of the hash of its first entry, and so names its owner.
pub fn bytes(team: [u8; 16]) -> Vec<u8> {
    let mut bytes = Putter::default();
    bytes.put(MAGIC).u16(1).put(&team).put(END);
    bytes.0
}

/// The team of a marker.
pub fn team_of(bytes: &[u8]) -> Option<[u8; 16]> {
    let mut rest = Taker(bytes);
    let is_ours = rest.take(8)? == MAGIC && rest.u16()? == 1;
    let team = rest.array()?;
    (is_ours && rest.take(4)? == END && rest.is_empty()).then_some(team)
}
