//! Preloaded into `hilo`: notes what each write replaced until the file is synced, so that a test can take back
//! what a power cut would have lost; lets the N-th write meet a full or a broken disk; and sets the clock wrong.
//!
//! Compiled by the test with `rustc --crate-type cdylib`; it speaks to libc and to nothing else.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::io::Write;
use std::sync::atomic::{AtomicI64, Ordering};

unsafe extern "C" {
    fn dlsym(handle: *mut c_void, name: *const c_char) -> *mut c_void;
    fn pread(fd: c_int, buffer: *mut c_void, count: usize, offset: i64) -> isize;
    fn lseek(fd: c_int, offset: i64, whence: c_int) -> i64;
    fn __errno_location() -> *mut c_int;
}

const RTLD_NEXT: *mut c_void = -1isize as *mut c_void;
const SEEK_CUR: c_int = 1;
const SEEK_END: c_int = 2;
const EIO: c_int = 5;
const ENOSPC: c_int = 28;
const CLOCK_REALTIME: c_int = 0;

fn real<F: Copy>(name: &CStr) -> F {
    // SAFETY: the name is that of a libc function, and F its type.
    unsafe { std::mem::transmute_copy(&dlsym(RTLD_NEXT, name.as_ptr())) }
}

/// Whether writes to this file may fail: those of the whole folder that the test names.
fn may_fail(fd: c_int) -> bool {
    let Ok(folder) = std::env::var("FAIL_IN") else { return false };
    std::fs::read_link(format!("/proc/self/fd/{fd}")).is_ok_and(|path| path.starts_with(folder))
}

/// The path of a tracked file: the database, its WAL, and attachments.
fn tracked(fd: c_int) -> Option<String> {
    let path = std::fs::read_link(format!("/proc/self/fd/{fd}")).ok()?;
    let path = path.to_str()?.to_owned();
    let is_ours = path.ends_with("hilo.db") || path.ends_with("hilo.db-wal") || path.contains("/attachments/");
    is_ours.then_some(path)
}

fn note(kind: u8, path: &str, offset: i64, size: i64, old: &[u8]) {
    let Ok(log) = std::env::var("POWER_LOSS_LOG") else { return };
    let mut entry = vec![kind];
    entry.extend((path.len() as u32).to_le_bytes());
    entry.extend(path.as_bytes());
    entry.extend(offset.to_le_bytes());
    entry.extend(size.to_le_bytes());
    entry.extend((old.len() as u32).to_le_bytes());
    entry.extend(old);
    if let Ok(mut log) = std::fs::OpenOptions::new().append(true).create(true).open(log) {
        let _ = log.write_all(&entry);
    }
}

/// Notes what `count` bytes at `offset` are about to replace.
fn note_write(fd: c_int, path: &str, offset: i64, count: usize) {
    let mut old = vec![0u8; count];
    // SAFETY: the buffer is ours and as long as said; the file's own position is put back.
    let (size, read) = unsafe {
        let at = lseek(fd, 0, SEEK_CUR);
        let size = lseek(fd, 0, SEEK_END);
        lseek(fd, at, 0);
        (size, pread(fd, old.as_mut_ptr().cast(), count, offset))
    };
    old.truncate(read.max(0) as usize);
    note(b'W', path, offset, size, &old);
}

#[derive(Clone, Copy)]
enum Failure {
    Refused(c_int),
    /// Half of it is written, and said so.
    Short,
}

/// What becomes of this write: `FAIL_FROM` and `FAIL_AT` count from one, `FAIL_AS` is `full`, `broken` or `short`.
fn failure(fd: c_int) -> Option<Failure> {
    static WRITES: AtomicI64 = AtomicI64::new(0);
    if !may_fail(fd) {
        return None;
    }
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<i64>().ok());
    let this = WRITES.fetch_add(1, Ordering::SeqCst) + 1;
    let fails = number("FAIL_FROM").is_some_and(|from| this >= from) || number("FAIL_AT") == Some(this);
    fails.then(|| match std::env::var("FAIL_AS").as_deref() {
        Ok("short") => Failure::Short,
        Ok("broken") => Failure::Refused(EIO),
        _ => Failure::Refused(ENOSPC),
    })
}

fn refuse(error: c_int) -> isize {
    // SAFETY: errno is ours to set.
    unsafe { *__errno_location() = error };
    -1
}

/// How much of a write of `count` bytes is done, or the answer in its place.
fn allowed(fd: c_int, count: usize) -> Result<usize, isize> {
    match failure(fd) {
        None => Ok(count),
        Some(Failure::Short) => Ok(count.div_ceil(2)),
        Some(Failure::Refused(error)) => Err(refuse(error)),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn pwrite64(fd: c_int, buffer: *const c_void, count: usize, offset: i64) -> isize {
    let count = match allowed(fd, count) {
        Ok(count) => count,
        Err(answer) => return answer,
    };
    if let Some(path) = tracked(fd) {
        note_write(fd, &path, offset, count);
    }
    real::<extern "C" fn(c_int, *const c_void, usize, i64) -> isize>(c"pwrite64")(fd, buffer, count, offset)
}

#[unsafe(no_mangle)]
pub extern "C" fn pwrite(fd: c_int, buffer: *const c_void, count: usize, offset: i64) -> isize {
    pwrite64(fd, buffer, count, offset)
}

#[unsafe(no_mangle)]
pub extern "C" fn write(fd: c_int, buffer: *const c_void, count: usize) -> isize {
    let count = match allowed(fd, count) {
        Ok(count) => count,
        Err(answer) => return answer,
    };
    if let Some(path) = tracked(fd) {
        // SAFETY: it only asks where the file stands.
        let at = unsafe { lseek(fd, 0, SEEK_CUR) };
        note_write(fd, &path, at, count);
    }
    real::<extern "C" fn(c_int, *const c_void, usize) -> isize>(c"write")(fd, buffer, count)
}

#[unsafe(no_mangle)]
pub extern "C" fn ftruncate64(fd: c_int, size: i64) -> c_int {
    if let Some(path) = tracked(fd) {
        // SAFETY: it only asks how long the file is.
        let old = unsafe { lseek(fd, 0, SEEK_END) };
        note_write(fd, &path, size, (old - size).max(0) as usize);
    }
    real::<extern "C" fn(c_int, i64) -> c_int>(c"ftruncate64")(fd, size)
}

#[unsafe(no_mangle)]
pub extern "C" fn ftruncate(fd: c_int, size: i64) -> c_int {
    ftruncate64(fd, size)
}

#[unsafe(no_mangle)]
pub extern "C" fn fsync(fd: c_int) -> c_int {
    synced(fd);
    real::<extern "C" fn(c_int) -> c_int>(c"fsync")(fd)
}

#[unsafe(no_mangle)]
pub extern "C" fn fdatasync(fd: c_int) -> c_int {
    synced(fd);
    real::<extern "C" fn(c_int) -> c_int>(c"fdatasync")(fd)
}

/// With `POWER_LOSS_FORGETS_SYNC` the program is as one that never syncs: what `synchronous=OFF` makes of it.
fn synced(fd: c_int) {
    if std::env::var_os("POWER_LOSS_FORGETS_SYNC").is_none()
        && let Some(path) = tracked(fd)
    {
        note(b'S', &path, 0, 0, &[]);
    }
}

/// `CLOCK_OFF_BY` is in seconds; only what tells the date is wrong.
#[unsafe(no_mangle)]
pub extern "C" fn clock_gettime(clock: c_int, time: *mut [i64; 2]) -> c_int {
    let answer = real::<extern "C" fn(c_int, *mut [i64; 2]) -> c_int>(c"clock_gettime")(clock, time);
    let off = std::env::var("CLOCK_OFF_BY").ok().and_then(|seconds| seconds.parse::<i64>().ok());
    if let (0, CLOCK_REALTIME, Some(off)) = (answer, clock, off) {
        // SAFETY: libc has just written there: a timespec of two 64-bit numbers.
        unsafe { (*time)[0] += off };
    }
    answer
}
