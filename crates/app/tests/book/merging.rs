//! Two books that exchange changes in memory: local and remote changes enter by the same door.

use app::contacts::SaveContact;
use app::wire::{Closing, ContactCriteria, NextContact, StateFilter};

use crate::{assert_whole, customer, draft, edit, exchange, profile, save};

#[tokio::test]
async fn invariant_9_two_books_with_the_same_changes_show_the_same() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    exchange(&a, &b).await;
    edit(&a, &contact.id, |draft| draft.notes = "Llamar el jueves".into()).await;
    edit(&b, &contact.id, |draft| draft.notes = "Volver a llamar el lunes".into()).await;
    save(&b, draft(&bodega)).await;
    exchange(&a, &b).await;
    assert_eq!(a.contact(&contact.id).await.unwrap(), b.contact(&contact.id).await.unwrap());
    assert_eq!(a.contact(&contact.id).await.unwrap().notes, "Volver a llamar el jueves");
    let list = async |book: &app::book::Book| {
        book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 100).await.unwrap()
    };
    assert_eq!(list(&a).await, list(&b).await);
    assert_whole(&a).await;
    assert_whole(&b).await;
}

#[tokio::test]
async fn records_6_a_form_open_while_a_colleague_edits_makes_a_visible_conflict() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    exchange(&a, &b).await;
    let (mut form, _) = a.contact_draft(&contact.id, None).await.unwrap();
    edit(&b, &contact.id, |draft| draft.date = Some("2026-11-25".into())).await;
    exchange(&a, &b).await;
    form.date = Some("2026-11-26".into());
    let save = SaveContact {
        id: Some(contact.id.clone()),
        draft: form,
        base: Some(contact.revision.clone()),
        ..SaveContact::default()
    };
    a.save_contact(save).await.unwrap();
    exchange(&a, &b).await;
    for book in [&a, &b] {
        assert_eq!(book.contact(&contact.id).await.unwrap().conflicts, ["date"]);
    }
}

#[tokio::test]
async fn s38_two_machines_that_open_the_same_follow_up_open_one() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let mut first = draft(&bodega);
    first.next_contact = Some(NextContact { date: "2026-12-01".into(), time: None });
    let first = save(&a, first).await;
    exchange(&a, &b).await;
    let on_a = save(&a, a.follow_up_draft(&first.id).await.unwrap()).await;
    let on_b = save(&b, b.follow_up_draft(&first.id).await.unwrap()).await;
    assert_eq!(on_a.id, on_b.id);
    exchange(&a, &b).await;
    assert_eq!(a.contact(&on_a.id).await.unwrap().conflicts, Vec::<String>::new(), "equal values collapse");
    let counts = a.contact_counts(&ContactCriteria::default()).await.unwrap();
    assert_eq!(counts.all, 2);
}

#[tokio::test]
async fn records_8_deleting_while_another_edits_returns_it_marked_in_list_and_form() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    exchange(&a, &b).await;
    a.delete_contact(&contact.id).await.unwrap();
    let closing = Some(Closing { date: Some("2026-11-25".into()), result: Some("sale".into()) });
    edit(&b, &contact.id, |draft| draft.closing = closing).await;
    exchange(&a, &b).await;
    for book in [&a, &b] {
        let shown = book.contact(&contact.id).await.unwrap();
        assert!(!shown.deleted && shown.done);
        assert_eq!(shown.conflicts, ["deleted"]);
        let rows = book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 10).await.unwrap();
        assert!(rows.len() == 1 && rows[0].has_conflicts);
        assert_whole(book).await;
    }
}

#[tokio::test]
async fn i20_a_contact_whose_customer_has_not_arrived_is_shown_all_the_same() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    let all = a.changes().await.unwrap();
    let (customers, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|arrival| arrival.id.to_string() == bodega);
    b.apply_remote(others).await.unwrap();
    let rows = b.contacts(&ContactCriteria::default(), StateFilter::All, 0, 10).await.unwrap();
    assert_eq!((rows.len(), rows[0].customer_name.as_str()), (1, ""));
    let edited = edit(&b, &contact.id, |draft| draft.duration_minutes = Some(5)).await;
    assert_eq!(edited.duration_minutes, Some(5), "and can be edited");
    b.apply_remote(customers).await.unwrap();
    let rows = b.contacts(&ContactCriteria::default(), StateFilter::All, 0, 10).await.unwrap();
    assert_eq!(rows[0].customer_name, "Bodegas Ejemplo");
    assert_eq!(b.contact(&contact.id).await.unwrap().notes, "Llamar el lunes");
}

#[tokio::test]
async fn i13_a_poisoned_record_keeps_none_of_the_others_back() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    let mut arrivals = a.changes().await.unwrap();
    for arrival in arrivals.iter_mut().filter(|arrival| arrival.id.to_string() == bodega) {
        arrival.changes[0][20] ^= 0xff;
    }
    let poisoned = b.apply_remote(arrivals).await.unwrap();
    assert_eq!(poisoned.len(), 1);
    assert_eq!(b.contact(&contact.id).await.unwrap().notes, "Llamar el lunes");
    assert_whole(&b).await;
}
