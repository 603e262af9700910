//! English articles: sentences whose kind and parties must be found, and five articles of ours with their annotated events.

use chrono::NaiveDate;
use frise::compile_text;
use frise::extract::{draft, given, tell};
use frise::merge::merge;
use frise::model::{Article, Dates, Event, Kind, Party};
use frise::packed::Packed;
use serde_json::Value;
use std::path::Path;

/// The events of an English sentence published on a Tuesday.
fn told(text: &str) -> Vec<Event> {
    let day = NaiveDate::from_ymd_opt(2021, 7, 20).expect("a day");
    let article = Article::new("example", "en", text);
    let mut draft = draft(article, day);
    given(&mut draft, Dates::day(day));
    merge(tell(&draft).iter().map(Packed::of), &[])
}

#[test]
fn sentences_tell_their_kind_and_their_parties() {
    let sentences: [(&str, &str, &str, &str); 24] = [
        ("Seoul accused Pyongyang of hacking the bank's servers.", "attribute", "KR", "KP"),
        ("Norway blamed the cyberattack on Russia.", "attribute", "NO", "RU"),
        ("The hack was attributed to China by the United States on Monday.", "attribute", "US", "CN"),
        ("Moscow denied the accusations on Monday.", "deny", "RU", ""),
        ("China rejected Washington's accusations, calling them groundless.", "deny", "CN", ""),
        ("The European Union condemned the cyberattack on Monday.", "condemn", "EU", ""),
        ("Berlin denounced Russian hackers on Tuesday.", "condemn", "DE", ""),
        ("Russian hackers stole data from a French hospital in March.", "attack", "RU", "FR"),
        ("The network of the German parliament was hacked by a Russian group in May 2015.", "attack", "RU", "DE"),
        ("Iran carried out a cyberattack against Albania in July.", "attack", "IR", "AL"),
        ("A grand jury indicted three Iranian hackers on Friday in Washington.", "charge", "", "IR"),
        ("The Justice Department charged four Chinese officers with hacking.", "charge", "US", "CN"),
        ("The United States imposed sanctions on Iran on Monday.", "sanction", "US", "IR"),
        ("On August 19, Norway expelled a Russian diplomat.", "sanction", "NO", ""),
        ("Obama vowed to retaliate against North Korea.", "threaten", "US", "KP"),
        ("London urged Moscow to end its cyberattacks.", "request", "GB", "RU"),
        ("Beijing summoned the U.S. ambassador on Monday.", "request", "CN", "US"),
        ("North Korea offered a joint investigation to the United States.", "offer", "KP", "US"),
        ("Joe Biden met Vladimir Putin in Geneva on June 16.", "meet", "US", ""),
        ("France and Germany signed an agreement on cybersecurity on Monday.", "agree", "FR", ""),
        ("The Norwegian police opened an investigation into the hack on Monday.", "investigate", "NO", ""),
        ("Microsoft patched the flaw on Wednesday.", "respond", "US", ""),
        ("North Korea fired a missile on November 29.", "military", "KP", ""),
        ("The group Guardians of Peace claimed responsibility for the attack on Monday.", "statement", "", ""),
    ];
    let mut wrong = Vec::new();
    for (sentence, kind, actor, target) in sentences {
        let events = told(sentence);
        let party = Party::new;
        let fits = events.iter().any(|e| {
            e.kind.name() == kind
                && party(actor).is_none_or(|p| e.actors.contains(&p))
                && party(target).is_none_or(|p| e.targets.contains(&p))
        });
        if !fits {
            let found: Vec<_> = events.iter().map(|e| (e.kind.name(), &e.actors, &e.targets)).collect();
            wrong.push(format!("{sentence:?} gives {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} fail:\n{}", wrong.len(), sentences.len(), wrong.join("\n"));
}

#[test]
fn what_is_not_said_to_happen_is_no_event() {
    for (sentence, kind) in [
        ("China did not accuse anybody.", Kind::Attribute),
        ("If Russia hacked the bank, London would impose sanctions.", Kind::Sanction),
        ("China did not hack the bank on Monday.", Kind::Attack),
        ("Washington has not imposed sanctions on Iran.", Kind::Sanction),
        ("The company has 2015 customers and accuses nobody.", Kind::Attribute),
    ] {
        let events = told(sentence);
        assert!(events.iter().all(|e| e.kind != kind), "{sentence}: {events:?}");
    }
}

#[test]
fn a_title_in_english_is_in_the_words_of_the_article() {
    let events = told("Norway on Tuesday blamed Russia for a cyberattack on its parliament.");
    let event = events.iter().find(|e| e.kind == Kind::Attribute).expect("an accusation");
    assert_eq!(event.title.en, "Norway blamed Russia for a cyberattack on its parliament");
    assert_eq!(event.title.fr, "La Norvège accuse la Russie");
}

/// Of the annotated events, how many are found with their kind, their day and one of their actors; of those found, how many
/// are annotated. Both as `tests/scores.sh` counts them, but with a passage that overlaps at all.
#[test]
fn annotated_articles_are_read_as_a_reader_reads_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let day = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let (mut gold, mut kind_right, mut actor_right, mut found) = (0, 0, 0, 0);
    let mut files: Vec<_> = std::fs::read_dir(root.join("english")).expect("articles").flatten().collect();
    files.sort_by_key(std::fs::DirEntry::path);
    for file in files {
        let path = file.path();
        let name = path.file_stem().and_then(|n| n.to_str()).expect("a name").to_owned();
        let text = std::fs::read_to_string(&path).expect("an article");
        let told = std::fs::read_to_string(root.join(format!("gold/english/{name}.json"))).expect("annotations");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let corpus = compile_text(&name, text.clone(), None, None, day);
        assert_eq!(corpus.articles[0].language, "en", "{name}");
        found += corpus.events.len();
        for event in told["events"].as_array().expect("events") {
            gold += 1;
            let quotes: Vec<&str> =
                event["quotes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let spans: Vec<(usize, usize)> =
                quotes.iter().filter_map(|q| text.find(q).map(|at| (at, at + q.len()))).collect();
            assert_eq!(spans.len(), quotes.len(), "{name}: a quotation is not in the article");
            let actors: Vec<&str> =
                event["actors"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let right: Vec<_> = corpus
                .events
                .iter()
                .filter(|e| e.kind.name() == event["kind"])
                .filter(|e| e.passages.iter().any(|p| spans.iter().any(|s| p.span.start < s.1 && s.0 < p.span.end)))
                .collect();
            kind_right += usize::from(!right.is_empty());
            let acts =
                |e: &&&Event| actors.is_empty() || e.actors.iter().any(|a| actors.contains(&a.to_string().as_str()));
            actor_right += usize::from(right.iter().any(|e| acts(&e)));
        }
    }
    let share = |n: usize, of: usize| n as f64 / of as f64;
    assert!(share(kind_right, gold) > 0.75, "{kind_right} of {gold} with their kind");
    assert!(share(actor_right, gold) > 0.7, "{actor_right} of {gold} with an actor too");
    assert!(share(kind_right, found) > 0.8, "{kind_right} of {found} found");
}
