//! The last lines of a figure: what it leaves out, and what it was made from.

use super::choice::filter_words;
use super::page::Page;
use crate::model::{Corpus, Lang};
use crate::scene::{Align, Face};
use crate::timeline::marks::at;
use crate::timeline::words;
use crate::typeset;
use chrono::{Datelike as _, NaiveDate};

impl Page<'_> {
    /// Where each event of the corpus is, once, and what the figure was made from; gives the latter. `told` have a number or a
    /// line on the page.
    pub(super) fn footer(&mut self, y: f64, told: usize) -> String {
        let (u, p, margin) = (self.u, self.p, self.margin);
        let size = 10.0 * u;
        let counted = self.counted(told);
        let rule = y - 14.0 * u;
        let right = self.options.size.width - margin;
        self.pen().line(at(margin, rule), at(right, rule), u * 0.75, p.grid);
        let line = self.provenance();
        let width = self.inner_width();
        if let Some(counted) = typeset::shorten(&counted, Face::Sans, size, width) {
            self.pen().text(at(margin, y), Align::Start, Face::Sans, size, p.muted, counted);
        }
        if self.numbers.is_none()
            && let Some(line) = typeset::shorten(&line, Face::Sans, size, width)
        {
            self.pen().text(at(margin, y + 13.5 * u), Align::Start, Face::Sans, size, p.muted, line.into_owned());
        }
        line
    }

    /// "349 événements : 12 numérotés, 330 montrés sans numéro, 7 hors de la période": the parts are as many as the whole.
    fn counted(&self, told: usize) -> String {
        let lang = self.lang;
        let all = self.corpus.events.len();
        if all == 0 {
            return lang.pick("Aucun événement.", "No event.").to_owned();
        }
        let (before, after, undated) = self.timeline.left_out(&self.view);
        let mut parts: Vec<(usize, &str, &str)> = Vec::new();
        let mut say = |n: usize, fr: (&'static str, &'static str), en: &'static str| {
            if n > 0 {
                parts.push((n, if n >= 2 { fr.1 } else { fr.0 }, en));
            }
        };
        say(told, ("nommé", "nommés"), "named");
        let unnamed = self.events.len().saturating_sub(told);
        say(unnamed, ("montré sans numéro", "montrés sans numéro"), "shown without a number");
        say(self.other_lanes, ("hors des lignes montrées", "hors des lignes montrées"), "in lanes not shown");
        say(before + after, ("hors de la période", "hors de la période"), "outside the period");
        say(self.filtered, ("écarté par le filtre", "écartés par le filtre"), "left out by the filter");
        say(undated, ("sans date", "sans date"), "without a date");
        if let [(n, ..)] = parts[..]
            && n == told
        {
            return lang.pick("Tous les événements sont nommés.", "All events are named.").to_owned();
        }
        let how = filter_words(&self.options.filter, &|p, _| self.party_name(p), lang);
        let mut tail = String::new();
        if self.filtered > 0 && !how.is_empty() {
            tail = format!(" {}{} {how}.", lang.pick("Filtre", "Filter"), lang.pick("\u{A0}:", ":"));
        }
        let parts: Vec<String> =
            parts.iter().map(|(n, fr, en)| format!("{} {}", words::thousands(*n, lang), lang.pick(fr, en))).collect();
        format!("{}{}{}.{tail}", words::events(all, lang), lang.pick("\u{A0}: ", ": "), parts.join(", "))
    }

    fn provenance(&self) -> String {
        let lang = self.lang;
        let articles = self.corpus.articles.len();
        let days: Vec<NaiveDate> =
            self.corpus.articles.iter().filter_map(|a| a.published.dates.and_then(|d| d.sort_key())).collect();
        let coverage = match (days.iter().min(), days.iter().max()) {
            (Some(a), Some(b)) if a != b => format!(
                " ({} {}{}{} {})",
                words::month(*a, lang),
                chrono::Datelike::year(a),
                lang.pick(" à ", " to "),
                words::month(*b, lang),
                chrono::Datelike::year(b)
            ),
            (Some(a), _) => format!(" ({} {})", words::month(*a, lang), chrono::Datelike::year(a)),
            _ => String::new(),
        };
        let s = if articles == 1 || (articles == 0 && lang == Lang::Fr) { "" } else { "s" };
        format!(
            "Corpus{}: {} article{s}{coverage}  ·  Frise {}  ·  {} {}",
            lang.pick("\u{A0}", ""),
            words::thousands(articles, lang),
            env!("CARGO_PKG_VERSION"),
            lang.pick("empreinte", "hash"),
            self.hash()
        )
    }

    /// Twelve hex digits that change when the corpus does.
    fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for article in &self.corpus.articles {
            hasher.update(article.id.0.as_bytes());
            hasher.update(article.text.as_bytes());
        }
        for block in hashes(self.corpus) {
            hasher.update(block.as_bytes());
        }
        hasher.finalize().to_hex()[..12].to_owned()
    }
}

/// A hash for each block of events, made on all cores; the size of blocks is fixed, so that the machine changes nothing.
fn hashes(corpus: &Corpus) -> Vec<blake3::Hash> {
    const BLOCK: usize = 16_384;
    let all = corpus.events.len();
    let hash = |block: usize| {
        let (mut hasher, mut bytes) = (blake3::Hasher::new(), Vec::with_capacity(BLOCK * 24));
        for event in corpus.events.focus().narrow(block * BLOCK..all.min((block + 1) * BLOCK)) {
            bytes.extend_from_slice(event.id.0.as_bytes());
            let dates = event.date.dates;
            for end in [dates.and_then(|d| d.earliest), dates.and_then(|d| d.latest)] {
                bytes.extend_from_slice(&end.map_or(i32::MIN, |d| d.num_days_from_ce()).to_le_bytes());
            }
            bytes.push(u8::from(dates.is_some_and(|d| d.approximate)));
            for party in event.actors.iter().chain(&event.targets) {
                bytes.extend_from_slice(party.code().as_bytes());
            }
        }
        hasher.update(&bytes);
        hasher.finalize()
    };
    let blocks: Vec<usize> = (0..all.div_ceil(BLOCK)).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(blocks.len()).max(1);
    let share = blocks.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let hash = &hash;
        let mut shares = blocks.chunks(share);
        let own = shares.next().unwrap_or_default();
        let others: Vec<_> =
            shares.map(|s| scope.spawn(move || s.iter().map(|b| hash(*b)).collect::<Vec<_>>())).collect();
        let mut out: Vec<blake3::Hash> = own.iter().map(|b| hash(*b)).collect();
        out.extend(others.into_iter().filter_map(|t| t.join().ok()).flatten());
        out
    })
}
