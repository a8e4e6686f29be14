//! Bare SQL on the same file, with the same pragmas and the same library; and how the two are told beside each other.
#![allow(dead_code, reason = "each bench takes what it needs")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use app::book::sample::Sample;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

/// Repetitions of each action.
pub(crate) const TIMES: usize = 30;

/// The profile to measure: a sample of 10,000 contacts, of `HILO_BENCH_CONTACTS`, or `HILO_BENCH_PROFILE`.
pub(crate) async fn profile(temporary: &Path) -> PathBuf {
    match std::env::var("HILO_BENCH_PROFILE") {
        Ok(folder) => PathBuf::from(folder),
        Err(_) => sample(&temporary.join("perfil")).await,
    }
}

pub(crate) fn heading(contacts: u32) {
    println!("{contacts} contacts, medians of {TIMES}, in ms");
    println!("{:32} {:>8} {:>8} {:>7}", "", "hilo", "bare SQL", "ratio");
}

async fn sample(folder: &Path) -> PathBuf {
    let contacts =
        std::env::var("HILO_BENCH_CONTACTS").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let book = testing::book::init(folder).await;
    let sample = Sample { contacts, customers: contacts / 20 + 1, seed: 1 };
    book.add_sample(sample, |_| ()).await.expect("sample data");
    book.close().await;
    folder.to_owned()
}

/// The first slot of a day since 1970, as `store::place` lays it out.
pub(crate) fn slot(day: i64) -> i64 {
    (day + 30_000) << 46
}

/// The columns of a line, joined as the list joins them.
pub(crate) fn page(rest: &str) -> String {
    let (from, rest) = rest.split_once(" WHERE ").expect("a condition");
    format!(
        "SELECT c.id, c.date, c.minute, cu.name, p.name, u.name, c.contact_type, c.direction, substr(c.notes, 1, 160), \
         c.result, c.next_date, c.duration_minutes, c.done FROM contact c LEFT JOIN customer cu ON cu.id = c.customer \
         LEFT JOIN person p ON p.id = c.person LEFT JOIN user u ON u.id = c.user \
         WHERE c.rid IN (SELECT c.rid FROM {from} WHERE {rest}) ORDER BY c.slot DESC"
    )
}

pub(crate) async fn fetch(pool: &SqlitePool, statement: &str, binds: &[&str]) {
    let mut query = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()));
    for bind in binds {
        query = query.bind((*bind).to_owned());
    }
    query.fetch_all(pool).await.expect("rows");
}

pub(crate) async fn connect(folder: &Path) -> SqlitePool {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("hilo.db"))
        .page_size(8192)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-16384");
    SqlitePoolOptions::new().max_connections(1).connect_with(options).await.expect("the database")
}

pub(crate) async fn median(mut action: impl AsyncFnMut()) -> f64 {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let started = Instant::now();
        action().await;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}

pub(crate) fn row(name: &str, ours: f64, bare: f64) {
    println!("{name:32} {ours:8.2} {bare:8.2} {:6.1}x", ours / bare);
}
