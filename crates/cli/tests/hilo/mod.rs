//! Runs `hilo` on a profile, and reads what it answers.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

pub(crate) fn hilo(profile: &Path, args: &[&str], record: Option<Value>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hilo"));
    command.arg("--profile").arg(profile).arg("--json").args(args).env("LANG", "es_ES.UTF-8");
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES");
    if let Some(record) = record {
        let file = profile.with_extension("json");
        std::fs::write(&file, record.to_string()).unwrap();
        command.arg("--json-in").arg(file);
    }
    command.output().expect("hilo starts")
}

/// A book of Marta's, in a folder that goes with the test.
pub(crate) fn profile() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("perfil");
    answer(&hilo(&profile, &["init", "--user", "Marta"], None));
    (folder, profile)
}

/// Panics with what it said where it failed.
pub(crate) fn answer(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
