//! Where a link of an email leads, as it is shown and as it is opened (R17).

use url::Url;

/// Longest address that is shown or opened.
const ADDRESS_CHARS_MAX: usize = 2_000;
/// What an email to write may bring along. Some mail programs would attach a file that `attach` names.
const MAILTO_FIELDS: [&str; 4] = ["body", "cc", "subject", "to"];
/// Letters beyond ASCII that a reader here tells apart; a name with any other is shown in its ASCII form.
const FAMILIAR: &str = "·àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœ";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The whole address, for the eye.
    pub(super) shown: String,
    /// The computer that answers, in ASCII (punycode); empty for what has none.
    pub(super) host: String,
    /// What the system opens; `None`: this kind of address is not opened.
    pub(super) url: Option<String>,
}

/// `None`: the link leads nowhere outside the letter.
pub(super) fn target(href: &str) -> Option<Target> {
    let href = href.trim_matches(|c: char| c.is_ascii_whitespace() || c.is_control());
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    let parsed = Url::parse(href).ok().filter(|_| href.chars().count() <= ADDRESS_CHARS_MAX);
    let known = parsed.and_then(|url| match url.scheme() {
        "http" | "https" => page(url),
        "mailto" => letter(&url),
        "tel" => call(&url),
        _ => None,
    });
    Some(known.unwrap_or_else(|| refused(href)))
}

fn page(mut url: Url) -> Option<Target> {
    // What stands before an @ passes for the host in the eye of the reader, and nobody logs in from an email.
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let host = url.host_str()?.to_owned();
    let start = url.scheme().len() + "://".len();
    let shown = match familiar(&host) {
        Some(name) => format!("{}{name}{}", &url.as_str()[..start], &url.as_str()[start + host.len()..]),
        None => url.as_str().to_owned(),
    };
    Some(Target { shown, host, url: Some(url.into()) })
}

fn letter(url: &Url) -> Option<Target> {
    let mut kept = url.clone();
    kept.set_fragment(None);
    let fields: Vec<(String, String)> = url
        .query_pairs()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.into_owned()))
        .filter(|(name, _)| MAILTO_FIELDS.contains(&name.as_str()))
        .collect();
    kept.set_query(None);
    if !fields.is_empty() {
        kept.query_pairs_mut().extend_pairs(fields);
        // Mail programs read a plus as a plus.
        let query = kept.query().unwrap_or_default().replace('+', "%20");
        kept.set_query(Some(&query));
    }
    let text = kept.as_str().to_owned();
    Some(Target { shown: text.clone(), host: String::new(), url: Some(text) })
}

/// A number and its separators: a star or a hash would be a command to the telephone network.
fn call(url: &Url) -> Option<Target> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')');
    let number = url.path().replace("%20", "-").replace(' ', "-");
    if number.is_empty() || !number.chars().all(is_number) {
        return None;
    }
    let text = format!("tel:{number}");
    Some(Target { shown: text.clone(), host: String::new(), url: Some(text) })
}

fn refused(href: &str) -> Target {
    let is_visible = |c: &char| c.is_ascii_graphic() || *c == ' ' || c.is_alphanumeric();
    Target {
        shown: href.chars().filter(is_visible).take(ADDRESS_CHARS_MAX).collect(),
        host: String::new(),
        url: None,
    }
}

/// The name with its letters, where every one of them is known here: mixed or foreign scripts can look like another
/// name, and stay in ASCII.
fn familiar(host: &str) -> Option<String> {
    if !host.contains("xn--") {
        return None;
    }
    // `url` has no way back to letters; the crate it uses has.
    let (name, result) = idna::domain_to_unicode(host);
    let is_known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-') || FAMILIAR.contains(c);
    (result.is_ok() && name.chars().all(is_known)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r17_what_opens_and_how_it_is_shown() {
        let table = [
            ("https://www.example.com/a?b=1", "https://www.example.com/a?b=1", "www.example.com"),
            ("HTTP://EXAMPLE.com", "http://example.com/", "example.com"),
            (" \thttps://example.com/\n", "https://example.com/", "example.com"),
            ("https://mi-banco.example@evil.example/", "https://evil.example/", "evil.example"),
            ("https://user:pass@evil.example/", "https://evil.example/", "evil.example"),
            ("https://España.example/ñ", "https://españa.example/%C3%B1", "xn--espaa-rta.example"),
            // Cyrillic а in a Latin word, and a word wholly in Cyrillic.
            ("https://p\u{430}ypal.example/", "https://xn--pypal-4ve.example/", "xn--pypal-4ve.example"),
            ("https://\u{430}\u{440}\u{440}.example/", "https://xn--80a6aa.example/", "xn--80a6aa.example"),
            ("https://ba\u{131}le.example/", "https://xn--bale-mza.example/", "xn--bale-mza.example"),
            ("https:\\\\evil.example\\x", "https://evil.example/x", "evil.example"),
            (
                "mailto:a@b.example?subject=Hola%20Ana&attach=/etc/passwd",
                "mailto:a@b.example?subject=Hola%20Ana",
                "",
            ),
            ("mailto:a@b.example?bcc=c@d.example", "mailto:a@b.example", ""),
            ("tel:+34 600 11-22", "tel:+34-600-11-22", ""),
        ];
        for (href, shown, host) in table {
            let found = target(href).expect(href);
            assert!(found.url.is_some(), "{href} opens");
            assert_eq!((found.shown.as_str(), found.host.as_str()), (shown, host), "{href}");
        }
    }

    #[test]
    fn r17_everything_else_is_shown_and_not_opened() {
        let long = format!("https://example.com/{}", "a".repeat(ADDRESS_CHARS_MAX));
        for href in [
            "file:///etc/passwd",
            "file://host/share",
            "smb://host/share",
            "\\\\host\\share",
            "//host/share",
            "C:\\Windows\\System32\\calc.exe",
            "/etc/passwd",
            "../../x",
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "ms-word:ofe|u|https://evil.example/x.docx",
            "ms-msdt:/id PCWDiagnostic",
            "search-ms:query=x&crumb=location:\\\\evil.example",
            "ms-settings:",
            "intent://x#Intent;end",
            "hilo://x",
            "ftp://example.com/",
            "view-source:https://example.com/",
            "blob:https://example.com/1",
            "about:blank",
            "http://",
            "https://exa mple.com/",
            "tel:*21*600112233#",
            "tel:",
            "www.example.com",
            "cid:logo",
            "-oProxyCommand=calc",
            &long,
        ] {
            let found = target(href).expect(href);
            assert_eq!(found.url, None, "{href} must not open");
            assert!(!found.shown.is_empty(), "{href} is shown for what it is");
        }
        for nowhere in ["", "#", "#top", "  "] {
            assert_eq!(target(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn r17_hidden_characters_are_not_shown() {
        let found = target("file:///a\u{202e}fdp.exe\u{200b}\u{0}x").expect("a link");
        assert_eq!(found.shown, "file:///afdp.exex");
    }
}
