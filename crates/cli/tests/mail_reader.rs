//! R18: emails are read in a process that ends when one asks for too much, and the program goes on.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use app::email::reader::Reader;
use app::error::ErrorCode;

const EMAIL: &[u8] = b"From: Ana <ana@example.com>\r\nSubject: Oferta\r\n\r\nBuenos d\xc3\xadas\r\n";

/// What the real program does, or one that does this instead.
fn reader(instead: Option<(&Path, &str)>) -> Reader {
    let Some((folder, does)) = instead else { return Reader::new(env!("CARGO_BIN_EXE_hilo").into()) };
    let program: PathBuf = folder.join("reader");
    std::fs::write(&program, format!("#!/bin/sh\n{does}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    Reader::new(program)
}

#[tokio::test]
async fn r18_a_batch_shares_a_process_and_what_is_no_email_does_not_end_it() {
    let reader = reader(None);
    for _ in 0..50 {
        let email = reader.read(EMAIL).await.unwrap();
        assert_eq!((&email.subject[..], email.text.trim()), ("Oferta", "Buenos días"));
        assert_eq!(reader.read(b"\x00\x01").await.unwrap_err().code, ErrorCode::NotAnEmail);
    }
    let listed = Command::new("ps").args(["-A", "-o", "ppid=,args="]).output().unwrap().stdout;
    let listed = String::from_utf8_lossy(&listed);
    let is_ours = |line: &&str| line.trim().starts_with(&format!("{} ", std::process::id()));
    let readers = listed.lines().filter(is_ours).filter(|line| line.contains("--read-emails")).count();
    assert_eq!(readers, 1);
}

#[tokio::test]
async fn r18_a_process_that_dies_or_talks_nonsense_is_told_and_replaced() {
    let folder = tempfile::tempdir().unwrap();
    for (does, why) in [
        ("exit 9", "took too much memory"),
        ("kill -9 $$", "failed"),
        // More than any email can be, and something else than an email.
        ("printf '\\377\\377\\377\\377\\377\\377\\377\\377'; cat > /dev/null", "failed"),
        ("printf '\\4\\0\\0\\0\\0\\0\\0\\0\\7\\7\\7\\7'; cat > /dev/null", "failed"),
    ] {
        let reader = reader(Some((folder.path(), does)));
        for _ in 0..2 {
            let error = reader.read(EMAIL).await.unwrap_err();
            assert_eq!(error.code, ErrorCode::EmailTooComplex, "{does}");
            assert!(error.detail.as_deref().unwrap().ends_with(why), "{does}: {error}");
        }
    }
}

#[tokio::test]
async fn r18_a_process_that_does_not_come_to_an_end_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("it is still there");
    let does = format!("sleep 12; touch '{}'", mark.display());
    let began = Instant::now();
    let error = reader(Some((folder.path(), &does))).read(EMAIL).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::EmailTooComplex);
    tokio::time::sleep(Duration::from_secs(13).saturating_sub(began.elapsed())).await;
    assert!(!mark.exists(), "it was not ended");
}

#[test]
fn r18_a_process_that_takes_too_much_memory_ends_itself() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hilo"))
        .arg("--read-emails")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut asks = child.stdin.take().unwrap();
    asks.write_all(&u64::MAX.to_le_bytes()).unwrap();
    // It takes what is written into memory, until it has too much: the pipe is closed then.
    let piece = vec![b'x'; 1 << 20];
    let taken = (0..3_000).take_while(|_| asks.write_all(&piece).is_ok()).count();
    assert!(taken < 3_000, "it took three gigabytes");
    assert_eq!(child.wait().unwrap().code(), Some(9));
}
