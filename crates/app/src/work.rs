//! Progress and cancellation of long-running commands.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crate::error::{AppError, ErrorCode};

/// Shared between who works, who shows how far that is, and who may stop it. Stopped work changes nothing at all.
#[derive(Debug, Clone, Default)]
pub struct Work(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    done: AtomicU32,
    total: AtomicU32,
    is_stopped: AtomicBool,
}

impl Work {
    /// Steps done, and steps in all as far as they are known.
    pub fn progress(&self) -> (u32, u32) {
        (self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed))
    }

    /// Comes too late where the work is already being written down; then it is done, and can be undone.
    pub fn stop(&self) {
        self.0.is_stopped.store(true, Ordering::Relaxed);
    }

    /// Whether this is that very work, and not another that began since.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.0.is_stopped.load(Ordering::Relaxed)
    }

    pub(crate) fn expect(&self, steps: usize) {
        self.0.total.fetch_add(u32::try_from(steps).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    /// For work that keeps what it has when it is stopped.
    pub(crate) fn count(&self, steps: usize) {
        self.0.done.fetch_add(u32::try_from(steps).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    pub(crate) fn step(&self, steps: usize) -> Result<(), AppError> {
        if self.is_stopped() {
            return Err(AppError::new(ErrorCode::Stopped));
        }
        self.count(steps);
        Ok(())
    }
}
