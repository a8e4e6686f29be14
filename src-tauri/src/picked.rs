//! The files and folders picked in the system's dialog: the page holds a handle, path and bytes stay here (R9).

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use app::attachments::PickedFile;

/// Picking again and again must not fill the memory; a new contact may wait for a few files.
const PICKED_MAX: usize = 20;

#[derive(Debug, Default)]
pub(crate) struct PickedFiles {
    newest_last: VecDeque<(String, Arc<PickedFile>)>,
    folders: VecDeque<(String, PathBuf)>,
    emails: VecDeque<(String, Arc<Vec<PathBuf>>)>,
    count: u64,
}

impl PickedFiles {
    /// Keeps the file and returns the handle that stands for it. It was read once: what is shown is what is stored.
    pub(crate) fn keep(&mut self, file: PickedFile) -> String {
        self.count += 1;
        let handle = format!("picked-{}", self.count);
        if self.newest_last.len() == PICKED_MAX {
            self.newest_last.pop_front();
        }
        self.newest_last.push_back((handle.clone(), Arc::new(file)));
        handle
    }

    /// Several emails, read one by one when it is their turn: together they may be larger than the memory.
    pub(crate) fn keep_emails(&mut self, paths: Vec<PathBuf>) -> String {
        self.count += 1;
        let handle = format!("picked-{}", self.count);
        if self.emails.len() == PICKED_MAX {
            self.emails.pop_front();
        }
        self.emails.push_back((handle.clone(), Arc::new(paths)));
        handle
    }

    pub(crate) fn emails(&self, handle: &str) -> Option<Arc<Vec<PathBuf>>> {
        self.emails.iter().find(|(kept, _)| kept == handle).map(|(_, paths)| Arc::clone(paths))
    }

    /// The same for a folder, to share in.
    pub(crate) fn keep_folder(&mut self, folder: PathBuf) -> String {
        self.count += 1;
        let handle = format!("picked-{}", self.count);
        if self.folders.len() == PICKED_MAX {
            self.folders.pop_front();
        }
        self.folders.push_back((handle.clone(), folder));
        handle
    }

    pub(crate) fn folder(&self, handle: &str) -> Option<PathBuf> {
        self.folders.iter().find(|(kept, _)| kept == handle).map(|(_, folder)| folder.clone())
    }

    pub(crate) fn file(&self, handle: &str) -> Option<Arc<PickedFile>> {
        self.newest_last.iter().find(|(kept, _)| kept == handle).map(|(_, file)| Arc::clone(file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> PickedFile {
        PickedFile::new(name, vec![1])
    }

    #[test]
    fn a_handle_leads_to_its_file() {
        let mut picked = PickedFiles::default();
        let first = picked.keep(file("a.msg"));
        let second = picked.keep(file("b.msg"));
        assert_eq!(picked.file(&first).expect("kept").name, "a.msg");
        assert_eq!(picked.file(&second).expect("kept").name, "b.msg");
    }

    #[test]
    fn r9_a_path_is_not_a_handle() {
        let mut picked = PickedFiles::default();
        picked.keep(file("a.msg"));
        for path in ["a.msg", "../../etc/passwd", r"\\host\share", r"C:\Windows", "", "picked-2"] {
            assert!(picked.file(path).is_none(), "{path} was never handed out");
        }
    }

    #[test]
    fn only_the_newest_are_kept() {
        let mut picked = PickedFiles::default();
        let oldest = picked.keep(file("old.msg"));
        let newer: Vec<String> = (0..PICKED_MAX).map(|n| picked.keep(file(&format!("{n}.msg")))).collect();
        assert!(picked.file(&oldest).is_none());
        assert!(newer.iter().all(|handle| picked.file(handle).is_some()));
    }
}
