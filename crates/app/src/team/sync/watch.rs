//! Hints that something in a team's folder changed. They are only hints: network drives and some sync programs give none
//! (decision 0020), so whoever waits for one looks again in a while all the same.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Watches the folders that a book shares through, until it is dropped.
#[derive(Debug)]
pub(crate) struct Watch {
    pub(crate) places: Vec<PathBuf>,
    hinted: Arc<AtomicBool>,
    /// It lives here, and comes when it can.
    _watcher: Arc<Mutex<Option<RecommendedWatcher>>>,
}

impl Watch {
    pub(crate) fn over(places: Vec<PathBuf>) -> Self {
        let hinted = Arc::new(AtomicBool::new(false));
        let watcher = Arc::new(Mutex::new(None));
        let (of_these, hint, kept) = (places.clone(), Arc::clone(&hinted), Arc::clone(&watcher));
        // A thread of its own: a folder that hangs, hangs here too.
        std::thread::spawn(move || {
            let found = watcher_of(&of_these, hint);
            if let Ok(mut kept) = kept.lock() {
                *kept = found.inspect_err(|error| tracing::debug!(%error, "no folder is watched")).ok();
            }
        });
        Self { places, hinted, _watcher: watcher }
    }

    /// Whether something changed since this was last asked.
    pub(crate) fn take_hint(&self) -> bool {
        self.hinted.swap(false, Ordering::Relaxed)
    }
}

fn watcher_of(places: &[PathBuf], hinted: Arc<AtomicBool>) -> notify::Result<RecommendedWatcher> {
    let hint = move |event: notify::Result<Event>| {
        // Reading is no change, and we read every time that we look. What got lost is a hint, too.
        if !matches!(event, Ok(Event { kind: EventKind::Access(_), .. })) {
            hinted.store(true, Ordering::Relaxed);
        }
    };
    // Whoever can write there could lead a link anywhere.
    let mut watcher = RecommendedWatcher::new(hint, Config::default().with_follow_symlinks(false))?;
    for place in places {
        if let Err(error) = watcher.watch(place, RecursiveMode::Recursive) {
            tracing::debug!(%error, "a folder is not watched");
        }
    }
    Ok(watcher)
}
