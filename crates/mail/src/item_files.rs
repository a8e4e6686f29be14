//! The attachments of an Outlook item: files, messages, objects of other programs, and links to what lies elsewhere.

use crate::address::line_shown;
use crate::email::{Attachment, AttachmentKind};
use crate::item::ItemAttachment;
use crate::mapi::{Properties, id};
use crate::warning::{Warning, Warnings};
use crate::{encoded_words, file_name, ole, transfer};

/// Values of PidTagAttachMethod, [MS-OXCMSG] 2.2.2.9, that say where the content of a file lies.
mod method {
    pub(super) const BY_REFERENCE: i32 = 2;
    pub(super) const BY_REFERENCE_RESOLVED: i32 = 3;
    pub(super) const BY_REFERENCE_ONLY: i32 = 4;
    pub(super) const OLE: i32 = 6;
    pub(super) const BY_WEB_REFERENCE: i32 = 7;
}

/// The longest extension that is one.
const EXTENSION_CHARS_MAX: usize = 16;

/// Whether an attachment holds an object of another program.
pub(crate) fn is_object(properties: &Properties) -> bool {
    properties.integer(id::ATTACH_METHOD) == Some(method::OLE)
}

/// Makes a file or message of it; `None` where there is nothing that has a name or content.
///
/// A file that lies elsewhere is listed without content, and [`Warning::AttachmentNotIncluded`] says so: people look
/// for it by its name, and its link usually stands in the body.
pub(crate) fn attachment(mut attachment: ItemAttachment, warnings: &mut Warnings) -> Option<Attachment> {
    let has_content = attachment.message.is_some() || attachment.object.is_some();
    if attachment.properties.is_empty() && !has_content {
        warnings.add(Warning::AttachmentNotIncluded);
        return None;
    }
    let properties = &mut attachment.properties;
    let name = name(properties, warnings);
    let is_unnamed = name.is_none();
    let mut string = |id| properties.string(id, warnings).map(|s| line_shown(&s)).filter(|s| !s.is_empty());
    let content_id = string(id::ATTACH_CONTENT_ID).map(|id| id.trim_matches(['<', '>']).to_owned());
    // Bit 2: rendered in the body, [MS-OXCMSG] 2.2.2.24.
    let rendered = properties.integer(id::ATTACH_FLAGS).unwrap_or(0) & 4 != 0;
    let inline = rendered || properties.boolean(id::ATTACHMENT_HIDDEN) && content_id.is_some();
    let kind = AttachmentKind::File;
    if let Some(message) = attachment.message {
        let name = name.unwrap_or_else(|| file_name::of_message(&message.subject, "msg"));
        let kind = AttachmentKind::Message;
        return Some(Attachment { name, is_unnamed, bytes: message.bytes, kind, inline, content_id });
    }
    if let Some(file) = attachment.object {
        // "OLE Package" and the like are what the program is called, not the file.
        let name = Some(file_name::shown(&file.name)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| ole::NAME.to_owned());
        return Some(Attachment { name, is_unnamed, bytes: file.bytes, kind, inline, content_id });
    }
    let bytes = properties.take_binary(id::ATTACH_DATA).unwrap_or_default();
    let method = properties.integer(id::ATTACH_METHOD).unwrap_or_default();
    if bytes.is_empty() {
        if method == method::OLE || properties.has_object(id::ATTACH_DATA) {
            warnings.add(Warning::AttachmentNotIncluded);
            return None;
        }
        let is_elsewhere = matches!(
            method,
            method::BY_REFERENCE
                | method::BY_REFERENCE_RESOLVED
                | method::BY_REFERENCE_ONLY
                | method::BY_WEB_REFERENCE
        );
        if is_elsewhere {
            warnings.add(Warning::AttachmentNotIncluded);
        } else if attachment.is_lost {
            warnings.add(Warning::Damaged);
        }
    }
    let name = name.unwrap_or_else(|| made_name(properties, warnings));
    Some(Attachment { name, is_unnamed, bytes, kind, inline, content_id })
}

/// The name that the item gives it, with an extension where the item knows one and the name has none.
fn name(properties: &Properties, warnings: &mut Warnings) -> Option<String> {
    // Some servers pass on what they could not decode.
    let mut string = |id| {
        let stored = properties.string(id, warnings)?;
        let name = file_name::shown(&encoded_words::decode(&stored, warnings));
        (!name.is_empty()).then_some(name)
    };
    let mut last = |id| string(id).map(|path| last_of(&path)).filter(|name| !name.is_empty());
    let long = last(id::ATTACH_LONG_FILENAME);
    let whole = long.or_else(|| last(id::ATTACH_FILENAME)).or_else(|| string(id::DISPLAY_NAME));
    let mut last = |id| string(id).map(|path| last_of(&path)).filter(|name| !name.is_empty());
    let places = [id::ATTACH_LONG_PATHNAME, id::ATTACH_PATHNAME, id::ATTACH_CONTENT_LOCATION];
    let name = whole.or_else(|| places.into_iter().find_map(&mut last))?;
    if has_extension(&name) {
        return Some(name);
    }
    let stored = stored_extension(properties, warnings);
    Some(name + &stored)
}

/// What stands last in a path or in a link: a name without folders, or as it is.
fn last_of(path: &str) -> String {
    let is_link = ["http://", "https://"].iter().any(|scheme| path.starts_with(scheme));
    if !is_link {
        return path
            .rsplit(['/', '\\'])
            .find(|piece| !piece.trim().is_empty())
            .unwrap_or_default()
            .to_owned();
    }
    let place = path.split(['?', '#']).next().unwrap_or_default();
    let last = place.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let decoded = String::from_utf8_lossy(&transfer::percent(last)).into_owned();
    file_name::shown(&decoded)
}

fn has_extension(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| {
        (1..=EXTENSION_CHARS_MAX).contains(&extension.chars().count())
            && extension.chars().all(char::is_alphanumeric)
    })
}

/// PidTagAttachExtension, [MS-OXCMSG] 2.2.2.12, with its dot; empty where there is none that may be one.
fn stored_extension(properties: &Properties, warnings: &mut Warnings) -> String {
    let stored = properties.string(id::ATTACH_EXTENSION, warnings).unwrap_or_default();
    let stored = format!(".{}", stored.trim().trim_start_matches('.'));
    if has_extension(&stored) { stored } else { String::new() }
}

/// A name for a file that has none: with the item's own extension, or else what its type is known by.
fn made_name(properties: &Properties, warnings: &mut Warnings) -> String {
    let stored = stored_extension(properties, warnings);
    if !stored.is_empty() {
        return format!("attachment{stored}");
    }
    let content_type = properties.string(id::ATTACH_MIME_TAG, warnings).unwrap_or_default();
    file_name::of_type(&content_type.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapi::kind;

    fn read(method: i32, strings: &[(u16, &str)], data: Option<&[u8]>) -> (Option<Attachment>, Vec<Warning>) {
        let mut read = ItemAttachment::default();
        let properties = &mut read.properties;
        properties.insert(id::ATTACH_METHOD, kind::INTEGER32, method.to_le_bytes().to_vec());
        for (id, value) in strings {
            properties.insert(*id, kind::STRING8, value.as_bytes().to_vec());
        }
        if let Some(data) = data {
            properties.insert(id::ATTACH_DATA, kind::BINARY, data.to_vec());
        }
        let mut warnings = Warnings::default();
        (attachment(read, &mut warnings), warnings.0)
    }

    #[test]
    fn k21_an_empty_file_is_a_file() {
        let (file, warnings) = read(1, &[(id::ATTACH_LONG_FILENAME, "vacio.txt")], None);
        let file = file.expect("an empty file is still one that was sent");
        assert_eq!((file.name.as_str(), file.bytes.len(), warnings), ("vacio.txt", 0, vec![]));
    }

    #[test]
    fn k12_m10_every_file_has_a_name_and_the_extension_that_the_item_knows() {
        let check = |strings: &[(u16, &str)], expected: &str| {
            assert_eq!(read(1, strings, Some(b"x")).0.unwrap().name, expected, "{strings:?}");
        };
        check(&[], "attachment");
        check(&[(id::ATTACH_EXTENSION, ".pdf")], "attachment.pdf");
        check(&[(id::ATTACH_EXTENSION, "pdf")], "attachment.pdf");
        check(&[(id::ATTACH_EXTENSION, ".."), (id::ATTACH_MIME_TAG, "image/png")], "attachment.png");
        check(&[(id::ATTACH_EXTENSION, "./../x")], "attachment");
        check(&[(id::DISPLAY_NAME, "Oferta"), (id::ATTACH_EXTENSION, ".pdf")], "Oferta.pdf");
        check(&[(id::ATTACH_LONG_FILENAME, "Oferta.PDF"), (id::ATTACH_EXTENSION, ".pdf")], "Oferta.PDF");
        check(&[(id::ATTACH_LONG_FILENAME, "C:\\temp\\Oferta.pdf")], "Oferta.pdf");
        check(&[(id::ATTACH_MIME_TAG, "message/rfc822")], "attachment.eml");
        check(&[(id::ATTACH_LONG_FILENAME, "=?utf-8?Q?A=C3=B1o=2Epdf?=")], "Año.pdf");
    }

    #[test]
    fn m10_a_file_in_the_cloud_is_listed_by_name_and_said_to_lie_elsewhere() {
        let link = "https://ejemplo-my.sharepoint.example/personal/ana/Oferta%20de%20a%C3%B1o.docx?web=1";
        for (strings, expected) in [
            (
                &[(id::ATTACH_LONG_FILENAME, "Oferta.docx"), (id::ATTACH_LONG_PATHNAME, link)][..],
                "Oferta.docx",
            ),
            (&[(id::ATTACH_LONG_PATHNAME, link)], "Oferta de año.docx"),
        ] {
            for method in [method::BY_WEB_REFERENCE, method::BY_REFERENCE_ONLY] {
                let (file, warnings) = read(method, strings, None);
                let file = file.expect("who looks for the file finds its name");
                assert_eq!((file.name.as_str(), file.bytes.len()), (expected, 0));
                assert_eq!(warnings, [Warning::AttachmentNotIncluded], "nobody takes it for an empty file");
            }
        }
    }
}
