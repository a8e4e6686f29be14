//! The last line of defence of every log and report: what looks like a person's data is struck out (R38, R39).

use std::borrow::Cow;
use std::panic::PanicHookInfo;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// In this order: what is ours stays (ids, instants), then what has letters, then what is only digits.
const PATTERNS: [(&str, &str); 6] = [
    ("id", r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b"),
    ("instant", r"\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?"),
    ("email", r#"[^\s@<>"'(),;:=]+@[^\s@<>"'(),;:=]+"#),
    (
        "iban",
        r"(?i)\b[a-z]{2}\d{2}(?:[a-z0-9]{11,30}|[ -]?[a-z0-9]{4}(?:[ -]?\d{4}){1,6}(?:[ -]?\d{1,3})?)\b",
    ),
    (
        "nif",
        r"(?i)\b(?:es)?(?:\d{8}[ -]?[a-z]|[xyz][ -]?\d{7}[ -]?[a-z]|[a-hjnp-w][ -]?\d{7}[ -]?[0-9a-j])\b",
    ),
    ("phone", r"(?:\+|\b)\d(?:[ .\-/()]{0,2}\d){8,14}\b"),
];

static PRIVATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let patterns: Vec<String> =
        PATTERNS.iter().map(|(name, pattern)| format!("(?P<{name}>{pattern})")).collect();
    Regex::new(&patterns.join("|")).ok()
});

/// The text with every email address, phone number, NIF and IBAN replaced by its kind in brackets.
pub fn redact(text: &str) -> Cow<'_, str> {
    match &*PRIVATE {
        Some(private) => private.replace_all(text, |found: &Captures<'_>| {
            let kind = PATTERNS.iter().map(|(name, _)| *name).find(|name| found.name(name).is_some());
            match kind {
                Some("id" | "instant") => found[0].to_owned(),
                kind => format!("[{}]", kind.unwrap_or("private")),
            }
        }),
        // The test below compiles them; were one broken all the same, nothing would be told.
        None => Cow::Borrowed("[private]"),
    }
}

/// Where a panic happened and what it says, redacted: it may have been formatted from what a user typed.
pub fn panic_text(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let said = payload.downcast_ref::<&str>().copied();
    let said = said.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no text");
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    format!("panic at {place}: {}", redact(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r38_what_looks_like_a_persons_data_is_struck_out() {
        for (private, struck) in [
            ("begona.ibanez+ventas@empresa.example", "email"),
            ("<marta@nosotros.example>", "email"),
            ("iñaki@güemes.example", "email"),
            ("+34 600 123 456", "phone"),
            ("600123456", "phone"),
            ("(94) 123.45.67", "phone"),
            ("0034-941-25-25-25", "phone"),
            ("12345678Z", "nif"),
            ("12345678-z", "nif"),
            ("X1234567L", "nif"),
            ("B-26123456", "nif"),
            ("ESB26123456", "nif"),
            ("ES91 2100 0418 4502 0005 1332", "iban"),
            ("ES9121000418450200051332", "iban"),
            ("DE89370400440532013000", "iban"),
        ] {
            let text = format!("before {private} after");
            let redacted = redact(&text);
            assert!(redacted.contains(&format!("[{struck}]")), "{private} became {redacted}");
            assert!(redacted.starts_with("before ") && redacted.ends_with(" after"), "{redacted}");
            let digits = redacted.chars().filter(char::is_ascii_digit).count();
            assert!(digits <= 2, "{private} left {redacted}");
        }
    }

    #[test]
    fn r38_ids_instants_counts_and_codes_stay() {
        for ours in [
            "0192f3a4-7788-7abc-8def-0123456789ab",
            "12345678-1234-1234-1234-123456789012",
            "2026-11-24T19:28:24.123456Z",
            "contacts=1000000 ms=1234 profile_in_use",
            "src-tauri/src/window.rs:120:9",
            "sqlite 3.51.3, web view 2.50.6",
        ] {
            assert_eq!(redact(ours), ours);
        }
    }
}
