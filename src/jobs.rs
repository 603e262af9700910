//! Work off the window's thread: reading, file dialogs, writing. Each is a named thread with a bounded channel, a way to
//! stop it and a call that wakes the window. Deliberately knows nothing of egui: the window hands in its own `wake`.

mod watch;

pub use watch::Watch;

use crate::model::Corpus;
use crate::{Known, Progress};
use chrono::NaiveDate;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Wakes the window from another thread.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The window is woken at most this often for progress alone.
const PROGRESS_EVERY: Duration = Duration::from_millis(50);

enum Update {
    Progress(Progress),
    Done(Option<Corpus>),
}

/// Articles being read in the background; dropping it cancels the work.
pub struct Reading {
    updates: Receiver<Update>,
    cancel: Arc<AtomicBool>,
    progress: Progress,
    since: Instant,
}

/// What has become of a [`Reading`].
pub enum Outcome {
    /// Still at it.
    Running,
    /// The corpus is ready.
    Done(Box<Corpus>),
    /// The user stopped it.
    Cancelled,
    /// The thread ended without an answer: a defect of ours, told rather than hidden.
    Failed,
}

impl Reading {
    /// Starts to read `paths`, with what is known beforehand.
    pub fn start(paths: Vec<PathBuf>, known: Known, today: NaiveDate, wake: Wake) -> Self {
        let (sender, updates) = mpsc::sync_channel(64);
        let cancel = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&cancel);
        spawn("frise-read", move || {
            // A panic of the reader must still wake the window, which then finds the channel closed.
            let _wake_at_end = WakeAtEnd(Arc::clone(&wake));
            let last = Mutex::new(None::<Instant>);
            let tell = |progress: Progress| {
                let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                if last.is_none_or(|at| at.elapsed() >= PROGRESS_EVERY) {
                    *last = Some(Instant::now());
                    // A full channel means that the window has enough to show.
                    let _ = sender.try_send(Update::Progress(progress));
                    wake();
                }
            };
            let corpus = crate::compile_with(&paths, &known, today, &tell, &flag);
            let _ = sender.send(Update::Done(corpus));
        });
        Self { updates, cancel, progress: Progress::default(), since: Instant::now() }
    }

    /// Takes what has arrived; never waits.
    pub fn poll(&mut self) -> Outcome {
        loop {
            match self.updates.try_recv() {
                Ok(Update::Progress(progress)) => {
                    let left = progress.rest(self.since.elapsed());
                    self.progress = Progress { left, ..progress };
                }
                Ok(Update::Done(Some(corpus))) => return Outcome::Done(Box::new(corpus)),
                Ok(Update::Done(None)) => return Outcome::Cancelled,
                Err(TryRecvError::Empty) => return Outcome::Running,
                Err(TryRecvError::Disconnected) => return Outcome::Failed,
            }
        }
    }

    /// How far it is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Asks it to stop; [`Reading::poll`] says when it has.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.cancel();
    }
}

struct WakeAtEnd(Wake);

impl Drop for WakeAtEnd {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// The thread ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work broke off")]
pub struct Broken;

/// One answer that a thread will give.
pub struct Promise<T> {
    answer: Receiver<T>,
}

impl<T: Send + 'static> Promise<T> {
    /// Runs `work` in a thread called `name`.
    pub fn start(name: &'static str, wake: Wake, work: impl FnOnce() -> T + Send + 'static) -> Self {
        let (sender, answer) = mpsc::sync_channel(1);
        spawn(name, move || {
            let _wake_at_end = WakeAtEnd(wake);
            let _ = sender.send(work());
        });
        Self { answer }
    }

    /// The answer: `Ok(None)` while there is none yet.
    pub fn poll(&self) -> Result<Option<T>, Broken> {
        match self.answer.try_recv() {
            Ok(answer) => Ok(Some(answer)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(Broken),
        }
    }
}

/// A file to which lines are added by a thread of its own.
pub struct LineWriter {
    lines: Option<SyncSender<String>>,
    thread: Option<JoinHandle<()>>,
}

impl LineWriter {
    /// Creates (or empties) the file.
    pub fn create(path: &Path) -> std::io::Result<Self> {
        let mut file = std::fs::File::create(path)?;
        let (lines, incoming) = mpsc::sync_channel::<String>(256);
        let thread = spawn("frise-report", move || {
            for line in incoming {
                if file.write_all(line.as_bytes()).and_then(|()| file.write_all(b"\n")).is_err() {
                    return;
                }
            }
        });
        Ok(Self { lines: Some(lines), thread })
    }

    /// Adds a line, dropped where the disk is too slow to follow.
    pub fn write(&self, line: String) -> bool {
        self.lines.as_ref().is_some_and(|lines| lines.try_send(line).is_ok())
    }
}

impl Drop for LineWriter {
    fn drop(&mut self) {
        drop(self.lines.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    // Where no thread can be had the closure is dropped, and with it the channel: whoever waits is told.
    std::thread::Builder::new().name(name.to_owned()).spawn(work).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait<T>(mut poll: impl FnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(value) = poll() {
                return value;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "nothing came");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn the_time_that_is_left_is_told_once_it_can_be_known() {
        let at = |done: usize| Progress { done, total: 1_000, ..Progress::default() };
        let left = |done, seconds| at(done).rest(Duration::from_secs(seconds)).map(|d| d.as_secs());
        assert_eq!(left(500, 30), Some(30));
        assert_eq!(left(100, 30), Some(270));
        assert_eq!((left(500, 1), left(5, 30), left(1_000, 30)), (None, None, None), "too soon, too little, done");
    }

    #[test]
    fn reading_nothing_ends_and_wakes_the_window() {
        let woken = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&woken);
        let today = NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day");
        let wake: Wake = Arc::new(move || flag.store(true, Ordering::Relaxed));
        let mut reading = Reading::start(Vec::new(), Known::default(), today, wake);
        let done = wait(|| match reading.poll() {
            Outcome::Running => None,
            outcome => Some(matches!(outcome, Outcome::Done(_) | Outcome::Cancelled)),
        });
        assert!(done);
        wait(|| woken.load(Ordering::Relaxed).then_some(()));
    }

    #[test]
    fn a_thread_that_panics_is_told_as_an_error() {
        let promise: Promise<u8> =
            Promise::start("frise-test", Arc::new(|| {}), || "no number".parse().expect("a panic on purpose"));
        wait(|| promise.poll().err());
    }

    #[test]
    fn lines_are_all_on_disk_when_the_writer_is_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report");
        let writer = LineWriter::create(&path).expect("created");
        for n in 0..100 {
            assert!(writer.write(n.to_string()));
        }
        drop(writer);
        assert_eq!(std::fs::read_to_string(&path).expect("read").lines().count(), 100);
    }
}
