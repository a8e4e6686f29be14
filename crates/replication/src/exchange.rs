//! One exchange with one carrier: what others published is taken in, what is unsent is sealed and published, what
//! was lost from the carrier is put back.
//!
//! Whatever stops it, at whatever step, the next one goes on: what is kept is whole, and a file is written only after
//! its bytes are kept. Absence on the carrier changes nothing here.

use std::collections::{BTreeMap, BTreeSet};

use crate::chunk;
use crate::entry::{Entry, EntryError, EntryId};
use crate::frames::{Frame, FrameKind};
use crate::head::Head;
use crate::host::{
    Arrived, Blob, Carrier, CarrierError, Fault, Held, Kept, Listed, Me, Note, Standing, State, Vault, What,
};
use crate::keys::EpochKey;
use crate::limits::{
    BAD_FILES_AT_ONCE, BLOB_BYTES_MAX, CHUNK_BYTES_MAX, ENTRIES_MAX, ENTRY_BYTES_MAX, FRONTIER_MAX,
    HEAL_AT_ONCE, OTHERS_AFTER_SECONDS, READ_AT_ONCE, READ_BYTES_AT_ONCE, SEGMENT_BYTES_MAX, SEQ_MAX,
    UNPACKED_BYTES_AT_ONCE,
};
use crate::segment::{self, Envelope, Incarnation, Sealed, Seen, SegmentError, SegmentId, seal};
use crate::team::{self, Standing as MemberStanding, Team};
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
    pub is_reborn: bool,
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
    Vault(E),
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
pub async fn exchange<V: Vault, C: Carrier>(
    vault: &mut V,
    carrier: &mut C,
) -> Result<Report, ExchangeError<V::Error>> {
    let state = vault.state().await.map_err(ExchangeError::Vault)?;
    let listed = carrier.list().await?;
    require_marker(carrier, &listed, state.me.team).await?;
    let mut exchange = Exchange::of(state, listed);
    if !exchange.read_log(vault, carrier).await? {
        return Ok(Report { is_waiting: true, ..exchange.report });
    }
    exchange.read_heads(vault, carrier).await?;
    exchange.read_segments(vault, carrier).await?;
    exchange.take_up_newer(vault).await?;
    exchange.be_reborn_if_doubled(vault).await?;
    exchange.seal_outgoing(vault).await?;
    exchange.clear_own_place();
    exchange.publish(vault, carrier).await?;
    exchange.carry_blobs(vault, carrier).await?;
    exchange.write_head(vault, carrier).await?;
    exchange.finish(vault).await
}

/// Nothing is read or written before the folder is known to be the team's (joplin#11295: a wrong folder emptied a right book).
async fn require_marker<E, C: Carrier>(
    carrier: &mut C,
    listed: &[Listed],
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

struct Exchange {
    me: Me,
    listed: BTreeMap<String, Listed>,
    notes: BTreeMap<String, Note>,
    /// Files that were here once and are not in this listing.
    gone: Vec<String>,
    entries: Vec<Entry>,
    team: Option<Team>,
    keys: BTreeMap<u32, Vec<EpochKey>>,
    held: BTreeMap<SegmentId, Held>,
    /// On this carrier, whole, as its content says.
    there: BTreeSet<SegmentId>,
    /// On this carrier once: what is gone from it is put back.
    was_there: BTreeSet<SegmentId>,
    attested: BTreeMap<Incarnation, u64>,
    heads: Vec<Head>,
    own_head: Option<(u64, [u8; 16])>,
    is_doubled: bool,
    waiting_files: usize,
    /// Segments under the names of entries and heads.
    misplaced: BTreeSet<String>,
    report: Report,
}

impl Exchange {
    fn of(state: State, listed: Vec<Listed>) -> Self {
        let listed: BTreeMap<String, Listed> = listed
            .into_iter()
            .filter(|file| !names::is_noise(&file.name))
            .map(|file| (file.name.clone(), file))
            .collect();
        let segment = |note: &Note| match note.what {
            What::Segment(id) => Some(id),
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
            What::Segment(_) | What::Entry(_) | What::Foreign | What::Bad(Fault::TooLarge) => true,
            What::Bad(_) | What::Newer => {
                again = again.saturating_sub(1);
                again == 0
            }
        };
        let notes: BTreeMap<String, Note> = state
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
            is_doubled: false,
            waiting_files: 0,
            misplaced: BTreeSet::new(),
            report: Report::default(),
        }
    }

    /// Files of a place that are not known as they are, newest first.
    fn unread(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let mut names: Vec<String> = self
            .listed
            .keys()
            .filter(|name| !self.notes.contains_key(*name) && is_wanted(name) && *name != names::MARKER)
            .cloned()
            .collect();
        names.sort_by_key(|name| (std::cmp::Reverse(names::seq_of(name)), name.clone()));
        names
    }

    fn note(&mut self, name: &str, what: What) {
        if let Some(file) = self.listed.get(name) {
            self.notes.insert(name.to_owned(), Note { file: file.clone(), what });
        }
        if let What::Segment(id) = what {
            self.there.insert(id);
        }
    }

    /// Whether this device is in the team, as far as its log has arrived.
    async fn read_log<V: Vault, C: Carrier>(
        &mut self,
        vault: &mut V,
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
                true => self.note(&name, What::Bad(Fault::WrongSigner)),
                false => self.note(&name, What::Bad(Fault::Damaged)),
            }
        }
        // What has no parents yet is read again when there is more.
        let counts = |entry: &Entry| !team.waiting.contains(&entry.id);
        let (new, waiting): (Vec<_>, Vec<_>) = sound.into_iter().partition(|(_, entry)| counts(entry));
        self.waiting_files += waiting.len();
        if !new.is_empty() {
            let bytes = new.iter().map(|(_, entry)| entry.bytes()).collect();
            vault.keep(Kept::Entries(bytes)).await.map_err(ExchangeError::Vault)?;
        }
        for (name, entry) in new {
            self.note(&name, What::Entry(entry.id));
            self.entries.push(entry);
        }
        self.put_back_entries(carrier).await;
        let member = team.members.get(&self.me.card.device);
        let is_me = member.is_some_and(|member| member.card.signing == self.me.card.signing);
        if is_me && member.is_some_and(|member| member.standing != MemberStanding::Active) {
            return Err(ExchangeError::NotMember);
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
                self.note(name, What::Bad(Fault::Damaged));
            }
            Ok(Ok(entry)) if known.contains_key(&entry.id) => self.note(name, What::Entry(entry.id)),
            Ok(Ok(entry)) => found.push((name.to_owned(), entry)),
            Ok(Err(EntryError::Newer)) => self.note(name, What::Newer),
            Ok(Err(EntryError::Incomplete)) => self.note(name, What::Bad(Fault::Incomplete)),
            Ok(Err(EntryError::Foreign)) => self.note(name, What::Bad(Fault::Damaged)),
            Ok(Err(EntryError::Malformed)) => self.note(name, What::Bad(Fault::Malformed)),
            Err(_) => self.waiting_files += 1,
        }
    }

    /// The log is small and everything hangs on it: whoever has an entry that is not there writes it again.
    async fn put_back_entries<C: Carrier>(&mut self, carrier: &mut C) {
        let there: BTreeSet<EntryId> = self
            .notes
            .values()
            .filter_map(|note| match note.what {
                What::Entry(id) => Some(id),
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
    fn is_free(&self, name: &str) -> bool {
        let what = self.notes.get(name).map(|note| note.what);
        !matches!(what, Some(What::Segment(_) | What::Entry(_))) && !self.misplaced.contains(name)
    }

    async fn read_segments<V: Vault, C: Carrier>(
        &mut self,
        vault: &mut V,
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
                match self.look_at(name, read) {
                    Looked::Is(what) => notes.push((name, what)),
                    Looked::Arrived(segment) => {
                        notes.push((name, What::Segment(segment.held.id)));
                        unpacked += segment.frames.iter().map(|frame| frame.bytes.len()).sum::<usize>();
                        arrived.push(*segment);
                        if unpacked > UNPACKED_BYTES_AT_ONCE {
                            unpacked = 0;
                            self.take_in(vault, std::mem::take(&mut arrived)).await?;
                        }
                    }
                    Looked::NotYet => self.waiting_files += 1,
                }
            }
            self.take_in(vault, arrived).await?;
            notes.into_iter().for_each(|(name, what)| self.note(name, what));
            done += names.len();
            vault.progress(done, all);
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

    fn look_at(&self, name: &str, read: Result<Vec<u8>, CarrierError>) -> Looked {
        let Ok(bytes) = read else { return Looked::NotYet };
        let sealed = match Sealed::parse(&bytes) {
            Ok(sealed) => sealed,
            Err(SegmentError::Foreign) if bytes.is_empty() => {
                return Looked::Is(What::Bad(Fault::Incomplete));
            }
            Err(SegmentError::Foreign) if name.contains(names::SEGMENT) => {
                return Looked::Is(What::Bad(Fault::Damaged));
            }
            // The log's, or another of ours in a wrong place: no segment, and no fault.
            Err(SegmentError::Foreign) => return Looked::Is(What::Foreign),
            Err(SegmentError::Newer) => return Looked::Is(What::Newer),
            Err(error) => return Looked::Is(What::Bad(fault(error))),
        };
        let envelope = &sealed.header.envelope;
        if envelope.team != self.me.team {
            return Looked::Is(What::Bad(Fault::WrongTeam));
        }
        let Some(team) = &self.team else { return Looked::NotYet };
        // Its author's entry may be on its way. Under another's name it is what is left of that.
        let Some(member) = team.members.get(&envelope.device) else {
            let own_name = names::segment(envelope.incarnation, envelope.seq, sealed.id);
            return if name == own_name { Looked::NotYet } else { Looked::Is(What::Bad(Fault::Damaged)) };
        };
        let verified = match sealed.verify(&member.card.signing) {
            Ok(verified) => verified,
            Err(error) => return Looked::Is(What::Bad(fault(error))),
        };
        let id = verified.id();
        if self.held.contains_key(&id) {
            return Looked::Is(What::Segment(id));
        }
        let envelope = &verified.header().envelope;
        let Some(keys) = self.keys.get(&envelope.epoch) else { return Looked::NotYet };
        let opened: Vec<_> = keys.iter().map(|key| verified.open(key)).collect();
        let frames = match opened.into_iter().reduce(Result::or) {
            Some(Ok(frames)) => frames,
            Some(Err(error)) => return Looked::Is(What::Bad(fault(error))),
            None => return Looked::NotYet,
        };
        let counts = team.counts(envelope.device, envelope.incarnation, envelope.seq);
        let is_newer = |frame: &Frame| frame.min_schema > self.me.schema || frame.kind != FrameKind::Change;
        let standing = match frames.iter().any(is_newer) {
            _ if !counts => Standing::Quarantined,
            true => Standing::Newer,
            false => Standing::Applied,
        };
        let held = Held {
            device: envelope.device,
            incarnation: envelope.incarnation,
            seq: envelope.seq,
            id,
            standing,
            since: 0,
        };
        let frames = frames.into_iter().filter(|frame| counts && !is_newer(frame)).collect();
        let (frontier, previous) = (envelope.frontier.clone(), envelope.previous);
        Looked::Arrived(Box::new(Arrived { held, frontier, previous, bytes, frames }))
    }

    async fn take_in<V: Vault>(
        &mut self,
        vault: &mut V,
        mut arrived: Vec<Arrived>,
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
            arrived.iter().filter(|segment| segment.held.standing != Standing::Quarantined).count();
        match arrived.is_empty() {
            true => Ok(()),
            false => vault.keep(Kept::Arrived(arrived)).await.map_err(ExchangeError::Vault),
        }
    }

    /// What an older version of this program kept without reading it.
    async fn take_up_newer<V: Vault>(&mut self, vault: &mut V) -> Result<(), ExchangeError<V::Error>> {
        let newer: Vec<Held> =
            self.held.values().filter(|held| held.standing == Standing::Newer).copied().collect();
        for held in newer {
            let bytes = vault.segment(held.id).await.map_err(ExchangeError::Vault)?;
            let Some(bytes) = bytes else { continue };
            self.held.remove(&held.id);
            match self.look_at("", Ok(bytes)) {
                Looked::Arrived(segment) if segment.held.standing != Standing::Newer => {
                    self.take_in(vault, vec![*segment]).await?;
                }
                _ => {
                    self.held.insert(held.id, held);
                }
            }
        }
        Ok(())
    }

    async fn read_heads<V: Vault, C: Carrier>(
        &mut self,
        vault: &mut V,
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
            false => vault.keep(Kept::Heads(fresh)).await.map_err(ExchangeError::Vault),
        }
    }

    /// A clone, or this book before a backup of it was put back, wrote under our name. We go on under another, and say
    /// again what nobody can have seen.
    async fn be_reborn_if_doubled<V: Vault>(&mut self, vault: &mut V) -> Result<(), ExchangeError<V::Error>> {
        // Others have seen more of us than we have written ourselves.
        let ours = self.contiguous(self.me.incarnation).map_or(0, |seen| seen.seq);
        let is_behind = self.attested.get(&self.me.incarnation).is_some_and(|seq| *seq > ours);
        let is_doubled = self.is_doubled || vault.is_set_aside().await.map_err(ExchangeError::Vault)?;
        if !is_doubled && !is_behind {
            return Ok(());
        }
        let is_unshared = |held: &&Held| {
            held.device == self.me.card.device
                && held.incarnation == self.me.incarnation
                && !self.there.contains(&held.id)
                && !self.was_there.contains(&held.id)
        };
        let unshared: Vec<SegmentId> = self.held.values().filter(is_unshared).map(|held| held.id).collect();
        let mut retracted = Vec::with_capacity(unshared.len());
        for id in unshared {
            let bytes = vault.segment(id).await.map_err(ExchangeError::Vault)?;
            retracted.push((id, bytes.map(|bytes| self.said(&bytes)).unwrap_or_default()));
            self.held.remove(&id);
        }
        self.me.incarnation = vault.reincarnate(retracted).await.map_err(ExchangeError::Vault)?;
        self.own_head = None;
        self.report.is_reborn = true;
        Ok(())
    }

    /// What a segment of our own says.
    fn said(&self, bytes: &[u8]) -> Vec<Frame> {
        let Some(verified) =
            Sealed::parse(bytes).ok().and_then(|sealed| sealed.verify(&self.me.card.signing).ok())
        else {
            return Vec::new();
        };
        let keys = self.keys.get(&verified.header().envelope.epoch).into_iter().flatten();
        keys.filter_map(|key| verified.open(key).ok()).next().unwrap_or_default()
    }

    async fn seal_outgoing<V: Vault>(&mut self, vault: &mut V) -> Result<(), ExchangeError<V::Error>> {
        let Some(epoch) = self.team.as_ref().map(|team| team.epoch) else { return Ok(()) };
        let Some(epoch_key) = self.keys.get(&epoch).and_then(|keys| keys.first()).cloned() else {
            return Ok(());
        };
        while let Some(outgoing) = vault.outgoing().await.map_err(ExchangeError::Vault)? {
            let last = self.contiguous(self.me.incarnation);
            let mut nonce = [0; 24];
            nonce.copy_from_slice(&vault.random()[..24]);
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
                // The vault keeps to the limits; nothing is lost: it stays unsent.
                self.report.trouble = Some(CarrierError::Refused("a segment grew too large".to_owned()));
                return Ok(());
            };
            let Ok(sealed) = Sealed::parse(&bytes) else { return Ok(()) };
            let held = Held {
                device: self.me.card.device,
                incarnation: self.me.incarnation,
                seq: envelope.seq,
                id: sealed.id,
                standing: Standing::Applied,
                since: vault.now(),
            };
            let (frontier, previous) = (envelope.frontier, envelope.previous);
            let segment = Arrived { held, frontier, previous, bytes, frames: Vec::new() };
            let kept = Kept::Sealed { segment, changes: outgoing.changes };
            vault.keep(kept).await.map_err(ExchangeError::Vault)?;
            self.held.insert(held.id, held);
        }
        Ok(())
    }

    /// A segment under the name that our head is about to take is not there any more in a moment.
    fn clear_own_place(&mut self) {
        let name = names::head(self.me.incarnation);
        let Some(What::Segment(id)) = self.notes.get(&name).map(|note| note.what) else { return };
        self.notes.remove(&name);
        if !self.notes.values().any(|note| note.what == What::Segment(id)) {
            self.there.remove(&id);
            self.was_there.insert(id);
        }
    }

    /// Our own that are not there; others' that were there and are not any more.
    async fn publish<V: Vault, C: Carrier>(
        &mut self,
        vault: &mut V,
        carrier: &mut C,
    ) -> Result<(), ExchangeError<V::Error>> {
        let mut missing: Vec<Held> =
            self.held.values().filter(|held| !self.there.contains(&held.id)).copied().collect();
        let now = vault.now();
        // Others' that were never there may be on their way; after a while they are not.
        let is_late = |held: &Held| now.saturating_sub(held.since) > OTHERS_AFTER_SECONDS;
        missing.retain(|held| {
            held.device == self.me.card.device || self.was_there.contains(&held.id) || is_late(held)
        });
        missing.sort_by_key(|held| (held.device != self.me.card.device, held.incarnation, held.seq));
        let ours = missing.iter().filter(|held| held.device == self.me.card.device).count();
        missing.truncate(ours + HEAL_AT_ONCE);
        for (at, held) in missing.iter().enumerate() {
            let Some(bytes) = vault.segment(held.id).await.map_err(ExchangeError::Vault)? else { continue };
            let name = names::segment(held.incarnation, held.seq, held.id);
            let is_ours = held.device == self.me.card.device && self.is_free(&name);
            match write(carrier, &name, &bytes, is_ours).await {
                Ok(file) => {
                    let note = Note { file, what: What::Segment(held.id) };
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
            vault.progress(at + 1, missing.len());
        }
        Ok(())
    }

    async fn carry_blobs<V: Vault, C: Carrier>(
        &mut self,
        vault: &mut V,
        carrier: &mut C,
    ) -> Result<(), ExchangeError<V::Error>> {
        let Some((epoch, key, first)) = self.blob_keys() else { return Ok(()) };
        for blob in vault.blobs().await.map_err(ExchangeError::Vault)? {
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
                    && self.fetch(vault, carrier, &blob, &pieces).await?;
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
            let Some(bytes) = vault.blob(blob.sha256).await.map_err(ExchangeError::Vault)? else { continue };
            let mut is_whole = true;
            for ((piece, plain), is_there) in pieces.iter().zip(bytes.chunks(CHUNK_BYTES_MAX)).zip(there) {
                if is_there {
                    continue;
                }
                let mut nonce = [0; 24];
                nonce.copy_from_slice(&vault.random()[..24]);
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

    fn blob_keys(&self) -> Option<(u32, EpochKey, EpochKey)> {
        let epoch = self.team.as_ref()?.epoch;
        let key = self.keys.get(&epoch)?.first()?.clone();
        Some((epoch, key, self.keys.values().next()?.first()?.clone()))
    }

    async fn fetch<V: Vault, C: Carrier>(
        &mut self,
        vault: &mut V,
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
        vault.keep_blob(blob.sha256, whole).await.map_err(ExchangeError::Vault)
    }

    /// What we have seen and when, for the others' eyes. Nothing depends on it.
    async fn write_head<V: Vault, C: Carrier>(
        &mut self,
        vault: &mut V,
        carrier: &mut C,
    ) -> Result<(), ExchangeError<V::Error>> {
        let Some((epoch, key, _)) = self.blob_keys() else { return Ok(()) };
        let count = self.own_head.map_or(1, |(count, _)| count + 1);
        let (mut mark, mut nonce) = ([0; 16], [0; 24]);
        mark.copy_from_slice(&vault.random()[..16]);
        nonce.copy_from_slice(&vault.random()[..24]);
        let (device, incarnation) = (self.me.card.device, self.me.incarnation);
        let head = Head { device, incarnation, count, mark, at: vault.now(), frontier: self.frontier() };
        let Some(bytes) = head.seal(&self.me.team, epoch, nonce, &key, &self.me.key) else { return Ok(()) };
        // Known before it is there: a head that we do not know to be ours would be a clone's.
        vault.keep(Kept::OwnHead { count, mark }).await.map_err(ExchangeError::Vault)?;
        let _ = carrier.replace(&names::head(incarnation), &bytes).await;
        Ok(())
    }

    async fn finish<V: Vault>(mut self, vault: &mut V) -> Result<Report, ExchangeError<V::Error>> {
        let healed: BTreeSet<String> = self
            .held
            .values()
            .filter(|held| self.there.contains(&held.id))
            .map(|held| names::segment(held.incarnation, held.seq, held.id))
            .collect();
        // One whose segment is whole under another name, or was written again: nobody lacks anything.
        let is_bad = |note: &&Note| matches!(note.what, What::Bad(_)) && !healed.contains(&note.file.name);
        let bad = self.notes.values().filter(is_bad).count();
        let set_aside = self.held.values().filter(|held| held.standing == Standing::Quarantined).count();
        self.report.quarantined = bad + set_aside;
        self.report.pending = self.lacking() + self.waiting_files;
        let is_unpublished =
            |held: &&Held| held.device == self.me.card.device && !self.there.contains(&held.id);
        self.report.unpublished = self.held.values().filter(is_unpublished).count();
        let found = self.notes.into_values().collect();
        let seen_there = self.there.difference(&self.was_there).copied().collect();
        vault.keep(Kept::Notes { found, gone: self.gone, seen_there }).await.map_err(ExchangeError::Vault)?;
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
    fn contiguous(&self, incarnation: Incarnation) -> Option<Seen> {
        let mut all: Vec<&Held> = self.held.values().filter(|held| held.incarnation == incarnation).collect();
        all.sort_by_key(|held| (held.seq, held.id));
        all.dedup_by_key(|held| held.seq);
        let whole = all.iter().zip(1..).take_while(|(held, seq)| held.seq == *seq).last();
        whole.map(|(held, _)| Seen { incarnation, seq: held.seq, id: held.id })
    }

    fn frontier(&self) -> Vec<Seen> {
        let incarnations: BTreeSet<Incarnation> = self.held.values().map(|held| held.incarnation).collect();
        incarnations
            .into_iter()
            .filter_map(|incarnation| self.contiguous(incarnation))
            .take(FRONTIER_MAX)
            .collect()
    }
}

enum Looked {
    Is(What),
    Arrived(Box<Arrived>),
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

fn attest(attested: &mut BTreeMap<Incarnation, u64>, seen: &Seen) {
    // More than anybody writes in a life: made up.
    if seen.seq > SEQ_MAX {
        return;
    }
    let seq = attested.entry(seen.incarnation).or_default();
    *seq = (*seq).max(seen.seq);
}

/// Writes a file of this name, or, where something else has the name, of one beside it. A cut one of our own is written
/// again in its place.
async fn write<C: Carrier>(
    carrier: &mut C,
    name: &str,
    bytes: &[u8],
    is_ours: bool,
) -> Result<Listed, CarrierError> {
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
fn unstamped(name: String, bytes: &[u8]) -> Listed {
    Listed { name, size: bytes.len() as u64, stamp: 0 }
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

/// The team's id, for whoever makes one.
pub fn id_of(first: &Entry) -> [u8; 16] {
    team::team_id(&first.id)
}
