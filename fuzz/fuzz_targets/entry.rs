//! An entry of the team's log: what is read is written again as the same bytes, and keeps within the limits.
#![no_main]

use fuzz::{card, device};
use libfuzzer_sys::fuzz_target;
use replication::entry::{DeviceProfile, Operation, Entry};
use replication::limits::{EARLIER_MAX, ENTRY_BYTES_MAX, MEMBERS_MAX, NAME_BYTES_MAX, PARENTS_MAX};

const BEGIN: &[u8] = b"HILOLOG\0\x01\0";
const END: &[u8] = b"\0GOLOLIH";
const TAIL: usize = 64 + 8;

fuzz_target!(|data: &[u8]| {
    check(data);
    check(&[BEGIN, &(data.len() as u32).to_le_bytes(), data, &[9; 64], END].concat());
});

fn check(bytes: &[u8]) {
    let Ok(entry) = Entry::parse(bytes) else { return };
    assert!(bytes.len() <= ENTRY_BYTES_MAX);
    assert_eq!(entry.bytes(), bytes);
    assert!(entry.parents.len() <= PARENTS_MAX && entry.parents.is_sorted_by(|one, other| one < other));
    match &entry.deed {
        Operation::Create { owner: card, .. } | Operation::Add { card, .. } => assert_short(card),
        Operation::Epoch { grants, .. } => assert!(grants.len() <= MEMBERS_MAX),
        _ => {}
    }
    let author = DeviceProfile { device: entry.author, ..card(0) };
    let Entry { id, team, depth, parents, deed, .. } = entry;
    let (again, written) = Entry::write(team, depth, parents, &author, deed, &device(0));
    assert_eq!(
        written[..written.len() - TAIL],
        bytes[..bytes.len() - TAIL],
        "of one entry there is one form"
    );
    assert_eq!(again.id, id);
    assert_eq!(Entry::parse(&written), Ok(again));
}

fn assert_short(card: &DeviceProfile) {
    assert!(card.user_name.len() <= NAME_BYTES_MAX && card.device_name.len() <= NAME_BYTES_MAX);
    assert!(card.earlier.len() <= EARLIER_MAX);
}
