//! What people read of names and addresses, whichever format they come from.

use crate::file_name::is_invisible;
use crate::limits::{self, cut};

/// A subject or a name on one line: nothing in it that hides, or that turns the order of the letters around.
pub(crate) fn line_shown(text: &str) -> String {
    // Nearly all are plain.
    if text.len() <= limits::FIELD_BYTES_MAX && text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return text.trim().to_owned();
    }
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let shown = text.chars().filter(|c| !is_invisible(*c) && *c != '\0');
    let mut line: String = shown.map(|c| if is_break(c) { ' ' } else { c }).collect();
    cut(&mut line, limits::FIELD_BYTES_MAX);
    line.trim().to_owned()
}

/// A person's name on one line, without the quotes that some programs put around the whole: `'Juan C. Gil'`.
///
/// An apostrophe within a name, as in O'Neil, has no partner at the other end.
pub(crate) fn name_shown(name: &str) -> String {
    let line = line_shown(name);
    let mut name = line.as_str();
    // A pair of each kind, either around the other.
    for quote in ['\'', '"', '\''] {
        name = within_quotes(name, quote).unwrap_or(name).trim();
    }
    name.to_owned()
}

/// What stands between two quotes, unless these are of two pairs: `'Ana' y 'Luis'`.
fn within_quotes(name: &str, quote: char) -> Option<&str> {
    let inner = name.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut pieces = inner.split(quote).peekable();
    let mut is_closed = false;
    while let (Some(before), Some(after)) = (pieces.next(), pieces.peek()) {
        is_closed |= before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace);
    }
    (!is_closed).then_some(inner)
}

/// The address in a text that should hold one, whatever stands around it: `Ana <ana@x>`, `ana@x<mailto:ana@x>`,
/// `SMTP:ana@x`, `'ana@x'`. A name is none.
pub(crate) fn address_in(text: &str) -> Option<String> {
    let angles = text.rsplit(['<', '>']);
    let brackets = text.rsplit(['<', '>', '[', ']', '(', ')']);
    // Of a text without end the last pieces are enough.
    let pieces = std::iter::once(text).chain(angles.take(8)).chain(brackets.take(8));
    pieces.into_iter().find_map(|piece| {
        let mut piece = piece.trim();
        for scheme in ["mailto:", "smtp:"] {
            let start = piece.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme));
            // A link may go on with a subject, RFC 6068 2.
            piece = start.map_or(piece, |start| piece[start.len()..].split('?').next().unwrap_or_default());
        }
        let piece = piece.trim_matches(|c: char| c == '\'' || c == ';' || c.is_whitespace());
        is_address(piece).then(|| piece.to_owned())
    })
}

/// Whether it is an addr-spec, RFC 5322 3.4.1, with letters of any language, RFC 6532 3.2.
///
/// Dots may stand anywhere before the `@`: some systems allow it, and mail to such people arrives.
pub(crate) fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let is_atom = |c: char| !c.is_control() && !c.is_whitespace() && !r#"()<>[]:;@\,""#.contains(c);
    let quoted = local.strip_prefix('"').and_then(|local| local.strip_suffix('"'));
    let is_local = quoted.map_or_else(
        || !local.is_empty() && local.chars().all(is_atom),
        |quoted| !quoted.is_empty() && !quoted.contains(|c: char| c == '"' || c.is_control()),
    );
    let literal = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_of_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() && is_atom(c);
    let is_label = |label: &str| !label.is_empty() && label.chars().all(is_of_host);
    let is_host = literal.map_or_else(
        || host.split('.').all(is_label),
        |literal| !literal.is_empty() && literal.chars().all(|c| is_atom(c) || c == ':'),
    );
    is_local && is_host && !is_exchange_address(text)
}

/// X.500 names identify a colleague to one Exchange server and nobody else, also where it wrote them as
/// `IMCEAEX-_O=...@host` for the outside, [MS-OXOABK] 2.2.1.1 and [MS-OXCMAIL] 2.1.1.
pub(crate) fn is_exchange_address(address: &str) -> bool {
    let address = address.strip_prefix("EX:").unwrap_or(address);
    let is_encapsulated = address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("IMCEAEX-"));
    is_encapsulated || address.starts_with('/') && address.contains('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m08_m16_a_name_has_no_quotes_around_it_and_nothing_hidden_in_it() {
        let check = |name: &str, expected: &str| assert_eq!(name_shown(name), expected, "{name:?}");
        check("'Juan C. Gil'", "Juan C. Gil");
        check("\"'Gil, Juan'\"", "Gil, Juan");
        check("'O'Neil'", "O'Neil");
        check("O'Neil", "O'Neil");
        check("'t Hart", "'t Hart");
        check("Los 'Gil'", "Los 'Gil'");
        check("'Ana' y 'Luis'", "'Ana' y 'Luis'");
        check("\u{202e}lig anA\u{202c}", "lig anA");
        check("Ana\u{200b}\u{61c} Gil\u{feff}\r\n", "Ana Gil");
        check("''", "");
        check("'", "'");
    }

    #[test]
    fn k06_an_address_is_one_that_mail_can_be_sent_to() {
        let check = |text: &str, expected: &str| {
            assert_eq!(address_in(text).unwrap_or_default(), expected, "{text:?}");
        };
        check("ana@ejemplo.es", "ana@ejemplo.es");
        check("luis@cliente.example<mailto:luis@cliente.example>", "luis@cliente.example");
        check("mailto:luis@cliente.example", "luis@cliente.example");
        check("MAILTO:luis@cliente.example?subject=Oferta", "luis@cliente.example");
        check("SMTP:luis@cliente.example", "luis@cliente.example");
        check("Luis Mora <luis@cliente.example>", "luis@cliente.example");
        check("luis@cliente.example <Luis>", "luis@cliente.example");
        check("'luis@cliente.example'", "luis@cliente.example");
        check("luis@cliente.example (Luis Mora)", "luis@cliente.example");
        check("Luis Mora [mailto:luis@cliente.example]", "luis@cliente.example");
        check("Luis <a@[192.0.2.1]>", "a@[192.0.2.1]");
        check("\"luis mora\"@cliente.example", "\"luis mora\"@cliente.example");
        check("josé@peñas.example", "josé@peñas.example");
        check("a.@docomo.example", "a.@docomo.example");
        check("a@[192.0.2.1]", "a@[192.0.2.1]");
        for none in [
            "Unknown",
            "",
            "Ana Gil",
            "@x.example",
            "ana@",
            "\"\u{b}@\"@x.example",
            "ana@@x.example",
            "ana gil@x.example",
            "ana@x..example",
            "ana@x.example?subject=x",
            "CN=Ana/O=EJEMPLO@EJEMPLO/ES",
            "ana@x.example, luis@x.example",
            "/O=EJEMPLO/OU=X/CN=ANA",
            "IMCEAEX-_O=EJEMPLO_CN=ANA@ejemplo.es",
            "undisclosed-recipients:;",
        ] {
            check(none, "");
        }
    }
}
