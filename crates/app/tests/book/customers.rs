//! The list of customers: found, counted, and in Spanish order.

use crate::{customer, draft, profile, save};

#[tokio::test]
async fn the_list_of_customers_is_whole_sorted_and_counted() {
    let book = profile().await;
    for name in ["Zapatos Ñandú", "Óptica Muestrario", "Ñoras del Sur", "Nueces Ejemplo", "Ocio Imaginario"]
    {
        customer(&book, name).await;
    }
    let names = async |text: &str, offset, limit| {
        let rows = book.customers_page(text, offset, limit).await.unwrap();
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
async fn a_customers_line_counts_its_contacts_without_the_bin() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let mut later = draft(&bodega);
    later.date = Some("2026-12-24".into());
    save(&book, draft(&bodega)).await;
    let later = save(&book, later).await;
    let thread = book.customer_thread(&bodega, 0, 1).await.unwrap();
    assert_eq!((thread.rows[0].id.as_str(), thread.total), (later.id.as_str(), 2));
    let line = async || book.customers_page("", 0, 1).await.unwrap().remove(0);
    assert_eq!((line().await.contacts, line().await.last_contact.as_deref()), (2, Some("2026-12-24")));
    book.delete_contact(&later.id).await.unwrap();
    assert_eq!((line().await.contacts, line().await.last_contact.as_deref()), (1, Some("2026-11-24")));
    book.delete_customer(&bodega).await.unwrap();
    assert_eq!(book.customers_count("").await.unwrap(), 0);
}
