//! Internet mail, RFC 5322 and MIME: its fields, and text and files made of its parts.

use std::borrow::Cow;

use crate::email::{Address, Email, Format};
use crate::error::MailError;
use crate::headers::{Headers, line_at};
use crate::kind::ItemKind;
use crate::parts;
use crate::warning::{Warning, Warnings};
use crate::{address_list, charset, content_of_parts, limits, mailbox};

/// Reads an internet mail.
pub(crate) fn read(bytes: &[u8]) -> Result<Email, MailError> {
    let mut warnings = Warnings::default();
    let bytes = &in_eight_bits(bytes);
    let bytes = one_message(bytes, &mut warnings);
    let (separators, bytes) = without_separators(bytes);
    let (headers, length) =
        Headers::parse(&bytes[..bytes.len().min(limits::HEADER_BYTES_MAX)], &mut warnings);
    if !headers.are_of_mail() {
        return Err(MailError::NotAnEmail);
    }
    if length >= limits::HEADER_BYTES_MAX {
        return Err(MailError::TooLarge { bytes: bytes.len(), limit: limits::HEADER_BYTES_MAX });
    }
    let (head, body) = bytes.split_at(length.min(bytes.len()));
    let body = if has_lone_returns(head) { with_newlines(body) } else { Cow::Borrowed(body) };
    let mut email = of_fields(&headers, separators, &mut warnings);
    let parts = parts::of_mail(headers, &body, &mut warnings);
    content_of_parts::fill(&mut email, parts, warnings);
    if !separators.is_empty() {
        // A mailbox file marks the lines that would begin a message.
        email.text = email.text.replace("\n>From ", "\nFrom ");
    }
    Ok(email)
}

/// A file that a program saved as UTF-16 text, as it was sent.
fn in_eight_bits(bytes: &[u8]) -> Cow<'_, [u8]> {
    let encoding = match bytes {
        [0xFE, 0xFF, ..] | [0, 1..=0x7F, 0, 1..=0x7F, ..] => encoding_rs::UTF_16BE,
        [0xFF, 0xFE, ..] | [1..=0x7F, 0, 1..=0x7F, 0, ..] => encoding_rs::UTF_16LE,
        _ => return Cow::Borrowed(bytes),
    };
    Cow::Owned(encoding.decode_with_bom_removal(bytes).0.into_owned().into_bytes())
}

/// The message in a file of Apple's program, or the first of a mailbox.
fn one_message<'a>(bytes: &'a [u8], warnings: &mut Warnings) -> &'a [u8] {
    let bytes = mailbox::after_blank_lines(bytes);
    let bytes = mailbox::apple_message(bytes).map_or(bytes, mailbox::after_blank_lines);
    match mailbox::messages(bytes).as_slice() {
        [first, _, ..] => {
            warnings.add(Warning::SeveralMessages);
            &bytes[first.clone()]
        }
        _ => bytes,
    }
}

/// The `From ` lines that a mailbox file puts before a message, and the message.
fn without_separators(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut rest = bytes;
    while let Some((_, end)) = mailbox::separator(rest) {
        rest = &rest[end..];
    }
    (&bytes[..bytes.len() - rest.len()], rest)
}

/// Whether a line of the header ends with a CR alone, as on old systems.
fn has_lone_returns(head: &[u8]) -> bool {
    let mut at = 0;
    while at < head.len() {
        let (_, next) = line_at(head, at);
        if head[..next].ends_with(b"\r") {
            return true;
        }
        at = next;
    }
    false
}

fn with_newlines(body: &[u8]) -> Cow<'_, [u8]> {
    let mut lines = Vec::with_capacity(body.len());
    let mut at = 0;
    while at < body.len() {
        let (line, next) = line_at(body, at);
        lines.extend(line);
        if at + line.len() < next {
            lines.extend(b"\r\n");
        }
        at = next;
    }
    Cow::Owned(lines)
}

/// What the header says; the rest is empty.
fn of_fields(headers: &Headers, separators: &[u8], warnings: &mut Warnings) -> Email {
    let (from, sender) = author(headers, warnings);
    let reply_to = headers.addresses("reply-to", warnings).into_iter().next();
    let from = with_reply_address(from, reply_to.as_ref());
    if from.as_ref().is_some_and(|from| from.address.is_empty()) {
        warnings.add(Warning::UnknownSenderAddress);
    }
    let date = headers.date().or_else(|| {
        let line = charset::decode_unlabelled(separators, &mut Warnings::default());
        let derived = headers.arrival().or_else(|| line.lines().find_map(mailbox::separator_date))?;
        warnings.add(Warning::DateDerived);
        Some(derived)
    });
    Email {
        format: Format::Eml,
        kind: ItemKind::Email,
        subject: headers.text("subject", warnings),
        from,
        sender,
        to: headers.recipients("to", warnings),
        cc: headers.recipients("cc", warnings),
        bcc: headers.recipients("bcc", warnings),
        date,
        message_id: headers.ids("message-id").into_iter().next().unwrap_or_default(),
        reply_to,
        in_reply_to: headers.ids("in-reply-to"),
        references: headers.ids("references"),
        text: String::new(),
        html: None,
        attachments: Vec::new(),
        warnings: Vec::new(),
    }
}

/// Who wrote the mail, and who sent it where that is somebody else, RFC 5322 3.6.2.
///
/// Of several addresses the first counts, which answers go to. Where the field shows more than one without saying that
/// these are several authors, a warning says so: it is how people are deceived.
fn author(headers: &Headers, warnings: &mut Warnings) -> (Option<Address>, Option<Address>) {
    let mut authors = headers.addresses("from", warnings);
    let first = authors.iter().position(|one| !one.address.is_empty()).unwrap_or(0);
    let mut sender = headers.addresses("sender", warnings).into_iter().find(|one| !one.address.is_empty());
    if authors.is_empty() {
        return (sender, None);
    }
    let from = authors.swap_remove(first);
    let differs = |one: &Address| !one.address.is_empty() && !one.address.eq_ignore_ascii_case(&from.address);
    let are_listed =
        headers.all("from").all(|field| field.contains([',', ';'])) && headers.all("from").count() == 1;
    if address_list::shows_another_address(&from) || !are_listed && authors.iter().any(differs) {
        warnings.add(Warning::SenderAmbiguous);
    }
    sender = sender.filter(differs);
    (Some(from), sender)
}

/// Where the field has no address, answers go to another, RFC 5322 3.6.2: whoever reads there is the other side.
fn with_reply_address(from: Option<Address>, reply_to: Option<&Address>) -> Option<Address> {
    let reply_to = reply_to.filter(|one| !one.address.is_empty());
    match (from, reply_to) {
        (None, reply_to) => reply_to.cloned(),
        (Some(from), Some(reply_to)) if from.address.is_empty() => {
            let name = if from.name.is_empty() { reply_to.name.clone() } else { from.name };
            Some(Address { name, address: reply_to.address.clone() })
        }
        (from, _) => from,
    }
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
