//! The verbs of the team, of exchanging with it, and of conflicts.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use app::book::Book;
use app::error::{AppError, ErrorCode};
use app::wire;
use app::wire::patch::Patch;
use app::work::Work;
use serde::Serialize;
use serde_json::json;

use crate::args::{Conflict, Sync, SyncVerb, Team};
use crate::output::{Output, read_json};
use crate::records;

/// Between two exchanges of `--watch` where nothing wakes it before.
const PAUSE: Duration = Duration::from_secs(2);

pub(crate) async fn team(book: &Book, verb: &Team, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        Team::Create { name, folder } => {
            let made = book.create_team(name, folder).await?;
            book.publish().await?;
            output.print(&made)
        }
        Team::Invite { expires } => output.print(&book.invite(*expires).await?),
        Team::Join { link, folder } => output.print(&book.join_team(link, folder.as_deref()).await?),
        Team::Requests => output.print(&book.join_requests().await?),
        Team::Approve { request, code } => {
            let member = book.approve(request, code).await?;
            book.publish().await?;
            output.print(&member)
        }
        Team::Members => output.print(&book.members().await?),
        Team::Remove { device } => {
            let member = book.remove_device(device).await?;
            book.publish().await?;
            output.print(&member)
        }
    }
}

pub(crate) async fn sync(book: &Book, sync: &Sync, output: Output) -> Result<ExitCode, AppError> {
    if let Some(SyncVerb::Status) = sync.verb {
        return output.print(&book.sync_status().await?);
    }
    if let (Some(folder), true) = (&sync.folder, sync.new_folder) {
        book.add_folder(folder).await?;
    }
    match sync.watch {
        false => output.print(&once(book, sync.folder.as_deref(), output).await?),
        true => watch(book, sync.folder.as_deref()).await,
    }
}

async fn once(book: &Book, folder: Option<&Path>, output: Output) -> Result<wire::Synced, AppError> {
    let work = Work::default();
    let exchange = book.sync(folder, &work);
    tokio::pin!(exchange);
    loop {
        tokio::select! {
            done = &mut exchange => return done,
            () = tokio::time::sleep(Duration::from_secs(1)) => {
                let (done, all) = work.progress();
                output.progress(done, all);
            }
        }
    }
}

/// One line an exchange, also for one that was refused: the next may do.
async fn watch(book: &Book, folder: Option<&Path>) -> Result<ExitCode, AppError> {
    let ended = ended();
    tokio::pin!(ended);
    loop {
        let work = Work::default();
        let done = tokio::select! {
            done = book.sync(folder, &work) => done,
            () = &mut ended => return Ok(ExitCode::SUCCESS),
        };
        match done {
            Ok(done) => line(&done)?,
            Err(error) if error.code == ErrorCode::NotMember => return Err(error),
            Err(error) => {
                line(&json!({"code": error.code_text(), "field": error.field, "detail": error.detail}))?;
            }
        }
        tokio::select! {
            () = book.wait_for_work(PAUSE) => {}
            () = &mut ended => return Ok(ExitCode::SUCCESS),
        }
    }
}

fn line(value: &impl Serialize) -> Result<(), AppError> {
    Output { is_json: true }.print(value).map(drop)
}

/// Ctrl+C, or the system's wish.
async fn ended() {
    #[cfg(unix)]
    {
        let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(terminate) => terminate,
            Err(_) => return drop(tokio::signal::ctrl_c().await),
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    drop(tokio::signal::ctrl_c().await);
}

pub(crate) async fn conflict(book: &Book, verb: &Conflict, output: Output) -> Result<ExitCode, AppError> {
    match verb {
        Conflict::List { record } => output.print(&book.conflicts(record.as_deref()).await?),
        Conflict::Resolve { id, keep: Some(keep), .. } => {
            let choice = wire::ConflictChoice { id: id.clone(), keep: keep.clone() };
            let settled = book.resolve_conflict(&choice).await?;
            records::show(book, settled.kind, &settled.record, output).await
        }
        Conflict::Resolve { id, json_in, .. } => {
            let (record, field) = Book::conflict_parts(id)?;
            let kind = book.kind_of(&record).await?;
            let patch = Patch::parse(&read_json(json_in.as_deref().unwrap_or("-"))?)?;
            records::edit(book, kind, &record, patch).await?;
            book.settle_shown(&record, &[field]).await?;
            records::show(book, kind, &record, output).await
        }
    }
}
