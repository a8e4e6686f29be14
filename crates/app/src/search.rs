//! One search over everything.

use crate::book::Book;
use crate::error::AppError;
use crate::limits::HITS_MAX;
use crate::wire;

impl Book {
    /// Customers, people, emails, then contacts newest first; at most `limit` of each.
    pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<wire::SearchHit>, AppError> {
        let hits = self.with_words(|store| store.search(text, limit.min(HITS_MAX))).await?;
        let wire = |hit: store::search::Hit| wire::SearchHit {
            kind: hit.kind.to_owned(),
            id: hit.id.to_string(),
            title: hit.title,
            excerpt: hit.excerpt,
        };
        Ok(hits.into_iter().map(wire).collect())
    }
}
