//! The rules of `assets/times.toml` (French) and `assets/times_english.toml`, each compiled once into a tree of words that is
//! walked from each word of a text.
//!
//! Knows how rules match, not what they mean.

use super::tokens::{self as t, Atom, Entry, Kind, Lexicon, Token};
use crate::model::Lang;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The grammar of French time expressions.
pub static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::read(include_str!("../../../assets/times.toml")));

/// The grammar of English time expressions.
pub static ENGLISH: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::read(include_str!("../../../assets/times_english.toml")));

/// The grammar of a language.
pub fn of(lang: Lang) -> &'static Grammar {
    match lang {
        Lang::Fr => &GRAMMAR,
        Lang::En => &ENGLISH,
    }
}

/// The name of a rule of either language, as its asset has it.
pub fn rule(name: &str) -> Option<&'static str> {
    let of = |all: &'static [Rule]| all.iter().find(|rule| rule.name == name).map(|rule| rule.name.as_str());
    of(&GRAMMAR.rules).or_else(|| of(&ENGLISH.rules))
}

/// One rule as written in the asset.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name, for "why".
    pub name: String,
    /// TIMEX3 class, where the meaning does not tell it.
    #[serde(rename = "type")]
    pub class: Option<String>,
    /// How the words become a meaning: an arm of `meaning::build`.
    pub means: String,
    /// `PAST_REF`, `PRESENT_REF` or `FUTURE_REF` of a vague expression.
    pub reference: Option<String>,
    /// What must be true around the words: an arm of `guards::allows`.
    pub guard: Option<String>,
    /// No white space inside.
    #[serde(default)]
    pub glued: bool,
    /// The cores are the ends of a range.
    #[serde(default)]
    pub range: bool,
    /// Rows of words.
    pub patterns: Vec<String>,
    /// Our own sentences with the expression in braces, and its value.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    pub examples: Vec<(String, String)>,
    /// Our own sentences in which the rule finds nothing.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    #[serde(default)]
    pub not: Vec<String>,
}

/// Words that tell on which side of the day of writing something lies, as lemmas (those of English as they are written).
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DirectionWords {
    /// What their clause tells is still to come.
    pub ahead: BTreeSet<String>,
    /// What they govern is still to come.
    pub modals: BTreeSet<String>,
    /// "est prévu lundi".
    pub planned: BTreeSet<String>,
    /// In the present they tell what was said.
    pub said: BTreeSet<String>,
    /// Nouns of what is held again and again.
    pub held: BTreeSet<String>,
    /// Prepositions of what is past.
    pub since: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Asset {
    anchor: String,
    direction: DirectionWords,
    words: BTreeMap<String, BTreeMap<String, i32>>,
    named_days: BTreeMap<String, String>,
    rule: Vec<Rule>,
}

/// Rules, words and the tree made of them.
#[derive(Debug)]
pub struct Grammar {
    /// The rules in the order of the asset.
    pub rules: Vec<Rule>,
    /// The words that rules speak of.
    pub lexicon: Lexicon,
    /// "11-septembre" and the day it means.
    pub named_days: BTreeMap<String, crate::model::Dates>,
    /// The words of tense and plan.
    pub direction: DirectionWords,
    /// The day on which examples are read.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    pub anchor: String,
    root: Vec<Option<u32>>,
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    edges: Vec<(Atom, u32)>,
    accepts: Vec<Accept>,
}

/// A rule that a row of words fulfils, and where in the row its expressions stand.
#[derive(Clone, Debug, PartialEq)]
struct Accept {
    rule: u16,
    cores: Vec<(u8, u8)>,
}

/// The class that each token of a match was read as.
#[derive(Clone, Copy, Debug)]
pub struct Bind {
    /// Literal or class.
    pub atom: Atom,
    /// Index of the token.
    pub token: usize,
}

/// A rule that fits the tokens.
#[derive(Debug)]
pub struct Match {
    /// Index of the rule.
    pub rule: usize,
    /// First token of the row.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// Tokens of each expression, first and one past the last.
    pub cores: Vec<(usize, usize)>,
    /// One for each token from `start` to `end`.
    pub binds: Vec<Bind>,
}

impl Grammar {
    #[expect(clippy::expect_used, reason = "the asset is part of the program; a test reads it")]
    fn read(asset: &str) -> Self {
        let asset: Asset = toml::from_str(asset).expect("the grammar of times is well formed");
        let mut lexicon = Lexicon::new();
        for (class, words) in &asset.words {
            let atom = t::CLASSES.iter().position(|c| c == class).expect("a class that tokens.rs names") as Atom;
            for (word, value) in words {
                lexicon.add(word, atom, *value);
            }
        }
        let mut literals: BTreeMap<String, Atom> = BTreeMap::new();
        let mut nodes = vec![Node::default()];
        for (index, rule) in asset.rule.iter().enumerate() {
            for pattern in &rule.patterns {
                let items = lex(pattern, &mut literals, &mut lexicon);
                let (rows, rest) = expand(&items);
                assert!(rest.is_empty(), "unbalanced pattern {pattern:?} of {}", rule.name);
                for row in rows {
                    insert(&mut nodes, index as u16, &row);
                }
            }
        }
        lexicon.finish();
        let mut root = vec![None; t::CLASSES.len() + literals.len()];
        for (atom, node) in &nodes[0].edges {
            root[*atom as usize] = Some(*node);
        }
        let named_days = asset.named_days.iter().map(|(k, v)| (k.clone(), v.parse().expect("a date"))).collect();
        Self { rules: asset.rule, lexicon, named_days, direction: asset.direction, anchor: asset.anchor, root, nodes }
    }

    /// All rules that fit a row of tokens beginning at `start`, best first: the longest expression, then the first rule.
    pub fn matches(&self, tokens: &[Token], start: usize, out: &mut Vec<Match>) {
        out.clear();
        let mut binds = Vec::with_capacity(12);
        for atom in self.atoms(&tokens[start]) {
            if let Some(node) = self.root[atom as usize] {
                self.walk(node, atom, tokens, start, start, &mut binds, out);
            }
        }
        out.sort_by_key(|m| {
            let end = m.cores.last().map_or(0, |c| c.1);
            let begin = m.cores.first().map_or(0, |c| c.0);
            (std::cmp::Reverse(end), begin, m.rule, std::cmp::Reverse(m.end))
        });
    }

    #[expect(clippy::too_many_arguments, reason = "one step of a search")]
    fn walk(
        &self,
        node: u32,
        atom: Atom,
        tokens: &[Token],
        start: usize,
        at: usize,
        binds: &mut Vec<Bind>,
        out: &mut Vec<Match>,
    ) {
        binds.push(Bind { atom, token: at });
        let here = &self.nodes[node as usize];
        for accept in &here.accepts {
            let cores = accept.cores.iter().map(|(a, b)| (start + *a as usize, start + *b as usize)).collect();
            out.push(Match { rule: accept.rule as usize, start, end: at + 1, cores, binds: binds.clone() });
        }
        if let Some(next) = tokens.get(at + 1).filter(|n| !n.paragraph && !here.edges.is_empty()) {
            for atom in self.atoms(next) {
                if let Some((_, node)) = here.edges.iter().find(|(a, _)| *a == atom) {
                    self.walk(*node, atom, tokens, start, at + 1, binds, out);
                }
            }
        }
        binds.pop();
    }

    /// Everything that a token can be read as.
    fn atoms(&self, token: &Token) -> impl Iterator<Item = Atom> {
        let entry: &Entry = self.lexicon.entry(if token.tainted { 0 } else { token.entry });
        let whole = |max: f64| token.value <= max && token.value.fract() == 0.0;
        let mut shapes: [Option<Atom>; 8] = [None; 8];
        match token.kind {
            _ if token.tainted => {}
            Kind::Number => {
                let (value, digits) = (token.value, token.digits);
                shapes = [
                    Some(t::NUM),
                    ((1..=2).contains(&digits) && value >= 1.0 && whole(31.0)).then_some(t::DAY),
                    (digits == 4 && (1000.0..2200.0).contains(&value)).then_some(t::YEAR),
                    (digits == 2).then_some(t::YY),
                    ((1..=2).contains(&digits) && whole(24.0)).then_some(t::HOUR),
                    ((1..=2).contains(&digits) && whole(59.0)).then_some(t::MIN),
                    ((1..=2).contains(&digits) && value >= 1.0 && whole(12.0)).then_some(t::MM),
                    None,
                ];
            }
            Kind::Ordinal => {
                shapes[0] = Some(t::ORD);
                shapes[1] = (token.value as i32 == 1 && token.digits > 0).then_some(t::FIRST);
                shapes[2] = (token.digits == 0).then_some(t::ROMAN);
            }
            Kind::Word if entry.value(t::NUMERAL).is_some() => shapes[0] = Some(t::NUM),
            Kind::Word | Kind::Sign(_) => {}
        }
        entry.atoms.iter().map(|(a, _)| *a).chain(shapes.into_iter().flatten())
    }
}

enum Item {
    Atom(Atom),
    Sign(char),
}

fn lex(pattern: &str, literals: &mut BTreeMap<String, Atom>, lexicon: &mut Lexicon) -> Vec<Item> {
    let mut out = Vec::new();
    let mut literal = |word: &str, out: &mut Vec<Item>| {
        if word.is_empty() {
            return;
        }
        if let Some(class) = t::CLASSES.iter().position(|c| *c == word) {
            out.push(Item::Atom(class as Atom));
            return;
        }
        let next = (t::CLASSES.len() + literals.len()) as Atom;
        let atom = *literals.entry(word.to_owned()).or_insert(next);
        lexicon.add(word, atom, 0);
        out.push(Item::Atom(atom));
    };
    for word in pattern.split_inclusive(|c: char| "[]()<>| ".contains(c)) {
        let (word, sign) = match word.chars().last() {
            Some(c) if "[]()<>| ".contains(c) => (&word[..word.len() - 1], Some(c)),
            _ => (word, None),
        };
        if COMPOUNDS.contains(&word) {
            literal(word, &mut out);
        } else {
            let mut rest = word;
            while let Some(i) = rest.find(['\'', '-', ',']) {
                literal(&rest[..i], &mut out);
                literal(&rest[i..=i], &mut out);
                rest = &rest[i + 1..];
            }
            literal(rest, &mut out);
        }
        out.extend(sign.filter(|c| *c != ' ').map(Item::Sign));
    }
    out
}

/// Words of patterns that are one token though they hold a sign.
const COMPOUNDS: [&str; 10] = [
    "week-end",
    "week-ends",
    "aujourd'hui",
    "après-midi",
    "avant-hier",
    "jusqu'à",
    "jusqu'au",
    "jusqu'en",
    "mi-journée",
    "demi-heure",
];

/// A row of atoms, and where cores begin and end in it.
#[derive(Clone, Default)]
struct Row {
    atoms: Vec<Atom>,
    marks: Vec<u8>,
}

/// All rows that the items up to a closing sign or `|` stand for, and what is left of the items.
fn expand(items: &[Item]) -> (Vec<Row>, &[Item]) {
    let mut rows = vec![Row::default()];
    let mut rest = items;
    while let Some((item, after)) = rest.split_first() {
        match item {
            Item::Atom(atom) => {
                for row in &mut rows {
                    row.atoms.push(*atom);
                }
                rest = after;
            }
            Item::Sign('<' | '>') => {
                for row in &mut rows {
                    row.marks.push(row.atoms.len() as u8);
                }
                rest = after;
            }
            Item::Sign(open @ ('[' | '(')) => {
                let mut choices = if *open == '[' { vec![Row::default()] } else { Vec::new() };
                rest = after;
                loop {
                    let (found, left) = expand(rest);
                    choices.extend(found);
                    match left.split_first() {
                        Some((Item::Sign('|'), left)) => rest = left,
                        Some((_, left)) => {
                            rest = left;
                            break;
                        }
                        None => {
                            rest = left;
                            break;
                        }
                    }
                }
                rows = rows.iter().flat_map(|r| choices.iter().map(|c| joined(r, c))).collect();
            }
            Item::Sign(_) => break,
        }
    }
    (rows, rest)
}

fn joined(a: &Row, b: &Row) -> Row {
    let mut out = a.clone();
    out.marks.extend(b.marks.iter().map(|m| m + a.atoms.len() as u8));
    out.atoms.extend(&b.atoms);
    out
}

fn insert(nodes: &mut Vec<Node>, rule: u16, row: &Row) {
    let mut marks = row.marks.clone();
    // A single mark closes a core that begins the row or opens one that ends it.
    match marks.len() {
        0 => marks = vec![0, row.atoms.len() as u8],
        1 => marks.insert(0, 0),
        _ => {}
    }
    let mut at = 0;
    for atom in &row.atoms {
        at = if let Some((_, node)) = nodes[at].edges.iter().find(|(a, _)| a == atom) {
            *node as usize
        } else {
            nodes.push(Node::default());
            let new = nodes.len() - 1;
            nodes[at].edges.push((*atom, new as u32));
            new
        };
    }
    let accept = Accept { rule, cores: marks.chunks_exact(2).map(|c| (c[0], c[1])).collect() };
    if at != 0 && !nodes[at].accepts.contains(&accept) {
        nodes[at].accepts.push(accept);
    }
}
