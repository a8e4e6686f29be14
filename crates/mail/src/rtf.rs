//! HTML or text out of the RTF that Outlook wraps bodies in, [MS-OXRTFEX], and plain text out of any other RTF.

use std::collections::BTreeMap;

use crate::charset::Page;
use crate::limits;
use crate::warning::{Warning, Warnings};

/// What a body in RTF turned out to hold.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Html(String),
    Text(String),
}

/// Reads a body; control words it does not know change nothing.
pub(crate) fn read(rtf: &[u8], warnings: &mut Warnings) -> Body {
    // \fromhtml and \fromtext stand among the first words, [MS-OXRTFEX] 2.1.2.
    let start = &rtf[..rtf.len().min(1_024)];
    let is_html = start.windows(9).any(|word| word == b"\\fromhtml");
    let mut reader = Reader::new(rtf, is_html);
    reader.run();
    if reader.depth_exceeded {
        warnings.add(Warning::Damaged);
    }
    if is_html { Body::Html(reader.out) } else { Body::Text(reader.out.trim_end().to_owned()) }
}

/// Groups that hold something other than text of the body.
const DESTINATIONS: [&str; 33] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "listtable",
    "listoverridetable",
    "filetbl",
    "revtbl",
    "rsidtbl",
    "generator",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "mmathPr",
    "fldinst",
    "bkmkstart",
    "bkmkend",
    "pntext",
    "nonshppict",
    "mhtmltag",
];

/// What a group inherits from the one around it.
#[derive(Clone, Copy)]
struct State {
    /// Inside something that is no text.
    skipped: bool,
    /// Inside the table of fonts.
    fonts: bool,
    /// Inside `\htmltag`: the HTML that RTF cannot say.
    tag: bool,
    /// Between `\htmlrtf` and `\htmlrtf0`: RTF that HTML does not need.
    rtf_only: bool,
    /// How many characters after `\u` repeat it for old readers.
    unicode_skip: usize,
    font: i32,
}

struct Reader<'a> {
    input: &'a [u8],
    at: usize,
    is_html: bool,
    state: State,
    stack: Vec<State>,
    /// Groups open beyond the limit; they share one state.
    overflow: usize,
    depth_exceeded: bool,
    page: Page,
    pages_of_fonts: BTreeMap<i32, Page>,
    /// Bytes of text not yet decoded: a character may be two escapes.
    pending: Vec<u8>,
    pending_page: Page,
    high_surrogate: Option<u16>,
    /// Characters still to skip after `\u`.
    skip: usize,
    out: String,
}

impl<'a> Reader<'a> {
    fn new(input: &'a [u8], is_html: bool) -> Self {
        let state =
            State { skipped: false, fonts: false, tag: false, rtf_only: false, unicode_skip: 1, font: -1 };
        Self {
            input,
            at: 0,
            is_html,
            state,
            stack: Vec::new(),
            overflow: 0,
            depth_exceeded: false,
            page: Page::WESTERN,
            pages_of_fonts: BTreeMap::new(),
            pending: Vec::new(),
            pending_page: Page::WESTERN,
            high_surrogate: None,
            skip: 0,
            out: String::new(),
        }
    }

    fn run(&mut self) {
        // What is longer is cut in any case.
        while self.out.len() + self.pending.len() <= limits::TEXT_BYTES_MAX
            && let Some(byte) = self.next()
        {
            match byte {
                b'{' => self.open(),
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.flush();
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.input.get(self.at).copied();
        self.at += usize::from(byte.is_some());
        byte
    }

    fn peek(&self) -> Option<u8> {
        self.input.get(self.at).copied()
    }

    fn open(&mut self) {
        self.skip = 0;
        if self.stack.len() < limits::RTF_DEPTH_MAX {
            self.stack.push(self.state);
        } else {
            self.overflow += 1;
            self.depth_exceeded = true;
        }
    }

    fn close(&mut self) {
        self.skip = 0;
        if self.overflow > 0 {
            self.overflow -= 1;
        } else if let Some(state) = self.stack.pop() {
            self.state = state;
        }
    }

    /// A control symbol or word, after its backslash.
    fn control(&mut self) {
        let Some(byte) = self.next() else { return };
        match byte {
            b'\'' => {
                let digit = |reader: &mut Self| reader.next().and_then(|b| char::from(b).to_digit(16));
                if let (Some(high), Some(low)) = (digit(self), digit(self)) {
                    self.byte((high * 16 + low) as u8);
                }
            }
            b'*' => self.starred(),
            b'\\' | b'{' | b'}' => self.byte(byte),
            b'~' => self.character('\u{a0}'),
            b'_' => self.character('\u{2011}'),
            b'\r' | b'\n' => self.line(),
            byte if byte.is_ascii_alphabetic() => {
                let (word, number) = self.word(byte);
                self.apply(&word, number);
            }
            _ => {}
        }
    }

    /// The letters of a control word and its number; one space after them belongs to it.
    fn word(&mut self, first: u8) -> (String, Option<i32>) {
        let mut word = String::from(char::from(first));
        while let Some(byte) = self.peek().filter(u8::is_ascii_alphabetic) {
            if word.len() < 32 {
                word.push(char::from(byte));
            }
            self.at += 1;
        }
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        let number =
            std::str::from_utf8(&self.input[start..self.at]).ok().and_then(|digits| digits.parse().ok());
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        (word, number)
    }

    /// `\*` marks a group to skip unless its word is known.
    fn starred(&mut self) {
        if self.input[self.at..].starts_with(b"\\htmltag") && self.is_html {
            self.at += 1;
            self.word(b'h');
            self.state.tag = true;
            self.state.rtf_only = false;
        } else {
            self.state.skipped = true;
        }
    }

    fn apply(&mut self, word: &str, number: Option<i32>) {
        match word {
            "u" => return self.unicode(number.unwrap_or(0)),
            "bin" => {
                let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
                self.at = self.at.saturating_add(length).min(self.input.len());
            }
            "uc" => self.state.unicode_skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "htmlrtf" if self.is_html => self.state.rtf_only = number != Some(0),
            "ansicpg" => {
                if let Some(page) = number.and_then(|n| u32::try_from(n).ok()).and_then(Page::of_number) {
                    self.page = page;
                }
            }
            "mac" => self.page = Page::of_number(10000).unwrap_or(self.page),
            "pc" => self.page = Page::Dos(437),
            "pca" => self.page = Page::Dos(850),
            "f" => self.state.font = number.unwrap_or(0),
            "plain" => self.state.font = -1,
            "fcharset" if self.state.fonts => {
                if let Some(page) = number.and_then(page_of_font_charset).and_then(Page::of_number) {
                    self.pages_of_fonts.insert(self.state.font, page);
                }
            }
            "fonttbl" => (self.state.fonts, self.state.skipped) = (true, true),
            "par" | "line" | "row" | "sect" | "page" => self.line(),
            "tab" | "cell" => self.character('\t'),
            "lquote" => self.character('‘'),
            "rquote" => self.character('’'),
            "ldblquote" => self.character('“'),
            "rdblquote" => self.character('”'),
            "bullet" => self.character('•'),
            "endash" => self.character('–'),
            "emdash" => self.character('—'),
            word if DESTINATIONS.contains(&word) => self.state.skipped = true,
            _ => {}
        }
        // Only what follows `\u` at once is its repetition.
        self.skip = 0;
    }

    /// `\uN`, a signed UTF-16 unit, and after it as many characters to skip as `\uc` said.
    fn unicode(&mut self, number: i32) {
        self.flush();
        // 32,768 and more are written as negative numbers, by some writers as they are.
        let unit = u16::try_from(number).ok().unwrap_or((number & 0xFFFF) as u16);
        let units: Vec<u16> = self.high_surrogate.take().into_iter().chain([unit]).collect();
        if (0xD800..0xDC00).contains(&unit) {
            self.high_surrogate = Some(unit);
        } else if self.is_shown() {
            self.out.extend(
                char::decode_utf16(units)
                    .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                    .filter(|c| *c != '\0'),
            );
        }
        self.skip = self.state.unicode_skip;
    }

    fn is_shown(&self) -> bool {
        !self.state.skipped && !self.state.rtf_only
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if !self.is_shown() {
            return;
        }
        let of_font = self.pages_of_fonts.get(&self.state.font).filter(|_| !self.state.tag);
        let page = of_font.copied().unwrap_or(self.page);
        if page != self.pending_page {
            self.flush();
            self.pending_page = page;
        }
        self.pending.push(byte);
    }

    fn character(&mut self, c: char) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.is_shown() {
            self.flush();
            self.out.push(c);
        }
    }

    fn line(&mut self) {
        if self.is_shown() {
            self.flush();
            self.out.push('\n');
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let (text, _) = self.pending_page.decode(&self.pending);
            self.out.extend(text.chars().filter(|c| *c != '\0'));
            self.pending.clear();
        }
    }
}

/// The code page of `\fcharsetN`; 0 and 1 leave it to `\ansicpg`, 2 is symbols.
fn page_of_font_charset(charset: i32) -> Option<u32> {
    Some(match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rtf: &str, expected: Body) {
        assert_eq!(read(rtf.as_bytes(), &mut Warnings::default()), expected, "{rtf}");
    }

    #[test]
    fn html_comes_out_as_it_went_in() {
        let rtf = r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial;}}
{\*\htmltag19 <html>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Espa\'f1a \f1 \'cf\htmlrtf }\htmlrtf0 {\*\mhtmltag84 no}{\*\htmltag84 &nbsp;}\htmlrtf \~\htmlrtf0 \u8364?\u-10179?\u-8704?{\*\htmltag72 </p>}\par}";
        check(rtf, Body::Html("<html><p>España П&nbsp;€😀</p>\n".into()));
    }

    #[test]
    fn text_keeps_its_lines() {
        check(
            r"{\rtf1\ansi\fromtext{\fonttbl{\f0 Arial;}}{\*\generator x;}Hola I\'f1aki:\par\tab uno\line dos\par}",
            Body::Text("Hola Iñaki:\n\tuno\ndos".into()),
        );
        check(r"{\rtf1\ansicpg932 \'93\'fa\'96{\b }\'7b{\pict\bin3 }}}}x}", Body::Text("日本x".into()));
        check(
            r"{\rtf1\uc2 \u243 xxo{\info{\title no}}\ldblquote a\}\rdblquote}",
            Body::Text("óo“a}”".into()),
        );
    }

    #[test]
    fn hostile_rtf_ends() {
        for rtf in [
            "{".repeat(1_000_000),
            "}".repeat(1_000_000),
            r"{\rtf1\bin-5 a\bin99999999999 b".into(),
            r"\u99999999 \'z".into(),
            "\\".into(),
        ] {
            read(rtf.as_bytes(), &mut Warnings::default());
        }
    }
}
