//! An Outlook item as it was stored: properties, and those of its recipients and attachments.

use crate::mapi::{Names, Properties};
use crate::ole;

/// A message with its recipients and attachments, as properties.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) properties: Properties,
    pub(crate) names: Names,
    pub(crate) recipients: Vec<Properties>,
    pub(crate) attachments: Vec<ItemAttachment>,
}

#[derive(Debug, Default)]
pub(crate) struct ItemAttachment {
    pub(crate) properties: Properties,
    pub(crate) message: Option<Embedded>,
    /// The file in it, where it is an object of another program.
    pub(crate) object: Option<ole::File>,
    /// It says that it has content, and there is none.
    pub(crate) is_lost: bool,
}

/// A message inside an item.
#[derive(Debug)]
pub(crate) struct Embedded {
    pub(crate) subject: String,
    pub(crate) bytes: Vec<u8>,
}
