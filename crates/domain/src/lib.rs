//! What a CRM is, and what it refuses: records, rules and limits, with no database, document, clock or network.

pub mod action;
pub mod attachment;
pub mod change;
pub mod contact;
pub mod contact_type;
pub mod custom_field;
pub mod customer;
pub mod customer_group;
pub mod duration;
pub mod id;
pub mod limits;
pub mod person;
pub mod phone;
pub mod postal_address;
pub mod product;
pub mod province;
pub mod record_kind;
pub mod refusal;
pub mod tax_id;
pub mod text;
pub mod user;
pub mod working_days;
pub mod writing;
