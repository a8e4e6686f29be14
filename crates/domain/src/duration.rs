//! How long a contact took, in minutes (S19, S20). `2h15` and its like are read where they are typed.

use crate::limits::DURATION_MINUTES_MAX;
use crate::refusal::{Reason, Refusal, refuse};

/// A whole number of minutes within a year.
pub fn check(minutes: u32) -> Result<u32, Refusal> {
    match minutes <= DURATION_MINUTES_MAX {
        true => Ok(minutes),
        false => refuse("duration_minutes", Reason::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s19_a_duration_lies_within_a_year() {
        assert_eq!(check(0), Ok(0), "nothing at all is a duration, blank is none");
        assert!(check(DURATION_MINUTES_MAX).is_ok() && check(DURATION_MINUTES_MAX + 1).is_err());
    }
}
