//! What a part of an internet mail says that it is, in its field Content-Type.

use crate::encoded_words;
use crate::headers::Headers;
use crate::warning::Warnings;

/// What a part says it is: `text/plain` where it says nothing that can be read, RFC 2045 5.2.
#[derive(Debug, Default)]
pub(crate) struct Kind {
    /// In lower case: "text/plain".
    pub(crate) name: String,
    /// The whole field.
    pub(crate) field: String,
}

impl Kind {
    /// The first readable one counts, where the field is repeated.
    pub(crate) fn of(headers: &Headers) -> Option<Self> {
        headers.all("content-type").find_map(|field| {
            let name = field.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            let is_token = |token: &str| {
                !token.is_empty()
                    && token.bytes().all(|b| b.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?=".contains(&b))
            };
            // Some say "multipart" alone, and that is all that matters of it.
            let (kind, subtype) =
                if name == "multipart" { ("multipart", "mixed") } else { name.split_once('/')? };
            let subtype = subtype.split_whitespace().next().unwrap_or_default();
            let name = format!("{}/{subtype}", kind.trim());
            (is_token(kind.trim()) && is_token(subtype)).then(|| Self { name, field: field.to_owned() })
        })
    }

    pub(crate) fn text() -> Self {
        Self { name: "text/plain".to_owned(), field: "text/plain".to_owned() }
    }

    pub(crate) fn or_default(headers: &Headers, is_of_digest: bool) -> Self {
        let default = if is_of_digest { "message/rfc822" } else { "text/plain" };
        // What follows may still name a charset.
        let rest = headers
            .first("content-type")
            .and_then(|field| field.split_once(';'))
            .map_or("", |(_, rest)| rest);
        Self::of(headers)
            .unwrap_or_else(|| Self { name: default.to_owned(), field: format!("{default};{rest}") })
    }

    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        encoded_words::parameter(&self.field, name, &mut Warnings::default())
    }

    pub(crate) fn is_multipart(&self) -> bool {
        self.name.starts_with("multipart/")
    }

    pub(crate) fn is_text(&self) -> bool {
        matches!(self.name.as_str(), "text/plain" | "text/html")
    }

    pub(crate) fn is_message(&self) -> bool {
        matches!(self.name.as_str(), "message/rfc822" | "message/global")
    }
}
