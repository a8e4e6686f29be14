//! Pieces of attachments: what was sealed comes back, under its own name alone, and nothing else does.
#![no_main]

use arbitrary::Arbitrary;
use fuzz::{TEAM, epoch, flipped};
use libfuzzer_sys::fuzz_target;
use replication::chunk;
use replication::keys::EpochKey;
use replication::limits::CHUNK_BYTES_MAX;

#[derive(Debug, Arbitrary)]
struct Piece<'a> {
    sha256: [u8; 32],
    index: u32,
    epoch: u32,
    nonce: [u8; 24],
    flip: u32,
    size: u32,
    bytes: &'a [u8],
}

fuzz_target!(|piece: Piece<'_>| {
    let name = chunk::name(&epoch(), &piece.sha256, piece.index);
    let keys_of =
        |number: u32| if number == piece.epoch { vec![EpochKey::of([0; 32]), epoch()] } else { Vec::new() };
    let open = |bytes: &[u8], name: &[u8; 16]| chunk::open(bytes, &TEAM, name, keys_of);
    assert_eq!(open(piece.bytes, &name), None, "made without the key");
    let sealed = chunk::seal(&TEAM, piece.epoch, &name, piece.nonce, piece.bytes, &epoch()).expect("a piece");
    assert_eq!(open(&sealed, &name).as_deref(), Some(piece.bytes));
    assert_eq!(chunk::sizes(piece.bytes.len() as u64).next(), Some(sealed.len() as u64));
    assert_eq!(open(&flipped(&sealed, piece.flip), &name), None, "bit {} was sealed", piece.flip);
    let other = chunk::name(&epoch(), &piece.sha256, piece.index.wrapping_add(1));
    assert_eq!(open(&sealed, &other), None, "another piece in its place");
    let sizes: Vec<u64> = chunk::sizes(piece.size.into()).collect();
    let (whole, over) = (CHUNK_BYTES_MAX as u64, 70 + 16);
    assert_eq!(sizes.len(), chunk::count(piece.size.into()) as usize);
    assert_eq!(sizes.iter().map(|size| size - over).sum::<u64>(), u64::from(piece.size));
    assert!(sizes.iter().all(|size| size - over <= whole));
});
