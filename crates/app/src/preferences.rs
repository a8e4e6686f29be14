//! What this installation remembers for its user: language and the drafts of open forms.

use domain::refusal::Reason;
use serde::{Deserialize, Serialize};
use specta::Type;
use store::error::StoreError;
use store::local;

use crate::book::Book;
use crate::clock;
use crate::error::AppError;
use crate::limits::DRAFT_BYTES_MAX;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Es,
    En,
}

impl Book {
    pub async fn language(&self) -> Result<Language, AppError> {
        Ok(match self.store.local("language").await?.as_deref() {
            Some("en") => Language::En,
            _ => Language::Es,
        })
    }

    pub async fn set_language(&self, language: Language) -> Result<(), AppError> {
        let text = match language {
            Language::Es => "es",
            Language::En => "en",
        };
        let mut tx = self.store.write().await?;
        local::set(&mut tx, "language", text).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// How large the window shows everything, in per cent; 100 where nothing was chosen.
    pub async fn zoom(&self) -> Result<u16, AppError> {
        let kept = self.store.local("zoom").await?;
        Ok(kept.and_then(|text| text.parse().ok()).unwrap_or(100))
    }

    pub async fn set_zoom(&self, percent: u16) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        local::set(&mut tx, "zoom", &percent.to_string()).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// Keeps what a form holds, so that a crash costs nothing (S46).
    pub async fn save_draft(&self, key: &str, json: &str) -> Result<(), AppError> {
        if json.len() > DRAFT_BYTES_MAX || key.len() > 200 {
            return Err(AppError::invalid("draft", Reason::TooLong));
        }
        let mut tx = self.store.write().await?;
        local::save_draft(&mut tx, key, json, clock::now()).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    pub async fn draft(&self, key: &str) -> Result<Option<String>, AppError> {
        Ok(self.store.draft(key).await?)
    }

    pub async fn drop_draft(&self, key: &str) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        local::drop_draft(&mut tx, key).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }
}

/// The day on the user's wall, `YYYY-MM-DD`.
pub fn today() -> String {
    clock::today().to_string()
}

/// The IANA name of the system's zone.
pub fn time_zone() -> String {
    clock::zone()
}
