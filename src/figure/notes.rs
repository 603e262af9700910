//! The events that get a number, and the notes under a figure that tell them: day, title, passage, source.

use super::callouts;
use super::page::{Page, moved};
use super::rich::{Run, Set, paragraph};
use crate::model::{Article, Certainty, Event, Kind, Lang, Party, Passage};
use crate::scene::{Face, Node, Point};
use crate::theme;
use crate::timeline::{day_number, words};
use crate::typeset;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The most numbered events of a page …
pub(super) const CALLOUTS: usize = 25;
/// … and of a large sheet.
const CALLOUTS_LARGE: usize = 45;
/// So often as many may have their turn, where some find no place.
const TURNS: usize = 3;
/// Fewer notes are only made where their passages are shortened already.
const ENOUGH: usize = 14;
/// The most characters of passage and headline: longer where there is room.
const LENGTHS: [(usize, usize); 4] = [(190, 80), (150, 64), (110, 52), (84, 44)];

/// Between two columns, in units.
pub(super) const GAP: f64 = 22.0;

/// What a star is worth: more than all else together.
const STARRED: f64 = 1000.0;

/// How much an event is worth a number, the least first: star, articles that tell it, weight of its kind, its index.
type Rank = (Reverse<(bool, usize)>, u8, usize);

/// An event that may have a number.
struct Candidate {
    event: usize,
    lane: Option<Party>,
    /// The middle of its days.
    day: f64,
    /// How much it is worth, and what of that those chosen before it take away.
    worth: f64,
}

/// Notes that are set already: by event, columns and length; their height and what is drawn, without the number.
type Memo = FxHashMap<(usize, usize, usize), (f64, Vec<Node>)>;

/// The notes under a figure, set in columns.
#[derive(Default)]
pub(super) struct Notes {
    pub nodes: Vec<Node>,
    pub height: f64,
}

impl Page<'_> {
    /// The most numbered events of this page.
    pub(super) fn callouts(&self) -> usize {
        if self.options.size.is_large_sheet() { CALLOUTS_LARGE } else { CALLOUTS }
    }

    /// Events worth a number, the best first: those with a star, then told by many, of the kinds that matter most, of a known day; and
    /// far from those chosen before, in time and by lane.
    pub(super) fn choose(&self) -> Vec<usize> {
        let most = TURNS * self.callouts();
        let weight = |kind: Kind| match kind {
            Kind::Attack | Kind::Sanction | Kind::Charge => 0,
            Kind::Attribute | Kind::Agree | Kind::Military => 1,
            Kind::Threaten | Kind::Investigate | Kind::Respond | Kind::Deny => 2,
            _ => 3,
        };
        let mut lanes: FxHashMap<Option<Party>, Vec<Rank>> = FxHashMap::default();
        let mut focus = self.corpus.events.focus();
        for index in &self.events {
            let Some(event) = focus.get(*index) else { continue };
            let star = self.corpus.starred.contains(&event.id);
            let rank = (Reverse((star, event.article_count())), weight(event.kind), *index);
            lanes.entry(event.actors.first().copied()).or_default().push(rank);
        }
        let best = |(lane, mut ranks): (Option<Party>, Vec<Rank>)| {
            if ranks.len() > most {
                ranks.select_nth_unstable(most);
                ranks.truncate(most);
            }
            ranks.into_iter().map(move |rank| (lane, rank))
        };
        let candidate = |(lane, (Reverse((star, articles)), weight, event)): (Option<Party>, Rank)| {
            let (day, wide) = self.seen_of(event)?;
            let worth = (articles.max(1) as f64).ln() * 1.2 - f64::from(weight) * 0.5;
            let vague = if wide > 0.25 { 1.5 } else { 0.0 };
            let chosen = if star { STARRED } else { 0.0 };
            Some(Candidate { event, lane, day, worth: worth - vague + chosen })
        };
        let mut candidates: Vec<Candidate> = lanes.into_iter().flat_map(best).filter_map(candidate).collect();
        candidates.sort_unstable_by_key(|c| c.event);
        self.far_apart(candidates, most)
    }

    /// One after the other the worthiest, where neighbours of the chosen ones in time are worth less, and those of the same
    /// lane still less.
    fn far_apart(&self, mut left: Vec<Candidate>, most: usize) -> Vec<usize> {
        let near = self.view.days() / 30.0;
        let mut out = Vec::with_capacity(most.min(left.len()));
        while out.len() < most {
            let best = left
                .iter()
                .enumerate()
                .max_by(|(_, a), (_, b)| a.worth.total_cmp(&b.worth).then(b.event.cmp(&a.event)));
            let Some((n, _)) = best else { break };
            let chosen = left.swap_remove(n);
            for other in &mut left {
                let close = (-(other.day - chosen.day).abs() / near).exp();
                other.worth -= if other.lane == chosen.lane { 0.25 + 2.5 * close } else { 0.8 * close };
            }
            out.push(chosen.event);
        }
        out
    }

    /// The middle of what is seen of an event's days, and how much of the page they take.
    fn seen_of(&self, event: usize) -> Option<(f64, f64)> {
        let dates = self.corpus.events.get(event)?.date.dates?;
        let (first, last) = (dates.earliest.or(dates.latest)?, dates.latest.or(dates.earliest)?);
        let (lo, hi) = (day_number(first), day_number(last) + 1.0);
        let (a, b) = (lo.max(self.view.from), hi.min(self.view.to));
        let middle = f64::midpoint(lo, hi);
        let is_seen = (self.view.from..=self.view.to).contains(&middle);
        Some((if is_seen { middle } else { f64::midpoint(a, b) }, (b - a) / self.view.days()))
    }

    /// Events in the order in which they stand on the page.
    pub(super) fn in_time(&self, chosen: &[usize]) -> Vec<usize> {
        let mut ordered: Vec<(f64, usize)> =
            chosen.iter().map(|e| (self.seen_of(*e).map_or(f64::MAX, |seen| seen.0), *e)).collect();
        ordered.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        ordered.into_iter().map(|(_, event)| event).collect()
    }

    /// As many of the chosen events as their whole notes have room for, in the order of their days: with long passages where
    /// these leave enough notes, else with shorter ones.
    pub(super) fn fit_notes(&self, chosen: &[usize], room: f64) -> (Vec<usize>, Notes) {
        let mut memo = Memo::default();
        let enough = ENOUGH.min(chosen.len());
        let mut best = (Vec::new(), Notes::default());
        for length in 0..LENGTHS.len() {
            let mut chosen = chosen.to_vec();
            loop {
                let ordered = self.in_time(&chosen);
                let notes = self.notes(&ordered, length, &mut memo);
                if notes.height <= room || chosen.is_empty() {
                    best = (ordered, notes);
                    break;
                }
                chosen.pop();
            }
            if best.0.len() >= enough {
                break;
            }
        }
        best
    }

    /// One line for each event without a number, in columns; `None` where there is no room for all of them.
    pub(super) fn rest(&self, events: &[usize], room: f64) -> Option<Notes> {
        let (u, p, lang) = (self.u, self.p, self.lang);
        let (size, leading) = (10.0 * u, 13.4 * u);
        let columns = self.columns(events.len());
        let lines = events.len().div_ceil(columns);
        let head = 17.0 * u;
        let height = head + lines as f64 * leading;
        if events.is_empty() || height > room {
            return None;
        }
        let width = self.column_width(columns);
        let title = lang.pick("Montrés sans numéro", "Shown without a number");
        let heading = [Run::new(Face::SansBold, p.muted, title.to_owned())];
        let mut nodes = paragraph(&heading, size, width, leading, 1).nodes;
        for (n, event) in events.iter().enumerate() {
            let set = paragraph(&self.line(&self.corpus.events[*event], false), size, width, leading, 1);
            let (column, line) = (n / lines, n % lines);
            let x = column as f64 * (width + GAP * u);
            nodes.extend(moved(set.nodes, x, head + line as f64 * leading));
        }
        Some(Notes { nodes, height })
    }

    /// Day, what happened, how sure it is; with its source where it is asked for.
    pub(super) fn line(&self, event: &Event, with_source: bool) -> Vec<Run> {
        let mut runs = self.statement(event);
        let passage = event.passages.first().filter(|_| with_source);
        if let Some(article) = passage.and_then(|passage| self.corpus.article(&passage.article)) {
            runs.extend(self.source(article, 48, event.article_count()));
        }
        runs
    }

    pub(super) fn columns(&self, notes: usize) -> usize {
        let legible = (self.inner_width() / self.u / 340.0).floor() as usize;
        match notes {
            0..3 => 1,
            3..5 => 2,
            _ => legible.clamp(2, 5),
        }
    }

    pub(super) fn column_width(&self, columns: usize) -> f64 {
        (self.inner_width() - GAP * self.u * (columns - 1) as f64) / columns as f64
    }

    /// The notes of `events`, from (0, 0), in as many columns as are legible, with passages of this one of `LENGTHS`.
    fn notes(&self, events: &[usize], length: usize, memo: &mut Memo) -> Notes {
        let (u, p, accent) = (self.u, self.p, self.accent());
        let size = 10.0 * u;
        let columns = self.columns(events.len());
        let width = self.column_width(columns);
        let indent = 22.0 * u;
        let mut set: Vec<(f64, Vec<Node>)> = Vec::with_capacity(events.len());
        for (k, event) in events.iter().enumerate() {
            let (height, nodes) = memo.entry((*event, columns, length)).or_insert_with(|| {
                let runs = self.note(&self.corpus.events[*event], LENGTHS[length]);
                let Set { height, nodes, .. } = paragraph(&runs, size, width - indent, size * 1.28, usize::MAX);
                (height + 5.0 * u, moved(nodes, indent, 0.0))
            });
            let mut nodes = nodes.clone();
            let center = Point { x: callouts::RADIUS * u, y: size * 0.52 };
            let inks = (accent, theme::readable_on(accent, p));
            callouts::number(&mut nodes, k + 1, center, callouts::RADIUS * u, inks, Some(*event));
            set.push((*height, nodes));
        }
        let gap = GAP * u;
        let total: f64 = set.iter().map(|s| s.0).sum();
        // Columns are filled one after the other, to about the same height.
        let mut limit = total / columns as f64;
        loop {
            let (mut column, mut y, mut tallest) = (0, 0.0, 0.0f64);
            let mut nodes = Vec::new();
            let mut fits = true;
            for (height, note) in &set {
                if y + height > limit + 0.5 && y > 0.0 {
                    column += 1;
                    y = 0.0;
                    fits &= column < columns;
                }
                nodes.extend(moved(note.clone(), column as f64 * (width + gap), y));
                y += height;
                tallest = tallest.max(y);
            }
            if fits {
                return Notes { nodes, height: tallest };
            }
            limit += 8.0 * u;
        }
    }

    /// Date, and what happened.
    fn statement(&self, event: &Event) -> Vec<Run> {
        let (p, lang) = (self.p, self.lang);
        let date = capital(&day_joined(&words::event_date(&event.date, lang)));
        let title = tidy(lang.pick(&event.title.fr, &event.title.en), lang);
        let certainty = match event.certainty {
            Certainty::Actual => String::new(),
            // "Attribuée à" says it already.
            Certainty::Alleged if event.kind == Kind::Attack && title.contains(lang.pick("attribué", "attributed")) => {
                String::new()
            }
            c => format!(" ({})", words::certainty(c, lang)),
        };
        vec![
            Run::new(Face::SansBold, p.text, ended(date)),
            Run::new(Face::Sans, p.text, ended(format!("{title}{certainty}"))),
        ]
    }

    /// Date, what happened, « passage », *title*, source, day.
    fn note(&self, event: &Event, (passage_length, title_length): (usize, usize)) -> Vec<Run> {
        let (p, lang) = (self.p, self.lang);
        let mut runs = self.statement(event);
        if event.passages.is_empty() {
            runs.push(Run::new(Face::Sans, p.muted, lang.pick("Ajouté à la main.", "Added by hand.").to_owned()));
            return runs;
        }
        let said = |passage: &Passage| {
            let article = self.corpus.article(&passage.article)?;
            Some((article, passage.span.of(&article.text)))
        };
        let whole = |passage: &Passage| said(passage).is_some_and(|(_, words)| is_sentence(words));
        // The best, or the first that quotes something.
        let best = event.best_passage(&whole).and_then(said).filter(|(_, words)| !words.trim().is_empty());
        let found = best.or_else(|| {
            let mut told: Vec<(&Article, &str)> = event.passages.iter().filter_map(said).collect();
            told.sort_by_key(|(_, words)| words.trim().is_empty());
            told.first().copied()
        });
        if let Some((article, words_told)) = found {
            if !words_told.trim().is_empty() {
                runs.push(Run::new(Face::Serif, p.text, quoted(words_told, passage_length, lang)));
            }
            runs.extend(self.source(article, title_length, event.article_count()));
        }
        let others: Vec<String> = event.other_days().iter().map(|d| day_joined(&words::short_dates(d, lang))).collect();
        if !others.is_empty() {
            let said = lang.pick("≠\u{A0}d’autres articles disent", "≠\u{A0}other articles say");
            runs.push(Run::new(Face::Sans, p.text, ended(format!("{said} {}", others.join(", ")))));
        }
        runs
    }

    /// *Title*, publisher, day, and how many articles more. A file is named where nothing else tells the article.
    fn source(&self, article: &Article, title_length: usize, articles: usize) -> Vec<Run> {
        let (p, lang) = (self.p, self.lang);
        let headline = tidy(article.headline(), lang);
        let publisher = article.metadata.source.as_deref().map(str::trim).filter(|s| !s.is_empty());
        let name = publisher.map(str::to_owned).or_else(|| headline.is_empty().then(|| article.place()));
        let day = article.published.dates.map(|d| day_joined(&words::short_dates(&d, lang)));
        let more = (articles > 1).then(|| {
            let s = if articles > 2 { "s" } else { "" };
            match lang {
                Lang::Fr => format!("et {}\u{A0}autre{s} article{s}", articles - 1),
                Lang::En => format!("and {} more", articles - 1),
            }
        });
        let rest: Vec<String> = [name.map(|n| excerpt(&tidy(&n, lang), 32)), day, more].into_iter().flatten().collect();
        let mut runs = Vec::new();
        if !headline.is_empty() {
            let short = excerpt(&headline, title_length);
            let short = if rest.is_empty() { ended(short) } else { format!("{},", short.trim_end_matches(['.', ','])) };
            runs.push(Run::new(Face::SansItalic, p.muted, short));
        }
        if !rest.is_empty() {
            runs.push(Run::new(Face::Sans, p.muted, ended(rest.join(", "))));
        }
        runs
    }
}

/// With a capital at its begin.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A text as it is printed: ’ and … as one sign, curled quotation marks, one space between words, and French spaces.
pub(super) fn tidy(text: &str, lang: Lang) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\'', "’").replace("...", "…");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let opens = out.chars().next_back().is_none_or(|before| " \u{A0}(«“’-".contains(before));
        out.push(match c {
            '"' if opens => '“',
            '"' => '”',
            _ => c,
        });
    }
    let out = out.replace("….", "…").replace(" …", "…");
    if lang == Lang::Fr { typeset::french(&out) } else { out }
}

/// True where a passage begins and ends as a sentence does.
fn is_sentence(text: &str) -> bool {
    let text = text.trim();
    let begins = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    begins && text.trim_end_matches(['"', '”', '»', ' ', '\u{A0}']).ends_with(['.', '!', '?', '…'])
}

/// A passage of at most `most` characters between quotation marks of the language; those in it are of the second order.
fn quoted(passage: &str, most: usize, lang: Lang) -> String {
    let inner = tidy(passage, lang).replace("«\u{A0}", "“").replace("\u{A0}»", "”").replace('«', "“").replace('»', "”");
    let inner = if lang == Lang::Fr { inner } else { inner.replace('“', "‘").replace('”', "’") };
    let (open, close) = if lang == Lang::Fr { ('“', '”') } else { ('‘', '’') };
    // What is quoted whole needs no second marks, and a mark whose other one lies outside the passage none at all.
    let whole = inner.strip_prefix(open).and_then(|rest| rest.trim_end_matches(['.', ',']).strip_suffix(close));
    let whole = whole.filter(|text| !text.contains([open, close]) || lang == Lang::En);
    let mut inner = excerpt(whole.unwrap_or(&inner), most);
    if lang == Lang::Fr {
        let count = |c: char| inner.matches(c).count();
        if count(close) > count(open) {
            inner = inner.replacen(close, "", 1);
        } else if count(open) > count(close) {
            inner.push(close);
        }
    }
    let inner = inner.trim_end_matches([',', ';', ':', ' ', '\u{A0}', '\u{202F}']);
    // What begins within a sentence says so.
    let within = whole.is_none() && inner.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let inner = if within { format!("[…]\u{A0}{inner}") } else { inner.to_owned() };
    let inner = inner.as_str();
    lang.pick("«\u{A0}*\u{A0}»", "“*”").replace('*', inner)
}

/// With a full stop, where it does not end in a mark that stands for one.
fn ended(text: String) -> String {
    if text.ends_with(['.', '…', '!', '?']) { text } else { text + "." }
}

/// Day, month and year on one line.
fn day_joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(' ') {
        if !out.is_empty() {
            let day = out.rsplit([' ', '\u{A0}']).next().unwrap_or_default();
            let is_day = day.starts_with(|c: char| c.is_ascii_digit()) && day.chars().count() < 6;
            let is_year = day.len() == 4 && day.bytes().all(|b| b.is_ascii_digit());
            let is_month = word.starts_with(char::is_alphabetic) && word.chars().count() > 2;
            let is_year_next = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
            let is_month_before = day.chars().count() > 2 && day.starts_with(char::is_alphabetic);
            let joined = (is_day && !is_year && is_month) || (is_year_next && is_month_before);
            out.push(if joined { '\u{A0}' } else { ' ' });
        }
        out.push_str(word);
    }
    out
}

/// At most `most` characters, cut at a word.
fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    // A first word that is longer stays whole.
    let cut = text[..end].rfind(' ').or_else(|| text.find(' ')).unwrap_or(text.len());
    if cut == text.len() {
        return text.to_owned();
    }
    format!(
        "{}…",
        text[..cut].trim_end_matches([',', ';', ':', '.', '…', '–', '-', '(', '“', ' ', '\u{A0}', '\u{202F}'])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_cut_between_words_and_has_one_pair_of_marks() {
        let said = "\"L'essai\" d'hier a dit \"oui\" ... Et puis, des semaines plus tard, autre chose encore";
        assert_eq!(quoted(said, 200, Lang::Fr).matches('«').count(), 1);
        assert!(
            quoted(said, 30, Lang::Fr).starts_with("«\u{A0}“L’essai” d’hier a dit"),
            "{}",
            quoted(said, 30, Lang::Fr)
        );
        for most in 5..80 {
            let short = quoted(said, most, Lang::Fr);
            let inner = short.trim_matches(['«', '»', '\u{A0}']).trim_end_matches(['…', '”']);
            let last = inner.rsplit([' ', '“', '”']).next().unwrap_or_default();
            assert!(tidy(said, Lang::Fr).split([' ', '“', '”', '…', ',']).any(|w| w == last), "{most}: {short}");
            assert_eq!(short.matches('“').count(), short.matches('”').count(), "{short}");
            assert!(!short.contains("…."), "{short}");
        }
        assert_eq!(quoted("a fermé lundi", 50, Lang::Fr), "«\u{A0}[…]\u{A0}a fermé lundi\u{A0}»");
        assert_eq!(quoted("« fermée lundi »", 50, Lang::Fr), "«\u{A0}fermée lundi\u{A0}»");
        assert_eq!(quoted("\"closed on Monday\"", 50, Lang::En), "“closed on Monday”");
    }

    #[test]
    fn signs_are_those_of_print() {
        assert_eq!(tidy("l'essai...", Lang::Fr), "l’essai…");
        assert_eq!(tidy("un essai : ici ; là", Lang::Fr), "un essai\u{A0}: ici\u{202F}; là");
        assert_eq!(ended("la suite…".into()), "la suite…");
        assert_eq!(ended("la suite".into()), "la suite.");
    }

    #[test]
    fn a_day_stays_with_its_month() {
        assert_eq!(day_joined("entre le 13 et le 27 mai 2017"), "entre le 13 et le 27\u{A0}mai\u{A0}2017");
        assert_eq!(day_joined("1ᵉʳ juin 2018"), "1ᵉʳ\u{A0}juin\u{A0}2018");
        assert_eq!(day_joined("de 2011 à 2018"), "de 2011 à 2018");
    }
}
