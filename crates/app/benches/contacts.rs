//! The work of a day with contacts beside the same in bare SQL: Load by each criterion, the toggle, a form, a change of many.
//!
//! As `spine.rs`: `cargo bench -p app --bench contacts`, with the same variables.

mod bare;

use std::time::Instant;

use app::book::Book;
use app::wire::{
    ContactCriteria, ContactSelection, ContactsChange, CustomCriterion, CustomFieldDraft, CustomValue,
    DateField, Direction, FieldKind, Grouping, SelectedRange, StateFilter,
};
use app::work::Work;
use bare::{connect, fetch, median, page, profile, row};
use sqlx::sqlite::SqlitePool;
use uuid::Uuid;

#[tokio::main]
async fn main() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = profile(temporary.path()).await;
    let (book, bare) = (Book::open(&folder).await.expect("the profile"), connect(&folder).await);
    bare::heading(book.contact_counts(&ContactCriteria::default()).await.expect("a count").all);
    let known = Known::of(&book).await;
    for (name, criteria, condition) in known.criteria() {
        let counts =
            format!("SELECT count(*), sum(c.done) FROM contact c WHERE c.presence <> 1 AND {condition}");
        let lines =
            page(&format!("contact c WHERE c.presence <> 1 AND {condition} ORDER BY c.slot DESC LIMIT 100"));
        row(
            name,
            median(async || {
                book.contact_counts(&criteria).await.expect("a count");
                book.contacts(&criteria, StateFilter::All, 0, 100).await.expect("a page");
            })
            .await,
            median(async || {
                fetch(&bare, &counts, &[]).await;
                fetch(&bare, &lines, &[]).await;
            })
            .await,
        );
    }
    toggle_and_form(&book, &bare).await;
    alarms(&book, &bare).await;
    change(&book, &bare).await;
}

/// What it is called, the criteria, and the condition that they are in SQL.
type Asked = (&'static str, ContactCriteria, String);

/// A record of each kind that criteria name.
struct Known {
    customer: String,
    person: String,
    user: String,
    action: String,
    product: String,
    zone: String,
    field: String,
}

impl Known {
    async fn of(book: &Book) -> Self {
        let rows =
            book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 500).await.expect("a page");
        let row = rows.iter().find(|row| row.person_name.is_some()).expect("a contact with a person");
        let contact = book.contact(&row.id).await.expect("a contact");
        let field = CustomFieldDraft {
            kind: FieldKind::Whole,
            label: format!("Pedidos {}", Uuid::now_v7()),
            ..CustomFieldDraft::default()
        };
        let field = book.add_custom_field(field).await.expect("a field").id;
        for (number, row) in rows.iter().enumerate() {
            let (mut draft, base) = book.contact_draft(&row.id, None).await.expect("a draft");
            draft.custom_fields.insert(field.clone(), Some(CustomValue::Number(number as i64)));
            let save = app::contacts::SaveContact {
                id: Some(row.id.clone()),
                draft,
                base: Some(base),
                ..Default::default()
            };
            book.save_contact(save).await.expect("an edit");
        }
        Self {
            customer: contact.customer,
            person: contact.person.expect("a person"),
            user: contact.user,
            action: book.actions("", 1).await.expect("actions")[0].id.clone(),
            product: book.products("", 1).await.expect("products")[0].id.clone(),
            zone: book.customer_groups(Grouping::Zone, "", 1).await.expect("zones")[0].id.clone(),
            field,
        }
    }

    /// Each criterion, and the condition that it is in SQL.
    fn criteria(&self) -> Vec<Asked> {
        let all = [self.who(), self.what(), self.of_lists(), self.of_customers(), self.of_fields()];
        all.into_iter().flatten().collect()
    }

    fn who(&self) -> Vec<Asked> {
        vec![
            (
                "Load by customer",
                ContactCriteria { customer: some(&self.customer), ..none() },
                format!("c.customer = {}", blob(&self.customer)),
            ),
            (
                "Load by person",
                ContactCriteria { person: some(&self.person), ..none() },
                format!("c.person = {}", blob(&self.person)),
            ),
            (
                "Load by user",
                ContactCriteria { user: some(&self.user), ..none() },
                format!("c.user = {}", blob(&self.user)),
            ),
        ]
    }

    fn what(&self) -> Vec<Asked> {
        vec![
            (
                "Load by type",
                ContactCriteria { contact_type: day("visit"), ..none() },
                "c.contact_type = 'visit'".to_owned(),
            ),
            (
                "Load by direction",
                ContactCriteria { direction: Some(Direction::Them), ..none() },
                "c.direction = 'them'".to_owned(),
            ),
            (
                "Load by dates",
                ContactCriteria { from: day("2026-01-01"), to: day("2026-06-30"), ..none() },
                format!("c.slot >= {} AND c.slot < {}", bare::slot(20_454), bare::slot(20_635)),
            ),
            (
                "Load by next contact",
                ContactCriteria { next_from: day("2026-06-01"), next_to: day("2026-06-30"), ..none() },
                "c.next_date BETWEEN 20605 AND 20634".to_owned(),
            ),
            (
                "Load by closing date",
                ContactCriteria { closed_from: day("2026-06-01"), closed_to: day("2026-06-30"), ..none() },
                "c.closing_date BETWEEN 20605 AND 20634".to_owned(),
            ),
            (
                "Load by result",
                ContactCriteria { result: day("sale"), ..none() },
                "c.result = 'sale'".to_owned(),
            ),
        ]
    }

    fn of_lists(&self) -> Vec<Asked> {
        vec![
            (
                "Load by action",
                ContactCriteria { action: some(&self.action), ..none() },
                format!("c.rid IN (SELECT rid FROM action_line WHERE action = {})", blob(&self.action)),
            ),
            (
                "Load by open actions",
                ContactCriteria { has_open_actions: true, ..none() },
                "c.rid IN (SELECT rid FROM action_line WHERE done = 0)".to_owned(),
            ),
            (
                "Load by product",
                ContactCriteria { product: some(&self.product), ..none() },
                format!("c.rid IN (SELECT rid FROM interest WHERE product = {})", blob(&self.product)),
            ),
        ]
    }

    fn of_customers(&self) -> Vec<Asked> {
        vec![
            (
                "Load by zone",
                ContactCriteria { customer_zone: some(&self.zone), ..none() },
                format!("c.customer IN (SELECT id FROM customer WHERE zone = {})", blob(&self.zone)),
            ),
            (
                "Load by province",
                ContactCriteria { province: day("La Rioja"), ..none() },
                "c.customer IN (SELECT id FROM customer WHERE rid IN \
                 (SELECT rid FROM postal_address WHERE province = 'La Rioja'))"
                    .to_owned(),
            ),
            (
                "Load by an email address",
                ContactCriteria { customer_data: day("info@cliente7.example"), ..none() },
                "c.customer IN (SELECT k.id FROM address a JOIN customer k ON k.rid = a.rid \
                 WHERE a.key = 'info@cliente7.example')"
                    .to_owned(),
            ),
        ]
    }

    fn of_fields(&self) -> Vec<Asked> {
        vec![
            (
                "Load by a field of one's own",
                ContactCriteria {
                    custom_fields: vec![CustomCriterion {
                        field: self.field.clone(),
                        from: day("100"),
                        to: day("200"),
                        ..CustomCriterion::default()
                    }],
                    ..none()
                },
                format!(
                    "c.rid IN (SELECT rid FROM custom_value WHERE field = {} AND number BETWEEN 100 AND 200)",
                    blob(&self.field)
                ),
            ),
            (
                "Load with files",
                ContactCriteria { has_attachments: true, ..none() },
                "c.attachments > 0".to_owned(),
            ),
            (
                "Load without a follow-up",
                ContactCriteria { lacks_follow_up: true, ..none() },
                "c.next_date IS NOT NULL AND NOT EXISTS \
                 (SELECT 1 FROM contact f WHERE f.previous = c.id AND f.presence <> 1)"
                    .to_owned(),
            ),
        ]
    }
}

fn none() -> ContactCriteria {
    ContactCriteria::default()
}

fn some(id: &str) -> Option<String> {
    Some(id.to_owned())
}

fn day(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn blob(id: &str) -> String {
    format!("x'{}'", Uuid::parse_str(id).expect("an id").simple())
}

/// The toggle shows another page of the list that is loaded; the form reads a contact, its customer and its thread.
async fn toggle_and_form(book: &Book, bare: &SqlitePool) {
    let everything = ContactCriteria::default();
    row(
        "Toggle to open ones",
        median(async || {
            book.contacts(&everything, StateFilter::Open, 0, 100).await.expect("a page");
        })
        .await,
        median(async || {
            fetch(
                bare,
                &page("contact c WHERE c.presence <> 1 AND c.done = 0 ORDER BY c.slot DESC LIMIT 100"),
                &[],
            )
            .await;
        })
        .await,
    );
    let id = book.contacts(&everything, StateFilter::All, 70, 1).await.expect("a page")[0].id.clone();
    let blob = format!("x'{}'", Uuid::parse_str(&id).expect("an id").simple());
    let customer = book.contact(&id).await.expect("a contact").customer;
    row(
        "Open a form",
        median(async || {
            book.contact(&id).await.expect("a contact");
            book.customer(&customer).await.expect("a customer");
            book.customer_thread(&customer, 0, 200).await.expect("a thread");
            book.chain(&id).await.expect("a chain");
        })
        .await,
        median(async || {
            fetch(bare, &format!("SELECT * FROM contact WHERE id = {blob}"), &[]).await;
            for of in ["action_line", "interest", "attached", "custom_value"] {
                let list =
                    format!("SELECT * FROM {of} WHERE rid = (SELECT rid FROM contact WHERE id = {blob})");
                fetch(bare, &list, &[]).await;
            }
            let of = format!("(SELECT customer FROM contact WHERE id = {blob})");
            fetch(bare, &format!("SELECT * FROM customer WHERE id = {of}"), &[]).await;
            let thread = format!(
                "contact c WHERE c.presence <> 1 AND c.customer = {of} ORDER BY c.slot DESC LIMIT 200"
            );
            fetch(bare, &page(&thread), &[]).await;
        })
        .await,
    );
}

async fn alarms(book: &Book, bare: &SqlitePool) {
    row(
        "Alarms beside the menu",
        median(async || {
            book.alarms().await.expect("alarms");
        })
        .await,
        median(async || {
            let broken = "SELECT count(*) FROM (SELECT 1 FROM contact c WHERE c.presence <> 1 AND c.next_date BETWEEN 20300 \
                          AND 20784 AND NOT EXISTS (SELECT 1 FROM contact f WHERE f.previous = c.id AND f.presence <> 1) LIMIT 100)";
            fetch(bare, broken, &[]).await;
        })
        .await,
    );
    row(
        "Silent customers",
        median(async || {
            book.silent_count(90).await.expect("a count");
            book.silent_customers(90, 0, 100).await.expect("a page");
        })
        .await,
        median(async || {
            let silent = format!(
                "SELECT customer, max(slot) AS last FROM contact WHERE presence <> 1 GROUP BY customer HAVING last < {} \
                 ORDER BY last LIMIT 100",
                bare::slot(20_694)
            );
            fetch(bare, &silent, &[]).await;
        })
        .await,
    );
}

/// The dates of five thousand, one day later: documents, history and undo, beside their rows alone.
async fn change(book: &Book, bare: &SqlitePool) {
    let count = book.contact_counts(&ContactCriteria::default()).await.expect("a count").all.min(5_000);
    let range = SelectedRange { from: 0, to: count - 1, first: None, last: None };
    let selection = ContactSelection { ranges: vec![range], ..ContactSelection::default() };
    let change = ContactsChange::MoveDate { field: DateField::Date, days: 1, working: false };
    let preview = median(async || {
        book.preview_change(&selection, &change, true).await.expect("a preview");
    })
    .await;
    let read = median(async || {
        fetch(bare, &page("contact c WHERE c.presence <> 1 ORDER BY c.slot DESC LIMIT 5000"), &[]).await;
    })
    .await;
    row(&format!("Preview a change of {count}"), preview, read);
    let mut ours = Vec::new();
    let meant = app::contacts::changes::Meant { include_done: true, ..Default::default() };
    for _ in 0..3 {
        let start = Instant::now();
        book.change_contacts(&selection, &change, meant, &Work::default()).await.expect("a change");
        ours.push(start.elapsed().as_secs_f64() * 1_000.0);
        book.undo().await.expect("an undo");
    }
    ours.sort_by(f64::total_cmp);
    let theirs = median(async || {
        let mut tx = bare.begin_with("BEGIN IMMEDIATE").await.expect("a transaction");
        let statement = "UPDATE contact SET date = date + 1, slot = slot + (1 << 46) \
                         WHERE rid IN (SELECT rid FROM contact ORDER BY slot DESC LIMIT ?)";
        sqlx::query(statement).bind(count).execute(&mut *tx).await.expect("an update");
        tx.rollback().await.expect("a rollback");
    })
    .await;
    row(&format!("Change the dates of {count}"), ours[1], theirs);
}
