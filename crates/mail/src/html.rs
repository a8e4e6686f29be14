//! Plain text out of HTML: one pass, no tree, so neither depth nor soup costs more than its length.

use mail_parser::decoders::html::add_html_token;

/// The longest named character reference, `&CounterClockwiseContourIntegral;`, with its ends.
const REFERENCE_BYTES_MAX: usize = 33;

/// The text of a page as a person would read it: lines and paragraphs kept, scripts, styles and comments dropped.
pub(crate) fn to_text(html: &str) -> String {
    let mut text = Text::default();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_words(&rest[..at]);
        rest = &rest[at..];
        rest = if rest.starts_with('&') {
            take_reference(rest, &mut text)
        } else {
            take_markup(rest, &mut text)
        };
    }
    text.push_words(rest);
    text.finish()
}

/// A page of a text: its lines, and nothing in it a tag.
pub(crate) fn of_text(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<div style=\"white-space: pre-wrap\">{escaped}</div>")
}

/// The charset a page declares for itself in a `meta` element, looked for where browsers look.
pub(crate) fn declared_charset(html: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&html[..html.len().min(4_096)]).to_ascii_lowercase();
    let value = start.split("charset=").nth(1)?.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'));
    let label = &value[..end.unwrap_or(value.len())];
    (!label.is_empty()).then(|| label.to_owned())
}

/// Text being written: spaces collapse, and line breaks wait until a word follows.
#[derive(Default)]
struct Text {
    out: String,
    space: bool,
    breaks: usize,
    preformatted: usize,
}

impl Text {
    fn push_words(&mut self, words: &str) {
        if self.preformatted > 0 {
            self.settle();
            self.out.push_str(words);
            return;
        }
        for c in words.chars() {
            // HTML's white space only: a no-break space is meant to stay.
            if matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{c}') {
                self.space = true;
            } else {
                self.settle();
                self.out.push(c);
            }
        }
    }

    fn settle(&mut self) {
        if self.out.is_empty() {
            (self.breaks, self.space) = (0, false);
        } else if self.breaks > 0 {
            self.out.truncate(self.out.trim_end_matches(' ').len());
            for _ in 0..std::mem::take(&mut self.breaks).min(2) {
                self.out.push('\n');
            }
            self.space = false;
        } else if std::mem::take(&mut self.space) {
            self.out.push(' ');
        }
    }

    fn break_line(&mut self) {
        self.breaks = self.breaks.max(1);
    }

    fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end().len());
        self.out
    }
}

/// Takes `&name;` or `&#123;`; an ampersand that begins neither is text.
fn take_reference<'a>(rest: &'a str, text: &mut Text) -> &'a str {
    let window = &rest.as_bytes()[..rest.len().min(REFERENCE_BYTES_MAX)];
    let Some(end) = window.iter().position(|b| *b == b';') else {
        text.push_words("&");
        return &rest[1..];
    };
    let token = &window[..=end];
    if !token[1..end].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#') {
        text.push_words("&");
        return &rest[1..];
    }
    text.settle();
    let mut decoded = String::new();
    add_html_token(&mut decoded, &fixed_c1(token), false);
    text.out.push_str(&decoded);
    &rest[end + 1..]
}

/// Numbers 128 to 159 mean Windows-1252 in practice, and in the HTML standard.
fn fixed_c1(token: &[u8]) -> Vec<u8> {
    let number = std::str::from_utf8(token)
        .ok()
        .and_then(|t| t.strip_prefix("&#")?.strip_suffix(';')?.parse::<u8>().ok());
    match number {
        Some(byte @ 128..=159) => {
            let bytes = [byte];
            let (fixed, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            fixed.chars().next().map_or(token.to_vec(), |c| format!("&#{};", u32::from(c)).into_bytes())
        }
        _ => token.to_vec(),
    }
}

/// Takes a tag, comment or declaration; a `<` that begins none is text.
fn take_markup<'a>(rest: &'a str, text: &mut Text) -> &'a str {
    if rest.starts_with("<!--") {
        return after(rest, 4, "-->");
    }
    let name_start = if rest[1..].starts_with('/') { 2 } else { 1 };
    match rest.as_bytes().get(name_start) {
        Some(b) if b.is_ascii_alphabetic() => {}
        Some(b'!' | b'?' | b'/') => return after(rest, 1, ">"),
        _ => {
            text.push_words("<");
            return &rest[1..];
        }
    }
    let name_len = rest[name_start..].find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '-'));
    let name_end = name_len.map_or(rest.len(), |len| name_start + len);
    let name = rest[name_start..name_end.min(name_start + 16)].to_ascii_lowercase();
    let inside = &rest[tag_end(rest, name_end)..];
    if name_start == 1 && matches!(name.as_str(), "script" | "style" | "title" | "template" | "xml") {
        return after_element(inside, &name);
    }
    mark(text, &name, name_start == 2);
    inside
}

fn mark(text: &mut Text, name: &str, closing: bool) {
    match name {
        "br" => text.breaks += 1,
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "dl" => {
            text.breaks = text.breaks.max(2)
        }
        "li" if !closing => {
            text.break_line();
            text.push_words("- ");
        }
        "pre" => {
            text.break_line();
            text.preformatted =
                if closing { text.preformatted.saturating_sub(1) } else { text.preformatted + 1 };
        }
        "td" | "th" => text.space = true,
        "div" | "tr" | "table" | "li" | "hr" | "section" | "article" | "header" | "footer" | "address"
        | "form" | "dt" | "dd" | "body" | "head" | "center" | "fieldset" | "figure" | "main" | "nav" => {
            text.break_line()
        }
        _ => {}
    }
}

/// Where a tag ends; a `>` inside a quoted value does not end it.
fn tag_end(rest: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if rest.as_bytes()[at - 1] == b'=' => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    // An unclosed quote would swallow the page: the first `>` ends the tag then.
    rest[from..].find('>').map_or(rest.len(), |at| from + at + 1)
}

fn after<'a>(rest: &'a str, from: usize, end: &str) -> &'a str {
    rest[from..].find(end).map_or("", |at| &rest[from + at + end.len()..])
}

/// What follows the end tag of an element whose content is no text.
fn after_element<'a>(inside: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = inside[from..].find("</") {
        let tag = from + at + 2;
        if inside.get(tag..tag + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return after(inside, tag, ">");
        }
        from = tag;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_as_text() {
        let check = |html: &str, expected: &str| assert_eq!(to_text(html), expected, "{html}");
        check(
            "<p>Hola&nbsp;I&ntilde;aki:</p><p>Te paso el\n  <b>listado</b>.</p>",
            "Hola\u{a0}Iñaki:\n\nTe paso el listado.",
        );
        check("<head><title>x</title><style>p{}</style></head><body>a<br>b<br/><br/>c", "a\nb\n\nc");
        check(
            "<script>if (a</b) {}</script>1 < 2 &amp; 3 & 4 &bogus; &#8364;&#x20AC;&#128;",
            "1 < 2 & 3 & 4 &bogus; €€€",
        );
        check("<ul><li>uno<li>dos</ul><table><tr><td>a</td><td>b</td></tr></table>", "- uno\n- dos\n\na b");
        check("a<!-- <b>no</b> -->b<a href=\"x>y\">c</a><!DOCTYPE html>d", "abcd");
        check("<b", "");
        check("a <", "a <");
        check("ñ<ñ>", "ñ<ñ>");
    }

    #[test]
    fn soup_takes_time_in_proportion() {
        let start = std::time::Instant::now();
        for soup in ["<div>", "</", "<script>", "<a x='", "&", "<!--", "<style></st", "<!"] {
            to_text(&soup.repeat(400_000));
        }
        assert!(start.elapsed().as_secs() < 8, "{:?}", start.elapsed());
    }

    #[test]
    fn a_page_names_its_charset() {
        assert_eq!(
            declared_charset(b"<meta http-equiv=x content=\"text/html; charset=iso-8859-1\">").as_deref(),
            Some("iso-8859-1")
        );
        assert_eq!(declared_charset(b"<meta charset='UTF-8'>").as_deref(), Some("utf-8"));
        assert_eq!(declared_charset(b"<p>"), None);
    }
}
