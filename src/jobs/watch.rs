//! Folders that are watched: when articles come, change or go, the window is woken once all is quiet again.

use super::{Wake, spawn};
use notify::{RecursiveMode, Watcher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Copying a folder takes its time: one reading at its end is enough.
const QUIET: Duration = Duration::from_millis(1500);

/// Watches until it is dropped.
pub struct Watch {
    // Kept for its thread.
    _watcher: notify::RecommendedWatcher,
    changed: Arc<AtomicBool>,
}

impl Watch {
    /// Watches files and folders with all that is in them; `None` where the system cannot.
    pub fn start(paths: &[PathBuf], wake: Wake) -> Option<Self> {
        let (sender, incoming) = mpsc::channel::<()>();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|e| !e.kind.is_access() && e.paths.iter().any(|p| may_be_article(p))) {
                let _ = sender.send(());
            }
        })
        .ok()?;
        // What cannot be watched is read by hand.
        let reached = paths.iter().filter(|p| watcher.watch(p, RecursiveMode::Recursive).is_ok()).count();
        if reached == 0 {
            return None;
        }
        let changed = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&changed);
        spawn("frise-watch", move || {
            while incoming.recv().is_ok() {
                loop {
                    match incoming.recv_timeout(QUIET) {
                        Ok(()) => {}
                        Err(RecvTimeoutError::Timeout) => break,
                        Err(RecvTimeoutError::Disconnected) => return,
                    }
                }
                flag.store(true, Ordering::Relaxed);
                wake();
            }
        });
        Some(Self { _watcher: watcher, changed })
    }

    /// True once after something has changed.
    pub fn poll(&self) -> bool {
        self.changed.swap(false, Ordering::Relaxed)
    }
}

/// Not hidden, and no project or what stands beside one while it is written.
fn may_be_article(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !name.contains(".frise")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn a_new_article_is_noticed_and_a_project_beside_it_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let watch = Watch::start(&[folder.path().to_path_buf()], Arc::new(|| {})).expect("a watch");
        std::fs::write(folder.path().join("travail.frise"), "x").expect("written");
        std::fs::write(folder.path().join("travail.frise-journal"), "x").expect("written");
        std::thread::sleep(QUIET + Duration::from_millis(500));
        assert!(!watch.poll());
        std::fs::write(folder.path().join("une.txt"), "Lundi.").expect("written");
        let start = Instant::now();
        while !watch.poll() {
            assert!(start.elapsed() < Duration::from_secs(20), "nothing was noticed");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(!watch.poll(), "once");
    }
}
