//! What several targets share: known keys, and sealing as the pages of the formats say rather than by the code under test.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::hazmat::{ExpandedSecretKey, raw_sign};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use replication::entry::DeviceProfile;
use replication::keys::{DeviceKey, EpochKey};
use replication::segment::Device;
use sha2::{Sha256, Sha512};

pub mod limits;

pub const TEAM: [u8; 16] = [1; 16];
pub const EPOCH_SECRET: [u8; 32] = [0x0a; 32];

/// The secret of the device of this number.
pub fn secret(number: u8) -> [u8; 32] {
    [number + 1; 32]
}

pub fn device(number: u8) -> DeviceKey {
    DeviceKey::of(&secret(number))
}

pub fn epoch() -> EpochKey {
    EpochKey::of(EPOCH_SECRET)
}

pub fn card(number: u8) -> DeviceProfile {
    let key = device(number);
    DeviceProfile {
        device: Device([number; 16]),
        signing: key.public(),
        receiving: key.receiving(),
        user: [number; 16],
        user_name: format!("user {number}"),
        device_name: format!("device {number}"),
        earlier: Vec::new(),
    }
}

/// HKDF-SHA256 without salt.
pub fn derived(secret: &[u8], info: &[&[u8]]) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(None, secret).expand(&info.concat(), &mut key).expect("thirty-two bytes");
    key
}

/// XChaCha20-Poly1305.
pub fn sealed(key: &[u8; 32], nonce: &[u8; 24], plain: &[u8], head: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(&(*key).into());
    cipher.encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad: head }).expect("a short plaintext")
}

pub fn signed(secret: &[u8; 32], bytes: &[u8]) -> [u8; 64] {
    SigningKey::from_bytes(secret).sign(bytes).to_bytes()
}

/// Another signature of the same bytes by the same key, as valid as the usual one.
pub fn signed_again(secret: &[u8; 32], bytes: &[u8]) -> [u8; 64] {
    let mut key = ExpandedSecretKey::from(secret);
    key.hash_prefix = [7; 32];
    raw_sign::<Sha512>(&key, bytes, &VerifyingKey::from(&key)).to_bytes()
}

/// The bytes with one bit that is another; which one, wraps around.
pub fn flipped(bytes: &[u8], which: u32) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = which as usize % (bytes.len() * 8);
    bytes[at / 8] ^= 1 << (at % 8);
    bytes
}

static LAST: Mutex<String> = Mutex::new(String::new());

/// For targets whose code catches panics of a library by design: only those that get past it end the run.
pub fn keep_panics() {
    panic::set_hook(Box::new(|info| {
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string();
    }));
}

/// Runs a target after [`keep_panics`].
pub fn uncaught(run: impl FnOnce()) {
    if panic::catch_unwind(AssertUnwindSafe(run)).is_err() {
        eprintln!("{}", LAST.lock().unwrap_or_else(PoisonError::into_inner));
        std::process::abort();
    }
}
