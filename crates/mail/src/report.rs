//! Reports in internet mail of what became of another: bounces and delays, RFC 3464, receipts, RFC 8098.

use crate::address::line_shown;
use crate::headers::{Headers, line_at};
use crate::kind::{Outcome, Report, Reported};
use crate::warning::Warnings;
use crate::{address_list, limits, transfer};

/// What became of whom; none where the mail is no report. `notice` is for programs, `original` the mail that it is about
/// or its header, and `root` the header of the report itself.
pub(crate) fn read(notice: Option<&[u8]>, original: Option<&[u8]>, root: &Headers) -> Option<Report> {
    let mut report = Report::default();
    let mut named = String::new();
    for block in blocks(notice.unwrap_or_default()) {
        report.recipients.extend(reported(&block));
        if let Some(id) = block.ids("original-message-id").into_iter().next() {
            named = id;
        }
    }
    // Exim and Gmail name them in the header of the report, whatever the rest says.
    if report.recipients.is_empty() {
        let failed = root.addresses("x-failed-recipients", &mut Warnings::default());
        let failed = failed.into_iter().filter(|one| !one.address.is_empty());
        report.recipients.extend(failed.map(|one| Reported {
            address: one.address,
            outcome: Outcome::Failed,
            status: String::new(),
            reason: String::new(),
        }));
    }
    if notice.is_none() && report.recipients.is_empty() {
        return None;
    }
    let original = original.unwrap_or_default();
    let original = &original[..original.len().min(limits::HEADER_BYTES_MAX)];
    let (original, _) = Headers::parse(original, &mut Warnings::default());
    report.message_id = original.ids("message-id").into_iter().next().unwrap_or(named);
    Some(report)
}

/// The blocks of fields, RFC 3464 2.1: the first about the message, one for each recipient.
fn blocks(bytes: &[u8]) -> Vec<Headers> {
    let mut blocks = Vec::new();
    let mut rest = &bytes[..bytes.len().min(limits::HEADER_BYTES_MAX)];
    while !rest.is_empty() && blocks.len() <= limits::RECIPIENTS_MAX {
        // Some part them by lines of white space.
        let mut end = 0;
        while end < rest.len() {
            let (line, next) = line_at(rest, end);
            if line.trim_ascii().is_empty() {
                break;
            }
            end = next;
        }
        if end > 0 {
            blocks.push(Headers::parse(&rest[..end], &mut Warnings::default()).0);
        }
        rest = &rest[line_at(rest, end).1..];
    }
    blocks
}

fn reported(block: &Headers) -> Option<Reported> {
    let text = |name: &str| block.first(name).map(line_shown).unwrap_or_default();
    let (original, reached) =
        (address(&from_xtext(&text("original-recipient"))), address(&text("final-recipient")));
    let disposition = text("disposition").to_ascii_lowercase();
    let action = text("action").to_ascii_lowercase();
    // Of a receipt the last word counts, RFC 8098 3.2.6: "manual-action/MDN-sent-manually; displayed".
    let displayed = disposition.rsplit(';').next().unwrap_or_default().trim();
    let status = text("status").split_whitespace().next().unwrap_or_default().to_owned();
    let outcome = match action.split_whitespace().next().unwrap_or_default() {
        "delayed" => Outcome::Delayed,
        "delivered" | "relayed" | "expanded" => Outcome::Delivered,
        failed if failed.starts_with("fail") => Outcome::Failed,
        // Without an action the class of the status tells, RFC 3463 2.
        _ if disposition.is_empty() && status.starts_with('5') => Outcome::Failed,
        _ if disposition.is_empty() && status.starts_with('4') => Outcome::Delayed,
        _ if disposition.is_empty() && status.starts_with('2') => Outcome::Delivered,
        _ if disposition.is_empty() => return None,
        _ if displayed.starts_with("failed") => Outcome::Failed,
        _ if displayed.starts_with("displayed") => Outcome::Read,
        _ if displayed.starts_with("deleted") => Outcome::Deleted,
        _ => Outcome::Delivered,
    };
    // After the type of the code, "smtp;".
    let reason = text("diagnostic-code");
    let reason = reason.split_once(';').map_or(reason.as_str(), |(_, reason)| reason).trim().to_owned();
    // What was written to is what somebody wrote down; where it was passed on to is not.
    let address = if original.is_empty() { reached } else { original };
    Some(Reported { address, outcome, status, reason })
}

/// An address as the original recipient is written, RFC 3461 4: "+2B" is a plus.
fn from_xtext(text: &str) -> String {
    let is_encoded = text.contains('+') && text.is_ascii();
    match is_encoded {
        true => String::from_utf8_lossy(&transfer::xtext(text)).into_owned(),
        false => text.to_owned(),
    }
}

/// After the type of the address, "rfc822;".
fn address(field: &str) -> String {
    let written = field.split_once(';').map_or(field, |(_, address)| address);
    let found = address_list::read(written, &mut Warnings::default());
    found.into_iter().map(|one| one.address).find(|address| !address.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report_of(mail: &str) -> Report {
        match crate::read(mail.as_bytes()).unwrap().kind {
            crate::kind::ItemKind::Report(report) => report,
            kind => panic!("{kind:?}"),
        }
    }

    #[test]
    fn m05_a_bounce_says_what_became_of_whom() {
        let report = report_of(
            "From: MAILER-DAEMON@ejemplo.es\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\n\n\
            --r\n\nNo entregado\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.ejemplo.es\n\n\
            Original-Recipient: rfc822;noexiste@ejemplo.es\nFinal-Recipient: rfc822; otro@ejemplo.es\nAction: failed\nStatus: 5.1.1 (nadie)\n\
            Diagnostic-Code: smtp; 550 5.1.1\n  User unknown\n\nFinal-Recipient: rfc822;<lleno@ejemplo.es>\nAction: Delayed\nStatus: 4.2.2\n\
            --r\nContent-Type: text/rfc822-headers\n\nMessage-ID: <1@x>\n--r--\n",
        );
        let got: Vec<_> = report
            .recipients
            .iter()
            .map(|one| (one.address.as_str(), one.outcome, one.status.as_str(), one.reason.as_str()))
            .collect();
        let expected = [
            ("noexiste@ejemplo.es", Outcome::Failed, "5.1.1", "550 5.1.1 User unknown"),
            ("lleno@ejemplo.es", Outcome::Delayed, "4.2.2", ""),
        ];
        assert_eq!((got.as_slice(), report.message_id.as_str()), (expected.as_slice(), "1@x"));
    }

    #[test]
    fn m05_a_receipt_says_who_read_or_deleted() {
        for (disposition, outcome) in [("displayed", Outcome::Read), ("deleted", Outcome::Deleted)] {
            let report = report_of(&format!(
                "From: ana@ejemplo.es\nContent-Type: multipart/report; report-type=disposition-notification; boundary=r\n\n\
                --r\n\nLeído\n--r\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ana@ejemplo.es\n\
                Original-Message-ID: <1@x>\nDisposition: manual-action/MDN-sent-manually; {disposition}\n--r--\n"
            ));
            assert_eq!((report.recipients[0].outcome, report.message_id.as_str()), (outcome, "1@x"));
        }
    }

    #[test]
    fn m05_a_bounce_without_a_notice_names_whom_in_its_header() {
        let report = report_of(
            "From: MAILER-DAEMON@ejemplo.es\nX-Failed-Recipients: a@b.example, c@d.example\nSubject: x\n\nNo\n",
        );
        assert_eq!(report.recipients.len(), 2);
        assert_eq!(report.recipients[1].address, "c@d.example");
    }
}
