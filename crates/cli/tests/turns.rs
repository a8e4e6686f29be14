//! F18: `hilo` and another program take turns on one book; everything that was accepted is there, once.

use std::path::Path;
use std::process::Command;

use testing::book::{Profile, customer, path, profile};

const EACH: usize = 25;

fn hilo(profile: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_hilo"))
        .args(["--profile", &profile.to_string_lossy(), "--json"])
        .args(arguments)
        .output()
        .expect("hilo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f18_window_and_hilo_take_turns() {
    let Profile { book, folder } = profile().await;
    let profile = path(&folder);
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
        customer(&book, &format!("Ventana {n}")).await;
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
    let book = profile().await;
    let seen = book.foreign_version().await.expect("a version");
    customer(&book, "Ventana").await;
    assert_eq!(book.foreign_version().await.expect("a version"), seen);
}
