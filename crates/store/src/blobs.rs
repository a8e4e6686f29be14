//! The bytes of attachments, in files named by their hash: one copy of each, never changed.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::disk::{
    create_new, create_private_folder, is_held, patiently, rename, sync_folder, write_and_flush,
};
use crate::error::StoreError;

/// The folder of a profile's attachments.
#[derive(Debug, Clone)]
pub struct Blobs(PathBuf);

impl Blobs {
    pub fn of(profile: &Path) -> Self {
        Self(profile.join("attachments"))
    }

    /// Stores bytes under their hash and returns it. They are on disk before anything refers to them.
    pub fn put(&self, bytes: &[u8]) -> Result<String, StoreError> {
        let hash = sha256(bytes);
        let file = self.file(&hash);
        if std::fs::metadata(&file).is_ok_and(|known| known.len() == bytes.len() as u64)
            && self.is_whole(&hash)?
        {
            return Ok(hash);
        }
        let folder = file.parent().unwrap_or(&self.0);
        create_private_folder(folder)?;
        write_whole(&file, bytes)?;
        sync_folder(folder)?;
        sync_folder(&self.0)?;
        Ok(hash)
    }

    /// The bytes, if they are here and are what their name says.
    pub fn get(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = match patiently(is_held, || std::fs::read(self.file(hash))) {
            Err(StoreError::Io(error)) if error.kind() == ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        match sha256(&bytes) == hash {
            true => Ok(Some(bytes)),
            false => Err(StoreError::Damaged(format!("attachment {hash}"))),
        }
    }

    /// Whether a file of this size is there; what it holds is looked at when it is read.
    pub fn is_there(&self, hash: &str, size: u64) -> bool {
        std::fs::metadata(self.file(hash)).is_ok_and(|known| known.is_file() && known.len() == size)
    }

    /// Whether there is no file at all.
    pub fn is_missing(&self, hash: &str) -> bool {
        matches!(std::fs::symlink_metadata(self.file(hash)), Err(error) if error.kind() == ErrorKind::NotFound)
    }

    /// Whether the file holds what its name says, read in pieces.
    pub fn is_whole(&self, hash: &str) -> Result<bool, StoreError> {
        let mut file = match patiently(is_held, || std::fs::File::open(self.file(hash))) {
            Err(StoreError::Io(error)) if error.kind() == ErrorKind::NotFound => return Ok(false),
            opened => opened?,
        };
        let mut digest = Sha256::new();
        let mut piece = vec![0; 1 << 20];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(hex(&digest.finalize()) == hash),
                read => digest.update(&piece[..read]),
            }
        }
    }

    /// `hash` is 64 hexadecimal digits, which `documents` sees to: no name leads out of the folder.
    fn file(&self, hash: &str) -> PathBuf {
        self.0.join(hash.get(..2).unwrap_or("00")).join(hash)
    }
}

/// 64 lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file, whole or not at all.
pub fn write_whole(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut unfinished = tempfile::Builder::new().make_in(folder, create_new)?;
    let written = write_and_flush(unfinished.as_file_mut(), bytes);
    written.map_err(|error| StoreError::from(error).needing(bytes.len() as u64))?;
    // Closed before it is renamed.
    let unfinished = unfinished.into_temp_path();
    rename(&unfinished, file)
}
