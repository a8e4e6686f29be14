//! Threads: what a contact follows and what follows it, and the alarms when one is dropped.

use chrono::{Days, NaiveDate};

use crate::book::Book;
use crate::contact_list::row;
use crate::customers::{listed, places};
use crate::error::{AppError, parse_id};
use crate::limits::{ALARM_DAYS, EXCERPT_CHARS_MAX, PAGE_MAX};
use crate::wire;

impl Book {
    /// The thread of a contact, oldest first: whatever it follows, itself, and what follows it (S36-S38).
    pub async fn chain(&self, id: &str) -> Result<Vec<wire::ContactRow>, AppError> {
        let lines = self.store.chain(parse_id("id", id)?, EXCERPT_CHARS_MAX).await?;
        Ok(lines.into_iter().map(row).collect())
    }

    /// What was dropped of late, counted up to a hundred.
    pub async fn alarms(&self) -> Result<wire::Alarms, AppError> {
        let today = self.today().await?;
        let since = days_before(today, ALARM_DAYS);
        Ok(wire::Alarms {
            broken: self.store.broken_promises(since, today).await?,
            overdue: self.store.overdue(since, today).await?,
        })
    }

    /// Customers that nobody has spoken to for so many days, and nobody is going to; the longest silent first.
    pub async fn silent_customers(
        &self,
        days: u32,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<wire::CustomerRow>, AppError> {
        let since = days_before(self.today().await?, days);
        let found = self.store.silent_customers(since, offset, limit.min(PAGE_MAX)).await?;
        Ok(found.into_iter().map(listed).collect())
    }

    /// Where customers stand in that list now; none of each that it does not hold.
    pub async fn silent_places(&self, days: u32, ids: &[String]) -> Result<Vec<Option<u32>>, AppError> {
        let since = days_before(self.today().await?, days);
        places(&self.store.silent_in_order(since).await?, ids)
    }

    pub async fn silent_count(&self, days: u32) -> Result<u32, AppError> {
        Ok(self.store.silent_count(days_before(self.today().await?, days)).await?)
    }
}

fn days_before(today: NaiveDate, days: u32) -> NaiveDate {
    today.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}
