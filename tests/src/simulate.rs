//! Plays histories of the simulation, as many as are asked for: `simulate [--seeds N] [--from SEED] [--seed SEED]`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use tests::simulation::{Played, run};

fn main() -> std::process::ExitCode {
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
    let (next, threads) = (AtomicU64::new(from), std::thread::available_parallelism().map_or(2, usize::from));
    let outcome = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let (mut sum, mut failed) = (Played::default(), 0);
                    loop {
                        let seed = next.fetch_add(1, Ordering::Relaxed);
                        if seed >= from + count {
                            return (sum, failed);
                        }
                        match run(seed) {
                            Ok(played) => sum = sum.with(played),
                            Err(failure) => {
                                failed += 1;
                                println!("{failure}");
                            }
                        }
                    }
                })
            })
            .collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect::<Vec<_>>()
    });
    let sum = outcome.iter().fold(Played::default(), |sum, (played, _)| sum.with(*played));
    let failed: u32 = outcome.iter().map(|(_, failed)| failed).sum();
    println!("{count} histories in {:.1} s, {failed} failed: {sum:?}", began.elapsed().as_secs_f64());
    if failed == 0 && outcome.len() == threads {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    }
}
