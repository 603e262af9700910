//! Whether an act that the text gives no day is news of the article's day or something recalled ("a rétabli les sanctions",
//! told two years later): a logistic model over what is plain to see of it. Its weights are data, learned by
//! `examples/train_news.rs` from annotated articles; they hold no word of the articles.

use super::acts::{Act, Reading};
use super::frames::Lexicon;
use super::logit::Logit;
use super::times::{Meaning, Timex3};
use super::worth::class;
use crate::language::Deprel;
use std::sync::OnceLock;

static ASSET: &str = include_str!("../../assets/news.toml");

/// The weights of `assets/news.toml`.
pub fn builtin() -> &'static Logit {
    static NEWS: OnceLock<Logit> = OnceLock::new();
    NEWS.get_or_init(|| Logit::parse(ASSET))
}

/// What is plain to see of an act; `sentence` of `sentences` tells where it stands in the article.
pub fn features(r: &Reading<'_, '_>, act: &Act, sentence: usize, sentences: usize) -> Vec<String> {
    let s = r.s;
    let class = class(s, act.word);
    let head = s.clause_head(act.word);
    let (tense, mood) = s.tense_and_mood(if class == "verb" { act.word } else { head });
    let compound = s.children(act.word).iter().any(|c| s.rel(*c) == Deprel::AuxTense);
    let tense = format!("{tense:?}{}{}", if compound { "+" } else { "" }, mood.map_or("", |m| m.as_str()));
    let root = s.words.iter().position(|w| w.head.is_none()).unwrap_or(0);
    let main = s.tense_and_mood(root).0;
    let place = match sentence {
        0 => "first",
        1 => "second",
        2..=4 => "early",
        5..=9 => "middle",
        _ => "late",
    };
    let share = (4 * sentence / sentences.max(1)).min(3);
    let rel = s.rel(head);
    let kind = act.kind.name();
    let mut out = vec![
        "any".to_owned(),
        format!("kind {kind}"),
        format!("class {class}"),
        format!("tense {tense} of {class}"),
        format!("main tense {main:?}"),
        format!("tense {tense} of {class} in {place}"),
        format!("clause {rel}"),
        format!("clause {rel} of {class}"),
        format!("place {place}"),
        format!("share {share}"),
        format!("share {share} of {class}"),
        format!("certainty {:?}", act.certainty),
    ];
    let clause = s.clause(act.word);
    let adverbs = &Lexicon::builtin().words.time_adverbs;
    for w in clause.iter().filter(|w| adverbs.iter().any(|a| a == s.lemma(**w))) {
        out.push(format!("adverb {}", s.lemma(*w)));
    }
    let mut flag = |on: bool, name: &str| {
        if on {
            out.push(name.to_owned());
            out.push(format!("{name} of {class}"));
        }
    };
    let here = || r.times.iter().filter(|t| s.span.covers(t.span) && matches!(t.class, Timex3::Date | Timex3::Time));
    flag(act.earlier, "earlier");
    flag(act.embedded, "embedded");
    flag(r.quotations.iter().any(|q| q.covers(act.cue)), "quoted");
    flag(s.is_passive(act.word), "passive");
    flag(here().next().is_some(), "another day in the sentence");
    flag(here().any(|t| matches!(t.meaning, Meaning::Absolute(_))), "a full date in the sentence");
    flag(sentences < 8, "a short article");
    out
}
