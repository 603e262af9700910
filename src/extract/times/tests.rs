//! The rules' own examples, the traps that other readers fall into, and what must hold for any text.

use super::grammar::{self, GRAMMAR};
use super::*;
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Expressions with the ends of ranges told one by one, as `frise times` tells them.
fn told(text: &str, lang: Lang) -> Vec<TimeExpression> {
    find_in(text, lang).into_iter().flat_map(|e| if e.parts.is_empty() { vec![e] } else { e.parts }).collect()
}

fn words(text: &str) -> Vec<String> {
    find(text).iter().map(|e| e.span.of(text).to_owned()).collect()
}

/// The first expression of `text`, its words and its value when published on `published`.
fn first(text: &str, published: &str) -> (String, String) {
    let expr = find(text).into_iter().next().unwrap_or_else(|| panic!("nothing found in {text:?}"));
    (expr.span.of(text).to_owned(), timex_value(&expr, day(published), direction(text, &expr), None))
}

fn resolved(text: &str, published: &str) -> String {
    let expr = find(text).into_iter().next().unwrap_or_else(|| panic!("nothing found in {text:?}"));
    resolve(&expr, day(published), direction(text, &expr), None).map_or("none".to_owned(), |d| d.to_string())
}

#[test]
fn every_rule_finds_its_examples() {
    let anchor = day(&GRAMMAR.anchor);
    let mut wrong = Vec::new();
    for (lang, rule) in rules() {
        for (marked, value) in &rule.examples {
            let (from, to) = (marked.find('{').expect("a brace"), marked.find('}').expect("a brace") - 1);
            let text = marked.replace(['{', '}'], "");
            let found = told(&text, lang);
            let hit = found.iter().find(|e| (e.span.start, e.span.end) == (from, to));
            let got = hit.map(|e| (e.rule, timex_value(e, anchor, direction(&text, e), None)));
            if got != Some((rule.name.as_str(), value.clone())) {
                let all: Vec<_> = found.iter().map(|e| (e.span.of(&text), e.rule)).collect();
                wrong.push(format!("{}: {marked:?} gives {got:?} of {all:?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rules of both languages; their examples are read on one day.
fn rules() -> impl Iterator<Item = (Lang, &'static grammar::Rule)> {
    assert_eq!(grammar::of(Lang::En).anchor, GRAMMAR.anchor);
    [Lang::Fr, Lang::En].into_iter().flat_map(|lang| grammar::of(lang).rules.iter().map(move |rule| (lang, rule)))
}

#[test]
fn no_rule_finds_its_counter_examples() {
    let mut wrong = Vec::new();
    for (lang, rule) in rules() {
        for text in &rule.not {
            for e in find_in(text, lang).iter().filter(|e| e.rule == rule.name) {
                wrong.push(format!("{}: {text:?} gives {:?}", rule.name, e.span.of(text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_that_only_look_like_time_are_left_alone() {
    for text in [
        "Le port a été fermé, mais sa digue tient.",
        "La banque a été piratée et le ministère se tait.",
        "Le ministère a salué le G20 et la Chaîne 24.",
        "La firme compte 47.000 employés et 2000 clients.",
        "Le groupe APT28 a été nommé avec APT41.",
        "Le dossier n° 2015 est clos.",
        " date 2022-01 Les Etats-Unis ont parlé.",
        "La Covid-19 a fait 12 345 morts.",
        "Elle a 46 ans et son fils, Paul, 12 ans, en est fier.",
        "Avril Haines et Theresa May ont dîné.",
    ] {
        assert_eq!(words(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn traps_are_read_as_a_reader_reads_them() {
    for (text, said, value) in [
        ("La banque a été visée en mars l'an dernier.", "mars l'an dernier", "2013-03"),
        ("Il a gagné l’année dernière.", "l’année dernière", "2013"),
        ("La loi de la semaine dernière est nulle.", "la semaine dernière", "2014-W50"),
        ("Il est parti avant-hier.", "avant-hier", "2014-12-18"),
        ("Il tousse depuis des années.", "des années", "PXY"),
        ("Le vol de fin novembre a coûté cher.", "fin novembre", "2014-11"),
        ("Elle exporte depuis mi-2016.", "mi-2016", "2016"),
        ("Il avait parlé la veille.", "la veille", "2014-12-19"),
        ("La demande, a dit samedi un haut responsable, est claire.", "samedi", "2014-12-20"),
        ("Il espionne sur une période de 11 ans.", "11 ans", "P11Y"),
        ("Le feu a pris à 11 h 30.", "11 h 30", "2014-12-20T11:30"),
        ("Le port ouvre le 1er.", "le 1er", "2014-12-01"),
        ("Le feu a pris dans la nuit de lundi à mardi.", "la nuit de lundi à mardi", "2014-12-15TNI"),
        ("L'accord du 2 mars est mort.", "2 mars", "2014-03-02"),
        ("Les attentats du 11-Septembre l'ont marqué.", "11-Septembre", "2001-09-11"),
    ] {
        assert_eq!(first(text, "2014-12-20"), (said.to_owned(), value.to_owned()), "{text}");
    }
}

#[test]
fn an_interval_is_told_where_the_words_tell_one() {
    for (text, dates) in [
        ("Il est parti il y a trois semaines.", "2014-11-24/2014-11-30"),
        ("Elle a siégé entre 2011 et 2018.", "2011/2018"),
        ("Le vol de fin novembre a coûté cher.", "2014-11-20~/2014-11-30~"),
        ("La foire a duré du 3 au 6 avril.", "2014-04-03/2014-04-06"),
        ("Il a parlé au deuxième trimestre.", "2014-04/2014-06"),
        ("Elle travaille ici depuis des années.", "none"),
    ] {
        assert_eq!(resolved(text, "2014-12-20"), dates, "{text}");
    }
}

#[test]
fn two_days_are_two_expressions() {
    assert_eq!(words("Le port a fermé vendredi et samedi."), ["vendredi", "samedi"]);
}

#[test]
fn the_tense_tells_on_which_side_a_day_lies() {
    for (text, value) in [
        ("Le port a fermé lundi.", "2021-07-19"),
        ("Le port fermera lundi.", "2021-07-26"),
        ("Le conseil se tiendra jeudi.", "2021-07-22"),
        ("La sortie prévue pour Noël est annulée.", "2021-12-25"),
        ("À partir de vendredi, le port ferme.", "2021-07-23"),
        ("Il doit s'exprimer mercredi à Lyon.", "2021-07-21"),
        ("Le piratage mené en mars a coûté cher.", "2021-03"),
        ("Le scrutin aura lieu en mars.", "2022-03"),
    ] {
        assert_eq!(first(text, "2021-07-20").1, value, "{text}");
    }
}

#[test]
fn a_weekday_that_no_near_year_has_is_refused() {
    let text = "La séance du mardi 12 octobre fut longue.";
    let expr = &find(text)[0];
    assert!(consistent(expr, day("2021-11-02")));
    assert!(!consistent(expr, day("2019-11-02")));
    assert_eq!(resolve(expr, day("2019-11-02"), Direction::Past, None), None);
    assert_eq!(
        resolve(expr, day("2021-11-02"), Direction::Past, None).map(|d| d.to_string()),
        Some("2021-10-12".to_owned())
    );
}

#[test]
fn the_hour_keeps_the_day_told_before() {
    let line =
        r#"{"id":"a","published":"2021-07-20","text":"Le feu a pris samedi à 18 h 05. À 20 h, il était éteint."}"#;
    let mut out = Vec::new();
    jsonl(line.as_bytes(), &mut out).expect("readable");
    let out: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    let values: Vec<&str> =
        out["times"].as_array().expect("a list").iter().filter_map(|t| t["value"].as_str()).collect();
    assert_eq!(values, ["2021-07-17", "2021-07-17T18:05", "2021-07-17T20:00"]);
}

#[test]
fn offsets_count_code_points() {
    let line = r#"{"id":1,"text":"Été 2019 à Séoul, puis samedi."}"#;
    let mut out = Vec::new();
    jsonl(line.as_bytes(), &mut out).expect("readable");
    let out: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!((&out["times"][1]["start"], &out["times"][1]["value"]), (&23.into(), &"XXXX-WXX-6".into()));
    assert!(out["times"][1]["edtf"].is_null());
}

proptest! {
    #[test]
    fn any_day_of_writing_will_do(ordinal in -96_000_000_i32..96_000_000, text in "(le |en |ce |il y a |dans )?([1-9]{1,2} )?(lundi|mars|hier|été|hiver|ans|mois|jours|semaines|Pâques|la veille|premier trimestre|week-end|années 90)( dernier| prochain| et demi| plus tard| 2020)?") {
        let day = NaiveDate::from_num_days_from_ce_opt(ordinal).unwrap_or(NaiveDate::MAX);
        for e in &find(&text) {
            for towards in [Direction::Past, Direction::Near, Direction::Future, Direction::Unknown] {
                let dates = resolve(e, day, towards, None);
                let _ = (resolve(e, day, towards, dates), timex_value(e, day, towards, dates), consistent(e, day));
            }
        }
    }

    #[test]
    fn the_side_is_told_of_any_parse(text in "([a-zé]{1,8}|lundi|le 3 mars|en mars|sera|a été|pour|\"|,|\\.| ){0,25}") {
        let words = crate::language::Model::builtin().analyse(&text, Span::new(0, text.len()));
        for e in &find(&text) {
            let _ = direction_in(&text, &words, e);
            // Words of another sentence are of no use, and do no harm.
            let _ = direction_in(&text, &words[..words.len() / 2], e);
        }
    }

    #[test]
    fn spans_lie_in_any_text(text in "(?s)(.{0,20}|[0-9]{1,5}|lundi|mars|nuit|été|l'an|de|à|et| |h|-|\n|ans|le|prochain|dernier|’){0,30}") {
        let found = find(&text);
        let mut end = 0;
        for e in &found {
            prop_assert!(e.span.start >= end && e.span.end <= text.len() && !e.span.is_empty());
            prop_assert!(text.get(e.span.start..e.span.end).is_some());
            end = e.span.end;
            for anchor in ["2020-02-29", "1999-12-31"] {
                let _ = resolve(e, day(anchor), direction(&text, e), None);
                let _ = timex_value(e, day(anchor), Direction::Past, None);
                let _ = consistent(e, day(anchor));
            }
        }
    }
}

#[test]
fn the_short_ways_to_a_day_agree_with_the_long_one() {
    let text = "le 3 mars, en mars, fin mars, le mois dernier, l'an dernier, en mars l'an dernier, il y a deux mois, \
                dimanche, la semaine dernière, le 29 février, vendredi 3 mars, début janvier";
    for expression in find(text) {
        for (first, last) in [("2014-12-31", "2015-01-01"), ("2016-02-29", "2016-02-29"), ("2017-03-01", "2017-03-31")]
        {
            let dates = Dates::between(day(first), day(last));
            let mut before: Option<((i32, u32), Option<Dates>)> = None;
            for candidate in day(first).iter_days().take(900) {
                let said = resolve(&expression, candidate, Direction::Past, None);
                let meant = said.is_some_and(|d| d.intersect(&dates).is_some());
                assert!(!meant || could_mean(&expression, &dates), "{expression:?} on {candidate}");
                let now = steady(&expression, candidate);
                if let Some((then, same)) = before.filter(|(then, _)| Some(*then) == now) {
                    assert_eq!(said, same, "{expression:?} on {candidate}, {then:?}");
                }
                before = now.map(|now| (now, said));
            }
        }
    }
}
