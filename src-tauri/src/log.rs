//! The log: what happened, in ids and counts, in a few small files that only the user can read.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use app::redact::{panic_text, redact};
use tracing::{Level, Metadata};
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};

/// `--debug-log` asks for more, and forgets it by itself.
const DEBUG_FOR: Duration = Duration::from_secs(60 * 60);
const FILE_BYTES_MAX: u64 = 1_000_000;
/// The present one and those before it.
const FILES_MAX: usize = 3;
/// A backtrace or an error may quote much.
const LINE_BYTES_MAX: usize = 8_000;
/// Others log too: SQL statements, addresses, paths.
const OURS: [&str; 6] = ["desktop_lib", "app", "documents", "store", "mail", "domain"];

/// Seconds since 1970.
static DEBUG_UNTIL: AtomicI64 = AtomicI64::new(0);

/// From here on everything of ours is logged. What cannot be written is lost: nothing waits for a log (F5).
pub(crate) fn start(folder: &Path, is_debug: bool) {
    if is_debug {
        DEBUG_UNTIL.store(now() + DEBUG_FOR.as_secs().cast_signed(), Ordering::Relaxed);
    }
    let lines = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(LogFile::in_folder(folder));
    let ours = lines.with_filter(dynamic_filter_fn(|metadata, _| is_told(metadata, now())));
    // Fails when one is set already, in tests.
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(ours));
    std::panic::set_hook(Box::new(|panic| {
        let text = panic_text(panic);
        let _ = writeln!(io::stderr(), "Hilo: {text}");
        tracing::error!("{text}");
    }));
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs().cast_signed())
}

fn is_told(metadata: &Metadata<'_>, now: i64) -> bool {
    let crate_name = metadata.target().split("::").next().unwrap_or_default();
    let most = if now < DEBUG_UNTIL.load(Ordering::Relaxed) { Level::DEBUG } else { Level::INFO };
    OURS.contains(&crate_name) && *metadata.level() <= most
}

/// The last lines of the log in that folder, redacted as they were written.
pub(crate) fn tail(folder: &Path, lines_max: usize) -> String {
    let text = |file: PathBuf| std::fs::read(file).unwrap_or_default();
    let bytes = [text(file_of(folder, 1)), text(file_of(folder, 0))].concat();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(lines_max)..].join("\n")
}

/// `hilo.log`, then `hilo.1.log` and so on into the past.
fn file_of(folder: &Path, age: usize) -> PathBuf {
    match age {
        0 => folder.join("hilo.log"),
        age => folder.join(format!("hilo.{age}.log")),
    }
}

/// The open file and how long it is by now.
struct LogFile {
    folder: PathBuf,
    open: Mutex<Option<(File, u64)>>,
}

impl LogFile {
    fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), open: Mutex::default() }
    }

    fn append(&self, line: &[u8]) -> io::Result<()> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.as_ref().is_some_and(|(_, length)| *length >= FILE_BYTES_MAX) {
            *open = None;
            self.rotate();
        }
        let (file, length) = match open.as_mut() {
            Some(open) => open,
            None => open.insert(open_private(&self.folder)?),
        };
        file.write_all(line)?;
        *length += line.len() as u64;
        Ok(())
    }

    /// What cannot be renamed is written on.
    fn rotate(&self) {
        for age in (1..FILES_MAX).rev() {
            let _ = std::fs::rename(file_of(&self.folder, age - 1), file_of(&self.folder, age));
        }
    }
}

fn open_private(folder: &Path) -> io::Result<(File, u64)> {
    let (mut directory, mut options) = (std::fs::DirBuilder::new(), OpenOptions::new());
    directory.recursive(true);
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        directory.mode(0o700);
        options.mode(0o600);
    }
    directory.create(folder)?;
    let file = options.open(file_of(folder, 0))?;
    let length = file.metadata()?.len();
    Ok((file, length))
}

/// The subscriber writes each event as one whole line.
impl Write for &LogFile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(&line[..line.len().min(LINE_BYTES_MAX)]);
        let redacted = redact(text.trim_end()).into_owned() + "\n";
        let _ = self.append(redacted.as_bytes());
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = &'a LogFile;

    fn make_writer(&'a self) -> Self::Writer {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(folder: &Path, line: &str) {
        (&LogFile::in_folder(folder)).write_all(line.as_bytes()).expect("a log takes everything");
    }

    #[test]
    fn r38_what_is_written_is_redacted() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        written(folder.path(), "from marta@nosotros.example, 600 123 456\n");
        let text = tail(folder.path(), 10);
        assert_eq!(text, "from [email], [phone]");
    }

    #[test]
    fn files_are_few_and_small() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let log = LogFile::in_folder(folder.path());
        let line = "x".repeat(LINE_BYTES_MAX);
        for _ in 0..(FILE_BYTES_MAX as usize / LINE_BYTES_MAX) * (FILES_MAX + 2) {
            (&log).write_all(line.as_bytes()).expect("a log takes everything");
        }
        let files: Vec<_> = std::fs::read_dir(folder.path()).expect("it is there").flatten().collect();
        assert_eq!(files.len(), FILES_MAX);
        for file in files {
            let length = file.metadata().expect("it is there").len();
            assert!(length <= FILE_BYTES_MAX + LINE_BYTES_MAX as u64 + 1, "{length} bytes");
        }
    }

    #[test]
    fn f5_a_log_that_cannot_be_written_is_no_error() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let blocked = folder.path().join("file");
        std::fs::write(&blocked, "no folder").expect("it can be written");
        written(&blocked.join("logs"), "lost\n");
        assert_eq!(tail(&blocked.join("logs"), 10), "");
    }

    #[cfg(unix)]
    #[test]
    fn r40_only_the_user_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let logs = folder.path().join("logs");
        written(&logs, "line\n");
        let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&logs), mode(&file_of(&logs, 0))), (0o700, 0o600));
    }
}
