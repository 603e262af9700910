//! One window a session: a second start hands its paths to the window that is open, over the session bus, as
//! `org.freedesktop.Application` of the Desktop Entry Specification asks. Where there is no bus (and elsewhere than on
//! Linux) a second window opens and says so.

use crate::jobs::Wake;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// What came of looking for a window that is open.
pub enum Found {
    /// It has taken the paths.
    Taken,
    /// There is none: this is the one, and others will write to it here.
    None(Inbox),
    /// There is one that cannot be asked.
    Deaf(Inbox),
}

/// Where a second start puts its paths.
#[derive(Clone, Default)]
pub struct Inbox(Arc<Shared>);

#[derive(Default)]
struct Shared {
    asked: Mutex<Vec<Vec<PathBuf>>>,
    wake: OnceLock<Wake>,
    /// Held as long as the window is open.
    lock: Mutex<Option<File>>,
    #[cfg(target_os = "linux")]
    bus: Mutex<Option<zbus::blocking::Connection>>,
}

impl std::fmt::Debug for Inbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inbox")
    }
}

impl Inbox {
    /// Calls `wake` whenever something comes.
    pub fn wake_by(&self, wake: Wake) {
        let _ = self.0.wake.set(wake);
    }

    /// What has come: the paths of each start; no paths mean that the window is only to come to the front.
    pub fn take(&self) -> Vec<Vec<PathBuf>> {
        std::mem::take(&mut *self.0.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts the paths of one start in.
    pub fn put(&self, paths: Vec<PathBuf>) {
        self.0.asked.lock().unwrap_or_else(PoisonError::into_inner).push(paths);
        if let Some(wake) = self.0.wake.get() {
            wake();
        }
    }

    /// From now on this window takes nothing more: the next start is a window of its own.
    pub fn close(&self) {
        #[cfg(target_os = "linux")]
        if let Some(connection) = self.0.bus.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = connection.release_name(bus::NAME);
            let _ = connection.close();
        }
        *self.0.lock.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether [`Self::is_second`] still holds after `patience`: a window that is closing is gone by then.
    fn stays_second(&self, data: Option<&Path>, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        while self.is_second(data) {
            if Instant::now() >= until {
                return true;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        false
    }

    /// True where a window of this user with this data folder is open already; else it is this one from now on.
    fn is_second(&self, data: Option<&Path>) -> bool {
        let Some(data) = data else { return false };
        let _ = std::fs::create_dir_all(data);
        let Ok(file) = File::create(data.join("window.lock")) else { return false };
        match file.try_lock() {
            Ok(()) => {
                *self.0.lock.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
                false
            }
            Err(std::fs::TryLockError::WouldBlock) => true,
            Err(std::fs::TryLockError::Error(_)) => false,
        }
    }
}

/// Looks for a window that is open and hands it `paths`. Takes 5 s at most.
pub fn hand_over(paths: &[PathBuf], data: Option<&Path>) -> Found {
    let inbox = Inbox::default();
    let second = inbox.is_second(data);
    let paths = paths.iter().map(|p| std::path::absolute(p).unwrap_or_else(|_| p.clone())).collect();
    match over_the_bus(&inbox, paths) {
        Some(true) => Found::Taken,
        None if second && inbox.stays_second(data, Duration::from_secs(2)) => Found::Deaf(inbox),
        Some(false) | None => {
            // The name is free and the lock is not: a window is about to let go of it.
            if second {
                inbox.stays_second(data, Duration::from_secs(2));
            }
            Found::None(inbox)
        }
    }
}

/// `Some(true)` where another has taken the paths, `Some(false)` where the name is now ours, `None` where nobody can say.
#[cfg(target_os = "linux")]
fn over_the_bus(inbox: &Inbox, paths: Vec<PathBuf>) -> Option<bool> {
    // A bus that does not answer must not keep the window from opening.
    let (sender, answer) = std::sync::mpsc::sync_channel(1);
    let inbox = inbox.clone();
    let ask = move || {
        let _ = sender.send(bus::ask(&inbox, &paths));
    };
    std::thread::Builder::new().name("frise-bus".to_owned()).spawn(ask).ok()?;
    answer.recv_timeout(Duration::from_secs(3)).ok()?.ok()
}

#[cfg(not(target_os = "linux"))]
fn over_the_bus(_: &Inbox, _: Vec<PathBuf>) -> Option<bool> {
    None
}

#[cfg(target_os = "linux")]
#[expect(
    clippy::used_underscore_binding,
    reason = "the interface's arguments have names on the bus; the macro reads all"
)]
mod bus {
    use super::Inbox;
    use std::collections::HashMap;
    use std::path::PathBuf;
    use std::sync::PoisonError;
    use std::time::Duration;
    use url::Url;
    use zbus::blocking::connection::Builder;
    use zbus::fdo::RequestNameFlags;
    use zbus::zvariant::{OwnedValue, Value};

    pub(super) const NAME: &str = "org.frise.Frise";
    const PATH: &str = "/org/frise/Frise";
    const INTERFACE: &str = "org.freedesktop.Application";

    struct Application(Inbox);

    type PlatformData = HashMap<String, OwnedValue>;

    #[zbus::interface(name = "org.freedesktop.Application")]
    impl Application {
        fn activate(&self, _platform_data: PlatformData) {
            self.0.put(Vec::new());
        }

        fn open(&self, uris: Vec<String>, _platform_data: PlatformData) {
            let path = |uri: String| Url::parse(&uri).ok()?.to_file_path().ok();
            self.0.put(uris.into_iter().filter_map(path).collect());
        }

        fn activate_action(&self, _name: String, _parameter: Vec<OwnedValue>, _platform_data: PlatformData) {
            self.0.put(Vec::new());
        }
    }

    /// True where another window has taken the paths.
    pub(super) fn ask(inbox: &Inbox, paths: &[PathBuf]) -> zbus::Result<bool> {
        let bus = Builder::session()?.method_timeout(Duration::from_secs(2));
        let bus = bus.serve_at(PATH, Application(inbox.clone()))?.build()?;
        match bus.request_name_with_flags(NAME, RequestNameFlags::DoNotQueue.into()) {
            Ok(_) => {
                *inbox.0.bus.lock().unwrap_or_else(PoisonError::into_inner) = Some(bus);
                return Ok(false);
            }
            Err(zbus::Error::NameTaken) => {}
            Err(e) => return Err(e),
        }
        let nothing: HashMap<&str, Value<'_>> = HashMap::new();
        if paths.is_empty() {
            bus.call_method(Some(NAME), PATH, Some(INTERFACE), "Activate", &(nothing,))?;
        } else {
            let uris: Vec<String> =
                paths.iter().filter_map(|p| Url::from_file_path(p).ok()).map(String::from).collect();
            bus.call_method(Some(NAME), PATH, Some(INTERFACE), "Open", &(uris, nothing))?;
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_window_knows_of_the_first_until_that_is_closed() {
        let data = tempfile::tempdir().expect("a folder");
        let first = Inbox::default();
        assert!(!first.is_second(Some(data.path())));
        assert!(Inbox::default().is_second(Some(data.path())));
        assert!(Inbox::default().stays_second(Some(data.path()), Duration::ZERO));
        first.close();
        assert!(!Inbox::default().is_second(Some(data.path())));
        assert!(!Inbox::default().is_second(None));
    }

    #[test]
    fn a_window_that_closes_meanwhile_is_waited_for() {
        let data = tempfile::tempdir().expect("a folder");
        let first = Inbox::default();
        assert!(!first.is_second(Some(data.path())));
        let closing = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(200));
            first.close();
        });
        assert!(!Inbox::default().stays_second(Some(data.path()), Duration::from_mins(1)));
        closing.join().expect("closed");
    }

    #[test]
    fn what_comes_wakes_the_window_and_is_taken_once() {
        let inbox = Inbox::default();
        let woken = Arc::new(std::sync::atomic::AtomicU32::new(0));
        let count = Arc::clone(&woken);
        inbox.wake_by(Arc::new(move || {
            count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }));
        inbox.clone().put(vec![PathBuf::from("dossier")]);
        inbox.put(Vec::new());
        assert_eq!(woken.load(std::sync::atomic::Ordering::Relaxed), 2);
        assert_eq!(inbox.take(), [vec![PathBuf::from("dossier")], Vec::new()]);
        assert!(inbox.take().is_empty());
    }
}
