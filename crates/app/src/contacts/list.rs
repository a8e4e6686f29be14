//! The list of contacts: criteria, order, pages, counts, and what is selected in it (S3-S5, S8-S9).

use documents::provenance::Command;
use domain::contact::{ContactType, Direction, Outcome};
use domain::id::{ContactId, ContactTypeId, CustomerGroupId, CustomerId, PersonId, UserId};
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use store::contacts::{From, Line};
use store::criteria::{Criteria, OfCustomer, Range};
use store::ranking::{Column, Order};
use store::store::Store;
use uuid::Uuid;

use crate::book::Book;
use crate::error::{AppError, parse_id};
use crate::limits::{EXCERPT_CHARS_MAX, PAGE_MAX, SELECTED_MAX};
use crate::wire;
use crate::wire::read::{clock_text, direction, optional_date, optional_id};
use crate::work::Work;

/// A page of the list, and where the next one starts.
#[derive(Debug)]
pub struct Page {
    pub rows: Vec<wire::ContactRow>,
    pub next: Option<String>,
}

impl Book {
    /// The lines from `offset` on, newest first: any window of a long list.
    pub async fn contacts(
        &self,
        criteria: &wire::ContactCriteria,
        state: wire::StateFilter,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<wire::ContactRow>, AppError> {
        let criteria = self.read_criteria(criteria, state).await?;
        let (from, limit) = (Some(From::Offset(offset)), limit.min(PAGE_MAX));
        let lines =
            self.with_words(|store| store.contacts(&criteria, from, limit, EXCERPT_CHARS_MAX)).await?;
        Ok(lines.into_iter().map(row).collect())
    }

    /// The lines from `offset` on, in the order of a column.
    pub async fn contacts_in_order(
        &self,
        criteria: &wire::ContactCriteria,
        state: wire::StateFilter,
        order: wire::ContactOrder,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<wire::ContactRow>, AppError> {
        let criteria = self.read_criteria(criteria, state).await?;
        let (order, limit) = (read_order(order), limit.min(PAGE_MAX));
        let page = async |store: &Store| {
            store.contacts_in_order(&criteria, order, offset, limit, EXCERPT_CHARS_MAX).await
        };
        let lines = self.with_words(page).await?;
        Ok(lines.into_iter().map(row).collect())
    }

    /// The lines after a cursor: what arrives meanwhile shifts nothing.
    pub async fn contacts_after(
        &self,
        criteria: &wire::ContactCriteria,
        state: wire::StateFilter,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Page, AppError> {
        let criteria = self.read_criteria(criteria, state).await?;
        let after = match after {
            Some(cursor) => {
                Some(From::After(cursor.parse().map_err(|()| AppError::invalid("after", Reason::Malformed))?))
            }
            None => None,
        };
        let limit = limit.clamp(1, PAGE_MAX);
        let mut lines =
            self.with_words(|store| store.contacts(&criteria, after, limit + 1, EXCERPT_CHARS_MAX)).await?;
        let is_last = lines.len() <= limit as usize;
        lines.truncate(limit as usize);
        let next = lines.last().filter(|_| !is_last).map(|line| line.cursor.to_string());
        Ok(Page { rows: lines.into_iter().map(row).collect(), next })
    }

    /// How many there are of each state (S9).
    pub async fn contact_counts(
        &self,
        criteria: &wire::ContactCriteria,
    ) -> Result<wire::ContactCounts, AppError> {
        let criteria = self.read_criteria(criteria, wire::StateFilter::All).await?;
        let counts = self.with_words(|store| store.contact_counts(&criteria)).await?;
        Ok(wire::ContactCounts { all: counts.done + counts.open, done: counts.done, open: counts.open })
    }

    /// The minutes of all of a state, together.
    pub async fn contact_minutes(
        &self,
        criteria: &wire::ContactCriteria,
        state: wire::StateFilter,
    ) -> Result<u64, AppError> {
        Ok(self.store.contact_minutes(&self.read_criteria(criteria, state).await?).await?)
    }

    /// Where contacts stand in the list now; none of each that the list does not hold.
    pub async fn places_of_contacts(
        &self,
        criteria: &wire::ContactCriteria,
        state: wire::StateFilter,
        order: wire::ContactOrder,
        ids: &[String],
    ) -> Result<Vec<Option<u32>>, AppError> {
        let criteria = self.read_criteria(criteria, state).await?;
        Ok(self.store.places_of(&criteria, read_order(order), &parse_contacts("ids", ids)?).await?)
    }

    /// Which contacts stand at places of the list, from one on; at most as many as can be selected.
    pub async fn contact_ids(
        &self,
        criteria: &wire::ContactCriteria,
        state: wire::StateFilter,
        order: wire::ContactOrder,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<String>, AppError> {
        let criteria = self.read_criteria(criteria, state).await?;
        let range = offset..offset.saturating_add(limit.min(SELECTED_MAX));
        let lines = self.store.contacts_at(&criteria, read_order(order), &[range]).await?;
        Ok(lines.into_iter().map(|line| line.id.to_string()).collect())
    }

    /// The place of the next contact whose customer's name begins so, as one types in a list; of the person or user
    /// when the list is sorted by them.
    pub async fn seek_contact(
        &self,
        criteria: &wire::ContactCriteria,
        state: wire::StateFilter,
        order: wire::ContactOrder,
        beginning: &str,
        after: Option<u32>,
    ) -> Result<Option<u32>, AppError> {
        let criteria = self.read_criteria(criteria, state).await?;
        Ok(self.store.seek(&criteria, read_order(order), beginning, after).await?)
    }

    /// All that are selected, to the bin, with one undo for all. How many there were.
    pub async fn delete_contacts(
        &self,
        selection: &wire::ContactSelection,
        work: &Work,
    ) -> Result<u32, AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        batch.work = work.clone();
        let ids: Vec<ContactId> = self.selected_lines(selection).await?.iter().map(|line| line.id).collect();
        work.expect(ids.len());
        for id in &ids {
            batch.delete(RecordKind::Contact, id.0).await?;
            work.step(1)?;
        }
        batch.commit().await?;
        Ok(ids.len() as u32)
    }

    /// The contacts of a selection; of one by places only if the list still stands as it was seen.
    pub(crate) async fn selected_lines(
        &self,
        selection: &wire::ContactSelection,
    ) -> Result<Vec<Line>, AppError> {
        let malformed = || AppError::invalid("selection", Reason::Malformed);
        if !selection.ids.is_empty() {
            let ids = parse_contacts("selection", &selection.ids)?;
            return Ok(self.store.contacts_named(&ids).await?);
        }
        let mut ranges = Vec::with_capacity(selection.ranges.len());
        let (mut count, mut free) = (0, 0);
        for range in &selection.ranges {
            if range.from < free || range.to < range.from {
                return Err(malformed());
            }
            free = range.to.checked_add(1).ok_or_else(malformed)?;
            count += free - range.from;
            ranges.push(range.from..free);
        }
        if count > SELECTED_MAX {
            return Err(AppError::invalid("selection", Reason::TooMany));
        }
        let criteria = self.read_criteria(&selection.criteria, selection.state).await?;
        let lines = self.store.contacts_at(&criteria, read_order(selection.order), &ranges).await?;
        let mut at = 0;
        let stands = |place: usize, seen: &Option<String>| {
            seen.as_ref().is_none_or(|seen| lines.get(place).is_some_and(|line| line.id.to_string() == *seen))
        };
        for (range, of) in selection.ranges.iter().zip(&ranges) {
            if !stands(at, &range.first) || !stands(at + of.len() - 1, &range.last) {
                return Err(AppError::invalid("selection", Reason::Moved));
            }
            at += of.len();
        }
        match at == lines.len() {
            true => Ok(lines),
            false => Err(AppError::invalid("selection", Reason::Moved)),
        }
    }

    /// What criteria name by id is there: of a script that mistypes one, "none found" would be no answer.
    pub async fn refuse_unknown(&self, criteria: &wire::ContactCriteria) -> Result<(), AppError> {
        let own_type = criteria.contact_type.as_ref().filter(|key| key.parse::<ContactTypeId>().is_ok());
        let named = [
            ("customer", RecordKind::Customer, criteria.customer.as_ref()),
            ("person", RecordKind::Person, criteria.person.as_ref()),
            ("contact_type", RecordKind::ContactType, own_type),
            ("user", RecordKind::User, criteria.user.as_ref()),
            ("action", RecordKind::Action, criteria.action.as_ref()),
            ("product", RecordKind::Product, criteria.product.as_ref()),
            ("kind", RecordKind::CustomerGroup, criteria.customer_kind.as_ref()),
            ("zone", RecordKind::CustomerGroup, criteria.customer_zone.as_ref()),
            ("sector", RecordKind::CustomerGroup, criteria.customer_sector.as_ref()),
        ];
        for (field, kind, id) in named {
            let Some(id) = id else { continue };
            let found = self.store.document(parse_id::<Uuid>(field, id)?).await?;
            if found.is_none_or(|found| found.kind != kind) {
                return Err(AppError::invalid(field, Reason::Unknown));
            }
        }
        Ok(())
    }

    pub(crate) async fn read_criteria(
        &self,
        criteria: &wire::ContactCriteria,
        state: wire::StateFilter,
    ) -> Result<Criteria, AppError> {
        let range = |names: (&'static str, &'static str), from: &Option<String>, to: &Option<String>| {
            Ok::<_, AppError>(Range {
                from: optional_date(names.0, from.as_deref())?,
                to: optional_date(names.1, to.as_deref())?,
            })
        };
        let result = match criteria.result.as_deref() {
            Some(key) => Some(Outcome::parse(key).map_err(|_| AppError::invalid("result", Reason::Unknown))?),
            None => None,
        };
        let id_of = |field: &str, id: &Option<String>| optional_id::<CustomerGroupId>(field, id.as_deref());
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        Ok(Criteria {
            customer: optional_id::<CustomerId>("customer", criteria.customer.as_deref())?,
            person: optional_id::<PersonId>("person", criteria.person.as_deref())?,
            contact_type: match criteria.contact_type.as_deref().filter(|key| !key.is_empty()) {
                Some(key) => Some(ContactType::asked(key)?.as_str().to_owned()),
                None => None,
            },
            user: optional_id::<UserId>("user", criteria.user.as_deref())?,
            direction: criteria.direction.map(|direction| match direction {
                wire::Direction::Us => Direction::Us,
                wire::Direction::Them => Direction::Them,
            }),
            date: range(("from", "to"), &criteria.from, &criteria.to)?,
            next: range(("next_from", "next_to"), &criteria.next_from, &criteria.next_to)?,
            closed: range(("closed_from", "closed_to"), &criteria.closed_from, &criteria.closed_to)?,
            result,
            action: optional_id("action", criteria.action.as_deref())?,
            has_open_actions: criteria.has_open_actions,
            product: optional_id("product", criteria.product.as_deref())?,
            of_customer: OfCustomer {
                kind: id_of("customer_kind", &criteria.customer_kind)?,
                zone: id_of("customer_zone", &criteria.customer_zone)?,
                sector: id_of("customer_sector", &criteria.customer_sector)?,
                province: filled(&criteria.province),
                found_by: filled(&criteria.customer_data),
            },
            custom: self.read_custom_criteria(&criteria.custom_fields).await?,
            text: criteria.text.clone(),
            has_attachments: criteria.has_attachments,
            lacks_follow_up: criteria.lacks_follow_up,
            done: match state {
                wire::StateFilter::All => None,
                wire::StateFilter::Done => Some(true),
                wire::StateFilter::Open => Some(false),
            },
        })
    }
}

/// As many as can be selected.
fn parse_contacts(field: &'static str, ids: &[String]) -> Result<Vec<ContactId>, AppError> {
    if ids.len() > SELECTED_MAX as usize {
        return Err(AppError::invalid(field, Reason::TooMany));
    }
    ids.iter().map(|id| parse_id(field, id)).collect()
}

pub(crate) fn read_order(order: wire::ContactOrder) -> Order {
    use wire::ContactColumn as C;
    let column = match order.column {
        C::Date => Column::Date,
        C::Customer => Column::Customer,
        C::Person => Column::Person,
        C::User => Column::User,
        C::Type => Column::Type,
        C::Result => Column::Result,
        C::Closing => Column::Closing,
        C::Next => Column::Next,
        C::Duration => Column::Duration,
    };
    Order { column, descending: order.descending }
}

pub(crate) fn row(line: Line) -> wire::ContactRow {
    wire::ContactRow {
        id: line.id.to_string(),
        date: line.date.to_string(),
        time: line.time.map(clock_text),
        customer: line.customer.to_string(),
        customer_name: line.customer_name,
        person_name: line.person_name,
        user_name: line.user_name,
        contact_type: line.contact_type,
        direction: direction(&line.direction),
        excerpt: line.excerpt,
        result: line.result,
        closing_date: line.closing_date.map(|date| date.to_string()),
        next_date: line.next_date.map(|date| date.to_string()),
        duration_minutes: line.duration_minutes,
        done: line.done,
        has_attachments: line.has_attachments,
        has_previous: line.has_previous,
        has_follow_up: line.has_follow_up,
        has_conflicts: line.has_conflicts,
    }
}
