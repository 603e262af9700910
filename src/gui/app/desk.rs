//! The project's side of the app: what the desk answers is shown, what the panels ask of it is handed in.

use super::{App, bad, good, wake};
use crate::figure::recipes;
use crate::gui::desk::{Ask, News};
use crate::gui::edit::{About, Form, capital};
use crate::gui::review::{self, Review};
use crate::gui::search::Found;
use crate::gui::state::{Notice, Side, Sorted};
use crate::gui::tell;
use crate::gui::words::{count, fill, words};
use crate::jobs::{Promise, Watch};
use crate::knowledge::Knowledge;
use crate::model::{Corpus, Event, EventId, Lang, Warning};
use crate::project::{ArticleChange, Change, Salvaged, Wish};
use crate::timeline::View;
use crate::view::ViewState;
use eframe::egui;
use serde_json::{Value, json};
use std::path::PathBuf;

/// From so many events on lanes are made beside the window.
const MANY: usize = 20_000;

/// What is to be done once a corpus is shown.
#[derive(Default)]
pub(super) struct After {
    /// A project was opened that stood like this.
    view: Option<String>,
    /// Select this event and, where it was made just now, open its form.
    select: Option<EventId>,
    /// Go to this event, which undo changed, unless the analyst is busy elsewhere.
    led: Option<EventId>,
}

impl App {
    /// Opens or makes the project for these paths, and reads them.
    pub(super) fn begin(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        if self.clerk.is_at_work() {
            self.clerk.begin(&mut self.state.desk, paths);
        } else {
            self.read(ctx, paths);
        }
    }

    /// Takes what the desk has answered.
    pub(super) fn poll_desk(&mut self, ctx: &egui::Context) {
        for news in self.clerk.poll(&mut self.state.desk) {
            match news {
                News::Opened { view, to_read, saved } => {
                    self.jobs.asked_again = false;
                    let Some(status) = &self.state.desk.status else { continue };
                    let (corpus, paths) = (status.shown.corpus.clone(), status.paths.clone());
                    // Also where there are none: a new project has nothing of the one before.
                    self.state.paths = paths;
                    self.state.recipes = recipes::kept(&view);
                    self.state.selected.clear();
                    self.state.notice = None;
                    self.days = self.state.desk.known().days;
                    self.show_corpus(ctx, corpus, After { view: Some(view), ..After::default() });
                    if let Some(saved) = &saved {
                        self.state.notice = Some(good(saved_said(saved, self.state.lang)));
                    }
                    let reads = saved.is_some() || !to_read.is_empty();
                    if !to_read.is_empty() {
                        self.state.paths = to_read;
                    }
                    // Articles are read with the project's own facts: not before those are in use.
                    if !self.use_facts(ctx, reads) && reads {
                        self.read_again(ctx);
                    }
                }
                News::Show { select, led } => self.show_desk(ctx, select, led),
                News::Refused(trouble) => {
                    self.said = None;
                    self.state.desk.opening = None;
                    self.state.notice = Some(bad(trouble.sentence(self.state.lang)));
                }
                News::Unkept(why) => {
                    let lang = self.state.lang;
                    let said = why.sentence(lang);
                    // Of an edit that was refused it says more than is so here.
                    let said = said.split_once(". ").map_or(&*said, |(first, _)| first).trim_end_matches('.');
                    self.state.notice = Some(bad(format!("{said}. {}", words(lang).reading_not_kept)));
                }
                News::Exported(path, written) => {
                    let done = fill(words(self.state.lang).written, &[&path.display().to_string()]);
                    self.state.notice = Some(match written {
                        Ok(None) => good(done),
                        Ok(Some(said)) => bad(format!("{done} ({said})")),
                        Err(sentence) => bad(sentence),
                    });
                }
                News::Imported(events, warnings) => {
                    self.state.notice = Some(imported_said(events, &warnings, self.state.lang));
                }
                News::NoList(warning) => {
                    let name = warning.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    let lang = self.state.lang;
                    let said = lang.pick(&warning.message.fr, &warning.message.en);
                    self.state.notice = Some(bad(format!("{name}{} {said}", words(lang).colon)));
                }
                News::Said(copy) => {
                    let told = words(self.state.lang).copy_kept;
                    self.state.notice = Some(good(fill(told, &[&copy])));
                }
                News::Away(project) => {
                    let told = fill(words(self.state.lang).project_away, &[&project.display().to_string()]);
                    self.state.notice = Some(bad(told.clone()));
                    self.away = Some(told);
                }
            }
        }
        self.poll_watch(ctx);
        if let Some(title) = self.clerk.title(&self.state.desk) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title));
        }
        let now = ctx.input(|i| i.time);
        if self.clerk.is_at_work() && self.state.desk.pending == 0 {
            let view = self.standing();
            self.state.desk.kept = self.clerk.has_kept(&view);
            if !self.state.desk.kept && self.state.desk.can_edit() {
                ctx.request_repaint_after_secs(super::super::desk::KEEP_EVERY as f32);
            }
            self.clerk.keep_view(&mut self.state.desk, view, now);
        }
    }

    /// Reads the articles again, those of files that are gone from the project.
    pub(super) fn read_again(&mut self, ctx: &egui::Context) {
        let paths = self.state.paths.clone();
        self.read(ctx, paths);
    }

    /// Reads again when articles have come, changed or gone.
    fn poll_watch(&mut self, ctx: &egui::Context) {
        if !self.state.desk.watching || self.state.paths.is_empty() {
            return;
        }
        match &self.watch {
            Some((paths, watch)) if *paths == self.state.paths => {
                if self.jobs.reading.is_none() && watch.as_ref().is_some_and(Watch::poll) {
                    self.read_again(ctx);
                }
            }
            _ => {
                let paths = self.state.paths.clone();
                let watch = Watch::start(&paths, wake(ctx));
                if watch.is_none() {
                    let told = words(self.state.lang).not_watched;
                    self.state.notice = Some(bad(told.to_owned()));
                }
                self.watch = Some((paths, watch));
            }
        }
    }

    fn show_desk(&mut self, ctx: &egui::Context, select: Option<EventId>, led: Option<EventId>) {
        let Some(status) = &self.state.desk.status else { return };
        let (corpus, paths, news) = (status.shown.corpus.clone(), status.paths.clone(), status.news.clone());
        let lang = self.state.lang;
        let read = self.jobs.reading.is_none() && std::mem::take(&mut self.jobs.asked_again);
        // The last passage of an event may have gone elsewhere.
        let emptied = status.shown.emptied.iter().rev().find(|e| self.state.corpus.event(&e.id).is_some());
        let emptied = emptied.map(|event| fill(words(lang).told_emptied, &[&titled(event, lang)]));
        let fresh = news.filter(|news| self.news.as_ref() != Some(news));
        let told = fresh.as_ref().and_then(|news| review::news_said(news, lang));
        // What could not be read is said where the rest is.
        let just_read = std::mem::take(&mut self.jobs.just_read);
        let unread = if just_read { corpus.warnings.len() } else { 0 };
        let missing = |corpus: &Corpus| corpus.articles.iter().filter(|a| corpus.is_missing(a)).count();
        let gone = if just_read { missing(&corpus).saturating_sub(missing(&self.state.corpus)) } else { 0 };
        let remarks = [(words(lang).not_read, unread), (words(lang).files_gone, gone)];
        let told = remarks.into_iter().filter(|(_, n)| *n > 0).fold(told, |told, (remark, n)| {
            let read = told.unwrap_or_else(|| count(words(lang).articles_read, corpus.articles.len()));
            Some(format!("{read} · {}", count(remark, n)))
        });
        if fresh.is_some() {
            self.news = fresh;
        }
        if let Some(told) = told {
            // What was read is no reason to forget that the project of that name is not there.
            self.state.notice = Some(match self.away.take() {
                Some(away) => bad(format!("{told} · {away}")),
                None => good(told),
            });
        } else if let Some(said) = self.said.take().or(emptied) {
            self.state.notice = Some(good(said));
        } else if read && self.state.notice.is_none() {
            self.state.notice = Some(good(words(lang).no_news.to_owned()));
        }
        if !paths.is_empty() {
            self.state.paths = paths;
        }
        if std::sync::Arc::ptr_eq(&corpus, &self.state.corpus) {
            self.settle(ctx, After { view: None, select, led });
        } else {
            self.show_corpus(ctx, corpus, After { view: None, select, led });
        }
    }

    /// Shows a corpus: at once, or where it is large when its lanes are made beside the window.
    pub(super) fn show_corpus(&mut self, ctx: &egui::Context, corpus: std::sync::Arc<Corpus>, mut after: After) {
        // A star moves nothing.
        if self.jobs.sorting.is_none() && self.state.restar(&corpus) {
            self.settle(ctx, after);
            return;
        }
        let waiting = self.jobs.sorting.take().map(|(_, after)| after);
        if corpus.events.len() < MANY {
            self.state.adopt(corpus);
            self.settle(ctx, after);
            return;
        }
        if let Some(before) = waiting {
            after.view = after.view.or(before.view);
            after.select = after.select.or(before.select);
            after.led = after.led.or(before.led);
        }
        let (part, clock) = (self.state.choice.part, self.state.clock);
        let sort = move || Sorted::new(corpus, part, clock);
        self.jobs.sorting = Some((Promise::start("frise-lanes", wake(ctx), sort), after));
    }

    /// Takes a large corpus once its lanes are made.
    pub(super) fn poll_sorting(&mut self, ctx: &egui::Context) {
        let Some((promise, _)) = &self.jobs.sorting else { return };
        let Some(sorted) = promise.poll().transpose() else { return };
        let after = self.jobs.sorting.take().map(|(_, after)| after).unwrap_or_default();
        if let Ok(sorted) = sorted {
            self.state.take(sorted);
            self.settle(ctx, after);
        }
    }

    /// What hangs on the corpus that is now shown.
    fn settle(&mut self, ctx: &egui::Context, After { view, select, led }: After) {
        self.state.desk.opening = None;
        if let Some(view) = view {
            self.stand_as(&view);
            return;
        }
        if let Some(id) = select
            && let Some(i) = self.state.corpus.events.iter().position(|e| e.id == id)
        {
            self.select(vec![i]);
            if self.clerk.opens_form()
                && let Some(event) = self.state.corpus.events.get(i)
            {
                self.state.desk.form = Some(Form::of_event(&self.state, event));
            }
        }
        // Neither an open form nor an article that is being read is taken away.
        if self.state.desk.form.is_none()
            && self.state.side == Side::Events
            && let Some(id) = led
            && let Some(i) = self.state.corpus.events.iter().position(|e| e.id == id)
            && !self.state.selected.contains(&i)
        {
            self.go(Some(i));
        }
        if let Some(mut review) = self.state.desk.review.take() {
            review.renew(&self.state);
            self.state.desk.review = Some(review);
        }
        // All that hangs on an article's day moves with it.
        let days = self.state.desk.known().days;
        if days != self.days && self.jobs.reading.is_none() {
            self.days = days;
            self.read_again(ctx);
        }
        let own = self.state.desk.status.as_ref().is_some_and(|s| s.facts.own != self.facts.own);
        self.use_facts(ctx, own);
        // The form shows what is now so; what is still being typed stays.
        if let Some(form) = &self.state.desk.form {
            self.state.desk.form = form.clone().refreshed(&self.state);
        }
    }

    /// Puts the project's own facts to use, and then `reads` the articles again; false where they are in use already.
    fn use_facts(&mut self, ctx: &egui::Context, reads: bool) -> bool {
        let Some(status) = &self.state.desk.status else { return false };
        if status.facts == self.facts {
            return false;
        }
        self.facts.clone_from(&status.facts);
        let (path, text) = (status.path.clone(), self.facts.toml());
        let put = move || Knowledge::add_of_project(&path, &text);
        self.jobs.facts = Some((Promise::start("frise-facts", wake(ctx), put), reads));
        true
    }

    /// Does what is asked of the project.
    pub(super) fn ask_desk(&mut self, ctx: &egui::Context, ask: Ask) {
        match &ask {
            Ask::ReadAgain => {
                self.jobs.asked_again = true;
                self.read_again(ctx);
            }
            Ask::Review(on) => {
                self.state.desk.review = on.then(|| Review::of(&self.state));
                self.go(review::next(&self.state));
            }
            Ask::Next => self.go(review::next(&self.state)),
            Ask::OpenSearch => {
                self.state.side = Side::Search;
                ctx.memory_mut(|m| m.request_focus(crate::gui::search::field_id()));
            }
            Ask::Found(at, opens) => self.show_found(*at, *opens),
            Ask::Watch => {
                self.state.desk.watching = !self.state.desk.watching;
                self.watch = None;
            }
            _ => {}
        }
        if let Ask::Open(path) = &ask {
            let path = path.clone();
            self.leave_form();
            self.begin(ctx, vec![path]);
            return;
        }
        if !matches!(ask, Ask::Form(Some(_)) | Ask::Selection(_) | Ask::Search(_) | Ask::Found(..) | Ask::Many(_)) {
            self.state.notice = None;
        }
        match &ask {
            Ask::Wish(wish) => self.tell_step(wish),
            Ask::Say(text) => self.state.notice = Some(good((*text).to_owned())),
            _ => {}
        }
        self.clerk.ask(&mut self.state, ask, wake(ctx));
    }

    /// Goes to one of the results of the search: its event is shown on the timeline, the list stays; or it is opened.
    fn show_found(&mut self, at: usize, opens: bool) {
        self.state.desk.search.at = at;
        let search = &self.state.desk.search;
        match search.result(&self.state, at) {
            Some(Found::Event(i)) if opens => {
                self.select(vec![i]);
                self.bring_into_view(i);
            }
            Some(Found::Event(i)) => {
                self.leave_form();
                self.state.selected = vec![i];
                self.bring_into_view(i);
            }
            Some(Found::Text(hit)) if opens => {
                let (article, word) = (hit.article.clone(), hit.words.first().copied().unwrap_or(hit.passage));
                self.read_article(article, Some(word));
            }
            _ => {}
        }
    }

    /// Looks for the words typed in what events are called, beside the window: in what is there at once, and once more when
    /// the words of the events as they now are have been gathered.
    pub(super) fn poll_search(&mut self, ctx: &egui::Context) {
        if let Some(promise) = &self.jobs.search {
            match promise.poll() {
                Ok(None) => return,
                Ok(Some(found)) => self.state.desk.search.take(found),
                Err(_) => {}
            }
            self.jobs.search = None;
        }
        if self.state.side == Side::Search
            && let Some(look) = self.state.desk.search.look(&self.state)
        {
            self.jobs.search = Some(Promise::start("frise-search", wake(ctx), look));
        }
    }

    /// What is told once a wish is done that takes something out of sight.
    fn away(&self, wish: &Wish) -> Option<String> {
        let (lang, corpus) = (self.state.lang, &self.state.corpus);
        match wish {
            Wish::Several(wishes) => wishes.iter().find_map(|wish| self.away(wish)),
            Wish::Change(id, Change::Hidden(true)) if self.state.desk.review.is_none() => {
                Some(fill(words(lang).told_hidden, &[&titled(corpus.event(id)?, lang)]))
            }
            // Events keep the code of whom nothing names any more.
            Wish::RestoreEdits(edits) => {
                let steps = &self.state.desk.status.as_ref()?.steps;
                let party = steps.iter().find_map(|s| s.names.filter(|_| edits.contains(&s.n)))?;
                let names = |e: &&Event| e.actors.contains(&party) || e.targets.contains(&party);
                let events = corpus.events.iter().filter(names).count();
                let said = [count(words(lang).event, events), party.code().to_owned()];
                (events > 0).then(|| fill(words(lang).fact_in_use, &[&said[0], &said[1]]))
            }
            Wish::Article(id, ArticleChange::LeftOut(true)) => {
                let title = fill(words(lang).quoted, &[corpus.article(id)?.title.trim()]);
                Some(fill(words(lang).told_left_out, &[&title]))
            }
            _ => None,
        }
    }

    /// Says what is taken back or done again.
    fn tell_step(&mut self, wish: &Wish) {
        self.said = self.away(wish).or_else(|| self.said.take());
        let (lang, Some(status)) = (self.state.lang, &self.state.desk.status) else { return };
        let (told, step) = match wish {
            Wish::Undo => (words(lang).undone, &status.undo),
            Wish::Redo => (words(lang).redone, &status.redo),
            Wish::RestoreAll => {
                self.said = Some(words(lang).all_restored.to_owned());
                return;
            }
            _ => return,
        };
        if let Some([fr, en]) = step {
            self.state.notice = Some(good(fill(told, &[lang.pick(fr, en)])));
        }
    }

    /// What was typed and not committed is committed: the form is left for another event.
    pub(super) fn leave_form(&mut self) {
        let Some(form) = self.state.desk.form.take() else { return };
        for wish in form.wishes(&self.state) {
            self.clerk.order(&mut self.state.desk, crate::project::Order::Do(Box::new(wish)));
        }
    }

    /// How the window stands, for the next time.
    fn standing(&self) -> String {
        let state = &self.state;
        let selected: Vec<&str> =
            state.selected.iter().filter_map(|i| state.corpus.events.get(*i)).map(|e| e.id.0.as_str()).collect();
        let (from, to) = (state.view.from, state.view.to);
        let mut standing = json!({"view": state.as_view(""), "from": from, "to": to, "selected": selected, "watching": state.desk.watching});
        if let Some(form) = state.desk.form.as_ref().and_then(Form::kept) {
            standing["form"] = form;
        }
        if let Some(fact) = &state.desk.fact {
            standing["fact"] = serde_json::to_value(fact).unwrap_or_default();
        }
        recipes::with_recipes(&standing.to_string(), &state.recipes)
    }

    fn stand_as(&mut self, view: &str) {
        let view = serde_json::from_str::<Value>(view).unwrap_or_default();
        if let Ok(kept) = serde_json::from_value::<ViewState>(view["view"].clone()) {
            let state = &mut self.state;
            let again = kept.lanes.part != state.choice.part || kept.clock != state.clock;
            state.filter = kept.filter;
            state.choice = kept.lanes;
            state.clock = kept.clock;
            (state.arcs, state.delays) = (kept.arcs, kept.delays);
            if again {
                state.sort_lanes();
            } else {
                state.refilter();
            }
        }
        if let (Some(from), Some(to)) = (view["from"].as_f64(), view["to"].as_f64())
            && from < to
        {
            self.flight = None;
            self.state.view = View { from, to }.clamped();
        } else {
            self.flight = None;
            self.state.open_afresh();
        }
        self.state.desk.watching = view["watching"].as_bool().unwrap_or(false);
        let ids: Vec<&str> = view["selected"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let events = self.state.corpus.events.iter().enumerate();
        self.state.selected = events.filter(|(_, e)| ids.contains(&e.id.0.as_str())).map(|(i, _)| i).collect();
        self.take_up(&view);
    }

    /// Shows again what was being typed when the program was killed.
    fn take_up(&mut self, kept: &Value) {
        if !self.state.desk.can_edit() {
            return;
        }
        if let Ok(fact) = serde_json::from_value(kept["fact"].clone()) {
            self.state.desk.fact = Some(fact);
            self.state.notice = Some(good(words(self.state.lang).typing_found.to_owned()));
        }
        let Some(form) = Form::of_kept(&self.state, &kept["form"]) else { return };
        match &form.about {
            About::Event(id) => {
                let place = self.state.corpus.events.iter().position(|e| e.id == *id);
                (self.state.selected, self.state.side) = (place.into_iter().collect(), Side::Events);
            }
            About::Article(id) => self.state.side = Side::Article(id.clone()),
        }
        self.state.desk.form = Some(form);
        self.state.notice = Some(good(words(self.state.lang).typing_found.to_owned()));
    }

    /// The last word to the desk; it is waited for.
    pub(super) fn close_desk(&mut self) {
        self.leave_form();
        let view = self.standing();
        self.clerk.keep_view(&mut self.state.desk, view, f64::INFINITY);
    }
}

/// The title of an event, between quotation marks.
fn titled(event: &Event, lang: Lang) -> String {
    fill(words(lang).quoted, &[tell::title(event, lang)])
}

/// What was saved of a damaged project.
fn saved_said(saved: &Salvaged, lang: Lang) -> String {
    let (name, articles, edits) =
        (saved.path.display().to_string(), saved.articles.to_string(), saved.edits.to_string());
    let mut said = fill(words(lang).salvaged, &[&name, &articles, &edits]);
    for (told, n) in [(words(lang).salvage_textless, saved.textless), (words(lang).salvage_lost, saved.lost)] {
        if n > 0 {
            said.push(' ');
            said.push_str(&count(told, n));
        }
    }
    if saved.cut {
        said.push(' ');
        said.push_str(words(lang).salvage_cut);
    }
    said
}

/// How many events a list brought, and what was wrong in it.
fn imported_said(events: usize, warnings: &[Warning], lang: Lang) -> Notice {
    /// So many remarks are told.
    const TOLD: usize = 60;
    let mut said = count(words(lang).import_done, events);
    for warning in warnings.iter().take(TOLD) {
        said = format!("{said}\n{}", capital(lang.pick(&warning.message.fr, &warning.message.en)));
    }
    match warnings.len().saturating_sub(TOLD) {
        _ if warnings.is_empty() => good(said),
        0 => bad(said),
        more => bad(format!("{said}\n{}", count(words(lang).import_remarks, more))),
    }
}
