//! A shared folder as a carrier: whatever lies under it truncates, renames, delays, evicts and resurrects files.
//!
//! Every call has a deadline and runs on a thread that may hang without anybody waiting for it: a placeholder of a cloud
//! drive can block a read for ever (decision 0016).

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, SystemTime};

use replication::host::{Carrier, CarrierError, FileEntry};
use replication::names;
use store::disk::{sync_folder, write_and_flush};
use tokio::sync::Semaphore;

use crate::error::{AppError, ErrorCode};
use crate::limits::{FOLDER_DEPTH_MAX, FOLDER_FILES_MAX};

/// A file has come by then, or is tried again another time.
const READ_WITHIN: Duration = Duration::from_secs(20);
const LIST_WITHIN: Duration = Duration::from_secs(60);
const WRITE_WITHIN: Duration = Duration::from_secs(60);
/// Threads that read at a time; two of them may hang, and the rest goes on.
const READERS: usize = 4;
/// One for the program, not for an exchange: threads that hang stay, and there must be no more of them each time.
static READING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(READERS)));
/// Calls that have not come back, and how many of them are too many.
static OUT: AtomicUsize = AtomicUsize::new(0);
const OUT_MAX: usize = 32;
/// Sharing violations of antivirus programs and sync clients pass.
const BACK_OFF: [Duration; 5] = [
    Duration::from_millis(10),
    Duration::from_millis(50),
    Duration::from_millis(200),
    Duration::from_millis(500),
    Duration::from_millis(1500),
];

#[derive(Debug, Clone)]
pub(crate) struct Folder {
    /// The team's own folder inside the one that the user chose.
    root: PathBuf,
}

impl Folder {
    /// The team's folder in a place that the user named: inside it, or the place itself.
    ///
    /// # Errors
    /// `folder_missing` where nothing is, `folder_foreign` where only other teams' folders are.
    pub(crate) async fn find(place: &Path, team: [u8; 16]) -> Result<Self, AppError> {
        if !is_folder(place).await {
            return Err(AppError::new(ErrorCode::FolderMissing).with_detail(place.display()));
        }
        for root in [place.join(names::team_folder(team)), place.to_owned()] {
            let folder = Self::at(root);
            if replication::exchange::team_of(&mut folder.clone()).await == Ok(team) {
                return Ok(folder);
            }
        }
        let is_foreign = match replication::exchange::team_of(&mut Self::at(place.to_owned())).await {
            Ok(_) => true,
            Err(_) => has_other_teams(place).await,
        };
        let code = if is_foreign { ErrorCode::FolderForeign } else { ErrorCode::FolderMissing };
        Err(AppError::new(code).with_detail(place.display()))
    }

    /// A new team's folder in a place that is there.
    pub(crate) async fn found(place: &Path, team: [u8; 16], readme: &str) -> Result<Self, AppError> {
        if !is_folder(place).await {
            return Err(AppError::new(ErrorCode::FolderMissing).with_detail(place.display()));
        }
        let root = place.join(names::team_folder(team));
        let made = root.clone();
        within(WRITE_WITHIN, move || std::fs::create_dir_all(made).map_err(refused))
            .await
            .map_err(of_carrier)?;
        let mut folder = Self::at(root);
        match replication::exchange::found(&mut folder, team, readme).await {
            Ok(()) => Ok(folder),
            Err(CarrierError::Exists) => Self::find(place, team).await,
            Err(error) => Err(of_carrier(error)),
        }
    }

    fn at(root: PathBuf) -> Self {
        Self { root }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A file of ours that nobody needs; one that cannot be removed does no harm.
    pub(crate) async fn remove(&mut self, name: &str) {
        let file = self.root.join(name);
        let _ = within(WRITE_WITHIN, move || std::fs::remove_file(file).map_err(refused)).await;
    }

    /// Bytes of a request to join; it is a file among others.
    pub(crate) async fn requests(&mut self) -> Vec<(String, Vec<u8>)> {
        let listed = self.list().await.unwrap_or_default();
        let names: Vec<String> = listed
            .into_iter()
            .map(|file| file.name)
            .filter(|name| name.starts_with("join/"))
            .take(replication::limits::REQUESTS_MAX)
            .collect();
        let read = self.read(&names, replication::limits::REQUEST_BYTES_MAX).await;
        names.into_iter().zip(read).filter_map(|(name, read)| Some((name, read.ok()?))).collect()
    }
}

impl Carrier for Folder {
    async fn list(&mut self) -> Result<Vec<FileEntry>, CarrierError> {
        let root = self.root.clone();
        within(LIST_WITHIN, move || {
            let mut found = Vec::new();
            walk(&root, String::new(), 0, &mut found)?;
            Ok(found)
        })
        .await
    }

    async fn read(&mut self, names: &[String], bytes_max: usize) -> Vec<Result<Vec<u8>, CarrierError>> {
        let mut reading = Vec::with_capacity(names.len());
        for name in names {
            let (root, file, name) = (self.root.clone(), self.root.join(name), name.clone());
            let readers = Arc::clone(&READING);
            reading.push(tokio::spawn(async move {
                // Whoever waits for a thread that hangs waits no longer than for a file.
                let turn = tokio::time::timeout(READ_WITHIN, readers.acquire_owned()).await;
                let Ok(Ok(turn)) = turn else { return Err(CarrierError::Late) };
                within(READ_WITHIN, move || {
                    // Given back when the thread is done, however late.
                    let _turn = turn;
                    require_inside(&root, &name)?;
                    read(&file, bytes_max)
                })
                .await
            }));
        }
        let mut read = Vec::with_capacity(reading.len());
        for one in reading {
            read.push(one.await.unwrap_or(Err(CarrierError::Late)));
        }
        read
    }

    async fn create(&mut self, name: &str, bytes: &[u8]) -> Result<FileEntry, CarrierError> {
        let (root, file, bytes) = (self.root.clone(), self.root.join(name), bytes.to_owned());
        let name = name.to_owned();
        let is_marker = name == names::MARKER;
        within(WRITE_WITHIN, move || {
            // A folder that went away is not made again: another disk may be in its place.
            if !is_marker && std::fs::symlink_metadata(root.join(names::MARKER)).is_err() {
                return Err(CarrierError::Missing);
            }
            require_inside(&root, &name)?;
            persistently(|| create(&file, &bytes))?;
            match read(&file, bytes.len()) {
                Ok(there) if there == bytes => {
                    let modified = std::fs::symlink_metadata(&file).map_or(0, |known| modified_of(&known));
                    Ok(FileEntry { name, size: bytes.len() as u64, modified })
                }
                _ => Err(CarrierError::Refused("it does not read as it was written".to_owned())),
            }
        })
        .await
    }

    async fn replace(&mut self, name: &str, bytes: &[u8]) -> Result<(), CarrierError> {
        let (root, file, bytes) = (self.root.clone(), self.root.join(name), bytes.to_owned());
        let name = name.to_owned();
        within(WRITE_WITHIN, move || {
            if std::fs::symlink_metadata(root.join(names::MARKER)).is_err() {
                return Err(CarrierError::Missing);
            }
            require_inside(&root, &name)?;
            persistently(|| replace(&file, &bytes))
        })
        .await
    }
}

/// What a carrier refuses, to whoever asked for just that.
pub(crate) fn of_carrier(error: CarrierError) -> AppError {
    let code = match error {
        CarrierError::Missing => ErrorCode::FolderMissing,
        CarrierError::Full => ErrorCode::DiskFull,
        CarrierError::Exists | CarrierError::Late | CarrierError::Refused(_) => ErrorCode::FolderRefused,
    };
    match code {
        ErrorCode::DiskFull => AppError::new(code),
        _ => AppError::new(code).with_detail(error),
    }
}

/// Runs it on a thread of its own, and no longer than this; the thread may go on.
async fn within<T: Send + 'static>(
    deadline: Duration,
    work: impl FnOnce() -> Result<T, CarrierError> + Send + 'static,
) -> Result<T, CarrierError> {
    if OUT.load(Ordering::Relaxed) >= OUT_MAX {
        return Err(CarrierError::Late);
    }
    OUT.fetch_add(1, Ordering::Relaxed);
    let counted = move || {
        let done = work();
        OUT.fetch_sub(1, Ordering::Relaxed);
        done
    };
    match tokio::time::timeout(deadline, tokio::task::spawn_blocking(counted)).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) | Err(_) => Err(CarrierError::Late),
    }
}

async fn is_folder(place: &Path) -> bool {
    let place = place.to_owned();
    within(READ_WITHIN, move || Ok(place.is_dir())).await == Ok(true)
}

async fn has_other_teams(place: &Path) -> bool {
    let place = place.to_owned();
    let looked = within(LIST_WITHIN, move || {
        let entries = std::fs::read_dir(place).map_err(refused)?;
        Ok(entries.flatten().take(FOLDER_FILES_MAX).any(|entry| entry.path().join(names::MARKER).is_file()))
    });
    looked.await == Ok(true)
}

/// Every file below, without following links (security-rules.md R25).
fn walk(folder: &Path, prefix: String, depth: usize, found: &mut Vec<FileEntry>) -> Result<(), CarrierError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        // One that cannot be looked into says nothing of the others.
        Err(_) if depth > 0 => return Ok(()),
        Err(error) => return Err(refused(error)),
    };
    for entry in entries.flatten() {
        let (Ok(kind), Some(name)) = (entry.file_type(), entry.file_name().to_str().map(str::to_owned))
        else {
            continue;
        };
        let name = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if kind.is_dir() && depth < FOLDER_DEPTH_MAX {
            walk(&entry.path(), name, depth + 1, found)?;
        } else if kind.is_file()
            && found.len() < FOLDER_FILES_MAX
            && let Ok(known) = entry.metadata()
        {
            found.push(FileEntry { name, size: known.len(), modified: modified_of(&known) });
        }
    }
    Ok(())
}

/// Another one when the file was written again: a hint, that nothing but speed hangs on.
fn modified_of(known: &std::fs::Metadata) -> u64 {
    let modified = known.modified().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    let modified = modified.map_or(0, |at| at.as_nanos() as u64);
    #[cfg(unix)]
    let changed = {
        use std::os::unix::fs::MetadataExt;
        (known.ctime() as u64).wrapping_mul(1_000_000_000).wrapping_add(known.ctime_nsec() as u64)
    };
    #[cfg(not(unix))]
    let changed = 0u64;
    // SQLite's numbers have a sign.
    (modified ^ changed.rotate_left(17)) >> 1
}

fn read(file: &Path, bytes_max: usize) -> Result<Vec<u8>, CarrierError> {
    let known = std::fs::symlink_metadata(file).map_err(refused)?;
    if !known.is_file() {
        return Err(CarrierError::Refused("not a file".to_owned()));
    }
    let mut bytes = Vec::new();
    let limit = bytes_max as u64 + 1;
    File::open(file).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(refused)?;
    Ok(bytes)
}

fn create(file: &Path, bytes: &[u8]) -> Result<(), CarrierError> {
    let folder = file.parent().ok_or(CarrierError::Missing)?;
    std::fs::create_dir_all(folder).map_err(refused)?;
    let mut made = OpenOptions::new().write(true).create_new(true).open(file).map_err(refused)?;
    if let Err(error) = write_and_flush(&mut made, bytes) {
        drop(made);
        // What is left of it is cut, and known by that: removing it is tidiness.
        let _ = std::fs::remove_file(file);
        return Err(refused(error));
    }
    // So that the name outlives a power cut; not every system and disk can.
    let _ = sync_folder(folder);
    Ok(())
}

/// Away with what has the name, and a new one: an open file would be followed through a link to anywhere.
fn replace(file: &Path, bytes: &[u8]) -> Result<(), CarrierError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(refused(error)),
        _ => create(file, bytes),
    }
}

/// No folder on the way is a link to somewhere else (security-rules.md R25).
fn require_inside(root: &Path, name: &str) -> Result<(), CarrierError> {
    let mut folder = root.to_owned();
    for part in Path::new(name).parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        match std::fs::symlink_metadata(&folder) {
            Ok(known) if !known.is_dir() => {
                return Err(CarrierError::Refused("a link in the place of a folder".to_owned()));
            }
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(refused(error)),
            _ => {}
        }
    }
    Ok(())
}

/// Again and again where somebody holds the file for a moment.
fn persistently(mut work: impl FnMut() -> Result<(), CarrierError>) -> Result<(), CarrierError> {
    for pause in BACK_OFF {
        match work() {
            Err(CarrierError::Refused(_)) => std::thread::sleep(pause),
            done => return done,
        }
    }
    work()
}

fn refused(error: std::io::Error) -> CarrierError {
    match error.kind() {
        ErrorKind::NotFound => CarrierError::Missing,
        ErrorKind::AlreadyExists => CarrierError::Exists,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => CarrierError::Full,
        ErrorKind::TimedOut => CarrierError::Late,
        kind => CarrierError::Refused(kind.to_string()),
    }
}
