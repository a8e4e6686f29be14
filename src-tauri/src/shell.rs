//! What the commands share: the book, opened by the first that needs it, and the files that the user picked.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app::book::{Book, Notice};
use app::preferences::Language;
use app::recovery::Recovered;
use app::wire::UserDraft;

use crate::commands::Answer;
use crate::picked::PickedFiles;

#[derive(Debug)]
pub(crate) struct Shell {
    profile: PathBuf,
    /// A book that could not be opened is tried again by the next command: another program may have let go of it.
    book: tokio::sync::Mutex<Option<Book>>,
    picked: Mutex<PickedFiles>,
    /// Chosen before there is a book to keep it.
    language: Mutex<Option<Language>>,
    /// When a command last wanted the book.
    used: Mutex<Instant>,
    is_damaged: AtomicBool,
}

impl Shell {
    pub(crate) fn new(profile: PathBuf) -> Self {
        Self {
            profile,
            book: tokio::sync::Mutex::default(),
            picked: Mutex::default(),
            language: Mutex::default(),
            used: Mutex::new(Instant::now()),
            is_damaged: AtomicBool::new(false),
        }
    }

    pub(crate) fn profile(&self) -> &Path {
        &self.profile
    }

    pub(crate) fn is_idle_for(&self, pause: Duration) -> bool {
        unpoisoned(&self.used).elapsed() >= pause
    }

    /// A check found what only a backup can bring back. What can be read stays open.
    pub(crate) fn find_damaged(&self) {
        self.is_damaged.store(true, Ordering::Relaxed);
    }

    /// What the user should know about the open book.
    pub(crate) fn notices(&self, book: &Book) -> Vec<Notice> {
        let mut notices = book.notices();
        notices.extend(self.is_damaged.load(Ordering::Relaxed).then_some(Notice::Damaged));
        notices
    }

    /// Closes the book, if it is open, and lets `way` put another into its place.
    pub(crate) async fn recover<'a, W>(&'a self, way: impl FnOnce(&'a Path) -> W) -> Answer<Recovered>
    where
        W: Future<Output = Answer<Recovered>>,
    {
        let mut open = self.book.lock().await;
        if let Some(book) = open.take() {
            book.close().await;
        }
        let recovered = way(&self.profile).await?;
        self.is_damaged.store(false, Ordering::Relaxed);
        Ok(recovered)
    }

    pub(crate) async fn book(&self) -> Answer<Book> {
        *unpoisoned(&self.used) = Instant::now();
        self.look().await
    }

    /// The same, for what nobody asked for.
    pub(crate) async fn look(&self) -> Answer<Book> {
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
        let chosen = *unpoisoned(&self.language);
        let book = Book::init(&self.profile, user).await?;
        if let Some(language) = chosen {
            book.set_language(language).await?;
        }
        *open = Some(book);
        Ok(())
    }

    /// The chosen language; Spanish where nothing is chosen or the book cannot say.
    pub(crate) async fn language(&self) -> Language {
        let chosen = *unpoisoned(&self.language);
        match self.book().await {
            Ok(book) => book.language().await.unwrap_or_default(),
            Err(_) => chosen.unwrap_or_default(),
        }
    }

    /// Remembers it until there is a book.
    pub(crate) fn choose_language(&self, language: Language) {
        *unpoisoned(&self.language) = Some(language);
    }

    pub(crate) fn picked(&self) -> MutexGuard<'_, PickedFiles> {
        unpoisoned(&self.picked)
    }
}

/// What these guard is whole after every statement: a panic elsewhere does not spoil it.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
