//! Whose an email is: ours or theirs, and which of ours, also where it does not say from what address it was sent.

use app::attachments::PickedFile;
use app::book::Book;
use app::wire::{ContactDraft, Direction, EmailProposal, PersonDraft, ProposedField, SenderDoubt, UserDraft};
use app::work::Work;

use crate::{customer, profile};

/// Kept by Outlook among the items sent from an Exchange account: Luis Mora, without an address.
const SENT: &[u8] = include_bytes!("emails/sent-own-ex.msg");

fn email(headers: &str) -> PickedFile {
    let text = format!("{headers}Subject: Oferta\r\nDate: Mon, 23 Nov 2026 18:42:00 +0100\r\n\r\nHola.\r\n");
    PickedFile::new("correo.eml", text.into_bytes())
}

async fn proposal(book: &Book, file: &PickedFile, draft: ContactDraft) -> EmailProposal {
    let draft = ContactDraft { contact_type: Some("email".into()), ..draft };
    book.propose_email(file, &draft).await.unwrap()
}

fn field<'a>(proposal: &'a EmailProposal, name: &str) -> Option<&'a ProposedField> {
    proposal.fields.iter().find(|field| field.field == name)
}

fn direction(proposal: &EmailProposal) -> Option<&str> {
    field(proposal, "direction").and_then(|field| field.value.as_deref())
}

async fn user(book: &Book, name: &str, email: Option<&str>) -> String {
    let emails = email.map(str::to_owned).into_iter().collect();
    book.add_user(UserDraft { name: name.into(), emails }).await.unwrap().id
}

async fn person(book: &Book, customer: &str, email: &str) -> String {
    let person = PersonDraft {
        customer: Some(customer.into()),
        name: "Ana".into(),
        emails: vec![email.into()],
        ..PersonDraft::default()
    };
    book.add_person(person).await.unwrap().id
}

#[tokio::test]
async fn k01_what_one_sent_oneself_makes_no_new_person_of_oneself() {
    let book = profile().await;
    let file = PickedFile::new("enviado.msg", SENT.to_vec());
    let unknown = proposal(&book, &file, ContactDraft::default()).await;
    assert_eq!(direction(&unknown), Some("us"));
    assert_eq!(unknown.new_person, None, "the sender is no person of the customer");
    assert!(field(&unknown, "person").is_none_or(|field| !field.applied), "nobody is ticked");
    assert_eq!(unknown.sender_doubt, Some(SenderDoubt::NoAddress), "the preview says why");
    let luis = user(&book, "MORA, Luís", None).await;
    let known = proposal(&book, &file, ContactDraft::default()).await;
    assert_eq!((direction(&known), known.sender_doubt), (Some("us"), Some(SenderDoubt::ByName)));
    let proposed = field(&known, "user").unwrap();
    assert_eq!(proposed.value.as_deref(), Some(luis.as_str()), "it is that user's");
    assert!(proposed.applied, "a new form holds the current user, whom nobody chose");
    user(&book, "Luis Mora", None).await;
    let two = proposal(&book, &file, ContactDraft::default()).await;
    assert!(field(&two, "user").is_none(), "two of one name: it is neither's");
    assert_eq!(direction(&two), Some("us"));
}

#[tokio::test]
async fn k01_the_person_of_what_was_sent_may_be_its_recipient() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let ana = person(&book, &bodega, "ana@bodega.example").await;
    for list in ["To", "Cc", "Bcc"] {
        let from = "From: Luis Mora\r\n";
        let file = email(&format!("{from}{list}: Ana <ana@bodega.example>\r\n"));
        let found = proposal(&book, &file, ContactDraft::default()).await;
        assert_eq!((direction(&found), found.new_person.is_none()), (Some("us"), true), "{list}");
        let proposed = field(&found, "person").expect("the recipient");
        assert_eq!(proposed.value.as_ref(), Some(&ana), "{list}");
        assert!(!proposed.applied, "nobody knows whom it is from: somebody looks first");
        assert_eq!(found.customer.map(|hit| hit.id), Some(bodega.clone()));
    }
    let file = email("From: Marta <marta@nosotros.example>\r\nBcc: ana@bodega.example\r\n");
    let sure = proposal(&book, &file, ContactDraft::default()).await;
    assert!(field(&sure, "person").unwrap().applied, "it is ours, and Bcc is a recipient");
    assert_eq!(sure.sender_doubt, None);
}

#[tokio::test]
async fn s25_what_one_of_us_sent_is_theirs_and_nobody_chosen_is_taken_away() {
    let book = profile().await;
    let pedro = user(&book, "Pedro", Some("pedro@nosotros.example")).await;
    let marta = book.users().await.unwrap().into_iter().find(|one| one.name == "Marta").unwrap().id;
    let file = email("From: <PEDRO@nosotros.example>\r\nTo: ana@bodega.example\r\n");
    let new = proposal(&book, &file, ContactDraft::default()).await;
    let proposed = field(&new, "user").unwrap();
    assert_eq!((proposed.value.as_ref(), proposed.proposed.as_deref()), (Some(&pedro), Some("Pedro")));
    assert!(proposed.applied);
    let default = ContactDraft { user: Some(marta), ..ContactDraft::default() };
    assert!(field(&proposal(&book, &file, default).await, "user").unwrap().applied, "what a new form holds");
    let other = user(&book, "Rosa", None).await;
    let chosen = ContactDraft { user: Some(other), ..ContactDraft::default() };
    let kept = proposal(&book, &file, chosen).await;
    assert!(!field(&kept, "user").unwrap().applied, "somebody chose Rosa");
    assert_eq!(field(&kept, "user").unwrap().current.as_deref(), Some("Rosa"));
}

#[tokio::test]
async fn k02_the_author_counts_before_whoever_sent_it_for_them() {
    let book = profile().await;
    let ours = "marta@nosotros.example";
    for (from, sender, expected, doubt) in [
        ("jefe@bodega.example", "secretaria@bodega.example", "them", None),
        (ours, "secretaria@nosotros.example", "us", None),
        ("ventas@nosotros.example", ours, "us", Some(SenderDoubt::Delegate)),
    ] {
        let file = email(&format!("From: {from}\r\nSender: {sender}\r\nTo: x@otra.example\r\n"));
        let found = proposal(&book, &file, ContactDraft::default()).await;
        assert_eq!((direction(&found), found.sender_doubt), (Some(expected), doubt), "{from} by {sender}");
    }
}

#[tokio::test]
async fn k01_in_the_batch_a_sent_email_is_its_users() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let pedro = user(&book, "Pedro", Some("pedro@nosotros.example")).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("enviado.eml");
    let file = email("From: Pedro <pedro@nosotros.example>\r\nTo: ana@bodega.example\r\n");
    std::fs::write(&path, file.bytes).unwrap();
    let paths = [path];
    let proposed = book.propose_emails(&paths, &Work::default()).await.unwrap().emails;
    assert_eq!((proposed[0].direction, proposed[0].new_person.is_none()), (Direction::Us, true));
    let choices = crate::emails::chosen(&proposed, &bodega);
    let saved = book.save_emails(&paths, choices, &Work::default()).await.unwrap();
    let contact = book.contact(&saved.contacts[0]).await.unwrap();
    assert_eq!((contact.user, contact.direction), (pedro, Direction::Us));
}
