//! The bin: what was deleted, in which order, and back with it.

use app::wire::{BinKind, BinRow, PersonDraft};

use crate::{Profile, assert_whole, customer, draft, exchange, profile, reopened, save};

fn names(rows: &[BinRow]) -> Vec<(BinKind, &str)> {
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
    assert_eq!(of(BinKind::Customer).name, "Bodegas Ejemplo");
    assert_eq!(of(BinKind::Person).name, "Lucía Ferrer");
    assert_eq!(of(BinKind::Person).detail.as_deref(), Some("Bodegas Ejemplo"));
    let row = of(BinKind::Contact);
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
    book.restore_from_bin(BinKind::Contact, &contact.id).await.unwrap();
    assert_eq!(book.bin_count().await.unwrap(), 0);
    assert!(!book.contact(&contact.id).await.unwrap().deleted);
    book.undo().await.unwrap();
    assert_eq!(names(&book.bin(0, 10).await.unwrap()), [(BinKind::Contact, "Bodegas Ejemplo")]);
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
    assert_eq!(names(&book.bin(0, 10).await.unwrap()), [(BinKind::Customer, "Bodegas Ejemplo")]);
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
