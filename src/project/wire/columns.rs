//! Events as columns, since format 4: what is of one sort stands together, so that a block takes few allocations to read and
//! is pressed well. Nothing in it needs the articles' texts.

use super::{
    CERTAINTIES, KINDS, Numbers, Places, ROLES, Spoilt, Words, named, number, parties_of, press, spoilt, unpress, word,
};
use crate::model::{
    Certainty, Clue, Dates, Event, EventDate, EventId, Extent, Kind, Mark, Party, Passage, Role, Span, Title,
};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::borrow::Cow;

/// Texts one behind the other, and how long each is.
#[derive(Default, Serialize, Deserialize)]
struct Strings<'a> {
    lengths: Vec<u32>,
    #[serde(borrow)]
    all: Cow<'a, str>,
}

/// One byte each.
#[derive(Default, Serialize, Deserialize)]
struct Bytes<'a>(#[serde(borrow)] Cow<'a, [u8]>);

/// Days: which of a pair are there, and how far each is from the one before.
#[derive(Default, Serialize, Deserialize)]
struct Days<'a> {
    #[serde(borrow)]
    flags: Bytes<'a>,
    steps: Vec<i32>,
}

/// Runs of articles; the article of the number 0 is none.
#[derive(Default, Serialize, Deserialize)]
struct Spots {
    articles: Vec<u32>,
    starts: Vec<u32>,
    lengths: Vec<u32>,
}

#[derive(Default, Serialize, Deserialize)]
struct Clues<'a> {
    counts: Vec<u32>,
    rules: Vec<u32>,
    #[serde(borrow)]
    texts: Strings<'a>,
    spots: Spots,
    #[serde(borrow)]
    implies: Days<'a>,
    #[serde(borrow)]
    refused: Bytes<'a>,
}

#[derive(Default, Serialize, Deserialize)]
struct Marks<'a> {
    counts: Vec<u32>,
    /// From the passage's first byte.
    starts: Vec<i32>,
    lengths: Vec<u32>,
    #[serde(borrow)]
    roles: Bytes<'a>,
    rules: Vec<u32>,
}

#[derive(Default, Serialize, Deserialize)]
struct Passages<'a> {
    counts: Vec<u32>,
    spots: Spots,
    #[serde(borrow)]
    marks: Marks<'a>,
}

#[derive(Default, Serialize, Deserialize)]
struct Parties {
    counts: Vec<u32>,
    codes: Vec<u32>,
}

#[derive(Default, Serialize, Deserialize)]
struct Block<'a> {
    /// Names of rules and parties, each once.
    #[serde(borrow)]
    words: Vec<&'a str>,
    #[serde(borrow)]
    ids: Strings<'a>,
    #[serde(borrow)]
    kinds: Bytes<'a>,
    #[serde(borrow)]
    certainties: Bytes<'a>,
    /// 1 where it lasted all through.
    throughout: Bytes<'a>,
    #[serde(borrow)]
    fr: Strings<'a>,
    #[serde(borrow)]
    en: Strings<'a>,
    #[serde(borrow)]
    dates: Days<'a>,
    #[serde(borrow)]
    clues: Clues<'a>,
    actors: Parties,
    targets: Parties,
    #[serde(borrow)]
    passages: Passages<'a>,
}

const SOME: u8 = 1;
const EARLIEST: u8 = 2;
const LATEST: u8 = 4;
const APPROXIMATE: u8 = 8;

impl Strings<'_> {
    fn push(&mut self, text: &str) {
        self.lengths.push(text.len() as u32);
        self.all.to_mut().push_str(text);
    }
}

impl Bytes<'_> {
    fn push(&mut self, byte: u8) {
        self.0.to_mut().push(byte);
    }
}

/// Writes days, each as far as it is from the one before.
#[derive(Default)]
struct DaysOut(i32);

impl DaysOut {
    fn push(&mut self, to: &mut Days<'_>, dates: Option<Dates>) {
        let Some(dates) = dates else { return to.flags.push(0) };
        let flag = |on: bool, flag: u8| if on { flag } else { 0 };
        let mut flags = SOME | flag(dates.approximate, APPROXIMATE);
        for (day, there) in [(dates.earliest, EARLIEST), (dates.latest, LATEST)] {
            if let Some(day) = day {
                let day = day.num_days_from_ce();
                to.steps.push(day - self.0);
                self.0 = day;
                flags |= there;
            }
        }
        to.flags.push(flags);
    }
}

impl Spots {
    fn push(&mut self, article: Option<u32>, span: Span) {
        self.articles.push(article.map_or(0, |n| n + 1));
        self.starts.push(span.start as u32);
        self.lengths.push(span.len() as u32);
    }
}

impl Parties {
    fn push<'a>(&mut self, parties: &'a [Party], words: &mut Words<'a>) {
        self.counts.push(parties.len() as u32);
        self.codes.extend(parties.iter().map(|p| words.number(p.code())));
    }
}

/// A block of events.
pub fn events_out(events: &[&Event], numbers: &Numbers<'_>) -> Vec<u8> {
    let (mut block, mut words) = (Block::default(), Words::default());
    let (mut days, mut implied) = (DaysOut::default(), DaysOut::default());
    for event in events {
        block.ids.push(&event.id.0);
        block.kinds.push(number(&KINDS, &event.kind));
        block.certainties.push(number(&CERTAINTIES, &event.certainty));
        block.throughout.push(u8::from(event.date.extent == Extent::Throughout));
        block.fr.push(&event.title.fr);
        block.en.push(&event.title.en);
        days.push(&mut block.dates, event.date.dates);
        let clues = &mut block.clues;
        clues.counts.push(event.date.clues.len() as u32);
        for clue in &event.date.clues {
            clues.rules.push(words.number(&clue.rule));
            clues.texts.push(&clue.text);
            let place = clue.place.as_ref().and_then(|(id, span)| Some((numbers.of(id)?, *span)));
            clues.spots.push(place.map(|p| p.0), place.map_or(Span::new(0, 0), |p| p.1));
            implied.push(&mut clues.implies, clue.implies);
            clues.refused.push(u8::from(clue.refused));
        }
        block.actors.push(&event.actors, &mut words);
        block.targets.push(&event.targets, &mut words);
        let passages = &mut block.passages;
        let before = passages.spots.articles.len();
        for passage in &event.passages {
            // Places in articles that are not there are not written.
            let Some(article) = numbers.of(&passage.article) else { continue };
            passages.spots.push(Some(article), passage.span);
            let marks = &mut passages.marks;
            marks.counts.push(passage.marks.len() as u32);
            for mark in &passage.marks {
                marks.starts.push((mark.span.start as i64 - passage.span.start as i64) as i32);
                marks.lengths.push(mark.span.len() as u32);
                marks.roles.push(number(&ROLES, &mark.role));
                marks.rules.push(words.number(&mark.rule));
            }
        }
        passages.counts.push((passages.spots.articles.len() - before) as u32);
    }
    block.words = words.all;
    // Postcard to memory cannot fail for structs whose lengths are known.
    press(&postcard::to_stdvec(&block).unwrap_or_default())
}

/// Reads a column from its head on.
struct Column<'b, T>(std::slice::Iter<'b, T>);

impl<'b, T: Copy> Column<'b, T> {
    fn of(all: &'b [T]) -> Self {
        Self(all.iter())
    }

    fn next(&mut self) -> Result<T, Spoilt> {
        self.0.next().copied().ok_or_else(|| spoilt("a column"))
    }

    /// How many follow in other columns: no more than there are bytes in a block.
    fn left(&self) -> usize {
        self.0.len()
    }
}

struct StringsIn<'b> {
    lengths: Column<'b, u32>,
    rest: &'b str,
}

impl<'b> StringsIn<'b> {
    fn of(all: &'b Strings<'_>) -> Self {
        Self { lengths: Column::of(&all.lengths), rest: &all.all }
    }

    fn next(&mut self) -> Result<&'b str, Spoilt> {
        let length = self.lengths.next()? as usize;
        let (text, rest) = self.rest.split_at_checked(length).ok_or_else(|| spoilt("a text's length"))?;
        self.rest = rest;
        Ok(text)
    }
}

struct DaysIn<'b> {
    flags: Column<'b, u8>,
    steps: Column<'b, i32>,
    day: i32,
}

impl<'b> DaysIn<'b> {
    fn of(all: &'b Days<'_>) -> Self {
        Self { flags: Column::of(&all.flags.0), steps: Column::of(&all.steps), day: 0 }
    }

    fn next(&mut self) -> Result<Option<Dates>, Spoilt> {
        let flags = self.flags.next()?;
        if flags & SOME == 0 {
            return Ok(None);
        }
        let mut day = |there: u8| -> Result<Option<NaiveDate>, Spoilt> {
            if flags & there == 0 {
                return Ok(None);
            }
            self.day = self.day.wrapping_add(self.steps.next()?);
            NaiveDate::from_num_days_from_ce_opt(self.day).map(Some).ok_or_else(|| spoilt("a day"))
        };
        Ok(Some(Dates { earliest: day(EARLIEST)?, latest: day(LATEST)?, approximate: flags & APPROXIMATE != 0 }))
    }
}

struct SpotsIn<'b> {
    articles: Column<'b, u32>,
    starts: Column<'b, u32>,
    lengths: Column<'b, u32>,
}

impl<'b> SpotsIn<'b> {
    fn of(all: &'b Spots) -> Self {
        let (articles, starts, lengths) =
            (Column::of(&all.articles), Column::of(&all.starts), Column::of(&all.lengths));
        Self { articles, starts, lengths }
    }

    /// The article's number, and where in it.
    fn next(&mut self, places: &Places<'_>) -> Result<Option<(usize, Span)>, Spoilt> {
        let (article, start, length) =
            (self.articles.next()?, self.starts.next()? as usize, self.lengths.next()? as usize);
        let Some(article) = article.checked_sub(1) else { return Ok(None) };
        let span = Span::new(start, start + length);
        if places.lengths.get(article as usize).is_none_or(|l| span.end > *l) {
            return Err(spoilt("a place outside the articles"));
        }
        Ok(Some((article as usize, span)))
    }
}

struct PartiesIn<'b> {
    counts: Column<'b, u32>,
    codes: Column<'b, u32>,
}

impl<'b> PartiesIn<'b> {
    fn of(all: &'b Parties) -> Self {
        Self { counts: Column::of(&all.counts), codes: Column::of(&all.codes) }
    }

    fn next(&mut self, known: &[Option<Party>]) -> Result<Vec<Party>, Spoilt> {
        let count = self.counts.next()? as usize;
        let mut out = Vec::with_capacity(count.min(self.codes.left()));
        for _ in 0..count {
            out.push(word(known, self.codes.next()?)?.ok_or_else(|| spoilt("a party"))?);
        }
        Ok(out)
    }
}

struct CluesIn<'b> {
    counts: Column<'b, u32>,
    rules: Column<'b, u32>,
    texts: StringsIn<'b>,
    spots: SpotsIn<'b>,
    implies: DaysIn<'b>,
    refused: Column<'b, u8>,
}

impl<'b> CluesIn<'b> {
    fn of(all: &'b Clues<'_>) -> Self {
        Self {
            counts: Column::of(&all.counts),
            rules: Column::of(&all.rules),
            texts: StringsIn::of(&all.texts),
            spots: SpotsIn::of(&all.spots),
            implies: DaysIn::of(&all.implies),
            refused: Column::of(&all.refused.0),
        }
    }

    fn next(&mut self, places: &Places<'_>, words: &[SmolStr]) -> Result<Vec<Clue>, Spoilt> {
        let count = self.counts.next()? as usize;
        let mut out = Vec::with_capacity(count.min(self.rules.left()));
        for _ in 0..count {
            let place = self.spots.next(places)?;
            out.push(Clue {
                rule: word(words, self.rules.next()?)?.clone(),
                text: self.texts.next()?.into(),
                place: place.map(|(article, span)| (places.ids[article].clone(), span)),
                implies: self.implies.next()?,
                refused: self.refused.next()? != 0,
            });
        }
        Ok(out)
    }
}

struct PassagesIn<'b> {
    counts: Column<'b, u32>,
    spots: SpotsIn<'b>,
    marks: Column<'b, u32>,
    starts: Column<'b, i32>,
    lengths: Column<'b, u32>,
    roles: Column<'b, u8>,
    rules: Column<'b, u32>,
}

impl<'b> PassagesIn<'b> {
    fn of(all: &'b Passages<'_>) -> Self {
        Self {
            counts: Column::of(&all.counts),
            spots: SpotsIn::of(&all.spots),
            marks: Column::of(&all.marks.counts),
            starts: Column::of(&all.marks.starts),
            lengths: Column::of(&all.marks.lengths),
            roles: Column::of(&all.marks.roles.0),
            rules: Column::of(&all.marks.rules),
        }
    }

    fn next(&mut self, places: &Places<'_>, words: &[SmolStr]) -> Result<Vec<Passage>, Spoilt> {
        let count = self.counts.next()? as usize;
        let mut out = Vec::with_capacity(count.min(self.marks.left()));
        for _ in 0..count {
            let (article, span) = self.spots.next(places)?.ok_or_else(|| spoilt("a passage of no article"))?;
            let many = self.marks.next()? as usize;
            let mut marks = Vec::with_capacity(many.min(self.rules.left()));
            for _ in 0..many {
                let start = span.start as i64 + i64::from(self.starts.next()?);
                let start = usize::try_from(start).map_err(spoilt)?;
                marks.push(Mark {
                    span: Span::new(start, start + self.lengths.next()? as usize),
                    role: named::<Role>(&ROLES, self.roles.next()?)?,
                    rule: word(words, self.rules.next()?)?.clone(),
                });
            }
            out.push(Passage { article: places.ids[article].clone(), span, marks });
        }
        Ok(out)
    }
}

/// The events of a block.
pub fn events_in(bytes: &[u8], places: &Places<'_>) -> Result<Vec<Event>, Spoilt> {
    let bytes = unpress(bytes)?;
    let block: Block<'_> = postcard::from_bytes(&bytes).map_err(spoilt)?;
    let words: Vec<SmolStr> = block.words.iter().map(SmolStr::new).collect();
    let known = parties_of(&block.words);
    let (mut ids, mut fr, mut en) = (StringsIn::of(&block.ids), StringsIn::of(&block.fr), StringsIn::of(&block.en));
    let (mut kinds, mut certainties) = (Column::of(&block.kinds.0), Column::of(&block.certainties.0));
    let (mut throughout, mut days) = (Column::of(&block.throughout.0), DaysIn::of(&block.dates));
    let (mut actors, mut targets) = (PartiesIn::of(&block.actors), PartiesIn::of(&block.targets));
    let (mut clues, mut passages) = (CluesIn::of(&block.clues), PassagesIn::of(&block.passages));
    let mut out = Vec::with_capacity(block.kinds.0.len());
    for _ in 0..block.kinds.0.len() {
        out.push(Event {
            id: EventId(ids.next()?.into()),
            kind: named::<Kind>(&KINDS, kinds.next()?)?,
            title: Title { fr: fr.next()?.to_owned(), en: en.next()?.to_owned() },
            date: EventDate {
                dates: days.next()?,
                extent: if throughout.next()? == 0 { Extent::Within } else { Extent::Throughout },
                clues: clues.next(places, &words)?,
            },
            certainty: named::<Certainty>(&CERTAINTIES, certainties.next()?)?,
            actors: actors.next(&known)?,
            targets: targets.next(&known)?,
            passages: passages.next(places, &words)?,
        });
    }
    Ok(out)
}
