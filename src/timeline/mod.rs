//! The timeline as a pure function: corpus and view in, [`Scene`] and hit areas out. f64 throughout; no clock, no file,
//! no egui. Deliberately does not know how anything is painted.

use crate::model::{Corpus, Lang, Party};
use crate::scene::{Rect, Scene};

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
    /// The overview strip; `View::from` of a press there is `view_at`.
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
    pub in_view: usize,
    pub before: usize,
    pub after: usize,
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
    /// Where each event in view is drawn: index and middle of its mark.
    pub marks: Vec<(usize, crate::scene::Point)>,
}

impl Timeline {
    /// Sorts the `shown` events of a corpus into lanes, by activity.
    pub fn new(corpus: &Corpus, shown: &dyn Fn(usize) -> bool) -> Self {
        let _ = (corpus, shown);
        Self::default()
    }

    /// Lays out one frame.
    pub fn layout(&self, corpus: &Corpus, view: View, look: &Look) -> Layout {
        let _ = (corpus, view, look);
        Layout::default()
    }
}
