//! What the page can ask for. Each command is a few lines over `app`: it decides nothing.

pub(crate) mod attachments;
pub(crate) mod bin;
pub(crate) mod catalogues;
pub(crate) mod contacts;
pub(crate) mod customers;
pub(crate) mod email;
pub(crate) mod people;
pub(crate) mod recovery;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod state;
pub(crate) mod team;
pub(crate) mod window;

use app::error::AppError;

pub(crate) type CommandResult<T> = Result<T, AppError>;
