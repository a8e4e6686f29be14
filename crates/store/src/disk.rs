//! The files of a profile: their names, what a header says, and renames that last and that wait for whoever holds a file.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::error::StoreError;
use crate::store::APPLICATION_ID;

/// How long a file that an antivirus or a backup tool holds is waited for (faults.md F35).
const HELD_MAX: Duration = Duration::from_secs(10);
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const PAUSE_MAX: Duration = Duration::from_secs(1);
/// The files of a database, by what follows its name.
pub(crate) const PARTS: [&str; 3] = ["", "-wal", "-shm"];

pub fn database_file(folder: &Path) -> PathBuf {
    folder.join("hilo.db")
}

/// A part of a database: `-wal`, `-shm`.
pub(crate) fn part(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Whether a log lies there that holds something.
pub(crate) fn has_log(file: &Path) -> bool {
    std::fs::metadata(part(file, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// What the file's header says, without SQLite, which would write to it (sqlite.org/fileformat2.html, 1.3).
pub(crate) fn version_of(file: &Path) -> Result<u32, StoreError> {
    use std::io::Read;
    let mut header = [0u8; 100];
    let mut opened = match patiently(is_held, || std::fs::File::open(file)) {
        Err(StoreError::Io(error)) if error.kind() == ErrorKind::NotFound => return Err(StoreError::Missing),
        opened => opened?,
    };
    match opened.read_exact(&mut header) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
            return Err(StoreError::Damaged("shorter than a database's header".into()));
        }
        read => read?,
    }
    if &header[..16] != b"SQLite format 3\0" {
        return Err(StoreError::Damaged("no database's header".into()));
    }
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if number(68) != APPLICATION_ID {
        return Err(StoreError::Foreign);
    }
    // Truncated between pages SQLite itself would say nothing before it needs what is gone.
    let page = u64::from(u16::from_be_bytes([header[16], header[17]]));
    let page = if page == 1 { 65_536 } else { page };
    let expected = page * u64::from(number(28));
    let is_whole = std::fs::metadata(file)?.len() >= expected;
    match is_whole || has_log(file) {
        true => Ok(number(60)),
        false => Err(StoreError::Damaged("shorter than its header says".into())),
    }
}

/// Whether this database can be written where it lies; waits for whoever holds it.
pub(crate) fn is_writable(file: &Path, folder: &Path) -> Result<bool, StoreError> {
    let may = |opened: Result<std::fs::File, StoreError>| match opened {
        Ok(_) => Ok(true),
        Err(StoreError::ReadOnly) => Ok(false),
        // A full disk is found out by what is written.
        Err(StoreError::DiskFull { .. }) => Ok(true),
        Err(error) => Err(error),
    };
    let database = || std::fs::OpenOptions::new().write(true).open(file);
    Ok(may(patiently(is_held, database))? && may(patiently(is_held, || tempfile::tempfile_in(folder)))?)
}

/// Customers' data is for its owner's eyes (security.md R40).
pub(crate) fn create_private_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    Ok(builder.create(folder)?)
}

/// SQLite gives the files beside a database the database's own mode.
pub(crate) fn make_private(file: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))?;
    }
    let _ = file;
    Ok(())
}

/// Makes a rename last; a folder cannot be synced on Windows, where the rename already is.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    std::fs::File::open(folder)?.sync_all()?;
    let _ = folder;
    Ok(())
}

/// Renames a finished file into its place. Whoever wrote the file may rename it: a refusal is somebody who holds
/// one of the two, and is waited out.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    let is_passing = |error: &Error| is_held(error) || error.kind() == ErrorKind::PermissionDenied;
    patiently(is_passing, || std::fs::rename(from, to))
}

/// Renames a finished database into its place. Logs that lie there belong to another one, which is gone: SQLite
/// would replay them into this one.
pub(crate) fn take_place(file: &Path, folder: &Path) -> Result<(), StoreError> {
    let place = database_file(folder);
    if place.exists() {
        return Err(StoreError::Exists);
    }
    for suffix in ["-wal", "-shm"] {
        let stray = part(&place, suffix);
        if stray.exists() {
            rename(&stray, &part(&stray, ".old"))?;
        }
    }
    std::fs::File::open(file)?.sync_all()?;
    rename(file, &place)?;
    sync_folder(folder)
}

/// Puts a finished database into the place of one that is there or is gone. That one stays beside it, under a name
/// with `stamp`, which is returned. A crash between the two renames is made up for by `finish_replacing`.
pub(crate) fn replace(file: &Path, folder: &Path, stamp: &str) -> Result<Option<String>, StoreError> {
    let (place, ready) = (database_file(folder), ready(folder));
    std::fs::File::open(file)?.sync_all()?;
    rename(file, &ready)?;
    sync_folder(folder)?;
    let mut aside = None;
    if place.exists() {
        let names = (1..).map(|count| match count {
            1 => format!("hilo-{stamp}.db"),
            count => format!("hilo-{stamp}-{count}.db"),
        });
        let mut free = names.filter(|name| !folder.join(name).exists());
        let name = free.next().unwrap_or_default();
        for suffix in PARTS.into_iter().filter(|suffix| part(&place, suffix).exists()) {
            rename(&part(&place, suffix), &part(&folder.join(&name), suffix))?;
        }
        aside = Some(name);
    }
    take_place(&ready, folder)?;
    Ok(aside)
}

/// After a crash while one database took the place of another.
pub(crate) fn finish_replacing(folder: &Path) -> Result<(), StoreError> {
    let ready = ready(folder);
    match !database_file(folder).exists() && ready.exists() {
        true => take_place(&ready, folder),
        false => Ok(()),
    }
}

fn ready(folder: &Path) -> PathBuf {
    folder.join("hilo.db.ready")
}

/// Tries again, with growing pauses, while `is_passing` says that somebody else is in the way; then `InUse`.
pub(crate) fn patiently<T>(
    is_passing: impl Fn(&Error) -> bool,
    attempt: impl FnMut() -> std::io::Result<T>,
) -> Result<T, StoreError> {
    for_at_most(HELD_MAX, is_passing, attempt)
}

fn for_at_most<T>(
    limit: Duration,
    is_passing: impl Fn(&Error) -> bool,
    mut attempt: impl FnMut() -> std::io::Result<T>,
) -> Result<T, StoreError> {
    let (started, mut pause) = (Instant::now(), FIRST_PAUSE);
    loop {
        match attempt() {
            Err(error) if is_passing(&error) => {
                if started.elapsed() + pause > limit {
                    return Err(StoreError::InUse);
                }
                std::thread::sleep(pause);
                pause = (pause * 2).min(PAUSE_MAX);
            }
            done => return Ok(done?),
        }
    }
}

/// Another program has the file open in a way that lets nobody else in. Windows: a sharing violation, a lock.
fn is_held(error: &Error) -> bool {
    let is_shared_badly = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    is_shared_badly || matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f35_a_file_that_somebody_holds_is_waited_for_and_then_told() {
        let mut attempts = 0;
        let let_go = patiently(is_held, || {
            attempts += 1;
            if attempts < 4 { Err(ErrorKind::ResourceBusy.into()) } else { Ok("open") }
        });
        assert_eq!((let_go.ok(), attempts), (Some("open"), 4));

        let held: Result<(), _> =
            for_at_most(Duration::from_millis(100), is_held, || Err(ErrorKind::ResourceBusy.into()));
        assert!(matches!(held, Err(StoreError::InUse)));

        let mut attempts = 0;
        let refused: Result<(), _> = patiently(is_held, || {
            attempts += 1;
            Err(ErrorKind::PermissionDenied.into())
        });
        assert!(matches!(refused, Err(StoreError::ReadOnly)), "what does not pass is told at once");
        assert_eq!(attempts, 1);
    }
}
