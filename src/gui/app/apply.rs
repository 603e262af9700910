//! Each wish of the user, performed.

use super::{App, Flight, Trail, bad, good, preference, wake};
use crate::figure::FigureOptions;
use crate::figure::recipes::{self, Recipe};
use crate::gui::action::{Action, Pick, TextSize};
use crate::gui::state::{Anchor, Side, fit_one};
use crate::gui::words::{fill, words};
use crate::gui::{canvas, desk, dialog, filters, picture};
use crate::jobs::Promise;
use crate::model::{ArticleId, Dates, Span};
use crate::timeline::{View, day_number};
use eframe::egui;
use std::path::PathBuf;
use std::sync::Arc;

impl App {
    pub(super) fn apply(&mut self, ctx: &egui::Context, action: Action) {
        let state = &mut self.state;
        match action {
            Action::Select(events) => {
                // Whoever picks one from a list wants to see where it is.
                let one = events.first().copied().filter(|_| events.len() == 1);
                self.select(events);
                if let Some(one) = one {
                    self.bring_into_view(one);
                }
            }
            Action::Toggle(i) => {
                let gathering = state.gathering;
                self.toggle(i, gathering);
            }
            Action::Gather(i) => self.toggle(i, true),
            Action::Walk(step) => self.go(canvas::walk(&self.state, step)),
            Action::Climb(step) => {
                let found = canvas::climb(&self.state, step);
                self.go(found.map(|(event, _)| event));
                self.state.climbed = found.or(self.state.climbed);
            }
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
            Action::Commands(typed) => state.commanding = typed,
            Action::Tour(step) => state.tour = step,
            Action::Search => ctx.memory_mut(|m| m.request_focus(filters::search_id())),
            Action::Filter(filter) => {
                state.filter = *filter;
                state.refilter();
            }
            Action::Order(order) => {
                state.order = order;
                state.sort_rows();
            }
            Action::Arcs => state.arcs = !state.arcs,
            Action::Delays => state.delays = !state.delays,
            Action::Weeks => state.weeks = !state.weeks,
            Action::Motion(motion) => {
                state.motion = motion;
                self.still(ctx);
            }
            Action::TextSize(size) => match size {
                TextSize::Larger => egui::gui_zoom::zoom_in(ctx),
                TextSize::Smaller => egui::gui_zoom::zoom_out(ctx),
                TextSize::Normal => ctx.set_zoom_factor(1.0),
            },
            Action::Clock(clock) => {
                state.clock = clock;
                state.sort_lanes();
            }
            Action::Anchor(event) => self.anchor(event),
            Action::Unflash => state.flash = None,
            Action::Point(event, span) => {
                state.selected = vec![event];
                state.chosen = Some(span);
                state.flash = Some((event, ctx.input(|i| i.time)));
                self.bring_into_view(event);
            }
            Action::Compare(event) => state.comparing = event,
            Action::OpenFile(path) => {
                if let Err(error) = open::that_detached(&path) {
                    let [fr, en] = crate::files::unread(&error);
                    let (path, why) = (path.display().to_string(), state.lang.pick(&fr, &en).to_owned());
                    state.notice = Some(bad(fill(words(state.lang).not_opened, &[&path, &why])));
                }
            }
            Action::Name(name) => state.naming = name,
            Action::Keep(name) => {
                let kept = state.as_view(name.trim());
                state.views.retain(|v| v.name != kept.name);
                state.views.push(kept);
                state.naming.clear();
            }
            Action::Forget(name) => state.views.retain(|v| v.name != name),
            Action::Recall(name) => self.recall(&name),
            Action::Lanes(choice) => {
                let again = choice.part != state.choice.part;
                state.choice = *choice;
                if again {
                    state.sort_lanes();
                } else {
                    state.refilter();
                }
            }
            Action::Sought(sought) => state.sought = sought,
            Action::Fit => {
                state.scroll = 0.0;
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
                } else if state.tour.is_some() {
                    state.tour = None;
                } else if state.studio.is_some() {
                    state.studio = None;
                } else if state.comparing.is_some() {
                    state.comparing = None;
                } else if let Some(form) = &state.desk.form {
                    let begun = form.untouched(state);
                    self.leave_form();
                    if let Some(id) = begun {
                        let wish = Box::new(crate::project::Wish::RestoreEvent(id));
                        self.clerk.order(&mut self.state.desk, crate::project::Order::Do(wish));
                    }
                } else if state.desk.moving.is_some() {
                    state.desk.moving = None;
                } else if let Side::Article(id) = &state.side {
                    state.side = state.side_behind(id);
                } else {
                    // The queue is told beside the event that is chosen: without one it would go on unseen.
                    state.desk.review = None;
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
            Action::Read(article, span) => self.read_article(article, span),
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
            Action::Studio(studio) => state.studio = studio,
            Action::Figure { to_file: false } => self.make_figure(ctx, None),
            Action::Figure { to_file: true } => {
                if self.jobs.dialog.is_none() {
                    self.jobs.dialog = Some(Promise::start("frise-dialog", wake(ctx), dialog::ask_figure));
                }
            }
            Action::AskLogo => {
                if self.jobs.dialog.is_none() {
                    self.jobs.dialog = Some(Promise::start("frise-dialog", wake(ctx), dialog::ask_logo));
                }
            }
            Action::KeepRecipe => {
                if let Some(studio) = &mut state.studio {
                    let name = studio.name.trim().to_owned();
                    studio.name.clone_from(&name);
                    let recipe = Recipe { name, options: studio.options.clone() };
                    recipes::put(&mut state.recipes, recipe);
                }
            }
            Action::ForgetRecipe(name) => state.recipes.retain(|r| r.name != name),
            Action::SaveWindow => self.take_window(ctx),
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
            Action::Chart(unit, split) => state.chart = (unit, split),
            Action::Activity => state.activity = !state.activity,
            Action::Help(help) => state.help = help,
            Action::Dismiss => (state.notice, state.desk.damaged) = (None, None),
            Action::Unstrip(number) => {
                if number < state.strips.len() {
                    state.strips.remove(number);
                }
            }
            Action::Desk(ask) => self.ask_desk(ctx, ask),
            Action::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// Adds an event to the selection, or takes it away.
    fn toggle(&mut self, i: usize, gathering: bool) {
        let mut selected = self.state.selected.clone();
        match selected.iter().position(|s| *s == i) {
            Some(at) => drop(selected.remove(at)),
            None => selected.push(i),
        }
        let some = !selected.is_empty();
        self.select(selected);
        self.state.gathering = gathering && some;
    }

    pub(super) fn select(&mut self, events: Vec<usize>) {
        self.leave_form();
        self.state.gathering = false;
        self.state.selected = events;
        self.state.side = Side::Events;
        self.state.chosen = None;
    }

    /// Counts days from those of an event, and shows thirty before and ninety after it; without one, days are as ever.
    fn anchor(&mut self, event: Option<usize>) {
        /// Days before and after.
        const AROUND: (f64, f64) = (30.0, 91.0);
        let state = &mut self.state;
        let found = event.and_then(|i| state.corpus.events.get(i));
        // The day in which its mark stands.
        let at = found.and_then(|e| Some((state.dates_of(e)?.sort_key()?, e)));
        let anchor = at.map(|(day, e)| {
            let title = crate::gui::tell::title(e, state.lang).to_owned();
            Anchor { day: day_number(day), title, when: state.when(e) }
        });
        state.anchor = anchor;
        if let Some(day) = state.anchor.as_ref().map(|a| a.day) {
            self.fly(View { from: day - AROUND.0, to: day + AROUND.1 });
        }
    }

    /// Goes back to a view that has a name.
    fn recall(&mut self, name: &str) {
        let state = &mut self.state;
        let Some(kept) = state.views.iter().find(|v| v.name == name).cloned() else { return };
        let view = kept.view();
        (state.filter, state.choice, state.clock) = (kept.filter, kept.lanes, kept.clock);
        (state.arcs, state.delays, state.weeks) = (kept.arcs, kept.delays, kept.weeks);
        state.sort_lanes();
        if let Some(view) = view {
            self.fly(view);
        }
    }

    /// Selects an event and brings it into view.
    pub(super) fn go(&mut self, event: Option<usize>) {
        let Some(i) = event else { return };
        self.select(vec![i]);
        self.bring_into_view(i);
    }

    /// Shows an article's text, at a place of it; what was shown before is gone back to.
    pub(super) fn read_article(&mut self, article: ArticleId, span: Option<Span>) {
        let state = &mut self.state;
        let before = std::mem::replace(&mut state.side, Side::Article(article));
        if !matches!(before, Side::Article(_)) {
            state.read_from = before;
        }
        state.chosen = span;
        state.scroll_to_chosen = span.is_some();
    }

    pub(super) fn bring_into_view(&mut self, i: usize) {
        self.state.sought = Some((i, None));
        let target = self.flight.as_ref().map_or(self.state.view, |f| f.to);
        let Some(found) = self.state.corpus.events.get(i) else { return };
        if self.state.is_in_view(found, target) {
            return;
        }
        if let Some(at) = fit_one(self.state.dates_of(found)) {
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
        match crate::extract::typed::dates(&text, self.state.today, None).filter(|_| entered) {
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
    pub(super) fn open(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>, add: bool) {
        if let Some(project) = paths.iter().find(|p| desk::is_project(p)) {
            return self.begin(ctx, vec![project.clone()]);
        }
        if let Some(list) = paths.iter().find(|p| desk::is_list(p) && self.state.desk.can_edit()) {
            return self.ask_desk(ctx, desk::Ask::Import(list.clone()));
        }
        // What is being read counts as there: two drops in a row must not lose the first.
        let present = self.jobs.reading.as_ref().map_or(&self.state.paths, |(_, paths)| paths);
        let mut all = if add { present.clone() } else { Vec::new() };
        for path in paths {
            if !all.contains(&path) {
                all.push(path);
            }
        }
        self.state.notice = None;
        // What is added joins the project that is open; what is opened has one of its own.
        if add && self.state.desk.status.is_some() { self.read(ctx, all) } else { self.begin(ctx, all) }
    }

    /// What pictures of this session say of themselves.
    pub(super) fn about(&self) -> picture::About {
        picture::About { today: self.state.today, project: self.state.desk.name() }
    }

    /// The window as it is, to a file.
    fn take_window(&mut self, ctx: &egui::Context) {
        if self.jobs.picture.is_some() {
            return;
        }
        let (sender, taken) = std::sync::mpsc::sync_channel(1);
        ctx.request_screenshot(move |image| {
            let _ = sender.try_send(image);
        });
        ctx.request_repaint();
        let about = self.about();
        let made = move || match taken.recv_timeout(std::time::Duration::from_secs(10)) {
            Ok(image) => picture::save_window(&image, &about),
            Err(why) => picture::Made::Failed(why.to_string()),
        };
        self.jobs.picture = Some(Promise::start("frise-picture", wake(ctx), made));
    }

    pub(super) fn make_picture(&mut self, ctx: &egui::Context, file: Option<PathBuf>) {
        if self.jobs.picture.is_some() {
            return;
        }
        let (view, lang) = (self.state.view, self.state.lang);
        let options = FigureOptions {
            period: Some(Dates::between(view.first_date(), view.last_date())),
            theme: self.state.theme_on(ctx.system_theme()),
            lang,
            ..FigureOptions::default()
        };
        self.order_picture(ctx, Some(self.state.listed().to_vec()), options, file);
    }

    /// The figure of the figure's window, to a file or to the clipboard.
    pub(super) fn make_figure(&mut self, ctx: &egui::Context, file: Option<PathBuf>) {
        let Some(options) = self.state.studio.as_ref().map(|s| s.options.clone()) else { return };
        if self.jobs.picture.is_none() {
            self.order_picture(ctx, None, options, file);
        }
    }

    fn order_picture(
        &mut self,
        ctx: &egui::Context,
        listed: Option<Vec<u32>>,
        options: FigureOptions,
        file: Option<PathBuf>,
    ) {
        let corpus = Arc::clone(&self.state.corpus);
        let order = picture::Order { corpus, listed, options, file, about: self.about() };
        self.state.notice = Some(good(words(self.state.lang).picture_making.to_owned()));
        self.jobs.picture = Some(Promise::start("frise-picture", wake(ctx), move || picture::make(&order)));
    }
}
