//! One writer at a time: a lock on a small hidden file beside the project, released by the system however the program
//! ends. Not on the project itself, where it would disturb the locks of `SQLite`.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The right to write, until it is dropped.
#[derive(Debug)]
pub struct WriterLock {
    file: File,
    path: PathBuf,
}

impl WriterLock {
    /// Takes the lock; `Ok(None)` where another has it and keeps it for `patience`: a window that is closing lets go of it.
    ///
    /// Errors: the folder cannot be written to.
    pub fn take_within(project: &Path, patience: Duration) -> io::Result<Option<Self>> {
        let until = Instant::now() + patience;
        loop {
            let taken = Self::take(project)?;
            if taken.is_some() || Instant::now() >= until {
                return Ok(taken);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Takes the lock; `Ok(None)` where another has it.
    ///
    /// Errors: the folder cannot be written to.
    pub fn take(project: &Path) -> io::Result<Option<Self>> {
        let mut name = std::ffi::OsString::from(".");
        name.push(project.file_name().unwrap_or_default());
        name.push(".lock");
        let path = project.with_file_name(name);
        // Who held the lock before may take the file away between our opening and our locking: then it is opened again.
        for _ in 0..16 {
            let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
            match file.try_lock() {
                Ok(()) if same_file(&file, &path) => return Ok(Some(Self { file, path })),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Ok(None)
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // While still locked, so that nobody can lock a file that is about to vanish.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(here), Ok(there)) = (file.metadata(), std::fs::metadata(path)) else { return false };
    (here.dev(), here.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn same_file(_: &File, path: &Path) -> bool {
    path.exists()
}
