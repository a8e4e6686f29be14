//! Everything a user can do, on real profiles in temporary folders; two books exchange changes in memory.
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

mod attachments;
mod bin;
mod catalogues;
mod changes;
mod contacts;
mod custom_fields;
mod customer_groups;
mod customers;
mod doubles;
mod email;
mod emails;
mod export;
mod faults;
mod files;
mod finding;
mod invitations;
mod links;
mod list;
mod mailboxes;
mod merging;
mod places_in_lists;
mod preferences;
mod properties;
mod reports;
mod senders;
mod sharing;
mod team;
mod texts;
mod threads;
mod undo;

use app::book::Book;
use app::contacts::SaveContact;
use app::wire::{Contact, ContactDraft, CustomerDraft, SavedContact, UserDraft};

/// A profile that goes with the test.
struct Profile {
    book: Book,
    folder: tempfile::TempDir,
}

impl std::ops::Deref for Profile {
    type Target = Book;
    fn deref(&self) -> &Book {
        &self.book
    }
}

async fn profile() -> Profile {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let user = UserDraft { name: "Marta".into(), emails: vec!["marta@nosotros.example".into()] };
    let book = Book::init(&folder.path().join("perfil"), user).await.expect("a new profile");
    Profile { book, folder }
}

/// The same profile after the program ended and started again.
async fn reopened(profile: Profile) -> Profile {
    let Profile { book, folder } = profile;
    book.close().await;
    let book = Book::open(&folder.path().join("perfil")).await.expect("the profile just closed");
    Profile { book, folder }
}

async fn customer(book: &Book, name: &str) -> String {
    let draft = CustomerDraft { name: name.into(), ..CustomerDraft::default() };
    book.add_customer(draft).await.expect("a customer").id
}

fn draft(customer: &str) -> ContactDraft {
    ContactDraft {
        customer: Some(customer.into()),
        contact_type: Some("visit".into()),
        date: Some("2026-11-24".into()),
        notes: "Llamar el lunes".into(),
        ..ContactDraft::default()
    }
}

async fn try_save(book: &Book, draft: ContactDraft) -> Result<SavedContact, app::error::AppError> {
    book.save_contact(SaveContact { draft, ..SaveContact::default() }).await
}

async fn save(book: &Book, draft: ContactDraft) -> Contact {
    try_save(book, draft).await.expect("a contact").contact
}

/// Edits what the contact is now.
async fn edit(book: &Book, id: &str, change: impl FnOnce(&mut ContactDraft)) -> Contact {
    let (mut draft, base) = book.contact_draft(id, None).await.expect("a contact's draft");
    change(&mut draft);
    let save = SaveContact { id: Some(id.into()), draft, base: Some(base), ..SaveContact::default() };
    book.save_contact(save).await.expect("an edit").contact
}

/// Everything that either has, the other has too.
async fn exchange(a: &Book, b: &Book) {
    let (from_a, from_b) = (a.changes().await.unwrap(), b.changes().await.unwrap());
    assert!(b.apply_remote(from_a).await.unwrap().is_empty());
    assert!(a.apply_remote(from_b).await.unwrap().is_empty());
}

async fn assert_whole(book: &Book) {
    let problems = book.check().await.expect("a check");
    assert!(problems.is_empty(), "{problems:?}");
}
