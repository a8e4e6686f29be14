//! An email's HTML as a page that can be shown: nothing in it acts, loads or leads anywhere (R12-R19).
//!
//! Two walls stand one behind the other: [`rewrite`] goes through the tags and writes what is wanted, and ammonia
//! then cleans that with a policy that allows no address but `data:`. The frame that shows the page
//! (`ui/src/components/MailFrame.tsx`) has no scripts, no origin and a policy of its own.

use std::sync::LazyLock;

use crate::error::{AppError, ErrorCode};
use crate::wire;
use crate::work::Work;

mod links;
mod pictures;
mod remote;
mod rewrite;
mod style;

use pictures::{Loaded, Pictures};
use rewrite::{Rewritten, TooMuch};

/// The frame's own policy: it holds where the window's did not reach, and comes before anything of the email.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The ground is light in either theme: letters set dark ink and often no ground, and would be dark on dark. Sizes are
/// relative, and words break, so that the letter can be read at 200 %.
const STYLES: &str = "html{background:#fff;color:#1b1d22;color-scheme:light}\
body{margin:0;padding:14px 16px;font:0.9375rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\
p{margin:.35em 0}img{max-width:100%}img:not([height]){height:auto}table{max-width:100%}\
td,th{overflow-wrap:normal}blockquote{margin:.5em 0 .5em .5em;padding-left:.75em;border-left:2px solid #c9cdd6}\
pre{white-space:pre-wrap}a[data-link]{color:#1a4fc0;text-decoration:underline}\
a[data-link]::after{content:'['attr(data-link)']';font-size:.75rem;vertical-align:super;color:#555a66}\
img:not([src]){outline:1px dotted #c9cdd6;outline-offset:-1px;color:#555a66;font-size:.8125rem}";

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(rewrite::KEPT.iter().copied().collect())
        .clean_content_tags(["script", "style"].into())
        .generic_attributes(rewrite::ATTRIBUTES.iter().copied().chain(["style"]).collect())
        .tag_attributes([("a", [rewrite::NUMBER].into()), ("img", ["alt", "src"].into())].into())
        .url_schemes(["data"].into())
        .url_relative(ammonia::UrlRelative::Deny)
        .filter_style_properties(style::PROPERTIES.iter().copied().collect())
        .link_rel(None)
        .strip_comments(true);
    cleaner
});

/// The page of an email. Pictures from outside are counted and left out.
pub fn page(email: &mail::Email) -> wire::EmailPage {
    page_with(email, &Loaded::new())
}

/// The same with its pictures from outside, fetched now. Stopping the work ends the fetching, and the page comes
/// with what there is by then.
pub fn page_with_images(email: &mail::Email, work: &Work) -> wire::EmailPage {
    let nothing = Loaded::new();
    let mut pictures = Pictures::new(email, &nothing);
    let html = email.html.as_deref().unwrap_or_default();
    if rewrite::rewrite(html, &mut pictures).is_err() {
        return page_with(email, &nothing);
    }
    let addresses: Vec<String> = pictures.loadable.into_iter().collect();
    let loaded = remote::Client::new().fetch(&addresses, work);
    tracing::info!(asked = addresses.len(), loaded = loaded.len(), "pictures of an email");
    page_with(email, &loaded)
}

/// The address of a link that may be opened, by its number in the page.
///
/// # Errors
/// `not_found` for a number that the email lacks, and for an address that is not opened (R17).
pub fn link_address(email: &mail::Email, number: u32) -> Result<String, AppError> {
    let nothing = Loaded::new();
    let html = email.html.as_deref().unwrap_or_default();
    let rewritten = rewrite::rewrite(html, &mut Pictures::new(email, &nothing)).unwrap_or_default();
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let link = index.and_then(|index| rewritten.links.into_iter().nth(index));
    link.and_then(|link| link.target.url)
        .ok_or_else(|| AppError { field: Some("number".to_owned()), ..AppError::new(ErrorCode::NotFound) })
}

fn page_with(email: &mail::Email, loaded: &Loaded) -> wire::EmailPage {
    let mut pictures = Pictures::new(email, loaded);
    let html = email.html.as_deref().unwrap_or_default();
    let outcome = rewrite::rewrite(html, &mut pictures);
    let is_too_much = outcome.is_err();
    let Rewritten { html, links, is_cut } = outcome.unwrap_or_else(|TooMuch| Rewritten::default());
    let is_whole = !is_too_much && email.html.is_some();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    wire::EmailPage {
        document: is_whole.then(|| document(&html)),
        links: (1..)
            .zip(links)
            .map(|(number, link)| wire::EmailLink {
                number,
                text: link.text,
                address: link.target.shown,
                host: link.target.host,
                is_allowed: link.target.url.is_some(),
            })
            .collect(),
        blocked_images: if is_whole { count(pictures.blocked.len()) } else { 0 },
        loadable_images: if is_whole { count(pictures.loadable.len()) } else { 0 },
        loaded_images: count(loaded.len()),
        is_too_much,
        is_cut: is_cut || pictures.is_cut || email.warnings.contains(&mail::Warning::Truncated),
    }
}

fn document(html: &str) -> String {
    let body = CLEANER.clean(html);
    format!(
        "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
<meta charset=\"utf-8\"><style>{STYLES}</style></head><body>{body}</body></html>"
    )
}

#[cfg(test)]
mod tests;
