//! The last lines of a figure: what it leaves out, and what it was made from.

use super::page::Page;
use crate::model::{Corpus, Lang};
use crate::scene::{Align, Face};
use crate::timeline::marks::at;
use crate::timeline::words;
use crate::typeset;
use chrono::{Datelike as _, NaiveDate};

impl Page<'_> {
    /// What is left out, and what the figure was made from; gives the latter.
    pub(super) fn footer(&mut self, y: f64, clustered: usize, numbered: usize) -> String {
        let (u, p, lang, margin) = (self.u, self.p, self.lang, self.margin);
        let size = 10.0 * u;
        let (before, after, undated) = self.timeline.left_out(&self.view);
        let mut parts = Vec::new();
        let mut say = |n: usize, fr: (&str, &str), en: (&str, &str)| {
            if n > 0 {
                let many = if lang == Lang::Fr { n >= 2 } else { n != 1 };
                let (one, more) = if lang == Lang::Fr { fr } else { en };
                parts.push(format!("{} {}", words::thousands(n, lang), if many { more } else { one }));
            }
        };
        say(before + after, ("hors de la période", "hors de la période"), ("outside the period", "outside the period"));
        say(
            self.filtered,
            ("écarté par le filtre", "écartés par le filtre"),
            ("left out by the filter", "left out by the filter"),
        );
        say(clustered, ("regroupé", "regroupés"), ("in clusters", "in clusters"));
        say(undated, ("sans date", "sans date"), ("without a date", "without a date"));
        say(
            self.other_lanes,
            ("autre pays non montré", "autres pays non montrés"),
            ("other country not shown", "other countries not shown"),
        );
        let shown = self.events.len();
        // A document tells them; of a figure only a PDF has pages for them.
        let (one, more, en) = if self.numbers.is_some() {
            ("montré sans numéro", "montrés sans numéro", "shown without a number")
        } else {
            (
                "montré sans numéro (en annexe du PDF)",
                "montrés sans numéro (en annexe du PDF)",
                "shown without a number (listed in the PDF)",
            )
        };
        say(shown.saturating_sub(numbered), (one, more), (en, en));
        let left_out = if self.corpus.events.is_empty() {
            lang.pick("Aucun événement.", "No event.").to_owned()
        } else if parts.is_empty() {
            lang.pick("Tous les événements sont montrés et nommés.", "All events are shown and named.").to_owned()
        } else {
            let intro = lang.pick("Événements\u{A0}: ", "Events: ");
            format!("{intro}{}.", parts.join(", "))
        };
        let rule = y - 14.0 * u;
        let right = self.options.size.width - margin;
        self.pen().line(at(margin, rule), at(right, rule), u * 0.75, p.grid);
        let line = self.provenance();
        let width = self.inner_width();
        if let Some(left_out) = typeset::shorten(&left_out, Face::Sans, size, width) {
            self.pen().text(at(margin, y), Align::Start, Face::Sans, size, p.muted, left_out);
        }
        if self.numbers.is_none()
            && let Some(line) = typeset::shorten(&line, Face::Sans, size, width)
        {
            self.pen().text(at(margin, y + 13.5 * u), Align::Start, Face::Sans, size, p.muted, line.into_owned());
        }
        line
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
