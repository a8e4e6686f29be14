//! The contact: one communication with a customer, which may promise the next (S1, S17-S43).

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use crate::action::{self, ActionLine};
use crate::custom_field::CustomValue;
use crate::id::{AttachmentId, ContactId, ContactTypeId, CustomerId, PersonId, UserId};
use crate::product::{self, Interest};
use crate::refusal::{Reason, Refusal, refuse};
use crate::{duration, limits, text};

/// A contact as its document holds it; follow-ups and the customer's name are derived elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub customer: CustomerId,
    pub person: Option<PersonId>,
    pub user: UserId,
    pub date: NaiveDate,
    /// Wall time, with the zone it was meant in (records.md 12).
    pub hour: Option<Hour>,
    pub duration_minutes: Option<u32>,
    pub channel: Channel,
    pub direction: Direction,
    pub notes: String,
    /// In the order in which they are to be taken (S30).
    pub actions: Vec<ActionLine>,
    pub interests: Vec<Interest>,
    pub next_contact: Option<NextContact>,
    pub closing: Option<Closing>,
    pub previous: Option<ContactId>,
    /// Files and emails, in the order they were added.
    pub attachments: Vec<AttachmentId>,
    pub custom_fields: Vec<CustomValue>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hour {
    pub time: NaiveTime,
    /// IANA name, as `Europe/Madrid`.
    pub zone: String,
}

/// Type and email data: one unit, so that a merge never pairs a visit with an email (records.md 5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    pub contact_type: ContactType,
    /// The attachment whose information was assumed (S53).
    pub email: Option<AttachmentId>,
}

/// The key of a type (S23, S24). Built-ins are fixed; a team's own may come from a newer version.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContactType(String);

impl ContactType {
    /// In the order in which the manual page names them, and the telephone, which it forgot.
    pub const BUILT_IN: [&str; 9] =
        ["email", "visit", "other", "fax", "demo", "fair", "web", "post", "phone"];
    pub const EMAIL: &str = "email";
    pub const PHONE: &str = "phone";

    /// A type that a form or a command may choose.
    pub fn parse(key: &str) -> Result<Self, Refusal> {
        match Self::BUILT_IN.contains(&key) {
            true => Ok(Self(key.to_owned())),
            false => refuse("contact_type", Reason::Unknown),
        }
    }

    /// A type that contacts may be asked for: a built-in one, or what a team's own may be called.
    pub fn asked(key: &str) -> Result<Self, Refusal> {
        match Self::BUILT_IN.contains(&key) || key.parse::<ContactTypeId>().is_ok() {
            true => Ok(Self(key.to_owned())),
            false => refuse("contact_type", Reason::Unknown),
        }
    }

    /// A type found in a document, known here or not.
    pub fn from_document(key: &str) -> Self {
        Self(key.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_email(&self) -> bool {
        self.0 == Self::EMAIL
    }
}

/// Who made the contact (S25).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Us,
    Them,
}

impl Direction {
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Us => "us",
            Direction::Them => "them",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextContact {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
}

impl NextContact {
    /// Whether it lies before a contact of that day and hour (S43).
    pub(crate) fn is_before(&self, date: NaiveDate, time: Option<NaiveTime>) -> bool {
        match (self.time, time) {
            (Some(next), Some(time)) if self.date == date => next < time,
            _ => self.date < date,
        }
    }
}

/// Closing date and result (S39-S41): one of the two alone leaves the contact open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    pub date: Option<NaiveDate>,
    pub result: Option<Outcome>,
}

/// The key of a result (S42). The four are fixed; another one may come from a newer version, and stays.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Outcome(String);

impl Outcome {
    /// The operation was won; it was lost; a new proposal usually starts; every later action.
    pub const ALL: [&str; 4] = ["sale", "lost", "informative", "follow_up"];
    pub const FOLLOW_UP: &str = "follow_up";

    /// A result that a form or a command may choose.
    pub fn parse(key: &str) -> Result<Self, Refusal> {
        match Self::ALL.contains(&key) {
            true => Ok(Self(key.to_owned())),
            false => refuse("closing", Reason::Unknown),
        }
    }

    /// A result found in a document, known here or not.
    pub fn from_document(key: &str) -> Self {
        Self(key.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Accepted, but worth saying (S41, S43).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    ClosingIncomplete,
    ClosingBeforeDate,
    /// More than a month after today, or after a contact that is yet to come: a year that was mistyped.
    ClosingFarAhead,
}

impl Warning {
    pub fn code(self) -> &'static str {
        match self {
            Warning::ClosingIncomplete => "closing_incomplete",
            Warning::ClosingBeforeDate => "closing_before_date",
            Warning::ClosingFarAhead => "closing_far_ahead",
        }
    }
}

pub(crate) fn is_far_ahead(closing: Option<&Closing>, date: NaiveDate, today: NaiveDate) -> bool {
    let latest = today.max(date).checked_add_days(Days::new(limits::CLOSING_DAYS_AHEAD));
    closing.and_then(|closing| closing.date).zip(latest).is_some_and(|(closed, latest)| closed > latest)
}

impl Contact {
    /// Done exactly when closing date and result are both set (S39-S41).
    pub fn is_done(&self) -> bool {
        matches!(self.closing, Some(Closing { date: Some(_), result: Some(_) }))
    }

    /// Refuses what no contact may be, cleans what was typed, and says what is odd (S17-S43).
    pub fn check(mut self) -> Result<(Self, Vec<Warning>), Refusal> {
        check_date("date", self.date)?;
        self.notes = text::notes("notes", &self.notes)?;
        self.actions = action::check(self.actions)?;
        self.interests = product::check_interests(self.interests)?;
        self.duration_minutes.map(duration::check).transpose()?;
        if let Some(next) = &self.next_contact {
            check_date("next_contact", next.date)?;
            if self.is_next_before(next) {
                return refuse("next_contact", Reason::NextBeforeDate);
            }
        }
        if self.closing == Some(Closing::default()) {
            self.closing = None;
        }
        if !self.channel.contact_type.is_email() {
            self.channel.email = None;
        }
        let mut warnings = Vec::new();
        if let Some(closing) = &self.closing {
            if let Some(date) = closing.date {
                check_date("closing", date)?;
            }
            if closing.date.is_none() || closing.result.is_none() {
                warnings.push(Warning::ClosingIncomplete);
            }
            if closing.date.is_some_and(|date| date < self.date) {
                warnings.push(Warning::ClosingBeforeDate);
            }
        }
        Ok((self, warnings))
    }

    /// Whether its closing lies more than a month ahead, as seen from `today`; `check` knows no clock.
    pub fn is_closed_far_ahead(&self, today: NaiveDate) -> bool {
        is_far_ahead(self.closing.as_ref(), self.date, today)
    }

    /// The contact that the promised date opens (S36): same customer, person, user and type.
    pub fn follow_up(&self, id: ContactId) -> Option<Contact> {
        let next = self.next_contact.as_ref()?;
        let zone = self.hour.as_ref().map(|hour| hour.zone.clone()).unwrap_or_default();
        Some(Contact {
            customer: self.customer,
            person: self.person,
            user: self.user,
            date: next.date,
            hour: next.time.map(|time| Hour { time, zone }),
            duration_minutes: None,
            channel: Channel { contact_type: self.channel.contact_type.clone(), email: None },
            direction: Direction::Us,
            notes: String::new(),
            actions: Vec::new(),
            interests: Vec::new(),
            next_contact: None,
            closing: None,
            previous: Some(id),
            attachments: Vec::new(),
            custom_fields: Vec::new(),
        })
    }

    fn is_next_before(&self, next: &NextContact) -> bool {
        next.is_before(self.date, self.hour.as_ref().map(|hour| hour.time))
    }
}

fn check_date(field: &'static str, date: NaiveDate) -> Result<(), Refusal> {
    match limits::YEARS.contains(&date.year()) {
        true => Ok(()),
        false => refuse(field, Reason::NotADate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test")
    }

    fn contact() -> Contact {
        Contact {
            customer: CustomerId(Uuid::from_u128(1)),
            person: None,
            user: UserId(Uuid::from_u128(2)),
            date: day("2026-11-24"),
            hour: None,
            duration_minutes: None,
            channel: Channel { contact_type: ContactType::parse("visit").unwrap(), email: None },
            direction: Direction::Us,
            notes: String::new(),
            actions: Vec::new(),
            interests: Vec::new(),
            next_contact: None,
            closing: None,
            previous: None,
            attachments: Vec::new(),
            custom_fields: Vec::new(),
        }
    }

    #[test]
    fn s39_s40_s41_only_closing_date_and_result_together_make_it_done() {
        let sale = || Outcome::parse("sale").ok();
        let closed = |date: Option<&str>, result| {
            let closing = Some(Closing { date: date.map(day), result });
            Contact { closing, ..contact() }.check().unwrap()
        };
        assert!(!contact().is_done());
        for (date, result) in [(Some("2026-11-24"), None), (None, sale())] {
            let (half, warnings) = closed(date, result);
            assert!(!half.is_done(), "one of the two alone stays open");
            assert_eq!(warnings, [Warning::ClosingIncomplete]);
        }
        let (done, warnings) = closed(Some("2026-11-24"), sale());
        assert!(done.is_done() && warnings.is_empty());
        assert_eq!(closed(None, None).0.closing, None, "clearing both is no closing at all");
    }

    #[test]
    fn s43_closing_before_the_date_warns_and_next_before_it_is_refused() {
        let closing = Some(Closing { date: Some(day("2026-11-23")), result: Outcome::parse("lost").ok() });
        let (_, warnings) = Contact { closing, ..contact() }.check().unwrap();
        assert_eq!(warnings, [Warning::ClosingBeforeDate]);

        let next = |date, time: Option<&str>| {
            let time = time.map(|time| time.parse().unwrap());
            Some(NextContact { date: day(date), time })
        };
        let refused = Contact { next_contact: next("2026-11-23", None), ..contact() }.check().unwrap_err();
        assert_eq!(refused, Refusal { field: "next_contact", reason: Reason::NextBeforeDate });
        assert!(Contact { next_contact: next("2026-11-24", None), ..contact() }.check().is_ok());

        let hour = Some(Hour { time: "10:00:00".parse().unwrap(), zone: "Europe/Madrid".into() });
        let earlier = Contact { hour, next_contact: next("2026-11-24", Some("09:00:00")), ..contact() };
        assert!(earlier.check().is_err(), "an earlier hour of the same day is before it too");
    }

    #[test]
    fn s36_the_follow_up_has_the_same_customer_person_user_and_type() {
        let id = ContactId(Uuid::from_u128(9));
        let next = NextContact { date: day("2026-12-01"), time: None };
        let first = Contact { next_contact: Some(next), notes: "hablar".into(), ..contact() };
        let second = first.follow_up(id).expect("a next date was promised");
        assert_eq!((second.customer, second.person, second.user), (first.customer, first.person, first.user));
        assert_eq!((second.date, second.previous), (day("2026-12-01"), Some(id)));
        assert_eq!(second.notes, "");
        assert_eq!(contact().follow_up(id), None);
    }

    #[test]
    fn s42_there_are_four_results() {
        assert!(Outcome::ALL.into_iter().all(|key| Outcome::parse(key).is_ok()));
        assert!(Outcome::parse("won").is_err());
    }

    #[test]
    fn s24_a_type_that_nobody_defined_is_refused() {
        assert!(ContactType::parse("telepathy").is_err());
        assert_eq!(ContactType::BUILT_IN.len(), 9);
    }
}
