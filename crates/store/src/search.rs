//! One full-text search over everything: customers, people, contacts, emails and files, with what stands on their cards.

use sqlx::{QueryBuilder, Sqlite};
use uuid::Uuid;

use crate::error::StoreError;
use crate::fold;
use crate::slip;
use crate::slot::date_of;
use crate::sought::{Sought, in_names};
use crate::store::Store;

/// One hit. The excerpt is around the first word that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    pub kind: Kind,
    pub id: Uuid,
    pub title: String,
    pub excerpt: String,
}

/// What is found, in the order in which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Customer,
    Person,
    Email,
    Contact,
    File,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Customer, Kind::Person, Kind::Email, Kind::Contact, Kind::File];

    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Customer => "customer",
            Kind::Person => "person",
            Kind::Email => "email",
            Kind::Contact => "contact",
            Kind::File => "file",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Title, what tells it apart, and what else may have been found in it.
type Found = (Uuid, String, Option<String>, Option<String>);

/// Characters of an excerpt.
const EXCERPT_CHARS: usize = 160;

/// Files and emails of something that is not in the bin.
const IS_HELD: &str = " AND t.presence <> 1 AND EXISTS (SELECT 1 FROM attached a LEFT JOIN contact c ON c.rid = a.rid \
    LEFT JOIN customer u ON u.rid = a.rid WHERE a.attachment = t.id AND (c.presence <> 1 OR u.presence <> 1))";

/// A contact that was found: id, day, customer, excerpt, and what else.
type ContactRow = (Uuid, i64, Option<String>, String, Option<String>);

impl Store {
    /// At most `limit` hits of each kind.
    pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let mut hits = Vec::new();
        for kind in Kind::ALL {
            hits.extend(self.search_page(text, kind, 0, limit).await?);
        }
        Ok(hits)
    }

    /// Hits of one kind: those called so before those that have it on their card, by name; emails, contacts and files newest first.
    pub async fn search_page(
        &self,
        text: &str,
        kind: Kind,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<Hit>, StoreError> {
        let Sought::Words(words) = Sought::of(text) else {
            return Ok(Vec::new());
        };
        let mut query = QueryBuilder::new("SELECT ");
        query.push(columns(kind));
        push_source(&mut query, kind, &words);
        match kind {
            Kind::Customer | Kind::Person => {
                query.push(
                    " ORDER BY w.rowid NOT IN (SELECT rowid FROM record_words WHERE record_words MATCH ",
                );
                query.push_bind(in_names(&words)).push("), r.sort_name, r.id");
            }
            Kind::Email | Kind::Contact | Kind::File => {
                query.push(" ORDER BY w.rowid DESC");
            }
        }
        query.push(" LIMIT ").push_bind(limit).push(" OFFSET ").push_bind(offset);
        Ok(match kind {
            Kind::Contact => {
                let rows: Vec<ContactRow> = query.build_query_as().fetch_all(&self.reader).await?;
                let contact = |(id, date, customer, notes, files): (_, _, Option<String>, String, _)| {
                    let title = format!("{} {}", date_of(date), customer.unwrap_or_default());
                    hit(kind, (id, title.trim_end().to_owned(), Some(notes), files), text)
                };
                rows.into_iter().map(contact).collect()
            }
            _ => {
                let rows: Vec<Found> = query.build_query_as().fetch_all(&self.reader).await?;
                rows.into_iter().map(|found| hit(kind, found, text)).collect()
            }
        })
    }

    /// How many hits of one kind there are, up to `max`.
    pub async fn search_count(&self, text: &str, kind: Kind, max: u32) -> Result<u32, StoreError> {
        let Sought::Words(words) = Sought::of(text) else {
            return Ok(0);
        };
        let mut query = QueryBuilder::new("SELECT count(*) FROM (SELECT 1");
        push_source(&mut query, kind, &words);
        query.push(" LIMIT ").push_bind(max).push(")");
        let (count,): (u32,) = query.build_query_as().fetch_one(&self.reader).await?;
        Ok(count)
    }

    /// What the text may mean where nothing is found as it is typed: a slip in each word, of the words of names.
    pub async fn meant(&self, text: &str) -> Result<Option<String>, StoreError> {
        let typed = fold::words(text);
        let (Sought::Words(words), true) = (Sought::of(text), slip::may_hold_one(&typed)) else {
            return Ok(None);
        };
        let (is_found,): (bool,) = sqlx::query_as(
            "SELECT EXISTS (SELECT 1 FROM record_words WHERE record_words MATCH ?1) \
             OR EXISTS (SELECT 1 FROM contact_words WHERE contact_words MATCH ?1)",
        )
        .bind(words)
        .fetch_one(&self.reader)
        .await?;
        if is_found {
            return Ok(None);
        }
        let names: Vec<(String,)> = sqlx::query_as(
            "SELECT concat_ws(' ', name, legal_name) FROM customer WHERE presence <> 1 \
             UNION ALL SELECT name FROM person WHERE presence <> 1",
        )
        .fetch_all(&self.reader)
        .await?;
        Ok(slip::meant(&typed, names.iter().map(|(name,)| name.as_str())))
    }
}

fn columns(kind: Kind) -> &'static str {
    match kind {
        Kind::Customer => {
            "r.id, r.name, r.legal_name, concat_ws(char(10), r.code, r.tax_id, \
             (SELECT group_concat(text, char(10)) FROM address WHERE rid = r.rid), \
             (SELECT group_concat(concat_ws(', ', street, concat_ws(' ', postal_code, town), province, country), char(10)) \
              FROM postal_address WHERE rid = r.rid), r.web, r.notes, \
             (SELECT group_concat(substr(value, 6), char(10)) FROM custom_value WHERE rid = r.rid AND value LIKE 'text:%'))"
        }
        Kind::Person => {
            "r.id, r.name, c.name, concat_ws(char(10), r.position, \
             (SELECT group_concat(text, char(10)) FROM address WHERE rid = r.rid), r.notes)"
        }
        Kind::Email => {
            "t.id, CASE t.subject WHEN '' THEN t.name ELSE t.subject END, NULL, concat_ws(char(10), t.text, t.files)"
        }
        Kind::File => {
            "t.id, t.name, (SELECT u.name FROM attached a LEFT JOIN contact c ON c.rid = a.rid JOIN customer u \
             ON u.rid = a.rid OR u.id = c.customer WHERE a.attachment = t.id LIMIT 1), t.description"
        }
        Kind::Contact => {
            "c.id, c.date, cu.name, c.notes, concat_ws(char(10), \
             (SELECT group_concat(text, char(10)) FROM action_line WHERE rid = c.rid), \
             (SELECT group_concat(t.name, char(10)) FROM attached a JOIN attachment t ON t.id = a.attachment \
              WHERE a.rid = c.rid), \
             (SELECT group_concat(substr(value, 6), char(10)) FROM custom_value WHERE rid = c.rid AND value LIKE 'text:%'))"
        }
    }
}

fn push_source(query: &mut QueryBuilder<Sqlite>, kind: Kind, words: &str) {
    query.push(match kind {
        Kind::Customer => " FROM record_words w JOIN customer r ON r.rid = w.rowid WHERE record_words MATCH ",
        Kind::Person => {
            " FROM record_words w JOIN person r ON r.rid = w.rowid LEFT JOIN customer c ON c.id = r.customer \
             WHERE record_words MATCH "
        }
        Kind::Email | Kind::File => " FROM record_words w JOIN attachment t ON t.rid = w.rowid WHERE record_words MATCH ",
        Kind::Contact => {
            " FROM contact_words w CROSS JOIN contact c ON c.place = w.rowid LEFT JOIN customer cu ON cu.id = c.customer \
             WHERE contact_words MATCH "
        }
    });
    query.push_bind(words.to_owned());
    query.push(match kind {
        Kind::Customer | Kind::Person => "",
        Kind::Email => " AND t.is_email",
        Kind::File => " AND NOT t.is_email",
        Kind::Contact => " AND c.presence <> 1",
    });
    if matches!(kind, Kind::Email | Kind::File) {
        query.push(IS_HELD);
    }
}

/// Shows what tells it apart, and the line that was found when its title was not.
fn hit(kind: Kind, (id, title, beside, more): Found, text: &str) -> Hit {
    let wanted = fold::words(text);
    let beside = beside.unwrap_or_default();
    let excerpt = match (has_found(&title, &wanted) && kind != Kind::Contact, has_found(&beside, &wanted)) {
        (false, false) => {
            let line = more.as_deref().unwrap_or_default().lines().find(|line| has_found(line, &wanted));
            match (line, kind) {
                (Some(line), Kind::Person) if !beside.is_empty() => {
                    format!("{beside} · {}", excerpt(line, &wanted))
                }
                (Some(line), _) => excerpt(line, &wanted),
                (None, Kind::Email) => excerpt(more.as_deref().unwrap_or_default(), &wanted),
                (None, _) => excerpt(&beside, &wanted),
            }
        }
        _ => {
            excerpt(if kind == Kind::Email { more.as_deref().unwrap_or_default() } else { &beside }, &wanted)
        }
    };
    Hit { kind, id, title, excerpt }
}

fn has_found(text: &str, wanted: &str) -> bool {
    text.split_whitespace().any(|word| is_found(word, wanted))
}

fn is_found(word: &str, wanted: &str) -> bool {
    let folded = fold::words(word);
    wanted.split(' ').any(|wanted| folded.split(' ').any(|word| !word.is_empty() && word.starts_with(wanted)))
}

/// The part of `body` around the first word found in it, on one line.
fn excerpt(body: &str, wanted: &str) -> String {
    let words: Vec<&str> = body.split_whitespace().collect();
    let first = words.iter().position(|word| is_found(word, wanted)).unwrap_or(0).saturating_sub(6);
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
