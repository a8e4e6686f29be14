//! Safe graphics: after a start that painted nothing, the next ones draw without the graphics card.

use std::path::PathBuf;

/// Then the graphics card gets another chance: drivers are updated, and a power cut looks like a bad start.
const SAFE_STARTS: u32 = 10;

/// What the web views are told, and by which variable. Whoever set one knows better.
#[cfg(target_os = "linux")]
const SAFE: [(&str, &str); 3] = [
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    ("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1"),
    ("LIBGL_ALWAYS_SOFTWARE", "1"),
];
#[cfg(target_os = "windows")]
const SAFE: [(&str, &str); 1] = [("WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS", "--disable-gpu")];
#[cfg(not(any(target_os = "linux", target_os = "windows")))]
const SAFE: [(&str, &str); 0] = [];

/// The mark is a file with one number: how many starts are left that draw safely. It is there from the beginning
/// of a start until its first paint, so that whatever happens in between leaves it.
#[derive(Debug)]
pub(crate) struct Graphics {
    mark: Option<PathBuf>,
    left: Option<u32>,
    pub(crate) is_safe: bool,
}

impl Graphics {
    pub(crate) fn of_this_start(folder: Option<PathBuf>, is_asked: bool) -> Self {
        let mark = folder.map(|folder| folder.join("starting"));
        let text = mark.as_ref().and_then(|mark| std::fs::read_to_string(mark).ok());
        let left = text.map(|text| text.trim().parse().unwrap_or(SAFE_STARTS).min(SAFE_STARTS));
        Self { mark, left, is_safe: is_asked || left.is_some() }
    }

    /// Must be called before any other thread exists: it changes the environment.
    pub(crate) fn prepare(&self) {
        // With DMA-BUF, WebKitGTK shows a blank window on many Linux graphics drivers.
        #[cfg(target_os = "linux")]
        set("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        if self.is_safe {
            SAFE.iter().for_each(|(name, value)| set(name, value));
        }
    }

    pub(crate) fn starting(&self) {
        self.write(Some(SAFE_STARTS));
    }

    /// The page is on the screen.
    pub(crate) fn painted(&self) {
        self.write(self.left.filter(|left| self.is_safe && *left > 1).map(|left| left - 1));
    }

    /// Closed before anyone could tell whether it paints: nothing is known that was not known before.
    pub(crate) fn left_early(&self) {
        self.write(self.left);
    }

    /// A mark that cannot be written is no reason not to start.
    fn write(&self, left: Option<u32>) {
        let Some(mark) = &self.mark else { return };
        let _ = match left {
            Some(left) => mark
                .parent()
                .map(std::fs::create_dir_all)
                .transpose()
                .and_then(|_| std::fs::write(mark, left.to_string())),
            None => std::fs::remove_file(mark),
        };
    }
}

fn set(name: &str, value: &str) {
    if std::env::var_os(name).is_none() {
        #[expect(unsafe_code, reason = "no other thread exists yet, so nobody reads the environment")]
        unsafe {
            std::env::set_var(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn start(folder: &Path) -> Graphics {
        let graphics = Graphics::of_this_start(Some(folder.to_owned()), false);
        graphics.starting();
        graphics
    }

    #[test]
    fn a_start_that_painted_nothing_makes_the_next_ones_safe() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = &folder.path().join("not there yet");
        let first = start(folder);
        assert!(!first.is_safe);
        first.painted();
        let second = start(folder);
        assert!(!second.is_safe, "the first one painted");
        drop(second);
        for left in 0..SAFE_STARTS {
            let safe = start(folder);
            assert!(safe.is_safe, "after {left} safe starts");
            safe.painted();
        }
        assert!(!start(folder).is_safe, "the graphics card gets another chance");
        assert!(start(folder).is_safe, "and that one painted nothing either");
    }

    #[test]
    fn a_window_closed_at_once_says_nothing_about_graphics() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        start(folder.path()).left_early();
        assert!(!start(folder.path()).is_safe);
        start(folder.path()).left_early();
        assert!(start(folder.path()).is_safe, "what was known stays known");
    }

    #[test]
    fn safe_graphics_by_hand_are_for_one_start() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let asked = Graphics::of_this_start(Some(folder.path().to_owned()), true);
        asked.starting();
        assert!(asked.is_safe);
        asked.painted();
        assert!(!start(folder.path()).is_safe);
    }
}
