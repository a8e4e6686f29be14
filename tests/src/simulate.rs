//! Plays histories of the simulation, as many as are asked for: `simulate [--seeds N] [--from SEED] [--seed SEED]`.

use std::process::ExitCode;
use std::time::Instant;

use tests::simulation::run_many;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let number = |name: &str| -> Option<u64> {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1)?.parse().ok()
    };
    let (from, count) = match number("--seed") {
        Some(seed) => (seed, 1),
        None => (number("--from").unwrap_or(0), number("--seeds").unwrap_or(2_000)),
    };
    let began = Instant::now();
    let (sum, failed) = run_many(from, count, |failure| println!("{failure}"));
    println!("{count} histories in {:.1} s, {failed} failed: {sum:?}", began.elapsed().as_secs_f64());
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
