//! A folder on each machine, and a copier between them that is in no hurry.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use replication::host::{Carrier, CarrierError, FileEntry};
use replication::{marker, names};
use testing::Dice;

use super::script::{FileFault, FolderFault};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SimFile {
    pub(super) bytes: Vec<u8>,
    pub(super) stamp: u64,
}

pub(super) type Files = BTreeMap<String, SimFile>;

/// The folder of one machine.
#[derive(Debug, Clone, Default)]
pub(super) struct Folder {
    pub(super) files: Files,
    /// Written here, and not copied yet.
    dirty: BTreeSet<String>,
    pub(super) trouble: Option<FolderFault>,
    /// As it was some time ago.
    before: Files,
    stamps: u64,
}

/// What all folders are copies of.
#[derive(Debug, Clone, Default)]
pub(super) struct Cloud {
    files: Files,
    gone: BTreeSet<String>,
    before: Files,
    stamps: u64,
}

/// Until when a program lives: it dies after so many more steps, and does nothing after that.
#[derive(Debug, Clone, Default)]
pub(super) struct Life(Arc<Mutex<Option<u32>>>);

impl Life {
    pub(super) fn dies_after(steps: Option<u32>) -> Self {
        Self(Arc::new(Mutex::new(steps)))
    }

    /// One more step; false where it was not taken any more.
    pub(super) fn step(&self) -> bool {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *left {
            None => true,
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
        }
    }

    pub(super) fn is_over(&self) -> bool {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) == Some(0)
    }
}

impl Folder {
    pub(super) fn write(&mut self, name: &str, bytes: Vec<u8>) {
        self.stamps += 1;
        self.files.insert(name.to_owned(), SimFile { bytes, stamp: self.stamps });
        self.dirty.insert(name.to_owned());
    }
}

impl Cloud {
    /// Both ways, or a part of it: each file by chance, and now and then the first half of one.
    pub(super) fn copy(&mut self, folder: &mut Folder, dice: &mut Dice, is_whole: bool) {
        if !is_whole && dice.percent(20) {
            folder.before = folder.files.clone();
        }
        for name in folder.dirty.clone() {
            if !is_whole && !dice.percent(70) {
                continue;
            }
            let Some(file) = folder.files.get(&name) else { continue };
            let is_cut = !is_whole && dice.percent(8) && !file.bytes.is_empty();
            let bytes = match is_cut {
                true => file.bytes[..dice.below(file.bytes.len())].to_vec(),
                false => file.bytes.clone(),
            };
            self.put(&name, bytes);
            if !is_cut {
                folder.dirty.remove(&name);
            }
        }
        for name in self.gone.clone() {
            if !folder.dirty.contains(&name) && (is_whole || dice.percent(70)) {
                folder.files.remove(&name);
            }
        }
        for (name, file) in self.files.clone() {
            if folder.files.get(&name).is_some_and(|own| own.bytes == file.bytes)
                || (!is_whole && !dice.percent(70))
            {
                continue;
            }
            // Two wrote the same name: the copier keeps both.
            let name = match folder.dirty.contains(&name) {
                true => format!("{name} (copia en conflicto)"),
                false => name,
            };
            let is_cut = !is_whole && dice.percent(8);
            let end = if is_cut { dice.below(file.bytes.len() + 1) } else { file.bytes.len() };
            folder.stamps += 1;
            folder.files.insert(name, SimFile { bytes: file.bytes[..end].to_vec(), stamp: folder.stamps });
        }
    }

    pub(super) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.stamps += 1;
        self.gone.remove(name);
        self.files.insert(name.to_owned(), SimFile { bytes, stamp: self.stamps });
    }

    pub(super) fn contents(&self) -> impl Iterator<Item = &[u8]> {
        self.files.values().map(|file| file.bytes.as_slice())
    }

    fn remove(&mut self, name: &str) {
        self.files.remove(name);
        self.gone.insert(name.to_owned());
    }

    /// Somebody who knows nothing of Hilo put it back, or the provider did.
    pub(super) fn mend_marker(&mut self, team: [u8; 16]) {
        self.put(names::MARKER, marker::bytes(team));
    }

    pub(super) fn befall(&mut self, mishap: FileFault, dice: &mut Dice) {
        let names: Vec<String> = self.files.keys().filter(|name| *name != names::MARKER).cloned().collect();
        if names.is_empty() {
            return;
        }
        let mut some = || names[dice.below(names.len())].clone();
        let (one, other) = (some(), some());
        let mut bytes = self.files[&one].bytes.clone();
        match mishap {
            FileFault::Delete => {
                for name in names.iter().filter(|_| dice.percent(30)) {
                    self.remove(name);
                }
            }
            FileFault::Emptied => self.put(&one, Vec::new()),
            FileFault::Cut => {
                bytes.truncate(dice.below(bytes.len().max(1)));
                self.put(&one, bytes);
            }
            FileFault::Flipped => {
                if !bytes.is_empty() {
                    let at = dice.below(bytes.len() * 8);
                    bytes[at / 8] ^= 1 << (at % 8);
                }
                self.put(&one, bytes);
            }
            FileFault::Zeroed => self.put(&one, vec![0; bytes.len()]),
            FileFault::Copies => {
                for name in names.iter().filter(|_| dice.percent(30)) {
                    let copy = self.files[name].bytes.clone();
                    self.put(&format!("{name} (1)"), copy);
                }
            }
            FileFault::Renamed => {
                self.remove(&one);
                self.put(&format!("s/{} (2).seg", one.replace('/', "_")), bytes);
            }
            FileFault::Foreign => {
                self.put("s/desktop.ini", b"[.ShellClassInfo]".to_vec());
                self.put("s/informe.docx", dice.bytes::<64>().to_vec());
                self.put("x/vacío.seg", Vec::new());
            }
            FileFault::Rewound => {
                let before = std::mem::take(&mut self.before);
                if !before.is_empty() {
                    let newer: Vec<String> =
                        self.files.keys().filter(|name| !before.contains_key(*name)).cloned().collect();
                    newer.iter().for_each(|name| self.remove(name));
                    before.into_iter().for_each(|(name, file)| self.put(&name, file.bytes));
                }
                self.before = self.files.clone();
            }
            FileFault::Swapped => {
                let others = self.files[&other].bytes.clone();
                self.put(&one, others);
                self.put(&other, bytes);
            }
            FileFault::Glued => {
                bytes.extend(self.files[&other].bytes.clone());
                self.put(&one, bytes);
            }
            FileFault::Forged => {
                // Everything but the signature can be made up by whoever reads the folder.
                let end = bytes.len().saturating_sub(80);
                if let Some(byte) = bytes.get_mut(end / 2) {
                    *byte = byte.wrapping_add(1);
                }
                self.put(&format!("{one}-nuevo"), bytes);
            }
        }
    }
}

/// A folder during one exchange.
pub(super) struct SimCarrier<'a> {
    pub(super) folder: &'a mut Folder,
    pub(super) dice: Dice,
    pub(super) life: Life,
}

impl SimCarrier<'_> {
    fn meets(&mut self, trouble: FolderFault, often: usize) -> bool {
        self.folder.trouble == Some(trouble) && self.dice.percent(often)
    }

    /// Nothing is written there, but the marker that makes it the team's.
    fn is_no_teams(&self, name: &str) -> bool {
        let is_made = name == names::MARKER || self.folder.files.contains_key(names::MARKER);
        !is_made || self.folder.trouble == Some(FolderFault::Gone)
    }
}

impl Carrier for SimCarrier<'_> {
    async fn list(&mut self) -> Result<Vec<FileEntry>, CarrierError> {
        if !self.life.step() || self.meets(FolderFault::Gone, 100) {
            return Err(CarrierError::Missing);
        }
        if self.meets(FolderFault::Empty, 100) {
            return Ok(Vec::new());
        }
        let files = match self.meets(FolderFault::Stale, 100) {
            true => &self.folder.before,
            false => &self.folder.files,
        };
        let listed = |(name, file): (&String, &SimFile)| FileEntry {
            name: name.clone(),
            size: file.bytes.len() as u64,
            modified: file.stamp,
        };
        let mut listed: Vec<FileEntry> = files.iter().map(listed).collect();
        if self.meets(FolderFault::Partial, 100) {
            listed.retain(|file| file.name == names::MARKER || self.dice.percent(50));
        }
        Ok(listed)
    }

    async fn read(&mut self, names: &[String], bytes_max: usize) -> Vec<Result<Vec<u8>, CarrierError>> {
        let mut read = Vec::with_capacity(names.len());
        for name in names {
            if !self.life.step() || self.meets(FolderFault::Late, 50) {
                read.push(Err(CarrierError::Late));
                continue;
            }
            if name == names::MARKER && self.meets(FolderFault::Foreign, 100) {
                read.push(Ok(marker::bytes([9; 16])));
                continue;
            }
            let is_gone = self.folder.trouble == Some(FolderFault::Gone);
            let Some(file) = self.folder.files.get(name).filter(|_| !is_gone) else {
                read.push(Err(CarrierError::Missing));
                continue;
            };
            let mut bytes = file.bytes.clone();
            bytes.truncate(bytes_max + 1);
            if self.meets(FolderFault::Torn, 40) {
                match self.dice.percent(50) {
                    true => bytes.truncate(self.dice.below(bytes.len() + 1)),
                    false => bytes.iter_mut().for_each(|byte| *byte = 0),
                }
            }
            read.push(Ok(bytes));
        }
        read
    }

    async fn create(&mut self, name: &str, bytes: &[u8]) -> Result<FileEntry, CarrierError> {
        if self.is_no_teams(name) {
            return Err(CarrierError::Missing);
        }
        if self.folder.files.contains_key(name) {
            return Err(CarrierError::Exists);
        }
        if !self.life.step() {
            return Err(CarrierError::Late);
        }
        if self.meets(FolderFault::Refused, 60) {
            return Err(CarrierError::Refused("busy".to_owned()));
        }
        if self.meets(FolderFault::Full, 60) {
            return Err(CarrierError::Full);
        }
        // The program, or the disk, ends in the middle of it.
        if self.life.is_over() || self.meets(FolderFault::HalfWritten, 60) {
            let end = self.dice.below(bytes.len() + 1);
            self.folder.write(name, bytes[..end].to_vec());
            return Err(CarrierError::Refused("half of it".to_owned()));
        }
        self.folder.write(name, bytes.to_vec());
        if self.meets(FolderFault::Unsaid, 60) {
            return Err(CarrierError::Late);
        }
        Ok(FileEntry {
            name: name.to_owned(),
            size: bytes.len() as u64,
            modified: self.folder.files[name].stamp,
        })
    }

    async fn replace(&mut self, name: &str, bytes: &[u8]) -> Result<(), CarrierError> {
        if self.is_no_teams(name) {
            return Err(CarrierError::Missing);
        }
        if !self.life.step() {
            return Err(CarrierError::Late);
        }
        if self.meets(FolderFault::Refused, 60) {
            return Err(CarrierError::Refused("busy".to_owned()));
        }
        self.folder.write(name, bytes.to_vec());
        Ok(())
    }
}
