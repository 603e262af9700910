//! The events that get a number, and the notes under a figure that tell them: day, title, passage, source.

use super::callouts;
use super::page::{Page, moved};
use super::rich::{Run, Set, paragraph};
use crate::model::{Article, Certainty, Event, Kind, Lang, Party};
use crate::scene::{Face, Node, Point};
use crate::theme;
use crate::timeline::words;
use crate::typeset;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The most numbered events of a figure.
pub(super) const CALLOUTS: usize = 25;
/// So many may have their turn, where some find no place.
const CANDIDATES: usize = 3 * CALLOUTS;

/// How much an event is worth a number, the least first: articles that tell it, weight of its kind, its index.
type Rank = (Reverse<usize>, u8, usize);

/// Between two columns, in units.
pub(super) const GAP: f64 = 22.0;

/// Notes that are set already: by event, columns and most lines; their height and what is drawn, without the number.
type Memo = FxHashMap<(usize, usize, usize), (f64, Vec<Node>)>;

/// The notes under a figure, set in columns.
#[derive(Default)]
pub(super) struct Notes {
    pub nodes: Vec<Node>,
    pub height: f64,
}

impl Page<'_> {
    /// Events worth a number, the best first: told by many, of the kinds that matter most, one lane after the other.
    pub(super) fn choose(&self) -> Vec<usize> {
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
            let rank = (Reverse(event.article_count()), weight(event.kind), *index);
            lanes.entry(event.actors.first().copied()).or_default().push(rank);
        }
        // The best of every lane come before the third of any.
        let best = |mut lane: Vec<Rank>| {
            if lane.len() > CANDIDATES {
                lane.select_nth_unstable(CANDIDATES);
                lane.truncate(CANDIDATES);
            }
            lane.sort_unstable();
            lane.into_iter().enumerate().map(|(n, rank)| (n / 2, rank))
        };
        let mut turns: Vec<(usize, Rank)> = lanes.into_values().flat_map(best).collect();
        turns.sort_unstable();
        turns.into_iter().take(CANDIDATES).map(|(_, (.., event))| event).collect()
    }

    /// The chosen events in the order of their days.
    pub(super) fn in_time(&self, chosen: &[usize]) -> Vec<usize> {
        let mut ordered = chosen.to_vec();
        let key = |e: &usize| (self.corpus.events[*e].date.dates.and_then(|d| d.sort_key()), *e);
        ordered.sort_by_key(key);
        ordered
    }

    /// As many of the chosen events as their notes have room for, in the order of their days: in three lines each, or in
    /// two where three would leave too few.
    pub(super) fn fit_notes(&self, chosen: &[usize], room: f64) -> (Vec<usize>, Notes) {
        /// So many in three lines are enough.
        const ENOUGH: usize = 16;
        let mut memo = Memo::default();
        let mut fit = |lines: usize, least: usize| {
            let mut chosen = chosen.to_vec();
            loop {
                let ordered = self.in_time(&chosen);
                let notes = self.notes(&ordered, lines, &mut memo);
                if notes.height <= room || chosen.is_empty() {
                    return Some((ordered, notes));
                }
                chosen.pop();
                if chosen.len() < least {
                    return None;
                }
            }
        };
        fit(3, ENOUGH.min(chosen.len())).or_else(|| fit(2, 0)).unwrap_or_default()
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
        match notes {
            0..3 => 1,
            5.. if self.inner_width() / self.u > 900.0 => 3,
            _ => 2,
        }
    }

    pub(super) fn column_width(&self, columns: usize) -> f64 {
        (self.inner_width() - GAP * self.u * (columns - 1) as f64) / columns as f64
    }

    /// The notes of `events`, from (0, 0), in as many columns as are legible and of at most so many lines each.
    fn notes(&self, events: &[usize], most: usize, memo: &mut Memo) -> Notes {
        let (u, p, accent) = (self.u, self.p, self.accent());
        let size = 10.0 * u;
        let columns = self.columns(events.len());
        let width = self.column_width(columns);
        let indent = 22.0 * u;
        let mut set: Vec<(f64, Vec<Node>)> = Vec::with_capacity(events.len());
        for (k, event) in events.iter().enumerate() {
            let (height, nodes) = memo.entry((*event, columns, most)).or_insert_with(|| {
                let told = &self.corpus.events[*event];
                let lines = |(passage, title), most| {
                    paragraph(&self.note(told, passage, title), size, width - indent, size * 1.28, most)
                };
                // The passage is shortened before the source is; a stump of one says nothing.
                let lengths = [(120, 60), (100, 48), (80, 40), (64, 36), (48, 28), (0, 60), (0, 36), (0, 20)];
                let set = lengths.into_iter().map(|l| lines(l, most)).find(|s| !s.cut);
                let Set { height, nodes, .. } = set.unwrap_or_else(|| lines((0, 20), 6));
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
        let date = words::event_date(&event.date, lang);
        let title = lang.pick(&event.title.fr, &event.title.en);
        let title = if lang == Lang::Fr { typeset::french(title) } else { title.to_owned() };
        let certainty = match event.certainty {
            Certainty::Actual => String::new(),
            c => format!(" ({})", words::certainty(c, lang)),
        };
        vec![
            Run::new(Face::SansBold, p.text, format!("{}.", capital(&date))),
            Run::new(Face::Sans, p.text, format!("{title}{certainty}.")),
        ]
    }

    /// Date, what happened, « passage », *title*, source, day.
    fn note(&self, event: &Event, passage_length: usize, title_length: usize) -> Vec<Run> {
        let (p, lang) = (self.p, self.lang);
        let mut runs = self.statement(event);
        let Some(passage) = event.passages.first() else {
            runs.push(Run::new(Face::Sans, p.muted, lang.pick("Ajouté à la main.", "Added by hand.").to_owned()));
            return runs;
        };
        if let Some(article) = self.corpus.article(&passage.article) {
            let words_told = passage.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
            if !words_told.is_empty() && passage_length > 0 {
                let short = excerpt(&words_told, passage_length);
                let quoted = match lang {
                    Lang::Fr => format!("«\u{A0}{short}\u{A0}»"),
                    Lang::En => format!("“{short}”"),
                };
                runs.push(Run::new(Face::Serif, p.text, quoted));
            }
            runs.extend(self.source(article, title_length, event.article_count()));
        }
        let others: Vec<String> = event.other_days().iter().map(|d| words::short_dates(d, lang)).collect();
        if !others.is_empty() {
            let said = lang.pick("≠ d’autres articles disent", "≠ other articles say");
            runs.push(Run::new(Face::Sans, p.text, format!("{said} {}.", others.join(", "))));
        }
        runs
    }

    /// *Title*, publisher, day, and how many articles more. A file is named where nothing else tells the article.
    fn source(&self, article: &Article, title_length: usize, articles: usize) -> Vec<Run> {
        let (p, lang) = (self.p, self.lang);
        let headline = article.headline();
        let publisher = article.metadata.source.as_deref().map(str::trim).filter(|s| !s.is_empty());
        let name = publisher.map(str::to_owned).or_else(|| headline.is_empty().then(|| article.place()));
        let day = article.published.dates.map(|d| words::short_dates(&d, lang).replace(' ', "\u{A0}"));
        let more = (articles > 1).then(|| {
            let s = if articles > 2 { "s" } else { "" };
            match lang {
                Lang::Fr => format!("et {} autre{s} article{s}", articles - 1),
                Lang::En => format!("and {} more", articles - 1),
            }
        });
        let rest: Vec<String> = [name.map(|n| excerpt(&n, 26)), day, more].into_iter().flatten().collect();
        let mut runs = Vec::new();
        if !headline.is_empty() {
            let mark = if rest.is_empty() { "." } else { "," };
            runs.push(Run::new(Face::SansItalic, p.muted, format!("{}{mark}", excerpt(headline, title_length))));
        }
        if !rest.is_empty() {
            runs.push(Run::new(Face::Sans, p.muted, format!("{}.", rest.join(", "))));
        }
        runs
    }
}

/// With a capital at its begin.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// At most `most` characters, cut at a word.
fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let at_word = cut.rfind(' ').filter(|at| *at > most / 2).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", at_word.trim_end_matches([',', ';', ':', ' ', '.']))
}
