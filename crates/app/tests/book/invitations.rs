//! M01: what an invitation fills in: day, hour and length of a visit.

use app::attachments::PickedFile;
use app::book::Book;
use app::book::preferences::Preferences;
use app::email::Answers;
use app::wire::{ContactDraft, EmailProposal};
use app::work::Work;

use crate::{assert_whole, customer, draft, profile, save};

fn invitation(subject: &str, method: &str, when: &str) -> String {
    let organiser = if method == "REPLY" { "ATTENDEE;PARTSTAT=ACCEPTED" } else { "ORGANIZER" };
    format!(
        "From: Ana Gil <ana@bodega.example>\r\nTo: marta@nosotros.example\r\nSubject: {subject}\r\n\
         Date: Tue, 24 Nov 2026 10:00:00 +0100\r\nMessage-ID: <{method}@bodega.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nOs espero.\r\n\
         --b\r\nContent-Type: text/calendar; method={method}; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:{method}\r\n\
         BEGIN:VEVENT\r\nUID:1@bodega.example\r\n{organiser};CN=Ana Gil:mailto:ana@bodega.example\r\n{when}\
         LOCATION:Sala 2\\, Cádiz\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n--b--\r\n"
    )
}

const HOUR: &str = "DTSTART:20261201T090000Z\r\nDTEND:20261201T103000Z\r\n";

fn file(text: &str) -> PickedFile {
    PickedFile::new("cita.eml", text.as_bytes().to_vec())
}

async fn in_madrid(book: &Book) {
    let zone = Preferences { time_zone: Some("Europe/Madrid".into()), ..Preferences::default() };
    book.set_preferences(&zone).await.unwrap();
}

/// An empty form in Madrid.
async fn proposal(book: &Book, text: &str) -> EmailProposal {
    in_madrid(book).await;
    let form = ContactDraft { contact_type: Some("email".into()), ..ContactDraft::default() };
    book.propose_email(&file(text), &form).await.unwrap()
}

fn ticked(proposal: &EmailProposal, name: &str) -> Option<String> {
    let field = proposal.fields.iter().find(|field| field.field == name)?;
    assert!(field.applied, "{name}: the form is new");
    field.value.clone()
}

#[tokio::test]
async fn m01_an_invitation_is_a_visit_when_and_as_long_as_the_meeting() {
    let book = profile().await;
    let found = proposal(&book, &invitation("Reunión de oferta", "REQUEST", HOUR)).await;
    assert_eq!(ticked(&found, "date").as_deref(), Some("2026-12-01"), "the meeting's day, not the email's");
    assert_eq!(ticked(&found, "time").as_deref(), Some("10:00"), "where the user is");
    assert_eq!(ticked(&found, "duration_minutes").as_deref(), Some("90"));
    assert_eq!(ticked(&found, "contact_type").as_deref(), Some("visit"));
    let notes = ticked(&found, "notes").unwrap();
    assert_eq!(
        notes, "Reunión de oferta\n\nSala 2, Cádiz\n\nOs espero.",
        "the place is what people look for"
    );
}

#[tokio::test]
async fn m01_whole_days_have_no_hour() {
    let book = profile().await;
    let days = "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n";
    let found = proposal(&book, &invitation("Feria", "REQUEST", days)).await;
    assert_eq!(ticked(&found, "date").as_deref(), Some("2026-12-01"));
    assert!(["time", "duration_minutes"].iter().all(|name| ticked(&found, name).is_none()));
    assert_eq!(ticked(&found, "contact_type").as_deref(), Some("visit"));
}

#[tokio::test]
async fn m01_an_answer_or_a_cancellation_is_a_message_of_its_own() {
    let book = profile().await;
    for (subject, method) in [("Aceptado: Reunión", "REPLY"), ("Cancelado: Reunión", "CANCEL")] {
        let found = proposal(&book, &invitation(subject, method, HOUR)).await;
        assert_eq!(ticked(&found, "date").as_deref(), Some("2026-11-24"), "{method}");
        assert_eq!(ticked(&found, "contact_type"), None, "{method}");
    }
}

#[tokio::test]
async fn m01_nothing_typed_is_overwritten_unasked() {
    let book = profile().await;
    in_madrid(&book).await;
    let form = ContactDraft {
        contact_type: Some("email".into()),
        date: Some("2026-12-02".into()),
        time: Some("12:00".into()),
        duration_minutes: Some(30),
        ..ContactDraft::default()
    };
    let text = invitation("Reunión", "REQUEST", HOUR);
    let found = book.propose_email(&file(&text), &form).await.unwrap();
    for name in ["date", "time", "duration_minutes"] {
        let field = found.fields.iter().find(|field| field.field == name).unwrap();
        assert!(!field.applied && field.current.is_some(), "{name}");
    }
}

#[tokio::test]
async fn s53_a_contact_that_becomes_a_visit_keeps_the_invitation() {
    let book = profile().await;
    in_madrid(&book).await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let blank = ContactDraft { contact_type: Some("email".into()), notes: String::new(), ..draft(&bodega) };
    let contact = save(&book, ContactDraft { date: None, ..blank }).await;
    let text = invitation("Reunión", "REQUEST", HOUR);
    let answers = Answers { attach: true, ..Answers::default() };
    let (_, assumed) = book.assume_email(&contact.id, file(&text), answers).await.unwrap();
    assert_eq!((assumed.contact_type.as_str(), assumed.duration_minutes), ("visit", Some(90)));
    assert_eq!((assumed.date.as_str(), assumed.time.as_deref()), ("2026-12-01", Some("10:00")));
    assert_eq!(assumed.email, None, "type and email data are one unit, and a visit has none");
    let stored = book.attachment_bytes(&assumed.attachments[0].id).await.unwrap();
    assert_eq!(stored.bytes[..], *text.as_bytes(), "it is kept as a file");
    let again = proposal(&book, &text).await;
    assert_eq!(again.duplicate.as_ref(), Some(&contact.id), "and known when it comes again");
    book.undo().await.unwrap();
    assert_eq!(book.contact(&contact.id).await.unwrap().contact_type, "email");
    assert_whole(&book).await;
}

#[tokio::test]
async fn m01_in_the_batch_an_invitation_becomes_a_visit() {
    let book = profile().await;
    in_madrid(&book).await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cita.eml");
    std::fs::write(&path, invitation("Reunión", "REQUEST", HOUR)).unwrap();
    let paths = [path];
    let proposed = book.propose_emails(&paths, &Work::default()).await.unwrap().emails;
    let row = &proposed[0];
    assert_eq!((row.contact_type.as_str(), row.duration_minutes), ("visit", Some(90)));
    assert_eq!((row.date.as_deref(), row.time.as_deref()), (Some("2026-12-01"), Some("10:00")));
    let saved = book.save_emails(&paths, crate::emails::chosen(&proposed, &bodega), &Work::default()).await;
    let contact = book.contact(&saved.unwrap().contacts[0]).await.unwrap();
    assert_eq!((contact.contact_type.as_str(), contact.duration_minutes), ("visit", Some(90)));
    assert_eq!((contact.date.as_str(), contact.attachments.len(), contact.email), ("2026-12-01", 1, None));
    assert_whole(&book).await;
}
