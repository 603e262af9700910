//! What Frise knows beforehand: countries, organisations, hacker groups, office-holders, incidents.
//!
//! Facts are rows in `assets/*.toml`; this room reads them, checks them, and finds them in texts. It does not know what an
//! article, a sentence or an event is.

pub mod alliances;
mod check;
mod clues_english;
mod fold;
mod form;
mod gazetteer;
mod incidents;
mod lexicon;
mod own;

pub use gazetteer::{NameClass, Named};
pub use incidents::{MilestoneHit, Told};

use crate::model::{Dates, Kind, Lang, Party, Span, Title, Warning};
use chrono::NaiveDate;
use form::Form;
use gazetteer::Gazetteer;
use incidents::IncidentFinder;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock, PoisonError, RwLock};

/// A file of facts that cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KnowledgeError {
    /// The file is not TOML of the form that `assets/` has.
    #[error("{file}: line {line}: {message}")]
    Form {
        /// The file's name.
        file: String,
        /// From 1.
        line: usize,
        /// What the reader says.
        message: String,
    },
    /// An entry contradicts itself or another one.
    #[error("{file}: {entry}: {}", problem.en)]
    Entry {
        /// The file's name.
        file: String,
        /// Where the entry begins, from 1; 0 where that is not known.
        line: usize,
        /// The entry's name or id.
        entry: String,
        /// What is wrong with it.
        problem: Title,
    },
}

impl KnowledgeError {
    /// The same error of an entry that begins on `line`.
    fn at(self, line: usize) -> Self {
        match self {
            Self::Entry { file, line: 0, entry, problem } => Self::Entry { file, line, entry, problem },
            other => other,
        }
    }

    /// The file and the line.
    fn place(&self) -> (&str, usize) {
        match self {
            Self::Form { file, line, .. } | Self::Entry { file, line, .. } => (file, *line),
        }
    }

    /// A sentence for the user who wrote the file.
    fn warning(&self) -> Warning {
        let (file, line) = self.place();
        let (fr, en) = match self {
            Self::Form { message, .. } => (
                format!("ligne {line} : ce n'est pas la forme d'un fichier de faits ({message})"),
                format!("line {line}: not the form of a file of facts ({message})"),
            ),
            Self::Entry { entry, problem, .. } => (
                format!("ligne {line}, « {entry} » : {}", problem.fr),
                format!("line {line}, {entry:?}: {}", problem.en),
            ),
        };
        let message = Title {
            fr: format!("{fr} ; cette entrée est laissée de côté."),
            en: format!("{en}; this entry is left out."),
        };
        Warning { path: PathBuf::from(file), message }
    }
}

/// Part of the world, for grouping lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Region {
    NorthAmerica,
    LatinAmerica,
    Europe,
    MiddleEast,
    Africa,
    Asia,
    Oceania,
    /// EU, NATO, UN.
    Body,
}

/// What an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum OrgKind {
    Agency,
    Intelligence,
    Ministry,
    Military,
    Police,
    Court,
    Parliament,
    PoliticalParty,
    ArmedGroup,
    Bank,
    Firm,
    SecurityFirm,
    Media,
    Hospital,
    University,
    Infrastructure,
    Ngo,
    International,
}

impl OrgKind {
    /// True where it acts for its state: what a firm or a newspaper does is no act of its country.
    pub fn acts_for_state(self) -> bool {
        use OrgKind::{
            Agency, ArmedGroup, Bank, Court, Firm, Hospital, Infrastructure, Intelligence, International, Media,
            Military, Ministry, Ngo, Parliament, Police, PoliticalParty, SecurityFirm, University,
        };
        match self {
            Agency | Intelligence | Ministry | Military | Police | Court | Parliament | International => true,
            PoliticalParty | ArmedGroup | Bank | Firm | SecurityFirm | Media | Hospital | University
            | Infrastructure | Ngo => false,
        }
    }
}

/// What an office is about; several offices of one state can have the same class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum RoleClass {
    HeadOfState,
    HeadOfGovernment,
    DeputyHead,
    ForeignMinister,
    DefenceMinister,
    InteriorMinister,
    JusticeMinister,
    FinanceMinister,
    EconomyMinister,
    DigitalMinister,
    DeputyMinister,
    SecurityAdviser,
    Spokesperson,
    IntelligenceChief,
    PoliceChief,
    CyberChief,
    MilitaryChief,
    Ambassador,
    Legislator,
    BodyHead,
    Other,
}

/// What sort of thing happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// A cyber incident: an article that speaks of it is about it or after it.
    #[default]
    Cyber,
    /// An election, a war, a summit: an article that speaks of it is, as a rule, not before it.
    Politics,
    /// What articles recall from years ago: it tells the day of what they recall, and that they are not older than it.
    Record,
}

/// A country, or EU, NATO, UN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2, or `EU`, `NATO`, `UN`.
    pub party: Party,
    /// The French name without article ("États-Unis").
    pub fr: String,
    /// "la", "le", "l'", "les" or nothing.
    pub article: String,
    /// The preposition of place: "en", "au", "aux", "à", "dans".
    pub within: String,
    /// The English name.
    pub en: String,
    /// Part of the world.
    pub region: Region,
    /// Cities by which the press means the government.
    pub capitals: Vec<String>,
    /// French adjectives, masculine singular first; empty for NATO.
    pub adjectives: Vec<String>,
}

impl Country {
    /// The French name with its article: "la Chine", "l'Iran", "Israël".
    pub fn with_article(&self) -> String {
        match self.article.as_str() {
            "" => self.fr.clone(),
            elided if elided.ends_with('\'') => format!("{elided}{}", self.fr),
            article => format!("{article} {}", self.fr),
        }
    }
}

/// An organisation and the country it counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The name shown.
    pub name: String,
    /// What it is.
    pub kind: OrgKind,
    /// `None` for one that belongs to no state.
    pub party: Option<Party>,
}

/// A group of hackers and the state that public attributions tie it to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name shown.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// `None` for criminals and activists tied to no state.
    pub party: Option<Party>,
    /// The service it is said to belong to, where one was named.
    pub service: Option<String>,
    /// MITRE ATT&CK's number ("G0007").
    pub mitre: Option<String>,
}

/// A person who held an office, or whom the press names often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name as the French press writes it.
    pub name: String,
    /// Other spellings.
    pub names: Vec<String>,
    /// The name after "M." or "Mme".
    pub surname: String,
    /// Whom he or she speaks for: the country or body of the first office listed.
    pub party: Option<Party>,
    /// The surname alone is enough ("Poutine").
    pub famous: bool,
    /// Day of birth, where certain.
    pub born: Option<NaiveDate>,
}

/// An office of state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Whose.
    pub party: Party,
    /// What it is about.
    pub role: RoleClass,
    /// Its French title ("secrétaire d'État américain").
    pub fr: String,
    /// Its English title.
    pub en: String,
    /// Other words for it ("chef de la diplomatie américaine").
    pub words: Vec<String>,
}

/// Who held an office from when to when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// Index in [`Knowledge::persons`].
    pub person: usize,
    /// Index in [`Knowledge::offices`].
    pub office: usize,
    /// First day in office (where only a month is known, its first).
    pub start: NaiveDate,
    /// Last day in office (where only a month is known, its last); `None` where in office at the end of 2024.
    pub end: Option<NaiveDate>,
}

impl Tenure {
    /// The days in office.
    pub fn dates(&self) -> Dates {
        Dates { earliest: Some(self.start), latest: self.end, approximate: false }
    }
}

/// Something known that articles speak of and that has a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Unique.
    pub id: String,
    /// Cyber or politics.
    pub topic: Topic,
    /// Its name in French.
    pub fr: String,
    /// Its name in English.
    pub en: String,
    /// Who is said to have done it.
    pub attackers: Vec<Party>,
    /// Who suffered it.
    pub victims: Vec<Party>,
    /// Its course, by date.
    pub milestones: Vec<Milestone>,
}

impl Incident {
    /// The first day on which anything of it can have been written about; `None` where no milestone has one.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.milestones.iter().filter_map(|m| m.dates.earliest).min()
    }

    /// The first day on which the public can have known of it: the earliest milestone that is not the attack itself,
    /// or the attack where nothing else is known.
    pub fn first_public_day(&self) -> Option<NaiveDate> {
        let public = self.milestones.iter().filter(|m| m.kind != Kind::Attack).filter_map(|m| m.dates.earliest).min();
        public.or_else(|| self.first_day())
    }
}

/// One dated step of an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// What sort of act.
    pub kind: Kind,
    /// When.
    pub dates: Dates,
    /// True where the day is certain; else it is known to the month only.
    pub checked: bool,
    /// What happened, in a few French words; may be empty.
    pub fr: String,
    /// Who did it, where that is not plain.
    pub actors: Vec<Party>,
    /// What says so ("FBI, communiqué du 19 décembre 2014"); may be empty.
    pub document: String,
    /// It can be known by words of its own; where they are absent, the text hardly speaks of it.
    pub worded: bool,
}

/// How long the press speaks of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// A happening: not before, mostly soon after.
    News,
    /// A time in which it is spoken of again and again.
    Era,
    /// Something that exists from a day on.
    Thing,
    /// Something announced long before.
    Held,
}

/// Something of which the press spoke at a known time.
#[derive(Clone, Debug, PartialEq)]
pub struct Chronicle {
    /// How long it was spoken of.
    pub course: Course,
    /// The days; several for what is held again and again.
    pub days: Vec<Dates>,
    /// What it is, in French.
    pub fr: String,
}

/// Something of which so many articles spoke that silence tells something too.
#[derive(Clone, Debug, PartialEq)]
pub struct Everywhere {
    /// What it is, in French.
    pub fr: String,
    /// From each day on, the share of articles that named it; by day.
    pub shares: Vec<(NaiveDate, f32)>,
    /// Only of articles about something that other words tell.
    pub given: bool,
}

/// All tables, checked, and the finders made from them.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// Sorted by code.
    pub countries: Vec<Country>,
    /// In the files' order.
    pub organisations: Vec<Organisation>,
    /// In the files' order.
    pub groups: Vec<Group>,
    /// In the order of the offices.
    pub persons: Vec<Person>,
    /// In the files' order.
    pub offices: Vec<Office>,
    /// Sorted by person, then first day.
    pub tenures: Vec<Tenure>,
    /// In the files' order.
    pub incidents: Vec<Incident>,
    /// In the files' order.
    pub chronicle: Vec<Chronicle>,
    /// In the files' order.
    pub everywhere: Vec<Everywhere>,
    forms: Vec<(String, Form)>,
    gazetteer: Gazetteer,
    finder: IncidentFinder,
}

/// The files that Frise carries.
const ASSETS: [(&str, &str); 7] = [
    ("countries.toml", include_str!("../../assets/countries.toml")),
    ("organisations.toml", include_str!("../../assets/organisations.toml")),
    ("groups.toml", include_str!("../../assets/groups.toml")),
    ("offices.toml", include_str!("../../assets/offices.toml")),
    ("incidents.toml", include_str!("../../assets/incidents.toml")),
    ("record.toml", include_str!("../../assets/record.toml")),
    ("chronicle.toml", include_str!("../../assets/chronicle.toml")),
];

static CURRENT: RwLock<Option<&'static Knowledge>> = RwLock::new(None);

/// What a project's own facts are added to.
static GIVEN: OnceLock<&'static Knowledge> = OnceLock::new();

static BUILTIN: LazyLock<Knowledge> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the assets are part of the program and a test loads them")]
    Knowledge::from_texts(&ASSETS).expect("the built-in facts are sound")
});

/// What lists from elsewhere call kinds (`assets/kinds.toml`).
static KIND_NAMES: LazyLock<HashMap<String, Kind>> = LazyLock::new(|| {
    let named: HashMap<Kind, Vec<String>> =
        toml::from_str(include_str!("../../assets/kinds.toml")).expect("assets/kinds.toml is checked by a test");
    named.into_iter().flat_map(|(kind, names)| names.into_iter().map(move |name| (name, kind))).collect()
});

/// The kind that a list from elsewhere calls so, in lower case; of several names the first that is known.
pub fn kind_of(name: &str) -> Option<Kind> {
    let known = |name: &str| KIND_NAMES.get(name.trim()).copied();
    known(name).or_else(|| name.split(['/', ',', ';', '|']).find_map(known))
}

impl Knowledge {
    /// The facts that Frise carries, read once.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The party of a code or of a name as articles have it: "RU", "Russie", "Russia", "Kremlin"; `None` where the text is
    /// not the name of one as a whole.
    pub fn party_of(&self, name: &str) -> Option<Party> {
        let name = name.trim();
        if let Some(party) = Party::new(name).filter(|p| self.country(*p).is_some()) {
            return Some(party);
        }
        let whole = |named: &Named| named.span.len() == name.len();
        let lower = name.to_lowercase();
        let called = self.countries.iter().find(|c| c.fr.to_lowercase() == lower || c.en.to_lowercase() == lower);
        called.map(|c| c.party).or_else(|| self.find(name).into_iter().find(whole).and_then(|n| n.party))
    }

    /// The facts in use: those of [`put_to_use`](Self::put_to_use), else those that Frise carries.
    pub fn current() -> &'static Self {
        CURRENT.read().unwrap_or_else(PoisonError::into_inner).unwrap_or_else(|| Self::builtin())
    }

    /// Makes these the facts in use, on which those of projects build. Once, and before any are asked for; false where it
    /// is too late.
    pub fn put_to_use(self) -> bool {
        let given: &'static Self = Box::leak(Box::new(self));
        let first = GIVEN.set(given).is_ok();
        if first {
            *CURRENT.write().unwrap_or_else(PoisonError::into_inner) = Some(given);
        }
        first
    }

    /// Adds a project's own facts, TOML in the form of `assets/*.toml`, to those that were given; what another project
    /// added is gone. What is read after this knows them. Gives what is wrong with them.
    ///
    /// The facts before stay in memory, because somebody may be reading with them: some megabytes for each country that a
    /// user adds, until the program ends.
    pub fn add_of_project(name: &Path, text: &str) -> Vec<Warning> {
        let given = GIVEN.get().copied();
        let (now, warnings) = if text.trim().is_empty() {
            (given, Vec::new())
        } else {
            let base = given.unwrap_or_else(|| Self::builtin());
            let (own, warnings) = base.with_own(&[(name.to_path_buf(), text.to_owned())]);
            let own: &'static Self = Box::leak(Box::new(own));
            (Some(own), warnings)
        };
        *CURRENT.write().unwrap_or_else(PoisonError::into_inner) = now;
        warnings
    }

    /// The same facts and those of the user's own files, each (path, TOML text) in the form of `assets/*.toml`. Where
    /// both have the same name for something, the user's file wins. An entry that cannot be used is left out, and a
    /// sentence names the file and the line; the rest counts.
    pub fn with_own(&self, files: &[(PathBuf, String)]) -> (Self, Vec<Warning>) {
        let mut forms = self.forms.clone();
        let ours = forms.len();
        let mut errors = Vec::new();
        for (path, text) in files {
            // Never the name of a file that Frise carries.
            let name = Path::new(".").join(path).display().to_string();
            let (form, wrong) = own::read(&name, text);
            errors.extend(wrong);
            forms.push((name, form));
        }
        let (knowledge, wrong) = check::build_leaving_out(forms, ours).unwrap_or_else(|e| (self.clone(), vec![e]));
        errors.extend(wrong);
        let mut warnings: Vec<(PathBuf, usize, Warning)> = Vec::new();
        for error in errors {
            let (name, line) = error.place();
            let path = files.iter().map(|(p, _)| p).find(|p| Path::new(".").join(p) == Path::new(name));
            let path = path.cloned().unwrap_or_else(|| PathBuf::from(name));
            warnings.push((path.clone(), line, Warning { path, ..error.warning() }));
        }
        warnings.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        (knowledge, warnings.into_iter().map(|(_, _, w)| w).collect())
    }

    /// Facts of some files, each (name, TOML text).
    pub fn from_texts(files: &[(&str, &str)]) -> Result<Self, KnowledgeError> {
        let forms: Result<Vec<_>, _> =
            files.iter().map(|(name, text)| Ok(((*name).to_owned(), parse(name, text)?))).collect();
        check::build(forms?)
    }

    /// The country or body of a code.
    pub fn country(&self, party: Party) -> Option<&Country> {
        self.countries.binary_search_by(|c| c.party.cmp(&party)).ok().map(|i| &self.countries[i])
    }

    /// All names in `text`, sorted by place, none overlapping another.
    pub fn find(&self, text: &str) -> Vec<Named> {
        self.gazetteer.find(text)
    }

    /// Offices named by their own words ("le secrétaire d'État américain"): index in [`offices`](Self::offices) and place.
    pub fn offices_named(&self, text: &str) -> Vec<(usize, Span)> {
        self.finder.offices(text)
    }

    /// The person of a name in any spelling listed.
    pub fn person(&self, name: &str) -> Option<&Person> {
        self.person_index(name).map(|i| &self.persons[i])
    }

    /// The tenures of a person of any spelling listed, by first day.
    pub fn tenures_of(&self, person: &str) -> &[Tenure] {
        let Some(index) = self.person_index(person) else {
            return &[];
        };
        let start = self.tenures.partition_point(|t| t.person < index);
        let end = self.tenures.partition_point(|t| t.person <= index);
        &self.tenures[start..end]
    }

    /// Incidents of which `text` speaks: index in [`incidents`](Self::incidents) and the words that say so, by index.
    pub fn incidents(&self, text: &str) -> Vec<(usize, Vec<Span>)> {
        self.told(text, Lang::Fr).incidents
    }

    /// Incidents, milestones and rows of the chronicle of which a text of this language speaks.
    pub fn told(&self, text: &str, lang: Lang) -> Told {
        self.finder.told(text, lang)
    }

    /// Milestones of which `text` speaks by words of their own, within incidents of which it speaks.
    pub fn milestones_named(&self, text: &str) -> Vec<MilestoneHit> {
        self.told(text, Lang::Fr).milestones
    }

    fn person_index(&self, name: &str) -> Option<usize> {
        self.persons.iter().position(|p| p.name == name || p.names.iter().any(|n| n == name))
    }
}

fn parse(name: &str, text: &str) -> Result<Form, KnowledgeError> {
    toml::from_str(text).map_err(|e| own::no_form(name, text, 1, &e))
}
