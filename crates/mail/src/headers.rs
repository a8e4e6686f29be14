//! The header block of a mail, field by field: 8-bit bytes, repeated fields and broken folding included.

use chrono::{DateTime, Utc};
use mail_parser::MessageParser;

use crate::item::is_exchange_address;
use crate::{Address, Warning, Warnings, charset, cut, date, encoded_words, limits};

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

/// The fields of a header block: names in lower case, values unfolded and in Unicode, encoded words left.
#[derive(Debug, Default)]
pub(crate) struct Headers {
    fields: Vec<(String, String)>,
}

impl Headers {
    /// Parses a block up to its empty line; tells how many bytes it took.
    pub(crate) fn parse(bytes: &[u8], warnings: &mut Warnings) -> (Self, usize) {
        let (raw, length) = split(bytes, warnings);
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

    /// Whether there may be parts in it, or messages that have some.
    pub(crate) fn have_parts(&self) -> bool {
        let holds = |value: &str| ["multipart", "message"].iter().any(|kind| value.contains(kind));
        self.all("content-type").any(|value| holds(&value.to_ascii_lowercase()))
    }

    /// The value of the first field of that name.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// A field that people read, its encoded words decoded, on one line.
    pub(crate) fn text(&self, name: &str, warnings: &mut Warnings) -> String {
        self.first(name).map(|value| readable(value, warnings)).unwrap_or_default()
    }

    /// The addresses of every field of that name: some senders repeat To and Cc.
    pub(crate) fn addresses(&self, name: &str, warnings: &mut Warnings) -> Vec<Address> {
        without_exchange(self.written(name, warnings))
    }

    /// The recipients of a field; a bare word is a mailbox on the sender's own system: "To: root".
    pub(crate) fn recipients(&self, name: &str, warnings: &mut Warnings) -> Vec<Address> {
        let mut found = self.written(name, warnings);
        for recipient in &mut found {
            if recipient.address.is_empty() && !recipient.name.contains(char::is_whitespace) {
                recipient.address = std::mem::take(&mut recipient.name);
            }
        }
        without_exchange(found)
    }

    fn written(&self, name: &str, warnings: &mut Warnings) -> Vec<Address> {
        let mut found: Vec<_> = self.all(name).flat_map(|value| addresses(value, warnings)).collect();
        found.truncate(limits::RECIPIENTS_MAX);
        found
    }

    /// The message ids of the first field of that name, RFC 5322 3.6.4.
    pub(crate) fn ids(&self, name: &str) -> Vec<String> {
        self.first(name).map(message_ids).unwrap_or_default()
    }

    /// The Date field, whatever its form.
    pub(crate) fn date(&self) -> Option<DateTime<Utc>> {
        self.all("date").find_map(date::from_header)
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// A value for people, on one line: encoded words decoded, controls dropped.
pub(crate) fn readable(value: &str, warnings: &mut Warnings) -> String {
    let decoded = encoded_words::decode(value, warnings);
    let mut line: String = decoded.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.retain(|c| c != '\u{feff}');
    if cut(&mut line, limits::FIELD_BYTES_MAX) {
        warnings.add(Warning::Truncated);
    }
    line.trim().to_owned()
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
fn split(bytes: &[u8], warnings: &mut Warnings) -> (Vec<(String, Vec<u8>)>, usize) {
    let mut fields: Vec<(String, Vec<u8>)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n + 1);
        let line = bytes[at..end].trim_ascii_end();
        let start = std::mem::replace(&mut at, end);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b"--") && !fields.is_empty() {
            // A boundary: the empty line was lost.
            at = start;
            break;
        }
        let continues = matches!(line[0], b' ' | b'\t');
        if let Some(name) = field_name(line) {
            if fields.len() == limits::HEADERS_MAX {
                warnings.add(Warning::Truncated);
                continue;
            }
            let value = line[name.len()..].trim_ascii_start()[1..].trim_ascii();
            fields.push((name.to_ascii_lowercase(), value.to_vec()));
        } else if let Some((_, value)) = fields.last_mut().filter(|_| continues) {
            value.push(b' ');
            value.extend(line.trim_ascii());
        }
    }
    (fields, at)
}

/// The name of a field: printable ASCII up to a colon, white space before which old mail may have.
fn field_name(line: &[u8]) -> Option<&str> {
    let colon = line.iter().take(256).position(|b| *b == b':')?;
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

/// Parses one address field; mail-parser knows groups, comments and quoting.
fn addresses(value: &str, warnings: &mut Warnings) -> Vec<Address> {
    let value = value.replace(['\r', '\n', '\0'], " ");
    let value = encoded_words::joined(&with_commas(&value), warnings);
    let field = format!("To: {value}\r\n\r\n");
    let parser = MessageParser::new().header_address(mail_parser::HeaderName::To);
    let Some(message) = parser.parse_headers(field.as_bytes()) else {
        return Vec::new();
    };
    let Some(list) = message.to() else {
        return Vec::new();
    };
    list.iter().take(limits::RECIPIENTS_MAX).filter_map(address).collect()
}

/// Puts back the comma that some senders leave out between addresses: "Ana <a@x> Luis <l@x>".
fn with_commas(value: &str) -> String {
    let mut parted = String::with_capacity(value.len());
    let (mut is_quoted, mut is_ended) = (false, false);
    for c in value.chars() {
        if is_ended && !c.is_whitespace() {
            // A comment may follow, and a group ends with a semicolon.
            if !matches!(c, ',' | ';' | '(' | '>') {
                parted.push(',');
            }
            is_ended = false;
        }
        match c {
            '"' => is_quoted = !is_quoted,
            '>' if !is_quoted => is_ended = true,
            _ => {}
        }
        parted.push(c);
    }
    parted
}

/// Exchange's own names are nobody's address; whoever has no other and no name is not known at all.
fn without_exchange(mut found: Vec<Address>) -> Vec<Address> {
    for one in found.iter_mut().filter(|one| is_exchange_address(&one.address)) {
        one.address.clear();
    }
    found.retain(|one| !one.name.is_empty() || !one.address.is_empty());
    found
}

fn address(found: &mail_parser::Addr<'_>) -> Option<Address> {
    let clean = |text: Option<&str>| {
        let mut text: String = text.unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
        cut(&mut text, limits::FIELD_BYTES_MAX);
        text.trim().to_owned()
    };
    let (mut name, mut address) = (clean(found.name()), clean(found.address()));
    if name.is_empty() && address.contains(char::is_whitespace) && !address.contains('@') {
        std::mem::swap(&mut name, &mut address);
    }
    (!name.is_empty() || !address.is_empty()).then_some(Address { name, address })
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
    fn a_comma_that_was_left_out_glues_no_addresses_together() {
        let check = |field: &str, expected: &[&str]| {
            let (headers, _) = parse(format!("To: {field}\n\n").as_bytes());
            let got = headers.addresses("to", &mut Warnings::default());
            assert_eq!(got.iter().map(|a| a.address.as_str()).collect::<Vec<_>>(), expected, "{field}");
        };
        check("Ana <a@x.example> Luis <l@x.example>", &["a@x.example", "l@x.example"]);
        check("Ana <a@x.example> (jefa), \"B <> C\" <b@x.example>", &["a@x.example", "b@x.example"]);
        check("equipo: Ana <a@x.example>;", &["a@x.example"]);
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
