//! Events one by one, as formats 1 to 3 had them: read, never written.

use super::{
    CERTAINTIES, KINDS, Places, ROLES, Spoilt, WireClue, WireDates, WirePlace, clues_in, named, parties_of, spoilt,
    unpress, word,
};
use crate::model::{Event, EventDate, EventId, Extent, Mark, Party, Passage, Span, Title};
use serde::Deserialize;
use smol_str::SmolStr;

/// First byte (from that of the passage), length, role, rule.
#[derive(Deserialize)]
struct WireMark(i32, u32, u8, u32);

#[derive(Deserialize)]
struct WirePassage {
    place: WirePlace,
    marks: Vec<WireMark>,
}

#[derive(Deserialize)]
struct WireEvent<'a> {
    id: &'a str,
    kind: u8,
    certainty: u8,
    throughout: bool,
    fr: &'a str,
    en: &'a str,
    dates: Option<WireDates>,
    #[serde(borrow)]
    clues: Vec<WireClue<'a>>,
    actors: Vec<u32>,
    targets: Vec<u32>,
    passages: Vec<WirePassage>,
}

#[derive(Deserialize)]
struct EventBlock<'a> {
    /// Names of rules and parties, each once.
    #[serde(borrow)]
    words: Vec<&'a str>,
    #[serde(borrow)]
    events: Vec<WireEvent<'a>>,
}

/// The events of a block.
pub fn events_in(bytes: &[u8], places: &Places<'_>) -> Result<Vec<Event>, Spoilt> {
    let bytes = unpress(bytes)?;
    let block: EventBlock<'_> = postcard::from_bytes(&bytes).map_err(spoilt)?;
    let words: Vec<SmolStr> = block.words.iter().map(SmolStr::new).collect();
    let known = parties_of(&block.words);
    let parties = |list: &[u32]| -> Result<Vec<Party>, Spoilt> {
        list.iter().map(|n| word(&known, *n)?.ok_or_else(|| spoilt("a party"))).collect()
    };
    let read = |event: &WireEvent<'_>| {
        Ok(Event {
            id: EventId(event.id.into()),
            kind: named(&KINDS, event.kind)?,
            title: Title { fr: event.fr.to_owned(), en: event.en.to_owned() },
            date: EventDate {
                dates: event.dates.as_ref().map(WireDates::read).transpose()?,
                extent: if event.throughout { Extent::Throughout } else { Extent::Within },
                clues: clues_in(&event.clues, places, &words)?,
            },
            certainty: named(&CERTAINTIES, event.certainty)?,
            actors: parties(&event.actors)?,
            targets: parties(&event.targets)?,
            passages: event.passages.iter().map(|p| passage_in(p, places, &words)).collect::<Result<_, _>>()?,
        })
    };
    block.events.iter().map(read).collect()
}

fn passage_in(passage: &WirePassage, places: &Places<'_>, words: &[SmolStr]) -> Result<Passage, Spoilt> {
    let (article, span) = places.read(&passage.place)?;
    let mark = |m: &WireMark| {
        let start = span.start as i64 + i64::from(m.0);
        let start = usize::try_from(start).map_err(spoilt)?;
        let rule = word(words, m.3)?.clone();
        Ok(Mark { span: Span::new(start, start + m.1 as usize), role: named(&ROLES, m.2)?, rule })
    };
    Ok(Passage { article, span, marks: passage.marks.iter().map(mark).collect::<Result<_, _>>()? })
}
