//! Correcting: what is typed into forms, and what it comes to. A field is committed when it is left or Enter is pressed: one
//! typed word is one step to undo. What is drawn stands in the files below.

mod article;
mod bar;
mod calendar;
mod event;
mod fact;
mod rows;
mod several;

pub use article::{article_bar_ui, selection_ui};
pub use bar::{changed_word, event_bar_ui, passage_menu_ui};
pub use fact::{FactForm, fact_ui};
pub use several::{Many, several_ui};

use super::action::Action;
use super::desk::{Ask, Words};
use super::state::State;
use super::tell;
use crate::gui::words::words as say;
use crate::model::{Article, ArticleId, Certainty, Dates, Event, EventId, Extent, Kind, Passage};
use crate::project::edit::Draft;
use crate::project::key::Named;
use crate::project::{ArticleChange, Change, Wish};
use eframe::egui;
use serde_json::{Value, json};

/// What the form is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum About {
    Event(EventId),
    Article(ArticleId),
}

/// What is typed into lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Fields {
    pub title: String,
    /// EDTF or words.
    pub day: String,
    pub note: String,
    /// Between commas.
    pub tags: String,
    /// Of an article.
    pub source: String,
}

/// An open form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Whose it is.
    pub about: About,
    /// As typed.
    pub typed: Fields,
    /// As it was before.
    before: Fields,
    /// The beginning of a name that is to be added to the actors.
    pub actor: String,
    /// And to the targets.
    pub target: String,
    /// It has just been opened: its first field is given the focus.
    pub opened: bool,
}

/// Words between commas, each once, however it is written.
fn tags_of(text: &str) -> Vec<String> {
    let mut known = std::collections::BTreeSet::new();
    let tags = text.split(',').map(|tag| tag.trim().trim_start_matches('#'));
    tags.filter(|tag| !tag.is_empty() && known.insert(crate::filter::fold(tag))).map(str::to_owned).collect()
}

fn day_text(dates: Option<Dates>) -> String {
    dates.map(|d| d.to_string()).unwrap_or_default()
}

fn event_fields(state: &State, event: &Event) -> Fields {
    let mark = state.desk.mark(&event.id);
    Fields {
        title: tell::title(event, state.lang).to_owned(),
        day: day_text(event.date.dates),
        note: mark.map(|m| m.note.clone()).unwrap_or_default(),
        tags: mark.map(|m| m.tags.join(", ")).unwrap_or_default(),
        source: String::new(),
    }
}

fn article_fields(state: &State, article: &Article) -> Fields {
    let mark = state.desk.status.as_ref().and_then(|s| s.shown.articles.get(&article.id));
    Fields {
        title: article.title.clone(),
        day: day_text(article.published.dates),
        source: mark.map(|m| m.source.clone()).unwrap_or_default(),
        ..Fields::default()
    }
}

impl Form {
    fn new(about: About, fields: Fields) -> Self {
        Self { about, typed: fields.clone(), before: fields, actor: String::new(), target: String::new(), opened: true }
    }

    /// The form of an event.
    pub fn of_event(state: &State, event: &Event) -> Self {
        Self::new(About::Event(event.id.clone()), event_fields(state, event))
    }

    /// The form of an article.
    pub fn of_article(state: &State, article: &Article) -> Self {
        Self::new(About::Article(article.id.clone()), article_fields(state, article))
    }

    /// After something was changed: fields in which nobody types show what is now so. `None` where there is nothing left
    /// to correct.
    pub fn refreshed(mut self, state: &State) -> Option<Self> {
        let now = match &self.about {
            About::Event(id) => event_fields(state, state.corpus.event(id)?),
            About::Article(id) => article_fields(state, state.corpus.article(id)?),
        };
        let Self { typed, before, .. } = &mut self;
        for (typed, before, now) in [
            (&mut typed.title, &mut before.title, now.title),
            (&mut typed.day, &mut before.day, now.day),
            (&mut typed.note, &mut before.note, now.note),
            (&mut typed.tags, &mut before.tags, now.tags),
            (&mut typed.source, &mut before.source, now.source),
        ] {
            if typed == before {
                typed.clone_from(&now);
            }
            *before = now;
        }
        Some(self)
    }

    /// True where something is typed and not yet committed.
    pub fn is_dirty(&self) -> bool {
        self.typed != self.before
    }

    /// What is typed and not yet committed, to be kept for the case that the program is killed; `None` where there is nothing.
    pub fn kept(&self) -> Option<Value> {
        let (about, id) = match &self.about {
            About::Event(id) => ("event", id.0.as_str()),
            About::Article(id) => ("article", id.0.as_str()),
        };
        let Fields { title, day, note, tags, source } = &self.typed;
        let typed = json!({"title": title, "day": day, "note": note, "tags": tags, "source": source});
        self.is_dirty().then(|| json!({about: id, "typed": typed}))
    }

    /// A form with what was typed into it when it was kept; `None` where that is so already, or its event is gone.
    pub fn of_kept(state: &State, kept: &Value) -> Option<Self> {
        let id = |about: &str| kept[about].as_str();
        let mut form = match (id("event"), id("article")) {
            (Some(id), _) => Self::of_event(state, state.corpus.event(&EventId(id.into()))?),
            (_, Some(id)) => Self::of_article(state, state.corpus.article(&ArticleId(id.into()))?),
            _ => return None,
        };
        let typed = |name: &str| kept["typed"][name].as_str().unwrap_or_default().to_owned();
        form.typed = Fields {
            title: typed("title"),
            day: typed("day"),
            note: typed("note"),
            tags: typed("tags"),
            source: typed("source"),
        };
        // Nothing of it is to be typed over by the next letter.
        form.opened = false;
        form.is_dirty().then_some(form)
    }

    /// The event that was made to be filled in by this form and is still as it was made.
    pub fn untouched(&self, state: &State) -> Option<EventId> {
        let About::Event(id) = &self.about else { return None };
        let (event, mark) = (state.corpus.event(id)?, state.desk.mark(id)?);
        let made = mark.is_added() && mark.list.is_none() && mark.cut_from.is_none() && mark.own_edits().count() == 1;
        let named = tell::title(event, state.lang) != say(state.lang).menu_new_event;
        (made && !named && event.passages.is_empty() && !self.is_dirty()).then(|| id.clone())
    }

    /// False where what was typed for the day is none.
    pub fn day_is_read(&self, state: &State) -> bool {
        self.typed.day == self.before.day || days(&self.typed.day, state).is_ok()
    }

    /// What was typed and is not yet so.
    pub fn wishes(&self, state: &State) -> Vec<Wish> {
        let Self { about, typed, before, .. } = self;
        let title = Some(typed.title.trim()).filter(|t| !t.is_empty() && *t != before.title.trim());
        let day = if typed.day == before.day { None } else { days(&typed.day, state).ok() };
        match about {
            About::Event(id) => {
                let Some(event) = state.corpus.event(id) else { return Vec::new() };
                let title = title.map(|t| Change::Title(Named { fr: t.to_owned(), en: t.to_owned() }));
                let day = day.map(|dates| Change::Day { dates, extent: event.date.extent });
                let note = typed.note.trim();
                let note = (note != before.note).then(|| Change::Note(note.to_owned()));
                let tags = tags_of(&typed.tags);
                let tags = (tags != tags_of(&before.tags)).then_some(Change::Tags(tags));
                [title, day, note, tags].into_iter().flatten().map(|c| Wish::Change(id.clone(), c)).collect()
            }
            About::Article(id) => {
                let title = title.map(|t| ArticleChange::Title(t.to_owned()));
                let source = typed.source.trim();
                let source = (source != before.source).then(|| ArticleChange::Source(source.to_owned()));
                let day = day.map(ArticleChange::Day);
                [title, day, source].into_iter().flatten().map(|c| Wish::Article(id.clone(), c)).collect()
            }
        }
    }
}

/// What was typed for a day is none.
pub(super) struct NoDay;

/// The days typed; none where nothing is.
pub(super) fn days(text: &str, state: &State) -> Result<Option<Dates>, NoDay> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    // A day without a year is of the year of what is being corrected.
    let dates = match state.selected.as_slice() {
        [one] => state.corpus.events.get(*one).and_then(|e| e.date.dates),
        _ => None,
    };
    crate::extract::typed::dates(text, state.today, dates.and_then(|d| d.sort_key())).map(Some).ok_or(NoDay)
}

/// A new event: from selected words with the selected text as its title, on the day of its article; from nothing in the
/// period that was marked, else without a day: that is for who adds it to say.
pub fn draft(state: &State, words: Option<&Words>) -> Draft {
    let article = words.and_then(|(id, _)| state.corpus.article(id));
    let quoted = words.zip(article).map(|((_, span), article)| capital(&tell::shorten(span.of(&article.text), 80)));
    let title = quoted.unwrap_or_else(|| say(state.lang).menu_new_event.to_owned());
    Draft {
        title: Named { fr: title.clone(), en: title },
        kind: Kind::Statement,
        certainty: Certainty::Actual,
        dates: match article {
            Some(article) => article.published.dates,
            None => state.filter.period,
        },
        extent: Extent::Within,
        actors: Vec::new(),
        targets: Vec::new(),
        passage: None,
    }
}

/// The same change of several events, as one step.
fn all(events: &[&Event], change: &Change) -> Action {
    let one = |event: &&Event| Wish::Change(event.id.clone(), change.clone());
    Wish::Several(events.iter().map(one).collect()).into()
}

/// The passage that the key P takes up: the first of this event, the next one where one of it was taken up before; `None`
/// after the last.
fn next_passage(state: &State, event: &Event) -> Option<(Words, EventId)> {
    let at = state.desk.moving.as_ref().and_then(|(words, from)| {
        let same = |p: &Passage| *from == event.id && (&p.article, p.span) == (&words.0, words.1);
        event.passages.iter().position(same)
    });
    let passage = event.passages.get(at.map_or(0, |at| at + 1))?;
    Some(((passage.article.clone(), passage.span), event.id.clone()))
}

/// The keys for the selected events: E corrects, H hides, X stars, M merges, V accepts; P takes up a passage, and beside
/// another event puts it down.
pub fn keys(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    use egui::{Key, Modifiers};
    let events: Vec<&Event> = state.selected.iter().filter_map(|i| state.corpus.events.get(*i)).collect();
    // Beside an open form a letter is most likely meant for one of its fields.
    let Some(first) = events.first().filter(|_| state.desk.form.is_none()) else { return };
    ctx.input_mut(|i| {
        if i.consume_key(Modifiers::NONE, Key::E) && events.len() == 1 {
            actions.push(Ask::Form(Some(Box::new(Form::of_event(state, first)))).into());
        }
        if i.consume_key(Modifiers::NONE, Key::H) || i.consume_key(Modifiers::NONE, Key::Delete) {
            actions.push(all(&events, &Change::Hidden(true)));
        }
        if i.consume_key(Modifiers::NONE, Key::X) {
            let on = !state.desk.mark(&first.id).is_some_and(|m| m.star);
            actions.push(all(&events, &Change::Star(on)));
        }
        if i.consume_key(Modifiers::NONE, Key::V) {
            actions.push(all(&events, &Change::Checked(true)));
        }
        if i.consume_key(Modifiers::NONE, Key::M) {
            actions.push(match events.len() {
                1 => Ask::Say(say(state.lang).merge_one).into(),
                _ => Wish::Merge(events.iter().map(|e| e.id.clone()).collect()).into(),
            });
        }
        if i.consume_key(Modifiers::NONE, Key::P) && events.len() == 1 {
            match &state.desk.moving {
                Some((words, from)) if *from != first.id => {
                    let (passage, from, to) = (words.clone(), from.clone(), first.id.clone());
                    actions.push(Wish::Move { passage, from, to }.into());
                    actions.push(Ask::Moving(None).into());
                }
                _ => actions.push(Ask::Moving(next_passage(state, first)).into()),
            }
        }
    });
}

/// A name with a capital.
pub fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_that_is_typed_twice_is_one() {
        assert_eq!(tags_of("à vérifier, #otan, A VERIFIER,, Otan , presse"), ["à vérifier", "otan", "presse"]);
    }
}
