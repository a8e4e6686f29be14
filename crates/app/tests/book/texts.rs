//! Texts of every kind: composed or not, emoji, marks, too long, broken (faults-proof.md F30, F31).

use app::error::ErrorCode;
use app::wire::{ContactDraft, CustomerDraft};

use crate::{assert_whole, draft, profile, reopened, save, try_save};

#[tokio::test]
async fn f31_any_text_is_stored_shown_and_found() {
    let book = profile().await;
    for (name, asked) in [
        ("Peña e Hijos", "pen\u{303}a"),
        ("Man\u{303}ana S.L.", "mañana"),
        ("Café 👩\u{200d}👩\u{200d}👧 Sol", "cafe sol"),
        ("Ναυτιλία Αθήνα", "αθηνα"),
        ("شركة المثال", "المثال"),
        ("株式会社 例", "例"),
        ("Straße & Œuvre", "straße"),
        ("O'Brien \"Comillas\" <b>", "comillas"),
    ] {
        let id =
            book.add_customer(CustomerDraft { name: name.into(), ..Default::default() }).await.unwrap().id;
        assert_eq!(book.customer(&id).await.unwrap().name, name, "as it was typed");
        let found = book.customers(asked, 10).await.unwrap();
        assert!(found.iter().any(|hit| hit.id == id), "{asked} finds {name}");
        let contact = save(&book, ContactDraft { notes: name.into(), ..draft(&id) }).await;
        assert!(book.search(asked, 50).await.unwrap().iter().any(|hit| hit.id == contact.id), "{asked}");
    }
    let book = reopened(book).await;
    assert_whole(&book).await;
}

#[tokio::test]
async fn f31_names_that_differ_in_what_cannot_be_seen_are_one_name() {
    let book = profile().await;
    for typed in ["Ana Soler", "Ana\u{200b} Soler", "\u{202e}Ana Soler", "Ana Sol\u{ad}er\0"] {
        let draft = CustomerDraft { name: typed.into(), ..Default::default() };
        assert_eq!(book.add_customer(draft).await.unwrap().name, "Ana Soler", "{typed:?}");
    }
    let nothing = CustomerDraft { name: "\u{200b}\u{202e}".into(), ..Default::default() };
    assert_eq!(book.add_customer(nothing).await.unwrap_err().detail.as_deref(), Some("required"));
}

#[tokio::test]
async fn f31_a_megabyte_of_notes_is_refused_with_a_limit_and_the_draft_stays() {
    let book = profile().await;
    let customer = crate::customer(&book, "Bodegas Ejemplo").await;
    let notes = "á".repeat(1 << 20);
    book.save_draft("contact:new", &notes[..900_000]).await.unwrap();
    let refusal = try_save(&book, ContactDraft { notes, ..draft(&customer) }).await.unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some("notes")));
    assert_eq!(refusal.detail.as_deref(), Some("too_long"));
    assert_eq!(book.draft("contact:new").await.unwrap().unwrap().len(), 900_000, "nothing is lost");
    let long = "palabra ".repeat(3_000);
    let contact = save(&book, ContactDraft { notes: long.clone(), ..draft(&customer) }).await;
    assert_eq!(contact.notes, long);
    let huge = "x".repeat(3 << 20);
    assert_eq!(book.save_draft("contact:new", &huge).await.unwrap_err().detail.as_deref(), Some("too_long"));
    assert_whole(&book).await;
}

#[tokio::test]
async fn f31_half_a_surrogate_and_nul_are_refused_or_dropped_never_a_crash() {
    let broken: Result<CustomerDraft, _> = serde_json::from_str(r#"{"name":"\ud83d roto"}"#);
    assert!(broken.is_err(), "half a character is no text");
    let book = profile().await;
    let customer = crate::customer(&book, "Nul\0o").await;
    assert_eq!(book.customer(&customer).await.unwrap().name, "Nul o");
    let contact = save(&book, ContactDraft { notes: "uno\0dos".into(), ..draft(&customer) }).await;
    assert_eq!(contact.notes, "unodos");
    assert!(book.search("unodos\0", 10).await.unwrap().iter().any(|hit| hit.id == contact.id));
}

#[tokio::test]
async fn f30_digits_of_another_script_are_refused_as_a_date_and_kept_as_text() {
    let book = profile().await;
    let customer = crate::customer(&book, "Bodegas Ejemplo").await;
    let arabic = ContactDraft { date: Some("٢٠٢٦-١١-٢٤".into()), ..draft(&customer) };
    assert_eq!(try_save(&book, arabic).await.unwrap_err().detail.as_deref(), Some("not_a_date"));
    for (date, is_date) in [("2028-02-29", true), ("2026-02-29", false), ("2026-12-31", true)] {
        let saved = try_save(&book, ContactDraft { date: Some(date.into()), ..draft(&customer) }).await;
        assert_eq!(saved.is_ok(), is_date, "{date}");
    }
}
