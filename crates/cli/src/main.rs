//! `hilo`: the same use cases as the window, for scripts, servers and checks. Its names and JSON are a contract.

mod args;
mod catalogues;
mod contacts;
mod output;
mod records;
mod team;
mod verb;

use std::process::ExitCode;

use app::book::Book;
use app::book::sample::Sample;
use app::error::{AppError, ErrorCode};
use app::wire;
use clap::{CommandFactory, Parser};
use serde_json::json;

use args::{Args, Command, Mail};
use output::Output;

fn main() -> ExitCode {
    if let Some(done) = app::email::reader::enter() {
        return done;
    }
    // R39: a panic may quote what it choked on.
    std::panic::set_hook(Box::new(|panic| eprintln!("hilo: {}", app::redact::panic_text(panic))));
    let args = Args::parse();
    if args.needs_profile() && args.profile().is_err() {
        Args::command().error(clap::error::ErrorKind::MissingRequiredArgument, "--profile DIR").exit();
    }
    let output = Output { is_json: args.json };
    let done = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => {
            let done = runtime.block_on(run(&args, output));
            // A thread that hangs in a folder must not keep the program.
            runtime.shutdown_timeout(std::time::Duration::from_secs(1));
            done
        }
        Err(error) => Err(AppError::new(ErrorCode::Internal).with_detail(error)),
    };
    match done {
        Ok(code) => code,
        Err(error) => output.refuse(&error),
    }
}

async fn run(args: &Args, output: Output) -> Result<ExitCode, AppError> {
    match &args.command {
        Command::Mail(Mail::Show { file }) => show_mail(file, output).await,
        Command::Restore { file, into } => {
            let contents = app::book::check::restore(file, into).await?;
            output.print(&json!({"documents": contents.documents, "attachments": contents.attachments, "missing": contents.missing}))
        }
        Command::Init { user, email } => {
            let draft = wire::UserDraft { name: user.clone(), emails: email.clone() };
            let book = Book::init(args.profile()?, draft).await?;
            let made = json!({"device": book.device().to_string(), "user": book.current_user().to_string()});
            book.close().await;
            output.print(&made)
        }
        command => {
            let book = Book::open(args.profile()?).await?;
            book.set_passphrase(passphrase(args)?.as_deref());
            let done = with_book(&book, command, output).await;
            book.close().await;
            done
        }
    }
}

async fn with_book(book: &Book, command: &Command, output: Output) -> Result<ExitCode, AppError> {
    match command {
        Command::Customer(verb) => records::customer(book, verb, output).await,
        Command::Person(verb) => records::person(book, verb, output).await,
        Command::Catalogues(command) => catalogues::run(book, command, output).await,
        Command::User(verb) => records::user(book, verb, output).await,
        Command::Contact(verb) => contacts::run(book, verb, output).await,
        Command::History { id } => output.print(&book.history(id).await?),
        Command::Undo => output.print(&book.undo().await?),
        Command::Redo => output.print(&book.redo().await?),
        Command::Search { text, limit, groups: true, .. } => {
            output.print(&book.search_groups(text, *limit).await?)
        }
        Command::Search { text, limit, kind: Some(kind), offset, .. } => {
            output.print(&book.search_page(text, kind, *offset, *limit).await?)
        }
        Command::Search { text, limit, .. } => output.print(&book.search(text, *limit).await?),
        Command::Sample { remove: true, .. } => {
            output.print(&json!({"removed": book.remove_sample().await?}))
        }
        Command::Sample { contacts, customers, seed, .. } => {
            let sample = Sample {
                contacts: *contacts,
                customers: customers.unwrap_or(contacts / 10 + 1),
                seed: *seed,
            };
            book.add_sample(sample, |made| output.progress(made, sample.contacts)).await?;
            output.print(&json!({"contacts": sample.contacts, "customers": sample.customers}))
        }
        Command::Team(verb) => team::team(book, verb, output).await,
        Command::Sync(sync) => team::sync(book, sync, output).await,
        Command::Conflict(verb) => team::conflict(book, verb, output).await,
        Command::Check => {
            let examined = book.examine().await?;
            output.print(&examined)?;
            Ok(if examined.ok { ExitCode::SUCCESS } else { output::DAMAGED.into() })
        }
        Command::Rebuild => output.print(&json!({"documents": book.rebuild().await?})),
        Command::Backup { file } => {
            let contents = book.backup(file).await?;
            output.print(&json!({"documents": contents.documents, "attachments": contents.attachments, "missing": contents.missing}))
        }
        Command::Mail(_) | Command::Restore { .. } | Command::Init { .. } => {
            unreachable!("these need no open book")
        }
    }
}

/// From a file, or from the environment, which no list of processes shows.
fn passphrase(args: &Args) -> Result<Option<String>, AppError> {
    let Some(file) = &args.passphrase_file else {
        return Ok(std::env::var("HILO_PASSPHRASE").ok().filter(|text| !text.is_empty()));
    };
    let text = std::fs::read_to_string(file)
        .map_err(|error| AppError::new(ErrorCode::FileUnreadable).with_detail(error.kind()))?;
    Ok(text.lines().next().map(str::to_owned).filter(|text| !text.is_empty()))
}

async fn show_mail(file: &std::path::Path, output: Output) -> Result<ExitCode, AppError> {
    let file = app::attachments::PickedFile::read(file)?;
    output.print(&app::email::show(&file.bytes).await?)
}
