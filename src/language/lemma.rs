//! Dictionary forms: what the treebanks say of a word, else what its ending suggests.

use super::bytes::{Reader, Writer};
use super::linear::{HashedMap, hash_bytes};
use super::verbs::Conjugations;
use super::word::{Feats, Upos, VerbForm};
use std::collections::BTreeMap;

const LONGEST_SUFFIX: usize = 7;

/// Forms with their lemmas, and rules for endings.
#[derive(Clone, Debug, Default)]
pub struct Lemmas {
    /// Form, class and kind of form → lemma.
    known: HashedMap<u64, String>,
    /// Ending, class and kind of form → letters to take away, letters to add.
    rules: HashedMap<u64, (u8, String)>,
    /// The entries as text, for writing.
    entries: Vec<(String, u8, String)>,
    endings: Vec<(String, u8, u8, String)>,
}

/// The class of a word with what decides its dictionary form beside it: infinitives and participles end otherwise.
fn kind(upos: Upos, feats: Feats) -> u8 {
    let upos = if upos == Upos::Aux { Upos::Verb } else { upos };
    let form = match feats.verb_form() {
        _ if upos != Upos::Verb => 0,
        None => 0,
        Some(VerbForm::Fin) => 1,
        Some(VerbForm::Inf) => 2,
        Some(VerbForm::Part) => 3,
    };
    upos as u8 | form << 5
}

fn key(form: &str, kind: u8) -> u64 {
    hash_bytes(form.as_bytes(), u64::from(kind))
}

impl Lemmas {
    /// The dictionary form of a word, with apostrophes straightened.
    pub fn lemma(&self, form: &str, lower: &str, upos: Upos, feats: Feats) -> String {
        let kind = kind(upos, feats);
        if let Some(lemma) = self.known.get(&key(lower, kind)) {
            return lemma.clone();
        }
        if matches!(upos, Upos::Propn | Upos::Num | Upos::X | Upos::Sym | Upos::Punct) {
            return form.to_owned();
        }
        if matches!(upos, Upos::Verb | Upos::Aux)
            && let Some(infinitive) = Conjugations::builtin().infinitive(lower)
        {
            return infinitive;
        }
        for (cut, _) in lower
            .char_indices()
            .rev()
            .take(LONGEST_SUFFIX)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .chain([(lower.len(), ' ')])
        {
            if let Some((drop, add)) = self.rules.get(&key(&lower[cut..], kind | 0x80)) {
                let keep = lower.char_indices().rev().take(usize::from(*drop)).last().map_or(lower.len(), |c| c.0);
                return format!("{}{add}", &lower[..keep]);
            }
        }
        lower.to_owned()
    }

    /// Learns from words with their lemmas, each counted so many times.
    pub fn learn<'a>(words: impl Iterator<Item = (&'a str, Upos, Feats, &'a str, u32)>) -> Self {
        let mut counts: BTreeMap<(String, u8), BTreeMap<&str, u32>> = BTreeMap::new();
        for (lower, upos, feats, lemma, times) in words {
            *counts.entry((lower.to_owned(), kind(upos, feats))).or_default().entry(lemma).or_default() += times;
        }
        let mut entries = Vec::new();
        let mut scripts: BTreeMap<(String, u8), BTreeMap<(u8, String), u32>> = BTreeMap::new();
        for ((form, kind), lemmas) in &counts {
            let Some((lemma, _)) = lemmas.iter().max_by_key(|(lemma, n)| (**n, std::cmp::Reverse(**lemma))) else {
                continue;
            };
            entries.push((form.clone(), *kind, (*lemma).to_owned()));
            let Some(script) = script(form, lemma) else { continue };
            for (cut, _) in form.char_indices().rev().take(LONGEST_SUFFIX).chain([(form.len(), ' ')]) {
                *scripts.entry((form[cut..].to_owned(), *kind)).or_default().entry(script.clone()).or_default() += 1;
            }
        }
        let best: BTreeMap<(String, u8), (u8, String)> = scripts
            .into_iter()
            .filter_map(|(ending, scripts)| {
                let (script, n) =
                    scripts.into_iter().max_by_key(|(script, n)| (*n, std::cmp::Reverse(script.clone())))?;
                (n >= 2 || ending.0.is_empty()).then_some((ending, script))
            })
            .collect();
        let endings = best
            .iter()
            .filter(|((ending, kind), script)| {
                let shorter = ending.char_indices().nth(1).map_or(ending.len(), |c| c.0);
                ending.is_empty() || shorter_rule(&best, &ending[shorter..], *kind) != Some(*script)
            })
            .map(|((ending, kind), (drop, add))| (ending.clone(), *kind, *drop, add.clone()))
            .collect();
        Self::from_entries(entries, endings)
    }

    fn from_entries(entries: Vec<(String, u8, String)>, endings: Vec<(String, u8, u8, String)>) -> Self {
        let known = entries.iter().map(|(form, kind, lemma)| (key(form, *kind), lemma.clone())).collect();
        let rules =
            endings.iter().map(|(end, kind, drop, add)| (key(end, *kind | 0x80), (*drop, add.clone()))).collect();
        Self { known, rules, entries, endings }
    }

    /// Writes the entries and rules.
    pub fn write(&self, out: &mut Writer) {
        out.number(self.entries.len() as u64);
        let mut last = "";
        for (form, kind, lemma) in &self.entries {
            put_shared(out, last, form);
            out.number(u64::from(*kind));
            put_shared(out, form, lemma);
            last = form;
        }
        out.number(self.endings.len() as u64);
        for (ending, kind, drop, add) in &self.endings {
            out.text(ending);
            out.number(u64::from(*kind));
            out.number(u64::from(*drop));
            out.text(add);
        }
    }

    /// Reads what [`Lemmas::write`] wrote.
    pub fn read(input: &mut Reader) -> Option<Self> {
        let mut entries: Vec<(String, u8, String)> = Vec::new();
        for _ in 0..input.count()? {
            let form = get_shared(input, entries.last().map_or("", |e| e.0.as_str()))?;
            let kind = u8::try_from(input.number()?).ok()?;
            let lemma = get_shared(input, &form)?;
            entries.push((form, kind, lemma));
        }
        let mut endings = Vec::new();
        for _ in 0..input.count()? {
            let ending = input.text()?.to_owned();
            let (kind, drop) = (u8::try_from(input.number()?).ok()?, u8::try_from(input.number()?).ok()?);
            endings.push((ending, kind, drop, input.text()?.to_owned()));
        }
        Some(Self::from_entries(entries, endings))
    }
}

fn shorter_rule<'a>(
    best: &'a BTreeMap<(String, u8), (u8, String)>,
    mut ending: &str,
    kind: u8,
) -> Option<&'a (u8, String)> {
    loop {
        if let Some(rule) = best.get(&(ending.to_owned(), kind)) {
            return Some(rule);
        }
        let mut chars = ending.chars();
        chars.next()?;
        ending = chars.as_str();
    }
}

/// How many letters to take from the end of `form` and what to add to reach `lemma`; none where they begin differently.
fn script(form: &str, lemma: &str) -> Option<(u8, String)> {
    let same = shared(form, lemma);
    let drop = form[same..].chars().count();
    (same > 0 && drop <= 8).then(|| (drop as u8, lemma[same..].to_owned()))
}

fn shared(a: &str, b: &str) -> usize {
    a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map_or(a.len().min(b.len()), |((i, _), _)| i)
}

fn put_shared(out: &mut Writer, base: &str, text: &str) {
    let same = shared(base, text);
    out.number(same as u64);
    out.text(&text[same..]);
}

fn get_shared(input: &mut Reader, base: &str) -> Option<String> {
    let same = usize::try_from(input.number()?).ok()?;
    Some(format!("{}{}", base.get(..same)?, input.text()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_serve_unknown_words() {
        let fin = Feats::read("VerbForm=Fin");
        let seen = [("accusent", "accuser"), ("demandent", "demander"), ("montent", "monter"), ("dit", "dire")];
        let learned = Lemmas::learn(seen.iter().map(|(form, lemma)| (*form, Upos::Verb, fin, *lemma, 1)));
        let mut out = Writer::default();
        learned.write(&mut out);
        let lemmas = Lemmas::read(&mut Reader::new(out.bytes.into())).expect("reads back");
        assert_eq!(lemmas.lemma("dit", "dit", Upos::Verb, fin), "dire");
        assert_eq!(lemmas.lemma("Piratent", "piratent", Upos::Verb, fin), "pirater");
        assert_eq!(lemmas.lemma("Pékin", "pékin", Upos::Propn, Feats::default()), "Pékin");
    }
}
