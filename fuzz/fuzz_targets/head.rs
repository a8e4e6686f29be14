//! A head of a member, of a stranger, and of a member who seals what is none.
#![no_main]

use arbitrary::Arbitrary;
use fuzz::{EPOCH_SECRET, card, derived, device, epoch, flipped, sealed, secret, signed};
use libfuzzer_sys::fuzz_target;
use replication::head::Head;
use replication::limits::FRONTIER_MAX;
use replication::team::{Team, create, team_id};

#[derive(Debug, Arbitrary)]
struct Said<'a> {
    incarnation: [u8; 16],
    flip: u32,
    plain: &'a [u8],
}

const NONCE: [u8; 24] = [6; 24];

fuzz_target!(|said: Said<'_>| {
    let made = create("team", &card(0), &device(0), &epoch(), [5; 32], NONCE);
    let (first, _) = made.expect("an owner with keys");
    let team = Team::of(team_id(&first.id), &[first]).expect("its first entry is here");
    let keys_of = |_| vec![epoch()];
    let open = |bytes: &[u8]| Head::open(bytes, &team, keys_of);
    assert_eq!(open(said.plain), None, "made without the keys");
    let mut head = [b"HILOHEAD\x01\0", &team.id[..], &[0; 16], &said.incarnation].concat();
    head.extend(1u32.to_le_bytes());
    head.extend(NONCE);
    let key = derived(&EPOCH_SECRET, &[b"hilo head 1"]);
    let cipher = sealed(&key, &NONCE, said.plain, &head);
    let unsigned = [head, cipher].concat();
    let signature = signed(&secret(0), &[b"hilo head 1\0", &unsigned[..]].concat());
    let bytes = [&unsigned[..], &signature].concat();
    assert_eq!(open(&flipped(&bytes, said.flip)), None, "bit {} was signed", said.flip);
    let stranger = [&unsigned[..], &signed(&secret(1), &unsigned)].concat();
    assert_eq!(open(&stranger), None, "signed by somebody else");
    let Some(head) = open(&bytes) else { return };
    assert!(head.frontier.len() <= FRONTIER_MAX);
    assert_eq!(head.incarnation.0, said.incarnation);
    let again = head.seal(&team.id, 1, NONCE, &epoch(), &device(0)).expect("what was read can be said");
    assert_eq!(open(&again).as_ref(), Some(&head));
    // What stands behind the frontier is a newer version's.
    assert!(again.len() <= bytes.len() && again[..again.len() - 80] == bytes[..again.len() - 80]);
});
