//! Outlook's `.msg`: an item in the storages and streams of a compound file, [MS-OXMSG].

use std::io::{Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;

use crate::item::{Item, ItemAttachment};
use crate::mapi::{Properties, id, kind};
use crate::{Email, Format, MailError, Warning, Warnings, item, limits};

/// The header of the property stream, [MS-OXMSG] 2.4.1, of a file, of a message inside one, and of the rest.
const ROOT_HEADER: usize = 32;
const EMBEDDED_HEADER: usize = 24;
const OTHER_HEADER: usize = 8;

const PROPERTY_STREAM: &str = "__properties_version1.0";
/// The storage or stream of an attachment that is an object.
const OBJECT_NAME: &str = "__substg1.0_3701000D";
/// Names of the named properties; kept once for the whole file.
const NAMES_STORAGE: &str = "__nameid_version1.0";

/// Reads an Outlook item.
pub(crate) fn read(bytes: &[u8]) -> Result<Email, MailError> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|e| MailError::Damaged(e.to_string()))?;
    let mut reader = Reader { file, left: limits::DECODED_BYTES_MAX, warnings: Warnings::default() };
    if !reader.file.exists(PROPERTY_STREAM) && !reader.has_substreams() {
        return Err(MailError::NotAnEmail);
    }
    let mut properties = reader.properties(Path::new("/"), ROOT_HEADER);
    let page = properties.settle_page();
    if properties.is_empty() {
        return Err(MailError::Damaged("no property can be read".into()));
    }
    let mut recipients = Vec::new();
    for path in reader.storages("__recip_version1.0_#", limits::RECIPIENTS_MAX) {
        let mut recipient = reader.properties(&path, OTHER_HEADER);
        recipient.set_page(page);
        recipients.push(recipient);
    }
    let mut attachments = Vec::new();
    for path in reader.storages("__attach_version1.0_#", limits::PARTS_MAX) {
        attachments.push(reader.attachment(&path, page));
    }
    Ok(item::into_email(Item { properties, recipients, attachments }, Format::Msg, reader.warnings))
}

struct Reader<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// Bytes that may still be decoded.
    left: usize,
    warnings: Warnings,
}

impl Reader<'_> {
    fn has_substreams(&self) -> bool {
        self.file.read_root_storage().take(limits::ENTRIES_MAX).any(|e| e.name().starts_with("__substg1.0_"))
    }

    /// The storages of the root whose names begin so, in the order of their numbers.
    fn storages(&mut self, prefix: &str, limit: usize) -> Vec<PathBuf> {
        let root = self.file.read_root_storage().take(limits::ENTRIES_MAX);
        let named = root.filter(|e| e.is_storage() && e.name().starts_with(prefix));
        let mut paths: Vec<_> = named.map(|entry| entry.path().to_owned()).collect();
        paths.sort();
        if paths.len() > limit {
            self.warnings.add(Warning::Truncated);
            paths.truncate(limit);
        }
        paths
    }

    /// Reads the fixed values from the property stream and the variable ones from their own streams.
    fn properties(&mut self, storage: &Path, header: usize) -> Properties {
        let mut properties = Properties::default();
        let stream = self.stream(&storage.join(PROPERTY_STREAM));
        // 16 bytes each: tag, flags, value. [MS-OXMSG] 2.4.2.
        for entry in stream.get(header..).unwrap_or_default().chunks_exact(16).take(limits::PROPERTIES_MAX) {
            let kind = u16::from_le_bytes([entry[0], entry[1]]);
            let id = u16::from_le_bytes([entry[2], entry[3]]);
            if let Some(len @ 1..=8) = kind::fixed_len(kind) {
                properties.insert(id, kind, entry[8..8 + len].to_vec());
            }
        }
        let Ok(entries) = self.file.read_storage(storage) else {
            return properties;
        };
        let streams: Vec<_> = entries
            .take(limits::ENTRIES_MAX)
            .filter(cfb::Entry::is_stream)
            .filter_map(|entry| Some((entry.path().to_owned(), substream_tag(entry.name())?)))
            .take(limits::PROPERTIES_MAX)
            .collect();
        for (path, (id, kind)) in streams {
            let value = self.stream(&path);
            properties.insert(id, kind, value);
        }
        properties
    }

    /// Reads a stream as far as it exists: its length is only what a header claims.
    fn stream(&mut self, path: &Path) -> Vec<u8> {
        let mut bytes = Vec::new();
        let Ok(stream) = self.file.open_stream(path) else {
            return bytes;
        };
        let (claimed, limit) = (stream.len(), self.left as u64 + 1);
        let is_read = stream.take(limit).read_to_end(&mut bytes).is_ok();
        if !is_read || (bytes.len() as u64) < claimed.min(limit) {
            self.warnings.add(Warning::Damaged);
        }
        if bytes.len() > self.left {
            self.warnings.add(Warning::Truncated);
            bytes.truncate(self.left);
        }
        self.left -= bytes.len();
        bytes
    }

    fn attachment(&mut self, path: &Path, page: Option<u32>) -> ItemAttachment {
        let mut properties = self.properties(path, OTHER_HEADER);
        properties.set_page(page);
        let object = path.join(OBJECT_NAME);
        let message = (self.file.is_storage(&object) && properties.integer(id::ATTACH_METHOD) != Some(6))
            .then(|| self.embedded(&object));
        ItemAttachment { properties, message }
    }

    /// Reads the subject of a message inside the file, and makes a file of its own of it.
    fn embedded(&mut self, storage: &Path) -> item::Embedded {
        let mut properties = Properties::default();
        let subject = storage.join(substream_name(id::SUBJECT, kind::STRING));
        properties.insert(id::SUBJECT, kind::STRING, self.stream(&subject));
        let subject8 = storage.join(substream_name(id::SUBJECT, kind::STRING8));
        properties.insert(id::SUBJECT, kind::STRING8, self.stream(&subject8));
        for entry in self
            .stream(&storage.join(PROPERTY_STREAM))
            .get(EMBEDDED_HEADER..)
            .unwrap_or_default()
            .chunks_exact(16)
        {
            if entry[..2] == kind::INTEGER32.to_le_bytes() {
                let id = u16::from_le_bytes([entry[2], entry[3]]);
                properties.insert(id, kind::INTEGER32, entry[8..12].to_vec());
            }
        }
        properties.settle_page();
        let subject = properties.string(id::SUBJECT, &mut self.warnings).unwrap_or_default();
        let bytes = self.standalone(storage).unwrap_or_else(|_| {
            self.warnings.add(Warning::Damaged);
            Vec::new()
        });
        item::Embedded { subject, bytes }
    }

    /// Copies a message storage into a compound file of its own, whose header is eight bytes longer.
    fn standalone(&mut self, storage: &Path) -> std::io::Result<Vec<u8>> {
        let mut copy = CompoundFile::create(Cursor::new(Vec::new()))?;
        for from in [storage, Path::new(NAMES_STORAGE)] {
            let Ok(entries) = self.file.walk_storage(from) else {
                continue;
            };
            let entries: Vec<_> = entries
                .take(limits::ENTRIES_MAX)
                .map(|entry| (entry.path().to_owned(), entry.is_stream()))
                .collect();
            // The names lie in the root of the copy under their own name; the message is the root.
            let base = if from == storage { entries.first().map(|(path, _)| path.clone()) } else { None };
            for (path, is_stream) in entries {
                let to = match &base {
                    Some(base) => Path::new("/").join(path.strip_prefix(base).unwrap_or(&path)),
                    None => path.clone(),
                };
                if to == Path::new("/") || to.components().count() > 2 * limits::NESTING_MAX {
                    continue;
                }
                if is_stream {
                    let bytes = self.stream(&path);
                    write_stream(&mut copy, &to, &bytes)?;
                } else {
                    copy.create_storage(&to)?;
                }
            }
        }
        copy.flush()?;
        Ok(copy.into_inner().into_inner())
    }
}

fn write_stream<F: Read + Write + Seek>(
    copy: &mut CompoundFile<F>,
    to: &Path,
    bytes: &[u8],
) -> std::io::Result<()> {
    let mut stream = copy.create_stream(to)?;
    if to == Path::new("/").join(PROPERTY_STREAM) && bytes.len() >= EMBEDDED_HEADER {
        stream.write_all(&bytes[..EMBEDDED_HEADER])?;
        stream.write_all(&[0; ROOT_HEADER - EMBEDDED_HEADER])?;
        return stream.write_all(&bytes[EMBEDDED_HEADER..]);
    }
    stream.write_all(bytes)
}

/// `__substg1.0_0037001F` names the tag of the value in it; multiple values have a further suffix.
fn substream_tag(name: &str) -> Option<(u16, u16)> {
    let digits = name.strip_prefix("__substg1.0_").filter(|digits| digits.len() == 8)?;
    let tag = u32::from_str_radix(digits, 16).ok()?;
    let (id, kind) = ((tag >> 16) as u16, (tag & 0xFFFF) as u16);
    (kind & kind::MULTIPLE == 0).then_some((id, kind))
}

fn substream_name(id: u16, kind: u16) -> String {
    format!("__substg1.0_{id:04X}{kind:04X}")
}

#[cfg(test)]
mod tests {
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
        assert_eq!(email.attachments[0].kind, crate::AttachmentKind::Message);
        assert_eq!(email.attachments[0].name, "Presupuesto año.msg");
        assert_eq!(crate::read(&email.attachments[0].bytes).unwrap().subject, "Presupuesto año");
    }

    #[test]
    fn a_compound_file_of_something_else_is_no_email() {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("/WordDocument").unwrap();
        file.flush().unwrap();
        assert_eq!(read(file.into_inner().get_ref()), Err(MailError::NotAnEmail));
    }
}
