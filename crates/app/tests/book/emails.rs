//! S53-S58 with several emails at once, whose they are, and the conversations that they go on with.

use std::path::PathBuf;

use app::attachments::PickedFile;
use app::book::Book;
use app::contacts::{AssumedEmail, SaveContact};
use app::error::ErrorCode;
use app::wire::{ContactDraft, CustomerDraft, EmailChoice, FoundBy, ImportedEmail, NextContact, PersonDraft};
use app::work::Work;

use crate::{assert_whole, customer, draft, profile, save};

/// An email of this sender, with what it answers.
fn email(from: &str, id: &str, day: u32, answers: Option<&str>, text: &str) -> String {
    let answers =
        answers.map(|id| format!("In-Reply-To: <{id}>\r\nReferences: <{id}>\r\n")).unwrap_or_default();
    format!(
        "From: {from}\r\nTo: marta@nosotros.example\r\nSubject: Oferta\r\nMessage-ID: <{id}>\r\n{answers}\
         Date: {day} Nov 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
}

struct Files {
    folder: tempfile::TempDir,
    paths: Vec<PathBuf>,
}

fn files(texts: &[String]) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let write = |(number, text): (usize, &String)| {
        let path = folder.path().join(format!("{number}.eml"));
        std::fs::write(&path, text).unwrap();
        path
    };
    let paths = texts.iter().enumerate().map(write).collect();
    Files { folder, paths }
}

async fn proposed(book: &Book, files: &Files) -> Vec<ImportedEmail> {
    book.propose_emails(&files.paths, &Work::default()).await.unwrap().emails
}

/// All that has no problem and is not there yet, for this customer where none was found.
pub(crate) fn chosen(proposed: &[ImportedEmail], customer: &str) -> Vec<EmailChoice> {
    let new = proposed.iter().filter(|one| one.problem.is_none() && one.duplicate.is_none());
    new.map(|one| EmailChoice {
        place: one.place,
        file: one.file,
        part: one.part,
        sha256: one.sha256.clone(),
        customer: Some(one.customer.as_ref().map_or(customer.to_owned(), |hit| hit.id.clone())),
        new_customer: None,
        person: one.person.as_ref().map(|person| person.id.clone()),
        new_person: one.new_person.clone(),
        direction: one.direction,
        user: one.user.as_ref().map(|user| user.id.clone()),
        attach: true,
        associate: false,
        failing: Vec::new(),
    })
    .collect()
}

async fn proposal(book: &Book, text: &str) -> app::wire::EmailProposal {
    let form = ContactDraft { contact_type: Some("email".into()), ..ContactDraft::default() };
    let file = PickedFile::new("correo.eml", text.as_bytes().to_vec());
    book.propose_email(&file, &form).await.unwrap()
}

async fn count(book: &Book) -> u32 {
    book.contact_counts(&Default::default()).await.unwrap().all
}

#[tokio::test]
async fn s53_several_emails_become_contacts_of_one_thread_with_one_undo() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let ana = "Ana <ana@bodega.example>";
    let files = files(&[
        email(ana, "3@b", 12, Some("2@b"), "La tercera"),
        email(ana, "1@b", 10, None, "La primera\r\n\r\n-- \r\nAna\r\nTel. +34 900 000 001"),
        "esto no es un correo".into(),
        email(ana, "2@b", 11, Some("1@b"), "La segunda"),
        email(ana, "1@b", 10, None, "La primera otra vez"),
    ]);
    let proposed = proposed(&book, &files).await;
    assert_eq!(proposed[2].problem.as_ref().map(|error| error.code), Some(ErrorCode::NotAnEmail));
    assert_eq!(proposed[4].duplicate.as_ref().and_then(|same| same.place), Some(1));
    assert!(proposed[0].customer.is_none() && proposed[0].found_by.is_none());
    let saved = book.save_emails(&files.paths, chosen(&proposed, &bodega), &Work::default()).await.unwrap();
    assert_eq!((saved.contacts.len(), saved.new_people, saved.new_customers), (3, 1, 0));
    let mut shown = Vec::new();
    for id in &saved.contacts {
        shown.push(book.contact(id).await.unwrap());
    }
    let dates: Vec<_> = shown.iter().map(|one| one.date.as_str()).collect();
    assert_eq!(dates, ["2026-11-10", "2026-11-11", "2026-11-12"], "the oldest first");
    assert_eq!(shown[1].previous.as_ref(), Some(&saved.contacts[0]));
    assert_eq!(shown[2].previous.as_ref(), Some(&saved.contacts[1]));
    assert!(shown.iter().all(|one| one.person == shown[0].person && one.person.is_some()));
    assert!(shown.iter().all(|one| one.email.is_some() && one.attachments.len() == 1));
    assert_whole(&book).await;
    // Once more: all are here.
    let again = self::proposed(&book, &files).await;
    assert!(again.iter().filter(|one| one.problem.is_none()).all(|one| one.duplicate.is_some()));
    assert_eq!(again[0].found_by, Some(FoundBy::Person));
    book.undo().await.unwrap();
    assert_eq!(count(&book).await, 0, "one undo takes all of them back");
    assert!(book.people(Some(&bodega), "", 10).await.unwrap().is_empty());
    assert_whole(&book).await;
}

#[tokio::test]
async fn s53_a_new_customer_is_made_once_for_all_its_emails() {
    let book = profile().await;
    let files = files(&[
        email("Ana <ana@nueva.example>", "1@n", 10, None, "Hola"),
        email("Luis <luis@nueva.example>", "2@n", 11, None, "Hola"),
    ]);
    let mut choices = chosen(&proposed(&book, &files).await, "");
    for choice in &mut choices {
        choice.customer = None;
        choice.new_customer = Some(CustomerDraft { name: "Nueva, S. L.".into(), ..Default::default() });
    }
    let saved = book.save_emails(&files.paths, choices, &Work::default()).await.unwrap();
    assert_eq!((saved.new_customers, saved.new_people), (1, 2));
    assert_eq!(book.customers("nueva", 10).await.unwrap().len(), 1);
    assert_whole(&book).await;
}

#[tokio::test]
async fn s53_nothing_is_saved_of_a_batch_that_is_stopped_or_not_what_was_shown() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let files = files(&[
        email("a@b.example", "1@b", 10, None, "Hola"),
        email("a@b.example", "2@b", 11, None, "Hola"),
    ]);
    let choices = chosen(&proposed(&book, &files).await, &bodega);
    let work = Work::default();
    work.stop();
    let error = book.save_emails(&files.paths, choices.clone(), &work).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Stopped);
    assert_eq!(book.propose_emails(&files.paths, &work).await.unwrap_err().code, ErrorCode::Stopped);
    std::fs::write(files.folder.path().join("1.eml"), email("x@y.example", "3@b", 11, None, "Otra")).unwrap();
    let error = book.save_emails(&files.paths, choices, &Work::default()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::FileUnreadable);
    assert_eq!(count(&book).await, 0);
    assert!(book.people(Some(&bodega), "", 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn s53_an_email_is_the_customers_whose_domain_or_nif_it_is() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let person = |name: &str, email: &str, customer: &str| PersonDraft {
        customer: Some(customer.into()),
        name: name.into(),
        emails: vec![email.into()],
        ..PersonDraft::default()
    };
    book.add_person(person("Ana", "ana@bodega.example", &bodega)).await.unwrap();
    book.add_person(person("Luis", "luis@gmail.com", &bodega)).await.unwrap();
    let by = async |from: &str, text: &str| {
        let found = proposal(&book, &email(from, "9@x", 10, None, text)).await;
        (found.customer.map(|hit| hit.id), found.found_by)
    };
    assert_eq!(by("Eva <eva@BODEGA.example>", "Hola").await, (Some(bodega.clone()), Some(FoundBy::Domain)));
    assert_eq!(by("Eva <eva@gmail.com>", "Hola").await, (None, None), "half the world is there");
    assert_eq!(by("Eva <eva@sub.bodega.example>", "Hola").await, (None, None));
    assert_eq!(by("ANA@bodega.example", "Hola").await, (Some(bodega.clone()), Some(FoundBy::Person)));
    let other = CustomerDraft {
        name: "Hotel Imaginario".into(),
        tax_id: Some("A-58818501".into()),
        ..Default::default()
    };
    let other = book.add_customer(other).await.unwrap().id;
    let signed = "Hola\r\n\r\n-- \r\nEva\r\nHotel Imaginario\r\nCIF: A58818501\r\nTel. +34 900 000 002";
    assert_eq!(by("Eva <eva@gmail.com>", signed).await, (Some(other.clone()), Some(FoundBy::TaxId)));
    let found = proposal(&book, &email("Eva <eva@gmail.com>", "9@x", 10, None, signed)).await;
    assert_eq!(found.new_person.unwrap().phones, ["+34 900 000 002"]);
    let wrong = signed.replace("A58818501", "A58818502");
    let found = proposal(&book, &email("Eva <eva@gmail.com>", "9@x", 10, None, &wrong)).await;
    assert_eq!((found.tax_id, found.found_by), (None, None), "its check character does not fit");
    // Two customers in one domain: it tells neither.
    book.add_person(person("Pepe", "pepe@bodega.example", &other)).await.unwrap();
    assert_eq!(by("Eva <eva@bodega.example>", "Hola").await, (None, None));
}

/// A contact that holds this email.
async fn with_email(book: &Book, customer: &str, text: &str, next: Option<&str>) -> app::wire::Contact {
    let file = PickedFile::new("correo.eml", text.as_bytes().to_vec());
    let draft = ContactDraft {
        contact_type: Some("email".into()),
        date: Some("2026-11-10".into()),
        next_contact: next.map(|date| NextContact { date: date.into(), time: None }),
        ..draft(customer)
    };
    let email = Some(AssumedEmail { file, attach: true, associate: false });
    book.save_contact(SaveContact { draft, email, ..SaveContact::default() }).await.unwrap().contact
}

#[tokio::test]
async fn s53_an_answer_goes_on_with_its_conversation_and_takes_no_promise_away() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let first = with_email(&book, &bodega, &email("a@b.example", "1@b", 10, None, "Uno"), None).await;
    let answer = email("Otro <otro@gmail.com>", "2@b", 11, Some("1@b"), "Dos");
    let found = proposal(&book, &answer).await;
    assert_eq!(found.found_by, Some(FoundBy::Conversation));
    let previous = found.fields.iter().find(|field| field.field == "previous").expect("a row");
    assert_eq!(previous.value.as_ref(), Some(&first.id));
    // It was followed: what comes next follows that.
    let second = save(
        &book,
        ContactDraft { previous: Some(first.id.clone()), date: Some("2026-11-11".into()), ..draft(&bodega) },
    )
    .await;
    let found = proposal(&book, &answer).await;
    assert_eq!(
        found.fields.iter().find(|field| field.field == "previous").unwrap().value.as_ref(),
        Some(&second.id)
    );
    // One that was followed, and whose follow-up was deleted, is left alone: it would come back.
    book.delete_contact(&second.id).await.unwrap();
    let found = proposal(&book, &answer).await;
    assert!(found.fields.iter().all(|field| field.field != "previous"));
    // A promise is kept by what was promised, not by what comes in between.
    with_email(&book, &bodega, &email("a@b.example", "5@b", 10, None, "Llamaré"), Some("2026-12-01")).await;
    let found = proposal(&book, &email("a@b.example", "6@b", 11, Some("5@b"), "Gracias")).await;
    assert!(found.fields.iter().all(|field| field.field != "previous"));
    assert_whole(&book).await;
}

#[tokio::test]
async fn s04_a_contact_is_found_by_the_names_of_its_emails_files() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let text = "From: a@b.example\r\nSubject: Oferta\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
        --x\r\nContent-Type: text/plain\r\n\r\nHola\r\n\
        --x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"Planos Nave.pdf\"\r\n\r\n%PDF-\r\n--x--\r\n";
    let contact = with_email(&book, &bodega, text, None).await;
    for words in ["planos", "nave"] {
        let hits = book.search(words, 10).await.unwrap();
        assert!(hits.iter().any(|hit| hit.kind == "contact" && hit.id == contact.id), "{words}: {hits:?}");
        assert!(hits.iter().any(|hit| hit.kind == "email"), "{words}: {hits:?}");
    }
    assert_whole(&book).await;
}

#[tokio::test]
async fn f25_emails_of_an_earlier_schema_are_known_by_their_message_id() {
    let crate::Profile { book, folder } = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = with_email(&book, &bodega, &email("a@b.example", "1@b", 10, None, "Uno"), None).await;
    let damaged = with_email(&book, &bodega, &email("a@b.example", "2@b", 10, None, "Dos"), None).await;
    book.close().await;
    let database = folder.path().join("perfil/hilo.db");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", database.display())).await.unwrap();
    let earlier = "DROP INDEX attachment_by_message; DROP INDEX address_by_domain; \
        ALTER TABLE attachment DROP COLUMN message_id; ALTER TABLE attachment DROP COLUMN files; \
        DELETE FROM _sqlx_migrations WHERE version = 6; PRAGMA user_version = 5";
    sqlx::raw_sql(earlier).execute(&pool).await.unwrap();
    // One that cannot be read keeps neither the book shut nor the others from being known.
    let id: uuid::Uuid = damaged.attachments[0].id.parse().unwrap();
    let spoilt = sqlx::query("UPDATE document SET bytes = zeroblob(40) WHERE id = ?").bind(id);
    assert_eq!(spoilt.execute(&pool).await.unwrap().rows_affected(), 1);
    pool.close().await;
    let book = Book::open(&folder.path().join("perfil")).await.unwrap();
    let found = proposal(&book, &email("a@b.example", "1@b", 10, None, "Uno, reenviado")).await;
    assert_eq!(found.duplicate, Some(contact.id));
    assert_eq!(book.contact(&damaged.id).await.unwrap().attachments.len(), 1);
}

#[tokio::test]
async fn s53_an_adviser_of_two_customers_is_of_neither_until_a_conversation_tells() {
    let book = profile().await;
    let (bodega, hotel) =
        (customer(&book, "Bodegas Ejemplo").await, customer(&book, "Hotel Imaginario").await);
    for customer in [&bodega, &hotel] {
        let person = PersonDraft {
            customer: Some(customer.clone()),
            name: "Gestoría".into(),
            emails: vec!["gestor@asesores.example".into()],
            ..PersonDraft::default()
        };
        book.add_person(person).await.unwrap();
    }
    let found = proposal(&book, &email("gestor@asesores.example", "1@g", 10, None, "Hola")).await;
    assert_eq!((found.customer, found.new_person), (None, None));
    with_email(&book, &hotel, &email("marta@nosotros.example", "7@n", 10, None, "¿Qué tal?"), None).await;
    let found = proposal(&book, &email("gestor@asesores.example", "8@g", 11, Some("7@n"), "Bien")).await;
    assert_eq!(found.customer.map(|hit| hit.id), Some(hotel.clone()));
    // A customer in the bin is nobody's.
    book.delete_customer(&hotel).await.unwrap();
    let found = proposal(&book, &email("gestor@asesores.example", "9@g", 12, None, "Hola")).await;
    assert_eq!(found.customer.map(|hit| hit.id), Some(bodega));
}

#[tokio::test]
async fn s53_what_nobody_could_be_is_not_proposed_and_a_refusal_names_its_email() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let long = format!("{} <a@b.example>", "Ñ".repeat(2_000));
    let files = files(&[
        email(&long, "1@b", 10, None, "Hola"),
        email("Mail System <MAILER-DAEMON>", "2@b", 10, None, "No entregado"),
        email("c@d.example", "3@b", 10, None, "Hola").replace("2026", "1066"),
    ]);
    let proposed = proposed(&book, &files).await;
    assert_eq!(proposed[0].new_person.as_ref().unwrap().name.chars().count(), 200);
    assert_eq!(proposed[2].date, None);
    let mut choices = chosen(&proposed, &bodega);
    assert_eq!(choices.len(), 3);
    book.save_emails(&files.paths, choices.clone(), &Work::default()).await.unwrap();
    choices[1].customer = Some("nadie".into());
    let error = book.save_emails(&files.paths, choices, &Work::default()).await.unwrap_err();
    assert_eq!(error.field.as_deref(), Some("emails.1.customer"));
    assert_whole(&book).await;
}

#[tokio::test]
async fn s25_a_colleague_who_was_written_to_as_well_is_not_the_other_side() {
    let book = profile().await;
    let ours = email("marta@nosotros.example", "1@n", 10, None, "Hola")
        .replace("To: marta@nosotros.example", "To: marta@nosotros.example\r\nCc: Ana <ana@bodega.example>");
    let proposed = proposed(&book, &files(&[ours])).await;
    assert_eq!(proposed[0].other.as_deref(), Some("ana@bodega.example"));
}
