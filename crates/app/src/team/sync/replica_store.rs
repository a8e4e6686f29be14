//! A book as what an exchange keeps things in: each step is one transaction of SQLite.

use domain::record_kind::RecordKind;
use std::collections::{BTreeMap, VecDeque};

use documents::intake::{ActorDirectory, IncomingChange};
use documents::provenance::Command;
use replication::entry::{DeviceProfile, Entry, EntryId};
use replication::frames::{Frame, FrameKind};
use replication::head::Head;
use replication::host::{
    Blob, Fault, FileClass, FileEntry, LocalDevice, Outgoing, ReplicaState, ReplicaStore, ScannedFile,
    SegmentContent, SegmentStatus, StoreChanges, StoredSegment,
};
use replication::keys::DeviceKey;
use replication::segment::{Device, FrontierEntry, Incarnation, SegmentId};
use replication::team::Team;
use store::error::StoreError;
use store::local;
use store::team::{self as kept, File, Segment};
use uuid::Uuid;

use crate::book::Book;
use crate::book::identity::{actor_of, incarnate, incarnation};
use crate::book::project::load;
use crate::clock;
use crate::error::{AppError, ErrorCode};
use crate::limits::{DOCUMENTS_AT_ONCE, SEALED_BYTES_AT_ONCE, SEALED_DOCUMENTS_AT_ONCE};
use crate::team::intake::FORKED;
use crate::team::keys::random;
use crate::work::Work;

/// Count and mark of the head that was written last, wherever: folders that are copied into each other show the older ones.
const HEAD: &str = "head";

/// One book, for one exchange with one carrier.
pub(crate) struct SqliteReplicaStore<'a> {
    pub(crate) book: &'a Book,
    pub(crate) key: DeviceKey,
    pub(crate) team: [u8; 16],
    pub(crate) carrier: i64,
    /// `RecordKind::of_code`, or of an older version.
    pub(crate) kind_of: fn(u8) -> Option<RecordKind>,
    pub(crate) work: Work,
    /// Where the reading stood when it last told.
    pub(crate) told: usize,
    /// What is about to be sealed: each change of its record, as two records may hold an equal one.
    pub(crate) sealing: Vec<(i64, [u8; 32])>,
    /// Records with unsent changes, in the order in which they leave: sorting them all again for each segment takes longer
    /// than sealing it.
    pub(crate) unsent: VecDeque<i64>,
}

impl ReplicaStore for SqliteReplicaStore<'_> {
    type Error = AppError;

    async fn state(&mut self) -> Result<ReplicaState, AppError> {
        let store = &self.book.store;
        let incarnation = store.local("incarnation").await?.and_then(|text| text.parse::<Uuid>().ok());
        let incarnation = incarnation.ok_or(AppError::new(ErrorCode::Damaged))?;
        let card = self.book.card(&self.key).await?;
        let held = store.segments().await?.iter().filter_map(held).collect();
        let notes = store.files(self.carrier).await?.into_iter().filter_map(note).collect();
        let seen_there = store.seen_there(self.carrier).await?;
        let seen_there = seen_there.into_iter().filter_map(|id| id.try_into().ok().map(SegmentId)).collect();
        let head = store.local(HEAD).await?.and_then(|text| own_head(&text));
        let heads = store.heads().await?.iter().filter_map(read_head).collect();
        let incarnation = Incarnation(incarnation.into_bytes());
        let me = LocalDevice { team: self.team, card, incarnation, key: self.key.clone() };
        Ok(ReplicaState { me, entries: store.entries().await?, held, notes, seen_there, head, heads })
    }

    async fn keep(&mut self, what: StoreChanges) -> Result<(), AppError> {
        match what {
            StoreChanges::Entries(entries) => self.keep_entries(entries).await,
            StoreChanges::Arrived { segments, users } => self.keep_arrived(segments, users).await,
            StoreChanges::Sealed { segment, .. } => {
                let mut tx = self.book.store.write().await?;
                let sealed = std::mem::take(&mut self.sealing);
                kept::strike_unsent(&mut tx, &sealed).await?;
                let row = row(&segment.held, sealed.len());
                kept::keep_segment(&mut tx, &row, &segment.bytes).await?;
                Ok(tx.commit().await.map_err(StoreError::from)?)
            }
            StoreChanges::Notes { found, gone, seen_there } => {
                let known: BTreeMap<String, File> = self
                    .book
                    .store
                    .files(self.carrier)
                    .await?
                    .into_iter()
                    .map(|file| (file.name.clone(), file))
                    .collect();
                let mut found: Vec<File> = found.into_iter().map(file).collect();
                found.retain(|file| known.get(&file.name) != Some(file));
                if found.is_empty() && gone.is_empty() && seen_there.is_empty() {
                    return Ok(());
                }
                let mut tx = self.book.store.write().await?;
                kept::keep_files(&mut tx, self.carrier, &found, &gone).await?;
                let seen: Vec<[u8; 32]> = seen_there.into_iter().map(|id| id.0).collect();
                kept::keep_seen(&mut tx, self.carrier, &seen).await?;
                Ok(tx.commit().await.map_err(StoreError::from)?)
            }
            StoreChanges::Heads(heads) => {
                let mut tx = self.book.store.write().await?;
                for head in &heads {
                    kept::keep_head(&mut tx, &written_head(head)).await?;
                }
                Ok(tx.commit().await.map_err(StoreError::from)?)
            }
            StoreChanges::OwnHead { count, mark } => {
                let mut tx = self.book.store.write().await?;
                local::set(&mut tx, HEAD, &format!("{count}.{}", Uuid::from_bytes(mark))).await?;
                Ok(tx.commit().await.map_err(StoreError::from)?)
            }
        }
    }

    async fn segment(&mut self, id: SegmentId) -> Result<Option<Vec<u8>>, AppError> {
        Ok(self.book.store.segment_bytes(&id.0).await?)
    }

    async fn outgoing(&mut self) -> Result<Option<Outgoing>, AppError> {
        let mut tx = self.book.store.write().await?;
        let mut outgoing = Outgoing { frames: Vec::new(), changes: Vec::new() };
        let mut bytes = 0;
        self.sealing.clear();
        let mut is_asked = false;
        loop {
            // What is being sealed would come again.
            if self.unsent.is_empty() && outgoing.changes.is_empty() && !is_asked {
                self.unsent = kept::unsent_records(&mut tx, SEALED_DOCUMENTS_AT_ONCE).await?.into();
                is_asked = true;
            }
            let Some(&rid) = self.unsent.front() else { break };
            let hashes = kept::unsent_of(&mut tx, rid).await?;
            let Some((id, kind, stored)) = kept::document_of(&mut tx, rid).await? else {
                // Of no document: nothing that could be said.
                self.sealing.extend(hashes.iter().map(|hash| (rid, *hash)));
                outgoing.changes.extend(hashes);
                self.unsent.pop_front();
                continue;
            };
            // A damaged record keeps none of the others back; it stays unsent until it is mended.
            let loaded = RecordKind::parse(&kind).and_then(|kind| Some((kind, load(kind, &stored).ok()?)));
            let Some((kind, document)) = loaded else {
                self.unsent.pop_front();
                continue;
            };
            let asides = kept::parked_of(&mut tx, id).await?;
            for hash in hashes {
                let aside = asides.iter().find(|aside| aside.hash == hash);
                let change = document.change(hash).or_else(|| aside.map(|aside| aside.bytes.clone()));
                if let Some(change) = change {
                    bytes += change.len();
                    outgoing.frames.push(framed(id, kind, &change));
                }
                outgoing.changes.push(hash);
                self.sealing.push((rid, hash));
                // Also within a record: years of it may be more than a segment holds.
                if bytes >= SEALED_BYTES_AT_ONCE {
                    break;
                }
            }
            // What is left of a record that fills more than one segment comes first in the next.
            if bytes >= SEALED_BYTES_AT_ONCE {
                break;
            }
            self.unsent.pop_front();
        }
        Ok(Some(outgoing).filter(|outgoing| !outgoing.changes.is_empty()))
    }

    async fn is_set_aside(&mut self) -> Result<bool, AppError> {
        let mut tx = self.book.store.write().await?;
        let actor = actor_of(self.book.identity.device, incarnation(&mut tx).await?);
        let doubled = kept::doubled_unsaid(&mut tx, FORKED).await?;
        Ok(doubled.iter().any(|bytes| documents::merging::actor_of(bytes) == Some(actor)))
    }

    async fn start_incarnation(
        &mut self,
        retracted: Vec<(SegmentId, Vec<Frame>)>,
    ) -> Result<Incarnation, AppError> {
        let mut tx = self.book.store.write().await?;
        for (id, frames) in retracted {
            for frame in &frames {
                let Some((_, change)) = unframed(frame) else { continue };
                let Some(hash) = documents::merging::hash_of(change) else { continue };
                kept::put_unsent(&mut tx, Uuid::from_bytes(frame.document), &hash).await?;
            }
            kept::drop_segment(&mut tx, &id.0).await?;
        }
        let incarnation = incarnate(&mut tx, self.book.identity.device).await?;
        local::unset(&mut tx, HEAD).await?;
        tx.commit().await.map_err(StoreError::from)?;
        tracing::warn!("another installation wrote under this one's name: another life begins");
        self.reissue().await?;
        Ok(Incarnation(incarnation.into_bytes()))
    }

    async fn blobs(&mut self) -> Result<Vec<Blob>, AppError> {
        let mut blobs = Vec::new();
        for (hash, size) in self.book.store.attachment_hashes().await? {
            let Some(sha256) = bytes_of_hex(&hash) else { continue };
            let size = u64::try_from(size).unwrap_or(0);
            if size > domain::limits::ATTACHMENT_BYTES_MAX {
                continue;
            }
            blobs.push(Blob { sha256, size, is_here: self.book.blobs.is_there(&hash, size) });
        }
        Ok(blobs)
    }

    async fn blob(&mut self, sha256: [u8; 32]) -> Result<Option<Vec<u8>>, AppError> {
        Ok(self.book.blobs.get(&hex(&sha256)).unwrap_or(None))
    }

    async fn keep_blob(&mut self, sha256: [u8; 32], bytes: Vec<u8>) -> Result<bool, AppError> {
        if store::blobs::sha256(&bytes) != hex(&sha256) {
            return Ok(false);
        }
        self.book.blobs.put(&bytes)?;
        let mut tx = self.book.store.write().await?;
        local::set(&mut tx, &crate::book::check::came(&hex(&sha256)), "came").await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(true)
    }

    fn reads(&self, frame: &Frame) -> bool {
        let is_known = frame.bytes.first().is_none_or(|code| (self.kind_of)(*code).is_some());
        frame.kind == FrameKind::Change && frame.min_schema <= RecordKind::SCHEMA && is_known
    }

    fn progress(&mut self, done: usize, all: usize) {
        if done <= self.told || self.told == 0 {
            self.work.expect(all);
            self.told = 0;
        }
        self.work.count(done - self.told);
        self.told = done;
    }

    fn random(&mut self) -> [u8; 32] {
        // The system's randomness is there, or nothing in it works.
        random().expect("the system's randomness")
    }

    fn now(&self) -> u64 {
        u64::try_from(clock::now()).unwrap_or(0)
    }
}

impl SqliteReplicaStore<'_> {
    async fn keep_entries(&mut self, entries: Vec<Vec<u8>>) -> Result<(), AppError> {
        let mut tx = self.book.store.write().await?;
        let parsed: Vec<Entry> = entries.iter().filter_map(|bytes| Entry::parse(bytes).ok()).collect();
        let rows: Vec<_> = parsed.iter().map(|entry| (entry.id.0.to_vec(), entry.bytes())).collect();
        kept::keep_entries(&mut tx, &rows).await?;
        tx.commit().await.map_err(StoreError::from)?;
        // Only whom somebody has let in says what they wrote before.
        let team = self.book.team().await?;
        let mut tx = self.book.store.write().await?;
        for card in team.iter().flat_map(|team| team.members.values()).map(|member| &member.card) {
            let device = Uuid::from_bytes(card.device.0).to_string();
            for actor in &card.earlier {
                local::claim_actor(&mut tx, *actor, &device).await?;
            }
        }
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// Segments and what they change, in one transaction: the one is never ahead of the other.
    async fn keep_arrived(
        &mut self,
        arrived: Vec<SegmentContent>,
        users: BTreeMap<[u8; 16], [u8; 16]>,
    ) -> Result<(), AppError> {
        let mut who = ActorDirectory { users, ..self.book.who() };
        let mut batch = self.book.batch(Command::Edit).await?;
        let mut came: BTreeMap<(Uuid, RecordKind), Vec<IncomingChange>> = BTreeMap::new();
        for segment in &arrived {
            let device = Uuid::from_bytes(segment.held.device.0);
            let incarnation = Uuid::from_bytes(segment.held.incarnation.0);
            // It signed it: whoever was guessed before, it is this one.
            local::know_actor(&mut batch.tx, actor_of(device, incarnation).0, &device.to_string()).await?;
            for frame in &segment.frames {
                let Some((kind, change)) = unframed(frame) else { continue };
                let at = (Uuid::from_bytes(frame.document), kind);
                let change = IncomingChange { bytes: change.to_owned(), from: Some(device.into_bytes()) };
                came.entry(at).or_default().push(change);
            }
        }
        for (at, ((id, kind), changes)) in came.into_iter().enumerate() {
            if !batch.apply_remote(kind, id, &changes, &mut who).await? {
                tracing::warn!(%id, "a record arrived damaged");
            }
            // Some 20 kB in memory each.
            if at % DOCUMENTS_AT_ONCE as usize == 0 {
                batch.flush().await?;
            }
        }
        batch.flush().await?;
        for segment in &arrived {
            let row = row(&segment.held, segment.frames.len());
            kept::keep_segment(&mut batch.tx, &row, &segment.bytes).await?;
        }
        batch.commit_without_undo().await
    }

    /// After another life began: what is aside of ours is said under the new name.
    async fn reissue(&mut self) -> Result<(), AppError> {
        let mut who = self.who().await?;
        let mut batch = self.book.batch(Command::Edit).await?;
        for (id, kind) in kept::parked_documents(&mut batch.tx, FORKED).await? {
            if let Some(kind) = RecordKind::parse(&kind) {
                batch.apply_remote(kind, id, &[], &mut who).await?;
            }
        }
        batch.commit_without_undo().await
    }

    async fn who(&self) -> Result<ActorDirectory, AppError> {
        let entries: Vec<Entry> =
            self.book.store.entries().await?.iter().filter_map(|bytes| Entry::parse(bytes).ok()).collect();
        let members = Team::of(self.team, &entries).map(|team| team.members).unwrap_or_default();
        let users = members.into_iter().map(|(device, member)| (device.0, member.card.user)).collect();
        Ok(ActorDirectory { users, ..self.book.who() })
    }
}

impl Book {
    /// What this device says of itself to the team.
    pub(crate) async fn card(&self, key: &DeviceKey) -> Result<DeviceProfile, AppError> {
        let device = self.identity.device;
        let own = device.to_string();
        let actors = self.store.actors().await?.into_iter().filter(|(_, of)| *of == own);
        let user = self.store.user(self.identity.user).await?;
        let short = |text: String| -> String {
            let mut text = text;
            while text.len() > replication::limits::NAME_BYTES_MAX {
                text.pop();
            }
            text
        };
        Ok(DeviceProfile {
            device: Device(device.into_bytes()),
            signing: key.public(),
            receiving: key.receiving(),
            user: self.identity.user.0.into_bytes(),
            user_name: short(user.map(|user| user.name).unwrap_or_default()),
            device_name: short(whoami()),
            earlier: actors
                .filter_map(|(actor, _)| actor.try_into().ok())
                .take(replication::limits::EARLIER_MAX)
                .collect(),
        })
    }
}

/// What the machine is called.
fn whoami() -> String {
    let named = std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).ok();
    let file = || std::fs::read_to_string("/etc/hostname").ok();
    named.or_else(file).map(|name| name.trim().to_owned()).unwrap_or_default()
}

/// A record's kind, then the change: a reader of the first change must know what it is of.
fn framed(id: Uuid, kind: RecordKind, change: &[u8]) -> Frame {
    let mut bytes = Vec::with_capacity(change.len() + 1);
    bytes.push(kind.code());
    bytes.extend_from_slice(change);
    Frame { document: id.into_bytes(), min_schema: kind.since(), kind: FrameKind::Change, bytes }
}

/// None for what is of a newer version, or damaged.
fn unframed(frame: &Frame) -> Option<(RecordKind, &[u8])> {
    let (code, change) = frame.bytes.split_first()?;
    let kind = RecordKind::of_code(*code)?;
    (frame.kind == FrameKind::Change).then_some((kind, change))
}

fn row(held: &StoredSegment, changes: usize) -> Segment {
    Segment {
        id: held.id.0.to_vec(),
        device: held.device.0.to_vec(),
        incarnation: held.incarnation.0.to_vec(),
        seq: held.seq.cast_signed(),
        standing: match held.standing {
            SegmentStatus::Applied => 0,
            SegmentStatus::Quarantined => 1,
            SegmentStatus::Newer => 2,
        },
        changes: i64::try_from(changes).unwrap_or(i64::MAX),
        kept_at: clock::now(),
    }
}

pub(crate) fn held(segment: &Segment) -> Option<StoredSegment> {
    Some(StoredSegment {
        device: Device(segment.device.as_slice().try_into().ok()?),
        incarnation: Incarnation(segment.incarnation.as_slice().try_into().ok()?),
        seq: segment.seq.cast_unsigned(),
        id: SegmentId(segment.id.as_slice().try_into().ok()?),
        standing: match segment.standing {
            1 => SegmentStatus::Quarantined,
            2 => SegmentStatus::Newer,
            _ => SegmentStatus::Applied,
        },
        since: segment.kept_at.cast_unsigned(),
    })
}

const FAULTS: [Fault; 6] = [
    Fault::Incomplete,
    Fault::Damaged,
    Fault::WrongSigner,
    Fault::WrongTeam,
    Fault::Malformed,
    Fault::TooLarge,
];
const FAULTS_FROM: i32 = 10;

pub(crate) fn note(file: File) -> Option<ScannedFile> {
    let what = match file.what {
        0 => FileClass::Segment(SegmentId(file.segment?.try_into().ok()?)),
        1 => FileClass::Entry(EntryId(file.segment?.try_into().ok()?)),
        2 => FileClass::Foreign,
        3 => FileClass::Newer,
        number => FileClass::Bad(*FAULTS.get(usize::try_from(number - FAULTS_FROM).ok()?)?),
    };
    let listed =
        FileEntry { name: file.name, size: file.size.cast_unsigned(), modified: file.stamp.cast_unsigned() };
    Some(ScannedFile { file: listed, what })
}

fn file(note: ScannedFile) -> File {
    let (what, segment) = match note.what {
        FileClass::Segment(id) => (0, Some(id.0.to_vec())),
        FileClass::Entry(id) => (1, Some(id.0.to_vec())),
        FileClass::Foreign => (2, None),
        FileClass::Newer => (3, None),
        FileClass::Bad(fault) => {
            let at = FAULTS.iter().position(|known| *known == fault).unwrap_or_default();
            (FAULTS_FROM + i32::try_from(at).unwrap_or_default(), None)
        }
    };
    let FileEntry { name, size, modified } = note.file;
    File { name, size: size.cast_signed(), stamp: modified.cast_signed(), what, segment }
}

pub(crate) fn read_head(head: &kept::Head) -> Option<Head> {
    let seen = |bytes: &[u8]| {
        let (incarnation, rest) = bytes.split_at_checked(16)?;
        let (seq, id) = rest.split_at_checked(8)?;
        Some(FrontierEntry {
            incarnation: Incarnation(incarnation.try_into().ok()?),
            seq: u64::from_le_bytes(seq.try_into().ok()?),
            id: SegmentId(id.try_into().ok()?),
        })
    };
    Some(Head {
        device: Device(head.device.as_slice().try_into().ok()?),
        incarnation: Incarnation(head.incarnation.as_slice().try_into().ok()?),
        count: head.count.cast_unsigned(),
        mark: [0; 16],
        at: head.at.cast_unsigned(),
        frontier: head.frontier.chunks_exact(56).filter_map(seen).collect(),
    })
}

fn written_head(head: &Head) -> kept::Head {
    let seen = |seen: &FrontierEntry| [&seen.incarnation.0[..], &seen.seq.to_le_bytes(), &seen.id.0].concat();
    kept::Head {
        incarnation: head.incarnation.0.to_vec(),
        device: head.device.0.to_vec(),
        count: head.count.cast_signed(),
        at: head.at.cast_signed(),
        frontier: head.frontier.iter().flat_map(seen).collect(),
    }
}

fn own_head(text: &str) -> Option<(u64, [u8; 16])> {
    let (count, mark) = text.split_once('.')?;
    Some((count.parse().ok()?, mark.parse::<Uuid>().ok()?.into_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes_of_hex(text: &str) -> Option<[u8; 32]> {
    let byte = |at: usize| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
    bytes?.try_into().ok()
}
