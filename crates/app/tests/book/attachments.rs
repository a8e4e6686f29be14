//! Files and emails that contacts and customers hold (S27-S29).

use app::wire::{AttachmentDraft, AttachmentKind, Holder};

use crate::{assert_whole, customer, draft, profile, save};

fn picked(name: &str, bytes: &[u8]) -> app::attachments::PickedFile {
    app::attachments::PickedFile::new(name, bytes.to_vec())
}

const LETTER: &[u8] = b"From: Ana <ana@cliente.example>\r\nSubject: Plano\r\n\r\nAdjunto el plano";

#[tokio::test]
async fn s27_s28_files_and_emails_are_added_described_and_taken_off_each_with_one_undo() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    let files =
        [picked("Plano.pdf", b"%PDF-1.7"), picked("RE_ Plano.eml", LETTER), picked("leer.txt", LETTER)];
    book.add_files(Holder::Contact, &contact.id, &files).await.unwrap();
    let held = book.contact(&contact.id).await.unwrap().attachments;
    let kinds: Vec<AttachmentKind> = held.iter().map(|file| file.kind).collect();
    assert_eq!(
        kinds,
        [AttachmentKind::File, AttachmentKind::Email, AttachmentKind::File],
        "by name, not by look"
    );
    assert_eq!(held[0].added_by.as_deref(), Some("Marta"));
    assert!(held[0].added_at.is_some() && held[0].can_open);

    let wanted = AttachmentDraft { name: "../Plano nuevo.pdf".into(), description: Some("Nave 2".into()) };
    book.edit_attachment(&held[0].id, wanted).await.unwrap();
    let renamed = &book.contact(&contact.id).await.unwrap().attachments[0];
    assert_eq!((renamed.name.as_str(), renamed.description.as_deref()), ("Plano nuevo.pdf", Some("Nave 2")));
    assert_eq!(renamed.sha256, held[0].sha256);
    let nameless = book.edit_attachment(&held[0].id, AttachmentDraft::default()).await.unwrap_err();
    assert_eq!(nameless.field.as_deref(), Some("name"));

    book.remove_attachment(Holder::Contact, &contact.id, &held[1].id).await.unwrap();
    assert_eq!(book.contact(&contact.id).await.unwrap().attachments.len(), 2);
    for left in [3, 3, 0] {
        book.undo().await.unwrap();
        assert_eq!(book.contact(&contact.id).await.unwrap().attachments.len(), left);
    }
    assert_whole(&book).await;
}

#[tokio::test]
async fn s29_a_customer_holds_files_and_a_new_contact_takes_those_picked_before_it_was_there() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    book.add_files(Holder::Customer, &bodega, &[picked("Tarifa.xlsx", b"PK")]).await.unwrap();
    let held = book.customer(&bodega).await.unwrap().attachments;
    assert_eq!(held.len(), 1);
    let files = vec![picked("Foto.jpg", b"\xff\xd8\xff"), picked("Oferta.eml", LETTER)];
    let save = app::contacts::SaveContact { draft: draft(&bodega), files, ..Default::default() };
    let contact = book.save_contact(save).await.unwrap().contact;
    assert_eq!(
        contact.attachments.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
        ["Foto.jpg", "Oferta.eml"]
    );
    book.remove_attachment(Holder::Customer, &bodega, &held[0].id).await.unwrap();
    assert_eq!(book.customer(&bodega).await.unwrap().attachments, []);
    assert_whole(&book).await;
}

#[tokio::test]
async fn r20_what_may_run_something_is_saved_and_not_opened() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let files = [picked("factura.pdf.exe", b"MZ"), picked("factura.pdf", b"%PDF-1.7")];
    book.add_files(Holder::Customer, &bodega, &files).await.unwrap();
    let held = book.customer(&bodega).await.unwrap().attachments;
    assert_eq!(held.iter().map(|file| file.can_open).collect::<Vec<_>>(), [false, true]);
    let refused = book.attachment_to_open(&held[0].id).await.unwrap_err();
    assert_eq!(refused.code, app::error::ErrorCode::NotOpened);
    assert_eq!(book.attachment_to_open(&held[1].id).await.unwrap().bytes[..], *b"%PDF-1.7");
    let saved = tempfile::tempdir().unwrap();
    book.save_attachment_as(&held[0].id, &saved.path().join("x")).await.unwrap();
}

#[tokio::test]
async fn r20_a_program_that_is_called_a_letter_is_not_opened() {
    let book = profile().await;
    let contact = save(&book, draft(&customer(&book, "Bodegas Ejemplo").await)).await;
    let files = [
        picked("factura.pdf", b"MZ\x90\0\x03\0"),
        picked("carta.txt", b"#!/bin/sh\nls\n"),
        picked("bien.pdf", b"%PDF-1.7"),
    ];
    book.add_files(Holder::Contact, &contact.id, &files).await.unwrap();
    let held = book.contact(&contact.id).await.unwrap().attachments;
    for (place, is_opened) in [(0, false), (1, false), (2, true)] {
        assert_eq!(book.attachment_to_open(&held[place].id).await.is_ok(), is_opened, "{}", held[place].name);
    }
}

#[tokio::test]
async fn what_is_held_already_is_not_held_twice_and_is_named() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    let of_server =
        b"Received: from x\r\nMessage-ID: <1@cliente.example>\r\nFrom: Ana <ana@cliente.example>\r\n\r\nHola";
    let of_ana = b"Message-ID: <1@cliente.example>\r\nFrom: Ana <ana@cliente.example>\r\n\r\nHola";
    let first = [picked("RE_ Plano.eml", LETTER), picked("oferta.eml", of_server), picked("a.pdf", b"%PDF")];
    assert_eq!(book.add_files(Holder::Contact, &contact.id, &first).await.unwrap().added, 3);
    let again = [
        picked("otro nombre.eml", LETTER),
        picked("copia.eml", of_ana),
        picked("a.pdf", b"%PDF"),
        picked("b.pdf", b"%PDF"),
        picked("a.pdf", b"%PDF-2"),
    ];
    let told = book.add_files(Holder::Contact, &contact.id, &again).await.unwrap();
    assert_eq!(told.already, ["otro nombre.eml", "copia.eml", "a.pdf"], "by message, or by bytes and name");
    assert_eq!(told.added, 2, "another name or other bytes are another file");
    let told = book.add_files(Holder::Contact, &contact.id, &again[..1]).await.unwrap();
    assert_eq!(told.added, 0);
    book.undo().await.unwrap();
    let held = book.contact(&contact.id).await.unwrap().attachments;
    assert_eq!(held.len(), 3, "adding nothing was no step");
    assert_eq!(
        book.add_files(Holder::Customer, &bodega, &first).await.unwrap().added,
        3,
        "of another holder"
    );
    assert_whole(&book).await;
}
