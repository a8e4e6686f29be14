//! A book in a temporary folder, and what is written into it.

use std::path::{Path, PathBuf};

use app::book::Book;
use app::contacts::SaveContact;
use app::error::AppError;
use app::wire::{Contact, ContactDraft, CustomerDraft, SavedContact, UserDraft};

/// A profile that goes with the test.
#[derive(Debug)]
pub struct Profile {
    pub book: Book,
    pub folder: tempfile::TempDir,
}

impl std::ops::Deref for Profile {
    type Target = Book;
    fn deref(&self) -> &Book {
        &self.book
    }
}

impl Profile {
    pub fn path(&self) -> PathBuf {
        path(&self.folder)
    }
}

/// Where the profile lies in its folder.
pub fn path(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("perfil")
}

pub async fn profile() -> Profile {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let book = init(&path(&folder)).await;
    Profile { book, folder }
}

/// The same profile after the program ended and started again.
pub async fn reopened(profile: Profile) -> Profile {
    let Profile { book, folder } = profile;
    book.close().await;
    let book = Book::open(&path(&folder)).await.expect("the profile just closed");
    Profile { book, folder }
}

/// A new book of Marta's.
pub async fn init(folder: &Path) -> Book {
    let user = UserDraft { name: "Marta".into(), emails: vec!["marta@nosotros.example".into()] };
    Book::init(folder, user).await.expect("a new profile")
}

pub async fn customer(book: &Book, name: &str) -> String {
    let draft = CustomerDraft { name: name.into(), ..CustomerDraft::default() };
    book.add_customer(draft).await.expect("a customer").id
}

pub fn draft(customer: &str) -> ContactDraft {
    ContactDraft {
        customer: Some(customer.into()),
        contact_type: Some("visit".into()),
        date: Some("2026-11-24".into()),
        notes: "Llamar el lunes".into(),
        ..ContactDraft::default()
    }
}

/// # Errors
/// What the book refuses.
pub async fn try_save(book: &Book, draft: ContactDraft) -> Result<SavedContact, AppError> {
    book.save_contact(SaveContact { draft, ..SaveContact::default() }).await
}

pub async fn save(book: &Book, draft: ContactDraft) -> Contact {
    try_save(book, draft).await.expect("a contact").contact
}

/// Edits what the contact is now.
pub async fn edit(book: &Book, id: &str, change: impl FnOnce(&mut ContactDraft)) -> Contact {
    let (mut draft, base) = book.contact_draft(id, None).await.expect("a contact's draft");
    change(&mut draft);
    let save = SaveContact { id: Some(id.into()), draft, base: Some(base), ..SaveContact::default() };
    book.save_contact(save).await.expect("an edit").contact
}

/// Everything that either has, the other has too.
pub async fn exchange(a: &Book, b: &Book) {
    let (from_a, from_b) = (a.changes().await.expect("changes"), b.changes().await.expect("changes"));
    assert!(b.apply_remote(from_a).await.expect("all of them").is_empty());
    assert!(a.apply_remote(from_b).await.expect("all of them").is_empty());
}

pub async fn assert_whole(book: &Book) {
    let problems = book.check().await.expect("a check");
    assert!(problems.is_empty(), "{problems:?}");
}
