//! An entry of the team's log: who joined, who left, which keys; signed, and bound to the entries before it
//! (`docs/formats/team.md`).

use thiserror::Error;

use crate::bytes::{Putter, Taker};
use crate::keys::{self, DeviceKey, DevicePublic, EpochKey, Grant};
use crate::limits::{EARLIER_MAX, ENTRY_BYTES_MAX, MEMBERS_MAX, NAME_BYTES_MAX, PARENTS_MAX};
use crate::segment::{Device, FrontierEntry, Incarnation, SegmentId};

/// Why bytes are no entry that can be read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EntryError {
    #[error("not an entry of a team's log")]
    Foreign,
    #[error("an entry that ends too soon")]
    Incomplete,
    #[error("an entry of a newer format")]
    Newer,
    #[error("an entry that contradicts itself")]
    Malformed,
}

/// BLAKE3 of everything that is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub [u8; 32]);

/// What a device is, as it says itself and an admin confirms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceProfile {
    pub device: Device,
    pub signing: DevicePublic,
    pub receiving: [u8; 32],
    pub user: [u8; 16],
    pub user_name: String,
    pub device_name: String,
    /// Actors under which this installation wrote before it was in the team.
    pub earlier: Vec<[u8; 16]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Member,
    /// May add and remove.
    Admin,
    /// The one who made the team.
    Owner,
}

/// Names, for the team's eyes alone: the log lies where others can read it (security-rules.md R37).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Private {
    epoch: u32,
    nonce: [u8; 24],
    sealed: Vec<u8>,
}

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// The first entry; the team's id is a part of its hash.
    Create {
        owner: DeviceProfile,
        private: Private,
        grant: Grant,
    },
    Add {
        card: DeviceProfile,
        private: Private,
        role: Role,
        invite: [u8; 16],
        grant: Grant,
    },
    /// What the device published beyond `cutoff` waits for an admin.
    Remove {
        device: Device,
        cutoff: Vec<FrontierEntry>,
    },
    /// A key that those who left do not get; the one before is sealed under it.
    Epoch {
        epoch: u32,
        grants: Vec<Grant>,
        earlier: Vec<u8>,
    },
    Erase {
        document: [u8; 16],
    },
    /// Silent for long: nobody waits for it any more.
    Retire {
        device: Device,
    },
    /// Of a newer version: kept, without effect.
    Other {
        kind: u8,
        bytes: Vec<u8>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: EntryId,
    /// Zeros in the first.
    pub team: [u8; 16],
    /// One more than the deepest parent's; 0 for the first.
    pub depth: u64,
    pub parents: Vec<EntryId>,
    pub author: Device,
    pub deed: Operation,
    signed: Vec<u8>,
    signature: [u8; 64],
}

const MAGIC: &[u8; 8] = b"HILOLOG\0";
const END: &[u8; 8] = b"\0GOLOLIH";
const FORMAT: u16 = 1;

impl Entry {
    /// Writes and signs one.
    pub fn write(
        team: [u8; 16],
        depth: u64,
        parents: Vec<EntryId>,
        author: &DeviceProfile,
        deed: Operation,
        key: &DeviceKey,
    ) -> (Self, Vec<u8>) {
        let mut body = Putter::default();
        body.put(&team)
            .u64(depth)
            .each(&parents, |to, parent| {
                to.put(&parent.0);
            })
            .put(&author.device.0);
        deed.write(&mut body);
        let mut signed = Putter::default();
        signed.put(MAGIC).u16(FORMAT).u32(u32::try_from(body.0.len()).unwrap_or(u32::MAX)).put(&body.0);
        let signed = signed.0;
        let id = EntryId(*blake3::hash(&signed).as_bytes());
        let signature = key.sign(&as_signed(&id));
        let bytes = [&signed[..], &signature, END].concat();
        (Self { id, team, depth, parents, author: author.device, deed, signed, signature }, bytes)
    }

    /// Reads the shape; whether its author may say so, the log tells.
    ///
    /// # Errors
    /// What is wrong with the bytes, none of which means that anything is lost.
    pub fn parse(bytes: &[u8]) -> Result<Self, EntryError> {
        let begins = bytes.len().min(MAGIC.len());
        if bytes.is_empty() || bytes[..begins] != MAGIC[..begins] {
            return Err(EntryError::Foreign);
        }
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(EntryError::Malformed);
        }
        let mut rest = Taker(bytes);
        rest.take(MAGIC.len()).ok_or(EntryError::Incomplete)?;
        if rest.u16().ok_or(EntryError::Incomplete)? != FORMAT {
            return Err(EntryError::Newer);
        }
        let length = rest.u32().ok_or(EntryError::Incomplete)? as usize;
        let body = rest.take(length).ok_or(EntryError::Incomplete)?;
        let signed = bytes[..bytes.len() - rest.0.len()].to_vec();
        let signature = rest.array().ok_or(EntryError::Incomplete)?;
        match rest.array::<8>().ok_or(EntryError::Incomplete)? == *END {
            false => return Err(EntryError::Incomplete),
            true if !rest.is_empty() => return Err(EntryError::Malformed),
            true => {}
        }
        let (team, depth, parents, author, deed) = read_body(body).ok_or(EntryError::Malformed)?;
        let id = EntryId(*blake3::hash(&signed).as_bytes());
        Ok(Self { id, team, depth, parents, author, deed, signed, signature })
    }

    /// The file as it is written.
    pub fn bytes(&self) -> Vec<u8> {
        [&self.signed[..], &self.signature, END].concat()
    }

    pub(crate) fn is_signed_by(&self, author: &DevicePublic) -> bool {
        author.has_signed(&as_signed(&self.id), &self.signature)
    }
}

fn as_signed(id: &EntryId) -> Vec<u8> {
    [&b"hilo team 1\0"[..], &id.0].concat()
}

type Body = ([u8; 16], u64, Vec<EntryId>, Device, Operation);

fn read_body(body: &[u8]) -> Option<Body> {
    let mut rest = Taker(body);
    let (team, depth) = (rest.array()?, rest.u64()?);
    let parents = rest.each(|rest| rest.array().map(EntryId))?;
    let author = Device(rest.array()?);
    let deed = Operation::read(&mut rest)?;
    let is_sane = parents.len() <= PARENTS_MAX && parents.is_sorted_by(|one, other| one < other);
    (rest.is_empty() && is_sane && (depth == 0) == parents.is_empty())
        .then_some((team, depth, parents, author, deed))
}

impl DeviceProfile {
    pub(crate) fn write(&self, to: &mut Putter) {
        to.put(&self.device.0).put(&self.signing.to_bytes()).put(&self.receiving).put(&self.user);
        to.text(&self.user_name).text(&self.device_name);
        to.each(&self.earlier, |to, actor| {
            to.put(actor);
        });
    }

    pub(crate) fn read(rest: &mut Taker<'_>) -> Option<Self> {
        let card = Self {
            device: Device(rest.array()?),
            signing: DevicePublic::parse(&rest.array()?)?,
            receiving: rest.array()?,
            user: rest.array()?,
            user_name: rest.text()?,
            device_name: rest.text()?,
            earlier: rest.each(Taker::array)?,
        };
        let is_short = |name: &String| name.len() <= NAME_BYTES_MAX;
        let is_sane =
            is_short(&card.user_name) && is_short(&card.device_name) && card.earlier.len() <= EARLIER_MAX;
        is_sane.then_some(card)
    }

    /// Without the names, as the log has it.
    pub(crate) fn bare(&self) -> Self {
        Self { user_name: String::new(), device_name: String::new(), ..self.clone() }
    }

    /// Both keys, the person and the names: what two people compare in four words.
    pub fn fingerprint(&self) -> [u8; 32] {
        let mut bytes = Putter::default();
        self.write(&mut bytes);
        *blake3::hash(&bytes.0).as_bytes()
    }
}

impl Private {
    /// Seals names of which each is short.
    pub(crate) fn of(
        names: &[&str],
        device: Device,
        epoch: u32,
        key: &EpochKey,
        nonce: [u8; 24],
    ) -> Option<Self> {
        let mut plain = Putter::default();
        plain.each(names, |to, name| {
            to.text(name);
        });
        let sealed = keys::sealed(&key.of_thing(PURPOSE, &device.0), &nonce, &plain.0, &[])?;
        Some(Self { epoch, nonce, sealed })
    }

    pub(crate) fn open(&self, device: Device, keys_of: impl Fn(u32) -> Vec<EpochKey>) -> Option<Vec<String>> {
        let open =
            |key: &EpochKey| keys::opened(&key.of_thing(PURPOSE, &device.0), &self.nonce, &self.sealed, &[]);
        let plain = keys_of(self.epoch).iter().find_map(open)?;
        let mut rest = Taker(&plain);
        rest.each(Taker::text).filter(|names| names.iter().all(|name| name.len() <= NAME_BYTES_MAX))
    }

    fn write(&self, to: &mut Putter) {
        to.u32(self.epoch).put(&self.nonce).part(&self.sealed);
    }

    fn read(rest: &mut Taker<'_>) -> Option<Self> {
        Some(Self { epoch: rest.u32()?, nonce: rest.array()?, sealed: rest.part()?.to_vec() })
    }
}

const PURPOSE: &[u8] = b"hilo names 1";

impl Grant {
    /// An epoch's key for a device; `random` is used for nothing else.
    pub fn of(key: &EpochKey, epoch: u32, card: &DeviceProfile, random: [u8; 32]) -> Option<Self> {
        key.granted(epoch, card.device.0, &card.receiving, random)
    }

    fn write(&self, to: &mut Putter) {
        to.u32(self.epoch).put(&self.device).put(&self.ephemeral).put(&self.sealed);
    }

    fn read(rest: &mut Taker<'_>) -> Option<Self> {
        Some(Self {
            epoch: rest.u32()?,
            device: rest.array()?,
            ephemeral: rest.array()?,
            sealed: rest.array()?,
        })
    }
}

impl Role {
    fn code(self) -> u8 {
        match self {
            Role::Member => 1,
            Role::Admin => 2,
            Role::Owner => 3,
        }
    }

    fn of(code: u8) -> Option<Self> {
        [Role::Member, Role::Admin, Role::Owner].into_iter().find(|role| role.code() == code)
    }
}

impl Operation {
    fn write(&self, to: &mut Putter) {
        match self {
            Operation::Create { owner, private, grant } => {
                to.u8(1);
                owner.write(to);
                private.write(to);
                grant.write(to);
            }
            Operation::Add { card, private, role, invite, grant } => {
                to.u8(2);
                card.write(to);
                private.write(to);
                to.u8(role.code()).put(invite);
                grant.write(to);
            }
            Operation::Remove { device, cutoff } => {
                to.u8(3).put(&device.0).each(cutoff, |to, seen| {
                    seen.write(to);
                });
            }
            Operation::Epoch { epoch, grants, earlier } => {
                to.u8(4).u32(*epoch).each(grants, |to, grant| grant.write(to)).part(earlier);
            }
            Operation::Erase { document } => {
                to.u8(5).put(document);
            }
            Operation::Retire { device } => {
                to.u8(6).put(&device.0);
            }
            Operation::Other { kind, bytes } => {
                to.u8(*kind).put(bytes);
            }
        }
    }

    fn read(rest: &mut Taker<'_>) -> Option<Self> {
        Some(match rest.u8()? {
            1 => Operation::Create {
                owner: DeviceProfile::read(rest)?,
                private: Private::read(rest)?,
                grant: Grant::read(rest)?,
            },
            2 => Operation::Add {
                card: DeviceProfile::read(rest)?,
                private: Private::read(rest)?,
                role: Role::of(rest.u8()?).filter(|role| *role != Role::Owner)?,
                invite: rest.array()?,
                grant: Grant::read(rest)?,
            },
            3 => Operation::Remove { device: Device(rest.array()?), cutoff: rest.each(FrontierEntry::read)? },
            4 => {
                let epoch = rest.u32()?;
                let grants = rest.each(Grant::read).filter(|grants| grants.len() <= MEMBERS_MAX)?;
                Operation::Epoch { epoch, grants, earlier: rest.part()?.to_vec() }
            }
            5 => Operation::Erase { document: rest.array()? },
            6 => Operation::Retire { device: Device(rest.array()?) },
            kind => Operation::Other { kind, bytes: rest.take(rest.0.len())?.to_vec() },
        })
    }
}

impl FrontierEntry {
    pub(crate) fn write<'a>(&self, to: &'a mut Putter) -> &'a mut Putter {
        to.put(&self.incarnation.0).u64(self.seq).put(&self.id.0)
    }

    pub(crate) fn read(rest: &mut Taker<'_>) -> Option<Self> {
        let (incarnation, seq) = (Incarnation(rest.array()?), rest.u64()?);
        Some(FrontierEntry { incarnation, seq, id: SegmentId(rest.array()?) })
    }
}
