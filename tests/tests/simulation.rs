//! Two thousand histories of a team: at least three machines, two hundred commands and five faults each, and every promise of
//! `docs/sync-proof.md` that can be told from outside kept. A million: `cargo run --release -p tests --bin simulate -- --seeds 1000000`.

use tests::simulation::{COMMANDS, run_many};

#[test]
fn i1_i3_i9_i15_i37_i39_two_thousand_histories_keep_their_promises() {
    let failures = std::sync::Mutex::new(Vec::new());
    let count = std::env::var("HILO_HISTORIES").ok().and_then(|text| text.parse().ok()).unwrap_or(2_000);
    let (sum, failed) = run_many(0, count, |failure| {
        if let Ok(mut failures) = failures.lock() {
            failures.push(failure.to_string());
        }
    });
    println!("{count} histories: {sum:?}");
    let failures = failures.into_inner().unwrap_or_default();
    assert!(failed == 0, "{failed} of {count}:\n{}", failures.join("\n\n"));
    // What is asked of a history, in all of them together.
    let many = |each: u64| u32::try_from(count * each).unwrap_or(u32::MAX);
    assert!(sum.devices >= many(3) && sum.commands >= many(COMMANDS as u64) && sum.faults + sum.crashes > 0);
}
