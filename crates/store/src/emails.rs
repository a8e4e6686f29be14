//! Emails that are here already, and whom an address belongs to.

use domain::id::{ContactId, CustomerId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::error::StoreError;
use crate::store::Store;

/// Message ids that one email is looked up by; a long conversation names more.
const REFERENCES_MAX: usize = 100;

impl Store {
    /// The newest live contact that holds this very email: the same message, or the same file.
    pub async fn contact_with_email(
        &self,
        message_id: &str,
        sha256: &str,
    ) -> Result<Option<ContactId>, StoreError> {
        let row: Option<(Uuid,)> = sqlx::query_as(
            "SELECT c.id FROM attachment t JOIN attached a ON a.attachment = t.id JOIN contact c ON c.rid = a.rid \
             WHERE t.rid IN (SELECT rid FROM attachment WHERE presence <> 1 AND message_id <> '' AND message_id = ? \
             UNION SELECT rid FROM attachment WHERE presence <> 1 AND sha256 = ?) \
             AND c.presence <> 1 ORDER BY c.slot DESC, c.id LIMIT 1",
        )
        .bind(message_id)
        .bind(sha256)
        .fetch_optional(&self.reader)
        .await?;
        Ok(row.map(|(id,)| ContactId(id)))
    }

    /// Whether a contact holds this very email among its attachments.
    pub async fn holds_email(
        &self,
        contact: ContactId,
        message_id: &str,
        sha256: &str,
    ) -> Result<bool, StoreError> {
        let held: Option<(i64,)> = sqlx::query_as(
            "SELECT t.rid FROM contact c JOIN attached a ON a.rid = c.rid JOIN attachment t ON t.id = a.attachment \
             WHERE c.id = ? AND t.presence <> 1 AND (t.sha256 = ? OR (t.message_id <> '' AND t.message_id = ?)) LIMIT 1",
        )
        .bind(contact.0)
        .bind(sha256)
        .bind(message_id)
        .fetch_optional(&self.reader)
        .await?;
        Ok(held.is_some())
    }

    /// The newest live contact of a live customer that holds one of these messages: the conversation that an email which names them is of.
    pub async fn contact_in_conversation(
        &self,
        messages: &[String],
    ) -> Result<Option<ContactId>, StoreError> {
        if messages.is_empty() {
            return Ok(None);
        }
        let mut query = QueryBuilder::new(
            "SELECT c.id FROM attachment t JOIN attached a ON a.attachment = t.id JOIN contact c ON c.rid = a.rid \
             WHERE t.presence <> 1 AND t.message_id <> '' AND t.message_id IN (",
        );
        let mut list = query.separated(", ");
        // The last are the nearest.
        messages.iter().rev().take(REFERENCES_MAX).for_each(|message| {
            list.push_bind(message);
        });
        query.push(
            ") AND c.presence <> 1 AND EXISTS (SELECT 1 FROM customer u WHERE u.id = c.customer AND u.presence <> 1) \
             ORDER BY c.slot DESC, c.id LIMIT 1",
        );
        let row: Option<(Uuid,)> = query.build_query_as().fetch_optional(&self.reader).await?;
        Ok(row.map(|(id,)| ContactId(id)))
    }

    /// The live customers that have an address in this domain, or one of whose people has; two at most, as more than one
    /// says nothing.
    pub async fn customers_by_domain(&self, domain: &str) -> Result<Vec<CustomerId>, StoreError> {
        let rows: Vec<(Uuid,)> = sqlx::query_as(
            "SELECT id FROM (SELECT c.id FROM address k JOIN customer c ON c.rid = k.rid \
             WHERE k.kind = 'email' AND substr(k.key, instr(k.key, '@') + 1) = ?1 AND c.presence <> 1 \
             UNION SELECT c.id FROM address k JOIN person p ON p.rid = k.rid JOIN customer c ON c.id = p.customer \
             WHERE k.kind = 'email' AND substr(k.key, instr(k.key, '@') + 1) = ?1 AND p.presence <> 1 \
             AND c.presence <> 1) LIMIT 2",
        )
        .bind(domain::text::entry_key(domain))
        .fetch_all(&self.reader)
        .await?;
        Ok(rows.into_iter().map(|(id,)| CustomerId(id)).collect())
    }
}
