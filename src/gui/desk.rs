//! The project in the window: menus, the line at the foot, the list of corrections. What the desk answers is taken here;
//! the form in which an event is corrected stands in [`super::edit`].

use super::action::Action;
use super::edit;
use super::state::{Side, State};
use super::{tell, theme};
use crate::brief::{self, Brief, BriefOptions, Margin};
use crate::exchange::Form;
use crate::jobs::{Promise, Wake};
use crate::model::{ArticleId, Corpus, EventId, Lang, Span};
use crate::project::{Access, Answer, EventMark, Field, Order, Status, Trouble, Wish, Worker, recent};
use crate::scene::Face;
use eframe::egui::{self, Button, RichText};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A run of words of an article.
pub type Words = (ArticleId, Span);

/// What the panels know of the project.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The project; `None` while there is none.
    pub status: Option<Status>,
    /// Orders that are not answered yet.
    pub pending: usize,
    /// Those of them that are not known to be on disk.
    pub unsaved: usize,
    /// The form that is open.
    pub form: Option<edit::Form>,
    /// The words selected in an article.
    pub selection: Option<Words>,
    /// A passage on its way to another event.
    pub moving: Option<(Words, EventId)>,
    /// Words looked for in all articles.
    pub search: super::search::Search,
    /// The review, while it is on.
    pub review: Option<super::review::Review>,
    /// New files are read as they come.
    pub watching: bool,
    /// The projects opened last.
    pub recent: Vec<PathBuf>,
    /// The user's data folder.
    data: Option<PathBuf>,
}

/// A wish about the project.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// An edit, undo, redo.
    Wish(Box<Wish>),
    /// The form as it is typed; `None` closes it.
    Form(Option<Box<edit::Form>>),
    /// The words selected in an article.
    Selection(Option<Words>),
    /// A passage is taken up, or put down again.
    Moving(Option<(Words, EventId)>),
    /// A new project.
    New,
    /// Ask which project to open.
    OpenDialog,
    /// Open this one.
    Open(PathBuf),
    /// Ask where to save it.
    SaveDialog,
    /// Ask where to write the events in this form, and write them.
    Export(Form),
    /// Ask where to write a brief of these events in this form, and write it.
    Brief(brief::Form, Chosen),
    /// Read the articles again.
    ReadAgain,
    /// Show the search in all articles.
    OpenSearch,
    /// Look for these words.
    Search(String),
    /// Read new files as they come, or do not.
    Watch,
    /// Begin or end the review of what deserves a look.
    Review(bool),
    /// The next event of the review.
    Next,
    /// A new event from these words, or from nothing, in a form.
    Add(Option<Words>),
}

/// Which events a brief tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Those with a star.
    Starred,
    /// Those that the filters let pass.
    Filtered,
    /// All.
    All,
}

impl Chosen {
    fn count(self, state: &State) -> usize {
        let starred = |status: &Status| status.shown.events.values().filter(|m| m.star).count();
        match self {
            Chosen::All => state.corpus.events.len(),
            Chosen::Filtered => state.listed().len(),
            Chosen::Starred => state.desk.status.as_ref().map_or(0, starred),
        }
    }

    /// The events, by their place in the corpus.
    fn of(self, state: &State) -> Vec<usize> {
        let all = || 0..state.corpus.events.len();
        match self {
            Chosen::All => all().collect(),
            Chosen::Filtered => state.listed().iter().map(|i| *i as usize).collect(),
            Chosen::Starred => {
                let star = |i: &usize| state.desk.mark(&state.corpus.events[*i].id).is_some_and(|m| m.star);
                all().filter(star).collect()
            }
        }
    }
}

impl From<Wish> for Action {
    fn from(wish: Wish) -> Self {
        Action::Desk(Ask::Wish(Box::new(wish)))
    }
}

impl From<Ask> for Action {
    fn from(ask: Ask) -> Self {
        Action::Desk(ask)
    }
}

impl Desk {
    /// What a reading of the articles has to know: those of the project, and the days that were set by hand.
    pub fn known(&self) -> crate::Known {
        self.status.as_ref().map_or_else(crate::Known::default, |status| crate::Known {
            articles: Arc::clone(&status.extracted),
            days: status.days.clone(),
        })
    }

    /// True where there is a project that may be changed.
    pub fn can_edit(&self) -> bool {
        self.status.as_ref().is_some_and(|s| s.access == Access::Write)
    }

    /// What was done to an event.
    pub fn mark(&self, id: &EventId) -> Option<&EventMark> {
        self.status.as_ref()?.shown.events.get(id)
    }

    /// True where an event differs from what was extracted.
    pub fn is_changed(&self, id: &EventId) -> bool {
        self.mark(id).is_some_and(|m| m.is_added() || !m.changed.is_empty())
    }

    /// The name that the user gave; `None` for work that has none.
    pub fn name(&self) -> Option<String> {
        let status = self.status.as_ref()?;
        let unnamed = self.data.as_ref().is_some_and(|data| recent::is_unnamed(data, &status.path));
        if unnamed || status.fleeting {
            return None;
        }
        Some(status.path.file_stem()?.to_string_lossy().into_owned())
    }
}

/// What a dialog about projects gave.
enum Picked {
    Open(PathBuf),
    Save(PathBuf),
    /// Written, or why not.
    Exported(PathBuf, Option<String>),
    Nothing,
    NoDialog,
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
}

/// What the app has to do after the desk has answered.
pub enum News {
    /// Show this corpus; select this event and open its form.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Show { select: Option<EventId> },
    /// A project was opened: show it, with the window as it stood, and read these.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Opened { view: String, to_read: Vec<PathBuf> },
    /// It was not done.
    Refused(Trouble),
    /// A copy of an older file was kept here; the empty text says that there are no dialogs.
    Said(String),
    /// Events were written to this file, or why not.
    Exported(PathBuf, Option<String>),
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
            Some(data) => Order::Begin(recent::unnamed(data, &paths)),
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
                Answer::Opened { status, view, copy } => {
                    if let (Some(data), false) = (&desk.data, status.fleeting) {
                        desk.recent = recent::opened(data, &status.path);
                    }
                    if let Access::Read(why) = &status.access {
                        news.push(News::Refused(Trouble::new(&status.path, why.clone())));
                    }
                    if let Some(copy) = copy {
                        news.push(News::Said(copy.display().to_string()));
                    }
                    desk.status = Some(*status);
                    desk.form = None;
                    desk.moving = None;
                    self.kept.0.clone_from(&view);
                    let to_read = std::mem::take(&mut self.to_read);
                    news.insert(0, News::Opened { view, to_read });
                }
                Answer::Done { status, event } => {
                    let moved = desk.status.as_ref().is_some_and(|s| s.path != status.path);
                    if let (Some(data), true, false) = (&desk.data, moved, status.fleeting) {
                        desk.recent = recent::opened(data, &status.path);
                    }
                    desk.status = Some(*status);
                    news.push(News::Show { select: event });
                }
                Answer::Found { typed, hits } => {
                    desk.search.answered = typed;
                    desk.search.found = hits.into();
                }
                Answer::Nothing | Answer::Saved => {}
                Answer::Refused(trouble) => {
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
                Picked::Exported(path, why) => news.push(News::Exported(path, why)),
                Picked::Nothing => {}
                Picked::NoDialog => news.push(News::Said(String::new())),
            }
        }
        news
    }

    /// Keeps how the window stands, at most every two seconds.
    pub fn keep_view(&mut self, desk: &mut Desk, view: String, now: f64) {
        if view != self.kept.0 && now - self.kept.1 > 2.0 && desk.can_edit() {
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
            Ask::New => {
                let order = match &desk.data {
                    Some(data) => Order::Begin(recent::fresh(data)),
                    None => Order::InMemory,
                };
                self.order(desk, order);
            }
            Ask::Open(path) => self.order(desk, Order::Open(path)),
            Ask::OpenDialog => self
                .dialog(wake, || rfd::FileDialog::new().add_filter("Frise", &["frise"]).pick_file().map(Picked::Open)),
            Ask::SaveDialog => {
                let name = desk.name().unwrap_or_else(|| state.lang.pick("projet", "project").to_owned());
                self.dialog(wake, move || {
                    let dialog = rfd::FileDialog::new().set_file_name(format!("{name}.frise"));
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
                let name = desk.name().unwrap_or_else(|| lang.pick("frise", "timeline").to_owned());
                self.dialog(wake, move || {
                    let dialog = rfd::FileDialog::new().set_file_name(format!("{name}.{}", form.ending()));
                    let path = dialog.save_file()?;
                    let text = form.write(&corpus, lang, &tell::party, today);
                    let why = crate::jobs::write_file(&path, text.as_bytes()).err().map(|e| e.to_string());
                    Some(Picked::Exported(path, why))
                });
            }
            Ask::Brief(form, chosen) => {
                let (corpus, lang) = (Arc::clone(&state.corpus), state.lang);
                let events = chosen.of(state);
                let margin = state.desk.status.as_ref().map(|s| Margin::of(&s.shown)).unwrap_or_default();
                let name = state.desk.name().unwrap_or_else(|| lang.pick("dossier", "brief").to_owned());
                self.dialog(wake, move || {
                    let dialog = rfd::FileDialog::new().set_file_name(format!("{name}.{}", form.ending()));
                    let mut path = dialog.add_filter(form.name(), &[form.ending()]).save_file()?;
                    if brief::Form::of(&path).is_none() {
                        let mut name = path.file_name().unwrap_or_default().to_os_string();
                        name.push(format!(".{}", form.ending()));
                        path.set_file_name(name);
                    }
                    let events = events.iter().filter_map(|i| corpus.events.get(*i)).cloned().collect();
                    let chosen = Corpus { articles: corpus.articles.clone(), events, warnings: Vec::new() };
                    let options = BriefOptions { lang, ..BriefOptions::default() };
                    let written = Brief::of(&chosen, &margin, &tell::party, &options).write(&path);
                    Some(Picked::Exported(path, written.err().map(|e| e.sentence(lang))))
                });
            }
            // Done by the app, which selects and reads.
            Ask::ReadAgain | Ask::Review(_) | Ask::Next | Ask::Watch | Ask::OpenSearch => {}
            Ask::Search(typed) => {
                desk.search.typed.clone_from(&typed);
                self.order(desk, Order::Search(typed));
            }
            Ask::Add(words) => {
                let draft = super::edit::draft(state, words.as_ref());
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
            let answer =
                || if super::dialog::available() { ask().unwrap_or(Picked::Nothing) } else { Picked::NoDialog };
            self.dialog = Some(Promise::start("frise-dialog", wake, answer));
        }
    }
}

/// True where a path is that of a project.
pub fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("frise"))
}

fn item(ui: &mut egui::Ui, on: bool, name: &str, shortcut: &str, action: impl Into<Action>, actions: &mut Vec<Action>) {
    if ui.add_enabled(on, Button::new(name).shortcut_text(shortcut)).clicked() {
        actions.push(action.into());
        ui.close();
    }
}

/// Projects, at the head of the file menu.
pub fn file_menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let lang = state.lang;
    let here = state.desk.status.is_some();
    item(ui, true, lang.pick("Nouveau projet", "New project"), "Ctrl+N", Ask::New, actions);
    item(ui, true, lang.pick("Ouvrir un projet…", "Open project…"), "", Ask::OpenDialog, actions);
    if !state.desk.recent.is_empty() {
        ui.menu_button(lang.pick("Projets récents", "Recent projects"), |ui| {
            for path in &state.desk.recent {
                let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    actions.push(Ask::Open(path.clone()).into());
                    ui.close();
                }
            }
        });
    }
    let save = lang.pick("Enregistrer le projet sous…", "Save project as…");
    item(ui, here, save, "Ctrl+S", Ask::SaveDialog, actions);
    if !state.corpus.events.is_empty() {
        ui.menu_button(lang.pick("Exporter les événements", "Export the events"), |ui| {
            for form in Form::ALL {
                item(ui, true, form.name(), &format!(".{}", form.ending()), Ask::Export(form), actions);
            }
        });
        brief_menu_ui(ui, state, actions);
    }
    ui.separator();
}

/// Briefs, by which events and in which form.
fn brief_menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let lang = state.lang;
    ui.menu_button(lang.pick("Dossier avec sources", "Brief with sources"), |ui| {
        for (chosen, name) in [
            (Chosen::Starred, lang.pick("Événements marqués d’une étoile", "Starred events")),
            (Chosen::Filtered, lang.pick("Événements filtrés", "Filtered events")),
            (Chosen::All, lang.pick("Tous les événements", "All events")),
        ] {
            let count = chosen.count(state);
            let label = format!("{name} ({})", super::words::number(lang, count));
            if count == 0 {
                ui.add_enabled(false, Button::new(label));
                continue;
            }
            ui.menu_button(label, |ui| {
                for form in brief::Form::ALL {
                    item(ui, true, form.name(), &format!(".{}", form.ending()), Ask::Brief(form, chosen), actions);
                }
            });
        }
    });
}

/// "Annuler : jour de …".
fn step_words(verb: &str, words: Option<&[String; 2]>, lang: Lang) -> String {
    match words {
        Some([fr, en]) => format!("{verb}{} {}", lang.pick("\u{a0}:", ":"), lang.pick(fr, en)),
        None => verb.to_owned(),
    }
}

/// The menu of edits.
pub fn edit_menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(status) = &state.desk.status else { return };
    let lang = state.lang;
    ui.menu_button(lang.pick("Édition", "Edit"), |ui| {
        let on = state.desk.can_edit();
        let undo = step_words(lang.pick("Annuler", "Undo"), status.undo.as_ref(), lang);
        item(ui, on && status.undo.is_some(), &undo, "Ctrl+Z", Wish::Undo, actions);
        let redo = step_words(lang.pick("Refaire", "Redo"), status.redo.as_ref(), lang);
        let keys = lang.pick("Ctrl+Maj+Z", "Ctrl+Shift+Z");
        item(ui, on && status.redo.is_some(), &redo, keys, Wish::Redo, actions);
        ui.separator();
        item(ui, on, lang.pick("Nouvel événement", "New event"), "Ctrl+J", Ask::Add(None), actions);
        let review = lang.pick("Revoir ce qui est peu sûr", "Review what is unsure");
        item(ui, on, review, "Ctrl+R", Ask::Review(true), actions);
        item(ui, true, lang.pick("Relire les articles", "Read the articles again"), "F5", Ask::ReadAgain, actions);
        let keys = lang.pick("Ctrl+Maj+F", "Ctrl+Shift+F");
        let search = lang.pick("Chercher dans tous les articles", "Search all articles");
        item(ui, true, search, keys, Ask::OpenSearch, actions);
        let watch = lang.pick(
            "Suivre le dossier\u{a0}: lire les fichiers qui arrivent",
            "Watch the folder: read files as they come",
        );
        if ui.add(Button::selectable(state.desk.watching, watch)).clicked() {
            actions.push(Ask::Watch.into());
            ui.close();
        }
        item(
            ui,
            true,
            lang.pick("Liste des corrections", "List of corrections"),
            "",
            Action::Side(Side::Corrections),
            actions,
        );
    });
}

/// The project's name and whether all is on disk, for the status bar.
pub fn status_ui(ui: &mut egui::Ui, state: &State) {
    let Some(status) = &state.desk.status else { return };
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let name = state.desk.name().unwrap_or_else(|| lang.pick("Sans nom", "Unnamed").to_owned());
    let (told, ink) = match &status.access {
        Access::Read(_) => (lang.pick("lecture seule", "read only"), palette.bad),
        Access::Write if status.fleeting => (lang.pick("en mémoire seulement", "in memory only"), palette.bad),
        Access::Write if state.desk.unsaved > 0 => (lang.pick("enregistrement…", "saving…"), palette.weak),
        Access::Write => (lang.pick("enregistré", "saved"), palette.weak),
    };
    ui.label(RichText::new(format!("{name} · {told}")).color(ink)).on_hover_text(status.path.display().to_string());
    ui.separator();
}

/// How many corrections there are, for the tab; `None` where there is nothing to list.
pub fn corrections(state: &State) -> Option<usize> {
    let status = state.desk.status.as_ref()?;
    let news = status.news.as_ref().is_some_and(|n| n.any());
    (!status.steps.is_empty() || news).then_some(status.steps.len())
}

/// The tab "Corrections": what fits no longer, what is hidden, all edits.
pub fn corrections_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(status) = &state.desk.status else { return };
    let (lang, palette, on) = (state.lang, theme::palette_of(ui), state.desk.can_edit());
    let heading = |ui: &mut egui::Ui, text: String| {
        ui.add_space(6.0);
        ui.label(RichText::new(text).font(theme::font(Face::SansBold, 13.0)));
    };
    let row = |ui: &mut egui::Ui, text: &str, hover: &str, button: &str, action: Action, actions: &mut Vec<Action>| {
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add_enabled(on, Button::new(button).small()).clicked() {
                    actions.push(action);
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(text).truncate()).on_hover_text(if hover.is_empty() {
                        text
                    } else {
                        hover
                    });
                });
            });
        });
    };
    egui::ScrollArea::vertical().id_salt("corrections").auto_shrink(false).show(ui, |ui| {
        super::review::news_ui(ui, state, actions);
        let orphans: Vec<_> = status.steps.iter().filter(|s| s.orphan).collect();
        if !orphans.is_empty() {
            heading(ui, lang.pick("Ne correspond plus à rien", "Fits nothing any more").to_owned());
            let why = lang.pick(
                "Ces corrections portent sur des événements que la dernière lecture ne trouve plus. Elles reprennent \
                 d’elles-mêmes si l’événement revient.",
                "These corrections are about events that the last reading no longer finds. They come back by themselves \
                 when the event does.",
            );
            ui.label(RichText::new(why).color(palette.weak).size(12.0));
            for step in orphans {
                let wish = Wish::RestoreEdits(vec![step.n]);
                let [fr, en] = &step.words;
                row(ui, lang.pick(fr, en), "", lang.pick("Oublier", "Forget"), wish.into(), actions);
            }
        }
        if !status.shown.hidden.is_empty() {
            heading(ui, format!("{} ({})", lang.pick("Masqués", "Hidden"), status.shown.hidden.len()));
            for event in &status.shown.hidden {
                let day = tell::when_short(event.date.dates, lang);
                let wish = Wish::Change(event.id.clone(), crate::project::Change::Hidden(false));
                row(ui, tell::title(event, lang), &day, lang.pick("Montrer", "Show"), wish.into(), actions);
            }
        }
        if !status.shown.left_out.is_empty() {
            heading(ui, format!("{} ({})", lang.pick("Articles écartés", "Articles left out"), status.shown.left_out.len()));
            for article in &status.shown.left_out {
                let wish = Wish::Article(article.id.clone(), crate::project::ArticleChange::LeftOut(false));
                row(ui, &article.title, &article.id.0, lang.pick("Reprendre", "Take back"), wish.into(), actions);
            }
        }
        heading(ui, format!("{} ({})", lang.pick("Corrections", "Corrections"), status.steps.len()));
        if status.steps.is_empty() {
            let none = lang.pick(
                "Rien n’est corrigé. Choisissez un événement, puis «\u{a0}Corriger\u{a0}» ou la touche E.",
                "Nothing is corrected. Select an event, then “Correct” or the key E.",
            );
            ui.label(RichText::new(none).color(palette.weak));
        } else {
            let all = lang.pick("Tout rétablir comme extrait", "Restore all as extracted");
            if ui.add_enabled(on, Button::new(all)).clicked() {
                actions.push(Wish::RestoreAll.into());
            }
        }
        for step in status.steps.iter().rev().filter(|s| !s.orphan) {
            let wish = Wish::RestoreEdits(vec![step.n]);
            let [fr, en] = &step.words;
            row(ui, lang.pick(fr, en), "", lang.pick("Rétablir", "Restore"), wish.into(), actions);
        }
        ui.add_space(12.0);
    });
}

/// The keys of the desk, where no text is being typed.
pub fn shortcuts(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    use egui::{Key, Modifiers};
    let typing = ctx.egui_wants_keyboard_input();
    let can = state.desk.can_edit();
    ctx.input_mut(|i| {
        if i.consume_key(Modifiers::COMMAND, Key::N) {
            actions.push(Ask::New.into());
        }
        if i.consume_key(Modifiers::COMMAND, Key::S) && state.desk.status.is_some() {
            actions.push(Ask::SaveDialog.into());
        }
        if i.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F) && state.desk.status.is_some() {
            actions.push(Ask::OpenSearch.into());
        }
        if i.consume_key(Modifiers::NONE, Key::F5) && state.desk.status.is_some() {
            actions.push(Ask::ReadAgain.into());
        }
        if can && i.consume_key(Modifiers::COMMAND, Key::R) {
            actions.push(Ask::Review(state.desk.review.is_none()).into());
        }
        if can && i.consume_key(Modifiers::COMMAND, Key::J) {
            actions.push(Ask::Add(None).into());
        }
        // Within a field these keys undo what is being typed.
        if can && !typing {
            if i.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || i.consume_key(Modifiers::COMMAND, Key::Y)
            {
                actions.push(Wish::Redo.into());
            }
            if i.consume_key(Modifiers::COMMAND, Key::Z) {
                actions.push(Wish::Undo.into());
            }
        }
    });
    if can && !typing && !super::review::keys(ctx, state, actions) {
        super::edit::keys(ctx, state, actions);
    }
}

/// A property's name.
pub fn field_name(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Title => lang.pick("titre", "title"),
        Field::Day => lang.pick("jour", "day"),
        Field::Kind => lang.pick("nature", "kind"),
        Field::Certainty => lang.pick("certitude", "certainty"),
        Field::Actors => lang.pick("acteurs", "actors"),
        Field::Targets => lang.pick("cibles", "targets"),
        Field::Note => lang.pick("note", "note"),
        Field::Tags => lang.pick("étiquettes", "tags"),
        Field::Star => lang.pick("étoile", "star"),
        Field::Hidden => lang.pick("masqué", "hidden"),
        Field::Checked => lang.pick("validé", "accepted"),
        Field::Passages => lang.pick("passages", "passages"),
    }
}
