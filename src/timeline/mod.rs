//! The timeline as a pure function: corpus and view in, [`Scene`] and hit areas out. f64 throughout; no clock, no file,
//! no egui. Deliberately does not know how anything is painted.
//!
//! [`Timeline::new`] sorts events into lanes (`lanes`); a frame arranges each lane's events (`arrange`) or, where there are
//! too many for marks, counts them by day (`strip`), draws them (`marks`, `labels`) under the calendar (`ticks`, over `scale`)
//! and puts all in its place (`layout`). A [`Memory`] of the last frame lets what is new fade in.

pub(crate) mod arrange;
pub(crate) mod labels;
pub(crate) mod lanes;
pub(crate) mod layout;
pub(crate) mod marks;
mod memory;
mod scale;
mod strip;
pub mod ticks;
pub mod why;
pub mod words;

pub use memory::Memory;
pub use scale::{LONGEST, SHORTEST, date_of, day_number};

use crate::model::{ArticleId, Corpus, Dates, Event, Lang, Part, Party};
use crate::scene::{Point, Rect, Scene};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The part of the calendar in view, in days since 1970-01-01 (fractions allowed at the ends).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Left edge.
    pub from: f64,
    /// Right edge, greater than `from`.
    pub to: f64,
}

/// Light, dark, or print in black and white (figures only).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Theme {
    #[default]
    Light,
    Dark,
    Print,
}

/// What the layout has to know beside the events.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Colours.
    pub theme: Theme,
    /// Language of the axis, the lanes and the labels.
    pub lang: Lang,
    /// Width and height of the whole canvas (lane column, axis, lanes, coverage and overview strips, tray), in px.
    pub size: (f64, f64),
    /// How far the lanes are scrolled down, in px.
    pub scroll: f64,
    /// Selected events (indices into `Corpus::events`).
    pub selected: Vec<usize>,
    /// The event under the pointer.
    pub hovered: Option<usize>,
    /// Lines from actors to targets of all events in view, not only of the selected and the hovered.
    pub arcs: bool,
    /// Lines from the day of each event to the days on which it was told, or the other way round.
    pub delays: bool,
    /// By what the places of events are told.
    pub clock: Clock,
    /// Days are counted from this one (since 1970-01-01): J−30, J+90.
    pub anchor: Option<f64>,
    /// The event that a click elsewhere points to, and how strongly it flashes, 0 to 1.
    pub flash: Option<(usize, f64)>,
    /// The weeks are numbered on the axis.
    pub weeks: bool,
    /// Events that look like one act told in two ways, each with the others.
    pub rivals: Arc<BTreeMap<usize, Vec<usize>>>,
    /// Today, for the line on the axis.
    pub today: Option<chrono::NaiveDate>,
}

/// Events sorted into lanes; made once per corpus and filter, then laid out every frame.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// In the order drawn; `None` is the lane of events without a party.
    pub lanes: Vec<Option<Party>>,
    /// The events of each of `lanes`.
    rows: Vec<Arc<lanes::Lane>>,
    /// All events as one.
    whole: lanes::Whole,
    /// By the index of the event.
    facts: Arc<[lanes::Facts]>,
    /// Some lanes are not among `rows`.
    partial: bool,
    /// How many of the first lanes stay at the top.
    pinned: usize,
    /// Names of all parties, those acted upon included, in French and English.
    names: Arc<BTreeMap<Party, [String; 2]>>,
}

/// By what an event's place on the calendar is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// When it happened.
    #[default]
    Happened,
    /// When the first article told it.
    Told,
}

/// The days on which the articles that tell an event are from, each article once, the earliest first; those without a day
/// are left out.
pub fn tellings(corpus: &Corpus, event: &Event) -> Vec<Dates> {
    let articles: BTreeSet<&ArticleId> = event.passages.iter().map(|p| &p.article).collect();
    let mut days: Vec<Dates> =
        articles.iter().filter_map(|id| corpus.article(id)).filter_map(|a| a.published.dates).collect();
    days.sort_by_key(Dates::sort_key);
    days
}

/// In which order lanes stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaneOrder {
    /// The most active first.
    #[default]
    Activity,
    /// By name.
    Name,
    /// By the first event.
    First,
    /// As the user put them; those not among them come last.
    Own(Vec<Option<Party>>),
}

/// Lanes that stand together under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneGroup {
    /// French and English.
    pub names: [String; 2],
    /// Whose lanes; `None` is the lane of events without a party.
    pub parties: Vec<Option<Party>>,
    /// Its lanes are seen one by one; else all of them are one lane.
    pub open: bool,
}

/// Which lanes there are, and how they are ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LaneChoice {
    /// Events stand in the lanes of those who act, of those acted upon, or of both.
    pub part: Part,
    /// The order.
    pub order: LaneOrder,
    /// These come first.
    pub pinned: Vec<Option<Party>>,
    /// These are not shown.
    pub hidden: BTreeSet<Option<Party>>,
    /// These stand together; a lane of none of them stands before all groups.
    pub groups: Vec<LaneGroup>,
}

impl Default for LaneChoice {
    fn default() -> Self {
        Self {
            part: Part::Actor,
            order: LaneOrder::Activity,
            pinned: Vec::new(),
            hidden: BTreeSet::new(),
            groups: Vec::new(),
        }
    }
}

/// What stands under a point of the canvas.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// One event.
    Event(usize),
    /// Several events drawn as one, and the days they span.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Cluster { events: Vec<usize>, view: View },
    /// A lane so full in this view that it is drawn as columns.
    Crowd(usize),
    /// A lane's name.
    Lane(usize),
    /// Events outside the view, left or right; going there shows them.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Beyond { count: usize, view: View },
    /// The tray of undated events.
    Tray,
    /// The overview strip; [`Layout::overview_day`] tells the day of a press there.
    Overview,
}

/// An area that answers to the pointer; later ones lie on top.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// At least 24 px each way for what is clicked.
    pub rect: Rect,
    /// What it is.
    pub target: Target,
}

/// Numbers of the status bar; they add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Counts {
    pub total: usize,
    /// Events whose days touch the view, whether or not their lane is scrolled into sight.
    pub in_view: usize,
    pub before: usize,
    pub after: usize,
    /// Events in view that are drawn only within pills and columns.
    pub clustered: usize,
    /// Events in view all of whose lanes are scrolled out of sight.
    pub elsewhere: usize,
    pub undated: usize,
}

/// One frame's picture.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// What is drawn.
    pub scene: Scene,
    /// What answers.
    pub hits: Vec<Hit>,
    /// What is told.
    pub counts: Counts,
    /// The rectangle of the calendar (without lane names): x is linear in it from `View::from` to `View::to`.
    pub plot: Rect,
    /// The rectangle of the overview strip.
    pub overview: Rect,
    /// Height of all lanes, for scrolling.
    pub content_height: f64,
    /// Where each event that is drawn by itself stands: index and middle of its mark, once for each of its lanes in sight.
    /// Those in a pill are in the [`Target::Cluster`]s of `hits`.
    pub marks: Vec<(usize, Point)>,
    /// The days that the overview strip shows.
    pub overview_view: View,
    /// Each lane in sight: its index and its rectangle, lane names included.
    pub lane_rects: Vec<(usize, Rect)>,
    /// Below it lie the lanes that are scrolled, above it those that stay at the top.
    pub pinned_bottom: f64,
    /// How far the lanes are scrolled: not always as asked for, where lanes grow or shrink.
    pub scroll: f64,
    seen: memory::Seen,
}

impl Layout {
    /// What answers at `p`: of several marks there the one whose middle is nearest, else the topmost area.
    pub fn hit_at(&self, p: Point) -> Option<&Hit> {
        let inside = || self.hits.iter().filter(|h| h.rect.contains(p));
        let distance = |h: &Hit| {
            let (dx, dy) = (h.rect.x + h.rect.width / 2.0 - p.x, h.rect.y + h.rect.height / 2.0 - p.y);
            // A long band answers only where no glyph does.
            if h.rect.width > 80.0 { 1e6 } else { dx * dx + dy * dy }
        };
        inside()
            .filter(|h| matches!(h.target, Target::Event(_) | Target::Cluster { .. }))
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .or_else(|| inside().next_back())
    }

    /// Leaves to the next frame what it has to know of this one; true where that will look different by itself.
    pub fn remember(&self, memory: &mut Memory) -> bool {
        memory.take(&self.seen)
    }

    /// The day under `x` in the overview strip.
    pub fn overview_day(&self, x: f64) -> f64 {
        self.overview_view.day_from_x(&self.overview, x)
    }
}

/// A name as it is sorted: in lower case, without accents.
fn folded(name: &str) -> String {
    use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
    name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

impl Timeline {
    /// Sorts the `shown` events of a corpus into lanes, by activity; lanes are named by their codes.
    pub fn new(corpus: &Corpus, shown: &dyn Fn(usize) -> bool) -> Self {
        Self::with_names(corpus, shown, &|party, _| party.to_string())
    }

    /// The same, with the names of countries in each language.
    pub fn with_names(corpus: &Corpus, shown: &dyn Fn(usize) -> bool, names: &dyn Fn(Party, Lang) -> String) -> Self {
        lanes::build(corpus, shown, names, Part::Actor, Clock::Happened)
    }

    /// All events, in the lanes of those who take this part in them, by this clock.
    pub fn by_part(corpus: &Corpus, part: Part, clock: Clock, names: &dyn Fn(Party, Lang) -> String) -> Self {
        lanes::build(corpus, &|_| true, names, part, clock)
    }

    /// The same with the lanes that are chosen, in their order.
    #[must_use]
    pub fn chosen(&self, choice: &LaneChoice, lang: Lang) -> Self {
        let mut chosen = self.clone();
        chosen.rows.retain(|lane| !choice.hidden.contains(&lane.party));
        chosen.partial = chosen.rows.len() < self.rows.len();
        match &choice.order {
            LaneOrder::Activity => {}
            LaneOrder::Name => {
                chosen.rows.sort_by_cached_key(|l| (l.party.is_none(), folded(l.name(lang))));
            }
            LaneOrder::First => {
                chosen.rows.sort_by_key(|l| l.span().map(|(first, _)| first as i64));
            }
            LaneOrder::Own(order) => {
                chosen.rows.sort_by_key(|l| order.iter().position(|p| *p == l.party).unwrap_or(usize::MAX));
            }
        }
        chosen.rows.sort_by_key(|l| choice.pinned.iter().position(|p| *p == l.party).unwrap_or(usize::MAX));
        lanes::group(&mut chosen, choice);
        chosen.pinned = chosen.rows.iter().filter(|l| l.head.is_none() && choice.pinned.contains(&l.party)).count();
        chosen.lanes = chosen.rows.iter().map(|lane| lane.party).collect();
        chosen
    }

    /// The same with only the events that are `kept` (by their index into `Corpus::events`); nothing is sorted anew.
    #[must_use]
    pub fn kept(&self, kept: &[bool]) -> Self {
        lanes::kept(self, kept)
    }

    /// The same with only the lanes that have events in `view`, the most active there first.
    #[must_use]
    pub fn active_in(mut self, view: &View) -> Self {
        let count = |lane: &Arc<lanes::Lane>| lane.count_in(view.from, view.to);
        self.rows.retain(|lane| count(lane) > 0);
        self.rows.sort_by_key(|lane| (lane.party.is_none(), std::cmp::Reverse(count(lane))));
        self.lanes = self.rows.iter().map(|lane| lane.party).collect();
        self
    }

    /// The same with at most `most` lanes: the less active ones share the last one, called `rest`.
    #[must_use]
    pub fn limited(self, most: usize, rest: [String; 2]) -> Self {
        lanes::limit(self, most, rest)
    }

    /// The same with only the lanes of `parties`, in their order.
    #[must_use]
    pub fn only(mut self, parties: &[Party]) -> Self {
        let place = |lane: &Arc<lanes::Lane>| parties.iter().position(|p| Some(*p) == lane.party);
        self.rows.retain(|lane| place(lane).is_some());
        self.rows.sort_by_key(place);
        self.lanes = self.rows.iter().map(|lane| lane.party).collect();
        self
    }

    /// Lays out one frame.
    pub fn layout(&self, corpus: &Corpus, view: View, look: &Look) -> Layout {
        layout::frame(self, corpus, view, look, &layout::Style::screen()).layout
    }

    /// Lays out one frame after another, with what changes on its way.
    pub fn layout_after(&self, corpus: &Corpus, view: View, look: &Look, memory: &Memory) -> Layout {
        layout::frame_after(self, corpus, view, look, &layout::Style::screen(), memory).layout
    }

    /// A view of all events with a date, with a margin; `None` where there are none.
    pub fn fit(&self) -> Option<View> {
        self.whole.span().map(|(from, to)| View::fit(from, to))
    }

    /// Events of the lanes whose days touch the view, in the corpus' order.
    pub fn events_in(&self, view: &View) -> Vec<usize> {
        let mut seen = vec![false; self.facts.len()];
        for item in self.rows.iter().flat_map(|lane| lane.touching(view.from, view.to)) {
            seen[item.event as usize] = true;
        }
        seen.iter().enumerate().filter(|(_, seen)| **seen).map(|(event, _)| event).collect()
    }

    /// How many independent sources tell an event, and whether some exclude the days it is shown on.
    pub(crate) fn sources_of(&self, event: usize) -> (u8, bool) {
        self.facts.get(event).map_or((0, false), |f| (f.sources, f.disputed))
    }

    /// The names of the lanes, from the top.
    pub(crate) fn lane_names(&self, lang: Lang) -> Vec<&str> {
        self.rows.iter().map(|lane| lane.name(lang)).collect()
    }

    /// The sorts of dates that occur in a view, each once.
    pub(crate) fn reaches_in(&self, view: &View) -> Vec<lanes::Reach> {
        let mut found = Vec::new();
        for item in self.rows.iter().flat_map(|lane| lane.touching(view.from, view.to)) {
            if !found.contains(&item.reach) {
                found.push(item.reach);
            }
        }
        found
    }

    /// Events before and after the view, and without a date.
    pub(crate) fn left_out(&self, view: &View) -> (usize, usize, usize) {
        let count = |beyond: Option<(usize, f64)>| beyond.map_or(0, |b| b.0);
        (count(self.whole.before(view)), count(self.whole.after(view)), self.whole.undated.len())
    }

    /// How high the lanes would be if nothing had to be shortened.
    pub(crate) fn wanted_height(&self, style: &layout::Style) -> f64 {
        layout::wanted(&self.rows, style).iter().sum()
    }

    /// How many lanes fit into a height at their least, with `head` more for each that holds one of the `numbered` lanes:
    /// those beyond share the last one.
    pub(crate) fn lanes_fitting(&self, style: &layout::Style, height: f64, head: f64, numbered: &[usize]) -> usize {
        let least = layout::least(&self.rows, style);
        let height_of = |most: usize| {
            let heads: BTreeSet<usize> = numbered.iter().map(|lane| (*lane).min(most - 1)).collect();
            let lowest = if most < least.len() { style.least } else { least[most - 1] };
            least[..most - 1].iter().sum::<f64>() + lowest + head * heads.len() as f64
        };
        (1..=least.len()).rev().find(|most| height_of(*most) <= height).unwrap_or(1)
    }

    /// In which lane an event of these actors stands: the first of theirs, else the last, which holds the rest.
    pub(crate) fn lane_by_actors(&self, actors: &[Party]) -> usize {
        let of_actor = |lane: &Arc<lanes::Lane>| lane.party.is_some_and(|party| actors.contains(&party));
        self.rows.iter().position(of_actor).unwrap_or(self.rows.len().saturating_sub(1))
    }

    /// First and last instant of the days that the dated events have within `bounds`; an event that may lie, or lasts, more
    /// than a year tells of neither, unless all do. `None` where no event has a day there.
    pub(crate) fn extent_in(&self, bounds: &View) -> Option<(f64, f64)> {
        let items = || self.rows.iter().flat_map(|lane| lane.touching(bounds.from, bounds.to));
        let join = |span: Option<(f64, f64)>, item: &lanes::Item| {
            let (lo, hi) = (item.lo().max(bounds.from), item.hi().min(bounds.to));
            Some(span.map_or((lo, hi), |(a, b)| (a.min(lo), b.max(hi))))
        };
        let narrow = items().filter(|i| i.hi() - i.lo() <= 366.0).fold(None, join);
        narrow.or_else(|| items().fold(None, join))
    }

    /// How many of the dated events have a day in a view, in whatever lane.
    pub(crate) fn whole_in(&self, view: &View) -> usize {
        let (before, after, _) = self.left_out(view);
        self.whole.dated() - before - after
    }

    /// Where those of `events` that a lane holds have their middle, by x in `plot`; where that is out of view, the middle of
    /// what is seen of their days.
    pub(crate) fn places_in(&self, lane: usize, view: &View, plot: &Rect, events: &[usize]) -> Vec<(usize, f64)> {
        let Some(lane) = self.rows.get(lane) else { return Vec::new() };
        let mut sorted = events.to_vec();
        sorted.sort_unstable();
        let found = lane.touching(view.from, view.to).filter(|i| sorted.binary_search(&(i.event as usize)).is_ok());
        let day = |i: &lanes::Item| {
            let is_seen = (view.from..=view.to).contains(&i.at());
            if is_seen { i.at() } else { f64::midpoint(i.lo().max(view.from), i.hi().min(view.to)) }
        };
        found.map(|i| (i.event as usize, view.x_from_day(plot, day(i)))).collect()
    }

    /// The name of a lane.
    pub fn lane_name(&self, index: usize, lang: Lang) -> &str {
        self.rows.get(index).map_or("", |l| l.name(lang))
    }

    /// How many events stand in a lane.
    pub fn lane_len(&self, index: usize) -> usize {
        self.rows.get(index).map_or(0, |l| l.len())
    }

    /// The group (an index into [`LaneChoice::groups`]) that a lane heads, and whether it is open.
    pub fn head_of(&self, lane: usize) -> Option<(usize, bool)> {
        self.rows.get(lane)?.head.as_ref().map(|head| (head.group, head.open))
    }

    /// How many of the first lanes stay at the top.
    pub fn pinned(&self) -> usize {
        self.pinned
    }

    /// How many events have a day in a view.
    pub fn count(&self, view: &View) -> usize {
        self.whole.days.count_in(view.from, view.to)
    }

    /// How many events of each family have their mark in a view.
    pub fn families_in(&self, view: &View) -> [usize; 6] {
        self.whole.days.between(view.from.floor() as i32, view.to.ceil() as i32)
    }

    /// How many events of a lane have a day in a view.
    pub fn count_in(&self, lane: usize, view: &View) -> usize {
        self.rows.get(lane).map_or(0, |l| l.count_in(view.from, view.to))
    }

    /// A view of one lane's events.
    pub fn fit_lane(&self, lane: usize) -> Option<View> {
        self.rows.get(lane)?.span().map(|(from, to)| View::fit(from, to))
    }
}
