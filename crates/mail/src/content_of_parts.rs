//! What the parts of an internet mail are to a reader: text, page, files, and what it is about.

use std::collections::HashSet;

use crate::email::{Attachment, AttachmentKind, Email};
use crate::headers::Headers;
use crate::kind::{ItemKind, Report};
use crate::parts::Part;
use crate::warning::{Warning, Warnings};
use crate::{body, calendar, file_name, html, limits, report, uuencode};

/// Puts text, page, files and kind of the parts into the email, and what was noticed on the way.
pub(crate) fn fill(email: &mut Email, parts: Vec<Part<'_>>, warnings: Warnings) {
    let mut content = Content { parts, left: limits::DECODED_BYTES_MAX, files: Vec::new(), warnings };
    content.note_protection();
    let roles = content.roles();
    (email.text, email.html) = content.text_and_html(&roles);
    content.read_files(&roles);
    email.kind = content.kind(email);
    let Content { files, warnings, .. } = content;
    email.attachments = files;
    email.warnings = warnings.0;
}

/// What a part is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Text,
    File,
    /// A text that is a file too: there is no other.
    Both,
    /// It holds others, or says the same in another form.
    None,
}

/// Types of text that are data and no words to somebody.
const TEXT_FILES: [&str; 11] = [
    "calendar",
    "vcard",
    "x-vcard",
    "x-vcalendar",
    "directory",
    "csv",
    "rtf",
    "xml",
    "css",
    "x-moz-deleted",
    "rfc822-headers",
];

struct Content<'a> {
    parts: Vec<Part<'a>>,
    /// Bytes that may still be decoded.
    left: usize,
    files: Vec<Attachment>,
    warnings: Warnings,
}

impl Content<'_> {
    fn note_protection(&mut self) {
        for part in &self.parts {
            let kind = part.kind.name.as_str();
            let is_protected = kind == "multipart/encrypted";
            // Microsoft's rights management, [MS-OXORMMS] 2.1.
            let class = part.headers.first("content-class").unwrap_or_default().trim().to_ascii_lowercase();
            if is_protected || class.starts_with("rpmsg.message") {
                self.warnings.add(Warning::Encrypted);
            }
        }
        let root = self.parts.first().map(|part| part.kind.field.to_ascii_lowercase()).unwrap_or_default();
        if root.contains("pkcs7-mime") {
            let is_signed = root.contains("signed-data");
            self.warnings.add(if is_signed { Warning::SignedOpaque } else { Warning::Encrypted });
        }
    }

    /// The multiparts around a part, from the inside out.
    fn around(&self, part: usize) -> impl Iterator<Item = usize> {
        let mut at = self.parts.get(part).and_then(|part| part.parent);
        std::iter::from_fn(move || {
            let here = at?;
            at = self.parts.get(here).and_then(|part| part.parent);
            Some(here)
        })
    }

    fn alternatives_around(&self, part: usize) -> impl Iterator<Item = usize> {
        self.around(part).filter(|at| self.parts[*at].kind.name == "multipart/alternative")
    }

    /// A text with a name is a file, whatever its disposition, unless the mail has no other text.
    fn roles(&self) -> Vec<Role> {
        let is_text = |part: &Part<'_>| {
            part.kind.is_text()
                && !part.is_multipart
                && !part.is_message
                && part.disposition() != "attachment"
        };
        let has_text = self.parts.iter().any(|part| is_text(part) && part.name.is_none());
        // A text of a type that nobody knows is plain, RFC 2046 4.1.4, where there is no other.
        let is_unknown = |part: &Part<'_>| {
            let kind = part.kind.name.as_str();
            let is_file = TEXT_FILES.iter().any(|file| kind.ends_with(file));
            kind.starts_with("text/") && !is_file && part.name.is_none() && part.disposition() != "attachment"
        };
        // A form of the text is no file, whatever it is called.
        let is_form = |part: &Part<'_>| {
            let parent = part.parent.and_then(|at| self.parts.get(at));
            is_text(part)
                && part.disposition().is_empty()
                && parent.is_some_and(|parent| parent.kind.name == "multipart/alternative")
        };
        let role = |(at, part): (usize, &Part<'_>)| {
            let is_named = part.name.is_some();
            if part.is_multipart || self.is_other_form(part) {
                Role::None
            } else if is_form(part) || !has_text && is_unknown(part) {
                Role::Text
            } else if !is_text(part) || is_named && has_text {
                Role::File
            } else if is_named && at > 0 {
                Role::Both
            } else {
                Role::Text
            }
        };
        self.parts.iter().enumerate().map(role).collect()
    }

    /// A form of the text for a program that is none of ours: an alternative is no file, RFC 2046 5.1.4.
    fn is_other_form(&self, part: &Part<'_>) -> bool {
        let kind = part.kind.name.as_str();
        let is_form = kind.starts_with("text/")
            && !part.kind.is_text()
            && !matches!(kind, "text/calendar" | "text/vcard");
        let parent = part.parent.and_then(|at| self.parts.get(at));
        let is_alternative = parent.is_some_and(|parent| parent.kind.name == "multipart/alternative");
        let has_text = || self.parts.iter().any(|other| other.parent == part.parent && other.kind.is_text());
        is_form && is_alternative && part.name.is_none() && has_text()
    }

    /// HTML is another form of text only within one multipart/alternative; elsewhere both are to be read.
    fn text_and_html(&mut self, roles: &[Role]) -> (String, Option<String>) {
        let shown: Vec<usize> =
            (0..self.parts.len()).filter(|at| matches!(roles[*at], Role::Text | Role::Both)).collect();
        let mut texts = Vec::with_capacity(shown.len());
        for at in &shown {
            let text = self.parts[*at].text(&mut self.left, &mut self.warnings);
            texts.push(if self.parts[*at].is_html() { text } else { self.without_files(text) });
        }
        let (mut with_text, mut with_page) = (HashSet::new(), HashSet::new());
        for (at, _) in shown.iter().zip(&texts).filter(|(_, text)| !text.trim().is_empty()) {
            let found = if self.parts[*at].is_html() { &mut with_page } else { &mut with_text };
            found.extend(self.alternatives_around(*at));
        }
        let has_page =
            shown.iter().zip(&texts).any(|(at, text)| self.parts[*at].is_html() && !text.trim().is_empty());
        let (mut text, mut page, mut has_text) = (String::new(), String::new(), false);
        for (at, found) in shown.iter().zip(texts) {
            if self.parts[*at].is_html() {
                page += &found;
                if !self.alternatives_around(*at).any(|at| with_text.contains(&at)) {
                    append(
                        &mut text,
                        &html::to_text(&found[..found.floor_char_boundary(limits::HTML_BYTES_MAX)]),
                    );
                }
            } else {
                has_text |= !found.trim().is_empty();
                // Beside a page it is part of it: whoever reads the page is to read it.
                if has_page
                    && !found.trim().is_empty()
                    && !self.alternatives_around(*at).any(|at| with_page.contains(&at))
                {
                    page += &html::of_text(&found);
                }
                append(&mut text, &found);
            }
        }
        if !has_text && !text.trim().is_empty() {
            self.warnings.add(Warning::TextDerived);
        }
        body::finish(text, has_page.then_some(page), &mut self.warnings)
    }

    /// The text without the files that stand in it, which become the mail's.
    fn without_files(&mut self, text: String) -> String {
        let (mut kept, mut at) = (String::new(), 0);
        while let Some(found) =
            uuencode::find(text.as_bytes(), at).filter(|_| self.files.len() < limits::PARTS_MAX)
        {
            kept += text.get(at..found.start).unwrap_or_default();
            at = found.end;
            let name = file_name::shown(&found.name);
            self.files.push(Attachment {
                name,
                is_unnamed: false,
                bytes: found.bytes,
                kind: AttachmentKind::File,
                inline: false,
                content_id: None,
            });
        }
        if at == 0 { text } else { kept + text.get(at..).unwrap_or_default() }
    }

    fn read_files(&mut self, roles: &[Role]) {
        for at in (0..self.parts.len()).filter(|at| matches!(roles[*at], Role::File | Role::Both)) {
            // A file that lies elsewhere, RFC 2046 5.2.3; nothing goes and fetches it.
            if is_elsewhere(&self.parts[at]) {
                self.warnings.add(Warning::AttachmentNotIncluded);
            }
            if self.files.len() < limits::PARTS_MAX {
                let file = self.file(at);
                self.files.push(file);
            } else {
                self.warnings.add(Warning::Truncated);
            }
        }
    }

    fn file(&mut self, at: usize) -> Attachment {
        let part = &self.parts[at];
        let is_elsewhere = is_elsewhere(part);
        let mut bytes = part.decoded(&mut self.left, &mut self.warnings);
        if is_elsewhere {
            bytes.clear();
        }
        let name = part.name.clone();
        let kind = if part.is_message { AttachmentKind::Message } else { AttachmentKind::File };
        let is_unnamed = name.is_none();
        let name = name.unwrap_or_else(|| match kind {
            AttachmentKind::Message => subject_as_name(&bytes),
            AttachmentKind::File => file_name::of_type(&part.kind.name),
        });
        let content_id =
            part.headers.first("content-id").map(|id| id.trim().trim_matches(['<', '>']).to_owned());
        let content_id = content_id.filter(|id| !id.is_empty());
        let disposition = part.disposition();
        let inline = disposition == "inline" || content_id.is_some() && disposition != "attachment";
        Attachment { name, is_unnamed, bytes, kind, inline, content_id }
    }

    /// What the mail is about, where it is an invitation or a report.
    fn kind(&mut self, email: &mut Email) -> ItemKind {
        if let Some(found) = self.report() {
            return ItemKind::Report(found);
        }
        let Some(found) = self.invitation() else { return ItemKind::Email };
        if email.text.trim().is_empty() && !found.description.trim().is_empty() {
            email.text = found.description;
            self.warnings.add(Warning::TextDerived);
        }
        ItemKind::Appointment(found.appointment)
    }

    /// An invitation or the answer to one, RFC 6047. A calendar file beside a text is a file, and no invitation.
    fn invitation(&mut self) -> Option<calendar::Invitation> {
        (0..self.parts.len())
            .filter(|at| is_calendar(&self.parts[*at]))
            .take(CALENDARS_MAX)
            .collect::<Vec<_>>()
            .into_iter()
            .find_map(|at| {
                let part = &self.parts[at];
                let text = part.text(&mut self.left, &mut Warnings::default());
                let is_whole = at == 0 || self.alternatives_around(at).next().is_some();
                calendar::read(&text, part.kind.parameter("method").as_deref(), is_whole)
            })
    }

    /// What became of a mail, RFC 3464 and RFC 8098.
    fn report(&mut self) -> Option<Report> {
        let find =
            |kinds: &[&str]| self.parts.iter().position(|part| kinds.contains(&part.kind.name.as_str()));
        let notice = find(&[
            "message/delivery-status",
            "message/global-delivery-status",
            "message/disposition-notification",
            "message/global-disposition-notification",
        ]);
        let original =
            find(&["text/rfc822-headers", "message/global-headers", "message/rfc822", "message/global"]);
        let mut bytes =
            |at: Option<usize>| at.map(|at| self.parts[at].decoded(&mut self.left, &mut Warnings::default()));
        let root = &self.parts.first()?.headers;
        let is_report = notice.is_some() || root.first("x-failed-recipients").is_some();
        let (notice, original) = (bytes(notice), bytes(original.filter(|_| is_report)));
        report::read(notice.as_deref(), original.as_deref(), self.parts.first().map(|part| &part.headers)?)
    }
}

/// Calendars that are looked at for an invitation.
const CALENDARS_MAX: usize = 8;

fn is_calendar(part: &Part<'_>) -> bool {
    let kind = part.kind.name.as_str();
    let is_named = || part.name.as_deref().is_some_and(|name| name.to_ascii_lowercase().ends_with(".ics"));
    matches!(kind, "text/calendar" | "text/x-vcalendar" | "application/ics")
        || kind == "application/octet-stream" && is_named()
}

/// Whether what it stands for lies elsewhere, or was taken out by a program.
fn is_elsewhere(part: &Part<'_>) -> bool {
    let says = ["x-mozilla-cloud-part", "x-mozilla-external-attachment-url"];
    let kind = part.kind.name.as_str();
    matches!(kind, "message/external-body" | "text/x-moz-deleted")
        || says.iter().any(|field| part.headers.first(field).is_some())
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    *text += more;
}

fn subject_as_name(message: &[u8]) -> String {
    // What had to be guessed for it is no news about the mail around it.
    let warnings = &mut Warnings::default();
    let message = crate::mailbox::after_blank_lines(message);
    let (headers, _) = Headers::parse(&message[..message.len().min(limits::HEADER_BYTES_MAX)], warnings);
    file_name::of_message(&headers.text("subject", warnings), "eml")
}

#[cfg(test)]
mod tests {
    use crate::email::Email;
    use crate::kind::ItemKind;
    use crate::warning::Warning;

    fn read(content_type: &str, parts: &str) -> Email {
        crate::read(
            format!("Subject: x\nContent-Type: {content_type}; boundary=b\n\n{parts}--b--\n").as_bytes(),
        )
        .unwrap()
    }

    fn names(email: &Email) -> Vec<&str> {
        email.attachments.iter().map(|file| file.name.as_str()).collect()
    }

    #[test]
    fn k12_a_named_text_is_a_file_but_where_it_is_all_there_is() {
        let named = "--b\nContent-Type: text/plain; name=precios.txt\n\n10 EUR\n";
        let email = read("multipart/mixed", &format!("--b\n\nHola\n{named}"));
        assert_eq!((email.text.trim(), names(&email)), ("Hola", vec!["precios.txt"]));
        let email = read("multipart/mixed", named);
        assert_eq!(
            (email.text.trim(), names(&email)),
            ("10 EUR", vec!["precios.txt"]),
            "it is read, and kept"
        );
        let form = "--b\n\nHola\n--b\nContent-Type: text/html; name=body.html\n\n<p>Hola</p>\n";
        let email = read("multipart/alternative", form);
        assert!(email.html.is_some() && email.attachments.is_empty(), "a form of the text is no file");
    }

    #[test]
    fn k08_html_is_replaced_by_text_within_its_own_alternative() {
        let inner = "Content-Type: multipart/alternative; boundary=a\n\n--a\n\npie\n--a\nContent-Type: text/html\n\n<p>pie</p>\n--a--\n";
        let email = read(
            "multipart/mixed",
            &format!("--b\nContent-Type: text/html\n\n<p>Oferta</p>\n--b\n{inner}--b\n\n<firma>\n"),
        );
        assert_eq!(email.text.split_whitespace().collect::<Vec<_>>(), ["Oferta", "pie", "<firma>"]);
        let page = email.html.unwrap();
        assert!(
            page.contains("Oferta") && page.contains("&lt;firma&gt;"),
            "a page shows all that is to be read: {page}"
        );
    }

    #[test]
    fn k09_a_text_of_an_unknown_type_is_text() {
        for kind in ["text/markdown", "text/enriched", "foo", "text/plain charset=utf-8", ";charset=utf-8"] {
            let email = crate::read(format!("Subject: x\nContent-Type: {kind}\n\nHola").as_bytes()).unwrap();
            assert_eq!((email.text.as_str(), email.attachments.len()), ("Hola", 0), "{kind}");
        }
        let email = crate::read(b"Subject: x\nContent-Type: text/csv\n\na;b").unwrap();
        assert_eq!(names(&email), ["attachment.csv"]);
    }

    #[test]
    fn m02_every_file_has_a_name() {
        let parts: String = [
            "image/png",
            "application/pdf",
            "application/octet-stream",
            "message/delivery-status",
            "text/calendar",
        ]
        .map(|kind| format!("--b\nContent-Type: {kind}\n\nx\n"))
        .concat();
        let email = read("multipart/mixed", &format!("--b\n\nHola\n{parts}"));
        let expected = ["attachment.png", "attachment.pdf", "attachment", "attachment.txt", "invite.ics"];
        assert_eq!(names(&email), expected);
        assert!(email.attachments.iter().all(|file| file.is_unnamed));
    }

    #[test]
    fn m18_what_lies_elsewhere_is_listed_and_said() {
        for head in [
            "Content-Type: message/external-body; access-type=URL; name=oferta.pdf",
            "Content-Type: application/pdf; name=oferta.pdf\nX-Mozilla-Cloud-Part: cloudFile; url=https://nube.example/1",
        ] {
            let email = read("multipart/mixed", &format!("--b\n\nHola\n--b\n{head}\n\nx\n"));
            assert_eq!((names(&email), email.attachments[0].bytes.len()), (vec!["oferta.pdf"], 0));
            assert_eq!(email.warnings, [Warning::AttachmentNotIncluded]);
        }
    }

    #[test]
    fn m07_protected_mail_is_said_to_be_so_wherever_it_is() {
        let inner = "Content-Type: multipart/encrypted; boundary=e\n\n--e\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--e--\n";
        assert!(read("multipart/mixed", &format!("--b\n{inner}")).warnings.contains(&Warning::Encrypted));
    }

    #[test]
    fn m01_an_invitation_is_one_and_a_file_of_dates_is_not() {
        let calendar = |method: &str| {
            format!(
                "BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:1\nDTSTART:20261201T090000Z\nORGANIZER;CN=\"Ana Gil\":mailto:ana@ejemplo.es\nEND:VEVENT\nEND:VCALENDAR\n"
            )
        };
        let part = |method: &str| {
            format!("--b\n\nHola\n--b\nContent-Type: text/calendar; name=a.ics\n\n{}", calendar(method))
        };
        let found = |email: Email| match email.kind {
            ItemKind::Appointment(found) => Some((found.meeting, found.organiser)),
            _ => None,
        };
        let ana = "Ana Gil".to_owned();
        assert_eq!(
            found(read("multipart/mixed", &part("REQUEST"))),
            Some((crate::kind::Meeting::Invitation, ana.clone()))
        );
        assert_eq!(
            found(read("multipart/mixed", &part("CANCEL"))),
            Some((crate::kind::Meeting::Cancellation, ana.clone()))
        );
        assert_eq!(
            found(read("multipart/mixed", &part("REPLY"))),
            Some((crate::kind::Meeting::Answer, String::new()))
        );
        assert_eq!(found(read("multipart/mixed", &part("PUBLISH"))), None, "a flight is no invitation");
        assert_eq!(
            found(read("multipart/alternative", &part("PUBLISH"))),
            Some((crate::kind::Meeting::Invitation, ana))
        );
    }
}
