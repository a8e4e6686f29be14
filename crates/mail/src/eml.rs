//! Internet mail, RFC 5322 and MIME: mail-parser finds the parts, the rest is decoded here, leniently.

use std::borrow::Cow;
use std::ops::Range;

use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::body::without_nul;
use crate::headers::Headers;
use crate::{Address, Attachment, AttachmentKind, Email, Format, ItemKind, MailError, Warning, Warnings};
use crate::{body, charset, encoded_words, file_name, html, limits, multipart, transfer};

/// Reads an internet mail.
pub(crate) fn read(bytes: &[u8]) -> Result<Email, MailError> {
    let mut warnings = Warnings::default();
    let bytes = without_preamble(bytes);
    let (headers, header_length) =
        Headers::parse(&bytes[..bytes.len().min(limits::HEADER_BYTES_MAX)], &mut warnings);
    if !headers.are_of_mail() {
        return Err(MailError::NotAnEmail);
    }
    if header_length >= limits::HEADER_BYTES_MAX {
        return Err(MailError::TooLarge { bytes: bytes.len(), limit: limits::HEADER_BYTES_MAX });
    }
    let bytes = with_separator(within_part_limits(bytes, &mut warnings), header_length);
    let bytes = &if headers.have_parts() { multipart::closed(&bytes) } else { bytes };
    let parser = MessageParser::new().with_mime_headers().default_header_ignore();
    // In debug builds mail-parser asserts what malformed mail can break; the fields are read all the same.
    let parsed = std::panic::catch_unwind(|| parser.parse(bytes));
    let message = parsed.unwrap_or_else(|_| {
        warnings.add(Warning::Damaged);
        None
    });
    let message = message.unwrap_or_default();
    let mut parts = Parts { message: &message, bytes, left: limits::DECODED_BYTES_MAX, warnings };
    let (text, html) = parts.text_and_html();
    let attachments = parts.attachments();
    let mut warnings = parts.warnings;
    note_protection(&headers, &mut warnings);
    Ok(Email {
        format: Format::Eml,
        kind: ItemKind::Email,
        subject: headers.text("subject", &mut warnings),
        from: sender(&headers, &mut warnings),
        sender: None,
        to: headers.recipients("to", &mut warnings),
        cc: headers.recipients("cc", &mut warnings),
        bcc: headers.recipients("bcc", &mut warnings),
        date: headers.date(),
        message_id: headers.ids("message-id").into_iter().next().unwrap_or_default(),
        reply_to: headers.addresses("reply-to", &mut warnings).into_iter().next(),
        in_reply_to: headers.ids("in-reply-to"),
        references: headers.ids("references"),
        text,
        html,
        attachments,
        warnings: warnings.0,
    })
}

/// What comes before the first field: a byte order mark, blank lines, and the `From ` line of a mailbox file.
fn without_preamble(bytes: &[u8]) -> &[u8] {
    let mut bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    for mark in [b"From ".as_slice(), b">From "] {
        if bytes.starts_with(mark) {
            bytes = bytes.iter().position(|b| *b == b'\n').map_or(b"".as_slice(), |at| &bytes[at + 1..]);
        }
    }
    bytes
}

/// Puts the empty line back that should part header and body; without it the parser takes the one for the other.
fn with_separator(bytes: &[u8], header_length: usize) -> Cow<'_, [u8]> {
    match bytes.split_at_checked(header_length) {
        Some((header, body))
            if body.starts_with(b"--") && !header.ends_with(b"\n\n") && !header.ends_with(b"\n\r\n") =>
        {
            Cow::Owned([header, b"\r\n", body].concat())
        }
        _ => Cow::Borrowed(bytes),
    }
}

/// Cuts where a hostile number of parts or fields would make the parser allocate many times the file's size.
///
/// Every message inside another has its own Content-Type, so this bounds how deep they nest as well:
/// mail-parser drops them recursively, and tens of thousands would overflow the stack.
fn within_part_limits<'a>(bytes: &'a [u8], warnings: &mut Warnings) -> &'a [u8] {
    // Too small for any of them.
    if bytes.len() < limits::PARTS_MAX * CONTENT_TYPE.len() {
        return bytes;
    }
    let (mut boundaries, mut fields, mut types, mut at) = (0, 0, 0, 0);
    let counts_fields = bytes.len() > limits::FIELD_LINES_MAX;
    for line in transfer::lines(bytes) {
        if line.starts_with(b"--") {
            boundaries += 1;
        } else if is_content_type(line) {
            types += 1;
        } else if counts_fields && memchr::memchr(b':', &line[..line.len().min(256)]).is_some() {
            fields += 1;
        }
        let within = boundaries <= limits::BOUNDARY_LINES_MAX && fields <= limits::FIELD_LINES_MAX;
        if !within || types > limits::PARTS_MAX {
            warnings.add(Warning::Truncated);
            return &bytes[..at];
        }
        at += line.len();
    }
    bytes
}

const CONTENT_TYPE: &[u8] = b"content-type:";

/// Whether mail-parser would take the line for a Content-Type: it passes over white space anywhere in a name.
fn is_content_type(line: &[u8]) -> bool {
    let mut name = line.iter().filter(|b| !b.is_ascii_whitespace()).skip_while(|b| **b == b':');
    CONTENT_TYPE.iter().all(|expected| name.next().is_some_and(|b| b.eq_ignore_ascii_case(expected)))
}

fn sender(headers: &Headers, warnings: &mut Warnings) -> Option<Address> {
    let from = headers.addresses("from", warnings).into_iter().next();
    let from = from.or_else(|| headers.addresses("sender", warnings).into_iter().next());
    if from.as_ref().is_some_and(|from| from.address.is_empty()) {
        warnings.add(Warning::UnknownSenderAddress);
    }
    from
}

fn note_protection(headers: &Headers, warnings: &mut Warnings) {
    let content_type = headers.first("content-type").unwrap_or_default().to_ascii_lowercase();
    if content_type.starts_with("multipart/encrypted") {
        warnings.add(Warning::Encrypted);
    } else if content_type.contains("pkcs7-mime") {
        let signed = content_type.contains("signed-data");
        warnings.add(if signed { Warning::SignedOpaque } else { Warning::Encrypted });
    }
}

/// The parts of a message, decoded from the bytes mail-parser says they lie in.
struct Parts<'a> {
    message: &'a Message<'a>,
    bytes: &'a [u8],
    left: usize,
    warnings: Warnings,
}

impl<'a> Parts<'a> {
    /// Text and HTML; outside of alternatives HTML is no other form of the text, and both are to be read.
    fn text_and_html(&mut self) -> (String, Option<String>) {
        let message = self.message;
        let has_alternatives = message.parts.iter().any(is_alternative);
        let (mut text, mut page, mut has_text) = (String::new(), None::<String>, false);
        for part in message.parts.iter().filter(|part| is_body(part)).take(limits::PARTS_MAX) {
            let mut more = self.text_of(part);
            if is_html(part) {
                page = Some(page.unwrap_or_default() + &more);
                if has_alternatives {
                    continue;
                }
                more = html::to_text(&more[..more.floor_char_boundary(limits::HTML_BYTES_MAX)]);
            } else {
                has_text |= !more.trim().is_empty();
            }
            if !text.is_empty() && !more.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text += &more;
        }
        if !has_text && !text.is_empty() {
            self.warnings.add(Warning::TextDerived);
        }
        body::finish(text, page, &mut self.warnings)
    }

    fn text_of(&mut self, part: &MessagePart<'_>) -> String {
        let bytes = self.decoded(part);
        let content_type = part.content_type();
        let mut label = content_type.and_then(|c| c.attribute("charset")).map(str::to_owned);
        if matches!(part.body, PartType::Html(_)) && label.is_none() {
            label = html::declared_charset(&bytes);
        }
        let mut text = charset::decode_label(&bytes, label.as_deref(), &mut self.warnings);
        without_nul(&mut text);
        text
    }

    fn attachments(&mut self) -> Vec<Attachment> {
        let message = self.message;
        let parts: Vec<_> =
            message.parts.iter().filter(|part| !is_body(part)).take(limits::PARTS_MAX + 1).collect();
        if parts.len() > limits::PARTS_MAX {
            self.warnings.add(Warning::Truncated);
        }
        parts.into_iter().take(limits::PARTS_MAX).filter_map(|part| self.attachment(part)).collect()
    }

    fn attachment(&mut self, part: &MessagePart<'_>) -> Option<Attachment> {
        if matches!(part.body, PartType::Multipart(_)) {
            return None;
        }
        let name = self.declared_name(part);
        let bytes = self.decoded(part);
        let is_message = matches!(part.body, PartType::Message(_)) || is_message_type(part);
        let kind = if is_message { AttachmentKind::Message } else { AttachmentKind::File };
        let name = match (name, kind) {
            (Some(name), _) => name,
            (None, AttachmentKind::Message) => subject_as_name(&bytes),
            (None, AttachmentKind::File) => String::new(),
        };
        let content_id = part.content_id().map(|id| id.trim_matches(['<', '>']).to_owned());
        let disposition = part.content_disposition();
        let is_attached = disposition.is_some_and(mail_parser::ContentType::is_attachment);
        let inline = disposition.is_some_and(mail_parser::ContentType::is_inline)
            || content_id.is_some() && !is_attached;
        Some(Attachment { name, bytes, kind, inline, content_id })
    }

    /// The name from Content-Disposition or Content-Type, read from the raw field, whose charset is still there.
    fn declared_name(&self, part: &MessagePart<'_>) -> Option<String> {
        let mut warnings = Warnings::default();
        let mut of = |field: HeaderName<'_>, parameter: &str| {
            let header = part.headers.iter().rfind(|header| header.name == field)?;
            let raw = self.bytes.get(range(header.offset_start, header.offset_end))?;
            let value = charset::decode_unlabelled(raw, &mut warnings).replace(['\r', '\n'], "");
            let name = encoded_words::parameter(&value, parameter, &mut warnings)?;
            Some(file_name::shown(&name)).filter(|name| !name.is_empty())
        };
        of(HeaderName::ContentDisposition, "filename").or_else(|| of(HeaderName::ContentType, "name"))
    }

    /// The bytes of a part, its transfer encoding taken off.
    fn decoded(&mut self, part: &MessagePart<'_>) -> Vec<u8> {
        let raw = self.bytes.get(range(part.offset_body, part.offset_end)).unwrap_or_default();
        if raw.len() > self.left {
            self.warnings.add(Warning::Truncated);
        }
        let raw = &raw[..raw.len().min(self.left)];
        let encoding = part.content_transfer_encoding().unwrap_or_default().trim().to_ascii_lowercase();
        let bytes = match encoding.as_str() {
            "base64" => transfer::base64(raw),
            "quoted-printable" => transfer::quoted_printable(raw),
            _ => raw.to_vec(),
        };
        self.left -= bytes.len().min(self.left);
        bytes
    }
}

/// Text that is shown, even where it has a name: only a part that says so is an attachment.
fn is_body(part: &MessagePart<'_>) -> bool {
    let is_text = part
        .content_type()
        .is_none_or(|c| c.ctype() == "text" && matches!(c.subtype(), Some("plain" | "html")));
    let is_attached = part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
    is_text && !is_attached && matches!(part.body, PartType::Text(_) | PartType::Html(_))
}

fn subject_as_name(message: &[u8]) -> String {
    // What had to be guessed for it is no news about the mail around it.
    let warnings = &mut Warnings::default();
    let message = without_preamble(message);
    let (headers, _) = Headers::parse(&message[..message.len().min(limits::HEADER_BYTES_MAX)], warnings);
    file_name::of_message(&headers.text("subject", warnings), "eml")
}

fn is_html(part: &MessagePart<'_>) -> bool {
    let is_declared = part.content_type().is_some_and(|c| c.subtype() == Some("html"));
    is_declared || matches!(part.body, PartType::Html(_))
}

fn is_alternative(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|c| c.ctype() == "multipart" && c.subtype() == Some("alternative"))
}

fn is_message_type(part: &MessagePart<'_>) -> bool {
    part.content_type()
        .is_some_and(|c| c.ctype() == "message" && matches!(c.subtype(), Some("rfc822" | "global")))
}

fn range(start: u32, end: u32) -> Range<usize> {
    start as usize..end as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spanish_mail_of_raw_latin_bytes() {
        let mail = b"\xef\xbb\xbf\r\nFrom: Jos\xe9 N\xfa\xf1ez <jose@ejemplo.es>\r\nTo: a@b.example\r\nTo: c@d.example\r\n\
            Subject: Reuni\xf3n en Espa\xf1a\r\nDate: 24 Nov 2026 10:00 CET\r\nMessage-ID: <1@x>\r\n\r\nMa\xf1ana a las 10\r\n";
        let email = read(mail).unwrap();
        assert_eq!(email.subject, "Reunión en España");
        assert_eq!(
            email.from,
            Some(Address { name: "José Núñez".into(), address: "jose@ejemplo.es".into() })
        );
        assert_eq!(email.to.len(), 2);
        assert_eq!(email.date.unwrap().to_rfc3339(), "2026-11-24T09:00:00+00:00");
        assert_eq!((email.message_id.as_str(), email.text.trim()), ("1@x", "Mañana a las 10"));
        assert_eq!(email.warnings, [Warning::DecodedAs("windows-1252".into())]);
    }

    #[test]
    fn a_mail_knows_what_it_answers_and_where_answers_go() {
        let email = read(
            b"Subject: x\nMessage-ID: <3@x>\nIn-Reply-To: <2@x>\nReferences: <1@x>\n <2@x>\n\
            Reply-To: Ana <ventas@ejemplo.es>, b@b.example\n\nx",
        )
        .unwrap();
        assert_eq!((email.message_id.as_str(), email.in_reply_to), ("3@x", vec!["2@x".to_owned()]));
        assert_eq!(email.references, ["1@x", "2@x"]);
        assert_eq!(email.reply_to.unwrap().address, "ventas@ejemplo.es");
    }

    #[test]
    fn text_is_made_from_html_where_there_is_no_other() {
        let email = read(b"Subject: x\nContent-Type: text/html\n\n<p>Hola<br>Ana").unwrap();
        assert_eq!(email.text, "Hola\nAna");
        assert_eq!(email.warnings, [Warning::TextDerived]);
    }

    #[test]
    fn html_beside_text_is_read_but_html_instead_of_text_is_not() {
        let parts = "--b\n\n<Ana>\n--b\nContent-Type: text/html\n\n<b>Hola</b>\n--b--\n";
        let check = |subtype: &str, expected: &str| {
            let mail = format!("Subject: x\nContent-Type: multipart/{subtype}; boundary=b\n\n{parts}");
            let email = read(mail.as_bytes()).unwrap();
            assert_eq!(email.text.split_whitespace().collect::<Vec<_>>().join(" "), expected);
            assert_eq!(email.warnings, []);
        };
        check("mixed", "<Ana> Hola");
        check("alternative", "<Ana>");
    }

    #[test]
    fn what_is_not_mail_is_refused() {
        for bytes in [
            b"\x89PNG\r\n\x1a\n\0\0".as_slice(),
            b"Dear Ana,\nhello\n",
            b"key: value\nother: thing\n",
            b" \n\n",
        ] {
            assert_eq!(read(bytes), Err(MailError::NotAnEmail));
        }
    }
}
