//! Compound files written, [MS-CFB]: a message that lay inside another becomes a file of its own.
//!
//! All that goes in is known before anything is written, so the file is laid out once: that takes time in proportion.

use std::cmp::Ordering;

/// Version 3, in sectors of 512 bytes; small streams lie in sectors of 64 in a stream of their own, [MS-CFB] 2.2.
const SECTOR: usize = 512;
const MINI_SECTOR: usize = 64;
const MINI_STREAM_BELOW: usize = 4_096;
const ENTRY: usize = 128;
/// Numbers in a table, and the tables' sectors that the header lists.
const NUMBERS: usize = SECTOR / 4;
const HEADER_DIFAT: usize = 109;
/// Marks in the place of a sector's or an entry's number, [MS-CFB] 2.1 and 2.6.1.
const DIFAT_SECTOR: u32 = 0xFFFF_FFFC;
const FAT_SECTOR: u32 = 0xFFFF_FFFD;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const NONE: u32 = 0xFFFF_FFFF;

/// A file that is being put together. Storages go by number; the root is 0.
pub(crate) struct Writer {
    entries: Vec<Entry>,
}

struct Entry {
    name: Vec<u16>,
    is_stream: bool,
    bytes: Vec<u8>,
    children: Vec<u32>,
    /// Its neighbours in the tree of its storage, and that of its own.
    links: [u32; 3],
    is_red: bool,
}

impl Writer {
    pub(crate) const ROOT: u32 = 0;

    pub(crate) fn new() -> Self {
        let mut writer = Self { entries: Vec::new() };
        writer.push("Root Entry", None);
        writer
    }

    /// Adds a storage to another; the name is one that a compound file may have.
    pub(crate) fn storage(&mut self, parent: u32, name: &str) -> u32 {
        let storage = self.push(name, None);
        self.adopt(parent, storage);
        storage
    }

    /// Adds a stream to a storage.
    pub(crate) fn stream(&mut self, parent: u32, name: &str, bytes: Vec<u8>) {
        let stream = self.push(name, Some(bytes));
        self.adopt(parent, stream);
    }

    fn push(&mut self, name: &str, stream: Option<Vec<u8>>) -> u32 {
        self.entries.push(Entry {
            name: name.encode_utf16().take(31).collect(),
            is_stream: stream.is_some(),
            bytes: stream.unwrap_or_default(),
            children: Vec::new(),
            links: [NONE; 3],
            is_red: false,
        });
        number(self.entries.len() - 1)
    }

    fn adopt(&mut self, parent: u32, child: u32) {
        if let Some(parent) = self.entries.get_mut(parent as usize) {
            parent.children.push(child);
        }
    }

    /// The file.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        for at in 0..self.entries.len() {
            let mut children = std::mem::take(&mut self.entries[at].children);
            children.sort_by(|a, b| self.compare(*a, *b));
            // Of two of one name the second would never be found.
            children.dedup_by(|a, b| self.compare(*a, *b) == Ordering::Equal);
            let red =
                if (children.len() + 1).is_power_of_two() { None } else { children.len().checked_ilog2() };
            self.entries[at].links[2] = self.tree(&children, 0, red);
        }
        let mut sectors = Sectors::default();
        let (mut mini, mut mini_fat) = (Vec::new(), Vec::new());
        let mut starts = Vec::with_capacity(self.entries.len());
        for entry in &mut self.entries {
            let bytes = std::mem::take(&mut entry.bytes);
            starts.push((
                match bytes.len() {
                    0 => END_OF_CHAIN,
                    1..MINI_STREAM_BELOW => {
                        let start = number(mini_fat.len());
                        chain(&mut mini_fat, bytes.len().div_ceil(MINI_SECTOR));
                        mini.extend(&bytes);
                        mini.resize(mini_fat.len() * MINI_SECTOR, 0);
                        start
                    }
                    _ => sectors.put(&bytes),
                },
                number(bytes.len()),
            ));
        }
        // The small streams are what the root holds.
        starts[0] = (sectors.put(&mini), number(mini.len()));
        mini_fat.resize(mini_fat.len().next_multiple_of(NUMBERS), NONE);
        let mini_fat_start = sectors.put(&words(&mini_fat));
        let directory = self.directory(&starts);
        let directory_start = sectors.put(&directory);
        sectors.finish(directory_start, mini_fat_start, number(mini_fat.len() / NUMBERS))
    }

    /// Shorter names come first, then those with lower letters, whatever their case, [MS-CFB] 2.6.4.
    fn compare(&self, a: u32, b: u32) -> Ordering {
        let upper = |unit: u16| u8::try_from(unit).map_or(unit, |byte| u16::from(byte.to_ascii_uppercase()));
        let name = |at: u32| self.entries.get(at as usize).map_or(&[][..], |entry| &entry.name);
        let (a, b) = (name(a), name(b));
        a.len().cmp(&b.len()).then_with(|| a.iter().map(|u| upper(*u)).cmp(b.iter().map(|u| upper(*u))))
    }

    /// Makes a balanced tree of sorted entries, and tells its top; what lies on the last level is red, if that is
    /// not full, which makes it a red-black tree.
    fn tree(&mut self, sorted: &[u32], level: u32, red: Option<u32>) -> u32 {
        let (before, rest) = sorted.split_at(sorted.len() / 2);
        let Some((top, after)) = rest.split_first() else { return NONE };
        let left = self.tree(before, level + 1, red);
        let right = self.tree(after, level + 1, red);
        if let Some(entry) = self.entries.get_mut(*top as usize) {
            (entry.links[0], entry.links[1]) = (left, right);
            entry.is_red = red == Some(level);
        }
        *top
    }

    /// The entries, [MS-CFB] 2.6.1.
    fn directory(&self, starts: &[(u32, u32)]) -> Vec<u8> {
        let mut directory = Vec::with_capacity(self.entries.len().next_multiple_of(4) * ENTRY);
        for (at, (entry, (start, size))) in self.entries.iter().zip(starts).enumerate() {
            let mut name: Vec<u8> = entry.name.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            // With its NUL.
            let length = u16::try_from(name.len() + 2).unwrap_or_default();
            name.resize(64, 0);
            directory.extend(name);
            directory.extend(length.to_le_bytes());
            let kind = match (at, entry.is_stream) {
                (0, _) => 5,
                (_, false) => 1,
                (_, true) => 2,
            };
            directory.extend([kind, u8::from(!entry.is_red)]);
            directory.extend(entry.links.iter().flat_map(|link| link.to_le_bytes()));
            // No class, no state, no times.
            directory.extend([0; 36]);
            let start = if kind == 1 { 0 } else { *start };
            directory.extend(start.to_le_bytes());
            directory.extend(u64::from(*size).to_le_bytes());
        }
        // What is left of the last sector is entries that are none.
        while !directory.len().is_multiple_of(SECTOR) {
            directory.extend([0; 68]);
            directory.extend([0xFF; 12]);
            directory.extend([0; 48]);
        }
        directory
    }
}

/// The sectors of a file after its header, and for each the next of its chain.
#[derive(Default)]
struct Sectors {
    bytes: Vec<u8>,
    fat: Vec<u32>,
}

impl Sectors {
    /// Puts a stream in; tells its first sector.
    fn put(&mut self, bytes: &[u8]) -> u32 {
        if bytes.is_empty() {
            return END_OF_CHAIN;
        }
        let start = number(self.fat.len());
        chain(&mut self.fat, bytes.len().div_ceil(SECTOR));
        self.bytes.extend(bytes);
        self.bytes.resize(self.fat.len() * SECTOR, 0);
        start
    }

    /// Puts the table of chains after the rest, and the header before.
    fn finish(mut self, directory: u32, mini_fat: u32, mini_fat_sectors: u32) -> Vec<u8> {
        let used = self.fat.len();
        let (mut tables, mut lists) = (0, 0);
        // The table has entries for its own sectors too, and those of the list of them.
        while tables * NUMBERS < used + tables + lists {
            tables += 1;
            lists = tables.saturating_sub(HEADER_DIFAT).div_ceil(NUMBERS - 1);
        }
        self.fat.resize(used + tables, FAT_SECTOR);
        self.fat.resize(used + tables + lists, DIFAT_SECTOR);
        self.fat.resize(tables * NUMBERS, NONE);
        let mut difat: Vec<u32> = (used..used + tables).map(number).collect();
        let listed = difat.split_off(difat.len().min(HEADER_DIFAT));
        difat.resize(HEADER_DIFAT, NONE);
        let first_list = used + tables;
        let mut list_bytes = Vec::new();
        for (at, part) in listed.chunks(NUMBERS - 1).enumerate() {
            let mut part = part.to_vec();
            part.resize(NUMBERS - 1, NONE);
            part.push(if at + 1 == lists { END_OF_CHAIN } else { number(first_list + at + 1) });
            list_bytes.extend(words(&part));
        }
        let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        file.extend([0; 16]);
        // Minor and major version, byte order, and the sizes of sectors as powers of two.
        file.extend([0x3E_u16, 3, 0xFFFE, 9, 6].iter().flat_map(|half| half.to_le_bytes()));
        file.extend([0; 6]);
        let list_start = if lists == 0 { END_OF_CHAIN } else { number(first_list) };
        file.extend(words(&[0, number(tables), directory, 0, MINI_STREAM_BELOW as u32]));
        file.extend(words(&[mini_fat, mini_fat_sectors, list_start, number(lists)]));
        file.extend(words(&difat));
        file.extend(self.bytes);
        file.extend(words(&self.fat));
        file.extend(list_bytes);
        file
    }
}

/// Adds a chain of as many sectors to a table.
fn chain(table: &mut Vec<u32>, sectors: usize) {
    let first = table.len();
    table.extend((first + 1..first + sectors).map(number));
    table.push(END_OF_CHAIN);
}

/// Files are bounded far below what 32 bits count.
fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(END_OF_CHAIN)
}

fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    /// Another program's reader, which checks all that the format asks for.
    fn check(streams: &[(&str, usize)]) {
        let mut writer = Writer::new();
        let folder = writer.storage(Writer::ROOT, "Folder");
        let bytes = |size: usize| (0..size).map(|n| (n % 251) as u8).collect::<Vec<_>>();
        for (name, size) in streams {
            writer.stream(Writer::ROOT, name, bytes(*size));
            writer.stream(folder, name, bytes(*size));
        }
        let file = writer.finish();
        let mut file =
            cfb::CompoundFile::open_strict(Cursor::new(file)).expect("the file is as it should be");
        assert_eq!(file.walk().count(), 2 + 2 * streams.len());
        for (name, size) in streams {
            for path in [format!("/{name}"), format!("/Folder/{name}")] {
                let mut read = Vec::new();
                file.open_stream(path).unwrap().read_to_end(&mut read).unwrap();
                assert_eq!(read, bytes(*size), "{name}");
            }
        }
    }

    #[test]
    fn what_is_written_another_program_reads() {
        check(&[]);
        check(&[("a", 0), ("B", 1), ("c", 64), ("d", 4_095), ("E", 4_096), ("longer", 70_000)]);
        // More than the header lists of the table of chains, and lists of lists.
        check(&[("large", 4_000_000), ("larger", 13_000_000)]);
    }

    #[test]
    fn trees_of_every_size_are_balanced() {
        for count in 0..40 {
            let names: Vec<String> = (0..count).map(|n| format!("__substg1.0_{n:08X}")).collect();
            let streams: Vec<_> = names.iter().map(|name| (name.as_str(), 3)).collect();
            check(&streams);
        }
    }

    #[test]
    fn a_name_that_comes_twice_is_written_once() {
        let mut writer = Writer::new();
        writer.stream(Writer::ROOT, "Name", vec![1]);
        writer.stream(Writer::ROOT, "NAME", vec![2]);
        let mut file = cfb::CompoundFile::open(Cursor::new(writer.finish())).unwrap();
        let mut read = Vec::new();
        file.open_stream("/name").unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read, [1]);
    }
}
