//! Transfer encodings, decoded as far as they make sense: a bad character is dropped or kept, never an error.

/// Base64; characters outside the alphabet are skipped, and the text may end anywhere.
pub(crate) fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut count) = (0_u32, 0);
    let mut rest = text;
    loop {
        // Whole groups of four are nearly all there is.
        while count == 0
            && let [a, b, c, d, after @ ..] = rest
        {
            let [a, b, c, d] = [a, b, c, d].map(|byte| VALUES[usize::from(*byte)]);
            if (a | b | c | d) >= SKIPPED {
                break;
            }
            bytes.extend([a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]);
            rest = after;
        }
        let [byte, after @ ..] = rest else { return bytes };
        rest = after;
        let value = VALUES[usize::from(*byte)];
        if value >= SKIPPED {
            // Padding ends a run; another may follow where two were joined.
            if *byte == b'=' {
                (bits, count) = (0, 0);
            }
            continue;
        }
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
}

/// The base64 of a body, RFC 2045 6.8, up to where it ends: mailing lists append lines to it. None where the bytes are no
/// base64 at all, whatever the mail says of them.
pub(crate) fn base64_body(text: &[u8]) -> Option<Vec<u8>> {
    match base64_run(text) {
        Some(bytes) => Some(bytes),
        None => base64_lines(text).map(|lines| base64(&lines)),
    }
}

/// The bytes of base64 as it should be: its characters, a newline after each line, padding at the end alone.
fn base64_run(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii_end();
    let text = text.strip_suffix(b"=").unwrap_or(text);
    let text = text.strip_suffix(b"=").unwrap_or(text);
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let mut is_last = false;
    for line in lines(text) {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // After a line that is no whole number of groups nothing can follow, nor after an empty one.
        if is_last || line.is_empty() {
            return None;
        }
        let groups = line.chunks_exact(4);
        let rest = groups.remainder();
        for group in groups {
            let [a, b, c, d] = [group[0], group[1], group[2], group[3]].map(|byte| VALUES[usize::from(byte)]);
            if (a | b | c | d) >= SKIPPED {
                return None;
            }
            bytes.extend([a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]);
        }
        if !rest.is_empty() {
            is_last = true;
            if rest.iter().any(|b| VALUES[usize::from(*b)] >= SKIPPED) {
                return None;
            }
            bytes.extend(base64(rest));
        }
    }
    // Those of RFC 4648 5 are no characters of mail: a ruled line may be of them.
    (memchr::memchr2(b'-', b'_', text).is_none()).then_some(bytes)
}

/// Lines after an empty line or after padding that are shorter are words of somebody.
const BASE64_LINE_MIN: usize = 20;

/// The lines of a body that are base64.
fn base64_lines(text: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(text.len());
    let (mut gaps, mut is_padded) = (0, false);
    for line in lines(text).map(<[u8]>::trim_ascii) {
        if line.is_empty() {
            gaps += usize::from(!kept.is_empty());
            continue;
        }
        // Some programs put an empty line after each; a word after the end is seldom of whole groups.
        let is_whole = line.len() % 4 == 0 && (line.ends_with(b"=") || gaps > 1);
        let is_likely = line.len() >= BASE64_LINE_MIN || is_whole;
        let may_follow = is_likely || gaps == 0 && (!is_padded || line.len() % 4 == 0);
        if !is_base64_line(line) || !may_follow {
            match kept.is_empty() {
                true => return None,
                false => break,
            }
        }
        is_padded = line.ends_with(b"=");
        kept.extend(line);
    }
    Some(kept)
}

/// Stray characters are passed over, RFC 2045 6.8, but not words: blanks inside, a ruled line, or more than an eighth.
fn is_base64_line(line: &[u8]) -> bool {
    let foreign = line.iter().filter(|b| VALUES[usize::from(**b)] >= SKIPPED && **b != b'=').count();
    let has_blank = line.iter().any(|b| matches!(b, b' ' | b'\t'));
    let is_ruled = line.len() > 2 && !line[0].is_ascii_alphanumeric() && line.iter().all(|b| *b == line[0]);
    !has_blank && !is_ruled && foreign * 8 <= line.len()
}

/// What is no value of a character.
const SKIPPED: u8 = 64;

/// The six bits of each character.
static VALUES: [u8; 256] = {
    let mut values = [SKIPPED; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut at = 0;
    while at < alphabet.len() {
        values[alphabet[at] as usize] = at as u8;
        at += 1;
    }
    // The alphabet for addresses of the web, RFC 4648 5.
    values[b'-' as usize] = 62;
    values[b'_' as usize] = 63;
    values
};

/// Quoted-printable, RFC 2045: white space at the end of a line is not text, `=` there joins it to the next.
pub(crate) fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for line in lines(text) {
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

/// The lines, each with its end.
pub(crate) fn lines(mut text: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', text).map_or(text.len(), |at| at + 1);
        let (line, rest) = text.split_at(end);
        text = rest;
        Some(line).filter(|line| !line.is_empty())
    })
}

/// The Q encoding of header words: quoted-printable with `_` for a space.
pub(crate) fn q_word(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    unescape(text.replace('_', " ").as_bytes(), b'=', &mut bytes);
    bytes
}

/// What RFC 3461 4 calls xtext: "+" and two digits for a byte.
pub(crate) fn xtext(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    unescape(text.as_bytes(), b'+', &mut bytes);
    bytes
}

/// Percent encoding, RFC 2231.
pub(crate) fn percent(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    unescape(text.as_bytes(), b'%', &mut bytes);
    bytes
}

fn unescape(text: &[u8], mark: u8, bytes: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(mark, rest) {
        let (plain, marked) = rest.split_at(at);
        bytes.extend(plain);
        let hex = |at: usize| marked.get(at).and_then(|b| char::from(*b).to_digit(16));
        let (byte, length) = match (hex(1), hex(2)) {
            (Some(high), Some(low)) => ((high * 16 + low) as u8, 3),
            _ => (mark, 1),
        };
        bytes.push(byte);
        rest = &marked[length..];
    }
    bytes.extend(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k13_base64_ends_where_words_begin() {
        let line = "SG9sYSwgbWHDsWFuYSBhIGxhcyAxMC4gQQ0K";
        let decoded = "Hola, mañana a las 10. A\r\n".as_bytes();
        for footer in ["", "\r\n\r\n_____\r\nLista de ventas", "\r\n--- \r\nx", "\r\n\r\nLista\r\n"] {
            assert_eq!(
                base64_body(format!("{line}\r\n{footer}").as_bytes()).as_deref().map(<[u8]>::trim_ascii_end),
                Some(decoded.trim_ascii_end()),
                "{footer:?}"
            );
        }
        assert_eq!(base64_body(b"aG9sYQ==\r\n\r\nUn pie de lista").as_deref(), Some(b"hola".as_slice()));
        assert_eq!(base64_body(b"El presupuesto va adjunto, un saludo.\r\n"), None);
        assert_eq!(base64_body(b"aG9!sYQ==\r\n").as_deref(), Some(b"hola".as_slice()));
        assert_eq!(base64_body(b"").as_deref(), Some(b"".as_slice()));
    }

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
