//! A record inside an Automerge document: write, read, merge, conflicts, history (`docs/formats/records.md`).
//!
//! Each record is one document. A use case hands the whole record as it should be and the heads that the user
//! saw; this crate finds what they changed and writes just that, so that merging never loses an edit.

mod action;
pub mod attachment;
mod bounds;
mod catalogues;
pub mod conflict;
pub mod contact;
mod custom_field;
pub mod customer;
pub mod deletion;
pub mod document;
pub mod error;
pub mod fields;
mod heads;
pub mod history;
pub mod intake;
pub mod merging;
mod notes;
pub mod person;
mod product;
pub mod provenance;
mod standing;
mod text_diff;
pub mod undo;
mod unit;
pub mod user;
mod values;
