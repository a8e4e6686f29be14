//! Fields that a team defines, and what records may hold of them (S44).

use documents::provenance::Command;
use domain::custom_field::{self, CustomField, CustomValue, FieldKind, FieldOf, FieldOption, FieldValue};
use domain::id::CustomFieldId;
use domain::limits::CUSTOM_FIELDS_MAX;
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use store::criteria::CustomCriterion;
use store::custom_fields::Shown;
use uuid::Uuid;

use crate::book::Book;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::wire;
use crate::wire::read::{read_date, required_base};

impl Book {
    /// In their order, those that are not active among them.
    pub async fn custom_fields(&self) -> Result<Vec<wire::CustomField>, AppError> {
        Ok(self.store.custom_fields().await?.into_iter().map(shown).collect())
    }

    pub async fn custom_field(&self, id: &str) -> Result<wire::CustomField, AppError> {
        let found = self.store.custom_field(parse_id("id", id)?).await?;
        found.map(shown).ok_or(AppError::new(ErrorCode::NotFound))
    }

    pub async fn add_custom_field(
        &self,
        draft: wire::CustomFieldDraft,
    ) -> Result<wire::CustomField, AppError> {
        let known = self.store.custom_fields().await?;
        let of_it = || known.iter().filter(|known| known.field.of == read_of(draft.belongs_to));
        if of_it().count() >= CUSTOM_FIELDS_MAX {
            return Err(AppError::invalid("label", Reason::TooMany));
        }
        let last = of_it().map(|known| known.field.rank).max().unwrap_or(0);
        let field = read(&draft, draft.order.map_or(last + 1, i64::from)).check()?;
        let id = CustomFieldId(Uuid::now_v7());
        let mut batch = self.batch(Command::Add).await?;
        batch.add(RecordKind::CustomField, id.0, &field).await?;
        batch.commit().await?;
        self.custom_field(&id.to_string()).await.map_err(AppError::after_saving)
    }

    /// Another label, order, options or state; its kind and what it belongs to stay.
    pub async fn edit_custom_field(
        &self,
        id: &str,
        draft: wire::CustomFieldDraft,
        base: Option<&str>,
    ) -> Result<wire::CustomField, AppError> {
        let (key, base) = (parse_id::<CustomFieldId>("id", id)?, required_base(base)?);
        let (seen, opened): (CustomField, _) =
            self.open_to_edit(RecordKind::CustomField, key.0, base).await?;
        if seen.kind != read_kind(draft.kind) {
            return Err(AppError::invalid("kind", Reason::Fixed));
        }
        if seen.of != read_of(draft.belongs_to) {
            return Err(AppError::invalid("belongs_to", Reason::Fixed));
        }
        let field = read(&draft, draft.order.map_or(seen.rank, i64::from)).check()?;
        let mut batch = self.batch(Command::Edit).await?;
        batch.take(opened);
        batch.edit(RecordKind::CustomField, key.0, Some(base), async |_: CustomField| Ok(field)).await?;
        batch.commit().await?;
        self.custom_field(id).await.map_err(AppError::after_saving)
    }

    /// A saved field as a form would hold it, as it was at `base`, with that revision.
    pub async fn custom_field_draft(
        &self,
        id: &str,
        base: Option<&str>,
    ) -> Result<(wire::CustomFieldDraft, String), AppError> {
        let id = parse_id::<CustomFieldId>("id", id)?.0;
        let (seen, revision): (CustomField, String) = self.record(RecordKind::CustomField, id, base).await?;
        let draft = wire::CustomFieldDraft {
            belongs_to: wire_of(seen.of),
            kind: wire_kind(seen.kind),
            label: seen.label,
            required: seen.is_required,
            default: seen.default.map(wire_value),
            order: Some(order(seen.rank)),
            active: seen.is_active,
            options: seen.options.into_iter().map(wire_option).collect(),
        };
        Ok((draft, revision))
    }

    /// To the bin: forms show it no more, records keep what they hold.
    pub async fn delete_custom_field(&self, id: &str) -> Result<wire::CustomField, AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        batch.delete(RecordKind::CustomField, parse_id::<CustomFieldId>("id", id)?.0).await?;
        batch.commit().await?;
        self.custom_field(id).await.map_err(AppError::after_saving)
    }

    pub async fn restore_custom_field(&self, id: &str) -> Result<wire::CustomField, AppError> {
        let mut batch = self.batch(Command::Restore).await?;
        batch.restore(RecordKind::CustomField, parse_id::<CustomFieldId>("id", id)?.0).await?;
        batch.commit().await?;
        self.custom_field(id).await.map_err(AppError::after_saving)
    }

    /// What a record holds after its form was accepted: what `seen` held, with the draft laid over it; a new record
    /// starts with the defaults. A required field that is active must hold something.
    pub(crate) async fn read_custom_values(
        &self,
        of: FieldOf,
        draft: &wire::CustomDraft,
        seen: Option<&[CustomValue]>,
    ) -> Result<Vec<CustomValue>, AppError> {
        let fields: Vec<Shown> =
            self.store.custom_fields().await?.into_iter().filter(|shown| shown.field.of == of).collect();
        let refused = |id: &str, reason| AppError::invalid(&format!("custom_fields.{id}"), reason);
        let mut values = seen.map_or_else(|| defaults(&fields), <[_]>::to_vec);
        for (id, given) in draft {
            let field: CustomFieldId = id.parse().map_err(|_| refused(id, Reason::Unknown))?;
            let held = seen.into_iter().flatten().find(|held| held.field == field);
            let given = given.clone().map(read_value);
            // What stands as it was seen is not looked up: its field may have gone, or not have arrived yet.
            if held.map(|held| &held.value) == given.as_ref() && (held.is_some() || seen.is_some()) {
                continue;
            }
            let value = match given {
                Some(given) => {
                    let known = fields.iter().find(|shown| shown.id == field);
                    let known = known.ok_or_else(|| refused(id, Reason::Unknown))?;
                    known.field.read(given).map_err(|reason| refused(id, reason))?
                }
                None => None,
            };
            values.retain(|held| held.field != field);
            values.extend(value.map(|value| CustomValue { field, value }));
        }
        let is_missing = |shown: &&Shown| {
            shown.field.is_active
                && shown.field.is_required
                && !values.iter().any(|held| held.field == shown.id)
        };
        if let Some(missing) = fields.iter().find(is_missing) {
            return Err(refused(&missing.id.to_string(), Reason::Required));
        }
        values.sort_by_key(|held| held.field);
        Ok(values)
    }

    /// What a record starts with that nobody fills in; required fields are asked for when it is next edited.
    pub(crate) async fn default_custom_values(&self, of: FieldOf) -> Result<Vec<CustomValue>, AppError> {
        let fields: Vec<Shown> =
            self.store.custom_fields().await?.into_iter().filter(|shown| shown.field.of == of).collect();
        let mut values = defaults(&fields);
        values.sort_by_key(|held| held.field);
        Ok(values)
    }

    /// The criteria of fields, as far as the fields are known here.
    pub(crate) async fn read_custom_criteria(
        &self,
        criteria: &[wire::CustomCriterion],
    ) -> Result<Vec<CustomCriterion>, AppError> {
        if criteria.is_empty() {
            return Ok(Vec::new());
        }
        let fields = self.store.custom_fields().await?;
        criteria.iter().map(|criterion| read_criterion(criterion, &fields)).collect()
    }
}

fn defaults(fields: &[Shown]) -> Vec<CustomValue> {
    let active = fields.iter().filter(|shown| shown.field.is_active);
    active
        .filter_map(|shown| Some(CustomValue { field: shown.id, value: shown.field.default.clone()? }))
        .collect()
}

fn read_criterion(criterion: &wire::CustomCriterion, fields: &[Shown]) -> Result<CustomCriterion, AppError> {
    let name = format!("custom_fields.{}", criterion.field);
    let unknown = || AppError::invalid(&name, Reason::Unknown);
    let id: CustomFieldId = criterion.field.parse().map_err(|_| unknown())?;
    let field = &fields.iter().find(|shown| shown.id == id).ok_or_else(unknown)?.field;
    let bound = |text: &Option<String>| {
        let Some(text) = text.as_deref().map(str::trim).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let number = match field.kind {
            FieldKind::Date => store::criteria::number_of_day(read_date(&name, text)?),
            _ => {
                let number =
                    custom_field::decimal(text).map_err(|reason| AppError::invalid(&name, reason))?;
                number.to_string().parse().map_err(|_| AppError::invalid(&name, Reason::NotANumber))?
            }
        };
        Ok::<_, AppError>(Some(number))
    };
    let text = criterion.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let asked = CustomCriterion { field: id, of: field.of, text: None, value: None, from: None, to: None };
    Ok(match (text, field.kind) {
        (Some(text), FieldKind::List | FieldKind::MultiList | FieldKind::YesNo) => {
            let read = field.read(FieldValue::Text(text.to_owned()));
            let value = match read.map_err(|reason| AppError::invalid(&name, reason))? {
                // Records hold each option of several by itself.
                Some(FieldValue::Options(keys)) => keys.into_iter().next().map(FieldValue::Text),
                value => value,
            };
            CustomCriterion { value, ..asked }
        }
        // One number or day is a range of one.
        (Some(text), FieldKind::Whole | FieldKind::Decimal | FieldKind::Date) => {
            let one = bound(&Some(text.to_owned()))?;
            CustomCriterion { from: one, to: one, ..asked }
        }
        (text, _) => CustomCriterion {
            text: text.map(str::to_owned),
            from: bound(&criterion.from)?,
            to: bound(&criterion.to)?,
            ..asked
        },
    })
}

pub(crate) fn wire_values(values: Vec<CustomValue>) -> wire::CustomValues {
    values.into_iter().map(|held| (held.field.to_string(), wire_value(held.value))).collect()
}

/// As a form would hold them.
pub(crate) fn drafted_values(values: &[CustomValue]) -> wire::CustomDraft {
    values.iter().map(|held| (held.field.to_string(), Some(wire_value(held.value.clone())))).collect()
}

fn read(draft: &wire::CustomFieldDraft, rank: i64) -> CustomField {
    let option = |option: &wire::CustomOption| FieldOption {
        key: option.key.clone(),
        label: option.label.clone(),
        is_hidden: option.hidden,
    };
    CustomField {
        of: read_of(draft.belongs_to),
        kind: read_kind(draft.kind),
        label: draft.label.clone(),
        is_required: draft.required,
        default: draft.default.clone().map(read_value),
        rank,
        is_active: draft.active,
        options: draft.options.iter().map(option).collect(),
    }
}

fn shown(shown: Shown) -> wire::CustomField {
    wire::CustomField {
        id: shown.id.to_string(),
        revision: shown.revision,
        belongs_to: wire_of(shown.field.of),
        kind: wire_kind(shown.field.kind),
        label: shown.field.label,
        required: shown.field.is_required,
        default: shown.field.default.map(wire_value),
        order: order(shown.field.rank),
        active: shown.field.is_active,
        options: shown.field.options.into_iter().map(wire_option).collect(),
        deleted: shown.is_deleted,
        conflicts: shown.conflicts,
    }
}

fn order(rank: i64) -> i32 {
    rank.clamp(i32::MIN.into(), i32::MAX.into()) as i32
}

fn wire_option(option: FieldOption) -> wire::CustomOption {
    wire::CustomOption { key: option.key, label: option.label, hidden: option.is_hidden }
}

fn wire_value(value: FieldValue) -> wire::CustomValue {
    match value {
        FieldValue::Text(text) => wire::CustomValue::Text(text),
        FieldValue::Whole(number) => wire::CustomValue::Number(number),
        FieldValue::Flag(flag) => wire::CustomValue::Flag(flag),
        FieldValue::Options(keys) => wire::CustomValue::Options(keys),
    }
}

fn read_value(value: wire::CustomValue) -> FieldValue {
    match value {
        wire::CustomValue::Text(text) => FieldValue::Text(text),
        wire::CustomValue::Number(number) => FieldValue::Whole(number),
        wire::CustomValue::Flag(flag) => FieldValue::Flag(flag),
        wire::CustomValue::Options(keys) => FieldValue::Options(keys),
    }
}

fn wire_of(of: FieldOf) -> wire::FieldOf {
    match of {
        FieldOf::Contact => wire::FieldOf::Contact,
        FieldOf::Customer => wire::FieldOf::Customer,
    }
}

fn read_of(of: wire::FieldOf) -> FieldOf {
    match of {
        wire::FieldOf::Contact => FieldOf::Contact,
        wire::FieldOf::Customer => FieldOf::Customer,
    }
}

fn wire_kind(kind: FieldKind) -> wire::FieldKind {
    use wire::FieldKind as W;
    match kind {
        FieldKind::Text => W::Text,
        FieldKind::LongText => W::LongText,
        FieldKind::Whole => W::Whole,
        FieldKind::Decimal => W::Decimal,
        FieldKind::Date => W::Date,
        FieldKind::YesNo => W::YesNo,
        FieldKind::List => W::List,
        FieldKind::MultiList => W::MultiList,
        FieldKind::Email => W::Email,
        FieldKind::Phone => W::Phone,
        FieldKind::Url => W::Url,
    }
}

fn read_kind(kind: wire::FieldKind) -> FieldKind {
    use wire::FieldKind as W;
    match kind {
        W::Text => FieldKind::Text,
        W::LongText => FieldKind::LongText,
        W::Whole => FieldKind::Whole,
        W::Decimal => FieldKind::Decimal,
        W::Date => FieldKind::Date,
        W::YesNo => FieldKind::YesNo,
        W::List => FieldKind::List,
        W::MultiList => FieldKind::MultiList,
        W::Email => FieldKind::Email,
        W::Phone => FieldKind::Phone,
        W::Url => FieldKind::Url,
    }
}
