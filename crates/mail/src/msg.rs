//! Outlook's `.msg`: an item in the storages and streams of a compound file, [MS-OXMSG].

use crate::compound::Compound;
use crate::compound_writer::Writer;
use crate::email::{Email, Format};
use crate::error::MailError;
use crate::item::{Embedded, Item, ItemAttachment};
use crate::mapi::{Names, Properties, id, kind};
use crate::warning::{Warning, Warnings};
use crate::{item_email, item_files, limits, ole};

/// The header of the property stream, [MS-OXMSG] 2.4.1, of a file, of a message inside one, and of the rest.
const ROOT_HEADER: usize = 32;
const EMBEDDED_HEADER: usize = 24;
const OTHER_HEADER: usize = 8;

const PROPERTY_STREAM: &str = "__properties_version1.0";
const SUBSTREAM: &str = "__substg1.0_";
/// The storage or stream of an attachment that is an object.
const OBJECT_NAME: &str = "__substg1.0_3701000D";
/// The stream of an attachment that is a file.
const DATA_NAME: &str = "__substg1.0_37010102";
/// Names of the named properties; kept once for the whole file.
const NAMES_STORAGE: &str = "__nameid_version1.0";

/// Reads an Outlook item.
pub(crate) fn read(bytes: &[u8]) -> Result<Email, MailError> {
    let file = Compound::open(bytes).map_err(|what| MailError::Damaged(what.into()))?;
    let mut reader = Reader {
        file,
        left: limits::DECODED_BYTES_MAX,
        entries_left: limits::COPIED_ENTRIES_MAX,
        warnings: Warnings::default(),
    };
    if reader.file.is_damaged {
        reader.warnings.add(Warning::Damaged);
    }
    let root = Compound::ROOT;
    if !holds_item(&reader.file) {
        let is_damaged = reader.file.is_damaged;
        let damaged = || MailError::Damaged("its directory is broken".into());
        return Err(if is_damaged { damaged() } else { MailError::NotAnEmail });
    }
    let mut properties = reader.properties(root, ROOT_HEADER);
    let page = properties.settle_page();
    if properties.is_empty() {
        return Err(MailError::Damaged("no property can be read".into()));
    }
    let names = reader.names();
    let mut recipients = Vec::new();
    for storage in reader.storages("__recip_version1.0_#", limits::RECIPIENTS_MAX) {
        let mut recipient = reader.properties(storage, OTHER_HEADER);
        recipient.set_page(page);
        recipients.push(recipient);
    }
    let mut attachments = Vec::new();
    for storage in reader.storages("__attach_version1.0_#", limits::PARTS_MAX) {
        attachments.push(reader.attachment(storage, page));
    }
    let item = Item { properties, names, recipients, attachments };
    Ok(item_email::into_email(item, Format::Msg, reader.warnings))
}

/// Whether a compound file is an Outlook item, as far as its directory tells.
pub(crate) fn is_item(bytes: &[u8]) -> bool {
    Compound::open(bytes).is_ok_and(|file| holds_item(&file))
}

fn holds_item(file: &Compound<'_>) -> bool {
    let is_of_item = |name: &str| name == PROPERTY_STREAM || name.starts_with(SUBSTREAM);
    file.children(Compound::ROOT).any(|(_, entry)| is_of_item(&entry.name))
}

struct Reader<'a> {
    file: Compound<'a>,
    /// Bytes that may still be decoded.
    left: usize,
    /// Entries that may still be copied, into however many files: each message inside claims the names of the whole.
    entries_left: usize,
    warnings: Warnings,
}

impl Reader<'_> {
    /// The storages of the root whose names begin so, in the order of their numbers.
    fn storages(&mut self, prefix: &str, limit: usize) -> Vec<usize> {
        let named =
            self.file.children(Compound::ROOT).filter(|(_, e)| !e.is_stream && e.name.starts_with(prefix));
        let mut storages: Vec<_> = named.map(|(at, _)| at).take(limit + 1).collect();
        if storages.len() > limit {
            self.warnings.add(Warning::Truncated);
            storages.truncate(limit);
        }
        storages
    }

    /// Reads the fixed values from the property stream and the variable ones from their own streams.
    fn properties(&mut self, storage: usize, header: usize) -> Properties {
        let mut properties = Properties::default();
        let stream = self.stream_named(storage, PROPERTY_STREAM);
        // 16 bytes each: tag, flags, value. [MS-OXMSG] 2.4.2.
        for entry in stream.get(header..).unwrap_or_default().chunks_exact(16).take(limits::PROPERTIES_MAX) {
            let kind = u16::from_le_bytes([entry[0], entry[1]]);
            let id = u16::from_le_bytes([entry[2], entry[3]]);
            if let Some(len @ 1..=8) = kind::fixed_len(kind) {
                properties.insert(id, kind, entry[8..8 + len].to_vec());
            }
        }
        let streams: Vec<_> = self
            .file
            .children(storage)
            .filter(|(_, entry)| entry.is_stream)
            .filter_map(|(at, entry)| Some((at, substream_tag(&entry.name)?)))
            .take(limits::PROPERTIES_MAX)
            .collect();
        for (at, (id, kind)) in streams {
            let value = self.stream(at);
            properties.insert(id, kind, value);
        }
        properties
    }

    /// The ids of the named properties, [MS-OXMSG] 2.2.3: those named by number are of interest.
    fn names(&mut self) -> Names {
        let mut names = Names::default();
        let Some(storage) = self.file.child(Compound::ROOT, NAMES_STORAGE) else {
            return names;
        };
        let sets = self.stream_named(storage, "__substg1.0_00020102");
        let entries = self.stream_named(storage, "__substg1.0_00030102");
        for (at, entry) in entries.chunks_exact(8).take(limits::PROPERTIES_MAX).enumerate() {
            let number = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
            let set = u16::from_le_bytes([entry[4], entry[5]]);
            let is_text = set & 1 != 0;
            // Sets 1 and 2 are well known, the others are listed.
            let set = usize::from(set >> 1).checked_sub(3).and_then(|at| sets.get(at * 16..));
            if let (Some(set), Ok(at), false) =
                (set.and_then(<[u8]>::first_chunk), u16::try_from(at), is_text)
            {
                names.insert(*set, number, 0x8000_u16.saturating_add(at));
            }
        }
        names
    }

    fn stream_named(&mut self, storage: usize, name: &str) -> Vec<u8> {
        self.file.child(storage, name).map(|at| self.stream(at)).unwrap_or_default()
    }

    /// Reads a stream as far as it exists: its length is only what an entry claims.
    fn stream(&mut self, at: usize) -> Vec<u8> {
        let (mut bytes, is_whole) = self.file.stream(at, self.left + 1);
        if !is_whole {
            self.warnings.add(Warning::Damaged);
        }
        if bytes.len() > self.left {
            self.warnings.add(Warning::Truncated);
            bytes.truncate(self.left);
        }
        self.left -= bytes.len();
        bytes
    }

    fn attachment(&mut self, storage: usize, page: Option<u32>) -> ItemAttachment {
        let mut properties = self.properties(storage, OTHER_HEADER);
        properties.set_page(page);
        let mut attachment = ItemAttachment { properties, ..ItemAttachment::default() };
        let object = self.file.child(storage, OBJECT_NAME);
        let Some(object) = object.filter(|at| self.file.entry(*at).is_some_and(|e| !e.is_stream)) else {
            attachment.is_lost = self.file.child(storage, DATA_NAME).is_none() && self.claims_data(storage);
            return attachment;
        };
        if item_files::is_object(&attachment.properties) {
            attachment.object = self.object(object);
        } else {
            attachment.message = Some(self.embedded(object));
        }
        attachment
    }

    /// Whether the properties of an attachment give its content a size.
    fn claims_data(&mut self, storage: usize) -> bool {
        let stream = self.stream_named(storage, PROPERTY_STREAM);
        let mut entries = stream.get(OTHER_HEADER..).unwrap_or_default().chunks_exact(16);
        let tag = [kind::BINARY.to_le_bytes(), id::ATTACH_DATA.to_le_bytes()].concat();
        entries.any(|entry| entry[..4] == tag && entry[8..12] != [0; 4])
    }

    /// The file inside an object of another program: in a stream of its own, or the object's storage itself.
    fn object(&mut self, storage: usize) -> Option<ole::File> {
        for name in ole::STREAMS {
            let bytes = self.stream_named(storage, name);
            if let Some(file) = ole::file_in(name, bytes) {
                return Some(file);
            }
        }
        let names = self.file.children(storage).filter(|(_, entry)| entry.is_stream);
        let extension = names.into_iter().find_map(|(_, entry)| ole::extension_of(&entry.name))?;
        let bytes = self.standalone(storage, false);
        Some(ole::File { name: format!("{}.{extension}", ole::NAME), bytes })
    }

    /// Reads the subject of a message inside the file, and makes a file of its own of it.
    fn embedded(&mut self, storage: usize) -> Embedded {
        let mut properties = Properties::default();
        for kind in [kind::STRING, kind::STRING8] {
            let subject = self.stream_named(storage, &format!("{SUBSTREAM}{:04X}{kind:04X}", id::SUBJECT));
            properties.insert(id::SUBJECT, kind, subject);
        }
        let stream = self.stream_named(storage, PROPERTY_STREAM);
        let entries = stream.get(EMBEDDED_HEADER..).unwrap_or_default().chunks_exact(16);
        for entry in entries.filter(|entry| entry[..2] == kind::INTEGER32.to_le_bytes()) {
            let id = u16::from_le_bytes([entry[2], entry[3]]);
            properties.insert(id, kind::INTEGER32, entry[8..12].to_vec());
        }
        properties.settle_page();
        let subject = properties.string(id::SUBJECT, &mut self.warnings).unwrap_or_default();
        Embedded { subject, bytes: self.standalone(storage, true) }
    }

    /// Copies a storage into a compound file of its own; the header of a message in it becomes eight bytes longer.
    fn standalone(&mut self, storage: usize, is_message: bool) -> Vec<u8> {
        if self.entries_left == 0 {
            self.warnings.add(Warning::Truncated);
            return Vec::new();
        }
        let mut copy = Writer::new();
        let mut open = Vec::new();
        if let Some(names) = self.file.child(Compound::ROOT, NAMES_STORAGE).filter(|_| is_message) {
            open.push((names, copy.storage(Writer::ROOT, NAMES_STORAGE), 1));
        }
        // What is the message's own comes first: the last that was put in is the next that is taken out.
        open.push((storage, Writer::ROOT, 0));
        while let Some((storage, parent, depth)) = open.pop() {
            if depth >= 2 * limits::NESTING_MAX {
                self.warnings.add(Warning::Truncated);
                continue;
            }
            let entries = self.file.children(storage).filter(|(_, entry)| is_name(&entry.name));
            let entries = entries.filter(|(_, entry)| depth > 0 || entry.name != NAMES_STORAGE);
            let mut entries: Vec<_> = entries
                .take(self.entries_left + 1)
                .map(|(at, entry)| (at, entry.is_stream, entry.name.clone()))
                .collect();
            if entries.len() > self.entries_left {
                self.warnings.add(Warning::Truncated);
                entries.truncate(self.entries_left);
            }
            self.entries_left -= entries.len();
            for (at, is_stream, name) in entries {
                if is_stream {
                    let is_header = is_message && depth == 0 && name == PROPERTY_STREAM;
                    let bytes = self.stream(at);
                    copy.stream(parent, &name, if is_header { as_root(bytes) } else { bytes });
                } else {
                    open.push((at, copy.storage(parent, &name), depth + 1));
                }
            }
        }
        copy.finish()
    }
}

/// The property stream of a message inside a file, made that of a file.
fn as_root(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.len() >= EMBEDDED_HEADER {
        bytes.splice(EMBEDDED_HEADER..EMBEDDED_HEADER, [0; ROOT_HEADER - EMBEDDED_HEADER]);
    }
    bytes
}

/// Whether a compound file may have such a name, [MS-CFB] 2.6.1, and a path of it no other meaning.
fn is_name(name: &str) -> bool {
    let is_allowed = !name.contains(['/', '\\', ':', '!']) && !matches!(name, "" | "." | "..");
    is_allowed && name.encode_utf16().count() <= 31
}

/// `__substg1.0_0037001F` names the tag of the value in it; multiple values have a further suffix.
fn substream_tag(name: &str) -> Option<(u16, u16)> {
    let digits = name.strip_prefix(SUBSTREAM).filter(|digits| digits.len() == 8)?;
    let tag = u32::from_str_radix(digits, 16).ok()?;
    let (id, kind) = ((tag >> 16) as u16, (tag & 0xFFFF) as u16);
    (kind & kind::MULTIPLE == 0).then_some((id, kind))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};
    use std::path::Path;

    use cfb::CompoundFile;

    use super::*;

    /// A message of 8-bit strings in Windows-1252, with another inside it.
    fn sample() -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut put = |path: &str, bytes: &[u8]| file.create_stream(path).unwrap().write_all(bytes).unwrap();
        let mut header = vec![0; ROOT_HEADER];
        header.extend([3, 0, 0xFD, 0x3F, 0, 0, 0, 0, 0xE4, 0x04, 0, 0, 0, 0, 0, 0]);
        put("/__properties_version1.0", &header);
        put("/__substg1.0_0037001E", b"Reuni\xf3n en Espa\xf1a");
        put("/__substg1.0_1000001E", b"Ma\xf1ana a las 10");
        file.create_storage_all("/__attach_version1.0_#00000000/__substg1.0_3701000D").unwrap();
        let mut put = |path: &str, bytes: &[u8]| {
            let path = Path::new("/__attach_version1.0_#00000000/__substg1.0_3701000D").join(path);
            file.create_stream(path).unwrap().write_all(bytes).unwrap();
        };
        put("__properties_version1.0", &[&[0; EMBEDDED_HEADER], &header[ROOT_HEADER..]].concat());
        put("__substg1.0_0037001E", b"Presupuesto a\xf1o");
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn a_spanish_message_of_8_bit_strings() {
        let email = read(&sample()).unwrap();
        assert_eq!(email.subject, "Reunión en España");
        assert_eq!(email.text, "Mañana a las 10");
        assert_eq!(email.warnings, []);
    }

    #[test]
    fn a_message_inside_a_message_can_be_read_on_its_own() {
        let email = read(&sample()).unwrap();
        assert_eq!(email.attachments.len(), 1);
        assert_eq!(email.attachments[0].kind, crate::email::AttachmentKind::Message);
        assert_eq!(email.attachments[0].name, "Presupuesto año.msg");
        let inner = crate::read(&email.attachments[0].bytes).unwrap();
        assert_eq!(inner.subject, "Presupuesto año");
        assert_eq!(inner.warnings, [], "its code page is found where that of a file stands");
    }

    #[test]
    fn names_that_would_lead_elsewhere_are_not_copied() {
        for name in ["", ".", "..", "/", "a/b", "a\\b", "a:b", "a!", &"a".repeat(32)] {
            assert!(!is_name(name), "{name:?}");
        }
        assert!(is_name("__substg1.0_0037001F") && is_name("\u{1}Ole10Native"));
    }

    #[test]
    fn a_compound_file_of_something_else_is_no_email() {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("/WordDocument").unwrap();
        file.flush().unwrap();
        assert_eq!(read(file.into_inner().get_ref()), Err(MailError::NotAnEmail));
    }

    #[test]
    fn a_signed_item_shows_what_was_signed_and_an_encrypted_one_says_so() {
        let item = |bytes: &[u8]| {
            let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
            let mut put = |path: &str, bytes: &[u8]| {
                file.create_stream(path).unwrap().write_all(bytes).unwrap();
            };
            put("/__properties_version1.0", &[0; ROOT_HEADER]);
            put("/__substg1.0_001A001E", b"IPM.Note.SMIME");
            file.create_storage("/__attach_version1.0_#00000000").unwrap();
            let mut put = |path: &str, bytes: &[u8]| {
                let path = Path::new("/__attach_version1.0_#00000000").join(path);
                file.create_stream(path).unwrap().write_all(bytes).unwrap();
            };
            put("__substg1.0_3707001E", b"smime.p7m");
            put("__substg1.0_37010102", bytes);
            file.flush().unwrap();
            crate::read(file.into_inner().get_ref()).unwrap()
        };
        let email = item(&crate::cms::tests::signed(b"Content-Type: text/plain\r\n\r\nhola"));
        assert_eq!((email.text.as_str(), email.attachments.len(), email.warnings), ("hola", 0, vec![]));
        let email = item(b"\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03");
        assert_eq!((email.text.as_str(), email.warnings), ("", vec![Warning::Encrypted]));
    }

    #[test]
    fn k16_a_file_whose_content_is_gone_is_listed_and_said_to_be_damaged() {
        let read = |claimed: u8| {
            let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
            file.create_stream("/__properties_version1.0").unwrap().write_all(&[0; ROOT_HEADER]).unwrap();
            file.create_stream("/__substg1.0_0037001E").unwrap().write_all(b"x").unwrap();
            file.create_storage("/__attach_version1.0_#00000000").unwrap();
            let mut put = |path: &str, bytes: &[u8]| {
                let path = Path::new("/__attach_version1.0_#00000000").join(path);
                file.create_stream(path).unwrap().write_all(bytes).unwrap();
            };
            let mut properties = vec![0; OTHER_HEADER];
            properties.extend([0x02, 0x01, 0x01, 0x37, 6, 0, 0, 0, claimed, 0, 0, 0, 0, 0, 0, 0]);
            put("__properties_version1.0", &properties);
            put("__substg1.0_3707001E", b"oferta.pdf");
            file.flush().unwrap();
            let email = crate::read(file.into_inner().get_ref()).unwrap();
            assert_eq!(email.attachments[0].name, "oferta.pdf");
            email.warnings
        };
        assert_eq!(read(27), [Warning::Damaged], "it had 27 bytes");
        assert_eq!(read(0), [], "it never had any");
    }
}
