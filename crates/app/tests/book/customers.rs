//! The list of customers: found, counted, and in Spanish order.

use app::wire::{ContactDraft, CustomerColumn, CustomerDraft, CustomerOrder};

use crate::{customer, draft, profile, save};

#[tokio::test]
async fn the_list_of_customers_is_whole_sorted_and_counted() {
    let book = profile().await;
    for name in ["Zapatos Ñandú", "Óptica Muestrario", "Ñoras del Sur", "Nueces Ejemplo", "Ocio Imaginario"]
    {
        customer(&book, name).await;
    }
    let names = async |text: &str, offset, limit| {
        let rows = book.customers_page(text, CustomerOrder::default(), offset, limit).await.unwrap();
        rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    let all = names("", 0, 100).await;
    assert_eq!(
        all,
        ["Nueces Ejemplo", "Ñoras del Sur", "Ocio Imaginario", "Óptica Muestrario", "Zapatos Ñandú"]
    );
    assert_eq!(names("", 1, 2).await, all[1..3]);
    assert_eq!(names("nandu", 0, 100).await, ["Zapatos Ñandú"], "found without its accents");
    assert_eq!(book.customers_count("").await.unwrap(), 5);
    assert_eq!(book.customers_count("optica").await.unwrap(), 1);
}

#[tokio::test]
async fn letters_typed_in_the_list_go_to_the_first_name_that_begins_so() {
    let book = profile().await;
    for name in ["Nueces Ejemplo", "Ñoras del Sur", "Ocio Imaginario", "Óptica Muestrario", "Zapatos Ñandú"]
    {
        customer(&book, name).await;
    }
    let up = CustomerOrder::default();
    let down = CustomerOrder { descending: true, ..up };
    for (letters, place) in
        [("n", Some(0)), ("ñ", Some(1)), ("o", Some(2)), ("ÓP", Some(3)), ("x", None), (" ", None)]
    {
        assert_eq!(book.seek_customer("", up, letters).await.unwrap(), place, "{letters:?} in that order");
    }
    assert_eq!(book.seek_customer("", down, "o").await.unwrap(), Some(1), "the first of both, backwards");
    assert_eq!(book.seek_customer("muestrario", up, "o").await.unwrap(), Some(0), "of those that are shown");
    let by_code = CustomerOrder { column: CustomerColumn::Code, descending: false };
    assert_eq!(book.seek_customer("", by_code, "o").await.unwrap(), None, "no place among codes has a name");
}

#[tokio::test]
async fn a_customers_line_counts_its_contacts_without_the_bin() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let mut later = draft(&bodega);
    later.date = Some("2199-12-24".into());
    save(&book, draft(&bodega)).await;
    let later = save(&book, later).await;
    let thread = book.customer_thread(&bodega, 0, 1).await.unwrap();
    assert_eq!((thread.rows[0].id.as_str(), thread.total), (later.id.as_str(), 2));
    let line = async || book.customers_page("", CustomerOrder::default(), 0, 1).await.unwrap().remove(0);
    assert_eq!(
        (line().await.contacts, line().await.last_contact.as_deref()),
        (2, Some("2026-11-24")),
        "what is to come was not"
    );
    book.delete_contact(&later.id).await.unwrap();
    assert_eq!((line().await.contacts, line().await.last_contact.as_deref()), (1, Some("2026-11-24")));
    book.delete_customer(&bodega).await.unwrap();
    assert_eq!(book.customers_count("").await.unwrap(), 0);
}

#[tokio::test]
async fn customers_are_listed_in_the_order_of_any_column_with_what_is_empty_last() {
    let book = profile().await;
    for (name, code, contacts) in
        [("Beta", Some("3"), 1), ("Alfa", None, 0), ("Ñandú", Some("1"), 3), ("Nube", Some("2"), 2)]
    {
        let draft =
            CustomerDraft { name: name.into(), code: code.map(Into::into), ..CustomerDraft::default() };
        let id = book.add_customer(draft).await.unwrap().id;
        for day in 0..contacts {
            let date = Some(format!("2026-1{}-0{}", day % 2, 1 + contacts));
            save(&book, ContactDraft { date, ..crate::draft(&id) }).await;
        }
    }
    use CustomerColumn::{Code, Contacts, Last, Name};
    for (column, descending, expected) in [
        (Name, false, ["Alfa", "Beta", "Nube", "Ñandú"]),
        (Name, true, ["Ñandú", "Nube", "Beta", "Alfa"]),
        (Code, false, ["Ñandú", "Nube", "Beta", "Alfa"]),
        (Code, true, ["Beta", "Nube", "Ñandú", "Alfa"]),
        (Contacts, true, ["Ñandú", "Nube", "Beta", "Alfa"]),
        (Last, false, ["Beta", "Nube", "Ñandú", "Alfa"]),
    ] {
        let order = CustomerOrder { column, descending };
        let rows = book.customers_page("", order, 0, 10).await.unwrap();
        let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, expected, "{order:?}");
        let second = book.customers_page("", order, 1, 1).await.unwrap();
        assert_eq!(second[0].name, expected[1], "{order:?}");
    }
}
