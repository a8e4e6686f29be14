//! Where a book may lie: folders that cannot be written (F7), and names of every kind (F36).
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn hilo(profile: &Path, args: &[&str], input: &str) -> Output {
    run(&mut command(profile, args), input)
}

fn command(profile: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hilo"));
    command.arg("--profile").arg(profile).arg("--json").args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(command: &mut Command, input: &str) -> Output {
    let mut child = command.spawn().expect("hilo starts");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().expect("its end")
}

fn ok(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[cfg(unix)]
#[test]
fn f7_a_book_that_cannot_be_written_is_there_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("perfil");
    ok(&hilo(&profile, &["init", "--user", "Marta"], ""));
    ok(&hilo(&profile, &["customer", "add", "--json-in", "-"], r#"{"name":"Bodegas Ejemplo"}"#));
    let database = profile.join("hilo.db");
    let mode = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap()
    };
    // Nothing holds back the root user: where the tests run as such, hilo runs as nobody.
    let is_root =
        std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let as_user = |args: &[&str], input: &str| {
        let mut command = command(&profile, args);
        if is_root {
            std::os::unix::process::CommandExt::uid(&mut command, NOBODY);
        }
        run(&mut command, input)
    };
    if is_root {
        mode(folder.path(), 0o755);
        std::os::unix::fs::chown(&profile, Some(NOBODY), None).unwrap();
        for entry in std::fs::read_dir(&profile).unwrap() {
            std::os::unix::fs::chown(entry.unwrap().path(), Some(NOBODY), None).unwrap();
        }
    }
    for (file, of_folder) in [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)] {
        mode(&database, file);
        mode(&profile, of_folder);
        let before = std::fs::read(&database).unwrap();
        assert!(
            ok(&as_user(&["customer", "list"], "")).contains("Bodegas Ejemplo"),
            "{file:o} {of_folder:o}"
        );
        let refused = as_user(&["customer", "add", "--json-in", "-"], r#"{"name":"Otra"}"#);
        assert_eq!(refused.status.code(), Some(1), "{file:o} {of_folder:o}");
        assert!(
            String::from_utf8_lossy(&refused.stderr).contains(r#""code":"read_only""#),
            "{file:o} {of_folder:o}"
        );
        assert_eq!(std::fs::read(&database).unwrap(), before);
    }
    mode(&profile, 0o700);
    mode(&database, 0o600);
    ok(&as_user(&["customer", "add", "--json-in", "-"], r#"{"name":"Otra"}"#));
    ok(&as_user(&["check"], ""));
}

#[cfg(unix)]
const NOBODY: u32 = 65_534;

#[test]
fn f36_a_book_lies_well_under_any_name() {
    let folder = tempfile::tempdir().unwrap();
    let long: PathBuf =
        (0..6).map(|n| format!("{n} carpeta de nombre largo para pasar de doscientos sesenta")).collect();
    for name in
        ["con espacios y ñ", "emoji 📇🧵", "cafe\u{301} en NFD", "it's & 100% 'ok' #?", "-guion", "punto."]
    {
        in_folder(&folder.path().join(name));
    }
    let deep = folder.path().join(long);
    assert!(deep.as_os_str().len() > 260);
    in_folder(&deep);
}

/// Everything that touches files.
fn in_folder(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let profile = &folder.join("libro");
    ok(&hilo(profile, &["init", "--user", "Íñigo"], ""));
    let customer =
        ok(&hilo(profile, &["customer", "add", "--json-in", "-"], r#"{"name":"Bodegas Ejemplo"}"#));
    let id = |json: &str| {
        serde_json::from_str::<serde_json::Value>(json).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let draft =
        serde_json::json!({ "customer": id(&customer), "contact_type": "email", "notes": "" }).to_string();
    let contact = id(&ok(&hilo(profile, &["contact", "add", "--json-in", "-"], &draft)));
    let email = folder.join("cotización ñ 📎.eml");
    std::fs::write(&email, "From: a@b.example\r\nSubject: Hola\r\n\r\nHola\r\n").unwrap();
    ok(&hilo(profile, &["contact", "assume", &contact, &email.to_string_lossy(), "--attach"], ""));
    let backup = folder.join("copia ñ.db");
    ok(&hilo(profile, &["backup", &backup.to_string_lossy()], ""));
    let restored = folder.join("restaurado ñ");
    ok(&hilo(profile, &["restore", &backup.to_string_lossy(), "--into", &restored.to_string_lossy()], ""));
    assert!(ok(&hilo(&restored, &["contact", "show", &contact], "")).contains("cotización ñ 📎.eml"));
    ok(&hilo(profile, &["check"], ""));
}
