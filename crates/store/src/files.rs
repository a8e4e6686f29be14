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
}

impl Store {
    pub async fn attachment(&self, id: AttachmentId) -> Result<Option<Shown>, StoreError> {
        let row: Option<AttachmentRow> = sqlx::query_as("SELECT * FROM attachment WHERE id = ?")
            .bind(id.0)
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|row| Shown {
            id: AttachmentId(row.id),
            name: row.name,
            size: row.size.cast_unsigned(),
            sha256: row.sha256,
            is_email: row.is_email,
        }))
    }
}
