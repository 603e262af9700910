//! Words looked for in all texts and in what events are called, with results as one types: each with its passage, by keys or
//! one click from the timeline and the text.

use super::action::Action;
use super::desk::Ask;
use super::state::State;
use super::words::{count, fill, number, words};
use super::{tell, theme};
use crate::knowledge::Knowledge;
use crate::model::{Article, Corpus, Event, EventId};
use crate::project::{EventWords, Hit, Shown};
use crate::scene::Face;
use crate::timeline::words as calendar;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Key, Modifiers, RichText, TextEdit};
use std::sync::Arc;

/// So many events are shown at most.
const MOST: usize = 100;

/// So far an event is looked for from where it was.
const NEAR: usize = 64;

/// What is looked for, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// As typed.
    pub typed: String,
    /// What `found` answers.
    pub answered: String,
    /// Articles with the words, the best first.
    pub found: Arc<[Hit]>,
    /// Events with the words, in time.
    events: Told,
    /// The result at hand, counted over events and then articles.
    pub at: usize,
}

/// What was found in what events are called.
#[derive(Clone, Debug, Default)]
pub struct Told {
    typed: String,
    words: Arc<Gathered>,
    /// The first of them: their places in the corpus of `words`, and which they are.
    events: Arc<[(usize, EventId)]>,
    /// How many there are.
    all: usize,
}

/// What the events of a corpus are called, notes and tags included.
#[derive(Debug, Default)]
struct Gathered {
    corpus: Arc<Corpus>,
    shown: Option<Arc<Shown>>,
    words: EventWords,
}

/// A result.
#[derive(Clone, Debug)]
pub enum Found<'a> {
    /// An event, by its place in the corpus.
    Event(usize),
    /// A text.
    Text(&'a Hit),
}

impl Search {
    /// The results that are there, events first.
    fn results<'a>(&'a self, state: &'a State) -> impl Iterator<Item = Found<'a>> {
        let events = if self.typed.trim().is_empty() { &[][..] } else { &self.events.events[..] };
        // Until they are looked for again some may have gone, or have a place not far from there.
        let place = |(i, id): &(usize, EventId)| {
            let near = std::iter::once(*i).chain(i.saturating_sub(NEAR)..i + NEAR);
            near.into_iter().find(|i| state.corpus.events.get(*i).is_some_and(|e| e.id == *id))
        };
        let texts = self.found.iter().filter(|hit| state.corpus.article(&hit.article).is_some());
        events.iter().filter_map(place).map(Found::Event).chain(texts.map(Found::Text))
    }

    /// One of the results.
    pub fn result<'a>(&'a self, state: &'a State, at: usize) -> Option<Found<'a>> {
        self.results(state).nth(at)
    }

    /// True where what is typed was looked for everywhere.
    pub fn is_answered(&self) -> bool {
        self.answered == self.typed && self.events.typed == self.typed
    }

    /// Takes what was found.
    pub fn take(&mut self, told: Told) {
        self.events = told;
    }

    /// The search that is due; it is long where the events' words have to be gathered.
    pub fn look(&self, state: &State) -> Option<impl FnOnce() -> Told + Send + use<>> {
        let typed = self.typed.clone();
        if typed.trim().is_empty() {
            return None;
        }
        let shown = state.desk.status.as_ref().map(|s| Arc::clone(&s.shown));
        let known = Arc::clone(&self.events.words);
        let same = |a: &Option<Arc<Shown>>, b: &Option<Arc<Shown>>| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let current = Arc::ptr_eq(&known.corpus, &state.corpus) && same(&known.shown, &shown);
        // What is typed is answered first, from what is there.
        let at_once = self.events.typed != typed && !known.corpus.events.is_empty();
        if current && !at_once && self.events.typed == typed {
            return None;
        }
        let corpus = Arc::clone(&state.corpus);
        Some(move || {
            let words = if current || at_once { known } else { Arc::new(gather(corpus, shown)) };
            let all = words.words.find(&typed);
            let event = |i: &u32| words.corpus.events.get(*i as usize).map(|e| (*i as usize, e.id.clone()));
            let events = all.iter().take(MOST).filter_map(event).collect();
            Told { typed, events, all: all.len(), words }
        })
    }
}

fn gather(corpus: Arc<Corpus>, shown: Option<Arc<Shown>>) -> Gathered {
    let names = Knowledge::current();
    let said = |event: &Event, add: &mut dyn FnMut(&str)| {
        for country in event.actors.iter().chain(&event.targets).filter_map(|p| names.country(*p)) {
            add(&country.fr);
            if country.en != country.fr {
                add(&country.en);
            }
        }
        if let Some(mark) = shown.as_ref().and_then(|s| s.events.get(&event.id)) {
            add(&mark.note);
            mark.tags.iter().for_each(|tag| add(tag));
        }
    };
    let words = EventWords::new(&corpus, said);
    Gathered { corpus, shown, words }
}

/// The field, so that a key can go there.
pub fn field_id() -> egui::Id {
    egui::Id::unique("search-articles")
}

/// The tab.
pub fn search_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let (lang, palette, search) = (state.lang, theme::palette_of(ui), &state.desk.search);
    let results: Vec<Found<'_>> = search.results(state).collect();
    let moved = keys(ui, search, results.len(), actions);
    let mut typed = search.typed.clone();
    let name = words(lang).search_articles;
    let field = TextEdit::singleline(&mut typed).id(field_id()).hint_text(name).desired_width(f32::INFINITY);
    let field = ui.add(field);
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    // Who comes to the tab comes to type; a result that is clicked leaves the keys where they were.
    let frame = ui.ctx().cumulative_frame_nr();
    let last = ui.data_mut(|d| std::mem::replace(d.get_temp_mut_or_default::<u64>(field_id()), frame));
    if last + 1 < frame && ui.memory(|m| m.focused().is_none()) {
        field.request_focus();
    }
    if typed != search.typed {
        actions.push(Ask::Search(typed).into());
    }
    let told = if search.typed.trim().is_empty() {
        words(lang).search_told.to_owned()
    } else if !search.is_answered() {
        words(lang).searching.to_owned()
    } else {
        let n = search.found.len();
        let events = count(words(lang).event, search.events.all);
        let texts = count(words(lang).article, n);
        let found = format!("{events}, {texts}");
        let whole = n < Hit::MOST && search.events.all <= MOST;
        let found = if whole { found } else { fill(words(lang).search_most, &[&found]) };
        if results.is_empty() { found } else { format!("{found} · {}", words(lang).search_keys) }
    };
    ui.add(egui::Label::new(RichText::new(told).color(palette.weak).size(12.0)).wrap());
    egui::ScrollArea::vertical().id_salt("found").auto_shrink(false).show(ui, |ui| {
        for (at, found) in results.iter().enumerate() {
            let here = at == search.at;
            let response = match found {
                Found::Event(i) => state.corpus.events.get(*i).map(|event| event_ui(ui, state, event, here)),
                Found::Text(hit) => state.corpus.article(&hit.article).map(|a| hit_ui(ui, state, a, hit, here)),
            };
            let Some(response) = response else { continue };
            if here && moved {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                actions.push(Ask::Found(at, true).into());
            }
        }
        ui.add_space(12.0);
    });
}

/// The arrows and Enter while one types; true where an arrow was pressed.
fn keys(ui: &egui::Ui, search: &Search, results: usize, actions: &mut Vec<Action>) -> bool {
    if results == 0 || !ui.memory(|m| m.has_focus(field_id())) {
        return false;
    }
    let (down, up, enter) = ui.input_mut(|i| {
        let mut pressed = |key| i.count_and_consume_key(Modifiers::NONE, key);
        (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter))
    });
    let at = (search.at + down).saturating_sub(up).min(results - 1);
    if enter > 0 {
        actions.push(Ask::Found(at, true).into());
    } else if down + up > 0 {
        actions.push(Ask::Found(at, false).into());
    }
    down + up > 0
}

/// A result's frame, made clear where it is at hand.
fn card_ui(ui: &mut egui::Ui, here: bool, name: &str, draw: impl FnOnce(&mut egui::Ui)) -> egui::Response {
    let palette = theme::palette_of(ui);
    let line = egui::Stroke::new(1.0, if here { palette.accent } else { egui::Color32::TRANSPARENT });
    let margin = egui::Margin::symmetric(10, 7);
    let frame = egui::Frame::new().fill(palette.raised).stroke(line).corner_radius(5).inner_margin(margin);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        draw(ui);
    });
    let response = shown.response.interact(egui::Sense::click()).on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response
}

fn event_ui(ui: &mut egui::Ui, state: &State, event: &Event, here: bool) -> egui::Response {
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let title = tell::title(event, lang);
    card_ui(ui, here, title, |ui| {
        let text = RichText::new(title).font(theme::font(Face::SansBold, 13.0));
        ui.add(egui::Label::new(text).truncate().selectable(false));
        let (day, kind) = (tell::when_short(event.date.dates, lang), calendar::kind(event.kind, lang));
        let line = format!("{day} · {kind} · {}", tell::parties(event, lang));
        ui.add(egui::Label::new(RichText::new(line).color(palette.weak).size(12.0)).truncate().selectable(false));
        let passage = event.passages.first().and_then(|p| Some((p, state.corpus.article(&p.article)?)));
        if let Some((passage, article)) = passage {
            let said = tell::shorten(passage.span.of(&article.text), 160).replace('\n', " ");
            let said = RichText::new(said).font(theme::font(Face::Serif, 13.0));
            ui.add(egui::Label::new(said).wrap().selectable(false));
        }
    })
}

fn hit_ui(ui: &mut egui::Ui, state: &State, article: &Article, hit: &Hit, here: bool) -> egui::Response {
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let plain = TextFormat { font_id: theme::font(Face::Serif, 13.0), color: palette.text, ..TextFormat::default() };
    let marked = TextFormat { background: palette.marks[3], ..plain.clone() };
    let mut job = LayoutJob::default();
    let mut at = hit.passage.start;
    for word in &hit.words {
        let between = article.text.get(at..word.start).unwrap_or_default();
        job.append(&between.replace('\n', " "), 0.0, plain.clone());
        job.append(word.of(&article.text), 0.0, marked.clone());
        at = word.end;
    }
    job.append(&article.text.get(at..hit.passage.end).unwrap_or_default().replace('\n', " "), 0.0, plain);
    card_ui(ui, here, article.title.trim(), |ui| {
        let title = RichText::new(article.title.trim()).font(theme::font(Face::SansBold, 13.0));
        ui.add(egui::Label::new(title).truncate().selectable(false));
        let day = tell::when_short(article.published.dates, lang);
        let line = format!("{} · {day} · {}×", words(lang).search_text, number(lang, hit.count));
        ui.add(egui::Label::new(RichText::new(line).color(palette.weak).size(12.0)).selectable(false));
        ui.add(egui::Label::new(job).wrap().selectable(false));
    })
}
