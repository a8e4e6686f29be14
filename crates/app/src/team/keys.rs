//! Where this installation keeps the secret that it signs with: in the system's keychain, or in a file that a
//! passphrase seals; never in the clear, never in a backup (security-rules.md R34).

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use replication::keys::DeviceKey;
use store::blobs::write_whole;
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use crate::error::{AppError, ErrorCode};

/// The secret of one profile, once it was opened, for as long as the program runs.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    file: PathBuf,
    open: Arc<Mutex<Opened>>,
}

#[derive(Default)]
struct Opened {
    key: Option<DeviceKey>,
    passphrase: Option<Zeroizing<String>>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("is_open", &self.key.is_some()).finish_non_exhaustive()
    }
}

const FILE: &str = "device.key";
const MAGIC: &[u8; 8] = b"HILOKEY\x01";
const SERVICE: &str = "hilo";
/// OWASP's password storage cheat sheet has 19 MiB and two passes as a minimum for argon2id; a device's key is opened
/// seldom.
const MEMORY_KIB: u32 = 64 << 10;
const PASSES: u32 = 3;
/// A keychain may ask its user, or not answer at all.
const KEYCHAIN_ANSWERS_WITHIN: Duration = Duration::from_secs(60);

impl Keys {
    pub(crate) fn of(folder: &Path) -> Self {
        Self { file: folder.join(FILE), open: Arc::default() }
    }

    /// What is used where the system has no keychain; instead of it, where both are there.
    pub(crate) fn set_passphrase(&self, passphrase: Option<&str>) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.passphrase = passphrase.map(|text| Zeroizing::new(text.to_owned()));
    }

    /// Whether this profile has a secret of its own, on this machine.
    pub(crate) async fn are_here(&self, device: Uuid) -> bool {
        // A keychain that is locked may hold it; one that says that it holds nothing, or is not there, does not.
        match keychain(device, None).await {
            _ if self.file.exists() => true,
            Ok(secret) => secret.is_some(),
            Err(keyring::Error::NoDefaultStore | keyring::Error::PlatformFailure(_)) => false,
            Err(_) => true,
        }
    }

    /// Makes a secret and keeps it.
    ///
    /// # Errors
    /// `passphrase_needed` where the system keeps none and no passphrase was given.
    pub(crate) async fn make(&self, device: Uuid) -> Result<DeviceKey, AppError> {
        let mut secret = random::<32>()?;
        let passphrase = self.passphrase();
        let kept = match &passphrase {
            Some(passphrase) => self.seal(&secret, passphrase),
            None => match keychain(device, Some(secret)).await {
                Ok(_) => Ok(()),
                Err(_) => Err(AppError::new(ErrorCode::PassphraseNeeded)),
            },
        };
        let key = DeviceKey::of(&secret);
        secret.zeroize();
        kept?;
        self.open.lock().unwrap_or_else(PoisonError::into_inner).key = Some(key.clone());
        Ok(key)
    }

    /// The secret, opened once.
    ///
    /// # Errors
    /// `passphrase_needed`, `passphrase_wrong`.
    pub(crate) async fn open(&self, device: Uuid) -> Result<DeviceKey, AppError> {
        if let Some(key) = &self.open.lock().unwrap_or_else(PoisonError::into_inner).key {
            return Ok(key.clone());
        }
        let key = match std::fs::read(&self.file) {
            Ok(sealed) => {
                let passphrase = self.passphrase().ok_or(AppError::new(ErrorCode::PassphraseNeeded))?;
                let unsealed = tokio::task::spawn_blocking(move || unseal(&sealed, &passphrase)).await;
                unsealed.map_err(|_| AppError::new(ErrorCode::Internal))??
            }
            Err(_) => match keychain(device, None).await {
                Ok(Some(secret)) => DeviceKey::of(&secret),
                _ => return Err(AppError::new(ErrorCode::PassphraseNeeded)),
            },
        };
        self.open.lock().unwrap_or_else(PoisonError::into_inner).key = Some(key.clone());
        Ok(key)
    }

    fn passphrase(&self) -> Option<Zeroizing<String>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).passphrase.clone()
    }

    fn seal(&self, secret: &[u8; 32], passphrase: &str) -> Result<(), AppError> {
        let (salt, nonce) = (random::<16>()?, random::<24>()?);
        let head = [&MAGIC[..], &salt, &MEMORY_KIB.to_le_bytes(), &PASSES.to_le_bytes(), &nonce].concat();
        let mut key = stretched(passphrase, &salt, MEMORY_KIB, PASSES)?;
        let cipher = XChaCha20Poly1305::new(&key.into());
        key.zeroize();
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: secret, aad: &head })
            .map_err(|_| AppError::new(ErrorCode::Internal))?;
        Ok(write_whole(&self.file, &[head, sealed].concat())?)
    }
}

fn unseal(bytes: &[u8], passphrase: &str) -> Result<DeviceKey, AppError> {
    let damaged = || AppError::new(ErrorCode::Damaged).with_detail("the file of the device's key");
    let (head, sealed) = bytes.split_at_checked(8 + 16 + 4 + 4 + 24).ok_or_else(damaged)?;
    let number = |at: usize| head[at..at + 4].try_into().map(u32::from_le_bytes).unwrap_or(0);
    let (memory, passes) = (number(24), number(28));
    if &head[..8] != MAGIC || memory > 1 << 20 || passes > 20 {
        return Err(damaged());
    }
    let mut key = stretched(passphrase, &head[8..24], memory, passes)?;
    let cipher = XChaCha20Poly1305::new(&key.into());
    key.zeroize();
    let nonce: [u8; 24] = head[32..56].try_into().map_err(|_| damaged())?;
    let opened = cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: head });
    let opened = Zeroizing::new(opened.map_err(|_| AppError::new(ErrorCode::PassphraseWrong))?);
    let secret: Zeroizing<[u8; 32]> = Zeroizing::new(opened[..].try_into().map_err(|_| damaged())?);
    Ok(DeviceKey::of(&secret))
}

/// Slow and large on purpose.
pub(crate) fn stretched(text: &str, salt: &[u8], memory: u32, passes: u32) -> Result<[u8; 32], AppError> {
    let failed = |error| AppError::new(ErrorCode::Internal).with_detail(error);
    let params = Params::new(memory, passes, 1, Some(32)).map_err(failed)?;
    let mut key = [0; 32];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(text.as_bytes(), salt, &mut key).map_err(failed)?;
    Ok(key)
}

/// Reads the system's keychain, or writes it; none where it holds nothing of ours. On a thread of its own: it may ask its
/// user, and hang.
async fn keychain(device: Uuid, secret: Option<[u8; 32]>) -> Result<Option<[u8; 32]>, keyring::Error> {
    let asked = tokio::task::spawn_blocking(move || {
        let entry = keyring::Entry::new(SERVICE, &device.to_string())?;
        match secret {
            Some(secret) => entry.set_secret(&secret).map(|()| Some(secret)),
            None => match entry.get_secret() {
                Ok(secret) => Ok(secret.try_into().ok()),
                Err(keyring::Error::NoEntry) => Ok(None),
                Err(error) => Err(error),
            },
        }
    });
    match tokio::time::timeout(KEYCHAIN_ANSWERS_WITHIN, asked).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) | Err(_) => Err(keyring::Error::NoDefaultStore),
    }
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| AppError::new(ErrorCode::Internal).with_detail(error))?;
    Ok(bytes)
}
