//! TNEF, [MS-OXTNEF]: an Outlook item in a stream of attributes, the `winmail.dat` that other programs receive.

use crate::email::{Email, Format};
use crate::error::MailError;
use crate::item::{Embedded, Item, ItemAttachment};
use crate::mapi::{Names, Properties, id, kind};
use crate::warning::{Warning, Warnings};
use crate::{item_email, limits};

/// Attributes, [MS-OXTNEF] 2.1.3.3: the low half is the id, the high half its type.
mod attribute {
    pub(super) const DATE_START: u16 = 0x0006;
    pub(super) const DATE_END: u16 = 0x0007;
    pub(super) const FROM: u16 = 0x8000;
    pub(super) const SUBJECT: u16 = 0x8004;
    pub(super) const DATE_SENT: u16 = 0x8005;
    pub(super) const MESSAGE_CLASS: u16 = 0x8008;
    pub(super) const BODY: u16 = 0x800C;
    pub(super) const ATTACH_DATA: u16 = 0x800F;
    pub(super) const ATTACH_TITLE: u16 = 0x8010;
    pub(super) const ATTACH_REND_DATA: u16 = 0x9002;
    pub(super) const MAPI_PROPERTIES: u16 = 0x9003;
    pub(super) const RECIPIENT_TABLE: u16 = 0x9004;
    pub(super) const ATTACHMENT: u16 = 0x9005;
    pub(super) const OEM_CODEPAGE: u16 = 0x9007;
}

/// Level, tag, length and checksum of an attribute without data.
const ATTRIBUTE_BYTES_MIN: usize = 11;
/// Signature and key.
const HEADER: usize = 6;

/// Reads an Outlook item from TNEF.
pub(crate) fn read(bytes: &[u8]) -> Result<Email, MailError> {
    let mut warnings = Warnings::default();
    let mut input = Input { bytes: bytes.get(HEADER..).unwrap_or_default() };
    let (mut item, mut older) = (Item::default(), Properties::default());
    let mut oem_page = None;
    let mut seen = 0;
    // Less than an attribute at the end is padding.
    while input.bytes.len() >= ATTRIBUTE_BYTES_MIN {
        let Some((tag, data)) = next_attribute(&mut input) else {
            warnings.add(Warning::Truncated);
            break;
        };
        seen += 1;
        if tag == attribute::OEM_CODEPAGE {
            oem_page = data.first_chunk::<4>().map(|page| u32::from_le_bytes(*page));
        } else if take(&mut item, &mut older, tag, data).is_none() {
            warnings.add(Warning::Damaged);
        }
    }
    if seen == 0 {
        return Err(MailError::Damaged("no attribute can be read".into()));
    }
    item.properties.fill_in(older);
    // The page of the attributes is the last resort: the item's own properties name a better one.
    let page = item.properties.settle_page().or(oem_page);
    item.properties.set_page(page);
    item.recipients.iter_mut().for_each(|recipient| recipient.set_page(page));
    for attachment in &mut item.attachments {
        attachment.properties.set_page(page);
        attachment.message = embedded(&mut attachment.properties);
    }
    Ok(item_email::into_email(item, Format::Tnef, warnings))
}

/// Level, tag, length, data and a checksum that many writers get wrong.
fn next_attribute<'a>(input: &mut Input<'a>) -> Option<(u16, &'a [u8])> {
    input.take(1)?;
    let tag = input.u32()?;
    let length = input.u32()? as usize;
    let data = input.take(length)?;
    input.take(2)?;
    Some(((tag & 0xFFFF) as u16, data))
}

/// Adds an attribute to the item; `None` when it cannot be read whole.
///
/// What the properties of MAPI say too, and surer, goes to `older`: attributes have times without a zone.
fn take(item: &mut Item, older: &mut Properties, tag: u16, data: &[u8]) -> Option<()> {
    let string8 = |properties: &mut Properties, id| properties.insert(id, kind::STRING8, data.to_vec());
    match tag {
        attribute::SUBJECT => string8(&mut item.properties, id::SUBJECT),
        attribute::BODY => string8(&mut item.properties, id::BODY),
        attribute::MESSAGE_CLASS => string8(&mut item.properties, id::MESSAGE_CLASS),
        attribute::DATE_SENT => time(older, id::CLIENT_SUBMIT_TIME, data)?,
        // These are often left empty.
        attribute::DATE_START => drop(time(older, id::START_DATE, data)),
        attribute::DATE_END => drop(time(older, id::END_DATE, data)),
        attribute::FROM => {
            let (name, address) = sender(data).unwrap_or_default();
            older.insert(id::SENDER_NAME, kind::STRING8, name.to_vec());
            older.insert(id::SENDER_EMAIL_ADDRESS, kind::STRING8, address.to_vec());
        }
        attribute::MAPI_PROPERTIES => {
            return properties(&mut Input { bytes: data }, &mut item.properties, &mut item.names);
        }
        attribute::RECIPIENT_TABLE => {
            let mut input = Input { bytes: data };
            for _ in 0..input.u32()?.min(limits::RECIPIENTS_MAX as u32) {
                let mut recipient = Properties::default();
                properties(&mut input, &mut recipient, &mut Names::default())?;
                item.recipients.push(recipient);
            }
        }
        attribute::ATTACH_REND_DATA if item.attachments.len() < limits::PARTS_MAX => {
            item.attachments.push(ItemAttachment::default());
        }
        attribute::ATTACH_TITLE => string8(&mut item.attachments.last_mut()?.properties, id::ATTACH_FILENAME),
        attribute::ATTACH_DATA => {
            item.attachments.last_mut()?.properties.insert(id::ATTACH_DATA, kind::BINARY, data.to_vec());
        }
        attribute::ATTACHMENT => {
            let into = &mut item.attachments.last_mut()?.properties;
            return properties(&mut Input { bytes: data }, into, &mut Names::default());
        }
        _ => {}
    }
    Some(())
}

fn time(into: &mut Properties, id: u16, data: &[u8]) -> Option<()> {
    into.insert(id, kind::TIME, filetime(data)?.to_le_bytes().to_vec());
    Some(())
}

/// Name and address of a sender, [MS-OXTNEF] 2.1.3.3.2: a kind, a size, and the lengths of both with their NULs.
fn sender(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = |at: usize| data.get(at..)?.first_chunk::<2>().map(|n| usize::from(u16::from_le_bytes(*n)));
    let (name, rest) = data.get(8..)?.split_at_checked(length(4)?)?;
    Some((name, rest.get(..length(6)?)?))
}

/// A message inside is TNEF again, after the id of its interface.
fn embedded(properties: &mut Properties) -> Option<Embedded> {
    const INTERFACE: usize = 16;
    const EMBEDDED_MESSAGE: i32 = 5;
    if properties.integer(id::ATTACH_METHOD) != Some(EMBEDDED_MESSAGE) {
        return None;
    }
    let bytes = properties.take_object(id::ATTACH_DATA)?.get(INTERFACE..)?.to_vec();
    // The names of attachments usually repeat the subject; reading the whole message for it would nest.
    let subject = properties.string(id::DISPLAY_NAME, &mut Warnings::default()).unwrap_or_default();
    Some(Embedded { subject, bytes })
}

/// A count and as many properties, [MS-OXTNEF] 2.1.3.4; values are padded to four bytes.
fn properties(input: &mut Input<'_>, into: &mut Properties, names: &mut Names) -> Option<()> {
    for _ in 0..input.u32()?.min(limits::PROPERTIES_MAX as u32) {
        let tag = input.u32()?;
        let (kind, id) = ((tag & 0xFFFF) as u16, (tag >> 16) as u16);
        if id >= 0x8000 {
            take_name(input, id, names)?;
        }
        let single = kind & !kind::MULTIPLE;
        let is_multiple = kind & kind::MULTIPLE != 0;
        let fixed = kind::fixed_len(single);
        if fixed == Some(0) && is_multiple {
            // Values of no length, as many as the count claims, would never end.
            return None;
        }
        let count = if fixed.is_some() && !is_multiple { 1 } else { input.u32()? };
        for _ in 0..count {
            let length = match fixed {
                Some(length) => length,
                None => input.u32()? as usize,
            };
            let value = input.take(length)?;
            input.take_padding(length);
            if !is_multiple {
                into.insert(id, single, value.to_vec());
            }
        }
    }
    Some(())
}

/// Named properties carry a set and a number or a name.
fn take_name(input: &mut Input<'_>, id: u16, names: &mut Names) -> Option<()> {
    let set = *input.take(16)?.first_chunk::<16>()?;
    if input.u32()? == 0 {
        names.insert(set, input.u32()?, id);
    } else {
        let length = input.u32()? as usize;
        input.take(length)?;
        input.take_padding(length);
    }
    Some(())
}

/// Seven numbers, year first, [MS-OXTNEF] 2.1.3.3.4; local time of the sender, taken for UTC.
fn filetime(data: &[u8]) -> Option<u64> {
    let mut numbers = data.chunks_exact(2).map(|pair| u32::from(u16::from_le_bytes([pair[0], pair[1]])));
    let mut next = || numbers.next();
    let date = chrono::NaiveDate::from_ymd_opt(i32::try_from(next()?).ok()?, next()?, next()?)?;
    let moment = date.and_hms_opt(next()?, next()?, next()?)?;
    let epoch = chrono::NaiveDate::from_ymd_opt(1601, 1, 1)?.and_hms_opt(0, 0, 0)?;
    u64::try_from((moment - epoch).num_seconds()).ok()?.checked_mul(10_000_000)
}

struct Input<'a> {
    bytes: &'a [u8],
}

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.first_chunk::<4>().map(|number| u32::from_le_bytes(*number))
    }

    /// The last value of a stream may lack its padding.
    fn take_padding(&mut self, length: usize) {
        let padding = length.next_multiple_of(4) - length;
        self.bytes = self.bytes.get(padding..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(tag: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = vec![1];
        bytes.extend(u32::from(tag).to_le_bytes());
        bytes.extend((data.len() as u32).to_le_bytes());
        bytes.extend(data);
        bytes.extend([0, 0]);
        bytes
    }

    fn stream(attributes: &[Vec<u8>]) -> Vec<u8> {
        [b"\x78\x9f\x3e\x22\0\0".as_slice(), &attributes.concat()].concat()
    }

    #[test]
    fn a_spanish_item_with_a_file_and_a_message() {
        let inner = stream(&[attribute(attribute::SUBJECT, b"Presupuesto\0")]);
        let mut object = vec![2, 0, 0, 0];
        object.extend([3, 0, 0x05, 0x37, 5, 0, 0, 0]);
        object.extend([0x0D, 0, 0x01, 0x37, 1, 0, 0, 0]);
        object.extend((16 + inner.len() as u32).to_le_bytes());
        object.extend([0; 16]);
        object.extend(&inner);
        let email = read(&stream(&[
            attribute(attribute::OEM_CODEPAGE, &[0xE4, 0x04, 0, 0, 0, 0, 0, 0]),
            attribute(attribute::FROM, b"\x04\0\x29\0\x09\0\x14\0Ana Nu\xf1o\0SMTP:ana@ejemplo.es\0"),
            attribute(attribute::SUBJECT, b"Reuni\xf3n\0"),
            attribute(attribute::DATE_SENT, &[0xEA, 0x07, 11, 0, 24, 0, 9, 0, 0, 0, 0, 0, 2, 0]),
            attribute(attribute::BODY, b"Ma\xf1ana\r\na las 10\0"),
            attribute(attribute::ATTACH_REND_DATA, &[0; 14]),
            attribute(attribute::ATTACH_TITLE, b"a\xf1o.pdf\0"),
            attribute(attribute::ATTACH_DATA, b"%PDF"),
            attribute(attribute::ATTACH_REND_DATA, &[0; 14]),
            attribute(attribute::ATTACHMENT, &object),
        ]))
        .unwrap();
        assert_eq!((email.subject.as_str(), email.text.as_str()), ("Reunión", "Mañana\na las 10"));
        let from = email.from.unwrap();
        assert_eq!((from.name.as_str(), from.address.as_str()), ("Ana Nuño", "ana@ejemplo.es"));
        assert_eq!(email.date.unwrap().to_rfc3339(), "2026-11-24T09:00:00+00:00");
        let [file, message] = email.attachments.as_slice() else { panic!("{:?}", email.attachments) };
        assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("año.pdf", b"%PDF".as_slice()));
        assert_eq!(crate::read(&message.bytes).unwrap().subject, "Presupuesto");
        assert_eq!(email.warnings, []);
    }

    #[test]
    fn m01_a_meeting_of_an_old_program_tells_when() {
        let at = |hour| [0xEA, 0x07, 11, 0, 24, 0, hour, 0, 0, 0, 0, 0, 2, 0];
        let email = read(&stream(&[
            attribute(attribute::MESSAGE_CLASS, b"IPM.Microsoft Schedule.MtgReq\0"),
            attribute(attribute::DATE_START, &at(9)),
            attribute(attribute::DATE_END, &at(10)),
        ]))
        .unwrap();
        let crate::kind::ItemKind::Appointment(found) = email.kind else { panic!("{:?}", email.kind) };
        assert_eq!(found.start.unwrap().to_rfc3339(), "2026-11-24T09:00:00+00:00");
        assert_eq!(found.end.unwrap().to_rfc3339(), "2026-11-24T10:00:00+00:00");
    }

    #[test]
    fn counts_that_lie_end() {
        // A million values of no length, and a length that goes past the end.
        for lie in [[0x01, 0x10, 1, 0], [0x1E, 0, 1, 0], [0x1E, 0x10, 1, 0]] {
            let data = [&[1, 0, 0, 0], lie.as_slice(), &[0xFF; 8]].concat();
            let email = read(&stream(&[attribute(attribute::MAPI_PROPERTIES, &data)])).unwrap();
            assert_eq!(email.warnings, [Warning::Damaged]);
        }
        let far = stream(&[attribute(attribute::DATE_SENT, &[0xFF, 0xFF, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0])]);
        assert_eq!(read(&far).unwrap().warnings, [Warning::Damaged]);
        let cut = stream(&[attribute(attribute::BODY, &[b'x'; 40])]);
        assert!(matches!(read(&cut[..30]), Err(MailError::Damaged(_))));
    }
}
