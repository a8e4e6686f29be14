//! What a machine keeps: all of a step or none of it, as SQLite does. The same decisions as the program's own store, over
//! maps.

use std::collections::{BTreeMap, BTreeSet};

use documents::document::Document;
use documents::intake::{self, ActorDirectory, DeviceId, IncomingChange, ParkedChange, ParkedReason};
use documents::merging::{actor_of, hash_of};
use documents::provenance::{Actor, Author, Command};
use domain::contact::Contact;
use domain::id::UserId;
use replication::entry::{DeviceProfile, Entry, Operation};
use replication::frames::{Frame, FrameKind};
use replication::head::Head;
use replication::host::{
    Blob, LocalDevice, Outgoing, ReplicaState, ReplicaStore, ScannedFile, SegmentContent, StoreChanges,
    StoredSegment,
};
use replication::keys::DeviceKey;
use replication::segment::{Incarnation, SegmentId};
use replication::team::Team;
use sha2::{Digest, Sha256};
use testing::Dice;
use uuid::Uuid;

use super::folder::Life;
use super::oracle::{Id, Oracle};

/// The program died before this was kept, or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Died;

/// What is on a disk.
#[derive(Debug, Clone)]
pub(super) struct Disk {
    pub(super) team: [u8; 16],
    pub(super) card: DeviceProfile,
    pub(super) key: DeviceKey,
    pub(super) incarnation: Incarnation,
    pub(super) schema: u16,
    pub(super) entries: Vec<Vec<u8>>,
    pub(super) segments: BTreeMap<SegmentId, (StoredSegment, Vec<u8>)>,
    pub(super) notes: BTreeMap<String, ScannedFile>,
    pub(super) seen_there: BTreeSet<SegmentId>,
    pub(super) head: Option<(u64, [u8; 16])>,
    pub(super) heads: BTreeMap<Incarnation, Head>,
    blobs: BTreeMap<[u8; 32], Vec<u8>>,
    pub(super) documents: BTreeMap<Id, Document>,
    pub(super) outbox: BTreeMap<[u8; 32], Id>,
    pub(super) aside: BTreeMap<Id, Vec<ParkedChange>>,
    pub(super) devices: BTreeMap<Actor, DeviceId>,
    /// What was written for a newer version, by device and number, so that an old one must keep it.
    pub(super) min_schema: BTreeMap<[u8; 32], u16>,
}

impl Disk {
    pub(super) fn new(card: DeviceProfile, key: DeviceKey, incarnation: Incarnation, team: [u8; 16]) -> Self {
        let mut disk = Self {
            team,
            key,
            incarnation,
            schema: 1,
            entries: Vec::new(),
            segments: BTreeMap::new(),
            notes: BTreeMap::new(),
            seen_there: BTreeSet::new(),
            head: None,
            heads: BTreeMap::new(),
            blobs: BTreeMap::new(),
            documents: BTreeMap::new(),
            outbox: BTreeMap::new(),
            aside: BTreeMap::new(),
            devices: BTreeMap::new(),
            min_schema: BTreeMap::new(),
            card,
        };
        disk.devices.insert(disk.actor(), disk.card.device.0);
        disk
    }

    /// The name that this life writes under.
    pub(super) fn actor(&self) -> Actor {
        let mut actor = [0; 16];
        actor.iter_mut().zip(self.card.device.0.iter().zip(self.incarnation.0)).for_each(
            |(actor, (device, life))| {
                *actor = device.wrapping_mul(31).wrapping_add(life);
            },
        );
        Actor(actor)
    }

    pub(super) fn author(&self, dice: &mut Dice, at: i64) -> Author {
        Author {
            actor: self.actor(),
            user: UserId(Uuid::from_bytes(self.card.user)),
            command: Command::Edit,
            batch: Uuid::from_bytes(dice.bytes()),
            at,
        }
    }

    pub(super) fn team(&self) -> Option<Team> {
        let entries: Vec<Entry> = self.entries.iter().filter_map(|bytes| Entry::parse(bytes).ok()).collect();
        Team::of(self.team, &entries)
    }

    pub(super) fn keep_entry(&mut self, bytes: Vec<u8>) {
        if self.entries.contains(&bytes) {
            return;
        }
        if let Ok(Entry {
            deed: Operation::Create { owner: card, .. } | Operation::Add { card, .. }, ..
        }) = Entry::parse(&bytes)
        {
            for actor in card.earlier {
                self.devices.entry(Actor(actor)).or_insert(card.device.0);
            }
        }
        self.entries.push(bytes);
    }

    fn who(&self) -> ActorDirectory {
        let members = self.team().map(|team| team.members).unwrap_or_default();
        ActorDirectory {
            devices: self.devices.clone(),
            users: members.into_iter().map(|(device, member)| (device.0, member.card.user)).collect(),
            me: self.card.device.0,
        }
    }

    /// Every hash that is in a document here or aside of one.
    pub(super) fn hashes(&self) -> BTreeSet<[u8; 32]> {
        let inside = self.documents.values().flat_map(Document::change_hashes);
        let aside = self.aside.values().flatten().map(|aside| aside.change.hash);
        inside.chain(aside).collect()
    }
}

/// A disk during one exchange.
pub(super) struct SimReplicaStore<'a> {
    pub(super) disk: &'a mut Disk,
    pub(super) oracle: &'a mut Oracle,
    pub(super) dice: &'a mut Dice,
    pub(super) life: Life,
    pub(super) now: i64,
    pub(super) rebirths: &'a mut u32,
}

impl SimReplicaStore<'_> {
    /// The program dies before this, or goes on.
    fn before(&self) -> Result<(), Died> {
        if self.life.step() { Ok(()) } else { Err(Died) }
    }

    /// Or after it.
    fn after(&self) -> Result<(), Died> {
        if self.life.step() { Ok(()) } else { Err(Died) }
    }

    fn take_in(&mut self, id: Id, came: &[IncomingChange], who: &mut ActorDirectory) {
        let author = self.disk.author(self.dice, self.now);
        let known = self.disk.aside.remove(&id).unwrap_or_default();
        let said_before: BTreeSet<[u8; 32]> =
            known.iter().filter(|aside| aside.is_reissued).map(|aside| aside.change.hash).collect();
        let mut document = self.disk.documents.get(&id).cloned().unwrap_or_else(Document::genesis::<Contact>);
        let taken = intake::apply(&mut document, came, known, who, &author).expect("a readable document");
        let said: Vec<[u8; 32]> = taken
            .aside
            .iter()
            .filter(|aside| aside.is_reissued && !said_before.contains(&aside.change.hash))
            .map(|aside| aside.change.hash)
            .collect();
        for change in &taken.written {
            self.oracle.is_reissued(&said, change.hash);
            self.disk.outbox.insert(change.hash, id);
        }
        if taken.is_changed || !self.disk.documents.contains_key(&id) {
            self.disk.documents.insert(id, document);
        }
        if !taken.aside.is_empty() {
            self.disk.aside.insert(id, taken.aside);
        }
    }

    fn keep_arrived(&mut self, arrived: Vec<SegmentContent>, users: BTreeMap<Id, Id>) {
        let mut who = ActorDirectory { users, ..self.disk.who() };
        let mut came: BTreeMap<Id, Vec<IncomingChange>> = BTreeMap::new();
        for segment in &arrived {
            self.oracle.is_honest(&segment.held, &segment.bytes);
            let from = Some(segment.held.device.0);
            for frame in &segment.frames {
                came.entry(frame.document)
                    .or_default()
                    .push(IncomingChange { bytes: frame.bytes.clone(), from });
            }
        }
        for (id, changes) in came {
            self.take_in(id, &changes, &mut who);
        }
        self.disk.devices = who.devices;
        for segment in arrived {
            self.disk.segments.insert(segment.held.id, (segment.held, segment.bytes));
        }
    }
}

impl ReplicaStore for SimReplicaStore<'_> {
    type Error = Died;

    async fn state(&mut self) -> Result<ReplicaState, Died> {
        self.before()?;
        let disk = &self.disk;
        Ok(ReplicaState {
            me: LocalDevice {
                team: disk.team,
                card: disk.card.clone(),
                incarnation: disk.incarnation,
                key: disk.key.clone(),
            },
            entries: disk.entries.clone(),
            held: disk.segments.values().map(|(held, _)| *held).collect(),
            notes: disk.notes.values().cloned().collect(),
            seen_there: disk.seen_there.iter().copied().collect(),
            head: disk.head,
            heads: disk.heads.values().cloned().collect(),
        })
    }

    async fn keep(&mut self, kept: StoreChanges) -> Result<(), Died> {
        self.before()?;
        match kept {
            StoreChanges::Entries(entries) => {
                entries.into_iter().for_each(|bytes| self.disk.keep_entry(bytes))
            }
            StoreChanges::Arrived { segments, users } => self.keep_arrived(segments, users),
            StoreChanges::Sealed { segment, changes } => {
                self.oracle.is_sealed(&segment.held, &segment.bytes, &changes);
                self.disk.outbox.retain(|hash, _| !changes.contains(hash));
                self.disk.segments.insert(segment.held.id, (segment.held, segment.bytes));
            }
            StoreChanges::Notes { found, gone, seen_there } => {
                self.disk.seen_there.extend(seen_there);
                gone.iter().for_each(|name| drop(self.disk.notes.remove(name)));
                found.into_iter().for_each(|note| drop(self.disk.notes.insert(note.file.name.clone(), note)));
            }
            StoreChanges::Heads(heads) => {
                heads.into_iter().for_each(|head| drop(self.disk.heads.insert(head.incarnation, head)));
            }
            StoreChanges::OwnHead { count, mark } => self.disk.head = Some((count, mark)),
        }
        self.after()
    }

    async fn segment(&mut self, id: SegmentId) -> Result<Option<Vec<u8>>, Died> {
        self.before()?;
        Ok(self.disk.segments.get(&id).map(|(_, bytes)| bytes.clone()))
    }

    async fn outgoing(&mut self) -> Result<Option<Outgoing>, Died> {
        self.before()?;
        let mut outgoing = Outgoing { frames: Vec::new(), changes: Vec::new() };
        // A part of it at a time, as the program does.
        for (hash, id) in self.disk.outbox.iter().take(1 + self.dice.below(20)) {
            let aside =
                self.disk.aside.get(id).into_iter().flatten().find(|aside| aside.change.hash == *hash);
            let inside = self.disk.documents.get(id).and_then(|document| document.change(*hash));
            if let Some(bytes) = inside.or(aside.map(|aside| aside.change.bytes.clone())) {
                let min_schema = self.disk.min_schema.get(hash).copied().unwrap_or(1);
                outgoing.frames.push(Frame { document: *id, min_schema, kind: FrameKind::Change, bytes });
            }
            outgoing.changes.push(*hash);
        }
        Ok(Some(outgoing).filter(|outgoing| !outgoing.changes.is_empty()))
    }

    async fn is_set_aside(&mut self) -> Result<bool, Died> {
        let actor = self.disk.actor();
        let is_ours = |aside: &ParkedChange| {
            aside.why == ParkedReason::Forked
                && !aside.is_reissued
                && actor_of(&aside.change.bytes) == Some(actor)
        };
        Ok(self.disk.aside.values().flatten().any(is_ours))
    }

    async fn start_incarnation(
        &mut self,
        retracted: Vec<(SegmentId, Vec<Frame>)>,
    ) -> Result<Incarnation, Died> {
        self.before()?;
        for (id, frames) in retracted {
            for frame in frames {
                if let Some(hash) = hash_of(&frame.bytes) {
                    self.disk.outbox.insert(hash, frame.document);
                }
            }
            self.disk.segments.remove(&id);
        }
        self.disk.incarnation = Incarnation(self.dice.bytes());
        self.disk.head = None;
        self.disk.devices.insert(self.disk.actor(), self.disk.card.device.0);
        *self.rebirths += 1;
        let mut who = self.disk.who();
        for id in self.disk.aside.keys().copied().collect::<Vec<_>>() {
            self.take_in(id, &[], &mut who);
        }
        self.after()?;
        Ok(self.disk.incarnation)
    }

    fn reads(&self, frame: &Frame) -> bool {
        frame.kind == FrameKind::Change && frame.min_schema <= self.disk.schema
    }

    /// Nobody here attaches a file.
    async fn blobs(&mut self) -> Result<Vec<Blob>, Died> {
        Ok(Vec::new())
    }

    async fn blob(&mut self, sha256: [u8; 32]) -> Result<Option<Vec<u8>>, Died> {
        Ok(self.disk.blobs.get(&sha256).cloned())
    }

    async fn keep_blob(&mut self, sha256: [u8; 32], bytes: Vec<u8>) -> Result<bool, Died> {
        let is_right = Sha256::digest(&bytes)[..] == sha256;
        if is_right {
            self.disk.blobs.insert(sha256, bytes);
        }
        Ok(is_right)
    }

    fn progress(&mut self, _: usize, _: usize) {}

    fn random(&mut self) -> [u8; 32] {
        self.dice.bytes()
    }

    fn now(&self) -> u64 {
        self.now.unsigned_abs()
    }
}
