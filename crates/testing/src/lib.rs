//! What the tests of several crates share. Only tests depend on it: it never ships.

#[cfg(feature = "book")]
pub mod book;
pub mod contracts;
mod dice;
mod records;

pub use dice::Dice;
pub use records::{contact, device_profile};
