//! An email with its wrappers opened, `winmail.dat` and the envelopes of S/MIME, which say nothing by themselves: what is
//! in them is the email's own. What needs a key to be opened is said to.

use crate::cms::{self, Envelope};
use crate::email::{Attachment, AttachmentKind, Email, Format};
use crate::error::MailError;
use crate::headers::Headers;
use crate::kind::{ItemKind, Outcome};
use crate::warning::{Warning, Warnings};
use crate::{eml, limits, msg, tnef};

/// How a message that rights management protects begins, [MS-OXORMMS] 2.2.4.
const RIGHTS_MANAGED: &[u8] = b"\x76\xe8\x04\x60\xc4\x11\xe3\x86";
/// How a message begins that is encrypted by OpenPGP, RFC 9580 6.2.1.
const OPENPGP: &str = "-----BEGIN PGP MESSAGE-----";

/// Reads an email that lies within as many wrappers.
pub(crate) fn read(bytes: &[u8], depth: usize) -> Result<Email, MailError> {
    if bytes.is_empty() {
        return Err(MailError::Empty);
    }
    if bytes.len() > limits::FILE_BYTES_MAX {
        return Err(MailError::TooLarge { bytes: bytes.len(), limit: limits::FILE_BYTES_MAX });
    }
    let mut email = match bytes {
        [0xD0, 0xCF, 0x11, 0xE0, ..] => msg::read(bytes),
        [0x78, 0x9F, 0x3E, 0x22, ..] => tnef::read(bytes),
        _ => eml::read(bytes),
    }?;
    tell_messages(&mut email);
    open(&mut email, depth);
    Ok(email)
}

/// Tells the messages among the files: programs store them as they came, under a name that says so.
///
/// Only the name and the beginning are looked at, as messages may lie in messages without end.
fn tell_messages(email: &mut Email) {
    for attachment in email.attachments.iter_mut().filter(|one| one.kind == AttachmentKind::File) {
        let name = attachment.name.to_ascii_lowercase();
        let bytes = attachment.bytes.as_slice();
        let is_message = match name.rsplit_once('.') {
            Some((_, "eml")) => Headers::parse(start_of(bytes), &mut Warnings::default()).0.are_of_mail(),
            Some((_, "msg")) => bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) && msg::is_item(bytes),
            _ => false,
        };
        if is_message {
            attachment.kind = AttachmentKind::Message;
        }
    }
}

/// Puts what the wrappers among the attachments hold in their place. One that cannot be opened stays as it came.
fn open(email: &mut Email, depth: usize) {
    if depth >= limits::WRAPPERS_MAX {
        return;
    }
    if email.text.lines().any(|line| line.trim() == OPENPGP) {
        note(email, Warning::Encrypted);
    }
    let mut left = limits::WRAPPERS_MAX;
    for attachment in std::mem::take(&mut email.attachments) {
        let content = if left > 0 { content_of(&attachment, email.format) } else { Content::Plain };
        let inner = match &content {
            Content::Plain => None,
            Content::Encrypted => {
                note(email, Warning::Encrypted);
                None
            }
            Content::Here => read(&attachment.bytes, depth + 1).ok(),
            Content::Signed(bytes) => read(bytes, depth + 1).ok(),
        };
        match inner {
            Some(inner) if has_news(email, &inner) => {
                left -= 1;
                take_in(email, inner, matches!(content, Content::Signed(_)));
            }
            _ => email.attachments.push(attachment),
        }
    }
}

enum Content {
    /// No wrapper.
    Plain,
    /// A wrapper that needs a key.
    Encrypted,
    /// The attachment's bytes are an email.
    Here,
    /// An email that was inside a signature.
    Signed(Vec<u8>),
}

fn content_of(attachment: &Attachment, format: Format) -> Content {
    let bytes = attachment.bytes.as_slice();
    let name = attachment.name.to_ascii_lowercase();
    // The mail is in that file, and what stands beside it says only so, [MS-OXORMMS] 2.1 and RFC 3156 4.
    let is_encrypted = name.ends_with(".rpmsg")
        || bytes.starts_with(RIGHTS_MANAGED)
        || name == "encrypted.asc" && bytes.trim_ascii_start().starts_with(OPENPGP.as_bytes());
    if is_encrypted {
        return Content::Encrypted;
    }
    // Some signatures hold what they sign, which the mail has already.
    let is_signature = name.ends_with(".p7s");
    if attachment.kind != AttachmentKind::File || is_signature {
        return Content::Plain;
    }
    match (bytes, format) {
        ([0x78, 0x9F, 0x3E, 0x22, ..], Format::Eml) => Content::Here,
        // Documents are signed in the same way, and are no mail.
        ([0x30, ..], _) => match cms::open(bytes) {
            Some(Envelope::Signed(content)) if !content_type(&content).is_empty() => Content::Signed(content),
            Some(Envelope::Encrypted) => Content::Encrypted,
            _ => Content::Plain,
        },
        // Outlook keeps a clear-signed mail whole beside the body it shows, [MS-OXOSMIME] 2.1.3.2.
        (_, Format::Msg | Format::Tnef) if content_type(bytes).starts_with("multipart/signed") => {
            Content::Here
        }
        _ => Content::Plain,
    }
}

/// The content type of the header block that these bytes begin with; empty when they begin with none.
fn content_type(bytes: &[u8]) -> String {
    let start = start_of(bytes);
    if !start.first().is_some_and(u8::is_ascii_alphabetic) {
        return String::new();
    }
    let (headers, _) = Headers::parse(start, &mut Warnings::default());
    headers.first("content-type").unwrap_or_default().to_ascii_lowercase()
}

/// Where a header block is looked for; one that is longer is cut.
fn start_of(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(64 << 10)]
}

/// Whether anything would be gained: a `winmail.dat` may repeat what is beside it, and is kept as it came.
fn has_news(email: &Email, inner: &Email) -> bool {
    let takes_text = email.text.trim().is_empty() && !inner.text.trim().is_empty();
    let takes_html = email.html.is_none() && inner.html.is_some();
    let is_of_a_kind = match &inner.kind {
        ItemKind::Email => false,
        ItemKind::Report(report) => !report.recipients.is_empty(),
        _ => true,
    };
    takes_text || takes_html || !inner.attachments.is_empty() || is_of_a_kind
}

/// Bodies and facts that are missing outside are taken from inside; attachments are added.
fn take_in(email: &mut Email, inner: Email, was_signed: bool) {
    if was_signed {
        // Guessed before it was opened.
        email.warnings.retain(|w| !matches!(w, Warning::SignedOpaque | Warning::Encrypted));
    }
    let takes_text = email.text.trim().is_empty();
    if takes_text {
        email.text = inner.text;
    }
    for warning in inner.warnings {
        let is_of_something_else = match warning {
            Warning::TextDerived => !takes_text,
            Warning::UnknownSenderAddress => email.from.is_some(),
            _ => false,
        };
        if !is_of_something_else {
            note(email, warning);
        }
    }
    email.html = email.html.take().or(inner.html);
    if email.kind == ItemKind::Email {
        email.kind = of_sender(inner.kind, email);
    }
    if email.subject.is_empty() {
        email.subject = inner.subject;
    }
    if email.to.is_empty() && email.cc.is_empty() {
        (email.to, email.cc) = (inner.to, inner.cc);
        email.bcc.extend(inner.bcc);
    }
    if email.from.is_none() {
        (email.from, email.sender) = (inner.from, inner.sender);
    }
    email.date = email.date.or(inner.date);
    email.attachments.extend(inner.attachments);
}

/// Who read a mail is who sent the receipt, which the mail around it may know better.
fn of_sender(mut kind: ItemKind, email: &Email) -> ItemKind {
    if let (ItemKind::Report(report), Some(from)) = (&mut kind, &email.from) {
        let is_answer = |outcome| matches!(outcome, Outcome::Read | Outcome::Deleted);
        let unknown =
            report.recipients.iter_mut().filter(|one| is_answer(one.outcome) && one.address.is_empty());
        unknown.for_each(|one| one.address.clone_from(&from.address));
    }
    kind
}

fn note(email: &mut Email, warning: Warning) {
    if !email.warnings.contains(&warning) {
        email.warnings.push(warning);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSIDE: &str = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
        Mañana a las 10\r\n--b\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF\r\n--b--\r\n";

    fn wrapped(content_type: &str, bytes: &[u8]) -> Email {
        let hex: String = bytes.iter().map(|byte| format!("={byte:02X}")).collect();
        let head = format!("From: a@b.example\nSubject: x\nContent-Type: {content_type}\n");
        let mail = format!("{head}Content-Transfer-Encoding: quoted-printable\n\n{hex}");
        crate::read(mail.as_bytes()).unwrap()
    }

    #[test]
    fn a_signed_mail_reads_like_any_other() {
        for kind in ["application/pkcs7-mime; smime-type=signed-data", "application/x-pkcs7-mime"] {
            let email = wrapped(kind, &cms::tests::signed(INSIDE.as_bytes()));
            assert_eq!(email.text.trim(), "Mañana a las 10");
            assert_eq!(email.subject, "x");
            let names: Vec<_> = email.attachments.iter().map(|a| a.name.as_str()).collect();
            assert_eq!((names, email.warnings), (vec!["a.pdf"], vec![]));
        }
    }

    #[test]
    fn signatures_inside_signatures_end() {
        let mut inside = INSIDE.as_bytes().to_vec();
        for _ in 0..40 {
            let head = b"Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: binary\n\n";
            inside = [head.as_slice(), &cms::tests::signed(&inside)].concat();
        }
        let email = crate::read(&inside).unwrap();
        assert_eq!(email.warnings, [Warning::SignedOpaque]);
        assert_eq!(email.text, "");
    }

    #[test]
    fn what_cannot_be_opened_stays_an_attachment_and_is_said() {
        let email = wrapped("application/pkcs7-mime; smime-type=signed-data", b"\x30\x03abc");
        assert_eq!((email.attachments.len(), email.warnings), (1, vec![Warning::SignedOpaque]));
        let signed_document = cms::tests::signed(b"%PDF-1.7");
        let email = wrapped("application/octet-stream; name=contrato.pdf.p7m", &signed_document);
        assert_eq!(email.attachments[0].bytes, signed_document);
    }

    #[test]
    fn a_winmail_dat_gives_its_text_and_files() {
        let attribute = |tag: u32, data: &[u8]| {
            let length = (data.len() as u32).to_le_bytes();
            [&[1], tag.to_le_bytes().as_slice(), &length, data, &[0, 0]].concat()
        };
        let tnef = [
            b"\x78\x9f\x3e\x22\0\0".to_vec(),
            attribute(0x0006_9007, &[0xE4, 0x04, 0, 0, 0, 0, 0, 0]),
            attribute(0x0002_800C, b"Ma\xf1ana\0"),
            attribute(0x0006_9002, &[0; 14]),
            attribute(0x0001_8010, b"a.pdf\0"),
            attribute(0x0006_800F, b"%PDF"),
        ];
        let email = wrapped("application/ms-tnef; name=winmail.dat", &tnef.concat());
        assert_eq!((email.text.as_str(), email.attachments[0].name.as_str()), ("Mañana", "a.pdf"));
        assert_eq!(email.format, Format::Eml);
    }

    #[test]
    fn m07_what_needs_a_key_is_said_to_need_one() {
        let rights_managed = b"\x76\xe8\x04\x60\xc4\x11\xe3\x86rpmsg";
        let pgp = format!("{OPENPGP}\n\nhQEM\n-----END PGP MESSAGE-----\n").into_bytes();
        for (content_type, bytes) in [
            ("application/x-microsoft-rpmsg-message; name=message.rpmsg", rights_managed.as_slice()),
            ("application/octet-stream; name=datos", rights_managed),
            ("application/octet-stream; name=encrypted.asc", &pgp),
            ("text/plain", &pgp),
        ] {
            assert_eq!(wrapped(content_type, bytes).warnings, [Warning::Encrypted], "{content_type}");
        }
        let other = wrapped("application/octet-stream; name=copia.asc", &pgp);
        assert_eq!(other.warnings, [], "a file that somebody encrypted does not close the mail");
    }

    #[test]
    fn m14_a_mail_that_is_stored_as_a_file_is_a_mail() {
        let kind_of = |name: &str, bytes: &[u8]| {
            let email = wrapped(&format!("application/octet-stream; name={name}"), bytes);
            email.attachments[0].kind
        };
        let mail = b"From: ana@ejemplo.es\r\nSubject: x\r\n\r\nHola";
        let mut item = crate::compound_writer::Writer::new();
        item.stream(0, "__substg1.0_0037001E", b"x".to_vec());
        let mut document = crate::compound_writer::Writer::new();
        document.stream(0, "WordDocument", b"x".to_vec());
        let (item, document) = (item.finish(), document.finish());
        assert_eq!(kind_of("Peticion.EML", mail), AttachmentKind::Message);
        assert_eq!(kind_of("oferta.msg", &item), AttachmentKind::Message);
        for (name, bytes) in [
            ("a.txt", &mail[..]),
            ("a.eml", b"no mail at all"),
            ("a.msg", &document),
            ("a.msg", mail),
            ("a.doc", &item),
        ] {
            assert_eq!(kind_of(name, bytes), AttachmentKind::File, "{name}");
        }
    }

    #[test]
    fn m05_a_receipt_in_a_winmail_dat_is_the_senders() {
        let attribute = |tag: u32, data: &[u8]| {
            let length = (data.len() as u32).to_le_bytes();
            [&[1], tag.to_le_bytes().as_slice(), &length, data, &[0, 0]].concat()
        };
        let class = attribute(0x0007_8008, b"IPM.Microsoft Mail.Read Receipt\0");
        let tnef = [b"\x78\x9f\x3e\x22\0\0".to_vec(), class].concat();
        let email = wrapped("application/ms-tnef; name=winmail.dat", &tnef);
        let ItemKind::Report(report) = email.kind else { panic!("{:?}", email.kind) };
        assert_eq!(report.recipients[0].address, "a@b.example", "the mail around it says who read it");
        assert_eq!(report.recipients[0].outcome, Outcome::Read);
    }
}
