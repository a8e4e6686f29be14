//! Non-ASCII text in mail headers: encoded words, RFC 2047, and parameter values in pieces, RFC 2231.

use crate::warning::Warnings;
use crate::{charset, limits, transfer};

/// Decodes the encoded words of a value; white space between two of them is no text.
pub(crate) fn decode(value: &str, warnings: &mut Warnings) -> String {
    if memchr::memmem::find(value.as_bytes(), b"=?").is_none() {
        return value.to_owned();
    }
    let mut decoded = String::with_capacity(value.len());
    // Bytes of adjacent words in one charset: some senders cut characters in two.
    let mut pending: Option<(String, Vec<u8>)> = None;
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let between = &rest[..at];
        let Some((word, after)) = take_word(&rest[at..]) else {
            flush(&mut pending, &mut decoded, warnings);
            decoded.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        if pending.is_none() || !between.trim().is_empty() {
            flush(&mut pending, &mut decoded, warnings);
            decoded.push_str(between);
        }
        match &mut pending {
            Some((charset, bytes)) if charset.eq_ignore_ascii_case(&word.0) => bytes.extend(word.1),
            _ => {
                flush(&mut pending, &mut decoded, warnings);
                pending = Some(word);
            }
        }
        rest = after;
    }
    flush(&mut pending, &mut decoded, warnings);
    decoded.push_str(rest);
    decoded
}

/// How long the run of encoded words is that a text begins with, if it begins with any.
pub(crate) fn run_length(text: &str) -> Option<usize> {
    let mut end = text.strip_prefix("=?").and_then(|_| take_word(text))?.1;
    while let Some((_, after)) = end.trim_start().strip_prefix("=?").and_then(|_| take_word(end.trim_start()))
    {
        end = after;
    }
    Some(text.len() - end.len())
}

/// The value of a parameter of Content-Type or Content-Disposition, in whatever form it is given.
pub(crate) fn parameter(field: &str, name: &str, warnings: &mut Warnings) -> Option<String> {
    // Nearly all fields have none.
    memchr::memchr(b';', field.as_bytes())?;
    let mut plain = None;
    let mut pieces: Vec<(u32, bool, String)> = Vec::new();
    for (key, value) in parameters(field) {
        if key.eq_ignore_ascii_case(name) {
            plain.get_or_insert(value);
        } else if let Some(suffix) = suffix_of(&key, name) {
            let (number, extended) = match suffix.strip_suffix('*') {
                Some(number) => (number, true),
                None if suffix.is_empty() => ("0", true),
                None => (suffix, false),
            };
            if let Ok(number) = number.parse() {
                pieces.push((number, extended, value));
            }
        }
    }
    if pieces.is_empty() {
        return plain.map(|value| decode(&value, warnings));
    }
    pieces.sort_by_key(|(number, ..)| *number);
    let mut charset = None;
    let mut bytes = Vec::new();
    for (at, (_, extended, value)) in pieces.iter().enumerate() {
        let mut value = value.as_str();
        if at == 0 && *extended && value.matches('\'').count() >= 2 {
            let mut parts = value.splitn(3, '\'');
            charset = parts.next().filter(|label| !label.is_empty());
            value = parts.nth(1).unwrap_or_default();
        }
        if *extended { bytes.extend(transfer::percent(value)) } else { bytes.extend(value.bytes()) }
    }
    let value = charset::decode_label(&bytes, charset, warnings);
    // Some senders put encoded words into the pieces.
    Some(decode(&value, warnings))
}

/// `name*` gives "", `name*0` gives "0", `name*0*` gives "0*".
fn suffix_of<'a>(key: &'a str, name: &str) -> Option<&'a str> {
    let head = key.get(..name.len())?;
    key[name.len()..].strip_prefix('*').filter(|_| head.eq_ignore_ascii_case(name))
}

/// Keys and values after the first semicolon; quotes and backslashes taken off.
fn parameters(field: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut chars = field.chars().peekable();
    // Whatever stands before the first parameter.
    while chars.next().is_some_and(|c| c != ';') {}
    while chars.peek().is_some() && found.len() < limits::PARTS_MAX {
        let mut key = String::new();
        while let Some(c) = chars.next_if(|c| !matches!(c, '=' | ';')) {
            key.push(c);
        }
        let mut value = String::new();
        if chars.next() == Some('=') {
            while chars.next_if(|c| c.is_whitespace()).is_some() {}
            let quoted = chars.next_if_eq(&'"').is_some();
            while let Some(c) = chars.next() {
                match c {
                    // A backslash that escapes nothing is part of a Windows path.
                    '\\' if quoted && chars.peek().is_some_and(|c| matches!(c, '"' | '\\')) => {
                        value.extend(chars.next())
                    }
                    '"' if quoted => break,
                    ';' if !quoted => break,
                    c => value.push(c),
                }
            }
            if quoted {
                while chars.next().is_some_and(|c| c != ';') {}
            }
        }
        found.push((key.trim().to_owned(), value.trim().to_owned()));
    }
    found
}

/// `=?charset?B|Q?text?=`, its charset and bytes, and what follows.
fn take_word(rest: &str) -> Option<((String, Vec<u8>), &str)> {
    // An end far away is none, and looking for it after every beginning would take quadratic time.
    let window = &rest[..rest.floor_char_boundary(limits::ENCODED_WORD_BYTES_MAX)];
    let (charset, body) = window[2..].split_once('?')?;
    let (encoding, body) = body.split_once('?')?;
    // The end of a field that was cut has none.
    let is_end = window.len() == rest.len() && !body.contains(char::is_whitespace);
    let (text, left) = body.split_once("?=").or(Some((body, "")).filter(|_| is_end))?;
    // RFC 2231 adds a language: "utf-8*es".
    let charset = charset.split('*').next().unwrap_or_default();
    let is_label = !charset.is_empty() && charset.bytes().all(|b| b.is_ascii_graphic());
    // Raw bytes in a word were decoded with their field: the charset of the word does not hold for them.
    let charset = if text.is_ascii() { charset } else { "utf-8" };
    let bytes = match encoding {
        "B" | "b" => transfer::base64(text.as_bytes()),
        "Q" | "q" => transfer::q_word(text),
        _ => return None,
    };
    is_label.then(|| ((charset.to_owned(), bytes), &rest[window.len() - left.len()..]))
}

fn flush(pending: &mut Option<(String, Vec<u8>)>, decoded: &mut String, warnings: &mut Warnings) {
    if let Some((charset, bytes)) = pending.take() {
        decoded.push_str(&charset::decode_label(&bytes, Some(&charset), warnings));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_decode_even_when_cut_inside_a_character() {
        let check = |value: &str, expected: &str| {
            assert_eq!(decode(value, &mut Warnings::default()), expected, "{value}")
        };
        check("=?utf-8?Q?Reuni=C3=B3n_en?= =?utf-8?Q?_Espa=C3?= =?utf-8?Q?=B1a?=", "Reunión en España");
        check("Re: =?iso-8859-1?B?UmV1bmnzbg==?= (Ana)", "Re: Reunión (Ana)");
        check("=?windows-1252*es?q?10=80?=: fin", "10€: fin");
        check("a =?utf-8?X?y?= =? b =?", "a =?utf-8?X?y?= =? b =?");
        check("=?utf-8?Q?=ZZ=?=", "=ZZ=");
    }

    #[test]
    fn parameters_come_in_many_forms() {
        let check = |field: &str, expected: Option<&str>| {
            assert_eq!(
                parameter(field, "filename", &mut Warnings::default()).as_deref(),
                expected,
                "{field}"
            );
        };
        check("attachment; filename=\"a b.pdf\"; size=1", Some("a b.pdf"));
        check("attachment; FileName = a.pdf", Some("a.pdf"));
        check("attachment; filename*=iso-8859-1'es'reuni%F3n.pdf", Some("reunión.pdf"));
        check(
            "attachment; filename*1*=%F1o.pdf; filename*0*=iso-8859-1''presupuesto%20a",
            Some("presupuesto año.pdf"),
        );
        check("attachment; filename*0=\"a;\"; filename*1=\"b.pdf\"", Some("a;b.pdf"));
        check("attachment; filename=\"=?utf-8?Q?a=C3=B1o.pdf?=\"", Some("año.pdf"));
        check("attachment; filename=\"C:\\temp\\a.pdf\"", Some("C:\\temp\\a.pdf"));
        check("attachment; filename=\"a\\\"b.pdf\"", Some("a\"b.pdf"));
        check("attachment", None);
    }
}
