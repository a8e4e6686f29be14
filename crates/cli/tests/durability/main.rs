//! An acknowledged contact is there, whatever ends the program: kill -9, a power cut, a full disk (F1, F4-F6),
//! and whatever its clock says (F27).
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const HILO: &str = env!("CARGO_BIN_EXE_hilo");

struct Profile {
    folder: tempfile::TempDir,
    customer: String,
}

impl Profile {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut profile = Self { folder, customer: String::new() };
        assert!(profile.hilo(&["init", "--user", "Marta"], "").status.success());
        let made = profile.hilo(&["customer", "add", "--json-in", "-"], r#"{"name":"Bodegas Ejemplo"}"#);
        profile.customer = id_of(&String::from_utf8(made.stdout).unwrap()).expect("a customer's id");
        profile
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("perfil")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(HILO);
        command.arg("--profile").arg(self.path()).arg("--json").args(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn hilo(&self, args: &[&str], input: &str) -> Output {
        run(self.command(args), input)
    }

    fn contact(&self) -> String {
        format!(r#"{{"customer":"{}","contact_type":"phone","notes":"Llamar el lunes"}}"#, self.customer)
    }

    /// Lets writes anywhere in the profile's folder fail.
    fn fail(&self, command: &mut Command, shim: &Path, how: &str, when: &str, write: u32) {
        let folder = self.folder.path().canonicalize().expect("it is there");
        command
            .env("LD_PRELOAD", shim)
            .env("FAIL_IN", folder)
            .env("FAIL_AS", how)
            .env(when, write.to_string());
    }

    fn assert_whole_with(&self, acknowledged: &[String]) {
        let check = self.hilo(&["check"], "");
        assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
        let missing: Vec<_> = acknowledged.iter().filter(|id| !self.has(id)).collect();
        assert!(missing.is_empty(), "{} of {} are lost: {missing:?}", missing.len(), acknowledged.len());
    }

    fn has(&self, id: &str) -> bool {
        self.hilo(&["contact", "show", id], "").status.success()
    }
}

fn run(mut command: Command, input: &str) -> Output {
    let mut child = command.spawn().expect("hilo starts");
    // A program that ends before it reads closes the pipe.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("hilo ends")
}

fn assert_disk_full(output: &Output, write: u32) {
    let refusal = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "write {write}: {refusal}");
    assert!(refusal.contains(r#""code":"disk_full""#), "write {write}: {refusal}");
}

fn id_of(json: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    Some(value.get("id")?.as_str()?.to_owned())
}

/// How often, in CI and by `npm run soak`.
fn rounds(default: u32) -> u32 {
    std::env::var("HILO_DURABILITY_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn f1_every_acknowledged_contact_survives_kill_9() {
    let profile = Profile::new();
    let started = std::time::Instant::now();
    assert!(profile.hilo(&["contact", "add", "--json-in", "-"], &profile.contact()).status.success());
    let usual = started.elapsed();
    let rounds = rounds(60);
    let mut acknowledged = Vec::new();
    let mut killed = 0;
    for round in 0..rounds {
        let mut child = profile.command(&["contact", "add", "--json-in", "-"]).spawn().expect("hilo starts");
        child.stdin.take().expect("a pipe").write_all(profile.contact().as_bytes()).expect("it reads");
        // From the very start of the program to just after its usual end.
        std::thread::sleep(usual.mul_f64(1.2 * f64::from(round) / f64::from(rounds)));
        killed += u32::from(child.try_wait().expect("its state").is_none());
        child.kill().expect("a kill");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("what it said");
        acknowledged.extend(line.ends_with('\n').then(|| id_of(&line)).flatten());
        child.wait().expect("its end");
    }
    println!("{rounds} rounds, {killed} killed while running, {} acknowledged", acknowledged.len());
    assert!(killed > 0 && !acknowledged.is_empty(), "the rounds must cover both");
    profile.assert_whole_with(&acknowledged);
}

#[test]
fn f4_no_acknowledged_contact_needs_a_write_that_was_not_synced() {
    let lost = lost_by_power_cuts(&[]);
    assert_eq!(lost, 0);
}

#[test]
fn f4_the_power_cut_test_sees_a_program_that_never_syncs() {
    let lost = lost_by_power_cuts(&[("POWER_LOSS_FORGETS_SYNC", "1")]);
    assert!(lost > 0, "a test that cannot fail proves nothing");
}

/// Adds contacts, each followed by a power cut: everything written but not synced is taken back.
fn lost_by_power_cuts(environment: &[(&str, &str)]) -> usize {
    let profile = Profile::new();
    let shim = shim(profile.folder.path());
    let log = profile.folder.path().join("writes");
    let mut acknowledged = Vec::new();
    for round in 0..rounds(20) {
        let mut command = profile.command(&["contact", "add", "--json-in", "-"]);
        command.env("LD_PRELOAD", &shim).env("POWER_LOSS_LOG", &log).envs(environment.iter().copied());
        let mut child = command.spawn().expect("hilo starts");
        child.stdin.take().expect("a pipe").write_all(profile.contact().as_bytes()).expect("it reads");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("what it said");
        acknowledged.extend(id_of(&line));
        // The cut comes at once, or while the program closes its database, or after its end.
        std::thread::sleep(Duration::from_millis(u64::from(round % 3) * 10));
        if round % 4 != 0 {
            child.kill().expect("a kill");
        }
        child.wait().expect("its end");
        cut_power(&log);
    }
    assert!(acknowledged.len() > 5, "hilo acknowledged only {}", acknowledged.len());
    let check = profile.hilo(&["check"], "");
    if environment.is_empty() {
        assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    }
    acknowledged.iter().filter(|id| !profile.has(id)).count()
}

#[test]
fn f5_a_disk_that_fills_up_at_any_write_loses_nothing() {
    let profile = Profile::new();
    let shim = shim(profile.folder.path());
    let mut acknowledged = Vec::new();
    for write in 1.. {
        let mut command = profile.command(&["contact", "add", "--json-in", "-"]);
        profile.fail(&mut command, &shim, "full", "FAIL_FROM", write);
        let output = run(command, &profile.contact());
        if output.status.success() {
            acknowledged.extend(id_of(&String::from_utf8_lossy(&output.stdout)));
            // The checkpoint at the end may still have met a full disk: it is made up for later.
            if acknowledged.len() > 8 {
                break;
            }
        } else {
            assert_disk_full(&output, write);
        }
        assert!(write < 200, "it never succeeds");
    }
    profile.assert_whole_with(&acknowledged);
}

#[test]
fn f5_an_attachment_and_a_backup_are_whole_or_not_there() {
    let profile = Profile::new();
    let shim = shim(profile.folder.path());
    let made =
        profile.hilo(&["contact", "add", "--json-in", "-"], &profile.contact().replace("phone", "email"));
    let contact = id_of(&String::from_utf8_lossy(&made.stdout)).expect("a contact");
    let email = profile.folder.path().join("correo.eml");
    std::fs::write(&email, format!("From: a@b.example\r\nSubject: x\r\n\r\n{}", "Hola. ".repeat(20_000)))
        .unwrap();
    let backup = profile.folder.path().join("copia.db");
    let (email, backup_name) = (email.to_string_lossy(), backup.to_string_lossy());
    for (args, wanted) in [
        (vec!["contact", "assume", &contact, &email, "--attach"], &profile.path().join("attachments")),
        (vec!["backup", &backup_name], &backup),
    ] {
        for write in 1.. {
            let mut command = profile.command(&args);
            profile.fail(&mut command, &shim, "full", "FAIL_FROM", write);
            let output = run(command, "");
            if output.status.success() {
                break;
            }
            assert_disk_full(&output, write);
            assert!(!wanted.is_file(), "write {write}: half a file under its final name");
            assert!(write < 400, "it never succeeds");
        }
        let check = profile.hilo(&["check"], "");
        assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    }
    let restored = profile.folder.path().join("restaurado");
    let restore = profile.hilo(&["restore", &backup_name, "--into", &restored.to_string_lossy()], "");
    assert!(restore.status.success(), "{}", String::from_utf8_lossy(&restore.stderr));
}

#[test]
fn f6_a_broken_disk_is_reported_and_nothing_is_half_applied() {
    let profile = Profile::new();
    let shim = shim(profile.folder.path());
    let (mut acknowledged, mut refused) = (Vec::new(), 0);
    for write in 1.. {
        let mut command = profile.command(&["contact", "add", "--json-in", "-"]);
        profile.fail(&mut command, &shim, "broken", "FAIL_AT", write);
        let output = run(command, &profile.contact());
        if output.status.success() {
            acknowledged.extend(id_of(&String::from_utf8_lossy(&output.stdout)));
        } else {
            let refusal = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(refusal.contains(r#""code":"#), "write {write}: {refusal}");
            refused += 1;
        }
        if acknowledged.len() > 12 {
            break;
        }
        assert!(write < 300, "it never succeeds");
    }
    assert!(refused > 2, "the disk broke under {refused} saves only");
    profile.assert_whole_with(&acknowledged);
    let counted = String::from_utf8(profile.hilo(&["contact", "list", "--count"], "").stdout).unwrap();
    assert!(
        counted.contains(&format!(r#""all":{}"#, acknowledged.len())),
        "{counted}: a refused one is there"
    );
}

#[test]
fn f6_a_write_that_is_done_by_half_is_done_to_its_end() {
    let profile = Profile::new();
    let shim = shim(profile.folder.path());
    let mut acknowledged = Vec::new();
    for _ in 0..3 {
        let mut command = profile.command(&["contact", "add", "--json-in", "-"]);
        profile.fail(&mut command, &shim, "short", "FAIL_FROM", 1);
        let output = run(command, &profile.contact());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        acknowledged.extend(id_of(&String::from_utf8_lossy(&output.stdout)));
    }
    assert_eq!(acknowledged.len(), 3);
    profile.assert_whole_with(&acknowledged);
}

#[test]
fn f27_edits_follow_each_other_whatever_the_clock_says() {
    let profile = Profile::new();
    let shim = shim(profile.folder.path());
    let made = profile.hilo(&["contact", "add", "--json-in", "-"], &profile.contact());
    let contact = id_of(&String::from_utf8_lossy(&made.stdout)).expect("a contact");
    const DAY: i64 = 86_400;
    // Two years ahead, a day back, 1970, and as it is.
    let clocks = [2 * 365 * DAY, -DAY, -56 * 365 * DAY, 0];
    let at = |off: i64, args: &[&str], input: &str| {
        let mut command = profile.command(args);
        command.env("LD_PRELOAD", &shim).env("CLOCK_OFF_BY", off.to_string());
        let output = run(command, input);
        assert!(output.status.success(), "{off}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    for (turn, off) in clocks.into_iter().enumerate() {
        at(off, &["contact", "edit", &contact, "--json-in", "-"], &format!(r#"{{"notes":"vez {turn}"}}"#));
        assert!(
            at(off, &["contact", "show", &contact], "").contains(&format!("vez {turn}")),
            "{off}: the last edit wins"
        );
    }
    let history = at(0, &["history", &contact], "");
    assert!(
        history.contains(r#""at":"1970-"#) || history.contains(r#""at":"1971-"#),
        "the clock was wrong: {history}"
    );
    let places: Vec<_> =
        (0..clocks.len()).map(|turn| history.find(&format!(r#""new":"vez {turn}""#))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "in the order of the edits: {history}");
    // What is undone is what was done last, not what the clock calls last.
    at(-DAY, &["undo"], "");
    assert!(at(0, &["contact", "show", &contact], "").contains("vez 2"));
    profile.assert_whole_with(&[contact]);
}

#[test]
fn f18_two_programs_on_one_profile_take_turns() {
    let profile = Profile::new();
    let children: Vec<_> = (0..6)
        .map(|_| {
            let mut child =
                profile.command(&["contact", "add", "--json-in", "-"]).spawn().expect("hilo starts");
            child.stdin.take().expect("a pipe").write_all(profile.contact().as_bytes()).expect("it reads");
            child
        })
        .collect();
    let mut acknowledged = Vec::new();
    for child in children {
        let output = child.wait_with_output().expect("its end");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        acknowledged.extend(id_of(&String::from_utf8_lossy(&output.stdout)));
    }
    assert_eq!(acknowledged.len(), 6);
    profile.assert_whole_with(&acknowledged);
}

#[test]
fn records_6_two_programs_that_edit_one_contact_lose_neither_edit() {
    let profile = Profile::new();
    let made = profile.hilo(&["contact", "add", "--json-in", "-"], &profile.contact());
    let id = id_of(&String::from_utf8_lossy(&made.stdout)).expect("a contact's id");
    for round in 1..=6 {
        let edits = [format!(r#"{{"duration_minutes":{round}}}"#), format!(r#"{{"notes":"ronda {round}"}}"#)];
        let children: Vec<_> = edits
            .iter()
            .map(|edit| {
                let mut child = profile
                    .command(&["contact", "edit", &id, "--json-in", "-"])
                    .spawn()
                    .expect("hilo starts");
                child.stdin.take().expect("a pipe").write_all(edit.as_bytes()).expect("it reads");
                child
            })
            .collect();
        for child in children {
            assert!(child.wait_with_output().expect("its end").status.success());
        }
        let shown = profile.hilo(&["contact", "show", &id], "");
        let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
        assert_eq!(shown["duration_minutes"], round);
        assert_eq!(shown["notes"], format!("ronda {round}"));
    }
}

/// Builds the shim with the compiler that builds everything else.
fn shim(folder: &Path) -> PathBuf {
    let library = folder.join("shim.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/durability/shim.rs");
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let built = Command::new(rustc)
        .args(["--edition", "2024", "--crate-type", "cdylib", "-O", "-o"])
        .arg(&library)
        .arg(source)
        .status()
        .expect("the Rust compiler");
    assert!(built.success());
    library
}

/// Takes back every write since the last sync of its file, newest first.
fn cut_power(log: &Path) {
    let entries = std::fs::read(log).unwrap_or_default();
    let _ = std::fs::remove_file(log);
    let mut unsynced: HashMap<String, Vec<(u64, u64, Vec<u8>)>> = HashMap::new();
    let mut rest = entries.as_slice();
    while let Some((kind, path, offset, size, old)) = entry(&mut rest) {
        match kind {
            b'S' => drop(unsynced.remove(&path)),
            _ => unsynced.entry(path).or_default().push((offset, size, old)),
        }
    }
    for (path, writes) in unsynced {
        let Ok(file) = std::fs::OpenOptions::new().write(true).open(&path) else { continue };
        for (offset, size, old) in writes.into_iter().rev() {
            std::os::unix::fs::FileExt::write_all_at(&file, &old, offset).expect("the old bytes");
            file.set_len(size).expect("the old length");
        }
    }
}

/// The next entry of the log; one that the kill cut off stands for a write that never happened.
fn entry(rest: &mut &[u8]) -> Option<(u8, String, u64, u64, Vec<u8>)> {
    let mut take = |count: usize| {
        let (head, tail) = rest.split_at_checked(count)?;
        *rest = tail;
        Some(head.to_vec())
    };
    let number =
        |bytes: Vec<u8>| bytes.iter().rev().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    let kind = take(1)?[0];
    let length = number(take(4)?) as usize;
    let path = String::from_utf8(take(length)?).ok()?;
    let (offset, size) = (number(take(8)?), number(take(8)?));
    let length = number(take(4)?) as usize;
    Some((kind, path, offset, size, take(length)?))
}
