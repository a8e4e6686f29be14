//! Compressed RTF, [MS-OXRTFCP]: a bounded decoder that trusts neither the sizes nor the checksum in the header.

use crate::limits;
use crate::warning::{Warning, Warnings};

const HEADER: usize = 16;
const COMPRESSED: [u8; 4] = *b"LZFu";
const UNCOMPRESSED: [u8; 4] = *b"MELA";

/// The dictionary starts with what RTF of the time began with, [MS-OXRTFCP] 2.1.2.1.
const START: &[u8; 207] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \
\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const DICTIONARY: usize = 4_096;

/// The RTF inside; `None` when the header is no header. Broken or oversized input gives what came before.
pub(crate) fn decompress(bytes: &[u8], warnings: &mut Warnings) -> Option<Vec<u8>> {
    let content = bytes.get(HEADER..)?;
    if bytes[8..12] == UNCOMPRESSED {
        let content = &content[..content.len().min(limits::RTF_BYTES_MAX)];
        return Some(content.to_vec());
    }
    if bytes[8..12] != COMPRESSED {
        return None;
    }
    let limit = content.len().saturating_mul(limits::RTF_RATIO_MAX).min(limits::RTF_BYTES_MAX);
    let (rtf, complete) = expand(content, limit);
    if !complete {
        warnings.add(Warning::Truncated);
    }
    Some(rtf)
}

/// Expands until the end mark; tells whether that was reached.
fn expand(content: &[u8], limit: usize) -> (Vec<u8>, bool) {
    let mut dictionary = [b' '; DICTIONARY];
    dictionary[..START.len()].copy_from_slice(START);
    let mut write = START.len();
    let mut out = Vec::new();
    let mut put = |byte: u8, dictionary: &mut [u8; DICTIONARY], write: &mut usize| {
        out.push(byte);
        dictionary[*write] = byte;
        *write = (*write + 1) % DICTIONARY;
        out.len() < limit
    };
    let mut input = content.iter().copied();
    let mut complete = false;
    'runs: while let Some(control) = input.next() {
        for bit in 0..8 {
            if control >> bit & 1 == 0 {
                let Some(byte) = input.next() else { break 'runs };
                if !put(byte, &mut dictionary, &mut write) {
                    break 'runs;
                }
                continue;
            }
            let (Some(high), Some(low)) = (input.next(), input.next()) else {
                break 'runs;
            };
            let reference = usize::from(high) << 8 | usize::from(low);
            let (offset, length) = (reference >> 4, (reference & 0xF) + 2);
            if offset == write {
                complete = true;
                break 'runs;
            }
            for step in 0..length {
                let byte = dictionary[(offset + step) % DICTIONARY];
                if !put(byte, &mut dictionary, &mut write) {
                    break 'runs;
                }
            }
        }
    }
    (out, complete)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of [MS-OXRTFCP] 3.1.1.
    const SIMPLE: &[u8] = b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125B2\x0a\xf3 hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0";

    #[test]
    fn the_examples_of_the_specification() {
        let rtf = decompress(SIMPLE, &mut Warnings::default()).unwrap();
        assert_eq!(String::from_utf8_lossy(&rtf), "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        // [MS-OXRTFCP] 3.1.2: a reference that reads what it is writing.
        let crossing = b"\x1a\0\0\0\x1c\0\0\0LZFu\xe2\xd4\x4b\x51\x41\0\x04\x20WXYZ\x0d\x6e\x7d\x01\x0e\xb0";
        let rtf = decompress(crossing, &mut Warnings::default()).unwrap();
        assert_eq!(String::from_utf8_lossy(&rtf), "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
        let stored = b"\x2e\0\0\0\x22\0\0\0MELA \xdf\xfa\xcd{\\rtf1}";
        assert_eq!(decompress(stored, &mut Warnings::default()).as_deref(), Some(b"{\\rtf1}".as_slice()));
    }

    #[test]
    fn a_claimed_size_allocates_nothing_and_short_input_is_no_error() {
        let mut warnings = Warnings::default();
        for length in 0..SIMPLE.len() {
            decompress(&SIMPLE[..length], &mut warnings);
        }
        let mut liar = SIMPLE.to_vec();
        liar[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(decompress(&liar, &mut warnings).map(|rtf| rtf.len()), Some(43));
        let long = [&SIMPLE[..16], &[0xFF; 4_000]].concat();
        assert!(decompress(&long, &mut warnings).unwrap().len() <= 9 * 4_000);
    }
}
