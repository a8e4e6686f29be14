//! What happens, in which order: drawn once from the seed, so that steps can be taken away and the rest stays.

use testing::Dice;

/// One thing that happens. `roll` decides the rest, and nothing else does.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub what: What,
    pub device: usize,
    pub roll: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A person changes something.
    Edit,
    /// A person chooses between two values.
    Resolve,
    Exchange,
    /// The program dies at some step of the next exchange.
    Crash,
    /// The copier of the folder has a turn.
    Copy,
    /// The next exchange meets a folder that misbehaves.
    FolderFault(FolderFault),
    /// Something happens to the files that everybody shares.
    FileFault(FileFault),
    /// A copy of the whole disk is put away.
    Backup,
    /// It is put back.
    Restore,
    /// It begins to run beside its original.
    Clone,
    /// Somebody with a book of their own is let in.
    Join,
    /// A device begins to run a newer version.
    Upgrade,
    Clock,
}

/// How a folder misbehaves during one exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderFault {
    /// 1, 2: nothing is there.
    Gone,
    /// 1, 6: an empty listing.
    Empty,
    /// 8, 46, 47: a part of it.
    Partial,
    /// 10, 14: what was there some time ago.
    Stale,
    /// 3, 9: another team's.
    Foreign,
    /// 35, 36, 37: reads that hang.
    Late,
    /// 11, 13, 15, 31: reads that give half, or zeros.
    Torn,
    /// 21-26: writes that are refused for a while.
    Refused,
    /// 14: no space.
    Full,
    /// 12, 16: a write that fails half-way and leaves what it wrote.
    HalfWritten,
    /// 20: written, and said not to be.
    Unsaid,
}

/// What happens to files that everybody shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// 4, 5, 7: some are deleted.
    Delete,
    /// 11: emptied.
    Emptied,
    /// 14: cut.
    Cut,
    /// A bit is flipped.
    Flipped,
    /// 13: zeros of the right length.
    Zeroed,
    /// 27-30: copies beside them.
    Copies,
    /// 41-44: other names.
    Renamed,
    /// 32, 33: files of others.
    Foreign,
    /// Y4: as it was some time ago.
    Rewound,
    /// Two files change places.
    Swapped,
    /// Two glued into one.
    Glued,
    /// Made up by somebody who can write to the folder and is not in the team.
    Forged,
}

/// Commands of one history, at least.
pub const COMMANDS: usize = 200;

pub(super) const TROUBLES: [FolderFault; 11] = [
    FolderFault::Gone,
    FolderFault::Empty,
    FolderFault::Partial,
    FolderFault::Stale,
    FolderFault::Foreign,
    FolderFault::Late,
    FolderFault::Torn,
    FolderFault::Refused,
    FolderFault::Full,
    FolderFault::HalfWritten,
    FolderFault::Unsaid,
];

pub(super) const MISHAPS: [FileFault; 12] = [
    FileFault::Delete,
    FileFault::Emptied,
    FileFault::Cut,
    FileFault::Flipped,
    FileFault::Zeroed,
    FileFault::Copies,
    FileFault::Renamed,
    FileFault::Foreign,
    FileFault::Rewound,
    FileFault::Swapped,
    FileFault::Glued,
    FileFault::Forged,
];

/// Faults of one history, at least.
const FAULTS: usize = 5;

pub(super) fn script(seed: u64) -> Vec<Step> {
    let mut dice = Dice(seed);
    // Some histories are calm but for their five faults, some are a storm; some have clones, some have none.
    let (storm, has_doubles) = (1 + dice.below(12), dice.percent(40));
    let mut steps: Vec<Step> = (0..COMMANDS)
        .map(|_| {
            let what = match dice.below(100) {
                0..40 => What::Edit,
                40..43 => What::Resolve,
                43..68 => What::Exchange,
                68..85 => What::Copy,
                85..88 => What::Backup,
                88..90 => What::Clock,
                90 => What::Join,
                91 => What::Upgrade,
                92 if has_doubles => What::Restore,
                93 if has_doubles => What::Clone,
                _ => fault(&mut dice, storm),
            };
            step(&mut dice, what)
        })
        .collect();
    for _ in 0..FAULTS {
        let what = loop {
            match fault(&mut dice, 12) {
                What::Exchange => {}
                fault => break fault,
            }
        };
        let at = dice.below(steps.len());
        let fault = step(&mut dice, what);
        steps.insert(at, fault);
    }
    steps
}

fn step(dice: &mut Dice, what: What) -> Step {
    Step { what, device: dice.below(64), roll: dice.roll() }
}

fn fault(dice: &mut Dice, storm: usize) -> What {
    if dice.below(12) >= storm {
        return What::Exchange;
    }
    match dice.below(3) {
        0 => What::Crash,
        1 => What::FolderFault(TROUBLES[dice.below(TROUBLES.len())]),
        _ => What::FileFault(MISHAPS[dice.below(MISHAPS.len())]),
    }
}
