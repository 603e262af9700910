//! What was understood of a text, sentence by sentence, for a developer's eye: words and tree, who speaks, when.
//!
//! Knows no event: it shows what the extraction of events is built on.

use super::clauses::Sentence;
use super::discourse::Found;
use super::frames::Lexicon;
use super::times::{Placed, TimeExpression, Timex3, find_in, place, timex_value};
use crate::language::{Deprel, Upos, analyse_masked, quotations, sentences};
use crate::model::{Article, Dates, Lang, Span};
use chrono::NaiveDate;
use std::fmt::Write;

/// Every sentence with a table of its words as CoNLL-U has it (form, lemma, class, features, head, relation), who speaks
/// in it, and its time expressions as published on `day`.
pub fn reading(text: &str, day: NaiveDate, lang: Lang) -> String {
    let (found, quotes) = (find_in(text, lang), quotations(text));
    let placed = place(text, &found, Some(day));
    let mut out = String::new();
    let mut speaker: Option<Span> = None;
    for span in sentences(text) {
        let inside = || found.iter().zip(&placed).filter(|(t, _)| span.overlaps(t.span));
        let dates = inside().filter(|(t, _)| matches!(t.class, Timex3::Date | Timex3::Time));
        let masks: Vec<Span> = dates.map(|(t, _)| t.span).collect();
        let sentence = Sentence::new(text, span, analyse_masked(text, span, &masks, lang), &[]);
        let own = source(&sentence, &quotes);
        let in_quotes = quotes.iter().filter(|q| span.overlaps(**q)).count();
        push(&mut out, format_args!("# text = {}", one_line(text, span)));
        if let Some(own) = own {
            push(&mut out, format_args!("# speaker = {}", one_line(text, own)));
        } else if let Some(before) = speaker.filter(|_| in_quotes > 0) {
            push(&mut out, format_args!("# speaker = {} (told before)", one_line(text, before)));
        }
        if in_quotes > 0 {
            push(&mut out, format_args!("# quotations = {in_quotes}"));
        }
        speaker = own.or(speaker);
        for (time, placed) in inside() {
            tell_time(&mut out, text, time, placed, day);
        }
        for (i, word) in sentence.words.iter().enumerate() {
            let head = word.head.map_or(0, |h| h + 1);
            let (form, lemma) =
                (word.form.replace(char::is_whitespace, " "), word.lemma.replace(char::is_whitespace, " "));
            push(
                &mut out,
                format_args!("{}\t{form}\t{lemma}\t{}\t{}\t{head}\t{}", i + 1, word.upos, word.feats, word.deprel),
            );
        }
        out.push('\n');
    }
    out
}

/// Every sentence of an article published on `day` with its tree, the cue words found, the frame tried on each and what
/// refused it, and the acts that came out.
pub fn cues(text: &str, day: NaiveDate, lang: Lang) -> String {
    let article = Article::new("cues", lang.pick("fr", "en"), text);
    let mut draft = super::draft(article, day);
    super::given(&mut draft, Dates::day(day));
    let mut out = String::new();
    super::tell_watched(&draft, &mut |r, trials, acts| {
        let s = r.s;
        push(&mut out, format_args!("# text = {}", one_line(text, s.span)));
        let row: Vec<String> = s
            .words
            .iter()
            .enumerate()
            .map(|(i, w)| format!("{}:{}/{}/{}>{}", i + 1, w.lemma, w.upos, w.deprel, w.head.map_or(0, |h| h + 1)))
            .collect();
        push(&mut out, format_args!("# tree = {}", row.join(" ")));
        for trial in trials {
            let frame = &Lexicon::builtin().frames[trial.frame];
            let form = &s.words[trial.word].form;
            push(&mut out, format_args!("  {form}: {} ({}) {}", frame.id, frame.kind, trial.refused.unwrap_or("told")));
        }
        for act in acts {
            let who = |found: &[Found]| {
                let each: Vec<String> =
                    found.iter().map(|f| format!("{}:{}:{}", f.party, f.rule, f.span.of(text))).collect();
                each.join(", ")
            };
            push(
                &mut out,
                format_args!(
                    "  = {} {:?} [{}] -> [{}] {:?}",
                    act.kind.name(),
                    act.certainty,
                    who(&act.actors),
                    who(&act.targets),
                    one_line(text, act.passage)
                ),
            );
        }
        out.push('\n');
    });
    out
}

fn tell_time(out: &mut String, text: &str, time: &TimeExpression, placed: &Placed, day: NaiveDate) {
    let dates = placed.dates.map_or("-".to_owned(), |d| d.to_string());
    let value = timex_value(time, day, placed.direction, placed.previous);
    let (said, class) = (one_line(text, time.span), time.class.name());
    let direction = placed.direction;
    push(out, format_args!("# time = {said:?} {class} {value} edtf={dates} rule={} side={direction:?}", time.rule));
}

/// Who says the sentence: the subject of a verb of speech that stands outside quotations, or the name behind "selon".
fn source(s: &Sentence<'_>, quotes: &[Span]) -> Option<Span> {
    let words = &Lexicon::builtin().words;
    let has = |list: &[String], lemma: &str| list.iter().any(|w| w == lemma);
    let phrase = |i: usize| {
        let inside = s.phrase(i).into_iter().filter(|w| !matches!(s.rel(*w), Deprel::Case | Deprel::Punct));
        s.span_of(&inside.collect::<Vec<_>>())
    };
    (0..s.words.len()).find_map(|i| {
        let word = &s.words[i];
        let says = word.upos == Upos::Verb && has(&words.speech_verbs, &word.lemma);
        if says && !quotes.iter().any(|q| q.covers(word.span)) {
            return s.subjects(i).first().and_then(|h| phrase(*h));
        }
        s.preposition(i).is_some_and(|p| has(&words.sources, &p)).then(|| phrase(i)).flatten()
    })
}

fn one_line(text: &str, span: Span) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push(out: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts are our own. After a change that is meant: `cargo insta review`, or `INSTA_UPDATE=always` with the tests.
    #[test]
    fn a_developer_sees_what_was_understood() {
        let day = "2021-07-20".parse().expect("a day");
        insta::assert_snapshot!(
            "attack",
            reading("Le port de Brest a été piraté lundi. Selon la mairie, il rouvrira jeudi.", day, Lang::Fr)
        );
        insta::assert_snapshot!(
            "speech",
            reading(
                "« Nous partons. C'est fini », a dit Anne Morel hier soir. Elle avait promis le contraire en mars.",
                day,
                Lang::Fr
            )
        );
    }

    #[test]
    fn nothing_is_told_of_nothing() {
        assert_eq!(reading("", "2021-07-20".parse().expect("a day"), Lang::Fr), "");
    }
}
