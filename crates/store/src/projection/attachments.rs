//! Attachments as rows: what is known of files and emails without their bytes.

use domain::attachment::Attachment;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Of, delete, found_by, rids};
use crate::error::StoreError;
use crate::landing::Presence;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub(crate) struct AttachmentRow {
    pub(crate) rid: i64,
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) size: i64,
    pub(crate) sha256: String,
    pub(crate) is_email: bool,
    pub(crate) subject: String,
    pub(crate) sender: String,
    pub(crate) text: String,
    pub(crate) message_id: String,
    pub(crate) files: String,
    pub(crate) description: Option<String>,
    pub(crate) added_by: Option<Uuid>,
    pub(crate) added_at: Option<i64>,
    pub(crate) presence: i32,
    pub(crate) conflicts: String,
}

impl AttachmentRow {
    pub(crate) fn of((rid, id, attachment, projected): &Of<'_, Attachment>) -> Self {
        let email = attachment.email.clone().unwrap_or_default();
        Self {
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
}

pub(crate) async fn write(tx: &mut Write, attachments: &[Of<'_, Attachment>]) -> Result<(), StoreError> {
    if attachments.is_empty() {
        return Ok(());
    }
    let rids = rids(attachments);
    delete(tx, "DELETE FROM attachment WHERE rid", &rids).await?;
    let mut query = QueryBuilder::new(
        "INSERT INTO attachment (rid, id, name, size, sha256, is_email, subject, sender, text, message_id, files, description, \
         added_by, added_at, presence, conflicts) ",
    );
    query.push_values(attachments.iter().map(AttachmentRow::of), |mut values, row| {
        values
            .push_bind(row.rid)
            .push_bind(row.id)
            .push_bind(row.name)
            .push_bind(row.size)
            .push_bind(row.sha256)
            .push_bind(row.is_email)
            .push_bind(row.subject)
            .push_bind(row.sender)
            .push_bind(row.text)
            .push_bind(row.message_id)
            .push_bind(row.files)
            .push_bind(row.description)
            .push_bind(row.added_by)
            .push_bind(row.added_at)
            .push_bind(row.presence)
            .push_bind(row.conflicts);
    });
    query.build().execute(&mut **tx).await?;
    let live = attachments.iter().filter(|(.., projected)| projected.presence != Presence::Deleted);
    let words: Vec<_> =
        live.map(|(rid, _, attachment, _)| (*rid, found_by::attachment(attachment))).collect();
    found_by::write(tx, &rids, &words).await
}
