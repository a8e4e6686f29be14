//! The backups that a profile makes of itself, in its folder `backups`: named by their order, pruned by what their names say.

use std::collections::HashSet;
use std::hash::Hash;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// A backup, as its name tells it: `000042_2026-11-24_0930_1532.hilo` is the 42nd, of half past nine, with 1532
/// records. Which one is newer is said by the number: clocks go wrong (F27).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    pub name: String,
    pub number: u32,
    /// On the wall of whoever made it.
    pub at: NaiveDateTime,
    pub documents: u32,
    pub bytes: u64,
}

pub(crate) const SUFFIX: &str = ".hilo";
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;

/// The backups of a profile, newest first. Other files in their folder are nobody's business.
pub fn list(profile: &Path) -> Vec<BackupFile> {
    let Ok(entries) = std::fs::read_dir(folder_of(profile)) else { return Vec::new() };
    let mut kept: Vec<BackupFile> = entries.flatten().filter_map(|entry| kept(&entry)).collect();
    kept.sort_by(|one, other| (other.number, &other.name).cmp(&(one.number, &one.name)));
    kept
}

/// Where a backup of the list lies; none for a name that is not in it.
pub fn file_of(profile: &Path, name: &str) -> Option<PathBuf> {
    list(profile).into_iter().find(|kept| kept.name == name).map(|kept| folder_of(profile).join(kept.name))
}

/// All but the newest of the last seven days, four weeks and twelve months that there are backups of, whatever the
/// clock says now. A backup is dropped only because there are enough others.
pub(crate) fn superfluous(newest_first: &[BackupFile]) -> Vec<&BackupFile> {
    let (mut days, mut weeks, mut months) = (HashSet::new(), HashSet::new(), HashSet::new());
    newest_first
        .iter()
        .filter(|kept| {
            let date = kept.at.date();
            // Each of the three is asked: a backup may be the newest of its day, its week and its month at once.
            let wanted = [
                takes(&mut days, DAYS, date),
                takes(&mut weeks, WEEKS, date.iso_week()),
                takes(&mut months, MONTHS, (date.year(), date.month())),
            ];
            !wanted.contains(&true)
        })
        .collect()
}

fn takes<T: Eq + Hash>(seen: &mut HashSet<T>, limit: usize, span: T) -> bool {
    seen.len() < limit && seen.insert(span)
}

pub(crate) fn folder_of(profile: &Path) -> PathBuf {
    profile.join("backups")
}

fn kept(entry: &std::fs::DirEntry) -> Option<BackupFile> {
    let name = entry.file_name().into_string().ok()?;
    let mut parts = name.strip_suffix(SUFFIX)?.split('_');
    let number = parts.next()?.parse().ok()?;
    let date: NaiveDate = parts.next()?.parse().ok()?;
    let hour = chrono::NaiveTime::parse_from_str(parts.next()?, "%H%M").ok()?;
    let documents = parts.next()?.parse().ok()?;
    let bytes = entry.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
    parts.next().is_none().then_some(BackupFile { number, at: date.and_time(hour), documents, bytes, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(days: &[&str]) -> Vec<BackupFile> {
        let kept = |(number, day): (usize, &&str)| BackupFile {
            name: format!("{number}"),
            number: u32::try_from(number).unwrap(),
            at: day.parse::<NaiveDate>().unwrap().and_hms_opt(9, 30, 0).unwrap(),
            documents: 1,
            bytes: 1,
        };
        let mut kept: Vec<BackupFile> = days.iter().enumerate().map(kept).collect();
        kept.reverse();
        kept
    }

    /// What is left when a backup was made and the rest pruned on each of these days in turn.
    fn left_after(days: &[&str]) -> Vec<String> {
        let mut left: Vec<BackupFile> = Vec::new();
        for kept in made(days).into_iter().rev() {
            left.insert(0, kept);
            let gone: Vec<String> = superfluous(&left).into_iter().map(|kept| kept.name.clone()).collect();
            left.retain(|kept| !gone.contains(&kept.name));
        }
        left.iter().map(|kept| kept.at.date().to_string()).collect()
    }

    #[test]
    fn f11_seven_days_four_weeks_and_twelve_months_are_kept() {
        let first: NaiveDate = "2024-01-01".parse().unwrap();
        let days: Vec<String> = first.iter_days().take(1000).map(|day| day.to_string()).collect();
        let left = left_after(&days.iter().map(String::as_str).collect::<Vec<_>>());
        assert!((17..=23).contains(&left.len()), "{left:?}");
        assert_eq!(left[..7], days.iter().rev().take(7).cloned().collect::<Vec<_>>());
        let oldest: NaiveDate = left.last().unwrap().parse().unwrap();
        assert!((300..=366).contains(&(first + chrono::Days::new(999) - oldest).num_days()), "{left:?}");
    }

    #[test]
    fn f27_a_clock_that_jumps_prunes_nothing() {
        let week = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21"];
        for jump in ["2028-11-22", "1970-01-01", "2026-11-15"] {
            let days = [&week[..], &[jump]].concat();
            let mut expected: Vec<&str> = days.clone();
            expected.reverse();
            assert_eq!(left_after(&days), expected, "{jump}");
            // Put right again, the newest is the one made last, and the wrong day takes one place of seven.
            let days = [&week[..], &[jump, "2026-11-22"]].concat();
            let left = left_after(&days);
            assert_eq!(left[..2], ["2026-11-22", jump]);
            assert!(left.len() >= 7, "{left:?}");
        }
    }
}
