//! The shape of a segment: what is read is what was written, and nobody's signature comes from nowhere.
#![no_main]

use fuzz::device;
use libfuzzer_sys::fuzz_target;
use replication::limits::{FRONTIER_MAX, PLAIN_BYTES_MAX, SEGMENT_BYTES_MAX};
use replication::segment::{Header, Sealed};

const BEGIN: &[u8] = b"HILOSEG\0\x01\0";
const END: &[u8] = b"\0GESOLIH";

fuzz_target!(|data: &[u8]| {
    check(data);
    check(&[BEGIN, data, END].concat());
});

fn check(bytes: &[u8]) {
    let Ok(sealed) = Sealed::parse(bytes) else { return };
    let head = written(&sealed.header);
    assert!(bytes.starts_with(&head), "of one header there is one form");
    assert_eq!(sealed.id.0, *blake3::hash(&head).as_bytes());
    assert_eq!(bytes.len(), head.len() + sealed.header.cipher_len as usize + 32 + 64 + 8);
    assert!(bytes.len() <= SEGMENT_BYTES_MAX);
    assert!(sealed.header.envelope.frontier.len() <= FRONTIER_MAX);
    assert!(sealed.header.plain_len as usize <= PLAIN_BYTES_MAX);
    assert!(sealed.verify(&device(0).public()).is_err(), "made without the key");
}

fn written(header: &Header) -> Vec<u8> {
    let envelope = &header.envelope;
    let mut head = [BEGIN, &envelope.team, &envelope.device.0, &envelope.incarnation.0].concat();
    head.extend(envelope.seq.to_le_bytes());
    head.extend(envelope.previous.0);
    head.extend(envelope.epoch.to_le_bytes());
    head.extend(envelope.nonce);
    head.extend((envelope.frontier.len() as u16).to_le_bytes());
    for seen in &envelope.frontier {
        head.extend(seen.incarnation.0);
        head.extend(seen.seq.to_le_bytes());
        head.extend(seen.id.0);
    }
    head.extend(header.key_ref);
    head.extend(header.plain_len.to_le_bytes());
    head.extend(header.cipher_len.to_le_bytes());
    head
}
