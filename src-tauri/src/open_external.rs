//! Stored files in other programs: copies in a folder of the user's own, marked as what came from outside (R20, R21, R24).

use std::path::{Path, PathBuf};

use app::attachments::PickedFile;
use app::error::{AppError, ErrorCode};
use tauri::{AppHandle, Manager};

/// Opens a copy of what `app` says may be opened: what the other program does to it changes nothing that is stored.
pub(crate) fn open(app: &AppHandle, file: &PickedFile) -> Result<(), AppError> {
    let unwritten =
        |error: std::io::Error| AppError::new(ErrorCode::FileUnreadable).with_detail(error.kind());
    let folder = folder(app).ok_or(AppError::new(ErrorCode::FileUnreadable))?;
    private(&folder).map_err(unwritten)?;
    // A folder of its own: two files of one name stay apart, and each keeps its name.
    let own = tempfile::Builder::new().prefix("").tempdir_in(&folder).map_err(unwritten)?.keep();
    let path = own.join(&file.name);
    std::fs::write(&path, &file.bytes).map_err(unwritten)?;
    mark(&path);
    open::that_detached(&path).map_err(|_| AppError::new(ErrorCode::NoProgram))
}

/// Copies that were opened go when the program starts and when it ends.
pub(crate) fn wipe(app: &AppHandle) {
    let entries = folder(app).and_then(|folder| std::fs::read_dir(folder).ok());
    for entry in entries.into_iter().flatten().flatten() {
        // Each by itself: on Windows another program may still hold one, which the next start tries again.
        let _ = std::fs::remove_dir_all(entry.path());
    }
}

fn folder(app: &AppHandle) -> Option<PathBuf> {
    app.path().app_cache_dir().ok().map(|cache| cache.join("opened"))
}

fn private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Says to the system that the file came from outside, so that it asks before anything in it runs. Linux has no such
/// mark; where it cannot be set the file is as safe as its kind.
pub(crate) fn mark(path: &Path) {
    #[cfg(windows)]
    {
        let mut stream = path.as_os_str().to_owned();
        stream.push(":Zone.Identifier");
        let _ = std::fs::write(stream, "[ZoneTransfer]\r\nZoneId=3\r\n");
    }
    #[cfg(target_os = "macos")]
    {
        let _ = xattr::set(path, "com.apple.quarantine", b"0081;00000000;Hilo;");
    }
    #[cfg(not(any(windows, target_os = "macos")))]
    let _ = path;
}
