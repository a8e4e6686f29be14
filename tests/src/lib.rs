//! Proves what no single crate can: the architecture, and that copies become equal whatever happens to their folders and
//! machines. The window's tests are in `desktop/`.

pub mod simulation;
