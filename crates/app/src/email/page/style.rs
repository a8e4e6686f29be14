//! Inline CSS, parsed and written again with what an allow-list of properties holds (R15).

use cssparser::{Parser, ToCss, Token};

/// What lays a letter out and colours it. Nothing here can fetch, leave the flow or cover something else: no
/// `position`, `z-index`, `transform`, `overflow`, `content` or `behavior`.
pub(super) const PROPERTIES: &[&str] = &[
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-bottom-color",
    "border-bottom-style",
    "border-bottom-width",
    "border-collapse",
    "border-color",
    "border-left",
    "border-left-color",
    "border-left-style",
    "border-left-width",
    "border-radius",
    "border-right",
    "border-right-color",
    "border-right-style",
    "border-right-width",
    "border-spacing",
    "border-style",
    "border-top",
    "border-top-color",
    "border-top-style",
    "border-top-width",
    "border-width",
    "clear",
    "color",
    "direction",
    "display",
    "float",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-width",
    "min-height",
    "min-width",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "table-layout",
    "text-align",
    "text-decoration",
    "text-indent",
    "text-transform",
    "vertical-align",
    "white-space",
    "width",
    "word-break",
    "word-spacing",
    "word-wrap",
];

/// Functions that compute a colour or a length; every other one, `url()` first of all, ends its declaration.
const FUNCTIONS: &[&str] = &["rgb", "rgba", "hsl", "hsla", "calc"];

/// The declarations that may stay, and the addresses that `url()` named in those that may not.
pub(super) fn clean(style: &str) -> (String, Vec<String>) {
    let (mut out, mut addresses) = (String::new(), Vec::new());
    for declaration in declarations(style) {
        let mut parser = Parser::new(declaration);
        let name = match parser.expect_ident() {
            Ok(name) => name.to_ascii_lowercase(),
            Err(_) => continue,
        };
        if parser.expect_colon().is_err() {
            continue;
        }
        let mut words = Vec::new();
        let is_plain = value(&mut parser, &mut words, &mut addresses);
        let is_covering = (name.starts_with("margin") || name == "text-indent")
            && words.iter().any(|word| word.starts_with('-'));
        if is_plain && !is_covering && !words.is_empty() && PROPERTIES.contains(&name.as_str()) {
            out.push_str(&format!("{name}:{};", words.join(" ")));
        }
    }
    (out, addresses)
}

/// Splits at the semicolons that end a declaration: not those in strings, brackets or comments.
fn declarations(style: &str) -> Vec<&str> {
    let mut parser = Parser::new(style);
    let mut found = Vec::new();
    let mut start = parser.position();
    loop {
        let before = parser.position();
        match parser.next().cloned() {
            Ok(Token::Semicolon) => {
                found.push(parser.slice(start..before));
                start = parser.position();
            }
            Ok(_) => {}
            Err(_) => {
                found.push(parser.slice(start..parser.position()));
                return found;
            }
        }
    }
}

/// Writes the value's tokens one by one; false when one of them may not stay.
fn value(parser: &mut Parser<'_>, words: &mut Vec<String>, addresses: &mut Vec<String>) -> bool {
    let mut is_plain = true;
    loop {
        let Ok(token) = parser.next().cloned() else {
            return is_plain;
        };
        match &token {
            Token::UnquotedUrl(address) => {
                addresses.push(address.to_string());
                is_plain = false;
            }
            Token::Function(name) => {
                let is_known = FUNCTIONS.iter().any(|known| name.eq_ignore_ascii_case(known));
                let is_url = name.eq_ignore_ascii_case("url");
                let mut inner = Vec::new();
                let nested = parser.parse_nested_block(|block| {
                    let state = block.state();
                    if let (true, Ok(address)) = (is_url, block.expect_string()) {
                        addresses.push(address.to_string());
                    }
                    block.reset(&state);
                    Ok::<_, cssparser::ParseError<()>>(value(block, &mut inner, addresses))
                });
                is_plain &= is_known && nested.is_ok_and(|inside| inside);
                words.push(format!("{}({})", name.to_ascii_lowercase(), inner.join(" ")));
            }
            // `!important` would win over what keeps the letter legible.
            Token::Delim('!') => {
                // Whatever stands after it goes with it.
                let _ = parser.expect_ident_matching("important");
            }
            Token::Ident(_)
            | Token::Hash(_)
            | Token::IDHash(_)
            | Token::QuotedString(_)
            | Token::Number { .. }
            | Token::Percentage { .. }
            | Token::Dimension { .. }
            | Token::Comma
            | Token::Delim('/' | '+' | '-' | '*') => words.push(token.to_css_string()),
            _ => is_plain = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r15_only_listed_properties_with_plain_values_stay() {
        let table = [
            ("color: red; FONT-SIZE:12.0pt", "color:red;font-size:12.0pt;"),
            ("font-family:\"Segoe UI\",Arial", "font-family:\"Segoe UI\" , Arial;"),
            ("color:RGB(1,2,3)!important", "color:rgb(1 , 2 , 3);"),
            ("background:#fff url(https://a.example/x.png)", ""),
            ("background:u\\72l(https://a.example/x)", ""),
            ("background:url/**/(x)", ""),
            ("background-image:url('https://a.example/x')", ""),
            ("position:fixed;top:0;z-index:9;color:blue", "color:blue;"),
            ("width:expression(alert(1))", ""),
            ("behavior:url(#x);-moz-binding:url(x)", ""),
            ("color:var(--x);width:env(x);background:image-set('a' 1x)", ""),
            ("margin-left:-400px;margin:0 0 8pt", "margin:0 0 8pt;"),
            ("content:'x';color:green", "color:green;"),
            ("color:red}body{background:url(x)", ""),
            ("font-family:'a;b\";c';color:red", "font-family:\"a;b\\\";c\";color:red;"),
            ("mso-style:x;@import 'x';color:red", "color:red;"),
            ("color:red;background:url(\"a\nb", "color:red;"),
            ("", ""),
        ];
        for (style, kept) in table {
            assert_eq!(clean(style).0, kept, "{style}");
        }
    }

    #[test]
    fn r13_addresses_of_dropped_pictures_are_known() {
        let (_, addresses) =
            clean("background:url(https://a.example/1);list-style:url('https://a.example/2')");
        assert_eq!(addresses, ["https://a.example/1", "https://a.example/2"]);
    }
}
