//! The frame lexicon: which words tell which kind of event, and where their parties stand (`assets/frames.toml`).

use crate::model::{Kind, Party};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One frame as the asset writes it; the asset's head explains the fields.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "assets/frames.toml documents the fields")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own that the asset writes by name")]
pub struct Frame {
    pub id: String,
    pub kind: String,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
    #[serde(default)]
    pub adjectives: Vec<String>,
    #[serde(default)]
    pub actor: Vec<String>,
    #[serde(default)]
    pub target: Vec<String>,
    /// The object (or its complement) is one of these lemmas.
    #[serde(default)]
    pub objects: Vec<String>,
    /// The object is none of these lemmas.
    #[serde(default)]
    pub objects_not: Vec<String>,
    /// The subject is one of these lemmas, or names a party.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// The clause holds one of these lemmas.
    #[serde(default)]
    pub with: Vec<String>,
    /// The clause holds none of these lemmas.
    #[serde(default)]
    pub without: Vec<String>,
    /// A noun counts only when one of these verbs carries it.
    #[serde(default)]
    pub needs_support: Vec<String>,
    /// A noun does not count when one of these verbs governs it.
    #[serde(default)]
    pub without_support: Vec<String>,
    /// The sentence speaks of this group.
    #[serde(default)]
    pub about: Option<String>,
    /// The sentence does not speak of this group.
    #[serde(default)]
    pub about_not: Option<String>,
    /// The object must be a person or a party.
    #[serde(default)]
    pub people: bool,
    /// Forms of `assets/titles.toml` other than those of the kind.
    #[serde(default)]
    pub title: Option<String>,
    /// Actors act together; targets among them are dropped.
    #[serde(default)]
    pub both: bool,
    /// The verb stands in the passive and names no agent.
    #[serde(default)]
    pub passive: bool,
    /// What the verb says is denied ("assure n'avoir rien volé").
    #[serde(default)]
    pub negates: bool,
    /// Tells an event even where no party is named.
    #[serde(default)]
    pub alone: bool,
    /// Words that tell no other act: who says them is who acts.
    #[serde(default)]
    pub speaks: bool,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counter: Vec<String>,
}

impl Frame {
    /// The kind; the asset's test makes sure that it exists.
    pub fn kind(&self) -> Kind {
        Kind::from_name(&self.kind).unwrap_or(Kind::Statement)
    }
}

/// A cue word made ready for matching: a head lemma, reflexive or not, and lemmas that must depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Index into [`Lexicon::frames`].
    pub frame: usize,
    /// True for "s'exposer".
    pub reflexive: bool,
    /// Lemmas among the dependents ("cause" of "mettre en cause").
    pub dependents: Vec<String>,
}

#[derive(Deserialize)]
struct Asset {
    groups: BTreeMap<String, Vec<String>>,
    collectives: BTreeMap<String, Vec<Party>>,
    frame: Vec<Frame>,
    words: WordLists,
}

/// Closed lists of words by what they do in a sentence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "assets/frames.toml documents the fields")]
pub struct WordLists {
    pub speech_verbs: Vec<String>,
    pub sources: Vec<String>,
    pub statement_verbs: Vec<String>,
    pub agent_support: Vec<String>,
    pub patient_support: Vec<String>,
    pub planning: Vec<String>,
    pub transparent: Vec<String>,
    pub hypothetical: Vec<String>,
    pub role_nouns: Vec<String>,
    pub attacker_nouns: Vec<String>,
    pub firm_nouns: Vec<String>,
    pub habit: Vec<String>,
    pub then: Vec<String>,
    pub pointing: Vec<String>,
    pub time_adverbs: Vec<String>,
    pub people: Vec<String>,
    pub officials: Vec<String>,
    pub quantities: Vec<String>,
    pub ties: Vec<String>,
    pub blaming: Vec<String>,
    pub aiming: Vec<String>,
}

/// All frames, indexed by lemma.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// In the order of the asset.
    pub frames: Vec<Frame>,
    /// Named groups of lemmas.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Names that stand for several states ("G7").
    pub collectives: BTreeMap<String, Vec<Party>>,
    /// Word lists.
    pub words: WordLists,
    verbs: BTreeMap<String, Vec<Cue>>,
    nouns: BTreeMap<String, Vec<Cue>>,
    adjectives: BTreeMap<String, Vec<Cue>>,
}

/// Little words of a multiword cue that are not looked for ("mettre *en* cause").
const FUNCTION_WORDS: [&str; 15] =
    ["en", "du", "au", "de", "pour", "à", "sur", "sous", "des", "la", "le", "les", "un", "une", "leur"];

impl Lexicon {
    /// The lexicon that Frise ships.
    pub fn builtin() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::parse(include_str!("../../assets/frames.toml")).expect("assets/frames.toml is checked by a test")
        });
        &LEXICON
    }

    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let asset: Asset = toml::from_str(text)?;
        let (mut verbs, mut nouns, mut adjectives) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (i, frame) in asset.frame.iter().enumerate() {
            for (words, table) in
                [(&frame.verbs, &mut verbs), (&frame.nouns, &mut nouns), (&frame.adjectives, &mut adjectives)]
            {
                for word in words {
                    let (lemma, cue) = cue(i, word);
                    let cues: &mut Vec<Cue> = table.entry(lemma).or_default();
                    cues.push(cue);
                }
            }
        }
        // The most particular cue first: "mettre en cause" before "mettre".
        for table in [&mut verbs, &mut nouns, &mut adjectives] {
            for cues in table.values_mut() {
                let particular = |c: &Cue| {
                    let frame = &asset.frame[c.frame];
                    let asks = [!frame.with.is_empty(), !frame.objects.is_empty(), frame.passive, frame.negates];
                    (c.dependents.len(), asks.iter().filter(|a| **a).count(), frame.about.is_some())
                };
                cues.sort_by_key(|c| std::cmp::Reverse(particular(c)));
            }
        }
        Ok(Self {
            frames: asset.frame,
            groups: asset.groups,
            collectives: asset.collectives,
            words: asset.words,
            verbs,
            nouns,
            adjectives,
        })
    }

    /// Cues of a verb's lemma.
    pub fn verb(&self, lemma: &str) -> &[Cue] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Cues of a noun's lemma.
    pub fn noun(&self, lemma: &str) -> &[Cue] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Cues of a predicative adjective's lemma.
    pub fn adjective(&self, lemma: &str) -> &[Cue] {
        self.adjectives.get(lemma).map_or(&[], Vec::as_slice)
    }
}

fn cue(frame: usize, word: &str) -> (String, Cue) {
    let (reflexive, bare) = match word.strip_prefix("s'").or_else(|| word.strip_prefix("se ")) {
        Some(bare) => (true, bare),
        None => (false, word),
    };
    let mut parts = bare.split(' ');
    let head = parts.next().unwrap_or(bare).to_owned();
    let bare = |p: &str| ["l'", "d'", "m'"].iter().find_map(|e| p.strip_prefix(e)).unwrap_or(p).to_owned();
    let dependents = parts.filter(|p| !FUNCTION_WORDS.contains(p)).map(bare).collect();
    (head, Cue { frame, reflexive, dependents })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_is_sound() {
        let lexicon = Lexicon::parse(include_str!("../../assets/frames.toml")).expect("frames.toml parses");
        let mut ids = std::collections::BTreeSet::new();
        for frame in &lexicon.frames {
            assert!(ids.insert(&frame.id), "{} stands twice", frame.id);
            assert!(Kind::from_name(&frame.kind).is_some(), "{}: no kind {}", frame.id, frame.kind);
            assert!(frame.verbs.len() + frame.nouns.len() + frame.adjectives.len() > 0, "{} has no words", frame.id);
            for group in frame.about.iter().chain(&frame.about_not) {
                assert!(lexicon.groups.contains_key(group), "{}: no group {group}", frame.id);
            }
        }
        for kind in Kind::ALL {
            assert!(lexicon.frames.iter().any(|f| f.kind() == kind), "no frame tells {}", kind.name());
        }
    }

    #[test]
    fn a_cue_of_several_words_names_its_head_and_its_dependents() {
        let (lemma, cue) = cue(0, "mettre en cause");
        assert_eq!((lemma.as_str(), cue.reflexive, cue.dependents), ("mettre", false, vec!["cause".to_owned()]));
        let (lemma, cue) = super::cue(0, "s'exposer");
        assert_eq!((lemma.as_str(), cue.reflexive), ("exposer", true));
    }
}
