//! What an exchange relies on of a carrier that nothing is wrong with. That one may fail at any time is the simulation's.

use replication::host::{Carrier, CarrierError, FileEntry};
use replication::names;

/// A team's folder on some carrier.
pub trait Subject: Sized {
    type Carrier<'a>: Carrier
    where
        Self: 'a;

    /// A folder that holds its marker.
    fn new() -> impl Future<Output = Self>;

    fn carrier(&mut self) -> Self::Carrier<'_>;

    /// Somebody takes the folder away, or its disk.
    fn take_away(&mut self);

    /// It is there, and is no team's: another disk may be in its place.
    fn lose_marker(&mut self);
}

/// One test for each promise of a carrier.
#[macro_export]
macro_rules! carrier_promises {
    ($kind:ty, $run:path) => {
        $crate::promises! { carrier, $kind, $run:
            what_is_created_reads_back_whole
            a_listing_has_what_was_written
            a_folder_that_is_away_is_missing_and_not_empty
            a_file_that_is_not_there_keeps_no_other_back
            what_is_too_large_is_not_read_whole
            what_has_the_name_is_not_written_over
            what_is_replaced_is_in_place_and_looks_changed
            nothing_is_written_where_the_marker_is_not
        }
    };
}

const NAME: &str = "s/abc/000000/0000000001-def.seg";

fn bytes() -> Vec<u8> {
    (0..100_000_u32).map(|at| at as u8).collect()
}

async fn read(carrier: &mut impl Carrier, name: &str, bytes_max: usize) -> Result<Vec<u8>, CarrierError> {
    let mut read = carrier.read(&[name.to_owned()], bytes_max).await;
    assert_eq!(read.len(), 1, "one answer for each name");
    read.remove(0)
}

async fn listed(carrier: &mut impl Carrier, name: &str) -> Option<FileEntry> {
    carrier.list().await.expect("a listing").into_iter().find(|file| file.name == name)
}

pub async fn what_is_created_reads_back_whole(folder: &mut impl Subject) {
    let mut carrier = folder.carrier();
    for (name, bytes) in [(NAME, bytes()), ("h/empty.head", Vec::new())] {
        carrier.create(name, &bytes).await.expect("a new file");
        assert_eq!(read(&mut carrier, name, 1 << 20).await, Ok(bytes));
    }
}

pub async fn a_listing_has_what_was_written(folder: &mut impl Subject) {
    let mut carrier = folder.carrier();
    assert_eq!(listed(&mut carrier, NAME).await, None);
    let created = carrier.create(NAME, &bytes()).await.expect("a new file");
    assert_eq!((created.name.as_str(), created.size), (NAME, bytes().len() as u64));
    assert_eq!(listed(&mut carrier, NAME).await, Some(created), "or it would be read again");
    assert!(listed(&mut carrier, names::MARKER).await.is_some(), "and what was there before");
}

pub async fn a_folder_that_is_away_is_missing_and_not_empty(folder: &mut impl Subject) {
    folder.carrier().create(NAME, &bytes()).await.expect("a new file");
    folder.take_away();
    let mut carrier = folder.carrier();
    assert_eq!(carrier.list().await, Err(CarrierError::Missing), "an empty folder would be filled anew");
    assert_eq!(read(&mut carrier, NAME, 10).await, Err(CarrierError::Missing));
    assert_eq!(carrier.create("h/a.head", b"a").await, Err(CarrierError::Missing));
    assert_eq!(carrier.replace("h/a.head", b"a").await, Err(CarrierError::Missing));
    assert_eq!(carrier.list().await, Err(CarrierError::Missing), "nobody made it again");
}

pub async fn a_file_that_is_not_there_keeps_no_other_back(folder: &mut impl Subject) {
    let mut carrier = folder.carrier();
    carrier.create("h/a.head", b"a").await.expect("a new file");
    carrier.create("h/c.head", b"c").await.expect("a new file");
    let names = ["h/a.head", "h/b.head", "h/c.head"].map(str::to_owned);
    let read = carrier.read(&names, 10).await;
    assert_eq!(read, [Ok(b"a".to_vec()), Err(CarrierError::Missing), Ok(b"c".to_vec())], "in their order");
}

pub async fn what_is_too_large_is_not_read_whole(folder: &mut impl Subject) {
    let mut carrier = folder.carrier();
    carrier.create(NAME, &bytes()).await.expect("a new file");
    assert_eq!(read(&mut carrier, NAME, bytes().len()).await, Ok(bytes()));
    let read = read(&mut carrier, NAME, 1000).await.expect("as much as tells that it is too large");
    assert_eq!(read, bytes()[..1001]);
}

pub async fn what_has_the_name_is_not_written_over(folder: &mut impl Subject) {
    let mut carrier = folder.carrier();
    carrier.create(NAME, b"first").await.expect("a new file");
    for again in [b"other", b"first"] {
        assert_eq!(carrier.create(NAME, again).await, Err(CarrierError::Exists));
    }
    assert_eq!(read(&mut carrier, NAME, 10).await, Ok(b"first".to_vec()), "it may be the only one");
}

pub async fn what_is_replaced_is_in_place_and_looks_changed(folder: &mut impl Subject) {
    let mut carrier = folder.carrier();
    carrier.replace(NAME, b"first").await.expect("also where nothing is yet");
    let before = listed(&mut carrier, NAME).await.expect("a file");
    // Clocks of disks move in steps.
    std::thread::sleep(std::time::Duration::from_millis(20));
    carrier.replace(NAME, b"other").await.expect("a file of our own");
    assert_eq!(read(&mut carrier, NAME, 10).await, Ok(b"other".to_vec()));
    let after = listed(&mut carrier, NAME).await.expect("a file");
    assert_ne!(after.modified, before.modified, "of one size: or nobody would read it again");
}

pub async fn nothing_is_written_where_the_marker_is_not(folder: &mut impl Subject) {
    folder.lose_marker();
    let mut carrier = folder.carrier();
    let before = carrier.list().await.expect("a folder that is there");
    assert_eq!(carrier.create(NAME, b"a").await, Err(CarrierError::Missing));
    assert_eq!(carrier.replace(NAME, b"a").await, Err(CarrierError::Missing));
    assert_eq!(carrier.list().await, Ok(before));
    carrier.create(names::MARKER, b"a").await.expect("but the marker, which makes it the team's");
}
