//! Invitations in internet mail, RFC 6047: calcard reads the calendar, what it says of the meeting is taken here.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarMethod,
    ICalendarParameterName, ICalendarProperty, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};

use crate::address::{line_shown, name_shown};
use crate::kind::{Appointment, Meeting};
use crate::limits;

/// A meeting, and what the sender says about it.
pub(crate) struct Invitation {
    pub(crate) appointment: Appointment,
    pub(crate) description: String,
}

/// The meeting of a calendar; none where it has no event, or is a file of somebody's dates and no message about one:
/// that it is one says its method, or that the mail is nothing else (`is_whole`).
pub(crate) fn read(text: &str, declared: Option<&str>, is_whole: bool) -> Option<Invitation> {
    let text = &text[..text.floor_char_boundary(limits::CALENDAR_BYTES_MAX)];
    let calendar = calendar_in(text)?;
    let method = calendar.components.first().and_then(|root| {
        let value = root.property(&ICalendarProperty::Method)?.values.first()?;
        match value {
            ICalendarValue::Method(method) => Some(method.clone()),
            _ => None,
        }
    });
    let says = |name: &str| declared.is_some_and(|declared| declared.eq_ignore_ascii_case(name));
    let meeting = match method {
        Some(ICalendarMethod::Reply | ICalendarMethod::Counter | ICalendarMethod::Declinecounter) => {
            Meeting::Answer
        }
        Some(ICalendarMethod::Cancel) => Meeting::Cancellation,
        None if says("reply") || says("counter") => Meeting::Answer,
        None if says("cancel") => Meeting::Cancellation,
        Some(ICalendarMethod::Request | ICalendarMethod::Add) => Meeting::Invitation,
        None if says("request") => Meeting::Invitation,
        _ if is_whole => Meeting::Invitation,
        _ => return None,
    };
    let events = |component: &&ICalendarComponent| component.component_type == ICalendarComponentType::VEvent;
    let event = calendar.components.iter().find(events)?;
    let start = event.property(&ICalendarProperty::Dtstart);
    let begins = start.and_then(|entry| moment(&calendar, entry));
    let ends = event.property(&ICalendarProperty::Dtend).and_then(|entry| moment(&calendar, entry));
    let is_all_day = start.and_then(date_time).is_some_and(|date| date.hour.is_none());
    let lasts = || match event.property(&ICalendarProperty::Duration)?.values.first()? {
        ICalendarValue::Duration(duration) => duration.to_time_delta(),
        _ => None,
    };
    // Without an end a day lasts a day, RFC 5545 3.6.1.
    let ends =
        ends.or_else(|| begins?.checked_add_signed(lasts().or(is_all_day.then(|| Duration::days(1)))?));
    let organiser = match meeting {
        // Who answers is not who calls the meeting.
        Meeting::Answer => String::new(),
        _ => event.property(&ICalendarProperty::Organizer).map(organiser).unwrap_or_default(),
    };
    let line = |property: &ICalendarProperty| event.property(property).and_then(text_of).map(line_shown);
    let appointment = Appointment {
        start: begins,
        end: ends,
        is_all_day,
        place: line(&ICalendarProperty::Location).unwrap_or_default(),
        organiser,
        meeting,
    };
    let description = event.property(&ICalendarProperty::Description).and_then(text_of).unwrap_or_default();
    Some(Invitation { appointment, description: description.to_owned() })
}

fn calendar_in(text: &str) -> Option<ICalendar> {
    let mut parser = Parser::new(text);
    // What stands before it may be anything.
    for _ in 0..limits::CALENDAR_LINES_BEFORE {
        match parser.entry() {
            Entry::ICalendar(calendar) => return Some(calendar),
            Entry::Eof => return None,
            _ => {}
        }
    }
    None
}

fn text_of(entry: &ICalendarEntry) -> Option<&str> {
    entry.values.first()?.as_text()
}

/// The name of who calls the meeting, or else the address.
fn organiser(entry: &ICalendarEntry) -> String {
    let name = entry.parameters(&ICalendarParameterName::Cn).find_map(|value| value.as_text());
    // RFC 6868: what a value between quotes cannot hold.
    let name = name.map(|name| name.replace("^'", "\"").replace("^n", " ").replace("^^", "^"));
    let name = name.map(|name| name_shown(&name)).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| line_shown(entry.calendar_address().unwrap_or_default()))
}

fn date_time(entry: &ICalendarEntry) -> Option<&PartialDateTime> {
    entry.values.first()?.as_partial_date_time()
}

/// The moment of a date, in the zone that the calendar itself describes, or else one that is known by its name. A time
/// without a zone is taken for UTC, as in a Date field.
fn moment(calendar: &ICalendar, entry: &ICalendarEntry) -> Option<DateTime<Utc>> {
    let date = date_time(entry)?;
    let day = NaiveDate::from_ymd_opt(date.year?.into(), date.month?.into(), date.day?.into())?;
    let part = |part: Option<u8>| u32::from(part.unwrap_or(0));
    let local = day.and_hms_opt(part(date.hour), part(date.minute), part(date.second).min(59))?;
    let minutes = match (date.tz_hour, entry.tz_id()) {
        (Some(hour), _) => {
            let minutes = i64::from(hour) * 60 + i64::from(date.tz_minute.unwrap_or(0));
            if date.tz_minus { -minutes } else { minutes }
        }
        (None, Some(zone)) => offset(calendar, zone, local),
        // What whole calendars of Apple and Google say of times without a zone.
        (None, None) => named_zone(calendar).map_or(0, |zone| offset(calendar, zone, local)),
    };
    Some(local.checked_sub_signed(Duration::try_minutes(minutes)?)?.and_utc())
}

fn named_zone(calendar: &ICalendar) -> Option<&str> {
    let root = calendar.components.first()?;
    root.entries.iter().find_map(|entry| match &entry.name {
        ICalendarProperty::Other(name) if name.eq_ignore_ascii_case("X-WR-TIMEZONE") => text_of(entry),
        _ => None,
    })
}

/// How many minutes east of UTC a zone is at a local time.
fn offset(calendar: &ICalendar, zone: &str, local: NaiveDateTime) -> i64 {
    let described = calendar
        .timezones()
        .find(|found| found.property(&ICalendarProperty::Tzid).and_then(text_of) == Some(zone));
    let described = described.and_then(|found| described_offset(calendar, found, local));
    described.or_else(|| known_offset(calendar, zone, local)).unwrap_or(0)
}

/// What the calendar says of its zone, RFC 5545 3.6.5: the part counts that began last before that day.
fn described_offset(calendar: &ICalendar, zone: &ICalendarComponent, local: NaiveDateTime) -> Option<i64> {
    let parts = zone.component_ids.iter().filter_map(|id| calendar.components.get(*id as usize));
    let began = parts.filter_map(|part| Some((last_beginning(part, local)?, minutes_to(part)?)));
    began.max_by_key(|(began, _)| *began).map(|(_, minutes)| minutes)
}

fn minutes_to(part: &ICalendarComponent) -> Option<i64> {
    let value = part.property(&ICalendarProperty::Tzoffsetto)?.values.first()?.as_partial_date_time()?;
    let minutes = i64::from(value.tz_hour?) * 60 + i64::from(value.tz_minute.unwrap_or(0));
    Some(if value.tz_minus { -minutes } else { minutes })
}

/// When a part of a zone began last, by its rule of every year or its one date.
fn last_beginning(part: &ICalendarComponent, local: NaiveDateTime) -> Option<NaiveDateTime> {
    use chrono::Datelike;
    let first = date_time(part.property(&ICalendarProperty::Dtstart)?)?;
    let day = NaiveDate::from_ymd_opt(first.year?.into(), first.month?.into(), first.day?.into())?;
    let time = (first.hour.unwrap_or(0).into(), first.minute.unwrap_or(0).into(), 0);
    let first = day.and_hms_opt(time.0, time.1, time.2)?;
    let rule = part.property(&ICalendarProperty::Rrule).and_then(|entry| entry.values.first());
    let Some(ICalendarValue::RecurrenceRule(rule)) = rule else { return Some(first) };
    let in_year = |year: i32| {
        let month = rule.bymonth.first().map_or(day.month(), |month| u32::from(month.month()));
        let on = match rule.byday.first() {
            Some(by) => nth_weekday(year, month, by.ordwk.unwrap_or(1), by.weekday.into())?,
            None => NaiveDate::from_ymd_opt(year, month, day.day())?,
        };
        on.and_hms_opt(time.0, time.1, time.2)
    };
    let years = [local.year(), local.year() - 1];
    years.into_iter().filter_map(in_year).find(|began| *began <= local && *began >= first).or(Some(first))
}

/// The first, second... day of the week in a month, or from its end where the number is negative.
fn nth_weekday(year: i32, month: u32, number: i16, weekday: chrono::Weekday) -> Option<NaiveDate> {
    if number >= 1 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(number).ok()?);
    }
    (1..=5)
        .rev()
        .filter_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n))
        .nth(usize::try_from(-number - 1).ok()?)
}

fn known_offset(calendar: &ICalendar, zone: &str, local: NaiveDateTime) -> Option<i64> {
    use chrono::{Offset, TimeZone};
    let zone = calendar.build_tz_resolver().resolve(zone)?;
    let at = zone.offset_from_local_datetime(&local).earliest()?;
    Some(i64::from(at.fix().local_minus_utc()) / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADRID: &str = "BEGIN:VTIMEZONE\r\nTZID:ZONA\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n\
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\n\
        TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

    fn meeting(lines: &str) -> Appointment {
        let text = format!(
            "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n{MADRID}BEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        read(&text, None, false).unwrap().appointment
    }

    #[test]
    fn m01_hours_are_those_of_the_zone_that_the_calendar_describes() {
        let check = |local: &str, expected: &str| {
            let start = meeting(&format!("DTSTART;TZID=ZONA:{local}")).start.unwrap();
            assert_eq!(start.to_rfc3339(), format!("{expected}+00:00"), "{local}");
        };
        check("20261201T100000", "2026-12-01T09:00:00");
        check("20260701T100000", "2026-07-01T08:00:00");
        check("20261024T100000", "2026-10-24T08:00:00");
        check("20261025T100000", "2026-10-25T09:00:00");
        check("20260329T100000", "2026-03-29T08:00:00");
        check("20260328T100000", "2026-03-28T09:00:00");
        let start = |line: &str| meeting(line).start.unwrap().to_rfc3339();
        assert_eq!(start("DTSTART;TZID=Europe/Madrid:20260701T100000"), "2026-07-01T08:00:00+00:00");
        assert_eq!(start("DTSTART:20260701T080000Z"), "2026-07-01T08:00:00+00:00");
    }

    #[test]
    fn m01_an_end_may_be_a_length_or_the_end_of_the_day() {
        let length = |lines: &str| {
            let found = meeting(lines);
            ((found.end.unwrap() - found.start.unwrap()).num_minutes(), found.is_all_day)
        };
        assert_eq!(length("DTSTART:20260701T080000Z\r\nDTEND:20260701T093000Z"), (90, false));
        assert_eq!(length("DTSTART:20260701T080000Z\r\nDURATION:PT45M"), (45, false));
        assert_eq!(length("DTSTART;VALUE=DATE:20260701"), (24 * 60, true));
        let found = meeting(
            "DTSTART:20260701T080000Z\r\nORGANIZER;CN=Ana ^'Jefa^' Gil:mailto:a@b.example\r\nLOCATION:Sala 2\\, Cádiz",
        );
        assert_eq!((found.organiser.as_str(), found.place.as_str()), ("Ana \"Jefa\" Gil", "Sala 2, Cádiz"));
    }
}
