//! Attachments as they are listed: what is known of them without their bytes.

use domain::id::AttachmentId;

use crate::error::StoreError;
use crate::projection::attachments::AttachmentRow;
use crate::store::Store;

#[derive(Debug, Clone)]
pub struct Shown {
    pub id: AttachmentId,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub sha256: String,
    pub is_email: bool,
    pub description: Option<String>,
    /// The name of whoever stored it, where it is known here.
    pub added_by: Option<String>,
    /// Seconds since 1970.
    pub added_at: Option<i64>,
}

impl Store {
    pub async fn attachment(&self, id: AttachmentId) -> Result<Option<Shown>, StoreError> {
        let row: Option<AttachmentRow> = sqlx::query_as("SELECT * FROM attachment WHERE id = ?")
            .bind(id.0)
            .fetch_optional(&self.reader)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let added_by: Option<(String,)> = sqlx::query_as("SELECT name FROM user WHERE id = ?")
            .bind(row.added_by)
            .fetch_optional(&self.reader)
            .await?;
        Ok(Some(Shown {
            id: AttachmentId(row.id),
            name: row.name,
            size: row.size.cast_unsigned(),
            sha256: row.sha256,
            is_email: row.is_email,
            description: row.description,
            added_by: added_by.map(|(name,)| name),
            added_at: row.added_at,
        }))
    }
}
