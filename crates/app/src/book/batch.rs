//! One command: it reads documents, changes them, and commits all of them at once or none.

use domain::record_kind::RecordKind;
use std::collections::HashMap;

use documents::deletion::Presence;
use documents::document::{ChangeBytes, Document, Revision};
use documents::fields::Record;
use documents::intake::{ActorDirectory, IncomingChange};
use documents::provenance::{Author, Command};
use domain::refusal::Reason;
use store::connection::Write;
use store::document::{self, DocumentWrite};
use store::error::StoreError;
use store::local;
use uuid::Uuid;

use crate::book::Book;
use crate::book::identity::{actor_of, incarnation};
use crate::book::project::{load, project};
use crate::clock;
use crate::error::{AppError, ErrorCode};
use crate::work::Work;

/// Enough for the statements to be shared, few enough for whoever waits to see it move.
const DOCUMENT_WRITES_AT_ONCE: usize = 200;

/// The changes of one command, in whatever records: one transaction, one entry of the history, one undo.
pub(crate) struct Batch {
    pub(crate) tx: Write,
    pub(crate) author: Author,
    /// Who is told how far this is, and may stop it.
    pub(crate) work: Work,
    touched: Vec<Uuid>,
    documents: HashMap<Uuid, Touched>,
    /// Read before the book was taken; each counts as long as nobody wrote its record meanwhile.
    opened: HashMap<Uuid, Opened>,
}

/// A document as it was read before the command that edits it took the book.
#[derive(Debug)]
pub(crate) struct Opened {
    id: Uuid,
    bytes: Vec<u8>,
    document: Document,
}

struct Touched {
    kind: RecordKind,
    document: Document,
    unsent: Vec<[u8; 32]>,
}

/// A colleague's changes of one record, as they arrive.
#[derive(Debug, Clone)]
pub struct RemoteChanges {
    pub kind: RecordKind,
    pub id: Uuid,
    pub changes: Vec<Vec<u8>>,
}

impl Book {
    pub(crate) async fn batch(&self, command: Command) -> Result<Batch, AppError> {
        let mut tx = self.store.write().await?;
        let actor = actor_of(self.identity.device, incarnation(&mut tx).await?);
        let author =
            Author { actor, user: self.identity.user, command, batch: Uuid::now_v7(), at: clock::now() };
        Ok(Batch {
            tx,
            author,
            work: Work::default(),
            touched: Vec::new(),
            documents: HashMap::new(),
            opened: HashMap::new(),
        })
    }

    /// Applies what colleagues changed, by the same path as a local change. A record that cannot be read holds none of
    /// the others back; the ids of unreadable ones are returned.
    pub async fn apply_remote(&self, arrivals: Vec<RemoteChanges>) -> Result<Vec<Uuid>, AppError> {
        let mut batch = self.batch(Command::Edit).await?;
        let (mut poisoned, mut who) = (Vec::new(), self.who());
        for arrival in arrivals {
            let changes: Vec<IncomingChange> =
                arrival.changes.into_iter().map(|bytes| IncomingChange { bytes, from: None }).collect();
            if !batch.apply_remote(arrival.kind, arrival.id, &changes, &mut who).await? {
                poisoned.push(arrival.id);
            }
        }
        batch.commit_without_undo().await?;
        Ok(poisoned)
    }

    /// An actor directory that knows only this device.
    pub(crate) fn who(&self) -> ActorDirectory {
        ActorDirectory { me: self.identity.device.into_bytes(), ..ActorDirectory::default() }
    }

    /// A record as it was at `base`, as it is without one, with that revision; waits for no other program.
    pub(crate) async fn record<R: Record>(
        &self,
        kind: RecordKind,
        id: Uuid,
        base: Option<&str>,
    ) -> Result<(R, String), AppError> {
        let Opened { document, .. } = self.opened(kind, id).await?;
        Ok(match base {
            Some(base) => (document.read_at(&Revision::parse(base)?)?, base.to_owned()),
            None => (document.read()?, document.revision().to_string()),
        })
    }

    /// The record that a form showed at `base`, with its document for the command that will edit it.
    pub(crate) async fn open_to_edit<R: Record>(
        &self,
        kind: RecordKind,
        id: Uuid,
        base: &str,
    ) -> Result<(R, Opened), AppError> {
        let opened = self.opened(kind, id).await?;
        Ok((opened.document.read_at(&Revision::parse(base)?)?, opened))
    }

    async fn opened(&self, kind: RecordKind, id: Uuid) -> Result<Opened, AppError> {
        let stored = self.store.document(id).await?.filter(|stored| stored.kind == kind);
        let bytes = stored.ok_or(AppError::new(ErrorCode::NotFound))?.bytes;
        Ok(Opened { id, document: load(kind, &bytes)?, bytes })
    }

    /// Everything that this book would tell a colleague.
    pub async fn changes(&self) -> Result<Vec<RemoteChanges>, AppError> {
        let mut arrivals = Vec::new();
        let mut after = 0;
        loop {
            let documents = self.store.documents_after(after, crate::limits::DOCUMENTS_AT_ONCE).await?;
            let Some((last, ..)) = documents.last() else {
                return Ok(arrivals);
            };
            after = *last;
            for (_, id, stored) in &documents {
                let changes = load(stored.kind, &stored.bytes)?.changes();
                let changes = changes.into_iter().map(|change| change.bytes).collect();
                arrivals.push(RemoteChanges { kind: stored.kind, id: *id, changes });
            }
        }
    }
}

impl Batch {
    /// Takes along what was read already.
    pub(crate) fn take(&mut self, opened: Opened) {
        self.opened.insert(opened.id, opened);
    }

    /// Adds a record. One of the same identity that is there already was made by somebody who did not see this
    /// one, nor this one them: both are written from genesis on, and where they differ both are kept. From the
    /// bin it comes back.
    pub(crate) async fn add<R: Record>(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        record: &R,
    ) -> Result<(), AppError> {
        let genesis = Document::genesis::<R>();
        let Some((_, mut document)) = self.stored(id).await? else {
            return self.add_new(kind, id, record);
        };
        if document.presence()? == Presence::Deleted {
            let restored = document.restore(&self.author)?;
            self.touch(kind, id, document.clone(), restored);
            let change = document.update(&self.author, None, record)?;
            self.touch(kind, id, document, change);
        } else {
            let change = document.update(&self.author, Some(&genesis.revision()), record)?;
            self.touch(kind, id, document, change);
        }
        Ok(())
    }

    /// Adds a record whose identity is fresh.
    pub(crate) fn add_new<R: Record>(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        record: &R,
    ) -> Result<(), AppError> {
        let mut document = Document::genesis::<R>();
        let change = document.update(&self.author, None, record)?;
        self.touch(kind, id, document, change);
        Ok(())
    }

    /// Makes a record what `change` makes of what its editor saw at `base`.
    pub(crate) async fn edit<R: Record>(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        base: Option<&str>,
        change: impl AsyncFnOnce(R) -> Result<R, AppError>,
    ) -> Result<(), AppError> {
        self.edit_some(kind, id, base, async |seen| change(seen).await.map(Some)).await
    }

    /// The same, unless `change` leaves the record as it is.
    pub(crate) async fn edit_some<R: Record>(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        base: Option<&str>,
        change: impl AsyncFnOnce(R) -> Result<Option<R>, AppError>,
    ) -> Result<(), AppError> {
        let base = base.map(Revision::parse).transpose()?;
        let mut document = self.require(kind, id).await?;
        if document.presence()? == Presence::Deleted {
            return Err(AppError::new(ErrorCode::NotFound).with_detail("in the bin"));
        }
        let seen = match &base {
            Some(base) => document.read_at(base)?,
            None => document.read()?,
        };
        let Some(wanted) = change(seen).await? else { return Ok(()) };
        let change = document.update(&self.author, base.as_ref(), &wanted)?;
        self.touch(kind, id, document, change);
        Ok(())
    }

    /// A record as this command sees it.
    pub(crate) async fn read<R: Record>(&mut self, kind: RecordKind, id: Uuid) -> Result<R, AppError> {
        Ok(self.require(kind, id).await?.read()?)
    }

    /// The same of one that is about to be changed: it is kept at hand, and does not lie in the bin.
    pub(crate) async fn live<R: Record>(&mut self, kind: RecordKind, id: Uuid) -> Result<R, AppError> {
        let document = self.require(kind, id).await?;
        if document.presence()? == Presence::Deleted {
            return Err(AppError::new(ErrorCode::NotFound).with_detail("in the bin"));
        }
        let record = document.read()?;
        self.touch(kind, id, document, None);
        Ok(record)
    }

    pub(crate) async fn delete(&mut self, kind: RecordKind, id: Uuid) -> Result<(), AppError> {
        let mut document = self.require(kind, id).await?;
        let change = document.delete(&self.author)?;
        self.touch(kind, id, document, change);
        Ok(())
    }

    pub(crate) async fn restore(&mut self, kind: RecordKind, id: Uuid) -> Result<(), AppError> {
        let mut document = self.require(kind, id).await?;
        let change = document.restore(&self.author)?;
        self.touch(kind, id, document, change);
        Ok(())
    }

    pub(crate) async fn require(&mut self, kind: RecordKind, id: Uuid) -> Result<Document, AppError> {
        match self.stored(id).await? {
            Some((found, document)) if found == kind => Ok(document),
            _ => Err(AppError::new(ErrorCode::NotFound)),
        }
    }

    /// A record that is being chosen: it is there, and does not lie in the bin.
    pub(crate) async fn chosen(
        &mut self,
        field: &str,
        kind: RecordKind,
        id: Uuid,
    ) -> Result<Document, AppError> {
        let document = match self.stored(id).await? {
            Some((found, document)) if found == kind => document,
            _ => return Err(AppError::invalid(field, Reason::Unknown)),
        };
        match document.presence()? {
            Presence::Deleted => Err(AppError::invalid(field, Reason::InBin)),
            Presence::Live | Presence::Returned => Ok(document),
        }
    }

    /// A document as this command has left it so far.
    pub(crate) async fn stored(&mut self, id: Uuid) -> Result<Option<(RecordKind, Document)>, AppError> {
        if let Some(touched) = self.documents.get(&id) {
            return Ok(Some((touched.kind, touched.document.clone())));
        }
        let Some(stored) = document::document(&mut self.tx, id).await? else {
            return Ok(None);
        };
        let opened = self.opened.remove(&id).filter(|opened| opened.bytes == stored.bytes);
        let document = match opened {
            Some(opened) => opened.document,
            None => load(stored.kind, &stored.bytes)?,
        };
        Ok(Some((stored.kind, document)))
    }

    pub(crate) fn touch(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        document: Document,
        changes: impl IntoIterator<Item = ChangeBytes>,
    ) {
        let mut unsent = match self.documents.remove(&id) {
            Some(touched) => touched.unsent,
            None => {
                self.touched.push(id);
                Vec::new()
            }
        };
        unsent.extend(changes.into_iter().map(|change| change.hash));
        self.documents.insert(id, Touched { kind, document, unsent });
    }

    /// Puts everything on disk as a command that undo can take back. When this returns it is there. A command that
    /// changes nothing is none: nothing to undo, and nothing that others would have to read again.
    pub(crate) async fn commit(mut self) -> Result<(), AppError> {
        self.touched.retain(|id| self.documents.get(id).is_some_and(|touched| !touched.unsent.is_empty()));
        if !self.touched.is_empty() {
            let command = self.author.command.as_str();
            local::push_batch(&mut self.tx, self.author.batch, command, &self.touched).await?;
        }
        self.commit_without_undo().await
    }

    /// Puts everything on disk, a local command's changes and a colleague's alike: documents, rows, full text, outbox.
    pub(crate) async fn commit_without_undo(mut self) -> Result<(), AppError> {
        self.flush().await?;
        self.tx.commit().await.map_err(StoreError::from)?;
        Ok(())
    }

    /// Writes what was touched so far and lets go of it; it counts once the batch is committed.
    pub(crate) async fn flush(&mut self) -> Result<(), AppError> {
        let touched = std::mem::take(&mut self.touched);
        self.work.expect(touched.len());
        for ids in touched.chunks(DOCUMENT_WRITES_AT_ONCE) {
            let mut writes = Vec::with_capacity(ids.len());
            for id in ids {
                let Some(touched) = self.documents.remove(id) else {
                    continue;
                };
                writes.push(DocumentWrite {
                    id: *id,
                    bytes: touched.document.save(),
                    revision: touched.document.revision().to_string(),
                    projected: project(touched.kind, &touched.document)?,
                    unsent: touched.unsent,
                });
            }
            document::write(&mut self.tx, &writes).await?;
            self.work.step(ids.len())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::action::Action;

    use super::*;
    use crate::wire::{ActionDraft, UserDraft};

    async fn named(batch: &mut Batch, id: Uuid) -> String {
        batch.read::<Action>(RecordKind::Action, id).await.expect("an action").name
    }

    #[tokio::test]
    async fn what_was_read_for_a_form_is_not_loaded_again_unless_somebody_wrote_it_meanwhile() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let user = UserDraft { name: "Marta".into(), ..UserDraft::default() };
        let book = Book::init(&folder.path().join("perfil"), user).await.expect("a new profile");
        let add =
            async |name: &str| book.add_action(ActionDraft { name: name.into() }).await.expect("an action");
        let (seen, other) = (add("Llamar").await, add("Enviar").await);
        let [id, another] = [&seen.id, &other.id].map(|id| id.parse::<Uuid>().expect("an id"));
        let open = async |id: Uuid| book.opened(RecordKind::Action, id).await.expect("it is there");

        // Another document under the same bytes: what the command sees is what it was given.
        let taken = Opened { document: open(another).await.document, ..open(id).await };
        let mut batch = book.batch(Command::Edit).await.expect("a command");
        batch.take(taken);
        assert_eq!(named(&mut batch, id).await, "Enviar", "it was loaded again");
        drop(batch);

        let taken = open(id).await;
        let draft = ActionDraft { name: "Visitar".into() };
        book.edit_action(&seen.id, draft, Some(&seen.revision)).await.expect("an edit");
        let mut batch = book.batch(Command::Edit).await.expect("a command");
        batch.take(taken);
        assert_eq!(named(&mut batch, id).await, "Visitar", "what was written meanwhile counts");
    }
}
