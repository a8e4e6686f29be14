//! The order of the contact list, and the places of a sorted list, kept while nothing is written.

use std::sync::{Arc, Mutex, PoisonError};

use crate::criteria::Criteria;

/// What the list is sorted by; contacts that are equal in it stand newest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Order {
    pub column: Column,
    /// Newest, latest, longest or last first. What is empty stands last either way.
    pub descending: bool,
}

impl Order {
    pub const NEWEST_FIRST: Order = Order { column: Column::Date, descending: true };
}

/// The columns that have an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Date,
    Customer,
    Person,
    User,
    /// In the order of the catalogue (S23): words differ from language to language.
    Type,
    /// In the order of S42.
    Result,
    Closing,
    Next,
    Duration,
}

/// The places of a sorted list, kept while nothing is written: a million contacts are sorted once, not once for
/// each window that scrolls into view.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    kept: Mutex<Option<(Key, Arc<Vec<i64>>)>>,
    pub(crate) turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) criteria: Criteria,
    pub(crate) order: Order,
    /// Of the database: another one after every commit.
    pub(crate) version: i64,
}

impl Ranking {
    pub(crate) fn kept(&self, key: &Key) -> Option<Arc<Vec<i64>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(of, _)| of == key).map(|(_, places)| places.clone())
    }

    pub(crate) fn keep(&self, key: Key, places: Arc<Vec<i64>>) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, places));
    }
}
