//! An Outlook item, wherever it was stored, made into an [`Email`].

use crate::address::line_shown;
use crate::email::{Email, Format};
use crate::headers::{Headers, message_ids};
use crate::item::Item;
use crate::kind::ItemKind;
use crate::mapi::{Properties, id};
use crate::warning::{Warning, Warnings};
use crate::{encoded_words, item_body, item_files, item_kind, item_people, item_report, limits};

pub(crate) fn into_email(item: Item, format: Format, mut warnings: Warnings) -> Email {
    let properties = &item.properties;
    let warn = &mut warnings;
    let class = item_kind::class_of(properties, warn);
    let headers = transport_headers(properties, warn);
    let people = item_people::of(&item, &headers, warn);
    let date = properties
        .time(id::CLIENT_SUBMIT_TIME)
        .or_else(|| headers.date())
        .or_else(|| properties.time(id::MESSAGE_DELIVERY_TIME))
        .or_else(|| headers.arrival().inspect(|_| warn.add(Warning::DateDerived)));
    let mut ids = |id, field| match properties.string(id, warn) {
        Some(value) => message_ids(&value),
        None => headers.ids(field),
    };
    let message_id = ids(id::INTERNET_MESSAGE_ID, "message-id").into_iter().next().unwrap_or_default();
    let in_reply_to = ids(id::IN_REPLY_TO_ID, "in-reply-to");
    let references = ids(id::INTERNET_REFERENCES, "references");
    let reply_to = item_people::reply_to(properties, &headers, warn);
    let subject = subject(properties, &headers, warn);
    let report = item_report::of(&class, properties, &item.recipients, &people, warn);
    let kind = report.map_or_else(|| item_kind::of(&class, properties, &item.names, warn), ItemKind::Report);
    let report_text = item_report::text(&class, properties, &item.recipients, warn);
    let (text, html) = item_body::bodies(properties, report_text, warn);
    note_protection(&class, &headers, warn);
    let attachments = item.attachments.into_iter();
    let attachments = attachments.filter_map(|a| item_files::attachment(a, &mut warnings)).collect();
    Email {
        format,
        kind,
        subject,
        // Who wants the answers is the best guess at who wrote.
        from: people.from.or_else(|| reply_to.clone()),
        sender: people.sender,
        to: people.to,
        cc: people.cc,
        bcc: people.bcc,
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
    let block = properties.text(id::TRANSPORT_MESSAGE_HEADERS, warnings).unwrap_or_default();
    let block = &block.as_bytes()[..block.len().min(limits::HEADER_BYTES_MAX)];
    Headers::parse(block, warnings).0
}

/// The subject, or what is left of it: the header's, and that of the conversation or of the mail that is reported on.
fn subject(properties: &Properties, headers: &Headers, warnings: &mut Warnings) -> String {
    let whole = properties.string(id::SUBJECT, warnings).or_else(|| {
        let normalized = properties.string(id::NORMALIZED_SUBJECT, warnings)?;
        Some(properties.string(id::SUBJECT_PREFIX, warnings).unwrap_or_default() + &normalized)
    });
    // U+0001 and a length mark the prefix inside the subject, [MS-OXCMSG] 2.2.1.46.
    let whole = whole.unwrap_or_default();
    let mut chars = whole.chars();
    let rest = if chars.next() == Some('\u{1}') { chars.as_str().chars().skip(1).collect() } else { whole };
    // Some servers pass on what they could not decode.
    let subject = line_shown(&encoded_words::decode(&rest, warnings));
    if !subject.is_empty() {
        return subject;
    }
    let written = line_shown(&headers.text("subject", warnings));
    let mut line = |id| properties.string(id, warnings).map(|text| line_shown(&text));
    let others = [Some(written), line(id::CONVERSATION_TOPIC), line(id::ORIGINAL_SUBJECT)];
    others.into_iter().flatten().find(|subject| !subject.is_empty()).unwrap_or_default()
}

/// S/MIME items hold their content in an attachment, [MS-OXOSMIME], and so do those that rights management protects,
/// [MS-OXORMMS] 2.1.
fn note_protection(class: &str, headers: &Headers, warnings: &mut Warnings) {
    let content_class = headers.first("content-class").unwrap_or_default().to_ascii_lowercase();
    if class.ends_with(".smime") {
        let content_type = headers.first("content-type").unwrap_or_default().to_ascii_lowercase();
        let signed = content_type.contains("signed-data");
        warnings.add(if signed { Warning::SignedOpaque } else { Warning::Encrypted });
    } else if class.starts_with("ipm.note.rpmsg") || content_class.trim().starts_with("rpmsg.message") {
        warnings.add(Warning::Encrypted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::Address;
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

    fn with_kind(values: &[(u16, &str)], kind: i32) -> Properties {
        let mut recipient = properties(values);
        recipient.insert(id::RECIPIENT_TYPE, kind::INTEGER32, kind.to_le_bytes().to_vec());
        recipient
    }

    #[test]
    fn m05_a_bounce_says_to_whom_and_why_and_its_text_is_what_the_server_wrote() {
        let mut failed = with_kind(
            &[
                (id::DISPLAY_NAME, "Luis"),
                (id::EMAIL_ADDRESS, "luis@cliente.example"),
                (id::REPORT_TEXT, "El usuario no existe.\r\n"),
                (id::SUPPLEMENTARY_INFO, "550 User\r\nunknown"),
            ],
            1,
        );
        failed.insert(id::NON_DELIVERY_REPORT_STATUS_CODE, kind::INTEGER32, 511_i32.to_le_bytes().to_vec());
        let other =
            [(id::EMAIL_ADDRESS, "eva@cliente.example"), (id::SUPPLEMENTARY_INFO, "#5.2.2 smtp;552 full")];
        let values = [
            (id::MESSAGE_CLASS, "REPORT.IPM.Note.NDR"),
            (id::ORIGINAL_SUBJECT, "Oferta"),
            (id::ORIGINAL_MESSAGE_ID, "<1@ejemplo.es>"),
        ];
        let email = read(&values, vec![failed, with_kind(&other, 1)]);
        assert_eq!(email.subject, "Oferta");
        assert_eq!(email.text, "El usuario no existe.\n\n#5.2.2 smtp;552 full");
        let ItemKind::Report(report) = email.kind else { panic!("{:?}", email.kind) };
        assert_eq!(report.message_id, "1@ejemplo.es");
        let reported: Vec<_> = report
            .recipients
            .iter()
            .map(|one| (one.address.as_str(), one.outcome, one.status.as_str(), one.reason.as_str()))
            .collect();
        let failed = crate::kind::Outcome::Failed;
        let expected = [
            ("luis@cliente.example", failed, "5.1.1", "550 User unknown"),
            ("eva@cliente.example", failed, "5.2.2", "#5.2.2 smtp;552 full"),
        ];
        assert_eq!(reported, expected);
        let with_body = [&values[..], &[(id::BODY, "Vuelva a probar.")]].concat();
        assert_eq!(read(&with_body, vec![with_kind(&other, 1)]).text, "Vuelva a probar.");
    }

    #[test]
    fn m05_a_receipt_is_about_who_sends_it() {
        let email = read(
            &[
                (id::MESSAGE_CLASS, "REPORT.IPM.Note.IPNRN"),
                (id::SENDER_SMTP_ADDRESS, "luis@cliente.example"),
                (id::REPORT_TEXT, "Su mensaje fue leído."),
            ],
            vec![with_kind(&[(id::EMAIL_ADDRESS, "ana@ejemplo.es")], 1)],
        );
        assert_eq!(email.text, "Su mensaje fue leído.");
        let ItemKind::Report(report) = email.kind else { panic!("{:?}", email.kind) };
        let [reported] = report.recipients.as_slice() else { panic!("{report:?}") };
        assert_eq!(
            (reported.address.as_str(), reported.outcome),
            ("luis@cliente.example", crate::kind::Outcome::Read)
        );
    }

    #[test]
    fn m07_a_mail_under_rights_management_is_said_to_be_closed() {
        let is_closed =
            |values: &[(u16, &str)]| read(values, Vec::new()).warnings.contains(&Warning::Encrypted);
        assert!(is_closed(&[(id::MESSAGE_CLASS, "IPM.Note.rpmsg.Microsoft.Voicemail.UM")]));
        assert!(is_closed(&[(id::TRANSPORT_MESSAGE_HEADERS, "Content-Class: rpmsg.message\r\n")]));
        assert!(!is_closed(&[(id::MESSAGE_CLASS, "IPM.Note"), (id::SUBJECT, "rpmsg")]));
    }

    #[test]
    fn k18_a_subject_is_what_is_left_of_one_and_hides_nothing() {
        let subject = |values: &[(u16, &str)]| read(values, Vec::new()).subject;
        assert_eq!(subject(&[(id::SUBJECT, "Oferta \u{202e}fdp.exe\u{200b}")]), "Oferta fdp.exe");
        assert_eq!(subject(&[(id::SUBJECT, "=?iso-8859-1?Q?A=F1o?=")]), "Año");
        assert_eq!(subject(&[(id::CONVERSATION_TOPIC, "Oferta")]), "Oferta");
        let header = "Subject: =?utf-8?Q?A=C3=B1o?=\r\n";
        let both = [(id::TRANSPORT_MESSAGE_HEADERS, header), (id::CONVERSATION_TOPIC, "Oferta")];
        assert_eq!(subject(&both), "Año");
        assert_eq!(
            subject(&[(id::SUBJECT_PREFIX, "RE: "), (id::NORMALIZED_SUBJECT, "Oferta")]),
            "RE: Oferta"
        );
    }
}
