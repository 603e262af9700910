//! One event on which edits act: what each change makes of it. Knows no other event and nothing of the order of edits.

use super::edit::{Change, Draft, Field};
use super::shown::EventMark;
use crate::model::{Dates, Event, EventDate, EventId, Extent, Mark, Passage, Title};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// An event that an edit has touched.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    pub(super) event: Event,
    pub(super) mark: EventMark,
    pub(super) hidden: bool,
    /// It was merged into this one.
    pub(super) gone: Option<usize>,
}

impl Slot {
    /// True where the last of its passages was taken away: nothing tells it any more.
    pub(super) fn is_emptied(&self) -> bool {
        let had = self.mark.worded || self.mark.extracted.as_ref().is_some_and(|e| !e.passages.is_empty());
        had && self.event.passages.is_empty()
    }
}

/// The longest title that is taken from a passage, in characters.
const OPENING: usize = 72;

/// The first words of a passage, as the title of an event.
pub(super) fn opening(said: &str) -> String {
    let words: Vec<&str> = said.split_whitespace().collect();
    let mut length = 0;
    let fits = words.iter().take_while(|word| {
        length += word.chars().count() + 1;
        length <= OPENING
    });
    let fits = fits.count().max(1).min(words.len());
    let said = words[..fits].join(" ");
    if fits < words.len() { format!("{}…", said.trim_end_matches([',', ';', ':'])) } else { said }
}

/// Drops the clues to an event's day that stand in articles of which it has no passage any more, or in `gone`, the passages
/// that another event has now.
pub(super) fn told_there(event: &mut Event, gone: &[Passage]) {
    let Event { passages, date, .. } = event;
    date.clues.retain(|clue| {
        clue.place.as_ref().is_none_or(|(id, span)| {
            let within = |p: &Passage| p.article == *id && p.span.overlaps(*span);
            passages.iter().any(|p| p.article == *id) && (passages.iter().any(within) || !gone.iter().any(within))
        })
    });
}

/// A title that nobody typed says what the event is now: not that of Pyongyang what was found to be another's.
pub(super) fn name(slot: &mut Slot) {
    let Slot { event, mark, .. } = slot;
    let Some(extracted) = mark.extracted.as_deref().filter(|_| !mark.edits.iter().any(|(f, _)| *f == Field::Title))
    else {
        return;
    };
    event.title = crate::extract::titles::corrected(event, extracted);
}

/// The day of an event that another one, of this `date`, is part of now: what both allow where the other says it more
/// narrowly and nobody has set it; else its own, with what the other heard.
pub(super) fn agree(slot: &mut Slot, date: EventDate) {
    let by_hand = slot.mark.edits.iter().any(|(f, _)| *f == Field::Day);
    let within = |a: &Dates, b: &Dates| {
        a.earliest >= b.earliest
            && a.earliest.is_some()
            && a.latest.is_some()
            && b.latest.is_none_or(|l| a.latest <= Some(l))
    };
    let own = &mut slot.event.date;
    let narrower = match (date.dates, own.dates) {
        (Some(other), Some(known)) => other != known && within(&other, &known),
        (other, None) => other.is_some(),
        (None, _) => false,
    };
    let clues = if narrower && !by_hand { std::mem::replace(own, date).clues } else { date.clues };
    slot.event.hear(clues);
}

pub(super) fn set(slot: &mut Slot, change: &Change) {
    let Slot { event, mark, hidden, .. } = slot;
    match change {
        Change::Title(title) => event.title = Title { fr: title.fr.clone(), en: title.en.clone() },
        // Why Frise thought of another day is kept with the event as it was extracted.
        Change::Day { dates, extent } => event.date = EventDate { dates: *dates, extent: *extent, clues: Vec::new() },
        Change::Kind(kind) => event.kind = *kind,
        Change::Certainty(certainty) => event.certainty = *certainty,
        Change::Actors(parties) => event.actors.clone_from(parties),
        Change::Targets(parties) => event.targets.clone_from(parties),
        Change::Note(note) => mark.note.clone_from(note),
        Change::Tags(tags) => mark.tags.clone_from(tags),
        Change::Star(on) => mark.star = *on,
        Change::Hidden(on) => *hidden = *on,
        Change::Checked(on) => mark.checked = *on,
    }
    if let (Change::Day { dates, extent }, Some(extracted)) = (change, &mark.extracted)
        && (*dates, *extent) == (extracted.date.dates, extracted.date.extent)
    {
        event.date.clues.clone_from(&extracted.date.clues);
    }
}

/// Adds a passage in the order of the articles; marks of the same words are kept once.
pub(super) fn put(event: &mut Event, passage: Passage) {
    match event.passages.iter_mut().find(|p| p.article == passage.article && p.span == passage.span) {
        Some(same) => {
            let new: Vec<Mark> = passage.marks.into_iter().filter(|m| !same.marks.contains(m)).collect();
            same.marks.extend(new);
        }
        None => event.passages.push(passage),
    }
    event.passages.sort_by(|a, b| (&a.article, a.span).cmp(&(&b.article, b.span)));
}

pub(super) fn by_hand(draft: &Draft, passage: Option<Passage>) -> Event {
    Event {
        id: EventId(SmolStr::default()),
        kind: draft.kind,
        title: Title { fr: draft.title.fr.clone(), en: draft.title.en.clone() },
        date: EventDate { dates: draft.dates, extent: draft.extent, clues: Vec::new() },
        certainty: draft.certainty,
        actors: draft.actors.clone(),
        targets: draft.targets.clone(),
        passages: passage.into_iter().collect(),
    }
}

pub(super) fn differences(shown: &Event, extracted: &Event) -> BTreeSet<Field> {
    let day = |e: &Event| (e.date.dates, e.date.dates.map_or(Extent::Within, |_| e.date.extent));
    let places = |e: &Event| e.passages.iter().map(|p| (p.article.clone(), p.span)).collect::<Vec<_>>();
    [
        (Field::Title, shown.title != extracted.title),
        (Field::Day, day(shown) != day(extracted)),
        (Field::Kind, shown.kind != extracted.kind),
        (Field::Certainty, shown.certainty != extracted.certainty),
        (Field::Actors, shown.actors != extracted.actors),
        (Field::Targets, shown.targets != extracted.targets),
        (Field::Passages, places(shown) != places(extracted)),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Certainty, Clue, Kind, Party, Span};
    use crate::project::key::Named;
    use std::sync::Arc;

    fn parties(codes: &[&str]) -> Vec<Party> {
        codes.iter().filter_map(|c| Party::new(c)).collect()
    }

    fn dated(edtf: &str) -> EventDate {
        EventDate { dates: edtf.parse().ok(), extent: Extent::Within, clues: Vec::new() }
    }

    fn threat() -> Slot {
        let text = "La Corée du Nord menace les États-Unis d'une riposte".to_owned();
        let event = Event {
            id: EventId(SmolStr::default()),
            kind: Kind::Threaten,
            title: Title { fr: text.clone(), en: text },
            date: dated("../2014-12-20"),
            certainty: Certainty::Actual,
            actors: parties(&["KP"]),
            targets: parties(&["US"]),
            passages: Vec::new(),
        };
        let mark = EventMark { extracted: Some(Arc::new(event.clone())), ..EventMark::default() };
        Slot { event, mark, hidden: false, gone: None }
    }

    fn change(slot: &mut Slot, change: &Change) {
        set(slot, change);
        slot.mark.edits.push((change.field(), 1));
        name(slot);
    }

    #[test]
    fn a_title_that_nobody_typed_follows_who_acts() {
        let mut slot = threat();
        change(&mut slot, &Change::Actors(parties(&["IR"])));
        assert_eq!(slot.event.title.fr, "L'Iran menace les États-Unis");
        change(&mut slot, &Change::Actors(parties(&["KP"])));
        assert_eq!(slot.event.title.fr, "La Corée du Nord menace les États-Unis d'une riposte");
        change(&mut slot, &Change::Targets(parties(&["US", "JP"])));
        let kept = "La Corée du Nord menace les États-Unis d'une riposte";
        assert_eq!(slot.event.title.fr, kept, "who joins makes nothing of it false");
        change(&mut slot, &Change::Targets(parties(&["JP"])));
        assert_eq!(slot.event.title.fr, "La Corée du Nord menace le Japon");
        change(&mut slot, &Change::Targets(parties(&["US"])));
        let typed = Named { fr: "Message signé".to_owned(), en: "A signed message".to_owned() };
        change(&mut slot, &Change::Title(typed));
        change(&mut slot, &Change::Actors(parties(&["IR"])));
        assert_eq!(slot.event.title.fr, "Message signé");
    }

    #[test]
    fn what_is_cut_off_takes_no_reason_along_that_stands_in_what_the_other_keeps() {
        let article = ArticleId(SmolStr::new("une.txt"));
        let passage = |start, end| Passage { article: article.clone(), span: Span { start, end }, marks: Vec::new() };
        let clue = |start, end| Clue {
            rule: "time:weekday".into(),
            text: format!("{start}").into(),
            place: Some((article.clone(), Span { start, end })),
            implies: None,
            refused: false,
        };
        let mut event = threat().event;
        // One reason in each passage, and one that stands beside both.
        event.date.clues = vec![clue(5, 8), clue(105, 108), clue(50, 55)];
        event.passages = vec![passage(100, 150)];
        told_there(&mut event, &[passage(0, 40)]);
        let left: Vec<&str> = event.date.clues.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(left, ["105", "50"]);
    }

    #[test]
    fn two_that_are_one_have_the_day_that_says_more() {
        let day = |slot: &Slot| slot.event.date.dates.map(|d| d.to_string()).unwrap_or_default();
        let mut slot = threat();
        agree(&mut slot, dated("2014-12-20"));
        assert_eq!(day(&slot), "2014-12-20");
        agree(&mut slot, dated("2014-12"));
        assert_eq!(day(&slot), "2014-12-20", "wider");
        agree(&mut slot, dated("2015-01-02"));
        assert_eq!(day(&slot), "2014-12-20", "another day");
        let mut slot = threat();
        change(&mut slot, &Change::Day { dates: "2014-12".parse().ok(), extent: Extent::Within });
        agree(&mut slot, dated("2014-12-20"));
        assert_eq!(day(&slot), "2014-12", "set by hand");
    }
}
