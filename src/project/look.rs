//! The first look at a project's file, which changes nothing of it: whether it is in order is known before it is opened to
//! be written.

use super::file::{Access, PATIENCE};
use super::key::TextHash;
use super::trouble::{Trouble, What};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// What a look at a project puts on disk, and what goes with the look.
#[derive(Default)]
pub(super) struct Traces {
    /// What `SQLite` makes beside a file to read its log.
    shared: Option<PathBuf>,
    /// The folder of a copy.
    folder: Option<PathBuf>,
}

impl Traces {
    /// The file is in order: what `SQLite` shares beside it may be in use.
    pub(super) fn found_good(&mut self) {
        self.shared = None;
    }
}

impl Drop for Traces {
    fn drop(&mut self) {
        let _ = self.shared.as_ref().map(std::fs::remove_file);
        let _ = self.folder.as_ref().map(std::fs::remove_dir_all);
    }
}

/// A connection that changes nothing of the file, and what is to be taken away after it.
///
/// Errors: the file cannot be opened; there is no room for a copy of it.
pub(super) fn look_at(path: &Path, access: &Access) -> Result<(Traces, Connection), Trouble> {
    let mut traces = Traces::default();
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let read = flags | OpenFlags::SQLITE_OPEN_READ_ONLY;
    let opened = if access == &Access::Write && has(path, "-journal") {
        // A killed program left a change half made: whoever opens the file takes that back, and so writes. Not here.
        let copy = copied(path, &mut traces).map_err(|e| Trouble::io(path, &e))?;
        Connection::open_with_flags(copy, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)
    } else if cfg!(unix) && access != &Access::Read(What::OpenElsewhere) && !has(path, "-wal") && !has(path, "-journal")
    {
        // Nobody writes, and all is in the file: no log is looked for, and none is made.
        let name = format!("file:{}?immutable=1", in_uri(path));
        Connection::open_with_flags(name, read | OpenFlags::SQLITE_OPEN_URI)
    } else {
        traces.shared = Some(beside(path, "-shm")).filter(|shared| access == &Access::Write && !shared.exists());
        Connection::open_with_flags(path, read)
    };
    let set = opened.and_then(|db| db.busy_timeout(PATIENCE).map(|()| db));
    Ok((traces, set.map_err(|e| Trouble::sql(path, &e))?))
}

/// A copy of a file and its journal.
fn copied(path: &Path, traces: &mut Traces) -> std::io::Result<PathBuf> {
    let name = TextHash::of_bytes(path.as_os_str().as_encoded_bytes()).short();
    let folder = std::env::temp_dir().join(format!("frise-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let copy = folder.join("copie.sqlite");
    traces.folder = Some(folder);
    std::fs::copy(path, &copy)?;
    std::fs::copy(beside(path, "-journal"), beside(&copy, "-journal"))?;
    Ok(copy)
}

/// The name of what `SQLite` keeps beside a file.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(end);
    name.into()
}

/// Whether a killed program left something there.
fn has(path: &Path, end: &str) -> bool {
    std::fs::metadata(beside(path, end)).is_ok_and(|facts| facts.len() > 0)
}

/// A path within a URI, as RFC 3986 has it.
fn in_uri(path: &Path) -> String {
    use std::fmt::Write as _;
    path.as_os_str().as_encoded_bytes().iter().fold(String::new(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(byte) {
            uri.push(char::from(*byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}
