//! What an Outlook item is when it is no email: an appointment, a task or a contact, with the facts people look for.

use crate::address::{address_in, is_exchange_address, line_shown, name_shown};
use crate::kind::{Appointment, Contact, ItemKind, Meeting, Task};
use crate::mapi::{Names, Properties, id, name};
use crate::warning::Warnings;

/// The message class of an item, in lower case.
pub(crate) fn class_of(properties: &Properties, warnings: &mut Warnings) -> String {
    properties.token(id::MESSAGE_CLASS, warnings).unwrap_or_default().to_ascii_lowercase()
}

/// Tells what an item of a class is, and takes its facts.
pub(crate) fn of(class: &str, properties: &Properties, names: &Names, warnings: &mut Warnings) -> ItemKind {
    // TNEF of old programs has names of its own, [MS-OXTNEF] 2.1.3.3.8.
    let is = |prefixes: &[&str]| prefixes.iter().any(|prefix| class.starts_with(prefix));
    if is(&["ipm.appointment", "ipm.schedule.meeting", "ipm.microsoft schedule.mtg"]) {
        // Who answers an invitation is not who sent it.
        let is_answer = is(&["ipm.schedule.meeting.resp", "ipm.microsoft schedule.mtgresp"]);
        let found = appointment(properties, names, warnings);
        let organiser = if is_answer { String::new() } else { found.organiser };
        let meeting = match is(&["ipm.schedule.meeting.cancel", "ipm.microsoft schedule.mtgcncl"]) {
            true => Meeting::Cancellation,
            false if is_answer => Meeting::Answer,
            false => Meeting::Invitation,
        };
        ItemKind::Appointment(Appointment { organiser, meeting, ..found })
    } else if is(&["ipm.task"]) {
        ItemKind::Task(task(properties, names))
    } else if is(&["ipm.contact"]) {
        ItemKind::Contact(contact(properties, names, warnings))
    } else {
        ItemKind::Email
    }
}

fn appointment(properties: &Properties, names: &Names, warnings: &mut Warnings) -> Appointment {
    let named = |number| names.id(name::APPOINTMENT, number);
    // The second and third are what Outlook writes of the same for programs that do not know the first.
    let time = |number, common, plain| {
        let ids = [named(number), names.id(name::COMMON, common), Some(plain)];
        ids.into_iter().flatten().find_map(|id| properties.time(id))
    };
    let mut line = |id: Option<u16>| {
        let text = id.and_then(|id| properties.string(id, warnings)).map(|text| line_shown(&text));
        text.filter(|text| !text.is_empty())
    };
    let organisers =
        [id::SENT_REPRESENTING_NAME, id::SENT_REPRESENTING_SMTP_ADDRESS, id::SENT_REPRESENTING_EMAIL_ADDRESS];
    let place = line(named(name::LOCATION)).or_else(|| line(names.id(name::MEETING, name::WHERE)));
    let mut organisers = organisers.into_iter().filter_map(|id| line(Some(id)));
    Appointment {
        start: time(name::APPOINTMENT_START_WHOLE, name::COMMON_START, id::START_DATE),
        end: time(name::APPOINTMENT_END_WHOLE, name::COMMON_END, id::END_DATE),
        is_all_day: named(name::APPOINTMENT_SUB_TYPE).is_some_and(|id| properties.boolean(id)),
        meeting: Meeting::Invitation,
        place: place.unwrap_or_default(),
        organiser: organisers
            .find(|organiser| !is_exchange_address(organiser))
            .map(|organiser| name_shown(&organiser))
            .unwrap_or_default(),
    }
}

fn task(properties: &Properties, names: &Names) -> Task {
    let named = |number| names.id(name::TASK, number);
    let time = |number| named(number).and_then(|id| properties.time(id));
    Task {
        start: time(name::TASK_START_DATE),
        due: time(name::TASK_DUE_DATE),
        is_done: named(name::TASK_COMPLETE).is_some_and(|id| properties.boolean(id)),
    }
}

fn contact(properties: &Properties, names: &Names, warnings: &mut Warnings) -> Contact {
    let mut line =
        |id: u16| properties.string(id, warnings).map(|text| line_shown(&text)).unwrap_or_default();
    let phones =
        [id::BUSINESS_PHONE, id::BUSINESS_PHONE_2, id::MOBILE_PHONE, id::PRIMARY_PHONE, id::HOME_PHONE];
    let phones = distinct(phones.map(&mut line));
    // A colleague's address is Exchange's own; its display name is the address on the internet.
    let numbers = name::EMAIL_ADDRESSES.iter().chain(&name::EMAIL_ORIGINAL_DISPLAY_NAMES);
    let ids = numbers.filter_map(|number| names.id(name::ADDRESS, *number));
    let addresses = distinct(ids.filter_map(|id| address_in(&line(id))));
    Contact {
        name: line(id::DISPLAY_NAME),
        company: line(id::COMPANY_NAME),
        job_title: line(id::TITLE),
        addresses,
        phones,
    }
}

fn distinct(values: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for value in values {
        if !value.is_empty() && !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapi::kind;

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn read(properties: &Properties, names: &Names) -> ItemKind {
        let warnings = &mut Warnings::default();
        of(&class_of(properties, warnings), properties, names, warnings)
    }

    /// 2026-11-24T09:00:00Z in ticks since 1601.
    const NINE: u64 = 134_399_844_000_000_000;

    #[test]
    fn an_invitation_tells_when_where_and_who() {
        let (mut properties, mut names) = (Properties::default(), Names::default());
        names.insert(name::APPOINTMENT, name::APPOINTMENT_START_WHOLE, 0x8003);
        names.insert(name::APPOINTMENT, name::LOCATION, 0x8001);
        properties.insert(id::MESSAGE_CLASS, kind::STRING, wide("IPM.Schedule.Meeting.Request"));
        properties.insert(0x8003, kind::TIME, NINE.to_le_bytes().to_vec());
        properties.insert(id::END_DATE, kind::TIME, (NINE + 36_000_000_000).to_le_bytes().to_vec());
        properties.insert(0x8001, kind::STRING, wide("Sala 2, Cádiz"));
        properties.insert(id::SENT_REPRESENTING_NAME, kind::STRING, wide("Ana Núñez"));
        let found = read(&properties, &names);
        let ItemKind::Appointment(found) = found else { panic!("{found:?}") };
        assert_eq!(found.start.unwrap().to_rfc3339(), "2026-11-24T09:00:00+00:00");
        assert_eq!(found.end.unwrap().to_rfc3339(), "2026-11-24T10:00:00+00:00");
        assert_eq!((found.place.as_str(), found.organiser.as_str()), ("Sala 2, Cádiz", "Ana Núñez"));
    }

    #[test]
    fn the_class_tells_what_an_item_is() {
        let kind_of = |class: &str| {
            let mut properties = Properties::default();
            properties.insert(id::MESSAGE_CLASS, kind::STRING, wide(class));
            properties.insert(id::SENT_REPRESENTING_NAME, kind::STRING, wide("Luis"));
            read(&properties, &Names::default())
        };
        assert_eq!(kind_of("IPM.Note"), ItemKind::Email);
        assert_eq!(kind_of("IPM.TaskRequest"), ItemKind::Task(Task::default()));
        // Luis answers; who invited him is not said.
        let answer = Appointment { meeting: Meeting::Answer, ..Appointment::default() };
        assert_eq!(kind_of("IPM.Schedule.Meeting.Resp.Pos"), ItemKind::Appointment(answer));
    }

    #[test]
    fn a_contact_has_no_address_of_exchange() {
        let (mut properties, mut names) = (Properties::default(), Names::default());
        names.insert(name::ADDRESS, name::EMAIL_ADDRESSES[0], 0x8000);
        names.insert(name::ADDRESS, name::EMAIL_ORIGINAL_DISPLAY_NAMES[0], 0x8001);
        properties.insert(id::MESSAGE_CLASS, kind::STRING, wide("IPM.Contact"));
        properties.insert(id::DISPLAY_NAME, kind::STRING, wide("Ana Núñez"));
        properties.insert(0x8000, kind::STRING, wide("/O=EJEMPLO/OU=X/CN=ANA"));
        properties.insert(0x8001, kind::STRING, wide("ana@ejemplo.es"));
        properties.insert(id::MOBILE_PHONE, kind::STRING, wide("+34 600 000 000"));
        properties.insert(id::PRIMARY_PHONE, kind::STRING, wide("+34 600 000 000"));
        let found = read(&properties, &names);
        let ItemKind::Contact(found) = found else { panic!("{found:?}") };
        assert_eq!((found.name.as_str(), found.addresses), ("Ana Núñez", vec!["ana@ejemplo.es".to_owned()]));
        assert_eq!(found.phones, ["+34 600 000 000"]);
    }

    #[test]
    fn m01_an_answer_and_a_cancellation_tell_when_and_where_too() {
        for class in ["IPM.Schedule.Meeting.Resp.Pos", "IPM.Schedule.Meeting.Canceled"] {
            let (mut properties, mut names) = (Properties::default(), Names::default());
            names.insert(name::COMMON, name::COMMON_START, 0x8000);
            names.insert(name::COMMON, name::COMMON_END, 0x8001);
            names.insert(name::MEETING, name::WHERE, 0x8002);
            properties.insert(id::MESSAGE_CLASS, kind::STRING, wide(class));
            properties.insert(0x8000, kind::TIME, NINE.to_le_bytes().to_vec());
            properties.insert(0x8001, kind::TIME, (NINE + 36_000_000_000).to_le_bytes().to_vec());
            properties.insert(0x8002, kind::STRING, wide("Sala 2"));
            properties.insert(id::SENT_REPRESENTING_NAME, kind::STRING, wide("/O=EJEMPLO/CN=ANA"));
            properties.insert(id::SENT_REPRESENTING_SMTP_ADDRESS, kind::STRING, wide("ana@ejemplo.es"));
            let ItemKind::Appointment(found) = read(&properties, &names) else { panic!("{class}") };
            assert_eq!(found.start.unwrap().to_rfc3339(), "2026-11-24T09:00:00+00:00", "{class}");
            assert_eq!(found.end.unwrap().to_rfc3339(), "2026-11-24T10:00:00+00:00", "{class}");
            assert_eq!(found.place, "Sala 2");
            let organiser = if class.contains("Resp") { "" } else { "ana@ejemplo.es" };
            assert_eq!(found.organiser, organiser, "who answers did not invite");
        }
    }
}
