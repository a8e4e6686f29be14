//! Customers in full: what they are sorted by, where they are, who looks after them; contacts found by all of it (S4).

use app::book::Book;
use app::wire::{
    ContactCriteria, CustomerDraft, CustomerGroupDraft, Grouping, PersonDraft, PostalAddress, StateFilter,
};

use crate::{assert_whole, customer, draft, exchange, profile, save};

async fn group(book: &Book, grouping: Grouping, name: &str) -> String {
    book.add_customer_group(grouping, CustomerGroupDraft { name: name.into() }).await.unwrap().id
}

fn address(postal_code: &str, town: &str) -> PostalAddress {
    PostalAddress {
        postal_code: Some(postal_code.into()),
        town: Some(town.into()),
        ..PostalAddress::default()
    }
}

async fn names(book: &Book, criteria: ContactCriteria) -> Vec<String> {
    let rows = book.contacts(&criteria, StateFilter::All, 0, 100).await.unwrap();
    assert_eq!(book.contact_counts(&criteria).await.unwrap().all as usize, rows.len());
    let mut names: Vec<String> = rows.into_iter().map(|row| row.customer_name).collect();
    names.sort();
    names
}

#[tokio::test]
async fn s4_contacts_are_found_by_their_customers_kind_zone_sector_province_and_data() {
    let book = profile().await;
    let (north, south) =
        (group(&book, Grouping::Zone, "Norte").await, group(&book, Grouping::Zone, "Sur").await);
    let (kind, sector) =
        (group(&book, Grouping::Kind, "Distribuidor").await, group(&book, Grouping::Sector, "Bodegas").await);
    let rioja = CustomerDraft {
        name: "Bodegas Ejemplo".into(),
        tax_id: Some("B-58818501".into()),
        emails: vec!["info@bodegas.example".into(), "compras@bodegas.example".into()],
        zone: Some(north.clone()),
        kind: Some(kind.clone()),
        sector: Some(sector.clone()),
        addresses: vec![address("28013", "Madrid"), address("26001", "Logroño")],
        ..CustomerDraft::default()
    };
    let rioja = book.add_customer(rioja).await.unwrap();
    assert_eq!(rioja.addresses[1].province.as_deref(), Some("La Rioja"));
    assert_eq!(
        (rioja.zone_name.as_deref(), rioja.kind_name.as_deref()),
        (Some("Norte"), Some("Distribuidor"))
    );
    let cadiz = CustomerDraft {
        name: "Conservas Muestra".into(),
        phones: vec!["956 100 200".into()],
        zone: Some(south.clone()),
        addresses: vec![address("11001", "Cádiz")],
        ..CustomerDraft::default()
    };
    let cadiz = book.add_customer(cadiz).await.unwrap().id;
    let luis = PersonDraft {
        customer: Some(cadiz.clone()),
        name: "Luis Modelo".into(),
        emails: vec!["luis@otro.example".into()],
        ..PersonDraft::default()
    };
    book.add_person(luis).await.unwrap();
    for id in [&rioja.id, &cadiz, &customer(&book, "Sin nada").await] {
        save(&book, draft(id)).await;
    }
    let none = ContactCriteria::default;
    let data = |text: &str| ContactCriteria { customer_data: Some(text.into()), ..none() };
    let (bodegas, conservas) = ("Bodegas Ejemplo", "Conservas Muestra");
    for (criteria, expected) in [
        (ContactCriteria { customer_zone: Some(north.clone()), ..none() }, vec![bodegas]),
        (ContactCriteria { customer_zone: Some(south.clone()), ..none() }, vec![conservas]),
        (ContactCriteria { customer_kind: Some(kind), ..none() }, vec![bodegas]),
        (ContactCriteria { customer_sector: Some(sector.clone()), ..none() }, vec![bodegas]),
        (ContactCriteria { customer_sector: Some(sector), customer_zone: Some(south), ..none() }, vec![]),
        (ContactCriteria { province: Some("la rioja".into()), ..none() }, vec![bodegas]),
        (ContactCriteria { province: Some("Cadiz".into()), ..none() }, vec![conservas]),
        (
            ContactCriteria { province: Some("Madrid".into()), text: Some("lunes".into()), ..none() },
            vec![bodegas],
        ),
        (data("b58818501"), vec![bodegas]),
        (data("956100200"), vec![conservas]),
        (data("luis@otro.example"), vec![conservas]),
        (data("compras@bodegas.example; luis@otro.example, nadie"), vec![bodegas, conservas]),
        (data("nadie"), vec![]),
        (data(" ,; "), vec![]),
    ] {
        assert_eq!(names(&book, criteria.clone()).await, expected, "{criteria:?}");
    }
    assert_eq!(book.provinces().await.unwrap(), ["Cádiz", "La Rioja", "Madrid"]);
    assert_whole(&book).await;
}

#[tokio::test]
async fn s4_a_zone_that_is_deleted_stays_with_its_customers_and_nobody_can_choose_it() {
    let book = profile().await;
    let zone = group(&book, Grouping::Zone, "Norte").await;
    let inside =
        CustomerDraft { name: "Dentro".into(), zone: Some(zone.clone()), ..CustomerDraft::default() };
    let customer = book.add_customer(inside.clone()).await.unwrap();
    book.delete_customer_group(&zone).await.unwrap();
    assert_eq!(book.customer_groups(Grouping::Zone, "", 10).await.unwrap(), []);
    let (draft, base) = book.customer_draft(&customer.id, None).await.unwrap();
    let edited = CustomerDraft { code: Some("7".into()), ..draft };
    let edited = book.edit_customer(&customer.id, edited, Some(&base)).await.unwrap();
    assert_eq!(edited.zone_name.as_deref(), Some("Norte"));
    assert_eq!(book.bin(0, 10).await.unwrap()[0].name, "Norte");
    let sector = CustomerDraft { zone: None, sector: Some(zone.clone()), ..inside };
    let refused = book.add_customer(sector).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("sector"), "a zone is no sector");
    book.restore_customer_group(&zone).await.unwrap();
    let base = book.customer_group(Grouping::Zone, &zone).await.unwrap().revision;
    let renamed = CustomerGroupDraft { name: "Cantábrico".into() };
    book.edit_customer_group(Grouping::Zone, &zone, renamed, Some(&base)).await.unwrap();
    assert_eq!(book.customer(&customer.id).await.unwrap().zone_name.as_deref(), Some("Cantábrico"));
    assert_whole(&book).await;
}

#[tokio::test]
async fn s17_an_odd_tax_number_and_one_that_another_has_are_said_and_accepted() {
    let book = profile().await;
    let draft = |name: &str, number: &str, code: &str| CustomerDraft {
        name: name.into(),
        tax_id: Some(number.into()),
        code: Some(code.into()),
        ..CustomerDraft::default()
    };
    let first = draft("Primera", "B58818501", "1");
    let first_id = book.add_customer(first.clone()).await.unwrap().id;
    assert_eq!(book.customer_warnings(Some(&first_id), &first).await.unwrap(), []);
    let second = draft("Segunda", "b-58.818.501", "1");
    let warnings = book.customer_warnings(None, &second).await.unwrap();
    let said: Vec<_> = warnings.iter().map(|w| (w.code.as_str(), w.customer_name.as_deref())).collect();
    assert_eq!(said, [("tax_id_taken", Some("Primera")), ("code_taken", Some("Primera"))]);
    assert!(book.add_customer(second).await.is_ok());
    let odd = book.customer_warnings(None, &draft("Otra", "12345678A", "2")).await.unwrap();
    assert_eq!(odd[0].code, "tax_id_control");
}

#[tokio::test]
async fn s4_addresses_that_two_people_added_are_both_there_and_one_that_both_changed_is_a_conflict() {
    let (a, b) = (profile().await, profile().await);
    let first = CustomerDraft {
        name: "Bodegas Ejemplo".into(),
        addresses: vec![address("26001", "Logroño")],
        ..CustomerDraft::default()
    };
    let id = a.add_customer(first).await.unwrap().id;
    exchange(&a, &b).await;
    for (book, code, street) in [(&a, "28013", "Calle Mayor 1"), (&b, "08002", "Calle Mayor 2")] {
        let (mut draft, base) = book.customer_draft(&id, None).await.unwrap();
        draft.addresses[0].street = Some(street.into());
        draft.addresses.push(address(code, "Otra"));
        book.edit_customer(&id, draft, Some(&base)).await.unwrap();
    }
    exchange(&a, &b).await;
    let (of_a, of_b) = (a.customer(&id).await.unwrap(), b.customer(&id).await.unwrap());
    assert_eq!(of_a.addresses, of_b.addresses);
    assert_eq!(of_a.addresses.len(), 3);
    assert_eq!(of_a.conflicts, ["addresses"]);
    assert_whole(&a).await;
    assert_whole(&b).await;
}

#[tokio::test]
async fn s14_the_history_of_a_customer_says_its_kind_zone_and_sector_by_name_and_what_was_there_before() {
    let book = profile().await;
    let id = customer(&book, "Bodegas Ejemplo").await;
    let (kind, zone) =
        (group(&book, Grouping::Kind, "Distribuidor").await, group(&book, Grouping::Zone, "Norte").await);
    let (draft, base) = book.customer_draft(&id, None).await.unwrap();
    let edited = CustomerDraft { kind: Some(kind), zone: Some(zone), ..draft };
    book.edit_customer(&id, edited, Some(&base)).await.unwrap();
    let history = book.history(&id).await.unwrap();
    let said = |field: &str| history.iter().find(|entry| entry.field == field).unwrap();
    for (field, name) in [("kind", "Distribuidor"), ("zone", "Norte")] {
        let entry = said(field);
        assert_eq!((entry.old.as_deref(), entry.new_name.as_deref()), (None, Some(name)), "{field}");
    }
    let entry = said("kind");
    book.restore_value(&id, &entry.change, entry.key.as_deref().unwrap()).await.unwrap();
    assert_eq!(book.customer(&id).await.unwrap().kind, None);
    assert_whole(&book).await;
}
