//! K17: a file with several emails, as programs for mail export a folder, is several emails.

use std::path::PathBuf;

use app::attachments::PickedFile;
use app::email::Answers;
use app::limits::EMAILS_AT_ONCE;
use app::wire::ContactDraft;
use app::work::Work;

use crate::emails::chosen;
use crate::{assert_whole, customer, draft, profile, save};

fn message(number: usize) -> String {
    format!(
        "From ana@bodega.example Mon Nov 23 10:00:00 2026\nFrom: Ana <ana@bodega.example>\nTo: marta@nosotros.example\n\
         Subject: Pedido {number}/26\nMessage-ID: <{number}@bodega.example>\nDate: Mon, 23 Nov 2026 10:{:02}:00 +0100\n\n\
         Texto {number}.\n\n",
        number % 60
    )
}

fn written(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[tokio::test]
async fn k17_each_email_of_a_mailbox_is_a_row_and_a_contact_of_its_own() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let folder = tempfile::tempdir().unwrap();
    let single = message(9).split_once('\n').unwrap().1.to_owned();
    let mailbox: String = (1..=3).map(message).collect();
    let paths = [
        written(&folder, "uno.eml", &single),
        written(&folder, "Bandeja de entrada", &mailbox),
        written(&folder, "vacio.eml", ""),
    ];
    let proposed = book.propose_emails(&paths, &Work::default()).await.unwrap();
    assert_eq!(proposed.left_out, 0);
    let rows: Vec<_> = proposed
        .emails
        .iter()
        .map(|one| (one.place, one.file, one.part, one.parts, one.subject.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            (0, 0, 0, 1, "Pedido 9/26"),
            (1, 1, 0, 3, "Pedido 1/26"),
            (2, 1, 1, 3, "Pedido 2/26"),
            (3, 1, 2, 3, "Pedido 3/26"),
            (4, 2, 0, 1, "")
        ]
    );
    assert!(proposed.emails[4].problem.is_some(), "one bad file keeps none of the others back");
    assert!(proposed.emails.iter().all(|one| one.warnings.is_empty()), "each is one email by itself");
    let mut choices = chosen(&proposed.emails, &bodega);
    // However they are handed in.
    choices.reverse();
    let saved = book.save_emails(&paths, choices, &Work::default()).await.unwrap();
    assert_eq!(saved.contacts.len(), 4);
    let second = book.contact(&saved.contacts[1]).await.unwrap();
    assert_eq!(second.notes, "Pedido 2/26\n\nTexto 2.");
    assert_eq!(second.attachments[0].name, "Pedido 2_26.eml", "the file is called as the email is");
    let stored = book.attachment_bytes(&second.attachments[0].id).await.unwrap().bytes;
    let stored = String::from_utf8(stored.to_vec()).unwrap();
    assert!(stored.contains("Texto 2.") && !stored.contains("Texto 1."), "its own bytes alone: {stored}");
    assert_eq!(book.stored_email(&second.attachments[0].id).await.unwrap().subject, "Pedido 2/26");
    let again = book.propose_emails(&paths, &Work::default()).await.unwrap().emails;
    assert!(again.iter().filter(|one| one.problem.is_none()).all(|one| one.duplicate.is_some()));
    book.undo().await.unwrap();
    assert_eq!(book.contact_counts(&Default::default()).await.unwrap().all, 0, "one undo for all");
    assert_whole(&book).await;
}

#[tokio::test]
async fn k17_of_more_than_fit_the_last_of_the_file_are_offered() {
    let book = profile().await;
    let folder = tempfile::tempdir().unwrap();
    let mailbox: String = (1..=EMAILS_AT_ONCE + 2).map(message).collect();
    let single = message(9999).split_once('\n').unwrap().1.to_owned();
    let paths = [written(&folder, "todo.mbox", &mailbox), written(&folder, "uno.eml", &single)];
    let proposed = book.propose_emails(&paths, &Work::default()).await.unwrap();
    assert_eq!((proposed.emails.len(), proposed.left_out), (EMAILS_AT_ONCE, 3), "not refused, and counted");
    assert_eq!(proposed.emails[0].subject, "Pedido 4/26", "programs for mail add the newest at the end");
    assert_eq!(proposed.emails.last().unwrap().subject, "Pedido 9999/26", "a later file has its place");
}

#[tokio::test]
async fn k17_a_mailbox_that_changed_since_it_was_shown_is_not_saved() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let folder = tempfile::tempdir().unwrap();
    let path = written(&folder, "todo.mbox", &(1..=3).map(message).collect::<String>());
    let paths = [path];
    let choices = chosen(&book.propose_emails(&paths, &Work::default()).await.unwrap().emails, &bodega);
    written(&folder, "todo.mbox", &(2..=4).map(message).collect::<String>());
    assert!(book.save_emails(&paths, choices, &Work::default()).await.is_err());
    assert_eq!(book.contact_counts(&Default::default()).await.unwrap().all, 0);
}

#[tokio::test]
async fn k17_one_contact_takes_the_first_and_says_so() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let mailbox: String = (1..=3).map(message).collect();
    let file = PickedFile::new("todo.mbox", mailbox.into_bytes());
    assert_eq!(app::email::mailbox::count(&file), 3, "the window offers them all");
    let blank = ContactDraft { contact_type: Some("email".into()), notes: String::new(), ..draft(&bodega) };
    let contact = save(&book, blank).await;
    let answers = Answers { attach: true, ..Answers::default() };
    let (proposal, assumed) = book.assume_email(&contact.id, file, answers).await.unwrap();
    assert!(proposal.email.warnings.iter().any(|code| code == "several_messages"), "{:?}", proposal.email);
    assert_eq!(
        (assumed.notes.as_str(), proposal.file_name.as_str()),
        ("Pedido 1/26\n\nTexto 1.", "Pedido 1_26.eml")
    );
    let stored = book.attachment_bytes(&assumed.attachments[0].id).await.unwrap().bytes;
    assert!(
        !String::from_utf8(stored.to_vec()).unwrap().contains("Texto 2."),
        "the others' emails are not handed on"
    );
}
