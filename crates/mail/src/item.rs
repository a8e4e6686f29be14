//! An Outlook item, wherever it was stored, made into an [`Email`].

use crate::charset::Page;
use crate::headers::{Headers, message_ids};
use crate::mapi::{Names, Properties, id};
use crate::{Address, Attachment, AttachmentKind, Email, Format, Warning, Warnings};
use crate::{body, charset, cut, file_name, html, item_kind, limits, lzfu, ole, rtf};

/// A message with its recipients and attachments, as properties.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) properties: Properties,
    pub(crate) names: Names,
    pub(crate) recipients: Vec<Properties>,
    pub(crate) attachments: Vec<ItemAttachment>,
}

#[derive(Debug, Default)]
pub(crate) struct ItemAttachment {
    pub(crate) properties: Properties,
    pub(crate) message: Option<Embedded>,
    /// The file in it, where it is an object of another program.
    pub(crate) object: Option<ole::File>,
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
    let kind = item_kind::of(properties, &item.names, warn);
    let (text, html) = bodies(properties, warn);
    note_protection(properties, &headers, warn);
    let attachments = item.attachments.into_iter().filter_map(|a| attachment(a, &mut warnings)).collect();
    Email {
        format,
        kind,
        subject,
        from,
        sender: None,
        to,
        cc,
        bcc: Vec::new(),
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
    let names = [id::SENDER_NAME, id::SENT_REPRESENTING_NAME]
        .map(|id| string(id).filter(|name| !is_exchange_address(name)));
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
        let name = string(id::DISPLAY_NAME).filter(|name| !is_exchange_address(name)).unwrap_or_default();
        let smtp = string(id::SMTP_ADDRESS).and_then(|a| mail_address(&a));
        let written = string(id::EMAIL_ADDRESS);
        // What was typed and never looked up has no address: it would have gone out as it is, see `Headers::recipients`.
        let typed = (written.is_none() && !name.contains(char::is_whitespace)).then(|| name.clone());
        let address = smtp
            .or_else(|| written.filter(|address| !is_exchange_address(address)))
            .or_else(|| mail_address(&name))
            .or(typed)
            .unwrap_or_default();
        if address.is_empty() && name.is_empty() {
            continue;
        }
        let mut address = Address { name, address };
        address.name = without_address(&address);
        if address.name == address.address && !address.address.contains('@') {
            address.name.clear();
        }
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

/// X.500 names identify a colleague to one Exchange server and nobody else, also where it wrote them as
/// `IMCEAEX-_O=...@host` for the outside, [MS-OXOABK] 2.2.1.1 and [MS-OXCMAIL] 2.1.1.
pub(crate) fn is_exchange_address(address: &str) -> bool {
    let address = address.strip_prefix("EX:").unwrap_or(address);
    let is_encapsulated = address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("IMCEAEX-"));
    is_encapsulated || address.starts_with('/') && address.contains('=')
}

/// The address in a property that should hold one; some writers add the name and angle brackets.
pub(crate) fn mail_address(text: &str) -> Option<String> {
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
    let mut text = match page.and_then(|page| u32::try_from(page).ok()) {
        Some(page) if Page::of_number(page).is_some() => charset::decode_page(bytes, Some(page), warnings),
        _ => charset::decode_label(bytes, html::declared_charset(bytes).as_deref(), warnings),
    };
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
        return Some(Attachment { name, is_unnamed: false, bytes: message.bytes, kind, inline, content_id });
    }
    if let Some(file) = attachment.object {
        // "OLE Package" and the like are what the program is called, not the file.
        let name = file_name::shown(&file.name);
        return Some(Attachment {
            name,
            is_unnamed: false,
            bytes: file.bytes,
            kind: AttachmentKind::File,
            inline,
            content_id,
        });
    }
    let Some(bytes) = properties.take_binary(id::ATTACH_DATA) else {
        warnings.add(Warning::AttachmentNotIncluded);
        return None;
    };
    let name = name.unwrap_or_else(|| default_name(properties, warnings));
    Some(Attachment { name, is_unnamed: false, bytes, kind: AttachmentKind::File, inline, content_id })
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
pub(crate) fn one_line(text: &str) -> String {
    let mut line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    cut(&mut line, limits::FIELD_BYTES_MAX);
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapi::kind;

    fn properties(values: &[(u16, &str)]) -> Properties {
        let mut properties = Properties::default();
        for (id, value) in values {
            properties.insert(*id, kind::STRING, value.encode_utf16().flat_map(u16::to_le_bytes).collect());
        }
        properties
    }

    fn read(values: &[(u16, &str)], recipients: Vec<Properties>) -> Email {
        let item = Item { properties: properties(values), recipients, ..Item::default() };
        into_email(item, Format::Msg, Warnings::default())
    }

    const COLLEAGUE: &str = "/O=EJEMPLO/OU=GRUPO/CN=RECIPIENTS/CN=ANA";

    #[test]
    fn an_address_of_exchange_is_never_shown_and_another_is_found_where_there_is_one() {
        let from = |values: &[(u16, &str)]| {
            let values = [&[(id::SENDER_EMAIL_ADDRESS, COLLEAGUE)], values].concat();
            let email = read(&values, Vec::new());
            let is_unknown = email.warnings.contains(&Warning::UnknownSenderAddress);
            let from = email.from.unwrap_or_default();
            (from.name, from.address, is_unknown)
        };
        let known = |name: &str| (name.to_owned(), "ana@ejemplo.es".to_owned(), false);
        assert_eq!(
            from(&[(id::SENDER_SMTP_ADDRESS, "ana@ejemplo.es"), (id::SENDER_NAME, "Ana")]),
            known("Ana")
        );
        assert_eq!(from(&[(id::SENT_REPRESENTING_EMAIL_ADDRESS, "ana@ejemplo.es")]), known(""));
        let headers = "From: Ana Gil <ana@ejemplo.es>\r\n";
        assert_eq!(from(&[(id::TRANSPORT_MESSAGE_HEADERS, headers), (id::SENDER_NAME, "Ana")]), known("Ana"));
        assert_eq!(from(&[(id::SENDER_NAME, "Ana")]), ("Ana".into(), String::new(), true));
        assert_eq!(from(&[(id::SENDER_NAME, COLLEAGUE)]), (String::new(), String::new(), false));
        let outside = "IMCEAEX-_O=EJEMPLO_CN=ANA@ejemplo.es";
        let got = from(&[(id::SENDER_NAME, "Ana"), (id::SENDER_SMTP_ADDRESS, outside)]);
        assert_eq!(got, ("Ana".into(), String::new(), true));
    }

    #[test]
    fn recipients_have_no_address_of_exchange_either() {
        let mut recipient = properties(&[(id::DISPLAY_NAME, "Ana Gil"), (id::EMAIL_ADDRESS, COLLEAGUE)]);
        recipient.insert(id::RECIPIENT_TYPE, kind::INTEGER32, 1_i32.to_le_bytes().to_vec());
        let email = read(&[(id::SUBJECT, "x")], vec![recipient]);
        assert_eq!(email.to, [Address { name: "Ana Gil".into(), address: String::new() }]);
    }

    #[test]
    fn the_ids_of_a_conversation_come_from_properties_or_header() {
        let email =
            read(&[(id::IN_REPLY_TO_ID, "<2@x>"), (id::INTERNET_REFERENCES, "<1@x> <2@x>")], Vec::new());
        assert_eq!(
            (email.in_reply_to, email.references),
            (vec!["2@x".into()], vec!["1@x".into(), "2@x".into()])
        );
        let headers = "In-Reply-To: <2@x>\r\nReferences: <1@x>\r\n\t<2@x>\r\nReply-To: Ana <a@x.example>\r\n";
        let email = read(&[(id::TRANSPORT_MESSAGE_HEADERS, headers)], Vec::new());
        assert_eq!(
            (email.in_reply_to, email.references),
            (vec!["2@x".into()], vec!["1@x".into(), "2@x".into()])
        );
        assert_eq!(email.reply_to.unwrap().address, "a@x.example");
    }
}
