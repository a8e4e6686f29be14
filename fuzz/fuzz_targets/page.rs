//! The page of an email: whatever its HTML is, nothing in it acts, loads or leads anywhere.
#![no_main]

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = b"From: a@b.example\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";

const ELEMENTS: &str = "applet audio base button embed form frame frameset iframe image input isindex link math meta \
    noscript object option picture plaintext script select source style svg template textarea title track video xmp";
const ATTRIBUTES: &str = "action background class cite data formaction href id longdesc name ping poster srcset srcdoc \
    usemap xlink:href xmlns";
const STYLES: [&str; 7] = ["url(", "expression(", "position", "@import", "javascript:", "image-set", "\\"];

fuzz_target!(|data: &[u8]| {
    let bytes = [HEAD, data].concat();
    let email = mail::read(&bytes).expect("an email");
    let page = app::email::page::page(&email);
    for link in page.links.iter().take(20) {
        let opened = app::email::page::link_address(&email, link.number);
        assert_eq!(opened.is_ok(), link.is_allowed, "{link:?}");
        let is_web = |address: &String| {
            ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
        };
        assert!(opened.as_ref().ok().is_none_or(is_web), "{opened:?}");
    }
    let Some(document) = page.document else { return };
    let (_, body) = document.split_once("<body>").expect("a body");
    let body = body.strip_suffix("</body></html>").expect("the end of it");
    let tokenizer = Tokenizer::new(Tags(RefCell::default()), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(body.into());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner().iter().for_each(assert_harmless);
});

struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.0.borrow_mut().push(tag),
            Token::CommentToken(_) | Token::DoctypeToken(_) => panic!("{token:?} in the body"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn assert_harmless(tag: &Tag) {
    assert!(!ELEMENTS.split_whitespace().any(|name| name == &*tag.name), "{tag:?}");
    for attribute in &tag.attrs {
        let (key, value) = (&*attribute.name.local, &*attribute.value);
        assert!(!key.starts_with("on") && !ATTRIBUTES.split_whitespace().any(|name| name == key), "{tag:?}");
        assert!(key != "src" || (&*tag.name == "img" && value.starts_with("data:image/")), "{tag:?}");
        let compact: String = value.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        assert!(key != "style" || !STYLES.iter().any(|bad| compact.contains(bad)), "{tag:?}");
    }
}
