//! M05: a report says what became of an email, and whose address it did not reach.

use app::attachments::PickedFile;
use app::book::Book;
use app::contacts::{AssumedEmail, SaveContact};
use app::wire::{ContactDraft, EmailProposal, FailingMark, Person, PersonDraft};
use app::work::Work;

use crate::{assert_whole, customer, draft, exchange, profile};

/// A server says that this address does not exist. RFC 3464
fn bounce(address: &str) -> PickedFile {
    let text = format!(
        "From: Mail Delivery System <mailer-daemon@servidor.example>\r\nTo: marta@nosotros.example\r\n\
         Subject: No se puede entregar: Oferta\r\nMessage-ID: <informe@servidor.example>\r\n\
         Date: Mon, 23 Nov 2026 18:42:00 +0100\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nNo existe.\r\n-- \r\nTel. +34 900 000 001\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; servidor.example\r\n\r\n\
         Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n\
         Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nFrom: marta@nosotros.example\r\nTo: {address}\r\n\
         Message-ID: <oferta@nosotros.example>\r\nSubject: Oferta\r\n\r\nAdjunta.\r\n--b--\r\n"
    );
    PickedFile::new("informe.eml", text.into_bytes())
}

async fn ana(book: &Book, customer: &str) -> Person {
    let person = PersonDraft {
        customer: Some(customer.into()),
        name: "Ana".into(),
        emails: vec!["ana@bodega.example".into(), "ana.gil@bodega.example".into()],
        ..PersonDraft::default()
    };
    book.add_person(person).await.unwrap()
}

async fn proposal(book: &Book, file: &PickedFile) -> EmailProposal {
    let form = ContactDraft { contact_type: Some("email".into()), ..ContactDraft::default() };
    book.propose_email(file, &form).await.unwrap()
}

#[tokio::test]
async fn m05_a_bounce_is_of_whom_it_did_not_reach_and_asks_before_it_marks() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let ana = ana(&book, &bodega).await;
    let file = bounce("ANA@bodega.example");
    let found = proposal(&book, &file).await;
    assert_eq!(found.new_person, None, "a server is nobody's person");
    assert_eq!(found.sender_doubt, None);
    let field = |name: &str| {
        found.fields.iter().find(|field| field.field == name).and_then(|field| field.value.clone())
    };
    assert_eq!((field("direction").as_deref(), field("person")), (Some("them"), Some(ana.id.clone())));
    assert_eq!(found.customer.map(|hit| hit.id).as_ref(), Some(&bodega));
    let failed = &found.failed[0];
    assert_eq!((failed.address.as_str(), failed.person_name.as_str()), ("ana@bodega.example", "Ana"));
    assert_eq!(failed.status, "5.1.1");
    assert!(book.person(&ana.id).await.unwrap().failing_emails.is_empty(), "a look changes nothing");

    let draft =
        ContactDraft { contact_type: Some("email".into()), person: Some(ana.id.clone()), ..draft(&bodega) };
    let save = |failing| SaveContact {
        draft: draft.clone(),
        email: Some(AssumedEmail { file: file.clone(), attach: true, associate: false }),
        failing,
        ..SaveContact::default()
    };
    book.save_contact(save(Vec::new())).await.unwrap();
    assert!(book.person(&ana.id).await.unwrap().failing_emails.is_empty(), "nobody said yes");
    let mark = FailingMark { person: ana.id.clone(), address: failed.address.clone() };
    book.save_contact(save(vec![mark])).await.unwrap();
    let marked = book.person(&ana.id).await.unwrap();
    assert_eq!(marked.failing_emails, ["ana@bodega.example"]);
    assert!(proposal(&book, &file).await.failed.is_empty(), "what is marked is not asked again");
    let history = book.history(&ana.id).await.unwrap();
    let entry = history.iter().find(|entry| entry.field == "failing_emails").expect("it is in the history");
    assert_eq!(entry.new.as_deref(), Some("ana@bodega.example"));
    assert_whole(&book).await;
    book.undo().await.unwrap();
    assert!(
        book.person(&ana.id).await.unwrap().failing_emails.is_empty(),
        "contact and mark go back together"
    );
}

#[tokio::test]
async fn m05_in_the_batch_a_mark_is_set_with_its_contact() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let ana = ana(&book, &bodega).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("informe.eml");
    std::fs::write(&path, bounce("ana@bodega.example").bytes).unwrap();
    let paths = [path];
    let proposed = book.propose_emails(&paths, &Work::default()).await.unwrap().emails;
    assert_eq!(proposed[0].failed.len(), 1);
    assert_eq!(proposed[0].person.as_ref().map(|person| &person.id), Some(&ana.id));
    let mut choices = crate::emails::chosen(&proposed, &bodega);
    choices[0].failing = vec![FailingMark { person: ana.id.clone(), address: "ana@bodega.example".into() }];
    book.save_emails(&paths, choices, &Work::default()).await.unwrap();
    assert_eq!(book.person(&ana.id).await.unwrap().failing_emails, ["ana@bodega.example"]);
    assert_whole(&book).await;
}

#[tokio::test]
async fn m05_a_report_goes_on_from_the_email_that_it_is_about() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let sent = "From: marta@nosotros.example\r\nTo: nadie@bodega.example\r\nMessage-ID: <oferta@nosotros.example>\r\n\
        Date: Sun, 22 Nov 2026 10:00:00 +0100\r\nSubject: Oferta\r\n\r\nAdjunta.\r\n";
    let file = PickedFile::new("oferta.eml", sent.as_bytes().to_vec());
    let form = ContactDraft {
        contact_type: Some("email".into()),
        date: Some("2026-11-22".into()),
        ..draft(&bodega)
    };
    let email = Some(AssumedEmail { file, attach: true, associate: false });
    let first =
        book.save_contact(SaveContact { draft: form, email, ..SaveContact::default() }).await.unwrap();
    let found = proposal(&book, &bounce("nadie@bodega.example")).await;
    let previous =
        found.fields.iter().find(|field| field.field == "previous").and_then(|field| field.value.clone());
    assert_eq!(previous, Some(first.contact.id));
    assert_eq!(found.customer.map(|hit| hit.id), Some(bodega));
}

#[tokio::test]
async fn m05_an_address_that_is_corrected_or_said_to_be_good_is_not_marked_any_more() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let ana = ana(&book, &bodega).await;
    let change = async |emails: &[&str], failing: &[&str]| {
        let (draft, base) = book.person_draft(&ana.id, None).await.unwrap();
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let draft = PersonDraft { emails: list(emails), failing_emails: list(failing), ..draft };
        book.edit_person(&ana.id, draft, Some(&base)).await.unwrap().failing_emails
    };
    let (one, other) = ("ana@bodega.example", "ana.gil@bodega.example");
    assert_eq!(change(&[one, other], &[one]).await, [one]);
    assert!(change(&["ana1@bodega.example", other], &[one]).await.is_empty(), "corrected");
    assert!(change(&[one, other], &[]).await.is_empty(), "the old address comes back unmarked");
    assert_eq!(change(&[one, other], &[one]).await, [one]);
    assert!(change(&[one, other], &[]).await.is_empty(), "it works again");
    assert_whole(&book).await;
}

#[tokio::test]
async fn records_4_m05_marks_of_two_machines_meet() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let ana = ana(&a, &bodega).await;
    exchange(&a, &b).await;
    let change = async |book: &Book, draft: &dyn Fn(PersonDraft) -> PersonDraft| {
        let (seen, base) = book.person_draft(&ana.id, None).await.unwrap();
        book.edit_person(&ana.id, draft(seen), Some(&base)).await.unwrap();
    };
    let marked = |seen| PersonDraft { failing_emails: vec!["ana@bodega.example".into()], ..seen };
    // Both mark; and while one marks, the other writes on the same person.
    change(&a, &marked).await;
    change(&b, &marked).await;
    change(&b, &|seen| PersonDraft { position: Some("Compras".into()), ..seen }).await;
    exchange(&a, &b).await;
    for book in [&a, &b] {
        let person = book.person(&ana.id).await.unwrap();
        assert_eq!(
            (person.failing_emails.len(), person.conflicts.len()),
            (1, 0),
            "one mark, and no conflict"
        );
    }
    // One removes the address, the other marks it anew: it stays away, and so does its mark.
    change(&a, &|seen| PersonDraft { failing_emails: Vec::new(), ..seen }).await;
    exchange(&a, &b).await;
    change(&a, &|seen| PersonDraft { emails: vec!["ana.gil@bodega.example".into()], ..seen }).await;
    change(&b, &marked).await;
    exchange(&a, &b).await;
    for book in [&a, &b] {
        let person = book.person(&ana.id).await.unwrap();
        assert_eq!(person.emails, ["ana.gil@bodega.example"]);
        assert!(person.failing_emails.is_empty());
        assert_whole(book).await;
    }
}
