//! SQLite: documents, their projections, queries, search, attachments, backups. It knows no Automerge.

pub mod backup;
pub mod backups;
pub mod bin;
pub mod blobs;
pub mod catalogues;
pub mod check;
pub mod contacts;
pub mod criteria;
pub mod custom_fields;
pub mod customers;
pub mod disk;
pub mod error;
pub mod facts;
pub mod files;
pub mod fold;
pub mod integrity;
pub mod landing;
pub mod local;
pub mod order;
pub mod people;
mod place;
mod projection;
pub mod salvage;
pub mod sample;
pub mod search;
pub mod store;
pub mod users;
