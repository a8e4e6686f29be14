//! Addresses that the system's own programs call or write to: `tel:` and `mailto:`, and no other kind.

use domain::refusal::Reason;
use domain::text;

use crate::error::AppError;
use crate::wire::ReachKind;

/// # Errors
/// `invalid` where the text is no phone number, or no email address.
pub fn address(kind: ReachKind, typed: &str) -> Result<String, AppError> {
    match kind {
        ReachKind::Phone => {
            let is_kept = |c: &char| c.is_ascii_digit() || *c == '+' || *c == '#' || *c == '*';
            let number: String = typed.chars().filter(is_kept).collect();
            match number.chars().any(|c| c.is_ascii_digit()) {
                true => Ok(format!("tel:{}", number.replace('#', "%23"))),
                false => Err(AppError::invalid("text", Reason::Malformed)),
            }
        }
        ReachKind::Email => {
            let clean = text::emails("text", &[typed.to_owned()])?;
            let address = clean.first().ok_or(AppError::invalid("text", Reason::Required))?;
            Ok(format!("mailto:{}", escaped(address)))
        }
    }
}

/// An address must not bring along a subject, a copy or a second address.
fn escaped(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'@' | b'.' | b'-' | b'_' | b'+' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_called_and_an_address_written_to_and_nothing_else_is_asked_of_the_system() {
        for (kind, typed, address) in [
            (ReachKind::Phone, "+34 600 100 200", Some("tel:+34600100200")),
            (ReachKind::Phone, "956-100-200 (tardes)", Some("tel:956100200")),
            (ReachKind::Phone, "file:///etc/passwd", None),
            (ReachKind::Email, "ana@example.com", Some("mailto:ana@example.com")),
            (
                ReachKind::Email,
                "ana@example.com?bcc=x@y.example",
                Some("mailto:ana@example.com%3Fbcc%3Dx@y.example"),
            ),
            (ReachKind::Email, "ana&x@example.com", Some("mailto:ana%26x@example.com")),
            (ReachKind::Email, "https://example.com", None),
        ] {
            assert_eq!(super::address(kind, typed).ok().as_deref(), address, "{typed}");
        }
    }
}
