//! Walks a text once and gathers what the rules find.

use super::grammar::{self, Grammar, Match, Rule};
use super::tokens::{Kind, Token, tokens};
use super::{Dates, Meaning, TimeExpression, guards, meaning};
use crate::model::{Lang, Span};

/// The time expressions of a French text, in order, none overlapping another. A crawl header at the start is not one.
pub fn find(text: &str) -> Vec<TimeExpression> {
    find_in(text, Lang::Fr)
}

/// As [`find`], of a text in this language.
pub fn find_in(text: &str, lang: Lang) -> Vec<TimeExpression> {
    let grammar = grammar::of(lang);
    let all = tokens(text, &grammar.lexicon);
    let mut out = Vec::new();
    let mut found = Vec::new();
    let begin = crate::language::without_header(text);
    let mut at = all.partition_point(|t| t.span.start < begin);
    while at < all.len() {
        let token = &all[at];
        if token.tainted || token.entry == 0 && !matches!(token.kind, Kind::Number | Kind::Ordinal) {
            at += 1;
            continue;
        }
        grammar.matches(&all, at, &mut found);
        let best = found.iter().find_map(|m| {
            let read = read(text, &all, grammar, lang, m)?;
            Some((read, m.cores.last().map_or(m.end, |c| c.1)))
        });
        match best {
            Some((read, end)) => {
                out.extend(read);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

fn read(
    text: &str,
    all: &[Token],
    grammar: &'static Grammar,
    lang: Lang,
    found: &Match,
) -> Option<Vec<TimeExpression>> {
    let rule: &'static Rule = &grammar.rules[found.rule];
    if rule.glued && all[found.start + 1..found.end].iter().any(|t| !t.glued) {
        return None;
    }
    if let Some(guard) = &rule.guard
        && !guards::allows(guard, text, all, found)
    {
        return None;
    }
    // The last end tells what the ones before it leave out: "du 3 au 6 avril".
    let mut parts: Vec<TimeExpression> = Vec::with_capacity(found.cores.len());
    let mut said = meaning::Said::default();
    for (from, to) in found.cores.iter().rev() {
        let binds = &found.binds[from - found.start..to - found.start];
        let slots = meaning::Slots::new(text, all, binds, &found.binds, &grammar.lexicon);
        let built = meaning::build(rule, &slots, &said)?;
        said = built.said;
        parts.push(TimeExpression {
            span: Span::new(all[*from].span.start, all[to - 1].span.end),
            class: built.class,
            meaning: built.meaning,
            time: built.time,
            parts: Vec::new(),
            rule: &rule.name,
            lang,
            value: built.value,
        });
    }
    parts.reverse();
    if !rule.range {
        return Some(parts);
    }
    let span = Span::new(all[found.start].span.start, parts.last()?.span.end);
    let ends: Vec<Dates> = parts
        .iter()
        .filter_map(|p| match p.meaning {
            Meaning::Absolute(dates) => Some(dates),
            _ => None,
        })
        .collect();
    let meaning = match ends[..] {
        [from, to] if from.earliest > to.latest => return None,
        [from, to] => Meaning::Absolute(from.hull(&to)),
        _ => Meaning::Range,
    };
    let class = parts.first()?.class;
    Some(vec![TimeExpression { span, class, meaning, time: None, parts, rule: &rule.name, lang, value: None }])
}
