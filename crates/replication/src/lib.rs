//! How copies become equal, whatever carries the bytes between them. It does no input or output of its own: time,
//! randomness and bytes are arguments. It knows no CRM and no SQL.
//!
//! A **segment** is what one installation says at a time: changes of documents, sealed so that only the team reads them and
//! nobody else could have said them (`docs/formats/segment.md`).

mod bytes;
pub mod chunk;
pub mod entry;
mod error;
pub mod exchange;
pub mod frames;
pub mod head;
pub mod host;
pub mod invite;
pub mod keys;
pub mod limits;
pub mod marker;
pub mod names;
pub mod segment;
pub mod team;
