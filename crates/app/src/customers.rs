//! Customers: found, shown, added, edited, deleted and restored.

use documents::provenance::Command;
use domain::custom_field::FieldOf;
use domain::customer::Customer;
use domain::id::{CustomerId, PostalAddressId, UserId};
use domain::limits::ADDRESSES_MAX;
use domain::postal_address::{PostalAddress, renew_provinces};
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use domain::tax_id;
use store::customers::{Column, Hit, Listed, Named, Order};
use store::doubles::Shares;
use uuid::Uuid;

use crate::book::Book;
use crate::book::batch::Batch;
use crate::catalogues::custom_fields::{drafted_values, wire_values};
use crate::catalogues::customer_groups::check_group;
use crate::contacts::lines::{check_interests, drafted_interest, interest, read_interests};
use crate::error::{AppError, ErrorCode, parse_id};
use crate::limits::{HITS_MAX, PAGE_MAX};
use crate::wire;
use crate::wire::read::{optional_id, required_base};

impl Book {
    /// S17: by name, code, NIF, phone or email as it is typed; without a text the first by name.
    pub async fn customers(&self, text: &str, limit: u32) -> Result<Vec<wire::CustomerHit>, AppError> {
        let hits = self.with_words(|store| store.customers(text, limit.min(HITS_MAX))).await?;
        Ok(hits.into_iter().map(hit).collect())
    }

    /// The list of customers: those that `text` finds, in an order.
    pub async fn customers_page(
        &self,
        text: &str,
        order: wire::CustomerOrder,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<wire::CustomerRow>, AppError> {
        let (order, today) = (read_order(order), self.today().await?);
        let rows = self.store.customers_page(text, order, today, offset, limit.min(PAGE_MAX)).await?;
        Ok(rows.into_iter().map(self::listed).collect())
    }

    /// Where customers stand in that list now; none of each that it does not hold.
    pub async fn customer_places(
        &self,
        text: &str,
        order: wire::CustomerOrder,
        ids: &[String],
    ) -> Result<Vec<Option<u32>>, AppError> {
        let there = self.store.customers_in_order(text, read_order(order), self.today().await?).await?;
        places(&there, ids)
    }

    pub async fn customers_count(&self, text: &str) -> Result<u32, AppError> {
        Ok(self.store.customers_count(text).await?)
    }

    /// The place of the first customer whose name begins so; none in a list that is in another order than by name.
    pub async fn seek_customer(
        &self,
        text: &str,
        order: wire::CustomerOrder,
        beginning: &str,
    ) -> Result<Option<u32>, AppError> {
        if !matches!(order.column, wire::CustomerColumn::Name) {
            return Ok(None);
        }
        Ok(self.store.seek_customer(text, order.descending, beginning).await?)
    }

    /// S47: the contacts of a customer, newest first; `offset` and `limit` are of rows.
    pub async fn customer_thread(
        &self,
        id: &str,
        offset: u32,
        limit: u32,
    ) -> Result<wire::CustomerThread, AppError> {
        let criteria =
            wire::ContactCriteria { customer: Some(id.to_owned()), ..wire::ContactCriteria::default() };
        Ok(wire::CustomerThread {
            rows: self.contacts(&criteria, wire::StateFilter::All, offset, limit).await?,
            total: self.contact_counts(&criteria).await?.all,
        })
    }

    pub async fn customer(&self, id: &str) -> Result<wire::Customer, AppError> {
        let shown =
            self.store.customer(parse_id("id", id)?).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        Ok(wire::Customer {
            id: shown.id.to_string(),
            revision: shown.revision,
            code: shown.code,
            name: shown.name,
            legal_name: shown.legal_name,
            tax_id: shown.tax_id,
            emails: shown.emails,
            phones: shown.phones,
            web: shown.web,
            addresses: shown.addresses.into_iter().map(postal_address).collect(),
            kind: id_of(&shown.kind),
            kind_name: name_of(shown.kind),
            zone: id_of(&shown.zone),
            zone_name: name_of(shown.zone),
            sector: id_of(&shown.sector),
            sector_name: name_of(shown.sector),
            owner: id_of(&shown.owner),
            owner_name: name_of(shown.owner),
            notes: shown.notes,
            interests: shown.interests.into_iter().map(interest).collect(),
            attachments: self.attachments(&shown.attachments).await?,
            custom_fields: wire_values(shown.custom_fields),
            deleted: shown.is_deleted,
            conflicts: shown.conflicts,
        })
    }

    pub async fn add_customer(&self, draft: wire::CustomerDraft) -> Result<wire::Customer, AppError> {
        let customer = self.checked_customer(draft).await?;
        let id = CustomerId(Uuid::now_v7());
        let mut batch = self.batch(Command::Add).await?;
        check_choices(&mut batch, &customer, None).await?;
        batch.add(RecordKind::Customer, id.0, &customer).await?;
        batch.commit().await?;
        self.customer(&id.to_string()).await.map_err(AppError::after_saving)
    }

    pub async fn edit_customer(
        &self,
        id: &str,
        draft: wire::CustomerDraft,
        base: Option<&str>,
    ) -> Result<wire::Customer, AppError> {
        let (key, base) = (parse_id::<CustomerId>("id", id)?.0, required_base(base)?);
        let (seen, opened): (Customer, _) = self.open_to_edit(RecordKind::Customer, key, base).await?;
        let mut wanted = self.read_customer(draft, Some(&seen)).await?.check()?;
        renew_provinces(&seen.addresses, &mut wanted.addresses);
        let mut batch = self.batch(Command::Edit).await?;
        batch.take(opened);
        check_choices(&mut batch, &wanted, Some(&seen)).await?;
        let change = async |seen: Customer| Ok(Customer { attachments: seen.attachments, ..wanted });
        batch.edit(RecordKind::Customer, key, Some(base), change).await?;
        batch.commit().await?;
        self.customer(id).await.map_err(AppError::after_saving)
    }

    /// A saved customer as a form would hold it, as it was at `base`, with that revision: what is made of it is based on it.
    pub async fn customer_draft(
        &self,
        id: &str,
        base: Option<&str>,
    ) -> Result<(wire::CustomerDraft, String), AppError> {
        let (seen, revision): (Customer, String) =
            self.record(RecordKind::Customer, parse_id::<CustomerId>("id", id)?.0, base).await?;
        let draft = wire::CustomerDraft {
            code: seen.code,
            name: seen.name,
            legal_name: seen.legal_name,
            tax_id: seen.tax_id,
            emails: seen.emails,
            phones: seen.phones,
            web: seen.web,
            notes: seen.notes,
            addresses: seen.addresses.into_iter().map(postal_address).collect(),
            kind: seen.kind.map(|id| id.to_string()),
            zone: seen.zone.map(|id| id.to_string()),
            sector: seen.sector.map(|id| id.to_string()),
            owner: seen.owner.map(|id| id.to_string()),
            custom_fields: drafted_values(&seen.custom_fields),
            interests: seen.interests.iter().map(drafted_interest).collect(),
        };
        Ok((draft, revision))
    }

    /// To the bin; its contacts stay as they are.
    pub async fn delete_customer(&self, id: &str) -> Result<wire::Customer, AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        batch.delete(RecordKind::Customer, parse_id::<CustomerId>("id", id)?.0).await?;
        batch.commit().await?;
        self.customer(id).await.map_err(AppError::after_saving)
    }

    pub async fn restore_customer(&self, id: &str) -> Result<wire::Customer, AppError> {
        let mut batch = self.batch(Command::Restore).await?;
        batch.restore(RecordKind::Customer, parse_id::<CustomerId>("id", id)?.0).await?;
        batch.commit().await?;
        self.customer(id).await.map_err(AppError::after_saving)
    }

    /// What is odd about a customer as its form has it, and is accepted all the same; `id` is its own.
    pub async fn customer_warnings(
        &self,
        id: Option<&str>,
        draft: &wire::CustomerDraft,
    ) -> Result<Vec<wire::CustomerWarning>, AppError> {
        let problem = draft.tax_id.as_deref().and_then(tax_id::problem);
        let odd = problem.map(|problem| wire::CustomerWarning {
            code: problem.code().to_owned(),
            field: "tax_id".to_owned(),
            customer: None,
            customer_name: None,
        });
        // Only what is compared: a draft that is half typed is asked about too.
        let compared = Customer {
            name: draft.name.clone(),
            legal_name: draft.legal_name.clone(),
            code: draft.code.clone(),
            tax_id: draft.tax_id.clone(),
            phones: draft.phones.iter().take(ADDRESSES_MAX).cloned().collect(),
            emails: draft.emails.iter().take(ADDRESSES_MAX).cloned().collect(),
            ..Customer::default()
        };
        let doubles = self.store.doubles(&compared, optional_id("id", id)?).await?;
        let taken = doubles.into_iter().map(|double| {
            let (code, field) = match double.shares {
                Shares::TaxId => ("tax_id_taken", "tax_id"),
                Shares::Code => ("code_taken", "code"),
                Shares::Name => ("name_taken", "name"),
                Shares::Phone => ("phone_taken", "phones"),
                Shares::Email => ("email_taken", "emails"),
            };
            wire::CustomerWarning {
                code: code.to_owned(),
                field: field.to_owned(),
                customer: Some(double.id.to_string()),
                customer_name: Some(double.name),
            }
        });
        Ok(odd.into_iter().chain(taken).collect())
    }

    /// The provinces that customers are in.
    pub async fn provinces(&self) -> Result<Vec<String>, AppError> {
        Ok(self.store.provinces().await?)
    }

    pub(crate) async fn checked_customer(&self, draft: wire::CustomerDraft) -> Result<Customer, AppError> {
        Ok(self.read_customer(draft, None).await?.check()?)
    }

    async fn read_customer(
        &self,
        draft: wire::CustomerDraft,
        seen: Option<&Customer>,
    ) -> Result<Customer, AppError> {
        let held = seen.map(|seen| seen.custom_fields.as_slice());
        Ok(Customer {
            addresses: read_postal_addresses(draft.addresses)?,
            kind: optional_id("kind", draft.kind.as_deref())?,
            zone: optional_id("zone", draft.zone.as_deref())?,
            sector: optional_id("sector", draft.sector.as_deref())?,
            owner: optional_id::<UserId>("owner", draft.owner.as_deref())?,
            custom_fields: self.read_custom_values(FieldOf::Customer, &draft.custom_fields, held).await?,
            code: draft.code,
            name: draft.name,
            legal_name: draft.legal_name,
            tax_id: draft.tax_id,
            emails: draft.emails,
            phones: draft.phones,
            web: draft.web,
            notes: draft.notes,
            interests: read_interests(&draft.interests, self.today().await?)?,
            attachments: Vec::new(),
        })
    }
}

/// What was chosen is in its catalogue, or was there when the form was opened.
async fn check_choices(
    batch: &mut Batch,
    wanted: &Customer,
    seen: Option<&Customer>,
) -> Result<(), AppError> {
    check_group(batch, "kind", wanted.kind, seen.and_then(|seen| seen.kind)).await?;
    check_group(batch, "zone", wanted.zone, seen.and_then(|seen| seen.zone)).await?;
    check_group(batch, "sector", wanted.sector, seen.and_then(|seen| seen.sector)).await?;
    if let Some(owner) = wanted.owner
        && seen.is_none_or(|seen| seen.owner != wanted.owner)
        && batch.stored(owner.0).await?.is_none_or(|(kind, _)| kind != RecordKind::User)
    {
        return Err(AppError::invalid("owner", Reason::Unknown));
    }
    let known = seen.map(|seen| seen.interests.as_slice()).unwrap_or_default();
    check_interests(batch, &wanted.interests, known).await
}

fn read_order(order: wire::CustomerOrder) -> Order {
    use wire::CustomerColumn as C;
    let column = match order.column {
        C::Name => Column::Name,
        C::Code => Column::Code,
        C::Contacts => Column::Contacts,
        C::Last => Column::Last,
    };
    Order { column, descending: order.descending }
}

/// The place of each of these records in a list of ids.
pub(crate) fn places(there: &[Uuid], ids: &[String]) -> Result<Vec<Option<u32>>, AppError> {
    if ids.len() > PAGE_MAX as usize {
        return Err(AppError::invalid("ids", Reason::TooMany));
    }
    let place = |id: &String| {
        let id = Uuid::try_parse(id).map_err(|_| AppError::invalid("ids", Reason::Malformed))?;
        Ok(there.iter().position(|other| *other == id).map(|place| place as u32))
    };
    ids.iter().map(place).collect()
}

fn read_postal_addresses(addresses: Vec<wire::PostalAddress>) -> Result<Vec<PostalAddress>, AppError> {
    let mut read: Vec<PostalAddress> = Vec::with_capacity(addresses.len());
    for address in addresses {
        let id = optional_id::<PostalAddressId>("addresses", address.id.as_deref())?;
        let id = id.unwrap_or_else(|| PostalAddressId(Uuid::now_v7()));
        if read.iter().any(|other| other.id == id) {
            return Err(AppError::invalid("addresses", Reason::Malformed));
        }
        read.push(PostalAddress {
            id,
            street: address.street,
            postal_code: address.postal_code,
            town: address.town,
            province: address.province,
            country: address.country,
        });
    }
    Ok(read)
}

fn postal_address(address: PostalAddress) -> wire::PostalAddress {
    wire::PostalAddress {
        id: Some(address.id.to_string()),
        street: address.street,
        postal_code: address.postal_code,
        town: address.town,
        province: address.province,
        country: address.country,
    }
}

fn id_of<I: ToString>(named: &Option<Named<I>>) -> Option<String> {
    named.as_ref().map(|named| named.id.to_string())
}

fn name_of<I>(named: Option<Named<I>>) -> Option<String> {
    named.map(|named| named.name)
}

pub(crate) fn hit(hit: Hit) -> wire::CustomerHit {
    wire::CustomerHit { id: hit.id.to_string(), name: hit.name, code: hit.code, tax_id: hit.tax_id }
}

pub(crate) fn listed(listed: Listed) -> wire::CustomerRow {
    wire::CustomerRow {
        id: listed.id.to_string(),
        name: listed.name,
        legal_name: listed.legal_name,
        code: listed.code,
        tax_id: listed.tax_id,
        phone: listed.phone,
        email: listed.email,
        contacts: listed.contacts,
        last_contact: listed.last_contact.map(|date| date.to_string()),
        has_conflicts: listed.has_conflicts,
    }
}
