//! What the commands share: the book, opened by the first that needs it, and the files that the user picked.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use app::book::Book;
use app::preferences::{Language, Preferences};
use app::wire::UserDraft;

use crate::commands::Answer;
use crate::picked::PickedFiles;

#[derive(Debug)]
pub(crate) struct Shell {
    profile: PathBuf,
    /// A book that could not be opened is tried again by the next command: another program may have let go of it.
    book: tokio::sync::Mutex<Option<Book>>,
    picked: Mutex<PickedFiles>,
    /// Chosen before there is a book to keep them.
    chosen: Mutex<Option<Preferences>>,
}

impl Shell {
    pub(crate) fn new(profile: PathBuf) -> Self {
        Self {
            profile,
            book: tokio::sync::Mutex::default(),
            picked: Mutex::default(),
            chosen: Mutex::default(),
        }
    }

    pub(crate) async fn book(&self) -> Answer<Book> {
        let mut open = self.book.lock().await;
        if let Some(book) = &*open {
            return Ok(book.clone());
        }
        let book = Book::open(&self.profile).await?;
        *open = Some(book.clone());
        Ok(book)
    }

    /// Makes the book of a fresh profile.
    pub(crate) async fn make_book(&self, user: UserDraft) -> Answer<()> {
        let mut open = self.book.lock().await;
        let chosen = unpoisoned(&self.chosen).clone();
        let book = Book::init(&self.profile, user).await?;
        if let Some(preferences) = chosen {
            book.set_preferences(&preferences).await?;
        }
        *open = Some(book);
        Ok(())
    }

    /// What the user chose; the defaults where nothing is chosen or the book cannot say.
    pub(crate) async fn preferences(&self) -> Preferences {
        let chosen = unpoisoned(&self.chosen).clone();
        match self.book().await {
            Ok(book) => book.preferences().await.unwrap_or_default(),
            Err(_) => chosen.unwrap_or_default(),
        }
    }

    /// Remembers them until there is a book.
    pub(crate) async fn choose(&self, preferences: Preferences) -> Answer<()> {
        if let Ok(book) = self.book().await {
            book.set_preferences(&preferences).await?;
        }
        *unpoisoned(&self.chosen) = Some(preferences);
        Ok(())
    }

    pub(crate) async fn language(&self) -> Language {
        self.preferences().await.language
    }

    pub(crate) fn picked(&self) -> MutexGuard<'_, PickedFiles> {
        unpoisoned(&self.picked)
    }
}

/// What these guard is whole after every statement: a panic elsewhere does not spoil it.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
