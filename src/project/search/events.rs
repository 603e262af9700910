//! Words looked for in what events are called.

use super::{Query, Stems, plain, words};
use crate::model::{Corpus, Event};
use aho_corasick::AhoCorasick;

/// What events are called, as stems: a line an event.
#[derive(Debug, Default)]
pub struct EventWords {
    text: String,
    /// Where each event's line ends in `text`.
    ends: Vec<usize>,
}

impl EventWords {
    /// Of the titles of a corpus, and of what `said` adds to them: the names of parties, say.
    pub fn new(corpus: &Corpus, said: impl Fn(&Event, &mut dyn FnMut(&str))) -> Self {
        let mut stems = Stems::new();
        let mut text = String::with_capacity(corpus.events.len() * 64);
        let mut ends = Vec::with_capacity(corpus.events.len());
        let mut token = String::new();
        for event in &corpus.events {
            let start = text.len();
            text.push(' ');
            // Each once a line: titles in two languages share their names.
            let mut once = |word: &str| {
                token.clear();
                token.extend([" ", word, " "]);
                if !text[start..].contains(&token) {
                    text.push_str(&token[1..]);
                }
            };
            let mut add = |said: &str| {
                for (_, word) in words(said) {
                    once(stems.of(&word));
                    // As it is typed, where the stem has lost its end.
                    once(&plain(&word));
                }
            };
            add(&event.title.fr);
            if event.title.en != event.title.fr {
                add(&event.title.en);
            }
            said(event, &mut add);
            text.push('\n');
            ends.push(text.len());
        }
        Self { text, ends }
    }

    /// The events that have all words typed, in the order of the corpus; the last word may be unfinished.
    pub fn find(&self, typed: &str) -> Vec<u32> {
        let query = Query::new(typed);
        let needles: Vec<[String; 3]> = query
            .terms
            .iter()
            .map(|([stem, other], typed)| [format!(" {stem} "), format!(" {other} "), format!(" {typed}")])
            .collect();
        let longest = needles.iter().max_by_key(|[stem, ..]| stem.len());
        let Some([stem, other, begin]) = longest else { return Vec::new() };
        // What all begin with is looked for in all lines at once; where that is all that was typed, it is found with it.
        let with = |stem: &String| stem.trim_end().bytes().zip(begin.bytes()).take_while(|(a, b)| a == b).count();
        let needle = &begin[..begin.floor_char_boundary(with(stem).min(with(other)))];
        let others: Vec<&[String; 3]> =
            needles.iter().filter(|either| needle != begin.as_str() || either[2] != *begin).collect();
        let Ok(finder) = AhoCorasick::new([needle]) else { return Vec::new() };
        let mut found = Vec::new();
        let (mut event, mut start, mut after) = (0, 0, 0);
        for at in finder.find_iter(&self.text).map(|hit| hit.start()) {
            if at < after {
                continue;
            }
            while let Some(end) = self.ends.get(event).filter(|end| **end <= at) {
                (start, event) = (*end, event + 1);
            }
            let Some(end) = self.ends.get(event) else { break };
            let line = &self.text[start..*end];
            if others.iter().all(|either| either.iter().any(|needle| line.contains(needle))) {
                found.push(event as u32);
            }
            after = *end;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Certainty, EventDate, EventId, Extent, Kind, Title};

    fn event(fr: &str) -> Event {
        Event {
            id: EventId(fr.into()),
            kind: Kind::Statement,
            title: Title { fr: fr.to_owned(), en: fr.to_owned() },
            date: EventDate { dates: None, extent: Extent::Within, clues: Vec::new() },
            certainty: Certainty::Actual,
            actors: Vec::new(),
            targets: Vec::new(),
            passages: Vec::new(),
        }
    }

    #[test]
    fn events_are_found_by_their_titles_and_what_is_said_beside_in_any_form_and_without_accents() {
        let titles = ["L’Élysée accuse Moscou", "Sanctions annoncées", "Démenti du Kremlin", "Des accusations"];
        let corpus = Corpus { events: titles.iter().map(|t| event(t)).collect(), ..Corpus::default() };
        let named = |event: &Event, add: &mut dyn FnMut(&str)| {
            if event.title.fr.starts_with("Sanctions") {
                add("États-Unis");
            }
        };
        let words = EventWords::new(&corpus, named);
        for (typed, found) in [
            ("accusé", &[0, 3][..]),
            ("elysee mosc", &[0]),
            ("etats", &[1]),
            ("annonc sanction", &[1]),
            ("lysee", &[]),
            ("kreml", &[2]),
            ("kremlins", &[2]),
            (" ", &[]),
            ("\" *", &[]),
        ] {
            assert_eq!(words.find(typed), found, "{typed}");
        }
    }
}
