//! The desk in a thread of its own: the window hands in orders and goes on drawing; it shows a change as done when the
//! answer is there, which is after it is on disk.

use super::apply::{Extraction, added};
use super::desk::{Desk, Wish};
use super::edit::{Change, Edit, Fact, Facts};
use super::file::Access;
use super::log::Past;
use super::news::News;
use super::salvage::{Salvaged, salvage};
use super::search::Hit;
use super::shown::Shown;
use super::trouble::{Trouble, What};
use crate::model::{ArticleId, Corpus, Dates, EventId, Lang, Party};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

/// What the window asks of the desk.
#[derive(Debug)]
pub enum Order {
    /// Open this project.
    Open(PathBuf),
    /// Open this project, which is made where it is not there yet.
    Begin(PathBuf),
    /// A project that lives as long as the window.
    InMemory,
    /// The articles were read, by this version of Frise with what it then knew.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Read { corpus: Box<Corpus>, paths: Vec<PathBuf>, made_by: String },
    /// An edit, undo or redo.
    Do(Box<Wish>),
    /// Go on in a copy with this name.
    SaveAs(PathBuf),
    /// Write what can be read of this damaged project to a new one, and open that.
    Salvage(PathBuf),
    /// How the window stands.
    View(String),
    /// Look for these words in the articles.
    Search(String),
}

/// A line of the log as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its number.
    pub n: u64,
    /// What it does, in French and English.
    pub words: [String; 2],
    /// It fits nothing any more.
    pub orphan: bool,
    /// When it was done, in seconds since 1970.
    pub at: i64,
    /// The property that it changes, with its new value.
    pub change: Option<Change>,
    /// It is about no event or article: a country or a group, a list from elsewhere.
    pub is_fact: bool,
    /// The party to which it gives a name.
    pub names: Option<Party>,
    /// It counts; else it was undone, or restored to what was extracted.
    pub counts: bool,
}

/// How the desk stands.
#[derive(Clone, Debug)]
pub struct Status {
    /// The project's file; a bare name for one in memory.
    pub path: PathBuf,
    /// Whether it can be changed.
    pub access: Access,
    /// What is shown.
    pub shown: Arc<Shown>,
    /// What undo would take back, in French and English.
    pub undo: Option<[String; 2]>,
    /// What redo would do again.
    pub redo: Option<[String; 2]>,
    /// The edits that count, in order.
    pub steps: Arc<[Step]>,
    /// Those that were undone or restored, in order.
    pub undone: Arc<[Step]>,
    /// What was read.
    pub paths: Vec<PathBuf>,
    /// What was extracted.
    pub extracted: Arc<Corpus>,
    /// Countries and groups that the analyst added, and the parties of imported lists.
    pub facts: Facts,
    /// Days of articles as the analyst set them.
    pub days: BTreeMap<ArticleId, Dates>,
    /// What the last reading brought; `None` where nothing was read before.
    pub news: Option<Arc<News>>,
    /// The version of Frise that extracted, and what it then knew.
    pub made_by: String,
    /// In memory only.
    pub fleeting: bool,
    /// The last reading could not be written.
    pub unkept: bool,
}

/// What the desk answers; one to each order, in order.
#[derive(Debug)]
pub enum Answer {
    /// A project is open; how the window stood when it was last left, the copy that was kept of an older form, and what was
    /// saved of a damaged one.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Opened { status: Box<Status>, view: String, copy: Option<PathBuf>, saved: Option<Salvaged> },
    /// It is done and on disk. `event` is what a wish made, `led` what undo or redo changed.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Done { status: Box<Status>, event: Option<EventId>, led: Option<EventId> },
    /// The articles that have the words.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Found { typed: String, hits: Vec<Hit> },
    /// The edit at hand is on disk; what it makes of the timeline follows. This answers no order.
    Saved,
    /// The articles that were read are shown, but could not be written.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Unkept { status: Box<Status>, why: Trouble },
    /// There was nothing to do, or nothing to tell.
    Nothing,
    /// It was not done.
    Refused(Trouble),
}

/// The desk's thread. Dropping it waits for what was ordered.
#[derive(Debug)]
pub struct Worker {
    orders: Option<Sender<Order>>,
    answers: Receiver<Answer>,
    thread: Option<JoinHandle<()>>,
    pending: usize,
    unsaved: usize,
}

impl Worker {
    /// Starts the thread; `wake` is called after every answer.
    pub fn start(wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (orders, incoming) = mpsc::channel();
        let (sender, answers) = mpsc::channel();
        let work = move || {
            let mut desk = None;
            let mut next = incoming.recv().ok();
            while let Some(order) = next {
                let tell = |answer| {
                    let _ = sender.send(answer);
                    wake();
                };
                tell(carry_out(&mut desk, order, &tell));
                next = incoming.try_recv().ok().or_else(|| {
                    // The window has its answer, and nothing else to ask.
                    if let Some(desk) = &desk {
                        desk.rest();
                    }
                    incoming.recv().ok()
                });
            }
        };
        let thread = std::thread::Builder::new().name("frise-project".to_owned()).spawn(work).ok();
        Self { orders: Some(orders), answers, thread, pending: 0, unsaved: 0 }
    }

    /// Hands in an order.
    pub fn order(&mut self, order: Order) {
        if self.orders.as_ref().is_some_and(|o| o.send(order).is_ok()) {
            self.pending += 1;
            self.unsaved += 1;
        }
    }

    /// The next answer, if there is one; never waits.
    pub fn poll(&mut self) -> Option<Answer> {
        let answer = self.answers.try_recv().ok()?;
        if matches!(answer, Answer::Saved) {
            self.unsaved = self.unsaved.saturating_sub(1);
        } else {
            self.pending = self.pending.saturating_sub(1);
            self.unsaved = self.unsaved.min(self.pending);
        }
        Some(answer)
    }

    /// How many orders are not known to be on disk yet.
    pub fn unsaved(&self) -> usize {
        self.unsaved
    }

    /// How many orders have no answer yet.
    pub fn pending(&self) -> usize {
        self.pending
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn carry_out(desk: &mut Option<Desk>, order: Order, tell: &dyn Fn(Answer)) -> Answer {
    match try_to(desk, order, tell) {
        Ok(answer) => answer,
        Err(trouble) => Answer::Refused(trouble),
    }
}

fn try_to(desk: &mut Option<Desk>, order: Order, tell: &dyn Fn(Answer)) -> Result<Answer, Trouble> {
    match order {
        Order::Open(path) => open(desk, &path),
        Order::Begin(path) => {
            if path.exists() {
                return open(desk, &path);
            }
            let new = Desk::create(Some(&path))?;
            Ok(opened(desk.insert(new), String::new(), None))
        }
        Order::Salvage(damaged) => {
            let found = salvage(&damaged)?;
            match open(desk, &found.path)? {
                Answer::Opened { status, view, copy, .. } => {
                    Ok(Answer::Opened { status, view, copy, saved: Some(found) })
                }
                other => Ok(other),
            }
        }
        Order::InMemory => {
            let new = Desk::create(None)?;
            Ok(opened(desk.insert(new), String::new(), None))
        }
        Order::Read { corpus, paths, made_by } => {
            let Some(desk) = desk else { return Ok(Answer::Nothing) };
            let extraction = Extraction::new(*corpus);
            let same = extraction.corpus == desk.extraction().corpus && paths == desk.paths();
            if !same || desk.made_by() != made_by || desk.is_unkept() {
                desk.read_again(extraction, paths, &made_by);
                if desk.access() == &Access::Write
                    && let Err(why) = desk.keep_reading()
                {
                    return Ok(Answer::Unkept { status: Box::new(status(desk)), why });
                }
            }
            Ok(done(desk, None))
        }
        Order::Do(wish) => {
            let Some(desk) = desk else { return Ok(Answer::Nothing) };
            let before = desk.log().fresh();
            // Undo and redo lead to what they change; what is done again may be an event that was made.
            let [undo, redo] = desk.log().next();
            let subject = match &*wish {
                Wish::Undo => undo.and_then(Edit::subject).cloned(),
                Wish::Redo => redo.filter(|edit| edit.gives().is_none()).and_then(Edit::subject).cloned(),
                _ => None,
            };
            let again = redo.filter(|_| matches!(*wish, Wish::Redo)).and_then(Edit::gives).map(added);
            if !desk.commit(&wish)? {
                return Ok(Answer::Nothing);
            }
            tell(Answer::Saved);
            desk.refresh();
            let made = desk.log().fresh() > before;
            let led = again.or_else(|| desk.extraction().event_of(&subject?));
            let made = made.then(|| added(before));
            Ok(Answer::Done { status: Box::new(status(desk)), event: made, led })
        }
        Order::SaveAs(path) => {
            let Some(desk) = desk else { return Ok(Answer::Nothing) };
            desk.save_as(&path)?;
            Ok(done(desk, None))
        }
        Order::Search(typed) => {
            let Some(desk) = desk else { return Ok(Answer::Nothing) };
            let hits = desk.search(&typed)?;
            Ok(Answer::Found { typed, hits })
        }
        Order::View(view) => {
            if let Some(desk) = desk
                && desk.access() == &Access::Write
            {
                desk.keep_view(&view)?;
            }
            Ok(Answer::Nothing)
        }
    }
}

fn open(desk: &mut Option<Desk>, path: &std::path::Path) -> Result<Answer, Trouble> {
    // The project at hand is let go first: it may be the same.
    if desk.as_ref().is_some_and(|d| d.path() == path) {
        *desk = None;
    }
    let (new, view, copy) = Desk::open(path)?;
    Ok(opened(desk.insert(new), view, copy))
}

fn opened(desk: &Desk, view: String, copy: Option<PathBuf>) -> Answer {
    Answer::Opened { status: Box::new(status(desk)), view, copy, saved: None }
}

fn done(desk: &Desk, event: Option<EventId>) -> Answer {
    Answer::Done { status: Box::new(status(desk)), event, led: None }
}

fn status(desk: &Desk) -> Status {
    let both = |what: [Option<String>; 2]| {
        let [fr, en] = what;
        Some([fr?, en?])
    };
    let [(undo_fr, redo_fr), (undo_en, redo_en)] = [desk.history(Lang::Fr), desk.history(Lang::En)];
    let shown = desk.shown();
    let step = |Past { n, at, edit, counts }: Past<'_>| Step {
        n,
        at,
        change: if let Edit::Event { change, .. } = edit { Some(change.clone()) } else { None },
        words: [Lang::Fr, Lang::En].map(|lang| edit.words(lang)),
        orphan: shown.orphans.contains(&n),
        is_fact: matches!(edit, Edit::Fact(_) | Edit::Import { .. }),
        names: if let Edit::Fact(Fact::Country { code, .. }) = edit { Some(*code) } else { None },
        counts,
    };
    let (steps, undone): (Vec<Step>, Vec<Step>) =
        desk.log().history().into_iter().map(step).partition(|step| step.counts);
    Status {
        path: desk.path().to_path_buf(),
        access: desk.access().clone(),
        shown: Arc::clone(shown),
        undo: both([undo_fr, undo_en]),
        redo: both([redo_fr, redo_en]),
        steps: steps.into(),
        undone: undone.into(),
        paths: desk.paths().to_vec(),
        extracted: Arc::clone(&desk.extraction().corpus),
        facts: desk.facts(),
        days: shown.days(),
        news: desk.news().cloned(),
        made_by: desk.made_by().to_owned(),
        fleeting: !desk.path().exists(),
        unkept: desk.is_unkept() && desk.access() == &Access::Write,
    }
}

impl Trouble {
    /// True where the project can be used all the same, without changes.
    pub fn is_mild(&self) -> bool {
        matches!(self.what, What::Protected | What::OpenElsewhere)
    }
}
