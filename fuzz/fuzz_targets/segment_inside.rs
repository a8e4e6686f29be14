//! What a colleague with valid keys may seal: packed bytes and frames are bounded, of one form, and bound to their seal.
#![no_main]

use arbitrary::Arbitrary;
use fuzz::{EPOCH_SECRET, TEAM, derived, device, epoch, flipped, sealed, secret, signed};
use libfuzzer_sys::fuzz_target;
use replication::frames::{Frame, FrameKind};
use replication::limits::{FRAMES_MAX, PLAIN_BYTES_MAX};
use replication::segment::{Sealed, seal};

#[derive(Debug, Arbitrary)]
struct Said<'a> {
    /// What the header says of the length; the truth without one.
    plain_len: Option<u32>,
    /// What is said of the packed bytes' length; the truth without one.
    packed_len: Option<u32>,
    padding: u8,
    /// Whether `bytes` are packed already.
    is_packed: bool,
    flip: u32,
    bytes: &'a [u8],
}

const NONCE: [u8; 24] = [6; 24];

fuzz_target!(|said: Said<'_>| {
    let packed = match said.is_packed {
        true => said.bytes.to_vec(),
        false => zstd::bulk::compress(said.bytes, 1).expect("a short plaintext"),
    };
    let plain_len = said.plain_len.unwrap_or(said.bytes.len() as u32);
    let packed_len = said.packed_len.unwrap_or(packed.len() as u32);
    let padded = [&packed_len.to_le_bytes()[..], &packed, &vec![0; said.padding.into()]].concat();
    let bytes = sealed_as(plain_len, &padded);
    let read = Sealed::parse(&bytes);
    if plain_len as usize > PLAIN_BYTES_MAX {
        return assert!(read.is_err(), "more than a segment holds");
    }
    let verified = read.expect("a shape").verify(&device(0).public()).expect("the author's signature");
    let changed = flipped(&bytes, said.flip);
    let is_sound = Sealed::parse(&changed).and_then(|sealed| sealed.verify(&device(0).public())).is_ok();
    assert!(!is_sound, "bit {} was signed", said.flip);
    assert!(verified.open(&replication::keys::EpochKey::of([0; 32])).is_err(), "opened with another key");
    let Ok(frames) = verified.open(&epoch()) else { return };
    assert!(frames.len() <= FRAMES_MAX);
    let plain = written(&frames);
    assert_eq!(plain.len(), plain_len as usize, "nothing beside the frames");
    assert!(said.is_packed || plain == said.bytes, "of the same frames there is one form");
    let envelope = verified.header().envelope.clone();
    let again = seal(envelope, &frames, &epoch(), &device(0)).expect("what was read can be said");
    let again = Sealed::parse(&again).expect("ours").verify(&device(0).public()).expect("ours");
    assert_eq!(again.open(&epoch()).as_ref(), Ok(&frames));
});

/// A segment as docs/formats/segment.md says, of whatever stands under the seal.
fn sealed_as(plain_len: u32, padded: &[u8]) -> Vec<u8> {
    let mut head = [b"HILOSEG\0\x01\0", &TEAM[..], &[3; 16], &[2; 16]].concat();
    head.extend(1u64.to_le_bytes());
    head.extend([0; 32]);
    head.extend(5u32.to_le_bytes());
    head.extend(NONCE);
    head.extend([0; 2 + 16]);
    head.extend(plain_len.to_le_bytes());
    head.extend((padded.len() as u32 + 16).to_le_bytes());
    let key = derived(&EPOCH_SECRET, &[b"hilo segment 1", blake3::hash(&head).as_bytes()]);
    let cipher = sealed(&key, &NONCE, padded, &head);
    let digest = blake3::hash(&cipher);
    let signature = signed(&secret(0), &[b"hilo segment 1\0", &head[..], digest.as_bytes()].concat());
    [&head[..], &cipher, digest.as_bytes(), &signature, b"\0GESOLIH"].concat()
}

fn written(frames: &[Frame]) -> Vec<u8> {
    let mut plain = (frames.len() as u32).to_le_bytes().to_vec();
    for frame in frames {
        plain.extend(frame.document);
        plain.extend(frame.min_schema.to_le_bytes());
        plain.push(match frame.kind {
            FrameKind::Change => 1,
            FrameKind::Bundle => 2,
            FrameKind::Snapshot => 3,
            FrameKind::Other(code) => code,
        });
        plain.extend((frame.bytes.len() as u32).to_le_bytes());
        plain.extend(&frame.bytes);
    }
    plain
}
