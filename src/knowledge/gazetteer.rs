//! Finds names in a text: countries, capitals, demonyms, organisations, groups, persons.
//!
//! One pass over the folded text proposes every name wherever a word begins; each proposal is judged by how it is really written and by what stands around it; the longest of those that remain win, from left to right.
//! Names that need the rest of the text ("le Nord", "M. Zhao", "GOP") are judged once the certain ones are known.
//! It does not know what a name does in its sentence.

use super::OrgKind;
use super::fold::{ACCENT, Folded, HYPHEN, UPPER, WORD};
use super::lexicon::Lexicon;
use crate::model::{Party, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What sort of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NameClass {
    /// "la Chine", "USA".
    Country,
    /// A capital that can stand for the government: "Pékin".
    Capital,
    /// "le Kremlin", "la Maison Blanche"; "Bruxelles" for the EU.
    SeatOfPower,
    /// A city, or a state or region of a country.
    City,
    /// "nord-coréenne", and first halves of compounds ("sino-").
    DemonymAdjective,
    /// "les Chinois".
    DemonymNoun,
    /// An agency, a firm, a newspaper.
    Organisation(OrgKind),
    /// A group of hackers.
    Group,
    /// A person, by full name or by a surname that the text makes clear.
    Person,
    /// EU, NATO, UN by name.
    Body,
    /// A short name that counts because of what else the text names ("le Nord").
    Contextual,
}

/// A name found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Where: bytes of the text.
    pub span: Span,
    /// Whom it counts for; `None` for a group of no state or an organisation of none.
    pub party: Option<Party>,
    /// What sort of name.
    pub class: NameClass,
    /// The name in the tables: a country's French name, an organisation's, group's or person's first name.
    pub entry: String,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub class: NameClass,
    pub party: Option<Party>,
    pub name: String,
}

/// What must hold besides the letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// Nothing.
    Always,
    /// A common word too: written exactly so, inside a sentence, no other capitalised word beside it.
    Ambiguous,
    /// The text is English.
    English,
    /// Nothing is meant: what is found here is not a name.
    Decoy,
    /// A hyphen follows.
    Prefix,
    /// Its party is named elsewhere.
    WhenNamed,
    /// The full name of its entry stands in the text too.
    Short,
    /// After an article, where one of these is named.
    Contextual(Vec<Party>),
    /// A surname: a title before it, or the full name elsewhere; alone where famous.
    Surname {
        /// It is enough alone.
        famous: bool,
    },
}

/// One way to write one entry.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    pub surface: Cow<'a, str>,
    pub entry: usize,
    pub condition: Condition,
}

#[derive(Clone, Debug)]
struct Candidate {
    entry: usize,
    condition: Condition,
    flags: Vec<u8>,
}

/// The finder.
#[derive(Clone, Debug)]
pub(super) struct Gazetteer {
    lexicon: Lexicon,
    /// By index in the lexicon.
    candidates: Vec<Vec<Candidate>>,
    entries: Vec<Entry>,
    /// Folded titles, each with a final space.
    titles: Vec<Vec<u8>>,
    /// Folded words that have a capital only because they open a sentence.
    openers: BTreeSet<Vec<u8>>,
}

#[derive(Clone, Copy, Debug)]
struct Hit {
    start: usize,
    end: usize,
    pattern: usize,
    candidate: usize,
}

/// How well someone bears a surname out, where his or her full name last stood, and the surname's hit.
type Bearer = (u8, usize, Hit);

/// What the certain names of a text tell about the others.
struct Facts {
    parties: BTreeSet<Party>,
    /// Where each entry stands by a certain name, in order.
    places: BTreeMap<usize, Vec<usize>>,
    /// Patterns that are somebody else's surname in this text ("Ivanka Trump").
    borne_by_others: BTreeSet<usize>,
}

impl Gazetteer {
    pub fn new(entries: Vec<Entry>, rows: Vec<Row<'_>>, titles: &[&str], openers: &[&str]) -> Self {
        let mut folded: Vec<(Vec<u8>, Candidate)> = rows
            .into_iter()
            .map(|row| {
                let Folded { bytes, flags, .. } = Folded::new(&row.surface);
                (bytes, Candidate { entry: row.entry, condition: row.condition, flags })
            })
            .collect();
        // Stable: of two readings of one name the one listed first stays first.
        folded.sort_by(|a, b| a.0.cmp(&b.0));
        let mut names: Vec<Vec<u8>> = Vec::with_capacity(folded.len());
        let mut candidates: Vec<Vec<Candidate>> = Vec::with_capacity(folded.len());
        for (name, candidate) in folded {
            if names.last() == Some(&name) {
                candidates.last_mut().into_iter().for_each(|c| c.push(candidate.clone()));
            } else {
                names.push(name);
                candidates.push(vec![candidate]);
            }
        }
        Self {
            lexicon: Lexicon::new(names.iter()),
            candidates,
            entries,
            titles: titles.iter().map(|t| Folded::new(&format!("{t} ")).bytes).collect(),
            openers: openers.iter().map(|w| Folded::new(w).bytes).collect(),
        }
    }

    pub fn find(&self, text: &str) -> Vec<Named> {
        let folded = Folded::new(text);
        let english = is_english(&folded.bytes);
        let (firm, doubtful) = self.hits(&folded, english);
        let first = self.longest(firm.clone());
        let chosen = if doubtful.is_empty() {
            first
        } else {
            let facts = self.facts(&folded, &first, &doubtful);
            let mut all = firm;
            all.extend(self.accepted(&folded, &facts, &doubtful));
            self.longest(all)
        };
        chosen.iter().filter_map(|hit| self.named(&folded, hit)).collect()
    }

    /// All hits whose letters and neighbours allow them: certain ones, and those that depend on the rest of the text.
    fn hits(&self, folded: &Folded, english: bool) -> (Vec<Hit>, Vec<Hit>) {
        let (mut firm, mut doubtful) = (Vec::new(), Vec::new());
        for start in (0..folded.bytes.len()).filter(|start| starts_name(folded, *start)) {
            self.lexicon.prefixes(&folded.bytes[start..], |pattern, len| {
                self.judge(folded, english, (pattern, start, start + len), &mut firm, &mut doubtful);
            });
        }
        (firm, doubtful)
    }

    /// Sorts the readings of one pattern at one place into certain and doubtful ones.
    fn judge(
        &self,
        folded: &Folded,
        english: bool,
        (pattern, start, end): (usize, usize, usize),
        firm: &mut Vec<Hit>,
        doubtful: &mut Vec<Hit>,
    ) {
        if !ends_name(folded, end) {
            return;
        }
        for (index, candidate) in self.candidates[pattern].iter().enumerate() {
            let hit = Hit { start, end, pattern, candidate: index };
            let exact = candidate.condition == Condition::Ambiguous;
            if !written_so(folded, start, &candidate.flags, exact) {
                continue;
            }
            match candidate.condition {
                Condition::Always | Condition::Decoy => firm.push(hit),
                Condition::English if english => firm.push(hit),
                Condition::Prefix if folded.is(end, HYPHEN) => firm.push(hit),
                Condition::English | Condition::Prefix => {}
                Condition::Ambiguous if self.stands_alone(folded, start, end) => firm.push(hit),
                _ => doubtful.push(hit),
            }
        }
    }

    /// From left to right the longest, the surest first among equals.
    fn longest(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
        hits.sort_by_key(|h| (h.start, std::cmp::Reverse(h.end), self.rank(h)));
        let mut end = 0;
        hits.retain(|hit| {
            let free = hit.start >= end;
            if free {
                end = hit.end;
            }
            free
        });
        hits
    }

    fn rank(&self, hit: &Hit) -> u8 {
        match self.candidate(hit).condition {
            Condition::Decoy => 0,
            Condition::Short => 1,
            Condition::Surname { .. } => 2,
            Condition::Contextual(_) => 3,
            Condition::WhenNamed => 5,
            Condition::Prefix => 7,
            _ => match self.entries[self.candidate(hit).entry].class {
                NameClass::DemonymAdjective | NameClass::DemonymNoun => 6,
                _ => 4,
            },
        }
    }

    fn candidate(&self, hit: &Hit) -> &Candidate {
        &self.candidates[hit.pattern][hit.candidate]
    }

    fn facts(&self, folded: &Folded, first: &[Hit], doubtful: &[Hit]) -> Facts {
        let mut facts = Facts { parties: BTreeSet::new(), places: BTreeMap::new(), borne_by_others: BTreeSet::new() };
        for hit in first.iter().filter(|h| self.candidate(h).condition != Condition::Decoy) {
            let entry = self.candidate(hit).entry;
            facts.places.entry(entry).or_default().push(hit.start);
            if !matches!(self.entries[entry].class, NameClass::Organisation(_) | NameClass::Group | NameClass::Person) {
                facts.parties.extend(self.entries[entry].party);
            }
        }
        for hit in doubtful {
            let inside = first.partition_point(|f| f.end <= hit.start);
            let taken = first.get(inside).is_some_and(|f| f.start < hit.end);
            let is_surname = matches!(self.candidate(hit).condition, Condition::Surname { .. });
            if is_surname && !taken && self.capital_before(folded, hit.start) && !self.titled(folded, hit.start) {
                facts.borne_by_others.insert(hit.pattern);
            }
        }
        facts
    }

    /// Those of `doubtful` that the facts allow; of several bearers of a surname at one place only the likeliest.
    fn accepted(&self, folded: &Folded, facts: &Facts, doubtful: &[Hit]) -> Vec<Hit> {
        let mut out = Vec::new();
        let mut bearers: BTreeMap<(usize, usize), Vec<Bearer>> = BTreeMap::new();
        for hit in doubtful {
            let candidate = self.candidate(hit);
            let party = self.entries[candidate.entry].party;
            let accepted = match &candidate.condition {
                Condition::WhenNamed => party.is_some_and(|p| facts.parties.contains(&p)),
                Condition::Short | Condition::Ambiguous => facts.places.contains_key(&candidate.entry),
                Condition::Contextual(parties) => {
                    parties.iter().any(|p| facts.parties.contains(p)) && after_article(folded, hit.start, hit.end)
                }
                Condition::Surname { famous } => {
                    if let Some((score, nearness)) = self.bearer(folded, facts, hit, *famous) {
                        bearers.entry((hit.start, hit.end)).or_default().push((score, nearness, *hit));
                    }
                    false
                }
                _ => false,
            };
            if accepted {
                out.push(*hit);
            }
        }
        for (_, mut bearers) in bearers {
            bearers.sort_by_key(|(score, nearness, _)| std::cmp::Reverse((*score, *nearness)));
            let tied = bearers.get(1).is_some_and(|b| (b.0, b.1) == (bearers[0].0, bearers[0].1));
            if !tied {
                out.push(bearers[0].2);
            }
        }
        out
    }

    /// How well a surname is borne out: by its full name before (and where), its full name after, fame, a title.
    fn bearer(&self, folded: &Folded, facts: &Facts, hit: &Hit, famous: bool) -> Option<(u8, usize)> {
        let capital_after = capital_after(folded, hit.end);
        let titled = self.titled(folded, hit.start);
        if capital_after || (!titled && self.capital_before(folded, hit.start)) {
            return None;
        }
        let places = facts.places.get(&self.candidate(hit).entry);
        if let Some(places) = places {
            let before = places.iter().rev().find(|p| **p < hit.start);
            return Some(before.map_or((3, 0), |p| (4, *p + 1)));
        }
        match (famous, titled) {
            (true, _) => Some((2, 0)),
            (false, true) if !facts.borne_by_others.contains(&hit.pattern) => Some((1, 0)),
            _ => None,
        }
    }

    fn named(&self, folded: &Folded, hit: &Hit) -> Option<Named> {
        let candidate = self.candidate(hit);
        if candidate.condition == Condition::Decoy {
            return None;
        }
        let entry = &self.entries[candidate.entry];
        let class = match &candidate.condition {
            Condition::Contextual(_) => NameClass::Contextual,
            _ => entry.class,
        };
        let shouted = folded.is(hit.start + 1, UPPER);
        let class = match class {
            NameClass::DemonymAdjective if folded.is(hit.start, UPPER) && !shouted && is_noun(candidate) => {
                NameClass::DemonymNoun
            }
            class => class,
        };
        let span = folded.original(hit.start, hit.end);
        Some(Named { span, party: entry.party, class, entry: entry.name.clone() })
    }

    fn titled(&self, folded: &Folded, start: usize) -> bool {
        let before = &folded.bytes[..start];
        let direct = self
            .titles
            .iter()
            .any(|title| before.ends_with(title) && !folded.is((start - title.len()).wrapping_sub(1), WORD));
        // "MM. Trump et Xi": the title stands before the first of them.
        let list = || {
            let from = start.saturating_sub(60);
            let joined = before.ends_with(b" et ") || before.ends_with(b", ");
            joined && before[from..].windows(4).any(|w| w == b"mm. ")
        };
        direct || list()
    }

    /// Inside a sentence, with no capitalised word beside it.
    fn stands_alone(&self, folded: &Folded, start: usize, end: usize) -> bool {
        !opens_sentence(folded, start) && !self.capital_before(folded, start) && !capital_after(folded, end)
    }

    /// True where the word before has a capital of its own, as a first name has.
    fn capital_before(&self, folded: &Folded, start: usize) -> bool {
        let Some(end) = start.checked_sub(1) else {
            return false;
        };
        if folded.bytes[end] != b' ' || !folded.is(end.wrapping_sub(1), WORD) {
            return false;
        }
        let word = word_start(folded, end);
        folded.is(word, UPPER) && !(opens_sentence(folded, word) && self.openers.contains(&folded.bytes[word..end]))
    }
}

/// A French demonym with a capital is a people; an English one only in the plural.
fn is_noun(candidate: &Candidate) -> bool {
    candidate.flags.first().is_none_or(|f| f & UPPER == 0)
}

fn word_start(folded: &Folded, end: usize) -> usize {
    let letters = folded.flags[..end].iter().rev().take_while(|f| **f & WORD != 0).count();
    end - letters
}

/// A name may begin here: no letter before, or a small letter before a capital where the space was lost.
pub(super) fn starts_name(folded: &Folded, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return true;
    };
    if !folded.is(before, WORD) {
        return true;
    }
    let run = folded.flags[..start].iter().rev().take(3).filter(|f| **f & (WORD | UPPER) == WORD).count();
    folded.is(start, UPPER) && run == 3 && !folded.bytes[before].is_ascii_digit()
}

/// A name may end here: no letter after, or a capital after a small letter where the space was lost.
pub(super) fn ends_name(folded: &Folded, end: usize) -> bool {
    if !folded.is(end, WORD) || !folded.is(end - 1, WORD) {
        return true;
    }
    folded.is(end, UPPER) && !folded.is(end - 1, UPPER) && !folded.bytes[end - 1].is_ascii_digit()
}

/// True where the text at `start` is written as the name is: its capitals (or all capitals), no accents that it lacks.
pub(super) fn written_so(folded: &Folded, start: usize, name: &[u8], exact: bool) -> bool {
    let text = &folded.flags[start..start + name.len()];
    if name.iter().zip(text).any(|(n, t)| t & ACCENT != 0 && n & ACCENT == 0) {
        return false;
    }
    if exact {
        return name.iter().zip(text).all(|(n, t)| n & UPPER == t & UPPER);
    }
    let opens_high = name.first().is_some_and(|n| n & UPPER != 0);
    let mut at = 0;
    while at < name.len() {
        if name[at] & WORD == 0 {
            at += 1;
            continue;
        }
        let end = at + name[at..].iter().take_while(|n| **n & WORD != 0).count();
        let shouted = end - at > 1 && text[at..end].iter().all(|t| t & UPPER != 0);
        let inside = name[at + 1..end].iter().zip(&text[at + 1..end]).all(|(n, t)| n & UPPER == t & UPPER);
        let (wants, has) = (name[at] & UPPER != 0, text[at] & UPPER != 0);
        let initial = has || !wants || (at > 0 && opens_high && end - at > 1);
        let as_named = inside && initial;
        if !(shouted || as_named) {
            return false;
        }
        at = end;
    }
    true
}

/// True where nothing of the same sentence stands before; quotes and brackets do not count.
fn opens_sentence(folded: &Folded, start: usize) -> bool {
    let ends = |b: u8| matches!(b, b'.' | b'!' | b'?' | b':' | b';' | b'\n' | b'-');
    let before = (0..start).rev().find(|i| folded.is(*i, WORD) || ends(folded.bytes[*i]));
    before.is_none_or(|i| !folded.is(i, WORD))
}

/// True where a capitalised word follows in the same breath.
fn capital_after(folded: &Folded, end: usize) -> bool {
    folded.bytes.get(end) == Some(&b' ') && folded.is(end + 1, UPPER)
}

/// "le Nord", "voisin du Nord", not "Amérique du Nord", "Nord Stream", "Nord-Ouest".
fn after_article(folded: &Folded, start: usize, end: usize) -> bool {
    let before = &folded.bytes[..start];
    let Some(article) = [&b"le "[..], b"du ", b"au "].into_iter().find(|a| before.ends_with(a)) else {
        return false;
    };
    let article_start = start - article.len();
    if folded.is(article_start.wrapping_sub(1), WORD) || capital_after(folded, end) || folded.is(end, HYPHEN) {
        return false;
    }
    let word_end = article_start.saturating_sub(1);
    let word = word_start(folded, word_end);
    article == b"le " || word == word_end || !folded.is(word, UPPER)
}

/// True where English little words outnumber French ones at the beginning.
fn is_english(folded: &[u8]) -> bool {
    let head = &folded[..folded.len().min(4096)];
    let (mut english, mut french) = (0, 0);
    for word in head.split(|b| *b == b' ') {
        match word {
            b"the" | b"of" | b"and" | b"to" | b"in" | b"that" | b"with" | b"by" => english += 1,
            b"le" | b"la" | b"les" | b"de" | b"du" | b"des" | b"et" | b"dans" | b"une" | b"par" => {
                french += 1;
            }
            _ => {}
        }
    }
    english > french
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    /// "words=PARTY" of every name found.
    fn found(text: &str) -> Vec<String> {
        let name = |n: &Named| {
            let party = n.party.map_or("-".to_owned(), |p| p.to_string());
            format!("{}={party}", n.span.of(text))
        };
        Knowledge::builtin().find(text).iter().map(name).collect()
    }

    fn class_of(text: &str) -> Vec<NameClass> {
        Knowledge::builtin().find(text).iter().map(|n| n.class).collect()
    }

    #[test]
    fn countries_capitals_and_demonyms_are_found() {
        assert_eq!(
            found("Les Etats-Unis, l’Iran et la Corée du Nord ; Pékin répond aux Américains."),
            ["Etats-Unis=US", "Iran=IR", "Corée du Nord=KP", "Pékin=CN", "Américains=US"]
        );
        assert_eq!(
            class_of("Pékin, le Kremlin, une banque nord-coréenne, les Chinois, l'UE"),
            [
                NameClass::Capital,
                NameClass::SeatOfPower,
                NameClass::DemonymAdjective,
                NameClass::DemonymNoun,
                NameClass::Body
            ]
        );
        assert_eq!(
            found("le sommet sino-américain et franco-allemand"),
            ["sino=CN", "américain=US", "franco=FR", "allemand=DE"]
        );
    }

    #[test]
    fn the_first_half_of_a_compound_names_its_country_too() {
        assert_eq!(
            found("une chercheuse franco-iranienne, les tensions sino-américaines, le conflit israélo-palestinien"),
            ["franco=FR", "iranienne=IR", "sino=CN", "américaines=US", "israélo=IL", "palestinien=PS"]
        );
        assert_eq!(
            found("l'accord turco-libyen, l'espionnage soviéto-afghan, un sommet nippo-coréano-américain"),
            ["turco=TR", "libyen=LY", "soviéto=RU", "afghan=AF", "nippo=JP", "coréano=KR", "américain=US"]
        );
        assert_eq!(
            found("The Sino-American talks and the Franco-Iranian researcher in the Russo-Ukrainian war"),
            ["Sino=CN", "American=US", "Franco=FR", "Iranian=IR", "Russo=RU", "Ukrainian=UA"]
        );
        for text in
            ["la zone indo-pacifique", "les pays latino-américains", "un air anglo-saxon", "le franco et le sino"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn writing_habits_are_tolerated() {
        assert_eq!(found("PÉKIN ACCUSE LES ETATS-UNIS"), ["PÉKIN=CN", "ETATS-UNIS=US"]);
        assert_eq!(
            found("Kim Jong-un, Kim Jong Un, KIM JONG-UN"),
            ["Kim Jong-un=KP", "Kim Jong Un=KP", "KIM JONG-UN=KP"]
        );
        assert_eq!(found("la Maison blanche et l'état-major de l'OTAN"), ["Maison blanche=US", "OTAN=NATO"]);
        assert_eq!(found("le «Washington Post» à Washington"), ["Washington Post=US", "Washington=US"]);
        assert_eq!(found("Vladimir POUTINE"), ["Vladimir POUTINE=RU"]);
        assert_eq!(found("le ministère de la Sécurité de l’État"), ["ministère de la Sécurité de l’État=CN"]);
    }

    #[test]
    fn words_that_lost_their_space_are_read_apart() {
        assert_eq!(found("les activités de PékinJEAN DUPONT"), ["Pékin=CN"]);
        assert_eq!(found("le groupe Sony PicturesSony"), ["Sony Pictures=US", "Sony=US"]);
    }

    #[test]
    fn words_that_only_hold_a_name_are_not_names() {
        for text in [
            "une machine malicieuse, un omanisme",
            "en mer de Chine méridionale",
            "un cours donné en anglais",
            "Michael Jordan joue",
            "il a eu raison, et nous aussi",
            "Dominique Martin et Maurice Durand",
            "le total des apple pies",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn ambiguous_names_need_a_sentence_around_them() {
        assert_eq!(found("le vol chez Target a coûté cher"), ["Target=US"]);
        assert_eq!(found("Orange, la couleur"), [""; 0]);
        assert_eq!(found("selon le groupe Orange, la panne"), ["Orange=FR"]);
        assert_eq!(found("Les républicains du Sénat votent"), [""; 0]);
        assert_eq!(found("selon Les Républicains, la loi"), ["Les Républicains=FR"]);
        assert_eq!(found("la directive NIS 2 et le total de l'équipe libre"), [""; 0]);
    }

    #[test]
    fn surnames_need_a_title_or_the_full_name() {
        assert_eq!(found("Zhao Lijian a répondu. Selon M. Zhao, rien."), ["Zhao Lijian=CN", "Zhao=CN"]);
        assert_eq!(found("Zhao se promène."), [""; 0]);
        assert_eq!(found("Ivanka Trump sourit"), [""; 0]);
        assert_eq!(found("l'administration Biden et M. Obama"), ["Biden=US", "Obama=US"]);
        assert_eq!(found("Mme May, dit Theresa May"), ["May=GB", "Theresa May=GB"]);
        assert_eq!(
            found("Le président François Hollande. M. Hollande parle."),
            ["François Hollande=FR", "Hollande=FR"]
        );
        assert_eq!(found("la Hollande est plate"), ["Hollande=NL"]);
        assert_eq!(found("MM. Trump et Raab"), ["Trump=US", "Raab=GB"]);
    }

    #[test]
    fn short_names_need_their_surroundings() {
        assert_eq!(
            found("La Corée du Nord accuse le Sud ; son voisin du Sud nie."),
            ["Corée du Nord=KP", "Sud=KR", "Sud=KR"]
        );
        assert_eq!(found("La Corée du Nord, l'Amérique du Nord"), ["Corée du Nord=KP"]);
        assert_eq!(found("il perd le Nord"), [""; 0]);
        assert_eq!(found("Guardians of Peace, dit GOP"), ["Guardians of Peace=KP", "GOP=KP"]);
        assert_eq!(found("le GOP vote"), [""; 0]);
        assert_eq!(found("Sony annonce ses résultats au Japon"), ["Sony=JP", "Japon=JP"]);
    }

    #[test]
    fn english_words_count_in_english_text_only() {
        assert_eq!(found("The king of Jordan and the Russians met in the Hague"), ["Jordan=JO", "Russians=RU"]);
    }

    #[test]
    fn names_are_sorted_and_do_not_overlap() {
        let text = "Le Conseil de sécurité de l'ONU, la Corée du Sud et Kim Jong Un à Séoul-Pékin. ".repeat(5);
        let names = Knowledge::builtin().find(&text);
        assert!(names.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        assert!(names.iter().all(|n| !n.span.of(&text).is_empty()));
    }

    #[test]
    fn speed_is_printed() {
        let text = "Les Etats-Unis et l’Union européenne ont condamné lundi le piratage mené contre Microsoft par des \
                    pirates chinois, selon un porte-parole du ministère à Pékin. "
            .repeat(2000);
        let start = std::time::Instant::now();
        let names = Knowledge::builtin().find(&text).len();
        let found = start.elapsed();
        let start = std::time::Instant::now();
        let _ = Knowledge::from_texts(&crate::knowledge::ASSETS);
        eprintln!("{} names in {} kB: {found:?}; loading: {:?}", names, text.len() / 1000, start.elapsed());
    }
}
