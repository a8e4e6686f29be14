//! Whatever an email's bytes are, what is read keeps within the limits; what is inside is read as well.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| fuzz::limits::read_within(data));
