//! Which of us an email is from, where it is ours, and what makes that uncertain (S25).

use domain::id::UserId;
use mail::{Email, ItemKind, Warning};
use store::fold;

use crate::book::Book;
use crate::error::AppError;
use crate::wire::{Direction, SenderDoubt};

/// What the sender of an email tells.
#[derive(Debug)]
pub(crate) struct Sender {
    pub(crate) direction: Direction,
    /// Whose of ours it is, with their name.
    pub(crate) user: Option<(UserId, String)>,
    pub(crate) doubt: Option<SenderDoubt>,
}

impl Sender {
    fn them(doubt: Option<SenderDoubt>) -> Self {
        Self { direction: Direction::Them, user: None, doubt }
    }

    fn us(user: Option<(UserId, String)>, doubt: Option<SenderDoubt>) -> Self {
        Self { direction: Direction::Us, user, doubt }
    }
}

impl Book {
    /// The author counts (RFC 5322 3.6.2), then who sent it for them: what a customer's secretary sends is the customer's, and
    /// what one of us sends in the name of an address that is nobody's is ours.
    pub(crate) async fn sender(&self, email: &Email) -> Result<Sender, AppError> {
        // A server or a card of an address book speaks of the other side, whoever it is from.
        if matches!(email.kind, ItemKind::Report(_) | ItemKind::Contact(_)) {
            return Ok(Sender::them(None));
        }
        let [author, delegate] = [&email.from, &email.sender]
            .map(|one| one.as_ref().map(|one| one.address.as_str()).filter(|address| !address.is_empty()));
        let two = email.warnings.contains(&Warning::SenderAmbiguous).then_some(SenderDoubt::TwoAddresses);
        if let Some(author) = author
            && let Some(user) = self.our_user(author).await?
        {
            return Ok(Sender::us(Some(user), two));
        }
        if let Some(delegate) = delegate
            && let Some(user) = self.our_user(delegate).await?
        {
            return Ok(Sender::us(Some(user), two.or(Some(SenderDoubt::Delegate))));
        }
        if author.or(delegate).is_some() {
            return Ok(Sender::them(two));
        }
        let name = email.from.as_ref().map(|from| from.name.as_str()).unwrap_or_default();
        Ok(match self.user_called(name).await? {
            Some(user) => Sender::us(Some(user), Some(SenderDoubt::ByName)),
            // A program that keeps sent items often keeps no address of their sender.
            None => Sender::us(None, Some(SenderDoubt::NoAddress)),
        })
    }

    /// Whose of ours an address is; one that several share is the current user's if it is theirs.
    async fn our_user(&self, address: &str) -> Result<Option<(UserId, String)>, AppError> {
        let mut users = self.store.users_by_address(address).await?;
        let own = users.iter().position(|(id, _)| *id == self.identity.user);
        Ok(match (own, users.is_empty()) {
            (_, true) => None,
            (own, false) => Some(users.swap_remove(own.unwrap_or(0))),
        })
    }

    /// The one of us who has this name; none where nobody has, or several.
    async fn user_called(&self, name: &str) -> Result<Option<(UserId, String)>, AppError> {
        let wanted = name_key(name);
        if wanted.is_empty() {
            return Ok(None);
        }
        let mut users = self.store.users().await?;
        users.retain(|user| name_key(&user.name) == wanted);
        Ok(match users.len() {
            1 => users.pop().map(|user| (user.id, user.name)),
            _ => None,
        })
    }
}

/// What two names are compared by: "Mora, Luis" is Luis Mora, whatever the accents and capitals.
fn name_key(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => fold::words(&format!("{first} {last}")),
        _ => fold::words(name),
    }
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn k01_a_name_is_the_same_whichever_part_comes_first() {
        for other in ["Mora Núñez, Luis", "LUIS MORA NUNEZ", " luis  mora  nuñez "] {
            assert_eq!(name_key(other), name_key("Luis Mora Núñez"), "{other}");
        }
        for other in ["Luis Mora", "Luis", "Núñez, Mora, Luis", ""] {
            assert_ne!(name_key(other), name_key("Luis Mora Núñez"), "the whole name is compared: {other}");
        }
    }
}
