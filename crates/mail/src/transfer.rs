//! Transfer encodings, decoded as far as they make sense: a bad character is dropped or kept, never an error.

/// Base64; characters outside the alphabet are skipped, and the text may end anywhere.
pub(crate) fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // Padding ends a run; another may follow where two were joined.
            b'=' => {
                (bits, count) = (0, 0);
                continue;
            }
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
    bytes
}

/// Quoted-printable, RFC 2045: white space at the end of a line is not text, `=` there joins it to the next.
pub(crate) fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|b| *b == b'\n') {
        let content = line.trim_ascii_end();
        let soft = content.last() == Some(&b'=');
        unescape(if soft { &content[..content.len() - 1] } else { content }, b'=', &mut bytes);
        if !soft {
            let end = line.iter().rposition(|b| !matches!(b, b'\r' | b'\n')).map_or(0, |at| at + 1);
            bytes.extend(&line[end..]);
        }
    }
    bytes
}

/// The Q encoding of header words: quoted-printable with `_` for a space.
pub(crate) fn q_word(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    unescape(text.replace('_', " ").as_bytes(), b'=', &mut bytes);
    bytes
}

/// Percent encoding, RFC 2231.
pub(crate) fn percent(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    unescape(text.as_bytes(), b'%', &mut bytes);
    bytes
}

fn unescape(text: &[u8], mark: u8, bytes: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let hex = |at: usize| text.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (*byte == mark, hex(at + 1), hex(at + 2)) {
            (true, Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_decode_and_tolerate() {
        assert_eq!(base64(b"aG9s\r\nYQ=="), b"hola");
        assert_eq!(base64(b"aG9sYQ==aG9sYQ"), b"holahola");
        assert_eq!(base64(b"!!!!====A"), b"");
        assert_eq!(quoted_printable(b"a=F1o  \r\nb=\r\nc=ZZ="), b"a\xf1o\r\nbc=ZZ");
        assert_eq!(quoted_printable(b"=\n=E\n\n"), b"=E\n\n");
        assert_eq!(q_word("a_=C3=B1"), "a ñ".as_bytes());
        assert_eq!(percent("a%20b%"), b"a b%");
    }
}
