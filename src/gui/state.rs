//! Everything that the panels draw from. Panels read it; only the app changes it, by [`Action`](super::Action).

use crate::Progress;
use crate::model::{ArticleId, Corpus, Event, EventId, Kind, Lang, Span};
use crate::timeline::{Theme, Timeline, View};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// The theme that the user chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
}

/// What the right panel shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Side {
    /// The selected events, or the list of all.
    #[default]
    Events,
    /// The articles and what they are dated by.
    Articles,
    /// What could not be read.
    Warnings,
    /// One article's text.
    Article(ArticleId),
}

/// A help window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Help {
    Keys,
    About,
}

/// A sentence at the foot of the window, until it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What is said.
    pub text: String,
    /// Bad news.
    pub bad: bool,
}

/// What the window shows.
#[derive(Clone, Debug)]
pub struct State {
    /// The day on which the program runs; no room below looks at a clock.
    pub today: NaiveDate,
    /// Language of the interface.
    pub lang: Lang,
    /// The theme chosen.
    pub theme: ThemeChoice,
    /// What was read.
    pub paths: Vec<PathBuf>,
    /// What it told.
    pub corpus: Arc<Corpus>,
    /// The shown events in lanes.
    pub timeline: Timeline,
    /// Kinds that are not shown.
    pub hidden: BTreeSet<Kind>,
    /// The part of the calendar in view.
    pub view: View,
    /// How far the lanes are scrolled.
    pub scroll: f64,
    /// Selected events.
    pub selected: Vec<usize>,
    /// The event under the pointer.
    pub hovered: Option<usize>,
    /// The right panel.
    pub side: Side,
    /// The passage to which the article's text shall scroll, once.
    pub scroll_to: Option<Span>,
    /// How far reading is; `None` while nothing is read.
    pub reading: Option<Progress>,
    /// What is told at the foot.
    pub notice: Option<Notice>,
    /// The activity chart is open.
    pub activity: bool,
    /// The help that is open.
    pub help: Option<Help>,
}

impl State {
    /// An empty window on the years 2014–2023.
    pub fn new(today: NaiveDate, lang: Lang) -> Self {
        Self {
            today,
            lang,
            theme: ThemeChoice::System,
            paths: Vec::new(),
            corpus: Arc::default(),
            timeline: Timeline::default(),
            hidden: BTreeSet::new(),
            view: first_view(),
            scroll: 0.0,
            selected: Vec::new(),
            hovered: None,
            side: Side::Events,
            scroll_to: None,
            reading: None,
            notice: None,
            activity: false,
            help: None,
        }
    }

    /// True where event `i` passes the filter.
    pub fn shows(&self, i: usize) -> bool {
        self.corpus.events.get(i).is_some_and(|e| !self.hidden.contains(&e.kind))
    }

    /// The shown events in the order of time, undated ones last.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = (usize, &Event)> {
        self.corpus.events.iter().enumerate().filter(|(_, e)| !self.hidden.contains(&e.kind))
    }

    /// How many events there are of each kind.
    pub fn kind_counts(&self) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        for event in &self.corpus.events {
            *counts.entry(event.kind).or_default() += 1;
        }
        counts
    }

    /// Takes a new corpus; view, filter and selection stay as far as they still mean something.
    pub fn adopt(&mut self, corpus: Corpus) {
        let first = self.corpus.events.is_empty();
        let kept: Vec<EventId> =
            self.selected.iter().filter_map(|i| self.corpus.events.get(*i)).map(|e| e.id.clone()).collect();
        self.corpus = Arc::new(corpus);
        self.selected = kept.iter().filter_map(|id| self.corpus.events.iter().position(|e| e.id == *id)).collect();
        self.hovered = None;
        if let Side::Article(id) = &self.side
            && self.corpus.article(id).is_none()
        {
            self.side = Side::Events;
        }
        if self.side == Side::Warnings && self.corpus.warnings.is_empty() {
            self.side = Side::Events;
        }
        self.sort_lanes();
        let nothing_in_view = !self.corpus.events.iter().any(|e| in_view(e, self.view));
        if first
            && nothing_in_view
            && let Some(all) = self.fit()
        {
            self.view = all;
        }
    }

    /// Makes the lanes anew, after the corpus or the filter has changed.
    pub fn sort_lanes(&mut self) {
        let (corpus, hidden) = (Arc::clone(&self.corpus), &self.hidden);
        self.timeline = Timeline::new(&corpus, &|i| !hidden.contains(&corpus.events[i].kind));
        let corpus = &self.corpus;
        self.selected.retain(|i| corpus.events.get(*i).is_some_and(|e| !hidden.contains(&e.kind)));
    }

    /// The part of the calendar that holds all shown events, with some air; `None` where none has a date.
    pub fn fit(&self) -> Option<View> {
        fit(self.shown().map(|(_, e)| e))
    }

    /// The colours that are to be used, where the system has `system`.
    pub fn theme_on(&self, system: Option<eframe::egui::Theme>) -> Theme {
        match self.theme {
            ThemeChoice::Dark => Theme::Dark,
            ThemeChoice::Light => Theme::Light,
            ThemeChoice::System if system == Some(eframe::egui::Theme::Dark) => Theme::Dark,
            ThemeChoice::System => Theme::Light,
        }
    }
}

/// The part of the calendar that holds these events, with some air.
pub fn fit<'a>(events: impl Iterator<Item = &'a Event>) -> Option<View> {
    let mut span: Option<(NaiveDate, NaiveDate)> = None;
    for dates in events.filter_map(|e| e.date.dates) {
        let (Some(first), Some(last)) = (dates.earliest.or(dates.latest), dates.latest.or(dates.earliest)) else {
            continue;
        };
        span = Some(span.map_or((first, last), |(a, b)| (a.min(first), b.max(last))));
    }
    let (first, last) = span?;
    let (from, to) = (day_number(first), day_number(last) + 1.0);
    let air = ((to - from) * 0.04).max(4.0);
    Some(limit(View { from: from - air, to: to + air }))
}

/// Whether some day of the event lies in the view.
pub fn in_view(event: &Event, view: View) -> bool {
    event.date.dates.is_some_and(|d| {
        d.earliest.or(d.latest).is_some_and(|e| day_number(e) < view.to)
            && d.latest.or(d.earliest).is_some_and(|l| day_number(l) + 1.0 > view.from)
    })
}

/// The years that the window opens on.
pub fn first_view() -> View {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).map_or(0.0, day_number);
    View { from: day(2014), to: day(2024) }
}

/// Days since 1970-01-01.
pub fn day_number(day: NaiveDate) -> f64 {
    f64::from(day.to_epoch_days())
}

/// The day in which a day number lies.
pub fn day_of(number: f64) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(number.floor() as i32)
}

/// A view that the calendar can show: from a day to three centuries wide, within the years 1000 to 3000.
pub fn limit(view: View) -> View {
    const NARROWEST: f64 = 1.0;
    const WIDEST: f64 = 300.0 * 365.25;
    const FIRST: f64 = -354_000.0;
    const LAST: f64 = 376_000.0;
    let width = (view.to - view.from).clamp(NARROWEST, WIDEST);
    let middle = f64::midpoint(view.from, view.to).clamp(FIRST, LAST);
    View { from: middle - width / 2.0, to: middle + width / 2.0 }
}

/// The same view `factor` times as wide; the day `at` stays where it is.
pub fn zoomed(view: View, at: f64, factor: f64) -> View {
    let width = view.to - view.from;
    let new = limit(View { from: 0.0, to: width * factor });
    let factor = (new.to - new.from) / width;
    limit(View { from: at - (at - view.from) * factor, to: at + (view.to - at) * factor })
}

/// The view that is the share `t` of the way from one to the other.
pub fn between(from: View, to: View, t: f64) -> View {
    View { from: from.from + (to.from - from.from) * t, to: from.to + (to.to - from.to) * t }
}

/// The same view moved by a share of its width.
pub fn panned(view: View, share: f64) -> View {
    let by = (view.to - view.from) * share;
    limit(View { from: view.from + by, to: view.to + by })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_day_under_the_pointer() {
        let view = first_view();
        let at = view.from + 1000.0;
        let share = (at - view.from) / (view.to - view.from);
        let closer = zoomed(view, at, 0.5);
        assert!(((at - closer.from) / (closer.to - closer.from) - share).abs() < 1e-9);
        assert!((closer.to - closer.from - (view.to - view.from) / 2.0).abs() < 1e-6);
    }

    #[test]
    fn the_view_never_becomes_narrower_than_a_day_or_loses_the_calendar() {
        let mut view = first_view();
        for _ in 0..200 {
            view = zoomed(view, view.from, 0.5);
        }
        assert!(view.to - view.from >= 0.999);
        for _ in 0..200 {
            view = zoomed(panned(view, 3.0), view.to, 2.0);
        }
        assert!(day_of(view.from).is_some() && day_of(view.to).is_some());
    }
}
