//! What must be true around the words of a rule, where the words alone may mean something else.
//!
//! Knows neighbours only: one or two words before and after.

use super::grammar::{GRAMMAR, Match};
use super::tokens::{self as t, Kind, Token};

/// A match and the tokens around its expressions.
struct Place<'a> {
    text: &'a str,
    all: &'a [Token],
    /// First token of the first expression.
    from: usize,
    /// One past the last token of the last one.
    to: usize,
    found: &'a Match,
}

/// True where `guard` lets the rule stand.
pub fn allows(guard: &str, text: &str, all: &[Token], found: &Match) -> bool {
    let from = found.cores.first().map_or(found.start, |c| c.0);
    let to = found.cores.last().map_or(found.end, |c| c.1);
    let here = Place { text, all, from, to, found };
    match guard {
        "month" => month(&here),
        "in_words" => month(&here) && here.bound(t::NUM).is_none_or(|n| n.digits == 0 && n.value.fract() == 0.0),
        "no_year" => here.next().is_none_or(|n| n.digits != 4),
        "no_complement" => !matches!(here.next_word().as_str(), "de" | "d" | "du" | "des"),
        "short_numbers" => short_numbers(&here),
        "quarter" => quarter(&here),
        "eve_of" => eve_of(&here),
        "after_day" => after_day(&here),
        "clock_length" => clock_length(&here),
        "short_year" => here.ends_phrase(),
        "closed" => closed(&here),
        "year" => year(&here),
        "counted" => !counts_something(&here),
        "season" => season(&here),
        "feast" => feast(&here),
        "weekday" => weekday(&here),
        "habit" => here.next_word() != "noir",
        "nowadays" => true,
        "sentence_start" => here.starts_sentence(),
        "this_part" => this_part(&here),
        "recent" => recent(&here),
        "eve" => here.back(2) != "jour" && !matches!(here.next_word().as_str(), "de" | "du" | "des" | "d" | "que"),
        "part" => part(&here),
        "later" => later(&here),
        "ago" => here.plural_fits(),
        // "dans les 28 jours après un test" does not count from today.
        "ahead" => {
            let counted_from = ["après", "suivant", "suivants", "précédant", "précédents", "avant"];
            here.plural_fits() && !counted_from.contains(&here.next_word().as_str())
        }
        "duration" => duration(&here),
        "demi" => here.prev_word() != "de",
        "every" => every(&here),
        "adjective" => adjective(&here),
        "new_year" => !matches!(here.next_word().as_str(), "chinois" | "lunaire" | "juif"),
        "present" => here.prev_word() != "en" || here.to - here.from > 1,
        "past" | "clock" => clock(&here),
        "future" => !here.prev().is_some_and(|t| t.kind == Kind::Number),
        "lower" => lower(&here),
        "english_month" => english_month(&here),
        "english_year" => english_year(&here),
        _ => false,
    }
}

impl Place<'_> {
    fn prev(&self) -> Option<&Token> {
        self.from.checked_sub(1).and_then(|i| self.all.get(i))
    }

    fn next(&self) -> Option<&Token> {
        self.all.get(self.to).filter(|t| !t.paragraph)
    }

    /// The word `n` tokens before the expression, in lower case.
    fn back(&self, n: usize) -> String {
        self.from.checked_sub(n).and_then(|i| self.all.get(i)).map_or_else(String::new, |t| self.lower(t))
    }

    fn prev_word(&self) -> String {
        self.back(1)
    }

    fn next_word(&self) -> String {
        self.next().map_or_else(String::new, |t| self.lower(t))
    }

    fn lower(&self, token: &Token) -> String {
        match token.kind {
            Kind::Sign(c) => c.to_string(),
            _ => token.span.of(self.text).to_lowercase(),
        }
    }

    fn first(&self) -> &Token {
        &self.all[self.from]
    }

    fn last(&self) -> &Token {
        &self.all[self.to - 1]
    }

    fn len(&self) -> usize {
        self.to - self.from
    }

    /// The first token read as `class`.
    fn bound(&self, class: t::Atom) -> Option<&Token> {
        self.found.binds.iter().find(|b| b.atom == class).map(|b| &self.all[b.token])
    }

    fn starts_sentence(&self) -> bool {
        self.first().paragraph
            || match self.prev().map(|p| p.kind) {
                None => true,
                Some(Kind::Sign(c)) => {
                    matches!(c, '.' | '!' | '?' | '…' | ':' | '"' | '«' | '»' | '“' | '”' | '-' | '–' | '_')
                }
                Some(_) => self.text[..self.first().span.start].trim_end_matches([' ', '\t']).ends_with('\n'),
            }
    }

    /// Nothing follows, or a sign that ends a phrase.
    fn ends_phrase(&self) -> bool {
        match self.next().map(|n| n.kind) {
            None => true,
            Some(Kind::Sign(c)) => matches!(c, '.' | ',' | ';' | ':' | ')' | '!' | '?' | '»' | '"' | '”'),
            Some(_) => false,
        }
    }

    fn next_is_capital(&self) -> bool {
        self.next().is_some_and(|n| n.capital && n.kind == Kind::Word)
    }

    fn all_capitals(&self, token: &Token) -> bool {
        token.span.of(self.text).chars().all(|c| !c.is_lowercase())
    }

    /// "une semaines", "deux semaine": words that only happen to stand together.
    fn plural_fits(&self) -> bool {
        let (Some(number), Some(unit)) = (self.bound(t::NUM), self.bound(t::UNIT)) else { return true };
        let plural = unit.span.of(self.text).ends_with(['s', 'S']);
        let always = self.lower(unit) == "mois" || self.bound(t::ABOUT).is_some();
        always || (number.value >= 2.0) == plural || number.value.fract() != 0.0
    }
}

/// "Avril Haines" and "la planète Mars" are no months; "sept" alone is a number.
fn month(here: &Place) -> bool {
    let Some(month) = here.bound(t::MONTH) else { return true };
    if here.all_capitals(month) && here.lower(month).len() > 3 {
        return true;
    }
    let counted = here.bound(t::DAY).or(here.bound(t::FIRST)).is_some();
    let short = matches!(here.lower(month).as_str(), "janv" | "févr" | "juil" | "sept" | "oct" | "nov" | "déc");
    if counted {
        return here.prev().is_none_or(|p| p.kind != Kind::Number) || here.lower(here.first()) == "le";
    }
    if short {
        return false;
    }
    if !month.capital {
        return true;
    }
    let leads = here.len() > 1 && here.first().span != month.span;
    leads || here.starts_sentence() && !here.next_is_capital()
}

fn closed(here: &Place) -> bool {
    if here.bound(t::FIRST).is_some_and(|f| f.kind == Kind::Word) {
        return false;
    }
    let street = here.all.get(here.to + 1).map(|t| here.lower(t)).unwrap_or_default();
    if matches!(
        street.as_str(),
        "rue" | "avenue" | "boulevard" | "place" | "quai" | "bis" | "chemin" | "allée" | "route"
    ) {
        return false;
    }
    // "le 03.04"
    if here.next().is_some_and(|n| n.glued) && here.all.get(here.to + 1).is_some_and(|n| n.glued && n.digits > 0) {
        return false;
    }
    let weekday = here.bound(t::WEEKDAY).is_some();
    let word = here.next_word();
    let goes_on = weekday && matches!(word.as_str(), "à" | "au" | "dans" | "pour" | "en" | "sur" | "dès" | "lors");
    here.ends_phrase() && !matches!(here.prev_word().as_str(), "de" | "n" | "page") || goes_on
}

/// A number of four digits counts years, unless it counts or names something else.
fn year(here: &Place) -> bool {
    if here.len() > 1 {
        return true;
    }
    let value = here.first().value;
    let prev = here.prev_word();
    let told = matches!(prev.as_str(), "en" | "depuis" | "dès" | "jusqu'en" | "avant" | "courant");
    if told && value >= 1400.0 {
        return true;
    }
    if !(1900.0..2100.0).contains(&value) && !matches!(prev.as_str(), "(" | "vers") {
        return false;
    }
    let names = [
        "°",
        "numéro",
        "article",
        "windows",
        "office",
        "exchange",
        "server",
        "sharepoint",
        "boeing",
        "airbus",
        "page",
        "rfc",
        "résolution",
        "+",
        "$",
        "€",
        "/",
    ];
    let title = if prev == "-" { here.back(2) } else { prev };
    if names.contains(&title.as_str()) || here.prev().is_some_and(|p| p.kind == Kind::Number) {
        return false;
    }
    !counts_something(here)
}

/// "12/10/20" is a date, "3/4/12" a fraction or a list; with dots it may be the number of a version.
fn short_numbers(here: &Place) -> bool {
    let two = here.found.binds.iter().all(|b| !matches!(b.atom, t::DAY | t::MM) || here.all[b.token].digits == 2);
    let dots = here.found.binds.iter().any(|b| here.lower(&here.all[b.token]) == ".");
    let prev = here.prev_word();
    let told = matches!(prev.as_str(), "le" | "du" | "au" | "dès" | "depuis");
    two && (told || !dots) && prev != "/" && here.next().is_none_or(|n| n.kind != Kind::Sign('/'))
}

/// "T3 2020" is written in one, with a capital.
fn quarter(here: &Place) -> bool {
    here.found.binds.iter().all(|b| {
        let token = &here.all[b.token];
        let next = here.all.get(b.token + 1);
        let glued = if b.token == here.from { next.is_some_and(|n| n.glued) } else { token.glued };
        token.kind != Kind::Word || token.span.len() > 1 || token.capital && glued
    })
}

/// "au lendemain de la guerre" is long ago.
fn eve_of(here: &Place) -> bool {
    let after = (0..5).filter_map(|n| here.all.get(here.found.end + n)).map(|t| here.lower(t));
    here.back(2) != "jour" && !after.into_iter().any(|w| w == "guerre" || w == "indépendance" || w == "révolution")
}

/// "samedi, 20 heures": an hour, not a length.
fn after_day(here: &Place) -> bool {
    let comma = usize::from(here.prev_word() == ",");
    let back = |n: usize| here.from.checked_sub(n + comma).and_then(|i| here.all.get(i));
    let is = |token: Option<&Token>, classes: &[t::Atom]| {
        token.is_some_and(|t| classes.iter().any(|c| GRAMMAR.lexicon.entry(t.entry).value(*c).is_some()))
    };
    let day = is(back(1), &[t::WEEKDAY, t::MONTH, t::HIER])
        || back(1).is_some_and(|t| t.digits == 4) && is(back(2), &[t::MONTH])
        || back(1).is_some_and(|t| t.digits > 0) && is(back(2), &[t::WEEKDAY]);
    let length = ["de", "d", "durant", "après", "avant", "plus", "d'affilée"];
    day && !length.contains(&here.next_word().as_str())
}

/// "en 2h05", "48h": longer than a day has hours, or told to be a length.
fn clock_length(here: &Place) -> bool {
    let told = here.from > here.found.start;
    let long =
        here.bound(t::NUM).is_some_and(|n| n.value > 24.0) && here.next().is_none_or(|n| !n.glued || n.digits == 0);
    long || told && !matches!(here.next_word().as_str(), "à" | "-")
}

/// "2000 personnes", "2000 euros", "2000 %".
fn counts_something(here: &Place) -> bool {
    const SMALL: [&str; 22] = [
        "dans", "puis", "mais", "depuis", "sous", "après", "pas", "plus", "sans", "vers", "chez", "ses", "des", "les",
        "ces", "aux", "près", "lors", "très", "toujours", "dès", "nous",
    ];
    let Some(next) = here.next() else { return false };
    let word = here.lower(next);
    match next.kind {
        Kind::Sign(c) => matches!(c, '%' | '€' | '$' | '°' | '/'),
        Kind::Number | Kind::Ordinal => true,
        Kind::Word => {
            !next.capital && word.chars().count() > 2 && word.ends_with(['s', 'x']) && !SMALL.contains(&word.as_str())
                || matches!(word.as_str(), "km" | "m" | "kg" | "euro" | "h" | "mètre" | "mm" | "cm" | "mw" | "pour")
                    && here.next().is_some_and(|_| word != "pour" || here.back(0) == "cent")
        }
    }
}

fn season(here: &Place) -> bool {
    if matches!(here.next_word().as_str(), "arabe" | "arabes" | "érable") {
        return false;
    }
    let games =
        ["jeux", "olympiques", "sports", "sport", "jo", "paralympiques", "vêtements", "heure", "pneus", "station"];
    if matches!(here.prev_word().as_str(), "'" | "de") && games.contains(&here.back(3).as_str()) {
        return false;
    }
    // "a été 2019 fois", "elle a été"
    let season = here.bound(t::SEASON);
    let bare = here.found.binds.first().is_some_and(|b| b.atom == t::SEASON);
    let verb = here.prev().is_some_and(|p| p.kind == Kind::Word && !here.first().capital);
    let summer = season.is_some_and(|s| here.lower(s) == "été");
    let arab = season.is_some_and(|s| s.capital) && here.next_is_capital();
    let participle = bare && verb && summer;
    !participle && !arab
}

fn feast(here: &Place) -> bool {
    let Some(name) = here.bound(t::FEAST).or(here.bound(t::EASTER)) else { return false };
    let joined = here.prev().is_some_and(|p| p.kind == Kind::Sign('-') && here.first().glued);
    let person = here.next_is_capital()
        || here.prev().is_some_and(|p| p.capital && p.kind == Kind::Word && !here.starts_sentence());
    let known = here.lower(name) == "noël" || name.capital;
    known && !joined && (!person || here.all_capitals(name)) && here.prev_word() != "père"
}

fn weekday(here: &Place) -> bool {
    let after = here.next_word();
    if here.len() == 1 && matches!(after.as_str(), "noir" | "saint" | "gras" | "rouge") {
        return false;
    }
    let first = here.first();
    !(first.capital && here.prev_word() == "du" && !here.all_capitals(first))
}

fn this_part(here: &Place) -> bool {
    let word = here.lower(here.last());
    !matches!(word.as_str(), "soirée" | "journée" | "matinée" | "mi-journée")
}

fn recent(here: &Place) -> bool {
    let units = here.found.binds.iter().filter_map(|b| {
        let token = &here.all[b.token];
        GRAMMAR.lexicon.entry(token.entry).value(t::UNIT).map(|_| here.lower(token))
    });
    let plural = units.into_iter().all(|u| u.ends_with('s'));
    let which = here.bound(t::WHICH).is_none_or(|w| w.span.of(here.text).ends_with('s'));
    plural && which
}

fn part(here: &Place) -> bool {
    let prev = here.prev_word();
    let word = here.lower(here.last());
    if here.bound(t::EDGE).is_some() || here.row_starts_with("en") || word == "même" {
        return true;
    }
    let inside = matches!(prev.as_str(), "dans" | "pendant" | "durant" | "cours" | "tard" | "tôt");
    let course = prev == "de" && matches!(here.back(2).as_str(), "cours" | "long");
    match word.as_str() {
        "mi-journée" => true,
        "soirée" | "journée" | "matinée" => inside || course,
        "nuit" => inside || course || here.ends_phrase() && prev != "et",
        _ => !matches!(here.next_word().as_str(), "de" | "du" | "des" | "d") && prev != "sur",
    }
}

impl Place<'_> {
    fn row_starts_with(&self, word: &str) -> bool {
        self.lower(&self.all[self.found.start]) == word
    }
}

fn later(here: &Place) -> bool {
    let end = here.found.end;
    let last = here.lower(&here.all[end - 1]);
    let after = here.all.get(end);
    let ends = after.is_none_or(|t| matches!(t.kind, Kind::Sign('.' | ',' | ';' | ')' | '"' | '»')));
    (!matches!(last.as_str(), "avant" | "après") || ends) && here.plural_fits()
}

fn duration(here: &Place) -> bool {
    if !here.plural_fits() || here.all_age() {
        return false;
    }
    // "24 heures sur 24"
    if here.next_word() == "sur" && here.all.get(here.to + 1).is_some_and(|n| n.kind == Kind::Number) {
        return false;
    }
    let one = here.bound(t::NUM).is_some_and(|n| n.value as i32 == 1 && n.kind == Kind::Word);
    let unit = here.bound(t::UNIT).map(|u| here.lower(u)).unwrap_or_default();
    let counted = here.found.binds.len() == 2;
    if one && counted && unit == "jour" {
        return matches!(here.prev_word().as_str(), "pendant" | "durant" | "en" | "après" | "d" | "'" | "sous");
    }
    if one && counted && matches!(unit.as_str(), "année" | "journée" | "minute" | "seconde") {
        // "une année charnière" names a year, "une année de travail" tells how long.
        let next = here.next();
        let small =
            ["de", "d", "après", "avant", "plus", "pour", "à", "et", "sur", "en", "sans", "dans", "que", "au", "où"];
        return next.is_none_or(|n| n.kind != Kind::Word || small.contains(&here.lower(n).as_str()));
    }
    true
}

/// "in May", "May 3", but not "hackers may" or "Theresa May".
fn english_month(here: &Place) -> bool {
    let Some(month) = here.bound(t::MONTH) else { return true };
    if !month.capital {
        return false;
    }
    let word = here.lower(month);
    let counted = here.found.binds.iter().any(|b| b.atom == t::DAY || b.atom == t::ORD);
    let led = [
        "in", "of", "since", "until", "till", "by", "during", "from", "to", "and", "between", "for", "before", "after",
        "on", "-", ",", "(",
    ];
    let first = here.first();
    let own = first.span == month.span;
    let named = |token: Option<&Token>| token.is_some_and(|t| t.kind == Kind::Word && t.capital && t.entry == 0);
    let ambiguous = matches!(word.as_str(), "may" | "march" | "april" | "june" | "august");
    counted
        || !own
        || led.contains(&here.prev_word().as_str())
        || !(ambiguous || named(here.prev()) || named(here.next()))
}

/// "in 2015", "since mid-2016", but not "2015 clients".
fn english_year(here: &Place) -> bool {
    let Some(year) = here.bound(t::YEAR) else { return false };
    let led = [
        "in",
        "of",
        "since",
        "until",
        "till",
        "during",
        "from",
        "before",
        "after",
        "by",
        "to",
        "and",
        "between",
        "early",
        "late",
        "or",
        "(",
        "throughout",
    ];
    let own = here.first().span == year.span;
    let counts = here.next().is_some_and(|n| {
        n.kind == Kind::Word
            && !n.capital
            && n.entry == 0
            && here.lower(n).ends_with('s')
            && !matches!(here.lower(n).as_str(), "was" | "has" | "is" | "as")
    });
    (1900.0..2100.0).contains(&year.value)
        && !counts
        && (!own || led.contains(&here.prev_word().as_str()) || here.ends_phrase() && here.starts_sentence())
}

impl Place<'_> {
    /// "Jean Valjean, 46 ans", "un homme de 46 ans": how old, not how long.
    fn all_age(&self) -> bool {
        let unit = self.found.binds.iter().rev().find_map(|b| {
            let token = &self.all[b.token];
            GRAMMAR.lexicon.entry(token.entry).value(t::UNIT).map(|_| self.lower(token))
        });
        if !matches!(unit.as_deref(), Some("ans" | "an")) && self.bound(t::ABOUT).is_none() {
            return false;
        }
        let (prev, two, three) = (self.back(1), self.back(2), self.back(3));
        let capital = |n: usize| {
            self.from.checked_sub(n).and_then(|i| self.all.get(i)).is_some_and(|t| t.capital && t.kind == Kind::Word)
        };
        let aged = |word: &str| matches!(word, "âgé" | "âgée" | "âgés" | "âgées" | "agé" | "agée" | "agés" | "agées");
        if aged(&prev) || aged(&two) || aged(&three) || two == "âge" || three == "âge" {
            return true;
        }
        let over = matches!(self.lower(self.first()).as_str(), "moins" | "plus");
        match prev.as_str() {
            "(" => self.next_word() == ")" || self.next_word() == ",",
            "," => self.ends_phrase() && self.next_word() != ":" || capital(2) || self.next_is_capital(),
            "-" => self.first().glued,
            "les" | "des" | "aux" if self.found.binds.iter().any(|b| self.lower(&self.all[b.token]) == "-") => true,
            "à" => !matches!(self.next_word().as_str(), "de" | "d" | "ferme" | "avec" | "compter"),
            "les" | "des" | "aux" if over => true,
            "a" if two == "y" => false,
            "ses" | "mes" | "nos" | "leurs" | "tes" | "a" | "ait" | "avait" | "ai" | "avais" | "aura" | "ont"
            | "avaient" | "que" | "eu" | "aurait" => true,
            "de" if matches!(two.as_str(), "moins" | "plus") => matches!(three.as_str(), "les" | "des" | "aux"),
            "de" => capital(2) || person(&two) || three == "de" && person(&self.back(4)),
            "'" if two == "d" => capital(3) || person(&three),
            _ if capital(1) && self.prev().is_some_and(|p| p.entry == 0) && !self.starts_sentence() => true,
            _ => false,
        }
    }
}

/// A noun that means people, as far as its ending tells.
fn person(word: &str) -> bool {
    const PEOPLE: [&str; 36] = [
        "homme",
        "femme",
        "fille",
        "garçon",
        "fillette",
        "jeune",
        "enfant",
        "enfants",
        "adolescent",
        "adolescente",
        "fils",
        "mari",
        "épouse",
        "père",
        "mère",
        "personne",
        "personnes",
        "frère",
        "sœur",
        "soeur",
        "élève",
        "hommes",
        "femmes",
        "jeunes",
        "filles",
        "garçons",
        "quinquagénaire",
        "suspect",
        "suspecte",
        "pilote",
        "soldat",
        "militaire",
        "malade",
        "célibataire",
        "juge",
        "bébé",
    ];
    const ENDINGS: [&str; 22] = [
        "ant", "ante", "ants", "ien", "ienne", "iens", "ais", "aise", "ois", "oise", "eur", "eurs", "euse", "ier",
        "ière", "iers", "iste", "istes", "teur", "trice", "ain", "aine",
    ];
    const NOT: [&str; 10] = [
        "montant",
        "restant",
        "délai",
        "terrain",
        "longueur",
        "hauteur",
        "prochaine",
        "semaine",
        "dernier",
        "première",
    ];
    PEOPLE.contains(&word) || !NOT.contains(&word) && ENDINGS.iter().any(|e| word.ends_with(e))
}

fn every(here: &Place) -> bool {
    if here.lower(&here.all[here.found.start]) != "par" {
        return here.found.binds.len() < 4 || here.bound(t::NUM).is_none_or(|n| n.value <= 10.0);
    }
    let unit = here.lower(here.last());
    unit == "mois" || !unit.ends_with('s')
}

/// After a noun "annuel" tells how often; after an article it is a noun of its own.
fn adjective(here: &Place) -> bool {
    const BEFORE: [&str; 34] = [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "au",
        "aux",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "notre",
        "nos",
        "d",
        "l",
        "grand",
        "grands",
        "principaux",
        "principal",
        "et",
        "presse",
        "en",
        "nouveau",
        "par",
        "dans",
        "premier",
    ];
    if here.lower(here.first()).ends_with("ment") {
        return true;
    }
    here.prev().is_some_and(|p| p.kind == Kind::Word && !p.capital && !BEFORE.contains(&here.lower(p).as_str()))
        && !here.next_is_capital()
}

fn clock(here: &Place) -> bool {
    let round = here.next_word();
    let every_hour = here.first().value as i32 == 24 && matches!(round.as_str(), "sur" | "/");
    let colon = here.bound(t::MIN).is_some_and(|m| m.digits == 2)
        || here.found.binds.iter().all(|b| here.lower(&here.all[b.token]) != ":");
    let glued =
        here.lower(here.first()) != ":" && here.prev().is_none_or(|p| p.kind != Kind::Sign(':') || !here.first().glued);
    let shape = here.all.get(here.from + 1).is_none_or(|s| s.kind != Kind::Sign(':') || s.glued);
    !every_hour && colon && glued && shape
}

fn lower(here: &Place) -> bool {
    let capital = here.first().capital && here.bound(t::NOON).is_some_and(|n| n.capital);
    let named = here.next_word() == "-" || here.next_word() == "libre";
    !named && (!capital || here.starts_sentence())
}
