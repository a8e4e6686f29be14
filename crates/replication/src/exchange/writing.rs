//! The way out: what is unsent is sealed and published, what was lost from the carrier is put back.

use std::collections::BTreeSet;

use crate::chunk;
use crate::entry::EntryId;
use crate::frames::Frame;
use crate::head::Head;
use crate::host::{
    Blob, Carrier, CarrierError, FileClass, FileEntry, ReplicaStore, ScannedFile, SegmentContent,
    SegmentStatus, StoreChanges, StoredSegment,
};
use crate::keys::EpochKey;
use crate::limits::{
    BLOB_BYTES_MAX, CHUNK_BYTES_MAX, HEAD_EVERY_SECONDS, HEAL_AT_ONCE, OTHERS_AFTER_SECONDS,
    SEGMENT_BYTES_MAX,
};
use crate::names;
use crate::segment::{Envelope, Sealed, SegmentId, seal};

use super::{Exchange, ExchangeError};

impl Exchange {
    /// The log is small and everything hangs on it: whoever has an entry that is not there writes it again.
    pub(super) async fn put_back_entries<C: Carrier>(&mut self, carrier: &mut C) {
        let there: BTreeSet<EntryId> = self
            .notes
            .values()
            .filter_map(|note| match note.what {
                FileClass::Entry(id) => Some(id),
                _ => None,
            })
            .collect();
        let missing: Vec<(String, Vec<u8>)> = self
            .entries
            .iter()
            .filter(|entry| !there.contains(&entry.id))
            .map(|entry| (names::entry(entry.depth, entry.id), entry.bytes()))
            .collect();
        for (name, bytes) in missing {
            let is_free = self.is_free(&name);
            if let Err(trouble) = write(carrier, &name, &bytes, is_free).await {
                self.report.entries_unpublished += 1;
                self.report.trouble = Some(trouble);
            }
        }
    }

    /// Whether a name holds nothing that is whole: another's content under it is the only one, perhaps.
    pub(super) fn is_free(&self, name: &str) -> bool {
        let what = self.notes.get(name).map(|note| note.what);
        !matches!(what, Some(FileClass::Segment(_) | FileClass::Entry(_))) && !self.misplaced.contains(name)
    }

    /// What a segment of our own says.
    pub(super) fn said(&self, bytes: &[u8]) -> Vec<Frame> {
        let Some(verified) =
            Sealed::parse(bytes).ok().and_then(|sealed| sealed.verify(&self.me.card.signing).ok())
        else {
            return Vec::new();
        };
        let keys = self.keys.get(&verified.header().envelope.epoch).into_iter().flatten();
        keys.filter_map(|key| verified.open(key).ok()).next().unwrap_or_default()
    }

    pub(super) async fn seal_outgoing<V: ReplicaStore>(
        &mut self,
        store: &mut V,
    ) -> Result<(), ExchangeError<V::Error>> {
        let Some(epoch) = self.team.as_ref().map(|team| team.epoch) else { return Ok(()) };
        let Some(epoch_key) = self.keys.get(&epoch).and_then(|keys| keys.first()).cloned() else {
            return Ok(());
        };
        while let Some(outgoing) = store.outgoing().await.map_err(ExchangeError::Store)? {
            let last = self.contiguous(self.me.incarnation);
            let mut nonce = [0; 24];
            nonce.copy_from_slice(&store.random()[..24]);
            let envelope = Envelope {
                team: self.me.team,
                device: self.me.card.device,
                incarnation: self.me.incarnation,
                seq: last.map_or(1, |last| last.seq + 1),
                previous: last.map_or(SegmentId([0; 32]), |last| last.id),
                epoch,
                nonce,
                frontier: self.frontier(),
            };
            let Ok(bytes) = seal(envelope.clone(), &outgoing.frames, &epoch_key, &self.me.key) else {
                // The store keeps to the limits; nothing is lost: it stays unsent.
                self.report.trouble = Some(CarrierError::Refused("a segment grew too large".to_owned()));
                return Ok(());
            };
            let Ok(sealed) = Sealed::parse(&bytes) else { return Ok(()) };
            let held = StoredSegment {
                device: self.me.card.device,
                incarnation: self.me.incarnation,
                seq: envelope.seq,
                id: sealed.id,
                standing: SegmentStatus::Applied,
                since: store.now(),
            };
            let (frontier, previous) = (envelope.frontier, envelope.previous);
            let segment = SegmentContent { held, frontier, previous, bytes, frames: Vec::new() };
            let kept = StoreChanges::Sealed { segment, changes: outgoing.changes };
            store.keep(kept).await.map_err(ExchangeError::Store)?;
            self.held.insert(held.id, held);
        }
        Ok(())
    }

    /// A segment under the name that our head is about to take is not there any more in a moment.
    pub(super) fn clear_own_place(&mut self) {
        let name = names::head(self.me.incarnation);
        let Some(FileClass::Segment(id)) = self.notes.get(&name).map(|note| note.what) else { return };
        self.notes.remove(&name);
        if !self.notes.values().any(|note| note.what == FileClass::Segment(id)) {
            self.there.remove(&id);
            self.was_there.insert(id);
        }
    }

    /// Writes our segments that are missing from the folder, and other devices' segments that have disappeared from it.
    pub(super) async fn publish<V: ReplicaStore, C: Carrier>(
        &mut self,
        store: &mut V,
        carrier: &mut C,
    ) -> Result<(), ExchangeError<V::Error>> {
        let mut missing: Vec<StoredSegment> =
            self.held.values().filter(|held| !self.there.contains(&held.id)).copied().collect();
        let now = store.now();
        // Others' that were never there may be on their way; after a while they are not.
        let is_late = |held: &StoredSegment| now.saturating_sub(held.since) > OTHERS_AFTER_SECONDS;
        missing.retain(|held| {
            held.device == self.me.card.device || self.was_there.contains(&held.id) || is_late(held)
        });
        missing.sort_by_key(|held| (held.device != self.me.card.device, held.incarnation, held.seq));
        let ours = missing.iter().filter(|held| held.device == self.me.card.device).count();
        missing.truncate(ours + HEAL_AT_ONCE);
        for (at, held) in missing.iter().enumerate() {
            let Some(bytes) = store.segment(held.id).await.map_err(ExchangeError::Store)? else {
                continue;
            };
            let name = names::segment(held.incarnation, held.seq, held.id);
            let is_ours = held.device == self.me.card.device && self.is_free(&name);
            match write(carrier, &name, &bytes, is_ours).await {
                Ok(file) => {
                    let note = ScannedFile { file, what: FileClass::Segment(held.id) };
                    self.notes.insert(note.file.name.clone(), note);
                    self.there.insert(held.id);
                    self.report.published += 1;
                }
                // One that cannot be written says nothing of the next, a full disk does.
                Err(trouble) => {
                    let is_over =
                        matches!(trouble, CarrierError::Full | CarrierError::Missing | CarrierError::Late);
                    self.report.trouble = Some(trouble);
                    if is_over {
                        break;
                    }
                }
            }
            store.progress(at + 1, missing.len());
        }
        Ok(())
    }

    pub(super) async fn carry_blobs<V: ReplicaStore, C: Carrier>(
        &mut self,
        store: &mut V,
        carrier: &mut C,
    ) -> Result<(), ExchangeError<V::Error>> {
        let Some((epoch, key, first)) = self.blob_keys() else { return Ok(()) };
        for blob in store.blobs().await.map_err(ExchangeError::Store)? {
            if blob.size > BLOB_BYTES_MAX {
                continue;
            }
            let pieces: Vec<[u8; 16]> =
                (0..chunk::count(blob.size)).map(|index| chunk::name(&first, &blob.sha256, index)).collect();
            // Of the right length, or not there: a copier that was stopped leaves the beginning of a file.
            let sizes: Vec<u64> = chunk::sizes(blob.size).collect();
            let is_there = |at: usize| {
                self.listed.get(&names::chunk(&pieces[at])).is_some_and(|file| file.size == sizes[at])
            };
            let there: Vec<bool> = (0..pieces.len()).map(is_there).collect();
            if !blob.is_here {
                let has_come = there.iter().all(|is_there| *is_there)
                    && self.fetch(store, carrier, &blob, &pieces).await?;
                self.report.blobs_missing += usize::from(!has_come);
                continue;
            }
            if there.iter().all(|is_there| *is_there) {
                continue;
            }
            if self.report.trouble.is_some() {
                self.report.blobs_unpublished += 1;
                continue;
            }
            let Some(bytes) = store.blob(blob.sha256).await.map_err(ExchangeError::Store)? else {
                continue;
            };
            let mut is_whole = true;
            for ((piece, plain), is_there) in pieces.iter().zip(bytes.chunks(CHUNK_BYTES_MAX)).zip(there) {
                if is_there {
                    continue;
                }
                let mut nonce = [0; 24];
                nonce.copy_from_slice(&store.random()[..24]);
                let Some(sealed) = chunk::seal(&self.me.team, epoch, piece, nonce, plain, &key) else {
                    continue;
                };
                if let Err(trouble) = write(carrier, &names::chunk(piece), &sealed, true).await {
                    self.report.trouble = Some(trouble);
                    is_whole = false;
                }
            }
            self.report.blobs_unpublished += usize::from(!is_whole);
        }
        Ok(())
    }

    pub(super) fn blob_keys(&self) -> Option<(u32, EpochKey, EpochKey)> {
        let epoch = self.team.as_ref()?.epoch;
        let key = self.keys.get(&epoch)?.first()?.clone();
        Some((epoch, key, self.keys.values().next()?.first()?.clone()))
    }

    pub(super) async fn fetch<V: ReplicaStore, C: Carrier>(
        &mut self,
        store: &mut V,
        carrier: &mut C,
        blob: &Blob,
        pieces: &[[u8; 16]],
    ) -> Result<bool, ExchangeError<V::Error>> {
        let mut whole = Vec::new();
        for piece in pieces {
            let read = carrier.read(&[names::chunk(piece)], CHUNK_BYTES_MAX + (1 << 10)).await;
            let keys_of = |epoch| self.keys.get(&epoch).cloned().unwrap_or_default();
            let opened = read
                .into_iter()
                .flatten()
                .next()
                .and_then(|bytes| chunk::open(&bytes, &self.me.team, piece, keys_of));
            match opened {
                Some(plain) if (whole.len() + plain.len()) as u64 <= blob.size => whole.extend(plain),
                _ => return Ok(false),
            }
        }
        store.keep_blob(blob.sha256, whole).await.map_err(ExchangeError::Store)
    }

    /// What we have seen and when, for the others' eyes. Nothing depends on it, and a carrier is not kept busy with it:
    /// each writing wakes every machine that looks at the folder.
    pub(super) async fn write_head<V: ReplicaStore, C: Carrier>(
        &mut self,
        store: &mut V,
        carrier: &mut C,
    ) -> Result<(), ExchangeError<V::Error>> {
        let Some((epoch, key, _)) = self.blob_keys() else { return Ok(()) };
        let (at, frontier) = (store.now(), self.frontier());
        let is_said = |head: &Head| head.frontier == frontier && at.abs_diff(head.at) < HEAD_EVERY_SECONDS;
        if self.own_head_there.as_ref().is_some_and(is_said) {
            return Ok(());
        }
        let count = self.own_head.map_or(1, |(count, _)| count + 1);
        let (mut mark, mut nonce) = ([0; 16], [0; 24]);
        mark.copy_from_slice(&store.random()[..16]);
        nonce.copy_from_slice(&store.random()[..24]);
        let (device, incarnation) = (self.me.card.device, self.me.incarnation);
        let head = Head { device, incarnation, count, mark, at, frontier };
        let Some(bytes) = head.seal(&self.me.team, epoch, nonce, &key, &self.me.key) else { return Ok(()) };
        // Known before it is there: a head that we do not know to be ours would be a clone's.
        store.keep(StoreChanges::OwnHead { count, mark }).await.map_err(ExchangeError::Store)?;
        let _ = carrier.replace(&names::head(incarnation), &bytes).await;
        Ok(())
    }
}

/// Writes a file of this name, or, where something else has the name, of one beside it. A cut one of our own is written
/// again in its place.
async fn write<C: Carrier>(
    carrier: &mut C,
    name: &str,
    bytes: &[u8],
    is_ours: bool,
) -> Result<FileEntry, CarrierError> {
    for number in 1..=8 {
        let name = if number == 1 { name.to_owned() } else { names::beside(name, number) };
        match carrier.create(&name, bytes).await {
            Err(CarrierError::Exists) => {}
            done => return done,
        }
        let read = carrier.read(std::slice::from_ref(&name), SEGMENT_BYTES_MAX.max(bytes.len())).await;
        match read.into_iter().next() {
            Some(Ok(there)) if there == bytes => return Ok(unstamped(name, bytes)),
            Some(Ok(_)) if is_ours && number == 1 => match carrier.replace(&name, bytes).await {
                Ok(()) => return Ok(unstamped(name, bytes)),
                Err(CarrierError::Full) => return Err(CarrierError::Full),
                Err(_) => {}
            },
            _ => {}
        }
    }
    Err(CarrierError::Exists)
}

/// It is looked at again with the next listing: nobody said when it was written.
fn unstamped(name: String, bytes: &[u8]) -> FileEntry {
    FileEntry { name, size: bytes.len() as u64, modified: 0 }
}
