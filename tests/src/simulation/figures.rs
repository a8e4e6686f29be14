//! The figures of a history: how much of everything happened in it.

/// What a history held, for the figures.
#[derive(Debug, Clone, Copy, Default)]
pub struct Played {
    pub commands: u32,
    pub edits: u32,
    pub exchanges: u32,
    pub faults: u32,
    pub crashes: u32,
    pub rebirths: u32,
    pub devices: u32,
    /// Acknowledged, and never to have left its disk when that was put back to an older state.
    pub excused: u32,
    pub conflicts: u32,
}

impl Played {
    /// Both together.
    pub fn with(self, other: Self) -> Self {
        Self {
            commands: self.commands + other.commands,
            edits: self.edits + other.edits,
            exchanges: self.exchanges + other.exchanges,
            faults: self.faults + other.faults,
            crashes: self.crashes + other.crashes,
            rebirths: self.rebirths + other.rebirths,
            devices: self.devices + other.devices,
            excused: self.excused + other.excused,
            conflicts: self.conflicts + other.conflicts,
        }
    }
}
