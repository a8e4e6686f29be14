//! Multiparts that were never closed, or never begun: the lines that they lack are put back.
//!
//! A boundary of any part around ends what is inside it, RFC 2046 5.1.2. mail-parser looks for the innermost alone, so
//! that all after it would be lost in one part.

use std::borrow::Cow;

use crate::headers::line_at;
use crate::{Warnings, encoded_words, limits, transfer};

/// A longer boundary is not looked for: RFC 2046 allows 70 characters.
const BOUNDARY_BYTES_MAX: usize = 256;

/// The mail with every multipart closed that a boundary around it cut short.
pub(crate) fn closed(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut scan = Scan { header: Some(Header::default()), ..Scan::default() };
    let (mut at, mut copied) = (0, 0);
    let mut out = Vec::new();
    for line in transfer::lines(bytes) {
        if let Some(missing) = scan.line(line) {
            out.extend(bytes.get(copied..at).unwrap_or_default());
            out.extend(missing);
            copied = at;
        }
        at += line.len();
    }
    if copied == 0 {
        return Cow::Borrowed(bytes);
    }
    out.extend(bytes.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Whether a line of the body is that boundary.
pub(crate) fn has_boundary(body: &[u8], boundary: &str) -> bool {
    let line = [b"--", boundary.trim_end().as_bytes()].concat();
    memchr::memmem::find_iter(body, &line).any(|at| {
        is_line_start(body, at) && {
            let (rest, _) = line_at(body, at + line.len());
            matches!(rest.trim_ascii_end(), b"" | b"--")
        }
    })
}

/// The boundary of a body whose mail names none that is there: a line of that form with a field of a part after it.
pub(crate) fn likely_boundary(body: &[u8]) -> Option<String> {
    let dashes = memchr::memmem::find_iter(body, b"--").filter(|at| is_line_start(body, *at));
    dashes.take(LIKELY_LINES_MAX).find_map(|at| {
        let (line, next) = line_at(body, at);
        let boundary =
            line.trim_ascii_end().get(2..).filter(|b| (1..=BOUNDARY_BYTES_MAX).contains(&b.len()))?;
        let (field, _) = line_at(body, next);
        let is_of_part = field.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"));
        String::from_utf8(boundary.to_vec()).ok().filter(|_| is_of_part)
    })
}

fn is_line_start(body: &[u8], at: usize) -> bool {
    at == 0 || matches!(body[at - 1], b'\n' | b'\r')
}

/// Lines that are looked at for a boundary that nobody named.
const LIKELY_LINES_MAX: usize = 1_000;

/// Where in the mail the next line is.
#[derive(Default)]
struct Scan {
    /// The innermost last.
    open: Vec<Multipart>,
    /// The header block that the line belongs to, if it belongs to one.
    header: Option<Header>,
}

/// A multipart that is open.
struct Multipart {
    /// With its two dashes.
    boundary: Vec<u8>,
    has_parts: bool,
    /// Of whose parts a message is what has no type, RFC 2046 5.1.5.
    is_digest: bool,
    /// Messages inside messages in the part that is open.
    messages: usize,
}

impl Multipart {
    /// An empty part where there is none: without one mail-parser does not see the end.
    fn first_part(&self) -> Vec<u8> {
        if self.has_parts { Vec::new() } else { self.empty_part() }
    }

    fn empty_part(&self) -> Vec<u8> {
        [self.boundary.as_slice(), b"\r\n\r\n"].concat()
    }

    /// A boundary for each message but one: mail-parser takes a boundary for the end of the innermost alone.
    fn end_of_messages(&mut self) -> Vec<u8> {
        let extra = std::mem::take(&mut self.messages).saturating_sub(1);
        self.empty_part().repeat(extra)
    }
}

/// What matters of a header block.
#[derive(Default)]
struct Header {
    /// Its Content-Type, lines joined.
    content_type: Vec<u8>,
    is_in_content_type: bool,
    /// What follows is in a transfer encoding, so that nothing in it is a header.
    is_encoded: bool,
    /// It begins a part, not a message inside one.
    is_of_part: bool,
}

impl Scan {
    /// Takes a line; returns what should have stood before it.
    fn line(&mut self, line: &[u8]) -> Option<Vec<u8>> {
        let content = line.trim_ascii_end();
        if let Some((level, is_end)) = self.level_of(content) {
            return self.boundary(level, is_end);
        }
        let header = self.header.as_mut()?;
        if content.is_empty() {
            self.end_header();
        } else {
            header.line(content);
        }
        None
    }

    /// Which open multipart the line is a boundary of, and whether it ends it.
    fn level_of(&self, line: &[u8]) -> Option<(usize, bool)> {
        if !line.starts_with(b"--") {
            return None;
        }
        let levels = self.open.iter().enumerate().rev();
        let mut begun =
            levels.filter_map(|(level, open)| Some((level, line.strip_prefix(&open.boundary[..])?)));
        begun.find_map(|(level, rest)| match rest {
            b"" => Some((level, false)),
            b"--" => Some((level, true)),
            _ => None,
        })
    }

    fn boundary(&mut self, level: usize, is_end: bool) -> Option<Vec<u8>> {
        let mut missing = Vec::new();
        // A header block that a boundary cuts has no empty line, nor has that of a message it announced.
        while self.header.is_some() {
            self.end_header();
            missing.extend(b"\r\n");
        }
        for mut unclosed in self.open.drain(level + 1..).rev() {
            missing.extend(unclosed.first_part());
            missing.extend(unclosed.end_of_messages());
            missing.extend(unclosed.boundary);
            missing.extend(b"--\r\n");
        }
        if let Some(multipart) = self.open.get_mut(level) {
            missing.extend(multipart.end_of_messages());
            if is_end {
                missing.extend(multipart.first_part());
            }
            multipart.has_parts = true;
        }
        if is_end {
            self.open.truncate(level);
        } else {
            self.header = Some(Header { is_of_part: true, ..Header::default() });
        }
        (!missing.is_empty()).then_some(missing)
    }

    /// What follows a header block: the parts of a multipart, another block of a message inside, or text.
    fn end_header(&mut self) {
        let header = self.header.take().unwrap_or_default();
        let value = String::from_utf8_lossy(&header.content_type);
        let kind = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_of_digest =
            kind.is_empty() && header.is_of_part && self.open.last().is_some_and(|m| m.is_digest);
        let is_message = matches!(kind.as_str(), "message/rfc822" | "message/global") || is_of_digest;
        if is_message && !header.is_encoded {
            if let Some(multipart) = self.open.last_mut() {
                multipart.messages += 1;
            }
            self.header = Some(Header::default());
        } else if kind.starts_with("multipart/") && self.open.len() < limits::NESTING_MAX {
            let boundary = encoded_words::parameter(&value, "boundary", &mut Warnings::default());
            let boundary = boundary.filter(|b| (1..=BOUNDARY_BYTES_MAX).contains(&b.len()));
            self.open.extend(boundary.map(|boundary| Multipart {
                boundary: [b"--", boundary.as_bytes()].concat(),
                has_parts: false,
                is_digest: kind == "multipart/digest",
                messages: 0,
            }));
        }
    }
}

impl Header {
    fn line(&mut self, line: &[u8]) {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if self.is_in_content_type && self.content_type.len() < limits::FIELD_BYTES_MAX {
                self.content_type.extend(line);
            }
            return;
        }
        let value_of = |name: &[u8]| {
            let (start, value) = line.split_at_checked(name.len())?;
            start.eq_ignore_ascii_case(name).then_some(value)
        };
        let content_type = value_of(b"content-type:");
        self.is_in_content_type = content_type.is_some();
        if let Some(value) = content_type {
            self.content_type = value.to_vec();
        } else if let Some(value) = value_of(b"content-transfer-encoding:") {
            let value = value.trim_ascii().to_ascii_lowercase();
            self.is_encoded = matches!(value.as_slice(), b"base64" | b"quoted-printable");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(mail: &str) -> String {
        String::from_utf8(closed(mail.as_bytes()).into_owned()).unwrap()
    }

    const OUTER: &str = "Content-Type: multipart/mixed;\n boundary=\"1\"\n\n--1\n";

    #[test]
    fn an_inner_multipart_is_closed_where_the_outer_goes_on() {
        let inner = "Content-Type: multipart/mixed; boundary=2\n\n--2\n\nuno\n";
        let after = "--1\n\ndos\n--1--\n";
        assert_eq!(text(&format!("{OUTER}{inner}{after}")), format!("{OUTER}{inner}--2--\r\n{after}"));
    }

    #[test]
    fn a_message_that_is_cut_in_its_header_ends_there() {
        let inner =
            "Content-Type: message/rfc822\n\nSubject: x\nContent-Type: multipart/alternative; boundary=z\n";
        let after = "--1\nContent-Type: message/rfc822\n\nSubject: y\n\ny\n--1--\n";
        assert_eq!(
            text(&format!("{OUTER}{inner}{after}")),
            format!("{OUTER}{inner}\r\n--z\r\n\r\n--z--\r\n{after}")
        );
    }

    #[test]
    fn a_multipart_of_nothing_has_an_empty_part() {
        let inner = "Content-Type: multipart/mixed; boundary=2\n\n";
        assert_eq!(text(&format!("{OUTER}{inner}--2--\n")), format!("{OUTER}{inner}--2\r\n\r\n--2--\n"));
        let mail =
            format!("Subject: x\n{OUTER}{inner}--2--\n--1\nContent-Disposition: attachment\n\nx\n--1--\n");
        assert_eq!(crate::read(mail.as_bytes()).unwrap().attachments.len(), 1);
    }

    #[test]
    fn what_follows_a_message_inside_a_message_belongs_to_the_part_around_both() {
        let message = "Content-Type: message/rfc822\n\n";
        let mail = format!(
            "Subject: x\n{OUTER}{message}{message}Subject: y\n\ny\n\
            --1\nContent-Disposition: attachment; filename=a.txt\n\nx\n--1--\n"
        );
        let email = crate::read(mail.as_bytes()).unwrap();
        let names: Vec<_> = email.attachments.iter().map(|a| (a.kind, a.name.as_str())).collect();
        assert_eq!(
            names,
            [(crate::AttachmentKind::Message, "message.eml"), (crate::AttachmentKind::File, "a.txt")]
        );
    }

    #[test]
    fn a_part_of_headers_alone_ends_at_the_boundary() {
        let cut = "Content-Type: text/html\n--1\nContent-Type: message/rfc822\n--1\n\nhola\n--1--\n";
        let whole =
            "Content-Type: text/html\n\r\n--1\nContent-Type: message/rfc822\n\r\n\r\n--1\n\nhola\n--1--\n";
        assert_eq!(text(&format!("{OUTER}{cut}")), format!("{OUTER}{whole}"));
        assert_eq!(crate::read(format!("Subject: x\n{OUTER}{cut}").as_bytes()).unwrap().text.trim(), "hola");
    }

    #[test]
    fn a_mail_that_is_whole_stays_as_it_is() {
        let mail = format!(
            "{OUTER}Content-Type: multipart/mixed; boundary=11\n\n--11\n\na\n--11--\n--1\n\n--111\n--1--\n--1\n"
        );
        assert!(matches!(closed(mail.as_bytes()), Cow::Borrowed(_)));
        assert!(matches!(closed(b"Subject: x\n\n--1\n--2\n"), Cow::Borrowed(_)));
    }
}
