//! Everything a user can do, as one function each: the window and `hilo` call nothing else.

pub mod attachments;
pub mod batch;
pub mod bin;
pub mod book;
pub mod check;
mod clock;
pub mod contact_list;
pub mod contacts;
pub mod customers;
pub mod email;
pub mod error;
pub mod history;
pub mod limits;
pub mod patch;
pub mod people;
pub mod preferences;
mod project;
pub mod recovery;
pub mod redact;
pub mod report;
pub mod sample;
pub mod search;
pub mod undo;
pub mod upkeep;
pub mod users;
pub mod wire;
pub mod work;
