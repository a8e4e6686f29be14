//! Real programs on real folders: three profiles, two folders, and a copier between these that cuts, delays, renames and
//! doubles; programs are killed in the middle. What was acknowledged is on every machine in the end.
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use testing::Dice;

fn command(profile: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hilo"));
    command.args(["--profile", &profile.to_string_lossy(), "--json"]).args(arguments);
    command.env("HILO_PASSPHRASE", "una frase muy larga").stdin(Stdio::null());
    command
}

fn tried(profile: &Path, arguments: &[&str]) -> Output {
    command(profile, arguments).output().expect("hilo starts")
}

fn hilo(profile: &Path, arguments: &[&str]) -> Value {
    let output = tried(profile, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn refused(profile: &Path, arguments: &[&str]) -> String {
    let output = tried(profile, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    let error: Value = serde_json::from_slice(&output.stderr).expect("JSON");
    error["code"].as_str().unwrap_or_default().to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

struct Office {
    root: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        for folder in ["nube-a", "nube-b"] {
            std::fs::create_dir(root.path().join(folder)).unwrap();
        }
        Self { root }
    }

    fn profile(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn folder(&self, name: &str) -> String {
        self.root.path().join(name).to_string_lossy().into_owned()
    }

    fn add(&self, profile: &Path, verb: &str, record: &str) -> Value {
        let file = self.root.path().join("entrada.json");
        std::fs::write(&file, record).unwrap();
        hilo(profile, &[verb, "add", "--json-in", &file.to_string_lossy()])
    }

    /// Makes a team of these, who meet in this folder.
    fn team(&self, names: &[&str], folder: &str) -> Vec<PathBuf> {
        let profiles: Vec<PathBuf> = names.iter().map(|name| self.profile(name)).collect();
        for (profile, name) in profiles.iter().zip(names) {
            hilo(profile, &["init", "--user", name]);
        }
        let folder = self.folder(folder);
        hilo(&profiles[0], &["team", "create", "Equipo", "--folder", &folder]);
        for profile in &profiles[1..] {
            let invitation = hilo(&profiles[0], &["team", "invite"]);
            let asked = hilo(profile, &["team", "join", &text(&invitation["link"]), "--folder", &folder]);
            assert_eq!(asked["state"], "pending");
            assert_eq!(hilo(profile, &["sync"])["state"], "pending");
            let (request, code) = (text(&asked["request"]), text(&asked["code"]));
            assert_eq!(
                refused(&profiles[0], &["team", "approve", &request, "--code", "a b c d"]),
                "code_mismatch"
            );
            hilo(&profiles[0], &["team", "approve", &request, "--code", &code]);
            assert_eq!(hilo(profile, &["sync"])["state"], "done");
        }
        profiles
    }
}

/// One turn of a copier that is not careful.
fn copy(from: &Path, to: &Path, dice: &mut Dice, is_careful: bool) {
    for entry in std::fs::read_dir(from).into_iter().flatten().flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy(&path, &target, dice, is_careful);
            continue;
        }
        let Ok(bytes) = std::fs::read(&path) else { continue };
        if std::fs::read(&target).is_ok_and(|there| there == bytes) {
            continue;
        }
        // Heads are each machine's own; the newer one is the longer story.
        let is_head = path.extension().is_some_and(|extension| extension == "head");
        if target.exists() && !is_head && !is_careful {
            std::fs::write(target.with_extension("seg (copia en conflicto)"), &bytes).unwrap();
            continue;
        }
        match if is_careful { 9 } else { dice.below(10) } {
            0..2 => {}
            2 => std::fs::write(&target, &bytes[..dice.below(bytes.len())]).unwrap(),
            3 => std::fs::write(&target, []).unwrap(),
            4 => std::fs::write(
                target.with_file_name(format!("copia de {}", entry.file_name().to_string_lossy())),
                &bytes,
            )
            .unwrap(),
            _ => std::fs::write(&target, &bytes).unwrap(),
        }
    }
}

fn contacts(profile: &Path) -> BTreeSet<(String, String)> {
    let listed = hilo(profile, &["contact", "list", "--limit", "1000"]);
    let items = listed["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| (text(&item["id"]), text(&item["notes"]))).collect()
}

#[test]
fn f1_f8_i2_i3_programs_that_are_killed_and_a_copier_that_is_not_careful_lose_nothing() {
    let rounds = std::env::var("HILO_TEAM_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(24);
    let office = Office::new();
    let profiles = office.team(&["Ana", "Ben", "Carla"], "nube-a");
    // Carla's machine has a copy of the folder.
    let (a, b) = (office.root.path().join("nube-a"), office.root.path().join("nube-b"));
    let mut dice = Dice(5);
    copy(&a, &b, &mut dice, true);
    let her_folder = office.folder("nube-b");
    let bodega =
        |profile: &PathBuf| text(&office.add(profile, "customer", r#"{"name":"Bodegas Ejemplo"}"#)["id"]);
    let customers: Vec<String> = profiles.iter().map(bodega).collect();
    let mut acknowledged: BTreeSet<(String, String)> = BTreeSet::new();
    let folder_of = |who: usize| if who == 2 { her_folder.clone() } else { office.folder("nube-a") };
    let mut killed = 0;
    for round in 0..rounds {
        let who = dice.below(3);
        let notes = format!("nota {round} de {who}");
        let customer = &customers[who];
        let record = format!(
            r#"{{"customer":"{customer}","date":"2026-11-24","contact_type":"visit","notes":"{notes}"}}"#
        );
        let saved = office.add(&profiles[who], "contact", &record);
        acknowledged.insert((text(&saved["id"]), notes));
        let folder = folder_of(who);
        let mut child = command(&profiles[who], &["sync", "--folder", &folder])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        if dice.below(2) == 0 {
            std::thread::sleep(Duration::from_millis(150 + dice.below(450) as u64));
            killed += usize::from(child.try_wait().unwrap().is_none());
            child.kill().unwrap();
        }
        child.wait().unwrap();
        if dice.below(2) == 0 {
            copy(&a, &b, &mut dice, false);
            copy(&b, &a, &mut dice, false);
        }
    }
    for _ in 0..4 {
        for (who, profile) in profiles.iter().enumerate() {
            copy(&a, &b, &mut dice, true);
            hilo(profile, &["sync", "--folder", &folder_of(who)]);
            copy(&b, &a, &mut dice, true);
        }
    }
    for profile in &profiles {
        let there = contacts(profile);
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "{}: {lost:?}", profile.display());
        assert_eq!(hilo(profile, &["check"])["ok"], true);
        assert_eq!(contacts(&profiles[0]), there);
    }
    println!("{rounds} rounds, {killed} killed while they ran, {} contacts, none lost", acknowledged.len());
}

#[test]
fn two_exchanges_at_once_take_turns_and_the_watch_ends_when_it_is_told() {
    let office = Office::new();
    let profiles = office.team(&["Ana", "Ben"], "nube-a");
    let mut watching = command(&profiles[1], &["sync", "--watch"]).stdout(Stdio::piped()).spawn().unwrap();
    let customer = office.add(&profiles[0], "customer", r#"{"name":"Bodegas Ejemplo"}"#);
    hilo(&profiles[0], &["sync"]);
    let id = text(&customer["id"]);
    let arrived = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        tried(&profiles[1], &["customer", "show", &id]).status.success()
    });
    assert!(arrived, "the watch takes in what the other wrote");
    assert_eq!(hilo(&profiles[1], &["sync"])["state"], "done");
    #[cfg(unix)]
    {
        let pid = watching.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert_eq!(watching.wait().unwrap().code(), Some(0));
    }
    let _ = watching.kill();
    let mut told = String::new();
    std::io::Read::read_to_string(&mut watching.stdout.take().unwrap(), &mut told).unwrap();
    for line in told.lines() {
        let line: Value = serde_json::from_str(line).expect("one line an exchange");
        assert_eq!(line["state"], "done");
    }
}

#[test]
fn the_codes_of_the_contract() {
    let office = Office::new();
    let lone = office.profile("Dora");
    hilo(&lone, &["init", "--user", "Dora"]);
    let folder = office.folder("nube-a");
    assert_eq!(refused(&lone, &["sync", "--folder", &folder]), "no_team");
    assert_eq!(refused(&lone, &["team", "members"]), "no_team");
    let missing = office.folder("no-existe");
    assert_eq!(refused(&lone, &["team", "create", "Equipo", "--folder", &missing]), "folder_missing");
    let profiles = office.team(&["Ana", "Ben"], "nube-a");
    assert_eq!(refused(&profiles[0], &["team", "create", "Otro", "--folder", &folder]), "team_exists");
    assert_eq!(refused(&lone, &["team", "join", "hilo:join/nada", "--folder", &folder]), "invalid");
    let status = hilo(&profiles[0], &["sync", "status"]);
    assert_eq!((&status["all_shared"], &status["unpublished"]), (&Value::Bool(true), &Value::from(0)));
    assert_eq!(status["devices"].as_array().map(Vec::len), Some(2));
    let members = hilo(&profiles[0], &["team", "members"]);
    let ben = members.as_array().unwrap().iter().find(|member| member["name"] == "Ben").unwrap();
    let removed = hilo(&profiles[0], &["team", "remove", &text(&ben["device"])]);
    assert_eq!(removed["state"], "removed");
    assert_eq!(refused(&profiles[1], &["sync"]), "not_member");
    // Without the passphrase nothing is exchanged, and nothing prompts.
    let mut command = command(&profiles[0], &["sync"]);
    let output = command.env_remove("HILO_PASSPHRASE").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("passphrase_needed"));
    assert_eq!(hilo(&profiles[0], &["conflict", "list"]), Value::Array(Vec::new()));
}

/// Whether this user may do everything, so that permissions say nothing.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|known| known.uid() == 0)
}

#[cfg(unix)]
fn allow(folder: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            allow(&entry.path(), mode);
        }
    }
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
#[test]
fn i8_a_folder_that_may_not_be_written_is_said_so_and_nothing_is_lost() {
    if is_root() {
        return println!("skipped: permissions hold for everybody but root");
    }
    let office = Office::new();
    let profiles = office.team(&["ana", "ben"], "nube-a");
    let customer = text(&office.add(&profiles[0], "customer", r#"{"name":"Bodegas Ejemplo"}"#)["id"]);
    let contact = |notes: &str| {
        let record = format!(
            r#"{{"customer":"{customer}","contact_type":"visit","date":"2026-11-24","notes":"{notes}"}}"#
        );
        office.add(&profiles[0], "contact", &record);
    };
    hilo(&profiles[0], &["sync"]);
    contact("con la carpeta cerrada");
    let folder = office.root.path().join("nube-a");
    allow(&folder, 0o555);
    let done = tried(&profiles[0], &["sync"]);
    let said: Value =
        serde_json::from_slice(if done.status.success() { &done.stdout } else { &done.stderr }).unwrap();
    assert!(said["state"] == "partial" || said["code"] == "folder_refused", "{said}");
    assert_eq!(hilo(&profiles[0], &["sync", "status"])["all_shared"], false);
    // Reading needs no more than it has.
    let read = tried(&profiles[1], &["sync"]);
    assert!(read.status.code() == Some(0) || read.status.code() == Some(1));
    allow(&folder, 0o755);
    assert_eq!(hilo(&profiles[0], &["sync"])["state"], "done");
    hilo(&profiles[1], &["sync"]);
    assert_eq!(contacts(&profiles[0]), contacts(&profiles[1]));
    assert_eq!(contacts(&profiles[1]).len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn f4_i8_a_shared_disk_that_is_full_is_said_so_and_nothing_is_lost() {
    let office = Office::new();
    let folder = office.root.path().join("nube-a");
    let mount = |options: &str| {
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&folder).output();
        mounted.is_ok_and(|done| done.status.success())
    };
    if !mount("size=96k") {
        return println!("skipped: only root may make a small disk");
    }
    let profiles = office.team(&["ana", "ben"], "nube-a");
    let customer = text(&office.add(&profiles[0], "customer", r#"{"name":"Bodegas Ejemplo"}"#)["id"]);
    let mut dice = Dice(7);
    let mut is_full = false;
    for number in 0..40 {
        // Nothing that packs well.
        let notes: String = (0..6_000)
            .map(|_| char::from(b'!' + dice.below(90) as u8))
            .filter(|c| !"\"\\".contains(*c))
            .collect();
        let record = format!(
            r#"{{"customer":"{customer}","contact_type":"visit","date":"2026-11-24","notes":"{number} {notes}"}}"#
        );
        office.add(&profiles[0], "contact", &record);
        let done = tried(&profiles[0], &["sync"]);
        is_full |= String::from_utf8_lossy(&done.stderr).contains("disk_full")
            || String::from_utf8_lossy(&done.stdout).contains("partial");
    }
    assert!(is_full, "forty contacts of six thousand characters fit into 96 KiB");
    assert_eq!(hilo(&profiles[0], &["sync", "status"])["all_shared"], false);
    assert!(mount("remount,size=8m"));
    assert_eq!(hilo(&profiles[0], &["sync"])["state"], "done");
    hilo(&profiles[1], &["sync"]);
    let (hers, his) = (contacts(&profiles[0]), contacts(&profiles[1]));
    let is_unmounted = Command::new("umount").arg(&folder).status().is_ok_and(|done| done.success());
    assert_eq!((hers.len(), hers), (40, his));
    assert!(is_unmounted);
}

#[test]
fn sample_data_is_refused_where_a_team_would_get_it() {
    let office = Office::new();
    let profiles = office.team(&["ana", "ben"], "nube-a");
    for profile in &profiles {
        assert_eq!(refused(profile, &["sample", "--contacts", "5"]), "sample_in_team");
        assert_eq!(hilo(profile, &["sample", "--remove"])["removed"], 0);
        assert_eq!(contacts(profile).len(), 0);
    }
}
