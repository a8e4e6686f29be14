//! One exchange with one carrier: what others published is taken in, what is unsent is sealed and published, what
//! was lost from the carrier is put back.
//!
//! Whatever stops it, at whatever step, the next one goes on: what is kept is whole, and a file is written only after
//! its bytes are kept. Absence on the carrier changes nothing here.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::Entry;
use crate::head::Head;
use crate::host::{
    Carrier, CarrierError, Fault, FileClass, FileEntry, LocalDevice, ReplicaState, ReplicaStore, ScannedFile,
    SegmentStatus, StoreChanges, StoredSegment,
};
use crate::keys::EpochKey;
use crate::limits::{BAD_FILES_AT_ONCE, FRONTIER_MAX, SEQ_MAX};
use crate::segment::{FrontierEntry, Incarnation, SegmentId};
use crate::team::Team;
use crate::{marker, names};

/// What came of an exchange.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Nobody has let this device in yet.
    pub is_waiting: bool,
    /// Segments that were written to the carrier and read back.
    pub published: usize,
    /// Segments that came in.
    pub applied: usize,
    /// Segments that somebody has seen and that are not here, and files that are not whole yet.
    pub pending: usize,
    /// Files that are bad, and segments that wait for an admin.
    pub quarantined: usize,
    pub blobs_missing: usize,
    /// Attachments that are here and not whole on the carrier.
    pub blobs_unpublished: usize,
    /// Entries of the team's log that the carrier did not take.
    pub entries_unpublished: usize,
    /// The carrier did not take everything: it is kept here, and tried again.
    pub unpublished: usize,
    /// Why, in the words of the carrier.
    pub trouble: Option<CarrierError>,
    /// Somebody, a clone or a restored backup, wrote as this installation: it goes on as another.
    pub is_new_incarnation: bool,
}

/// Why there was no exchange. Nothing was written anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExchangeError<E> {
    /// The folder, or the team's folder in it, is not there.
    Missing,
    /// It is another team's.
    Foreign,
    /// This device was taken out of the team.
    NotMember,
    Carrier(CarrierError),
    Store(E),
}

impl<E> From<CarrierError> for ExchangeError<E> {
    fn from(error: CarrierError) -> Self {
        match error {
            CarrierError::Missing => ExchangeError::Missing,
            error => ExchangeError::Carrier(error),
        }
    }
}

/// Takes in and gives out, once.
///
/// # Errors
/// Only where nothing could be done at all; what the carrier refuses on the way is told in the report.
pub async fn exchange<V: ReplicaStore, C: Carrier>(
    store: &mut V,
    carrier: &mut C,
) -> Result<Report, ExchangeError<V::Error>> {
    let state = store.state().await.map_err(ExchangeError::Store)?;
    let listed = carrier.list().await?;
    require_marker(carrier, &listed, state.me.team).await?;
    let mut exchange = Exchange::of(state, listed);
    if !exchange.read_log(store, carrier).await? {
        return Ok(Report { is_waiting: true, ..exchange.report });
    }
    exchange.read_heads(store, carrier).await?;
    exchange.read_segments(store, carrier).await?;
    exchange.take_up_newer(store).await?;
    exchange.start_incarnation_if_forked(store).await?;
    exchange.seal_outgoing(store).await?;
    exchange.clear_own_place();
    exchange.publish(store, carrier).await?;
    exchange.carry_blobs(store, carrier).await?;
    exchange.write_head(store, carrier).await?;
    exchange.finish(store).await
}

/// Nothing is read or written before the folder is known to be the team's (joplin#11295: a wrong folder emptied a right book).
async fn require_marker<E, C: Carrier>(
    carrier: &mut C,
    listed: &[FileEntry],
    team: [u8; 16],
) -> Result<(), ExchangeError<E>> {
    if !listed.iter().any(|file| file.name == names::MARKER) {
        return Err(ExchangeError::Missing);
    }
    let read = carrier.read(&[names::MARKER.to_owned()], 1 << 10).await;
    match read.into_iter().next().unwrap_or(Err(CarrierError::Missing))? {
        bytes if marker::team_of(&bytes) == Some(team) => Ok(()),
        // Not written to its end, or emptied: the folder is not whole.
        bytes if marker::team_of(&bytes).is_none() => Err(ExchangeError::Missing),
        _ => Err(ExchangeError::Foreign),
    }
}

mod reading;
mod writing;

struct Exchange {
    me: LocalDevice,
    listed: BTreeMap<String, FileEntry>,
    notes: BTreeMap<String, ScannedFile>,
    /// Files that were here once and are not in this listing.
    gone: Vec<String>,
    entries: Vec<Entry>,
    team: Option<Team>,
    keys: BTreeMap<u32, Vec<EpochKey>>,
    held: BTreeMap<SegmentId, StoredSegment>,
    /// On this carrier, whole, as its content says.
    there: BTreeSet<SegmentId>,
    /// On this carrier once: what is gone from it is put back.
    was_there: BTreeSet<SegmentId>,
    attested: BTreeMap<Incarnation, u64>,
    heads: Vec<Head>,
    own_head: Option<(u64, [u8; 16])>,
    /// What we said last, where this carrier still has it.
    own_head_there: Option<Head>,
    is_doubled: bool,
    waiting_files: usize,
    /// Segments under the names of entries and heads.
    misplaced: BTreeSet<String>,
    report: Report,
}

impl Exchange {
    fn of(state: ReplicaState, listed: Vec<FileEntry>) -> Self {
        let listed: BTreeMap<String, FileEntry> = listed
            .into_iter()
            .filter(|file| !names::is_noise(&file.name))
            .map(|file| (file.name.clone(), file))
            .collect();
        let segment = |note: &ScannedFile| match note.what {
            FileClass::Segment(id) => Some(id),
            _ => None,
        };
        let was_there = state.seen_there.iter().copied().collect();
        let gone = state
            .notes
            .iter()
            .map(|note| note.file.name.clone())
            .filter(|name| !listed.contains_key(name))
            .collect();
        // A file that changed is read again: nothing is known of it. So is one that was bad: a placeholder that is on its way
        // gives zeros or half of itself, and looks the same from outside when it is whole.
        let mut again = BAD_FILES_AT_ONCE;
        let mut is_settled = |what| match what {
            FileClass::Segment(_)
            | FileClass::Entry(_)
            | FileClass::Foreign
            | FileClass::Bad(Fault::TooLarge) => true,
            FileClass::Bad(_) | FileClass::Newer => {
                again = again.saturating_sub(1);
                again == 0
            }
        };
        let notes: BTreeMap<String, ScannedFile> = state
            .notes
            .into_iter()
            .filter(|note| is_settled(note.what) && listed.get(&note.file.name) == Some(&note.file))
            .map(|note| (note.file.name.clone(), note))
            .collect();
        let there = notes.values().filter_map(segment).collect();
        let mut attested = BTreeMap::new();
        state.heads.iter().flat_map(|head| &head.frontier).for_each(|seen| attest(&mut attested, seen));
        Self {
            me: state.me,
            listed,
            notes,
            gone,
            entries: state.entries.iter().filter_map(|bytes| Entry::parse(bytes).ok()).collect(),
            team: None,
            keys: BTreeMap::new(),
            held: state.held.into_iter().map(|held| (held.id, held)).collect(),
            there,
            was_there,
            attested,
            heads: state.heads,
            own_head: state.head,
            own_head_there: None,
            is_doubled: false,
            waiting_files: 0,
            misplaced: BTreeSet::new(),
            report: Report::default(),
        }
    }

    fn note(&mut self, name: &str, what: FileClass) {
        if let Some(file) = self.listed.get(name) {
            self.notes.insert(name.to_owned(), ScannedFile { file: file.clone(), what });
        }
        if let FileClass::Segment(id) = what {
            self.there.insert(id);
        }
    }

    /// A clone, or this book before a backup of it was put back, wrote under our name. We go on under another, and say
    /// again what nobody can have seen.
    async fn start_incarnation_if_forked<V: ReplicaStore>(
        &mut self,
        store: &mut V,
    ) -> Result<(), ExchangeError<V::Error>> {
        // Others have seen more of us than we have written ourselves.
        let ours = self.contiguous(self.me.incarnation).map_or(0, |seen| seen.seq);
        let is_behind = self.attested.get(&self.me.incarnation).is_some_and(|seq| *seq > ours);
        let is_doubled = self.is_doubled || store.is_set_aside().await.map_err(ExchangeError::Store)?;
        if !is_doubled && !is_behind {
            return Ok(());
        }
        let is_unshared = |held: &&StoredSegment| {
            held.device == self.me.card.device
                && held.incarnation == self.me.incarnation
                && !self.there.contains(&held.id)
                && !self.was_there.contains(&held.id)
        };
        let unshared: Vec<SegmentId> = self.held.values().filter(is_unshared).map(|held| held.id).collect();
        let mut retracted = Vec::with_capacity(unshared.len());
        for id in unshared {
            let bytes = store.segment(id).await.map_err(ExchangeError::Store)?;
            retracted.push((id, bytes.map(|bytes| self.said(&bytes)).unwrap_or_default()));
            self.held.remove(&id);
        }
        self.me.incarnation = store.start_incarnation(retracted).await.map_err(ExchangeError::Store)?;
        (self.own_head, self.own_head_there) = (None, None);
        self.report.is_new_incarnation = true;
        Ok(())
    }

    async fn finish<V: ReplicaStore>(mut self, store: &mut V) -> Result<Report, ExchangeError<V::Error>> {
        let healed: BTreeSet<String> = self
            .held
            .values()
            .filter(|held| self.there.contains(&held.id))
            .map(|held| names::segment(held.incarnation, held.seq, held.id))
            .collect();
        // One whose segment is whole under another name, or was written again: nobody lacks anything.
        let is_bad =
            |note: &&ScannedFile| matches!(note.what, FileClass::Bad(_)) && !healed.contains(&note.file.name);
        let bad = self.notes.values().filter(is_bad).count();
        let set_aside = self.held.values().filter(|held| held.standing == SegmentStatus::Quarantined).count();
        self.report.quarantined = bad + set_aside;
        self.report.pending = self.lacking() + self.waiting_files;
        let is_unpublished =
            |held: &&StoredSegment| held.device == self.me.card.device && !self.there.contains(&held.id);
        self.report.unpublished = self.held.values().filter(is_unpublished).count();
        let found = self.notes.into_values().collect();
        let seen_there = self.there.difference(&self.was_there).copied().collect();
        store
            .keep(StoreChanges::Notes { found, gone: self.gone, seen_there })
            .await
            .map_err(ExchangeError::Store)?;
        Ok(self.report)
    }

    /// Segments that somebody has seen and that are not here.
    fn lacking(&self) -> usize {
        let lacks = |(incarnation, seq): (&Incarnation, &u64)| {
            let here: BTreeSet<u64> = self
                .held
                .values()
                .filter(|held| held.incarnation == *incarnation)
                .map(|held| held.seq)
                .collect();
            let highest = here.last().copied().unwrap_or(0).max(*seq);
            usize::try_from(highest).unwrap_or(usize::MAX).saturating_sub(here.len())
        };
        let mut highest = self.attested.clone();
        for held in self.held.values() {
            let seq = highest.entry(held.incarnation).or_default();
            *seq = (*seq).max(held.seq);
        }
        highest.iter().map(lacks).sum()
    }

    /// Up to where an incarnation is here without a gap.
    fn contiguous(&self, incarnation: Incarnation) -> Option<FrontierEntry> {
        let mut all: Vec<&StoredSegment> =
            self.held.values().filter(|held| held.incarnation == incarnation).collect();
        all.sort_by_key(|held| (held.seq, held.id));
        all.dedup_by_key(|held| held.seq);
        let whole = all.iter().zip(1..).take_while(|(held, seq)| held.seq == *seq).last();
        whole.map(|(held, _)| FrontierEntry { incarnation, seq: held.seq, id: held.id })
    }

    fn frontier(&self) -> Vec<FrontierEntry> {
        let incarnations: BTreeSet<Incarnation> = self.held.values().map(|held| held.incarnation).collect();
        incarnations
            .into_iter()
            .filter_map(|incarnation| self.contiguous(incarnation))
            .take(FRONTIER_MAX)
            .collect()
    }
}

fn attest(attested: &mut BTreeMap<Incarnation, u64>, seen: &FrontierEntry) {
    // More than anybody writes in a life: made up.
    if seen.seq > SEQ_MAX {
        return;
    }
    let seq = attested.entry(seen.incarnation).or_default();
    *seq = (*seq).max(seen.seq);
}

/// What a new folder is given: the marker and the words for whoever opens it.
///
/// # Errors
/// `Exists` where there is one already.
pub async fn found<C: Carrier>(carrier: &mut C, team: [u8; 16], readme: &str) -> Result<(), CarrierError> {
    carrier.create(names::MARKER, &marker::bytes(team)).await?;
    match carrier.create(names::README, readme.as_bytes()).await {
        Err(CarrierError::Exists) | Ok(_) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The team of a folder that is read for the first time: nothing is believed of it but which it says it is.
///
/// # Errors
/// `Missing` without a marker that is whole.
pub async fn team_of<C: Carrier>(carrier: &mut C) -> Result<[u8; 16], CarrierError> {
    let read = carrier.read(&[names::MARKER.to_owned()], 1 << 10).await;
    let bytes = read.into_iter().next().unwrap_or(Err(CarrierError::Missing))?;
    marker::team_of(&bytes).ok_or(CarrierError::Missing)
}
