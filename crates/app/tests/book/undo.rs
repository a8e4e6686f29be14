//! Undo and redo: new changes, across restarts (records.md 15).

use app::error::ErrorCode;
use app::wire::ContactDraft;

use crate::{assert_whole, customer, draft, edit, exchange, profile, reopened, save};

#[tokio::test]
async fn records_15_undo_and_redo_survive_a_restart() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    edit(&book, &contact.id, |draft| draft.duration_minutes = Some(10)).await;
    edit(&book, &contact.id, |draft| draft.duration_minutes = Some(20)).await;
    book.delete_contact(&contact.id).await.unwrap();
    let book = reopened(book).await;
    let now = async || book.contact(&contact.id).await.unwrap();
    assert_eq!(book.undo().await.unwrap().command, "delete");
    assert!(!now().await.deleted);
    book.undo().await.unwrap();
    assert_eq!(now().await.duration_minutes, Some(10));
    book.undo().await.unwrap();
    assert_eq!(now().await.duration_minutes, None);
    book.redo().await.unwrap();
    assert_eq!(now().await.duration_minutes, Some(10));
    book.redo().await.unwrap();
    assert_eq!(now().await.duration_minutes, Some(20));
    book.undo().await.unwrap();
    assert_eq!(now().await.duration_minutes, Some(10), "a command that was done again can be undone again");
    // A new command ends what could be redone.
    edit(&book, &contact.id, |draft| draft.duration_minutes = Some(30)).await;
    assert_eq!(book.redo().await.unwrap_err().code, ErrorCode::NothingToUndo);
    assert_whole(&book).await;
}

#[tokio::test]
async fn records_15_undo_leaves_what_a_colleague_changed_since_and_says_so() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    edit(&a, &contact.id, |draft| draft.duration_minutes = Some(10)).await;
    exchange(&a, &b).await;
    edit(&b, &contact.id, |draft| draft.duration_minutes = Some(99)).await;
    exchange(&a, &b).await;
    let undone = a.undo().await.unwrap();
    assert_eq!(undone.skipped, std::slice::from_ref(&contact.id));
    assert_eq!(a.contact(&contact.id).await.unwrap().duration_minutes, Some(99));
}

#[tokio::test]
async fn with_nothing_to_undo_it_says_so() {
    let book = profile().await;
    assert_eq!(book.undo().await.unwrap_err().code, ErrorCode::NothingToUndo, "the first user stays");
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    book.undo().await.unwrap();
    assert!(book.customer(&bodega).await.unwrap().deleted, "undoing an addition moves it to the bin");
    assert!(save_fails_nothing(&book).await);
}

async fn save_fails_nothing(book: &app::book::Book) -> bool {
    let nameless = ContactDraft::default();
    crate::try_save(book, nameless).await.is_err() && book.undo().await.is_err()
}

#[tokio::test]
async fn records_15_undoing_a_follow_up_that_was_accepted_twice_empties_nothing() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let next = Some(app::wire::NextContact { date: "2026-12-01".into(), time: None });
    let first = save(&book, ContactDraft { next_contact: next, ..draft(&bodega) }).await;
    let follow_up = book.follow_up_draft(&first.id).await.unwrap();
    save(&book, follow_up.clone()).await;
    let second = save(&book, ContactDraft { notes: "otra vez".into(), ..follow_up }).await;
    book.undo().await.unwrap();
    assert_whole(&book).await;
    book.rebuild().await.unwrap();
    assert_eq!(book.contact(&second.id).await.unwrap().customer, bodega);
    assert_whole(&book).await;
}
