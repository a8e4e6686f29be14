//! What a file really is, by its first bytes: a name says only what the sender wants it taken for.

use serde::{Deserialize, Serialize};

/// What the first bytes of a file say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Content {
    /// A program of Windows, Linux or macOS, compiled.
    Program,
    /// A script that names the program that runs it, or a shortcut that starts one.
    Script,
    /// A disk image or an installer's package.
    Package,
    /// PDF.
    Pdf,
    /// A picture of a kind that mail shows: PNG, JPEG, GIF, WebP, BMP or TIFF.
    Picture,
    /// A zip file, which documents of Office and OpenDocument are too.
    Zip,
    /// An archive of another kind.
    Archive,
    /// A compound file: documents of old Office, and Outlook items.
    Compound,
    /// Rich text.
    Rtf,
    /// HTML or XML.
    Markup,
}

/// Tells what a file is; `None` when its first bytes say nothing, as those of plain text.
///
/// Looks at 64 bytes at most, so it is no judgement on what else a file may hold.
#[must_use]
pub fn content_of(bytes: &[u8]) -> Option<Content> {
    const SHORTCUT: &[u8] = b"\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46";
    if bytes.starts_with(SHORTCUT) {
        return Some(Content::Script);
    }
    Some(match bytes {
        [b'M', b'Z', ..] | [0x7F, b'E', b'L', b'F', ..] => Content::Program,
        // Mach-O of either order and width, and several in one, which Java classes begin like.
        [0xFE, 0xED, 0xFA, 0xCE | 0xCF, ..] | [0xCE | 0xCF, 0xFA, 0xED, 0xFE, ..] => Content::Program,
        [0xCA, 0xFE, 0xBA, 0xBE, ..] => Content::Program,
        [b'#', b'!', ..] => Content::Script,
        [b'M', b'S', b'C', b'F', ..] | [0xED, 0xAB, 0xEE, 0xDB, ..] => Content::Package,
        [b'!', b'<', b'a', b'r', b'c', b'h', b'>', ..] => Content::Package,
        [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => Content::Picture,
        [0x89, b'P', b'N', b'G', ..] | [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => {
            Content::Picture
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Content::Picture,
        // Of a bitmap the reserved bytes are zero, which words of text are not.
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Content::Picture,
        [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] => Content::Zip,
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] | [0x1F, 0x8B, ..] => Content::Archive,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Content::Compound,
        _ => return of_text(bytes),
    })
}

/// Formats that are text to begin with may have a byte order mark and white space before their mark.
fn of_text(bytes: &[u8]) -> Option<Content> {
    let bytes = bytes.get(..64).unwrap_or(bytes);
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |mark: &[u8]| start.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    if begins(b"%PDF-") {
        Some(Content::Pdf)
    } else if begins(b"{\\rtf") {
        Some(Content::Rtf)
    } else if [b"<!doctype".as_slice(), b"<html", b"<?xml", b"<svg"].into_iter().any(begins) {
        Some(Content::Markup)
    } else if [b"<script".as_slice(), b"@echo"].into_iter().any(begins) {
        Some(Content::Script)
    } else {
        None
    }
}

impl Content {
    /// Whether opening such a file runs something.
    #[must_use]
    pub fn is_runnable(self) -> bool {
        matches!(self, Self::Program | Self::Script | Self::Package)
    }

    /// Whether a file of this kind may have that name; a name without an extension claims nothing.
    ///
    /// Only for extensions of documents and pictures the answer can be "no": there is no list of all others.
    #[must_use]
    pub fn suits(self, name: &str) -> bool {
        let name = crate::file_name::safe(name).to_ascii_lowercase();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension.trim());
        let kinds: &[Self] = match extension {
            "pdf" => &[Self::Pdf],
            "png" | "jpg" | "jpeg" | "jfif" | "gif" | "webp" | "bmp" | "tif" | "tiff" => &[Self::Picture],
            "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" => &[Self::Zip],
            // Word and Excel open these whatever they are called, and so do their users.
            "doc" | "xls" | "ppt" => &[Self::Compound, Self::Zip, Self::Rtf, Self::Markup],
            "msg" => &[Self::Compound],
            "rtf" => &[Self::Rtf],
            "zip" => &[Self::Zip],
            "txt" | "csv" | "ics" | "vcf" | "eml" => &[Self::Markup, Self::Rtf],
            _ => return true,
        };
        kinds.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_called_an_invoice_is_told() {
        for program in [
            b"MZ\x90\0".as_slice(),
            b"\x7fELF\x02",
            b"\xcf\xfa\xed\xfe",
            b"#!/bin/sh\n",
            b"\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46",
            b"<script>x",
            b"MSCF\0\0",
        ] {
            let content = content_of(program).unwrap();
            assert!(content.is_runnable(), "{program:?}");
            for name in ["factura.pdf", "foto.JPG", "exe.factura\u{202e}.pdf", "datos.xlsx", "notas.txt. "] {
                assert!(!content.suits(name), "{program:?} {name}");
            }
        }
    }

    #[test]
    fn honest_files_are_what_they_say() {
        for (bytes, name, content) in [
            (b"%PDF-1.7".as_slice(), "factura.pdf", Content::Pdf),
            (b"\x89PNG\r\n\x1a\n", "logo.png", Content::Picture),
            (b"\xff\xd8\xff\xe0", "foto.jpeg", Content::Picture),
            (b"PK\x03\x04", "datos.xlsx", Content::Zip),
            (b"\xd0\xcf\x11\xe0", "RE Oferta.msg", Content::Compound),
            (b"\xef\xbb\xbf\n<!DOCTYPE html>", "informe.xls", Content::Markup),
            (b"{\\rtf1", "carta.doc", Content::Rtf),
            (b"MZ", "programa.exe", Content::Program),
        ] {
            assert_eq!(content_of(bytes), Some(content), "{name}");
            assert!(content.suits(name), "{name}");
            assert!(content.is_runnable() == name.ends_with(".exe"), "{name}");
        }
        assert_eq!(content_of(b"Hola, Ana"), None);
        assert_eq!(content_of(b"BMW de segunda mano"), None);
        assert_eq!(content_of(b""), None);
    }
}
