//! The parts of an internet mail: what each says it is, and its bytes and text.

use std::borrow::Cow;

use crate::content_type::Kind;
use crate::headers::Headers;
use crate::warning::{Warning, Warnings};
use crate::{charset, encoded_words, file_name, html, multipart, transfer};

/// A part, and its place in the tree of parts.
pub(crate) struct Part<'a> {
    pub(crate) headers: Headers,
    pub(crate) kind: Kind,
    /// The name that the sender gave it, for display.
    pub(crate) name: Option<String>,
    raw: Cow<'a, [u8]>,
    /// The bytes are decoded already.
    is_decoded: bool,
    /// The multipart that it is in, by its number.
    pub(crate) parent: Option<usize>,
    /// Whether it holds other parts.
    pub(crate) is_multipart: bool,
    /// Whether it is another message, whole.
    pub(crate) is_message: bool,
}

/// The name that a part has, in whichever of its fields.
fn name_of(headers: &Headers, kind: &Kind) -> Option<String> {
    let of = |field: &str, parameter: &str| {
        let name = encoded_words::parameter(field, parameter, &mut Warnings::default())?;
        let name = file_name::shown(name.trim_matches('"'));
        let name = name
            .strip_prefix('\'')
            .and_then(|name| name.strip_suffix('\''))
            .map_or(name.clone(), str::to_owned);
        Some(name).filter(|name| !name.is_empty())
    };
    let disposition = headers.all("content-disposition").find_map(|field| {
        // The semicolon may be missing, or another mark be there.
        let at = field.to_ascii_lowercase().find("filename").filter(|at| !field[..*at].contains(';'));
        match at {
            Some(at) => of(&format!(";{}", &field[at..]), "filename"),
            None => of(field, "filename"),
        }
    });
    disposition.or_else(|| of(&kind.field, "name"))
}

impl<'a> Part<'a> {
    fn new(headers: Headers, kind: Kind, raw: Cow<'a, [u8]>, parent: Option<usize>) -> Self {
        let name = name_of(&headers, &kind);
        let is_message = kind.is_message();
        Self { headers, kind, name, raw, is_decoded: false, parent, is_multipart: false, is_message }
    }

    /// The disposition, in lower case; empty where there is none.
    pub(crate) fn disposition(&self) -> String {
        let field = self.headers.first("content-disposition").unwrap_or_default();
        let word =
            field.trim().split([';', ',', ':', ' ', '\t']).next().unwrap_or_default().to_ascii_lowercase();
        // Some leave out the word itself.
        if word.starts_with("filename") { "attachment".to_owned() } else { word }
    }

    pub(crate) fn is_html(&self) -> bool {
        self.kind.name == "text/html"
    }

    /// The bytes, their transfer encoding taken off.
    pub(crate) fn decoded(&self, left: &mut usize, warnings: &mut Warnings) -> Vec<u8> {
        if self.raw.len() > *left {
            warnings.add(Warning::Truncated);
        }
        let raw = &self.raw[..self.raw.len().min(*left)];
        let is_text = self.kind.name.starts_with("text/");
        let bytes =
            if self.is_decoded { raw.to_vec() } else { unencoded(&self.headers, raw, is_text, warnings) };
        *left -= bytes.len().min(*left);
        bytes
    }

    /// Its text, in Unicode, lines joined where they were broken to be sent.
    pub(crate) fn text(&self, left: &mut usize, warnings: &mut Warnings) -> String {
        let bytes = self.decoded(left, warnings);
        let mut label = self.kind.parameter("charset");
        if self.is_html() && label.is_none() {
            label = html::declared_charset(&bytes);
        }
        let mut text = charset::decode_label(&bytes, label.as_deref(), warnings);
        crate::body::without_nul(&mut text);
        if !self.kind.field.to_ascii_lowercase().contains("flowed") {
            return text;
        }
        let says = |name: &str, value: &str| {
            self.kind.parameter(name).is_some_and(|v| v.eq_ignore_ascii_case(value))
        };
        if self.kind.name == "text/plain" && says("format", "flowed") {
            text = crate::flowed::joined(&text, says("delsp", "yes"));
        }
        text
    }
}

/// Takes a transfer encoding off; text that is not in it, whatever the mail says, is what it is.
fn unencoded(headers: &Headers, raw: &[u8], is_text: bool, warnings: &mut Warnings) -> Vec<u8> {
    let encoding = headers.first("content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase();
    match encoding.split([';', ' ']).next().unwrap_or_default() {
        "base64" => {
            transfer::base64_body(raw).filter(|bytes| !is_text || !is_word(raw, bytes)).unwrap_or_else(|| {
                warnings.add(Warning::Damaged);
                if is_text { raw.to_vec() } else { transfer::base64(raw) }
            })
        }
        "quoted-printable" => transfer::quoted_printable(raw),
        "x-uuencode" | "uuencode" | "x-uue" | "uue" => {
            crate::uuencode::content(raw).unwrap_or_else(|| raw.to_vec())
        }
        _ => raw.to_vec(),
    }
}

/// Whether what should be base64 is a word or two: not of whole groups, and no text when it is decoded.
fn is_word(raw: &[u8], decoded: &[u8]) -> bool {
    let raw = raw.trim_ascii();
    raw.len() < 64
        && !raw.len().is_multiple_of(4)
        && raw.iter().all(u8::is_ascii_alphabetic)
        && std::str::from_utf8(decoded).is_err()
}

/// The parts of a mail, in order; the first is the mail itself.
pub(crate) fn of_mail<'a>(headers: Headers, body: &'a [u8], warnings: &mut Warnings) -> Vec<Part<'a>> {
    let kind = Kind::or_default(&headers, false);
    if !kind.is_multipart() {
        return vec![Part::new(headers, kind, Cow::Borrowed(body), None)];
    }
    // RFC 2045 6.4 forbids to encode a multipart, and some do.
    let is_encoded = headers.first("content-transfer-encoding").is_some_and(|encoding| {
        let encoding = encoding.trim();
        encoding.eq_ignore_ascii_case("base64") || encoding.eq_ignore_ascii_case("quoted-printable")
    });
    let declared = kind.boundary();
    let is_there = |body: &[u8]| declared.as_ref().is_some_and(|b| multipart::has_boundary(body, b));
    let body = match is_encoded && !is_there(body) {
        true => Cow::Owned(unencoded(&headers, body, true, warnings)),
        false => Cow::Borrowed(body),
    };
    let boundary = match is_there(&body) {
        true => declared,
        // One that begins parts, although the mail names another or none.
        false => multipart::likely_boundary(&body).inspect(|_| warnings.add(Warning::Damaged)),
    };
    let Some(boundary) = boundary else {
        warnings.add(Warning::PartsNotFound);
        return vec![Part { is_decoded: true, ..Part::new(headers, Kind::text(), body, None) }];
    };
    let found = multipart::parts(&kind, &boundary, &body, warnings);
    if found.is_empty() {
        warnings.add(Warning::PartsNotFound);
        return vec![Part { is_decoded: true, ..Part::new(headers, Kind::text(), body, None) }];
    }
    let root = Part { is_multipart: true, ..Part::new(headers, kind, Cow::Borrowed(b""), None) };
    let parts = found.into_iter().map(|part| {
        let raw = match &body {
            Cow::Borrowed(body) => Cow::Borrowed(&body[part.body]),
            Cow::Owned(body) => Cow::Owned(body[part.body].to_vec()),
        };
        let is_multipart = part.is_multipart;
        Part { is_multipart, ..Part::new(part.headers, part.kind, raw, Some(part.parent)) }
    });
    std::iter::once(root).chain(parts).collect()
}
