//! Values of the wire read and written: dates, hours, zones, ids. Errors name the field.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use domain::refusal::Reason;

use crate::error::{AppError, parse_id};
use crate::wire;

/// An edit says what it was based on: without it, what others changed meanwhile would silently go back.
pub(crate) fn required_base(base: Option<&str>) -> Result<&str, AppError> {
    base.ok_or(AppError::invalid("base", Reason::Required))
}

pub(crate) fn read_date(field: &str, text: &str) -> Result<NaiveDate, AppError> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| AppError::invalid(field, Reason::NotADate))
}

pub(crate) fn optional_date(field: &str, text: Option<&str>) -> Result<Option<NaiveDate>, AppError> {
    text.filter(|text| !text.is_empty()).map(|text| read_date(field, text)).transpose()
}

pub(crate) fn read_time(field: &str, text: &str) -> Result<NaiveTime, AppError> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| AppError::invalid(field, Reason::NotATime))
}

pub(crate) fn read_zone(text: Option<&str>, own: Tz) -> Result<String, AppError> {
    match text.filter(|zone| !zone.is_empty()) {
        Some(zone) => match zone.parse::<Tz>() {
            Ok(zone) => Ok(zone.name().to_owned()),
            Err(_) => Err(AppError::invalid("time_zone", Reason::Unknown)),
        },
        None => Ok(own.name().to_owned()),
    }
}

pub(crate) fn optional_id<T: std::str::FromStr>(
    field: &str,
    text: Option<&str>,
) -> Result<Option<T>, AppError> {
    text.filter(|id| !id.is_empty()).map(|id| parse_id(field, id)).transpose()
}

pub(crate) fn clock_text(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

pub(crate) fn direction(text: &str) -> wire::Direction {
    match text {
        "them" => wire::Direction::Them,
        _ => wire::Direction::Us,
    }
}
