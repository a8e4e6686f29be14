//! An Outlook item, wherever it was stored, made into an [`Email`].

use crate::headers::{Headers, message_ids};
use crate::mapi::{Properties, id};
use crate::{Address, Attachment, AttachmentKind, Email, Format, Warning, Warnings};
use crate::{body, charset, cut, file_name, html, limits, lzfu, rtf};

/// A message with its recipients and attachments, as properties.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) properties: Properties,
    pub(crate) recipients: Vec<Properties>,
    pub(crate) attachments: Vec<ItemAttachment>,
}

#[derive(Debug, Default)]
pub(crate) struct ItemAttachment {
    pub(crate) properties: Properties,
    pub(crate) message: Option<Embedded>,
}

/// A message inside an item.
#[derive(Debug)]
pub(crate) struct Embedded {
    pub(crate) subject: String,
    pub(crate) bytes: Vec<u8>,
}

pub(crate) fn into_email(item: Item, format: Format, mut warnings: Warnings) -> Email {
    let properties = &item.properties;
    let warn = &mut warnings;
    let headers = transport_headers(properties, warn);
    let from = sender(properties, &headers, warn);
    let (to, cc) = recipients(&item.recipients, &headers, warn);
    let date = properties
        .time(id::CLIENT_SUBMIT_TIME)
        .or_else(|| headers.date())
        .or_else(|| properties.time(id::MESSAGE_DELIVERY_TIME));
    let mut ids = |id, field| match properties.string(id, warn) {
        Some(value) => message_ids(&value),
        None => headers.ids(field),
    };
    let message_id = ids(id::INTERNET_MESSAGE_ID, "message-id").into_iter().next().unwrap_or_default();
    let in_reply_to = ids(id::IN_REPLY_TO_ID, "in-reply-to");
    let references = ids(id::INTERNET_REFERENCES, "references");
    let reply_to = reply_to(properties, &headers, warn);
    let subject = subject(properties, warn);
    let (text, html) = bodies(properties, warn);
    note_protection(properties, &headers, warn);
    let attachments = item.attachments.into_iter().filter_map(|a| attachment(a, &mut warnings)).collect();
    Email {
        format,
        subject,
        from,
        to,
        cc,
        date,
        message_id,
        reply_to,
        in_reply_to,
        references,
        text,
        html,
        attachments,
        warnings: warnings.0,
    }
}

/// The header block of the mail as it arrived, kept by Outlook beside the properties made from it.
fn transport_headers(properties: &Properties, warnings: &mut Warnings) -> Headers {
    let block = properties.string(id::TRANSPORT_MESSAGE_HEADERS, warnings).unwrap_or_default();
    let block = &block.as_bytes()[..block.len().min(limits::HEADER_BYTES_MAX)];
    Headers::parse(block, warnings).0
}

fn subject(properties: &Properties, warnings: &mut Warnings) -> String {
    let whole = properties.string(id::SUBJECT, warnings).or_else(|| {
        let normalized = properties.string(id::NORMALIZED_SUBJECT, warnings)?;
        Some(properties.string(id::SUBJECT_PREFIX, warnings).unwrap_or_default() + &normalized)
    });
    // U+0001 and a length mark the prefix inside the subject, [MS-OXCMSG] 2.2.1.46.
    let whole = whole.unwrap_or_default();
    let mut chars = whole.chars();
    let rest = if chars.next() == Some('\u{1}') { chars.as_str().chars().skip(1).collect() } else { whole };
    one_line(&rest)
}

/// Where answers should go: the field of the mail as it came, or else a name that is an address.
fn reply_to(properties: &Properties, headers: &Headers, warnings: &mut Warnings) -> Option<Address> {
    let written = headers.addresses("reply-to", warnings).into_iter().next();
    written.or_else(|| {
        let names = properties.string(id::REPLY_RECIPIENT_NAMES, warnings)?;
        let address = mail_address(names.split(';').next()?)?;
        Some(Address { name: String::new(), address })
    })
}

/// Whom the message is from: who sent it, or else on whose behalf, or else whom its header names.
///
/// An address comes with the name stored beside it; a name alone is better than none.
fn sender(properties: &Properties, headers: &Headers, warnings: &mut Warnings) -> Option<Address> {
    let mut string = |id| properties.string(id, warnings).map(|s| one_line(&s)).filter(|s| !s.is_empty());
    let names = [string(id::SENDER_NAME), string(id::SENT_REPRESENTING_NAME)];
    let smtp = [string(id::SENDER_SMTP_ADDRESS), string(id::SENT_REPRESENTING_SMTP_ADDRESS)];
    let written = [string(id::SENDER_EMAIL_ADDRESS), string(id::SENT_REPRESENTING_EMAIL_ADDRESS)];
    let known = smtp.into_iter().chain(written).enumerate().find_map(|(at, address)| {
        let address = mail_address(&address?)?;
        Some(Address { name: names[at % 2].clone().unwrap_or_default(), address })
    });
    let mut from = known.unwrap_or_default();
    if from.address.is_empty() || from.name.is_empty() {
        let header = headers.addresses("from", warnings).into_iter().next().unwrap_or_default();
        if from.address.is_empty() {
            from.address = mail_address(&header.address).unwrap_or_default();
        }
        if from.name.is_empty() {
            from.name = names.into_iter().flatten().next().unwrap_or(header.name);
        }
    }
    if from.address.is_empty() {
        if from.name.is_empty() {
            return None;
        }
        warnings.add(Warning::UnknownSenderAddress);
    }
    from.name = without_address(&from);
    Some(from)
}

/// The recipients of the item, or those its header names when it lists none.
fn recipients(
    listed: &[Properties],
    headers: &Headers,
    warnings: &mut Warnings,
) -> (Vec<Address>, Vec<Address>) {
    let (mut to, mut cc) = (Vec::new(), Vec::new());
    for recipient in listed {
        let mut string = |id| recipient.string(id, warnings).map(|s| one_line(&s)).filter(|s| !s.is_empty());
        let name = string(id::DISPLAY_NAME).unwrap_or_default();
        let smtp = string(id::SMTP_ADDRESS).and_then(|a| mail_address(&a));
        let address = smtp
            .or_else(|| string(id::EMAIL_ADDRESS).filter(|a| !is_exchange_address(a)))
            .or_else(|| mail_address(&name))
            .unwrap_or_default();
        if address.is_empty() && name.is_empty() {
            continue;
        }
        let mut address = Address { name, address };
        address.name = without_address(&address);
        // The high bits are flags, [MS-OXOMSG] 2.2.3.1.
        match recipient.integer(id::RECIPIENT_TYPE).map(|kind| kind & 0xF) {
            Some(1) => to.push(address),
            Some(2) => cc.push(address),
            _ => {}
        }
    }
    if listed.is_empty() {
        return (headers.recipients("to", warnings), headers.recipients("cc", warnings));
    }
    (to, cc)
}

/// X.500 names identify a colleague to one Exchange server and nobody else.
fn is_exchange_address(address: &str) -> bool {
    address.starts_with('/') && address.contains('=')
}

/// The address in a property that should hold one; some writers add the name and angle brackets.
fn mail_address(text: &str) -> Option<String> {
    let inner = text.rsplit_once('<').map_or(text, |(_, rest)| rest).trim_end_matches('>').trim();
    let is_whole = inner.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
    (is_whole && !is_exchange_address(inner) && !inner.contains(char::is_whitespace))
        .then(|| inner.to_owned())
}

/// A name without the address that some programs append: "Ana Gil <ana@ejemplo.es>".
fn without_address(of: &Address) -> String {
    let inner = of.name.strip_suffix('>').and_then(|name| name.rsplit_once('<'));
    match inner {
        Some((name, address)) if address.eq_ignore_ascii_case(&of.address) && !name.trim().is_empty() => {
            name.trim().trim_matches('"').to_owned()
        }
        _ => of.name.clone(),
    }
}

/// Plain text and HTML, from whichever of the three bodies of an item hold them, [MS-OXCMSG] 2.2.1.56.
fn bodies(properties: &Properties, warnings: &mut Warnings) -> (String, Option<String>) {
    let mut text = properties.string(id::BODY, warnings).unwrap_or_default();
    let mut page = html_body(properties, warnings);
    let rtf = properties.binary(id::RTF_COMPRESSED).filter(|_| page.is_none() || text.trim().is_empty());
    if let Some(rtf) = rtf.and_then(|bytes| lzfu::decompress(bytes, warnings)) {
        match rtf::read(&rtf, warnings) {
            rtf::Body::Html(html) if page.is_none() => page = Some(html),
            rtf::Body::Text(found) if text.trim().is_empty() && !found.trim().is_empty() => {
                text = found;
                warnings.add(Warning::TextDerived);
            }
            _ => {}
        }
    }
    body::finish(text, page, warnings)
}

fn html_body(properties: &Properties, warnings: &mut Warnings) -> Option<String> {
    if let Some(text) = properties.string(id::HTML, warnings) {
        return Some(text);
    }
    let bytes = properties.binary(id::HTML).filter(|bytes| !bytes.is_empty())?;
    // PidTagHtml is in the page of PidTagInternetCodepage, [MS-OXCMSG] 2.2.1.56.9.
    let page = properties.integer(id::INTERNET_CODEPAGE).filter(|page| !matches!(page, 0 | 20127));
    let encoding = page.and_then(|page| u16::try_from(page).ok()).and_then(codepage::to_encoding);
    let label = encoding.map(|encoding| encoding.name().to_owned()).or_else(|| html::declared_charset(bytes));
    let mut text = charset::decode_label(bytes, label.as_deref(), warnings);
    text.retain(|c| c != '\0');
    Some(text)
}

/// S/MIME items hold their content in an attachment, [MS-OXOSMIME].
fn note_protection(properties: &Properties, headers: &Headers, warnings: &mut Warnings) {
    let class = properties.string(id::MESSAGE_CLASS, warnings).unwrap_or_default().to_ascii_lowercase();
    if class.ends_with(".smime") {
        let content_type = headers.first("content-type").unwrap_or_default().to_ascii_lowercase();
        let signed = content_type.contains("signed-data");
        warnings.add(if signed { Warning::SignedOpaque } else { Warning::Encrypted });
    }
}

fn attachment(mut attachment: ItemAttachment, warnings: &mut Warnings) -> Option<Attachment> {
    let properties = &mut attachment.properties;
    let mut string =
        |id| properties.string(id, warnings).map(|s| file_name::shown(&s)).filter(|s| !s.is_empty());
    let name = string(id::ATTACH_LONG_FILENAME)
        .or_else(|| string(id::ATTACH_FILENAME))
        .or_else(|| string(id::DISPLAY_NAME));
    let content_id = string(id::ATTACH_CONTENT_ID).map(|id| id.trim_matches(['<', '>']).to_owned());
    // Bit 2: rendered in the body, [MS-OXCMSG] 2.2.2.24.
    let rendered = properties.integer(id::ATTACH_FLAGS).unwrap_or(0) & 4 != 0;
    let inline = rendered || properties.boolean(id::ATTACHMENT_HIDDEN) && content_id.is_some();
    if let Some(message) = attachment.message {
        let name = name.unwrap_or_else(|| file_name::of_message(&message.subject, "msg"));
        let kind = AttachmentKind::Message;
        return Some(Attachment { name, bytes: message.bytes, kind, inline, content_id });
    }
    let Some(bytes) = properties.take_binary(id::ATTACH_DATA) else {
        warnings.add(Warning::AttachmentNotIncluded);
        return None;
    };
    let name = name.unwrap_or_else(|| default_name(properties, warnings));
    Some(Attachment { name, bytes, kind: AttachmentKind::File, inline, content_id })
}

/// Pictures and reports are often stored without a name; people need something to click.
fn default_name(properties: &Properties, warnings: &mut Warnings) -> String {
    let content_type =
        properties.string(id::ATTACH_MIME_TAG, warnings).unwrap_or_default().to_ascii_lowercase();
    let extension = match content_type.as_str() {
        "image/png" => ".png",
        "image/jpeg" | "image/jpg" => ".jpg",
        "image/gif" => ".gif",
        "application/pdf" => ".pdf",
        "text/html" => ".html",
        "text/calendar" => ".ics",
        "multipart/signed" | "application/pkcs7-mime" | "application/x-pkcs7-mime" => ".p7m",
        report if report.starts_with("text/") || report.starts_with("message/") => ".txt",
        _ => "",
    };
    format!("attachment{extension}")
}

/// Subjects and names on one line, without controls.
fn one_line(text: &str) -> String {
    let mut line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    cut(&mut line, limits::FIELD_BYTES_MAX);
    line.trim().to_owned()
}
