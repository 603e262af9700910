//! How the events of a figure or a document were chosen, in words.

use crate::filter::Filter;
use crate::model::{Lang, Part, Party};
use crate::timeline::words;

/// A filter in words: "Chine, Russie ; visés ; « rançon » ; étoilés". Empty where everything passes.
pub(super) fn filter_words(filter: &Filter, names: &dyn Fn(Party, Lang) -> String, lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !filter.parties.is_empty() {
        let part = match filter.part {
            Part::Either => "",
            Part::Actor => lang.pick(" (à l’origine)", " (as actors)"),
            Part::Target => lang.pick(" (visés)", " (as targets)"),
        };
        let parties: Vec<String> = filter.parties.iter().map(|p| names(*p, lang)).collect();
        parts.push(format!("{}{part}", parties.join(", ")));
    }
    parts.extend(filter.period.map(|p| words::dates(&p, lang)));
    let text = filter.text.trim().trim_matches('"');
    if !text.is_empty() {
        parts.push(lang.pick("«\u{A0}*\u{A0}»", "“*”").replace('*', text));
    }
    if filter.starred {
        parts.push(lang.pick("étoilés", "starred").to_owned());
    }
    let without = filter.hidden.iter().map(|k| words::kind(*k, lang));
    let without: Vec<&str> = without.chain(filter.unsure.iter().map(|c| words::certainty(*c, lang))).collect();
    if !without.is_empty() {
        parts.push(format!("{} {}", lang.pick("sans", "without"), without.join(", ")));
    }
    match filter.sources.len() {
        0 => {}
        1 => parts.push(lang.pick("un seul article", "one article only").to_owned()),
        n => parts.push(format!("{n}\u{A0}{}", lang.pick("articles choisis", "chosen articles"))),
    }
    parts.join(lang.pick("\u{202F}; ", "; "))
}

/// How the events of a document were chosen, and how many were not, as a sentence; empty where all are told.
pub fn choice_words(filter: &Filter, left_out: usize, names: &dyn Fn(Party, Lang) -> String, lang: Lang) -> String {
    let how = filter_words(filter, names, lang);
    if how.is_empty() || left_out == 0 {
        return String::new();
    }
    let n = words::events(left_out, lang);
    match lang {
        Lang::Fr => format!("Choix\u{A0}: {how}. {n} {}.", if left_out > 1 { "écartés" } else { "écarté" }),
        Lang::En => format!("Chosen: {how}. {n} left out."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Certainty;

    #[test]
    fn a_choice_says_what_was_asked_for_and_how_many_were_left_out() {
        let names = |p: Party, _: Lang| p.code().to_owned();
        let mut filter = Filter { text: "rançon".into(), starred: true, ..Filter::default() };
        filter.parties.extend(Party::new("CN"));
        filter.part = Part::Target;
        filter.unsure.insert(Certainty::Alleged);
        let said = choice_words(&filter, 12, &names, Lang::Fr);
        assert_eq!(
            said,
            "Choix\u{a0}: CN (visés)\u{202f}; «\u{a0}rançon\u{a0}»\u{202f}; étoilés\u{202f}; sans allégué. 12\u{a0}événements écartés."
        );
        assert_eq!(choice_words(&filter, 0, &names, Lang::Fr), "", "all are told");
        assert_eq!(choice_words(&Filter::default(), 3, &names, Lang::En), "", "nothing was asked for");
    }
}
