//! Our people.

use documents::provenance::Command;
use domain::id::UserId;
use domain::record_kind::RecordKind;
use domain::user::User;
use store::users::Shown;
use uuid::Uuid;

use crate::book::Book;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::wire;
use crate::wire::read::required_base;

impl Book {
    /// Every live user, by name.
    pub async fn users(&self) -> Result<Vec<wire::User>, AppError> {
        Ok(self.store.users().await?.into_iter().map(wire).collect())
    }

    pub async fn user(&self, id: &str) -> Result<wire::User, AppError> {
        let shown = self.store.user(parse_id("id", id)?).await?;
        shown.map(wire).ok_or(AppError::new(ErrorCode::NotFound))
    }

    pub async fn add_user(&self, draft: wire::UserDraft) -> Result<wire::User, AppError> {
        let user = User { name: draft.name, emails: draft.emails }.check()?;
        let id = UserId(Uuid::now_v7());
        let mut batch = self.batch(Command::Add).await?;
        batch.add(RecordKind::User, id.0, &user).await?;
        batch.commit().await?;
        self.user(&id.to_string()).await.map_err(AppError::after_saving)
    }

    pub async fn edit_user(
        &self,
        id: &str,
        draft: wire::UserDraft,
        base: Option<&str>,
    ) -> Result<wire::User, AppError> {
        let user = User { name: draft.name, emails: draft.emails }.check()?;
        let mut batch = self.batch(Command::Edit).await?;
        batch
            .edit(
                RecordKind::User,
                parse_id::<UserId>("id", id)?.0,
                Some(required_base(base)?),
                async |_: User| Ok(user),
            )
            .await?;
        batch.commit().await?;
        self.user(id).await.map_err(AppError::after_saving)
    }

    /// A saved user as a form would hold it, as it was at `base`, with that revision: what is made of it is based on it.
    pub async fn user_draft(
        &self,
        id: &str,
        base: Option<&str>,
    ) -> Result<(wire::UserDraft, String), AppError> {
        let (seen, revision): (User, String) =
            self.record(RecordKind::User, parse_id::<UserId>("id", id)?.0, base).await?;
        Ok((wire::UserDraft { name: seen.name, emails: seen.emails }, revision))
    }

    /// The person that makes a profile; nothing that undo takes back.
    pub(crate) async fn add_first_user(&self, user: &User) -> Result<(), AppError> {
        let mut batch = self.batch(Command::Add).await?;
        batch.add(RecordKind::User, self.identity.user.0, user).await?;
        batch.commit_without_undo().await
    }
}

fn wire(shown: Shown) -> wire::User {
    wire::User {
        id: shown.id.to_string(),
        revision: shown.revision,
        name: shown.name,
        emails: shown.emails,
        deleted: shown.is_deleted,
        conflicts: shown.conflicts,
    }
}
