//! MAPI properties as [MS-OXPROPS] numbers them, held undecoded until their code page is known.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::warning::Warnings;
use crate::{charset, date, limits};

/// Property ids, [MS-OXPROPS], named without their `PidTag`.
pub(crate) mod id {
    pub(crate) const MESSAGE_CLASS: u16 = 0x001A;
    pub(crate) const SUBJECT: u16 = 0x0037;
    pub(crate) const CLIENT_SUBMIT_TIME: u16 = 0x0039;
    pub(crate) const SENT_REPRESENTING_SEARCH_KEY: u16 = 0x003B;
    pub(crate) const SUBJECT_PREFIX: u16 = 0x003D;
    pub(crate) const SENT_REPRESENTING_ENTRY_ID: u16 = 0x0041;
    pub(crate) const SENT_REPRESENTING_NAME: u16 = 0x0042;
    pub(crate) const ORIGINAL_SUBJECT: u16 = 0x0049;
    pub(crate) const REPLY_RECIPIENT_ENTRIES: u16 = 0x004F;
    pub(crate) const REPLY_RECIPIENT_NAMES: u16 = 0x0050;
    pub(crate) const SENT_REPRESENTING_EMAIL_ADDRESS: u16 = 0x0065;
    pub(crate) const CONVERSATION_TOPIC: u16 = 0x0070;
    pub(crate) const TRANSPORT_MESSAGE_HEADERS: u16 = 0x007D;
    pub(crate) const RECIPIENT_TYPE: u16 = 0x0C15;
    pub(crate) const SENDER_ENTRY_ID: u16 = 0x0C19;
    pub(crate) const SUPPLEMENTARY_INFO: u16 = 0x0C1B;
    pub(crate) const SENDER_SEARCH_KEY: u16 = 0x0C1D;
    pub(crate) const NON_DELIVERY_REPORT_STATUS_CODE: u16 = 0x0C20;
    pub(crate) const DISPLAY_BCC: u16 = 0x0E02;
    pub(crate) const DISPLAY_CC: u16 = 0x0E03;
    pub(crate) const DISPLAY_TO: u16 = 0x0E04;
    pub(crate) const PRIMARY_SEND_ACCOUNT: u16 = 0x0E28;
    pub(crate) const NEXT_SEND_ACCOUNT: u16 = 0x0E29;
    pub(crate) const ENTRY_ID: u16 = 0x0FFF;
    pub(crate) const START_DATE: u16 = 0x0060;
    pub(crate) const END_DATE: u16 = 0x0061;
    pub(crate) const SENDER_NAME: u16 = 0x0C1A;
    pub(crate) const SENDER_EMAIL_ADDRESS: u16 = 0x0C1F;
    pub(crate) const MESSAGE_DELIVERY_TIME: u16 = 0x0E06;
    pub(crate) const NORMALIZED_SUBJECT: u16 = 0x0E1D;
    pub(crate) const BODY: u16 = 0x1000;
    pub(crate) const REPORT_TEXT: u16 = 0x1001;
    pub(crate) const RTF_COMPRESSED: u16 = 0x1009;
    pub(crate) const HTML: u16 = 0x1013;
    pub(crate) const INTERNET_MESSAGE_ID: u16 = 0x1035;
    pub(crate) const INTERNET_REFERENCES: u16 = 0x1039;
    pub(crate) const IN_REPLY_TO_ID: u16 = 0x1042;
    pub(crate) const ORIGINAL_MESSAGE_ID: u16 = 0x1046;
    pub(crate) const DISPLAY_NAME: u16 = 0x3001;
    pub(crate) const EMAIL_ADDRESS: u16 = 0x3003;
    pub(crate) const SEARCH_KEY: u16 = 0x300B;
    pub(crate) const ATTACH_DATA: u16 = 0x3701;
    pub(crate) const ATTACH_EXTENSION: u16 = 0x3703;
    pub(crate) const ATTACH_FILENAME: u16 = 0x3704;
    pub(crate) const ATTACH_METHOD: u16 = 0x3705;
    pub(crate) const ATTACH_LONG_FILENAME: u16 = 0x3707;
    pub(crate) const ATTACH_PATHNAME: u16 = 0x3708;
    pub(crate) const ATTACH_LONG_PATHNAME: u16 = 0x370D;
    pub(crate) const ATTACH_MIME_TAG: u16 = 0x370E;
    pub(crate) const ATTACH_CONTENT_ID: u16 = 0x3712;
    pub(crate) const ATTACH_CONTENT_LOCATION: u16 = 0x3713;
    pub(crate) const ATTACH_FLAGS: u16 = 0x3714;
    pub(crate) const SMTP_ADDRESS: u16 = 0x39FE;
    pub(crate) const BUSINESS_PHONE: u16 = 0x3A08;
    pub(crate) const HOME_PHONE: u16 = 0x3A09;
    pub(crate) const ORIGINAL_DISPLAY_NAME: u16 = 0x3A13;
    pub(crate) const COMPANY_NAME: u16 = 0x3A16;
    pub(crate) const TITLE: u16 = 0x3A17;
    pub(crate) const PRIMARY_PHONE: u16 = 0x3A1A;
    pub(crate) const BUSINESS_PHONE_2: u16 = 0x3A1B;
    pub(crate) const MOBILE_PHONE: u16 = 0x3A1C;
    pub(crate) const TRANSMITTABLE_DISPLAY_NAME: u16 = 0x3A20;
    pub(crate) const INTERNET_CODEPAGE: u16 = 0x3FDE;
    pub(crate) const MESSAGE_LOCALE_ID: u16 = 0x3FF1;
    pub(crate) const MESSAGE_CODEPAGE: u16 = 0x3FFD;
    pub(crate) const SENDER_SMTP_ADDRESS: u16 = 0x5D01;
    pub(crate) const SENT_REPRESENTING_SMTP_ADDRESS: u16 = 0x5D02;
    pub(crate) const RECIPIENT_DISPLAY_NAME: u16 = 0x5FF6;
    pub(crate) const RECIPIENT_ENTRY_ID: u16 = 0x5FF7;
    pub(crate) const ATTACHMENT_HIDDEN: u16 = 0x7FFE;
}

/// Sets of named properties, [MS-OXPROPS] 1.3.2, as their GUIDs lie in a file, and numbers in them.
pub(crate) mod name {
    /// `{00062002-0000-0000-C000-000000000046}`
    pub(crate) const APPOINTMENT: [u8; 16] = set(0x02);
    /// `{00062003-0000-0000-C000-000000000046}`
    pub(crate) const TASK: [u8; 16] = set(0x03);
    /// `{00062004-0000-0000-C000-000000000046}`
    pub(crate) const ADDRESS: [u8; 16] = set(0x04);
    /// `{00062008-0000-0000-C000-000000000046}`
    pub(crate) const COMMON: [u8; 16] = set(0x08);
    /// `{6ED8DA90-450B-101B-98DA-00AA003F1305}`
    pub(crate) const MEETING: [u8; 16] =
        [0x90, 0xDA, 0xD8, 0x6E, 0x0B, 0x45, 0x1B, 0x10, 0x98, 0xDA, 0x00, 0xAA, 0x00, 0x3F, 0x13, 0x05];

    pub(crate) const WHERE: u32 = 0x0002;
    pub(crate) const TASK_START_DATE: u32 = 0x8104;
    pub(crate) const TASK_DUE_DATE: u32 = 0x8105;
    pub(crate) const TASK_COMPLETE: u32 = 0x811C;
    pub(crate) const LOCATION: u32 = 0x8208;
    pub(crate) const APPOINTMENT_START_WHOLE: u32 = 0x820D;
    pub(crate) const APPOINTMENT_END_WHOLE: u32 = 0x820E;
    pub(crate) const APPOINTMENT_SUB_TYPE: u32 = 0x8215;
    pub(crate) const COMMON_START: u32 = 0x8516;
    pub(crate) const COMMON_END: u32 = 0x8517;
    pub(crate) const INTERNET_ACCOUNT_NAME: u32 = 0x8580;
    pub(crate) const INTERNET_ACCOUNT_STAMP: u32 = 0x8581;
    pub(crate) const EMAIL_ADDRESSES: [u32; 3] = [0x8083, 0x8093, 0x80A3];
    pub(crate) const EMAIL_ORIGINAL_DISPLAY_NAMES: [u32; 3] = [0x8084, 0x8094, 0x80A4];

    const fn set(number: u8) -> [u8; 16] {
        [number, 0x20, 6, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]
    }
}

/// Which ids the named properties of a file have: they differ from one file to the next.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeMap<([u8; 16], u32), u16>);

impl Names {
    pub(crate) fn insert(&mut self, set: [u8; 16], number: u32, id: u16) {
        if self.0.len() < limits::PROPERTIES_MAX {
            self.0.entry((set, number)).or_insert(id);
        }
    }

    pub(crate) fn id(&self, set: [u8; 16], number: u32) -> Option<u16> {
        self.0.get(&(set, number)).copied()
    }
}

/// Property types, [MS-OXCDATA] 2.11.1.
pub(crate) mod kind {
    pub(crate) const INTEGER16: u16 = 0x0002;
    pub(crate) const INTEGER32: u16 = 0x0003;
    pub(crate) const BOOLEAN: u16 = 0x000B;
    pub(crate) const OBJECT: u16 = 0x000D;
    pub(crate) const STRING8: u16 = 0x001E;
    pub(crate) const STRING: u16 = 0x001F;
    pub(crate) const TIME: u16 = 0x0040;
    pub(crate) const GUID: u16 = 0x0048;
    pub(crate) const BINARY: u16 = 0x0102;
    pub(crate) const MULTIPLE: u16 = 0x1000;

    /// How many bytes a value of a fixed type has; `None` for types whose length varies.
    pub(crate) fn fixed_len(kind: u16) -> Option<usize> {
        match kind {
            0x0000 | 0x0001 => Some(0),
            INTEGER16 | BOOLEAN => Some(2),
            INTEGER32 | 0x0004 | 0x000A => Some(4),
            0x0005 | 0x0006 | 0x0007 | 0x0014 | TIME => Some(8),
            GUID => Some(16),
            _ => None,
        }
    }
}

/// The properties of one message, recipient or attachment.
#[derive(Debug, Default)]
pub(crate) struct Properties {
    values: BTreeMap<(u16, u16), Vec<u8>>,
    /// The code page of its 8-bit strings.
    page: Option<u32>,
}

impl Properties {
    /// Keeps a value; the first of two with one tag stays, so that a duplicate cannot replace what was shown.
    pub(crate) fn insert(&mut self, id: u16, kind: u16, value: Vec<u8>) {
        if self.values.len() < limits::PROPERTIES_MAX {
            self.values.entry((id, kind)).or_insert(value);
        }
    }

    /// Takes the code page from the message's own hints; recipients and attachments take their message's.
    pub(crate) fn settle_page(&mut self) -> Option<u32> {
        // A page of UTF-16 says something of the wide strings at most.
        const UTF_16: [i32; 2] = [1_200, 1_201];
        let number = |id| self.integer(id).filter(|page| !UTF_16.contains(page));
        let hint = |id| number(id).and_then(|page| u32::try_from(page).ok());
        self.page = charset::string8_page(
            hint(id::MESSAGE_CODEPAGE),
            hint(id::INTERNET_CODEPAGE),
            hint(id::MESSAGE_LOCALE_ID),
        );
        self.page
    }

    /// Takes what is known from elsewhere and not here.
    pub(crate) fn fill_in(&mut self, others: Self) {
        for ((id, kind), value) in others.values {
            let is_known =
                [kind::STRING, kind::STRING8, kind].iter().any(|kind| self.get(id, *kind).is_some());
            if !is_known {
                self.insert(id, kind, value);
            }
        }
    }

    pub(crate) fn set_page(&mut self, page: Option<u32>) {
        self.page = page;
    }

    /// A value of one line, such as a name; empty counts as absent.
    ///
    /// A NUL in it is dropped; two are what fills a field of fixed width, and nothing after them is meant.
    pub(crate) fn string(&self, id: u16, warnings: &mut Warnings) -> Option<String> {
        self.decoded(id, 2, warnings)
    }

    /// A value that names one thing, such as an address: a NUL ends it, as what follows would name another.
    pub(crate) fn token(&self, id: u16, warnings: &mut Warnings) -> Option<String> {
        self.decoded(id, 1, warnings)
    }

    /// A value of many lines, such as a body, without its NULs; empty counts as absent.
    pub(crate) fn text(&self, id: u16, warnings: &mut Warnings) -> Option<String> {
        self.decoded(id, usize::MAX, warnings)
    }

    /// A string of either kind without NULs, as far as so many of them in a row.
    fn decoded(&self, id: u16, end: usize, warnings: &mut Warnings) -> Option<String> {
        let text = match (self.get(id, kind::STRING), self.get(id, kind::STRING8)) {
            (Some(wide), _) if wide.len() >= 2 => charset::decode_utf16(&without_nuls(wide, 2, end)),
            // Some writers put wide strings under the tag of narrow ones.
            (_, Some(wide @ [a, 0, b, 0, ..])) if *a != 0 && *b != 0 => {
                charset::decode_utf16(&without_nuls(wide, 2, end))
            }
            (_, Some(narrow)) => self.narrow(&without_nuls(narrow, 1, end), warnings),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// Bytes of text in the page of 8-bit strings.
    pub(crate) fn narrow(&self, bytes: &[u8], warnings: &mut Warnings) -> String {
        charset::decode_page(bytes, self.page, warnings)
    }

    /// An 8-bit string as it lies there, for values that have a page of their own.
    pub(crate) fn string8(&self, id: u16) -> Option<&[u8]> {
        self.get(id, kind::STRING8)
    }

    /// Whether there is such a string in Unicode.
    pub(crate) fn has_wide(&self, id: u16) -> bool {
        self.get(id, kind::STRING).is_some_and(|wide| wide.len() >= 2)
    }

    pub(crate) fn binary(&self, id: u16) -> Option<&[u8]> {
        self.get(id, kind::BINARY)
    }

    pub(crate) fn take_binary(&mut self, id: u16) -> Option<Vec<u8>> {
        self.values.remove(&(id, kind::BINARY))
    }

    pub(crate) fn has_object(&self, id: u16) -> bool {
        self.get(id, kind::OBJECT).is_some()
    }

    pub(crate) fn take_object(&mut self, id: u16) -> Option<Vec<u8>> {
        self.values.remove(&(id, kind::OBJECT))
    }

    pub(crate) fn integer(&self, id: u16) -> Option<i32> {
        let long =
            self.get(id, kind::INTEGER32).and_then(|v| v.first_chunk::<4>()).map(|v| i32::from_le_bytes(*v));
        let short = || self.get(id, kind::INTEGER16).and_then(|v| v.first_chunk::<2>());
        long.or_else(|| short().map(|v| i32::from(i16::from_le_bytes(*v))))
    }

    pub(crate) fn boolean(&self, id: u16) -> bool {
        self.get(id, kind::BOOLEAN).and_then(|v| v.first()).is_some_and(|v| *v != 0)
    }

    pub(crate) fn time(&self, id: u16) -> Option<DateTime<Utc>> {
        let ticks = self.get(id, kind::TIME).and_then(|v| v.first_chunk::<8>())?;
        date::from_filetime(u64::from_le_bytes(*ticks))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    fn get(&self, id: u16, kind: u16) -> Option<&[u8]> {
        self.values.get(&(id, kind)).map(Vec::as_slice)
    }
}

/// The units of a string that are no NUL, up to where so many of them stand in a row.
fn without_nuls(bytes: &[u8], width: usize, end: usize) -> Vec<u8> {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut nuls = 0;
    for unit in bytes.chunks_exact(width) {
        if unit.iter().any(|byte| *byte != 0) {
            nuls = 0;
            kept.extend(unit);
            continue;
        }
        nuls += 1;
        if nuls == end {
            break;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k14_a_nul_is_dropped_and_does_not_cut_the_text() {
        let check = |bytes: &[u8], expected: [&str; 3]| {
            for is_wide in [false, true] {
                let mut properties = item(1252);
                let value =
                    if is_wide { bytes.iter().flat_map(|b| [*b, 0]).collect() } else { bytes.to_vec() };
                let kind = if is_wide { kind::STRING } else { kind::STRING8 };
                properties.insert(id::BODY, kind, value);
                properties.settle_page();
                let warnings = &mut Warnings::default();
                let text = properties.text(id::BODY, warnings);
                let got = [text, properties.string(id::BODY, warnings), properties.token(id::BODY, warnings)];
                assert_eq!(got.map(Option::unwrap_or_default), expected, "{bytes:?} {is_wide}");
            }
        };
        check(b"Hola\0, ma\xf1ana\0", ["Hola, mañana", "Hola, mañana", "Hola"]);
        check(b"\0Hola", ["Hola", "Hola", ""]);
        check(b"Oferta\0\0rest of a field", ["Ofertarest of a field", "Oferta", "Oferta"]);
    }

    fn item(page: i32) -> Properties {
        let mut properties = Properties::default();
        properties.insert(id::MESSAGE_CODEPAGE, kind::INTEGER32, page.to_le_bytes().to_vec());
        properties
    }

    #[test]
    fn an_8_bit_subject_is_read_in_the_page_of_its_message() {
        let check = |page: i32, bytes: &[u8], expected: &str| {
            let mut properties = item(page);
            properties.insert(id::SUBJECT, kind::STRING8, bytes.to_vec());
            properties.settle_page();
            let got = properties.string(id::SUBJECT, &mut Warnings::default());
            assert_eq!(got.as_deref(), Some(expected), "page {page}");
        };
        check(1252, b"Reuni\xf3n en Espa\xf1a\0", "Reunión en España");
        check(1200, b"Reuni\xf3n", "Reunión");
        check(28591, b"10 \x80", "10 €");
        check(65001, "España".as_bytes(), "España");
        check(1251, b"\xcf\xf0\xe8\xe2\xe5\xf2", "Привет");
    }

    #[test]
    fn a_wide_string_wins_and_values_that_are_too_short_are_absent() {
        let mut properties = item(1252);
        properties.insert(id::SUBJECT, kind::STRING8, b"Espa?a".to_vec());
        properties.insert(
            id::SUBJECT,
            kind::STRING,
            "España\0".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        );
        assert_eq!(properties.string(id::SUBJECT, &mut Warnings::default()).as_deref(), Some("España"));
        properties.insert(id::CLIENT_SUBMIT_TIME, kind::TIME, vec![1, 2]);
        assert_eq!(properties.time(id::CLIENT_SUBMIT_TIME), None);
        properties.insert(id::BODY, kind::STRING, vec![65]);
        assert_eq!(properties.string(id::BODY, &mut Warnings::default()), None);
    }
}
