//! Names in the folder and the marker: ours are safe everywhere and say their number, others' mean nothing.
#![no_main]

use arbitrary::Arbitrary;
use fuzz::TEAM;
use libfuzzer_sys::fuzz_target;
use replication::entry::EntryId;
use replication::segment::{Incarnation, SegmentId};
use replication::{marker, names};

#[derive(Debug, Arbitrary)]
struct Names<'a> {
    id: [u8; 32],
    of: [u8; 16],
    number: u64,
    marker: &'a [u8],
    name: &'a str,
}

/// The longest path below the folder that the user chose.
const PATH_MAX: usize = 83;

fuzz_target!(|given: Names<'_>| {
    if let Some(team) = marker::team_of(given.marker) {
        assert_eq!(marker::bytes(team), given.marker, "of one marker there is one form");
    }
    assert_eq!(marker::team_of(&marker::bytes(given.of)), Some(given.of));
    let (of, number) = (Incarnation(given.of), given.number % 10_000_000_000);
    let segment = names::segment(of, number % 1_000_000_000, SegmentId(given.id));
    let entry = names::entry(number, EntryId(given.id));
    assert_eq!(names::seq_of(&segment), Some(number % 1_000_000_000));
    assert_eq!(names::seq_of(&entry), Some(number));
    let ours = [segment, entry, names::chunk(&given.of), names::head(of), names::request(TEAM, given.of)];
    for name in ours.iter().flat_map(|name| [name.clone(), names::beside(name, 8)]) {
        assert_safe(&format!("{}/{name}", names::team_folder(given.of)));
    }
    names::seq_of(given.name);
    names::is_noise(given.name);
    assert_ne!(names::beside(given.name, 2), given.name);
});

fn assert_safe(path: &str) {
    assert!(path.len() <= PATH_MAX, "{path}");
    assert!(!names::is_noise(path), "{path} is read");
    for part in path.split('/') {
        let stem = part.split('.').next().unwrap_or_default().to_uppercase();
        let is_port = stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT"));
        let is_device = is_port || ["CON", "PRN", "AUX", "NUL", "CLOCK$"].contains(&stem.as_str());
        assert!(!is_device && !part.starts_with('.') && !part.ends_with('.'), "{path}");
        assert!(part.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)), "{path}");
    }
}
