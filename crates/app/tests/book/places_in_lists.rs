//! Selected records are named by themselves: they are found again wherever a list has moved them, and nothing stands in for them.

use app::book::Book;
use app::wire::{
    ContactColumn, ContactCriteria, ContactDraft, ContactOrder, ContactSelection, CustomerColumn,
    CustomerDraft, CustomerOrder, StateFilter,
};
use app::work::Work;

use crate::{customer, draft, profile, save};

const ALL: StateFilter = StateFilter::All;

async fn some_contacts(book: &Book, count: usize) -> Vec<String> {
    let customer = customer(book, "Óptica Norte").await;
    let mut ids = Vec::new();
    for day in 0..count {
        let date = Some(format!("2026-11-{:02}", 1 + day % 28));
        ids.push(save(book, ContactDraft { date, ..draft(&customer) }).await.id);
    }
    ids
}

#[tokio::test]
async fn three_selected_contacts_stay_three_whatever_is_written() {
    let book = profile().await;
    let ids = some_contacts(&book, 12).await;
    let chosen = vec![ids[9].clone(), ids[4].clone(), ids[1].clone()];
    let another = customer(&book, "Aceites Sur").await;
    for _ in 0..5 {
        save(&book, ContactDraft { date: Some("2026-12-01".into()), ..draft(&another) }).await;
    }
    let selection = ContactSelection { ids: chosen.clone(), ..ContactSelection::default() };
    assert_eq!(book.delete_contacts(&selection, &Work::default()).await.unwrap(), 3);
    for id in &ids {
        let is_gone = book.contact(id).await.unwrap().deleted;
        assert_eq!(is_gone, chosen.contains(id), "exactly those that were chosen are in the bin");
    }
    // One of them is there no more: the others are changed, and nothing in its stead.
    let selection = ContactSelection { ids: vec![chosen[0].clone(), ids[0].clone()], ..selection };
    assert_eq!(book.delete_contacts(&selection, &Work::default()).await.unwrap(), 1);
}

#[tokio::test]
async fn places_are_those_of_the_list_in_every_order() {
    let book = profile().await;
    let ids = some_contacts(&book, 20).await;
    let gone = ids[7].clone();
    book.delete_contact(&gone).await.unwrap();
    let criteria = ContactCriteria::default();
    for column in [ContactColumn::Date, ContactColumn::Customer, ContactColumn::Duration] {
        for descending in [true, false] {
            let order = ContactOrder { column, descending };
            let rows = book.contacts_in_order(&criteria, ALL, order, 0, 100).await.unwrap();
            let there: Vec<String> = rows.into_iter().map(|row| row.id).collect();
            assert_eq!(book.contact_ids(&criteria, ALL, order, 0, 100).await.unwrap(), there);
            assert_eq!(book.contact_ids(&criteria, ALL, order, 5, 3).await.unwrap(), there[5..8]);
            // Few are counted one by one, many looked up in the sorted list.
            for asked in [&ids[5..9], &ids[..]] {
                let places = book.places_of_contacts(&criteria, ALL, order, asked).await.unwrap();
                for (id, place) in asked.iter().zip(places) {
                    let right = there.iter().position(|other| other == id).map(|at| at as u32);
                    assert_eq!(place, right, "{column:?} {descending} {id}");
                }
            }
        }
    }
    assert_eq!(book.bin_places(&[gone, ids[0].clone()]).await.unwrap(), [Some(0), None]);
}

#[tokio::test]
async fn places_of_customers_are_those_of_the_list_in_every_order() {
    let book = profile().await;
    let mut ids = Vec::new();
    for name in ["Zumos", "Álamo", "alba", "Nube", "Ñora", "Oca"] {
        ids.push(customer(&book, name).await);
    }
    for (at, id) in ids.iter().enumerate().skip(2) {
        for _ in 0..at {
            save(&book, draft(id)).await;
        }
    }
    let code = CustomerDraft { name: "Coronel".into(), code: Some("C-1".into()), ..CustomerDraft::default() };
    ids.push(book.add_customer(code).await.unwrap().id);
    for column in [CustomerColumn::Name, CustomerColumn::Code, CustomerColumn::Contacts, CustomerColumn::Last]
    {
        for descending in [true, false] {
            for text in ["", "al"] {
                let order = CustomerOrder { column, descending };
                let rows = book.customers_page(text, order, 0, 100).await.unwrap();
                let places = book.customer_places(text, order, &ids).await.unwrap();
                for (id, place) in ids.iter().zip(places) {
                    let right = rows.iter().position(|row| row.id == *id).map(|at| at as u32);
                    assert_eq!(place, right, "{column:?} {descending} {text:?}");
                }
            }
        }
    }
}
