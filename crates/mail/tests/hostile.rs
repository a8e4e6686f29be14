//! Malformed and malicious files end in an error or a partial result, soon and without a panic.
//!
//! They are made here; what is damaged at random are the emails of `tests/emails` and, with `npm run corpus -- FOLDER`,
//! those of that folder.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use testing::Dice;

/// What a user would wait at most; a debug build on a busy machine stays well below.
const TIME_MAX: Duration = Duration::from_secs(10);

/// The emails of a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    files.retain(|file| file.extension().is_none_or(|end| end != "json" && end != "md"));
    files.sort();
    assert!(!files.is_empty(), "the folder holds no file");
    files
}

/// A folder of the large collection, while `npm run corpus` runs.
fn corpus(folder: &str) -> Option<PathBuf> {
    std::env::var_os("HILO_CORPUS").map(|corpus| Path::new(&corpus).join(folder))
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
    let compressed = COMPRESSED_RTF.map(|(name, bytes)| (name, bytes.to_vec()));
    for (name, bytes) in broken_compound_files().into_iter().chain(broken_others()).chain(compressed) {
        say(name, read_soon(&bytes, name));
    }
    for file in corpus("hostile").iter().flat_map(|folder| files(folder)) {
        let name = file.file_name().unwrap().to_string_lossy();
        say(&name, read_soon(&std::fs::read(&file).unwrap(), &name));
    }
}

fn say(name: &str, result: Result<mail::Email, mail::MailError>) {
    match result {
        Ok(email) => {
            println!("{name}: partial, {} attachments, {:?}", email.attachments.len(), email.warnings)
        }
        Err(error) => println!("{name}: {error}"),
    }
}

#[test]
fn a_broken_compound_file_says_so() {
    for (name, bytes) in broken_compound_files() {
        let result = read_soon(&bytes, name);
        let is_marked = result.as_ref().map_or(true, |email| !email.warnings.is_empty());
        assert!(is_marked, "{name} was read as if nothing were wrong");
    }
    for (name, bytes) in wrong_but_whole() {
        let email = read_soon(&bytes, name).unwrap();
        assert_eq!(
            (&*email.subject, email.attachments.len()),
            ("Factura", 2),
            "{name}: nothing of it is needed"
        );
    }
}

/// The compressed RTF that made other decoders panic or abort, as the body of an Outlook item.
#[test]
fn hostile_compressed_rtf_in_an_item_ends() {
    for (name, bytes) in COMPRESSED_RTF {
        let mut item = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut put = |path: &str, bytes: &[u8]| item.create_stream(path).unwrap().write_all(bytes).unwrap();
        put("/__properties_version1.0", &[0; 32]);
        put("/__substg1.0_0037001E", b"x");
        put("/__substg1.0_10090102", bytes);
        item.flush().unwrap();
        let email = read_soon(item.into_inner().get_ref(), name).unwrap();
        assert_eq!(email.subject, "x", "{name}");
    }
}

/// Every email, cut short and with bytes changed: what a crash or a bad disk leaves.
#[test]
fn damaged_files_end() {
    let mut dice = Dice(1);
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emails");
    for file in corpus("visible").iter().chain([&small]).flat_map(|folder| files(folder)) {
        let name = file.file_name().unwrap().to_string_lossy();
        let bytes = std::fs::read(&file).unwrap();
        if bytes.len() > 300_000 || bytes.is_empty() {
            continue;
        }
        for _ in 0..4 {
            let cut = dice.below(bytes.len());
            let _ = read_soon(&bytes[..cut], &format!("{name} cut at {cut}"));
            let mut changed = bytes.clone();
            for _ in 0..20 {
                let at = dice.below(changed.len());
                changed[at] = dice.roll() as u8;
            }
            let _ = read_soon(&changed, &name);
        }
    }
}

/// [MS-OXRTFCP] 2.1.3.1: sizes, `LZFu` or `MELA`, a checksum, and then the text.
const COMPRESSED_RTF: [(&str, &[u8]); 4] = [
    ("4 GB, wrong checksum", b"\x15\0\0\0\xff\xff\xff\xffLZFu\0\0\0\0\0abcdefgh"),
    ("4 GB, right checksum", b"\x15\0\0\0\xff\xff\xff\xffLZFu\x39\xf5\xcd\xcb\0abcdefgh"),
    ("no header", b"\x01\x02\x03"),
    ("2 GB, not compressed", b"\x10\0\0\0\xff\xff\xff\x7fMELA\0\0\0\0{\\rt"),
];

/// An item with two files, long enough for sectors of its own; where its tables lie, see [MS-CFB] 2.2.
fn item() -> Vec<u8> {
    let memory = Cursor::new(Vec::new());
    let mut item =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, memory).expect("memory can be written");
    item.create_stream("/__properties_version1.0")
        .expect("memory can be written")
        .write_all(&[0; 32])
        .expect("memory can be written");
    item.create_stream("/__substg1.0_0037001E")
        .expect("memory can be written")
        .write_all(b"Factura")
        .expect("memory can be written");
    for number in 0..2 {
        let attachment = format!("/__attach_version1.0_#0000000{number}");
        item.create_storage(&attachment).expect("memory can be written");
        let mut put = |name: &str, bytes: &[u8]| {
            item.create_stream(format!("{attachment}/{name}"))
                .expect("memory can be written")
                .write_all(bytes)
                .expect("memory can be written");
        };
        put("__properties_version1.0", &[0; 8]);
        put("__substg1.0_3704001E", b"factura.pdf");
        put("__substg1.0_37010102", &[b'%'; 9_000]);
    }
    item.flush().expect("memory can be written");
    item.into_inner().into_inner()
}

const SECTOR: usize = 512;
/// Where a directory entry has its children and its size ([MS-CFB] 2.6.1).
const ENTRY: usize = 128;
const LEFT: usize = 68;
const CHILD: usize = 76;
const SIZE: usize = 120;

fn number_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize
}

/// The item with these numbers in these places.
fn with(numbers: impl IntoIterator<Item = (usize, u32)>) -> Vec<u8> {
    let mut bytes = item();
    for (at, number) in numbers {
        bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
    }
    bytes
}

/// The entries of the directory whose name begins like this; the directory's sectors are followed.
fn entries(item: &[u8], start: &str) -> Vec<usize> {
    let wide: Vec<u8> = start.encode_utf16().flat_map(u16::to_le_bytes).collect();
    (SECTOR..item.len()).step_by(ENTRY).filter(|at| item[*at..].starts_with(&wide)).collect()
}

fn broken_compound_files() -> Vec<(&'static str, Vec<u8>)> {
    let whole = item();
    let sector = |number: usize| (number + 1) * SECTOR;
    // The header's own list of table sectors begins at 76, the directory's first sector stands at 48.
    let (table, directory) = (sector(number_at(&whole, 76)), number_at(&whole, 48));
    let first = sector(directory);
    let links = (0..SECTOR / 4).filter(|link| number_at(&whole, table + link * 4) < 0xFFFF_FFFA);
    let circle = links.map(|link| (table + link * 4, link.saturating_sub(1) as u32));
    let tree = (0..4).flat_map(|entry| {
        let at = first + entry * ENTRY;
        [(at + LEFT, 1), (at + LEFT + 4, 1), (at + CHILD, 1)]
    });
    vec![
        ("empty", Vec::new()),
        ("magic only", whole[..8].to_vec()),
        ("a header and no more", whole[..SECTOR].to_vec()),
        ("the first half", whole[..whole.len() / 2].to_vec()),
        ("sectors of 2^65535 bytes", {
            let mut bytes = whole.clone();
            bytes[30..32].copy_from_slice(&[0xff, 0xff]);
            bytes
        }),
        ("tables that go in circles", with(circle)),
        ("a directory that follows itself", with([(table + directory * 4, directory as u32)])),
        ("a directory that is its own child", with([(first + CHILD, 0)])),
        ("a directory tree in circles", with(tree)),
        ("files of 2 GB in 20 kB", {
            let files = entries(&whole, "__substg1.0_37010102");
            assert_eq!(files.len(), 2);
            with(files.into_iter().map(|entry| (entry + SIZE, 0x7fff_ffff)))
        }),
    ]
}

/// What claims too much here is never needed.
fn wrong_but_whole() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("16 million tables", with([(44, 0x00ff_ffff)])),
        ("2 billion lists of tables", with([(72, 0x7fff_ffff)])),
    ]
}

fn broken_others() -> Vec<(&'static str, Vec<u8>)> {
    let mut nested = b"Subject: m\r\n\r\nx".to_vec();
    while nested.len() < 50_000 {
        let head = "Subject: m\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        nested = [head.as_bytes(), &base64(&nested)].concat();
    }
    let comments = format!("From: {}a@b.example\r\nSubject: c\r\n\r\nx", "(".repeat(200_000));
    vec![
        ("messages in base64 inside each other", nested),
        ("comments inside each other", comments.into_bytes()),
        ("no base64", b"Content-Transfer-Encoding: base64\r\nSubject: b\r\n\r\n!!!!====A".to_vec()),
        (
            "no quoted-printable",
            b"Subject: =?utf-8?Q?=ZZ=?=\r\nContent-Transfer-Encoding: \
            quoted-printable\r\n\r\n=\r\n=E\r\n=ZZ=="
                .to_vec(),
        ),
        ("NUL everywhere", b"From: a\0b@c.example\r\nSubject: x\0y\r\n\r\na\0b".to_vec()),
        ("TNEF cut after its mark", b"\x78\x9f\x3e\x22".to_vec()),
        ("TNEF of 2 GB", b"\x78\x9f\x3e\x22\x01\0\x01\x06\x90\x08\0\xff\xff\xff\x7fx".to_vec()),
    ]
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Vec::with_capacity(bytes.len() * 4 / 3 + 4);
    for three in bytes.chunks(3) {
        let number =
            three.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        let letter = |at: usize| LETTERS[(number >> (18 - 6 * at)) as usize & 63];
        text.extend((0..4).map(|at| if at <= three.len() { letter(at) } else { b'=' }));
    }
    text
}
