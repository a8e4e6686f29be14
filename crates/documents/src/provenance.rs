//! Who made a change, by which command and in which batch: the message of each change (records.md 10).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::UserId;
use uuid::Uuid;

/// The 16 bytes of an incarnation: one installation between two restores (records.md 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Actor(pub [u8; 16]);

impl Actor {
    /// Automerge prefixes the actor of a change written at older heads; the incarnation is its tail.
    pub(crate) fn of(actor: &automerge::ActorId) -> Option<Self> {
        actor.to_bytes().last_chunk::<16>().copied().map(Self)
    }
}

/// Everything that a change records about its making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    pub actor: Actor,
    pub user: UserId,
    pub command: Command,
    /// The changes of one command, in whatever records, share a batch: history shows it, undo takes it back.
    pub batch: Uuid,
    /// Seconds since 1970; for people only, it decides nothing.
    pub at: i64,
}

/// What the user did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Add,
    Edit,
    /// Many contacts at once.
    Change,
    Delete,
    Restore,
    Assume,
    Attach,
    Detach,
    /// A call that nobody took, and the promise that it moves.
    NoAnswer,
    Undo,
    Redo,
    Sample,
}

impl Command {
    const ALL: [Command; 12] = [
        Command::Add,
        Command::Edit,
        Command::Change,
        Command::Delete,
        Command::Restore,
        Command::Assume,
        Command::Attach,
        Command::Detach,
        Command::NoAnswer,
        Command::Undo,
        Command::Redo,
        Command::Sample,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Command::Add => "add",
            Command::Edit => "edit",
            Command::Change => "change",
            Command::Delete => "delete",
            Command::Restore => "restore",
            Command::Assume => "assume",
            Command::Attach => "attach",
            Command::Detach => "detach",
            Command::NoAnswer => "no_answer",
            Command::Undo => "undo",
            Command::Redo => "redo",
            Command::Sample => "sample",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|command| command.as_str() == text)
    }
}

/// What a change's message says; a change of an unknown shape has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    pub user: UserId,
    /// Kept as it stands: a newer version may know more commands.
    pub command: String,
    pub batch: Uuid,
}

impl Author {
    pub(crate) fn message(&self) -> String {
        let id = |id: Uuid| URL_SAFE_NO_PAD.encode(id.as_bytes());
        format!("{}.{}.{}", self.command.as_str(), id(self.user.0), id(self.batch))
    }
}

impl Provenance {
    pub(crate) fn parse(message: &str) -> Option<Self> {
        let id = |text: &str| Uuid::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok();
        let mut parts = message.splitn(3, '.');
        let command = parts.next()?.to_owned();
        Some(Self { command, user: UserId(id(parts.next()?)?), batch: id(parts.next()?)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_10_a_change_says_who_by_which_command_and_in_which_batch() {
        let author = Author {
            actor: Actor([7; 16]),
            user: UserId(Uuid::from_u128(1)),
            command: Command::Edit,
            batch: Uuid::from_u128(2),
            at: 0,
        };
        let read = Provenance::parse(&author.message()).expect("its own message");
        assert_eq!((read.user, read.command.as_str(), read.batch), (author.user, "edit", author.batch));
        assert!(author.message().len() < 60);
        assert_eq!(Provenance::parse("something else"), None);
    }
}
