//! What an exchange relies on of the store of a device: when a call returns, it is on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use replication::frames::{Frame, FrameKind};
use replication::head::Head;
use replication::host::{
    Fault, FileClass, FileEntry, Outgoing, ReplicaState, ReplicaStore, ScannedFile, SegmentContent,
    SegmentStatus, StoreChanges, StoredSegment,
};
use replication::keys::{DeviceKey, EpochKey};
use replication::segment::{Device, FrontierEntry, Incarnation, SegmentId};
use replication::team::create;

use crate::device_profile;

/// A device's disk, as a program finds it when it starts, again and again.
pub trait Subject: Sized {
    type Store<'a>: ReplicaStore<Error: Debug>
    where
        Self: 'a;

    /// A device of its own, with a book of its own.
    fn new() -> impl Future<Output = Self>;

    /// The program ends, and starts again.
    fn open(&mut self) -> impl Future<Output = Self::Store<'_>>;

    /// The user changes a record: the first time a new one, then always that.
    fn edit(&mut self) -> impl Future<Output = ()>;

    /// Whether a document holds a change.
    fn holds(&mut self, change: [u8; 32]) -> impl Future<Output = bool>;

    /// A copy of the disk is put away.
    fn back_up(&mut self) -> impl Future<Output = ()>;

    /// And put back, in its place.
    fn put_back(&mut self) -> impl Future<Output = ()>;
}

/// One test for each promise of a replica store.
#[macro_export]
macro_rules! replica_store_promises {
    ($kind:ty, $run:path) => {
        $crate::promises! { replica_store, $kind, $run:
            a_device_is_the_same_after_a_start
            entries_are_kept_once
            what_was_found_on_the_carrier_is_kept
            heads_are_kept_and_the_newest_counts
            the_own_head_is_kept
            a_sealed_segment_comes_back_byte_for_byte
            what_is_unsent_goes_out_until_it_is_sealed
            what_arrives_is_kept_with_what_it_changes
            what_arrives_is_not_sent_on
            what_was_quarantined_is_applied_once_it_may_be
            another_incarnation_says_again_what_was_retracted
            a_fork_is_told_until_another_incarnation_begins
            a_blob_comes_back_and_a_wrong_one_is_refused
            a_frame_of_a_newer_version_is_not_read
        }
    };
}

async fn state(disk: &mut impl Subject) -> ReplicaState {
    disk.open().await.state().await.expect("a state")
}

async fn keep(disk: &mut impl Subject, changes: StoreChanges) {
    disk.open().await.keep(changes).await.expect("kept");
}

/// Without when it was kept: the simulated store keeps 0, and so has others' segments overdue at once.
fn undated(held: StoredSegment) -> StoredSegment {
    StoredSegment { since: 0, ..held }
}

/// All that is unsent, left as it is.
async fn unsent(disk: &mut impl Subject) -> Option<Outgoing> {
    disk.open().await.outgoing().await.expect("what is unsent")
}

/// All that is unsent, in as many segments as it takes.
async fn seal(disk: &mut impl Subject) -> Vec<(SegmentContent, Outgoing)> {
    let me = state(disk).await.me;
    let mut store = disk.open().await;
    let mut sealed = Vec::new();
    while let Some(outgoing) = store.outgoing().await.expect("what is unsent") {
        let number = sealed.len() as u8 + 1;
        let content = segment(me.card.device, me.incarnation, number);
        let changes = outgoing.changes.clone();
        let kept = StoreChanges::Sealed { segment: content.clone(), changes };
        store.keep(kept).await.expect("kept");
        sealed.push((content, outgoing));
    }
    assert!(!sealed.is_empty(), "something was unsent");
    sealed
}

fn segment(device: Device, incarnation: Incarnation, number: u8) -> SegmentContent {
    let id = SegmentId([number; 32]);
    let standing = SegmentStatus::Applied;
    let held = StoredSegment { device, incarnation, seq: number.into(), id, standing, since: 0 };
    let bytes = (0..5_000_u32).map(|at| at as u8 ^ number).collect();
    SegmentContent { held, frontier: Vec::new(), previous: SegmentId([0; 32]), bytes, frames: Vec::new() }
}

/// What a colleague publishes, as it is read from the carrier.
async fn arrival<D: Subject>() -> (SegmentContent, Vec<[u8; 32]>, BTreeMap<[u8; 16], [u8; 16]>) {
    let mut colleague = D::new().await;
    colleague.edit().await;
    let me = state(&mut colleague).await.me;
    let (mut content, outgoing) = seal(&mut colleague).await.remove(0);
    content.frames = outgoing.frames;
    (content, outgoing.changes, [(me.card.device.0, me.card.user)].into())
}

fn held(state: &ReplicaState, id: SegmentId) -> Option<StoredSegment> {
    state.held.iter().find(|held| held.id == id).copied()
}

pub async fn a_device_is_the_same_after_a_start(disk: &mut impl Subject) {
    let first = state(disk).await.me;
    let again = state(disk).await.me;
    assert_eq!((first.team, first.incarnation), (again.team, again.incarnation));
    assert_eq!(first.card, again.card);
    assert!(first.key.public() == first.card.signing, "it can sign in the name it has");
}

pub async fn entries_are_kept_once(disk: &mut impl Subject) {
    let key = DeviceKey::of(&[1; 32]);
    let card = device_profile(Device([2; 16]), &key);
    let (_, bytes) =
        create("Equipo", &card, &key, &EpochKey::of([3; 32]), [4; 32], [5; 24]).expect("an entry");
    for _ in 0..2 {
        keep(disk, StoreChanges::Entries(vec![bytes.clone()])).await;
        let entries = state(disk).await.entries;
        assert_eq!(entries.iter().filter(|entry| **entry == bytes).count(), 1);
    }
}

pub async fn what_was_found_on_the_carrier_is_kept(disk: &mut impl Subject) {
    let note = |name: &str, modified, what| {
        let file = FileEntry { name: name.to_owned(), size: 7, modified };
        ScannedFile { file, what }
    };
    let segment = FileClass::Segment(SegmentId([1; 32]));
    let found = vec![
        note("s/a.seg", 1, segment),
        note("s/b.seg", 2, FileClass::Bad(Fault::Damaged)),
        note("s/c.seg", 3, FileClass::Newer),
        note("s/d.seg", 4, FileClass::Foreign),
    ];
    let seen_there = vec![SegmentId([1; 32])];
    keep(disk, StoreChanges::Notes { found: found.clone(), gone: Vec::new(), seen_there }).await;
    let sorted = |mut notes: Vec<ScannedFile>| {
        notes.sort_by(|a, b| a.file.name.cmp(&b.file.name));
        notes
    };
    assert_eq!(sorted(state(disk).await.notes), found);
    // One is gone, another was written again.
    let found = vec![note("s/b.seg", 9, segment)];
    keep(disk, StoreChanges::Notes { found, gone: vec!["s/a.seg".to_owned()], seen_there: Vec::new() }).await;
    let state = state(disk).await;
    let expected = [
        note("s/b.seg", 9, segment),
        note("s/c.seg", 3, FileClass::Newer),
        note("s/d.seg", 4, FileClass::Foreign),
    ];
    assert_eq!(sorted(state.notes), expected);
    assert_eq!(state.seen_there, [SegmentId([1; 32])], "it was there once, and is put back");
}

pub async fn heads_are_kept_and_the_newest_counts(disk: &mut impl Subject) {
    // Nobody asks for the mark of another's head.
    let head = |count| Head {
        device: Device([1; 16]),
        incarnation: Incarnation([2; 16]),
        count,
        mark: [0; 16],
        at: 1_700_000_000 + count,
        frontier: vec![FrontierEntry {
            incarnation: Incarnation([3; 16]),
            seq: count,
            id: SegmentId([4; 32]),
        }],
    };
    for count in [1, 2] {
        keep(disk, StoreChanges::Heads(vec![head(count)])).await;
    }
    assert_eq!(state(disk).await.heads, [head(2)]);
}

pub async fn the_own_head_is_kept(disk: &mut impl Subject) {
    assert_eq!(state(disk).await.head, None);
    keep(disk, StoreChanges::OwnHead { count: 3, mark: [8; 16] }).await;
    assert_eq!(state(disk).await.head, Some((3, [8; 16])));
    disk.open().await.start_incarnation(Vec::new()).await.expect("another incarnation");
    assert_eq!(state(disk).await.head, None, "that was of another life");
}

pub async fn a_sealed_segment_comes_back_byte_for_byte(disk: &mut impl Subject) {
    disk.edit().await;
    for (content, _) in seal(disk).await {
        let mut store = disk.open().await;
        assert_eq!(store.segment(content.held.id).await.expect("read"), Some(content.bytes));
        let held = held(&store.state().await.expect("a state"), content.held.id).expect("a segment");
        assert_eq!(undated(held), content.held);
    }
    let unknown = disk.open().await.segment(SegmentId([99; 32])).await;
    assert_eq!(unknown.expect("read"), None);
}

pub async fn what_is_unsent_goes_out_until_it_is_sealed(disk: &mut impl Subject) {
    disk.edit().await;
    let first = unsent(disk).await.expect("a change");
    assert_eq!(unsent(disk).await.expect("not sealed: unsent").changes, first.changes);
    let mut all = BTreeSet::new();
    for (_, outgoing) in seal(disk).await {
        assert_eq!(outgoing.frames.len(), outgoing.changes.len(), "a change and what it says");
        for change in outgoing.changes {
            assert!(all.insert(change), "it was sealed before");
            assert!(disk.holds(change).await);
        }
    }
    assert!(first.changes.iter().all(|change| all.contains(change)), "all of it went out");
    assert!(unsent(disk).await.is_none(), "it was sealed");
    disk.edit().await;
    let next = unsent(disk).await.expect("what is new");
    assert!(next.changes.iter().all(|change| !all.contains(change)), "and nothing else");
}

pub async fn what_arrives_is_kept_with_what_it_changes<D: Subject>(disk: &mut D) {
    let (content, changes, users) = arrival::<D>().await;
    for change in &changes {
        assert!(!disk.holds(*change).await);
    }
    // Another folder may bring it again.
    for _ in 0..2 {
        let segments = vec![content.clone()];
        keep(disk, StoreChanges::Arrived { segments, users: users.clone() }).await;
        for change in &changes {
            assert!(disk.holds(*change).await);
        }
        let id = content.held.id;
        assert_eq!(disk.open().await.segment(id).await.expect("read"), Some(content.bytes.clone()));
        let held = held(&state(disk).await, id).expect("a segment");
        assert_eq!(undated(held), content.held);
    }
}

pub async fn what_arrives_is_not_sent_on<D: Subject>(disk: &mut D) {
    let (content, changes, users) = arrival::<D>().await;
    keep(disk, StoreChanges::Arrived { segments: vec![content], users }).await;
    let unsent = unsent(disk).await.map(|outgoing| outgoing.changes).unwrap_or_default();
    assert!(unsent.iter().all(|change| !changes.contains(change)), "its author publishes it");
}

pub async fn what_was_quarantined_is_applied_once_it_may_be<D: Subject>(disk: &mut D) {
    let (content, changes, users) = arrival::<D>().await;
    let quarantined = StoredSegment { standing: SegmentStatus::Quarantined, ..content.held };
    let waiting = SegmentContent { held: quarantined, frames: Vec::new(), ..content.clone() };
    for (segment, is_applied) in [(waiting, false), (content, true)] {
        let standing = segment.held.standing;
        keep(disk, StoreChanges::Arrived { segments: vec![segment.clone()], users: users.clone() }).await;
        let held = held(&state(disk).await, segment.held.id);
        assert_eq!(held.map(|held| held.standing), Some(standing));
        assert_eq!(disk.holds(changes[0]).await, is_applied);
    }
}

pub async fn another_incarnation_says_again_what_was_retracted(disk: &mut impl Subject) {
    disk.edit().await;
    let before = state(disk).await.me.incarnation;
    let sealed = seal(disk).await;
    let (retracted, outgoing) = &sealed[0];
    let retraction = vec![(retracted.held.id, outgoing.frames.clone())];
    let incarnation = disk.open().await.start_incarnation(retraction).await.expect("another incarnation");
    let state = state(disk).await;
    assert!(incarnation != before && state.me.incarnation == incarnation);
    assert_eq!(held(&state, retracted.held.id), None);
    assert_eq!(disk.open().await.segment(retracted.held.id).await.expect("read"), None);
    let again: BTreeSet<[u8; 32]> = unsent(disk).await.expect("unsent again").changes.into_iter().collect();
    assert_eq!(again, outgoing.changes.iter().copied().collect(), "nobody else has it");
}

pub async fn a_fork_is_told_until_another_incarnation_begins(disk: &mut impl Subject) {
    disk.edit().await;
    seal(disk).await;
    disk.back_up().await;
    disk.edit().await;
    let me = state(disk).await.me;
    let lost = unsent(disk).await.expect("a change");
    disk.put_back().await;
    disk.edit().await;
    assert!(!disk.open().await.is_set_aside().await.expect("an answer"), "nobody knows yet");
    let content = SegmentContent { frames: lost.frames, ..segment(me.card.device, me.incarnation, 9) };
    let users = [(me.card.device.0, me.card.user)].into();
    keep(disk, StoreChanges::Arrived { segments: vec![content], users }).await;
    assert!(disk.open().await.is_set_aside().await.expect("an answer"), "two changes of one number");
    disk.open().await.start_incarnation(Vec::new()).await.expect("another incarnation");
    assert!(!disk.open().await.is_set_aside().await.expect("an answer"), "nothing of this one");
}

pub async fn a_blob_comes_back_and_a_wrong_one_is_refused(disk: &mut impl Subject) {
    let sha256 = *b"\xba\x78\x16\xbf\x8f\x01\xcf\xea\x41\x41\x40\xde\x5d\xae\x22\x23\
        \xb0\x03\x61\xa3\x96\x17\x7a\x9c\xb4\x10\xff\x61\xf2\x00\x15\xad";
    assert!(!disk.open().await.keep_blob(sha256, b"abd".to_vec()).await.expect("an answer"));
    assert_eq!(disk.open().await.blob(sha256).await.expect("an answer"), None, "anybody may have made it");
    assert!(disk.open().await.keep_blob(sha256, b"abc".to_vec()).await.expect("an answer"));
    assert_eq!(disk.open().await.blob(sha256).await.expect("an answer"), Some(b"abc".to_vec()));
}

pub async fn a_frame_of_a_newer_version_is_not_read(disk: &mut impl Subject) {
    disk.edit().await;
    let own = unsent(disk).await.expect("a change").frames.remove(0);
    let store = disk.open().await;
    assert!(store.reads(&own));
    assert!(!store.reads(&Frame { min_schema: u16::MAX, ..own.clone() }));
    assert!(!store.reads(&Frame { kind: FrameKind::Other(9), ..own }), "it waits in its segment");
}
