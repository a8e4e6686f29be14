//! What was sent where it is more than a letter: a report on another email, an appointment, a task or a contact, with
//! the facts people look for.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What an item is, by its message class, [MS-OXCMSG] 2.2.1.3.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemKind {
    /// An email, or whatever is read like one: notes, posts.
    #[default]
    Email,
    /// What became of an email that was sent before: a bounce, a receipt. RFC 3464, RFC 8098, [MS-OXOMSG] 2.2.2
    Report(Report),
    /// An appointment, or an invitation to one, its cancellation or the answer to it. [MS-OXOCAL]
    Appointment(Appointment),
    /// A task, or a request to take one. [MS-OXOTASK]
    Task(Task),
    /// A person in an address book. [MS-OXOCNTC]
    Contact(Contact),
}

/// When and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// When it begins.
    pub start: Option<DateTime<Utc>>,
    /// When it ends; at or after `start`, unless a program wrote nonsense.
    pub end: Option<DateTime<Utc>>,
    /// Whole days: `start` and `end` are midnights where the organiser is.
    pub is_all_day: bool,
    /// Where; empty when unknown.
    pub place: String,
    /// Name or address of who calls the meeting; empty when unknown.
    pub organiser: String,
    /// What is said of the meeting.
    pub meeting: Meeting,
}

/// What is said of a meeting, RFC 5546 1.4, [MS-OXOCAL] 2.2.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meeting {
    /// That it takes place: an invitation to it, or an entry in a calendar.
    #[default]
    Invitation,
    /// Whether somebody comes.
    Answer,
    /// That it does not take place.
    Cancellation,
}

/// What became of an email that was sent before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Whom it went to, each with what became of it; empty where the report does not say.
    pub recipients: Vec<Reported>,
    /// The message id of the email that it is about, without angle brackets; empty when unknown.
    pub message_id: String,
}

/// What became of an email at one of its recipients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// Whom it went to; empty when unknown.
    pub address: String,
    /// What became of it there.
    pub outcome: Outcome,
    /// The enhanced status code, RFC 3463, such as `5.1.1`; empty when there is none.
    pub status: String,
    /// What the other side said, on one line; empty when it said nothing.
    pub reason: String,
}

/// What became of an email: RFC 3464 2.3.3 for the first three, RFC 8098 3.2.6 for the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It did not arrive, and nobody tries any more.
    Failed,
    /// It has not arrived yet, and is tried again.
    Delayed,
    /// It arrived, or was passed on to where no more is known of it.
    Delivered,
    /// It was shown to its recipient.
    Read,
    /// It was thrown away unread.
    Deleted,
}

/// By when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// When it is to be begun; midnight of the day.
    pub start: Option<DateTime<Utc>>,
    /// When it is to be done; midnight of the day.
    pub due: Option<DateTime<Utc>>,
    /// Whether it is marked as complete.
    pub is_done: bool,
}

/// Who, and how to reach them; what is unknown is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The person's name, or the company's where it is a company.
    pub name: String,
    /// Where the person works.
    pub company: String,
    /// What as.
    pub job_title: String,
    /// Addresses of email, never Exchange's `/O=...` form.
    pub addresses: Vec<String>,
    /// Phones as typed: work, mobile, main, home.
    pub phones: Vec<String>,
}
