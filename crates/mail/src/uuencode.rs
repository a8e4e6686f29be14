//! Files as mail carried them before MIME, and some programs still do: uuencode, POSIX.1 `uuencode`.

use crate::limits;

/// A file in a text: its name, its bytes, and where it stood.
pub(crate) struct Found {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The first file in these bytes, at or after `from`.
pub(crate) fn find(bytes: &[u8], from: usize) -> Option<Found> {
    let mut at = from;
    for start in
        memchr::memmem::find_iter(&bytes[from.min(bytes.len())..], b"begin ").map(|found| from + found)
    {
        let is_line_start = start == 0 || matches!(bytes[start - 1], b'\n' | b'\r');
        if start < at || !is_line_start {
            continue;
        }
        match decoded(bytes, start) {
            Ok(found) => return Some(found),
            // What was looked through is not looked through again.
            Err(end) => at = end.max(start + 1),
        }
    }
    None
}

/// The bytes of a part in this encoding, also where its end is missing.
pub(crate) fn content(bytes: &[u8]) -> Option<Vec<u8>> {
    find(bytes, 0)
        .or_else(|| find(&[bytes.trim_ascii_end(), b"\nend\n"].concat(), 0))
        .map(|found| found.bytes)
}

/// The file whose `begin` stands there, or up to where it looked like one.
fn decoded(bytes: &[u8], start: usize) -> Result<Found, usize> {
    let (line, mut at) = crate::headers::line_at(bytes, start);
    let name = name_of(line).ok_or(at)?;
    let mut content = Vec::new();
    while at < bytes.len() {
        let (line, next) = crate::headers::line_at(bytes, at);
        if line == b"end" || line == b"end " {
            return match content.is_empty() {
                true => Err(next),
                false => Ok(Found { name, bytes: content, start, end: next }),
            };
        }
        if !data_line(line, &mut content) {
            return Err(at);
        }
        at = next;
    }
    Err(at)
}

/// "begin 644 oferta.pdf"
fn name_of(line: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(line).ok()?;
    let (mode, name) = line.strip_prefix("begin ")?.trim_start().split_once(' ')?;
    let is_mode = (3..=6).contains(&mode.len()) && mode.bytes().all(|b| matches!(b, b'0'..=b'7'));
    let name = name.trim().trim_matches('"');
    (is_mode && !name.is_empty() && name.len() <= limits::NAME_CHARS_MAX).then(|| name.to_owned())
}

/// A length and three bytes for every four characters; blanks at the end may have been lost on the way.
fn data_line(line: &[u8], into: &mut Vec<u8>) -> bool {
    let Some((length, data)) = line.split_first() else { return true };
    let is_character = |b: &u8| (b' '..=b'`').contains(b);
    let length = usize::from(length.wrapping_sub(b' ') & 0x3F);
    let wanted = length.div_ceil(3) * 4;
    // Some add a checksum.
    if !is_character(&line[0]) || !data.iter().all(is_character) || data.len() > wanted + 2 {
        return false;
    }
    let mut left = length;
    for at in (0..wanted).step_by(4) {
        let value = |n: usize| u32::from(data.get(at + n).map_or(0, |b| b.wrapping_sub(b' ') & 0x3F));
        let group = value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3);
        let three = group.to_be_bytes();
        let count = left.min(3);
        into.extend(&three[1..=count]);
        left -= count;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m11_a_file_of_before_mime_is_found_in_its_text() {
        let text = b"Hola\nbegin 644 a.txt\n%:&]L80H \n`\nend\nadi\xf3s\n";
        let found = find(text, 0).unwrap();
        assert_eq!((found.name.as_str(), found.bytes.as_slice()), ("a.txt", b"hola\n".as_slice()));
        assert_eq!(&text[found.end..], b"adi\xf3s\n");
        assert!(find(text, found.end).is_none());
        for no in [
            "begin 644 a.txt\nHola, Ana: esto no lo es.\nend\n",
            "begin hoy a las 10\nend\n",
            "begin 644 a.txt\nend\n",
        ] {
            assert!(find(no.as_bytes(), 0).is_none(), "{no}");
        }
    }

    #[test]
    fn beginnings_without_end_take_time_in_proportion() {
        let begun = std::time::Instant::now();
        assert!(find("begin 644 a\n".repeat(400_000).as_bytes(), 0).is_none());
        assert!(find(format!("begin 644 a\n{}", "`\n".repeat(2_000_000)).as_bytes(), 0).is_none());
        assert!(begun.elapsed().as_secs() < 8, "{:?}", begun.elapsed());
    }
}
