//! UTF-7, RFC 2152, which old mail is in and browsers refuse: a run of UTF-16 in base64 may end at any other character.

/// Decodes; what is no UTF-7 is taken for Latin-1, and half a character becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| *b == b'+') {
        let (direct, run) = rest.split_at(at);
        text.extend(direct.iter().map(|b| char::from(*b)));
        let run = run.get(1..).unwrap_or_default();
        let end = run.iter().position(|b| !is_base64(*b)).unwrap_or(run.len());
        let (encoded, after) = run.split_at(end);
        if encoded.is_empty() {
            text.push('+');
        }
        text.extend(char::decode_utf16(units(encoded)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        rest = after.strip_prefix(b"-").unwrap_or(after);
    }
    text.extend(rest.iter().map(|b| char::from(*b)));
    text
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}

/// The units in a run; the bits that are left at its end are padding.
fn units(encoded: &[u8]) -> impl Iterator<Item = u16> {
    let bytes = crate::transfer::base64(encoded);
    let pairs: Vec<_> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    pairs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_with_or_without_a_mark() {
        for (bytes, text) in [
            (b"a+AO0!".as_slice(), "aí!"),
            (b"a+AO0-o", "aío"),
            (b"1 +- 1 = 2", "1 + 1 = 2"),
            (b"+2D3eAA-", "😀"),
            (b"+ALo +AMk", "º É"),
            (b"+2D0-x\xf1", "\u{fffd}xñ"),
            (b"+", "+"),
        ] {
            assert_eq!(decode(bytes), text);
        }
    }
}
