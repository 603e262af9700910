//! What an analyst can change, as data. An edit names what it changes by content ([`super::key`]) and says in words what it
//! does; it never holds what was extracted.

use super::key::{Anchor, ArticleKey, EventKey, Named};
use crate::model::{Certainty, Dates, Extent, Kind, Lang, Party};
use serde::{Deserialize, Serialize};

/// Where an event comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// From an article, by Frise.
    Extracted(Box<EventKey>),
    /// From the user's hand, or cut off from another; the number is given once and never again.
    Added(u32),
}

/// The event that an edit is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// Its title when the edit was made, for the words of the edit.
    pub title: Named,
    /// Which one.
    pub origin: Origin,
}

/// One property of an event and its new value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The line to show, in both languages.
    Title(Named),
    /// When; `None` for undated.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Day { dates: Option<Dates>, extent: Extent },
    /// What sort of act.
    Kind(Kind),
    /// In whose voice.
    Certainty(Certainty),
    /// Who acts.
    Actors(Vec<Party>),
    /// At whom.
    Targets(Vec<Party>),
    /// Free words; empty for none.
    Note(String),
    /// Words to find it by; empty for none.
    Tags(Vec<String>),
    /// Starred or not.
    Star(bool),
    /// Taken off the timeline or put back.
    Hidden(bool),
    /// Looked at and found good, or no longer.
    Checked(bool),
}

/// Names a property, without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Field {
    Title,
    Day,
    Kind,
    Certainty,
    Actors,
    Targets,
    Note,
    Tags,
    Star,
    Hidden,
    Checked,
    /// Merged, split, a passage moved in or out.
    Passages,
}

impl Change {
    /// The property changed.
    pub fn field(&self) -> Field {
        match self {
            Change::Title(_) => Field::Title,
            Change::Day { .. } => Field::Day,
            Change::Kind(_) => Field::Kind,
            Change::Certainty(_) => Field::Certainty,
            Change::Actors(_) => Field::Actors,
            Change::Targets(_) => Field::Targets,
            Change::Note(_) => Field::Note,
            Change::Tags(_) => Field::Tags,
            Change::Star(_) => Field::Star,
            Change::Hidden(_) => Field::Hidden,
            Change::Checked(_) => Field::Checked,
        }
    }
}

impl Field {
    /// One change of several events, the first of which is named, in words that follow "Annuler :" or "Undo:".
    pub(super) fn words_of_many(self, events: usize, first: &Subject, lang: Lang) -> String {
        let (fr, en) = match self {
            Field::Title => ("titre", "title"),
            Field::Day => ("jour", "day"),
            Field::Kind => ("type", "kind"),
            Field::Certainty => ("certitude", "certainty"),
            Field::Actors => ("acteurs", "actors"),
            Field::Targets => ("cibles", "targets"),
            Field::Note => ("note", "note"),
            Field::Tags => ("étiquettes", "tags"),
            Field::Star => ("étoile", "star"),
            Field::Hidden => ("masquage", "hiding"),
            Field::Checked => ("validation", "acceptance"),
            Field::Passages => ("passages", "passages"),
        };
        match lang {
            Lang::Fr => format!("{fr} de {events} événements, dont {}", quoted(&first.title, lang)),
            Lang::En => format!("{en} of {events} events, {} among them", quoted(&first.title, lang)),
        }
    }
}

/// An event made by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Draft {
    pub title: Named,
    pub kind: Kind,
    pub certainty: Certainty,
    pub dates: Option<Dates>,
    pub extent: Extent,
    pub actors: Vec<Party>,
    pub targets: Vec<Party>,
    /// The words selected; `None` where it comes from no article.
    pub passage: Option<Anchor>,
}

/// One property of an article and its new value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArticleChange {
    /// The day it was published; `None` for "not known".
    Day(Option<Dates>),
    /// Its title.
    Title(String),
    /// Who published it.
    Source(String),
    /// It counts no longer, or again.
    LeftOut(bool),
}

/// Names a property of an article, without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum ArticleField {
    Day,
    Title,
    Source,
    LeftOut,
}

impl ArticleChange {
    /// The property changed.
    pub fn field(&self) -> ArticleField {
        match self {
            ArticleChange::Day(_) => ArticleField::Day,
            ArticleChange::Title(_) => ArticleField::Title,
            ArticleChange::Source(_) => ArticleField::Source,
            ArticleChange::LeftOut(_) => ArticleField::LeftOut,
        }
    }
}

/// One step of the analyst's work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// One property of one event.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Event { event: Subject, change: Change },
    /// Several are one: `into` keeps its properties and takes all passages.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Merge { into: Subject, others: Vec<Subject> },
    /// These passages tell another event, which gets the number `new`.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Split { from: Subject, passages: Vec<Anchor>, new: u32 },
    /// A passage tells another event.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Move { passage: Anchor, from: Subject, to: Subject },
    /// Selected words tell an event as well.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Attach { passage: Anchor, to: Subject },
    /// A passage does not tell this event.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Detach { passage: Anchor, from: Subject },
    /// A new event with the number `new`.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Add { new: u32, draft: Box<Draft> },
    /// One property of one article; `title` is the article's when the edit was made.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Article { article: ArticleKey, title: String, change: ArticleChange },
    /// What was extracted comes back: these edits, by their numbers in the log, no longer count. `of` is the event or
    /// article spoken of; `None` where all is restored.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Restore { edits: Vec<u64>, of: Option<Named> },
    /// A country or a group that was not known. Since format 3.
    Fact(Fact),
    /// Events from elsewhere, which get the numbers from `first` on. Since format 3.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Import { list: List, first: u32, events: Vec<Draft> },
}

/// Somebody that Frise does not know by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// A state, or a body that acts like one.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Country { code: Party, fr: String, en: String, names: Vec<String> },
    /// A group of hackers, a firm or an agency, and the party for which it counts.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Group { name: String, state: Party, names: Vec<String> },
}

/// A list of events from elsewhere. Its parties have codes of their own, so that its lanes stand beside the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// What it is called.
    pub name: String,
    /// Each of its parties: the code in the list, French and English name.
    pub parties: Vec<(Party, Named)>,
}

impl Fact {
    /// As an entry of `assets/*.toml`.
    fn toml(&self) -> String {
        match self {
            Fact::Country { code, fr, en, names } => country_toml(*code, fr, en, names),
            Fact::Group { name, state, names } => {
                let names: Vec<String> = names.iter().map(|n| toml_text(n)).collect();
                let (name, names) = (toml_text(name), names.join(", "));
                format!("[[group]]\nname = {name}\nstate = \"{state}\"\naliases = [{names}]\n")
            }
        }
    }

    /// Its name.
    pub fn name(&self, lang: Lang) -> &str {
        match self {
            Fact::Country { fr, en, .. } => lang.pick(fr, en),
            Fact::Group { name, .. } => name,
        }
    }
}

fn country_toml(code: Party, fr: &str, en: &str, names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|n| toml_text(n)).collect();
    let (fr, en, names) = (toml_text(fr), toml_text(en), names.join(", "));
    format!("[[country]]\ncode = \"{code}\"\nfr = {fr}\nen = {en}\nregion = \"body\"\nnames = [{names}]\n")
}

/// A text of TOML: quoted as JSON does, which writes a part of what TOML allows.
fn toml_text(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::Value::from(plain.trim()).to_string()
}

/// What edits add to what is known: TOML in the form of `assets/*.toml`, empty where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Countries and groups: articles are read with them.
    pub own: String,
    /// The parties of imported lists: only names.
    pub lists: String,
}

impl Facts {
    /// Of edits that count.
    pub fn of<'e>(edits: impl IntoIterator<Item = &'e Edit>) -> Self {
        let mut facts = Self::default();
        for edit in edits {
            match edit {
                Edit::Fact(fact) => facts.own += &fact.toml(),
                Edit::Import { list, .. } => {
                    let party = |(code, named): &(Party, Named)| country_toml(*code, &named.fr, &named.en, &[]);
                    facts.lists.extend(list.parties.iter().map(party));
                }
                _ => {}
            }
        }
        facts
    }

    /// All of it.
    pub fn toml(&self) -> String {
        format!("{}{}", self.own, self.lists)
    }
}

/// The longest title that stands in the words of an edit, in characters.
const TITLE: usize = 40;

impl Edit {
    /// What the edit does, in words that follow "Annuler :" or "Undo:".
    pub fn words(&self, lang: Lang) -> String {
        let of = |subject: &Subject| quoted(&subject.title, lang);
        match self {
            Edit::Event { event, change } => {
                let what = match change {
                    Change::Title(_) => lang.pick("titre de", "title of"),
                    Change::Day { .. } => lang.pick("jour de", "day of"),
                    Change::Kind(_) => lang.pick("type de", "kind of"),
                    Change::Certainty(_) => lang.pick("certitude de", "certainty of"),
                    Change::Actors(_) => lang.pick("acteurs de", "actors of"),
                    Change::Targets(_) => lang.pick("cibles de", "targets of"),
                    Change::Note(_) => lang.pick("note sur", "note on"),
                    Change::Tags(_) => lang.pick("étiquettes de", "tags of"),
                    Change::Star(true) => lang.pick("étoile à", "star on"),
                    Change::Star(false) => lang.pick("étoile ôtée à", "star off"),
                    Change::Hidden(true) => lang.pick("masquer", "hide"),
                    Change::Hidden(false) => lang.pick("montrer", "show"),
                    Change::Checked(true) => lang.pick("valider", "accept"),
                    Change::Checked(false) => lang.pick("remettre à revoir", "put back to review"),
                };
                format!("{what} {}", of(event))
            }
            Edit::Merge { into, others } => {
                let n = others.len() + 1;
                format!("{} {n} {} {}", lang.pick("fusion de", "merge"), lang.pick("dans", "into"), of(into))
            }
            Edit::Split { from, .. } => format!("{} {}", lang.pick("scission de", "split"), of(from)),
            Edit::Move { to, .. } => format!("{} {}", lang.pick("passage déplacé vers", "passage moved to"), of(to)),
            Edit::Attach { to, .. } => format!("{} {}", lang.pick("passage ajouté à", "passage added to"), of(to)),
            Edit::Detach { from, .. } => {
                format!("{} {}", lang.pick("passage retiré de", "passage taken from"), of(from))
            }
            Edit::Add { draft, .. } => {
                format!("{} {}", lang.pick("nouvel événement", "new event"), quoted(&draft.title, lang))
            }
            Edit::Article { title, change, .. } => {
                let what = match change {
                    ArticleChange::Day(_) => lang.pick("jour de l’article", "day of the article"),
                    ArticleChange::Title(_) => lang.pick("titre de l’article", "title of the article"),
                    ArticleChange::Source(_) => lang.pick("source de l’article", "source of the article"),
                    ArticleChange::LeftOut(true) => lang.pick("écarter l’article", "leave out the article"),
                    ArticleChange::LeftOut(false) => lang.pick("reprendre l’article", "take back the article"),
                };
                format!("{what} {}", quoted(&Named { fr: title.clone(), en: title.clone() }, lang))
            }
            Edit::Restore { of: Some(of), .. } => {
                format!("{} {}", lang.pick("rétablir", "restore"), quoted(of, lang))
            }
            Edit::Restore { of: None, .. } => lang.pick("tout rétablir", "restore everything").to_owned(),
            Edit::Fact(fact) => format!("{} {}", lang.pick("ajout de", "add"), marks(fact.name(lang), lang)),
            Edit::Import { list, events, .. } => {
                let name = marks(&list.name, lang);
                format!("{} {name} ({})", lang.pick("import de", "import of"), events.len())
            }
        }
    }

    /// The event that the edit is about.
    pub fn subject(&self) -> Option<&Subject> {
        match self {
            Edit::Event { event: subject, .. }
            | Edit::Merge { into: subject, .. }
            | Edit::Split { from: subject, .. }
            | Edit::Move { to: subject, .. }
            | Edit::Attach { to: subject, .. }
            | Edit::Detach { from: subject, .. } => Some(subject),
            Edit::Add { .. } | Edit::Article { .. } | Edit::Restore { .. } | Edit::Fact(_) | Edit::Import { .. } => {
                None
            }
        }
    }

    /// The property of an event that the edit changes.
    pub fn field(&self) -> Option<Field> {
        if let Edit::Event { change, .. } = self { Some(change.field()) } else { None }
    }

    /// The highest number that the edit gives to a new event.
    pub fn gives(&self) -> Option<u32> {
        match self {
            Edit::Add { new, .. } | Edit::Split { new, .. } => Some(*new),
            Edit::Import { first, events, .. } => Some(first + events.len() as u32 - u32::from(!events.is_empty())),
            _ => None,
        }
    }
}

/// A title between quotation marks, cut after a word where it is long.
fn quoted(title: &Named, lang: Lang) -> String {
    let said = match lang.pick(&title.fr, &title.en) {
        "" => lang.pick(&title.en, &title.fr),
        said => said,
    };
    let said = said.trim();
    let short = match said.char_indices().nth(TITLE) {
        None => said.to_owned(),
        Some((cut, _)) => {
            let head = said[..cut].rsplit_once(' ').map_or(&said[..cut], |(words, _)| words);
            format!("{}…", head.trim_end_matches([',', ';', ':', ' ']))
        }
    };
    marks(&short, lang)
}

/// Between the quotation marks of a language.
fn marks(short: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("«\u{a0}{short}\u{a0}»"),
        Lang::En => format!("“{short}”"),
    }
}
