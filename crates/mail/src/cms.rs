//! The envelope of S/MIME, CMS in BER, opened as far as its content: signatures are not verified here.

/// The content types of an envelope, RFC 5652 and RFC 8551.
const SIGNED_DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
const ENVELOPED_DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03";
const ENCRYPTED_DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06";
const AUTH_ENVELOPED_DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17";

/// Elements inside elements: an envelope has six levels, and pieces of content two or three.
const DEPTH_MAX: usize = 32;

mod tag {
    pub(super) const OCTET_STRING: u8 = 0x04;
    pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
    pub(super) const CONSTRUCTED: u8 = 0x20;
    pub(super) const SEQUENCE: u8 = 0x30;
    pub(super) const CONTEXT_0: u8 = 0xA0;
}

/// What an envelope holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Envelope {
    /// What was signed; a signature alone, such as `smime.p7s`, has no content and is no envelope.
    Signed(Vec<u8>),
    /// Nothing that can be read without a key.
    Encrypted,
}

/// Opens an envelope; `None` when it is none, or broken before its content.
pub(crate) fn open(bytes: &[u8]) -> Option<Envelope> {
    let mut info = Input(bytes).element()?.of(tag::SEQUENCE)?;
    let kind = info.element()?.of(tag::OBJECT_IDENTIFIER)?.0;
    if [ENVELOPED_DATA, ENCRYPTED_DATA, AUTH_ENVELOPED_DATA].contains(&kind) {
        return Some(Envelope::Encrypted);
    }
    if kind != SIGNED_DATA {
        return None;
    }
    let mut signed = info.element()?.of(tag::CONTEXT_0)?.element()?.of(tag::SEQUENCE)?;
    // Version and digest algorithms come first, RFC 5652 5.1.
    signed.element()?;
    signed.element()?;
    let mut content = signed.element()?.of(tag::SEQUENCE)?;
    content.element()?.of(tag::OBJECT_IDENTIFIER)?;
    let content = content.element()?.of(tag::CONTEXT_0)?.element()?;
    let mut found = Vec::new();
    pieces(&content, 0, &mut found)?;
    (!found.is_empty()).then_some(Envelope::Signed(found))
}

/// The bytes of an octet string, which BER may give in pieces, and those in pieces again.
fn pieces(element: &Element<'_>, depth: usize, into: &mut Vec<u8>) -> Option<()> {
    if element.tag & !tag::CONSTRUCTED != tag::OCTET_STRING || depth > DEPTH_MAX {
        return None;
    }
    if element.tag == tag::OCTET_STRING {
        into.extend(element.content);
        return Some(());
    }
    let mut input = Input(element.content);
    while let Some(piece) = input.element() {
        pieces(&piece, depth + 1, into)?;
    }
    Some(())
}

struct Element<'a> {
    tag: u8,
    content: &'a [u8],
}

impl<'a> Element<'a> {
    fn of(self, tag: u8) -> Option<Input<'a>> {
        (self.tag == tag).then_some(Input(self.content))
    }
}

struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    /// The next element, X.690 8.1. One whose length goes beyond the end is taken as far as it goes: mail gets cut.
    fn element(&mut self) -> Option<Element<'a>> {
        let (tag, length) = self.header()?;
        let length = match length {
            Some(length) => length.min(self.0.len()),
            None => self.indefinite_length(),
        };
        let (content, rest) = self.0.split_at_checked(length)?;
        // The mark that ends an indefinite length is no element.
        self.0 = rest.strip_prefix(&[0, 0]).unwrap_or(rest);
        Some(Element { tag, content })
    }

    /// A tag of one byte and a length; `None` inside is an indefinite one.
    fn header(&mut self) -> Option<(u8, Option<usize>)> {
        let (tag, first, mut rest) = match self.0 {
            // All tags of an envelope are below 31, which would take more bytes.
            [tag, first, rest @ ..] if tag & 0x1F != 0x1F => (*tag, *first, rest),
            _ => return None,
        };
        let length = match first {
            0x80 if tag & tag::CONSTRUCTED != 0 => None,
            0..=0x7F => Some(usize::from(first)),
            0x81..=0x84 => {
                let (digits, after) = rest.split_at_checked(usize::from(first & 0x7F))?;
                rest = after;
                Some(digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)))
            }
            _ => return None,
        };
        self.0 = rest;
        Some((tag, length))
    }

    /// How far it is to the mark that ends this level, or to the end.
    fn indefinite_length(&self) -> usize {
        let mut input = Input(self.0);
        let mut depth = 0;
        loop {
            let at = self.0.len() - input.0.len();
            match input.header() {
                Some((0, Some(0))) if depth == 0 => return at,
                Some((0, Some(0))) => depth -= 1,
                Some((_, None)) => depth += 1,
                Some((_, Some(length))) => input.0 = input.0.get(length..).unwrap_or_default(),
                None => return self.0.len(),
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn element(tag: u8, content: &[&[u8]]) -> Vec<u8> {
        let content = content.concat();
        let mut bytes = vec![tag, 0x83];
        bytes.extend(&(content.len() as u32).to_be_bytes()[1..]);
        bytes.extend(content);
        bytes
    }

    fn endless(tag: u8, content: &[&[u8]]) -> Vec<u8> {
        [&[tag, 0x80], content.concat().as_slice(), &[0, 0]].concat()
    }

    /// An opaque signature around the content, its signers left out.
    pub(crate) fn signed(content: &[u8]) -> Vec<u8> {
        let data = element(0x06, &[b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"]);
        let content = element(0x30, &[&data, &element(0xA0, &[&element(0x04, &[content])])]);
        let signed = element(0x30, &[&[2, 1, 1], &element(0x31, &[]), &content, &element(0x31, &[])]);
        element(0x30, &[&element(0x06, &[SIGNED_DATA]), &element(0xA0, &[&signed])])
    }

    /// The same as programs write it that do not know the length beforehand.
    fn signed_in_pieces(pieces: &[&[u8]]) -> Vec<u8> {
        let data = element(0x06, &[b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"]);
        let pieces: Vec<_> = pieces.iter().map(|piece| element(0x04, &[piece])).collect();
        let pieces: Vec<_> = pieces.iter().map(Vec::as_slice).collect();
        let content = endless(0x30, &[&data, &endless(0xA0, &[&endless(0x24, &pieces)])]);
        let signed = endless(0x30, &[&[2, 1, 1], &element(0x31, &[]), &content, &element(0x31, &[])]);
        endless(0x30, &[&element(0x06, &[SIGNED_DATA]), &endless(0xA0, &[&signed])])
    }

    #[test]
    fn the_content_of_a_signature_comes_out_whole() {
        assert_eq!(open(&signed(b"hola")), Some(Envelope::Signed(b"hola".into())));
        let pieces = signed_in_pieces(&[b"ho", b"\0\0", b"la"]);
        assert_eq!(open(&pieces), Some(Envelope::Signed(b"ho\0\0la".into())));
    }

    #[test]
    fn what_is_encrypted_is_told_from_what_is_signed_and_from_a_signature_alone() {
        let envelope = element(0x30, &[&element(0x06, &[ENVELOPED_DATA]), &element(0xA0, &[b"x"])]);
        assert_eq!(open(&envelope), Some(Envelope::Encrypted));
        assert_eq!(open(&signed(b"")), None);
        assert_eq!(open(b"%PDF-1.7"), None);
    }

    #[test]
    fn a_broken_envelope_ends() {
        for whole in [signed(b"hola"), signed_in_pieces(&[b"hola"])] {
            for length in 0..whole.len() {
                open(&whole[..length]);
            }
        }
        for hostile in [[0x24, 0x80].repeat(500_000), vec![0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], vec![0; 100]]
        {
            assert_eq!(open(&hostile), None);
        }
    }
}
