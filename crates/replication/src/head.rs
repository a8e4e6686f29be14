//! What a device last said of itself: when, and what it had seen. A hint: it may be missing, old or torn.

use crate::bytes::{Putter, Taker};
use crate::keys::{self, DeviceKey, EpochKey};
use crate::limits::{FRONTIER_MAX, SEGMENT_BYTES_MAX};
use crate::segment::{Device, FrontierEntry, Incarnation};
use crate::team::Team;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub device: Device,
    pub incarnation: Incarnation,
    /// One more each time.
    pub count: u64,
    /// Fresh each time: another's of the same count was written by a clone of ours.
    pub mark: [u8; 16],
    /// Seconds since 1970, by the device's own clock.
    pub at: u64,
    pub frontier: Vec<FrontierEntry>,
}

pub(crate) const MAGIC: &[u8; 8] = b"HILOHEAD";
const FORMAT: u16 = 1;

impl Head {
    pub fn seal(
        &self,
        team: &[u8; 16],
        epoch: u32,
        nonce: [u8; 24],
        epoch_key: &EpochKey,
        key: &DeviceKey,
    ) -> Option<Vec<u8>> {
        let mut head = Putter::default();
        head.put(MAGIC)
            .u16(FORMAT)
            .put(team)
            .put(&self.device.0)
            .put(&self.incarnation.0)
            .u32(epoch)
            .put(&nonce);
        let mut plain = Putter::default();
        plain.u64(self.count).put(&self.mark).u64(self.at).each(&self.frontier, |to, seen| {
            seen.write(to);
        });
        let sealed = keys::sealed(&head_key(epoch_key), &nonce, &plain.0, &head.0)?;
        let said = [head.0, sealed].concat();
        let signature = key.sign(&signed(&said));
        Some([&said[..], &signature].concat())
    }

    /// Reads one that a member signed; none for everything else.
    pub fn open(bytes: &[u8], team: &Team, keys_of: impl Fn(u32) -> Vec<EpochKey>) -> Option<Self> {
        if bytes.len() > SEGMENT_BYTES_MAX {
            return None;
        }
        let (said, signature) = bytes.split_at_checked(bytes.len().checked_sub(64)?)?;
        let mut rest = Taker(said);
        let is_ours = rest.take(8)? == MAGIC && rest.u16()? == FORMAT && rest.array()? == team.id;
        let (device, incarnation) = (Device(rest.array()?), Incarnation(rest.array()?));
        let (epoch, nonce) = (rest.u32()?, rest.array()?);
        let card = &team.members.get(&device)?.card;
        if !is_ours || !card.signing.has_signed(&signed(said), signature.try_into().ok()?) {
            return None;
        }
        let head = &said[..said.len() - rest.0.len()];
        let plain =
            keys_of(epoch).iter().find_map(|key| keys::opened(&head_key(key), &nonce, rest.0, head))?;
        let mut rest = Taker(&plain);
        let (count, mark, at) = (rest.u64()?, rest.array()?, rest.u64()?);
        let frontier = rest.each(FrontierEntry::read).filter(|frontier| frontier.len() <= FRONTIER_MAX)?;
        Some(Self { device, incarnation, count, mark, at, frontier })
    }
}

fn head_key(epoch: &EpochKey) -> [u8; 32] {
    epoch.of_thing(b"hilo head 1", &[])
}

fn signed(said: &[u8]) -> Vec<u8> {
    [&b"hilo head 1\0"[..], said].concat()
}
