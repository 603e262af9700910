//! The app: a frame is three verbs. `logic` polls the jobs, `ui` draws from the state into actions, `apply` performs them.

use super::action::{Action, Pick};
use super::canvas::{self, Canvas, canvas_ui};
use super::dialog::{self, Answer};
use super::passages::Shown;
use super::report::Report;
use super::state::{Notice, Side, State, ThemeChoice, fit_one, in_view};
use super::words::{fill, words};
use super::{Options, activity, panels, picture, theme};
use crate::jobs::{Outcome, Promise, Reading, Wake};
use crate::model::Lang;
use crate::timeline::View;
use eframe::egui;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// How long a flight from one view to another takes.
const FLIGHT_SECONDS: f64 = 0.18;

/// The window.
pub struct App {
    state: State,
    canvas: Canvas,
    shown: Vec<Shown>,
    jobs: Jobs,
    flight: Option<Flight>,
    trail: Trail,
    report: Option<Report>,
    shot: Option<Shot>,
}

/// What runs beside the window.
#[derive(Default)]
struct Jobs {
    reading: Option<(Reading, Vec<PathBuf>)>,
    dialog: Option<Promise<Answer>>,
    picture: Option<Promise<picture::Made>>,
}

/// Views one can go back to, and forward again.
#[derive(Default)]
struct Trail {
    behind: Vec<View>,
    ahead: Vec<View>,
    /// When a view was last left by hand, in seconds.
    moved: f64,
}

impl Trail {
    /// Small movements that follow each other within this many seconds are one step.
    const PAUSE: f64 = 1.0;
    const LONGEST: usize = 100;

    /// `view` is about to be left.
    fn leave(&mut self, view: View, now: f64, by_hand: bool) {
        let goes_on = by_hand && now - self.moved < Self::PAUSE;
        if by_hand {
            self.moved = now;
        }
        if goes_on || self.behind.last() == Some(&view) {
            return;
        }
        self.ahead.clear();
        self.behind.push(view);
        if self.behind.len() > Self::LONGEST {
            self.behind.remove(0);
        }
    }
}

struct Flight {
    from: View,
    to: View,
    since: Option<f64>,
}

/// `--screenshot`: the picture that is waited for.
struct Shot {
    file: PathBuf,
    frames: u32,
    taken: Arc<Mutex<Option<Arc<egui::ColorImage>>>>,
    asked: bool,
    writing: Option<Promise<Result<(), String>>>,
    failed: Arc<Mutex<Option<String>>>,
}

/// What is kept from one run to the next. A field that is new has a default.
#[derive(serde::Serialize, serde::Deserialize)]
struct Saved {
    version: u32,
    lang: Option<Lang>,
    theme: ThemeChoice,
    view: Option<(f64, f64)>,
    activity: bool,
}

impl App {
    /// A window that starts to read `options.paths`. `failed` is where a picture that could not be written is told.
    pub fn new(cc: &eframe::CreationContext<'_>, options: Options, failed: Arc<Mutex<Option<String>>>) -> Self {
        theme::install(&cc.egui_ctx);
        let saved: Option<Saved> = match options.screenshot {
            None => cc.storage.and_then(|s| eframe::get_value(s, eframe::APP_KEY)),
            Some(_) => None,
        };
        Self::open_with(&cc.egui_ctx, saved, options, failed)
    }

    /// One without a window, for the benchmark.
    pub fn off_screen(ctx: &egui::Context, options: Options) -> Self {
        Self::open_with(ctx, None, options, Arc::default())
    }

    fn open_with(
        ctx: &egui::Context,
        saved: Option<Saved>,
        options: Options,
        failed: Arc<Mutex<Option<String>>>,
    ) -> Self {
        let saved_lang = saved.as_ref().and_then(|s| s.lang);
        let lang = options.lang.or(saved_lang).unwrap_or_else(super::words::system_lang);
        let mut state = State::new(options.today, lang);
        if let Some(saved) = saved {
            state.theme = saved.theme;
            state.activity = saved.activity;
            if let Some((from, to)) = saved.view.filter(|(from, to)| from < to) {
                state.view = View { from, to }.clamped();
            }
        }
        if let Some(theme) = options.theme {
            state.theme = if theme == crate::timeline::Theme::Dark { ThemeChoice::Dark } else { ThemeChoice::Light };
        }
        ctx.set_theme(preference(state.theme));
        let shot = options.screenshot.map(|file| Shot {
            file,
            frames: 0,
            taken: Arc::default(),
            asked: false,
            writing: None,
            failed,
        });
        let mut app = Self {
            state,
            canvas: Canvas::default(),
            shown: Vec::new(),
            jobs: Jobs::default(),
            flight: None,
            trail: Trail::default(),
            report: Report::from_env(),
            shot,
        };
        if let Some(file) = &options.events {
            let read = std::fs::read_to_string(file).map_err(|e| e.to_string());
            match read.and_then(|text| super::bench::corpus(&text)) {
                Ok(corpus) => app.show(corpus),
                Err(why) => app.state.notice = Some(bad(format!("{}: {why}", file.display()))),
            }
        } else if !options.paths.is_empty() {
            app.read(ctx, options.paths);
        }
        app
    }

    /// Shows a corpus that is there already, as if it had just been read.
    pub fn show(&mut self, corpus: crate::model::Corpus) {
        self.state.adopt(corpus);
    }

    /// Shows a part of the calendar at once.
    pub fn look_at(&mut self, view: View) {
        self.flight = None;
        self.state.view = view;
    }

    /// Changes what is shown.
    pub fn filter(&mut self, change: impl FnOnce(&mut crate::filter::Filter)) {
        change(&mut self.state.filter);
        self.state.refilter();
    }

    /// Bytes that the timeline's own structures take.
    pub fn timeline_bytes(&self) -> usize {
        self.state.bytes()
    }

    /// What is shown, for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The passages on the screen, for tests.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// The timeline as it was last drawn, for tests.
    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    fn read(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        let reading = Reading::start(paths.clone(), self.state.today, wake(ctx));
        self.state.reading = Some(reading.progress().clone());
        self.jobs.reading = Some((reading, paths));
    }

    fn poll(&mut self, ctx: &egui::Context) {
        self.poll_reading();
        self.poll_dialog(ctx);
        self.poll_picture(ctx);
        self.poll_shot(ctx);
    }

    fn poll_reading(&mut self) {
        let Some((reading, _)) = &mut self.jobs.reading else { return };
        let outcome = reading.poll();
        let words = words(self.state.lang);
        match outcome {
            Outcome::Running => {
                self.state.reading = Some(reading.progress().clone());
                return;
            }
            Outcome::Done(corpus) => {
                self.state.adopt(*corpus);
                if let Some((_, paths)) = self.jobs.reading.take() {
                    self.state.paths = paths;
                }
            }
            Outcome::Cancelled => self.state.notice = Some(good(words.reading_cancelled.to_owned())),
            Outcome::Failed => self.state.notice = Some(bad(words.reading_failed.to_owned())),
        }
        self.jobs.reading = None;
        self.state.reading = None;
    }

    fn poll_dialog(&mut self, ctx: &egui::Context) {
        let Some(promise) = &self.jobs.dialog else { return };
        let answer = match promise.poll() {
            Ok(None) => return,
            Ok(Some(answer)) => answer,
            Err(_) => Answer::Nothing,
        };
        self.jobs.dialog = None;
        match answer {
            Answer::Nothing => {}
            Answer::NoDialog => self.state.notice = Some(bad(words(self.state.lang).no_dialog.to_owned())),
            Answer::Open { paths, add } => self.open(ctx, paths, add),
            Answer::Save(file) => self.make_picture(ctx, Some(file)),
        }
    }

    fn poll_picture(&mut self, ctx: &egui::Context) {
        let Some(promise) = &self.jobs.picture else { return };
        let made = match promise.poll() {
            Ok(None) => return,
            Ok(Some(made)) => made,
            Err(_) => picture::Made::Failed(String::new()),
        };
        self.jobs.picture = None;
        let words = words(self.state.lang);
        self.state.notice = Some(match made {
            picture::Made::Saved(file) => good(fill(words.picture_saved, &[&file.display().to_string()])),
            picture::Made::NotSaved(file, why) => bad(fill(words.picture_failed, &[&file.display().to_string(), &why])),
            picture::Made::Failed(why) => bad(fill(words.picture_broken, &[&why])),
            picture::Made::Image(image) => {
                ctx.copy_image(*image);
                good(words.picture_copied.to_owned())
            }
        });
    }

    fn poll_shot(&mut self, ctx: &egui::Context) {
        let Some(shot) = &mut self.shot else { return };
        if let Some(promise) = &shot.writing {
            let told = match promise.poll() {
                Ok(None) => return,
                Ok(Some(result)) => result.err(),
                Err(_) => Some(String::new()),
            };
            if let Ok(mut failed) = shot.failed.lock() {
                *failed = told;
            }
            shot.writing = None;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            return;
        }
        let taken = shot.taken.lock().ok().and_then(|mut t| t.take());
        if let Some(image) = taken {
            let file = shot.file.clone();
            let write = move || picture::write_image(&image, &file).map_err(|e| e.to_string());
            shot.writing = Some(Promise::start("frise-screenshot", wake(ctx), write));
        }
    }

    /// Asks for the picture once reading is done and the window has been painted with the result.
    fn advance_shot(&mut self, ctx: &egui::Context) {
        let Some(shot) = &mut self.shot else { return };
        if shot.asked || self.state.reading.is_some() {
            return;
        }
        shot.frames += 1;
        if shot.frames < 3 {
            ctx.request_repaint();
            return;
        }
        shot.asked = true;
        let (taken, ctx_then) = (Arc::clone(&shot.taken), ctx.clone());
        ctx.request_screenshot(move |image| {
            if let Ok(mut slot) = taken.lock() {
                *slot = Some(image);
            }
            ctx_then.request_repaint();
        });
        ctx.request_repaint();
    }

    fn advance_flight(&mut self, ctx: &egui::Context) {
        let Some(flight) = &mut self.flight else { return };
        let now = ctx.input(|i| i.time);
        let since = *flight.since.get_or_insert(now);
        let t = ((now - since) / FLIGHT_SECONDS).clamp(0.0, 1.0);
        let eased = t * t * (3.0 - 2.0 * t);
        self.state.view = flight.from.towards(&flight.to, eased);
        if t >= 1.0 {
            self.state.view = flight.to;
            self.flight = None;
        } else {
            ctx.request_repaint();
        }
    }

    fn draw(&mut self, ui: &mut egui::Ui) -> Vec<Action> {
        let mut actions = Vec::new();
        let Self { state, canvas, shown, .. } = self;
        shown.clear();
        let ground = theme::palette_of(ui).ground;
        let bar = egui::Frame::new().fill(ground).inner_margin(egui::Margin::symmetric(8, 4));
        egui::Panel::top("menu").frame(bar).show(ui, |ui| panels::menu_ui(ui, state, &mut actions));
        egui::Panel::bottom("status").frame(bar).exact_size(28.0).show(ui, |ui| {
            panels::status_ui(ui, state, canvas, &mut actions);
        });
        if !state.corpus.articles.is_empty() || !state.corpus.events.is_empty() || !state.corpus.warnings.is_empty() {
            let frame = egui::Frame::new().fill(ground).inner_margin(egui::Margin::symmetric(12, 4));
            egui::Panel::right("side").frame(frame).default_size(404.0).size_range(300.0..=760.0).show(ui, |ui| {
                panels::side_ui(ui, state, &mut actions, shown);
            });
        }
        if state.activity && !state.corpus.events.is_empty() {
            let frame = egui::Frame::new().fill(ground).inner_margin(egui::Margin::symmetric(10, 6));
            egui::Panel::bottom("activity").frame(frame).resizable(true).default_size(170.0).show(ui, |ui| {
                activity::activity_ui(ui, state);
            });
        }
        if !state.corpus.events.is_empty() {
            let frame = egui::Frame::new().fill(ground).inner_margin(egui::Margin::symmetric(8, 5));
            egui::Panel::top("legend").frame(frame).show(ui, |ui| panels::legend_ui(ui, state, &mut actions));
        }
        egui::CentralPanel::default().frame(egui::Frame::new().fill(ground)).show(ui, |ui| {
            if !panels::empty_ui(ui, state, &mut actions) {
                canvas_ui(ui, state, canvas, &mut actions);
            }
        });
        panels::help_ui(ui.ctx(), state, &mut actions);
        super::goto::goto_ui(ui.ctx(), state, &mut actions);
        canvas::drop_overlay(ui.ctx(), state);
        canvas::shortcuts(ui.ctx(), &mut actions);
        let dropped: Vec<PathBuf> = ui.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect());
        if !dropped.is_empty() {
            actions.push(Action::Open { paths: dropped, add: true });
        }
        actions
    }

    fn apply(&mut self, ctx: &egui::Context, action: Action) {
        let state = &mut self.state;
        match action {
            Action::Select(events) => self.select(events),
            Action::Toggle(i) => {
                let mut selected = state.selected.clone();
                match selected.iter().position(|s| *s == i) {
                    Some(at) => drop(selected.remove(at)),
                    None => selected.push(i),
                }
                self.select(selected);
            }
            Action::Walk(step) => self.go(canvas::walk(&self.state, step)),
            Action::Climb(step) => self.go(canvas::climb(&self.state, step)),
            Action::End(last) => {
                let mut dated = state.shown().filter(|(_, e)| e.date.dates.is_some()).map(|(i, _)| i);
                let end = if last { dated.next_back() } else { dated.next() };
                drop(dated);
                self.go(end);
            }
            Action::Hover(event) => state.hovered = event,
            Action::View(view) => {
                self.flight = None;
                self.trail.leave(state.view, ctx.input(|i| i.time), true);
                state.view = view;
            }
            Action::Fly(to) => self.fly(to),
            Action::Earlier(forward) => {
                let Trail { behind, ahead, .. } = &mut self.trail;
                let (from, into) = if forward { (ahead, behind) } else { (behind, ahead) };
                if let Some(to) = from.pop() {
                    into.push(state.view);
                    self.flight = Some(Flight { from: state.view, to, since: None });
                }
            }
            Action::GoTo(text) => self.go_to(ctx, text),
            Action::Search => ctx.memory_mut(|m| m.request_focus(super::filters::search_id())),
            Action::Filter(filter) => {
                state.filter = *filter;
                state.refilter();
            }
            Action::Order(order) => {
                state.order = order;
                state.sort_rows();
            }
            Action::Arcs => state.arcs = !state.arcs,
            Action::Lanes(choice) => {
                let again = choice.part != state.choice.part;
                state.choice = *choice;
                if again {
                    state.sort_lanes();
                } else {
                    state.refilter();
                }
            }
            Action::Fit => {
                if let Some(all) = state.fit() {
                    self.fly(all);
                }
            }
            Action::Scroll(by) => {
                let most = (self.canvas.layout.content_height - self.canvas.layout.plot.height).max(0.0);
                state.scroll = (state.scroll + by).clamp(0.0, most);
            }
            Action::Escape => {
                if state.help.is_some() {
                    state.help = None;
                } else if let Side::Article(id) = &state.side {
                    state.side = state.side_behind(id);
                } else {
                    self.select(Vec::new());
                }
            }
            Action::ToggleKind(kind) => {
                if !state.filter.hidden.remove(&kind) {
                    state.filter.hidden.insert(kind);
                }
                state.refilter();
            }
            Action::ShowKinds(kinds) => {
                state.filter.hidden = match kinds.as_slice() {
                    [] => std::collections::BTreeSet::new(),
                    some => crate::model::Kind::ALL.into_iter().filter(|k| !some.contains(k)).collect(),
                };
                state.refilter();
            }
            Action::Side(side) => {
                state.side = side;
                state.chosen = None;
            }
            Action::Read(article, span) => {
                state.side = Side::Article(article);
                state.chosen = span;
                state.scroll_to_chosen = span.is_some();
            }
            Action::Scrolled => state.scroll_to_chosen = false,
            Action::Ask { what, add } => self.ask(ctx, what, add),
            Action::Open { paths, add } => self.open(ctx, paths, add),
            Action::Cancel => {
                if let Some((reading, _)) = &self.jobs.reading {
                    reading.cancel();
                }
            }
            Action::SavePicture => {
                if self.jobs.dialog.is_none() {
                    self.jobs.dialog = Some(Promise::start("frise-dialog", wake(ctx), dialog::ask_save));
                }
            }
            Action::CopyPicture => self.make_picture(ctx, None),
            Action::CopyText(text) => {
                ctx.copy_text(text);
                state.notice = Some(good(words(state.lang).passage_copied.to_owned()));
            }
            Action::Theme(choice) => {
                state.theme = choice;
                ctx.set_theme(preference(choice));
            }
            Action::Lang(lang) => {
                state.lang = lang;
                state.refilter();
            }
            Action::Activity => state.activity = !state.activity,
            Action::Help(help) => state.help = help,
            Action::Dismiss => state.notice = None,
            Action::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    fn select(&mut self, events: Vec<usize>) {
        self.state.selected = events;
        self.state.side = Side::Events;
        self.state.chosen = None;
    }

    /// Selects an event and brings it into view.
    fn go(&mut self, event: Option<usize>) {
        let Some(i) = event else { return };
        self.select(vec![i]);
        let target = self.flight.as_ref().map_or(self.state.view, |f| f.to);
        let Some(found) = self.state.corpus.events.get(i) else { return };
        if in_view(found, target) {
            return;
        }
        if let Some(at) = fit_one(found) {
            self.fly(target.centered_on(at.middle()));
        }
    }

    /// Opens the field for a day, or goes to the day typed in it.
    fn go_to(&mut self, ctx: &egui::Context, text: Option<String>) {
        let Some(text) = text else {
            self.state.going = match self.state.going {
                None => Some(String::new()),
                Some(_) => None,
            };
            return;
        };
        let entered = ctx.input(|i| i.key_pressed(egui::Key::Enter));
        match super::goto::dates(&text, self.state.today).filter(|_| entered) {
            Some(dates) => {
                self.state.going = None;
                if let Some((first, last)) = dates.earliest.or(dates.latest).zip(dates.latest.or(dates.earliest)) {
                    let days = View::of_dates(first, last);
                    // A day is shown with its month around it, a month or a year as such.
                    self.fly(if days.days() < 2.0 { days.zoom_at(0.5, 1.0 / 31.0) } else { days });
                }
            }
            None => self.state.going = Some(text),
        }
    }

    fn fly(&mut self, to: View) {
        self.trail.leave(self.state.view, 0.0, false);
        self.flight = Some(Flight { from: self.state.view, to: to.clamped(), since: None });
    }

    fn ask(&mut self, ctx: &egui::Context, what: Pick, add: bool) {
        if self.jobs.dialog.is_none() {
            self.jobs.dialog = Some(Promise::start("frise-dialog", wake(ctx), move || dialog::ask_open(what, add)));
        }
    }

    /// Reads these paths, after those that are there or in their place.
    fn open(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>, add: bool) {
        // What is being read counts as there: two drops in a row must not lose the first.
        let present = self.jobs.reading.as_ref().map_or(&self.state.paths, |(_, paths)| paths);
        let mut all = if add { present.clone() } else { Vec::new() };
        for path in paths {
            if !all.contains(&path) {
                all.push(path);
            }
        }
        self.state.notice = None;
        self.read(ctx, all);
    }

    fn make_picture(&mut self, ctx: &egui::Context, file: Option<PathBuf>) {
        if self.jobs.picture.is_some() {
            return;
        }
        let order = picture::Order {
            corpus: Arc::clone(&self.state.corpus),
            listed: self.state.listed().to_vec(),
            view: self.state.view,
            lang: self.state.lang,
            theme: self.state.theme_on(ctx.system_theme()),
            file,
        };
        self.state.notice = Some(good(words(self.state.lang).picture_making.to_owned()));
        self.jobs.picture = Some(Promise::start("frise-picture", wake(ctx), move || picture::make(&order)));
    }
}

impl App {
    /// Draws one frame and does what the user wished in it.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.advance_flight(&ctx);
        let actions = self.draw(ui);
        if let Some(report) = &mut self.report {
            report.update(&self.state, &self.canvas, &self.shown);
        }
        if !actions.is_empty() {
            ctx.request_repaint();
        }
        for action in actions {
            self.apply(&ctx, action);
        }
        self.advance_shot(&ctx);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.poll(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        if self.shot.is_some() {
            return;
        }
        let state = &self.state;
        let saved = Saved {
            version: 1,
            lang: Some(state.lang),
            theme: state.theme,
            view: (!state.corpus.events.is_empty()).then_some((state.view.from, state.view.to)),
            activity: state.activity,
        };
        eframe::set_value(storage, eframe::APP_KEY, &saved);
    }

    fn persist_egui_memory(&self) -> bool {
        self.shot.is_none()
    }
}

fn wake(ctx: &egui::Context) -> Wake {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

fn preference(choice: ThemeChoice) -> egui::ThemePreference {
    match choice {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    }
}

fn good(text: String) -> Notice {
    Notice { text, bad: false }
}

fn bad(text: String) -> Notice {
    Notice { text, bad: true }
}
