//! What this installation remembers for its user: how the window looks, where its clock is, and the drafts of open
//! forms.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::refusal::Reason;
use serde::{Deserialize, Serialize};
use specta::Type;
use store::connection::Write;
use store::error::StoreError;
use store::local;

use crate::book::Book;
use crate::clock;
use crate::error::{AppError, ErrorCode};
use crate::limits::{DRAFT_BYTES_MAX, DRAFTS_OFFERED_MAX};

/// Of one installation; a colleague's is another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Preferences {
    pub language: Language,
    pub theme: Theme,
    pub density: Density,
    /// An IANA name; the system's zone without one.
    pub time_zone: Option<String>,
}

/// What the keys of the drafts of forms have in them; other drafts are what the window remembers.
const FORM_KEY: &str = ".form";

/// What a form held, in the form's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KeptForm {
    pub key: String,
    pub json: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Es,
    En,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    #[default]
    Compact,
    Comfortable,
}

impl Book {
    /// What a newer version wrote, or nobody, is the default.
    pub async fn preferences(&self) -> Result<Preferences, AppError> {
        let read = async |key: &str| self.store.local(key).await.map(Option::unwrap_or_default);
        Ok(Preferences {
            language: known(&read("language").await?),
            theme: known(&read("theme").await?),
            density: known(&read("density").await?),
            time_zone: Some(read("time_zone").await?).filter(|name| name.parse::<Tz>().is_ok()),
        })
    }

    /// Refuses a zone that nobody knows.
    pub async fn set_preferences(&self, wanted: &Preferences) -> Result<(), AppError> {
        if wanted.time_zone.as_ref().is_some_and(|name| name.parse::<Tz>().is_err()) {
            return Err(AppError::invalid("time_zone", Reason::Unknown));
        }
        let mut tx = self.store.write().await?;
        remember(&mut tx, "language", wanted.language).await?;
        remember(&mut tx, "theme", wanted.theme).await?;
        remember(&mut tx, "density", wanted.density).await?;
        local::set(&mut tx, "time_zone", wanted.time_zone.as_deref().unwrap_or_default()).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// The zone that the user lives in: chosen, or the system's.
    pub(crate) async fn zone(&self) -> Result<Tz, AppError> {
        let chosen = self.store.local("time_zone").await?.and_then(|name| name.parse().ok());
        Ok(chosen.unwrap_or_else(clock::system_zone))
    }

    /// The IANA name of the user's zone.
    pub async fn time_zone(&self) -> Result<String, AppError> {
        Ok(self.zone().await?.name().to_owned())
    }

    /// The user's local date.
    pub async fn today(&self) -> Result<NaiveDate, AppError> {
        Ok(clock::today(self.zone().await?))
    }

    /// The wall time of an instant where the user is.
    pub(crate) async fn wall(&self, instant: DateTime<Utc>) -> Result<(NaiveDate, NaiveTime), AppError> {
        Ok(clock::wall(instant, self.zone().await?))
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

    /// What forms held that were neither accepted nor given up, the last first (S46).
    pub async fn kept_forms(&self) -> Result<Vec<KeptForm>, AppError> {
        let kept = self.store.drafts(FORM_KEY, DRAFTS_OFFERED_MAX).await?;
        Ok(kept.into_iter().map(|(key, json)| KeptForm { key, json }).collect())
    }

    pub async fn drop_draft(&self, key: &str) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        local::drop_draft(&mut tx, key).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }
}

/// The day on the wall where the system is, `YYYY-MM-DD`; for a window without a book.
pub fn today() -> String {
    clock::today(clock::system_zone()).to_string()
}

/// The IANA name of the system's zone.
pub fn time_zone() -> String {
    clock::system_zone().name().to_owned()
}

/// Every zone that can be chosen, by its IANA name.
pub fn time_zones() -> Vec<&'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect()
}

/// Choices are stored as they cross the border.
async fn remember(tx: &mut Write, key: &str, choice: impl Serialize) -> Result<(), AppError> {
    let value = serde_json::to_value(choice)
        .map_err(|error| AppError::new(ErrorCode::Internal).with_detail(error))?;
    Ok(local::set(tx, key, value.as_str().unwrap_or_default()).await?)
}

fn known<T: Default + for<'a> Deserialize<'a>>(text: &str) -> T {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).unwrap_or_default()
}
