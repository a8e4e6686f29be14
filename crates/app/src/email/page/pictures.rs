//! Pictures of an email, as `data:` in its page: raster formats only, told by their bytes, with caps (R19).

use std::collections::{BTreeSet, HashMap};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::limits::{
    MAIL_PICTURE_BYTES_MAX, MAIL_PICTURE_PIXELS_MAX, MAIL_PICTURE_SIDE_MAX, MAIL_PICTURES_BYTES_MAX,
};

/// Pictures from outside, by the address that the email names them by.
pub(super) type Loaded = HashMap<String, Vec<u8>>;

/// What the pictures of one email are taken from, and how much room is left.
pub(super) struct Pictures<'a> {
    inside: HashMap<&'a str, &'a [u8]>,
    loaded: &'a Loaded,
    bytes_left: usize,
    /// Addresses outside that may be asked for.
    pub(super) loadable: BTreeSet<String>,
    /// Every address outside that the page would have asked: these, and backgrounds and alternatives.
    pub(super) blocked: BTreeSet<String>,
    pub(super) is_cut: bool,
}

impl<'a> Pictures<'a> {
    pub(super) fn new(email: &'a mail::Email, loaded: &'a Loaded) -> Self {
        let inside = email
            .attachments
            .iter()
            .filter_map(|attachment| Some((attachment.content_id.as_deref()?, attachment.bytes.as_slice())));
        Self {
            inside: inside.collect(),
            loaded,
            bytes_left: MAIL_PICTURES_BYTES_MAX,
            loadable: BTreeSet::new(),
            blocked: BTreeSet::new(),
            is_cut: false,
        }
    }

    /// The picture as a `data:` address, or `None` where it may not or cannot be shown.
    pub(super) fn data(&mut self, src: &str) -> Option<String> {
        let src = src.trim();
        if let Some(id) = strip_scheme(src, "cid:") {
            let decoded = percent_decoded(id);
            let bytes = *self.inside.get(id).or_else(|| self.inside.get(decoded.as_str()))?;
            return self.inline(bytes);
        }
        if let Some(data) = strip_scheme(src, "data:") {
            let (kind, body) = data.split_once(',')?;
            let body: String = body.chars().filter(|c| !c.is_ascii_whitespace()).collect();
            let bytes =
                kind.to_ascii_lowercase().ends_with(";base64").then(|| STANDARD.decode(body).ok())??;
            return self.inline(&bytes);
        }
        let address = remote(src)?;
        if let Some(bytes) = self.loaded.get(&address) {
            return self.inline(bytes);
        }
        self.blocked.insert(address.clone());
        self.loadable.insert(address);
        None
    }

    /// Counts what would have been asked for and is not offered either.
    pub(super) fn count(&mut self, address: &str) {
        self.blocked.extend(remote(address.trim()));
    }

    fn inline(&mut self, bytes: &[u8]) -> Option<String> {
        let kind = raster(bytes)?;
        let Some(left) = self.bytes_left.checked_sub(bytes.len()) else {
            self.is_cut = true;
            return None;
        };
        self.bytes_left = left;
        Some(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
    }
}

/// The media type of a picture that may be shown. SVG is a program, and what claims 50,000 pixels a side is a bomb.
pub(super) fn raster(bytes: &[u8]) -> Option<&'static str> {
    let kind = match bytes {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => return None,
    };
    let size = imagesize::blob_size(bytes).ok()?;
    let is_small = bytes.len() <= MAIL_PICTURE_BYTES_MAX
        && size.width.max(size.height) <= MAIL_PICTURE_SIDE_MAX
        && size.width.saturating_mul(size.height) <= MAIL_PICTURE_PIXELS_MAX;
    is_small.then_some(kind)
}

fn remote(src: &str) -> Option<String> {
    let with_scheme = if src.starts_with("//") { format!("https:{src}") } else { src.to_owned() };
    let url = url::Url::parse(&with_scheme).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

fn strip_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let start = text.get(..scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then(|| &text[scheme.len()..])
}

fn percent_decoded(text: &str) -> String {
    url::form_urlencoded::parse(text.replace('+', "%2B").as_bytes())
        .next()
        .map(|(name, _)| name.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG's head that claims a size; nothing decodes it here.
    pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    #[test]
    fn r19_only_small_raster_pictures() {
        assert_eq!(raster(&png(640, 480)), Some("image/png"));
        assert_eq!(raster(b"GIF89a\x01\0\x01\0\0\0\0"), Some("image/gif"));
        for (what, bytes) in [
            ("50,000 pixels a side", png(50_000, 50_000)),
            ("a side too long", png(40_000, 1)),
            ("too many pixels", png(16_000, 16_000)),
            ("an overflow", png(u32::MAX, u32::MAX)),
            ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>".to_vec()),
            ("HTML", b"<html><script>x()</script>".to_vec()),
            ("BMP", b"BM\0\0\0\0\0\0\0\0".to_vec()),
            ("TIFF", b"II*\0\x08\0\0\0".to_vec()),
            ("a PNG without a head", b"\x89PNG\r\n\x1a\n".to_vec()),
            ("nothing", Vec::new()),
        ] {
            assert_eq!(raster(&bytes), None, "{what}");
        }
        let mut heavy = png(10, 10);
        heavy.resize(MAIL_PICTURE_BYTES_MAX + 1, 0);
        assert_eq!(raster(&heavy), None, "too many bytes");
    }
}
