//! The form of a file of facts: what a TOML file may hold, and nothing about what it means.
//!
//! The files in `assets/` and a user's own file have the same form; any table may be left out.

use crate::model::{Dates, Kind, Party};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One file of facts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Form {
    /// Phrases in which nothing is found.
    pub not: Vec<String>,
    /// Names that are also common words.
    pub ambiguous: Vec<String>,
    /// Names that count in English text only.
    pub english_only: Vec<String>,
    /// Words before a surname that make it a person ("M.", "président").
    pub titles: Vec<String>,
    /// Words that often open a sentence before a name ("Selon", "Mais").
    pub openers: Vec<String>,
    pub country: Vec<CountryForm>,
    pub organisation: Vec<OrganisationForm>,
    pub group: Vec<GroupForm>,
    pub office: Vec<OfficeForm>,
    pub person: Vec<PersonForm>,
    pub incident: Vec<IncidentForm>,
    /// Rows of the chronicle: days, name, then phrases that must all stand in the text.
    pub news: Vec<Vec<String>>,
    pub era: Vec<Vec<String>>,
    pub thing: Vec<Vec<String>>,
    pub held: Vec<Vec<String>>,
    pub everywhere: Vec<EverywhereForm>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EverywhereForm {
    pub fr: String,
    pub words: Vec<String>,
    /// Only of articles that name this.
    #[serde(default)]
    pub given: Vec<String>,
    /// From that day on, the share of articles that named it.
    pub shares: Vec<(Dates, f32)>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryForm {
    /// Where it begins in a file of the user's, from 1; 0 in the files that Frise carries.
    #[serde(skip)]
    pub line: usize,
    pub code: Party,
    pub fr: String,
    #[serde(default)]
    pub article: String,
    #[serde(default, rename = "in")]
    pub within: String,
    pub en: String,
    pub region: super::Region,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub capitals: Vec<String>,
    #[serde(default)]
    pub seats: Vec<String>,
    #[serde(default)]
    pub cities: Vec<String>,
    #[serde(default)]
    pub when_named: Vec<String>,
    #[serde(default)]
    pub contextual: Vec<String>,
    #[serde(default)]
    pub contextual_with: Vec<Party>,
    #[serde(default)]
    pub adjectives: Vec<String>,
    #[serde(default)]
    pub adjectives_en: Vec<String>,
    #[serde(default)]
    pub prefixes: Vec<String>,
}

/// The same for each table of a form.
macro_rules! each_table {
    ($form:expr, $table:ident => $body:expr) => {{
        each_table!(@ $form, $table => $body, country organisation group office person incident)
    }};
    (@ $form:expr, $table:ident => $body:expr, $($name:ident)*) => {{
        $({
            let $table = &mut $form.$name;
            $body;
        })*
    }};
}

impl Form {
    /// Says of every entry that it begins on `line`.
    pub fn place(&mut self, line: usize) {
        each_table!(self, table => {
            for entry in table.iter_mut() {
                entry.line = line;
            }
        });
    }

    /// Adds what `other` holds.
    pub fn append(&mut self, mut other: Form) {
        self.not.append(&mut other.not);
        self.ambiguous.append(&mut other.ambiguous);
        self.english_only.append(&mut other.english_only);
        self.titles.append(&mut other.titles);
        self.openers.append(&mut other.openers);
        self.country.append(&mut other.country);
        self.organisation.append(&mut other.organisation);
        self.group.append(&mut other.group);
        self.office.append(&mut other.office);
        self.person.append(&mut other.person);
        self.incident.append(&mut other.incident);
    }

    /// Leaves out the entry that begins on `line`; false where none does.
    pub fn leave_out(&mut self, line: usize) -> bool {
        let mut found = false;
        each_table!(self, table => {
            let before = table.len();
            table.retain(|entry| entry.line != line);
            found |= table.len() < before;
        });
        found
    }
}

/// Organisations of one country and kind; each of `names` is one of them, its first name the one shown.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationForm {
    /// Where it begins in a file of the user's, from 1; 0 in the files that Frise carries.
    #[serde(skip)]
    pub line: usize,
    #[serde(default)]
    pub country: Option<Party>,
    pub kind: super::OrgKind,
    pub names: Vec<Vec<String>>,
    #[serde(default)]
    pub ambiguous: Vec<String>,
    #[serde(default)]
    pub when_named: Vec<String>,
    /// Organisation → names that count only where its full name stands in the text too.
    #[serde(default)]
    pub short: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupForm {
    /// Where it begins in a file of the user's, from 1; 0 in the files that Frise carries.
    #[serde(skip)]
    pub line: usize,
    pub name: String,
    #[serde(default)]
    pub state: Option<Party>,
    #[serde(default)]
    pub service: Option<String>,
    #[serde(default)]
    pub mitre: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub short: Vec<String>,
    #[serde(default)]
    pub ambiguous: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeForm {
    /// Where it begins in a file of the user's, from 1; 0 in the files that Frise carries.
    #[serde(skip)]
    pub line: usize,
    pub country: Party,
    pub role: super::RoleClass,
    pub fr: String,
    pub en: String,
    #[serde(default)]
    pub words: Vec<String>,
    /// Name, first day, last day (left out where still in office).
    pub holders: Vec<Vec<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonForm {
    /// Where it begins in a file of the user's, from 1; 0 in the files that Frise carries.
    #[serde(skip)]
    pub line: usize,
    pub name: String,
    #[serde(default)]
    pub country: Option<Party>,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub surname: Option<String>,
    #[serde(default)]
    pub famous: bool,
    #[serde(default)]
    pub born: Option<Dates>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentForm {
    /// Where it begins in a file of the user's, from 1; 0 in the files that Frise carries.
    #[serde(skip)]
    pub line: usize,
    pub id: String,
    #[serde(default)]
    pub topic: super::Topic,
    pub fr: String,
    pub en: String,
    pub words: Vec<Vec<String>>,
    #[serde(default)]
    pub attackers: Vec<Party>,
    #[serde(default)]
    pub victims: Vec<Party>,
    pub milestones: Vec<MilestoneForm>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilestoneForm {
    pub kind: Kind,
    pub date: Dates,
    #[serde(default)]
    pub checked: bool,
    #[serde(default)]
    pub fr: String,
    #[serde(default)]
    pub actors: Vec<Party>,
    #[serde(default)]
    pub words: Vec<Vec<String>>,
    #[serde(default)]
    pub document: String,
}
