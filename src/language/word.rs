//! The word of a sentence: its class, its features, its place in the tree. Knows no text but its own form.

use crate::model::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the variants are the names of Universal Dependencies, defined there")]
        #[repr(u8)]
        pub enum $type { $($variant),* }

        impl $type {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name as Universal Dependencies writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The one with this name.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            /// The one with this number, as `self as u8` gives it.
            pub fn numbered(number: u8) -> Option<Self> {
                Self::ALL.get(usize::from(number)).copied()
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

names! {
    /// The class of a word.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

names! {
    /// What a word is to its head: the relations of the French treebanks, and `obl:tmod` for a masked run.
    Deprel {
        Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclCleft = "advcl:cleft", Advmod = "advmod",
        Amod = "amod", Appos = "appos", Aux = "aux", AuxCaus = "aux:caus", AuxPass = "aux:pass", AuxTense = "aux:tense",
        Case = "case", Cc = "cc", Ccomp = "ccomp", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass",
        Dep = "dep", DepComp = "dep:comp", Det = "det", Discourse = "discourse", Dislocated = "dislocated",
        ExplComp = "expl:comp", ExplPass = "expl:pass", ExplPv = "expl:pv", ExplSubj = "expl:subj", Fixed = "fixed",
        FlatForeign = "flat:foreign", FlatName = "flat:name", Goeswith = "goeswith", Iobj = "iobj", IobjAgent = "iobj:agent",
        Mark = "mark", Nmod = "nmod", Nsubj = "nsubj", NsubjCaus = "nsubj:caus", NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", ObjAgent = "obj:agent", ObjLvc = "obj:lvc", Obl = "obl",
        OblAgent = "obl:agent", OblArg = "obl:arg", OblMod = "obl:mod", OblTmod = "obl:tmod", Orphan = "orphan",
        Parataxis = "parataxis", ParataxisInsert = "parataxis:insert", Punct = "punct", Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Deprel {
    /// The relation of this name; an unknown subtype falls back on its universal relation, an unknown relation on `dep`.
    pub fn read(name: &str) -> Self {
        let universal = name.split(':').next().unwrap_or(name);
        let near = match universal {
            "expl" => Some(Self::ExplSubj),
            "flat" | "compound" | "list" => Some(Self::FlatName),
            _ => Self::named(universal),
        };
        Self::named(name).or(near).unwrap_or(Self::Dep)
    }

    /// The relation without its subtype: `nsubj` of `nsubj:pass`.
    pub fn universal(self) -> &'static str {
        self.as_str().split(':').next().unwrap_or_default()
    }

    /// A subject of any kind, noun or clause.
    pub fn is_subject(self) -> bool {
        matches!(self.universal(), "nsubj" | "csubj")
    }

    /// An oblique of any kind.
    pub fn is_oblique(self) -> bool {
        self.universal() == "obl"
    }
}

macro_rules! features {
    ($($(#[$doc:meta])* $field:ident : $type:ident, $key:literal, $shift:literal, $bits:literal
        { $($variant:ident = $name:literal),* $(,)? })*) => {
        $(names! { $(#[$doc])* $type { $($variant = $name),* } })*

        /// The grammatical features of a word, in 32 bits.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct Feats(pub u32);

        impl Feats {
            $(
                $(#[$doc])*
                pub fn $field(self) -> Option<$type> {
                    (((self.0 >> $shift) & ((1 << $bits) - 1)) as u8).checked_sub(1).and_then($type::numbered)
                }
            )*

            /// Sets `key` to `value`, both as Universal Dependencies writes them; what Frise does not keep is passed over.
            pub fn set(&mut self, key: &str, value: &str) {
                match key {
                    $($key => {
                        let number = $type::named(value).map_or(0, |v| v as u32 + 1);
                        self.0 = (self.0 & !(((1 << $bits) - 1) << $shift)) | (number << $shift);
                    })*
                    _ => {}
                }
            }

            fn pairs(self) -> Vec<(&'static str, &'static str)> {
                let mut all = Vec::new();
                $(if let Some(value) = self.$field() { all.push(($key, value.as_str())); })*
                all.sort_unstable();
                all
            }
        }
    };
}

features! {
    /// Gender.
    gender: Gender, "Gender", 0, 2 { Masc = "Masc", Fem = "Fem" }
    /// Number.
    number: Number, "Number", 2, 2 { Sing = "Sing", Plur = "Plur" }
    /// Person.
    person: Person, "Person", 4, 2 { First = "1", Second = "2", Third = "3" }
    /// Tense; `Imp` is the imparfait.
    tense: Tense, "Tense", 6, 3 { Pres = "Pres", Past = "Past", Imp = "Imp", Fut = "Fut" }
    /// Mood.
    mood: Mood, "Mood", 9, 3 { Ind = "Ind", Sub = "Sub", Cnd = "Cnd", Imp = "Imp" }
    /// Form of the verb.
    verb_form: VerbForm, "VerbForm", 12, 2 { Fin = "Fin", Inf = "Inf", Part = "Part" }
    /// Voice of a participle; told from the tree.
    voice: Voice, "Voice", 14, 2 { Act = "Act", Pass = "Pass" }
    /// Negation ("ne", "pas", "jamais").
    polarity: Polarity, "Polarity", 16, 2 { Pos = "Pos", Neg = "Neg" }
    /// Kind of pronoun or determiner.
    pron_type: PronType, "PronType", 18, 4 {
        Art = "Art", Dem = "Dem", Exc = "Exc", Ind = "Ind", Int = "Int", Neg = "Neg", Prs = "Prs", Rel = "Rel",
    }
}

impl Feats {
    /// Reads `Gender=Fem|Number=Sing`; what Frise does not keep is passed over.
    pub fn read(text: &str) -> Self {
        let mut feats = Self::default();
        for (key, value) in text.split('|').filter_map(|pair| pair.split_once('=')) {
            feats.set(key, value);
        }
        feats
    }
}

impl fmt::Display for Feats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<String> = self.pairs().iter().map(|(k, v)| format!("{k}={v}")).collect();
        f.write_str(if pairs.is_empty() { "_" } else { "" })?;
        f.write_str(&pairs.join("|"))
    }
}

/// A syntactic word of a sentence. The words of one sentence form a tree: exactly one has no head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Where it stands in the text. The two words of a contraction ("du": "de", "le") share the span of the contraction.
    pub span: Span,
    /// As written; the parts of a contraction as if written apart. Of a masked run, the whole run.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Class.
    pub upos: Upos,
    /// Features.
    pub feats: Feats,
    /// Index in the sentence of the word it hangs on; `None` for the root.
    pub head: Option<usize>,
    /// What it is to its head.
    pub deprel: Deprel,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_read_and_written_alike() {
        let text = "Gender=Fem|Mood=Ind|Number=Plur|Person=3|PronType=Rel|Tense=Fut|VerbForm=Part|Voice=Pass";
        assert_eq!(Feats::read(text).to_string(), text);
        assert_eq!(Feats::read("_").to_string(), "_");
        assert_eq!(Feats::read("Gender=Masc").gender(), Some(Gender::Masc));
        assert_eq!(Feats::read("Gender=Masc").number(), None);
    }

    #[test]
    fn relations_fall_back_on_the_universal_one() {
        assert_eq!(Deprel::read("nsubj:pass"), Deprel::NsubjPass);
        assert_eq!(Deprel::read("nmod:unknown"), Deprel::Nmod);
        assert_eq!(Deprel::read("nonsense"), Deprel::Dep);
        assert!(Deprel::ALL.len() <= 64, "sets of relations are kept in 64 bits");
    }
}
