//! What files of the shared folder are called. A name is a hint: content decides.

use data_encoding::{Encoding, Specification};
use std::sync::LazyLock;

use crate::entry::EntryId;
use crate::segment::{Incarnation, SegmentId};

/// Proof that this is the team's folder; without it nothing is written.
pub const MARKER: &str = "team.v1";
/// How the name of a segment ends, whatever a copier put behind it.
pub(crate) const SEGMENT: &str = ".seg";
/// For whoever opens the folder.
pub const README: &str = "LEEME-README.txt";

/// Lower case, without padding: no two names differ by case alone.
static BASE32: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("abcdefghijklmnopqrstuvwxyz234567");
    specification.encoding().expect("thirty-two symbols, each once")
});

pub(crate) fn base32(bytes: &[u8]) -> String {
    BASE32.encode(bytes)
}

pub(crate) fn from_base32(text: &str) -> Option<Vec<u8>> {
    BASE32.decode(text.as_bytes()).ok()
}

/// The team's own folder inside the shared one.
pub fn team_folder(team: [u8; 16]) -> String {
    format!("Hilo-{}", &base32(&team)[..8])
}

pub fn entry(depth: u64, id: EntryId) -> String {
    format!("t/{depth:010}-{}.tl", short(&id.0))
}

/// Buckets are numbers: four letters of base32 can be `com2`, which Windows refuses.
pub fn segment(incarnation: Incarnation, seq: u64, id: SegmentId) -> String {
    format!("s/{}/{:06}/{seq:010}-{}{SEGMENT}", base32(&incarnation.0), seq / 1000, short(&id.0))
}

pub fn chunk(name: &[u8; 16]) -> String {
    let name = base32(name);
    format!("b/{}/{name}.blob", &name[..2])
}

pub fn head(incarnation: Incarnation) -> String {
    format!("h/{}.head", base32(&incarnation.0))
}

pub fn request(device: [u8; 16], invite: [u8; 16]) -> String {
    let digest = blake3::hash(&[device, invite].concat());
    format!("join/{}.req", base32(&digest.as_bytes()[..16]))
}

/// The same under another name, where the name is taken by something else.
pub fn beside(name: &str, number: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{number}.{extension}"),
        None => format!("{name}-{number}"),
    }
}

/// Which segment a name speaks of: its number and the beginning of its id. Newest first is read by it.
pub fn seq_of(name: &str) -> Option<u64> {
    let file = name.rsplit('/').next()?;
    file.split_once('-').and_then(|(seq, _)| seq.parse().ok())
}

/// What file managers leave everywhere.
pub fn is_noise(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let lower = file.to_lowercase();
    file.starts_with('.')
        || file.starts_with("~$")
        || lower == "desktop.ini"
        || lower == "thumbs.db"
        || lower.starts_with("icon\r")
        || lower.starts_with("leeme-readme")
}

fn short(hash: &[u8; 32]) -> String {
    base32(&hash[..10])
}
