//! One full-text search over everything: notes, customers, people, emails and their text.

use uuid::Uuid;

use crate::error::StoreError;
use crate::fold;
use crate::place::date_of;
use crate::store::Store;

/// One hit. The excerpt is around the first word that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// `contact`, `customer`, `person` or `email`.
    pub kind: &'static str,
    pub id: Uuid,
    pub title: String,
    pub excerpt: String,
}

/// Characters of an excerpt.
const EXCERPT_CHARS: usize = 160;

impl Store {
    /// Customers, people, emails, then contacts newest first; at most `limit` of each.
    pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let Some(query) = fold::query(text) else {
            return Ok(Vec::new());
        };
        let mut hits = Vec::new();
        let customers: Vec<(Uuid, String, Option<String>)> = sqlx::query_as(
            "SELECT c.id, c.name, c.legal_name FROM record_words w JOIN customer c ON c.rid = w.rowid \
             WHERE record_words MATCH ? ORDER BY c.sort_name, c.id LIMIT ?",
        )
        .bind(&query)
        .bind(limit)
        .fetch_all(&self.reader)
        .await?;
        hits.extend(
            customers
                .into_iter()
                .map(|(id, title, legal)| hit("customer", id, title, legal.as_deref(), text)),
        );
        let people: Vec<(Uuid, String, Option<String>)> = sqlx::query_as(
            "SELECT p.id, p.name, c.name FROM record_words w JOIN person p ON p.rid = w.rowid \
             LEFT JOIN customer c ON c.id = p.customer WHERE record_words MATCH ? ORDER BY p.sort_name, p.id LIMIT ?",
        )
        .bind(&query)
        .bind(limit)
        .fetch_all(&self.reader)
        .await?;
        hits.extend(
            people
                .into_iter()
                .map(|(id, title, customer)| hit("person", id, title, customer.as_deref(), text)),
        );
        let emails: Vec<(Uuid, String, String, String)> = sqlx::query_as(
            "SELECT t.id, t.name, t.subject, t.text FROM record_words w JOIN attachment t ON t.rid = w.rowid \
             WHERE record_words MATCH ? AND t.is_email AND EXISTS \
             (SELECT 1 FROM attached a LEFT JOIN contact c ON c.rid = a.rid LEFT JOIN customer u ON u.rid = a.rid \
              WHERE a.attachment = t.id AND (c.presence <> 1 OR u.presence <> 1)) ORDER BY t.rid DESC LIMIT ?",
        )
        .bind(&query)
        .bind(limit)
        .fetch_all(&self.reader)
        .await?;
        hits.extend(emails.into_iter().map(|(id, name, subject, body)| {
            let title = if subject.is_empty() { name } else { subject };
            hit("email", id, title, Some(&body), text)
        }));
        let contacts: Vec<(Uuid, i64, Option<String>, String)> = sqlx::query_as(
            "SELECT c.id, c.date, cu.name, c.notes FROM contact_words w CROSS JOIN contact c ON c.place = w.rowid \
             LEFT JOIN customer cu ON cu.id = c.customer \
             WHERE contact_words MATCH ? AND c.presence <> 1 ORDER BY w.rowid DESC LIMIT ?",
        )
        .bind(&query)
        .bind(limit)
        .fetch_all(&self.reader)
        .await?;
        hits.extend(contacts.into_iter().map(|(id, date, customer, notes)| {
            let title = format!("{} {}", date_of(date), customer.unwrap_or_default());
            hit("contact", id, title.trim_end().to_owned(), Some(&notes), text)
        }));
        Ok(hits)
    }
}

fn hit(kind: &'static str, id: Uuid, title: String, body: Option<&str>, text: &str) -> Hit {
    Hit { kind, id, title, excerpt: excerpt(body.unwrap_or_default(), text) }
}

/// The part of `body` around the first word found in it, on one line.
fn excerpt(body: &str, text: &str) -> String {
    let wanted = fold::words(text);
    let words: Vec<&str> = body.split_whitespace().collect();
    let is_found = |word: &&str| {
        let folded = fold::words(word);
        wanted.split(' ').any(|wanted| folded.split(' ').any(|word| word.starts_with(wanted)))
    };
    let first = words.iter().position(is_found).unwrap_or(0).saturating_sub(6);
    let mut excerpt = String::new();
    for word in &words[first.min(words.len())..] {
        if excerpt.chars().count() + word.chars().count() > EXCERPT_CHARS {
            excerpt.push('…');
            break;
        }
        if !excerpt.is_empty() {
            excerpt.push(' ');
        }
        excerpt.push_str(word);
    }
    excerpt
}
