//! Which contacts: criteria, and the question to SQLite that they make (S4).

use chrono::NaiveDate;
use domain::contact::{Direction, Outcome};
use domain::custom_field::{FieldOf, FieldValue};
use domain::id::{ActionId, CustomFieldId, CustomerGroupId, CustomerId, PersonId, ProductId, UserId};
use sqlx::{QueryBuilder, Sqlite};
use uuid::Uuid;

use crate::fold;
use crate::projection::custom_fields;
use crate::projection::postal_addresses::province_key;
use crate::slot::{date_of_slot, day, first_slot, last_slot, places_of};
use crate::sought::{Sought, in_names};

/// Where a contact stands in every list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) slot: i64,
    pub(crate) id: Uuid,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.slot, self.id.simple())
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (slot, id) = text.split_once('.').ok_or(())?;
        Ok(Self { slot: slot.parse().map_err(|_| ())?, id: id.parse().map_err(|_| ())? })
    }
}

/// S4: combined with AND, ranges inclusive, none is no restriction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Criteria {
    pub customer: Option<CustomerId>,
    pub person: Option<PersonId>,
    pub contact_type: Option<String>,
    pub user: Option<UserId>,
    pub direction: Option<Direction>,
    pub date: Range,
    pub next: Range,
    pub closed: Range,
    pub result: Option<Outcome>,
    pub action: Option<ActionId>,
    /// An action that is not ticked.
    pub has_open_actions: bool,
    pub product: Option<ProductId>,
    /// Of the contact's customer.
    pub of_customer: OfCustomer,
    pub custom: Vec<CustomCriterion>,
    /// Words of the notes, the actions and attached emails.
    pub text: Option<String>,
    pub has_attachments: bool,
    /// S38: a next contact was promised, and nobody has made it.
    pub lacks_follow_up: bool,
    /// S9; none is Todos.
    pub done: Option<bool>,
}

/// What a contact's customer must be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfCustomer {
    pub kind: Option<CustomerGroupId>,
    pub zone: Option<CustomerGroupId>,
    pub sector: Option<CustomerGroupId>,
    /// Of any of the addresses.
    pub province: Option<String>,
    /// Names, codes, tax numbers, phones, email addresses, parted by commas or semicolons: one of them, of the customer
    /// or of one of its people.
    pub found_by: Option<String>,
}

/// What a record must hold of a field; all that is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomCriterion {
    pub field: CustomFieldId,
    pub of: FieldOf,
    /// A part of its words.
    pub text: Option<String>,
    /// Exactly this, or this among several: an option's key, yes or no.
    pub value: Option<FieldValue>,
    /// Numbers; days since 1970; 1 for yes and 0 for no.
    pub from: Option<f64>,
    pub to: Option<f64>,
}

/// A day as fields of dates are compared.
pub fn number_of_day(date: NaiveDate) -> f64 {
    day(date) as f64
}

/// Days from and to, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Range {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// What is searched: every contact, or those that the full text finds.
pub(crate) enum Source {
    All,
    Words(String),
}

impl Source {
    /// None when something was typed that holds no word: nothing can be found.
    pub(crate) fn of(criteria: &Criteria) -> Option<Self> {
        match Sought::of(criteria.text.as_deref().unwrap_or_default()) {
            Sought::Words(words) => Some(Self::Words(words)),
            Sought::Everything => Some(Self::All),
            Sought::Nothing => None,
        }
    }
}

/// The part of a list that is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Window {
    pub(crate) after: Option<Cursor>,
    pub(crate) newest: Option<NaiveDate>,
    pub(crate) oldest: Option<NaiveDate>,
}

/// Pushes the query of the contacts of a source that meet the criteria.
pub(crate) fn select(
    query: &mut QueryBuilder<Sqlite>,
    columns: &'static str,
    source: &Source,
    criteria: &Criteria,
    window: Window,
) {
    query.push(columns);
    let mut days = Range { from: window.oldest.max(criteria.date.from), to: criteria.date.to };
    days.to = [days.to, window.newest, window.after.map(|cursor| date_of_slot(cursor.slot))]
        .into_iter()
        .flatten()
        .min();
    match source {
        Source::Words(words) => {
            query.push(
                " FROM contact_words w CROSS JOIN contact c ON c.place = w.rowid WHERE contact_words MATCH ",
            );
            query.push_bind(words.clone());
            query.push(" AND c.presence <> 1");
            if let Some(from) = days.from {
                query.push(" AND w.rowid >= ").push_bind(*places_of(from).start());
            }
            if let Some(to) = days.to {
                query.push(" AND w.rowid <= ").push_bind(*places_of(to).end());
            }
        }
        Source::All => {
            query.push(" FROM contact c WHERE c.presence <> 1");
            if let Some(from) = days.from {
                query.push(" AND c.slot >= ").push_bind(first_slot(from));
            }
            if let Some(to) = days.to {
                query.push(" AND c.slot <= ").push_bind(last_slot(to));
            }
        }
    }
    if let Some(after) = window.after {
        query.push(" AND (c.slot, c.id) < (").push_bind(after.slot).push(", ").push_bind(after.id).push(")");
    }
    restrict_values(query, criteria);
}

fn restrict_values(query: &mut QueryBuilder<Sqlite>, criteria: &Criteria) {
    if let Some(customer) = criteria.customer {
        query.push(" AND c.customer = ").push_bind(customer.0);
    }
    if let Some(person) = criteria.person {
        query.push(" AND c.person = ").push_bind(person.0);
    }
    if let Some(user) = criteria.user {
        query.push(" AND c.user = ").push_bind(user.0);
    }
    if let Some(contact_type) = &criteria.contact_type {
        query.push(" AND c.contact_type = ").push_bind(contact_type.clone());
    }
    if let Some(direction) = criteria.direction {
        query.push(" AND c.direction = ").push_bind(direction.as_str());
    }
    if let Some(result) = &criteria.result {
        query.push(" AND c.result = ").push_bind(result.as_str().to_owned());
    }
    if let Some(done) = criteria.done {
        query.push(" AND c.done = ").push_bind(done);
    }
    if criteria.has_attachments {
        query.push(" AND c.attachments > 0");
    }
    if let Some(action) = criteria.action {
        query
            .push(" AND c.rid IN (SELECT rid FROM action_line WHERE action = ")
            .push_bind(action.0)
            .push(")");
    }
    if criteria.has_open_actions {
        query.push(" AND c.open_actions > 0");
    }
    if let Some(product) = criteria.product {
        query.push(" AND c.rid IN (SELECT rid FROM interest WHERE product = ").push_bind(product.0).push(")");
    }
    restrict_customers(query, &criteria.of_customer);
    criteria.custom.iter().for_each(|criterion| restrict_custom(query, criterion));
    if criteria.lacks_follow_up {
        query.push(
            " AND c.next_date IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM contact f WHERE f.previous = c.id AND f.presence <> 1)",
        );
    }
    for (column, range) in [(" AND c.next_date", criteria.next), (" AND c.closing_date", criteria.closed)] {
        if let Some(from) = range.from {
            query.push(column).push(" >= ").push_bind(day(from));
        }
        if let Some(to) = range.to {
            query.push(column).push(" <= ").push_bind(day(to));
        }
    }
}

fn restrict_customers(query: &mut QueryBuilder<Sqlite>, of: &OfCustomer) {
    let groups = [(" AND kind = ", of.kind), (" AND zone = ", of.zone), (" AND sector = ", of.sector)];
    let province = of.province.as_deref().map(province_key);
    if province.is_some() || groups.iter().any(|(_, group)| group.is_some()) {
        query.push(" AND c.customer IN (SELECT id FROM customer WHERE 1");
        for (column, group) in groups {
            if let Some(group) = group {
                query.push(column).push_bind(group.0);
            }
        }
        if let Some(province) = province {
            // What holds no letter is no province, and not that of those who have none.
            query.push(
                " AND rid IN (SELECT rid FROM postal_address WHERE province_key <> '' AND province_key = ",
            );
            query.push_bind(province).push(")");
        }
        query.push(")");
    }
    if let Some(found_by) = &of.found_by {
        let words: Vec<String> = found_by.split([',', ';']).filter_map(names_question).collect();
        // Alternatives; what holds no word finds nothing.
        let any = match words.is_empty() {
            true => "\"\"".to_owned(),
            false => in_names(&words.join(" OR ")),
        };
        query.push(" AND c.customer IN (SELECT k.id FROM record_words w JOIN customer k ON k.rid = w.rowid WHERE record_words MATCH ");
        query.push_bind(any.clone());
        query.push(" UNION SELECT p.customer FROM record_words w JOIN person p ON p.rid = w.rowid WHERE record_words MATCH ");
        query.push_bind(any).push(")");
    }
}

fn names_question(text: &str) -> Option<String> {
    match Sought::of(text) {
        Sought::Words(words) => Some(format!("({words})")),
        Sought::Everything | Sought::Nothing => None,
    }
}

fn restrict_custom(query: &mut QueryBuilder<Sqlite>, criterion: &CustomCriterion) {
    query.push(match criterion.of {
        FieldOf::Contact => " AND c.rid IN (",
        FieldOf::Customer => " AND c.customer IN (SELECT id FROM customer WHERE rid IN (",
    });
    query.push("SELECT rid FROM custom_value WHERE field = ").push_bind(criterion.field.0);
    if let Some(text) = &criterion.text {
        // Every text holds an empty one: what was typed without a word finds nothing.
        let words = fold::words(text);
        query.push(" AND instr(folded, nullif(").push_bind(words).push(", '')) > 0");
    }
    if let Some(value) = &criterion.value {
        // Found by its words, for the index; and it must be this one: "A" and "A+" have the same words.
        query.push(" AND folded = ").push_bind(custom_fields::folded(value));
        query.push(" AND value = ").push_bind(custom_fields::written(value));
    }
    if let Some(from) = criterion.from {
        query.push(" AND number >= ").push_bind(from);
    }
    if let Some(to) = criterion.to {
        query.push(" AND number <= ").push_bind(to);
    }
    query.push(match criterion.of {
        FieldOf::Contact => ")",
        FieldOf::Customer => "))",
    });
}
