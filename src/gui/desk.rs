//! The project in the window: menus, the line at the foot, the list of corrections. What the desk answers is taken here;
//! the form in which an event is corrected stands in [`super::edit`].

mod clerk;
mod corrections;
mod menus;

pub use clerk::{Clerk, KEEP_EVERY, News, is_list};
pub use corrections::{corrections, corrections_ui};
pub use menus::{edit_menu, file_menu, shortcuts, status_ui};

use super::action::Action;
use super::edit;
use super::state::State;
use crate::brief;
use crate::exchange::Form;
use crate::gui::words::{fill, words};
use crate::model::{ArticleId, EventId, Lang, Margin, Span};
use crate::project::{Access, EventMark, Field, Status, Wish, recent};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A run of words of an article.
pub type Words = (ArticleId, Span);

/// What the panels know of the project.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The project; `None` while there is none.
    pub status: Option<Status>,
    /// Orders that are not answered yet.
    pub pending: usize,
    /// Those of them that are not known to be on disk.
    pub unsaved: usize,
    /// The form that is open.
    pub form: Option<edit::Form>,
    /// How the window stands is on disk, what is typed into the form included.
    pub kept: bool,
    /// What is typed for several events.
    pub many: edit::Many,
    /// The words selected in an article.
    pub selection: Option<Words>,
    /// A passage on its way to another event.
    pub moving: Option<(Words, EventId)>,
    /// Words looked for in all articles.
    pub search: super::search::Search,
    /// The review, while it is on.
    pub review: Option<super::review::Review>,
    /// New files are read as they come.
    pub watching: bool,
    /// A country or a group that is being described.
    pub fact: Option<edit::FactForm>,
    /// The project that is being opened, until its events are shown.
    pub opening: Option<PathBuf>,
    /// The project that could not be opened because it is damaged.
    pub damaged: Option<PathBuf>,
    /// The projects opened last.
    pub recent: Vec<PathBuf>,
    /// The user's data folder.
    data: Option<PathBuf>,
}

/// A wish about the project.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// An edit, undo, redo.
    Wish(Box<Wish>),
    /// The form as it is typed; `None` closes it.
    Form(Option<Box<edit::Form>>),
    /// The words selected in an article.
    Selection(Option<Words>),
    /// What is typed for several events.
    Many(Box<edit::Many>),
    /// Say this at the foot of the window.
    Say(&'static str),
    /// A passage is taken up, or put down again.
    Moving(Option<(Words, EventId)>),
    /// A new project.
    New,
    /// Ask which project to open.
    OpenDialog,
    /// Open this one.
    Open(PathBuf),
    /// Ask where to save it.
    SaveDialog,
    /// Ask where to write the events in this form, and write them.
    Export(Form),
    /// Ask where to write a brief of these events in this form, and write it.
    Brief(brief::Form, Chosen),
    /// Ask for a list of events from elsewhere, and read it.
    ImportDialog,
    /// Read this list.
    Import(PathBuf),
    /// Save what can be read of a damaged project.
    Salvage(PathBuf),
    /// The description of a country or a group, as typed; `None` closes it.
    Fact(Option<Box<edit::FactForm>>),
    /// Read the articles again.
    ReadAgain,
    /// Show the search in all articles.
    OpenSearch,
    /// Look for these words.
    Search(String),
    /// Go to this one of what was found, and show its event; true opens it.
    Found(usize, bool),
    /// Read new files as they come, or do not.
    Watch,
    /// Begin or end the review of what deserves a look.
    Review(bool),
    /// The next event of the review.
    Next,
    /// A new event from these words, or from nothing, in a form.
    Add(Option<Words>),
}

/// Which events a brief tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Those with a star.
    Starred,
    /// Those that the filters let pass.
    Filtered,
    /// All.
    All,
}

impl Chosen {
    fn count(self, state: &State) -> usize {
        match self {
            Chosen::All => state.corpus.events.len(),
            Chosen::Filtered => state.listed().len(),
            Chosen::Starred => state.corpus.events_starred().count(),
        }
    }

    /// How they are chosen and how many are not, in words.
    fn said(self, state: &State) -> String {
        let filter = match self {
            Chosen::All => return String::new(),
            Chosen::Filtered => state.filter.clone(),
            Chosen::Starred => crate::filter::Filter { starred: true, ..Default::default() },
        };
        let left_out = state.corpus.events.len() - self.count(state);
        crate::figure::choice_words(&filter, left_out, &super::tell::party, state.lang)
    }

    /// The events, by their place in the corpus.
    fn of(self, state: &State) -> Vec<usize> {
        let all = || 0..state.corpus.events.len();
        match self {
            Chosen::All => all().collect(),
            Chosen::Filtered => state.listed().iter().map(|i| *i as usize).collect(),
            Chosen::Starred => state.corpus.events_starred().collect(),
        }
    }
}

impl From<Wish> for Action {
    fn from(wish: Wish) -> Self {
        Action::Desk(Ask::Wish(Box::new(wish)))
    }
}

impl From<Ask> for Action {
    fn from(ask: Ask) -> Self {
        Action::Desk(ask)
    }
}

impl Desk {
    /// What a reading of the articles has to know: those of the project, and the days that were set by hand.
    pub fn known(&self) -> crate::Known {
        self.status.as_ref().map_or_else(crate::Known::default, |status| crate::Known {
            articles: Arc::clone(&status.extracted),
            days: status.days.clone(),
            current: status.made_by == super::app::made_by(&status.facts.own, &status.days),
        })
    }

    /// True where there is a project that may be changed.
    pub fn can_edit(&self) -> bool {
        self.status.as_ref().is_some_and(|s| s.access == Access::Write)
    }

    /// What was done to an event.
    pub fn mark(&self, id: &EventId) -> Option<&EventMark> {
        self.status.as_ref()?.shown.events.get(id)
    }

    /// What the analyst wrote beside events and articles.
    pub fn margin(&self) -> Margin {
        self.status.as_ref().map(|status| status.shown.margin()).unwrap_or_default()
    }

    /// True where an event differs from what was extracted.
    pub fn is_changed(&self, id: &EventId) -> bool {
        self.mark(id).is_some_and(|m| m.is_added() || !m.changed.is_empty())
    }

    /// What a project is called in a list.
    pub fn name_of(&self, project: &Path, lang: Lang) -> String {
        let unnamed = self.data.as_ref().is_some_and(|data| recent::is_unnamed(data, project));
        if unnamed {
            return fill(words(lang).project_unnamed_of, &[&recent::called(project)]);
        }
        project.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The name that the user gave; `None` for work that has none.
    pub fn name(&self) -> Option<String> {
        let status = self.status.as_ref()?;
        let unnamed = self.data.as_ref().is_some_and(|data| recent::is_unnamed(data, &status.path));
        if unnamed || status.fleeting {
            return None;
        }
        Some(status.path.file_stem()?.to_string_lossy().into_owned())
    }
}

/// True where a path is that of a project.
pub fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("frise"))
}

/// A property's name.
pub fn field_name(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Title => words(lang).field_title,
        Field::Day => words(lang).list_day,
        Field::Kind => words(lang).by_kind,
        Field::Certainty => words(lang).field_certainty,
        Field::Actors => words(lang).field_actors,
        Field::Targets => words(lang).field_targets,
        Field::Note => words(lang).field_note,
        Field::Tags => words(lang).field_tags,
        Field::Star => words(lang).field_star,
        Field::Hidden => words(lang).field_hidden,
        Field::Checked => words(lang).field_checked,
        Field::Passages => words(lang).field_passages,
    }
}
