//! The desk's thread, its dialogs and its answers.

use super::{Ask, Desk, is_project};
use crate::brief::{self, Brief, BriefOptions};
use crate::exchange::import;
use crate::figure::FigureError;
use crate::gui::state::State;
use crate::gui::words::words;
use crate::gui::{dialog, edit, tell};
use crate::jobs::{Promise, Wake};
use crate::knowledge::{Knowledge, kind_of};
use crate::model::{EventId, Title, Warning};
use crate::project::{Access, Answer, Import, Order, Salvaged, Trouble, What, Wish, Worker, recent};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be said of a file that was written, or why it was not, in a sentence that names it.
pub type Written = Result<Option<String>, String>;

/// So many seconds are between two times that the window's state is written.
pub const KEEP_EVERY: f64 = 1.0;

/// What a dialog about projects gave.
enum Picked {
    Open(PathBuf),
    Save(PathBuf),
    Exported(PathBuf, Written),
    /// A list that was read, and what was wrong in it.
    List(Box<Import>, Vec<Warning>),
    NoList(Warning),
    Nothing,
}

/// The desk's thread and its dialogs; lives beside the state.
#[derive(Default)]
pub struct Clerk {
    worker: Option<Worker>,
    dialog: Option<Promise<Picked>>,
    /// The view that is on disk, and when it was last written.
    kept: (String, f64),
    title: String,
    /// A new event was asked for: its form opens when it is there.
    opening: bool,
    /// What is to be read once the project is open.
    to_read: Vec<PathBuf>,
    /// The project with a name that should have been opened and is not there.
    away: Option<PathBuf>,
}

/// What the app has to do after the desk has answered.
pub enum News {
    /// Show this corpus; select the event that was made and open its form, or go to the one that undo changed.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Show { select: Option<EventId>, led: Option<EventId> },
    /// A project was opened: show it, with the window as it stood, and read these; this was saved of a damaged one.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Opened { view: String, to_read: Vec<PathBuf>, saved: Option<Salvaged> },
    /// It was not done.
    Refused(Trouble),
    /// What was read is shown, but could not be written.
    Unkept(Trouble),
    /// A copy of an older file was kept here.
    Said(String),
    /// This project is not there: the work is shown as it was before it got that name.
    Away(PathBuf),
    /// Events were written to this file, or not.
    Exported(PathBuf, Written),
    /// A list of so many events was read, with this to say of it.
    Imported(usize, Vec<Warning>),
    /// There was no list.
    NoList(Warning),
}

impl Clerk {
    /// Starts the desk, with projects in `data`; in memory where there is no such folder.
    pub fn start(&mut self, desk: &mut Desk, data: Option<PathBuf>, wake: Wake) {
        desk.recent = data.as_deref().map(recent::recent).unwrap_or_default();
        desk.data = data;
        self.worker = Some(Worker::start(wake));
    }

    /// True where work is kept.
    pub fn is_at_work(&self) -> bool {
        self.worker.is_some()
    }

    /// Hands in an order.
    pub fn order(&mut self, desk: &mut Desk, order: Order) {
        if let Some(worker) = &mut self.worker {
            if let Order::Open(path) = &order {
                desk.opening = Some(path.clone());
            }
            worker.order(order);
            (desk.pending, desk.unsaved) = (worker.pending(), worker.unsaved());
        }
    }

    /// Opens or makes the project for these paths; they are read when it is open. A project among them is opened itself.
    pub fn begin(&mut self, desk: &mut Desk, paths: Vec<PathBuf>) {
        if let Some(project) = paths.iter().find(|p| is_project(p)) {
            let order = Order::Open(project.clone());
            self.order(desk, order);
            return;
        }
        let order = match &desk.data {
            Some(data) => {
                let (home, away) = recent::home(data, &paths);
                self.away = away;
                Order::Begin(home)
            }
            None => Order::InMemory,
        };
        self.order(desk, order);
        self.to_read = paths;
    }

    /// What the desk has answered.
    pub fn poll(&mut self, desk: &mut Desk) -> Vec<News> {
        let mut news = Vec::new();
        while let Some(answer) = self.worker.as_mut().and_then(Worker::poll) {
            match answer {
                Answer::Opened { status, view, copy, saved } => {
                    if let (Some(data), false) = (&desk.data, status.fleeting) {
                        desk.recent = recent::opened(data, &status.path);
                    }
                    if let Access::Read(why) = &status.access {
                        news.push(News::Refused(Trouble::new(&status.path, why.clone())));
                    }
                    news.extend(self.away.take().map(News::Away));
                    if let Some(copy) = copy {
                        news.push(News::Said(copy.display().to_string()));
                    }
                    desk.status = Some(*status);
                    desk.form = None;
                    desk.moving = None;
                    (desk.fact, desk.damaged) = (None, None);
                    self.kept.0.clone_from(&view);
                    let to_read = std::mem::take(&mut self.to_read);
                    news.insert(0, News::Opened { view, to_read, saved });
                }
                Answer::Done { status, event, led } => {
                    let before = desk.status.as_ref().map(|s| &s.path).filter(|path| **path != status.path);
                    if let (Some(data), Some(before), false) = (&desk.data, before, status.fleeting) {
                        desk.recent = recent::named(data, before, &status.path);
                    }
                    desk.status = Some(*status);
                    news.push(News::Show { select: event, led });
                }
                Answer::Unkept { status, why } => {
                    desk.status = Some(*status);
                    news.push(News::Show { select: None, led: None });
                    news.push(News::Unkept(why));
                }
                Answer::Found { typed, hits } => {
                    desk.search.answered = typed;
                    desk.search.found = hits.into();
                }
                Answer::Nothing | Answer::Saved => {}
                Answer::Refused(trouble) => {
                    desk.damaged = matches!(trouble.what, What::Damaged(_)).then(|| trouble.path.clone());
                    news.push(News::Refused(trouble));
                    // The articles are shown all the same, in a project that is not kept.
                    if !self.to_read.is_empty() {
                        self.order(desk, Order::InMemory);
                    }
                }
            }
        }
        desk.pending = self.worker.as_ref().map_or(0, Worker::pending);
        desk.unsaved = self.worker.as_ref().map_or(0, Worker::unsaved);
        if let Some(promise) = &self.dialog {
            let picked = match promise.poll() {
                Ok(None) => return news,
                Ok(Some(picked)) => picked,
                Err(_) => Picked::Nothing,
            };
            self.dialog = None;
            match picked {
                Picked::Open(path) => self.order(desk, Order::Open(path)),
                Picked::Save(path) => self.order(desk, Order::SaveAs(path)),
                Picked::Exported(path, written) => news.push(News::Exported(path, written)),
                Picked::List(list, warnings) => {
                    news.push(News::Imported(list.events.len(), warnings));
                    self.order(desk, Order::Do(Box::new(Wish::Import(list))));
                }
                Picked::NoList(warning) => news.push(News::NoList(warning)),
                Picked::Nothing => {}
            }
        }
        news
    }

    /// True where how the window stands is on disk, or on its way there.
    pub fn has_kept(&self, view: &str) -> bool {
        self.kept.0 == view
    }

    /// Keeps how the window stands, with what is being typed, at most every second.
    pub fn keep_view(&mut self, desk: &mut Desk, view: String, now: f64) {
        if view != self.kept.0 && now - self.kept.1 >= KEEP_EVERY && desk.can_edit() {
            self.kept = (view.clone(), now);
            self.order(desk, Order::View(view));
        }
    }

    /// The window's title, where it is another than before.
    pub fn title(&mut self, desk: &Desk) -> Option<String> {
        let title = desk.name().map_or_else(|| "Frise".to_owned(), |name| format!("{name} – Frise"));
        if title == self.title {
            return None;
        }
        self.title.clone_from(&title);
        Some(title)
    }

    /// Does what is asked.
    pub fn ask(&mut self, state: &mut State, ask: Ask, wake: Wake) {
        let desk = &mut state.desk;
        match ask {
            Ask::Wish(wish) => self.order(desk, Order::Do(wish)),
            Ask::Form(form) => desk.form = form.map(|f| *f),
            Ask::Selection(words) => desk.selection = words,
            Ask::Moving(moving) => desk.moving = moving,
            Ask::Many(many) => desk.many = *many,
            Ask::New => {
                let order = match &desk.data {
                    Some(data) => Order::Begin(recent::fresh(data)),
                    None => Order::InMemory,
                };
                self.order(desk, order);
            }
            Ask::Open(path) => self.order(desk, Order::Open(path)),
            Ask::OpenDialog => self.dialog(wake, || {
                dialog::FileDialog::new().add_filter("Frise", &["frise"]).pick_file().map(Picked::Open)
            }),
            Ask::SaveDialog => {
                let name = desk.name().unwrap_or_else(|| words(state.lang).file_project.to_owned());
                self.dialog(wake, move || {
                    let dialog = dialog::FileDialog::new().set_file_name(format!("{name}.frise"));
                    dialog.add_filter("Frise", &["frise"]).save_file().map(|mut path| {
                        if !is_project(&path) {
                            let mut name = path.file_name().unwrap_or_default().to_os_string();
                            name.push(".frise");
                            path.set_file_name(name);
                        }
                        Picked::Save(path)
                    })
                });
            }
            Ask::Export(form) => {
                let (corpus, lang, today) = (Arc::clone(&state.corpus), state.lang, state.today);
                let margin = desk.margin();
                let name = desk.name().unwrap_or_else(|| words(lang).file_timeline.to_owned());
                self.dialog(wake, move || {
                    let dialog = dialog::FileDialog::new().set_file_name(format!("{name}.{}", form.ending()));
                    let path = dialog.save_file()?;
                    let text = form.write(&corpus, &margin, lang, &tell::party, today);
                    let written = crate::files::write_file(&path, text.as_bytes());
                    let written = written.map_err(|e| FigureError::File(path.clone(), e).sentence(lang));
                    Some(Picked::Exported(path, written.map(|()| None)))
                });
            }
            Ask::Brief(form, chosen) => {
                let (corpus, lang) = (Arc::clone(&state.corpus), state.lang);
                let (events, choice) = (chosen.of(state), chosen.said(state));
                let margin = state.desk.margin();
                let name = state.desk.name().unwrap_or_else(|| words(lang).file_brief.to_owned());
                self.dialog(wake, move || {
                    let dialog = dialog::FileDialog::new().set_file_name(format!("{name}.{}", form.ending()));
                    let mut path = dialog.add_filter(form.name(), &[form.ending()]).save_file()?;
                    if brief::Form::of(&path).is_none() {
                        let mut name = path.file_name().unwrap_or_default().to_os_string();
                        name.push(format!(".{}", form.ending()));
                        path.set_file_name(name);
                    }
                    let events = events.iter().filter_map(|i| corpus.events.get(*i)).cloned().collect();
                    let chosen = corpus.with_events(events);
                    let options = BriefOptions { lang, choice, ..BriefOptions::default() };
                    let written = Brief::of(&chosen, &margin, &tell::party, &options).write(&path);
                    Some(Picked::Exported(path, written.map_err(|e| e.sentence(lang))))
                });
            }
            Ask::ImportDialog => self.dialog(wake, || {
                let dialog = dialog::FileDialog::new().add_filter("CSV, JSON", &["csv", "tsv", "json", "jsonl"]);
                dialog.pick_file().map(|path| list(&path))
            }),
            Ask::Import(path) => {
                if self.dialog.is_none() {
                    self.dialog = Some(Promise::start("frise-import", wake, move || list(&path)));
                }
            }
            Ask::Salvage(path) => self.order(desk, Order::Salvage(path)),
            Ask::Fact(form) => desk.fact = form.map(|f| *f),
            // Done by the app, which selects and reads.
            Ask::ReadAgain
            | Ask::Review(_)
            | Ask::Next
            | Ask::Watch
            | Ask::OpenSearch
            | Ask::Found(..)
            | Ask::Say(_) => {}
            Ask::Search(typed) => {
                desk.search.typed.clone_from(&typed);
                desk.search.at = 0;
                self.order(desk, Order::Search(typed));
            }
            Ask::Add(words) => {
                let draft = edit::draft(state, words.as_ref());
                self.opening = true;
                self.order(&mut state.desk, Order::Do(Box::new(Wish::Add(Box::new(draft), words))));
            }
        }
    }

    /// True once after a new event was asked for: its form is to open.
    pub fn opens_form(&mut self) -> bool {
        std::mem::take(&mut self.opening)
    }

    fn dialog(&mut self, wake: Wake, ask: impl FnOnce() -> Option<Picked> + Send + 'static) {
        if self.dialog.is_none() {
            self.dialog = Some(Promise::start("frise-dialog", wake, || ask().unwrap_or(Picked::Nothing)));
        }
    }
}

/// Reads a list of events; blocks.
fn list(path: &Path) -> Picked {
    let text = match std::fs::read(path) {
        Ok(bytes) => crate::read::text_of(bytes).unwrap_or_default(),
        Err(e) => {
            let [fr, en] = crate::files::unread(&e);
            let message = Title { fr: format!("ne se lit pas ({fr})."), en: format!("cannot be read ({en}).") };
            return Picked::NoList(Warning { path: path.to_path_buf(), message });
        }
    };
    let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let parties = |name: &str| Knowledge::current().party_of(name);
    match import(path, &text, &parties, &kind_of, &crate::extract::typed::absolute) {
        Ok((entries, warnings)) => Picked::List(Box::new(crate::list(name, entries, &tell::party)), warnings),
        Err(warning) => Picked::NoList(warning),
    }
}

/// True where a file is a list of events by its name.
pub fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|e| ["csv", "tsv", "json", "jsonl"].iter().any(|known| e.eq_ignore_ascii_case(known)))
}
