//! From the forms of files to checked tables and finders. Every error names the file and the entry.

use super::clues_english::English;
use super::form::{
    CountryForm, EverywhereForm, Form, GroupForm, IncidentForm, OfficeForm, OrganisationForm, PersonForm,
};
use super::gazetteer::{Condition, Entry, Gazetteer, NameClass, Row};
use super::incidents::{IncidentFinder, Subject};
use super::{
    Chronicle, Country, Course, Everywhere, Group, Incident, Knowledge, KnowledgeError, Milestone, Office,
    Organisation, Person, Region, Tenure,
};
use crate::model::{Dates, Party, Title};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Builds everything. Of two files that give the same name to two things the later wins; within the built-in files, or
/// within one file, that is an error.
pub(super) fn build(forms: Vec<(String, Form)>) -> Result<Knowledge, KnowledgeError> {
    let knowledge = tables(&forms)?;
    Ok(Knowledge { forms, ..knowledge })
}

/// The same, but of `forms` from number `ours` on the entries that cannot be used are left out, and said.
pub(super) fn build_leaving_out(
    mut forms: Vec<(String, Form)>,
    ours: usize,
) -> Result<(Knowledge, Vec<KnowledgeError>), KnowledgeError> {
    let mut errors = Vec::new();
    loop {
        let error = match tables(&forms) {
            Ok(knowledge) => return Ok((Knowledge { forms, ..knowledge }, errors)),
            Err(error) => error,
        };
        let (file, line) = error.place();
        let Some((_, form)) = forms.iter_mut().skip(ours).find(|(name, _)| name == file) else {
            return Err(error);
        };
        if !form.leave_out(line) {
            *form = Form::default();
        }
        errors.push(error);
    }
}

fn tables(forms: &[(String, Form)]) -> Result<Knowledge, KnowledgeError> {
    let english = English::new(forms.iter().map(|(_, form)| form));
    let mut builder = Builder { english, ..Builder::default() };
    for (_, form) in forms {
        builder.titles.extend(form.titles.iter().map(String::as_str));
        builder.openers.extend(form.openers.iter().map(String::as_str));
        builder.ambiguous.extend(form.ambiguous.iter().map(String::as_str));
        builder.english_only.extend(form.english_only.iter().map(String::as_str));
    }
    for (file, form) in forms {
        form.country.iter().try_for_each(|c| builder.country(file, c).map_err(|e| e.at(c.line)))?;
    }
    for (file, form) in forms {
        form.organisation.iter().try_for_each(|o| builder.organisation(file, o).map_err(|e| e.at(o.line)))?;
        form.group.iter().try_for_each(|g| builder.group(file, g).map_err(|e| e.at(g.line)))?;
        form.office.iter().try_for_each(|o| builder.office(file, o).map_err(|e| e.at(o.line)))?;
        form.incident.iter().try_for_each(|i| builder.incident(file, i).map_err(|e| e.at(i.line)))?;
        for (course, rows) in [
            (Course::News, &form.news),
            (Course::Era, &form.era),
            (Course::Thing, &form.thing),
            (Course::Held, &form.held),
        ] {
            rows.iter().try_for_each(|row| builder.chronicle(file, course, row))?;
        }
        form.everywhere.iter().try_for_each(|e| builder.everywhere(file, e))?;
        for phrase in &form.not {
            builder.row(phrase, 0, Condition::Decoy);
        }
    }
    // Persons last: their country may come from an office of any file.
    for (file, form) in forms {
        form.person.iter().try_for_each(|p| builder.person(file, p).map_err(|e| e.at(p.line)))?;
    }
    builder.finish()
}

/// Tables and names in the making.
#[derive(Default)]
struct Builder<'a> {
    countries: BTreeMap<Party, Country>,
    country_files: BTreeMap<Party, &'a str>,
    organisations: Vec<Organisation>,
    groups: Vec<Group>,
    offices: Vec<Office>,
    tenures: Vec<Tenure>,
    persons: Vec<Person>,
    person_numbers: BTreeMap<&'a str, usize>,
    person_spellings: Vec<Spellings<'a>>,
    incidents: Vec<Incident>,
    /// By id: the index and the file that said so.
    incident_numbers: BTreeMap<&'a str, (usize, &'a str)>,
    chronicle: Vec<Chronicle>,
    everywhere: Vec<Everywhere>,
    clues: Vec<(Subject, &'a [String])>,
    entries: Vec<Entry>,
    rows: Vec<Row<'a>>,
    /// Who has a name already: its row, and the file that said so.
    named: BTreeMap<&'a str, (usize, &'a str)>,
    ambiguous: BTreeSet<&'a str>,
    english_only: BTreeSet<&'a str>,
    titles: BTreeSet<&'a str>,
    openers: BTreeSet<&'a str>,
    english: English,
}

/// All spellings of a person, and where he or she is first named.
struct Spellings<'a> {
    file: &'a str,
    line: usize,
    names: Vec<&'a str>,
}

impl<'a> Builder<'a> {
    fn country(&mut self, file: &'a str, form: &'a CountryForm) -> Result<(), KnowledgeError> {
        let party = form.code;
        let earlier = self.country_files.insert(party, file);
        if earlier.is_some_and(|by| same_hand(by, file)) {
            return Err(wrong(file, party.code(), "ce code y est deux fois", "this code is there twice"));
        }
        let earlier = self.countries.get(&party);
        let kept = |new: &Vec<String>, old: fn(&Country) -> &Vec<String>| match earlier {
            Some(country) if new.is_empty() => old(country).clone(),
            _ => new.clone(),
        };
        let country = Country {
            party,
            fr: form.fr.clone(),
            article: form.article.clone(),
            within: form.within.clone(),
            en: form.en.clone(),
            region: form.region,
            capitals: kept(&form.capitals, |c| &c.capitals),
            adjectives: kept(&form.adjectives, |c| &c.adjectives),
        };
        let own = if form.region == Region::Body { NameClass::Body } else { NameClass::Country };
        let name = self.entry(own, Some(party), &form.fr);
        let mut sure = vec![(name, &form.names)];
        for (class, names) in [
            (NameClass::Capital, &form.capitals),
            (NameClass::SeatOfPower, &form.seats),
            (NameClass::City, &form.cities),
            (NameClass::DemonymAdjective, &form.adjectives),
        ] {
            sure.push((self.entry(class, Some(party), &form.fr), names));
        }
        let adjective = self.entries.len() - 1;
        self.sure(file, &form.fr, name)?;
        if form.en != form.fr {
            self.sure(file, &form.en, name)?;
        }
        for (entry, names) in sure {
            names.iter().try_for_each(|n| self.sure(file, n, entry))?;
        }
        form.adjectives_en.iter().for_each(|n| self.row(n, adjective, Condition::English));
        form.prefixes.iter().for_each(|n| self.row(n, adjective, Condition::Prefix));
        form.when_named.iter().for_each(|n| self.row(n, name, Condition::WhenNamed));
        for short in &form.contextual {
            self.row(short, name, Condition::Contextual(form.contextual_with.clone()));
        }
        self.countries.insert(party, country);
        Ok(())
    }

    fn organisation(&mut self, file: &'a str, form: &'a OrganisationForm) -> Result<(), KnowledgeError> {
        self.ambiguous.extend(form.ambiguous.iter().map(String::as_str));
        let when_named: BTreeSet<&str> = form.when_named.iter().map(String::as_str).collect();
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for names in &form.names {
            let Some(first) = names.first() else {
                let kind = format!("{:?}", form.kind);
                return Err(wrong(file, &kind, "une organisation sans nom", "an organisation without a name"));
            };
            self.known(file, first, form.country)?;
            let entry = self.entry(NameClass::Organisation(form.kind), form.country, first);
            for name in names {
                if when_named.contains(name.as_str()) {
                    self.row(name, entry, Condition::WhenNamed);
                } else {
                    self.sure(file, name, entry)?;
                }
                numbers.insert(name, entry);
            }
            self.organisations.push(Organisation { name: first.clone(), kind: form.kind, party: form.country });
        }
        for listed in form.ambiguous.iter().chain(&form.when_named).chain(form.short.keys()) {
            if !numbers.contains_key(listed.as_str()) {
                return Err(wrong(
                    file,
                    listed,
                    "ce n'est pas un des noms de sa table",
                    "not one of the names of its table",
                ));
            }
        }
        for (long, shorts) in &form.short {
            let entry = numbers[long.as_str()];
            for name in shorts {
                self.row(name, entry, Condition::Short);
            }
        }
        Ok(())
    }

    fn group(&mut self, file: &'a str, form: &'a GroupForm) -> Result<(), KnowledgeError> {
        self.known(file, &form.name, form.state)?;
        self.ambiguous.extend(form.ambiguous.iter().map(String::as_str));
        let entry = self.entry(NameClass::Group, form.state, &form.name);
        for name in std::iter::once(&form.name).chain(&form.aliases) {
            self.sure(file, name, entry)?;
        }
        form.short.iter().for_each(|n| self.row(n, entry, Condition::Short));
        self.groups.push(Group {
            name: form.name.clone(),
            aliases: form.aliases.clone(),
            party: form.state,
            service: form.service.clone(),
            mitre: form.mitre.clone(),
        });
        Ok(())
    }

    fn office(&mut self, file: &'a str, form: &'a OfficeForm) -> Result<(), KnowledgeError> {
        self.known(file, &form.fr, Some(form.country))?;
        let office = self.offices.len();
        for holder in &form.holders {
            let (name, start, end) = match holder.as_slice() {
                [name, start] => (name, start, None),
                [name, start, end] => (name, start, Some(end)),
                _ => {
                    return Err(wrong(
                        file,
                        &form.fr,
                        "un titulaire est un nom, un premier jour et peut-être un dernier",
                        "a holder is a name, a first day and perhaps a last day",
                    ));
                }
            };
            let entry = || format!("{}, {name}", form.fr);
            let dates = |text: &String| {
                let no_date = format!("ce n'est pas une date EDTF : « {text} »");
                text.parse::<Dates>().map_err(|e| wrong(file, &entry(), &no_date, &e.to_string()))
            };
            let no_start = || wrong(file, &entry(), "pas de premier jour", "no first day");
            let start = dates(start)?.earliest.ok_or_else(no_start)?;
            let end = end.map(dates).transpose()?.and_then(|d| d.latest);
            if end.is_some_and(|end| end < start) {
                return Err(wrong(
                    file,
                    &entry(),
                    "le dernier jour est avant le premier",
                    "the last day is before the first",
                ));
            }
            let person = self.person_number((file, form.line), name, Some(form.country));
            self.tenures.push(Tenure { person, office, start, end });
        }
        self.clues.extend(form.words.iter().map(|w| (Subject::Office(office), std::slice::from_ref(w))));
        self.clues.push((Subject::Office(office), std::slice::from_ref(&form.fr)));
        self.offices.push(Office {
            party: form.country,
            role: form.role,
            fr: form.fr.clone(),
            en: form.en.clone(),
            words: form.words.clone(),
        });
        Ok(())
    }

    fn person(&mut self, file: &'a str, form: &'a PersonForm) -> Result<(), KnowledgeError> {
        self.known(file, &form.name, form.country)?;
        let known = self.person_numbers.contains_key(form.name.as_str());
        if !known && form.country.is_none() {
            return Err(wrong(
                file,
                &form.name,
                "sans fonction ici et sans pays",
                "holds no office and has no country",
            ));
        }
        let number = self.person_number((file, form.line), &form.name, form.country);
        if let Some(born) = form.born {
            let day = born.earliest.filter(|_| born.is_day());
            let no_day = || wrong(file, &form.name, "`born` n'est pas un jour", "`born` is no day");
            self.persons[number].born = Some(day.ok_or_else(no_day)?);
        }
        let born = self.persons[number].born;
        let in_office = |born: NaiveDate| self.tenures.iter().any(|t| t.person == number && years(born, t.start) < 16);
        if born.is_some_and(in_office) {
            return Err(wrong(file, &form.name, "en fonction avant seize ans", "in office before the age of sixteen"));
        }
        let person = &mut self.persons[number];
        person.party = form.country.or(person.party);
        person.names.extend(form.names.iter().cloned());
        self.person_spellings[number].names.extend(form.names.iter().map(String::as_str));
        person.famous |= form.famous;
        person.surname = match &form.surname {
            Some(surname) => surname.clone(),
            None => surname(&form.name, person.party).to_owned(),
        };
        Ok(())
    }

    fn person_number(&mut self, (file, line): (&'a str, usize), name: &'a str, party: Option<Party>) -> usize {
        *self.person_numbers.entry(name).or_insert_with(|| {
            self.person_spellings.push(Spellings { file, line, names: vec![name] });
            self.persons.push(Person {
                name: name.to_owned(),
                names: Vec::new(),
                surname: surname(name, party).to_owned(),
                party,
                famous: false,
                born: None,
            });
            self.persons.len() - 1
        })
    }

    fn incident(&mut self, file: &'a str, form: &'a IncidentForm) -> Result<(), KnowledgeError> {
        let parties = form.attackers.iter().chain(&form.victims).chain(form.milestones.iter().flat_map(|m| &m.actors));
        for party in parties {
            self.known(file, &form.id, Some(*party))?;
        }
        let incident = match self.incident_numbers.get(form.id.as_str()) {
            Some((_, by)) if same_hand(by, file) => {
                return Err(wrong(file, &form.id, "cet identifiant y est deux fois", "this id is there twice"));
            }
            Some((earlier, _)) => *earlier,
            None => self.incidents.len(),
        };
        self.incident_numbers.insert(&form.id, (incident, file));
        // Of an incident told anew nothing remains.
        let of_earlier = |subject: &Subject| match subject {
            Subject::Incident(i) | Subject::Milestone(i, _) => *i == incident,
            Subject::Office(_) | Subject::Chronicle(_) | Subject::Everywhere(_) | Subject::Given(_) => false,
        };
        self.clues.retain(|(subject, _)| !of_earlier(subject));
        let all_words = || form.words.iter().chain(form.milestones.iter().flat_map(|m| &m.words));
        let empty = |w: &Vec<String>| w.is_empty() || w.iter().flat_map(|p| p.split('|')).any(|s| s.trim().is_empty());
        if form.words.is_empty() || all_words().any(empty) {
            return Err(wrong(file, &form.id, "pas de mots pour le reconnaître", "no words by which to know it"));
        }
        self.clues.extend(form.words.iter().map(|w| (Subject::Incident(incident), w.as_slice())));
        let mut milestones = Vec::new();
        for (number, milestone) in form.milestones.iter().enumerate() {
            let subject = Subject::Milestone(incident, number);
            self.clues.extend(milestone.words.iter().map(|w| (subject, w.as_slice())));
            milestones.push(Milestone {
                kind: milestone.kind,
                dates: milestone.date,
                checked: milestone.checked,
                fr: milestone.fr.clone(),
                actors: milestone.actors.clone(),
                document: milestone.document.clone(),
                worded: !milestone.words.is_empty(),
            });
        }
        if milestones.is_empty() {
            return Err(wrong(file, &form.id, "pas d'étape", "no milestone"));
        }
        // A night belongs to two days.
        let sure = |m: &Milestone| m.dates.width_days().is_some_and(|days| days <= 2);
        if let Some(m) = milestones.iter().find(|m| m.checked && !sure(m)) {
            let fr = format!("`checked` demande un jour, et {} n'en est pas un", m.dates);
            return Err(wrong(file, &form.id, &fr, &format!("`checked` asks for a day, and {} is none", m.dates)));
        }
        if let Some(m) = milestones.iter().find(|m| m.checked && m.document.trim().is_empty()) {
            let fr = format!("`checked` demande un `document`, et {} n'en a pas", m.dates);
            return Err(wrong(
                file,
                &form.id,
                &fr,
                &format!("`checked` asks for a `document`, and {} has none", m.dates),
            ));
        }
        let incident_told = Incident {
            id: form.id.clone(),
            topic: form.topic,
            fr: form.fr.clone(),
            en: form.en.clone(),
            attackers: form.attackers.clone(),
            victims: form.victims.clone(),
            milestones,
        };
        match self.incidents.get_mut(incident) {
            Some(earlier) => *earlier = incident_told,
            None => self.incidents.push(incident_told),
        }
        Ok(())
    }

    fn chronicle(&mut self, file: &'a str, course: Course, row: &'a [String]) -> Result<(), KnowledgeError> {
        let [days, fr, words @ ..] = row else {
            return Err(wrong(
                file,
                &row.join(", "),
                "une ligne dit les jours, un nom et des expressions",
                "a row is the days, a name and phrases",
            ));
        };
        let days: Vec<Dates> = days
            .split(" ; ")
            .map(|d| d.parse::<Dates>().map_err(|e| wrong(file, fr, &e.to_string(), &e.to_string())))
            .collect::<Result<_, _>>()?;
        if words.is_empty() || days.iter().any(|d| d.earliest.is_none() || d.latest.is_none()) {
            return Err(wrong(
                file,
                fr,
                "il manque une expression, ou la fin des jours",
                "no phrases, or days without an end",
            ));
        }
        self.clues.push((Subject::Chronicle(self.chronicle.len()), words));
        self.chronicle.push(Chronicle { course, days, fr: fr.clone() });
        Ok(())
    }

    fn everywhere(&mut self, file: &'a str, form: &'a EverywhereForm) -> Result<(), KnowledgeError> {
        let share = |(dates, share): &(Dates, f32)| dates.earliest.map(|day| (day, *share));
        let shares: Vec<_> = form.shares.iter().filter_map(share).collect();
        if shares.is_empty() || !shares.is_sorted() || shares.iter().any(|(_, s)| *s <= 0.0 || *s >= 1.0) {
            return Err(wrong(
                file,
                &form.fr,
                "les parts se suivent par jour, entre 0 et 1",
                "shares stand by day and lie between 0 and 1",
            ));
        }
        self.clues.push((Subject::Everywhere(self.everywhere.len()), &form.words));
        if !form.given.is_empty() {
            self.clues.push((Subject::Given(self.everywhere.len()), &form.given));
        }
        self.everywhere.push(Everywhere { fr: form.fr.clone(), shares, given: !form.given.is_empty() });
        Ok(())
    }

    fn known(&self, file: &str, entry: &str, party: Option<Party>) -> Result<(), KnowledgeError> {
        match party {
            Some(party) if !self.countries.contains_key(&party) => {
                let fr = format!("{party} n'est pas un pays ni une organisation de countries.toml");
                Err(wrong(file, entry, &fr, &format!("{party} is no country or body of countries.toml")))
            }
            _ => Ok(()),
        }
    }

    fn entry(&mut self, class: NameClass, party: Option<Party>, name: &str) -> usize {
        self.entries.push(Entry { class, party, name: name.to_owned() });
        self.entries.len() - 1
    }

    fn row(&mut self, surface: &'a str, entry: usize, condition: Condition) {
        self.rows.push(Row { surface: surface.into(), entry, condition });
    }

    /// A name that needs no more than its letters (or the care its list asks for).
    fn sure(&mut self, file: &'a str, surface: &'a str, entry: usize) -> Result<(), KnowledgeError> {
        if surface.trim().is_empty() {
            return Err(wrong(file, &self.entries[entry].name, "un nom vide", "an empty name"));
        }
        let condition = if self.english_only.contains(surface) {
            Condition::English
        } else if self.ambiguous.contains(surface) {
            Condition::Ambiguous
        } else {
            Condition::Always
        };
        if let Some((row, by)) = self.named.insert(surface, (self.rows.len(), file)) {
            let (old, new) = (&self.entries[self.rows[row].entry], &self.entries[entry]);
            if same_hand(by, file) && (old.party, &old.name) != (new.party, &new.name) {
                let fr = format!("« {surface} » est déjà un nom de {}", old.name);
                return Err(wrong(file, &new.name, &fr, &format!("{surface:?} is already a name of {}", old.name)));
            }
            self.rows[row].entry = entry;
            self.rows[row].condition = condition;
            return Ok(());
        }
        self.row(surface, entry, condition);
        Ok(())
    }

    fn finish(mut self) -> Result<Knowledge, KnowledgeError> {
        let persons = std::mem::take(&mut self.persons);
        for (person, of) in persons.iter().zip(std::mem::take(&mut self.person_spellings)) {
            let entry = self.entry(NameClass::Person, person.party, &person.name);
            for name in of.names {
                self.sure(of.file, name, entry).map_err(|e| e.at(of.line))?;
            }
            for surname in surnames(person) {
                let condition = Condition::Surname { famous: person.famous };
                self.rows.push(Row { surface: surname.into(), entry, condition });
            }
        }
        self.tenures.sort_by_key(|t| (t.person, t.start, t.office));
        let titles: Vec<&str> = self.titles.into_iter().collect();
        let openers: Vec<&str> = self.openers.into_iter().collect();
        Ok(Knowledge {
            countries: self.countries.into_values().collect(),
            organisations: self.organisations,
            groups: self.groups,
            persons,
            offices: self.offices,
            tenures: self.tenures,
            incidents: self.incidents,
            chronicle: self.chronicle,
            everywhere: self.everywhere,
            forms: Vec::new(),
            gazetteer: Gazetteer::new(self.entries, self.rows, &titles, &openers),
            finder: IncidentFinder::new(&self.clues, &self.english),
        })
    }
}

fn wrong(file: &str, entry: &str, fr: &str, en: &str) -> KnowledgeError {
    let problem = Title { fr: fr.to_owned(), en: en.to_owned() };
    KnowledgeError::Entry { file: file.to_owned(), line: 0, entry: entry.to_owned(), problem }
}

/// Whole years from one day to another.
fn years(from: NaiveDate, to: NaiveDate) -> i64 {
    i64::from(to.years_since(from).unwrap_or(0))
}

/// True where two files are one author's, so that a name given twice is a slip and not a correction.
fn same_hand(a: &str, b: &str) -> bool {
    let ours = |file: &str| super::ASSETS.iter().any(|(name, _)| *name == file);
    a == b || (ours(a) && ours(b))
}

/// All surnames of a person: the one given, or those of all spellings.
fn surnames(person: &Person) -> BTreeSet<String> {
    let given = std::iter::once(person.surname.clone());
    let default = surname(&person.name, person.party) == person.surname;
    let spelled =
        person.names.iter().filter(|n| default && n.contains(' ')).map(|n| surname(n, person.party).to_owned());
    given.chain(spelled).filter(|s| s.chars().count() > 1).collect()
}

/// The surname in a full name: the first word in China, Korea, Taiwan and Vietnam, else the last with its particles.
fn surname(name: &str, party: Option<Party>) -> &str {
    let family_first = party.is_some_and(|p| matches!(p.code(), "CN" | "KP" | "KR" | "TW" | "VN" | "KH"));
    if family_first {
        return name.split(' ').next().unwrap_or(name);
    }
    let mut start = name.rfind(' ').map_or(0, |space| space + 1);
    while let Some(before) = name[..start].strip_suffix(' ') {
        let word_start = before.rfind(' ').map_or(0, |space| space + 1);
        let word = before[word_start..].to_lowercase();
        if word_start == 0 || !PARTICLES.contains(&word.as_str()) {
            break;
        }
        start = word_start;
    }
    &name[start..]
}

/// Words that belong to the surname after them.
const PARTICLES: [&str; 17] =
    ["le", "la", "de", "du", "des", "von", "van", "der", "den", "bin", "ben", "al", "el", "da", "di", "dos", "ter"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{ASSETS, Topic};

    fn refused(text: &str) -> String {
        let files = [ASSETS[0], ("own.toml", text)];
        Knowledge::from_texts(&files).expect_err("refused").to_string()
    }

    #[test]
    fn the_names_of_kinds_are_in_lower_case_and_each_means_one_kind() {
        let text = include_str!("../../assets/kinds.toml");
        let named: std::collections::HashMap<crate::model::Kind, Vec<String>> =
            toml::from_str(text).expect("kinds.toml");
        let mut seen = std::collections::BTreeSet::new();
        for name in named.values().flatten() {
            assert_eq!(*name, name.to_lowercase());
            assert!(seen.insert(name), "{name} stands twice");
        }
        assert_eq!(crate::knowledge::kind_of("inculpation"), Some(crate::model::Kind::Charge));
        assert_eq!(crate::knowledge::kind_of("frappe / militaire"), Some(crate::model::Kind::Military));
    }

    #[test]
    fn the_built_in_facts_are_sound() {
        let knowledge = Knowledge::from_texts(&ASSETS).expect("sound");
        assert_eq!(knowledge.countries.len(), 193 + 5 + 3, "UN members, five others, EU, NATO, UN");
        assert!(knowledge.incidents.iter().all(|i| i.first_day().is_some()));
    }

    #[test]
    fn every_milestone_lies_in_our_years_and_names_its_document() {
        let knowledge = Knowledge::builtin();
        let milestones = |record: bool| {
            let of_topic = knowledge.incidents.iter().filter(move |i| (i.topic == Topic::Record) == record);
            of_topic.flat_map(|i| &i.milestones)
        };
        assert!(milestones(false).count() >= 620 && milestones(true).count() >= 1000);
        // What is recalled may be old.
        for (record, first) in [(false, 2007), (true, 1900)] {
            let years = NaiveDate::from_ymd_opt(first, 1, 1)..NaiveDate::from_ymd_opt(2025, 1, 1);
            for m in milestones(record) {
                assert!(years.contains(&m.dates.earliest), "{} {}", m.dates, m.fr);
                assert!(!m.document.is_empty(), "{} {}", m.dates, m.fr);
                assert!(m.worded || !record, "{} {}", m.dates, m.fr);
            }
        }
        for incident in &knowledge.incidents {
            let days: Vec<_> = incident.milestones.iter().map(|m| m.dates.earliest).collect();
            assert!(days.is_sorted(), "{} is not told in order", incident.id);
        }
    }

    #[test]
    fn one_head_of_state_follows_another() {
        let knowledge = Knowledge::builtin();
        let heads = |o: &Office| matches!(o.role, crate::knowledge::RoleClass::HeadOfState);
        for (number, office) in knowledge.offices.iter().enumerate().filter(|(_, o)| heads(o)) {
            let mut tenures: Vec<&Tenure> = knowledge.tenures.iter().filter(|t| t.office == number).collect();
            tenures.sort_by_key(|t| t.start);
            for pair in tenures.windows(2) {
                let name = &knowledge.persons[pair[1].person].name;
                assert!(pair[0].end.is_some_and(|end| end <= pair[1].start), "{}: {name}", office.fr);
            }
        }
    }

    #[test]
    fn no_alias_belongs_to_two_groups_and_no_first_half_to_two_countries() {
        let knowledge = Knowledge::builtin();
        let bare = |name: &String| name.to_lowercase().replace([' ', '-', '_'], "");
        let mut owner: BTreeMap<String, &str> = BTreeMap::new();
        for group in &knowledge.groups {
            for name in std::iter::once(&group.name).chain(&group.aliases) {
                let by = *owner.entry(bare(name)).or_insert(&group.name);
                assert_eq!(by, group.name, "{name}");
            }
        }
        let mut owner: BTreeMap<&str, Party> = BTreeMap::new();
        for country in knowledge.forms.iter().flat_map(|(_, form)| &form.country) {
            for prefix in &country.prefixes {
                assert_eq!(*owner.entry(prefix).or_insert(country.code), country.code, "{prefix}");
            }
        }
    }

    #[test]
    fn the_persons_most_named_have_a_day_of_birth() {
        let knowledge = Knowledge::builtin();
        assert!(knowledge.persons.iter().filter(|p| p.born.is_some()).count() >= 150);
        let born = |name| knowledge.person(name).and_then(|p| p.born).map(|d| d.to_string());
        assert_eq!(born("Joe Biden").as_deref(), Some("1942-11-20"));
        assert_eq!(born("Vladimir Putin").as_deref(), Some("1952-10-07"));
        let person = |born: &str| format!("[[person]]\nname = 'Jean Test'\ncountry = 'FR'\nborn = '{born}'\n");
        assert!(refused(&person("1950-03")).ends_with("`born` is no day"));
        let office = "[[office]]\ncountry = 'FR'\nrole = 'other'\nfr = 'préfet'\nen = ''\n\
                      holders = [['Jean Test', '2015-01-02']]\n";
        assert!(refused(&format!("{office}{}", person("2001-01-01"))).ends_with("in office before the age of sixteen"));
    }

    #[test]
    fn errors_name_file_and_entry() {
        let twice = "[[incident]]\nid = 'a'\nfr = ''\nen = ''\nwords = [['x']]\nmilestones = [{ kind = 'attack', date = '2014' }]\n";
        assert_eq!(refused(&format!("{twice}{twice}")), "own.toml: a: this id is there twice");
        let office = |holder: &str| {
            format!("[[office]]\ncountry = 'FR'\nrole = 'other'\nfr = 'préfet'\nen = ''\nholders = [{holder}]\n")
        };
        assert_eq!(
            refused(&office("['Jean Test', '2015-01-02', '2014']")),
            "own.toml: préfet, Jean Test: the last day is before the first"
        );
        assert!(refused(&office("['Jean Test', 'hier']")).contains("not an EDTF date"));
        assert!(refused(&office("[]").replace("FR", "QQ")).contains("QQ is no country"));
        assert!(refused("[[country]]\ncode = 'France'").starts_with("own.toml: line 2: "));
        let checked = |milestone: &str| refused(&twice.replace("{ kind = 'attack', date = '2014' }", milestone));
        assert_eq!(
            checked("{ kind = 'attack', date = '2014-11', checked = true, document = 'x' }"),
            "own.toml: a: `checked` asks for a day, and 2014-11 is none"
        );
        assert_eq!(
            checked("{ kind = 'attack', date = '2014-11-24', checked = true }"),
            "own.toml: a: `checked` asks for a `document`, and 2014-11-24 has none"
        );
        assert!(refused(&twice.replace("'x'", "'x|'")).ends_with("no words by which to know it"));
    }

    #[test]
    fn surnames_follow_the_custom_of_the_country() {
        for (name, code, expected) in [
            ("Zhao Lijian", "CN", "Zhao"),
            ("Kim Jong Un", "KP", "Kim"),
            ("Takeo Akiba", "JP", "Akiba"),
            ("Jean-Yves Le Drian", "FR", "Le Drian"),
            ("Ursula von der Leyen", "EU", "von der Leyen"),
            ("Barack Obama", "US", "Obama"),
        ] {
            assert_eq!(surname(name, Party::new(code)), expected);
        }
    }
}
