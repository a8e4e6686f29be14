//! One change of many contacts at once: what becomes of each (S10-S13).

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::contact::{Closing, Contact, ContactType, NextContact, Outcome, is_far_ahead};
use crate::id::UserId;
use crate::limits;
use crate::working_days::{by_days, by_working_days};

/// What is done to every contact of a selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    SetDate {
        which: Which,
        date: NaiveDate,
    },
    /// By so many days, back or forth; of working days weekends and national holidays are none.
    MoveDate {
        which: Which,
        days: i32,
        working: bool,
    },
    Close {
        date: NaiveDate,
        result: Outcome,
    },
    Reassign(UserId),
    Retype(ContactType),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Date,
    NextContact,
}

/// Why a contact is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skipped {
    /// Done contacts are history, unless they are asked for.
    Done,
    /// It is so already.
    Unchanged,
    /// There is no next contact to move.
    NoNextContact,
    /// S43: the next contact would lie before this one.
    NextBeforeDate,
    OutOfRange,
    /// It would lie before the contact that it follows.
    BeforePrevious,
}

impl Skipped {
    pub fn code(self) -> &'static str {
        match self {
            Skipped::Done => "done",
            Skipped::Unchanged => "unchanged",
            Skipped::NoNextContact => "no_next_contact",
            Skipped::NextBeforeDate => "next_before_date",
            Skipped::OutOfRange => "out_of_range",
            Skipped::BeforePrevious => "before_previous",
        }
    }
}

/// The part of a contact that such a change looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changeable {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    pub next_contact: Option<NextContact>,
    pub closing: Option<Closing>,
    pub user: UserId,
    pub contact_type: ContactType,
}

impl Changeable {
    pub fn of(contact: &Contact) -> Self {
        Self {
            date: contact.date,
            time: contact.hour.as_ref().map(|hour| hour.time),
            next_contact: contact.next_contact.clone(),
            closing: contact.closing.clone(),
            user: contact.user,
            contact_type: contact.channel.contact_type.clone(),
        }
    }

    pub fn put_into(self, contact: &mut Contact) {
        contact.date = self.date;
        contact.next_contact = self.next_contact;
        contact.closing = self.closing;
        contact.user = self.user;
        contact.channel.contact_type = self.contact_type;
    }

    /// What becomes of it, or why nothing does.
    pub fn changed(&self, change: &Change, include_done: bool) -> Result<Self, Skipped> {
        if self.is_done() && !include_done {
            return Err(Skipped::Done);
        }
        let mut new = self.clone();
        match change {
            Change::SetDate { which: Which::Date, date } => new.date = *date,
            Change::SetDate { which: Which::NextContact, date } => {
                let time = self.next_contact.as_ref().and_then(|next| next.time);
                new.next_contact = Some(NextContact { date: *date, time });
            }
            Change::MoveDate { which: Which::Date, days, working } => {
                new.date = moved(self.date, *days, *working)?;
            }
            Change::MoveDate { which: Which::NextContact, days, working } => {
                let next = self.next_contact.as_ref().ok_or(Skipped::NoNextContact)?;
                new.next_contact =
                    Some(NextContact { date: moved(next.date, *days, *working)?, time: next.time });
            }
            Change::Close { date, result } => {
                new.closing = Some(Closing { date: Some(*date), result: Some(result.clone()) });
            }
            Change::Reassign(user) => new.user = *user,
            Change::Retype(contact_type) => new.contact_type = contact_type.clone(),
        }
        if new == *self {
            return Err(Skipped::Unchanged);
        }
        if !limits::YEARS.contains(&new.date.year())
            || new.next_contact.as_ref().is_some_and(|next| !limits::YEARS.contains(&next.date.year()))
        {
            return Err(Skipped::OutOfRange);
        }
        match new.is_next_before() {
            true => Err(Skipped::NextBeforeDate),
            false => Ok(new),
        }
    }

    /// Whether its closing date lies before its own (S43).
    pub fn is_closed_before(&self) -> bool {
        self.closing.as_ref().and_then(|closing| closing.date).is_some_and(|closed| closed < self.date)
    }

    /// Whether it is closed on a day that somebody mistyped (`Contact::is_closed_far_ahead`).
    pub fn is_closed_far_ahead(&self, today: NaiveDate) -> bool {
        is_far_ahead(self.closing.as_ref(), self.date, today)
    }

    pub fn is_done(&self) -> bool {
        matches!(self.closing, Some(Closing { date: Some(_), result: Some(_) }))
    }

    fn is_next_before(&self) -> bool {
        self.next_contact.as_ref().is_some_and(|next| next.is_before(self.date, self.time))
    }
}

/// The first working day after a day.
pub fn next_working_day(date: NaiveDate) -> Option<NaiveDate> {
    by_working_days(date, 1)
}

fn moved(date: NaiveDate, days: i32, working: bool) -> Result<NaiveDate, Skipped> {
    let moved = match working {
        true => by_working_days(date, days),
        false => by_days(date, i64::from(days)),
    };
    moved.ok_or(Skipped::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test")
    }

    fn open(date: &str, next: Option<&str>) -> Changeable {
        Changeable {
            date: day(date),
            time: None,
            next_contact: next.map(|next| NextContact { date: day(next), time: None }),
            closing: None,
            user: UserId(Uuid::from_u128(1)),
            contact_type: ContactType::parse("visit").unwrap(),
        }
    }

    #[test]
    fn s13_done_contacts_are_left_out_unless_they_are_asked_for() {
        let closing = Some(Closing { date: Some(day("2026-11-24")), result: Outcome::parse("sale").ok() });
        let done = Changeable { closing, ..open("2026-11-24", None) };
        let change = Change::MoveDate { which: Which::Date, days: 7, working: false };
        assert_eq!(done.changed(&change, false), Err(Skipped::Done));
        assert_eq!(done.changed(&change, true).map(|new| new.date), Ok(day("2026-12-01")));
    }

    #[test]
    fn s43_a_date_is_not_moved_past_the_next_contact() {
        let contact = open("2026-11-24", Some("2026-11-26"));
        let by = |which, days| contact.changed(&Change::MoveDate { which, days, working: false }, false);
        assert_eq!(by(Which::Date, 3), Err(Skipped::NextBeforeDate));
        assert_eq!(by(Which::NextContact, -3), Err(Skipped::NextBeforeDate));
        assert!(by(Which::Date, 2).is_ok());
        let set = |which, date| contact.changed(&Change::SetDate { which, date: day(date) }, false);
        assert_eq!(set(Which::Date, "2026-11-27"), Err(Skipped::NextBeforeDate));
        assert_eq!(set(Which::Date, "2026-11-24"), Err(Skipped::Unchanged));
    }

    #[test]
    fn s12_a_promise_is_moved_where_there_is_one_and_made_where_it_is_set() {
        let contact = open("2026-11-24", None);
        let change = Change::MoveDate { which: Which::NextContact, days: 3, working: true };
        assert_eq!(contact.changed(&change, false), Err(Skipped::NoNextContact));
        let change = Change::SetDate { which: Which::NextContact, date: day("2026-12-01") };
        let next = contact.changed(&change, false).unwrap().next_contact;
        assert_eq!(next, Some(NextContact { date: day("2026-12-01"), time: None }));
    }

    #[test]
    fn a_date_beyond_the_calendar_is_left_alone() {
        let contact = open("2026-11-24", None);
        for days in [i32::MAX, i32::MIN, 200_000, -200_000] {
            for working in [false, true] {
                let change = Change::MoveDate { which: Which::Date, days, working };
                assert_eq!(contact.changed(&change, false), Err(Skipped::OutOfRange), "{days} {working}");
            }
        }
    }
}
