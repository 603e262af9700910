//! Everything that the panels draw from. Panels read it; only the app changes it, by [`Action`](super::Action).

use super::activity::{Months, Split, Unit};
use super::motion::Motion;
use crate::Progress;
use crate::filter::{Facets, Filter, Haystack};
use crate::merge::{About, Rival};
use crate::model::{ArticleId, Certainty, Corpus, Dates, Event, EventId, Kind, Lang, Part, Party, Span};
use crate::timeline::words as calendar;
use crate::timeline::{Clock, LaneChoice, Theme, Timeline, View, day_number, tellings};
use crate::view::ViewState;
use chrono::NaiveDate;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Weak};

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
    /// What was corrected.
    Corrections,
    /// Words in all articles.
    Search,
    /// One article's text.
    Article(ArticleId),
}

/// How the list of events is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListOrder {
    /// By day.
    #[default]
    Day,
    /// By who acts, then by day.
    Actor,
    /// By kind, then by day.
    Kind,
    /// By how many articles tell it, most first.
    Sources,
}

/// A help window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Help {
    Keys,
    Guide,
    New,
    About(Legal),
}

/// Whose licence is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Legal {
    Program,
    Data,
    Libraries,
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
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct State {
    /// The day on which the program runs; no room below looks at a clock.
    pub today: NaiveDate,
    /// Language of the interface.
    pub lang: Lang,
    /// The theme chosen.
    pub theme: ThemeChoice,
    /// What was read.
    pub paths: Vec<PathBuf>,
    /// Where the sample articles are.
    pub sample: Option<PathBuf>,
    /// What it told.
    pub corpus: Arc<Corpus>,
    /// All events in lanes.
    all: Arc<Timeline>,
    /// The shown events in lanes.
    pub timeline: Arc<Timeline>,
    /// What is shown.
    pub filter: Filter,
    /// Which lanes there are.
    pub choice: LaneChoice,
    /// Lines from actors to targets of all events in view.
    pub arcs: bool,
    /// How the list is ordered.
    pub order: ListOrder,
    /// The shown events in the order of the list; empty where that is the order of time.
    rows: Vec<u32>,
    /// The field in which a day is typed to go to, while it is open.
    pub going: Option<String>,
    /// What is typed in the palette of commands, while it is open.
    pub commanding: Option<super::commands::Typed>,
    /// The step of the tour, while it is shown.
    pub tour: Option<usize>,
    /// The shown events, in the order of the corpus.
    listed: Vec<u32>,
    /// The words of the corpus, once words were looked for.
    haystack: Option<Haystack>,
    /// Those that have the words asked for; `None` where none are.
    worded: Option<Vec<u32>>,
    /// How many events there are of each kind and certainty, shown or not.
    sorts: Sorts,
    /// What each choice of the filter would show, once somebody asks.
    facets: OnceCell<Facets>,
    /// By what the places of events are told.
    pub clock: Clock,
    /// Lines from the day of each event to the days on which it was told.
    pub delays: bool,
    /// The weeks are numbered on the axis.
    pub weeks: bool,
    /// Whether things move on the screen.
    pub motion: Motion,
    /// The event from whose day days are counted.
    pub anchor: Option<Anchor>,
    /// The event that is pointed to from elsewhere, and since when (seconds).
    pub flash: Option<(usize, f64)>,
    /// Events that look like one act told in two ways.
    pub rivals: Rivals,
    /// The event whose articles are read side by side.
    pub comparing: Option<usize>,
    /// Views with a name.
    pub views: Vec<ViewState>,
    /// Figures with a name.
    pub recipes: Vec<crate::figure::recipes::Recipe>,
    /// The figure that is being made, while its window is open.
    pub studio: Option<Box<super::studio::Studio>>,
    /// The name that is being given to the present view.
    pub naming: String,
    /// The part of the calendar in view.
    pub view: View,
    /// Nobody has looked at this project yet: its first events are shown from their first to their last day, where the usual
    /// decade holds few of them.
    pub fresh: bool,
    /// An event whose lane is to come into view, and until when (seconds): lanes change their heights on the way.
    pub sought: Option<(usize, Option<f64>)>,
    /// How far the lanes are scrolled.
    pub scroll: f64,
    /// Selected events.
    pub selected: Vec<usize>,
    /// Several events are being picked from the list of all.
    pub gathering: bool,
    /// The event to which the arrows led, and the lane in which they found it.
    pub climbed: Option<(usize, usize)>,
    /// The event under the pointer.
    pub hovered: Option<usize>,
    /// The right panel.
    pub side: Side,
    /// What it showed before the article that is read.
    pub read_from: Side,
    /// The passage of the article shown that was asked for.
    pub chosen: Option<Span>,
    /// The article's text has yet to scroll to it.
    pub scroll_to_chosen: bool,
    /// How far reading is; `None` while nothing is read.
    pub reading: Option<Progress>,
    /// What is told at the foot.
    pub notice: Option<Notice>,
    /// What is told under the menu from the start.
    pub strips: Vec<super::strip::Strip>,
    /// The project.
    pub desk: super::desk::Desk,
    /// The activity chart is open.
    pub activity: bool,
    /// What it counts.
    pub chart: (Unit, Split),
    /// Its numbers, once somebody looks.
    months: OnceCell<Months>,
    /// The help that is open.
    pub help: Option<Help>,
}

impl State {
    /// Nothing is here but the sample articles, and nothing of them was corrected.
    pub fn is_untouched_sample(&self) -> bool {
        let whole = |p: &PathBuf| p.canonicalize().unwrap_or_else(|_| p.clone());
        let undo = self.desk.status.as_ref().is_some_and(|s| s.undo.is_some() || s.redo.is_some());
        match (&self.sample, self.paths.as_slice()) {
            (Some(sample), [path]) => !undo && whole(sample) == whole(path),
            _ => false,
        }
    }

    /// An empty window on the years 2014–2023.
    pub fn new(today: NaiveDate, lang: Lang) -> Self {
        Self {
            today,
            lang,
            theme: ThemeChoice::System,
            paths: Vec::new(),
            sample: None,
            corpus: Arc::default(),
            all: Arc::default(),
            timeline: Arc::default(),
            filter: Filter::default(),
            choice: LaneChoice::default(),
            arcs: false,
            order: ListOrder::Day,
            rows: Vec::new(),
            going: None,
            commanding: None,
            tour: None,
            listed: Vec::new(),
            haystack: None,
            worded: None,
            sorts: Sorts::default(),
            facets: OnceCell::new(),
            clock: Clock::Happened,
            delays: false,
            weeks: false,
            motion: Motion::default(),
            anchor: None,
            flash: None,
            rivals: Rivals::default(),
            comparing: None,
            views: Vec::new(),
            recipes: Vec::new(),
            studio: None,
            naming: String::new(),
            view: View::default_decade(),
            fresh: false,
            sought: None,
            scroll: 0.0,
            selected: Vec::new(),
            gathering: false,
            climbed: None,
            hovered: None,
            side: Side::Events,
            read_from: Side::Events,
            chosen: None,
            scroll_to_chosen: false,
            reading: None,
            notice: None,
            strips: Vec::new(),
            desk: super::desk::Desk::default(),
            activity: false,
            chart: (Unit::Month, Split::Kind),
            months: OnceCell::new(),
            help: None,
        }
    }

    /// The shown events in the order of time, undated ones last.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = (usize, &Event)> {
        self.listed.iter().map(|i| (*i as usize, &self.corpus.events[*i as usize]))
    }

    /// Indices of the shown events, in the same order.
    pub fn listed(&self) -> &[u32] {
        &self.listed
    }

    /// The event in a row of the list.
    pub fn row(&self, n: usize) -> Option<usize> {
        let rows = if self.rows.is_empty() { &self.listed } else { &self.rows };
        rows.get(n).map(|i| *i as usize)
    }

    /// Orders the list.
    pub fn sort_rows(&mut self) {
        let events = &self.corpus.events;
        let lang = self.lang;
        let mut rows = self.listed.clone();
        match self.order {
            // Events lie in the order of their days.
            ListOrder::Day if self.clock == Clock::Happened => rows = Vec::new(),
            ListOrder::Day => rows.sort_by_cached_key(|i| {
                let told = self.dates_of(&events[*i as usize]).and_then(|d| d.sort_key());
                (told.is_none(), told)
            }),
            ListOrder::Actor => rows.sort_by_cached_key(|i| {
                let actor = events[*i as usize].actors.first();
                (actor.is_none(), actor.map(|p| super::tell::party(*p, lang)))
            }),
            ListOrder::Kind => rows.sort_by_key(|i| events[*i as usize].kind),
            ListOrder::Sources => {
                rows.sort_by_cached_key(|i| std::cmp::Reverse(self.corpus.source_count(&events[*i as usize])));
            }
        }
        self.rows = rows;
    }

    /// Takes a new corpus; view, filter and selection stay as far as they still mean something.
    pub fn adopt(&mut self, corpus: impl Into<Arc<Corpus>>) {
        let sorted = Sorted::new(corpus.into(), self.choice.part, self.clock);
        self.take(sorted);
    }

    /// Takes a corpus that differs from the present one by its stars alone; false where more does.
    pub fn restar(&mut self, corpus: &Arc<Corpus>) -> bool {
        let now = &self.corpus;
        let same = now.events.ptr_eq(&corpus.events) && now.articles.ptr_eq(&corpus.articles);
        if !same || now.warnings != corpus.warnings || now.events.is_empty() {
            return false;
        }
        let known = std::ptr::eq(self.rivals.corpus.as_ptr(), Arc::as_ptr(now));
        self.corpus = Arc::clone(corpus);
        if known {
            self.rivals.corpus = Arc::downgrade(corpus);
        }
        self.facets = OnceCell::new();
        if self.filter.starred {
            self.refilter();
        }
        true
    }

    /// The same, of a corpus whose lanes were made elsewhere.
    pub fn take(&mut self, sorted: Sorted) {
        let first = self.corpus.events.is_empty();
        let kept: Vec<EventId> =
            self.selected.iter().filter_map(|i| self.corpus.events.get(*i)).map(|e| e.id.clone()).collect();
        let Sorted { corpus, all, sorts, part, clock } = sorted;
        (self.corpus, self.sorts) = (corpus, sorts);
        self.haystack = None;
        (self.flash, self.comparing, self.sought) = (None, None, None);
        self.rivals = Rivals::default();
        self.selected = kept.iter().filter_map(|id| self.corpus.events.iter().position(|e| e.id == *id)).collect();
        (self.hovered, self.climbed) = (None, None);
        if let Side::Article(id) = &self.side
            && self.corpus.article(id).is_none()
        {
            self.side = Side::Events;
        }
        if self.side == Side::Warnings && self.corpus.warnings.is_empty() {
            self.side = Side::Events;
        }
        // Where nothing could be read, the reasons are what there is to see.
        if self.corpus.articles.is_empty() && !self.corpus.warnings.is_empty() {
            self.side = Side::Warnings;
        }
        if (part, clock) == (self.choice.part, self.clock) {
            self.all = all;
            self.refilter();
        } else {
            self.sort_lanes();
        }
        let nothing_in_view = !self.corpus.events.iter().any(|e| self.is_in_view(e, self.view));
        if self.fresh {
            self.open_afresh();
        } else if first
            && nothing_in_view
            && let Some(all) = self.fit()
        {
            self.view = all;
        }
    }

    /// Shows a project that nobody has looked at yet: the usual decade, or all days where that holds less than half of the
    /// events.
    pub fn open_afresh(&mut self) {
        let decade = View::default();
        let dated = self.corpus.events.iter().filter(|e| self.dates_of(e).is_some());
        let (within, all) = dated.fold((0, 0), |(n, all), e| (n + usize::from(self.is_in_view(e, decade)), all + 1));
        (self.view, self.scroll, self.fresh) = (decade, 0.0, all == 0);
        if within * 2 < all
            && let Some(fit) = self.fit()
        {
            self.view = fit;
        }
    }

    /// Makes the lanes anew, after the corpus has changed.
    pub fn sort_lanes(&mut self) {
        self.all = Arc::new(Timeline::by_part(&self.corpus, self.choice.part, self.clock, &super::tell::party));
        self.refilter();
    }

    /// Shows what the filter lets pass.
    pub fn refilter(&mut self) {
        self.facets = OnceCell::new();
        self.months = OnceCell::new();
        self.worded = self.filter.worded(&self.corpus, &mut self.haystack);
        self.listed = if self.filter.is_of_sorts() {
            // Kinds and certainties stand side by side in the timeline: a million of them are read in a moment.
            let mut lets = [[false; 3]; Kind::ALL.len()];
            for (kind, row) in Kind::ALL.into_iter().zip(&mut lets) {
                for certainty in CERTAINTIES {
                    row[certainty as usize] = self.filter.lets_sort(kind, certainty);
                }
            }
            let passes = |i: &u32| self.all.sort_of(*i as usize).is_some_and(|(k, c)| lets[k as usize][c as usize]);
            (0..self.corpus.events.len() as u32).filter(passes).collect()
        } else {
            self.filter.pass(&self.corpus, self.worded.as_deref())
        };
        let timeline = if self.listed.len() == self.corpus.events.len() {
            Arc::clone(&self.all)
        } else {
            let mut keep = vec![false; self.corpus.events.len()];
            for i in &self.listed {
                keep[*i as usize] = true;
            }
            self.selected.retain(|i| keep.get(*i).copied().unwrap_or(false));
            Arc::new(self.all.kept(&keep))
        };
        self.sort_rows();
        let plain = LaneChoice { part: self.choice.part, ..LaneChoice::default() };
        self.timeline =
            if self.choice == plain { timeline } else { Arc::new(timeline.chosen(&self.choice, self.lang)) };
    }

    /// The lane in which the arrows found an event, else its first one.
    pub fn lane_of(&self, event: usize) -> Option<usize> {
        let came = self.climbed.filter(|(found, _)| *found == event).map(|(_, lane)| lane);
        came.filter(|lane| *lane < self.timeline.lanes.len()).or_else(|| self.timeline.lane_of(event))
    }

    /// Whose lanes there are, the most active first.
    pub fn lanes_by_activity(&self) -> Vec<Option<Party>> {
        self.all.lanes.clone()
    }

    /// How many events of a kind the rest of the filter lets pass.
    pub fn count_of(&self, kind: Kind) -> usize {
        if self.filter.is_of_sorts() {
            let lets = |c: &Certainty| !self.filter.unsure.contains(c);
            return CERTAINTIES.into_iter().filter(lets).map(|c| self.sorts[kind as usize][c as usize]).sum();
        }
        self.facets().kinds.get(&kind).copied().unwrap_or(0)
    }

    /// What each choice of the filter would show.
    pub fn facets(&self) -> &Facets {
        self.facets.get_or_init(|| self.filter.facets(&self.corpus, self.worded.as_deref()))
    }

    /// What the activity chart counts.
    pub fn months(&self) -> &Months {
        self.months.get_or_init(|| Months::of(self))
    }

    /// The dates by which an event has its place.
    pub fn dates_of(&self, event: &Event) -> Option<Dates> {
        match self.clock {
            Clock::Happened => event.date.dates,
            Clock::Told => tellings(&self.corpus, event).first().copied(),
        }
    }

    /// The day in words, by the clock that is shown: "entre le 2 et le 5 mai 2019", "du 2 au 5 mai 2019" for what lasted.
    pub fn when(&self, event: &Event) -> String {
        match self.clock {
            Clock::Happened if event.date.dates.is_some() => calendar::event_date(&event.date, self.lang),
            _ => super::tell::when_short(self.dates_of(event), self.lang),
        }
    }

    /// Whether some day of the event lies in a view.
    pub fn is_in_view(&self, event: &Event, view: View) -> bool {
        self.dates_of(event).is_some_and(|d| {
            d.earliest.or(d.latest).is_some_and(|e| day_number(e) < view.to)
                && d.latest.or(d.earliest).is_some_and(|l| day_number(l) + 1.0 > view.from)
        })
    }

    /// The present view, under a name.
    pub fn as_view(&self, name: &str) -> ViewState {
        ViewState {
            name: name.to_owned(),
            days: Some(ViewState::days_of(&self.view)),
            filter: self.filter.clone(),
            lanes: self.choice.clone(),
            clock: self.clock,
            arcs: self.arcs,
            delays: self.delays,
            weeks: self.weeks,
        }
    }

    /// Bytes that the timeline's own structures take: lanes of all and of the shown events, and the list of these.
    pub fn bytes(&self) -> usize {
        let shown = if Arc::ptr_eq(&self.all, &self.timeline) { 0 } else { self.timeline.bytes(Some(&self.all)) };
        self.all.bytes(None) + shown + (self.listed.capacity() + self.rows.capacity()) * size_of::<u32>()
    }

    /// The part of the calendar that holds all shown events, with some air; `None` where none has a date.
    pub fn fit(&self) -> Option<View> {
        self.timeline.fit()
    }

    /// Where "back" leads from an article: to the search that found it or the selected event that it tells, else to the list
    /// of articles.
    pub fn side_behind(&self, article: &ArticleId) -> Side {
        if self.read_from == Side::Search {
            return Side::Search;
        }
        let tells =
            |i: &usize| self.corpus.events.get(*i).is_some_and(|e| e.passages.iter().any(|p| p.article == *article));
        if self.selected.iter().any(tells) { Side::Events } else { Side::Articles }
    }

    /// The colours that are to be used, where the system has `system`.
    pub fn theme_on(&self, system: Option<eframe::egui::Theme>) -> Theme {
        match self.theme {
            ThemeChoice::Dark => Theme::Dark,
            ThemeChoice::System if system == Some(eframe::egui::Theme::Dark) => Theme::Dark,
            ThemeChoice::System | ThemeChoice::Light => Theme::Light,
        }
    }
}

/// Events that look like one act told in two ways.
#[derive(Clone, Debug, Default)]
pub struct Rivals {
    /// Of this corpus.
    pub corpus: Weak<Corpus>,
    /// The pairs.
    pub pairs: Vec<Rival>,
    /// Each of their events with the others.
    pub of: Arc<BTreeMap<usize, Vec<usize>>>,
}

impl Rivals {
    /// Those found in a corpus.
    pub fn new(corpus: &Arc<Corpus>, pairs: Vec<Rival>) -> Self {
        let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for [a, b] in pairs.iter().map(|r| r.events) {
            of.entry(a).or_default().push(b);
            of.entry(b).or_default().push(a);
        }
        Self { corpus: Arc::downgrade(corpus), pairs, of: Arc::new(of) }
    }

    /// In what others differ from an event, and which.
    pub fn with(&self, event: usize) -> impl Iterator<Item = (About, usize)> {
        let touched = self.of.contains_key(&event);
        let of = move |r: &Rival| match r.events {
            [a, b] if a == event => Some((r.about, b)),
            [a, b] if b == event => Some((r.about, a)),
            _ => None,
        };
        self.pairs.iter().take(if touched { usize::MAX } else { 0 }).filter_map(of)
    }
}

/// In the order of legends.
pub const CERTAINTIES: [Certainty; 3] = [Certainty::Actual, Certainty::Alleged, Certainty::Planned];

/// A corpus in lanes. To make it takes a moment where there are a million events: then it is made beside the window.
pub struct Sorted {
    corpus: Arc<Corpus>,
    all: Arc<Timeline>,
    sorts: Sorts,
    part: Part,
    clock: Clock,
}

impl Sorted {
    /// Sorts a corpus by these.
    pub fn new(corpus: Arc<Corpus>, part: Part, clock: Clock) -> Self {
        let all = Arc::new(Timeline::by_part(&corpus, part, clock, &super::tell::party));
        Self { sorts: sorts(&corpus), corpus, all, part, clock }
    }
}

/// How many events there are of each kind and each certainty.
type Sorts = [[usize; 3]; Kind::ALL.len()];

fn sorts(corpus: &Corpus) -> Sorts {
    let mut sorts = Sorts::default();
    for event in &corpus.events {
        sorts[event.kind as usize][event.certainty as usize] += 1;
    }
    sorts
}

/// The day from which days are counted, and the event that gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// Days since 1970-01-01.
    pub day: f64,
    /// The event's title.
    pub title: String,
    /// Its day as wide as it is known, in words.
    pub when: String,
}

/// The part of the calendar that holds some dates, with some air.
pub fn fit_one(dates: Option<Dates>) -> Option<View> {
    let dates = dates?;
    let (first, last) = (dates.earliest.or(dates.latest)?, dates.latest.or(dates.earliest)?);
    Some(View::fit(day_number(first), day_number(last) + 1.0))
}
