//! The app: a frame is three verbs. `logic` polls the jobs, `ui` draws from the state into actions, `apply` performs them.

mod apply;
mod desk;
mod poll;
mod travel;

use super::action::Action;
use super::browse::Browser;
use super::canvas::{self, Canvas, canvas_ui};
use super::clipboard::Clipboard;
use super::desk::Clerk;
use super::dialog::Answer;
use super::instance::Inbox;
use super::motion::{self, Motion};
use super::passages::Shown;
use super::report::Report;
use super::state::{Notice, Sorted, State, ThemeChoice};
use super::studio::Preview;
use super::{Options, activity, panels, picture, search, start, strip, theme};
use crate::jobs::{Promise, Reading, Wake, Watch};
use crate::merge::Rival;
use crate::model::{ArticleId, Corpus, Dates, Lang, Warning};
use crate::project::Facts;
use crate::timeline::View;
use eframe::egui;
use std::collections::BTreeMap;
use std::hash::{Hash as _, Hasher as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};
use travel::{Flight, Trail};

/// The window.
pub struct App {
    state: State,
    /// The tour was shown, in this run or an earlier one.
    toured: bool,
    canvas: Canvas,
    shown: Vec<Shown>,
    preview: Preview,
    clipboard: Clipboard,
    jobs: Jobs,
    flight: Option<Flight>,
    trail: Trail,
    report: Option<Report>,
    shot: Option<Shot>,
    clerk: Clerk,
    /// The folders that are watched; none where that is not possible.
    watch: Option<(Vec<PathBuf>, Option<Watch>)>,
    /// The news that was told.
    news: Option<Arc<crate::project::News>>,
    /// The articles' days set by hand with which was read.
    days: BTreeMap<ArticleId, Dates>,
    /// The system wants less to move.
    calm: bool,
    /// The good news that is told, and since when (seconds).
    noticed: Option<(String, f64)>,
    /// What the project's analyst added to what is known, as it is in use.
    facts: Facts,
    /// What is to be told once what was asked of the project is done.
    said: Option<String>,
    /// That a project is not there, until what was read is told with it.
    away: Option<String>,
    /// Where other starts of Frise put their paths.
    inbox: Option<Inbox>,
    /// The file chooser of our own.
    browser: Browser,
    /// When a click in the panel brought something else there (seconds).
    picked: Option<f64>,
    /// For whoever tests what a crash leaves behind: one was asked for.
    crashes: bool,
}

/// Two clicks within so many seconds may be one double-click.
const DOUBLE_CLICK: f64 = 0.6;

/// What runs beside the window.
#[derive(Default)]
struct Jobs {
    /// The articles are read again by hand: that nothing is new is told as well.
    asked_again: bool,
    /// A reading has come to its end, and what it could not read is to be said.
    just_read: bool,
    reading: Option<(Reading, Vec<PathBuf>)>,
    /// What the reading hangs on beside the articles.
    made_by: String,
    dialog: Option<Promise<Answer>>,
    picture: Option<Promise<picture::Made>>,
    motion: Option<Promise<Option<bool>>>,
    rivals: Option<(Arc<Corpus>, Promise<Vec<Rival>>)>,
    /// A large corpus is sorted into lanes, and what is to be done once it is shown.
    sorting: Option<(Promise<Sorted>, desk::After)>,
    /// What events are called is searched.
    search: Option<Promise<search::Told>>,
    /// The project's own facts are put to use; then the articles are read again, or not.
    facts: Option<(Promise<Vec<Warning>>, bool)>,
}

/// Views one can go back to, and forward again.
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
    #[serde(default)]
    chart: (activity::Unit, activity::Split),
    #[serde(default)]
    views: Vec<crate::view::ViewState>,
    #[serde(default)]
    weeks: bool,
    #[serde(default)]
    motion: Motion,
    /// The tour was shown once.
    #[serde(default)]
    toured: bool,
    /// The version that ran last.
    #[serde(default)]
    program: String,
}

impl App {
    /// A window that starts to read `options.paths`. `failed` is where a picture that could not be written is told.
    pub fn new(cc: &eframe::CreationContext<'_>, options: Options, failed: Arc<Mutex<Option<String>>>) -> Self {
        theme::install(&cc.egui_ctx);
        let motion = Promise::start("frise-motion", wake(&cc.egui_ctx), motion::system_is_calm);
        let saved: Option<Saved> = match options.screenshot {
            None => cc.storage.and_then(|s| eframe::get_value(s, eframe::APP_KEY)),
            Some(_) => None,
        };
        let damaged =
            options.screenshot.is_none().then(|| start::damaged_settings(cc.storage, saved.is_some())).flatten();
        let mut app = Self::open_with(&cc.egui_ctx, saved, options, failed);
        app.state.strips.extend(damaged.map(|file| start::settings_strip(&file, app.state.lang)));
        app.jobs.motion = Some(motion);
        app
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
        state.strips = start::strips(&options, lang);
        state.sample.clone_from(&options.start.sample);
        let mut toured = false;
        if let Some(saved) = saved {
            toured = saved.toured;
            state.strips.extend(start::new_version_strip(&saved.program, lang));
            state.theme = saved.theme;
            state.activity = saved.activity;
            (state.views, state.chart) = (saved.views, saved.chart);
            (state.weeks, state.motion) = (saved.weeks, saved.motion);
            if let Some((from, to)) = saved.view.filter(|(from, to)| from < to) {
                state.view = View { from, to }.clamped();
            }
        }
        if options.tour && !toured {
            (state.tour, toured) = (Some(0), true);
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
            toured,
            canvas: Canvas::default(),
            shown: Vec::new(),
            preview: Preview::default(),
            clipboard: Clipboard::default(),
            jobs: Jobs::default(),
            flight: None,
            trail: Trail::default(),
            report: Report::from_env(),
            shot,
            clerk: Clerk::default(),
            watch: None,
            news: None,
            days: BTreeMap::new(),
            calm: false,
            noticed: None,
            facts: Facts::default(),
            said: None,
            away: None,
            inbox: options.start.inbox.clone(),
            browser: Browser::default(),
            picked: None,
            crashes: std::env::var_os("FRISE_CRASH").is_some(),
        };
        app.still(ctx);
        if let Some(inbox) = &app.inbox {
            inbox.wake_by(wake(ctx));
        }
        Browser::listen(wake(ctx));
        if options.data.is_some() {
            app.clerk.start(&mut app.state.desk, options.data, wake(ctx));
        }
        if let Some(file) = &options.events {
            let read = std::fs::read_to_string(file).map_err(|e| e.to_string());
            match read.and_then(|text| super::bench::corpus(&text)) {
                Ok(corpus) => app.show(corpus),
                Err(why) => app.state.notice = Some(bad(format!("{}: {why}", file.display()))),
            }
        } else if !options.paths.is_empty() {
            app.begin(ctx, options.paths);
        }
        app
    }

    /// Shows a corpus that is there already, as if it had just been read.
    pub fn show(&mut self, corpus: crate::model::Corpus) {
        self.state.adopt(corpus);
    }

    /// Works on a corpus that is there already, in a project that is not kept: for tests.
    pub fn work_on(&mut self, ctx: &egui::Context, corpus: crate::model::Corpus) {
        self.clerk.start(&mut self.state.desk, None, wake(ctx));
        self.clerk.order(&mut self.state.desk, crate::project::Order::InMemory);
        self.work_on_again(corpus);
    }

    /// The same after another reading, in the project that is open: for tests.
    pub fn work_on_again(&mut self, corpus: crate::model::Corpus) {
        let made_by = made_by("", &BTreeMap::new());
        let read = crate::project::Order::Read { corpus: Box::new(corpus), paths: Vec::new(), made_by };
        self.clerk.order(&mut self.state.desk, read);
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

    /// Selects events, for tests.
    pub fn choose(&mut self, events: Vec<usize>) {
        self.select(events);
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

    fn draw(&mut self, ui: &mut egui::Ui) -> Vec<Action> {
        let mut actions = Vec::new();
        let Self { state, canvas, shown, preview, picked, .. } = self;
        shown.clear();
        ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label("Frise"));
        let ground = theme::palette_of(ui).ground;
        let bar = egui::Frame::new().fill(ground).inner_margin(egui::Margin::symmetric(8, 4));
        egui::Panel::top("menu").frame(bar).show(ui, |ui| panels::menu_ui(ui, state, &mut actions));
        if strip::any(state) {
            egui::Panel::top("strips").frame(bar).show(ui, |ui| strip::strips_ui(ui, state, &mut actions));
        }
        egui::Panel::bottom("status").frame(bar).exact_size(28.0).show(ui, |ui| {
            panels::status_ui(ui, state, canvas, &mut actions);
        });
        if !state.corpus.articles.is_empty() || !state.corpus.events.is_empty() || !state.corpus.warnings.is_empty() {
            let frame = egui::Frame::new().fill(ground).inner_margin(egui::Margin::symmetric(12, 4));
            let (now, again) = ui.input(|i| (i.time, i.pointer.button_double_clicked(egui::PointerButton::Primary)));
            let others = actions.len();
            egui::Panel::right("side").frame(frame).default_size(404.0).size_range(300.0..=760.0).show(ui, |ui| {
                panels::side_ui(ui, state, &mut actions, shown);
            });
            // The second click on a row falls on what its first one brought there: it means the row.
            if again && picked.is_some_and(|at| now - at < DOUBLE_CLICK) {
                actions.truncate(others);
            } else if actions[others..].iter().any(|a| matches!(a, Action::Select(_) | Action::Read(..))) {
                *picked = Some(now);
            }
        }
        if state.activity && !state.corpus.events.is_empty() {
            let frame = egui::Frame::new().fill(ground).inner_margin(egui::Margin::symmetric(10, 6));
            egui::Panel::bottom("activity").frame(frame).resizable(true).default_size(170.0).show(ui, |ui| {
                activity::activity_ui(ui, state, &mut actions);
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
        super::compare::compare_ui(ui.ctx(), state, &mut actions, shown);
        super::studio::studio_ui(ui.ctx(), state, preview, &mut actions);
        super::goto::goto_ui(ui.ctx(), state, &mut actions);
        super::commands::commands_ui(ui.ctx(), state, &mut actions);
        super::tour::tour_ui(ui.ctx(), state, canvas.rect, &mut actions);
        super::edit::fact_ui(ui.ctx(), state, &mut actions);
        canvas::drop_overlay(ui.ctx(), state);
        // First those with more keys: Ctrl+Shift+F is no Ctrl+F.
        super::desk::shortcuts(ui.ctx(), state, &mut actions);
        canvas::shortcuts(ui.ctx(), &mut actions);
        let dropped: Vec<PathBuf> = ui.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect());
        if !dropped.is_empty() {
            let add = !state.is_untouched_sample();
            actions.push(Action::Open { paths: dropped, add });
        }
        actions
    }
}

impl App {
    /// Draws one frame and does what the user wished in it.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.advance_flight(&ctx);
        let actions = self.draw(ui);
        self.browser.ui(&ctx, self.state.lang, &wake(&ctx));
        if let Some(report) = &mut self.report {
            report.update(&self.state, &self.canvas, &self.shown);
        }
        if !actions.is_empty() {
            ctx.request_repaint();
        }
        for action in actions {
            self.apply(&ctx, action);
        }
        self.let_notice_go(&ctx);
        self.advance_shot(&ctx);
    }

    /// Good news goes by itself after a while; bad news stays until somebody has read it.
    fn let_notice_go(&mut self, ctx: &egui::Context) {
        const WHILE: f64 = 8.0;
        let now = ctx.input(|i| i.time);
        let Some(notice) = self.state.notice.as_ref().filter(|n| !n.bad) else {
            self.noticed = None;
            return;
        };
        match &self.noticed {
            Some((text, since)) if *text == notice.text => {
                let left = since + WHILE - now;
                if left <= 0.0 {
                    (self.state.notice, self.noticed) = (None, None);
                    ctx.request_repaint();
                } else {
                    ctx.request_repaint_after_secs(left as f32);
                }
            }
            _ => {
                self.noticed = Some((notice.text.clone(), now));
                ctx.request_repaint_after_secs(WHILE as f32);
            }
        }
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
            chart: state.chart,
            views: state.views.clone(),
            weeks: state.weeks,
            motion: state.motion,
            toured: self.toured,
            program: env!("CARGO_PKG_VERSION").to_owned(),
        };
        eframe::set_value(storage, eframe::APP_KEY, &saved);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        let inbox = self.inbox.take();
        if let Some(inbox) = &inbox {
            inbox.close();
        }
        self.close_desk();
        // The project is let go of: its thread has ended.
        self.clerk = Clerk::default();
        // What another start handed over while the window was going away is opened by a window of its own.
        let asked = inbox.map(|inbox| inbox.take()).unwrap_or_default();
        if !asked.is_empty() {
            let program = std::env::current_exe();
            let started = program.and_then(|p| std::process::Command::new(p).args(asked.into_iter().flatten()).spawn());
            if let Err(e) = started {
                eprintln!("frise: {e}");
            }
        }
    }

    fn persist_egui_memory(&self) -> bool {
        self.shot.is_none()
    }
}

/// Names what an extraction hangs on beside the articles: this program, the project's own facts, the days set by hand.
pub(super) fn made_by(facts: &str, days: &BTreeMap<ArticleId, Dates>) -> String {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    // Also two builds of one version differ.
    let program = PROGRAM.get_or_init(|| {
        let facts = std::env::current_exe().and_then(std::fs::metadata);
        facts.map(|f| format!("{:?} {:?}", f.len(), f.modified().ok())).unwrap_or_default()
    });
    let mut known = std::hash::DefaultHasher::new();
    (program, facts).hash(&mut known);
    for (id, dates) in days {
        (id, dates.to_string()).hash(&mut known);
    }
    format!("{} {:08x}", env!("CARGO_PKG_VERSION"), known.finish() as u32)
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
