//! The timeline as a pure function: corpus and view in, [`Scene`] and hit areas out. f64 throughout; no clock, no file,
//! no egui. Deliberately does not know how anything is painted.
//!
//! [`Timeline::new`] sorts events into lanes (`lanes`); a frame arranges each lane's events (`arrange`), draws them
//! (`marks`, `labels`) under the calendar (`ticks`, over `scale`) and puts all in its place (`layout`).

mod arrange;
mod labels;
mod lanes;
pub(crate) mod layout;
mod marks;
mod scale;
pub mod ticks;
pub mod words;

pub use scale::{LONGEST, SHORTEST, date_of, day_number};

use crate::model::{Corpus, Lang, Party};
use crate::scene::{Point, Rect, Scene};

/// The part of the calendar in view, in days since 1970-01-01 (fractions allowed at the ends).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Left edge.
    pub from: f64,
    /// Right edge, greater than `from`.
    pub to: f64,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

/// What the layout has to know beside the events.
#[derive(Clone, Debug)]
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
    /// Today, for the line on the axis.
    pub today: Option<chrono::NaiveDate>,
}

/// Events sorted into lanes; made once per corpus and filter, then laid out every frame.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// In the order drawn; `None` is the lane of events without a party.
    pub lanes: Vec<Option<Party>>,
    /// The events of each of `lanes`.
    rows: Vec<lanes::Lane>,
    /// All events as one.
    whole: lanes::Whole,
    /// By the index of the event.
    facts: Vec<lanes::Facts>,
}

/// What stands under a point of the canvas.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// One event.
    Event(usize),
    /// Several events drawn as one, and the days they span.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Cluster { events: Vec<usize>, view: View },
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
    /// Events in view that stand in a pill in every one of their lanes.
    pub clustered: usize,
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
            .or_else(|| inside().last())
    }

    /// The day under `x` in the overview strip.
    pub fn overview_day(&self, x: f64) -> f64 {
        self.overview_view.day_from_x(&self.overview, x)
    }
}

impl Timeline {
    /// Sorts the `shown` events of a corpus into lanes, by activity; lanes are named by their codes.
    pub fn new(corpus: &Corpus, shown: &dyn Fn(usize) -> bool) -> Self {
        Self::with_names(corpus, shown, &|party, _| party.to_string())
    }

    /// The same, with the names of countries in each language.
    pub fn with_names(corpus: &Corpus, shown: &dyn Fn(usize) -> bool, names: &dyn Fn(Party, Lang) -> String) -> Self {
        lanes::build(corpus, shown, names)
    }

    /// Lays out one frame.
    pub fn layout(&self, corpus: &Corpus, view: View, look: &Look) -> Layout {
        layout::frame(self, corpus, view, look, &layout::Style::screen()).layout
    }

    /// A view of all events with a date, with a margin; `None` where there are none.
    pub fn fit(&self) -> Option<View> {
        self.whole.span().map(|(from, to)| View::fit(from, to))
    }

    /// A view of one lane's events.
    pub fn fit_lane(&self, lane: usize) -> Option<View> {
        self.rows.get(lane)?.span().map(|(from, to)| View::fit(from, to))
    }
}
