//! The examples of the frame lexicon: each must yield its kind, each counter-example must not.

use chrono::NaiveDate;
use frise::compile_text;
use frise::extract::frames::{Frame, Lexicon};
use frise::model::Dates;

fn kinds(sentence: &str) -> Vec<&'static str> {
    let day = NaiveDate::from_ymd_opt(2021, 7, 20).expect("a day");
    let corpus = compile_text("exemple", sentence.to_owned(), None, Some(Dates::day(day)), day);
    corpus.events.iter().map(|e| e.kind.name()).collect()
}

fn wrong<'a>(of: impl Fn(&'a Frame) -> &'a [String], wanted: bool) -> Vec<String> {
    let mut out = Vec::new();
    for frame in &Lexicon::builtin().frames {
        for sentence in of(frame) {
            let found = kinds(sentence);
            if found.contains(&frame.kind.as_str()) != wanted {
                out.push(format!("{}: {sentence:?} gives {found:?}", frame.id));
            }
        }
    }
    out
}

#[test]
fn every_example_yields_its_kind() {
    let wrong = wrong(|f| f.examples.as_slice(), true);
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_counter_example_yields_the_kind() {
    let wrong = wrong(|f| f.counter.as_slice(), false);
    assert!(wrong.is_empty(), "{} counter-examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

/// Codes of those who are said to have attacked.
fn attackers(text: &str) -> Vec<String> {
    let day = NaiveDate::from_ymd_opt(2021, 7, 20).expect("a day");
    let corpus = compile_text("exemple", text.to_owned(), None, Some(Dates::day(day)), day);
    let attacks = corpus.events.iter().filter(|e| e.kind.name() == "attack");
    attacks.flat_map(|e| &e.actors).map(|p| p.code().to_owned()).collect()
}

#[test]
fn who_accuses_or_indicts_is_no_attacker() {
    let text = "Washington a annoncé lundi l'inculpation de trois officiers russes. Ils sont accusés d'avoir piraté \
                les serveurs d'un ministère norvégien.";
    let found = attackers(text);
    assert!(!found.contains(&"US".to_owned()), "{found:?}");
    let text = "La Norvège accuse la Russie d'avoir piraté la messagerie de son parlement. L'attaque a touché \
                plusieurs députés.";
    let found = attackers(text);
    assert!(found.contains(&"RU".to_owned()) && !found.contains(&"NO".to_owned()), "{found:?}");
}
