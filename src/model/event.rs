//! What happened: events, their kinds and parties, and the passages that tell them.

use super::{ArticleId, Clue, Dates, Span};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::fmt;

/// Names an event by its content, so that reading the same folder again gives the same name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId(pub SmolStr);

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A party's code: ISO 3166-1 alpha-2 for a state, or `EU`, `NATO`, `UN`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Party([u8; 4]);

impl Party {
    /// The party of a code of two to four ASCII capitals; `None` for anything else.
    pub fn new(code: &str) -> Option<Self> {
        let bytes = code.as_bytes();
        if !(2..=4).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        let mut out = [0; 4];
        out[..bytes.len()].copy_from_slice(bytes);
        Some(Self(out))
    }

    /// The code.
    pub fn code(&self) -> &str {
        let len = self.0.iter().position(|b| *b == 0).unwrap_or(4);
        std::str::from_utf8(&self.0[..len]).unwrap_or("")
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Party {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Party {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Party::new(&code).ok_or_else(|| serde::de::Error::custom(format!("not a party code: {code:?}")))
    }
}

/// The fifteen kinds of event; each corresponds to PLOVER 0.8 as the README tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Kind {
    Attack,
    Attribute,
    Condemn,
    Investigate,
    Threaten,
    Sanction,
    Charge,
    Military,
    Respond,
    Deny,
    Statement,
    Request,
    Offer,
    Meet,
    Agree,
}

/// Six families of kinds: the family has the colour, the kind the shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Family {
    Attack,
    Accusation,
    Coercion,
    Force,
    Word,
    Diplomacy,
}

impl Family {
    /// All families, in the order of legends.
    pub const ALL: [Family; 6] =
        [Family::Attack, Family::Accusation, Family::Coercion, Family::Force, Family::Word, Family::Diplomacy];
}

impl Kind {
    /// All kinds, by family, in the order of legends (the order gives the glyph: circle, diamond, square, triangle).
    pub const ALL: [Kind; 15] = [
        Kind::Attack,
        Kind::Attribute,
        Kind::Condemn,
        Kind::Investigate,
        Kind::Threaten,
        Kind::Sanction,
        Kind::Charge,
        Kind::Military,
        Kind::Respond,
        Kind::Deny,
        Kind::Statement,
        Kind::Request,
        Kind::Offer,
        Kind::Meet,
        Kind::Agree,
    ];

    /// The family.
    pub fn family(self) -> Family {
        match self {
            Kind::Attack => Family::Attack,
            Kind::Attribute | Kind::Condemn | Kind::Investigate => Family::Accusation,
            Kind::Threaten | Kind::Sanction | Kind::Charge => Family::Coercion,
            Kind::Military | Kind::Respond => Family::Force,
            Kind::Deny | Kind::Statement => Family::Word,
            Kind::Request | Kind::Offer | Kind::Meet | Kind::Agree => Family::Diplomacy,
        }
    }

    /// Its place within the family: 0 circle, 1 diamond, 2 square, 3 triangle.
    pub fn rank(self) -> usize {
        Kind::ALL.iter().filter(|k| k.family() == self.family()).position(|k| *k == self).unwrap_or(0)
    }

    /// The name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Attack => "attack",
            Kind::Attribute => "attribute",
            Kind::Condemn => "condemn",
            Kind::Investigate => "investigate",
            Kind::Threaten => "threaten",
            Kind::Sanction => "sanction",
            Kind::Charge => "charge",
            Kind::Military => "military",
            Kind::Respond => "respond",
            Kind::Deny => "deny",
            Kind::Statement => "statement",
            Kind::Request => "request",
            Kind::Offer => "offer",
            Kind::Meet => "meet",
            Kind::Agree => "agree",
        }
    }

    /// The kind of a [`name`](Kind::name).
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// In which part a country is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It acts or is acted upon.
    #[default]
    Either,
    /// It acts.
    Actor,
    /// It is acted upon.
    Target,
}

/// In whose voice the event is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// In the article's own voice, or an authority about its own act.
    Actual,
    /// Told by someone about another.
    Alleged,
    /// Announced for later.
    Planned,
}

/// How an event lies in its interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// On some day of it.
    Within,
    /// All through it.
    Throughout,
}

/// When an event happened, and why one thinks so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventDate {
    /// `None` where nobody could say: the event is undated, never at a made-up day.
    pub dates: Option<Dates>,
    /// Some day of the interval, or all of it.
    pub extent: Extent,
    /// What the date rests on.
    pub clues: Vec<Clue>,
}

/// What a highlighted run of a passage gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Role {
    Kind,
    Actor,
    Target,
    Date,
}

/// A run of words that gave the kind, a party or the date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Where, in the article of the passage (not necessarily inside the passage).
    pub span: Span,
    /// What it gave.
    pub role: Role,
    /// The rule or entry that read it, for "why" ("frame:accuser", "capital", "pronoun").
    pub rule: SmolStr,
}

/// Words of one article that tell an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The article.
    pub article: ArticleId,
    /// A clause or a sentence of its text.
    pub span: Span,
    /// The words that gave kind, parties and date.
    pub marks: Vec<Mark>,
}

/// A one-line name of an event in both languages, at most 90 characters each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Title {
    pub fr: String,
    pub en: String,
}

/// One real-world occurrence with all the passages that tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// By content.
    pub id: EventId,
    /// What sort of act.
    pub kind: Kind,
    /// A line to show.
    pub title: Title,
    /// When.
    pub date: EventDate,
    /// In whose voice.
    pub certainty: Certainty,
    /// Who does it, sorted.
    pub actors: Vec<Party>,
    /// At whom or about whom, sorted.
    pub targets: Vec<Party>,
    /// Who tells it and where; never empty, in the order of the articles.
    pub passages: Vec<Passage>,
}

impl Event {
    /// The order of a corpus: dated ones first, by day, then undated ones; by id within a day.
    pub fn in_time(a: &Event, b: &Event) -> std::cmp::Ordering {
        let key = |e: &Event| (e.date.dates.is_none(), e.date.dates.and_then(|d| d.sort_key()));
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    }

    /// The passage that tells most of it: one that names kind, actor and target before one that names less; of these one that
    /// `is_whole`, a sentence from its begin to its end; of these the first.
    pub fn best_passage(&self, is_whole: &dyn Fn(&Passage) -> bool) -> Option<&Passage> {
        let worth = |passage: &Passage| {
            let says = |role| passage.marks.iter().any(|m| m.role == role);
            let parties = usize::from(says(Role::Actor)) + usize::from(says(Role::Target));
            (says(Role::Kind), parties, is_whole(passage))
        };
        let first = |best: &'_ Passage, next: &'_ Passage| worth(next) > worth(best);
        self.passages.iter().reduce(|best, next| if first(best, next) { next } else { best })
    }

    /// Lets go what its lists have in reserve.
    pub fn shrink_to_fit(&mut self) {
        self.date.clues.shrink_to_fit();
        self.actors.shrink_to_fit();
        self.targets.shrink_to_fit();
        self.passages.shrink_to_fit();
        self.passages.iter_mut().for_each(|p| p.marks.shrink_to_fit());
    }

    /// How many articles tell it.
    pub fn article_count(&self) -> usize {
        if self.passages.len() < 2 {
            return self.passages.len();
        }
        let mut ids: Vec<&ArticleId> = self.passages.iter().map(|p| &p.article).collect();
        ids.sort();
        ids.dedup();
        ids.len()
    }

    /// How many independent articles tell it, where `original` knows of which article another is a copy and `text` the words
    /// of an article. One that says nothing but what another says in the same words (a wire's sentence) is not independent.
    pub fn source_count<'a>(
        &'a self,
        original: &dyn Fn(&'a ArticleId) -> Option<&'a ArticleId>,
        text: &dyn Fn(&'a ArticleId) -> Option<&'a str>,
    ) -> usize {
        /// Copies of copies of copies; more would be a circle.
        const CHAIN: usize = 8;
        /// Fewer words may be the same by chance.
        const WORDS: usize = 8;
        if self.passages.len() < 2 {
            return self.passages.len();
        }
        let root = |mut id: &'a ArticleId| {
            for _ in 0..CHAIN {
                let Some(next) = original(id) else { break };
                id = next;
            }
            id
        };
        let mut told: Vec<(&ArticleId, &Passage)> = self.passages.iter().map(|p| (root(&p.article), p)).collect();
        told.sort_by_key(|(root, p)| (*root, &p.article, p.span));
        if told.first().map(|(root, _)| root) == told.last().map(|(root, _)| root) {
            return 1;
        }
        let same = |passage: &'a Passage| {
            let said = text(&passage.article).map_or("", |text| passage.span.of(text));
            let words: Vec<String> =
                said.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
            (words.len() >= WORDS).then(|| words.join(" "))
        };
        // Which of two says more is no matter of their names: one counts unless all that it says another says as well.
        let sets: Vec<Option<BTreeSet<String>>> =
            told.chunk_by(|a, b| a.0 == b.0).map(|of_one| of_one.iter().map(|(_, p)| same(p)).collect()).collect();
        let within = |i: usize, j: usize| match (&sets[i], &sets[j]) {
            (Some(a), Some(b)) => a.is_subset(b) && (a != b || j < i),
            _ => false,
        };
        let count = (0..sets.len()).filter(|i| !(0..sets.len()).any(|j| j != *i && within(*i, j))).count();
        count.max(1)
    }

    /// Keeps what other tellings say of its day, after what it rests on; each clue once.
    pub fn hear(&mut self, clues: Vec<Clue>) {
        for clue in clues.into_iter().filter(Clue::is_said) {
            if !self.date.clues.contains(&clue) {
                self.date.clues.push(clue);
            }
        }
    }

    /// The days on which each article says that it happened, in words of its own; the surest of an article's clues counts.
    /// Articles that say none are left out.
    pub fn days_told(&self) -> Vec<(&ArticleId, Dates)> {
        let mut told: Vec<(&ArticleId, Dates)> = Vec::new();
        for clue in self.date.clues.iter().filter(|c| !c.refused && c.is_said()) {
            let (Some((article, _)), Some(dates)) = (&clue.place, clue.implies) else { continue };
            let width = |d: &Dates| d.width_days().unwrap_or(i64::MAX);
            match told.iter_mut().find(|(id, _)| *id == article) {
                Some((_, known)) if width(&dates) < width(known) => *known = dates,
                Some(_) => {}
                None => told.push((article, dates)),
            }
        }
        told
    }

    /// The other days on which it happened according to articles that exclude the days it is shown on, each once. "Around" a
    /// day excludes none.
    pub fn other_days(&self) -> Vec<Dates> {
        let Some(shown) = self.date.dates else { return Vec::new() };
        let excludes = |d: &Dates| !d.approximate && !shown.approximate && d.intersect(&shown).is_none();
        let mut others: Vec<Dates> = self.days_told().into_iter().map(|(_, d)| d).filter(excludes).collect();
        others.sort_by_key(Dates::sort_key);
        others.dedup();
        others
    }
}
