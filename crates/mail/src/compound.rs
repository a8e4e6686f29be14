//! Compound files, [MS-CFB], read as far as they go: what is broken in one is left out, and said.
//!
//! Readers that refuse a file for one bad entry lose mail that is all there, so nothing is checked that is not needed.

use std::cmp::Ordering;

use crate::limits;

/// The header without its first entries of the DIFAT, [MS-CFB] 2.2.
const HEADER: usize = 76;
/// Entries of the DIFAT in the header.
const HEADER_DIFAT: usize = 109;
/// A directory entry, [MS-CFB] 2.6.1.
const ENTRY: usize = 128;
/// Streams below this size lie in the mini stream, in sectors of 64 bytes, [MS-CFB] 2.4.
const MINI_STREAM_BELOW: u64 = 4_096;
const MINI_SHIFT: usize = 6;
/// Numbers from here on are no sectors but marks, [MS-CFB] 2.1.
const SECTOR_MAX: u32 = 0xFFFF_FFFA;
/// The end of a tree of entries.
const NO_ENTRY: u32 = 0xFFFF_FFFF;

/// A storage or a stream.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) is_stream: bool,
    start: u32,
    size: u64,
    /// By name.
    children: Vec<usize>,
}

/// The directory of a compound file, and where its bytes lie. Entries go by their number; the root is 0.
#[derive(Debug)]
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector_shift: usize,
    /// For each sector the next of its chain.
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    /// The sectors that the mini stream lies in.
    mini_stream: Vec<u32>,
    entries: Vec<Entry>,
    /// A table or the directory is broken.
    pub(crate) is_damaged: bool,
}

impl<'a> Compound<'a> {
    pub(crate) const ROOT: usize = 0;

    /// Reads tables and directory, no streams.
    ///
    /// # Errors
    /// What is broken, when there is no telling where anything lies.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, &'static str> {
        if bytes.len() < HEADER + 4 * HEADER_DIFAT {
            return Err("the header of the compound file is cut");
        }
        let sector_shift = match u16_at(bytes, 30) {
            Some(9) => 9,
            Some(12) => 12,
            _ => return Err("the compound file has an unknown sector size"),
        };
        let mut file = Self {
            bytes,
            sector_shift,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
            is_damaged: false,
        };
        file.read_fat();
        let directory = file.table(u32_at(bytes, 48).unwrap_or(NO_ENTRY), limits::ENTRIES_MAX * ENTRY);
        let links = file.read_entries(&directory);
        if file.entries.is_empty() {
            return Err("the compound file has no directory");
        }
        file.link(&links);
        let mini_fat = file.table(u32_at(bytes, 60).unwrap_or(NO_ENTRY), bytes.len());
        file.mini_fat = words(&mini_fat).collect();
        let root = file.entries.first().map_or(NO_ENTRY, |root| root.start);
        // Files without small streams have no mini stream; that its chain ends early shows when one is read.
        file.mini_stream = chain(&file.fat, root, usize::MAX).0;
        Ok(file)
    }

    pub(crate) fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }

    /// What a storage holds, by name.
    pub(crate) fn children(&self, of: usize) -> impl Iterator<Item = (usize, &Entry)> {
        let children = self.entries.get(of).map_or(&[][..], |entry| &entry.children);
        children.iter().filter_map(|at| Some((*at, self.entries.get(*at)?)))
    }

    /// The entry of that name in a storage.
    pub(crate) fn child(&self, of: usize, name: &str) -> Option<usize> {
        let children = &self.entries.get(of)?.children;
        let found = children.binary_search_by(|at| match self.entries.get(*at) {
            Some(entry) => compare(&entry.name, name),
            None => Ordering::Less,
        });
        children.get(found.ok()?).copied()
    }

    /// The bytes of a stream, at most `limit`, and whether that is all that its entry claims and no less.
    pub(crate) fn stream(&self, at: usize, limit: usize) -> (Vec<u8>, bool) {
        let Some(entry) = self.entries.get(at).filter(|entry| entry.is_stream) else {
            return (Vec::new(), false);
        };
        let wanted = usize::try_from(entry.size).unwrap_or(usize::MAX).min(limit);
        let mut bytes = Vec::new();
        if entry.size < MINI_STREAM_BELOW {
            for mini in chain(&self.mini_fat, entry.start, wanted.div_ceil(1 << MINI_SHIFT)).0 {
                let offset = (mini as usize) << MINI_SHIFT;
                let sector = self.mini_stream.get(offset >> self.sector_shift).map(|at| self.sector(*at));
                let from = offset & ((1 << self.sector_shift) - 1);
                let Some(piece) = sector.and_then(|sector| sector.get(from..)) else { break };
                bytes.extend(&piece[..piece.len().min(1 << MINI_SHIFT)]);
            }
        } else {
            for sector in chain(&self.fat, entry.start, wanted.div_ceil(1 << self.sector_shift)).0 {
                bytes.extend(self.sector(sector));
            }
        }
        bytes.truncate(wanted);
        let is_whole = bytes.len() == wanted;
        (bytes, is_whole)
    }

    /// The bytes of a sector; fewer at the end of the file, none beyond it.
    fn sector(&self, at: u32) -> &'a [u8] {
        let start = (at as usize + 1) << self.sector_shift;
        let end = (start + (1 << self.sector_shift)).min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The table of chains lies in the sectors that the DIFAT lists, which begins in the header.
    fn read_fat(&mut self) {
        let header = self.bytes.get(HEADER..HEADER + 4 * HEADER_DIFAT).unwrap_or_default();
        // What a table says of sectors beyond the end of the file is of no use.
        let sectors = (self.bytes.len() >> self.sector_shift) + 1;
        let mut list: Vec<u32> = words(header).collect();
        let mut next = u32_at(self.bytes, 68).unwrap_or(NO_ENTRY);
        let mut count = 0;
        while count < sectors && list.len() <= sectors + HEADER_DIFAT {
            let mut more: Vec<u32> = words(self.sector(next)).collect();
            if next >= SECTOR_MAX || more.is_empty() {
                break;
            }
            next = more.pop().unwrap_or(NO_ENTRY);
            list.extend(more);
            count += 1;
        }
        // The chain of the DIFAT goes in a circle, beyond the end, or is shorter than the header says.
        self.is_damaged |= next < SECTOR_MAX || u32_at(self.bytes, 72).is_none_or(|n| n as usize > count);
        for sector in list.into_iter().filter(|sector| *sector < SECTOR_MAX) {
            let part = self.sector(sector);
            self.is_damaged |= part.is_empty();
            self.fat.extend(words(part));
            if self.fat.len() > sectors {
                self.fat.truncate(sectors);
                break;
            }
        }
    }

    /// The bytes of a table that has no size of its own: as many as its chain has, at most `limit`.
    fn table(&mut self, start: u32, limit: usize) -> Vec<u8> {
        let (sectors, is_whole) = chain(&self.fat, start, limit.div_ceil(1 << self.sector_shift));
        self.is_damaged |= !is_whole && start < SECTOR_MAX;
        sectors.into_iter().flat_map(|at| self.sector(at)).copied().collect()
    }

    /// Reads the entries; returns for each its neighbours in the tree of its storage, and its own tree.
    fn read_entries(&mut self, directory: &[u8]) -> Vec<[u32; 3]> {
        let mut links = Vec::new();
        for (at, bytes) in directory.chunks_exact(ENTRY).enumerate() {
            let units = bytes.get(..64).unwrap_or_default().chunks_exact(2);
            let units = units.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
            let kind = bytes.get(66).copied().unwrap_or_default();
            let size = u64::from(u32_at(bytes, 120).unwrap_or_default());
            // The upper half is not written by old programs in files of small sectors, [MS-CFB] 2.6.1.
            let upper = if self.sector_shift == 12 { u32_at(bytes, 124).unwrap_or_default() } else { 0 };
            self.entries.push(Entry {
                name: String::from_utf16_lossy(&name),
                is_stream: kind == 2,
                start: u32_at(bytes, 116).unwrap_or(NO_ENTRY),
                size: size | u64::from(upper) << 32,
                children: Vec::new(),
            });
            // The length counts bytes and the NUL.
            let length = u16_at(bytes, 64).unwrap_or_default();
            self.is_damaged |= matches!(kind, 1 | 2) && usize::from(length) != 2 * name.len() + 2;
            self.is_damaged |= at == Self::ROOT && kind != 5;
            links.push([68, 72, 76].map(|field| u32_at(bytes, field).unwrap_or(NO_ENTRY)));
        }
        links
    }

    /// Puts every entry into its storage. An entry that is met twice belongs to the first.
    fn link(&mut self, links: &[[u32; 3]]) {
        let mut is_met = vec![false; links.len()];
        is_met[Self::ROOT] = true;
        let below = |of: usize| links.get(of).map_or(NO_ENTRY, |[.., child]| *child);
        let mut open = vec![(below(Self::ROOT), Self::ROOT)];
        while let Some((entry, storage)) = open.pop() {
            if entry == NO_ENTRY {
                continue;
            }
            let at = entry as usize;
            match is_met.get_mut(at) {
                Some(is_met) if !*is_met => *is_met = true,
                _ => {
                    self.is_damaged = true;
                    continue;
                }
            }
            let [left, right, child] = links.get(at).copied().unwrap_or([NO_ENTRY; 3]);
            open.extend([(left, storage), (right, storage), (child, at)]);
            if let Some(storage) = self.entries.get_mut(storage) {
                storage.children.push(at);
            }
        }
        for at in 0..self.entries.len() {
            let mut children = std::mem::take(&mut self.entries[at].children);
            children.sort_by(|a, b| match (self.entries.get(*a), self.entries.get(*b)) {
                (Some(a), Some(b)) => compare(&a.name, &b.name),
                _ => Ordering::Equal,
            });
            self.entries[at].children = children;
        }
    }
}

/// The sectors of a chain, at most `limit`; tells whether the chain ended or reached that.
fn chain(table: &[u32], start: u32, limit: usize) -> (Vec<u32>, bool) {
    let mut sectors = Vec::new();
    let mut next = start;
    // A chain longer than its table goes in a circle.
    while sectors.len() < limit.min(table.len()) {
        let Some(after) = table.get(next as usize) else {
            return (sectors, next >= SECTOR_MAX);
        };
        sectors.push(next);
        next = *after;
    }
    let is_whole = sectors.len() >= limit || next >= SECTOR_MAX;
    (sectors, is_whole)
}

/// Names are found whatever their case, [MS-CFB] 2.6.4; those of an Outlook item are ASCII.
fn compare(a: &str, b: &str) -> Ordering {
    a.bytes().map(|b| b.to_ascii_lowercase()).cmp(b.bytes().map(|b| b.to_ascii_lowercase()))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk::<2>().map(|pair| u16::from_le_bytes(*pair))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|word| u32::from_le_bytes(*word))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    fn sample(version: cfb::Version) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create_with_version(version, Cursor::new(Vec::new())).unwrap();
        file.create_storage("/Folder").unwrap();
        for (path, size) in [("/small", 100), ("/Folder/large", 20_000), ("/Folder/none", 0)] {
            let bytes: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
            file.create_stream(path).unwrap().write_all(&bytes).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    fn size_of(file: &Compound<'_>, storage: usize, name: &str) -> (usize, bool) {
        let (bytes, is_whole) = file.stream(file.child(storage, name).unwrap(), usize::MAX);
        assert!(bytes.iter().enumerate().all(|(at, byte)| *byte == (at % 251) as u8), "{name}");
        (bytes.len(), is_whole)
    }

    #[test]
    fn streams_of_any_size_are_read_in_both_versions() {
        for version in [cfb::Version::V3, cfb::Version::V4] {
            let bytes = sample(version);
            let file = Compound::open(&bytes).unwrap();
            assert!(!file.is_damaged);
            let folder = file.child(Compound::ROOT, "folder").unwrap();
            assert_eq!(size_of(&file, Compound::ROOT, "SMALL"), (100, true));
            assert_eq!(size_of(&file, folder, "large"), (20_000, true));
            assert_eq!(size_of(&file, folder, "none"), (0, true));
            assert_eq!(file.child(folder, "small"), None);
        }
    }

    #[test]
    fn what_is_left_of_a_cut_file_is_read_and_the_rest_missed() {
        let bytes = sample(cfb::Version::V3);
        let file = Compound::open(&bytes[..bytes.len() - 6_000]).unwrap();
        let folder = file.child(Compound::ROOT, "Folder").unwrap();
        let (length, is_whole) = size_of(&file, folder, "large");
        assert!(length > 0 && length < 20_000 && !is_whole, "{length}");
    }

    #[test]
    fn chains_and_trees_that_go_in_circles_end() {
        assert_eq!(chain(&[1, 0], 0, usize::MAX), (vec![0, 1], false));
        assert_eq!(chain(&[1, 7], 0, usize::MAX), (vec![0, 1], false));
        assert_eq!(chain(&[1, 0xFFFF_FFFE], 0, usize::MAX), (vec![0, 1], true));
        let mut bytes = sample(cfb::Version::V3);
        // The first child of the root becomes the root itself.
        let directory = (u32_at(&bytes, 48).unwrap() as usize + 1) << 9;
        bytes[directory + 76..directory + 80].copy_from_slice(&0_u32.to_le_bytes());
        let file = Compound::open(&bytes).unwrap();
        assert!(file.is_damaged);
        assert_eq!(file.children(Compound::ROOT).count(), 0);
    }
}
