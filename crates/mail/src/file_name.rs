//! Names of attachments made safe to create files with.

use crate::{AttachmentKind, limits};

/// A file name without folders, reserved device names, control or direction characters, or forbidden ones.
pub(crate) fn safe(name: &str, kind: AttachmentKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut safe: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    // Windows drops dots and spaces at the end, so "CON." and "a.exe ." would become something else.
    safe.truncate(safe.trim_end_matches(['.', ' ']).len());
    let safe = safe.trim_start();
    if safe.is_empty() {
        return match kind {
            AttachmentKind::File => "attachment".into(),
            AttachmentKind::Message => "message".into(),
        };
    }
    let safe = if is_device(safe) { format!("_{safe}") } else { safe.to_owned() };
    shorten(&safe)
}

/// A name for display: no controls, no characters that reverse the text or hide in it.
pub(crate) fn shown(name: &str) -> String {
    let shown: String = name.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    shown.trim().chars().take(limits::NAME_CHARS_MAX * 4).collect()
}

/// A name for a message that has none: its subject.
pub(crate) fn of_message(subject: &str, extension: &str) -> String {
    match shown(subject).as_str() {
        "" => format!("message.{extension}"),
        subject => format!("{subject}.{extension}"),
    }
}

/// Zero-width characters and direction overrides: "exe.gpj" shown as "jpg.exe".
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
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

/// Shortens the stem, keeping the extension, to what every file system takes (255 bytes).
fn shorten(name: &str) -> String {
    if name.len() <= limits::NAME_CHARS_MAX {
        return name.to_owned();
    }
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 16 => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let room = limits::NAME_CHARS_MAX - extension.len();
    format!("{}{extension}", &stem[..stem.floor_char_boundary(room)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leaves_its_folder_or_names_a_device() {
        let check = |name: &str, expected: &str| assert_eq!(safe(name, AttachmentKind::File), expected);
        check("../../../../etc/cron.d/x", "x");
        check("..\\..\\Windows\\System32\\evil.dll", "evil.dll");
        check("C:\\a\\b.pdf", "b.pdf");
        check("CON", "_CON");
        check("nul.txt", "_nul.txt");
        check("COM1.pdf", "_COM1.pdf");
        check("factura\u{202e}fdp.exe", "facturafdp.exe");
        check("a:b|c?", "a_b_c_");
        check(" . ", "attachment");
        check("..", "attachment");
        check("a\0b.pdf", "ab.pdf");
        check("reunión.pdf", "reunión.pdf");
        let long = format!("{}.pdf", "ñ".repeat(5_000));
        let safe = safe(&long, AttachmentKind::File);
        assert!(safe.len() <= 255 && safe.ends_with("ñ.pdf"), "{}", safe.len());
    }
}
