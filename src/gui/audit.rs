//! Every date expression of an article and what became of it: the day of an event, a bound of the article's own day, refused
//! or not used; with other readings one click away.

use super::action::Action;
use super::state::State;
use super::words::{count, number};
use super::{tell, theme};
use crate::extract::times::{self, Direction, TimeExpression};
use crate::gui::words::words as say;
use crate::model::{Article, Dates, Event, EventId, Extent, Lang, Role, Span};
use crate::project::{Change, Provenance, Wish, provenance};
use crate::scene::Face;
use eframe::egui::{self, Button, RichText};
use std::sync::Arc;

/// What became of an expression.
#[derive(Clone, Debug, PartialEq)]
enum Fate {
    /// It dates these events; for each the days as they are shown.
    Events(Vec<(EventId, String, Option<Dates>)>),
    /// It bears on the article's own day.
    Article(Option<Dates>),
    /// It was weighed for the article's day and refused.
    Refused,
    /// Nothing hangs on it.
    Unused,
}

/// An expression, what became of it, and what else it may mean.
#[derive(Clone, Debug)]
struct Row {
    span: Span,
    fate: Fate,
    readings: Vec<Dates>,
}

/// The expressions of an article.
fn rows(state: &State, article: &Article) -> Vec<Row> {
    let told: Vec<&Event> =
        state.corpus.events.iter().filter(|e| e.passages.iter().any(|p| p.article == article.id)).collect();
    let of = |expr: &TimeExpression| Row {
        span: expr.span,
        fate: fate(state, article, &told, expr.span),
        readings: readings(article.published.dates, expr),
    };
    times::find_in(&article.text, Lang::of_code(&article.language).unwrap_or_default()).iter().map(of).collect()
}

fn fate(state: &State, article: &Article, told: &[&Event], span: Span) -> Fate {
    let here = |place: &Option<(crate::model::ArticleId, Span)>| {
        place.as_ref().is_some_and(|(id, s)| *id == article.id && s.overlaps(span))
    };
    let dates = |event: &&&Event| {
        let clue = event.date.clues.iter().any(|c| here(&c.place) && !c.refused);
        let mark = |p: &crate::model::Passage| {
            p.article == article.id && p.marks.iter().any(|m| m.role == Role::Date && m.span.overlaps(span))
        };
        clue || event.passages.iter().any(mark)
    };
    let events: Vec<_> = told
        .iter()
        .filter(dates)
        .map(|e| (e.id.clone(), tell::title(e, state.lang).to_owned(), e.date.dates))
        .collect();
    if !events.is_empty() {
        return Fate::Events(events);
    }
    match article.published.clues.iter().find(|c| here(&c.place)) {
        Some(clue) if clue.refused => Fate::Refused,
        Some(clue) => Fate::Article(clue.implies),
        None => Fate::Unused,
    }
}

/// The days that the words may mean, seen from the article's day; the likeliest first.
fn readings(published: Option<Dates>, expr: &TimeExpression) -> Vec<Dates> {
    let Some(anchor) = published.and_then(|d| d.sort_key()) else { return Vec::new() };
    let mut all = Vec::new();
    for direction in [Direction::Past, Direction::Near, Direction::Future] {
        if let Some(dates) = times::resolve(expr, anchor, direction, None)
            && !all.contains(&dates)
        {
            all.push(dates);
        }
    }
    // "En mars" may be the one before as well.
    let before = all.iter().filter_map(|d| d.earliest?.pred_opt()).min();
    if let Some(from) = before.filter(|_| times::is_open(expr)) {
        let dates = times::resolve(expr, from, Direction::Past, None);
        all.extend(dates.filter(|dates| !all.contains(dates)));
    }
    all
}

/// The list, closed at first; made when it is opened and when the corpus changes.
pub fn audit_ui(ui: &mut egui::Ui, state: &State, article: &Article, actions: &mut Vec<Action>) {
    type Kept = (usize, Arc<Vec<Row>>);
    let lang = state.lang;
    let title = say(lang).audit_title;
    egui::CollapsingHeader::new(title).id_salt(("audit", &article.id.0)).show(ui, |ui| {
        let id = egui::Id::unique(("audit", &article.id.0));
        let corpus = Arc::as_ptr(&state.corpus) as usize;
        let kept = ui.data(|d| d.get_temp::<Kept>(id)).filter(|(of, _)| *of == corpus);
        let (_, rows) = kept.unwrap_or_else(|| {
            let made: Kept = (corpus, Arc::new(rows(state, article)));
            ui.data_mut(|d| d.insert_temp(id, made.clone()));
            made
        });
        if rows.is_empty() {
            ui.label(say(lang).audit_none);
        }
        for row in rows.iter() {
            row_ui(ui, state, article, row, actions);
        }
    });
}

fn row_ui(ui: &mut egui::Ui, state: &State, article: &Article, row: &Row, actions: &mut Vec<Action>) {
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let said = |dates: Option<Dates>| tell::when_short(dates, lang);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let words = RichText::new(row.span.of(&article.text).replace('\n', " ")).font(theme::font(Face::Serif, 13.0));
        let hover = say(lang).audit_see;
        if ui.add(Button::new(words).small()).on_hover_text(hover).clicked() {
            actions.push(Action::Read(article.id.clone(), Some(row.span)));
        }
        match &row.fate {
            Fate::Events(events) => {
                for (id, title, dates) in events {
                    let text = format!("→ {} · {}", said(*dates), tell::shorten(title, 50));
                    if ui.add(Button::new(text).small().frame(false)).on_hover_text(title).clicked()
                        && let Some(i) = state.corpus.events.iter().position(|e| e.id == *id)
                    {
                        actions.push(Action::Select(vec![i]));
                    }
                    if !state.desk.can_edit() {
                        continue;
                    }
                    let mut others: Vec<&Dates> = row.readings.iter().filter(|d| Some(**d) != *dates).collect();
                    others.sort_by_key(|d| (d.sort_key(), d.latest));
                    for other in others {
                        let name = format!("{} {}\u{a0}?", say(lang).audit_rather, said(Some(*other)));
                        let hover = say(lang).audit_other;
                        if ui.add(Button::new(name).small()).on_hover_text(hover).clicked() {
                            let change = Change::Day { dates: Some(*other), extent: Extent::Within };
                            actions.push(Wish::Change(id.clone(), change).into());
                        }
                    }
                }
            }
            Fate::Article(dates) => {
                let name = say(lang).audit_article_day;
                let what = dates.map_or_else(String::new, |d| format!(", {}", said(Some(d))));
                ui.label(RichText::new(format!("{name}{what}")).color(palette.weak).size(12.0));
            }
            Fate::Refused => {
                let name = say(lang).audit_refused;
                ui.label(RichText::new(name).color(palette.bad).size(12.0));
            }
            Fate::Unused => {
                let what = row.readings.first().map(|d| said(Some(*d))).unwrap_or_default();
                let name = say(lang).audit_unbound;
                let name = if what.is_empty() { name.to_owned() } else { format!("{what}, {name}") };
                ui.label(RichText::new(name).color(palette.weak).size(12.0));
            }
        }
    });
}

/// On how many sources an event rests, copies of one wire counted once, and in what they agree.
pub fn sources_ui(ui: &mut egui::Ui, state: &State, event: &Event) {
    if event.passages.is_empty() {
        return;
    }
    let lang = state.lang;
    let Provenance { articles, sources, day, actors, targets } = provenance(&state.corpus, event);
    let mut text = count(say(lang).sources, sources);
    if articles > sources {
        text.push(' ');
        text.push_str(&count(say(lang).copies, articles - sources));
    }
    if sources > 1 {
        let said: Vec<String> =
            [(day, say(lang).said_day), (actors, say(lang).said_actor), (targets, say(lang).said_target)]
                .into_iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, what)| format!("{what} {} {}", say(lang).said_by, number(lang, n)))
                .collect();
        if !said.is_empty() {
            text = format!("{text}{} {}", say(lang).said_told, said.join(", "));
        }
    }
    let weak = theme::palette_of(ui).weak;
    ui.add(egui::Label::new(RichText::new(text).color(weak).size(12.0)).wrap());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_words_may_mean_the_last_the_one_before_it_and_the_next() {
        let text = "L'attaque date de mars, dit-on samedi 9 juin 2018 ; samedi, rien.";
        let said: Vec<Vec<String>> = times::find_in(text, Lang::Fr)
            .iter()
            .map(|expr| {
                let mut all: Vec<String> =
                    readings(Dates::ymd(2018, 6, 11), expr).iter().map(Dates::to_string).collect();
                all.sort();
                all
            })
            .collect();
        let expected: [&[&str]; 3] =
            [&["2017-03", "2018-03", "2019-03"], &["2018-06-09"], &["2018-06-02", "2018-06-09", "2018-06-16"]];
        assert_eq!(said, expected);
    }
}
