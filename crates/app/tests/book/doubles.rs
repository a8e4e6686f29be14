//! Doubles: a customer that is there already is told while another is written, and an address keeps the province that fits.

use app::book::Book;
use app::wire::{ContactCriteria, CustomerDraft, PersonDraft, PostalAddress};

use crate::{draft, profile, try_save};

async fn codes(book: &Book, id: Option<&str>, draft: &CustomerDraft) -> Vec<String> {
    book.customer_warnings(id, draft).await.unwrap().into_iter().map(|warning| warning.code).collect()
}

fn called(name: &str) -> CustomerDraft {
    CustomerDraft { name: name.into(), ..CustomerDraft::default() }
}

async fn first(book: &Book) -> String {
    let first = CustomerDraft {
        legal_name: Some("Explotaciones Ñandú, Sociedad Limitada".into()),
        tax_id: Some("B58818501".into()),
        code: Some("C-1".into()),
        phones: vec!["953123456".into()],
        emails: vec!["info@primera.example".into()],
        ..called("Primera & Cía., S.L.")
    };
    book.add_customer(first).await.unwrap().id
}

#[tokio::test]
async fn s17_what_another_customer_has_is_told_in_any_writing() {
    let book = profile().await;
    let id = first(&book).await;
    let tax_id = |text: &str| CustomerDraft { tax_id: Some(text.into()), ..called("Otra") };
    let code = |text: &str| CustomerDraft { code: Some(text.into()), ..called("Otra") };
    let phone = |text: &str| CustomerDraft { phones: vec![text.into()], ..called("Otra") };
    let email = |text: &str| CustomerDraft { emails: vec![text.into()], ..called("Otra") };
    for (draft, told) in [
        (tax_id("b-58818501"), "tax_id_taken"),
        (tax_id("B 58.818.501"), "tax_id_taken"),
        (tax_id("ES-B58818501"), "tax_id_taken"),
        (tax_id("B/58818501"), "tax_id_taken"),
        (tax_id("B\u{a0}58818501"), "tax_id_taken"),
        (tax_id("Ｂ58818501"), "tax_id_taken"),
        (code("c-1"), "code_taken"),
        (code("C 1"), "code_taken"),
        (phone("953 12 34 56"), "phone_taken"),
        (phone("+34 953-123-456 ext. 3"), "phone_taken"),
        (email("INFO@primera.example"), "email_taken"),
        (called("primera"), "nothing"),
        (called("PRIMERA Y COMPAÑÍA"), "name_taken"),
        (called("Primera y Cía, Sociedad Limitada"), "name_taken"),
        (called("Explotaciones Nandu SLU"), "name_taken"),
        (tax_id("A28015865"), "nothing"),
        (phone("+351 953 123 457"), "nothing"),
        (called("Segunda"), "nothing"),
        (called("..."), "nothing"),
    ] {
        let codes = codes(&book, None, &draft).await;
        let expected: Vec<&str> = if told == "nothing" { Vec::new() } else { vec![told] };
        assert_eq!(codes, expected, "{draft:?}");
    }
    let [warning] = &book.customer_warnings(None, &phone("953123456")).await.unwrap()[..] else { panic!() };
    assert_eq!(warning.customer.as_deref(), Some(id.as_str()), "the one that is there can be taken");
    assert_eq!(warning.customer_name.as_deref(), Some("Primera & Cía., S.L."));
    assert_eq!(
        codes(&book, Some(&id), &phone("953123456")).await,
        Vec::<String>::new(),
        "it is no double of itself"
    );
}

#[tokio::test]
async fn s17_what_a_customers_people_have_is_told_and_what_lies_in_the_bin_is_not() {
    let book = profile().await;
    let id = first(&book).await;
    let ana = PersonDraft {
        customer: Some(id.clone()),
        name: "Ana".into(),
        emails: vec!["ana@primera.example".into()],
        phones: vec!["600 123 123".into()],
        ..PersonDraft::default()
    };
    book.add_person(ana).await.unwrap();
    let new = CustomerDraft {
        phones: vec!["600123123".into()],
        emails: vec!["ana@primera.example".into()],
        ..called("Otra")
    };
    assert_eq!(codes(&book, None, &new).await, ["phone_taken", "email_taken"]);
    book.delete_customer(&id).await.unwrap();
    assert_eq!(codes(&book, None, &new).await, Vec::<String>::new());
}

fn at(postal_code: &str, country: Option<&str>, province: Option<&str>) -> CustomerDraft {
    let address = PostalAddress {
        postal_code: Some(postal_code.into()),
        country: country.map(Into::into),
        province: province.map(Into::into),
        ..PostalAddress::default()
    };
    CustomerDraft { addresses: vec![address], ..called("Mudanzas") }
}

#[tokio::test]
async fn s04_a_postal_code_tells_the_province_and_a_new_one_renews_it() {
    let book = profile().await;
    for (code, country, province) in [
        ("23001", Some("España"), Some("Jaén")),
        ("23001", Some("Spain"), Some("Jaén")),
        ("23 001", None, Some("Jaén")),
        ("E-23001", None, Some("Jaén")),
        ("8001", None, Some("Barcelona")),
        ("AD500", None, None),
        ("75001", Some("Francia"), None),
    ] {
        let saved = book.add_customer(at(code, country, None)).await.unwrap();
        assert_eq!(saved.addresses[0].province.as_deref(), province, "{code} {country:?}");
    }
    let moved = async |old: CustomerDraft, province: Option<&str>| {
        let saved = book.add_customer(old).await.unwrap();
        let mut address = saved.addresses[0].clone();
        address.postal_code = Some("08001".into());
        address.province = province.map(Into::into).or(address.province);
        let draft = CustomerDraft { addresses: vec![address], ..called("Mudanzas") };
        let saved = book.edit_customer(&saved.id, draft, Some(&saved.revision)).await.unwrap();
        saved.addresses[0].province.clone().unwrap()
    };
    assert_eq!(moved(at("28013", None, None), None).await, "Barcelona", "it came from the code");
    assert_eq!(moved(at("28013", None, Some("Toledo")), None).await, "Toledo", "it was typed");
    assert_eq!(moved(at("28013", None, None), Some("Girona")).await, "Girona", "it is typed now");
}

#[tokio::test]
async fn s04_a_province_is_one_by_each_of_its_names() {
    let book = profile().await;
    for wanted in [at("48001", None, None), at("48001", None, Some("Vizcaya")), at("41001", None, None)] {
        let customer = book.add_customer(wanted).await.unwrap().id;
        try_save(&book, draft(&customer)).await.unwrap();
    }
    let nowhere = crate::customer(&book, "Sin señas").await;
    try_save(&book, draft(&nowhere)).await.unwrap();
    assert_eq!(book.provinces().await.unwrap(), ["Bizkaia", "Sevilla"], "one line for each");
    for (province, count) in [("Vizcaya", 2), ("bizkaia", 2), ("SEVILLA", 1), ("...", 0), ("Soria", 0)] {
        let criteria = ContactCriteria { province: Some(province.into()), ..ContactCriteria::default() };
        assert_eq!(book.contact_counts(&criteria).await.unwrap().all, count, "{province}");
    }
}
