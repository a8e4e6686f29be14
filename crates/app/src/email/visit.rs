//! What an invitation fills in: the day, the hour and the length of a visit.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime};
use domain::limits::{DURATION_MINUTES_MAX, YEARS};
use mail::{Appointment, Email, ItemKind, Meeting};

use crate::book::Book;
use crate::error::AppError;

/// The type that a contact made of an invitation has.
pub(crate) const VISIT: &str = "visit";

/// When a meeting is, where the user is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Visit {
    pub(crate) date: NaiveDate,
    /// None of whole days.
    pub(crate) time: Option<NaiveTime>,
    pub(crate) minutes: Option<u32>,
}

impl Book {
    /// None for what is no invitation: also for the answer to one and for its cancellation, which are messages like any other.
    pub(crate) async fn visit(&self, email: &Email) -> Result<Option<Visit>, AppError> {
        let ItemKind::Appointment(item) = &email.kind else { return Ok(None) };
        let Some(start) = item.start.filter(|_| item.meeting == Meeting::Invitation) else { return Ok(None) };
        let visit = if item.is_all_day {
            // Midnight where the organiser is: at noon there it is the same day in nearly every other place.
            let (date, _) = self.wall(start + Duration::hours(12)).await?;
            Visit { date, time: None, minutes: None }
        } else {
            let (date, time) = self.wall(start).await?;
            Visit { date, time: Some(time), minutes: minutes(item) }
        };
        Ok(Some(visit).filter(|visit| YEARS.contains(&visit.date.year())))
    }
}

/// Where the meeting is, on one line, for the notes.
pub(crate) fn place(email: &Email) -> Option<&str> {
    match &email.kind {
        ItemKind::Appointment(item) if item.meeting == Meeting::Invitation => {
            Some(item.place.trim()).filter(|place| !place.is_empty())
        }
        _ => None,
    }
}

fn minutes(item: &Appointment) -> Option<u32> {
    let minutes = (item.end? - item.start?).num_minutes();
    u32::try_from(minutes).ok().filter(|minutes| (1..=DURATION_MINUTES_MAX).contains(minutes))
}
