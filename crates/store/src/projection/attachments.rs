//! Attachments as rows: what is known of files and emails without their bytes.

use domain::attachment::Attachment;
use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::projection::found_by;
use crate::projection::item::{Kind, Of, rids};
use crate::record::Presence;

table! {
    "attachment" AttachmentRow {
        id: Uuid,
        name: String,
        size: i64,
        sha256: String,
        is_email: bool,
        subject: String,
        sender: String,
        text: String,
        message_id: String,
        files: String,
        description: Option<String>,
        added_by: Option<Uuid>,
        added_at: Option<i64>,
        presence: i32,
        conflicts: String,
    }
}

impl Kind for Attachment {
    type Row = AttachmentRow;

    fn row((rid, id, attachment, projected): &Of<'_, Self>) -> AttachmentRow {
        let email = attachment.email.clone().unwrap_or_default();
        AttachmentRow {
            rid: *rid,
            id: *id,
            name: attachment.name.clone(),
            size: i64::try_from(attachment.size).unwrap_or(i64::MAX),
            sha256: attachment.sha256.clone(),
            is_email: attachment.email.is_some(),
            sender: [email.from_name.as_str(), email.from_address.as_str()].join(" ").trim().to_owned(),
            subject: email.subject,
            text: email.text,
            message_id: email.message_id,
            files: email.files.join("\n"),
            description: attachment.description.clone(),
            added_by: attachment.added.map(|added| added.by.0),
            added_at: attachment.added.map(|added| added.at),
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }

    async fn write(tx: &mut Write, attachments: &[Of<'_, Self>]) -> Result<(), StoreError> {
        if attachments.is_empty() {
            return Ok(());
        }
        let rids = rids(attachments);
        let rows: Vec<_> = attachments.iter().map(Self::row).collect();
        replace(tx, &rids, &rows).await?;
        let live = attachments.iter().filter(|(.., projected)| projected.presence != Presence::Deleted);
        let words: Vec<_> =
            live.map(|(rid, _, attachment, _)| (*rid, found_by::attachment(attachment))).collect();
        found_by::write(tx, &rids, &words).await
    }
}
