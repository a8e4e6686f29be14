//! Where the parts of a multipart lie, RFC 2046 5.1, also where it was never closed or its boundaries are wrong.
//!
//! A boundary of any multipart around ends what is inside it, 5.1.2: so all that are open are looked for, not the
//! innermost alone.

use std::ops::Range;

use crate::content_type::Kind;
use crate::headers::{Headers, line_at};
use crate::limits;
use crate::warning::{Warning, Warnings};

/// A longer boundary is not looked for: RFC 2046 allows 70 characters.
const BOUNDARY_BYTES_MAX: usize = 256;
/// Lines that are looked at for a boundary that nobody named.
const LIKELY_LINES_MAX: usize = 1_000;
const LIKELY_BYTES_MAX: usize = 64 << 10;

/// A part that was found, and its place in the tree.
pub(crate) struct Found {
    pub(crate) headers: Headers,
    pub(crate) kind: Kind,
    /// The bytes after its header; nothing of a multipart but what is outside of its parts.
    pub(crate) body: Range<usize>,
    /// The number of the multipart that it is in; 0 is the outermost.
    pub(crate) parent: usize,
    pub(crate) is_multipart: bool,
}

/// A multipart that is open.
struct Open {
    /// With its two dashes.
    boundary: Vec<u8>,
    /// Its number.
    number: usize,
    has_parts: bool,
    is_digest: bool,
}

/// A boundary: where its line begins and the next one does, whose it is, and whether it ends that.
struct Boundary {
    start: usize,
    end: usize,
    level: usize,
    is_last: bool,
}

/// Finds the parts of a multipart and of those inside it, in order; the first has number 1.
pub(crate) fn parts(kind: &Kind, boundary: &str, body: &[u8], warnings: &mut Warnings) -> Vec<Found> {
    let mut scan = Scan { body, open: Vec::new(), found: Vec::new(), warnings };
    scan.open(kind, boundary, 0);
    let mut next = scan.boundary(0);
    let mut is_ended = false;
    while let Some(boundary) = next {
        // The outermost stays: some programs put parts behind its end. Without a field of a part that is its epilogue.
        let kept = boundary.level + usize::from(!boundary.is_last || boundary.level == 0);
        scan.close_to(kept, boundary.start);
        is_ended |= boundary.is_last && boundary.level == 0;
        let is_epilogue = is_ended && boundary.level == 0 && !begins_part(body, boundary.end);
        if boundary.is_last || is_epilogue {
            next = scan.boundary(boundary.end);
        } else if scan.found.len() == limits::PARTS_MAX {
            scan.warnings.add(Warning::Truncated);
            break;
        } else {
            next = scan.part(boundary.end);
        }
    }
    scan.close_to(0, body.len());
    scan.found
}

struct Scan<'a> {
    body: &'a [u8],
    /// The innermost last.
    open: Vec<Open>,
    found: Vec<Found>,
    warnings: &'a mut Warnings,
}

impl Scan<'_> {
    fn open(&mut self, kind: &Kind, boundary: &str, number: usize) {
        self.open.push(Open {
            boundary: [b"--", boundary.trim_end().as_bytes()].concat(),
            number,
            has_parts: false,
            is_digest: kind.name == "multipart/digest",
        });
    }

    /// Reads the part that begins there; returns the boundary that comes next.
    fn part(&mut self, start: usize) -> Option<Boundary> {
        let open = self.open.last_mut()?;
        open.has_parts = true;
        let (parent, is_of_digest) = (open.number, open.is_digest);
        let (headers, length) = Headers::parse_part(&self.body[start..], self.warnings);
        let begin = start + length;
        let mut kind = Kind::or_default(&headers, is_of_digest);
        let can_open = kind.is_multipart() && self.open.len() < limits::NESTING_MAX;
        let boundary = if can_open { self.inner_boundary(&kind, begin) } else { None };
        let is_multipart = boundary.is_some();
        if let Some(boundary) = boundary {
            self.open(&kind, &boundary, self.found.len() + 1);
        } else if kind.is_multipart() {
            self.warnings.add(if can_open { Warning::PartsNotFound } else { Warning::Truncated });
            kind = Kind::text();
        }
        let next = self.boundary(begin);
        let end = next.as_ref().map_or(self.body.len(), |next| next.start);
        let body = begin..self.before(end, begin);
        self.found.push(Found { headers, kind, body, parent, is_multipart });
        next
    }

    /// The boundary of a multipart that begins there: the one that it names, or else one that is there before what is
    /// around goes on.
    fn inner_boundary(&self, kind: &Kind, begin: usize) -> Option<String> {
        let end = self.boundary(begin).map_or(self.body.len(), |next| next.start);
        let inside = &self.body[begin..end.max(begin)];
        // One that is called like what is around it is in it none the less.
        let near = &self.body[begin..self.body.len().min(begin + LIKELY_BYTES_MAX)];
        let is_there = |boundary: &String| has_boundary(inside, boundary) || has_boundary(near, boundary);
        let declared = kind.boundary().filter(is_there);
        declared.or_else(|| likely_boundary(&inside[..inside.len().min(LIKELY_BYTES_MAX)]))
    }

    /// Closes what is open beyond a depth. A multipart without parts is what stands in it.
    fn close_to(&mut self, depth: usize, at: usize) {
        for open in self.open.drain(depth.min(self.open.len())..) {
            let Some(part) = open.number.checked_sub(1).and_then(|number| self.found.get_mut(number)) else {
                continue;
            };
            if open.has_parts {
                part.body.end = part.body.start;
                continue;
            }
            let end = without_line_end(&self.body[..at], part.body.start);
            part.body.end = end;
            part.is_multipart = false;
            part.kind = Kind::text();
            if !self.body[part.body.clone()].trim_ascii().is_empty() {
                self.warnings.add(Warning::PartsNotFound);
            }
        }
    }

    /// The next boundary of anything that is open.
    fn boundary(&self, from: usize) -> Option<Boundary> {
        let body = self.body;
        let dashes = memchr::memmem::find_iter(&body[from.min(body.len())..], b"--").map(|at| from + at);
        dashes.filter(|at| is_line_start(body, *at)).find_map(|start| {
            let (line, end) = line_at(body, start);
            let line = line.trim_ascii_end();
            let levels = self.open.iter().enumerate().rev();
            let mut begun =
                levels.filter_map(|(level, open)| Some((level, line.strip_prefix(&open.boundary[..])?)));
            begun.find_map(|(level, rest)| match rest {
                b"" => Some(Boundary { start, end, level, is_last: false }),
                b"--" => Some(Boundary { start, end, level, is_last: true }),
                _ => None,
            })
        })
    }

    /// The newline before a boundary is part of it, 5.1.1.
    fn before(&self, boundary: usize, begin: usize) -> usize {
        if boundary == self.body.len() {
            boundary.max(begin)
        } else {
            without_line_end(&self.body[..boundary], begin)
        }
    }
}

fn without_line_end(bytes: &[u8], begin: usize) -> usize {
    let end = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    end.strip_suffix(b"\r").unwrap_or(end).len().max(begin)
}

/// Whether a line of the body is that boundary.
pub(crate) fn has_boundary(body: &[u8], boundary: &str) -> bool {
    let line = [b"--", boundary.trim_end().as_bytes()].concat();
    memchr::memmem::find_iter(body, &line).filter(|at| is_line_start(body, *at)).any(|at| {
        let (rest, _) = line_at(body, at + line.len());
        matches!(rest.trim_ascii_end(), b"" | b"--")
    })
}

/// The boundary of a body whose mail names none that is there: a line of that form with a field of a part after it.
pub(crate) fn likely_boundary(body: &[u8]) -> Option<String> {
    let dashes = memchr::memmem::find_iter(body, b"--").filter(|at| is_line_start(body, *at));
    dashes.take(LIKELY_LINES_MAX).find_map(|at| {
        let (line, next) = line_at(body, at);
        let boundary =
            line.trim_ascii_end().get(2..).filter(|b| (1..=BOUNDARY_BYTES_MAX).contains(&b.len()))?;
        String::from_utf8(boundary.to_vec()).ok().filter(|_| begins_part(body, next))
    })
}

impl Kind {
    /// The boundary that it names.
    pub(crate) fn boundary(&self) -> Option<String> {
        self.parameter("boundary").filter(|boundary| (1..=BOUNDARY_BYTES_MAX).contains(&boundary.len()))
    }
}

/// Whether the header of a part begins there.
fn begins_part(body: &[u8], at: usize) -> bool {
    let (field, _) = line_at(body, at);
    field.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"))
}

fn is_line_start(body: &[u8], at: usize) -> bool {
    at == 0 || matches!(body[at - 1], b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use crate::email::{AttachmentKind, Email};
    use crate::warning::Warning;

    const OUTER: &str = "Subject: x\nContent-Type: multipart/mixed;\n boundary=\"1\"\n\n--1\n";
    const FILE: &str = "Content-Disposition: attachment; filename=a.txt\n\nx\n";

    fn read(rest: &str) -> Email {
        crate::read(format!("{OUTER}{rest}").as_bytes()).unwrap()
    }

    fn files(email: &Email) -> Vec<(AttachmentKind, &str, &[u8])> {
        email.attachments.iter().map(|a| (a.kind, a.name.as_str(), a.bytes.as_slice())).collect()
    }

    #[test]
    fn an_inner_multipart_is_closed_where_the_outer_goes_on() {
        let email =
            read(&format!("Content-Type: multipart/mixed; boundary=2\n\n--2\n\nuno\n--1\n{FILE}--1--\nfin"));
        assert_eq!(email.text.trim(), "uno");
        assert_eq!(files(&email), [(AttachmentKind::File, "a.txt", b"x".as_slice())]);
    }

    #[test]
    fn a_message_that_is_cut_in_its_header_ends_there() {
        let email = read(
            "Content-Type: message/rfc822\n\nSubject: y\nContent-Type: multipart/alternative; boundary=z\n\
            --1\nContent-Type: message/rfc822\n\nSubject: z\n\nz\n--1--\n",
        );
        let names: Vec<_> = email.attachments.iter().map(|a| (a.kind, a.name.as_str())).collect();
        assert_eq!(names, [(AttachmentKind::Message, "y.eml"), (AttachmentKind::Message, "z.eml")]);
    }

    #[test]
    fn a_multipart_of_nothing_holds_nothing_up() {
        let email = read(&format!("Content-Type: multipart/mixed; boundary=2\n\n--2--\n--1\n{FILE}--1--\n"));
        assert_eq!((email.attachments.len(), email.warnings), (1, vec![]));
    }

    #[test]
    fn k16_a_multipart_whose_parts_are_not_found_shows_its_text_and_says_so() {
        let inner = "Content-Type: multipart/mixed; boundary=nunca\n\nHola, Ana\n";
        let email = read(&format!("{inner}--1\n{FILE}--1--\n"));
        assert_eq!(email.text.trim(), "Hola, Ana");
        assert_eq!((email.attachments.len(), email.warnings), (1, vec![Warning::PartsNotFound]));
        let email = crate::read(format!("Subject: x\n{inner}").as_bytes()).unwrap();
        assert_eq!((email.text.trim(), email.warnings), ("Hola, Ana", vec![Warning::PartsNotFound]));
    }

    #[test]
    fn k16_a_boundary_that_nobody_named_is_found_by_what_follows_it() {
        let mail = format!(
            "Subject: x\nContent-Type: multipart/mixed; boundary=otra\n\n--una\nContent-Type: text/plain\n\nHola\n--una\n{FILE}--una--\n"
        );
        let email = crate::read(mail.as_bytes()).unwrap();
        assert_eq!((email.text.trim(), email.attachments.len()), ("Hola", 1));
    }

    #[test]
    fn a_part_of_headers_alone_ends_at_the_boundary() {
        let email = read("Content-Type: text/html\n--1\nContent-Type: message/rfc822\n--1\n\nhola\n--1--\n");
        assert_eq!(email.text.trim(), "hola");
    }

    #[test]
    fn boundaries_are_whole_lines_and_what_follows_the_last_is_no_part() {
        let email = read("\nuno\n--11\n --1\n--1 \t\n\ndos\n--1--\n--1\n\ntres\n");
        assert_eq!(email.text.trim(), "uno\n--11\n --1\ndos");
    }

    #[test]
    fn k16_parts_behind_the_end_are_parts_and_an_epilogue_is_none() {
        let email = read(&format!("\nHola\n--1--\nepílogo\n--1\n{FILE}--1--\n"));
        assert_eq!((email.text.trim(), email.attachments.len()), ("Hola", 1));
    }

    #[test]
    fn k16_an_inner_multipart_is_read_by_the_boundary_that_it_has() {
        let inner = "Content-Type: multipart/mixed; boundary=otra\n\n--una\nContent-Type: text/plain\n\nHola\n--una--\n";
        let email = read(&format!("{inner}--1\n{FILE}--1--\n"));
        assert_eq!((email.text.trim(), email.attachments.len()), ("Hola", 1));
    }

    #[test]
    fn k16_an_end_alone_is_said() {
        let mail = "Subject: x\nContent-Type: multipart/mixed; boundary=1\n\nHola, Ana\n--1--\n";
        let email = crate::read(mail.as_bytes()).unwrap();
        assert!(email.text.starts_with("Hola, Ana") && email.warnings == [Warning::PartsNotFound]);
    }

    #[test]
    fn a_part_whose_header_has_no_end_keeps_its_text() {
        let email = read("Content-Type: text/plain\nHola, Ana\nDos\n--1\nTres, Ana\n--1--\n");
        assert_eq!(email.text.trim(), "Hola, Ana\nDos\nTres, Ana");
    }

    #[test]
    fn k15_a_return_alone_ends_the_lines_of_parts_too() {
        let mail = format!("{OUTER}\nuno\n--1\n{FILE}--1--\n").replace('\n', "\r");
        let email = crate::read(mail.as_bytes()).unwrap();
        assert_eq!((email.text.trim(), email.attachments.len()), ("uno", 1));
    }
}
