//! What an installation remembers of how it looks and where its clock is.

use app::book::preferences::{Density, Language, Preferences, Theme, time_zones};
use app::error::ErrorCode;

use crate::{customer, draft, profile, reopened, save};

#[tokio::test]
async fn preferences_survive_a_restart_and_an_unknown_zone_is_refused() {
    let book = profile().await;
    assert_eq!(book.preferences().await.unwrap(), Preferences::default());
    let chosen = Preferences {
        language: Language::En,
        theme: Theme::Dark,
        density: Density::Comfortable,
        time_zone: Some("Atlantic/Canary".into()),
    };
    book.set_preferences(&chosen).await.unwrap();
    let book = reopened(book).await;
    assert_eq!(book.preferences().await.unwrap(), chosen);

    let nowhere = Preferences { time_zone: Some("Europa/Madrid".into()), ..chosen.clone() };
    let refused = book.set_preferences(&nowhere).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::Invalid, Some("time_zone")));
    assert_eq!(book.preferences().await.unwrap(), chosen, "a refusal changes nothing");
}

#[tokio::test]
async fn s21_the_chosen_zone_is_the_one_of_new_contacts() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    // Two zones that are never on the same day.
    let mut days = Vec::new();
    for zone in ["Pacific/Kiritimati", "Pacific/Niue"] {
        assert!(time_zones().contains(&zone));
        let chosen = Preferences { time_zone: Some(zone.into()), ..Preferences::default() };
        book.set_preferences(&chosen).await.unwrap();
        let mut draft = draft(&bodega);
        (draft.date, draft.time) = (None, Some("10:00".into()));
        let contact = save(&book, draft).await;
        assert_eq!(contact.time_zone.as_deref(), Some(zone));
        assert_eq!(contact.date, book.today().await.unwrap().to_string());
        days.push(contact.date);
    }
    assert_ne!(days[0], days[1]);
}
