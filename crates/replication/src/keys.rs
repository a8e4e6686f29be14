//! The keys of a device and of an epoch. Private parts are wiped from memory when they are dropped.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// What a device signs with, and what it is given keys with.
#[derive(Clone)]
pub struct DeviceKey {
    signing: SigningKey,
    receiving: StaticSecret,
}

/// What everybody knows a device's signatures by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DevicePublic(VerifyingKey);

/// What the team reads with, until somebody leaves it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct EpochKey([u8; 32]);

/// An epoch's key, sealed for one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub epoch: u32,
    pub device: [u8; 16],
    pub(crate) ephemeral: [u8; 32],
    pub(crate) sealed: [u8; 48],
}

impl std::fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("DeviceKey").field(&self.public()).finish()
    }
}

impl std::fmt::Debug for EpochKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EpochKey")
    }
}

impl DeviceKey {
    /// Of 32 random bytes: both keys follow from them.
    pub fn of(secret: &[u8; 32]) -> Self {
        let mut receiving = derived(secret, &[b"hilo receiving 1"]);
        let key = Self { signing: SigningKey::from_bytes(secret), receiving: StaticSecret::from(receiving) };
        receiving.zeroize();
        key
    }

    pub fn public(&self) -> DevicePublic {
        DevicePublic(self.signing.verifying_key())
    }

    /// What others seal keys to.
    pub fn receiving(&self) -> [u8; 32] {
        PublicKey::from(&self.receiving).to_bytes()
    }

    /// A secret that this device alone knows, for one purpose and one label: an invitation is made again, never kept.
    pub fn secret_of(&self, purpose: &[u8], label: &[u8]) -> [u8; 32] {
        derived(self.signing.as_bytes(), &[purpose, label])
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.signing.sign(bytes).to_bytes()
    }

    /// The key of a grant that is for this device; none for another's, or where its bytes were touched.
    pub(crate) fn open(&self, grant: &Grant) -> Option<EpochKey> {
        let shared = self.receiving.diffie_hellman(&PublicKey::from(grant.ephemeral));
        if !shared.was_contributory() {
            return None;
        }
        let opened =
            opened(&grant_key(shared.as_bytes(), grant, &self.receiving()), &[0; 24], &grant.sealed, &[])?;
        opened.try_into().ok().map(EpochKey)
    }
}

impl DevicePublic {
    /// None for bytes that are no key.
    pub fn parse(bytes: &[u8; 32]) -> Option<Self> {
        VerifyingKey::from_bytes(bytes).ok().map(Self)
    }

    pub fn to_bytes(self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Strictly: of one signature there is one form.
    pub(crate) fn has_signed(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(bytes, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }
}

impl EpochKey {
    /// Of 32 random bytes.
    pub fn of(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    /// The key of one segment alone.
    pub(crate) fn of_segment(&self, id: &[u8; 32]) -> [u8; 32] {
        derived(&self.0, &[b"hilo segment 1", id])
    }

    /// The key of one other thing: what it is for, then which.
    pub(crate) fn of_thing(&self, purpose: &[u8], which: &[u8]) -> [u8; 32] {
        derived(&self.0, &[purpose, which])
    }

    /// Sealed for a device; `random` is used for nothing else.
    pub(crate) fn granted(
        &self,
        epoch: u32,
        device: [u8; 16],
        receiving: &[u8; 32],
        random: [u8; 32],
    ) -> Option<Grant> {
        let ephemeral = StaticSecret::from(random);
        let shared = ephemeral.diffie_hellman(&PublicKey::from(*receiving));
        let mut grant =
            Grant { epoch, device, ephemeral: PublicKey::from(&ephemeral).to_bytes(), sealed: [0; 48] };
        let sealed = sealed(&grant_key(shared.as_bytes(), &grant, receiving), &[0; 24], &self.0, &[])?;
        grant.sealed = sealed.try_into().ok()?;
        shared.was_contributory().then_some(grant)
    }

    /// This key under a later one: who is given the later one reads what was before.
    pub fn under(&self, later: &Self, epoch: u32) -> Option<Vec<u8>> {
        sealed(&later.of_thing(b"hilo earlier epoch 1", &epoch.to_le_bytes()), &[0; 24], &self.0, &[])
    }

    pub(crate) fn earlier(&self, bytes: &[u8], epoch: u32) -> Option<Self> {
        let key = self.of_thing(b"hilo earlier epoch 1", &epoch.to_le_bytes());
        opened(&key, &[0; 24], bytes, &[])?.try_into().ok().map(Self)
    }
}

/// Once per key: the ephemeral one is in it.
fn grant_key(shared: &[u8; 32], grant: &Grant, receiving: &[u8; 32]) -> [u8; 32] {
    let epoch = grant.epoch.to_le_bytes();
    derived(shared, &[b"hilo grant 1", &epoch, &grant.device, &grant.ephemeral, receiving])
}

/// HKDF-SHA256 without salt; what it is for and for which are the info. Every part but the last is of one length.
pub(crate) fn derived(secret: &[u8], info: &[&[u8]]) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(None, secret)
        .expand(&info.concat(), &mut key)
        .expect("thirty-two bytes are within what HKDF gives");
    key
}

/// XChaCha20-Poly1305. A nonce of zeros only with a key that seals nothing else.
pub(crate) fn sealed(key: &[u8; 32], nonce: &[u8; 24], plain: &[u8], head: &[u8]) -> Option<Vec<u8>> {
    let cipher = XChaCha20Poly1305::new(&(*key).into());
    cipher.encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad: head }).ok()
}

pub(crate) fn opened(key: &[u8; 32], nonce: &[u8; 24], cipher: &[u8], head: &[u8]) -> Option<Vec<u8>> {
    let opener = XChaCha20Poly1305::new(&(*key).into());
    opener.decrypt(&XNonce::from(*nonce), Payload { msg: cipher, aad: head }).ok()
}
