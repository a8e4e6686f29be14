//! One search over everything: the first hits of each kind, how many there are, and more of one.

use domain::refusal::Reason;
use store::search::{Hit, Kind};

use crate::book::Book;
use crate::error::AppError;
use crate::limits::{HITS_COUNTED_MAX, HITS_MAX, PAGE_MAX};
use crate::wire;

impl Book {
    /// Customers, people, emails, contacts newest first, then files; at most `limit` of each.
    pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<wire::SearchHit>, AppError> {
        let hits = self.with_words(|store| store.search(text, limit.min(HITS_MAX))).await?;
        Ok(hits.into_iter().map(wire_hit).collect())
    }

    /// The same in groups, each with its count: a page of results. Kinds without a hit have no group. What is found
    /// nowhere is looked up as what it may mean.
    pub async fn search_groups(&self, text: &str, limit: u32) -> Result<Vec<wire::SearchGroup>, AppError> {
        let groups = self.groups(text, limit).await?;
        if groups.is_empty()
            && let Some(meant) = self.with_words(|store| store.meant(text)).await?
        {
            return self.groups(&meant, limit).await;
        }
        Ok(groups)
    }

    async fn groups(&self, text: &str, limit: u32) -> Result<Vec<wire::SearchGroup>, AppError> {
        let limit = limit.min(PAGE_MAX);
        let mut groups = Vec::new();
        for kind in Kind::ALL {
            let hits = self.with_words(|store| store.search_page(text, kind, 0, limit)).await?;
            let count = match u32::try_from(hits.len()) {
                // They are all here.
                Ok(shown) if shown < limit => shown,
                _ => self.with_words(|store| store.search_count(text, kind, HITS_COUNTED_MAX + 1)).await?,
            };
            if count > 0 {
                groups.push(wire::SearchGroup {
                    kind: kind.as_str().to_owned(),
                    count: count.min(HITS_COUNTED_MAX),
                    is_more: count > HITS_COUNTED_MAX,
                    hits: hits.into_iter().map(wire_hit).collect(),
                });
            }
        }
        Ok(groups)
    }

    /// More hits of one kind, in the same order; `offset` and `limit` are of hits.
    pub async fn search_page(
        &self,
        text: &str,
        kind: &str,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<wire::SearchHit>, AppError> {
        let kind = Kind::parse(kind).ok_or(AppError::invalid("kind", Reason::Unknown))?;
        let limit = limit.min(PAGE_MAX).min(HITS_MAX.saturating_sub(offset));
        let mut hits = self.with_words(|store| store.search_page(text, kind, offset, limit)).await?;
        if hits.is_empty()
            && let Some(meant) = self.with_words(|store| store.meant(text)).await?
        {
            let meant = &meant;
            hits = self.with_words(|store| store.search_page(meant, kind, offset, limit)).await?;
        }
        Ok(hits.into_iter().map(wire_hit).collect())
    }
}

fn wire_hit(hit: Hit) -> wire::SearchHit {
    wire::SearchHit {
        kind: hit.kind.as_str().to_owned(),
        id: hit.id.to_string(),
        title: hit.title,
        excerpt: hit.excerpt,
    }
}
