//! The contact in its document.

use chrono::NaiveTime;
use domain::contact::{Channel, Closing, Contact, ContactType, Direction, Hour, NextContact, Outcome};

use crate::action::{self, LINES, TICKED};
use crate::custom_field::{self, CUSTOM_FIELDS};
use crate::error::DocumentError;
use crate::fields::{Fields, NOTES, Reader, Record, Schema, Writer};
use crate::product::{self, INTERESTS};
use crate::unit;

impl Record for Contact {
    const SCHEMA: Schema = Schema {
        kind: "contact",
        registers: &["customer", "person", "user", "date", "duration_minutes", "direction", "previous"],
        units: &["hour", "channel", "next_contact", "closing"],
        entries: &[LINES, TICKED, INTERESTS, "attachments", CUSTOM_FIELDS],
    };

    fn to_fields(&self) -> Fields {
        let mut fields = Writer::default();
        fields
            .text("customer", Some(self.customer))
            .text("person", self.person)
            .text("user", Some(self.user))
            .text("date", Some(self.date))
            .text("hour", self.hour.as_ref().map(hour))
            .number("duration_minutes", self.duration_minutes.map(i64::from))
            .text("channel", Some(channel(&self.channel)))
            .text("direction", Some(self.direction.as_str()))
            .text("next_contact", self.next_contact.as_ref().map(next_contact))
            .text("closing", self.closing.as_ref().map(closing))
            .text("previous", self.previous)
            .text(NOTES, (!self.notes.is_empty()).then_some(&self.notes))
            .entries("attachments", self.attachments.iter().map(|id| (id.to_string(), "{}".to_owned())))
            .entries(CUSTOM_FIELDS, custom_field::values(&self.custom_fields))
            .entries(INTERESTS, product::interests(&self.interests));
        action::write_lines(&mut fields, &self.actions);
        fields.0
    }

    fn from_fields(fields: &Fields) -> Result<Self, DocumentError> {
        let read = Reader(fields);
        Ok(Self {
            customer: read.required("customer")?,
            person: read.parsed("person"),
            user: read.required("user")?,
            date: read.required("date")?,
            hour: read.text("hour").and_then(read_hour),
            duration_minutes: read.number("duration_minutes").and_then(|minutes| minutes.try_into().ok()),
            channel: read_channel(read.text("channel").ok_or(DocumentError::Incomplete)?),
            direction: match read.text("direction") {
                Some("them") => Direction::Them,
                _ => Direction::Us,
            },
            notes: read.owned(NOTES).unwrap_or_default(),
            actions: action::read_lines(read),
            interests: product::read_interests(read),
            next_contact: read.text("next_contact").and_then(read_next_contact),
            closing: read.text("closing").map(read_closing).filter(|closing| *closing != Closing::default()),
            previous: read.parsed("previous"),
            attachments: read
                .entries("attachments")
                .into_iter()
                .filter_map(|(id, _)| id.parse().ok())
                .collect(),
            custom_fields: custom_field::read_values(read),
        })
    }
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

fn read_clock(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

fn hour(hour: &Hour) -> String {
    unit::unit([("time", Some(clock(hour.time))), ("zone", Some(hour.zone.clone()))])
}

fn read_hour(text: &str) -> Option<Hour> {
    let members = unit::members(text);
    let zone = unit::text(&members, "zone").unwrap_or_default().to_owned();
    Some(Hour { time: read_clock(unit::text(&members, "time")?)?, zone })
}

fn channel(channel: &Channel) -> String {
    let contact_type = channel.contact_type.as_str().to_owned();
    unit::unit([("email", channel.email.map(|id| id.to_string())), ("type", Some(contact_type))])
}

fn read_channel(text: &str) -> Channel {
    let members = unit::members(text);
    Channel {
        contact_type: ContactType::from_document(unit::text(&members, "type").unwrap_or("other")),
        email: unit::parsed(&members, "email"),
    }
}

fn next_contact(next: &NextContact) -> String {
    unit::unit([("date", Some(next.date.to_string())), ("time", next.time.map(clock))])
}

fn read_next_contact(text: &str) -> Option<NextContact> {
    let members = unit::members(text);
    let time = unit::text(&members, "time").and_then(read_clock);
    Some(NextContact { date: unit::parsed(&members, "date")?, time })
}

fn closing(closing: &Closing) -> String {
    let result = closing.result.as_ref().map(|result| result.as_str().to_owned());
    unit::unit([("date", closing.date.map(|date| date.to_string())), ("result", result)])
}

fn read_closing(text: &str) -> Closing {
    let members = unit::members(text);
    let result = unit::text(&members, "result").map(Outcome::from_document);
    Closing { date: unit::parsed(&members, "date"), result }
}
