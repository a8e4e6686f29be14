//! S53-S58: information assumed from an email, on a Spanish one and on real ones where they are at hand.

use app::attachments::PickedFile;
use app::contacts::{AssumedEmail, SaveContact};
use app::email::Answers;
use app::error::ErrorCode;
use app::wire::{
    AttachmentKind, ContactCriteria, ContactDraft, Direction, EmailProposal, PersonDraft, StateFilter,
};

use crate::{assert_whole, customer, draft, profile, save};

const EMAIL: &str = "From: =?utf-8?Q?Luc=C3=ADa_Modelo?= <lucia@modelo.example>\r\n\
    To: Marta <marta@nosotros.example>\r\n\
    Subject: =?utf-8?Q?Reuni=C3=B3n_en_Logro=C3=B1o?=\r\n\
    Date: Mon, 23 Nov 2026 18:42:00 +0100\r\n\
    Message-ID: <1@modelo.example>\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\
    \r\n\
    \u{bf}Pod\u{e9}is venir el martes?\r\n";

fn email(text: &str) -> PickedFile {
    PickedFile::new("RE_ Reunión.eml", text.as_bytes().to_vec())
}

fn field<'a>(proposal: &'a EmailProposal, name: &str) -> &'a app::wire::ProposedField {
    proposal.fields.iter().find(|field| field.field == name).expect("a proposed field")
}

async fn new_form(book: &app::book::Book) -> ContactDraft {
    let bodega = customer(book, "Imprenta Modelo").await;
    ContactDraft { contact_type: Some("email".into()), date: None, notes: String::new(), ..draft(&bodega) }
}

#[tokio::test]
async fn s54_a_new_form_takes_everything_over() {
    let book = profile().await;
    let form = new_form(&book).await;
    let proposal = book.propose_email(&email(EMAIL), &form).await.unwrap();
    assert!(proposal.fields.iter().all(|field| field.applied), "{:?}", proposal.fields);
    assert_eq!(field(&proposal, "date").value.as_deref(), Some("2026-11-23"));
    assert_eq!(
        field(&proposal, "direction").value.as_deref(),
        Some("them"),
        "S25: the sender is not one of us"
    );
    assert_eq!(
        field(&proposal, "notes").value.as_deref(),
        Some("Reunión en Logroño\n\n¿Podéis venir el martes?"),
        "notes are subject and text"
    );
    let person = proposal.new_person.expect("an unknown sender is offered as a new person");
    assert_eq!((person.name.as_str(), person.emails[0].as_str()), ("Lucía Modelo", "lucia@modelo.example"));
    assert_eq!(person.customer, form.customer);
}

#[tokio::test]
async fn s55_nothing_typed_is_overwritten_unasked() {
    let book = profile().await;
    let form = ContactDraft {
        date: Some("2026-11-20".into()),
        time: Some("09:00".into()),
        direction: Some(Direction::Them),
        notes: "Ya hablado".into(),
        ..new_form(&book).await
    };
    let proposal = book.propose_email(&email(EMAIL), &form).await.unwrap();
    for name in ["date", "time", "notes"] {
        assert!(!field(&proposal, name).applied, "{name}");
    }
    assert!(field(&proposal, "direction").applied, "it is what is there");
}

#[tokio::test]
async fn s25_an_email_of_ours_is_ours_and_finds_the_recipient() {
    let book = profile().await;
    let form = new_form(&book).await;
    let lucia = PersonDraft {
        customer: form.customer.clone(),
        name: "Lucía".into(),
        emails: vec!["LUCIA@modelo.example".into()],
        ..PersonDraft::default()
    };
    let lucia = book.add_person(lucia).await.unwrap().id;
    let ours =
        EMAIL.replace("lucia@modelo.example", "x").replace("marta@nosotros.example", "lucia@modelo.example");
    let ours = ours.replace("<x>", "<MARTA@nosotros.example>");
    let proposal = book.propose_email(&email(&ours), &form).await.unwrap();
    assert_eq!(field(&proposal, "direction").value.as_deref(), Some("us"));
    assert_eq!(field(&proposal, "person").value.as_ref(), Some(&lucia));
    assert!(proposal.new_person.is_none());
    let without = ContactDraft { customer: None, ..form.clone() };
    let proposal = book.propose_email(&email(EMAIL), &without).await.unwrap();
    assert_eq!(proposal.customer.map(|hit| hit.id), form.customer, "the person's customer is suggested");
}

#[tokio::test]
async fn s56_s57_the_two_questions_are_independent() {
    let book = profile().await;
    for (attach, associate) in [(false, false), (true, false), (false, true), (true, true)] {
        let form = new_form(&book).await;
        let answer = AssumedEmail { file: email(EMAIL), attach, associate };
        let saved = book
            .save_contact(SaveContact { draft: form.clone(), email: Some(answer), ..SaveContact::default() })
            .await
            .unwrap();
        assert_eq!(saved.contact.attachments.len(), usize::from(attach));
        let card = book.customer(form.customer.as_deref().unwrap()).await.unwrap();
        assert_eq!(card.attachments.len(), usize::from(associate));
        for attachment in saved.contact.attachments.iter().chain(&card.attachments) {
            assert_eq!(attachment.kind, AttachmentKind::Email);
            let stored = book.attachment_bytes(&attachment.id).await.unwrap();
            assert_eq!(stored.bytes[..], *EMAIL.as_bytes(), "the original bytes");
            assert_eq!(book.stored_email(&attachment.id).await.unwrap().subject, "Reunión en Logroño");
        }
    }
    assert_whole(&book).await;
}

#[tokio::test]
async fn s53_assuming_on_a_saved_contact_is_one_command_and_one_undo() {
    let book = profile().await;
    let form = new_form(&book).await;
    let contact = save(&book, form.clone()).await;
    let answers = Answers { attach: true, associate: true, new_person: true, ..Answers::default() };
    let (_, assumed) = book.assume_email(&contact.id, email(EMAIL), answers).await.unwrap();
    assert_eq!((assumed.date.as_str(), assumed.direction), ("2026-11-23", Direction::Them));
    let person = book.person(assumed.person.as_deref().expect("the new person")).await.unwrap();
    assert_eq!(person.emails, ["lucia@modelo.example"]);
    let visit = save(&book, ContactDraft { contact_type: Some("visit".into()), ..form.clone() }).await;
    let refused = book.assume_email(&visit.id, email(EMAIL), answers).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("contact_type"), "only when the type is Email");
    book.undo().await.unwrap();
    book.undo().await.unwrap();
    let undone = book.contact(&contact.id).await.unwrap();
    assert_eq!((undone.date, undone.notes.as_str(), undone.attachments.len()), (contact.date, "", 0));
    assert!(book.person(&person.id).await.unwrap().deleted);
    assert_whole(&book).await;
}

#[tokio::test]
async fn s04_a_contact_is_found_by_the_text_of_its_email() {
    let book = profile().await;
    let form = ContactDraft { notes: "Nada que ver".into(), ..new_form(&book).await };
    let answer = AssumedEmail { file: email(EMAIL), attach: true, associate: false };
    let saved =
        book.save_contact(SaveContact { draft: form, email: Some(answer), ..SaveContact::default() }).await;
    let id = saved.unwrap().contact.id;
    let criteria = ContactCriteria { text: Some("logrono martes".into()), ..ContactCriteria::default() };
    let rows = book.contacts(&criteria, StateFilter::All, 0, 10).await.unwrap();
    assert_eq!(rows.iter().map(|row| &row.id).collect::<Vec<_>>(), [&id]);
    let kinds: Vec<_> = book.search("logroño", 10).await.unwrap().into_iter().map(|hit| hit.kind).collect();
    assert_eq!(kinds, ["email", "contact"]);
    let attachment = book.contact(&id).await.unwrap().attachments[0].id.clone();
    book.remove_attachment(app::wire::Holder::Contact, &id, &attachment).await.unwrap();
    let contact = book.contact(&id).await.unwrap();
    assert!(contact.attachments.is_empty() && contact.email.is_none());
    assert!(book.contacts(&criteria, StateFilter::All, 0, 10).await.unwrap().is_empty());
    assert!(
        book.search("logroño", 10).await.unwrap().is_empty(),
        "an email that no record holds is not found"
    );
    assert_whole(&book).await;
}

#[tokio::test]
async fn what_is_no_email_is_refused_and_changes_nothing() {
    let book = profile().await;
    let form = new_form(&book).await;
    for (bytes, code) in [
        (&b""[..], ErrorCode::FileEmpty),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ErrorCode::NotAnEmail),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off", ErrorCode::EmailDamaged),
    ] {
        let file = PickedFile::new("x.msg", bytes.to_vec());
        assert_eq!(book.propose_email(&file, &form).await.unwrap_err().code, code);
        let answer = AssumedEmail { file, attach: true, associate: true };
        let save = SaveContact { draft: form.clone(), email: Some(answer), ..SaveContact::default() };
        assert_eq!(book.save_contact(save).await.unwrap_err().code, code);
    }
    assert_eq!(book.contact_counts(&ContactCriteria::default()).await.unwrap().all, 0);
    assert_whole(&book).await;
}

#[tokio::test]
async fn an_email_that_the_contact_holds_is_told_and_attached_again_only_when_asked() {
    let book = profile().await;
    let contact = save(&book, new_form(&book).await).await;
    let attach = Answers { attach: true, ..Answers::default() };
    let (first, _) = book.assume_email(&contact.id, email(EMAIL), attach).await.unwrap();
    assert!(!first.already_here);
    let preview = Answers { preview: true, ..attach };
    assert!(book.assume_email(&contact.id, email(EMAIL), preview).await.unwrap().0.already_here);
    let (again, held) = book.assume_email(&contact.id, email(EMAIL), attach).await.unwrap();
    assert!(again.already_here);
    assert_eq!(held.attachments.len(), 1, "it is there once");
    let (_, held) =
        book.assume_email(&contact.id, email(EMAIL), Answers { again: true, ..attach }).await.unwrap();
    assert_eq!(held.attachments.len(), 2);
    let other = save(&book, new_form(&book).await).await;
    let (of_other, _) = book.assume_email(&other.id, email(EMAIL), preview).await.unwrap();
    assert!(!of_other.already_here && of_other.duplicate.is_some(), "another contact's is a duplicate only");
}
