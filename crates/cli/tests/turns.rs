//! F18: `hilo` and another program take turns on one book; everything that was accepted is there, once.

use std::path::Path;
use std::process::Command;

use app::book::Book;
use app::wire::{CustomerDraft, UserDraft};

const EACH: usize = 25;

fn hilo(profile: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_hilo"))
        .args(["--profile", &profile.to_string_lossy(), "--json"])
        .args(arguments)
        .output()
        .expect("hilo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn draft(name: String) -> CustomerDraft {
    serde_json::from_value(serde_json::json!({ "name": name })).expect("a draft needs only a name")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f18_window_and_hilo_take_turns() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let profile = folder.path().join("profile");
    let user = UserDraft { name: "Marta Soler".into(), emails: vec!["marta@nosotros.example".into()] };
    let book = Book::init(&profile, user).await.expect("a new book");
    let seen = book.foreign_version().await.expect("a version");

    let terminal = {
        let profile = profile.clone();
        std::thread::spawn(move || {
            for n in 0..EACH {
                let file = profile.with_file_name(format!("{n}.json"));
                std::fs::write(&file, format!("{{\"name\":\"Terminal {n}\"}}")).expect("it can be written");
                hilo(&profile, &["customer", "add", "--json-in", &file.to_string_lossy()]);
            }
        })
    };
    for n in 0..EACH {
        book.add_customer(draft(format!("Ventana {n}"))).await.expect("it waits for its turn");
    }
    terminal.join().expect("every add of hilo was accepted");

    let hits = book.customers("", 1_000).await.expect("the list");
    let mut names: Vec<String> = hits.into_iter().map(|hit| hit.name).collect();
    names.sort();
    let mut expected: Vec<String> =
        (0..EACH).flat_map(|n| [format!("Terminal {n}"), format!("Ventana {n}")]).collect();
    expected.sort();
    assert_eq!(names, expected);
    assert_ne!(book.foreign_version().await.expect("a version"), seen, "the window learns of it");
    book.close().await;
    // Fails when the book is not whole.
    hilo(&profile, &["check"]);
}

#[tokio::test]
async fn ones_own_writing_is_not_told_as_anothers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let user = UserDraft { name: "Marta Soler".into(), emails: vec!["marta@nosotros.example".into()] };
    let book = Book::init(folder.path(), user).await.expect("a new book");
    let seen = book.foreign_version().await.expect("a version");
    book.add_customer(draft("Ventana".into())).await.expect("added");
    assert_eq!(book.foreign_version().await.expect("a version"), seen);
}
