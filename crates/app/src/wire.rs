//! What crosses the border: the JSON of `hilo` and of the window (the contract is `docs/formats/json.md`).
//!
//! Dates are `YYYY-MM-DD`, hours `HH:MM`, instants RFC 3339 UTC, ids and revisions strings. A draft is what a
//! form holds: it may be wrong, and the use case that takes it says which field is and why.

mod catalogue;
mod change;
mod contact;
mod custom_field;
mod customer;
mod email;
mod email_import;
mod list;
pub mod patch;
pub(crate) mod read;
mod record;
mod team;

pub use catalogue::*;
pub use change::*;
pub use contact::*;
pub use custom_field::*;
pub use customer::*;
pub use email::*;
pub use email_import::*;
pub use list::*;
pub use record::*;
pub use team::*;
