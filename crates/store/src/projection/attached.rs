//! Which attachments contacts and customers hold.

use uuid::Uuid;

use crate::projection::table::table;

table! {
    /// Which attachments a record holds, in order.
    #[derive(Eq, PartialOrd, Ord)]
    "attached" AttachedRow {
        position: i64,
        attachment: Uuid,
    }
}

pub(crate) fn attached_rows(rid: i64, ids: &[domain::id::AttachmentId]) -> Vec<AttachedRow> {
    let row = |(position, id): (usize, &domain::id::AttachmentId)| AttachedRow {
        rid,
        position: position as i64,
        attachment: id.0,
    };
    ids.iter().enumerate().map(row).collect()
}
