//! Whether two acts of one article are one event ("a annulé la sortie … a finalement renoncé à sortir"): a logistic model
//! over what is plain to see of the pair. Its weights are data, learned by `examples/train_same.rs` from annotated
//! articles; they hold no word of the articles.

use super::cast::by_name;
use super::events::Telling;
use super::frames::Lexicon;
use super::logit::Logit;
use crate::model::{Certainty, Dates, Event, Kind, Party, Role};
use std::collections::BTreeSet;
use std::sync::OnceLock;

static ASSET: &str = include_str!("../../assets/same.toml");

/// The weights of `assets/same.toml`.
pub fn builtin() -> &'static Logit {
    static WEIGHTS: OnceLock<Logit> = OnceLock::new();
    WEIGHTS.get_or_init(|| Logit::parse(ASSET))
}

/// False for what cannot be one event, whatever it looks like: other sorts, plans and deeds, other known incidents; charges
/// against other parties, words of other speakers, of a firm and of a state.
pub fn may(a: &Telling, b: &Telling) -> bool {
    let planned = |t: &Telling| t.event.certainty == Certainty::Planned;
    let other = a.incident.zip(b.incident).is_some_and(|(i, j)| i != j);
    // Attacks in general are not the one that has a name.
    let general = |a: &Telling, b: &Telling| a.own.seen.general && a.incident.is_none() && b.incident.is_some();
    if a.event.kind == Kind::Attack && (general(a, b) || general(b, a)) {
        return false;
    }
    let charges = matches!(a.event.kind, Kind::Attribute | Kind::Charge | Kind::Sanction);
    // A victim is often the state that charges.
    let foreign = |t: &Telling| -> Vec<Party> {
        t.own.said[1].iter().filter(|party| !t.event.actors.contains(party)).copied().collect()
    };
    let others = charges && relation(&foreign(a), &foreign(b)) == "others";
    // What one says another does not say.
    let words = matches!(a.event.kind, Kind::Deny | Kind::Threaten | Kind::Request | Kind::Condemn | Kind::Offer);
    let others = others || words && relation(&a.own.said[0], &b.own.said[0]) == "others";
    let firms = matches!(a.event.kind, Kind::Attribute | Kind::Condemn)
        && said_by_firm(&a.event).zip(said_by_firm(&b.event)).is_some_and(|(firm, too)| firm != too);
    a.event.kind == b.event.kind && planned(a) == planned(b) && !other && !others && !firms
}

/// Whether those who speak are firms alone, or none is one; `None` for deeds and for who cannot be told.
pub fn said_by_firm(event: &Event) -> Option<bool> {
    let said = matches!(
        event.kind,
        Kind::Attribute | Kind::Condemn | Kind::Deny | Kind::Statement | Kind::Threaten | Kind::Investigate
    );
    let marks = event.passages.iter().flat_map(|p| &p.marks).filter(|m| m.role == Role::Actor);
    // "le groupe", "il" may be either.
    let firms: Vec<Option<bool>> =
        marks.map(|m| (m.rule == "firm before" || by_name(&m.rule)).then(|| m.rule.starts_with("firm"))).collect();
    let all = firms.first().filter(|first| firms.iter().all(|f| f == *first));
    all.copied().flatten().filter(|_| said)
}

/// What is plain to see of two acts of the same kind, the earlier one first; `text` is the article's.
pub fn features(text: &str, a: &Telling, b: &Telling) -> Vec<String> {
    let (x, y) = (&a.event, &b.event);
    let ([doers, sufferers], [doers_too, sufferers_too]) = (&a.own.said, &b.own.said);
    let kind = x.kind.name();
    let words = [x, y].map(|e| content(text, e));
    let likeness = bucket(words[0].intersection(&words[1]).count(), words[0].len().min(words[1].len()));
    let names = [x, y].map(|e| capitals(text, e));
    let shared_names = names[0].intersection(&names[1]).count().min(2);
    let cue = [x, y].map(|e| cue(text, e));
    let same_cue = if cue[0] == cue[1] {
        "cue"
    } else if a.own.seen.frame == b.own.seen.frame {
        "frame"
    } else {
        "other"
    };
    let (said, final_actors) = (relation(doers, doers_too), relation(&x.actors, &y.actors));
    let (hit, final_targets) = (relation(sufferers, sufferers_too), relation(&x.targets, &y.targets));
    let days = days(a, b);
    let first = x.passages.first().map_or(0, |p| p.span.start);
    let second = y.passages.first().map_or(0, |p| p.span.start);
    let far = match first.abs_diff(second) {
        _ if a.own.seen.sentence == b.own.seen.sentence => "one sentence",
        0..=250 => "next",
        251..=700 => "near",
        701..=1800 => "apart",
        _ => "far",
    };
    let incident = match (a.incident, b.incident) {
        (Some(_), Some(_)) => "both",
        (None, None) => "none",
        _ => "one",
    };
    let speakers = different_speakers(text, x, y);
    let form = |t: &Telling| if t.own.seen.embedded { "embedded" } else { "main" };
    let pointed = pointed(text, x) || pointed(text, y);
    let (common, least) = (words[0].intersection(&words[1]).count(), words[0].len().min(words[1].len()));
    let by_hand = by_hand(a, b, common, least, pointed, speakers);
    let overlap = x.passages.iter().any(|p| y.passages.iter().any(|q| p.span.overlaps(q.span)));
    let of_kind = [
        "any".to_owned(),
        format!("words {likeness}"),
        format!("doers {said}"),
        format!("sufferers {hit}"),
        format!("days {days}"),
        format!("distance {far}"),
        format!("incident {incident}"),
        format!("{} then {}", form(a), form(b)),
        format!("other speakers {speakers}"),
        format!("pointed {pointed}"),
        format!("by hand {by_hand}"),
    ];
    let mut out: Vec<String> = of_kind.iter().map(|f| format!("{kind} {f}")).collect();
    out.extend(of_kind);
    out.extend([
        format!("actors {final_actors}"),
        format!("targets {final_targets}"),
        format!("names {shared_names}"),
        format!("same {same_cue}"),
        format!("by hand {by_hand} words {likeness}"),
        format!("by hand {by_hand} same {same_cue}"),
        format!("by hand {by_hand} distance {far}"),
        format!("by hand {by_hand} days {days}"),
        format!("words {likeness} doers {said}"),
        format!("words {likeness} distance {far}"),
        format!("doers {said} sufferers {hit}"),
        format!("days {days} words {likeness}"),
        format!("certainty {}", x.certainty == y.certainty),
        format!("earlier {} {}", a.own.seen.earlier, b.own.seen.earlier),
        format!("overlap {overlap}"),
    ]);
    out
}

/// What one would say by hand: dates that can agree, the same doers, others not at odds, and words in common.
fn by_hand(a: &Telling, b: &Telling, words: usize, least: usize, pointed: bool, speakers: bool) -> bool {
    let (x, y) = (&a.event, &b.event);
    let ([doers, sufferers], [doers_too, sufferers_too]) = (&a.own.said, &b.own.said);
    let agree = |a: &[Party], b: &[Party]| !matches!(relation(a, b), "others");
    let share = |a: &[Party], b: &[Party]| matches!(relation(a, b), "the same" | "shared");
    let alike = 4 * words >= least.max(1);
    let dates = x.date.dates.zip(y.date.dates).is_none_or(|(a, b)| a.intersect(&b).is_some());
    let recent = |t: &Telling| t.event.date.dates.and_then(|d| d.width_days()).is_some_and(|w| w <= 8);
    if x.kind == Kind::Attack {
        let named = agree(sufferers, sufferers_too) && agree(doers, doers_too);
        return dates && named && agree(&x.targets, &y.targets) && agree(&x.actors, &y.actors) && (pointed || alike);
    }
    let same_target = share(sufferers, sufferers_too) && !matches!(x.kind, Kind::Meet | Kind::Request | Kind::Respond);
    dates
        && share(doers, doers_too)
        && agree(sufferers, sufferers_too)
        && !speakers
        && (same_target || alike)
        && (a.own_date == b.own_date
            || x.date.dates == y.date.dates
            || !b.own_date && recent(a)
            || !a.own_date && recent(b))
}

/// How much of the shorter text two texts share.
fn bucket(common: usize, least: usize) -> &'static str {
    match (100 * common).checked_div(least).unwrap_or(0) {
        0 => "none",
        1..=14 => "few",
        15..=29 => "some",
        30..=49 => "many",
        50..=79 => "most",
        _ => "all",
    }
}

fn relation(a: &[Party], b: &[Party]) -> &'static str {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => "nobody",
        (true, _) | (_, true) => "one unnamed",
        _ if a.len() == b.len() && a.iter().all(|p| b.contains(p)) => "the same",
        _ if a.iter().any(|p| b.contains(p)) => "shared",
        _ => "others",
    }
}

fn days(a: &Telling, b: &Telling) -> String {
    let own = match (a.own_date, b.own_date) {
        (true, true) => "both own",
        (false, false) => "none own",
        _ => "one own",
    };
    let narrow = |d: &Dates| d.width_days().is_some_and(|w| w <= 8);
    let how = match (a.event.date.dates, b.event.date.dates) {
        (Some(x), Some(y)) if x.intersect(&y).is_none() => "against",
        (Some(x), Some(y)) if x == y => "equal",
        (Some(x), Some(y)) if narrow(&x) || narrow(&y) => "within",
        _ => "open",
    };
    format!("{own} {how}")
}

/// The content words of an event's passages, cut to their stems.
fn content(text: &str, event: &Event) -> BTreeSet<String> {
    let all = event.passages.iter().flat_map(|p| p.span.of(text).split(|c: char| !c.is_alphanumeric()));
    all.filter(|w| w.chars().count() > 3).map(|w| w.to_lowercase().chars().take(6).collect()).collect()
}

/// Names in the passages, those of the parties themselves aside.
fn capitals(text: &str, event: &Event) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for passage in &event.passages {
        let party = |at: usize| {
            passage
                .marks
                .iter()
                .any(|m| matches!(m.role, Role::Actor | Role::Target) && m.span.start <= at && at < m.span.end)
        };
        let (start, said) = (passage.span.start, passage.span.of(text));
        let mut at = 0;
        for piece in said.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            let here = at;
            at += piece.len();
            if here > 0 && word.chars().next().is_some_and(char::is_uppercase) && word.len() > 2 && !party(start + here)
            {
                out.insert(word.to_lowercase());
            }
        }
    }
    out
}

fn cue(text: &str, event: &Event) -> String {
    let marks = event.passages.iter().flat_map(|p| &p.marks);
    let cue = marks.filter(|m| m.role == Role::Kind).map(|m| m.span.of(text).to_lowercase()).next();
    cue.unwrap_or_default().chars().take(5).collect()
}

/// "Barack Obama … John Kerry": two persons of one state are two speakers; so are a firm and its government.
fn different_speakers(text: &str, x: &Event, y: &Event) -> bool {
    let named = |e: &Event, rules: &[&str]| -> BTreeSet<String> {
        let marks = e.passages.iter().flat_map(|p| &p.marks);
        let named = marks.filter(|m| m.role == Role::Actor && rules.contains(&m.rule.as_str()));
        named.filter_map(|m| Some(m.span.of(text).split(' ').next_back()?.to_lowercase())).collect()
    };
    let apart = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
    let of = |e: &Event| (named(e, &["person"]), named(e, &["firm"]), named(e, &["name", "capital", "person"]));
    let ((persons, firms, states), (persons_too, firms_too, states_too)) = (of(x), of(y));
    apart(&persons, &persons_too)
        || apart(&firms, &firms_too)
        || states.is_empty() && firms_too.is_empty() && apart(&firms, &states_too)
        || states_too.is_empty() && firms.is_empty() && apart(&firms_too, &states)
}

/// "l'attaque", "ce piratage": an event that the reader is taken to know.
fn pointed(text: &str, event: &Event) -> bool {
    event.passages.iter().flat_map(|p| &p.marks).filter(|m| m.role == Role::Kind).any(|m| {
        let before = text[..m.span.start].trim_end_matches([' ', '\u{a0}']);
        let from = before
            .rfind([' ', '\n', '\u{a0}', '«', '"', '('])
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = before[from..].to_lowercase().replace('’', "'");
        Lexicon::builtin().words.pointing.contains(&word)
    })
}
