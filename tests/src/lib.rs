//! Proves what no single crate can: the architecture. The window's tests are in `desktop/`.
