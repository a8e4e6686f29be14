//! Malformed and malicious files end in an error or a partial result, soon and without a panic.
//!
//! They lie beside the project, not in it; where they are absent the tests say so and pass.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What a user would wait at most; a debug build on a busy machine stays well below.
const TIME_MAX: Duration = Duration::from_secs(10);

/// What claims too much in these is never needed, so the mail in them is whole.
const READ_WHOLE: [&str; 2] = ["cfb-2gb-declared.msg", "cfb-fat-count-huge.msg"];

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/mail").join(folder);
    if !folder.is_dir() {
        println!("skipped: nothing at {}", folder.display());
        return Vec::new();
    }
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "the folder holds no file");
    files
}

fn read_soon(bytes: &[u8], what: &str) -> Result<mail::Email, mail::MailError> {
    let start = Instant::now();
    let result = mail::read(bytes);
    let taken = start.elapsed();
    assert!(taken < TIME_MAX, "{what}: {taken:?}");
    result
}

#[test]
fn every_hostile_file_ends() {
    for file in files("hostile") {
        let name = file.file_name().unwrap().to_string_lossy();
        let bytes = std::fs::read(&file).unwrap();
        let result = read_soon(&bytes, &name);
        match &result {
            Ok(email) => {
                println!("{name}: partial, {} attachments, {:?}", email.attachments.len(), email.warnings)
            }
            Err(error) => println!("{name}: {error}"),
        }
        let is_broken =
            ["cfb-", "crtf-"].iter().any(|kind| name.starts_with(kind)) && !READ_WHOLE.contains(&&*name);
        let is_marked = result.as_ref().map_or(true, |email| !email.warnings.is_empty());
        assert!(!is_broken || is_marked, "{name} was read as if nothing were wrong");
    }
}

/// The compressed RTF that made other decoders panic or abort, as the body of an Outlook item.
#[test]
fn hostile_compressed_rtf_in_an_item_ends() {
    for file in files("hostile") {
        let name = file.file_name().unwrap().to_string_lossy();
        if !name.starts_with("crtf-") {
            continue;
        }
        let mut item = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut put = |path: &str, bytes: &[u8]| item.create_stream(path).unwrap().write_all(bytes).unwrap();
        put("/__properties_version1.0", &[0; 32]);
        put("/__substg1.0_0037001E", b"x");
        put("/__substg1.0_10090102", &std::fs::read(&file).unwrap());
        item.flush().unwrap();
        let email = read_soon(item.into_inner().get_ref(), &name).unwrap();
        assert_eq!(email.subject, "x", "{name}");
    }
}

/// Every file of the corpus, cut short and with bytes changed: what a crash or a bad disk leaves.
#[test]
fn damaged_files_end() {
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random as usize
    };
    for file in files("visible") {
        let name = file.file_name().unwrap().to_string_lossy();
        let bytes = std::fs::read(&file).unwrap();
        if bytes.len() > 300_000 || bytes.is_empty() {
            continue;
        }
        for _ in 0..4 {
            let cut = next() % bytes.len();
            let _ = read_soon(&bytes[..cut], &format!("{name} cut at {cut}"));
            let mut changed = bytes.clone();
            for _ in 0..20 {
                let at = next() % changed.len();
                changed[at] = next() as u8;
            }
            let _ = read_soon(&changed, &name);
        }
    }
}
