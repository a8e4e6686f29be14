//! Reads a folder of emails, beside bare `mail-parser` on those that it can read, in one run, alternating.
//!
//! `cargo bench -p mail -- FOLDER`; `--only ours` or `--only bare` reads once, to see the memory from outside.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const ROUNDS: u32 = 10;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    let only = arguments.iter().position(|one| one == "--only").map(|at| {
        let only = arguments.drain(at..).nth(1);
        only.unwrap_or_default()
    });
    let Some(folder) = arguments.first().map(PathBuf::from) else {
        return println!("no folder of emails was given");
    };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let bytes = |extension: &str| -> Vec<Vec<u8>> {
        let of = files.iter().filter(|file| file.extension().is_some_and(|found| found == extension));
        of.filter_map(|file| std::fs::read(file).ok()).collect()
    };
    let (internet, outlook) = (bytes("eml"), bytes("msg"));
    match only.as_deref() {
        Some("bare") => drop(bare(&internet)),
        Some(_) => drop((ours(&internet), ours(&outlook))),
        None => compare(&internet, &outlook),
    }
}

fn compare(internet: &[Vec<u8>], outlook: &[Vec<u8>]) {
    let (mut whole, mut parser, mut item) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        whole.push(ours(internet));
        parser.push(bare(internet));
        item.push(ours(outlook));
    }
    let (whole, parser, item) = (median(whole), median(parser), median(item));
    let rate = |files: &[Vec<u8>], time: Duration| files.len() as f64 / time.as_secs_f64();
    println!("{} .eml: {:.0} files a second", internet.len(), rate(internet, whole));
    println!(
        "  bare mail-parser: {:.0} files a second; ours takes {:.2} times as long",
        rate(internet, parser),
        whole.as_secs_f64() / parser.as_secs_f64()
    );
    println!("{} .msg: {:.0} files a second", outlook.len(), rate(outlook, item));
}

fn ours(files: &[Vec<u8>]) -> Duration {
    let began = Instant::now();
    for bytes in files {
        let _ = black_box(mail::read(black_box(bytes)));
    }
    began.elapsed()
}

fn bare(files: &[Vec<u8>]) -> Duration {
    let began = Instant::now();
    for bytes in files {
        black_box(mail_parser::MessageParser::default().parse(black_box(bytes)));
    }
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
