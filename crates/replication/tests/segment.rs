//! Segments: what is sealed opens, what is touched does not, and nothing that arrives from a folder does harm.
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

use replication::frames::{Frame, FrameKind};
use replication::keys::{DeviceKey, EpochKey};
use replication::limits::SEGMENT_BYTES_MAX;
use replication::segment::{
    Device, Envelope, FrontierEntry, Incarnation, Sealed, SegmentError, SegmentId, seal,
};
use testing::Dice;

fn envelope() -> Envelope {
    let seen = |number: u8| FrontierEntry {
        incarnation: Incarnation([number; 16]),
        seq: u64::from(number),
        id: SegmentId([number; 32]),
    };
    Envelope {
        team: [1; 16],
        device: Device([3; 16]),
        incarnation: Incarnation([2; 16]),
        seq: 3,
        previous: SegmentId([4; 32]),
        epoch: 5,
        nonce: [6; 24],
        frontier: vec![seen(7), seen(8)],
    }
}

fn frames() -> Vec<Frame> {
    [(FrameKind::Change, 20), (FrameKind::Bundle, 0), (FrameKind::Snapshot, 300), (FrameKind::Other(9), 5)]
        .into_iter()
        .enumerate()
        .map(|(at, (kind, length))| Frame {
            document: [at as u8; 16],
            min_schema: at as u16,
            kind,
            bytes: vec![at as u8; length],
        })
        .collect()
}

fn keys() -> (EpochKey, DeviceKey) {
    (EpochKey::of([10; 32]), DeviceKey::of(&[11; 32]))
}

fn sealed() -> Vec<u8> {
    let (epoch, device) = keys();
    seal(envelope(), &frames(), &epoch, &device).unwrap()
}

#[test]
fn i1_what_is_sealed_opens_and_says_the_same() {
    let (epoch, device) = keys();
    let segment = Sealed::parse(&sealed()).unwrap();
    assert_eq!(segment.header.envelope, envelope());
    let verified = segment.verify(&device.public()).unwrap();
    assert_eq!(verified.open(&epoch).unwrap(), frames());
    assert_eq!(sealed(), sealed(), "a number that was sealed never gets other bytes");
}

/// The vector of docs/formats/segment.md: what was sealed once opens for ever. (Another zstd may pack the same frames into
/// other bytes; it must unpack these.)
#[test]
fn the_format_is_what_is_written_down() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/segment-1.seg");
    if std::env::var_os("UPDATE_VECTOR").is_some() && !file.exists() {
        std::fs::write(&file, sealed()).unwrap();
    }
    let bytes = std::fs::read(&file).unwrap();
    let (epoch, device) = keys();
    let segment = Sealed::parse(&bytes).unwrap();
    assert_eq!(&bytes[..10], b"HILOSEG\0\x01\0");
    assert_eq!(segment.header.envelope, envelope());
    assert_eq!(
        blake3::Hash::from_bytes(segment.id.0).to_hex().as_str(),
        "cc072736f3c89826c3bbeec64b9ffbf41b579104d17ef5c73abaa6f40eebd1a4"
    );
    assert_eq!(
        blake3::hash(&bytes).to_hex().as_str(),
        "8795b80cf15d9e9f5d0d647fdff81634ea679ed859e78f58e7d283499c6d496f"
    );
    assert_eq!(segment.verify(&device.public()).unwrap().open(&epoch).unwrap(), frames());
}

#[test]
fn a_file_that_is_still_on_its_way_is_waited_for_and_a_foreign_one_is_left_alone() {
    let bytes = sealed();
    for length in 1..bytes.len() {
        assert_eq!(Sealed::parse(&bytes[..length]).unwrap_err(), SegmentError::Incomplete, "{length}");
    }
    // Space was reserved for it, and nothing written there yet.
    let mut reserved = bytes.clone();
    reserved[200..].fill(0);
    assert!(Sealed::parse(&reserved).is_err());
    for foreign in [&b""[..], b"[.ShellClassInfo]", b"SQLite format 3\0", &[0; 400]] {
        assert_eq!(Sealed::parse(foreign).unwrap_err(), SegmentError::Foreign);
    }
    let mut newer = bytes.clone();
    newer[8] = 2;
    assert_eq!(Sealed::parse(&newer).unwrap_err(), SegmentError::Newer);
    let longer = [&bytes[..], b"x"].concat();
    assert_eq!(Sealed::parse(&longer).unwrap_err(), SegmentError::Malformed);
}

#[test]
fn a_flipped_bit_in_any_byte_is_found_before_anything_is_read() {
    let (_, device) = keys();
    let bytes = sealed();
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        let read = Sealed::parse(&flipped).and_then(|segment| segment.verify(&device.public()));
        assert!(read.is_err(), "byte {at}");
    }
}

#[test]
fn nobody_else_signs_for_a_device_and_nobody_without_the_key_reads() {
    let (epoch, device) = keys();
    let stranger = DeviceKey::of(&[12; 32]);
    let segment = || Sealed::parse(&sealed()).unwrap();
    assert_eq!(segment().verify(&stranger.public()).unwrap_err(), SegmentError::WrongSigner);
    let verified = segment().verify(&device.public()).unwrap();
    assert_eq!(verified.open(&EpochKey::of([13; 32])).unwrap_err(), SegmentError::WrongKey);
    // A member who seals under somebody else's name has another signature.
    let forged = seal(envelope(), &frames(), &epoch, &stranger).unwrap();
    let forged = Sealed::parse(&forged).unwrap();
    assert_eq!(forged.verify(&device.public()).unwrap_err(), SegmentError::WrongSigner);
}

#[test]
fn what_is_too_large_or_out_of_order_is_not_sealed() {
    let (epoch, device) = keys();
    let mut dice = Dice(1);
    let noise: Vec<u8> = (0..SEGMENT_BYTES_MAX + 1).map(|_| dice.roll() as u8).collect();
    let large = Frame { document: [0; 16], min_schema: 1, kind: FrameKind::Snapshot, bytes: noise };
    assert_eq!(seal(envelope(), &[large], &epoch, &device).unwrap_err(), SegmentError::TooLarge);
    let mut disordered = envelope();
    disordered.frontier.reverse();
    assert_eq!(seal(disordered, &frames(), &epoch, &device).unwrap_err(), SegmentError::Malformed);
    let zero = Envelope { seq: 0, ..envelope() };
    assert_eq!(seal(zero, &frames(), &epoch, &device).unwrap_err(), SegmentError::Malformed);
}

/// A member with a valid key who means harm: whatever stands in a segment, it opens or is refused, and takes no more memory
/// than the limits say.
#[test]
fn y29_noise_and_damage_are_refused_and_nothing_panics() {
    let (epoch, device) = keys();
    for seed in 0..3_000 {
        let mut dice = Dice(seed);
        let mut bytes = sealed();
        match dice.below(4) {
            0 => bytes = (0..dice.below(600)).map(|_| dice.roll() as u8).collect(),
            1 => bytes.truncate(dice.below(bytes.len())),
            2 => {
                let (from, to) = (dice.below(bytes.len()), dice.below(bytes.len()));
                bytes.copy_within(from.min(to)..from.max(to), 0);
            }
            _ => {
                for _ in 0..1 + dice.below(8) {
                    let at = dice.below(bytes.len());
                    bytes[at] = dice.roll() as u8;
                }
            }
        }
        if let Ok(verified) = Sealed::parse(&bytes).and_then(|segment| segment.verify(&device.public())) {
            assert_eq!(verified.open(&epoch).unwrap(), frames(), "seed {seed}: only what was signed opens");
        }
    }
}

#[test]
fn frames_of_any_kind_and_size_come_back_as_they_went() {
    let (epoch, device) = keys();
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let frames: Vec<Frame> = (0..dice.below(40))
            .map(|_| {
                let kind = match dice.below(4) {
                    0 => FrameKind::Change,
                    1 => FrameKind::Bundle,
                    2 => FrameKind::Snapshot,
                    _ => FrameKind::Other(4 + dice.below(250) as u8),
                };
                let bytes = (0..dice.below(2_000)).map(|_| dice.roll() as u8).collect();
                Frame { document: dice.bytes(), min_schema: dice.roll() as u16, kind, bytes }
            })
            .collect();
        let envelope = Envelope { seq: 1 + seed, nonce: dice.bytes(), ..envelope() };
        let bytes = seal(envelope, &frames, &epoch, &device).unwrap();
        let opened = Sealed::parse(&bytes).unwrap().verify(&device.public()).unwrap().open(&epoch);
        assert_eq!(opened.unwrap(), frames, "seed {seed}");
    }
}
