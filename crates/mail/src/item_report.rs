//! What became of an email that was sent before, as Outlook stores it: bounces, delivery and read receipts.

use crate::address::line_shown;
use crate::headers::message_ids;
use crate::item_people::People;
use crate::kind::{Outcome, Report, Reported};
use crate::mapi::{Properties, id};
use crate::warning::Warnings;

/// Tells the report, where the class says that the item is one, [MS-OXOMSG] 2.2.2.
pub(crate) fn of(
    class: &str,
    properties: &Properties,
    recipients: &[Properties],
    people: &People,
    warnings: &mut Warnings,
) -> Option<Report> {
    let outcome = outcome(class)?;
    let original = properties.string(id::ORIGINAL_MESSAGE_ID, warnings).unwrap_or_default();
    let message_id = message_ids(&original).into_iter().next().unwrap_or_default();
    if matches!(outcome, Outcome::Read | Outcome::Deleted) {
        // Who read it is who answers.
        let address = people.from.as_ref().map(|from| from.address.clone()).unwrap_or_default();
        let reported = Reported { address, outcome, status: String::new(), reason: String::new() };
        return Some(Report { recipients: vec![reported], message_id });
    }
    let recipients = recipients.iter().zip(&people.listed).map(|(recipient, address)| {
        let line = |text: Option<String>| {
            let line = line_shown(&text.unwrap_or_default());
            line.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let said = line(recipient.text(id::SUPPLEMENTARY_INFO, warnings));
        let explained = line(recipient.text(id::REPORT_TEXT, warnings));
        let code = recipient.integer(id::NON_DELIVERY_REPORT_STATUS_CODE);
        let status = code.and_then(status_of).or_else(|| status_in(&said)).or_else(|| status_in(&explained));
        let reason = if said.is_empty() { explained } else { said };
        Reported { address: address.clone(), outcome, status: status.unwrap_or_default(), reason }
    });
    Some(Report { recipients: recipients.collect(), message_id })
}

/// The text of a report, which has it in the place of a body: of the whole, and of each recipient.
pub(crate) fn text(
    class: &str,
    properties: &Properties,
    recipients: &[Properties],
    warnings: &mut Warnings,
) -> String {
    if outcome(class).is_none() {
        return String::new();
    }
    let mut texts: Vec<String> = properties.text(id::REPORT_TEXT, warnings).into_iter().collect();
    for recipient in recipients {
        let text = recipient.text(id::REPORT_TEXT, warnings);
        let text = text.filter(|text| !text.trim().is_empty());
        texts.extend(text.or_else(|| recipient.text(id::SUPPLEMENTARY_INFO, warnings)));
    }
    texts.dedup();
    texts.join("\n")
}

/// What a class in lower case reports: a piece of it says so, `report.ipm.note.ndr`. TNEF of old programs has names
/// of its own, [MS-OXTNEF] 2.1.3.3.8.
fn outcome(class: &str) -> Option<Outcome> {
    match class {
        "ipm.microsoft mail.read receipt" => return Some(Outcome::Read),
        "ipm.microsoft mail.non-delivery" => return Some(Outcome::Failed),
        _ => {}
    }
    class.strip_prefix("report.")?.split('.').find_map(|piece| match piece {
        "ndr" => Some(Outcome::Failed),
        "delayed" => Some(Outcome::Delayed),
        "dr" => Some(Outcome::Delivered),
        "ipnrn" => Some(Outcome::Read),
        "ipnnrn" => Some(Outcome::Deleted),
        _ => None,
    })
}

/// PidTagNonDeliveryReportStatusCode has the three numbers of a status as the digits of one, [MS-OXCMAIL]
/// 2.2.3.7.1.3; some programs write these digits in hexadecimal.
fn status_of(code: i32) -> Option<String> {
    let digits = match code {
        200..=599 => code.to_string(),
        600..=0x5FF => format!("{code:x}"),
        _ => return None,
    };
    let is_status = digits.starts_with(['2', '4', '5']) && digits.bytes().all(|digit| digit.is_ascii_digit());
    let mut digits = digits.chars();
    let (class, subject, detail) = (digits.next()?, digits.next()?, digits.next()?);
    is_status.then(|| format!("{class}.{subject}.{detail}"))
}

/// The first enhanced status code in a text, RFC 3463 2: `550 5.1.1 User unknown`.
fn status_in(text: &str) -> Option<String> {
    let is_status = |word: &&str| {
        let numbers: Vec<_> = word.split('.').collect();
        let is_number = |number: &&str| (1..=3).contains(&number.len());
        numbers.len() == 3 && matches!(numbers[0], "2" | "4" | "5") && numbers.iter().all(is_number)
    };
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|word| word.trim_matches('.'));
    words.into_iter().find(|word| is_status(word)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m05_the_class_tells_what_became_of_the_mail() {
        for (class, expected) in [
            ("report.ipm.note.ndr", Some(Outcome::Failed)),
            ("report.ipm.note.dr", Some(Outcome::Delivered)),
            ("report.ipm.note.expanded.dr", Some(Outcome::Delivered)),
            ("report.ipm.note.delayed", Some(Outcome::Delayed)),
            ("report.ipm.schedule.meeting.request.ipnrn", Some(Outcome::Read)),
            ("report.ipm.note.ipnnrn", Some(Outcome::Deleted)),
            ("ipm.microsoft mail.read receipt", Some(Outcome::Read)),
            ("ipm.note", None),
            ("report.ipm.note", None),
        ] {
            assert_eq!(outcome(class), expected, "{class}");
        }
    }

    #[test]
    fn m05_a_status_is_found_as_a_number_and_in_words() {
        assert_eq!(status_of(511).as_deref(), Some("5.1.1"));
        assert_eq!(status_of(0x511).as_deref(), Some("5.1.1"));
        assert_eq!(status_of(0), None);
        assert_eq!(status_of(0x5AB), None);
        assert_eq!(status_in("550 5.1.1 User unknown").as_deref(), Some("5.1.1"));
        assert_eq!(status_in("<mx.example #5.4.310 smtp;>").as_deref(), Some("5.4.310"));
        assert_eq!(status_in("192.0.2.1 refused it, 5.1.1.").as_deref(), Some("5.1.1"));
        assert_eq!(status_in("no reason"), None);
    }
}
