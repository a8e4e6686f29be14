//! What an exchange needs from its host: a carrier of files, and a store of what was exchanged.
//! Real ones are a shared folder and SQLite; the simulation has its own.

use std::collections::BTreeMap;
use std::future::Future;

use crate::entry::{DeviceProfile, EntryId};
use crate::frames::Frame;
use crate::head::Head;
use crate::keys::DeviceKey;
use crate::segment::{Device, FrontierEntry, Incarnation, SegmentId};

/// A file as a listing shows it. `modified` changes when the file does, as far as the carrier knows: a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    pub name: String,
    pub size: u64,
    pub modified: u64,
}

/// Why a carrier did not do something. Nothing follows from it but that it is tried again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarrierError {
    #[error("it is not there")]
    Missing,
    #[error("something of this name is there already")]
    Exists,
    #[error("it did not answer in time")]
    Late,
    #[error("no space is left")]
    Full,
    #[error("{0}")]
    Refused(String),
}

/// Carries files that are written once. Nothing that it says is believed: absence means nothing, content decides. What it
/// does where nothing is wrong is held by `testing::contracts::carrier`.
pub trait Carrier: Send {
    /// Every file, with its path below the team's folder, parted by `/`. `Missing` when that folder is not there.
    fn list(&mut self) -> impl Future<Output = Result<Vec<FileEntry>, CarrierError>> + Send;

    /// Each within a deadline, in the order of the names. Of one that is larger than `bytes_max` come the first bytes, one
    /// more than that: whoever reads it sees that it is too large.
    fn read(
        &mut self,
        names: &[String],
        bytes_max: usize,
    ) -> impl Future<Output = Vec<Result<Vec<u8>, CarrierError>>> + Send;

    /// A new file, flushed and read back; as a listing would show it. `Exists` where the name is taken, by whatever, and
    /// `Missing` where the team's marker is not, unless this is it.
    fn create(
        &mut self,
        name: &str,
        bytes: &[u8],
    ) -> impl Future<Output = Result<FileEntry, CarrierError>> + Send;

    /// A file of our own, in place; `Missing` where the team's marker is not.
    fn replace(&mut self, name: &str, bytes: &[u8]) -> impl Future<Output = Result<(), CarrierError>> + Send;
}

/// This device, as it takes part in an exchange.
#[derive(Debug, Clone)]
pub struct LocalDevice {
    pub team: [u8; 16],
    pub card: DeviceProfile,
    pub incarnation: Incarnation,
    pub key: DeviceKey,
}

/// A segment that this device has stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredSegment {
    pub device: Device,
    pub incarnation: Incarnation,
    pub seq: u64,
    pub id: SegmentId,
    pub standing: SegmentStatus,
    /// Seconds since 1970 when it was kept here; 0 while it is on its way in.
    pub since: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentStatus {
    Applied,
    /// Its author had left: it waits for an admin.
    Quarantined,
    /// Some of it is for a newer version.
    Newer,
}

/// What a file on the carrier turned out to be: it is not read again until it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannedFile {
    pub file: FileEntry,
    pub what: FileClass,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileClass {
    Segment(SegmentId),
    Entry(EntryId),
    /// Not ours, whatever its name.
    Foreign,
    /// Ours, and cut, touched or made up.
    Bad(Fault),
    /// Of a newer version.
    Newer,
}

/// What is wrong with a file, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Incomplete,
    Damaged,
    WrongSigner,
    WrongTeam,
    Malformed,
    TooLarge,
}

/// What the store knows when an exchange begins.
#[derive(Debug, Clone)]
pub struct ReplicaState {
    pub me: LocalDevice,
    pub entries: Vec<Vec<u8>>,
    pub held: Vec<StoredSegment>,
    /// What was found on this carrier.
    pub notes: Vec<ScannedFile>,
    /// Segments that were ever found on this carrier: what is gone from it is put back, however often that fails.
    pub seen_there: Vec<SegmentId>,
    /// The last head that was written here.
    pub head: Option<(u64, [u8; 16])>,
    /// What others were known to have seen.
    pub heads: Vec<Head>,
}

/// A segment with its bytes and what it says.
#[derive(Debug, Clone)]
pub struct SegmentContent {
    pub held: StoredSegment,
    /// As the author had seen the others: who has what.
    pub frontier: Vec<FrontierEntry>,
    pub previous: SegmentId,
    pub bytes: Vec<u8>,
    /// Empty while it is in quarantine.
    pub frames: Vec<Frame>,
}

/// Changes that nobody was given yet.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub frames: Vec<Frame>,
    /// Their hashes: what is no longer unsent once they are sealed.
    pub changes: Vec<[u8; 32]>,
}

/// Changes to the store that are committed in one transaction.
#[derive(Debug)]
pub enum StoreChanges {
    Entries(Vec<Vec<u8>>),
    /// What arrived, with what it changes: the one where the other is.
    Arrived {
        segments: Vec<SegmentContent>,
        /// Whose each device is, as the team's log says.
        users: BTreeMap<[u8; 16], [u8; 16]>,
    },
    /// A segment of our own, in exchange for what was unsent.
    Sealed {
        segment: SegmentContent,
        changes: Vec<[u8; 32]>,
    },
    /// What was found on the carrier.
    Notes {
        found: Vec<ScannedFile>,
        gone: Vec<String>,
        /// Found there for the first time.
        seen_there: Vec<SegmentId>,
    },
    Heads(Vec<Head>),
    OwnHead {
        count: u64,
        mark: [u8; 16],
    },
}

/// An attachment that a record speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blob {
    pub sha256: [u8; 32],
    pub size: u64,
    pub is_here: bool,
}

/// What a device stores of its team. When a call returns, it is on disk. `testing::contracts::replica_store` holds what is
/// said here.
pub trait ReplicaStore: Send {
    type Error: Send;

    fn state(&mut self) -> impl Future<Output = Result<ReplicaState, Self::Error>> + Send;

    fn keep(&mut self, kept: StoreChanges) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// The bytes of a segment that is kept.
    fn segment(&mut self, id: SegmentId)
    -> impl Future<Output = Result<Option<Vec<u8>>, Self::Error>> + Send;

    /// The next changes that are unsent, some hundred kilobytes of them.
    fn outgoing(&mut self) -> impl Future<Output = Result<Option<Outgoing>, Self::Error>> + Send;

    /// True if changes of the current incarnation were parked as forked: its actor must not be used again.
    fn is_set_aside(&mut self) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Begins another incarnation: what was sealed and not shared is unsent again.
    fn start_incarnation(
        &mut self,
        retracted: Vec<(SegmentId, Vec<Frame>)>,
    ) -> impl Future<Output = Result<Incarnation, Self::Error>> + Send;

    fn blobs(&mut self) -> impl Future<Output = Result<Vec<Blob>, Self::Error>> + Send;

    fn blob(&mut self, sha256: [u8; 32])
    -> impl Future<Output = Result<Option<Vec<u8>>, Self::Error>> + Send;

    /// Refused unless its hash is what it should be; true if it was kept.
    fn keep_blob(
        &mut self,
        sha256: [u8; 32],
        bytes: Vec<u8>,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Whether this version knows what the frame says; what it does not know waits in its segment for one that does.
    fn reads(&self, frame: &Frame) -> bool;

    /// How far the reading is.
    fn progress(&mut self, done: usize, all: usize);

    fn random(&mut self) -> [u8; 32];

    /// Seconds since 1970.
    fn now(&self) -> u64;
}
