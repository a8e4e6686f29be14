//! The bodies of an Outlook item: plain text, HTML and RTF, of which it may have any.

use crate::charset::Page;
use crate::mapi::{Properties, id};
use crate::warning::{Warning, Warnings};
use crate::{body, charset, html, lzfu, rtf};

/// Plain text and HTML, from whichever of the three bodies of an item hold them, [MS-OXCMSG] 2.2.1.56.
///
/// `otherwise` is the text where the item has no body at all.
pub(crate) fn bodies(
    properties: &Properties,
    otherwise: String,
    warnings: &mut Warnings,
) -> (String, Option<String>) {
    let mut text = properties.text(id::BODY, warnings).unwrap_or_default();
    let mut page = html_body(properties, warnings);
    let rtf = properties.binary(id::RTF_COMPRESSED).filter(|_| page.is_none() || text.trim().is_empty());
    if let Some(rtf) = rtf.and_then(|bytes| lzfu::decompress(bytes, warnings)) {
        match rtf::read(&rtf, warnings) {
            rtf::Body::Html(html) if page.is_none() => page = Some(html),
            rtf::Body::Text(found) if text.trim().is_empty() && !found.trim().is_empty() => {
                text = found;
                warnings.add(Warning::TextDerived);
            }
            _ => {}
        }
    }
    let is_empty = |page: &Option<String>| page.as_ref().is_none_or(|page| page.trim().is_empty());
    if text.trim().is_empty() && is_empty(&page) {
        text = otherwise;
    }
    body::finish(text, page, warnings)
}

/// PidTagBodyHtml and PidTagHtml have one id; the first is a string, the second bytes, [MS-OXCMSG] 2.2.1.56.3 and
/// 2.2.1.56.9. Bytes and 8-bit strings are in the page of PidTagInternetCodepage.
fn html_body(properties: &Properties, warnings: &mut Warnings) -> Option<String> {
    if properties.has_wide(id::HTML) {
        return properties.text(id::HTML, warnings);
    }
    if let Some(bytes) = properties.binary(id::HTML).filter(|bytes| !bytes.is_empty()) {
        return Some(page_of_bytes(bytes, properties, warnings));
    }
    let bytes = properties.string8(id::HTML).filter(|bytes| !bytes.is_empty())?;
    let declares_page = internet_page(properties).is_some() || html::declared_charset(bytes).is_some();
    if declares_page || unicode_of(bytes).is_some() {
        return Some(page_of_bytes(bytes, properties, warnings));
    }
    // With no word about it, it is a string like the others.
    properties.text(id::HTML, warnings)
}

fn page_of_bytes(bytes: &[u8], properties: &Properties, warnings: &mut Warnings) -> String {
    let declared = html::declared_charset(bytes);
    let mut text = if let Some((page, bytes)) = unicode_of(bytes) {
        page.decode(bytes).0.into_owned()
    } else if declared.as_deref().is_some_and(is_utf8) && std::str::from_utf8(bytes).is_ok() {
        // What says that it is UTF-8, and is, can be nothing else.
        charset::decode_unlabelled(bytes, warnings)
    } else if let Some(page) = internet_page(properties) {
        charset::decode_page(bytes, Some(page), warnings)
    } else {
        // A page whose `meta` could be read is in no UTF-16, whatever it says: HTML standard, 13.2.3.2.
        let label = declared.map(|label| if is_utf16(&label) { "utf-8".to_owned() } else { label });
        charset::decode_label(bytes, label.as_deref(), warnings)
    };
    body::without_nul(&mut text);
    text
}

/// The code page that the item names, where that says something of bytes that are no UTF-16.
fn internet_page(properties: &Properties) -> Option<u32> {
    const ASCII: i32 = 20_127;
    const UTF_16: [i32; 2] = [1_200, 1_201];
    let page = properties.integer(id::INTERNET_CODEPAGE)?;
    let says_nothing = page == 0 || page == ASCII || UTF_16.contains(&page);
    let page = u32::try_from(page).ok().filter(|_| !says_nothing)?;
    Page::of_number(page).is_some().then_some(page)
}

/// The encoding that the first bytes give away, and what comes after its mark: a byte order mark, or else the `<`
/// of a page in UTF-16.
fn unicode_of(bytes: &[u8]) -> Option<(Page, &[u8])> {
    Some(match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Page::Web(encoding_rs::UTF_8), rest),
        [0xFF, 0xFE, rest @ ..] => (Page::Web(encoding_rs::UTF_16LE), rest),
        [0xFE, 0xFF, rest @ ..] => (Page::Web(encoding_rs::UTF_16BE), rest),
        [b'<', 0, next, 0, ..] if *next != 0 => (Page::Web(encoding_rs::UTF_16LE), bytes),
        [0, b'<', 0, next, ..] if *next != 0 => (Page::Web(encoding_rs::UTF_16BE), bytes),
        _ => return None,
    })
}

fn is_utf8(label: &str) -> bool {
    matches!(label, "utf-8" | "utf8")
}

/// Names of UTF-16, those that old programs of Microsoft use among them.
fn is_utf16(label: &str) -> bool {
    let starts = ["utf-16", "utf16", "unicode", "ucs-2", "iso-10646-ucs-2", "csunicode"];
    starts.iter().any(|start| label.starts_with(start)) && !label.contains("utf-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapi::kind;

    fn read(page: Option<i32>, kind: u16, html: &[u8]) -> (String, bool) {
        let mut properties = Properties::default();
        let mut integer = |id, value: i32| {
            properties.insert(id, kind::INTEGER32, value.to_le_bytes().to_vec());
        };
        integer(id::MESSAGE_CODEPAGE, 1_252);
        page.into_iter().for_each(|page| integer(id::INTERNET_CODEPAGE, page));
        properties.insert(id::HTML, kind, html.to_vec());
        properties.settle_page();
        let (text, html) = bodies(&properties, String::new(), &mut Warnings::default());
        (text, html.is_some())
    }

    #[test]
    fn k11_html_of_8_bits_is_in_the_internet_code_page() {
        let check = |page, html: &[u8], kinds: &[u16]| {
            for kind in kinds {
                assert_eq!(
                    read(page, *kind, html),
                    ("Cádiz 2026".into(), true),
                    "{page:?} {kind:x} {html:?}"
                );
            }
        };
        let (both, string) = (&[kind::STRING8, kind::BINARY], &[kind::STRING8]);
        check(Some(65_001), "<p>Cádiz 2026".as_bytes(), both);
        check(Some(28_591), b"<p>C\xe1diz 2026", both);
        check(Some(850), b"<p>C\xa0diz 2026", both);
        check(None, b"<p>C\xe1diz 2026", string);
        check(Some(20_127), b"<p>C\xe1diz 2026", string);
        // The page's own word counts where the item says nothing, or something that the bytes are not.
        check(None, "<meta charset=utf-8><p>Cádiz 2026".as_bytes(), both);
        check(Some(1_252), "<meta charset=utf-8><p>Cádiz 2026".as_bytes(), both);
    }

    #[test]
    fn k10_byte_order_marks_decide_and_utf_16_in_8_bits_is_utf_8() {
        let page = "<meta charset=utf-16><p>Cádiz 2026";
        let wide: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for html in [
            page.as_bytes().to_vec(),
            page.replace("utf-16", "unicode").into_bytes(),
            marked(b"\xef\xbb\xbf", "<p>Cádiz 2026".as_bytes()),
            marked(b"\xff\xfe", &wide),
            marked(b"\xfe\xff", &big),
            wide,
            big,
        ] {
            for page in [None, Some(1_200)] {
                let got = read(page, kind::BINARY, &html);
                assert_eq!(got, ("Cádiz 2026".into(), true), "{page:?} {html:?}");
            }
        }
        let marked = marked(b"\xef\xbb\xbf", "<p>Cádiz 2026".as_bytes());
        assert_eq!(
            read(Some(1_252), kind::BINARY, &marked).0,
            "Cádiz 2026",
            "a mark is surer than a property"
        );
    }

    #[test]
    fn what_is_said_instead_of_a_body_is_read_only_where_there_is_none() {
        let body = |text: &str| {
            let mut properties = Properties::default();
            properties.insert(id::BODY, kind::STRING8, text.as_bytes().to_vec());
            bodies(&properties, "instead".into(), &mut Warnings::default()).0
        };
        assert_eq!((body("Hola").as_str(), body(" \r\n").as_str()), ("Hola", "instead"));
    }
}
