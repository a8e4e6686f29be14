//! Cargo sees a new migration, which is no file of any crate.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
