//! Many devices, one team, a shared folder that does everything wrong, machines that crash, are cloned and restored: from
//! one number, and the same every time.
//!
//! The code under test is the program's own: `replication::exchange`, the team's log, and what `documents` takes in. What
//! is simulated is what lies around it: disks that keep what was committed (`disk`), folders and the copier between them
//! (`folder`), and people (`world`). The `oracle` knows every edit that was acknowledged and what may have become of it.

#[cfg(test)]
mod contracts;
mod disk;
mod figures;
mod folder;
mod judge;
mod oracle;
mod script;
mod world;

pub use figures::Played;
pub use script::{COMMANDS, Step};

use script::script;
use world::World;

/// A history that broke a promise, as short as it could be made.
#[derive(Debug)]
pub struct Failure {
    pub seed: u64,
    pub why: String,
    pub script: Vec<Step>,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "seed {}: {}", self.seed, self.why)?;
        self.script.iter().try_for_each(|step| writeln!(f, "  {step:?}"))?;
        write!(f, "  again: cargo run -p tests --bin simulate -- --seed {}", self.seed)
    }
}

/// Plays the history of a seed.
///
/// # Errors
/// The promise that it broke, with the shortest script that still breaks one.
pub fn run(seed: u64) -> Result<Played, Failure> {
    let script = script(seed);
    match play(seed, &script) {
        Ok(played) => Ok(played),
        // Whoever only wants to know which seeds fail.
        Err(why) if std::env::var_os("HILO_WHOLE").is_some() => {
            Err(Failure { seed, why, script: Vec::new() })
        }
        Err(why) => Err(shrunk(seed, script, why)),
    }
}

/// Plays many, on every core there is.
pub fn run_many(from: u64, count: u64, told: impl Fn(&Failure) + Sync) -> (Played, u64) {
    use std::sync::atomic::{AtomicU64, Ordering};
    let (next, failed) = (AtomicU64::new(from), AtomicU64::new(0));
    let work = || {
        let mut sum = Played::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= from + count {
                return sum;
            }
            match run(seed) {
                Ok(played) => sum = sum.with(played),
                Err(failure) => {
                    failed.fetch_add(1, Ordering::Relaxed);
                    told(&failure);
                }
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let sum = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().fold(Played::default(), |sum, worker| match worker.join() {
            Ok(played) => sum.with(played),
            Err(panic) => std::panic::resume_unwind(panic),
        })
    });
    (sum, failed.into_inner())
}

fn play(seed: u64, script: &[Step]) -> Result<Played, String> {
    let mut world = World::new(seed);
    world.play(script)?;
    world.judge()?;
    Ok(world.figures(script))
}

/// Takes steps away as long as it still fails: halves first, then ever smaller parts.
fn shrunk(seed: u64, mut script: Vec<Step>, mut why: String) -> Failure {
    let mut size = script.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < script.len() {
            let end = (at + size).min(script.len());
            let mut less = script.clone();
            less.drain(at..end);
            match play(seed, &less) {
                // The same promise: another one is another fault.
                Err(still) if promise(&still) == promise(&why) => (script, why) = (less, still),
                _ => at = end,
            }
        }
        size /= 2;
    }
    Failure { seed, why, script }
}

/// `I3`, of "at step 5, Edit: I3: ...".
fn promise(why: &str) -> Option<&str> {
    why.split([':', ' ']).find(|word| word.starts_with('I') && word[1..].parse::<u32>().is_ok())
}
