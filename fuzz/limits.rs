//! That an email which was read keeps within `mail::limits`, and what it is documented to be.

use mail::{Address, Attachment, AttachmentKind, Email, ItemKind, limits};

/// How deep messages inside messages are read again.
const NESTING: usize = 3;

/// Reads, and what is inside again, and each message of a mailbox file.
pub fn read_within(bytes: &[u8]) {
    read_nested(bytes, 0);
    let messages = mail::messages(bytes);
    assert!(!messages.is_empty() && messages.len() <= limits::MESSAGES_MAX, "{} messages", messages.len());
    let is_after = |pair: &[std::ops::Range<usize>]| pair[0].end <= pair[1].start;
    assert!(messages.windows(2).all(is_after), "messages that overlap: {messages:?}");
    assert!(messages.iter().all(|range| bytes.get(range.clone()).is_some()), "{messages:?}");
    if messages.len() > 1 {
        messages.into_iter().take(4).for_each(|range| read_nested(&bytes[range], NESTING));
    }
}

fn read_nested(bytes: &[u8], depth: usize) {
    let Ok(email) = mail::read(bytes) else { return };
    assert_within(&email);
    let inside = email.attachments.iter().filter(|one| one.kind == AttachmentKind::Message);
    if depth < NESTING {
        inside.take(4).for_each(|one| read_nested(&one.bytes, depth + 1));
    }
}

pub fn assert_within(email: &Email) {
    assert!(is_field(&email.subject), "a subject of {} bytes", email.subject.len());
    assert!(is_field(&email.message_id), "a message id of {} bytes", email.message_id.len());
    assert!(email.to.len() <= limits::RECIPIENTS_MAX && email.cc.len() <= limits::RECIPIENTS_MAX);
    assert!(email.bcc.len() <= limits::RECIPIENTS_MAX);
    let senders = email.from.iter().chain(&email.sender).chain(&email.reply_to);
    senders.chain(&email.to).chain(&email.cc).chain(&email.bcc).for_each(assert_address);
    assert_kind(&email.kind);
    assert!(email.from.as_ref().is_none_or(|from| *from != Address::default()), "nobody is from nobody");
    assert!(email.text.len() <= limits::TEXT_BYTES_MAX, "a text of {} bytes", email.text.len());
    assert!(!email.text.contains('\0'), "a text that other programs would cut");
    assert!(email.html.as_ref().is_none_or(|html| html.len() <= limits::HTML_BYTES_MAX));
    assert!(email.attachments.len() <= limits::PARTS_MAX, "{} attachments", email.attachments.len());
    let bytes: usize = email.attachments.iter().map(|one| one.bytes.len()).sum();
    assert!(bytes <= limits::DECODED_BYTES_MAX, "attachments of {bytes} bytes");
    email.attachments.iter().for_each(assert_attachment);
    let is_once = |(at, warning)| !email.warnings[..at].contains(warning);
    assert!(email.warnings.iter().enumerate().all(is_once), "{:?}", email.warnings);
}

/// On one line, and short.
fn is_field(text: &str) -> bool {
    text.len() <= limits::FIELD_BYTES_MAX && !text.contains(char::is_control)
}

fn assert_address(address: &Address) {
    assert!(is_field(&address.name) && is_field(&address.address), "{address:?}");
    let is_exchange = address.address.to_ascii_lowercase().starts_with("/o=");
    assert!(!is_exchange, "an address that only one server knows: {address:?}");
    // Between quotes anything may stand.
    let is_piece = !address.address.contains('"') && address.address.contains([' ', '<', '>', ',', ';']);
    assert!(!is_piece, "a piece of text for an address: {address:?}");
}

fn assert_kind(kind: &ItemKind) {
    match kind {
        ItemKind::Report(report) => {
            assert!(is_field(&report.message_id));
            for one in &report.recipients {
                assert!(is_field(&one.address) && is_field(&one.status) && is_field(&one.reason), "{one:?}");
            }
        }
        ItemKind::Appointment(found) => assert!(is_field(&found.place) && is_field(&found.organiser), "{found:?}"),
        _ => {}
    }
}

fn assert_attachment(attachment: &Attachment) {
    assert!(!attachment.name.is_empty(), "people need something to click");
    let name = attachment.file_name();
    assert!(!name.is_empty() && name.len() <= limits::NAME_CHARS_MAX, "{name:?}");
    assert!(!name.contains(['/', '\\', ':', '<', '>', '"', '|', '?', '*']), "{name:?}");
    assert!(!name.contains(char::is_control) && !name.starts_with(' '), "{name:?}");
    assert!(!name.ends_with(['.', ' ']), "what Windows would drop: {name:?}");
}
