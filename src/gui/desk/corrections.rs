//! The tab "Corrections": how things stand. What was corrected, with what was extracted, each with its way back; what fits no
//! longer, what is hidden; the journal of all edits behind it.

use super::field_name;
use crate::gui::action::Action;
use crate::gui::state::State;
use crate::gui::words::{number, words};
use crate::gui::{review, tell, theme};
use crate::model::{Article, Event, EventId, Lang};
use crate::project::{ArticleChange, ArticleField, Change, EventMark, Field, Status, Step, Wish};
use crate::scene::Face;
use crate::timeline::words as calendar;
use eframe::egui::{self, Button, RichText};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Every line is so high: only those on the screen are drawn.
const LINE: f32 = 24.0;

/// What the tab is called, and the number behind its name; `None` where there is nothing to list.
pub fn corrections(state: &State) -> Option<(&'static str, usize)> {
    let status = state.desk.status.as_ref()?;
    let news = status.news.as_ref().filter(|n| n.any());
    match (status.steps.len(), news) {
        (0, None) => None,
        (0, Some(news)) => {
            let n = news.new.len() + news.strengthened.len() + news.contradicted.len() + news.gone;
            Some((words(state.lang).news, n))
        }
        _ => {
            let shown = &status.shown;
            let others = status.steps.iter().filter(|s| s.is_fact || s.orphan).count();
            Some((words(state.lang).corrections, shown.worked + shown.articles.len() + others))
        }
    }
}

/// A line of the list.
enum Line<'a> {
    Heading(&'static str, usize),
    Event(&'a Event, &'a EventMark),
    Field(&'a Event, &'a EventMark, Field),
    Article(&'a Article),
    /// What a property of an article is now, and what it was as read.
    ArticleField(&'a Article, ArticleField, String, Option<String>),
    Hidden(&'a Event),
    /// Nothing tells it any more.
    Emptied(&'a Event),
    LeftOut(&'a Article),
    /// What an edit says, and what takes it back.
    Step(&'a Step, &'static str, Option<&'a EventId>),
}

/// The tab.
pub fn corrections_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(status) = &state.desk.status else { return };
    let (lang, palette, on) = (state.lang, theme::palette_of(ui), state.desk.can_edit());
    review::news_ui(ui, state, actions);
    if status.steps.is_empty() {
        ui.add_space(6.0);
        ui.add(egui::Label::new(RichText::new(words(lang).no_correction).color(palette.weak)).wrap());
        return;
    }
    let journal_id = egui::Id::unique("journal of corrections");
    let mut journal = ui.data(|d| d.get_temp(journal_id).unwrap_or(false));
    ui.horizontal_wrapped(|ui| {
        for (which, name) in [(false, words(lang).corrections_state), (true, words(lang).corrections_journal)] {
            if ui.add(Button::selectable(journal == which, name)).clicked() {
                journal = which;
                ui.data_mut(|d| d.insert_temp(journal_id, which));
            }
        }
        if ui.add_enabled(on, Button::new(words(lang).restore_all)).clicked() {
            actions.push(Wish::RestoreAll.into());
        }
    });
    if status.steps.iter().any(|s| s.orphan) && !journal {
        let why = words(lang).orphans_told;
        ui.add(egui::Label::new(RichText::new(why).color(palette.weak).size(12.0)).wrap());
    }
    let lines = if journal { journal_lines(status, lang) } else { lines(ui, state, status) };
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = egui::ScrollArea::vertical().id_salt(("corrections", journal)).auto_shrink(false);
    area.show_rows(ui, LINE, lines.len(), |ui, rows| {
        for line in lines.get(rows).unwrap_or_default() {
            line_ui(ui, state, line, actions);
        }
    });
}

/// How things stand.
fn lines<'a>(ui: &egui::Ui, state: &'a State, status: &'a Status) -> Vec<Line<'a>> {
    let (lang, shown) = (state.lang, &status.shown);
    let mut lines = Vec::new();
    let head = |lines: &mut Vec<Line<'a>>, name, mut some: Vec<Line<'a>>| {
        if !some.is_empty() {
            let n = some.iter().filter(|l| !matches!(l, Line::Field(..) | Line::ArticleField(..))).count();
            lines.push(Line::Heading(name, n));
            lines.append(&mut some);
        }
    };
    let orphans = status.steps.iter().filter(|s| s.orphan);
    head(&mut lines, words(lang).orphans, orphans.map(|s| Line::Step(s, words(lang).orphan_forget, None)).collect());
    let (mut corrected, mut accepted, mut added) = (Vec::new(), Vec::new(), Vec::new());
    for i in touched(ui, state, status).iter() {
        let Some(event) = state.corpus.events.get(*i) else { continue };
        let Some(mark) = shown.events.get(&event.id) else { continue };
        // A list from elsewhere is told as one.
        if mark.list.is_some() && mark.own_edits().next().is_none() || !mark.differs() {
            continue;
        }
        // What was found good is no correction.
        let good = mark.own_edits().all(|(field, _)| *field == Field::Checked);
        let list = match (mark.is_added(), good && mark.changed.is_empty()) {
            (true, _) => &mut added,
            (false, true) => &mut accepted,
            (false, false) => &mut corrected,
        };
        list.push(Line::Event(event, mark));
        // That it is good is what its list says.
        if good && mark.changed.is_empty() && !mark.is_added() {
            continue;
        }
        let fields: BTreeSet<Field> =
            mark.own_edits().map(|(field, _)| *field).chain(mark.changed.iter().copied()).collect();
        list.extend(
            fields.into_iter().filter(|f| told(event, mark, *f, lang).is_some()).map(|f| Line::Field(event, mark, f)),
        );
    }
    head(&mut lines, words(lang).corrected_events, corrected);
    head(&mut lines, words(lang).added_events, added);
    head(&mut lines, words(lang).accepted_events, accepted);
    head(&mut lines, words(lang).hidden_events, shown.hidden.iter().map(Line::Hidden).collect());
    head(&mut lines, words(lang).emptied_events, shown.emptied.iter().map(Line::Emptied).collect());
    let mut articles = Vec::new();
    for (id, mark) in &shown.articles {
        let Some(article) = shown.corpus.article(id) else { continue };
        articles.push(Line::Article(article));
        let day = |d| tell::when_short(d, lang);
        for (field, was, now) in [
            (ArticleField::Title, mark.title.clone(), article.title.clone()),
            (ArticleField::Day, day(mark.published.dates), day(article.published.dates)),
        ] {
            if mark.edits.iter().any(|(f, _)| *f == field) {
                // A day that was set is one with which the article is read: then its own is not known.
                let was = Some(was).filter(|was| *was != now);
                articles.push(Line::ArticleField(article, field, now, was));
            }
        }
        if !mark.source.is_empty() {
            articles.push(Line::ArticleField(article, ArticleField::Source, mark.source.clone(), None));
        }
    }
    head(&mut lines, words(lang).corrected_articles, articles);
    head(&mut lines, words(lang).left_out_articles, shown.left_out.iter().map(Line::LeftOut).collect());
    let others = status.steps.iter().filter(|s| s.is_fact && !s.orphan);
    head(&mut lines, words(lang).added_facts, others.map(|s| Line::Step(s, words(lang).take_away, None)).collect());
    lines
}

/// All that was done, the last edit first.
fn journal_lines(status: &Status, lang: Lang) -> Vec<Line<'_>> {
    let places = places(status);
    let step = |step| {
        let Step { n, orphan, .. }: &Step = step;
        let button = if *orphan { words(lang).orphan_forget } else { words(lang).restore };
        Line::Step(step, button, places.get(n).copied())
    };
    let mut all: Vec<&Step> = status.steps.iter().chain(status.undone.iter()).collect();
    all.sort_unstable_by_key(|step| std::cmp::Reverse(step.n));
    all.into_iter().map(step).collect()
}

/// The places in the corpus of events that were touched: looked for once for every state of the project.
fn touched(ui: &egui::Ui, state: &State, status: &Status) -> Arc<Vec<usize>> {
    type Kept = (usize, usize, Arc<Vec<usize>>);
    let id = egui::Id::unique("touched events");
    let now = (Arc::as_ptr(&status.shown).addr(), Arc::as_ptr(&state.corpus).addr());
    let kept: Option<Kept> = ui.data(|d| d.get_temp(id));
    if let Some((_, _, places)) = kept.filter(|(shown, corpus, _)| (*shown, *corpus) == now) {
        return places;
    }
    let known: std::collections::HashSet<&str> = status.shown.events.keys().map(|id| id.0.as_str()).collect();
    let events = state.corpus.events.iter().enumerate();
    let places = Arc::new(events.filter(|(_, e)| known.contains(e.id.0.as_str())).map(|(i, _)| i).collect::<Vec<_>>());
    ui.data_mut(|d| d.insert_temp::<Kept>(id, (now.0, now.1, Arc::clone(&places))));
    places
}

/// What a property is now, and what it was as extracted, where that is something; `None` where nothing of it was changed.
fn told(event: &Event, mark: &EventMark, field: Field, lang: Lang) -> Option<(String, Option<String>)> {
    let of = |e: &Event| match field {
        Field::Title => tell::title(e, lang).to_owned(),
        Field::Day => tell::when_short(e.date.dates, lang),
        Field::Kind => calendar::kind(e.kind, lang).to_owned(),
        Field::Certainty => calendar::certainty(e.certainty, lang).to_owned(),
        Field::Actors | Field::Targets => {
            let parties = if field == Field::Actors { &e.actors } else { &e.targets };
            let names: Vec<String> = parties.iter().map(|p| tell::party(*p, lang)).collect();
            if names.is_empty() { words(lang).nobody.to_owned() } else { names.join(", ") }
        }
        Field::Passages => number(lang, e.passages.len()),
        _ => String::new(),
    };
    match field {
        Field::Note => (!mark.note.is_empty()).then(|| (mark.note.clone(), None)),
        Field::Tags => (!mark.tags.is_empty()).then(|| (mark.tags.join(", "), None)),
        Field::Star => mark.star.then(|| (String::new(), None)),
        Field::Checked => mark.checked.then(|| (String::new(), None)),
        Field::Hidden => None,
        _ if mark.changed.contains(&field) => Some((of(event), mark.extracted.as_deref().map(of))),
        _ => None,
    }
}

/// The value that a change gives, in a few words; empty where its name says it all.
fn value(change: &Change, lang: Lang) -> String {
    let parties = |parties: &[crate::model::Party]| {
        let names: Vec<String> = parties.iter().map(|p| tell::party(*p, lang)).collect();
        if names.is_empty() { words(lang).nobody.to_owned() } else { names.join(", ") }
    };
    match change {
        Change::Title(title) => lang.pick(&title.fr, &title.en).to_owned(),
        Change::Day { dates, .. } => tell::when_short(*dates, lang),
        Change::Kind(kind) => calendar::kind(*kind, lang).to_owned(),
        Change::Certainty(certainty) => calendar::certainty(*certainty, lang).to_owned(),
        Change::Actors(list) | Change::Targets(list) => parties(list),
        Change::Note(note) => note.split_whitespace().collect::<Vec<_>>().join(" "),
        Change::Tags(tags) => tags.join(", "),
        Change::Star(_) | Change::Hidden(_) | Change::Checked(_) => String::new(),
    }
}

/// "jour : 9 juin 2018 (extrait : 1ᵉʳ juin 2018)"; of what is so or not only its name.
fn changed_words(name: &str, now: &str, was: Option<&str>, lang: Lang) -> String {
    if now.is_empty() {
        return name.to_owned();
    }
    let colon = words(lang).colon;
    let was = was.map(|was| format!("  ({} {was})", words(lang).extracted_short)).unwrap_or_default();
    format!("{name}{colon} {now}{was}")
}

fn line_ui(ui: &mut egui::Ui, state: &State, line: &Line<'_>, actions: &mut Vec<Action>) {
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let wish = |wish: Wish| Some(Action::from(wish));
    let bold = |text: &str| RichText::new(text).font(theme::font(Face::SansBold, 13.0));
    match line {
        Line::Heading(name, n) => {
            let text = format!("{name} ({})", number(lang, *n));
            row(ui, bold(&text), &Row { heading: true, ..Row::default() }, state, actions);
        }
        Line::Event(event, mark) => {
            let day = tell::when_short(event.date.dates, lang);
            let added = mark.is_added() && mark.list.is_none();
            let any = mark.own_edits().next().is_some();
            let button = if added { words(lang).delete } else { words(lang).restore };
            let action = any.then(|| Action::from(Wish::RestoreEvent(event.id.clone())));
            let hover = format!("{day} · {}", tell::title(event, lang));
            let row_of = Row { hover, place: Some(&event.id), button, action, ..Row::default() };
            row(ui, RichText::new(tell::title(event, lang)), &row_of, state, actions);
        }
        Line::Field(event, mark, field) => {
            let Some((now, was)) = told(event, mark, *field, lang) else { return };
            let hover = changed_words(field_name(*field, lang), &now, was.as_deref(), lang);
            let own = mark.own_edits().any(|(f, _)| f == field);
            let action = own.then(|| Action::from(Wish::RestoreField(event.id.clone(), *field)));
            let row_of = Row {
                indent: true,
                hover,
                place: Some(&event.id),
                button: words(lang).restore,
                action,
                ..Row::default()
            };
            let text = RichText::new(row_of.hover.clone());
            row(ui, text.color(palette.accent).size(12.5), &row_of, state, actions);
        }
        Line::Article(article) => {
            let action = wish(Wish::RestoreArticle(article.id.clone()));
            let read = Some(Action::Read(article.id.clone(), None));
            let hover = article.id.0.to_string();
            let row_of = Row { hover, click: read, button: words(lang).restore, action, ..Row::default() };
            row(ui, RichText::new(article.title.trim()), &row_of, state, actions);
        }
        Line::ArticleField(article, field, now, was) => {
            let name = match field {
                ArticleField::Title => field_name(Field::Title, lang),
                ArticleField::Day => field_name(Field::Day, lang),
                ArticleField::Source | ArticleField::LeftOut => "source",
            };
            let hover = changed_words(name, now, was.as_deref(), lang);
            let text = RichText::new(&hover).color(palette.accent).size(12.5);
            let action = wish(Wish::RestoreArticleField(article.id.clone(), *field));
            let row_of =
                Row { indent: true, hover: hover.clone(), button: words(lang).restore, action, ..Row::default() };
            row(ui, text, &row_of, state, actions);
        }
        Line::Hidden(event) => {
            let hover = format!("{} · {}", tell::when_short(event.date.dates, lang), tell::title(event, lang));
            let action = wish(Wish::Change(event.id.clone(), Change::Hidden(false)));
            let row_of = Row { hover, button: words(lang).hidden_show, action, ..Row::default() };
            row(ui, RichText::new(tell::title(event, lang)), &row_of, state, actions);
        }
        Line::Emptied(event) => {
            let hover = format!("{} · {}", tell::when_short(event.date.dates, lang), tell::title(event, lang));
            // What took its passages away is taken back; what else was done to it stays.
            let action = state.desk.mark(&event.id).and_then(|mark| {
                let moved = mark.own_edits().filter(|(field, _)| *field == Field::Passages);
                wish(Wish::RestoreEdits(moved.skip(usize::from(mark.is_added())).map(|(_, n)| *n).collect()))
            });
            let row_of = Row { hover, button: words(lang).restore, action, ..Row::default() };
            row(ui, RichText::new(tell::title(event, lang)), &row_of, state, actions);
        }
        Line::LeftOut(article) => {
            let action = wish(Wish::Article(article.id.clone(), ArticleChange::LeftOut(false)));
            let hover = article.id.0.to_string();
            let row_of = Row { hover, button: words(lang).left_out_take_back, action, ..Row::default() };
            row(ui, RichText::new(article.title.trim()), &row_of, state, actions);
        }
        Line::Step(step, button, place) => {
            let [fr, en] = &step.words;
            let value = step.change.as_ref().map(|change| value(change, lang)).unwrap_or_default();
            let colon = if value.is_empty() { "" } else { words(lang).colon };
            let space = if value.is_empty() { "" } else { " " };
            let time = tell::moment(step.at, state.today, lang);
            let said = format!("{time}  {}{colon}{space}{value}", lang.pick(fr, en));
            let action = wish(Wish::RestoreEdits(vec![step.n])).filter(|_| step.counts);
            let undone = if step.counts { String::new() } else { format!(" ({})", words(lang).journal_undone) };
            let said = said + &undone;
            let row_of = Row { hover: said.clone(), place: *place, button, action, ..Row::default() };
            let text = RichText::new(said);
            let text = if step.counts { text } else { text.color(palette.weak) };
            row(ui, text, &row_of, state, actions);
        }
    }
}

/// What a line offers beside its text.
#[derive(Default)]
struct Row<'a> {
    heading: bool,
    indent: bool,
    /// The whole of what may be cut.
    hover: String,
    /// The event that a click leads to.
    place: Option<&'a EventId>,
    click: Option<Action>,
    button: &'static str,
    action: Option<Action>,
}

fn row(ui: &mut egui::Ui, text: RichText, row: &Row<'_>, state: &State, actions: &mut Vec<Action>) {
    let on = state.desk.can_edit();
    let size = egui::vec2(ui.available_width(), LINE);
    let align = if row.heading { egui::Align::Max } else { egui::Align::Center };
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(align), |ui| {
        ui.set_height(LINE);
        if let Some(action) = &row.action
            && ui.add_enabled(on, Button::new(row.button).small()).clicked()
        {
            actions.push(action.clone());
        }
        ui.with_layout(egui::Layout::left_to_right(align), |ui| {
            if row.indent {
                ui.add_space(14.0);
            }
            let leads = row.place.is_some() || row.click.is_some();
            let sense = if leads { egui::Sense::click() } else { egui::Sense::hover() };
            let label = egui::Label::new(text).truncate().selectable(false).sense(sense);
            // A text that is cut is told whole by what is said of it.
            let mut label = ui.add(label.show_tooltip_when_elided(row.hover.is_empty()));
            if !row.hover.is_empty() {
                label = label.on_hover_text(&row.hover);
            }
            if !leads || !label.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                return;
            }
            // Who reads of a correction wants to see what was corrected.
            if let Some(click) = &row.click {
                actions.push(click.clone());
            } else if let Some(i) = row.place.and_then(|id| state.corpus.events.iter().position(|e| e.id == *id)) {
                actions.push(Action::Select(vec![i]));
            }
        });
    });
}

/// The event that each correction is about, where it is about one.
fn places(status: &Status) -> BTreeMap<u64, &EventId> {
    let marks = status.shown.events.iter();
    marks.flat_map(|(id, mark)| mark.own_edits().map(move |(_, n)| (*n, id))).collect()
}
