//! Files that programs for mail write around a message: several in one file, mbox (RFC 4155), and Apple's `.emlx`.

use std::ops::Range;

use crate::headers::{is_field, line_at};
use crate::{date, limits};

/// Where each message lies in a file, in order. One range for the whole, where it is no mailbox.
///
/// A message begins with a line `From `, who and when, and goes on with a header; the empty line that should stand before
/// is missing in some. A line like that in a text has `>` before it, or has no date, or no header follows it.
#[must_use]
pub fn messages(bytes: &[u8]) -> Vec<Range<usize>> {
    let start = bytes.len() - after_blank_lines(bytes).len();
    if !begins_message(bytes, start) {
        return std::iter::once(0..bytes.len()).collect();
    }
    let mut starts = vec![start];
    for found in memchr::memmem::find_iter(bytes, b"\nFrom ") {
        let at = found + 1;
        if begins_message(bytes, at) {
            starts.push(at);
        }
        if starts.len() > limits::MESSAGES_MAX {
            break;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).take(limits::MESSAGES_MAX).collect()
}

/// The line between two messages: what stands after `From `, which ends with a date.
pub(crate) fn separator(bytes: &[u8]) -> Option<(&[u8], usize)> {
    if !bytes.starts_with(b"From ") && !bytes.starts_with(b">From ") {
        return None;
    }
    // "From : Ana" is a field, RFC 5322 4.5.
    Some(line_at(bytes, 0)).filter(|(line, _)| !is_field(line))
}

fn begins_message(bytes: &[u8], at: usize) -> bool {
    let rest = &bytes[at..];
    let Some((line, length)) = separator(rest).filter(|_| rest.starts_with(b"From ")) else { return false };
    let has_date = std::str::from_utf8(line).is_ok_and(|line| separator_date(line).is_some());
    let (next, _) = line_at(rest, length);
    // Some programs put another mark between.
    has_date && (is_field(next) || next.starts_with(b">From "))
}

/// "From ana@ejemplo.es Tue Nov 24 10:01:00 2026": when it was put into the mailbox, in UTC.
pub(crate) fn separator_date(line: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    let line = line.strip_prefix('>').unwrap_or(line).strip_prefix("From ")?;
    let (_, when) = line.trim().split_once(' ')?;
    date::from_header(when)
}

/// The message in a file of Apple's program: a line with its length, the message, and facts about it in XML.
pub(crate) fn apple_message(bytes: &[u8]) -> Option<&[u8]> {
    let (line, start) = line_at(bytes, 0);
    let digits = line.trim_ascii();
    if digits.is_empty() || digits.len() > 12 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let length: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let rest = &bytes[start..];
    let (first, _) = line_at(rest, 0);
    if !is_field(first) {
        return None;
    }
    match rest.get(..length) {
        Some(message) => Some(message),
        // The length counts more than there is: up to the facts.
        None => {
            let facts = memchr::memmem::rfind(rest, b"<?xml version=")
                .filter(|at| rest[*at..].windows(6).any(|w| w == b"<plist"));
            Some(&rest[..facts.unwrap_or(rest.len())])
        }
    }
}

/// The bytes after a byte order mark and blank lines.
pub(crate) fn after_blank_lines(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailbox(end: &str) -> String {
        ["uno", "dos", "tres"]
            .map(|text| {
                format!("From ana@ejemplo.es Tue Nov 24 10:01:00 2026{end}Subject: {text}{end}{end}{text}{end}{end}From ahora a las 10: no hay nada{end}{end}")
            })
            .concat()
    }

    #[test]
    fn k17_each_message_of_a_mailbox_is_found() {
        for end in ["\n", "\r\n"] {
            let file = mailbox(end);
            let subjects: Vec<_> = messages(file.as_bytes())
                .into_iter()
                .map(|range| crate::read(&file.as_bytes()[range]).unwrap().subject)
                .collect();
            assert_eq!(subjects, ["uno", "dos", "tres"], "{end:?}");
            let email = crate::read(file.as_bytes()).unwrap();
            assert_eq!(email.subject, "uno");
            assert!(
                email.warnings.contains(&crate::warning::Warning::SeveralMessages),
                "the others are not shown"
            );
            assert!(!email.text.contains("dos"), "{}", email.text);
        }
    }

    #[test]
    fn k17_a_mail_alone_is_one_whatever_its_text_says() {
        let mail = b"Subject: x\n\nFrom ana@ejemplo.es Tue Nov 24 10:01:00 2026\nTo: y\n\nz\n";
        let is_one = |bytes: &[u8]| matches!(messages(bytes).as_slice(), [all] if *all == (0..bytes.len()));
        assert!(is_one(mail));
        let one = b"From ana@ejemplo.es Tue Nov 24 10:01:00 2026\nDate: 24 Nov 2026 10:00\n\n>From y\n";
        assert!(is_one(one));
        assert_eq!(crate::read(one).unwrap().warnings, []);
        assert!(is_one(b""));
    }

    #[test]
    fn m12_the_facts_of_apples_program_are_no_part_of_the_message() {
        let file = b"21   \nSubject: x\n\nHola, Ana<?xml version=\"1.0\"?>\n<plist/>\n";
        let email = crate::read(file).unwrap();
        assert_eq!((email.subject.as_str(), email.text.as_str()), ("x", "Hola, Ana"));
        assert!(apple_message(b"2026\nno header follows\n").is_none());
    }
}
