//! The files of a profile: their names, what a header says, and renames that last and that wait for whoever holds a file.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::connection::APPLICATION_ID;
use crate::error::StoreError;

/// How long a file that an antivirus or a backup tool holds is waited for (faults-proof.md F35).
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
    if file.is_dir() {
        // Windows refuses to open it, in the words of a file that may not be written.
        return Err(StoreError::Io(ErrorKind::IsADirectory.into()));
    }
    let mut opened = match patiently(is_held, || File::open(file)) {
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
    let may = |opened: Result<File, StoreError>| match opened {
        Ok(_) => Ok(true),
        Err(StoreError::ReadOnly) => Ok(false),
        // A full disk is found out by what is written.
        Err(StoreError::DiskFull { .. }) => Ok(true),
        Err(error) => Err(error),
    };
    let database = || OpenOptions::new().write(true).open(file);
    Ok(may(patiently(is_held, database))? && may(patiently(is_held, || tempfile::tempfile_in(folder)))?)
}

/// Customers' data is for its owner's eyes (security-rules.md R40).
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

/// Its owner reads and writes it, and nobody else; SQLite gives the files beside a database the database's own mode.
/// A copy of a read-only file is read-only on every system, and Windows has no other modes.
pub(crate) fn make_private(file: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    #[cfg(not(unix))]
    let permissions = {
        let mut permissions = std::fs::metadata(file)?.permissions();
        permissions.set_readonly(false);
        permissions
    };
    Ok(std::fs::set_permissions(file, permissions)?)
}

/// For files that are made anew, for their owner alone (security-rules.md R40).
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A new file. Not as `tempfile` makes it: on Windows that is marked as temporary for good, and what copies folders
/// to elsewhere leaves such files out.
pub(crate) fn create_new(file: &Path) -> std::io::Result<File> {
    private().create_new(true).open(file)
}

/// A file to lock, which holds nothing.
pub fn lock_file(folder: &Path, name: &str) -> Result<File, StoreError> {
    patiently(is_held, || private().create(true).truncate(false).open(folder.join(name)))
}

/// Writes a file that was just made, so that it outlives a power cut.
pub fn write_and_flush(file: &mut File, bytes: &[u8]) -> std::io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes what a finished file holds outlive a power cut.
pub(crate) fn flush(file: &Path) -> Result<(), StoreError> {
    Ok(patiently(is_held, || open_to_flush(file))?.sync_all()?)
}

/// Windows flushes only what may be written through this handle (FlushFileBuffers: GENERIC_WRITE).
fn open_to_flush(file: &Path) -> std::io::Result<File> {
    OpenOptions::new().write(true).open(file)
}

/// Makes a rename last; a folder cannot be synced on Windows, where the rename already is.
pub fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    let _ = folder;
    Ok(())
}

/// Renames a finished file into its place. Whoever wrote the file may rename it: a refusal is somebody who holds
/// one of the two, and is waited out.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    let is_passing =
        |error: &Error| is_held(error) || (error.kind() == ErrorKind::PermissionDenied && !is_in_the_way(to));
    patiently(is_passing, || std::fs::rename(from, to))
}

/// What no waiting moves: a folder, and on Windows a file that is marked as read-only.
fn is_in_the_way(place: &Path) -> bool {
    let is_marked = |known: &std::fs::Metadata| cfg!(windows) && known.permissions().readonly();
    std::fs::metadata(place).is_ok_and(|known| known.is_dir() || is_marked(&known))
}

/// Removes a folder of ours, if it is there. On Windows what somebody has open keeps its name until it is let go,
/// and the folder around it is not empty.
pub(crate) fn remove_folder(folder: &Path) -> Result<(), StoreError> {
    let is_passing = |error: &Error| {
        let is_open = matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::DirectoryNotEmpty);
        is_held(error) || (cfg!(windows) && is_open)
    };
    match patiently(is_passing, || std::fs::remove_dir_all(folder)) {
        Err(StoreError::Io(error)) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
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
    flush(file)?;
    rename(file, &place)?;
    sync_folder(folder)
}

/// Puts a finished database into the place of one that is there or is gone. That one stays beside it, under a name
/// with `stamp`, which is returned. A crash between the two renames is made up for by `finish_replacing`.
pub(crate) fn replace(file: &Path, folder: &Path, stamp: &str) -> Result<Option<String>, StoreError> {
    let (place, ready) = (database_file(folder), ready(folder));
    flush(file)?;
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
pub(crate) fn is_held(error: &Error) -> bool {
    let is_shared_badly = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    is_shared_badly || matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On Linux a handle for reading flushes as well: there only its flags tell that Windows would refuse it.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_is_flushed_through_a_handle_that_may_write() {
        use std::os::fd::AsRawFd;
        let file = tempfile::NamedTempFile::new().unwrap();
        let opened = open_to_flush(file.path()).unwrap();
        let known = std::fs::read_to_string(format!("/proc/self/fdinfo/{}", opened.as_raw_fd())).unwrap();
        let flags = known.lines().find_map(|line| line.strip_prefix("flags:")).unwrap().trim();
        assert!(flags.ends_with(['1', '2']), "O_WRONLY or O_RDWR, and not {flags}");
    }

    #[test]
    fn a_copy_of_a_read_only_file_can_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let (original, copy) = (folder.path().join("original"), folder.path().join("copy"));
        std::fs::write(&original, "x").unwrap();
        let mut permissions = std::fs::metadata(&original).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&original, permissions).unwrap();
        std::fs::copy(&original, &copy).unwrap();
        make_private(&copy).unwrap();
        assert!(!std::fs::metadata(&copy).unwrap().permissions().readonly(), "SQLite writes into it");
        flush(&copy).unwrap();
    }

    #[test]
    fn what_no_waiting_moves_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let (file, place) = (folder.path().join("file"), folder.path().join("place"));
        std::fs::write(&file, "x").unwrap();
        std::fs::create_dir(&place).unwrap();
        let began = Instant::now();
        assert!(!matches!(rename(&file, &place), Ok(()) | Err(StoreError::InUse)));
        assert!(is_in_the_way(&place) && !is_in_the_way(&file));
        assert!(matches!(version_of(&place), Err(StoreError::Io(_))), "and not as a file that is read-only");
        assert!(began.elapsed() < HELD_MAX / 2, "nobody holds it: {:?}", began.elapsed());
    }

    #[test]
    fn a_folder_goes_with_what_is_in_it_and_may_be_gone() {
        let folder = tempfile::tempdir().unwrap();
        let unfinished = folder.path().join("unfinished");
        std::fs::create_dir(&unfinished).unwrap();
        std::fs::write(unfinished.join("hilo.db"), "x").unwrap();
        remove_folder(&unfinished).unwrap();
        assert!(!unfinished.exists());
        remove_folder(&unfinished).unwrap();
    }

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
