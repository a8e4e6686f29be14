//! Bytes of text to text: the Windows code pages of Outlook, the charset names of MIME, and guesses for the rest.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::utf7;
use crate::warning::{Warning, Warnings};

/// The code page of an Outlook object's 8-bit strings (PT_STRING8), from the properties that hint at it.
///
/// PidTagMessageCodepage is what the strings were written with. PidTagInternetCodepage is the charset of the
/// message on the wire, so only its family counts; UTF-8 and ASCII say nothing about a family. The locale
/// is the last hint.
pub(crate) fn string8_page(
    message_page: Option<u32>,
    internet_page: Option<u32>,
    locale: Option<u32>,
) -> Option<u32> {
    let known = |page: &u32| *page != 0;
    message_page
        .filter(known)
        .map(windows_page)
        .or_else(|| internet_page.filter(known).and_then(windows_family))
        .or_else(|| locale.filter(known).map(locale_page))
}

/// A code page that can be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// One of those that browsers know.
    Web(&'static Encoding),
    /// One that DOS wrote, which browsers do not.
    Dos(u32),
    Utf7,
}

impl Page {
    pub(crate) const WESTERN: Self = Self::Web(WINDOWS_1252);

    /// The page of that number, or that of Windows for its family.
    pub(crate) fn of_number(page: u32) -> Option<Self> {
        Some(match page {
            437 | 850 | 858 => Self::Dos(page),
            65000 => Self::Utf7,
            _ => Self::Web(codepage::to_encoding(u16::try_from(windows_page(page)).ok()?)?),
        })
    }

    /// The page that a charset's name, in lower case, stands for.
    fn of_label(label: &str) -> Option<Self> {
        if label.contains("utf-7") || label == "utf7" {
            return Some(Self::Utf7);
        }
        let by_name = Encoding::for_label_no_replacement(label.as_bytes()).map(Self::Web);
        by_name.or_else(|| {
            // "cp1252", "windows1252", "ibm00858" and "cp936" name code pages in ways WHATWG does not list.
            let digits: String = label.chars().filter(char::is_ascii_digit).collect();
            let prefixes = ["cp", "windows", "ms", "x-cp", "ibm", "csibm"];
            let is_page = digits == label || prefixes.iter().any(|prefix| label.starts_with(prefix));
            digits.parse().ok().filter(|_| is_page).and_then(Self::of_number)
        })
    }

    /// Decodes, and tells whether any bytes were no text in this page.
    pub(crate) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes),
            Self::Dos(437) => (oem(bytes, &CP437).into(), false),
            Self::Dos(858) => (mail_parser_decode("cp850", bytes).replace('ı', "€").into(), false),
            Self::Dos(_) => (mail_parser_decode("cp850", bytes).into(), false),
            Self::Utf7 => (utf7::decode(bytes).into(), false),
        }
    }
}

/// Decodes an 8-bit string of an Outlook object; without a page it is taken for UTF-8 or Western European.
pub(crate) fn decode_page(bytes: &[u8], page: Option<u32>, warnings: &mut Warnings) -> String {
    if bytes.is_ascii() && page != Some(65000) {
        return ascii(bytes);
    }
    match page.and_then(Page::of_number) {
        Some(page) => decode_declared(bytes, page, warnings),
        None => {
            let encoding = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
            warnings.add(Warning::DecodedAs(encoding.name().into()));
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
    }
}

/// Decodes by a charset's name; without a usable name, or where the bytes contradict it, by a guess.
///
/// A byte order mark decides whatever the name is, as browsers hold it (WHATWG Encoding, "decode").
pub(crate) fn decode_label(bytes: &[u8], label: Option<&str>, warnings: &mut Warnings) -> String {
    if let Some(text) = marked(bytes).or_else(|| wide(bytes)) {
        return text;
    }
    let label = label.map(|l| l.trim_matches([' ', '\t', '"', '\'']).to_ascii_lowercase());
    // ASCII says nothing about bytes above it, and WHATWG would read it as Western European.
    let is_ascii = |label: &String| {
        matches!(label.as_str(), "" | "us-ascii" | "ascii" | "ansi_x3.4-1968" | "iso-ir-6" | "us")
    };
    let Some(label) = label.filter(|label| !is_ascii(label)) else {
        return decode_unlabelled(bytes, warnings);
    };
    if is_utf16(&label) {
        return match utf16_of(bytes, &label) {
            Some(text) => text,
            // "unicode" in eight-bit text: WHATWG reads UTF-8 where a page names UTF-16 for itself.
            None => decode_unlabelled(bytes, warnings),
        };
    }
    if let Some(page) = Page::of_label(&label) {
        return decode_declared(bytes, page, warnings);
    }
    if mail_parser::decoders::charsets::map::charset_decoder(label.as_bytes()).is_some() {
        return mail_parser_decode(&label, bytes);
    }
    decode_unlabelled(bytes, warnings)
}

/// Decodes bytes of which nothing is known: UTF-8 where it is valid, else the likeliest for Spanish mail.
pub(crate) fn decode_unlabelled(bytes: &[u8], warnings: &mut Warnings) -> String {
    if let Some(text) = marked(bytes).or_else(|| wide(bytes)) {
        return text;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
    }
    let encoding = guess(bytes);
    warnings.add(Warning::DecodedAs(encoding.name().into()));
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Text that begins with a byte order mark.
fn marked(bytes: &[u8]) -> Option<String> {
    let (encoding, length) = Encoding::for_bom(bytes)?;
    let text = encoding.decode_without_bom_handling(&bytes[length..]).0;
    Some(text.into_owned())
}

/// UTF-16 that nothing announces: every other byte of Latin letters is zero, which no text of eight bits has.
fn wide(bytes: &[u8]) -> Option<String> {
    memchr::memchr(0, &bytes[..bytes.len().min(64)])?;
    let start = &bytes[..bytes.len().min(4_096)];
    let zeros = start.iter().filter(|b| **b == 0).count();
    if zeros * 3 < start.len() || bytes.len() < 4 {
        return None;
    }
    utf16_of(bytes, "")
}

fn is_utf16(label: &str) -> bool {
    let label = label.strip_prefix("cs").unwrap_or(label);
    !label.contains("utf-7")
        && (label.starts_with("utf-16")
            || label.starts_with("utf16")
            || label.starts_with("unicode")
            || label.contains("ucs-2"))
}

/// UTF-16 without a mark, in the order that the zeros of its Latin letters tell, or else the name; none where the bytes
/// are text of eight bits.
fn utf16_of(bytes: &[u8], label: &str) -> Option<String> {
    let start = &bytes[..bytes.len().min(4_096)];
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let is_eight_bit =
        even + odd == 0 && start.iter().filter(|b| b.is_ascii()).count() * 4 >= start.len() * 3;
    if is_eight_bit || std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) {
        return None;
    }
    let is_big = even > odd || even == odd && label.contains("be");
    let encoding = if is_big { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// Decodes UTF-16 little endian up to the first NUL, odd bytes and lone surrogates tolerated.
pub(crate) fn decode_utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units.take_while(|unit| *unit != 0))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn decode_declared(bytes: &[u8], page: Page, warnings: &mut Warnings) -> String {
    // Western European text is never valid UTF-8 by chance, but gateways put that label on anything.
    let is_western = matches!(page, Page::Web(encoding) if encoding == WINDOWS_1252 || encoding == encoding_rs::ISO_8859_15);
    if is_western && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
        return decode_unlabelled(bytes, warnings);
    }
    let (text, had_errors) = page.decode(bytes);
    if !had_errors {
        return text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    }
    // One bad byte in long text is damage, and the label still right; mostly bad bytes are a wrong label.
    let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
    let good = text.chars().filter(|c| !c.is_ascii()).count() - bad;
    if good > bad {
        warnings.add(Warning::Damaged);
        return text.into_owned();
    }
    decode_unlabelled(bytes, warnings)
}

/// What a guess looks at.
const GUESSED_BYTES_MAX: usize = 64 << 10;

fn guess(bytes: &[u8]) -> &'static Encoding {
    // The beginning tells, but for what is plain: accents may come late.
    let start = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let bytes = &bytes[start..bytes.len().min(start + GUESSED_BYTES_MAX)];
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"es"), chardetng::Utf8Detection::Deny)
}

fn mail_parser_decode(label: &str, bytes: &[u8]) -> String {
    match mail_parser::decoders::charsets::map::charset_decoder(label.as_bytes()) {
        Some(decode) => decode(bytes),
        None => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn ascii(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(*b)).collect()
}

fn oem(bytes: &[u8], upper_half: &[char; 128]) -> String {
    bytes
        .iter()
        .map(|b| if b.is_ascii() { char::from(*b) } else { upper_half[usize::from(*b) - 128] })
        .collect()
}

/// What strings of a page are decoded with. Latin-9 is no part of its family: the euro lies elsewhere.
fn windows_page(page: u32) -> u32 {
    windows_family(page).filter(|_| page != 28605).unwrap_or(page)
}

/// The Windows page that 8-bit strings of a charset's family are in: JIS mail is kept as Shift-JIS, and so on.
fn windows_family(page: u32) -> Option<u32> {
    Some(match page {
        28591 | 28605 | 20105 | 1252 => 1252,
        28592 | 1250 => 1250,
        28593 | 28599 | 1254 => 1254,
        28594 | 28603 | 1257 => 1257,
        28595 | 20866 | 21866 | 1251 => 1251,
        28596 | 1256 => 1256,
        28597 | 1253 => 1253,
        28598 | 38598 | 1255 => 1255,
        50220 | 50221 | 50222 | 20932 | 51932 | 932 => 932,
        50225 | 51949 | 949 => 949,
        50227 | 51936 | 52936 | 54936 | 936 => 936,
        50229 | 950 => 950,
        874 | 20874 => 874,
        1258 => 1258,
        _ => return None,
    })
}

/// The ANSI code page of a locale, [MS-LCID]; the primary language is in the low ten bits.
fn locale_page(locale: u32) -> u32 {
    match locale & 0xFFFF {
        0x0404 | 0x0C04 | 0x1404 => return 950,
        0x0C1A | 0x1C1A | 0x201A => return 1251,
        _ => {}
    }
    match locale & 0x3FF {
        0x01 | 0x20 | 0x29 => 1256,
        0x02 | 0x19 | 0x22 | 0x23 | 0x2F | 0x3F | 0x40 | 0x44 | 0x50 => 1251,
        0x04 => 936,
        0x05 | 0x0E | 0x15 | 0x18 | 0x1A | 0x1B | 0x1C | 0x24 => 1250,
        0x08 => 1253,
        0x0D => 1255,
        0x11 => 932,
        0x12 => 949,
        0x1E => 874,
        0x1F | 0x2C | 0x43 => 1254,
        0x25..=0x27 => 1257,
        0x2A => 1258,
        _ => 1252,
    }
}

/// The upper half of code page 437, which WHATWG leaves out.
#[rustfmt::skip]
const CP437: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å',
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', '¢', '£', '¥', '₧', 'ƒ',
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '⌐', '¬', '½', '¼', '¡', '«', '»',
    '░', '▒', '▓', '│', '┤', '╡', '╢', '╖', '╕', '╣', '║', '╗', '╝', '╜', '╛', '┐',
    '└', '┴', '┬', '├', '─', '┼', '╞', '╟', '╚', '╔', '╩', '╦', '╠', '═', '╬', '╧',
    '╨', '╤', '╥', '╙', '╘', '╒', '╓', '╫', '╪', '┘', '┌', '█', '▄', '▌', '▐', '▀',
    'α', 'ß', 'Γ', 'π', 'Σ', 'σ', 'µ', 'τ', 'Φ', 'Θ', 'Ω', 'δ', '∞', 'φ', 'ε', '∩',
    '≡', '±', '≥', '≤', '⌠', '⌡', '÷', '≈', '°', '∙', '·', '√', 'ⁿ', '²', '■', '\u{a0}',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_page_of_8_bit_strings_follows_the_hints_in_order() {
        let check = |message, internet, locale, expected| {
            assert_eq!(
                string8_page(message, internet, locale),
                expected,
                "{message:?} {internet:?} {locale:?}"
            );
        };
        check(Some(1251), Some(28591), Some(0x0C0A), Some(1251));
        check(Some(28591), None, None, Some(1252));
        check(Some(65001), Some(1252), None, Some(65001));
        check(None, Some(50220), Some(0x0C0A), Some(932));
        check(None, Some(28591), Some(0x0419), Some(1252));
        check(None, Some(65001), Some(0x0419), Some(1251));
        check(None, Some(20127), Some(0x0C0A), Some(1252));
        check(None, Some(65001), None, None);
        check(Some(0), None, None, None);
    }

    #[test]
    fn spanish_survives_every_page_it_is_written_in() {
        let check = |bytes: &[u8], page, expected: &str| {
            assert_eq!(decode_page(bytes, page, &mut Warnings::default()), expected, "{page:?}");
        };
        check(b"Espa\xf1a, reuni\xf3n \x80", Some(1252), "España, reunión €");
        check(b"Espa\xf1a, reuni\xf3n", None, "España, reunión");
        check("España".as_bytes(), Some(65001), "España");
        check("España".as_bytes(), None, "España");
        check(b"Espa\xa4a, reuni\xa2n", Some(437), "España, reunión");
        check(b"Espa\xa4a, reuni\xa2n \xd5", Some(858), "España, reunión €");
        check(b"\x93\xfa\x96\x7b", Some(932), "日本");
    }

    #[test]
    fn k10_m13_the_bytes_tell_what_the_label_does_not() {
        let wide =
            |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let check = |bytes: &[u8], label: Option<&str>| {
            let got = decode_label(bytes, label, &mut Warnings::default());
            assert_eq!(got, "Hola, mañana", "{label:?} {:?}", &bytes[..2]);
        };
        let text = "Hola, mañana";
        for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            check(&wide(text, order), Some("utf-16"));
            check(&wide(&format!("\u{feff}{text}"), order), None);
            check(&wide(&format!("\u{feff}{text}"), order), Some("iso-8859-1"));
        }
        for label in ["unicode", "utf-16", "iso-8859-1", "windows-1252", "iso-8859-15"] {
            check(text.as_bytes(), Some(label));
        }
        check(b"Hola, ma\xf1ana", Some("unicode"));
    }

    #[test]
    fn a_label_that_the_bytes_contradict_is_replaced_by_a_guess() {
        let mut warnings = Warnings::default();
        assert_eq!(decode_label("reunión".as_bytes(), Some("us-ascii"), &mut warnings), "reunión");
        assert_eq!(warnings.0, []);
        assert_eq!(
            decode_label(b"la reuni\xf3n en Espa\xf1a", Some("utf-8"), &mut warnings),
            "la reunión en España"
        );
        assert_eq!(warnings.0, [Warning::DecodedAs("windows-1252".into())]);
    }
}
