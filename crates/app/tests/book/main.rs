//! Everything a user can do, on real profiles in temporary folders; two books exchange changes in memory.
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

mod attachments;
mod bin;
mod catalogues;
mod changes;
mod contacts;
mod custom_fields;
mod customer_groups;
mod customers;
mod doubles;
mod email;
mod emails;
mod export;
mod faults;
mod files;
mod finding;
mod invitations;
mod links;
mod list;
mod mailboxes;
mod merging;
mod places_in_lists;
mod preferences;
mod properties;
mod reports;
mod senders;
mod sharing;
mod team;
mod texts;
mod threads;
mod undo;

use testing::book::{
    Profile, assert_whole, customer, draft, edit, exchange, path, profile, reopened, save, try_save,
};
