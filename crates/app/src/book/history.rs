//! What happened to a record: who changed what, when, on which device, from the changes themselves (S14).

use std::collections::HashMap;

use documents::deletion::Presence;
use documents::fields::Value;
use documents::history::Entry;
use documents::provenance::Command;
use domain::id::{
    ActionLineId, AttachmentId, ContactId, CustomFieldId, CustomerGroupId, CustomerId, PersonId, ProductId,
    UserId,
};
use domain::refusal::Reason;
use uuid::Uuid;

use crate::book::Book;
use crate::book::project::{check, load, shown_name};
use crate::clock;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::wire;

impl Book {
    /// Oldest first; one entry a field.
    pub async fn history(&self, id: &str) -> Result<Vec<wire::HistoryEntry>, AppError> {
        let id: Uuid = parse_id("id", id)?;
        let stored = self.store.document(id).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        let mut names: HashMap<UserId, Option<String>> = HashMap::new();
        let mut entries = Vec::new();
        for entry in load(stored.kind, &stored.bytes)?.history()? {
            let user = entry.author.as_ref().map(|author| author.user);
            if let Some(user) = user
                && !names.contains_key(&user)
            {
                names.insert(user, self.store.user(user).await?.map(|shown| shown.name));
            }
            let device = match entry.actor {
                Some(actor) => self.store.device_of(actor.0).await?,
                None => None,
            };
            let user_name = user.and_then(|user| names.get(&user).cloned().flatten());
            for (field, old, new) in as_people_read(&entry) {
                entries.push(wire(&entry, (field, old, new), user_name.clone(), device.clone()));
            }
        }
        for entry in &mut entries {
            if self.name_custom(entry).await? {
                continue;
            }
            entry.old_name = self.name_of(&entry.field, entry.old.as_deref()).await?;
            entry.new_name = self.name_of(&entry.field, entry.new.as_deref()).await?;
        }
        Ok(entries)
    }

    /// Makes one field of a record what it was before a change of its history (S14): one batch, one undo.
    ///
    /// # Errors
    /// `invalid` where the record with that value would be refused now.
    pub async fn restore_value(&self, id: &str, change: &str, key: &str) -> Result<(), AppError> {
        let id: Uuid = parse_id("id", id)?;
        let unknown = || AppError::invalid("change", Reason::Unknown);
        let change = read_hex(change).ok_or_else(unknown)?;
        let mut batch = self.batch(Command::Edit).await?;
        let (kind, mut document) = batch.stored(id).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        if document.presence()? == Presence::Deleted {
            return Err(AppError::new(ErrorCode::NotFound).with_detail("in the bin"));
        }
        let written = document.restore_value(change, key, &batch.author).map_err(|_| unknown())?;
        check(kind, &document)?;
        batch.touch(kind, id, document, written);
        batch.commit().await
    }

    /// Says a change of a field of the team's own as its form does; false for any other.
    async fn name_custom(&self, entry: &mut wire::HistoryEntry) -> Result<bool, AppError> {
        let Some((CUSTOM_FIELDS, id)) = entry.key.as_deref().and_then(|key| key.split_once('.')) else {
            return Ok(false);
        };
        let Ok(id) = id.parse::<CustomFieldId>() else { return Ok(false) };
        let Some(known) = self.store.custom_field(id).await? else { return Ok(true) };
        let labels = |value: &Option<String>| {
            let keys = value.as_deref()?.split(LIST_MARK);
            let label = |key: &str| {
                let option = known.field.options.iter().find(|option| option.key == key);
                option.map_or_else(|| key.to_owned(), |option| option.label.clone())
            };
            Some(keys.map(label).collect::<Vec<_>>().join(", "))
        };
        (entry.old_name, entry.new_name) = (labels(&entry.old), labels(&entry.new));
        for value in [&mut entry.old, &mut entry.new].into_iter().flatten() {
            *value = value.replace(LIST_MARK, ", ");
        }
        entry.field_name = Some(known.field.label);
        Ok(true)
    }

    /// The name of a record that a field refers to; none for a field that holds no id.
    pub(crate) async fn name_of(&self, field: &str, value: Option<&str>) -> Result<Option<String>, AppError> {
        let Some(id) = value.and_then(|value| value.parse::<Uuid>().ok()) else { return Ok(None) };
        Ok(match field {
            "customer" => self.store.customer(CustomerId(id)).await?.map(|shown| shown.name),
            "person" => self.store.person(PersonId(id)).await?.map(|shown| shown.name),
            "user" => self.store.user(UserId(id)).await?.map(|shown| shown.name),
            "email" | "attachments" => self.store.attachment(AttachmentId(id)).await?.map(|shown| shown.name),
            "interests" => self.store.product(ProductId(id)).await?.map(|found| found.name),
            "ticked" => self.store.action_line(ActionLineId(id)).await?,
            "kind" | "zone" | "sector" => {
                self.store.customer_group(CustomerGroupId(id)).await?.map(|found| found.name)
            }
            "owner" => self.store.user(UserId(id)).await?.map(|shown| shown.name),
            "previous" => self.store.contact(ContactId(id)).await?.map(|shown| shown.row.date.to_string()),
            _ => None,
        })
    }
}

fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

/// A value of a field as history shows it: of a unit each member, of everything else one.
pub(crate) fn parts_as_read(field: &str, value: Option<&Value>) -> Vec<(String, Option<String>)> {
    let parts = changed_as_read(field, None, value.map(text)).into_iter().map(|(field, _, new)| (field, new));
    parts.collect()
}

type Changed = (String, Option<String>, Option<String>);

fn wire(
    entry: &Entry,
    (field, old, new): Changed,
    user_name: Option<String>,
    device: Option<String>,
) -> wire::HistoryEntry {
    let author = entry.author.as_ref();
    wire::HistoryEntry {
        at: clock::instant(entry.at),
        user: author.map(|author| author.user.to_string()),
        user_name,
        device,
        batch: author.map(|author| author.batch.to_string()),
        change: hex(&entry.change),
        key: (entry.field != "deleted").then(|| entry.field.clone()),
        command: author.map_or_else(|| "edit".to_owned(), |author| author.command.clone()),
        field,
        field_name: None,
        old,
        new,
        old_name: None,
        new_name: None,
    }
}

/// A change in the fields of the record as it is shown: a unit's members one by one, an entry by its value.
fn as_people_read(entry: &Entry) -> Vec<Changed> {
    changed_as_read(&entry.field, entry.old.as_ref().map(text), entry.new.as_ref().map(text))
}

fn changed_as_read(field: &str, old: Option<String>, new: Option<String>) -> Vec<Changed> {
    let members: &[(&str, &str)] = match field {
        "channel" => &[("type", "contact_type"), ("email", "email")],
        "hour" => &[("time", "time"), ("zone", "time_zone")],
        "next_contact" => &[("date", "next_contact.date"), ("time", "next_contact.time")],
        "closing" => &[("date", "closing.date"), ("result", "closing.result")],
        "content" => &[("sha256", "sha256"), ("size", "size")],
        "email" => &[("subject", "subject")],
        // A line that only moved says what it said.
        field => {
            return Some(entry_as_read(field, old, new))
                .filter(|(_, old, new)| old != new)
                .into_iter()
                .collect();
        }
    };
    let changed = members.iter().map(|(member, field)| {
        ((*field).to_owned(), member_of(old.as_deref(), member), member_of(new.as_deref(), member))
    });
    changed.filter(|(_, old, new)| old != new).collect()
}

fn entry_as_read(field: &str, old: Option<String>, new: Option<String>) -> Changed {
    let Some((list, key)) = field.split_once('.') else {
        return (shown_name(field.to_owned()), old, new);
    };
    let value = |json: Option<String>| {
        json.map(|json| match list {
            "addresses" => address_as_read(&json),
            CUSTOM_FIELDS => value_as_read(&json),
            _ => member_of(Some(&json), "text").unwrap_or_else(|| key.to_owned()),
        })
    };
    (list.to_owned(), value(old), value(new))
}

fn address_as_read(json: &str) -> String {
    let part = |member| member_of(Some(json), member);
    let place: Vec<String> = [part("postal_code"), part("town")].into_iter().flatten().collect();
    let place = Some(place.join(" ")).filter(|place| !place.is_empty());
    let parts = [part("street"), place, part("province"), part("country")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Keys of options stand together, parted by a mark that none of them holds.
fn value_as_read(json: &str) -> String {
    let members: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    match members.get("value") {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(serde_json::Value::Array(keys)) => {
            keys.iter().filter_map(|key| key.as_str()).collect::<Vec<_>>().join(LIST_MARK)
        }
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

const CUSTOM_FIELDS: &str = "custom_fields";
const LIST_MARK: &str = "\u{1f}";

fn member_of(json: Option<&str>, member: &str) -> Option<String> {
    let members: serde_json::Value = serde_json::from_str(json?).ok()?;
    members.get(member)?.as_str().map(str::to_owned)
}

fn text(value: &Value) -> String {
    match value {
        // An entry's place is not its value.
        Value::Text(text) => documents::fields::entry_value(text).to_owned(),
        Value::Number(number) => number.to_string(),
    }
}
