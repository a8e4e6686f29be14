//! An email's HTML, tag by tag, written again without anything that acts: what the cleaner after it gets is plain,
//! closed in order and bounded, so that it costs little and has nothing to be confused by.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::links::{self, Target};
use super::pictures::Pictures;
use super::style;
use crate::limits::{
    MAIL_ATTRIBUTES_MAX, MAIL_DEPTH_MAX, MAIL_DEPTHS_SUM_MAX, MAIL_LINK_CHARS_MAX, MAIL_LINKS_MAX,
    MAIL_TAGS_MAX,
};

/// Elements that stay. Every other one goes and leaves its text, save those of [`UNREAD`].
pub(super) const KEPT: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];
/// Elements whose content is no text of the letter, and is read over to their end.
const UNREAD: &[&str] = &[
    "iframe",
    "math",
    "noembed",
    "noframes",
    "plaintext",
    "script",
    "style",
    "svg",
    "textarea",
    "title",
    "xmp",
];
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];
/// Elements that the next of their kind closes: left open, they do not nest.
const SELF_CLOSING: &[&str] =
    &["caption", "colgroup", "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"];
/// Attributes that any element may keep, as text.
pub(super) const ATTRIBUTES: &[&str] = &[
    "align",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "color",
    "colspan",
    "dir",
    "face",
    "height",
    "hspace",
    "lang",
    "nowrap",
    "rowspan",
    "size",
    "span",
    "start",
    "title",
    "type",
    "valign",
    "value",
    "vspace",
    "width",
];
/// The attribute that holds a link's number, where `href` was.
pub(super) const NUMBER: &str = "data-link";

#[derive(Debug)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) target: Target,
}

#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub(super) html: String,
    /// The first has number 1.
    pub(super) links: Vec<Link>,
    pub(super) is_cut: bool,
}

/// The HTML is over a limit, and is not shown as such.
#[derive(Debug)]
pub(super) struct TooMuch;

pub(super) fn rewrite(html: &str, pictures: &mut Pictures<'_>) -> Result<Rewritten, TooMuch> {
    if !has_few_attributes(html) {
        return Err(TooMuch);
    }
    let writer = Writer {
        pictures,
        done: Rewritten::default(),
        numbers: HashMap::new(),
        open: HashMap::new(),
        unread: None,
        link: None,
        tags: 0,
        depth: 0,
        depths_sum: 0,
    };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(writer)), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    // It pauses for scripts alone, and this sink never asks for it.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let writer = tokenizer.sink.0.into_inner();
    if writer.is_too_much() { Err(TooMuch) } else { Ok(writer.done) }
}

/// No tag has too many attributes, wherever a tag may be taken to begin: the tokenizer compares each with each.
fn has_few_attributes(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut steps_left = bytes.len().saturating_mul(16);
    let starts = html.match_indices('<').map(|(at, _)| at + 1);
    for mut at in starts {
        at += usize::from(bytes.get(at) == Some(&b'/'));
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut count, mut quote, mut last) = (0, None, b' ');
        while let Some(&byte) = bytes.get(at) {
            match (quote, byte) {
                (Some(open), close) if open == close => quote = None,
                (Some(_), _) => {}
                (None, b'>') => break,
                (None, b'"' | b'\'') if last == b'=' => quote = Some(byte),
                (None, b' ' | b'\t' | b'\n' | b'\r' | 0x0C | b'/' | b'"' | b'\'') => count += 1,
                (None, _) => {}
            }
            // White space may stand between the sign and the quote.
            if !(byte.is_ascii_whitespace() && last == b'=') {
                last = byte;
            }
            at += 1;
            steps_left = steps_left.saturating_sub(1);
            // Each attribute brings a separator or two.
            if count > 4 * MAIL_ATTRIBUTES_MAX || steps_left == 0 {
                return false;
            }
        }
    }
    true
}

struct Sink<'p, 'e>(RefCell<Writer<'p, 'e>>);

impl TokenSink for Sink<'_, '_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        if writer.is_too_much() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::CharacterTokens(text) if writer.unread.is_none() => writer.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return writer.start(&tag),
            Token::TagToken(tag) => writer.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

struct Writer<'p, 'e> {
    pictures: &'p mut Pictures<'e>,
    done: Rewritten,
    /// The number of each address: one that comes again keeps it.
    numbers: HashMap<String, usize>,
    open: HashMap<String, usize>,
    /// The element whose content is being read over.
    unread: Option<String>,
    /// The index of the link that is open.
    link: Option<usize>,
    tags: usize,
    depth: usize,
    depths_sum: usize,
}

impl Writer<'_, '_> {
    fn is_too_much(&self) -> bool {
        self.tags > MAIL_TAGS_MAX || self.depth > MAIL_DEPTH_MAX || self.depths_sum > MAIL_DEPTHS_SUM_MAX
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.done.html);
        self.link_text(text);
    }

    fn link_text(&mut self, text: &str) {
        let Some(link) = self.link.and_then(|index| self.done.links.get_mut(index)) else {
            return;
        };
        for word in text.split_whitespace() {
            if link.text.chars().count() + word.chars().count() >= MAIL_LINK_CHARS_MAX {
                return;
            }
            if !link.text.is_empty() {
                link.text.push(' ');
            }
            link.text.push_str(word);
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        if self.unread.is_some() {
            return TokenSinkResult::Continue;
        }
        self.tags += 1;
        self.depths_sum += self.depth;
        let name = &*tag.name;
        if UNREAD.contains(&name) {
            // The end tag of a drawing need not be there: `<svg/>`.
            if tag.self_closing && matches!(name, "svg" | "math") {
                return TokenSinkResult::Continue;
            }
            self.unread = Some(name.to_owned());
            return TokenSinkResult::RawData(RawKind::Rawtext);
        }
        self.count_backgrounds(tag);
        match name {
            // A letter's ground and ink are those of its body.
            "body" => self.body(tag),
            "a" => self.link(tag),
            _ if KEPT.contains(&name) => self.element(tag, name, ""),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn element(&mut self, tag: &Tag, name: &str, more: &str) {
        self.done.html.push('<');
        self.done.html.push_str(name);
        self.done.html.push_str(more);
        for attribute in &tag.attrs {
            let (key, value) = (&*attribute.name.local, &*attribute.value);
            match key {
                "style" => {
                    let (kept, addresses) = style::clean(value);
                    addresses.iter().for_each(|address| self.pictures.count(address));
                    self.attribute("style", &kept);
                }
                "src" if name == "img" => {
                    if let Some(data) = self.pictures.data(value) {
                        self.attribute("src", &data);
                    }
                }
                "alt" if name == "img" => {
                    self.attribute("alt", value);
                    self.link_text(value);
                }
                _ if ATTRIBUTES.contains(&key) => self.attribute(key, value),
                _ => {}
            }
        }
        self.done.html.push('>');
        self.opened(name);
    }

    fn opened(&mut self, name: &str) {
        if VOID.contains(&name) {
            return;
        }
        *self.open.entry(name.to_owned()).or_default() += 1;
        self.depth += usize::from(!SELF_CLOSING.contains(&name));
    }

    fn attribute(&mut self, key: &str, value: &str) {
        if value.is_empty() && key != "alt" {
            return;
        }
        let out = &mut self.done.html;
        out.push(' ');
        out.push_str(key);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }

    fn body(&mut self, tag: &Tag) {
        let value = |key: &str| tag.attrs.iter().find(|attribute| &*attribute.name.local == key);
        let mut own = String::new();
        for (key, property) in [("bgcolor", "background-color"), ("text", "color")] {
            if let Some(attribute) = value(key) {
                own.push_str(&format!("{property}:{};", &*attribute.value));
            }
        }
        if let Some(attribute) = value("style") {
            own.push_str(&attribute.value);
        }
        let (kept, addresses) = style::clean(&own);
        addresses.iter().for_each(|address| self.pictures.count(address));
        if !kept.is_empty() {
            self.done.html.push_str("<div");
            self.attribute("style", &kept);
            self.done.html.push('>');
            self.depth += 1;
        }
    }

    /// A link keeps its look and gets its number; where it leads stands beside the letter.
    fn link(&mut self, tag: &Tag) {
        // Links do not nest: the next one ends the one before.
        self.end("a");
        let href = tag.attrs.iter().find(|attribute| &*attribute.name.local == "href");
        let Some(target) = href.and_then(|attribute| links::target(&attribute.value)) else {
            return self.element(tag, "a", "");
        };
        let known = self.numbers.get(&target.shown).copied();
        let index = known.unwrap_or(self.done.links.len());
        if index >= MAIL_LINKS_MAX {
            self.done.is_cut = true;
            return self.element(tag, "a", "");
        }
        let has_text = self.done.links.get(index).is_some_and(|link| !link.text.is_empty());
        if known.is_none() {
            self.numbers.insert(target.shown.clone(), index);
            self.done.links.push(Link { text: String::new(), target });
        }
        self.element(tag, "a", &format!(" {NUMBER}=\"{}\"", index + 1));
        self.link = (!has_text).then_some(index);
    }

    fn end(&mut self, name: &str) {
        if self.unread.as_deref() == Some(name) {
            self.unread = None;
            return;
        }
        if self.unread.is_some() {
            return;
        }
        let Some(count) = self.open.get_mut(name).filter(|count| **count > 0) else {
            return;
        };
        *count -= 1;
        self.depth = self.depth.saturating_sub(usize::from(!SELF_CLOSING.contains(&name)));
        self.done.html.push_str(&format!("</{name}>"));
        if name == "a" {
            self.link = None;
        }
    }

    /// Pictures that other attributes name are never loaded, and are counted with the others.
    fn count_backgrounds(&mut self, tag: &Tag) {
        for attribute in &tag.attrs {
            match &*attribute.name.local {
                "background" | "poster" | "lowsrc" | "dynsrc" => self.pictures.count(&attribute.value),
                "srcset" => attribute
                    .value
                    .split(|c: char| c.is_ascii_whitespace())
                    .for_each(|word| self.pictures.count(word.trim_matches(','))),
                _ => {}
            }
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0' => {}
            c => out.push(c),
        }
    }
}
