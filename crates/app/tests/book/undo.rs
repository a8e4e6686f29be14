//! Undo and redo: new changes, across restarts (records.md 15).

use app::error::ErrorCode;
use app::wire::{ContactDraft, ContactsChange, DateField};

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

#[tokio::test]
async fn i15_i40_undo_takes_ones_own_value_and_leaves_the_colleagues() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    // Which of the two values is shown is by chance.
    for day in 1..5 {
        exchange(&a, &b).await;
        edit(&a, &contact.id, |draft| draft.date = Some(format!("2026-12-0{day}"))).await;
        edit(&b, &contact.id, |draft| draft.date = Some(format!("2026-12-1{day}"))).await;
        exchange(&a, &b).await;
        assert_eq!(a.conflicts(None).await.unwrap().len(), 1, "two values");
        assert_eq!(a.undo().await.unwrap().restored, std::slice::from_ref(&contact.id));
        exchange(&a, &b).await;
        for book in [&a, &b] {
            assert_eq!(book.contact(&contact.id).await.unwrap().date, format!("2026-12-1{day}"));
            assert_eq!(book.conflicts(None).await.unwrap(), []);
            assert_whole(book).await;
        }
        a.redo().await.unwrap();
        exchange(&a, &b).await;
        assert_eq!(b.conflicts(None).await.unwrap().len(), 1, "redo puts it back");
        a.undo().await.unwrap();
    }
}

#[tokio::test]
async fn i15_undo_of_a_choice_brings_the_conflict_back_everywhere() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    exchange(&a, &b).await;
    edit(&a, &contact.id, |draft| draft.notes = "Llamar el martes".into()).await;
    edit(&b, &contact.id, |draft| draft.notes = "Llamar el viernes".into()).await;
    edit(&a, &contact.id, |draft| draft.duration_minutes = Some(10)).await;
    edit(&b, &contact.id, |draft| draft.duration_minutes = Some(20)).await;
    exchange(&a, &b).await;
    let before = a.conflicts(None).await.unwrap();
    assert_eq!(before.len(), 2);
    for conflict in &before {
        for value in &conflict.values {
            let choice = app::wire::ConflictChoice { id: conflict.id.clone(), keep: value.key.clone() };
            a.resolve_conflict(&choice).await.unwrap();
            exchange(&a, &b).await;
            assert_eq!(b.conflicts(None).await.unwrap().len(), 1);
            a.undo().await.unwrap();
            exchange(&a, &b).await;
            for book in [&a, &b] {
                let back = book.conflicts(None).await.unwrap();
                let known = back.iter().find(|one| one.id == conflict.id).expect("the conflict is back");
                let sorted = |conflict: &app::wire::Conflict| {
                    let values = conflict.values.iter().map(|one| (one.value.clone(), one.user.clone()));
                    let mut values: Vec<_> = values.collect();
                    values.sort();
                    values
                };
                assert_eq!(sorted(known), sorted(conflict), "with who wrote what");
            }
        }
    }
}

#[tokio::test]
async fn i40_of_many_contacts_that_two_moved_at_once_the_colleagues_stay_where_he_put_them() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let mut ids = Vec::new();
    for _ in 0..30 {
        ids.push(save(&a, draft(&bodega)).await.id);
    }
    exchange(&a, &b).await;
    let moved = async |book: &app::book::Book, ids: &[String], days: i32| {
        let change = ContactsChange::MoveDate { field: DateField::Date, days, working: false };
        book.change_contacts_named(ids, &change, false, false).await.unwrap();
    };
    moved(&a, &ids, 7).await;
    moved(&b, &ids[..20], 8).await;
    // And some to the same day as hers.
    moved(&b, &ids[20..25], 7).await;
    exchange(&a, &b).await;
    a.undo().await.unwrap();
    exchange(&a, &b).await;
    for book in [&a, &b] {
        for (place, id) in ids.iter().enumerate() {
            let expected = match place {
                0..20 => "2026-12-02",
                20..25 => "2026-12-01",
                _ => "2026-11-24",
            };
            assert_eq!(book.contact(id).await.unwrap().date, expected, "contact {place}");
        }
        assert_eq!(book.conflicts(None).await.unwrap(), []);
    }
}

#[tokio::test]
async fn i40_undo_of_what_a_colleague_wrote_on_top_is_skipped_and_told_for_every_kind_of_record() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let person = app::wire::PersonDraft {
        customer: Some(bodega.clone()),
        name: "Nuria Modelo".into(),
        ..app::wire::PersonDraft::default()
    };
    let person = a.add_person(person).await.unwrap().id;
    exchange(&a, &b).await;
    let rename = async |book: &app::book::Book, name: &str| {
        let (mut draft, base) = book.customer_draft(&bodega, None).await.unwrap();
        draft.name = name.into();
        book.edit_customer(&bodega, draft, Some(&base)).await.unwrap();
    };
    rename(&a, "De Ana").await;
    exchange(&a, &b).await;
    rename(&b, "De Ben").await;
    exchange(&a, &b).await;
    let undone = a.undo().await.unwrap();
    assert_eq!((undone.restored.len(), undone.skipped), (0, vec![bodega.clone()]));
    assert_eq!(a.customer(&bodega).await.unwrap().name, "De Ben");
    // At the same time: each keeps what is theirs.
    rename(&a, "De Ana").await;
    rename(&b, "De Ben otra vez").await;
    exchange(&a, &b).await;
    a.undo().await.unwrap();
    exchange(&a, &b).await;
    for book in [&a, &b] {
        assert_eq!(book.customer(&bodega).await.unwrap().name, "De Ben otra vez");
        assert_eq!(book.conflicts(None).await.unwrap(), []);
    }
    // A person whom he edited is not taken away by undoing that she was added.
    let (mut draft, base) = b.person_draft(&person, None).await.unwrap();
    draft.position = Some("Compras".into());
    b.edit_person(&person, draft, Some(&base)).await.unwrap();
    exchange(&a, &b).await;
    let undone = a.undo().await.unwrap();
    assert_eq!(undone.skipped, [person.clone()]);
    assert!(!a.person(&person).await.unwrap().deleted);
}
