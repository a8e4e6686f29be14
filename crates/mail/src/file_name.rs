//! Names of attachments made safe to create files with.

use unicode_normalization::UnicodeNormalization as _;

use crate::limits;

/// What a file is called when nothing is left of its name.
const NAMELESS: &str = "adjunto";

/// A file name without folders, reserved device names, control or direction characters, or forbidden ones.
pub(crate) fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe: String = last
        .nfc()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    // Windows drops dots and spaces at the end, so "CON." and "a.exe ." would become something else.
    // Elsewhere a dot at the start hides the file.
    let is_edge = |c: char| c == '.' || c.is_whitespace();
    let safe = safe.trim_matches(is_edge);
    let safe = if is_device(safe) { format!("_{safe}") } else { safe.to_owned() };
    let safe = shorten(&safe);
    if safe.is_empty() { NAMELESS.into() } else { safe }
}

/// A name for display: no controls, no characters that reverse the text or hide in it.
pub(crate) fn shown(name: &str) -> String {
    let shown: String = name.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    shown.trim().chars().take(limits::NAME_CHARS_MAX).collect()
}

/// A name for a message that has none: its subject.
pub(crate) fn of_message(subject: &str, extension: &str) -> String {
    match shown(subject).as_str() {
        "" => format!("message.{extension}"),
        subject => format!("{subject}.{extension}"),
    }
}

/// A name for a file that has none, by its type; people need something to click.
pub(crate) fn of_type(content_type: &str) -> String {
    let extension = match content_type {
        "text/calendar" | "application/ics" => return "invite.ics".to_owned(),
        "image/png" => ".png",
        "image/jpeg" | "image/jpg" | "image/pjpeg" => ".jpg",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "image/svg+xml" => ".svg",
        "image/tiff" => ".tif",
        "image/bmp" => ".bmp",
        "application/pdf" => ".pdf",
        "application/zip" | "application/x-zip-compressed" => ".zip",
        "application/msword" => ".doc",
        "application/vnd.ms-excel" => ".xls",
        "application/vnd.ms-powerpoint" => ".ppt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => ".docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => ".xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => ".pptx",
        "message/rfc822" | "message/global" => ".eml",
        "application/rtf" | "text/rtf" => ".rtf",
        "application/json" => ".json",
        "application/xml" | "text/xml" => ".xml",
        "application/ms-tnef" | "application/vnd.ms-tnef" => ".dat",
        "application/pgp-signature" | "application/pgp-keys" => ".asc",
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => ".p7s",
        "multipart/signed" | "application/pkcs7-mime" | "application/x-pkcs7-mime" => ".p7m",
        "text/html" => ".html",
        "text/csv" => ".csv",
        "text/vcard" | "text/x-vcard" => ".vcf",
        "audio/mpeg" => ".mp3",
        "audio/wav" | "audio/x-wav" => ".wav",
        "video/mp4" => ".mp4",
        text if text.starts_with("text/") || text.starts_with("message/") => ".txt",
        _ => "",
    };
    format!("attachment{extension}")
}

/// Zero-width characters and direction overrides: "exe.gpj" shown as "jpg.exe".
pub(crate) fn is_invisible(c: char) -> bool {
    let is_direction = matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    let is_zero_width = matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{feff}');
    is_direction || is_zero_width || matches!(c, '\u{2060}'..='\u{2069}')
}

/// Names Windows gives to devices, whatever the case and the extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$" => true,
        _ => {
            let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
            port.is_some_and(|n| {
                matches!(n, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
            })
        }
    }
}

/// Shortens the stem, keeping the extension, to what leaves room for what programs that copy files append.
fn shorten(name: &str) -> String {
    if name.len() <= limits::FILE_NAME_BYTES_MAX {
        return name.to_owned();
    }
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 16 => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let room = limits::FILE_NAME_BYTES_MAX - extension.len();
    format!("{}{extension}", stem[..stem.floor_char_boundary(room)].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leaves_its_folder_or_names_a_device() {
        let check = |name: &str, expected: &str| assert_eq!(safe(name), expected, "{name:?}");
        check("../../../../etc/cron.d/x", "x");
        check("..\\..\\Windows\\System32\\evil.dll", "evil.dll");
        check("C:\\a\\b.pdf", "b.pdf");
        check("CON", "_CON");
        check("nul.txt", "_nul.txt");
        check("COM1.pdf", "_COM1.pdf");
        check("factura\u{202e}fdp.exe", "facturafdp.exe");
        check("a:b|c?", "a_b_c_");
        check(" . ", "adjunto");
        check("..", "adjunto");
        check(".bashrc", "bashrc");
        check("a.exe. .", "a.exe");
        check("LPT1 .txt", "_LPT1 .txt");
        check("cami\u{f3}n.pdf", "camión.pdf");
        check("camio\u{301}n.pdf", "camión.pdf");
        check("a\0b.pdf", "ab.pdf");
        check("reunión.pdf", "reunión.pdf");
        let long = format!("{}.pdf", "ñ".repeat(5_000));
        let safe = safe(&long);
        assert!(safe.len() <= 150 && safe.ends_with("ñ.pdf"), "{}", safe.len());
    }
}
