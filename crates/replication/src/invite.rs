//! Letting a device in: a secret in a link, a request that only the secret opens, and four words that both screens show.

use thiserror::Error;

use crate::bytes::{Putter, Taker};
use crate::entry::DeviceProfile;
use crate::keys::{self, DeviceKey};
use crate::limits::REQUEST_BYTES_MAX;
use crate::names;

/// An invitation. Its secret follows from its maker's key and `number`: nothing of it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Invite {
    pub team: [u8; 16],
    /// Seconds since 1970.
    pub expires: u64,
    pub(crate) secret: [u8; 32],
}

/// Why a text is no invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not an invitation")]
pub struct NoInvite;

const SCHEME: &str = "hilo:join/";
const MAGIC: &[u8; 8] = b"HILOREQ\0";
const FORMAT: u16 = 1;

impl std::fmt::Debug for Invite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invite")
            .field("team", &self.team)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

impl Invite {
    /// The invitation of this number, which only its maker's key makes.
    pub fn of(team: [u8; 16], expires: u64, number: &[u8; 16], maker: &DeviceKey) -> Self {
        Self { team, expires, secret: maker.secret_of(b"hilo invite 1", number) }
    }

    /// What the log knows it by, once it was used.
    pub fn id(&self) -> [u8; 16] {
        let mut id = [0; 16];
        id.copy_from_slice(&keys::derived(&self.secret, &[b"hilo invite id 1"])[..16]);
        id
    }

    /// `hilo:join/` and base32: to be sent by a way that is trusted.
    pub fn link(&self) -> String {
        let mut bytes = Putter::default();
        bytes.u8(1).put(&self.team).u64(self.expires).put(&self.secret);
        let check = *blake3::hash(&bytes.0).as_bytes();
        bytes.put(&check[..4]);
        format!("{SCHEME}{}", names::base32(&bytes.0))
    }

    /// Reads a link, with blanks around it and with what a mail program makes of it.
    pub fn parse(text: &str) -> Result<Self, NoInvite> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        let (_, coded) = text.split_once(SCHEME).ok_or(NoInvite)?;
        let bytes = names::from_base32(coded.trim_end_matches(['>', '.', '"'])).ok_or(NoInvite)?;
        let (said, check) = bytes.split_at_checked(bytes.len().saturating_sub(4)).ok_or(NoInvite)?;
        if blake3::hash(said).as_bytes()[..4] != *check {
            return Err(NoInvite);
        }
        let mut rest = Taker(said);
        let mut read = || {
            let version = rest.u8()?;
            let invite = Self { team: rest.array()?, expires: rest.u64()?, secret: rest.array()? };
            (version == 1 && rest.is_empty()).then_some(invite)
        };
        read().ok_or(NoInvite)
    }

    /// A file that asks to be let in: the device's card, which only whoever knows the secret reads and could have written.
    pub fn request(&self, card: &DeviceProfile, nonce: [u8; 24]) -> Option<Vec<u8>> {
        let mut head = Putter::default();
        head.put(MAGIC).u16(FORMAT).put(&self.team).put(&self.id()).put(&nonce);
        let mut plain = Putter::default();
        card.write(&mut plain);
        let sealed = keys::sealed(&self.request_key(), &nonce, &plain.0, &head.0)?;
        Some([head.0, sealed].concat())
    }

    /// The card of a request that was written with this invitation.
    pub fn open(&self, bytes: &[u8]) -> Option<DeviceProfile> {
        let (head, sealed) = bytes.split_at_checked(REQUEST_HEAD)?;
        let (team, id, nonce) = request_head(head)?;
        if bytes.len() > REQUEST_BYTES_MAX || team != self.team || id != self.id() {
            return None;
        }
        let plain = keys::opened(&self.request_key(), &nonce, sealed, head)?;
        let mut rest = Taker(&plain);
        let card = DeviceProfile::read(&mut rest)?;
        rest.is_empty().then_some(card)
    }

    /// What both screens show as words, of the secret and of every key that is about to be trusted.
    pub fn check_of(&self, card: &DeviceProfile) -> [u8; 32] {
        keys::derived(&self.secret, &[b"hilo words 1", &self.team, &card.fingerprint()])
    }

    fn request_key(&self) -> [u8; 32] {
        keys::derived(&self.secret, &[b"hilo request 1"])
    }
}

const REQUEST_HEAD: usize = 8 + 2 + 16 + 16 + 24;

/// The invitation that a request names.
pub fn invite_of(bytes: &[u8]) -> Option<[u8; 16]> {
    request_head(bytes.get(..REQUEST_HEAD)?).map(|(_, id, _)| id)
}

fn request_head(head: &[u8]) -> Option<([u8; 16], [u8; 16], [u8; 24])> {
    let mut rest = Taker(head);
    let is_ours = rest.take(8)? == MAGIC && rest.u16()? == FORMAT;
    is_ours.then_some((rest.array()?, rest.array()?, rest.array()?))
}
