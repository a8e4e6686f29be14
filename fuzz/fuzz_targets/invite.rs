//! Invitations as somebody pasted them, and requests by whoever knows the secret.
#![no_main]

use arbitrary::Arbitrary;
use data_encoding::BASE32_NOPAD;
use fuzz::{TEAM, derived, flipped, sealed};
use libfuzzer_sys::fuzz_target;
use replication::invite::{Invite, invite_of};
use replication::limits::{EARLIER_MAX, NAME_BYTES_MAX, REQUEST_BYTES_MAX};

#[derive(Debug, Arbitrary)]
struct Came<'a> {
    /// Beginnings of base32's bytes, given their check.
    said: &'a [u8],
    text: &'a str,
    flip: u32,
    card: &'a [u8],
}

const SECRET: [u8; 32] = [3; 32];
const NONCE: [u8; 24] = [6; 24];

fuzz_target!(|came: Came<'_>| {
    read_link(came.text);
    read_link(&format!("hilo:join/{}", came.text));
    let whole = checked(came.said);
    if let Some(invite) = read_link(&whole) {
        assert_eq!(invite.link(), whole, "of one invitation there is one form");
    }
    let said = [&[1], &TEAM[..], &7u64.to_le_bytes(), &SECRET].concat();
    let invite = read_link(&checked(&said)).expect("an invitation");
    read_request(&invite, &came);
});

fn read_link(text: &str) -> Option<Invite> {
    let invite = Invite::parse(text).ok()?;
    assert_eq!(Invite::parse(&invite.link()).as_ref(), Ok(&invite));
    assert_eq!(Invite::parse(&format!(" <{}>. ", invite.link().to_uppercase())).as_ref(), Ok(&invite));
    Some(invite)
}

fn checked(said: &[u8]) -> String {
    let bytes = [said, &blake3::hash(said).as_bytes()[..4]].concat();
    format!("hilo:join/{}", BASE32_NOPAD.encode(&bytes).to_lowercase())
}

fn read_request(invite: &Invite, came: &Came<'_>) {
    assert_eq!(invite.open(came.card), None, "made without the secret");
    let head = [b"HILOREQ\0\x01\0", &TEAM[..], &invite.id(), &NONCE].concat();
    let key = derived(&SECRET, &[b"hilo request 1"]);
    let bytes = [&head[..], &sealed(&key, &NONCE, came.card, &head)].concat();
    assert_eq!(invite_of(&bytes), Some(invite.id()));
    assert_eq!(invite.open(&flipped(&bytes, came.flip)), None, "bit {} was sealed", came.flip);
    let Some(card) = invite.open(&bytes) else { return };
    assert!(bytes.len() <= REQUEST_BYTES_MAX && card.earlier.len() <= EARLIER_MAX);
    assert!(card.user_name.len() <= NAME_BYTES_MAX && card.device_name.len() <= NAME_BYTES_MAX);
    assert_eq!(invite.request(&card, NONCE), Some(bytes), "of one card there is one form");
}
