//! A segment: sealed by one installation, read by the team, never changed (docs/formats/segment.md).
//!
//! It is looked at in the order of what it costs to be wrong: its shape, then who signed it, then what it says.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroize;

use crate::bytes::Taker;
pub use crate::error::SegmentError;
use crate::frames::{self, Frame};
use crate::keys::{DeviceKey, DevicePublic, EpochKey};
use crate::limits::{FRONTIER_MAX, PLAIN_BYTES_MAX, SEGMENT_BYTES_MAX};

/// One installation, one life of it: a restored backup and a clone are others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Incarnation(pub [u8; 16]);

/// One installation, as the team knows it: its keys stand in the team's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Device(pub [u8; 16]);

/// BLAKE3 of a segment's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId(pub [u8; 32]);

/// The last that was seen of an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontierEntry {
    pub incarnation: Incarnation,
    pub seq: u64,
    pub id: SegmentId,
}

/// What an author says of a segment besides its frames.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    pub team: [u8; 16],
    pub device: Device,
    pub incarnation: Incarnation,
    /// From 1 on, without a gap.
    pub seq: u64,
    /// The segment before, of the same incarnation; zeros before the first.
    pub previous: SegmentId,
    pub epoch: u32,
    /// Random: a counter would repeat after a restored backup.
    pub nonce: [u8; 24],
    /// What the author had seen of the others, in the order of their incarnations.
    pub frontier: Vec<FrontierEntry>,
}

/// What stands in the clear, and what everything else is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub envelope: Envelope,
    /// Reserved for keys of single documents; zeros.
    pub key_ref: [u8; 16],
    /// Bytes of the frames, unpacked.
    pub plain_len: u32,
    pub cipher_len: u32,
}

/// A segment whose shape is right; nothing is known yet of who wrote it.
#[derive(Debug, Clone)]
pub struct Sealed {
    pub header: Header,
    pub id: SegmentId,
    head: Vec<u8>,
    ciphertext: Vec<u8>,
    digest: [u8; 32],
    signature: [u8; 64],
}

/// A segment that its author signed.
#[derive(Debug, Clone)]
pub struct Verified(Sealed);

const MAGIC: &[u8; 8] = b"HILOSEG\0";
const END: &[u8; 8] = b"\0GESOLIH";
const FORMAT: u16 = 1;
/// Digest, signature and end magic.
const TAIL: usize = 32 + 64 + 8;
const TAG: usize = 16;
const LEVEL: i32 = 3;

/// Whether bytes begin as a segment does, whatever their name.
pub(crate) fn begins_as_one(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Seals frames. The same envelope, frames and keys give the same bytes: a sequence number that was sealed never gets
/// other ones.
///
/// # Errors
/// `TooLarge` for more than a segment holds, `Malformed` for a frontier out of order or a number of zero.
pub fn seal(
    envelope: Envelope,
    frames: &[Frame],
    epoch: &EpochKey,
    device: &DeviceKey,
) -> Result<Vec<u8>, SegmentError> {
    let plain = frames::written(frames)?;
    if plain.len() > PLAIN_BYTES_MAX {
        return Err(SegmentError::TooLarge);
    }
    let packed = zstd::bulk::compress(&plain, LEVEL).map_err(|_| SegmentError::TooLarge)?;
    let mut padded = (packed.len() as u32).to_le_bytes().to_vec();
    padded.extend_from_slice(&packed);
    padded.resize(padded_len(padded.len()), 0);
    let cipher_len = (padded.len() + TAG) as u32;
    let header = Header { envelope, key_ref: [0; 16], plain_len: plain.len() as u32, cipher_len };
    let head = header.written()?;
    let id = SegmentId(*blake3::hash(&head).as_bytes());
    let mut key = epoch.of_segment(&id.0);
    let cipher = XChaCha20Poly1305::new(&key.into());
    let nonce = XNonce::from(header.envelope.nonce);
    let sealed = cipher.encrypt(&nonce, Payload { msg: &padded, aad: &head });
    key.zeroize();
    let ciphertext = sealed.map_err(|_| SegmentError::TooLarge)?;
    let digest = *blake3::hash(&ciphertext).as_bytes();
    let signature = device.sign(&signed(&head, &digest));
    let bytes = [&head[..], &ciphertext, &digest, &signature, END].concat();
    match bytes.len() > SEGMENT_BYTES_MAX {
        true => Err(SegmentError::TooLarge),
        false => Ok(bytes),
    }
}

impl Sealed {
    /// Reads the shape, and allocates nothing that the bytes only claim.
    pub fn parse(bytes: &[u8]) -> Result<Self, SegmentError> {
        if bytes.len() > SEGMENT_BYTES_MAX {
            return Err(SegmentError::TooLarge);
        }
        let (header, head_len) = Header::read(bytes)?;
        let whole = head_len + header.cipher_len as usize + TAIL;
        if whole > SEGMENT_BYTES_MAX {
            return Err(SegmentError::TooLarge);
        }
        let mut rest = Taker(&bytes[head_len..]);
        let ciphertext = rest.take(header.cipher_len as usize).ok_or(SegmentError::Incomplete)?.to_vec();
        let digest = rest.array().ok_or(SegmentError::Incomplete)?;
        let signature = rest.array().ok_or(SegmentError::Incomplete)?;
        // A file that a copier writes in place is whole only with its end.
        match rest.array::<8>().ok_or(SegmentError::Incomplete)? == *END {
            false => return Err(SegmentError::Incomplete),
            true if !rest.is_empty() => return Err(SegmentError::Malformed),
            true => {}
        }
        let head = bytes[..head_len].to_vec();
        let id = SegmentId(*blake3::hash(&head).as_bytes());
        Ok(Self { header, id, head, ciphertext, digest, signature })
    }

    /// Whether its author, whose key the team knows, signed exactly this.
    pub fn verify(self, author: &DevicePublic) -> Result<Verified, SegmentError> {
        if blake3::hash(&self.ciphertext) != blake3::Hash::from_bytes(self.digest) {
            return Err(SegmentError::Damaged);
        }
        match author.has_signed(&signed(&self.head, &self.digest), &self.signature) {
            true => Ok(Verified(self)),
            false => Err(SegmentError::WrongSigner),
        }
    }
}

impl Verified {
    pub fn header(&self) -> &Header {
        &self.0.header
    }

    pub fn id(&self) -> SegmentId {
        self.0.id
    }

    /// What it says.
    pub fn open(&self, epoch: &EpochKey) -> Result<Vec<Frame>, SegmentError> {
        let Sealed { header, id, head, ciphertext, .. } = &self.0;
        let mut key = epoch.of_segment(&id.0);
        let cipher = XChaCha20Poly1305::new(&key.into());
        let nonce = XNonce::from(header.envelope.nonce);
        let opened = cipher.decrypt(&nonce, Payload { msg: ciphertext, aad: head });
        key.zeroize();
        let padded = opened.map_err(|_| SegmentError::WrongKey)?;
        let mut rest = Taker(&padded);
        let length = rest.u32().ok_or(SegmentError::Malformed)? as usize;
        let packed = rest.take(length).ok_or(SegmentError::Malformed)?;
        let plain_len = header.plain_len as usize;
        // Never more than the header says, which is never more than the limit: a bomb stops there.
        let plain = zstd::bulk::decompress(packed, plain_len).map_err(|_| SegmentError::Malformed)?;
        match plain.len() == plain_len {
            true => frames::read(&plain),
            false => Err(SegmentError::Malformed),
        }
    }
}

impl Header {
    fn written(&self) -> Result<Vec<u8>, SegmentError> {
        let Envelope { team, device, incarnation, seq, previous, epoch, nonce, frontier } = &self.envelope;
        if frontier.len() > FRONTIER_MAX {
            return Err(SegmentError::TooLarge);
        }
        if *seq == 0 || !is_ordered(frontier) {
            return Err(SegmentError::Malformed);
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&FORMAT.to_le_bytes());
        bytes.extend_from_slice(team);
        bytes.extend_from_slice(&device.0);
        bytes.extend_from_slice(&incarnation.0);
        bytes.extend_from_slice(&seq.to_le_bytes());
        bytes.extend_from_slice(&previous.0);
        bytes.extend_from_slice(&epoch.to_le_bytes());
        bytes.extend_from_slice(nonce);
        bytes.extend_from_slice(&(frontier.len() as u16).to_le_bytes());
        for seen in frontier {
            bytes.extend_from_slice(&seen.incarnation.0);
            bytes.extend_from_slice(&seen.seq.to_le_bytes());
            bytes.extend_from_slice(&seen.id.0);
        }
        bytes.extend_from_slice(&self.key_ref);
        bytes.extend_from_slice(&self.plain_len.to_le_bytes());
        bytes.extend_from_slice(&self.cipher_len.to_le_bytes());
        Ok(bytes)
    }

    /// The header and how long it is.
    fn read(bytes: &[u8]) -> Result<(Self, usize), SegmentError> {
        let begins = bytes.len().min(MAGIC.len());
        if bytes.is_empty() || bytes[..begins] != MAGIC[..begins] {
            return Err(SegmentError::Foreign);
        }
        let mut rest = Taker(bytes);
        rest.take(MAGIC.len()).ok_or(SegmentError::Incomplete)?;
        if rest.u16().ok_or(SegmentError::Incomplete)? != FORMAT {
            return Err(SegmentError::Newer);
        }
        let header = Self::fields(&mut rest).ok_or(SegmentError::Incomplete)?;
        let envelope = &header.envelope;
        if envelope.frontier.len() > FRONTIER_MAX || header.plain_len as usize > PLAIN_BYTES_MAX {
            return Err(SegmentError::TooLarge);
        }
        let is_sane = envelope.seq > 0 && header.cipher_len as usize >= TAG && is_ordered(&envelope.frontier);
        match is_sane {
            true => Ok((header, bytes.len() - rest.0.len())),
            false => Err(SegmentError::Malformed),
        }
    }

    fn fields(rest: &mut Taker<'_>) -> Option<Self> {
        let (team, device) = (rest.array()?, Device(rest.array()?));
        let (incarnation, seq) = (Incarnation(rest.array()?), rest.u64()?);
        let (previous, epoch, nonce) = (SegmentId(rest.array()?), rest.u32()?, rest.array()?);
        let mut frontier = Vec::new();
        for _ in 0..rest.u16()? {
            let (incarnation, seq) = (Incarnation(rest.array()?), rest.u64()?);
            frontier.push(FrontierEntry { incarnation, seq, id: SegmentId(rest.array()?) });
        }
        let envelope = Envelope { team, device, incarnation, seq, previous, epoch, nonce, frontier };
        Some(Self { envelope, key_ref: rest.array()?, plain_len: rest.u32()?, cipher_len: rest.u32()? })
    }
}

/// Each incarnation once, in order: of one frontier there is one form.
fn is_ordered(frontier: &[FrontierEntry]) -> bool {
    frontier.is_sorted_by(|one, other| one.incarnation < other.incarnation)
}

/// What the signature is over: which use of the key this is, then header and digest.
fn signed(head: &[u8], digest: &[u8; 32]) -> Vec<u8> {
    [&b"hilo segment 1\0"[..], head, digest].concat()
}

/// PADME (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019): lengths keep
/// only their leading bits, at a cost of 12 % at most.
fn padded_len(length: usize) -> usize {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    let kept = exponent.checked_ilog2().map_or(1, |bits| bits + 1);
    let mask = (1usize << exponent.saturating_sub(kept)) - 1;
    (length + mask) & !mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_up_by_an_eighth_at_most() {
        for length in (2..100_000).chain([1 << 20, (1 << 22) - 1]) {
            let padded = padded_len(length);
            assert!(padded >= length && padded - length <= length / 8 + 1, "{length} {padded}");
            assert_eq!(padded_len(padded), padded, "{length}");
        }
    }
}
