//! Finding as people type: phones by their digits, words by their beginnings, one thing in each of its writings.

use app::book::Book;
use app::wire::{
    ContactCriteria, ContactDraft, CustomFieldDraft, CustomValue, CustomerDraft, FieldKind, FieldOf,
    PersonDraft, PostalAddress,
};

use crate::{draft, profile, try_save};

async fn named(book: &Book, draft: CustomerDraft) -> String {
    book.add_customer(draft).await.unwrap().id
}

async fn some_customers(book: &Book) {
    let of = |name: &str, phone: &str| CustomerDraft {
        name: name.into(),
        phones: vec![phone.into()],
        ..CustomerDraft::default()
    };
    named(
        book,
        CustomerDraft {
            tax_id: Some("B-58818501".into()),
            code: Some("C-0012".into()),
            ..of("Talleres Ñandú, S.L.", "953 12 35 56")
        },
    )
    .await;
    let legal_name = Some("Construcciones Hnos. García López, Sociedad Limitada".into());
    named(book, CustomerDraft { legal_name, ..of("Construcciones García López SL", "+34 600123456") }).await;
    named(book, of("Col·legi d'Arquitectes", "973-22-33-44 ext. 12")).await;
    named(book, of("Comercial O'Donnell & Hijos", "0034 915 55 12 12")).await;
    named(book, of("Mª José Ibáñez de la Peña", "+44 20 7946 0958")).await;
    named(book, of("Olivares S. Coop. And.", "(953) 77.88.99")).await;
}

async fn found(book: &Book, text: &str) -> Vec<String> {
    book.customers(text, 10).await.unwrap().into_iter().map(|hit| hit.name).collect()
}

#[tokio::test]
async fn s17_a_customer_is_found_by_its_phone_in_any_grouping() {
    let book = profile().await;
    some_customers(&book).await;
    for (typed, name) in [
        ("953123556", "Talleres"),
        ("953 123 556", "Talleres"),
        ("95312 3556", "Talleres"),
        ("953.12.35.56", "Talleres"),
        ("+34 953 12 35 56", "Talleres"),
        ("+34953123556", "Talleres"),
        ("0034953123556", "Talleres"),
        ("34 953 123 556", "Talleres"),
        ("(953) 123-556", "Talleres"),
        ("953123556 ext. 4", "Talleres"),
        ("123556", "Talleres"),
        ("12 3556", "Talleres"),
        ("600 12 34 56", "Construcciones"),
        ("600-123-456", "Construcciones"),
        ("973223344", "Col"),
        ("+34 973 223 344", "Col"),
        ("91 555 12 12", "Comercial"),
        ("+442079460958", "Mª"),
        ("020 7946 0958", "Mª"),
        ("953778899", "Olivares"),
    ] {
        let names = found(&book, typed).await;
        assert!(names.iter().any(|found| found.starts_with(name)), "{typed}: {names:?}, not {name}");
    }
    assert_eq!(found(&book, "953123557").await, Vec::<String>::new(), "another number is another's");
}

#[tokio::test]
async fn s17_each_word_is_a_beginning_and_each_writing_the_same() {
    let book = profile().await;
    some_customers(&book).await;
    for (typed, name) in [
        ("const gar", "Construcciones"),
        ("garc lop", "Construcciones"),
        ("lop constr", "Construcciones"),
        ("tall nan", "Talleres"),
        ("odonnell", "Comercial"),
        ("o'donnell", "Comercial"),
        ("collegi", "Col"),
        ("col·legi arq", "Col"),
        ("maria jose", "Mª"),
        ("mª jose", "Mª"),
        ("talleres nandu sl", "Talleres"),
        ("talleres nandu s. l.", "Talleres"),
        ("nandu sociedad limitada", "Talleres"),
        ("garcia lopez s.l.", "Construcciones"),
        ("hermanos garcia", "Construcciones"),
        ("hnos garcia", "Construcciones"),
        ("olivares scoop", "Olivares"),
        ("olivares s.coop.and.", "Olivares"),
        ("B58818501", "Talleres"),
        ("B 58.818.501", "Talleres"),
        ("ESB58818501", "Talleres"),
        ("ES-B58818501", "Talleres"),
        ("Ｂ58818501", "Talleres"),
        ("58818501", "Talleres"),
        ("C0012", "Talleres"),
        ("c 0012", "Talleres"),
        ("c-12", "Talleres"),
    ] {
        let names = found(&book, typed).await;
        assert!(names.iter().any(|found| found.starts_with(name)), "{typed}: {names:?}, not {name}");
    }
    assert_eq!(found(&book, "const nandu").await, Vec::<String>::new(), "every word must be there");
    for signs in ["???", "…", "*", "\"\"", " . ", "()"] {
        assert_eq!(found(&book, signs).await, Vec::<String>::new(), "{signs}: signs alone find nothing");
        assert_eq!(book.customers_count(signs).await.unwrap(), 0, "{signs}");
        assert_eq!(book.people(None, signs, 10).await.unwrap(), [], "{signs}");
        assert_eq!(book.products(signs, 10).await.unwrap(), [], "{signs}");
        assert_eq!(book.search(signs, 10).await.unwrap(), [], "{signs}");
    }
    assert_eq!(found(&book, "  ").await.len(), 6, "blanks are nothing typed");
}

#[tokio::test]
async fn s04_contacts_are_found_by_beginnings_own_fields_and_file_names() {
    let book = profile().await;
    let customer = crate::customer(&book, "Bodegas Ejemplo").await;
    let field = book
        .add_custom_field(CustomFieldDraft {
            belongs_to: FieldOf::Contact,
            kind: FieldKind::Text,
            label: "Pedido".into(),
            ..CustomFieldDraft::default()
        })
        .await
        .unwrap();
    let notes = "Llamará el lunes: 1.234,56 € AND portes. Su móvil, 600 12 34 56";
    let mut contact = ContactDraft { notes: notes.into(), ..draft(&customer) };
    contact.custom_fields.insert(field.id.clone(), Some(CustomValue::Text("Pedido Zafiro".into())));
    try_save(&book, contact).await.unwrap();
    for typed in [
        "llam lun",
        "lun llam",
        "1.234,56",
        "1234,56",
        "1234",
        "AND",
        "600123456",
        "+34 600 123 456",
        "zafiro",
    ] {
        let criteria = ContactCriteria { text: Some(typed.into()), ..ContactCriteria::default() };
        assert_eq!(book.contact_counts(&criteria).await.unwrap().all, 1, "{typed}");
    }
    for typed in ["…", "llam mar", "NEAR(llam lun)"] {
        let criteria = ContactCriteria { text: Some(typed.into()), ..ContactCriteria::default() };
        assert_eq!(book.contact_counts(&criteria).await.unwrap().all, 0, "{typed}");
    }
    assert_eq!(book.check().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn what_stands_on_a_card_is_in_the_search_and_names_come_first() {
    let book = profile().await;
    let address = PostalAddress {
        street: Some("Calle Doctor Civera 7".into()),
        postal_code: Some("48001".into()),
        town: Some("Getxo".into()),
        ..PostalAddress::default()
    };
    let zumos = named(
        &book,
        CustomerDraft {
            name: "Aceites Zumo".into(),
            notes: "Los conocimos en la feria de Mengíbar".into(),
            web: Some("www.aceites.example".into()),
            addresses: vec![address],
            ..CustomerDraft::default()
        },
    )
    .await;
    let feria = crate::customer(&book, "Zapatos Feria").await;
    let person = PersonDraft {
        customer: Some(feria.clone()),
        name: "Ana Ruiz".into(),
        notes: "Prefiere la tarde; alérgica al marisco".into(),
        phones: vec!["953 44 55 66 ext 123".into()],
        ..PersonDraft::default()
    };
    let ana = book.add_person(person).await.unwrap().id;
    for (typed, id) in [
        ("mengibar", &zumos),
        ("getxo", &zumos),
        ("civera", &zumos),
        ("aceites.example", &zumos),
        ("vizcaya", &zumos),
        ("bizkaia", &zumos),
        ("marisco", &ana),
        ("953445566", &ana),
    ] {
        let hits = book.search(typed, 10).await.unwrap();
        assert!(hits.iter().any(|hit| hit.id == *id), "{typed}: {hits:?}");
    }
    let hits = book.search("feria", 10).await.unwrap();
    let ids: Vec<&String> = hits.iter().map(|hit| &hit.id).collect();
    assert_eq!(ids, [&feria, &zumos], "who is called so comes before who has it on the card");
    assert!(hits[1].excerpt.contains("feria de Mengíbar"), "the excerpt shows why: {:?}", hits[1]);
    assert_eq!(found(&book, "feria").await, ["Zapatos Feria"], "a picker is not filled with what notes say");
    assert_eq!(
        found(&book, "getxo").await,
        ["Aceites Zumo"],
        "where nobody is called so, the card is looked at"
    );
    assert_eq!(book.people(None, "marisco", 10).await.unwrap().len(), 1);
    book.delete_customer(&zumos).await.unwrap();
    assert_eq!(book.search("mengibar", 10).await.unwrap(), [], "what is in the bin is found by nothing");
    assert_eq!(book.check().await.unwrap(), Vec::<String>::new());
    book.rebuild().await.unwrap();
    assert_eq!(book.check().await.unwrap(), Vec::<String>::new(), "made again, it is the same");
}

#[tokio::test]
async fn a_page_of_results_has_each_kind_with_its_count_and_more() {
    let book = profile().await;
    for number in 0..7 {
        crate::customer(&book, &format!("Viveros {number}")).await;
    }
    let customer = crate::customer(&book, "Otro").await;
    try_save(&book, ContactDraft { notes: "viveros".into(), ..draft(&customer) }).await.unwrap();
    let groups = book.search_groups("viv", 3).await.unwrap();
    let counts: Vec<_> =
        groups.iter().map(|one| (one.kind.as_str(), one.count, one.is_more, one.hits.len())).collect();
    assert_eq!(counts, [("customer", 7, false, 3), ("contact", 1, false, 1)]);
    let more = book.search_page("viv", "customer", 3, 3).await.unwrap();
    let titles: Vec<&str> = more.iter().map(|hit| hit.title.as_str()).collect();
    assert_eq!(titles, ["Viveros 3", "Viveros 4", "Viveros 5"], "more goes on where the first ended");
    assert_eq!(book.search_page("viv", "customer", 6, 3).await.unwrap().len(), 1);
    assert!(book.search_page("viv", "nothing", 0, 3).await.is_err(), "an unknown kind is refused");
    assert_eq!(book.search_groups("...", 3).await.unwrap(), []);
}

#[tokio::test]
async fn f25_a_book_of_the_earlier_schema_is_found_anew_when_it_is_opened() {
    let crate::Profile { book, folder } = profile().await;
    some_customers(&book).await;
    book.close().await;
    let database = folder.path().join("perfil/hilo.db");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", database.display())).await.unwrap();
    let earlier = "DROP INDEX customer_by_tax_key; DROP INDEX customer_by_code_key; DROP INDEX customer_by_name_key; \
        DROP INDEX customer_by_legal_name_key; ALTER TABLE customer DROP COLUMN tax_key; \
        ALTER TABLE customer DROP COLUMN code_key; ALTER TABLE customer DROP COLUMN name_key; \
        ALTER TABLE customer DROP COLUMN legal_name_key; DROP TABLE record_words; \
        CREATE VIRTUAL TABLE record_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', \
        prefix = '2 3'); UPDATE address SET key = text; \
        DELETE FROM _sqlx_migrations WHERE version = 7; PRAGMA user_version = 6";
    sqlx::raw_sql(earlier).execute(&pool).await.unwrap();
    pool.close().await;
    let book = Book::open(&folder.path().join("perfil")).await.unwrap();
    assert_eq!(found(&book, "+34 953 123 556").await, ["Talleres Ñandú, S.L."]);
    assert_eq!(book.check().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_found_nowhere_is_looked_up_with_one_slip_in_each_word() {
    let book = profile().await;
    crate::customer(&book, "Academia Borrador 156").await;
    let customer = crate::customer(&book, "Academia Borrador 157").await;
    let titles = async |text: &str| {
        let groups = book.search_groups(text, 5).await.unwrap();
        groups.into_iter().flat_map(|one| one.hits).map(|hit| hit.title).collect::<Vec<_>>()
    };
    assert_eq!(titles("academai").await, ["Academia Borrador 156", "Academia Borrador 157"]);
    assert_eq!(titles("borador 156").await, ["Academia Borrador 156"]);
    assert_eq!(book.search_page("academai", "customer", 1, 5).await.unwrap().len(), 1, "and so do its pages");
    try_save(&book, ContactDraft { notes: "academai".into(), ..draft(&customer) }).await.unwrap();
    assert_eq!(titles("academai").await.len(), 1, "what is written so is what was meant");
}
