//! The bin: what was deleted, in which order, and back with it.

use app::attachments::PickedFile;
use app::contacts::SaveContact;
use app::email::Answers;
use app::error::{AppError, ErrorCode};
use app::wire::{BinRow, ContactDraft, PersonDraft, RecordKind};

use crate::{Profile, assert_whole, customer, draft, edit, exchange, profile, reopened, save, try_save};

fn names(rows: &[BinRow]) -> Vec<(RecordKind, &str)> {
    rows.iter().map(|row| (row.kind, row.name.as_str())).collect()
}

#[tokio::test]
async fn s8_the_bin_holds_contacts_customers_and_people_with_who_deleted_them() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let person =
        PersonDraft {
            customer: Some(bodega.clone()), name: "Lucía Ferrer".into(), ..PersonDraft::default()
        };
    let person = book.add_person(person).await.unwrap();
    let contact = save(&book, draft(&bodega)).await;
    assert_eq!(book.bin_count().await.unwrap(), 0);

    book.delete_contact(&contact.id).await.unwrap();
    book.delete_person(&person.id).await.unwrap();
    book.delete_customer(&bodega).await.unwrap();
    assert_eq!(book.bin_count().await.unwrap(), 3);
    let rows = book.bin(0, 100).await.unwrap();
    assert!(rows.is_sorted_by(|a, b| a.deleted_at >= b.deleted_at), "the last deleted first");
    assert!(rows.iter().all(|row| row.deleted_by.as_deref() == Some("Marta")));
    let of = |kind| rows.iter().find(|row| row.kind == kind).expect("a row of each kind");
    assert_eq!(of(RecordKind::Customer).name, "Bodegas Ejemplo");
    assert_eq!(of(RecordKind::Person).name, "Lucía Ferrer");
    assert_eq!(of(RecordKind::Person).detail.as_deref(), Some("Bodegas Ejemplo"));
    let row = of(RecordKind::Contact);
    assert_eq!((row.name.as_str(), row.date.as_deref()), ("Bodegas Ejemplo", Some("2026-11-24")));
    assert_eq!(row.detail.as_deref(), Some("Llamar el lunes"));
    assert_eq!(book.bin(1, 1).await.unwrap(), rows[1..2], "a page is a part of the whole");
    assert_whole(&book).await;
}

#[tokio::test]
async fn s8_what_is_restored_leaves_the_bin_and_undo_puts_it_back() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    book.delete_contact(&contact.id).await.unwrap();
    book.restore_from_bin(RecordKind::Contact, &contact.id).await.unwrap();
    assert_eq!(book.bin_count().await.unwrap(), 0);
    assert!(!book.contact(&contact.id).await.unwrap().deleted);
    book.undo().await.unwrap();
    assert_eq!(names(&book.bin(0, 10).await.unwrap()), [(RecordKind::Contact, "Bodegas Ejemplo")]);
    let book = reopened(book).await;
    assert_eq!(book.bin_count().await.unwrap(), 1);
    book.rebuild().await.unwrap();
    assert_eq!(book.bin_count().await.unwrap(), 1, "a rebuild makes the same bin");
    assert_whole(&book).await;
}

#[tokio::test]
async fn s8_two_machines_show_the_same_bin() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    for day in 1..=5 {
        let mut draft = draft(&bodega);
        draft.date = Some(format!("2026-11-0{day}"));
        let contact = save(&a, draft).await;
        a.delete_contact(&contact.id).await.unwrap();
    }
    exchange(&a, &b).await;
    assert_eq!(a.bin(0, 10).await.unwrap(), b.bin(0, 10).await.unwrap());
    assert_eq!(b.bin_count().await.unwrap(), 5);
    assert_whole(&b).await;
}

#[tokio::test]
async fn deleting_a_customer_leaves_its_contacts_in_the_list() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    book.delete_customer(&bodega).await.unwrap();
    assert!(!book.contact(&contact.id).await.unwrap().deleted);
    assert_eq!(names(&book.bin(0, 10).await.unwrap()), [(RecordKind::Customer, "Bodegas Ejemplo")]);
}

/// A book of the first schema: without the table, and without the mark of its migration.
const FIRST_SCHEMA: &str =
    "DROP TABLE bin; DELETE FROM _sqlx_migrations WHERE version = 2; PRAGMA user_version = 1";

#[tokio::test]
async fn what_was_deleted_before_the_bin_had_a_table_is_in_it_after_the_migration() {
    let Profile { book, folder } = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    customer(&book, "Hotel Imaginario").await;
    book.delete_customer(&bodega).await.unwrap();
    let before = book.bin(0, 10).await.unwrap();
    book.close().await;
    let database = folder.path().join("perfil/hilo.db");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", database.display())).await.unwrap();
    sqlx::raw_sql(FIRST_SCHEMA).execute(&pool).await.unwrap();
    pool.close().await;

    let book = app::book::Book::open(&folder.path().join("perfil")).await.unwrap();
    assert_eq!(before.len(), 1);
    assert_eq!(book.bin(0, 10).await.unwrap(), before);
    assert_whole(&book).await;
}

#[tokio::test]
async fn nothing_new_is_made_for_a_customer_or_with_a_person_of_the_bin() {
    let book = profile().await;
    let (bodega, other) = (customer(&book, "Bodegas Ejemplo").await, customer(&book, "Otra").await);
    let person = |customer: &str| PersonDraft {
        customer: Some(customer.into()),
        name: "Lucía Ferrer".into(),
        ..PersonDraft::default()
    };
    let lucia = book.add_person(person(&bodega)).await.unwrap();
    let mut email = draft(&bodega);
    email.contact_type = Some("email".into());
    let old = save(&book, email).await;
    let elsewhere = save(&book, draft(&other)).await;
    book.delete_person(&lucia.id).await.unwrap();
    let in_bin = |error: AppError| {
        assert_eq!((error.code, error.detail.as_deref()), (ErrorCode::Invalid, Some("in_bin")));
        error.field.unwrap()
    };

    let with_lucia = ContactDraft { person: Some(lucia.id.clone()), ..draft(&bodega) };
    assert_eq!(in_bin(try_save(&book, with_lucia.clone()).await.unwrap_err()), "person");
    book.delete_customer(&bodega).await.unwrap();
    assert_eq!(in_bin(try_save(&book, draft(&bodega)).await.unwrap_err()), "customer");
    assert_eq!(in_bin(book.add_person(person(&bodega)).await.unwrap_err()), "customer");
    let (mut moved, base) = book.contact_draft(&elsewhere.id, None).await.unwrap();
    moved.customer = Some(bodega.clone());
    let moved =
        SaveContact { id: Some(elsewhere.id.clone()), draft: moved, base: Some(base), ..Default::default() };
    assert_eq!(in_bin(book.save_contact(moved).await.unwrap_err()), "customer");
    let letter = b"From: Ana <ana@cliente.example>\r\nSubject: Oferta\r\n\r\nHola".to_vec();
    let letter = PickedFile::new("oferta.eml", letter);
    let assumed = book.assume_email(&old.id, letter, Answers::default()).await;
    assert_eq!(in_bin(assumed.unwrap_err()), "customer");
    // What is there already can still be corrected.
    edit(&book, &old.id, |draft| draft.notes = "una errata".into()).await;

    book.restore_customer(&bodega).await.unwrap();
    book.restore_person(&lucia.id).await.unwrap();
    save(&book, with_lucia).await;
    assert_whole(&book).await;
}

#[tokio::test]
async fn a_colleagues_contact_of_a_customer_in_the_bin_arrives_as_before() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    exchange(&a, &b).await;
    a.delete_customer(&bodega).await.unwrap();
    let theirs = save(&b, draft(&bodega)).await;
    exchange(&a, &b).await;
    assert_eq!(a.contact(&theirs.id).await.unwrap().customer, bodega, "merging refuses nothing");
    assert_whole(&a).await;
}
