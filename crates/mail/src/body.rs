//! What the bodies of every format have in common: their limits, and text where only HTML was sent.

use crate::html;
use crate::limits::{self, cut};
use crate::warning::{Warning, Warnings};

/// Bounds both bodies, ends lines with a newline alone, and makes text from HTML where there is no other.
pub(crate) fn finish(
    mut text: String,
    html: Option<String>,
    warnings: &mut Warnings,
) -> (String, Option<String>) {
    let mut html = html.filter(|html| !html.trim().is_empty());
    if html.as_mut().is_some_and(|html| cut(html, limits::HTML_BYTES_MAX)) {
        warnings.add(Warning::Truncated);
    }
    if let Some(html) = html.as_ref().filter(|_| text.trim().is_empty()) {
        text = html::to_text(html);
        if !text.is_empty() {
            warnings.add(Warning::TextDerived);
        }
    }
    if text.contains('\r') {
        // One too many is still one line's end, and one alone was an end on old systems.
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace('\r', "\n");
    }
    without_nul(&mut text);
    if cut(&mut text, limits::TEXT_BYTES_MAX) {
        warnings.add(Warning::Truncated);
    }
    (text, html)
}

/// Nothing shows it, and some systems end a text there.
pub(crate) fn without_nul(text: &mut String) {
    if memchr::memchr(0, text.as_bytes()).is_some() {
        text.retain(|c| c != '\0');
    }
}
