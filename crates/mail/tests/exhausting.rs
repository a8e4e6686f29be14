//! Inputs made to exhaust time, memory or the stack end in an error or a partial result.
//!
//! They are generated: as files they would be large. Each test runs in a process of its own under nextest, which
//! is what its peak of memory is measured of.

use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use mail::{Email, MailError, Warning, limits};

/// What a user would wait at most; a debug build on a busy machine stays well below.
const TIME_MAX: Duration = Duration::from_secs(10);
/// The input itself, what it decodes to, and copies of both on the way.
const MEMORY_BYTES_MAX: u64 = 1 << 30;

fn read_soon(bytes: &[u8], what: &str) -> Result<Email, MailError> {
    let start = Instant::now();
    let result = mail::read(bytes);
    let taken = start.elapsed();
    println!("{what}: {} MB, {taken:?}, peak {:?}", bytes.len() >> 20, peak_of_memory());
    assert!(taken < TIME_MAX, "{what}: {taken:?}");
    if let Some(peak) = peak_of_memory() {
        assert!(peak < MEMORY_BYTES_MAX, "{what}: {peak} bytes");
    }
    result
}

/// The most that this process ever had in memory; `None` where the system does not say.
fn peak_of_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? << 10)
}

/// `start`, and after it the piece as often as makes that many bytes.
fn many(start: &str, piece: &str, bytes: usize) -> String {
    format!("{start}{}", piece.repeat(bytes / piece.len()))
}

const MIXED: &str = "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n";

fn is_cut(email: &Email) -> bool {
    email.warnings.contains(&Warning::Truncated)
}

#[test]
fn headers_of_50_megabytes() {
    let long = many("Subject: x", "x", 50 << 20);
    assert!(matches!(read_soon(long.as_bytes(), "one header"), Err(MailError::TooLarge { .. })));
    let folded = many("Subject: x\n", " y\n", 50 << 20);
    assert!(matches!(read_soon(folded.as_bytes(), "folded header"), Err(MailError::TooLarge { .. })));
    // Fields that nothing is read from are passed over, and of the others there are enough.
    let notes = "a:b\n".repeat(1_000_000);
    let email = read_soon(format!("{notes}Subject: x\n\nbody").as_bytes(), "1 M notes").unwrap();
    assert_eq!((email.subject.as_str(), is_cut(&email)), ("x", false));
    let fields = "cc:b\n".repeat(800_000);
    let email = read_soon(format!("Subject: x\n{fields}\nbody").as_bytes(), "800,000 fields").unwrap();
    assert_eq!((email.subject.as_str(), is_cut(&email)), ("x", true));
    let words = many("Subject: ", "=?utf-8?Q?=C3?= ", 4_000_000);
    read_soon(words.as_bytes(), "250,000 encoded words").unwrap();
    let pieces = many(&format!("{MIXED}--b\nContent-Disposition: attachment; "), "filename*1*=a;", 3_000_000);
    read_soon(pieces.as_bytes(), "pieces of a name").unwrap();
    let ids = many("Subject: x\nReferences: ", "<a@b> ", 3_000_000);
    assert_eq!(read_soon(ids.as_bytes(), "references").unwrap().references, ["a@b"]);
}

#[test]
fn half_a_million_recipients() {
    for (what, field) in [("To", "To: "), ("comments", "From: (")] {
        let input = many(&format!("Subject: x\n{field}"), "a@b.c, ", 3_500_000);
        let email = read_soon(input.as_bytes(), what).unwrap();
        assert!(email.to.len() <= limits::RECIPIENTS_MAX);
    }
    let repeated = many("Subject: x\n", "To: a@b.c\n", 3_500_000);
    assert!(read_soon(repeated.as_bytes(), "fields").unwrap().to.len() <= limits::RECIPIENTS_MAX);
}

#[test]
fn multiparts_of_100_000_levels() {
    let mut nested = String::from("Subject: x\n");
    for level in 0..100_000 {
        nested += &format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
    }
    assert!(is_cut(&read_soon(nested.as_bytes(), "multiparts").unwrap()));
    let same = many(MIXED, "--b\nContent-Type: multipart/mixed; boundary=b\n\n", 5_000_000);
    assert!(is_cut(&read_soon(same.as_bytes(), "one boundary").unwrap()));
    for field in ["Content-Type: message/rfc822\n\n", ":content- type:message/rfc822\n\n"] {
        let messages = many("Subject: x\n", field, 5_000_000);
        // A message inside is kept as it came, whatever it holds.
        assert!(read_soon(messages.as_bytes(), "messages").unwrap().attachments.len() <= 1);
    }
}

#[test]
fn boundary_storms() {
    for piece in
        ["--b\n", "--b\n\n", "--b--\n", "--b\n\nx\n", "\n--", "--b\nContent-Disposition: attachment\n\nx\n"]
    {
        let email = read_soon(many(MIXED, piece, 10 << 20).as_bytes(), piece).unwrap();
        assert!(email.attachments.len() <= limits::PARTS_MAX);
    }
}

/// Pieces that once took quadratic time.
#[test]
fn lines_that_never_end_a_thing() {
    let status = "Subject: x\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n";
    for (start, piece) in [
        ("From: a@b.es\r", "\r"),
        ("Subject: x\n\nbegin 644 a\n", "\r"),
        (status, "x: y\n \n"),
        (status, " \na\n"),
        (MIXED, "--b"),
        ("Subject: x\n", " \n"),
        ("From a@b.c Tue Nov 24 10:01:00 2026\nSubject: x\n\n", "\nFrom "),
        ("Subject: x\nContent-Type: text/plain; charset=utf-8\n\n", "\u{e1}\u{e9} "),
    ] {
        drop(read_soon(many(start, piece, 3 << 20).as_bytes(), piece));
    }
}

#[test]
fn html_of_any_depth() {
    let head = "Subject: x\nContent-Type: text/html\n\n";
    for piece in ["<div>", "<div a='", "<a b=\"c\" ", "<!--", "&amp", "<style>", "</", "<table><tr><td>"] {
        read_soon(many(head, piece, 8 << 20).as_bytes(), piece).unwrap();
    }
}

#[test]
fn attachments_by_the_100_000() {
    let parts = many(MIXED, "--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n", 6_000_000);
    let email = read_soon(parts.as_bytes(), "parts").unwrap();
    assert!(is_cut(&email) && email.attachments.len() <= limits::PARTS_MAX);

    let begin = [&[2, 2, 0x90, 6, 0, 14, 0, 0, 0][..], &[0; 14], &[0, 0]].concat();
    let data = [2, 0x0F, 0x80, 6, 0, 1, 0, 0, 0, b'x', 0, 0];
    let tnef = [b"\x78\x9f\x3e\x22\0\0".to_vec(), [begin, data.to_vec()].concat().repeat(100_000)].concat();
    let email = read_soon(&tnef, "TNEF").unwrap();
    assert_eq!(email.attachments.len(), limits::PARTS_MAX);

    let item = item(|file| {
        for at in 0..30_000_u32 {
            // In this order the directory's tree is flat, and quickly made.
            let number = at.reverse_bits() >> 17;
            file.create_storage(format!("/__attach_version1.0_#{number:08X}")).unwrap();
        }
    });
    let email = read_soon(&item, "Outlook item").unwrap();
    assert!(is_cut(&email) && email.attachments.len() <= limits::PARTS_MAX);
}

/// An Outlook item with a subject and whatever else.
fn item(add: impl FnOnce(&mut cfb::CompoundFile<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    let mut put = |path: &str, bytes: &[u8]| {
        file.create_stream(path).expect("memory takes it").write_all(bytes).expect("memory takes it")
    };
    put("/__properties_version1.0", &[0; 32]);
    put("/__substg1.0_0037001E", b"x");
    add(&mut file);
    file.flush().expect("memory takes it");
    file.into_inner().into_inner()
}

#[test]
fn messages_100_deep_in_an_item() {
    let bytes = item(|file| {
        let mut path = PathBuf::from("/");
        for _ in 0..100 {
            path.push("__attach_version1.0_#00000000");
            path.push("__substg1.0_3701000D");
            file.create_storage_all(&path).unwrap();
            let subject = path.join("__substg1.0_0037001E");
            file.create_stream(subject).unwrap().write_all(b"inner").unwrap();
        }
    });
    let mut email = read_soon(&bytes, "item").unwrap();
    let mut levels = 0;
    while let Some(inner) = email.attachments.pop().and_then(|message| mail::read(&message.bytes).ok()) {
        email = inner;
        levels += 1;
    }
    assert!((limits::NESTING_MAX / 2..=limits::NESTING_MAX + 1).contains(&levels), "{levels}");
}

#[test]
fn an_entry_for_every_byte_of_a_message_in_an_item() {
    let inside = "/__attach_version1.0_#00000000/__substg1.0_3701000D";
    let bytes = item(|file| {
        file.create_storage_all(inside).unwrap();
        for at in 0..20_000_u32 {
            file.create_stream(format!("{inside}/{:08x}", at.reverse_bits())).unwrap();
        }
    });
    assert_eq!(read_soon(&bytes, "streams").unwrap().attachments.len(), 1);
}

/// Each message inside takes the names of the whole file with it, so these are copied as often as there are messages.
#[test]
fn k22_names_that_2000_messages_claim() {
    // Many names, and few that are long.
    for (names, size) in [(2_000_u32, 0), (1, 1 << 20)] {
        let bytes = item(|file| {
            file.create_storage("/__nameid_version1.0").unwrap();
            for at in 0..names {
                let name = format!("/__nameid_version1.0/{:08x}", at.reverse_bits());
                file.create_stream(name).unwrap().write_all(&vec![b'x'; size]).unwrap();
            }
            for at in 0..2_000_u32 {
                let number = at.reverse_bits() >> 21;
                let inside = format!("/__attach_version1.0_#{number:08X}/__substg1.0_3701000D");
                file.create_storage_all(&inside).unwrap();
                file.create_stream(format!("{inside}/__substg1.0_0037001E"))
                    .unwrap()
                    .write_all(b"x")
                    .unwrap();
            }
        });
        let start = Instant::now();
        let email = read_soon(&bytes, "names").unwrap();
        let taken = start.elapsed();
        assert_eq!(email.attachments.len(), 2_000, "a message that was not kept is still told of");
        assert!(is_cut(&email), "what was not kept is said");
        let kept: usize = email.attachments.iter().map(|message| message.bytes.len()).sum();
        // A directory entry has 128 bytes, and a file with nothing in it some sectors of 512.
        let most = limits::DECODED_BYTES_MAX + 128 * limits::COPIED_ENTRIES_MAX + 2_000 * 10 * 512;
        assert!(kept <= most, "{kept} bytes of {most}");
        // Four million entries take minutes in a debug build.
        let limit = if cfg!(debug_assertions) { TIME_MAX } else { Duration::from_secs(1) };
        assert!(taken < limit, "{taken:?}");
    }
}

/// Compressed RTF: the header claims 4 GB whatever follows it.
fn lzfu(content: &[u8]) -> Vec<u8> {
    [&[0xFF; 8][..], b"LZFu", &[0; 4], content].concat()
}

#[test]
fn rtf_that_expands_without_end() {
    let with_rtf = |rtf: &[u8]| {
        item(|file| file.create_stream("/__substg1.0_10090102").unwrap().write_all(rtf).unwrap())
    };
    let empty = read_soon(&with_rtf(&lzfu(b"")), "4 GB of nothing").unwrap();
    assert!(is_cut(&empty));
    // References of 17 bytes each; what they refer to is never the place that is written.
    let expanding =
        lzfu(&[0xFF, 0, 0x0F, 0, 0x1F, 0, 0x2F, 0, 0x3F, 0, 0x4F, 0, 0x5F, 0, 0x6F, 0, 0x7F].repeat(300_000));
    assert!(is_cut(&read_soon(&with_rtf(&expanding), "ninefold").unwrap()));
    let stored = |rtf: String| [&[0xFF; 8][..], b"MELA", &[0; 4], rtf.as_bytes()].concat();
    for (what, start, piece) in [
        ("groups", r"{\rtf1\fromhtml1 ", "{"),
        ("tags", r"{\rtf1\fromhtml1 ", r"{\*\htmltag64 <p>}"),
        ("fonts", r"{\rtf1{\fonttbl", r"{\f1\fcharset204 x;}"),
        ("font changes", r"{\rtf1", r"\f1 a\f2 b"),
        ("units", r"{\rtf1\uc16 ", r"\u-10179"),
        ("words", r"{\rtf1", "\\abcdefgh"),
        ("bytes", r"{\rtf1", r"\bin99999999 "),
    ] {
        let rtf = stored(many(start, piece, 8 << 20));
        assert_eq!(read_soon(&with_rtf(&rtf), what).unwrap().subject, "x");
    }
}

#[test]
fn what_is_larger_than_any_mail_is_not_read() {
    let huge = vec![b'a'; limits::FILE_BYTES_MAX + 1];
    assert!(matches!(mail::read(&huge), Err(MailError::TooLarge { .. })));
}
