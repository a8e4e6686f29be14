//! The keys of a device and of an epoch. Private parts are wiped from memory when they are dropped.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// What a device signs with.
#[derive(Clone)]
pub struct DeviceKey(SigningKey);

/// What everybody knows a device by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DevicePublic(VerifyingKey);

/// What the team reads with, until somebody leaves it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct EpochKey([u8; 32]);

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
    /// Of 32 random bytes.
    pub fn of(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    pub fn public(&self) -> DevicePublic {
        DevicePublic(self.0.verifying_key())
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
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
        let mut key = [0; 32];
        let mut info = b"hilo segment 1".to_vec();
        info.extend_from_slice(id);
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(&info, &mut key)
            .expect("thirty-two bytes are within what HKDF gives");
        key
    }
}
