//! Everything a user can do, as one function each: the window and `hilo` call nothing else.

pub mod attachments;
pub mod book;
pub mod catalogues;
mod clock;
pub mod contact_uris;
pub mod contacts;
pub mod customers;
pub mod email;
pub mod error;
pub mod limits;
pub mod people;
pub mod redact;
pub mod team;
pub mod users;
pub mod wire;
pub mod work;
