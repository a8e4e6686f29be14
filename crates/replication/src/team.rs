//! The team, as its log says: who is in it, what they may do, and with which keys they read.
//!
//! Entries are a graph: each names those that its author had seen. The team is what comes out of them in one order that
//! all copies agree on, whatever the order of arrival: by depth, removals before everything else, the owner before
//! others, then by hash. An entry that its author may not write has no effect; one that its author did not sign is none.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::{DeviceProfile, Entry, EntryId, Operation, Private, Role};
use crate::keys::{DeviceKey, EpochKey, Grant};
use crate::limits::MEMBERS_MAX;
use crate::segment::{Device, FrontierEntry, Incarnation};

/// One device of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub card: DeviceProfile,
    pub role: Role,
    pub standing: MembershipStatus,
    /// The invitation that let it in; zeros for the owner.
    pub invite: [u8; 16],
    private: Private,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MembershipStatus {
    Active,
    /// With what it had published by then.
    Removed(Vec<FrontierEntry>),
    Retired,
}

/// A log, evaluated.
#[derive(Debug, Clone)]
pub struct Team {
    pub id: [u8; 16],
    /// Empty, as the names of all, until `read_names`.
    pub name: String,
    pub members: BTreeMap<Device, Member>,
    /// The newest epoch.
    pub epoch: u32,
    /// Entries that nobody builds on yet: what the next one names.
    pub heads: Vec<EntryId>,
    pub depth: u64,
    /// Entries without effect: their authors may not write them, or somebody else was first.
    pub idle: Vec<EntryId>,
    /// Entries whose parents have not arrived.
    pub waiting: Vec<EntryId>,
    grants: Vec<Grant>,
    earlier: Vec<(u32, Vec<u8>)>,
}

impl Entry {
    /// What the first entry of this team says, if this is it; not a copy of which the signature is another.
    fn founding(&self, id: [u8; 16]) -> Option<(&Self, &DeviceProfile, &Private, &Grant)> {
        let Operation::Create { owner, private, grant } = &self.deed else { return None };
        let is_first = self.depth == 0 && team_id(&self.id) == id && self.team == [0; 16];
        (is_first && self.author == owner.device && self.is_signed_by(&owner.signing))
            .then_some((self, owner, private, grant))
    }
}

/// The team's id: a part of the first entry's hash, so that nobody can put another owner under it.
pub fn team_id(first: &EntryId) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&first.0[..16]);
    id
}

impl Team {
    /// The team of this id; none while its first entry is not among `entries`. Only what a member signed counts at all:
    /// anybody can write into a folder.
    pub fn of(id: [u8; 16], entries: &[Entry]) -> Option<Self> {
        let all = Self::evaluated(id, entries)?;
        // Of one entry its author can make many signatures: it is one all the same, and named once by those after it.
        let mut taken = BTreeSet::new();
        let is_new = |entry: &&Entry| all.is_sound(entry) && taken.insert(entry.id);
        let sound: Vec<Entry> = entries.iter().filter(is_new).cloned().collect();
        Self::evaluated(id, &sound)
    }

    /// Whether a member, or one who was, signed it: what it is worth is another question.
    pub fn is_sound(&self, entry: &Entry) -> bool {
        let is_first = entry.depth == 0 && team_id(&entry.id) == self.id;
        let author = self.members.get(&entry.author);
        let is_ours = is_first || (entry.depth > 0 && entry.team == self.id);
        is_ours && author.is_some_and(|author| entry.is_signed_by(&author.card.signing))
    }

    fn evaluated(id: [u8; 16], entries: &[Entry]) -> Option<Self> {
        let (first, owner, private, grant) = entries.iter().find_map(|entry| entry.founding(id))?;
        let owner = Member {
            card: owner.clone(),
            role: Role::Owner,
            standing: MembershipStatus::Active,
            invite: [0; 16],
            private: private.clone(),
        };
        let mut team = Self {
            id,
            name: String::new(),
            epoch: grant.epoch,
            members: BTreeMap::from([(owner.card.device, owner)]),
            heads: vec![first.id],
            depth: 0,
            idle: Vec::new(),
            waiting: Vec::new(),
            grants: vec![grant.clone()],
            earlier: Vec::new(),
        };
        let ordered = team.ordered(first, entries);
        for entry in &ordered {
            if !team.allows(entry) || !team.take(&entry.deed) {
                team.idle.push(entry.id);
            }
        }
        team.set_heads(first, &ordered);
        Some(team)
    }

    /// An active member.
    pub fn active(&self, device: Device) -> Option<&Member> {
        self.members.get(&device).filter(|member| member.standing == MembershipStatus::Active)
    }

    /// How far what a device published counts; none for all of it.
    pub fn cutoff(&self, device: Device) -> Option<&[FrontierEntry]> {
        match &self.members.get(&device)?.standing {
            MembershipStatus::Removed(cutoff) => Some(cutoff),
            MembershipStatus::Active | MembershipStatus::Retired => None,
        }
    }

    /// Whether a segment of this device counts.
    pub fn counts(&self, device: Device, incarnation: Incarnation, seq: u64) -> bool {
        let within = |seen: &FrontierEntry| seen.incarnation == incarnation && seq <= seen.seq;
        self.members.contains_key(&device)
            && self.cutoff(device).is_none_or(|cutoff| cutoff.iter().any(within))
    }

    /// Every key that a device was given, by epoch; of two epochs of one number both.
    pub fn keys(&self, device: Device, key: &DeviceKey) -> BTreeMap<u32, Vec<EpochKey>> {
        let mut keys: BTreeMap<u32, Vec<EpochKey>> = BTreeMap::new();
        for grant in self.grants.iter().filter(|grant| grant.device == device.0) {
            if let Some(opened) = key.open(grant) {
                keys.entry(grant.epoch).or_default().push(opened);
            }
        }
        // From the newest back: each opens the one before it.
        let mut backwards = self.earlier.clone();
        backwards.sort_by_key(|(epoch, _)| std::cmp::Reverse(*epoch));
        for (epoch, bytes) in backwards {
            let opened: Vec<EpochKey> =
                keys.get(&epoch).into_iter().flatten().filter_map(|key| key.earlier(&bytes, epoch)).collect();
            if keys.get(&(epoch - 1)).is_none_or(Vec::is_empty) && !opened.is_empty() {
                keys.insert(epoch - 1, opened);
            }
        }
        keys
    }

    /// Whether the newest key was made after a device left: it was not given it.
    pub fn has_key_since_removal(&self, device: Device) -> bool {
        !self.grants.iter().any(|grant| grant.epoch == self.epoch && grant.device == device.0)
    }

    /// What the team and its members are called, for whoever has the keys.
    pub fn read_names(&mut self, keys: &BTreeMap<u32, Vec<EpochKey>>) {
        let keys_of = |epoch: u32| keys.get(&epoch).cloned().unwrap_or_default();
        for (device, member) in &mut self.members {
            let names = member.private.open(*device, keys_of).unwrap_or_default();
            let mut names = names.into_iter();
            member.card.user_name = names.next().unwrap_or_default();
            member.card.device_name = names.next().unwrap_or_default();
            if let (Role::Owner, Some(name)) = (member.role, names.next()) {
                self.name = name;
            }
        }
    }

    /// Who a device belongs to.
    pub fn user(&self, device: Device) -> Option<[u8; 16]> {
        self.members.get(&device).map(|member| member.card.user)
    }

    /// Whether this entry's author may write it, as the team stands before it.
    fn allows(&self, entry: &Entry) -> bool {
        let Some(author) = self.active(entry.author) else { return false };
        author.role >= Role::Admin && entry.team == self.id && entry.is_signed_by(&author.card.signing)
    }

    /// Whether it had an effect.
    fn take(&mut self, deed: &Operation) -> bool {
        match deed {
            Operation::Create { .. } => return false,
            // Kept for the version that understands it.
            Operation::Other { .. } => {}
            Operation::Add { card, private, role, invite, grant } => {
                let is_used = self.members.values().any(|member| member.invite == *invite);
                if self.members.contains_key(&card.device) || is_used || self.members.len() >= MEMBERS_MAX {
                    return false;
                }
                let member = Member {
                    card: card.clone(),
                    role: *role,
                    standing: MembershipStatus::Active,
                    invite: *invite,
                    private: private.clone(),
                };
                self.members.insert(card.device, member);
                self.grants.push(grant.clone());
            }
            Operation::Remove { device, cutoff } => match self.members.get_mut(device) {
                // The owner stays: a team without one is nobody's.
                Some(member) if member.role != Role::Owner => {
                    member.standing = MembershipStatus::Removed(cutoff.clone())
                }
                _ => return false,
            },
            Operation::Epoch { epoch, grants, earlier } => {
                if *epoch == 0 || epoch.checked_sub(1).is_none_or(|before| before > self.epoch) {
                    return false;
                }
                self.epoch = self.epoch.max(*epoch);
                self.grants.extend(grants.iter().filter(|grant| grant.epoch == *epoch).cloned());
                self.earlier.push((*epoch, earlier.clone()));
            }
            Operation::Retire { device } => match self.members.get_mut(device) {
                Some(member) if member.standing == MembershipStatus::Active && member.role != Role::Owner => {
                    member.standing = MembershipStatus::Retired;
                }
                _ => return false,
            },
            // The rules of erasure come with it; the entry is kept, and is no fault.
            Operation::Erase { .. } => {}
        }
        true
    }

    /// Every entry whose parents are here, in the one order.
    fn ordered<'a>(&mut self, first: &Entry, entries: &'a [Entry]) -> Vec<&'a Entry> {
        let mut depths = BTreeMap::from([(first.id, 0)]);
        let mut left: Vec<&Entry> = entries.iter().filter(|entry| entry.depth > 0).collect();
        left.sort_by_key(|entry| (entry.depth, entry.id));
        left.dedup();
        let mut ordered = Vec::new();
        // By depth, so that parents always come first: an entry says that it is deeper than all of them.
        for entry in left {
            let parents: Option<Vec<u64>> =
                entry.parents.iter().map(|parent| depths.get(parent).copied()).collect();
            match parents.and_then(|depths| depths.into_iter().max()) {
                Some(deepest) if entry.depth == deepest + 1 => {
                    depths.insert(entry.id, entry.depth);
                    ordered.push(entry);
                }
                Some(_) => self.idle.push(entry.id),
                None => self.waiting.push(entry.id),
            }
        }
        let owner = first.author;
        ordered.sort_by_key(|entry| {
            let is_removal = matches!(entry.deed, Operation::Remove { .. });
            (entry.depth, !is_removal, entry.author != owner, entry.id)
        });
        ordered
    }

    fn set_heads(&mut self, first: &Entry, ordered: &[&Entry]) {
        let named: BTreeSet<EntryId> =
            ordered.iter().flat_map(|entry| entry.parents.iter().copied()).collect();
        let all = std::iter::once(first).chain(ordered.iter().copied());
        let mut heads: Vec<(u64, EntryId)> =
            all.filter(|entry| !named.contains(&entry.id)).map(|entry| (entry.depth, entry.id)).collect();
        heads.sort_by_key(|(depth, id)| (std::cmp::Reverse(*depth), *id));
        self.depth = heads.first().map_or(0, |(depth, _)| *depth);
        heads.truncate(crate::limits::PARENTS_MAX);
        self.heads = heads.into_iter().map(|(_, id)| id).collect();
        self.heads.sort_unstable();
    }
}

/// Makes a team: its first entry, and the first epoch's key for its owner. `random` is for the grant, `nonce` for the names;
/// neither is used for anything else.
pub fn create(
    name: &str,
    owner: &DeviceProfile,
    key: &DeviceKey,
    epoch: &EpochKey,
    random: [u8; 32],
    nonce: [u8; 24],
) -> Option<(Entry, Vec<u8>)> {
    let grant = Grant::of(epoch, 1, owner, random)?;
    let private = Private::of(&[&owner.user_name, &owner.device_name, name], owner.device, 1, epoch, nonce)?;
    let deed = Operation::Create { owner: owner.bare(), private, grant };
    Some(Entry::write([0; 16], 0, Vec::new(), owner, deed, key))
}

impl Team {
    /// What lets a device in, with the newest key.
    pub fn adding(
        &self,
        card: &DeviceProfile,
        role: Role,
        invite: [u8; 16],
        newest: &EpochKey,
        random: [u8; 32],
        nonce: [u8; 24],
    ) -> Option<Operation> {
        let grant = Grant::of(newest, self.epoch, card, random)?;
        let names = [card.user_name.as_str(), &card.device_name];
        let private = Private::of(&names, card.device, self.epoch, newest, nonce)?;
        Some(Operation::Add { card: card.bare(), private, role, invite, grant })
    }

    /// The next entry, on top of all that are known.
    pub fn next(&self, author: Device, deed: Operation, key: &DeviceKey) -> Option<(Entry, Vec<u8>)> {
        let card = &self.active(author)?.card;
        Some(Entry::write(self.id, self.depth + 1, self.heads.clone(), card, deed, key))
    }
}
