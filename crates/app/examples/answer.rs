//! Answers the commands of the window over its standard streams, a JSON a line, so that the page can be tried on the real
//! book without a window. What asks the system for a file or a dialog is not answered here.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use app::book::Book;
use app::book::preferences;
use app::book::preferences::Language;
use app::book::recovery;
use app::book::sample::Sample;
use app::contacts::SaveContact;
use app::contacts::changes::Meant;
use app::error::{AppError, ErrorCode};
use app::work::Work;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::mpsc;

type Answer = Result<Value, AppError>;

/// What the commands of one run share, as the window's `Shell` does.
struct Shared {
    profile: std::path::PathBuf,
    book: tokio::sync::Mutex<Option<Book>>,
    foreign_version: Mutex<Option<i64>>,
    /// What the page shows, in its own words.
    route: Mutex<Value>,
}

/// An argument by the name that the page gives it.
fn take<T: DeserializeOwned>(args: &Value, name: &str) -> Result<T, AppError> {
    serde_json::from_value(args.get(name).cloned().unwrap_or_default())
        .map_err(|error| AppError::new(ErrorCode::Invalid).with_detail(format!("{name}: {error}")))
}

fn to_json(value: impl serde::Serialize) -> Answer {
    serde_json::to_value(value).map_err(|error| AppError::new(ErrorCode::Internal).with_detail(error))
}

/// `name(argument: its type, …) => what answers`, a line for each command.
macro_rules! answers {
    ($command:expr, $args:expr; $($name:ident($($arg:ident: $kind:ty),*) => $answer:expr;)*) => {
        match $command {
            $(stringify!($name) => {
                $(let $arg: $kind = take($args, &camel(stringify!($arg)))?;)*
                to_json($answer)
            })*
            other => Err(AppError::new(ErrorCode::NotFound).with_detail(format!("no command {other}"))),
        }
    };
}

/// Tauri's way to name arguments.
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let mut whole = parts.next().unwrap_or_default().to_string();
    for part in parts {
        whole.extend(part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)));
    }
    whole
}

impl Shared {
    async fn book(&self) -> Result<Book, AppError> {
        let mut open = self.book.lock().await;
        if let Some(book) = &*open {
            return Ok(book.clone());
        }
        let book = Book::open(&self.profile).await?;
        *self.foreign_version.lock().unwrap_or_else(PoisonError::into_inner) =
            book.foreign_version().await.ok();
        *open = Some(book.clone());
        Ok(book)
    }

    /// As `src-tauri/src/changes.rs` asks it every other second.
    async fn has_changed_outside(&self) -> Result<bool, AppError> {
        let version = self.book().await?.foreign_version().await?;
        let mut known = self.foreign_version.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(known.replace(version).is_some_and(|before| before != version))
    }

    async fn state(&self) -> Answer {
        let book = self.book().await?;
        Ok(json!({
            "profile": "open",
            "error": null,
            "preferences": book.preferences().await?,
            "today": book.today().await?.to_string(),
            "timeZone": book.time_zone().await?,
            "user": book.user(&book.current_user().to_string()).await?,
            "samples": book.sample_count().await?,
            "notices": book.notices(),
        }))
    }

    async fn first_run(&self, args: &Value) -> Answer {
        let book = Book::init(&self.profile, take(args, "user")?).await?;
        book.add_sample(take::<SampleOf>(args, "sample")?.into(), |_| {}).await?;
        book.close().await;
        self.state().await
    }

    /// What is not of the book: nothing for what only the window has.
    async fn of_the_window(&self, command: &str, args: &Value) -> Option<Answer> {
        Some(match command {
            "app_state" => self.state().await,
            "first_run" => self.first_run(args).await,
            "changed_outside" => self.has_changed_outside().await.and_then(to_json),
            "route_keep" => {
                *self.route.lock().unwrap_or_else(PoisonError::into_inner) = args["json"].clone();
                Ok(Value::Null)
            }
            "route_kept" => Ok(self.route.lock().unwrap_or_else(PoisonError::into_inner).clone()),
            "preferences_save" | "user_save" => self.save_settings(command, args).await,
            "backups_list" => to_json(recovery::backups(&self.profile)),
            "profile_folder" => to_json(self.profile.display().to_string()),
            "time_zones" => to_json(preferences::time_zones()),
            "contact_save" => self.save_contact(args).await,
            "drawn" | "painted" | "pulse" | "ready_to_close" | "note_command" | "arrived_email"
            | "work_progress" | "work_stop" | "window_print" | "reach" => Ok(Value::Null),
            // The user thought better of it.
            "email_pick" | "emails_pick" | "folder_pick" | "contacts_export" => Ok(Value::Null),
            "attachments_pick" => Ok(json!({ "files": [], "refused": [] })),
            "attachments_add" => Ok(json!({ "added": 0, "already": [], "refused": [] })),
            "attachment_save_as" | "report_save" => Ok(json!(false)),
            "attachment_open" | "email_link_open" => Err(AppError::new(ErrorCode::NoProgram)),
            "report_text" => Ok(json!("report")),
            "zoom_step" => Ok(json!(100)),
            _ => return None,
        })
    }

    async fn save_settings(&self, command: &str, args: &Value) -> Answer {
        let book = self.book().await?;
        if command == "preferences_save" {
            book.set_preferences(&take(args, "preferences")?).await?;
        } else {
            let base: Option<String> = take(args, "base")?;
            let id = book.current_user().to_string();
            book.edit_user(&id, take(args, "draft")?, base.as_deref()).await?;
        }
        self.state().await
    }

    /// Without emails and files, which the system's dialogs bring.
    async fn save_contact(&self, args: &Value) -> Answer {
        let save = &args["save"];
        let save = SaveContact {
            id: take(save, "id")?,
            draft: take(save, "draft")?,
            base: take(save, "base")?,
            email: None,
            new_person: take(save, "new_person")?,
            failing: Vec::new(),
            forget_interests: take(save, "forget_interests")?,
            files: Vec::new(),
            form: take(save, "form")?,
            move_linked: take(save, "move_linked")?,
        };
        to_json(self.book().await?.save_contact(save).await?)
    }

    async fn answer(&self, command: &str, args: &Value) -> Answer {
        if let Some(answer) = self.of_the_window(command, args).await {
            return answer;
        }
        let book = self.book().await?;
        match reading(&book, command, args).await {
            Err(error) if is_unknown(&error) => writing(&book, command, args).await,
            answer => answer,
        }
    }
}

fn is_unknown(error: &AppError) -> bool {
    error.code == ErrorCode::NotFound
        && error.detail.as_deref().is_some_and(|detail| detail.starts_with("no command "))
}

#[derive(serde::Deserialize)]
struct SampleOf {
    contacts: u32,
    customers: u32,
    seed: u64,
}

impl From<SampleOf> for Sample {
    fn from(SampleOf { contacts, customers, seed }: SampleOf) -> Self {
        Self { contacts, customers, seed }
    }
}

async fn reading(book: &Book, command: &str, args: &Value) -> Answer {
    answers! { command, args;
        contacts_page(criteria: _, state: _, order: _, offset: _, limit: _) => book.contacts_in_order(&criteria, state, order, offset, limit).await?;
        contacts_count(criteria: _) => book.contact_counts(&criteria).await?;
        contacts_minutes(criteria: _, state: _) => book.contact_minutes(&criteria, state).await?;
        contacts_places(criteria: _, state: _, order: _, ids: Vec<String>) => book.places_of_contacts(&criteria, state, order, &ids).await?;
        contacts_ids(criteria: _, state: _, order: _, offset: _, limit: _) => book.contact_ids(&criteria, state, order, offset, limit).await?;
        contacts_seek(criteria: _, state: _, order: _, beginning: String, after: _) => book.seek_contact(&criteria, state, order, &beginning, after).await?;
        contacts_change_preview(selection: _, change: _, include_done: _) => book.preview_change(&selection, &change, include_done).await?;
        contact_show(id: String) => book.contact(&id).await?;
        contact_history(id: String) => book.history(&id).await?;
        contact_follow_up(id: String) => book.follow_up_draft(&id).await?;
        contact_chain(id: String) => book.chain(&id).await?;
        customers_find(text: String, limit: _) => book.customers(&text, limit).await?;
        customers_page(text: String, order: _, offset: _, limit: _) => book.customers_page(&text, order, offset, limit).await?;
        customers_places(text: String, order: _, ids: Vec<String>) => book.customer_places(&text, order, &ids).await?;
        customers_seek(text: String, order: _, beginning: String) => book.seek_customer(&text, order, &beginning).await?;
        customer_around(id: String, contact: Option<String>, date: Option<String>, limit: _) => book.around(&id, contact.as_deref(), date.as_deref(), limit).await?;
        customers_count(text: String) => book.customers_count(&text).await?;
        customer_thread(id: String, offset: _, limit: _) => book.customer_thread(&id, offset, limit).await?;
        customer_show(id: String) => book.customer(&id).await?;
        customer_warnings(id: Option<String>, draft: _) => book.customer_warnings(id.as_deref(), &draft).await?;
        provinces() => book.provinces().await?;
        alarms() => book.alarms().await?;
        silent_customers(days: _, offset: _, limit: _) => book.silent_customers(days, offset, limit).await?;
        silent_customers_places(days: _, ids: Vec<String>) => book.silent_places(days, &ids).await?;
        silent_customers_count(days: _) => book.silent_count(days).await?;
        people_find(customer: Option<String>, text: String, limit: _) => book.people(customer.as_deref(), &text, limit).await?;
        person_show(id: String) => book.person(&id).await?;
        users_list() => book.users().await?;
        contact_types() => book.contact_types().await?;
        actions_find(text: String, limit: _) => book.actions(&text, limit).await?;
        products_find(text: String, limit: _) => book.products(&text, limit).await?;
        customer_groups(grouping: _, text: String, limit: _) => book.customer_groups(grouping, &text, limit).await?;
        custom_fields() => book.custom_fields().await?;
        bin_page(offset: _, limit: _) => book.bin(offset, limit).await?;
        bin_places(ids: Vec<String>) => book.bin_places(&ids).await?;
        bin_count() => book.bin_count().await?;
        search(text: String, limit: _) => book.search(&text, limit).await?;
        search_groups(text: String, limit: _) => book.search_groups(&text, limit).await?;
        search_page(text: String, kind: String, offset: _, limit: _) => book.search_page(&text, &kind, offset, limit).await?;
        sync_status() => book.sync_status().await?;
        conflicts_list(record: Option<String>) => book.conflicts(record.as_deref()).await?;
        team_members() => book.members().await?;
        team_requests() => book.join_requests().await?;
        drafts_kept() => book.kept_forms().await?;
        draft_load(key: String) => book.draft(&key).await?;
    }
}

async fn writing(book: &Book, command: &str, args: &Value) -> Answer {
    let work = Work::default();
    answers! { command, args;
        undo() => book.undo_watched(&work).await?;
        redo() => book.redo_watched(&work).await?;
        sample_remove() => book.remove_sample().await.map(|_| ())?;
        draft_save(key: String, json: String) => book.save_draft(&key, &json).await?;
        draft_drop(key: String) => book.drop_draft(&key).await?;
        contacts_delete(selection: _) => book.delete_contacts(&selection, &work).await?;
        contacts_change(selection: _, change: _, include_done: bool, move_linked: bool) => {
            let meant = Meant { include_done, move_linked, is_preview: false };
            book.change_contacts(&selection, &change, meant, &work).await?
        };
        contact_move_linked(id: String) => book.move_linked(&id).await?;
        contact_no_answer(id: String) => book.no_answer(&id, Language::Es).await?;
        value_restore(id: String, change: String, key: String) => book.restore_value(&id, &change, &key).await?;
        customer_save(id: Option<String>, draft: _, base: Option<String>) => match id {
            Some(id) => book.edit_customer(&id, draft, base.as_deref()).await?,
            None => book.add_customer(draft).await?,
        };
        customer_delete(id: String) => book.delete_customer(&id).await?;
        person_save(id: Option<String>, draft: _, base: Option<String>) => match id {
            Some(id) => book.edit_person(&id, draft, base.as_deref()).await?,
            None => book.add_person(draft).await?,
        };
        person_delete(id: String) => book.delete_person(&id).await?;
        contact_type_save(key: Option<String>, draft: _, base: Option<String>) => match key {
            Some(key) => book.edit_contact_type(&key, draft, base.as_deref()).await?,
            None => book.add_contact_type(draft).await?,
        };
        action_save(id: Option<String>, draft: _, base: Option<String>) => match id {
            Some(id) => book.edit_action(&id, draft, base.as_deref()).await?,
            None => book.add_action(draft).await?,
        };
        action_delete(id: String) => book.delete_action(&id).await.map(drop)?;
        product_save(id: Option<String>, draft: _, base: Option<String>) => match id {
            Some(id) => book.edit_product(&id, draft, base.as_deref()).await?,
            None => book.add_product(draft).await?,
        };
        product_delete(id: String) => book.delete_product(&id).await.map(drop)?;
        customer_group_save(grouping: _, id: Option<String>, draft: _, base: Option<String>) => match id {
            Some(id) => book.edit_customer_group(grouping, &id, draft, base.as_deref()).await?,
            None => book.add_customer_group(grouping, draft).await?,
        };
        customer_group_delete(id: String) => book.delete_customer_group(&id).await?;
        custom_field_save(id: Option<String>, draft: _, base: Option<String>) => match id {
            Some(id) => book.edit_custom_field(&id, draft, base.as_deref()).await?,
            None => book.add_custom_field(draft).await?,
        };
        custom_field_delete(id: String) => book.delete_custom_field(&id).await.map(drop)?;
        bin_restore(kind: _, id: String) => book.restore_from_bin(kind, &id).await?;
        backup_now() => book.back_up_here().await?;
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let profile = std::env::args().nth(1).expect("the folder of the profile is the one argument");
    let shared = Arc::new(Shared {
        profile: Path::new(&profile).to_path_buf(),
        book: tokio::sync::Mutex::default(),
        foreign_version: Mutex::default(),
        route: Mutex::default(),
    });
    let (lines, mut asked) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if lines.send(line).is_err() {
                break;
            }
        }
    });
    while let Some(line) = asked.recv().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let asked: Value = serde_json::from_str(&line).unwrap_or_default();
            let answer = shared.answer(asked["command"].as_str().unwrap_or_default(), &asked["args"]).await;
            let told = match answer {
                Ok(value) => json!({ "id": asked["id"], "ok": value }),
                Err(error) => json!({ "id": asked["id"], "error": error }),
            };
            println!("{told}");
        });
    }
    // Whoever asked is gone.
    if let Some(book) = shared.book.lock().await.take() {
        book.close().await;
    }
}
