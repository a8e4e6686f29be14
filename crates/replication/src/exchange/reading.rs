//! The way in: the team's log first, then what others have seen, then what they said.

use std::collections::BTreeMap;

use crate::entry::{Entry, EntryError, EntryId};
use crate::error::SegmentError;
use crate::head::Head;
use crate::host::{
    Carrier, CarrierError, Fault, FileClass, ReplicaStore, SegmentContent, SegmentStatus, StoreChanges,
    StoredSegment,
};
use crate::limits::{
    ENTRIES_MAX, ENTRY_BYTES_MAX, READ_AT_ONCE, READ_BYTES_AT_ONCE, SEGMENT_BYTES_MAX, UNPACKED_BYTES_AT_ONCE,
};
use crate::names;
use crate::segment::{self, Sealed};
use crate::team::{MembershipStatus, Team};

use super::{Exchange, ExchangeError, attest};

impl Exchange {
    /// Files of a place that are not known as they are, newest first.
    pub(super) fn unread(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let mut names: Vec<String> = self
            .listed
            .keys()
            .filter(|name| !self.notes.contains_key(*name) && is_wanted(name) && *name != names::MARKER)
            .cloned()
            .collect();
        names.sort_by_key(|name| (std::cmp::Reverse(names::seq_of(name)), name.clone()));
        names
    }

    /// Whether this device is in the team, as far as its log has arrived.
    pub(super) async fn read_log<V: ReplicaStore, C: Carrier>(
        &mut self,
        store: &mut V,
        carrier: &mut C,
    ) -> Result<bool, ExchangeError<V::Error>> {
        let known: BTreeMap<_, _> = self.entries.iter().map(|entry| (entry.id, entry.clone())).collect();
        let mut found: Vec<(String, Entry)> = Vec::new();
        for names in self.unread(|name| name.starts_with("t/")).chunks(READ_AT_ONCE) {
            let read = carrier.read(names, ENTRY_BYTES_MAX).await;
            for (name, read) in names.iter().zip(read) {
                self.take_entry(name, read, &known, &mut found);
            }
        }
        found.truncate(ENTRIES_MAX.saturating_sub(self.entries.len()));
        let mut all = self.entries.clone();
        all.extend(found.iter().map(|(_, entry)| entry.clone()));
        let Some(team) = Team::of(self.me.team, &all) else {
            return Ok(false);
        };
        // Whoever can write into the folder can write an entry; what is left of one may read as it, but for the signature.
        let (sound, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(_, entry)| team.is_sound(entry));
        for (name, entry) in others {
            let is_known = team.members.contains_key(&entry.author);
            match names::entry(entry.depth, entry.id) == name {
                // Whoever let its author in may be on the way.
                true if !is_known => self.waiting_files += 1,
                true => self.note(&name, FileClass::Bad(Fault::WrongSigner)),
                false => self.note(&name, FileClass::Bad(Fault::Damaged)),
            }
        }
        // What has no parents yet is read again when there is more.
        let counts = |entry: &Entry| !team.waiting.contains(&entry.id);
        let (new, waiting): (Vec<_>, Vec<_>) = sound.into_iter().partition(|(_, entry)| counts(entry));
        self.waiting_files += waiting.len();
        if !new.is_empty() {
            let bytes = new.iter().map(|(_, entry)| entry.bytes()).collect();
            store.keep(StoreChanges::Entries(bytes)).await.map_err(ExchangeError::Store)?;
        }
        for (name, entry) in new {
            self.note(&name, FileClass::Entry(entry.id));
            self.entries.push(entry);
        }
        let member = team.members.get(&self.me.card.device);
        let is_me = member.is_some_and(|member| member.card.signing == self.me.card.signing);
        if is_me && member.is_some_and(|member| member.standing != MembershipStatus::Active) {
            return Err(ExchangeError::NotMember);
        }
        if is_me {
            self.put_back_entries(carrier).await;
        }
        self.keys = team.keys(self.me.card.device, &self.me.key);
        self.team = Some(team);
        Ok(is_me && !self.keys.is_empty())
    }

    fn take_entry(
        &mut self,
        name: &str,
        read: Result<Vec<u8>, CarrierError>,
        known: &BTreeMap<EntryId, Entry>,
        found: &mut Vec<(String, Entry)>,
    ) {
        if read.as_ref().is_ok_and(|bytes| segment::begins_as_one(bytes)) {
            self.misplaced.insert(name.to_owned());
            return;
        }
        match read.map(|bytes| Entry::parse(&bytes)) {
            // Its name is of what is signed, not of the signature: that may be cut all the same.
            Ok(Ok(entry)) if known.get(&entry.id).is_some_and(|whole| *whole != entry) => {
                self.note(name, FileClass::Bad(Fault::Damaged));
            }
            Ok(Ok(entry)) if known.contains_key(&entry.id) => self.note(name, FileClass::Entry(entry.id)),
            Ok(Ok(entry)) => found.push((name.to_owned(), entry)),
            Ok(Err(EntryError::Newer)) => self.note(name, FileClass::Newer),
            Ok(Err(EntryError::Incomplete)) => self.note(name, FileClass::Bad(Fault::Incomplete)),
            Ok(Err(EntryError::Foreign)) => self.note(name, FileClass::Bad(Fault::Damaged)),
            Ok(Err(EntryError::Malformed)) => self.note(name, FileClass::Bad(Fault::Malformed)),
            Err(_) => self.waiting_files += 1,
        }
    }

    pub(super) async fn read_segments<V: ReplicaStore, C: Carrier>(
        &mut self,
        store: &mut V,
        carrier: &mut C,
    ) -> Result<(), ExchangeError<V::Error>> {
        let is_wanted = |name: &str| {
            let is_elsewhere = ["t/", "h/", "b/", "join/"].iter().any(|place| name.starts_with(place));
            !is_elsewhere || self.misplaced.contains(name)
        };
        let unread = self.unread(is_wanted);
        let (all, mut done) = (unread.len(), 0);
        let mut left = unread.as_slice();
        while !left.is_empty() {
            let (names, rest) = left.split_at(self.some_of(left));
            left = rest;
            let read = carrier.read(names, SEGMENT_BYTES_MAX).await;
            let (mut arrived, mut notes, mut unpacked) = (Vec::new(), Vec::new(), 0);
            for (name, read) in names.iter().zip(read) {
                match self.classify(store, name, read) {
                    Classified::Is(what) => notes.push((name, what)),
                    Classified::Segment(segment) => {
                        notes.push((name, FileClass::Segment(segment.held.id)));
                        unpacked += segment.frames.iter().map(|frame| frame.bytes.len()).sum::<usize>();
                        arrived.push(*segment);
                        if unpacked > UNPACKED_BYTES_AT_ONCE {
                            unpacked = 0;
                            self.take_in(store, std::mem::take(&mut arrived)).await?;
                        }
                    }
                    Classified::NotYet => self.waiting_files += 1,
                }
            }
            self.take_in(store, arrived).await?;
            notes.into_iter().for_each(|(name, what)| self.note(name, what));
            done += names.len();
            store.progress(done, all);
        }
        Ok(())
    }

    /// How many files are read and kept together.
    fn some_of(&self, names: &[String]) -> usize {
        let mut bytes = 0;
        let fits = |name: &&String| {
            bytes += self.listed.get(*name).map_or(0, |file| file.size);
            bytes <= READ_BYTES_AT_ONCE
        };
        names.iter().take(READ_AT_ONCE).take_while(fits).count().max(1)
    }

    fn classify<V: ReplicaStore>(
        &self,
        store: &V,
        name: &str,
        read: Result<Vec<u8>, CarrierError>,
    ) -> Classified {
        let Ok(bytes) = read else { return Classified::NotYet };
        let sealed = match Sealed::parse(&bytes) {
            Ok(sealed) => sealed,
            Err(SegmentError::Foreign) if bytes.is_empty() => {
                return Classified::Is(FileClass::Bad(Fault::Incomplete));
            }
            Err(SegmentError::Foreign) if name.contains(names::SEGMENT) => {
                return Classified::Is(FileClass::Bad(Fault::Damaged));
            }
            // The log's, or another of ours in a wrong place: no segment, and no fault.
            Err(SegmentError::Foreign) => return Classified::Is(FileClass::Foreign),
            Err(SegmentError::Newer) => return Classified::Is(FileClass::Newer),
            Err(error) => return Classified::Is(FileClass::Bad(fault(error))),
        };
        let envelope = &sealed.header.envelope;
        if envelope.team != self.me.team {
            return Classified::Is(FileClass::Bad(Fault::WrongTeam));
        }
        let Some(team) = &self.team else { return Classified::NotYet };
        // Its author's entry may be on its way. Under another's name it is what is left of that.
        let Some(member) = team.members.get(&envelope.device) else {
            let own_name = names::segment(envelope.incarnation, envelope.seq, sealed.id);
            return if name == own_name {
                Classified::NotYet
            } else {
                Classified::Is(FileClass::Bad(Fault::Damaged))
            };
        };
        let verified = match sealed.verify(&member.card.signing) {
            Ok(verified) => verified,
            Err(error) => return Classified::Is(FileClass::Bad(fault(error))),
        };
        let id = verified.id();
        if self.held.contains_key(&id) {
            return Classified::Is(FileClass::Segment(id));
        }
        let envelope = &verified.header().envelope;
        let Some(keys) = self.keys.get(&envelope.epoch) else { return Classified::NotYet };
        let opened: Vec<_> = keys.iter().map(|key| verified.open(key)).collect();
        let frames = match opened.into_iter().reduce(Result::or) {
            Some(Ok(frames)) => frames,
            Some(Err(error)) => return Classified::Is(FileClass::Bad(fault(error))),
            None => return Classified::NotYet,
        };
        let counts = team.counts(envelope.device, envelope.incarnation, envelope.seq);
        let standing = match frames.iter().all(|frame| store.reads(frame)) {
            _ if !counts => SegmentStatus::Quarantined,
            true => SegmentStatus::Applied,
            false => SegmentStatus::Newer,
        };
        let held = StoredSegment {
            device: envelope.device,
            incarnation: envelope.incarnation,
            seq: envelope.seq,
            id,
            standing,
            since: 0,
        };
        let frames = frames.into_iter().filter(|frame| counts && store.reads(frame)).collect();
        let (frontier, previous) = (envelope.frontier.clone(), envelope.previous);
        Classified::Segment(Box::new(SegmentContent { held, frontier, previous, bytes, frames }))
    }

    async fn take_in<V: ReplicaStore>(
        &mut self,
        store: &mut V,
        mut arrived: Vec<SegmentContent>,
    ) -> Result<(), ExchangeError<V::Error>> {
        // The same under two names is one.
        arrived.sort_by_key(|segment| (segment.held.incarnation, segment.held.seq, segment.held.id));
        arrived.dedup_by_key(|segment| segment.held.id);
        for segment in &arrived {
            let held = segment.held;
            // We did not write it, or do not know any more that we did.
            self.is_doubled |= held.device == self.me.card.device && held.incarnation == self.me.incarnation;
            self.held.insert(held.id, held);
            segment.frontier.iter().for_each(|seen| attest(&mut self.attested, seen));
        }
        self.report.applied +=
            arrived.iter().filter(|segment| segment.held.standing != SegmentStatus::Quarantined).count();
        match arrived.is_empty() {
            true => Ok(()),
            false => {
                let members = self.team.iter().flat_map(|team| &team.members);
                let users = members.map(|(device, member)| (device.0, member.card.user)).collect();
                let arrived = StoreChanges::Arrived { segments: arrived, users };
                store.keep(arrived).await.map_err(ExchangeError::Store)
            }
        }
    }

    /// What an older version of this program kept without reading it.
    pub(super) async fn take_up_newer<V: ReplicaStore>(
        &mut self,
        store: &mut V,
    ) -> Result<(), ExchangeError<V::Error>> {
        let newer: Vec<StoredSegment> =
            self.held.values().filter(|held| held.standing == SegmentStatus::Newer).copied().collect();
        for held in newer {
            let bytes = store.segment(held.id).await.map_err(ExchangeError::Store)?;
            let Some(bytes) = bytes else { continue };
            self.held.remove(&held.id);
            match self.classify(store, "", Ok(bytes)) {
                Classified::Segment(segment) if segment.held.standing != SegmentStatus::Newer => {
                    self.take_in(store, vec![*segment]).await?;
                }
                _ => {
                    self.held.insert(held.id, held);
                }
            }
        }
        Ok(())
    }

    pub(super) async fn read_heads<V: ReplicaStore, C: Carrier>(
        &mut self,
        store: &mut V,
        carrier: &mut C,
    ) -> Result<(), ExchangeError<V::Error>> {
        let Some(team) = self.team.clone() else { return Ok(()) };
        let names: Vec<String> = self.listed.keys().filter(|name| name.starts_with("h/")).cloned().collect();
        let mut found: Vec<Head> = Vec::new();
        for names in names.chunks(READ_AT_ONCE) {
            let read = carrier.read(names, SEGMENT_BYTES_MAX).await;
            let keys_of = |epoch| self.keys.get(&epoch).cloned().unwrap_or_default();
            for (name, bytes) in names.iter().zip(read).filter_map(|(name, read)| Some((name, read.ok()?))) {
                if segment::begins_as_one(&bytes) {
                    self.misplaced.insert(name.clone());
                }
                found.extend(Head::open(&bytes, &team, keys_of));
            }
        }
        let is_own =
            |head: &Head| head.device == self.me.card.device && head.incarnation == self.me.incarnation;
        for head in found.iter().filter(|head| is_own(head)) {
            let (count, mark) = self.own_head.unwrap_or((0, [0; 16]));
            self.is_doubled |= head.count > count || (head.count == count && head.mark != mark);
            if head.count == count && head.mark == mark {
                self.own_head_there = Some(head.clone());
            }
        }
        // Who left says nothing of what there is.
        found.retain(|head| !is_own(head) && team.active(head.device).is_some());
        found.iter().flat_map(|head| &head.frontier).for_each(|seen| attest(&mut self.attested, seen));
        let known = |head: &Head| {
            self.heads.iter().any(|old| old.incarnation == head.incarnation && old.count >= head.count)
        };
        let fresh: Vec<Head> = found.into_iter().filter(|head| !known(head)).collect();
        match fresh.is_empty() {
            true => Ok(()),
            false => store.keep(StoreChanges::Heads(fresh)).await.map_err(ExchangeError::Store),
        }
    }
}

enum Classified {
    Is(FileClass),
    Segment(Box<SegmentContent>),
    /// It cannot be read yet, or not be judged.
    NotYet,
}

fn fault(error: SegmentError) -> Fault {
    match error {
        SegmentError::Incomplete | SegmentError::Foreign | SegmentError::Newer => Fault::Incomplete,
        SegmentError::TooLarge => Fault::TooLarge,
        SegmentError::Malformed => Fault::Malformed,
        SegmentError::Damaged | SegmentError::WrongKey => Fault::Damaged,
        SegmentError::WrongSigner => Fault::WrongSigner,
    }
}
