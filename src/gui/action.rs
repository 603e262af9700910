//! What the user wishes. Panels push actions while they draw; the app applies them at the end of the frame.

use super::activity::{Split, Unit};
use super::commands::Typed;
use super::state::{Help, ListOrder, Side, ThemeChoice};
use crate::filter::Filter;
use crate::model::{ArticleId, Kind, Lang, Span};
use crate::timeline::{Clock, LaneChoice, View};
use std::path::PathBuf;

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Select exactly these events (indices into the corpus).
    Select(Vec<usize>),
    /// Add an event to the selection, or take it away.
    Toggle(usize),
    /// The same from the list of all, which stays until one event is picked.
    Gather(usize),
    /// Select the next or the previous event in time.
    Walk(i32),
    /// Select an event in a lane further down or up.
    Climb(i32),
    /// Select the first (`false`) or the last (`true`) event.
    End(bool),
    /// The pointer is over this event.
    Hover(Option<usize>),
    /// Show this part of the calendar at once.
    View(View),
    /// Move there smoothly.
    Fly(View),
    /// Move there smoothly: all events.
    Fit,
    /// Scroll the lanes by so many pixels.
    Scroll(f64),
    /// The event whose lane is to come into view, and until when it is followed.
    Sought(Option<(usize, Option<f64>)>),
    /// Esc: close what is open, else clear the selection.
    Escape,
    /// Back to an earlier view (`false`), or forward again.
    Earlier(bool),
    /// Type a day to go to.
    GoTo(Option<String>),
    /// Type words to look for.
    Search,
    /// Show what this lets pass.
    Filter(Box<Filter>),
    /// Order the list like this.
    Order(ListOrder),
    /// Draw lines from actors to targets of all events, or only of the selected.
    Arcs,
    /// Draw lines from the day of each event to the days on which it was told, or do not.
    Delays,
    /// Number the weeks on the axis, or do not.
    Weeks,
    /// Whether things move on the screen.
    Motion(super::motion::Motion),
    /// Make texts and all else larger or smaller.
    TextSize(TextSize),
    /// By what the places of events are told.
    Clock(Clock),
    /// Count days from those of this event; `None` counts them as ever.
    Anchor(Option<usize>),
    /// The event that was pointed to no longer flashes.
    Unflash,
    /// Type the name of the present view.
    Name(String),
    /// Keep the present view under a name.
    Keep(String),
    /// Forget a view.
    Forget(String),
    /// Go back to a view.
    Recall(String),
    /// Make these lanes.
    Lanes(Box<LaneChoice>),
    /// Show or hide one kind.
    ToggleKind(Kind),
    /// Show only these kinds; empty means all.
    ShowKinds(Vec<Kind>),
    /// What the right panel shows.
    Side(Side),
    /// Show an article, scrolled to a passage.
    Read(ArticleId, Option<Span>),
    /// Point to an event on the timeline from its passage in the article that is read.
    Point(usize, Span),
    /// Read the articles that tell this event side by side.
    Compare(Option<usize>),
    /// Open a file in the program that the system has for it.
    OpenFile(PathBuf),
    /// The article's text has scrolled to its passage.
    Scrolled,
    /// Ask for a folder or files; `add` keeps what is there.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Ask { what: Pick, add: bool },
    /// Read these, with or without what is there.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Open { paths: Vec<PathBuf>, add: bool },
    /// Stop reading.
    Cancel,
    /// Save a picture to a file.
    SavePicture,
    /// Save the window as it is to a file, without asking where.
    SaveWindow,
    /// Put a picture on the clipboard.
    CopyPicture,
    /// Open the figure's window, change what it makes, or close it.
    Studio(Option<Box<super::studio::Studio>>),
    /// Save the figure of that window to a file, or put it on the clipboard.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Figure { to_file: bool },
    /// Keep the figure of that window under its name.
    KeepRecipe,
    /// Forget a figure.
    ForgetRecipe(String),
    /// Ask for a picture that stands in the corner of the figure.
    AskLogo,
    /// Put words on the clipboard.
    CopyText(String),
    /// Light, dark, or as the system has it.
    Theme(ThemeChoice),
    /// French or English.
    Lang(Lang),
    /// What the activity chart counts.
    Chart(Unit, Split),
    /// Show or hide the activity chart.
    Activity,
    /// The palette of all commands: what is typed in it; `None` closes it.
    Commands(Option<Typed>),
    /// A step of the tour, from 0; `None` ends it.
    Tour(Option<usize>),
    /// Show or hide a help window.
    Help(Option<Help>),
    /// Close the notice.
    Dismiss,
    /// Close this strip.
    Unstrip(usize),
    /// Something about the project.
    Desk(super::desk::Ask),
    /// End the program.
    Quit,
}

/// What a dialog picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// One folder.
    Folder,
    /// One or more files.
    Files,
}

/// How large texts and all else are to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum TextSize {
    Larger,
    Smaller,
    Normal,
}
