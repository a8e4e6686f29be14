//! The attachment: a stored file or email, its bytes named by their hash (records.md 11).

use crate::id::UserId;
use crate::refusal::Refusal;
use crate::text;

/// What is known of a file without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The original name; never a path.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// The headers and the capped text of an email, so that search need not wait for its bytes.
    pub email: Option<EmailSummary>,
    /// What it is, in the words of whoever keeps it.
    pub description: Option<String>,
    /// Unknown of one that an earlier version stored.
    pub added: Option<Added>,
}

/// Who stored it, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    pub by: UserId,
    /// Seconds since 1970.
    pub at: i64,
}

impl Attachment {
    /// Refuses what no attachment may be called and cleans what was typed.
    pub fn check(self) -> Result<Self, Refusal> {
        Ok(Self {
            name: safe_name(&text::required_line("name", &self.name)?),
            description: text::line("description", self.description.as_deref().unwrap_or_default())?,
            ..self
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmailSummary {
    pub subject: String,
    pub from_name: String,
    pub from_address: String,
    /// RFC 3339 UTC.
    pub date: Option<String>,
    pub message_id: String,
    /// At most `limits::EMAIL_TEXT_CHARS_MAX` characters.
    pub text: String,
    /// The names of the files that came with it, pictures of its text left out.
    pub files: Vec<String>,
}

/// A name that every system can store (security-rules.md R22): no separators, control characters, reserved names.
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let stem = clean.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let clean = if is_reserved(&stem) { format!("_{clean}") } else { clean.to_owned() };
    match shortened(&clean) {
        name if name.is_empty() => "adjunto".to_owned(),
        name => name,
    }
}

/// Whether a file of this name may run something when it is opened (security-rules.md R20): it is saved, never opened. What
/// decides is the last extension that a system would see, whatever blanks, dots or marks stand around it.
pub fn is_runnable(name: &str) -> bool {
    let seen = safe_name(name).to_lowercase();
    let extension = seen.rsplit_once('.').map_or("", |(_, extension)| extension.trim());
    RUNNABLE.contains(&extension)
}

/// Programs, scripts, shortcuts, installers, macros, disk images, and what mounts or fetches them.
const RUNNABLE: [&str; 101] = [
    "ace",
    "action",
    "ade",
    "adp",
    "apk",
    "app",
    "appimage",
    "application",
    "appref-ms",
    "appx",
    "appxbundle",
    "asp",
    "bas",
    "bat",
    "cab",
    "cer",
    "chm",
    "class",
    "cmd",
    "com",
    "command",
    "cpl",
    "crt",
    "csh",
    "deb",
    "desktop",
    "diagcab",
    "dll",
    "dmg",
    "docm",
    "dotm",
    "exe",
    "fish",
    "gadget",
    "grp",
    "hlp",
    "hta",
    "htm",
    "html",
    "img",
    "inf",
    "ins",
    "iso",
    "isp",
    "jar",
    "jnlp",
    "js",
    "jse",
    "kext",
    "ksh",
    "library-ms",
    "lnk",
    "mad",
    "mht",
    "mhtml",
    "mobileconfig",
    "msc",
    "msh",
    "msi",
    "msix",
    "msp",
    "mst",
    "osd",
    "pif",
    "pkg",
    "ppam",
    "potm",
    "ppsm",
    "pptm",
    "prf",
    "ps1",
    "psm1",
    "py",
    "pyc",
    "rb",
    "reg",
    "rpm",
    "scf",
    "scpt",
    "scr",
    "sct",
    "search-ms",
    "settingcontent-ms",
    "sh",
    "shb",
    "shs",
    "svg",
    "swf",
    "terminal",
    "theme",
    "url",
    "vb",
    "vbe",
    "vbs",
    "vhd",
    "vhdx",
    "workflow",
    "ws",
    "wsf",
    "xlam",
    "xll",
];

/// Bytes of a stored name: leaves room for what sync tools append.
const NAME_BYTES_MAX: usize = 150;

fn shortened(name: &str) -> String {
    if name.len() <= NAME_BYTES_MAX {
        return name.to_owned();
    }
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 16 => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let end = (0..=NAME_BYTES_MAX - extension.len()).rev().find(|&at| stem.is_char_boundary(at)).unwrap_or(0);
    format!("{}{extension}", stem[..end].trim_end())
}

fn is_reserved(stem: &str) -> bool {
    matches!(stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit() && c != '0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r20_what_may_run_something_is_not_opened() {
        for name in [
            "factura.pdf.exe",
            "a.lnk. ",
            "factura\u{202e}fdp.exe",
            "A.PDF   .scr",
            "oferta.HTA",
            "x.JS",
            "hoja.xll",
            "web.url",
            "disco.iso",
            "guion.sh",
            "Lanzador.desktop",
            "carta.docm",
            "exe.exe",
            "../a.bat",
        ] {
            assert!(is_runnable(name), "{name:?}");
        }
        for name in [
            "factura.pdf",
            "foto.JPG",
            "carta.docx",
            "hoja.xlsx",
            "notas.txt",
            "exe",
            "RE_ Oferta.msg",
            "plano.dwg",
        ] {
            assert!(!is_runnable(name), "{name:?}");
        }
    }

    #[test]
    fn r22_names_are_safe_on_three_systems() {
        for (name, safe) in [
            ("../../etc/passwd", "passwd"),
            ("..\\evil.exe", "evil.exe"),
            ("C:\\x\\a:b|c?.txt", "a_b_c_.txt"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("COM1.pdf", "_COM1.pdf"),
            ("factura\u{202e}fdp.exe", "facturafdp.exe"),
            (" . ", "adjunto"),
            ("", "adjunto"),
            ("Oferta nº 5.pdf", "Oferta nº 5.pdf"),
        ] {
            assert_eq!(safe_name(name), safe, "{name:?}");
        }
        let long = safe_name(&format!("{}.pdf", "ñ".repeat(5000)));
        assert!(long.len() <= 150 && long.ends_with(".pdf"));
    }
}
