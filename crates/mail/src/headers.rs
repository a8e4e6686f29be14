//! The header block of a mail, field by field: 8-bit bytes, repeated fields and broken folding included.

use chrono::{DateTime, Utc};

use crate::address::line_shown;
use crate::email::Address;
use crate::limits::{self, cut};
use crate::warning::{Warning, Warnings};
use crate::{address_list, charset, date, encoded_words};

/// Fields without which a block is no mail header.
const KNOWN: [&str; 16] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "received",
    "return-path",
    "mime-version",
    "content-type",
    "sender",
    "reply-to",
    "delivered-to",
    "bcc",
    "content-transfer-encoding",
    "content-disposition",
];

/// Fields that something is read from, and that alone make no mail.
const WANTED: [&str; 17] = [
    "action",
    "status",
    "diagnostic-code",
    "in-reply-to",
    "references",
    "content-id",
    "content-location",
    "content-class",
    "content-description",
    "delivery-date",
    "original-message-id",
    "final-recipient",
    "original-recipient",
    "disposition",
    "x-failed-recipients",
    "x-mozilla-cloud-part",
    "x-mozilla-external-attachment-url",
];

/// The fields of a header block that are read: names in lower case, values unfolded and in Unicode, encoded words left.
#[derive(Debug, Default)]
pub(crate) struct Headers {
    fields: Vec<(String, String)>,
}

impl Headers {
    /// Parses a block up to its empty line; tells how many bytes it took.
    pub(crate) fn parse(bytes: &[u8], warnings: &mut Warnings) -> (Self, usize) {
        Self::parse_from(bytes, false, warnings)
    }

    /// The same of a part, whose block a boundary may end at any line.
    pub(crate) fn parse_part(bytes: &[u8], warnings: &mut Warnings) -> (Self, usize) {
        let bytes = &bytes[..bytes.len().min(limits::HEADER_BYTES_MAX)];
        Self::parse_from(bytes, true, warnings)
    }

    fn parse_from(bytes: &[u8], is_part: bool, warnings: &mut Warnings) -> (Self, usize) {
        let (raw, length) = split(bytes, is_part, warnings);
        let charset = raw
            .iter()
            .find(|(name, _)| name == "content-type")
            .and_then(|(_, value)| declared_charset(value));
        let fields = raw
            .into_iter()
            .map(|(name, value)| {
                let value = match std::str::from_utf8(&value) {
                    Ok(value) => value.to_owned(),
                    Err(_) => charset::decode_label(&value, charset.as_deref(), warnings),
                };
                (name, value)
            })
            .collect();
        (Self { fields }, length)
    }

    /// Whether any field is one that mail has.
    pub(crate) fn are_of_mail(&self) -> bool {
        self.fields.iter().any(|(name, _)| KNOWN.contains(&name.as_str()))
    }

    /// The value of the first field of that name.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// A field that people read, its encoded words decoded, on one line.
    pub(crate) fn text(&self, name: &str, warnings: &mut Warnings) -> String {
        self.first(name).map(|value| readable(value, warnings)).unwrap_or_default()
    }

    /// The mailboxes of every field of that name: some senders repeat To and Cc.
    pub(crate) fn addresses(&self, name: &str, warnings: &mut Warnings) -> Vec<Address> {
        self.all(name)
            .flat_map(|value| address_list::read(value, warnings))
            .take(limits::RECIPIENTS_MAX)
            .collect()
    }

    /// The recipients of every field of that name.
    pub(crate) fn recipients(&self, name: &str, warnings: &mut Warnings) -> Vec<Address> {
        self.all(name)
            .flat_map(|value| address_list::recipients(value, warnings))
            .take(limits::RECIPIENTS_MAX)
            .collect()
    }

    /// The message ids of the first field of that name, RFC 5322 3.6.4.
    pub(crate) fn ids(&self, name: &str) -> Vec<String> {
        self.first(name).map(message_ids).unwrap_or_default()
    }

    /// The Date field, whatever its form.
    pub(crate) fn date(&self) -> Option<DateTime<Utc>> {
        self.all("date").find_map(date::from_header)
    }

    /// When the mail arrived: what the last server wrote, which stands first, RFC 5321 4.4.
    pub(crate) fn arrival(&self) -> Option<DateTime<Utc>> {
        let received = self.all("received").flat_map(|value| value.split(';').skip(1));
        received.chain(self.all("delivery-date")).find_map(date::from_header)
    }

    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// A value for people, on one line: encoded words decoded, controls and what hides dropped.
pub(crate) fn readable(value: &str, warnings: &mut Warnings) -> String {
    let decoded = encoded_words::decode(value, warnings);
    if decoded.len() > limits::FIELD_BYTES_MAX {
        warnings.add(Warning::Truncated);
    }
    line_shown(&decoded)
}

/// Message ids without their brackets, each once. Where there are no brackets, an old sender wrote the id alone;
/// old forms of In-Reply-To have words and addresses around it, which are none.
pub(crate) fn message_ids(value: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut rest = value;
    for _ in 0..limits::MESSAGE_IDS_MAX {
        let Some((id, after)) = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>')) else {
            break;
        };
        rest = after;
        let id = one_id(id);
        if !id.is_empty() && !ids.contains(&id) {
            ids.push(id);
        }
    }
    let alone = one_id(value.trim_matches(['<', '>', ' ']));
    if ids.is_empty() && !alone.is_empty() { vec![alone] } else { ids }
}

fn one_id(id: &str) -> String {
    let mut id: String = id.chars().filter(|c| !c.is_control()).collect();
    cut(&mut id, limits::FIELD_BYTES_MAX);
    id.trim().to_owned()
}

/// Splits a block into names and unfolded values; a line that is neither field nor continuation is skipped.
///
/// Only an empty line ends a block, RFC 5322 2.1: a line of white space continues it, 4.2. Where there is no empty line
/// at all, one of white space was meant to be it, or the text would be lost.
fn split(bytes: &[u8], is_part: bool, warnings: &mut Warnings) -> (Vec<(String, Vec<u8>)>, usize) {
    let mut fields: Vec<(String, Vec<u8>)> = Vec::new();
    let (mut at, mut has_field) = (0, is_part);
    let mut is_ended = None;
    // Of a field that is not kept the continuations are not either.
    let mut is_kept = false;
    // Where the text began if no field follows, and whether a line of white space stood before it.
    let (mut text, mut has_blank) = (None, false);
    let mut is_whole = false;
    while at < bytes.len() {
        let (line, end) = line_at(bytes, at);
        let start = std::mem::replace(&mut at, end);
        let is_blank = line.trim_ascii().is_empty();
        if line.is_empty() || is_blank && !has_empty_line(bytes, end, &mut is_ended) {
            is_whole = true;
            break;
        }
        has_blank |= is_blank;
        // The line above a signature is no boundary.
        if line.starts_with(b"--") && line.trim_ascii_end().len() > 2 && has_field {
            // A boundary: the empty line was lost.
            at = start;
            break;
        }
        if let Some(name) = field_name(line) {
            has_field = true;
            (text, has_blank) = (None, false);
            is_kept = is_wanted(name);
            if is_kept && fields.len() == limits::HEADERS_MAX {
                warnings.add(Warning::Truncated);
                is_kept = false;
            }
            if is_kept {
                let value = line[name.len()..].trim_ascii_start()[1..].trim_ascii();
                fields.push((name.to_ascii_lowercase(), value.to_vec()));
            }
        } else if matches!(line[0], b' ' | b'\t')
            && let Some((_, value)) = fields.last_mut().filter(|_| is_kept)
        {
            value.push(b' ');
            value.extend(line.trim_ascii());
        } else if !matches!(line[0], b' ' | b'\t') {
            text.get_or_insert(start);
        }
    }
    // Where no empty line parts them, or one of white space was meant to, the text begins after the last field.
    let is_text_after = !is_whole && at < limits::HEADER_BYTES_MAX || has_blank;
    (fields, text.filter(|_| is_text_after).unwrap_or(at))
}

/// The line that begins there, without its end, and where the next one begins. A CR alone ends a line as well, as on
/// old systems; several before a newline are one end.
pub(crate) fn line_at(bytes: &[u8], at: usize) -> (&[u8], usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    let Some(end) = memchr::memchr2(b'\r', b'\n', rest) else { return (rest, bytes.len()) };
    // More than a few are lines of their own; counting them all for each would take quadratic time.
    let returns = rest[end..].iter().take(RETURNS_MAX).take_while(|b| **b == b'\r').count();
    let length = match rest.get(end + returns) {
        Some(b'\n') => returns + 1,
        _ => 1,
    };
    (&rest[..end], at + end + length)
}

/// How many CRs before a newline are one end with it.
const RETURNS_MAX: usize = 3;

/// Whether a line is one that a header has.
pub(crate) fn is_field(line: &[u8]) -> bool {
    field_name(line).is_some()
}

/// Whether an empty line follows before a boundary, looked for once.
fn has_empty_line(bytes: &[u8], mut at: usize, known: &mut Option<bool>) -> bool {
    *known.get_or_insert_with(|| {
        while at < bytes.len() {
            let (line, end) = line_at(bytes, at);
            if line.is_empty() || line.starts_with(b"--") {
                return line.is_empty();
            }
            at = end;
        }
        false
    })
}

/// Whether anything is read from a field of that name: most fields of a mail are notes of servers.
fn is_wanted(name: &str) -> bool {
    KNOWN.iter().chain(&WANTED).any(|known| name.eq_ignore_ascii_case(known))
}

/// The name of a field: printable ASCII up to a colon, white space before which old mail may have.
fn field_name(line: &[u8]) -> Option<&str> {
    let colon = memchr::memchr(b':', &line[..line.len().min(256)])?;
    let name = line[..colon].trim_ascii_end();
    (!name.is_empty() && name.iter().all(u8::is_ascii_graphic))
        .then(|| std::str::from_utf8(name).ok())
        .flatten()
}

fn declared_charset(content_type: &[u8]) -> Option<String> {
    let lower = String::from_utf8_lossy(content_type).to_ascii_lowercase();
    let value = lower.split("charset=").nth(1)?.trim_start_matches('"');
    value.split(['"', ';', ' ']).next().filter(|label| !label.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(block: &[u8]) -> (Headers, Warnings) {
        let mut warnings = Warnings::default();
        let headers = Headers::parse(block, &mut warnings).0;
        (headers, warnings)
    }

    #[test]
    fn eight_bit_fields_are_read_in_the_charset_of_the_mail() {
        let (headers, mut warnings) =
            parse(b"Subject: Reuni\xf3n en\n Espa\xf1a\nContent-Type: text/plain; charset=iso-8859-1\n\nx");
        assert_eq!(headers.text("subject", &mut warnings), "Reunión en España");
        let (headers, mut warnings) = parse("SUBJECT : Reunión\r\n\r\n".as_bytes());
        assert_eq!(headers.text("subject", &mut warnings), "Reunión");
    }

    #[test]
    fn repeated_address_fields_are_one_list() {
        let (headers, _) =
            parse(b"To: Ana <ana@a.example>\nTo: b@b.example, \"Gil, Luis\" <l@c.example>\n\n");
        let got: Vec<_> = headers
            .addresses("to", &mut Warnings::default())
            .into_iter()
            .map(|a| (a.name, a.address))
            .collect();
        let expected = [("Ana", "ana@a.example"), ("", "b@b.example"), ("Gil, Luis", "l@c.example")];
        assert_eq!(got, expected.map(|(n, a)| (n.to_owned(), a.to_owned())));
    }

    #[test]
    fn an_exchange_name_is_no_address() {
        let (headers, _) = parse(b"To: Ana </O=EJEMPLO/OU=X/CN=ANA>\nCc: /o=ejemplo/cn=ana\n\n");
        let got = |name: &str| headers.recipients(name, &mut Warnings::default());
        assert_eq!(got("to"), [Address { name: "Ana".into(), address: String::new() }]);
        assert_eq!(got("cc"), []);
    }

    #[test]
    fn k03_only_an_empty_line_ends_a_header() {
        let (headers, mut warnings) =
            parse(b"To: Luis <l@c.example>,\r\n\t \r\n\tEva <e@c.example>\r\nSubject: x\r\n\r\nto: z\r\n");
        assert_eq!(headers.recipients("to", &mut warnings).len(), 2);
        assert_eq!(headers.text("subject", &mut warnings), "x");
        let (headers, length) = Headers::parse(b"Subject: x\n \nTo: l@c.example\n\nHola", &mut warnings);
        assert!(headers.first("to").is_some() && length == 30, "{length}");
        let (_, length) = Headers::parse(b"Subject: x\n \nHola Ana\n\nUn saludo", &mut warnings);
        assert_eq!(length, 13, "what is no field is text");
        let (_, length) = Headers::parse(b"Subject: x\nHola Ana\nUn saludo", &mut warnings);
        assert_eq!(length, 11, "without any empty line it is text too");
        // No empty line follows, so that the text would be lost.
        let (_, length) = Headers::parse(b"Subject: x\n \nHola Ana\nUn saludo", &mut warnings);
        assert_eq!(length, 13);
    }

    #[test]
    fn k15_a_return_alone_ends_a_line() {
        for end in ["\r", "\n", "\r\n", "\r\r\n"] {
            let block = format!("Subject: uno{end} dos{end}To: l@c.example{end}{end}Hola");
            let mut warnings = Warnings::default();
            let (headers, length) = Headers::parse(block.as_bytes(), &mut warnings);
            assert_eq!(headers.text("subject", &mut warnings), "uno dos", "{end:?}");
            assert_eq!(&block[length..], "Hola", "{end:?}");
        }
    }

    #[test]
    fn message_ids_are_taken_out_of_whatever_stands_around_them() {
        assert_eq!(message_ids("<1@x> <2@x>\t<1@x>"), ["1@x", "2@x"]);
        assert_eq!(message_ids("Your message of Monday <1@x> (Ana)"), ["1@x"]);
        assert_eq!(message_ids(" 1@x "), ["1@x"]);
        assert!(message_ids("<>").is_empty() && message_ids("").is_empty());
    }

    #[test]
    fn what_has_no_field_of_mail_is_no_mail() {
        assert!(!parse(b"Note: buy milk\n\n").0.are_of_mail());
        assert!(!parse(b"just text").0.are_of_mail());
        assert!(parse(b"garbage\nFrom: a@b.example\n\n").0.are_of_mail());
    }
}
