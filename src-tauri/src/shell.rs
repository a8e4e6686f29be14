//! What the commands share: the book, opened by the first that needs it, and the files that the user picked.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app::book::preferences::{Language, Preferences};
use app::book::recovery::Recovered;
use app::book::{Book, Notice};
use app::wire::UserDraft;
use app::work::Work;

use crate::commands::CommandResult;
use crate::picked::PickedFiles;

const ROUTE_BYTES_MAX: usize = 100_000;

#[derive(Debug)]
pub(crate) struct Shell {
    profile: PathBuf,
    /// A book that could not be opened is tried again by the next command: another program may have let go of it.
    book: tokio::sync::Mutex<Option<Book>>,
    /// What `Book::foreign_version` said last.
    foreign_version: Mutex<Option<i64>>,
    /// What the page shows, in its own words.
    route: Mutex<Option<String>>,
    /// What runs now and may take long.
    work: Mutex<Option<Work>>,
    picked: Mutex<PickedFiles>,
    /// Chosen before there is a book to keep them.
    chosen: Mutex<Option<Preferences>>,
    /// When a command last wanted the book.
    used: Mutex<Instant>,
    is_damaged: AtomicBool,
}

impl Shell {
    pub(crate) fn new(profile: PathBuf) -> Self {
        Self {
            profile,
            book: tokio::sync::Mutex::default(),
            foreign_version: Mutex::default(),
            route: Mutex::default(),
            work: Mutex::default(),
            picked: Mutex::default(),
            chosen: Mutex::default(),
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
    pub(crate) async fn recover<'a, W>(&'a self, way: impl FnOnce(&'a Path) -> W) -> CommandResult<Recovered>
    where
        W: Future<Output = CommandResult<Recovered>>,
    {
        let mut open = self.book.lock().await;
        if let Some(book) = open.take() {
            book.close().await;
        }
        let recovered = way(&self.profile).await?;
        self.is_damaged.store(false, Ordering::Relaxed);
        Ok(recovered)
    }

    pub(crate) async fn book(&self) -> CommandResult<Book> {
        *unpoisoned(&self.used) = Instant::now();
        self.look().await
    }

    /// Like `book`, for background tasks: does not reset the idle timer.
    pub(crate) async fn look(&self) -> CommandResult<Book> {
        let mut open = self.book.lock().await;
        if let Some(book) = &*open {
            return Ok(book.clone());
        }
        let began = Instant::now();
        let book = Book::open(&self.profile).await?;
        self.opened(&book, began).await;
        *open = Some(book.clone());
        Ok(book)
    }

    async fn opened(&self, book: &Book, began: Instant) {
        let ms = began.elapsed().as_millis();
        *unpoisoned(&self.foreign_version) = book.foreign_version().await.ok();
        let book = book.clone();
        // Counting a large book takes a while, and nobody needs it.
        tauri::async_runtime::spawn(async move {
            let counts = book.counts().await.unwrap_or_default();
            tracing::info!(ms, counts, "book opened");
        });
    }

    /// Whether another program has written to the book since this was asked, or since it was opened.
    pub(crate) async fn has_changed_outside(&self) -> bool {
        let book = self.book.lock().await.clone();
        let Some(book) = book else { return false };
        let Ok(version) = book.foreign_version().await else { return false };
        unpoisoned(&self.foreign_version).replace(version).is_some_and(|before| before != version)
    }

    /// Waits until everything is in one file, as far as nobody else has it open.
    pub(crate) async fn close(&self) {
        if let Some(book) = self.book.lock().await.take() {
            book.close().await;
        }
    }

    /// Runs what may take long. One at a time is shown: the book writes one thing after the other anyway.
    pub(crate) async fn long<T>(&self, run: impl AsyncFnOnce(&Work) -> CommandResult<T>) -> CommandResult<T> {
        let work = Work::default();
        *unpoisoned(&self.work) = Some(work.clone());
        let answer = run(&work).await;
        // One that was stopped may end when the next has begun.
        let mut current = unpoisoned(&self.work);
        if current.as_ref().is_some_and(|current| current.is_same(&work)) {
            *current = None;
        }
        drop(current);
        answer
    }

    pub(crate) fn work(&self) -> Option<Work> {
        unpoisoned(&self.work).clone()
    }

    /// A route over the size limit is dropped: restoring it is a convenience.
    pub(crate) fn keep_route(&self, json: String) {
        *unpoisoned(&self.route) = Some(json).filter(|json| json.len() <= ROUTE_BYTES_MAX);
    }

    pub(crate) fn kept_route(&self) -> Option<String> {
        unpoisoned(&self.route).clone()
    }

    /// Makes the book of a fresh profile.
    pub(crate) async fn make_book(&self, user: UserDraft) -> CommandResult<()> {
        let mut open = self.book.lock().await;
        let chosen = unpoisoned(&self.chosen).clone();
        let began = Instant::now();
        let book = Book::init(&self.profile, user).await?;
        self.opened(&book, began).await;
        if let Some(preferences) = chosen {
            book.set_preferences(&preferences).await?;
        }
        *open = Some(book);
        Ok(())
    }

    /// What the user chose; the defaults where nothing is chosen or the book cannot say.
    pub(crate) async fn preferences(&self) -> Preferences {
        let chosen = unpoisoned(&self.chosen).clone();
        match self.look().await {
            Ok(book) => book.preferences().await.unwrap_or_default(),
            Err(_) => chosen.unwrap_or_default(),
        }
    }

    /// Remembers them until there is a book.
    pub(crate) async fn choose(&self, preferences: Preferences) -> CommandResult<()> {
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
