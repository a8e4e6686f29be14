//! Threads: what a contact follows and what follows it, and the alarms when one is dropped.

use chrono::{Days, NaiveDate};
use domain::id::ContactId;

use crate::book::Book;
use crate::contacts::list::row;
use crate::customers::{listed, places};
use crate::error::{AppError, parse_id};
use crate::limits::{ALARM_DAYS, EXCERPT_CHARS_MAX, PAGE_MAX};
use crate::wire;
use crate::wire::read::{optional_date, optional_id};

impl Book {
    /// S47: a customer's contacts around a day, without the contact whose day it is. Those of that day stand as the list
    /// has them; of a day that is not saved yet they are earlier. Without a day all are.
    pub async fn around(
        &self,
        customer: &str,
        contact: Option<&str>,
        date: Option<&str>,
        limit: u32,
    ) -> Result<wire::AroundContact, AppError> {
        let own = match optional_id::<ContactId>("contact", contact)? {
            Some(id) => self.store.contact(id).await?.map(|shown| shown.row),
            None => None,
        };
        // One that was another customer's is in none of the lists.
        let own = own.filter(|own| own.customer.to_string() == customer && !own.is_deleted);
        let date = optional_date("date", date)?.unwrap_or(NaiveDate::MAX);
        let of = |from: Option<NaiveDate>, to: Option<NaiveDate>| wire::ContactCriteria {
            customer: Some(customer.to_owned()),
            from: from.map(|date| date.to_string()),
            to: to.map(|date| date.to_string()),
            ..wire::ContactCriteria::default()
        };
        let mut around = wire::AroundContact::default();
        let limit = limit.min(PAGE_MAX);
        let is_own = |row: &wire::ContactRow| own.as_ref().is_some_and(|own| own.id.to_string() == row.id);
        if let Some(after) = date.succ_opt() {
            let later = of(Some(after), None);
            let order = wire::ContactOrder { descending: false, ..wire::ContactOrder::default() };
            around.later =
                self.contacts_in_order(&later, wire::StateFilter::All, order, 0, limit + 1).await?;
            around.later.retain(|row| !is_own(row));
            around.later_count = self.contact_counts(&later).await?.all;
            around.later_count -= u32::from(own.as_ref().is_some_and(|own| own.date > date));
        }
        let earlier = of(None, Some(date).filter(|date| *date != NaiveDate::MAX));
        around.earlier_count = self.contact_counts(&earlier).await?.all;
        around.earlier_count -= u32::from(own.as_ref().is_some_and(|own| own.date <= date));
        around.earlier = self.contacts(&earlier, wire::StateFilter::All, 0, limit + 1).await?;
        if own.as_ref().is_some_and(|own| own.date == date) {
            self.part_day(&mut around, of(Some(date), Some(date)), &is_own, limit).await?;
        }
        around.earlier.retain(|row| !is_own(row));
        around.later.truncate(limit as usize);
        around.later.reverse();
        around.earlier.truncate(limit as usize);
        Ok(around)
    }

    /// Of a contact's own day, those that stand above it in the list are later.
    async fn part_day(
        &self,
        around: &mut wire::AroundContact,
        day: wire::ContactCriteria,
        is_own: &impl Fn(&wire::ContactRow) -> bool,
        limit: u32,
    ) -> Result<(), AppError> {
        let mut above = self.contacts(&day, wire::StateFilter::All, 0, PAGE_MAX).await?;
        above.truncate(above.iter().position(is_own).unwrap_or(0));
        let count = u32::try_from(above.len()).unwrap_or(u32::MAX);
        around.later_count += count;
        around.earlier_count -= count;
        let earlier = wire::ContactCriteria { from: None, ..day };
        around.earlier = self.contacts(&earlier, wire::StateFilter::All, count, limit + 1).await?;
        // The nearest first, as those of later days are.
        above.reverse();
        above.append(&mut around.later);
        around.later = above;
        Ok(())
    }

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
